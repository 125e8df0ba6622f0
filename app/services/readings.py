"""Giving many applications to readers at once: by an even spread, or by a list that a manager brings."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from app.adapters.apart import TOO_HARD, Unfit
from app.adapters.spreadsheets_reading import TOO_LONG, Rows, rows_of
from app.core.errors import Refused
from app.core.words import N_
from app.core.work import Work
from app.forms.readings import CheckedList, SpreadWanted
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.rules.readings import Pair, mark_text
from app.services import reviews
from app.services.readings_facts import Facts, OpenApplication, Reader, facts_of
from app.solvers.spreading import spread

WHY_UNFIT = {
    TOO_LONG: N_("This list has more than 2,000 rows. Bring it in parts"),
    TOO_HARD: N_("This list takes too long to open. Save it as CSV, then choose it again"),
}
UNREADABLE = N_("We cannot open this list. Save it as CSV or as an Excel workbook (XLSX), then choose it again")


@dataclass(frozen=True)
class Plan:
    """Who would be asked to read what. `loads` counts what waits for each reader then, in the order of the readers."""

    facts: Facts
    pairs: Sequence[tuple[OpenApplication, Reader]]
    loads: Sequence[int]
    short: Sequence[tuple[OpenApplication, int]]

    @property
    def mark(self) -> str:
        text = mark_text([(application.id, reader.id) for application, reader in self.pairs])
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Row:
    """One row of a list: what stands in it, and either the pair that it names or why it names none."""

    number: int
    reference: str
    address: str
    pair: Pair | None
    trouble: str = ""


def plan(work: Work, cohort: Cohort, *, each: int) -> Plan:
    """The even spread of today. Nothing is asked of anybody by it."""
    facts = facts_of(work, cohort)
    readings = facts.readings
    made = spread(
        may=[
            frozenset(n for n, reader in enumerate(facts.readers) if facts.may_read(application.id, reader))
            for application in facts.applications
        ],
        wanted=[each - readings.get(application.id, 0) for application in facts.applications],
        loads=[reader.waiting for reader in facts.readers],
    )
    return Plan(
        facts,
        [(facts.applications[application], facts.readers[reader]) for application, reader in made.pairs],
        made.loads,
        [(facts.applications[application], lacking) for application, lacking in made.short.items()],
    )


def ask_as_planned(work: Work, cohort: Cohort, form: SpreadWanted) -> None:
    """Ask everybody of the plan. Refuses when the plan of now is not the one that was on the page."""
    found = plan(work, cohort, each=form.each)
    if not found.pairs:
        raise Refused(N_("There is nobody to ask. Each application has its readers, or nobody else can read it."))
    if form.seen != found.mark:
        raise Refused(N_("This plan changed since you opened the page. Read it again, then ask."))
    _ask(work, [(application.id, reader.id) for application, reader in found.pairs])


def look_into_list(file: Path) -> Rows:
    """The cells of a list. Raises `Refused` with the sentence for what is wrong with the file as a whole."""
    try:
        return rows_of(file)
    except Unfit as unfit:
        raise Refused(WHY_UNFIT.get(unfit.reason, UNREADABLE), field="file") from unfit


def check_list(work: Work, cohort: Cohort, rows: Rows) -> Sequence[Row]:
    """Each row with what would follow from it. A first row of titles is passed over; a pair counts once."""
    facts = facts_of(work, cohort)
    by_reference = {application.reference.casefold(): application for application in facts.applications}
    by_address = {reader.email.casefold(): reader for reader in facts.readers}
    checked: list[Row] = []
    seen: set[Pair] = set()
    for number, cells in enumerate(rows, 1):
        reference, address = [*cells, "", ""][:2]
        if not any(cells) or (number == 1 and "@" not in address):
            continue
        application, reader = by_reference.get(reference.casefold()), by_address.get(address.casefold())
        trouble = _trouble(facts, application, reader, seen)
        pair = (application.id, reader.id) if application and reader and not trouble else None
        seen |= {pair} if pair else set()
        checked.append(Row(number, reference, address, pair, trouble))
    return checked


def ask_by_list(work: Work, cohort: Cohort, form: CheckedList) -> None:
    """Ask by the rows that were right on the page before. Refuses all of them when one is not right any more."""
    checked = check_list(work, cohort, [["", ""], *form.pairs])
    if not checked:
        raise Refused(N_("There is no row to ask by. Choose a list again."))
    if any(row.trouble for row in checked):
        raise Refused(N_("Something changed since you opened this page. Choose the list again to see what."))
    _ask(work, [row.pair for row in checked if row.pair])


def _trouble(facts: Facts, application: OpenApplication | None, reader: Reader | None, seen: set[Pair]) -> str:
    if application is None:
        return N_("No application of this intake that is open for reading has this reference.")
    if reader is None:
        return N_("No reviewer of this programme has this address.")
    if (application.id, reader.id) in facts.tied:
        return N_("A tie sets this reviewer apart.")
    if application.id in reader.asked:
        return N_("They were asked already.")
    if (application.id, reader.id) in seen:
        return N_("This stands in the list twice.")
    return ""


def _ask(work: Work, pairs: Sequence[Pair]) -> None:
    by_application: dict[UUID, list[UUID]] = {}
    for application_id, reader_id in pairs:
        by_application.setdefault(application_id, []).append(reader_id)
    for application_id, readers in sorted(by_application.items()):
        reviews.ask_all(work, work.db.get_one(Application, application_id), readers)
