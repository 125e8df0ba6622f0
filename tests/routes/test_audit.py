"""The auditor's page of the log: how far it is whole, in plain words, and for nobody else."""

from collections.abc import Callable

from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.audit import AuditCheck
from app.rules.audit import WORDS, Finding
from app.services import audit
from tests.asking import WorkAs
from tests.client import Client
from tests.counting import statements

As = Callable[[str | None], Client]


def checked(parts: Parts) -> None:
    with parts.work() as work:
        audit.check(work, parts.safe)


def test_aud04_the_auditor_reads_until_where_the_log_is_whole(as_: As, parts: Parts) -> None:
    pia = as_("pia")
    empty = pia.get("/audit")
    checked(parts)

    page = pia.get("/audit")

    assert "There is no check yet." in empty.main
    assert "The log is whole from its first entry to entry " in page.main
    assert "This was checked on Monday 1 March 2027" in page.main


def test_aud04_a_broken_log_is_said_with_its_number(as_: As, work_as: WorkAs, parts: Parts) -> None:
    checked(parts)
    with work_as(None) as work:
        check = work.db.scalars(select(AuditCheck).order_by(col(AuditCheck.id))).one()
        check.broken_at, check.finding = 7, Finding.CHANGED.value

    page = as_("pia").get("/audit")

    assert "The log does not fit from entry 7 on. This entry was changed, or moved to another place." in page.main
    assert WORDS.keys() == set(Finding)


def test_the_log_is_not_for_other_roles(as_: As) -> None:
    refused = as_("mei").get("/audit")

    assert refused.status == 403
    assert "Only privacy auditors look at the audit log." in refused.main
    assert as_(None).get("/audit").status == 303


def test_the_page_needs_as_few_statements_with_many_checks(as_: As, parts: Parts) -> None:
    pia, counts = as_("pia"), []
    for _ in range(2):
        checked(parts)
        with statements() as sent:
            pia.get("/audit")
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 8
