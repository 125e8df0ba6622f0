"""Applying more than once: what is known is filled in, and an earlier intake's answers are copied with one press."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.models.applications import Answer, Application
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft, withdrawn
from tests.factories.blueprints import changed, taken_out
from tests.factories.cohorts import a_next_cohort

EARLIER = "/programmes/lumina/application/earlier"


def question_path(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


def newest_of(work_as: WorkAs, key: str) -> UUID:
    with work_as(key) as work:
        mine = select(Application.id).where(col(Application.person_id) == work.actor.person_id)
        return work.db.scalars(mine.order_by(col(Application.id).desc())).first()  # type: ignore[return-value]  # it was just begun


def answers_of(work_as: WorkAs, application_id: UUID) -> dict[str, Answer]:
    with work_as(None) as work:
        found = work.db.scalars(select(Answer).where(col(Answer.application_id) == application_id)).all()
        return {answer.question: answer for answer in found}


@pytest.fixture
def withdrew(work_as: WorkAs, stage: Stage, clock: MovableClock) -> UUID:
    """Bea withdrew from the first intake, and the next one is open."""
    application_id = withdrawn(work_as, of="bea")
    clock.advance(days=30)
    a_next_cohort(work_as, stage)
    return application_id


def test_f12_what_was_answered_elsewhere_is_filled_in_and_can_change(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari", says={"seen_this_way": "The shadow moved twice", "name": "Ari Novak"})
    application_id = a_draft(work_as, of="ari", programme="post-production")
    path = question_path(application_id, "your_interest", "seen_this_way")
    ari = as_("ari")

    shown = ari.get(path)
    before = answers_of(work_as, application_id)
    ari.post(path, {"answer_seen_this_way": "The shadow moved three times"})

    assert shown.soup.select("textarea")[0].get_text().strip() == "The shadow moved twice"
    assert "You answered this before, on Monday 1 March 2027" in shown.main
    assert before == {}
    assert "You answered this before" not in ari.get(path).main
    assert answers_of(work_as, application_id)["seen_this_way"].value == "The shadow moved three times"


def test_f12_the_profile_fills_in_the_name(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari", says={"name": "Ari of the river"})
    application_id = a_draft(work_as, of="ari", programme="post-production")

    shown = as_("ari").get(question_path(application_id, "about_you", "name"))

    assert shown.soup.select("input[name=answer_name]")[0]["value"] == "Ari of the river"


def test_f12_all_questions_on_one_page_say_what_is_filled_in(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="ari", says={"age": "yes"})
    application_id = a_draft(work_as, of="ari", programme="post-production")

    shown = as_("ari").get(f"/applications/{application_id}/all")

    assert "You answered this before, on Monday 1 March 2027: Are you 18 or older?" in shown.main
    assert shown.soup.select("input[name=answer_age][checked]")[0]["value"] == "yes"


def test_f12_answers_of_other_people_are_never_filled_in(as_: AsMember, work_as: WorkAs) -> None:
    a_draft(work_as, of="bea", says={"seen_this_way": "Words of Bea"})
    application_id = a_draft(work_as, of="ari", programme="post-production")

    assert "Words of Bea" not in as_("ari").get(f"/applications/{application_id}/all").text


def test_f12_an_answer_that_does_not_fit_is_not_filled_in(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_draft(work_as, of="ari", says={"seen_this_way": "x" * 200})
    application_id = a_draft(work_as, of="ari", programme="post-production")
    changed(monkeypatch, "seen_this_way", key="post-production", longest=100)

    shown = as_("ari").get(question_path(application_id, "your_interest", "seen_this_way"))

    assert shown.soup.select("textarea")[0].get_text().strip() == ""


def test_f13_one_press_starts_with_the_earlier_answers(as_: AsMember, work_as: WorkAs, withdrew: UUID) -> None:
    bea = as_("bea")
    beginning = bea.get("/programmes/lumina/application")

    started = bea.post(EARLIER, {})
    now = newest_of(work_as, "bea")
    copied, earlier = answers_of(work_as, now), answers_of(work_as, withdrew)
    tasks = bea.follow(started).main

    assert [button.get_text() for button in beginning.soup.select("main button")] == [
        "Start with your earlier answers", "Start with empty answers",
    ]  # fmt: skip
    assert now != withdrew
    assert copied["draws_you"].value == earlier["draws_you"].value
    assert copied["draws_you"].copied_from == earlier["draws_you"].answered_at
    assert "From Monday 1 March 2027, check it" in tasks


@pytest.mark.usefixtures("withdrew")
def test_f13_a_mark_goes_when_the_answer_was_checked(as_: AsMember, work_as: WorkAs) -> None:
    bea = as_("bea")
    bea.post(EARLIER, {})
    now = newest_of(work_as, "bea")
    path = question_path(now, "your_interest", "draws_you")

    page = bea.get(path)
    part = bea.get(f"/applications/{now}/parts/your_interest").main
    said = page.soup.select("textarea")[0].get_text().strip()
    bea.post(path, {"answer_draws_you": said, "version_draws_you": "1"})

    assert "You answered this before" in page.main
    assert "From Monday 1 March 2027, check it" in part
    assert answers_of(work_as, now)["draws_you"].copied_from is None
    assert answers_of(work_as, now)["craft"].copied_from is not None


def test_f13_copying_never_replaces_what_is_answered_and_twice_does_nothing(
    as_: AsMember, work_as: WorkAs, withdrew: UUID
) -> None:
    a_draft(work_as, of="bea", says={"draws_you": "Newer words"})
    now = newest_of(work_as, "bea")
    bea = as_("bea")

    bea.post(EARLIER, {})
    first = {key: answer.version for key, answer in answers_of(work_as, now).items()}
    bea.post(EARLIER, {})

    assert now != withdrew
    assert answers_of(work_as, now)["draws_you"].value == "Newer words"
    assert {key: answer.version for key, answer in answers_of(work_as, now).items()} == first


def test_f13_what_is_not_asked_any_more_is_left_behind(
    as_: AsMember, work_as: WorkAs, withdrew: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_out(monkeypatch, "draws_you")
    as_("bea").post(EARLIER, {})

    copied = answers_of(work_as, newest_of(work_as, "bea"))

    assert "draws_you" not in copied
    assert "craft" in copied
    assert "draws_you" in answers_of(work_as, withdrew)


def test_f13_nothing_is_offered_without_an_earlier_application(as_: AsMember) -> None:
    zoe = as_("zoe")

    assert "Start with your earlier answers" not in zoe.get("/programmes/lumina/application").main
    assert zoe.post(EARLIER, {}).status == 404
    assert as_(None).post(EARLIER, {}).status == 403
    assert zoe.post("/programmes/nowhere/application/earlier", {}).status == 404


@pytest.mark.usefixtures("withdrew")
def test_f13_after_the_close_it_is_refused_politely(as_: AsMember, clock: MovableClock) -> None:
    clock.advance(days=61)

    shown = as_("bea").post(EARLIER, {})

    assert shown.status == 422
    assert shown.errors == ["Lumina takes no applications now."]


@pytest.mark.usefixtures("withdrew")
def test_pages_ask_few_statements_with_several_applications(as_: AsMember, work_as: WorkAs) -> None:
    bea = as_("bea")
    bea.post(EARLIER, {})
    now = newest_of(work_as, "bea")

    with statements() as tasks:
        bea.get(f"/applications/{now}/parts")
    with statements() as beginning:
        bea.get("/programmes/lumina/application")

    assert len(tasks) <= 8
    assert len(beginning) <= 8
