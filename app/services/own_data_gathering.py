"""Everything that is held about one person, as they may know it: opened, in words, and with nobody else's data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from accessibility.vocabulary import NEEDS
from app.adapters.wordings import spoken
from app.core.lifecycle import LIFECYCLES
from app.core.vault import readable
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.applications import Answer
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.emergencies import Part
from app.models.matches import Match
from app.models.messages import Message
from app.models.people import Person
from app.rules.answers import in_words, is_given
from app.rules.answers_wording import as_asked
from app.rules.emergencies import PARTS
from app.rules.own_data import IN_FILE
from app.rules.registers import Entry, register
from app.services.letters import letter
from app.services.own_data import rows_of, table_named
from app.services.own_data_names import names_of

SEALED = "sealed_"
FROM_MENTOR = "checkin_lines_from_your_mentor"

Row = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """One entry of the register with what there is of it: for each table its rows, oldest first."""

    key: str
    entry: Entry
    tables: Mapping[str, Sequence[Row]]


def gather(work: Work, person: Person, public_url: str) -> list[Kind]:
    """Read all of it: a statement for each table, whatever the number of rows, and one for each kind of name."""
    raw = {table: _rows(work, table, person) for table in IN_FILE if table != "messages"}
    raw[FROM_MENTOR] = _from_mentor(work, person)
    names = names_of(work, person, [row for rows in raw.values() for row in rows])
    told = {table: [_told(work, table, row, names) for row in rows] for table, rows in raw.items()}
    told["messages"] = _letters(work, person, public_url)
    return [
        Kind(key, entry, {table: told[table] for table in _tables(entry) if told.get(table)})
        for key, entry in register().entries.items()
        if entry.own
    ]


def _tables(entry: Entry) -> Iterable[str]:
    yield from entry.tables
    if "checkin_lines" in entry.tables:
        yield FROM_MENTOR


def _rows(work: Work, table: str, person: Person) -> list[Row]:
    held = table_named(table)
    wanted = [*IN_FILE[table], *(name for name in ("id", "asked_as") if name in held.c and name not in IN_FILE[table])]
    order = list(held.primary_key.columns)
    rows = work.db.execute(select(*(held.c[name] for name in wanted)).where(rows_of(table, person)).order_by(*order))
    return [dict(row) for row in rows.mappings()]


def _from_mentor(work: Work, person: Person) -> list[Row]:
    """What a mentor wrote about the work, for the trainee too."""
    rows = work.db.execute(
        select(col(CheckinLine.wording), col(CheckinLine.value), col(Checkin.author_id), col(Checkin.week_of))
        .join(Checkin, col(Checkin.id) == CheckinLine.checkin_id)
        .join(Match, col(Match.id) == Checkin.match_id)
        .where(col(Match.trainee_id) == person.id, col(CheckinLine.readable_by) == Audience.MY_TRAINEE)
        .order_by(col(Checkin.id), col(CheckinLine.question))
    )
    return [dict(row) for row in rows.mappings()]


def _letters(work: Work, person: Person, public_url: str) -> list[Row]:
    """Messages as they were read."""
    sent = select(Message).where(col(Message.person_id) == person.id).order_by(col(Message.id))
    letters = [(message, letter(work, message, public_url)) for message in work.db.scalars(sent)]
    return [
        {"subject": each.subject, "text": each.text, "to": message.email, "written_at": message.made_at.isoformat()}
        for message, each in letters
    ]


def _told(work: Work, table: str, row: Row, names: Mapping[UUID, str]) -> Row:
    """One row as its person reads it: sealed text opened, names for ids, states in their own words."""
    told: Row = {}
    for name, value in row.items():
        if name in {"id", "asked_as"} or value in (None, ""):
            continue
        if name.startswith(SEALED):
            told[name.removeprefix(SEALED)] = readable(work.vault, value, table=table, column=name, row=row["id"])
        elif isinstance(value, UUID):
            told[name.removesuffix("_id")] = names.get(value, "")
        else:
            told[name] = _plain(table, name, value)
    if table == "answers":
        told["in_words"] = _answer_in_words(row)
    return told


def _plain(table: str, name: str, value: Any) -> Any:
    if name == "status" and (life := LIFECYCLES.get(table)):
        return spoken(life.words[value].own)
    if name == "need" and value in NEEDS:
        return spoken(NEEDS[value].label)
    if table == "emergencies" and name == "parts":
        return [spoken(PARTS[Part(part)].told) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _answer_in_words(row: Row) -> list[str]:
    known = {"question": row["question"], "wording": row["wording"], "asked_as": row["asked_as"]}
    question = as_asked(Answer(**known))
    if question is None or not is_given(row["value"]):
        return []
    return [spoken(sentence(N_("%(words)s"), words=words)) for words in in_words(question, row["value"])]
