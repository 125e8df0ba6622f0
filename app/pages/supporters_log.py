"""What a supporter read and did, as the person reads it: in plain words, a read once for each day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.people import Person
from app.models.supporters import Supporter
from app.pages.supporters import Crumb
from app.rules.blueprints import blueprints
from app.rules.supporters import READ, WRITTEN
from app.services.supporters_sections import offered

MOST = 300

ARRANGED: Mapping[str, str] = {
    "supporters.invited": N_("You invited %(name)s."),
    "supporters.shared": N_("You chose what %(name)s may see."),
    "supporters.last_day_changed": N_("You chose another last day."),
    "supporters.withdrawn": N_("You took the invitation back."),
    "supporters.ended": N_("You ended the help."),
    "supporters.prepared_again": N_("You began again."),
    "supporters.accepted": N_("%(name)s said yes."),
    "supporters.declined": N_("%(name)s said no."),
    "supporters.left": N_("%(name)s stopped helping."),
    READ: N_("%(name)s read: %(what)s"),
}
DONE: Mapping[str, str] = {
    WRITTEN: N_("%(name)s wrote an answer for you: %(what)s"),
    "accommodations.remarked": N_("%(name)s wrote to your adviser for you."),
}
"""Acts on behalf of the person; each of them stores for whom it was."""

GONE = N_("something that is not there any more")


@dataclass(frozen=True)
class Entry:
    day: date
    said: Sentence


@dataclass(frozen=True)
class Log:
    """Newest first. What was read twice on one day is said once."""

    entries: Sequence[Entry]
    name: str
    title: Sentence
    crumb: Crumb


def log_of(work: Work, support: Supporter) -> Log:
    zone = ZoneInfo(work.db.get_one(Person, support.person_id).time_zone)
    labels = {section.key: section.label for section in offered(work, support.person_id)}
    entries = [Entry(row.at.astimezone(zone).date(), _said(row, support.name, labels)) for row in _rows(work, support)]
    return Log(
        entries=list({(entry.day, str(entry.said)): entry for entry in entries}.values()),
        name=support.name,
        title=sentence(N_("What %(name)s read and did"), name=support.name),
        crumb=(N_("this person"), "supporters.show", {"supporter_id": support.id}),
    )


def _rows(work: Work, support: Supporter) -> Sequence[AuditEntry]:
    arranged = and_(col(AuditEntry.subject_id) == support.id, col(AuditEntry.name).in_(ARRANGED))
    done = and_(
        col(AuditEntry.about) == support.person_id,
        col(AuditEntry.actor_id) == support.supporter_id,
        col(AuditEntry.on_behalf_of) == support.person_id,
        col(AuditEntry.name).in_(DONE),
    )
    newest = col(AuditEntry.number).desc()
    return work.db.scalars(select(AuditEntry).where(or_(arranged, done)).order_by(newest).limit(MOST)).all()


def _said(entry: AuditEntry, name: str, labels: Mapping[str, str | Sentence]) -> Sentence:
    what: str | Sentence = ""
    if entry.name == READ:
        label = labels.get(str(entry.facts.get("section")), GONE)
        what = label if isinstance(label, Sentence) else Sentence(label)
    elif "questions" in entry.facts:
        what = _question(str(entry.facts["questions"]))
    return sentence({**ARRANGED, **DONE}[entry.name], name=name, what=what)


def _question(key: str) -> str:
    found = (blueprint.question(key) for blueprint in blueprints().values())
    return next((question.label for question in found if question), key)
