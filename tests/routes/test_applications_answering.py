"""Answering: by part, one question on a page, all on one, in any order, in two tabs, before and after sending."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.models.applications import Answer, Application
from app.models.people import Channel, Person, Preferences
from app.rules.blueprints import blueprint_of
from app.services.applications_reading import case_of
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft


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


def test_an_older_tab_never_overwrites_newer_text(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"draws_you": "First"})
    path = path_of(application_id, "your_interest", "draws_you")
    ari = as_("ari")
    ari.post(path, {"answer_draws_you": "Newer", "version_draws_you": "1"})

    shown = ari.post(path, {"answer_draws_you": "From the older tab", "version_draws_you": "1"})

    assert shown.status == 409
    assert shown.soup.select(".notice .own-words")[0].get_text().strip() == "Newer"
    assert shown.soup.select("textarea")[0].get_text().strip() == "From the older tab"
    assert stored(work_as, application_id, "draws_you") == "Newer"


def test_saving_again_with_both_texts_in_view_is_a_choice(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"draws_you": "First"})
    path = path_of(application_id, "your_interest", "draws_you")
    ari = as_("ari")
    ari.post(path, {"answer_draws_you": "Newer", "version_draws_you": "1"})
    conflict = ari.post(path, {"answer_draws_you": "Mine", "version_draws_you": "1"})
    version = conflict.soup.find_all("input", attrs={"name": "version_draws_you"})[0]["value"]

    shown = ari.post(path, {"answer_draws_you": "Mine", "version_draws_you": version, "then": "continue"})

    assert shown.status == 303
    assert stored(work_as, application_id, "draws_you") == "Mine"


def test_the_same_text_from_an_older_tab_is_no_conflict(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"draws_you": "First"})
    path = path_of(application_id, "your_interest", "draws_you")

    shown = as_("ari").post(path, {"answer_draws_you": "First", "version_draws_you": "0"})

    assert shown.status == 303


def test_all_on_one_page_saves_the_same_answers(as_: AsMember, work_as: WorkAs) -> None:
    one, every = a_draft(work_as, of="ari"), a_draft(work_as, of="bea")
    given = {
        ("about_you", "name"): "A person", ("about_you", "contact"): "email", ("about_you", "age"): "yes",
        ("your_interest", "draws_you"): "Looking", ("your_time", "half_days"): "full",
    }  # fmt: skip

    for (part, question), text in given.items():
        as_("ari").post(path_of(one, part, question), {f"answer_{question}": text})
    shown = as_("bea").post(f"/applications/{every}/all", {f"answer_{key}": text for (_, key), text in given.items()})

    assert shown.location == f"/applications/{every}/check"
    with work_as(None) as work:
        first, second = (case_of(work, work.db.get_one(Application, key)).values for key in (one, every))
    assert first == second


def test_all_on_one_page_keeps_good_answers_beside_a_mistake(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(
        f"/applications/{application_id}/all", {"answer_name": "Ari", "answer_contact": "carrier-pigeon"}
    )

    assert shown.status == 422
    assert [link["href"] for link in shown.soup.select(".errors a")] == ["#field-answer_contact"]
    assert shown.soup.find_all("input", id="field-answer_name")[0]["value"] == "Ari"


def test_all_on_one_page_shows_every_newer_text(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari", "draws_you": "Newer"})

    shown = as_("ari").post(
        f"/applications/{application_id}/all", {"answer_name": "Old name", "answer_draws_you": "Old text"}
    )

    assert shown.status == 409
    assert [words.get_text().strip() for words in shown.soup.select(".notice .own-words")] == ["Ari", "Newer"]
    assert len(shown.soup.select(".errors a")) == 2


def test_all_on_one_page_saves_before_it_goes_to_the_file(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(f"/applications/{application_id}/all", {"answer_name": "Ari", "then": "work_sample"})

    assert shown.location == path_of(application_id, "your_work", "work_sample") + "?back=all"
    assert stored(work_as, application_id, "name") == "Ari"


def test_the_chosen_way_of_asking_is_where_carrying_on_leads(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    with work_as("ari") as work:
        work.db.get_one(Preferences, work.actor.person_id).questions = "all"

    tasks = as_("ari").get(f"/applications/{application_id}/parts")

    assert (
        tasks.soup.find_all("a", string="Carry on with your answers")[0]["href"]
        == f"/applications/{application_id}/all"
    )
    assert tasks.soup.find_all("a", string="Answer one question on each page")[0]


def test_a_part_is_marked_complete_by_its_applicant(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")

    shown = ari.follow(ari.post(f"/applications/{application_id}/parts/about_you", {"complete": "yes"}))

    assert [status.get_text().strip() for status in shown.soup.select(".tasks .status")] == [
        "Complete", "Answered, not marked complete", "Started", "Answered, not marked complete", "Not started",
    ]  # fmt: skip
    again = ari.follow(ari.post(f"/applications/{application_id}/parts/about_you", {"complete": "no"}))
    assert again.soup.select(".tasks .status")[0].get_text().strip() == "Answered, not marked complete"


def test_a_part_with_a_gap_cannot_be_complete(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})

    shown = as_("ari").post(f"/applications/{application_id}/parts/about_you", {"complete": "yes"})

    assert shown.status == 422
    assert "“How should we reach you?” has no answer yet. Answer it first, or choose no" in shown.main


def test_change_from_the_check_page_returns_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    path = path_of(application_id, "about_you", "name")

    shown = as_("ari").post(f"{path}?back=check", {"answer_name": "Ari", "version_name": "1", "then": "continue"})

    assert shown.location == f"/applications/{application_id}/check"


def test_after_sending_every_part_stays_open_for_five_working_days(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    path = path_of(application_id, "your_interest", "draws_you")
    clock.advance(days=7)

    within = as_("ari").post(path, {"answer_draws_you": "Better words", "version_draws_you": "1"})
    clock.advance(days=1)
    ari = as_("ari")
    after = ari.post(path, {"answer_draws_you": "Too late", "version_draws_you": "2"})

    assert (within.status, after.status) == (303, 422)
    assert stored(work_as, application_id, "draws_you") == "Better words"
    assert "This answer can no longer be changed. It stays as you sent it." in ari.get(path).main


def test_after_sending_contact_stays_open(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_one(work_as, of="ari")
    clock.advance(days=30)

    shown = as_("ari").post(
        path_of(application_id, "about_you", "name"), {"answer_name": "Ari again", "version_name": "1"}
    )

    assert shown.status == 303
    assert stored(work_as, application_id, "name") == "Ari again"


def test_after_sending_a_required_answer_cannot_be_taken_out(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    shown = as_("ari").post(
        path_of(application_id, "about_you", "name"), {"answer_name": "", "version_name": "1", "then": "stop"}
    )

    assert shown.status == 422


def test_withdrawn_answers_stay_as_they_are(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    ari = as_("ari")
    ari.post(f"/applications/{application_id}/withdrawal")

    shown = ari.post(path_of(application_id, "about_you", "name"), {"answer_name": "New", "version_name": "1"})

    assert shown.status == 422


def test_a_file_question_in_the_other_programme_is_not_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="zoe", programme="post-production")

    assert "work_sample" not in {question.key for question in blueprint_of("post-production").questions}
    assert as_("zoe").get(path_of(application_id, "your_work", "work_sample")).status == 404
