"""Private links for late applications: made and ended by a manager, counted, and used after the close (row 18)."""

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.forms.applications import read_answers, typed_questions
from app.models.applications import Application, ApplicationStatus
from app.models.late_links import LateLink
from app.services import applications_answering
from app.services.applications_reading import case_of
from app.services.casting import Stage
from app.worker import keep_time
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import an_answered_draft

FORM = {"label": "The Norwood school", "until": "1 April 2027", "most_people": "1"}


def path_of(stage: Stage) -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/late-links"


def made(as_: AsMember, stage: Stage, **other: str) -> str:
    """The path of a new link, as the manager copies it from the page."""
    shown = as_("mei").post(path_of(stage), {**FORM, **other})
    return address_on(shown).removeprefix("https://cleanplate.test")


def address_on(shown: Shown) -> str:
    return shown.soup.select("main code")[0].get_text()


def link(work_as: WorkAs) -> LateLink:
    with work_as(None) as work:
        return work.db.scalars(select(LateLink)).one()


def application_of(work_as: WorkAs, key: str) -> Application | None:
    with work_as(key) as work:
        mine = select(Application).where(col(Application.person_id) == work.actor.person_id)
        return work.db.scalars(mine).one_or_none()


def test_f18_a_manager_makes_a_link_that_is_shown_once(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    shown = as_("mei").post(path_of(stage), FORM)
    again = as_("mei").get(path_of(stage))

    address = address_on(shown)
    assert address.startswith("https://cleanplate.test/late/")
    assert "0 of 1 people" in shown.main
    assert "1 April 2027" in shown.main
    assert not again.soup.select("main code")
    token = address.rpartition("/")[2]
    assert token not in link(work_as).token_hash
    assert token not in again.text


def test_f18_the_link_lets_somebody_begin_and_send_after_the_close(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    path = made(as_, stage)
    clock.advance(days=20)
    ari = as_("ari")

    page = ari.get(path)
    entered = ari.follow(ari.post(path, {}))
    an_answered_late_draft(work_as, "ari")
    application = application_of(work_as, "ari")
    assert application is not None
    sent = ari.post(f"/applications/{application.id}/check", {})

    assert "You can send your application until Thursday 1 April 2027, 11:59pm" in page.main
    assert "You can send until Thursday 1 April 2027, 11:59pm" in entered.main
    assert sent.location == f"/applications/{application.id}/sent"
    assert "1 of 1 people" in as_("mei").get(path_of(stage)).main


def an_answered_late_draft(work_as: WorkAs, key: str) -> None:
    """Every required question answered, through the same services as on the pages."""
    application = application_of(work_as, key)
    assert application is not None
    with work_as(key) as work:
        case = case_of(work, work.db.get_one(Application, application.id))
        questions = [q for q in typed_questions(case.asked) if not q.optional]
        typed = {
            f"answer_{q.key}": ["yes" if q.kind == "yes_no" else q.choices[0].value if q.choices else "words"]
            for q in questions
        }
        form = read_answers(questions, typed, may_be_empty=False).form
        assert form is not None
        applications_answering.answer(work, case, form)


def test_f18_a_draft_from_before_the_close_can_be_sent_too(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    application_id = an_answered_draft(work_as, of="ari")
    path = made(as_, stage)
    clock.advance(days=20)
    ari = as_("ari")
    refused = ari.post(f"/applications/{application_id}/check", {})

    ari.post(path, {})

    assert refused.status == 422
    assert ari.post(f"/applications/{application_id}/check", {}).status == 303


def test_f18_the_clock_keeps_a_late_draft_only_after_its_own_day(
    as_: AsMember, stage: Stage, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    an_answered_draft(work_as, of="ari")
    path = made(as_, stage)
    states = []
    for days, follows_the_link in ((20, True), (1, False), (30, False)):
        clock.advance(days=days)
        keep_time(parts)
        if follows_the_link:
            as_("ari").post(path, {})
            keep_time(parts)
        application = application_of(work_as, "ari")
        assert application is not None
        states.append(application.status)

    assert states == [ApplicationStatus.DRAFT, ApplicationStatus.DRAFT, ApplicationStatus.KEPT_FOR_NEXT_INTAKE]


def test_f18_the_link_ends_at_its_day(as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock) -> None:
    path = made(as_, stage)
    application_id = an_answered_draft(work_as, of="ari")
    as_("ari").post(path, {})
    clock.advance(days=33)

    assert as_("bea").get(path).status == 404
    assert as_("bea").post(path, {}).status == 404
    assert as_("ari").post(f"/applications/{application_id}/check", {}).status == 422


def test_f18_no_more_people_than_it_is_for(as_: AsMember, stage: Stage, clock: MovableClock) -> None:
    path = made(as_, stage)
    clock.advance(days=20)
    as_("ari").post(path, {})

    again = as_("ari").post(path, {})
    second = as_("bea").post(path, {})

    assert again.status == 303
    assert second.status == 422
    assert second.errors == ["This link was used by as many people as it is for. Ask the person who gave it to you."]


def test_f18_ending_asks_first_and_keeps_who_came(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    path = made(as_, stage, most_people="5")
    application_id = an_answered_draft(work_as, of="ari")
    as_("ari").post(path, {})
    mei = as_("mei")
    ending = f"/late-links/{link(work_as).id}/ending"

    asked = mei.get(ending)
    mei.post(ending, {})
    twice = mei.post(ending, {})
    clock.advance(days=20)

    assert "1 person used it. They keep their own last day." in asked.main
    assert twice.status == 303
    gone = as_("bea").get(path)
    assert gone.status == 404
    assert "This link has ended or is not known. Ask the person who gave it to you." in gone.main
    assert as_("ari").post(f"/applications/{application_id}/check", {}).status == 303


def test_f18_whoever_is_not_signed_in_is_led_to_it_and_back(as_: AsMember, stage: Stage) -> None:
    path = made(as_, stage)

    shown = as_(None).get(path)

    assert shown.status == 200
    lead = shown.soup.find_all("a", string="Sign in to start")[0]["href"]
    assert lead == f"/sign-in?next={path.replace('/', '%2F')}"
    assert as_(None).post(path, {}).status == 403


def test_an_application_that_was_sent_is_not_touched(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    path = made(as_, stage)
    application_id = an_answered_draft(work_as, of="ari")
    ari = as_("ari")
    ari.post(f"/applications/{application_id}/check", {})

    entered = ari.post(path, {})

    assert entered.location == f"/applications/{application_id}/parts"
    application = application_of(work_as, "ari")
    assert application is not None
    assert application.status is ApplicationStatus.RECEIVED


@pytest.mark.parametrize("key", ["asha", "bea", "kit"])
def test_links_of_another_programme_are_missing(as_: AsMember, stage: Stage, work_as: WorkAs, key: str) -> None:
    made(as_, stage)
    ending = f"/late-links/{link(work_as).id}/ending"

    for path in (path_of(stage), ending):
        assert as_(key).get(path).status == 404
        assert as_(key).post(path, FORM).status == 404


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"label": ""}, "Write who the link is for"),
        ({"label": "x" * 121}, "Use 120 characters or fewer. You have used 121"),
        ({"until": "28 February 2027"}, "Choose a day after applications close, and not in the past"),
        ({"until": "1 April 2029"}, "Choose a day within 60 days"),
        ({"until": "30 February 2027"}, "There is no such day. Check the day and the month"),
        ({"most_people": "0"}, "Use a number that is 1 or more"),
        ({"most_people": "many"}, "Use a whole number, such as 3"),
    ],
)
def test_what_cannot_be_taken_stays_on_the_page(as_: AsMember, stage: Stage, typed: dict[str, str], error: str) -> None:
    shown = as_("mei").post(path_of(stage), {**FORM, **typed})

    assert shown.status == 422
    assert shown.errors == [error]
    field, text = next(iter(typed.items()))
    assert shown.soup.select(f"input[name={field}]")[0]["value"] == text


def test_list_takes_the_same_statements_for_any_number_of_links(as_: AsMember, stage: Stage) -> None:
    made(as_, stage)
    mei = as_("mei")
    mei.get(path_of(stage))
    with statements() as one:
        mei.get(path_of(stage))
    for _ in range(3):
        made(as_, stage)

    with statements() as four:
        mei.get(path_of(stage))

    assert len(one) == len(four) <= 8
