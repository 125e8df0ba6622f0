"""The law of redactions: a copy may leave passages out and add nothing, and an answer that changed is shown to no reviewer."""

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.core.actors import Role
from app.core.policy import Policy
from app.core.words import N_
from app.models.applications import Application
from app.models.redactions import Redaction
from app.rules import decisions
from app.rules.answers import Value
from app.rules.blueprints import Blueprint, Question, Reader
from app.rules.decisions import is_managed

HIDDEN = "[hidden]"
"""What stands where a passage was left out. It is typed by managers, and so it is the same in every language."""

FREE_TEXT = frozenset({"short_text", "long_text", "link"})

REDACT = Policy(
    "redactions.redact",
    {Role.MANAGER: is_managed},
    N_("Only managers of this programme can hide words from reviewers."),
    Application,
    decisions.visible_to,
)


def redactable(blueprint: Blueprint) -> list[Question]:
    """The questions whose answers reviewers read in the applicant's own words."""
    return [q for q in blueprint.questions if q.kind in FREE_TEXT and Reader.REVIEWER in q.readers]


def is_cut_from(copy: str, original: str) -> bool:
    """Whether `copy` is `original` with passages replaced by the mark, and nothing added, changed or moved."""
    first, *rest = copy.split(HIDDEN)
    if not rest:
        return copy == original
    if not original.startswith(first):
        return False
    *middle, last = rest
    at = len(first)
    for piece in middle:
        found = original.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return original.endswith(last) and len(original) - len(last) > at


def shown(words: str, *, made_from: int, version: int) -> str:
    """What reviewers read: the copy, or nothing at all while the answer is newer than its copy."""
    return words if made_from == version else HIDDEN


def as_text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def redactions_of(application: Application) -> SelectOfScalar[Redaction]:
    return select(Redaction).where(col(Redaction.application_id) == application.id)
