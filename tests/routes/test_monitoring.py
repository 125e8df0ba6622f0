"""Equality questions: apart, optional, read by nobody; counted only after a yes, and never for a few."""

import csv
import io
from uuid import UUID

import pytest
from sqlmodel import select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.work import Work
from app.models.applications import ApplicationStatus
from app.models.cohorts import Cohort
from app.models.monitoring import MonitoringAnswer, WithheldFigure
from app.rules.monitoring import QUESTIONS
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft
from tests.factories.approvals import may_export
from tests.factories.decisions import a_sent_application, accepted
from tests.factories.monitoring import counted
from tests.publishing import FIRST, SECOND, publish

PAGE = "/equality"
ANSWERS = {"age": "under_25", "gender": "non_binary", "language": "rather_not_say"}


def some_of_each_age(work: Work, cohort: Cohort) -> None:
    counted(work, cohort, people=30, age="under_25", status=ApplicationStatus.IN_REVIEW)
    counted(work, cohort, people=31, age="25_to_34", status=ApplicationStatus.ENROLLED)
    counted(work, cohort, people=12, age="35_to_44", status=ApplicationStatus.ACCEPTED)
    counted(work, cohort, people=3, age="45_or_more", status=ApplicationStatus.ENROLLED)


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
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    with work_as(None) as work:
        some_of_each_age(work, stage.cohorts["lumina"])
    publish(work_as, clock)

    shown = as_("mei").get(counts_path(stage))

    assert ages(shown) == {
        "Under 25": "Not shown", "25 to 34": "About 30", "35 to 44": "Not shown", "45 or more": "Not shown",
        "I would rather not say": "Not shown",
    }  # fmt: skip


def test_n33_whoever_keeps_out_is_in_no_later_period_and_stays_in_the_one_that_was_published(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    with work_as(None) as work:
        cohort = stage.cohorts["lumina"]
        for age in ("under_25", "35_to_44", "45_or_more"):
            counted(work, cohort, people=10, age=age, status=ApplicationStatus.ENROLLED)
        enrolled = counted(work, cohort, people=33, age="25_to_34", status=ApplicationStatus.ENROLLED)
    publish(work_as, clock)
    with work_as(None) as work:
        for person in enrolled[:12]:
            work.db.add(WithheldFigure(person_id=person.id, figure="equality", withheld_at=work.now))
    unchanged = ages(as_("mei").get(counts_path(stage)))["25 to 34"]
    publish(work_as, clock, SECOND)
    mei = as_("mei")

    newest, before = mei.get(counts_path(stage)), mei.get(f"{counts_path(stage)}/{FIRST.key}")

    assert (unchanged, ages(newest)["25 to 34"], ages(before)["25 to 34"]) == ("About 35", "About 20", "About 35")


def test_n32_before_the_first_publication_the_page_says_when_it_is(as_: AsMember, stage: Stage) -> None:
    shown = as_("fay").get(counts_path(stage))

    assert "No figures are published yet." in shown.main
    assert "for January to March 2027. They are published on Thursday 1 April 2027." in shown.main
    assert not shown.soup.select("main table")


def test_n32_the_page_shows_the_newest_period_the_others_and_what_comes_next(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    with work_as(None) as work:
        some_of_each_age(work, stage.cohorts["lumina"])
    publish(work_as, clock)
    publish(work_as, clock, SECOND)
    clock.advance(days=20)
    fay = as_("fay")

    shown = fay.get(counts_path(stage))
    earlier = fay.get(f"{counts_path(stage)}/{FIRST.key}")

    assert "for April to June 2027. They were counted and published on Thursday 1 July 2027." in shown.main
    assert "for July to September 2027. They are published on Friday 1 October 2027." in shown.main
    assert [str(a["href"]) for a in shown.soup.select("main li a")] == [f"{counts_path(stage)}/2027-q1"]
    assert "January to March 2027. They were counted and published on Thursday 1 April 2027." in earlier.main
    assert "The next figures" not in earlier.main
    assert ages(earlier)["25 to 34"] == ages(shown)["25 to 34"] == "About 30"


def test_n32_nothing_is_counted_when_somebody_looks(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    publish(work_as, clock)
    with work_as(None) as work:
        counted(work, stage.cohorts["lumina"], people=40, age="25_to_34", status=ApplicationStatus.ENROLLED)

    shown = as_("fay").get(f"{counts_path(stage)}?period=2027-q2&age=25_to_34")

    assert ages(shown) == {}
    assert "No number of this period can be shown." in shown.main


def test_n32_a_cohort_that_has_ended_says_that_nothing_more_comes(
    as_: AsMember, stage: Stage, clock: MovableClock
) -> None:
    clock.advance(days=460)

    assert "No more figures are published about it." in as_("fay").get(counts_path(stage)).main


@pytest.mark.parametrize("period", ["2026-q4", "2027-q2", "2027-q9", "soon"])
def test_n32_a_period_that_was_not_published_is_missing(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock, period: str
) -> None:
    publish(work_as, clock)

    assert as_("fay").get(f"{counts_path(stage)}/{period}").status == 404


def test_n32_a_funder_finds_the_counts_from_their_home(as_: AsMember, stage: Stage) -> None:
    assert counts_path(stage) in [str(a["href"]) for a in as_("fay").get("/").soup.select("main a")]


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
