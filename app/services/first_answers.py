"""Answering before there is an account: kept sealed under the visitor's own token, until an address proves whose it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from app.core.errors import Collision, Missing, Refused
from app.core.vault import found
from app.core.words import N_
from app.core.work import Work
from app.forms.applications import Answers, typed_questions
from app.forms.first_answers import FirstAddress
from app.forms.sign_ins import LinkRequest, Nothing
from app.models.cohorts import Cohort
from app.models.first_answers import FirstAnswers
from app.models.programmes import Programme
from app.rules import answers as law
from app.rules.answers import Value
from app.rules.blueprints import Blueprint, Part, Question, blueprint_of, blueprints
from app.rules.first_answers import BY_NETWORK, KEPT_FOR
from app.services import entrances, rates
from app.services.applications import open_cohort
from app.services.applications_answering import changed_elsewhere
from app.services.sign_ins import fingerprint

TABLE, COLUMN = "first_answers", "sealed_words"

NOTHING_YET = N_("Answer one question first. Then there is something to keep")
UNREAD = N_("Your earlier answers cannot be read now, so nothing is added to them. Try again later, or remove them.")
CLOSED = N_("Applications are closed. Your answers are kept, and a person can tell you what is possible.")


@dataclass(frozen=True)
class Words:
    """What was said so far, and how often each answer was changed, so that an older tab is told apart.

    `are_closed` says that something was said which cannot be read now.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    are_closed: bool = False


@dataclass(frozen=True)
class FirstCase:
    """The first part of a programme's questions, and what this visitor has said to it."""

    programme: Programme
    blueprint: Blueprint
    cohort: Cohort | None
    kept: FirstAnswers | None
    words: Words

    @property
    def part(self) -> Part:
        return self.blueprint.parts[0]

    @property
    def values(self) -> Mapping[str, Value]:
        return {key: value for key, value in self.words.values.items() if law.is_given(value)}

    @property
    def asked(self) -> list[Question]:
        return typed_questions(law.asked_in(self.part, self.blueprint, self.values))

    @property
    def kept_until(self) -> datetime | None:
        return self.kept.kept_at + KEPT_FOR if self.kept else None


def first_case(work: Work, key: str, visitor: str) -> FirstCase:
    """The programme with what was kept under this visitor's token; what is too old is not found any more."""
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == key)).one_or_none()
    if programme is None or key not in blueprints():
        raise Missing
    kept = work.db.scalars(
        select(FirstAnswers).where(
            col(FirstAnswers.token_hash) == fingerprint(visitor),
            col(FirstAnswers.programme_id) == programme.id,
            col(FirstAnswers.kept_at) > work.now - KEPT_FOR,
        )
    ).one_or_none()
    words = unseal(work, kept) if kept else Words()
    return FirstCase(programme, blueprint_of(key), open_cohort(work, programme.id), kept, words)


def keep(work: Work, case: FirstCase, visitor: str, network: str, form: Answers) -> None:
    """Keep what was typed for thirty days. An older tab never overwrites newer text."""
    rates.count(work, BY_NETWORK, network)
    if case.cohort is None:
        raise Refused(CLOSED)
    if case.words.are_closed:
        raise Refused(UNREAD)
    given = form.values()
    if not any(map(law.is_given, (*given.values(), *case.values.values()))):
        raise Refused(NOTHING_YET)
    for question in outdated(case, form):
        raise Refused(changed_elsewhere(question), field=f"answer_{question.key}")
    changed = [key for key, value in given.items() if value != case.words.values.get(key, "")]
    versions = {**case.words.versions, **{key: case.words.versions.get(key, 0) + 1 for key in changed}}
    _keep(work, case, visitor, Words({**case.words.values, **given}, versions))


def outdated(case: FirstCase, form: Answers) -> list[Question]:
    """The questions whose kept answer is newer than the page that this form was sent from, and different."""
    given = form.values()
    return [
        question
        for question in case.asked
        if given.get(question.key, "") != case.words.values.get(question.key, "")
        and form.stamp(question.key).version != case.words.versions.get(question.key, 0)
    ]


def send_link(work: Work, case: FirstCase, browser: str, form: FirstAddress) -> None:
    """Send a link to this address; whoever opens it finds the answers, on any device."""
    if case.kept is None or case.kept.joined_at:
        raise Refused(NOTHING_YET)
    case.kept.email = form.email
    case.kept.kept_at = work.now
    entrances.send_link(work, browser, LinkRequest(email=form.email, next=f"/first-answers/{case.kept.id}"))


def forget(work: Work, case: FirstCase, _form: Nothing) -> None:
    """Take the answers out, for instance on a computer that others use too. Twice does nothing more."""
    if case.kept is not None:
        work.db.delete(case.kept)


def unseal(work: Work, kept: FirstAnswers) -> Words:
    if not kept.sealed_words:
        return Words()
    text = found(work.vault, kept.sealed_words, table=TABLE, column=COLUMN, row=kept.id)
    if text is None:
        return Words(are_closed=True)
    held = json.loads(text)
    return Words(held["values"], held["versions"])


def sweep(work: Work) -> None:
    """Remove what nobody came back for."""
    work.db.execute(delete(FirstAnswers).where(col(FirstAnswers.kept_at) <= work.now - KEPT_FOR))


def _keep(work: Work, case: FirstCase, visitor: str, words: Words) -> None:
    """An older row under the same token makes room: it was too old to be found, or its answers were joined."""
    kept = case.kept
    if kept is None:
        work.db.execute(
            delete(FirstAnswers).where(
                col(FirstAnswers.token_hash) == fingerprint(visitor),
                col(FirstAnswers.programme_id) == case.programme.id,
            )
        )
        kept = FirstAnswers(
            id=work.new_id(), token_hash=fingerprint(visitor), programme_id=case.programme.id, sealed_words="",
            kept_at=work.now,
        )  # fmt: skip
        work.db.add(kept)
    text = json.dumps({"values": dict(words.values), "versions": dict(words.versions)})
    kept.sealed_words = work.vault.seal(text, table=TABLE, column=COLUMN, row=kept.id)
    kept.kept_at, kept.joined_at = work.now, None
    try:
        work.db.flush()
    except (
        IntegrityError
    ) as problem:  # the same visitor pressed twice at once; the second try finds the row of the first
        raise Collision from problem
