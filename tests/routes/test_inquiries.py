"""What is asked after sending: just those answers open, time moves at a press, and silence never costs a place."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.work import Work
from app.models.applications import Application, ApplicationStatus
from app.models.messages import Message
from app.models.people import Person
from app.services.letters import letter
from app.worker import keep_time
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_sent_one
from tests.factories.decisions import in_review, released
from tests.running import run_reactions

ASKED = {"questions": ["draws_you"], "words": "Which film was it?", "answer_by": "31 March 2027"}


def asked(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> UUID:
    """In review for longer than answers stay open, and asked by the manager."""
    application_id = in_review(work_as, of="ari")
    clock.advance(days=10)
    shown = as_("mei").post(f"/decisions/{application_id}/inquiry", ASKED)
    assert shown.status == 303, shown.main
    return application_id


def status_of(work_as: WorkAs, application_id: UUID) -> ApplicationStatus:
    with work_as(None) as work:
        return work.db.get_one(Application, application_id).status


def letters_to(work: Work, key: str, template: str) -> list[str]:
    mine = select(Message).join(Person, col(Person.id) == Message.person_id)
    found = mine.where(col(Person.email) == f"{key}@example.com", col(Message.template) == template)
    return [letter(work, message, "https://cleanplate.test").text for message in work.db.scalars(found).all()]


def change(application_id: UUID, part: str, question: str) -> str:
    return f"/applications/{application_id}/parts/{part}/questions/{question}"


def test_f11_the_page_says_what_is_asked_and_until_when(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = asked(as_, work_as, clock)
    run_reactions(parts)
    ari = as_("ari")

    own = ari.get(f"/applications/{application_id}")
    shown = ari.get(f"/applications/{application_id}/inquiry")

    assert "We have a question for you" in own.main
    assert own.soup.find_all("a", string="Read what we ask, and answer")
    assert "Which film was it?" in shown.main
    assert "You have until Wednesday 31 March 2027, 5:00pm" in shown.main
    assert "What draws you to visual effects?" in shown.main
    with work_as(None) as work:
        [told] = letters_to(work, "ari", "information_asked")
        assert "You have until Wednesday 31 March 2027, 5:00pm" in told
        assert "Which film" not in told


def test_f11_just_those_answers_open(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = asked(as_, work_as, clock)
    ari = as_("ari")

    named = ari.post(
        f"{change(application_id, 'your_interest', 'draws_you')}?back=inquiry",
        {"answer_draws_you": "Clearer words", "version_draws_you": "1"},
    )
    other = ari.post(
        change(application_id, "your_interest", "seen_this_way"),
        {"answer_seen_this_way": "x", "version_seen_this_way": "1"},
    )

    assert named.location == f"/applications/{application_id}/inquiry"
    assert other.status == 422


def test_f11_a_reply_returns_it_to_where_it_was(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = asked(as_, work_as, clock)

    sent = as_("ari").post(f"/applications/{application_id}/inquiry", {"reply": "The Red Kelly Story."})
    run_reactions(parts)
    shown = as_("mei").get(f"/decisions/{application_id}/inquiry")

    assert sent.location == f"/applications/{application_id}"
    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW
    assert "The Red Kelly Story." in shown.main
    with work_as(None) as work:
        assert len(letters_to(work, "mei", "information_given")) == 1
    again = as_("ari").post(f"/applications/{application_id}/inquiry", {"reply": "Twice"})
    assert again.status == 422


def test_f11_an_empty_reply_is_asked_for_again(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = asked(as_, work_as, clock)

    shown = as_("ari").post(f"/applications/{application_id}/inquiry", {"reply": ""})

    assert shown.status == 422
    assert shown.errors == ["Write your answer"]


def test_f11_more_time_twice_by_one_press_each(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = asked(as_, work_as, clock)
    ari = as_("ari")
    press = f"/applications/{application_id}/inquiry/extension"

    first, second, third = ari.post(press), ari.post(press), ari.post(press)
    run_reactions(parts)

    assert (first.status, second.status, third.status) == (303, 303, 422)
    assert "If the day passes, your application only waits." in third.main
    assert "Take more time" not in ari.get(f"/applications/{application_id}/inquiry").main
    with work_as(None) as work:
        assert len(letters_to(work, "ari", "information_time_moved")) == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"answer_by": "20 March 2027"},
            "Give at least 10 working days. The first day that fits is Wednesday 24 March 2027",
        ),
        ({"questions": [], "words": ""}, "Choose answers, or write what you want to know"),
        ({"questions": ["not_a_question"]}, "Choose from the answers in this list"),
        ({"answer_by": "soon"}, "Write the date as day, month, year, such as 6 May 2027"),
    ],
)
def test_f11_what_cannot_be_asked_is_said(
    as_: AsMember, work_as: WorkAs, clock: MovableClock, changed: dict[str, object], said: str
) -> None:
    application_id = in_review(work_as, of="ari")
    clock.advance(days=9)

    shown = as_("mei").post(f"/decisions/{application_id}/inquiry", {**ASKED, **changed})

    assert shown.status == 422
    assert shown.errors == [said]
    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW


def silent(as_: AsMember, work_as: WorkAs, clock: MovableClock, parts: Parts) -> UUID:
    application_id = asked(as_, work_as, clock)
    clock.advance(days=25)
    keep_time(parts)
    run_reactions(parts)
    return application_id


def test_n20_silence_pauses_and_never_closes(as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    application_id = silent(as_, work_as, clock, parts)
    clock.advance(days=365)
    keep_time(parts)

    assert status_of(work_as, application_id) is ApplicationStatus.PAUSED
    with work_as(None) as work:
        [told] = letters_to(work, "ari", "application_paused")
        assert "You lose nothing." in told
        assert len(letters_to(work, "mei", "somebody_is_silent")) == 1


def test_n20_an_offer_without_an_answer_is_paused_too(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = released(work_as, of="ari")
    clock.advance(days=20)

    keep_time(parts)
    back = as_("ari").post(f"/applications/{application_id}/resumption")
    keep_time(parts)

    assert back.status == 303
    assert status_of(work_as, application_id) is ApplicationStatus.OFFERED


def test_n20_coming_back_leads_to_the_question_and_then_to_where_it_was(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = silent(as_, work_as, clock, parts)
    ari = as_("ari")

    ari.post(f"/applications/{application_id}/resumption")
    keep_time(parts)
    in_between = status_of(work_as, application_id)
    ari.post(f"/applications/{application_id}/inquiry", {"reply": "Here it is."})

    assert in_between is ApplicationStatus.NEEDS_INFORMATION
    assert status_of(work_as, application_id) is ApplicationStatus.IN_REVIEW


def test_n20_staff_try_twice_before_anything_is_recorded(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = silent(as_, work_as, clock, parts)
    mei = as_("mei")
    note, aside = f"/decisions/{application_id}/reaching", f"/decisions/{application_id}/setting-aside"

    at_first = mei.post(aside, {"reason": "No answer"})
    mei.post(note, {"made_on": "5 April 2027", "result": "Wrote an e-mail"})
    same_day = mei.post(note, {"made_on": "5 April 2027", "result": "Wrote another"})
    still = mei.post(aside, {"reason": "No answer"})
    clock.advance(days=2)
    mei = as_("mei")
    mei.post(note, {"made_on": "7 April 2027", "result": "Wrote again"})
    shown = mei.get(note)
    done = mei.post(aside, {"reason": "No answer to three letters"})
    run_reactions(parts)

    assert (at_first.status, same_day.status, still.status, done.status) == (422, 303, 422, 303)
    assert "Contact them on 2 days first. Days so far: 1." in still.main
    assert "They chose to be reached by e-mail: ari@example.com" in shown.main
    assert "Monday 5 April 2027, by e-mail." in shown.main
    assert status_of(work_as, application_id) is ApplicationStatus.SET_ASIDE
    as_("ari").post(f"/applications/{application_id}/resumption")
    assert status_of(work_as, application_id) is ApplicationStatus.NEEDS_INFORMATION


@pytest.mark.parametrize("day", ["1 March 2026", "1 March 2028", "yesterday"])
def test_n20_a_try_has_a_day_within_the_pause(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock, day: str
) -> None:
    application_id = silent(as_, work_as, clock, parts)

    shown = as_("mei").post(f"/decisions/{application_id}/reaching", {"made_on": day, "result": "Called"})

    assert shown.status == 422
    assert shown.soup.find_all("textarea")[0].get_text().strip() == "Called"


def test_f19_the_day_of_an_offer_moves_once_at_a_press(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="ari")
    ari = as_("ari")
    press = f"/applications/{application_id}/offer/extension"

    first, second = ari.post(press), ari.post(press)

    assert (first.status, second.status) == (303, 422)
    assert "More time can be taken once" in second.main
    assert as_("mei").post(press).status == 403
    assert as_("bea").post(press).status == 404


def test_the_pages_are_for_those_whom_they_concern(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")

    assert "Nothing is asked of you now." in as_("ari").get(f"/applications/{application_id}/inquiry").main
    assert as_("mei").get(f"/applications/{application_id}/inquiry").status == 403
    for page in ("inquiry", "reaching", "setting-aside"):
        assert as_("mei").get(f"/decisions/{application_id}/{page}").status == 200
        for key in ("ari", "bea", "ravi", "asha", "ida"):
            assert as_(key).get(f"/decisions/{application_id}/{page}").status == 404
    assert (
        as_("mei").post(f"/decisions/{application_id}/reaching", {"made_on": "1 March 2027", "result": "x"}).status
        == 422
    )
