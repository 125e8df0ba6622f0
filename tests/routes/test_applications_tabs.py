"""Answering in several tabs, all on one page, and after sending: newer text is never lost."""

from uuid import UUID

from sqlmodel import col, select

from app.models.applications import Answer, Application
from app.models.people import Preferences
from app.services.applications_reading import case_of
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one


def stored(work_as: WorkAs, application_id: UUID, question: str) -> object:
    with work_as(None) as work:
        found = select(Answer.value).where(
            col(Answer.application_id) == application_id, col(Answer.question) == question
        )
        return work.db.scalars(found).one_or_none()


def path_of(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


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


def test_after_sending_every_part_stays_open_for_five_working_days(
    as_: AsMember, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = a_sent_one(work_as, of="ari")
    path = path_of(application_id, "your_interest", "draws_you")
    clock.advance(days=8)

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
