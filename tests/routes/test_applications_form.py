"""The form as data: days on which it changes, conditions, lists, half days, and blueprints edited during an intake."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.models.applications import Answer, Application
from app.rules.blueprints import Reader, blueprint_of
from app.services.applications_reading import case_of
from app.services.applications_storing import store
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one
from tests.factories.blueprints import changed, taken_out
from tests.factories.decisions import in_review


def question_path(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


def stored(work_as: WorkAs, application_id: UUID, question: str) -> Answer | None:
    with work_as(None) as work:
        return work.db.scalars(
            select(Answer).where(col(Answer.application_id) == application_id, col(Answer.question) == question)
        ).one_or_none()


def missing(work_as: WorkAs, application_id: UUID) -> list[str]:
    with work_as(None) as work:
        return [q.key for q in case_of(work, work.db.get_one(Application, application_id)).missing]


def test_f08_a_question_becomes_required_on_its_day(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(monkeypatch, "draws_you", required_from={"days": 3, "before": "closes"})
    application_id = a_draft(work_as, of="ari")
    page = as_("ari").get(question_path(application_id, "your_interest", "draws_you"))
    public = as_(None).get("/programmes/lumina/questions")

    before = missing(work_as, application_id)
    clock.advance(days=10)

    said = "You can leave this out until Thursday 11 March 2027. From that day it needs an answer."
    assert said in page.main
    assert said in public.main
    assert "draws_you" not in before
    assert "draws_you" in missing(work_as, application_id)


def test_f08_a_question_is_frozen_on_its_day(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(monkeypatch, "draws_you", frozen_from={"day": "2027-03-05"})
    application_id = a_draft(work_as, of="ari", says={"draws_you": "Looking closely"})
    path = question_path(application_id, "your_interest", "draws_you")
    ari = as_("ari")
    open_page = ari.get(path)
    clock.advance(days=4)
    ari = as_("ari")

    closed = ari.get(path)
    late = ari.post(path, {"answer_draws_you": "Too late", "version_draws_you": "1"})

    assert "From Friday 5 March 2027 this answer can no longer change." in open_page.main
    assert "This answer can no longer be changed." in closed.main
    assert late.status == 422
    assert late.soup.select("textarea")[0].get_text().strip() == "Too late"
    assert stored(work_as, application_id, "draws_you").value == "Looking closely"  # type: ignore[union-attr]


def test_f08_what_nobody_can_answer_any_more_does_not_keep_an_application_from_being_sent(
    work_as: WorkAs, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(monkeypatch, "draws_you", frozen_from={"day": "2027-03-05"})
    application_id = a_draft(work_as, of="ari")
    clock.advance(days=4)

    assert "draws_you" not in missing(work_as, application_id)


def test_f14_a_hidden_answer_is_kept_but_not_shown_until_it_is_relevant_again(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"contact": "phone"})
    ari = as_("ari")
    ari.post(question_path(application_id, "about_you", "phone"), {"answer_phone": "0491 570 006"})
    contact = question_path(application_id, "about_you", "contact")

    ari.post(contact, {"answer_contact": "email", "version_contact": "1"})
    hidden = ari.get(f"/applications/{application_id}/parts/about_you").main
    kept = stored(work_as, application_id, "phone")
    ari.post(contact, {"answer_contact": "phone", "version_contact": "2"})
    shown = ari.get(f"/applications/{application_id}/parts/about_you").main

    assert "0491 570 006" not in hidden
    assert kept is not None
    assert kept.value == "0491 570 006"
    assert "0491 570 006" in shown


def test_f14_a_hidden_answer_is_not_read_by_the_manager(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea")
    with work_as("bea") as work:
        case = case_of(work, work.db.get_one(Application, application_id))
        store(work, case, case.question("contact"), "phone")
        store(work, case, case.question("phone"), "0491 570 006")
        store(work, case, case.question("contact"), "email")
        case.person.phone = ""

    assert "0491 570 006" not in as_("mei").get(f"/decisions/{application_id}").text


def test_f16_the_whole_wording_is_stored_with_each_answer(work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"contact": "email"})

    answer = stored(work_as, application_id, "contact")

    assert answer is not None
    assert answer.wording == "How should we reach you?"
    assert answer.asked_as["help"] == "We only use the way you choose."
    assert answer.asked_as["choices"][0] == {"value": "email", "label": "E-mail"}
    assert answer.asked_as["readers"] == ["manager", "adviser", "mentor"]


def test_f16_a_question_that_is_taken_out_stays_readable(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = in_review(work_as, of="bea", says={"draws_you": "Edges of hair"})
    review = as_("ravi").get("/reviews").soup.select("main table a, main li a")[0]["href"]

    taken_out(monkeypatch, "draws_you")

    own = as_("bea").get(f"/applications/{application_id}/answers").main
    assert "Questions that are not asked any more" in own
    assert "What draws you to visual effects? Edges of hair" in own
    assert "Edges of hair" in as_("ravi").get(str(review)).main
    assert "Edges of hair" in as_("mei").get(f"/decisions/{application_id}").main


def test_f16_a_choice_that_is_taken_out_stays_chosen_and_can_be_saved_again(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = a_draft(work_as, of="ari", says={"half_days": "mornings"})
    kept = [c for c in blueprint_of("lumina").question("half_days").choices if c.value != "mornings"]  # type: ignore[union-attr]
    changed(monkeypatch, "half_days", choices=[choice.model_dump() for choice in kept])
    ari = as_("ari")

    page = ari.get(question_path(application_id, "your_time", "half_days"))
    part = ari.get(f"/applications/{application_id}/parts/your_time").main
    everything = {
        str(field["name"]): str(field["value"])
        for field in ari.get(f"/applications/{application_id}/all").soup.select("input[checked], input[type=hidden]")
    }
    ari.post(f"/applications/{application_id}/all", {**everything, "then": "stop"})

    assert page.soup.select("input[checked]")[0]["value"] == "mornings"
    assert "Mornings only" in part
    assert stored(work_as, application_id, "half_days").value == "mornings"  # type: ignore[union-attr]
    assert "mornings" not in [
        c["value"]
        for c in as_("bea")
        .get(question_path(a_draft(work_as, of="bea"), "your_time", "half_days"))
        .soup.select("input[type=radio]")
    ]


def test_f17_a_sensitive_question_offers_not_to_say(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(monkeypatch, "craft", sensitive=True, prefer_not_to_say=True, readers=["manager"])
    application_id = a_draft(work_as, of="ari")
    path = question_path(application_id, "your_interest", "craft")
    ari = as_("ari")

    both = ari.post(path, {"answer_craft": ["matchmove", "rather_not_say"]})
    ari.post(path, {"answer_craft": "rather_not_say"})

    assert both.status == 422
    assert both.errors == ["Choose “I would rather not say” alone, or choose other answers"]
    assert "I would rather not say" in ari.get(f"/applications/{application_id}/parts/your_interest").main
    assert "craft" not in missing(work_as, application_id)


def test_a_list_takes_more_lines_and_loses_emptied_ones_without_script(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    path = question_path(application_id, "your_time", "dates_away")
    ari = as_("ari")

    more = ari.post(path, {"answer_dates_away": ["3 April", "4 April", "5 April"], "then": "more"})
    again = ari.follow(more)
    ari.post(path, {"answer_dates_away": ["3 April", "", "5 April", ""], "version_dates_away": "1", "then": "continue"})

    assert more.location == path
    assert [field["value"] for field in again.soup.select("input[name=answer_dates_away]")] == [
        "3 April", "4 April", "5 April", "",
    ]  # fmt: skip
    assert stored(work_as, application_id, "dates_away").value == ["3 April", "5 April"]  # type: ignore[union-attr]
    assert [item.get_text() for item in ari.get(f"/applications/{application_id}/parts/your_time").soup.select("dd li")] == [
        "3 April", "5 April",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [["x" * 121], ["one line"] * 11, ["a\x00b"]])
def test_a_list_that_cannot_be_taken_stays_on_the_page(as_: AsMember, work_as: WorkAs, typed: list[str]) -> None:
    application_id = a_draft(work_as, of="ari")

    shown = as_("ari").post(question_path(application_id, "your_time", "dates_away"), {"answer_dates_away": typed})

    assert shown.status == 422
    values = [field["value"] for field in shown.soup.select("input[name=answer_dates_away]")]
    assert values[: len(typed)] == [text.replace("\x00", "") for text in typed]


def test_f21_the_applicant_says_when_they_cannot_be_interviewed(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="bea")
    path = question_path(application_id, "your_time", "cannot_talk")
    bea = as_("bea")
    version = bea.get(path).soup.select("input[name=version_cannot_talk]")[0]["value"]

    saved = bea.post(path, {"answer_cannot_talk": ["tue_morning", "fri_afternoon"], "version_cannot_talk": version})
    unknown = bea.post(path, {"answer_cannot_talk": "sun_midnight", "version_cannot_talk": "9"})

    assert saved.status == 303
    assert "Tuesday morning, Friday afternoon" in " ".join(as_("mei").get(f"/decisions/{application_id}").main.split())
    assert unknown.status == 422


def test_n06_question_page_says_who_reads_from_the_rule(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    application_id = a_draft(work_as, of="ari")
    changed(monkeypatch, "draws_you", readers=[Reader.MANAGER])

    shown = as_("ari").get(question_path(application_id, "your_interest", "draws_you"))

    assert "Who reads this: you and programme managers" in shown.main


@pytest.mark.parametrize(("reader", "meets"), [(Reader.REVIEWER, (True, False)), (Reader.MANAGER, (False, True))])
def test_n06_each_page_shows_what_its_reader_may_read(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch, reader: Reader, meets: tuple[bool, bool]
) -> None:
    changed(monkeypatch, "draws_you", readers=[reader])
    application_id = in_review(work_as, of="bea", says={"draws_you": "Edges of hair"})
    review = as_("ravi").get("/reviews").soup.select("main table a, main li a")[0]["href"]

    shown = (as_("ravi").get(str(review)).main, as_("mei").get(f"/decisions/{application_id}").main)

    assert tuple("Edges of hair" in main for main in shown) == meets
