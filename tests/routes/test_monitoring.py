"""Equality questions: apart, optional, read by nobody; counted only after a yes, and never for a few."""

import csv
import io
from uuid import UUID

import pytest
from sqlalchemy import func
from sqlmodel import select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.models.monitoring import MonitoringAnswer, WithheldFigure
from app.models.people import Channel, Person
from app.rules.monitoring import QUESTIONS
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.factories.applications import a_draft
from tests.factories.approvals import may_export
from tests.factories.decisions import a_sent_application, accepted

PAGE = "/equality"
ANSWERS = {"age": "under_25", "gender": "non_binary", "language": "rather_not_say"}


def counted(work: Work, cohort: Cohort, *, people: int, age: str, status: ApplicationStatus) -> list[Person]:
    """So many people with an application in this state, all of the same age."""
    found = []
    before = work.db.scalar(select(func.count()).select_from(Application)) or 0
    for number in range(before + 1000, before + 1000 + people):
        new = work.new_id()
        person = Person(
            id=new, name=f"Person {new}", email=f"{new}@example.com", channel=Channel.EMAIL, created_at=work.now
        )
        work.db.add(person)
        work.db.flush()
        work.db.add(
            Application(
                id=work.new_id(), reference=f"LUM-{number}", number=number,
                programme_id=cohort.programme_id, cohort_id=cohort.id, person_id=new, status=status,
                started_at=work.now, sent_at=work.now,
            )
        )  # fmt: skip
        row = work.new_id()
        sealed = work.vault.seal(age, table="monitoring_answers", column="sealed_value", row=row)
        work.db.add(
            MonitoringAnswer(
                id=row, person_id=new, programme_id=cohort.programme_id, question="age", sealed_value=sealed,
                answered_at=work.now,
            )
        )  # fmt: skip
        found.append(person)
    work.db.flush()
    return found


def ages(shown: Shown) -> dict[str, str]:
    rows = [row.get_text("|", strip=True).split("|") for row in shown.soup.select("#age tbody tr")]
    return {label: count for label, count in rows}  # noqa: C416 - rows are lists


def counts_path(stage: Stage) -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/counts"


def test_f54_the_questions_are_apart_and_nothing_is_chosen(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari")

    shown = as_("ari").get(PAGE)

    assert len(shown.soup.select("main fieldset")) == len(QUESTIONS)
    assert not shown.soup.select("main input[checked]")
    assert [text.get_text().count("I would rather not say") for text in shown.soup.select("main fieldset")] == [1] * 4
    assert "(optional)" in shown.main


def test_f54_answers_are_saved_sealed_and_away_from_the_application(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    a_draft(work_as, of="ari")
    client = as_("ari")

    shown = client.follow(client.post(PAGE, ANSWERS))

    assert {str(i["value"]) for i in shown.soup.select("main input[checked]")} == set(ANSWERS.values())
    with parts.work(writes=False) as work:
        rows = work.db.scalars(select(MonitoringAnswer)).all()
        facts = str(work.db.scalars(select(AuditEntry.facts)).all())
    assert {row.question for row in rows} == set(ANSWERS)
    assert not [row for row in rows if row.sealed_value in ANSWERS.values()]
    assert not [value for value in ANSWERS.values() if value in facts]


def test_an_answer_can_be_left_out_again_and_all_can_be_removed(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    a_draft(work_as, of="ari")
    client = as_("ari")
    client.post(PAGE, ANSWERS)

    client.post(PAGE, {"age": "25_to_34"})
    with parts.work(writes=False) as work:
        left = [row.question for row in work.db.scalars(select(MonitoringAnswer))]
    removed = client.follow(client.post(f"{PAGE}/removal"))

    assert left == ["age"]
    assert "All your answers are removed." in removed.main
    with parts.work(writes=False) as work:
        assert work.db.scalars(select(MonitoringAnswer)).all() == []


def test_an_answer_that_is_not_in_the_list_is_said(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari")

    shown = as_("ari").post(PAGE, {"age": "very", "gender": "woman"})

    assert (shown.status, shown.errors) == (422, ["Choose one of the answers in the list"])
    assert [str(i["value"]) for i in shown.soup.select("main input[checked]")] == ["woman"]


def test_without_an_application_there_is_nothing_to_ask(as_: AsMember) -> None:
    shown = as_("zoe").get(PAGE)

    assert "There is nothing to ask yet." in shown.main
    assert "You have no application yet" in as_("zoe").post(PAGE, ANSWERS).main


def test_f54_only_people_who_said_yes_are_counted_and_few_are_hidden(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    with work_as(None) as work:
        cohort = stage.cohorts["lumina"]
        counted(work, cohort, people=30, age="under_25", status=ApplicationStatus.IN_REVIEW)
        counted(work, cohort, people=31, age="25_to_34", status=ApplicationStatus.ENROLLED)
        counted(work, cohort, people=12, age="35_to_44", status=ApplicationStatus.ACCEPTED)
        counted(work, cohort, people=3, age="45_or_more", status=ApplicationStatus.ENROLLED)

    shown = as_("mei").get(counts_path(stage))

    assert ages(shown) == {
        "Under 25": "Not shown", "25 to 34": "About 30", "35 to 44": "Not shown", "45 or more": "Not shown",
        "I would rather not say": "Not shown",
    }  # fmt: skip


def test_n33_whoever_keeps_out_is_not_counted(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        cohort = stage.cohorts["lumina"]
        for age in ("under_25", "35_to_44", "45_or_more"):
            counted(work, cohort, people=10, age=age, status=ApplicationStatus.ENROLLED)
        enrolled = counted(work, cohort, people=23, age="25_to_34", status=ApplicationStatus.ENROLLED)
    before = ages(as_("mei").get(counts_path(stage)))["25 to 34"]
    with work_as(None) as work:
        for person in enrolled[:5]:
            work.db.add(WithheldFigure(person_id=person.id, figure="equality", withheld_at=work.now))

    after = ages(as_("mei").get(counts_path(stage)))["25 to 34"]

    assert (before, after) == ("About 25", "About 20")


@pytest.mark.parametrize(("key", "status"), [("noor", 404), ("ravi", 404), ("ida", 404), ("asha", 404), ("fay", 200)])
def test_f54_the_counts_need_a_right(as_: AsMember, stage: Stage, key: str, status: int) -> None:
    assert as_(key).get(counts_path(stage)).status == status


def test_f54_exports_of_staff_say_confidential_whether_somebody_answered_or_not(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    a_sent_application(work_as, of="ari")
    as_("bea").post(PAGE, ANSWERS)
    may_export(work_as)

    content = as_("mei").get("/decisions/together/export/csv").answer.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))

    assert [row["Equality answers"] for row in rows] == ["Confidential", "Confidential"]
    assert not [value for value in ANSWERS.values() if value in content]


@pytest.mark.parametrize("key", ["mei", "ravi", "ida", "fay", "pia", "ola"])
def test_f54_nobody_reads_what_somebody_answered(as_: AsMember, work_as: WorkAs, stage: Stage, key: str) -> None:
    application_id: UUID = accepted(work_as, of="bea")
    as_("bea").post(PAGE, ANSWERS)

    for path in (PAGE, f"/decisions/{application_id}", counts_path(stage), "/my-data"):
        shown = as_(key).get(path, unchecked_because="only who reads it matters here")
        assert "non_binary" not in shown.text
        assert "About" not in shown.main
