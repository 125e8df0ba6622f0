"""What was shared before, as proposals for new readers: the person answers each by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from sqlmodel import col, select

from app.core.words import N_, Sentence
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.passports import PassportProposal, ProposalReason, ProposalStatus
from app.models.people import Person
from app.models.productions import Production
from app.pages.accommodations import Crumb
from app.pages.passports import TO_PASSPORT, short_reader
from app.rules.accommodations import holding
from app.services.passports_carrying import reader_of

REASONS: Mapping[ProposalReason, str] = {
    ProposalReason.MENTOR: N_("You have a new mentor."),
    ProposalReason.PRODUCTION: N_("You work on a new production."),
    ProposalReason.COHORT: N_("You are in a new group, so you are here for longer."),
}


@dataclass(frozen=True)
class Proposal:
    """One item that could be shared again. `accommodation_id` leads to another day for it."""

    id: UUID
    accommodation_id: UUID
    provide: str
    until: date


@dataclass(frozen=True)
class ForReader:
    """Everything that is proposed for one new reader."""

    key: str
    reader: Sentence
    why: str
    items: Sequence[Proposal]


@dataclass(frozen=True)
class Proposals:
    readers: Sequence[ForReader]
    title: str = N_("Share again what you shared before")
    crumb: Crumb = TO_PASSPORT


def proposals(work: Work) -> Proposals:
    rows = work.db.execute(
        select(PassportProposal, col(Accommodation.provide), col(Person.name), col(Production.title))
        .join(Accommodation, col(Accommodation.id) == PassportProposal.accommodation_id)
        .outerjoin(Person, col(Person.id) == PassportProposal.with_person_id)
        .outerjoin(Production, col(Production.id) == PassportProposal.with_production_id)
        .where(
            col(PassportProposal.person_id) == work.actor.person_id,
            col(PassportProposal.status) == ProposalStatus.WAITING,
            col(PassportProposal.until) >= work.now.date(),
            holding(),
        )
        .order_by(
            col(PassportProposal.with_production_id),
            col(PassportProposal.with_person_id),
            col(PassportProposal.because),
            col(Accommodation.position),
            col(PassportProposal.id),
        )
    ).all()
    readers = []
    for (key, because), group in groupby(rows, key=lambda row: (reader_of(row[0]), row[0].because)):
        of_reader = list(group)
        _, _, name, title = of_reader[0]
        items = [Proposal(row.id, row.accommodation_id, provide, row.until) for row, provide, _, _ in of_reader]
        readers.append(ForReader(key, short_reader(name, title), REASONS[because], items))
    return Proposals(readers)
