"""Answering: by part, one question on a page, all on one, in any order, in two tabs, before and after sending."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.models.applications import Answer
from app.models.people import Channel, Person
from app.rules.blueprints import blueprint_of
from app.services import sealed
from tests.asking import AsMember, WorkAs
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft
from tests.factories.decisions import a_review_of, in_review


def stored(work_as: WorkAs, application_id: UUID, question: str) -> object:
    with work_as(None) as work:
        found = select(Answer.value).where(
            col(Answer.application_id) == application_id, col(Answer.question) == question
        )
        return work.db.scalars(found).one_or_none()


def path_of(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


def test_one_question_says_where_it_stands_and_who_reads_it(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").get(path_of(application_id, "your_interest", "draws_you"))

    assert shown.title == "Your interest, question 2 of 3 - Lumina - Cleanplate"
    assert "Part 2 of 5. 0 parts are done. Next: Your work." in shown.main
    assert "Who reads this: you, programme managers and the people who score (without your name)" in shown.main
    assert shown.soup.find_all("a", string="See all parts")[0]["href"] == f"/applications/{application_id}/parts"


def test_saving_goes_on_to_the_next_question_and_keeps_the_wording(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(path_of(application_id, "about_you", "name"), {"answer_name": "Ari", "then": "continue"})

    assert shown.location == path_of(application_id, "about_you", "contact")
    with work_as(None) as work:
        answer = work.db.scalars(select(Answer).where(col(Answer.application_id) == application_id)).one()
        assert (answer.value, answer.wording) == ("Ari", "What should we call you?")


def test_last_question_leads_to_the_part(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(path_of(application_id, "about_you", "age"), {"answer_age": "yes", "then": "continue"})

    assert shown.location == f"/applications/{application_id}/parts/about_you"


def test_stopping_keeps_the_text_and_comes_back_to_the_question(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})
    here = path_of(application_id, "your_interest", "draws_you")
    ari = as_("ari")

    stopped = ari.follow(ari.post(here, {"answer_draws_you": "Half a thought", "then": "stop"}))
    tasks = ari.get(f"/applications/{application_id}/parts")

    assert "Your answers are saved. You can stop now and come back at any time." in stopped.main
    carry_on = tasks.soup.find_all("a", string="Carry on with your answers")[0]["href"]
    assert carry_on == here
    assert ari.get(carry_on).soup.select("textarea")[0].get_text().strip() == "Half a thought"


def test_stopping_takes_an_empty_answer(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(path_of(application_id, "about_you", "name"), {"answer_name": "", "then": "stop"})

    assert shown.location == f"/applications/{application_id}"


def test_an_empty_answer_is_asked_for_by_its_field(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(path_of(application_id, "about_you", "name"), {"answer_name": " ", "then": "continue"})

    assert shown.status == 422
    link = shown.soup.select(".errors a")[0]
    assert (link["href"], link.get_text()) == (
        "#field-answer_name", "Write an answer, or choose “Save and stop for now”",
    )  # fmt: skip


def test_a_long_answer_is_kept_on_the_page(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    long = "word " * 700

    shown = as_("ari").post(
        path_of(application_id, "your_interest", "draws_you"), {"answer_draws_you": long, "then": "continue"}
    )

    assert shown.status == 422
    assert "Use 3000 characters or fewer. You have used 3499" in shown.main
    assert shown.soup.select("textarea")[0].get_text().strip() == long.strip()


@pytest.mark.parametrize(
    ("question", "typed"),
    [("contact", "carrier-pigeon"), ("age", "perhaps"), ("name", "Ari\x00")],
)
def test_bad_input_answers_calmly(as_: AsMember, work_as: WorkAs, question: str, typed: str) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(path_of(application_id, "about_you", question), {f"answer_{question}": typed})

    assert shown.status == 422
    assert shown.soup.select(".errors a")[0]["href"] == f"#field-answer_{question}"


@pytest.mark.parametrize("version", ["", "-1", "9" * 40, "one"])
def test_a_broken_version_counts_as_none(as_: AsMember, work_as: WorkAs, version: str) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(
        path_of(application_id, "about_you", "name"), {"answer_name": "Ari", "version_name": version}
    )

    assert shown.status == 303


@pytest.mark.parametrize("path", ["parts/nowhere", "parts/nowhere/questions/name", "parts/about_you/questions/craft"])
def test_unknown_parts_and_questions_are_missing(as_: AsMember, work_as: WorkAs, path: str) -> None:
    application_id = a_draft(work_as, of="ari")

    assert as_("ari").get(f"/applications/{application_id}/{path}").status == 404


def test_a_question_is_asked_only_when_an_earlier_answer_makes_it_so(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    ari = as_("ari")
    before = ari.get(path_of(application_id, "about_you", "phone")).status

    shown = ari.post(path_of(application_id, "about_you", "contact"), {"answer_contact": "phone"})

    assert before == 404
    assert shown.location == path_of(application_id, "about_you", "phone")


def test_what_no_longer_applies_is_neither_asked_nor_missing(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    with work_as("ari") as work:
        kept = work.db.scalars(select(Answer).where(col(Answer.question) == "contact")).one()
        kept.value = "message"

    shown = as_("ari").get(f"/applications/{application_id}/check")

    assert "What is your phone number?" in shown.main
    assert stored(work_as, application_id, "phone") is None


def test_known_facts_are_filled_in(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").get(path_of(application_id, "about_you", "name"))

    assert shown.soup.find_all("input", id="field-answer_name")[0]["value"] == "Ari Novak"
    assert stored(work_as, application_id, "name") is None


def test_the_newest_answer_becomes_the_persons_own(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    ari = as_("ari")

    ari.post(path_of(application_id, "about_you", "name"), {"answer_name": "Ari N."})
    ari.post(path_of(application_id, "about_you", "contact"), {"answer_contact": "phone"})
    ari.post(path_of(application_id, "about_you", "phone"), {"answer_phone": "0400 000 000"})

    with work_as(None) as work:
        person = work.db.scalars(select(Person).where(col(Person.email) == "ari@example.com")).one()
        assert (person.name, person.channel, person.phone) == ("Ari N.", Channel.PHONE, "0400 000 000")


def test_f03_a_part_is_marked_complete_by_its_applicant(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    shown = ari.follow(ari.post(f"/applications/{application_id}/parts/about_you", {"complete": "yes"}))

    assert [status.get_text().strip() for status in shown.soup.select(".tasks .status")] == [
        "Complete", "Answered, not marked complete", "Started", "Answered, not marked complete", "Not started",
    ]  # fmt: skip
    again = ari.follow(ari.post(f"/applications/{application_id}/parts/about_you", {"complete": "no"}))
    assert again.soup.select(".tasks .status")[0].get_text().strip() == "Answered, not marked complete"


def test_f03_a_part_with_a_gap_cannot_be_complete(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})

    shown = as_("ari").post(f"/applications/{application_id}/parts/about_you", {"complete": "yes"})

    assert shown.status == 422
    assert "“How should we reach you?” has no answer yet. Answer it first, or choose no" in shown.main


def test_change_from_the_check_page_returns_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    path = path_of(application_id, "about_you", "name")

    shown = as_("ari").post(f"{path}?back=check", {"answer_name": "Ari", "version_name": "1", "then": "continue"})

    assert shown.location == f"/applications/{application_id}/check"


def test_a_file_question_in_the_other_programme_is_not_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="zoe", programme="post-production")

    assert "work_sample" not in {question.key for question in blueprint_of("post-production").questions}
    assert as_("zoe").get(path_of(application_id, "your_work", "work_sample")).status == 404


def test_a_day_is_read_back_in_full_by_everybody(as_: AsMember, work_as: WorkAs) -> None:
    """Stored as computers do, and never shown so (rule L6)."""
    application_id = a_sent_one(work_as, of="zoe", programme="post-production")

    own = as_("zoe").get(f"/applications/{application_id}/answers").main
    managers = as_("asha").get(f"/decisions/{application_id}").main

    assert ["Thursday 6 May 2027" in shown for shown in (own, managers)] == [True, True]
    assert ["2027-05-06" in shown for shown in (own, managers)] == [False, False]


def test_f03_when_every_part_is_complete_the_one_button_leads_to_checking(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="zoe", programme="post-production")
    zoe = as_("zoe")
    leads = {False: "Carry on with your answers", True: "Check your answers, then send"}
    main = []

    for part in blueprint_of("post-production").parts:
        main.append(zoe.get(f"/applications/{application_id}/parts").soup.select("main .button-primary")[0].get_text())
        zoe.post(f"/applications/{application_id}/parts/{part.key}", {"complete": "yes"})
    ready = zoe.get(f"/applications/{application_id}/parts").soup

    assert set(main) == {leads[False]}
    assert [link.get_text() for link in ready.select("main .button-primary")] == [leads[True]]
    assert len(ready.find_all("a", string=leads[True])) == 1


def test_key02_answers_that_were_swapped_open_for_nobody_and_every_page_goes_on(as_: AsMember, work_as: WorkAs) -> None:
    said = {"bea": "Shadows on a wall.", "noor": "The hum of machines."}
    ids = [in_review(work_as, of=of, says={"draws_you": words}) for of, words in said.items()]
    review_id = a_review_of(work_as, ids[0], by="ravi")
    swap(work_as, *ids)

    pages = (
        as_("bea").get(f"/applications/{ids[0]}/answers"),
        as_("mei").get(f"/decisions/{ids[0]}"),
        as_("ravi").get(f"/reviews/{review_id}"),
    )
    swap(work_as, *ids)

    assert [page.status for page in pages] == [200, 200, 200]
    assert [words for page in pages for words in said.values() if words in page.text] == []
    assert ["These words cannot be read now." in page.main for page in pages] == [True, True, True]
    assert stored(work_as, ids[0], "draws_you") == said["bea"]


def swap(work_as: WorkAs, first: UUID, second: UUID) -> None:
    """What somebody does who can write into the database, and has no key."""
    [place] = [each for each in sealed.places() if each.name == "answers.value"]
    with work_as(None) as work:
        keys = [
            work.db.scalars(
                select(Answer.id).where(col(Answer.application_id) == each, col(Answer.question) == "draws_you")
            ).one()
            for each in (first, second)
        ]
        rows = [row for row in sealed._rows(work.db, place, None) if UUID(str(row[0][0])) in keys]
        (one, words), (other, moved) = rows
        sealed._write(work.db, place, one, words, moved)
        sealed._write(work.db, place, other, moved, words)
