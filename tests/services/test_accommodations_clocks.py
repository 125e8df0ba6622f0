"""What happens when a promised day comes: it is asked, passed on or reviewed, and nothing ever ends by the clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.errors import Refused
from app.forms.accommodations import RemarkForm
from app.forms.accommodations_advising import Instruction
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, AccommodationRequest
from app.models.accommodations import AccommodationStatus as Status
from app.models.messages import Message
from app.models.people import RoleGrant
from app.models.sessions import Booking, BookingStatus
from app.rules.accommodations import ENDS, LIFE
from app.services import accommodations, accommodations_advising, accommodations_clocks
from app.services.casting import Stage
from app.services.clocks import BY_THE_CLOCK
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed, asked, in_place, not_agreed, talked_about, working
from tests.factories.sessions import a_session
from tests.running import run_reactions
from tests.schema import NOW

ADELAIDE = ZoneInfo("Australia/Adelaide")
CANARY = "kestrel-lantern"


def row_of(work_as: WorkAs, item: UUID) -> Accommodation:
    with work_as(None) as work:
        return work.db.get_one(Accommodation, item)


def due_on(work_as: WorkAs, item: UUID) -> date | None:
    due_at = row_of(work_as, item).due_at
    return due_at.astimezone(ADELAIDE).date() if due_at else None


def told(work_as: WorkAs, template: str) -> list[str]:
    with work_as(None) as work:
        wanted = select(Message.email).where(col(Message.template) == template).order_by(col(Message.email))
        return list(work.db.scalars(wanted))


def letters(work_as: WorkAs) -> Iterator[str]:
    with work_as(None) as work:
        for message in work.db.scalars(select(Message)).all():
            written = letter(work, message, "https://cleanplate.test")
            yield written.subject + written.text


def the_hour_comes(parts: Parts, clock: MovableClock, at: datetime) -> None:
    """The clock of every hour, and what follows it."""
    clock.now = at
    for act in BY_THE_CLOCK:
        with parts.work() as work:
            act(work)
    run_reactions(parts)


def a_second_adviser(work_as: WorkAs, stage: Stage, key: str = "una") -> None:
    with work_as(None) as work:
        programme = stage.programmes["lumina"].id
        work.db.add(
            RoleGrant(
                id=work.new_id(), person_id=stage.id_of(key), role=Role.ADVISER, programme_id=programme,
                granted_at=work.now,
            )
        )  # fmt: skip


def on(month: int, day: int, hour: int = 7) -> datetime:
    """After 5pm in Adelaide on this day of 2027, while its summer lasts."""
    return datetime(2027, month, day, hour, 31, tzinfo=UTC)


def test_n10_a_request_has_an_owner_and_a_next_date_from_the_first_moment(work_as: WorkAs, stage: Stage) -> None:
    row = row_of(work_as, asked(work_as, of="noor"))

    assert row.adviser_id == stage.id_of("ida")
    assert row.due_at == datetime(2027, 3, 3, 6, 30, tzinfo=UTC)


def test_f45_what_is_sent_together_is_one_request_and_each_is_its_own_record(work_as: WorkAs, as_: AsMember) -> None:
    noor = as_("noor")
    asked(work_as, of="noor", need="back_to_wall")
    noor.post("/adjustments/own-words", {"words": "A lamp of my own", "strength": "nice"})
    noor.post("/adjustments/own-words", {"words": "A plant", "strength": "nice"})
    noor.post("/adjustments/sending")

    with work_as(None) as work:
        rows = work.db.scalars(select(Accommodation).order_by(col(Accommodation.position))).all()
        requests = work.db.scalars(select(AccommodationRequest)).all()
    assert len({row.request_id for row in rows}) == len(requests) == 2
    assert rows[1].request_id == rows[2].request_id != rows[0].request_id


def test_n10_a_missed_date_goes_to_another_adviser_and_the_person_gets_a_new_one(
    work_as: WorkAs, as_: AsMember, parts: Parts, clock: MovableClock, stage: Stage
) -> None:
    item = asked(work_as, of="noor", words=CANARY)
    a_second_adviser(work_as, stage)

    the_hour_comes(parts, clock, on(3, 3, 6))

    row = row_of(work_as, item)
    assert (row.status, row.adviser_id, due_on(work_as, item)) == (Status.SENT, stage.id_of("una"), date(2027, 3, 5))
    assert told(work_as, "adjustment_late") == ["noor@example.com"]
    assert told(work_as, "adjustment_passed_on") == ["una@example.com"]
    assert told(work_as, "adjustment_overdue") == []
    shown = as_("noor").get(f"/adjustments/{item}").main
    assert "We promised you an answer by Wednesday 3 March 2027. We did not keep that, and we are sorry." in shown
    assert "by Friday 5 March 2027" in shown
    assert "Your adviser: Una Quist." in shown
    assert "We did not keep a date. Somebody else looks after it now" in shown


def test_n10_where_nobody_else_may_a_manager_reads_the_date_and_no_word(
    work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    asked(work_as, of="noor", words=CANARY)

    the_hour_comes(parts, clock, on(3, 3))

    assert told(work_as, "adjustment_overdue") == ["mei@example.com"]
    written = " ".join(letters(work_as))
    assert "A promise about adjustments was not kept: Say that it arrived, by Wednesday 3 March 2027." in written
    for word in (CANARY, "Noor Haddad asked", "quiet seat"):
        assert word not in written


def test_n10_a_second_missed_date_reaches_a_manager_as_well(
    work_as: WorkAs, parts: Parts, clock: MovableClock, stage: Stage
) -> None:
    asked(work_as, of="noor")
    a_second_adviser(work_as, stage)

    the_hour_comes(parts, clock, on(3, 3))
    the_hour_comes(parts, clock, on(3, 4))
    once = told(work_as, "adjustment_late")
    the_hour_comes(parts, clock, on(3, 5))

    assert len(once) == 1
    assert told(work_as, "adjustment_late") == ["noor@example.com"] * 2
    assert told(work_as, "adjustment_overdue") == ["mei@example.com"]


def test_n10_what_helps_meanwhile_is_thought_of_on_the_day_of_the_talk(work_as: WorkAs) -> None:
    item = talked_about(work_as, asked(work_as, of="noor"))
    same_day = due_on(work_as, item)

    with work_as("ida") as work:
        accommodations_advising.need_nothing_meanwhile(work, work.db.get_one(Accommodation, item), Nothing())

    assert (same_day, due_on(work_as, item)) == (date(2027, 3, 1), date(2027, 3, 16))


def test_f51_what_helps_meanwhile_ends_only_by_a_decision(work_as: WorkAs, as_: AsMember) -> None:
    item = asked(work_as, of="noor")
    with work_as("ida") as work:
        row = work.db.get_one(Accommodation, item)
        accommodations_advising.arrange_meanwhile(work, row, Instruction(provide="Headphones for now"))

    while_waiting = as_("noor").get(f"/adjustments/{item}").main
    on_the_desk = as_("ida").get(f"/adviser/adjustments/{item}").main
    talked_about(work_as, item)
    still = as_("noor").get(f"/adjustments/{item}").main
    not_agreed(work_as, item)

    assert "Only a decision ends it." in while_waiting
    assert all("Headphones for now" in page for page in (while_waiting, on_the_desk, still))
    assert "Headphones for now" not in as_("noor").get(f"/adjustments/{item}").main


def test_n13_what_needs_no_decision_starts_at_once_and_asks_for_no_proof(work_as: WorkAs) -> None:
    row = row_of(work_as, asked(work_as, of="noor", need="headphones"))

    assert (row.status, row.agreed_at) == (Status.ARRANGING, None)
    assert row.provide
    assert due_on(work_as, row.id) == date(2027, 3, 3)


def test_n10_only_the_person_stops_the_clock_and_no_day_is_lost(
    work_as: WorkAs, as_: AsMember, parts: Parts, clock: MovableClock
) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    paused = noor.follow(noor.post(f"/adjustments/{item}/pause"))
    on_the_desk = as_("ida").get(f"/adviser/adjustments/{item}").main
    the_hour_comes(parts, clock, on(3, 17))
    after_weeks = told(work_as, "adjustment_late")

    clock.now = datetime(2027, 3, 18, 0, 0, tzinfo=UTC)
    gone_on = as_("noor").post(f"/adjustments/{item}/pause-end")

    assert "Paused by you since Monday 1 March 2027" in paused.main
    assert "The person paused the dates on Monday 1 March 2027." in on_the_desk
    assert after_weeks == []
    assert (gone_on.status, due_on(work_as, item)) == (303, date(2027, 3, 22))
    assert as_("noor").post(f"/adjustments/{item}/pause-end").status == 422
    assert as_("ida").post(f"/adjustments/{item}/pause").status == 403
    assert as_("mei").post(f"/adjustments/{item}/pause").status == 404


def test_n10_the_person_is_asked_after_days_and_after_weeks(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    item = in_place(work_as, asked(work_as, of="noor"))
    first = due_on(work_as, item)
    run_reactions(parts)
    before = len(told(work_as, "adjustment_question"))

    the_hour_comes(parts, clock, on(3, 9))
    second = due_on(work_as, item)
    the_hour_comes(parts, clock, on(4, 6, 8))

    assert (first, second) == (date(2027, 3, 9), date(2027, 4, 6))
    assert len(told(work_as, "adjustment_question")) == before + 2
    assert row_of(work_as, item).status is Status.IN_PLACE


def test_f53_half_a_year_later_both_sides_are_prompted(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    item = working(work_as, asked(work_as, of="noor"), of="noor")
    the_hour_comes(parts, clock, on(3, 30))
    again = due_on(work_as, item)
    questions, for_adviser = len(told(work_as, "adjustment_question")), len(told(work_as, "adjustment_for_adviser"))

    the_hour_comes(parts, clock, on(8, 30, 8))

    assert again == date(2027, 8, 30)
    assert row_of(work_as, item).status is Status.REVIEW_DUE
    assert len(told(work_as, "adjustment_question")) == questions + 1
    assert len(told(work_as, "adjustment_for_adviser")) == for_adviser + 1


def test_f53_a_new_place_or_mentor_brings_a_review(work_as: WorkAs, stage: Stage) -> None:
    item = working(work_as, asked(work_as, of="noor"), of="noor")

    for _ in range(2):
        with work_as(None) as work:
            accommodations_clocks.review_after_change(work, stage.id_of("noor"))

    assert row_of(work_as, item).status is Status.REVIEW_DUE


def test_n11_only_the_person_closes_it_and_not_working_opens_it_again(work_as: WorkAs, as_: AsMember) -> None:
    item = in_place(work_as, asked(work_as, of="noor"))
    refused = as_("ida").post(f"/adjustments/{item}/works")

    as_("noor").post(f"/adjustments/{item}/trouble", {"words": "The door is loud"})

    assert refused.status == 403
    row = row_of(work_as, item)
    assert row.status is Status.DOES_NOT_WORK
    assert row.provide
    assert due_on(work_as, item) == date(2027, 3, 3)


def test_n10_nothing_ends_by_the_clock(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    made = {
        status: asked(work_as, of="noor", need=need)
        for status, need in zip(sorted(set(Status) - ENDS - {Status.DRAFT}), NEEDS_OF_STORY, strict=False)
    }
    with work_as(None) as work:
        for status, item in made.items():
            work.db.get_one(Accommodation, item).status = status

    for days in (1, 4, 10, 40, 100, 200, 400):
        the_hour_comes(parts, clock, NOW.replace(hour=8) + (days * (on(3, 2) - on(3, 1))))

    after = {status: row_of(work_as, item).status for status, item in made.items()}
    assert after == {**{status: status for status in made}, Status.WORKS: Status.REVIEW_DUE}


NEEDS_OF_STORY = (
    "quiet_seat", "back_to_wall", "away_from_walkway", "screen_private", "see_exit", "fixed_seat", "light_control",
    "no_fluorescent", "dim_light", "calm_view", "smell_free", "small_room", "space_around", "quiet_room_near",
)  # fmt: skip


def test_n10_the_clock_may_take_no_move_that_a_person_takes(work_as: WorkAs) -> None:
    item = asked(work_as, of="noor")
    for move in LIFE.moves:
        if not move.by_clock:
            with work_as(None) as work:
                row = work.db.get_one(Accommodation, item)
                row.status = min(move.sources)
                with pytest.raises(ValueError, match="only a person may take the move"):
                    LIFE.move(work, row, move.name)


class TestSecondLook:
    def test_f50_nobody_who_had_a_part_in_it_takes_the_second_look(
        self, work_as: WorkAs, as_: AsMember, stage: Stage, parts: Parts
    ) -> None:
        a_second_adviser(work_as, stage)
        a_second_adviser(work_as, stage, "sol")
        item = talked_about(work_as, asked(work_as, of="noor"), by="una")
        not_agreed(work_as, item)

        self._asks_again(work_as, item)
        run_reactions(parts)

        assert row_of(work_as, item).adviser_id == stage.id_of("sol")
        assert due_on(work_as, item) == date(2027, 3, 16)
        for key in ("ida", "una"):
            with work_as(key) as work, pytest.raises(Refused, match="You had a part in this before"):
                accommodations_advising.reply(work, work.db.get_one(Accommodation, item), RemarkForm(words="x"))
        assert "Agree and say what to provide" not in as_("ida").get(f"/adviser/adjustments/{item}").main

    def test_f50_a_manager_is_asked_for_somebody_where_nobody_is_left(self, work_as: WorkAs, parts: Parts) -> None:
        item = not_agreed(work_as, asked(work_as, of="noor"))

        self._asks_again(work_as, item)
        run_reactions(parts)

        assert row_of(work_as, item).adviser_id is None
        assert told(work_as, "second_look_needs_adviser") == ["mei@example.com"]

    def test_f50_a_no_names_reason_offer_way_back_and_help_from_outside(self, work_as: WorkAs, as_: AsMember) -> None:
        shown = as_("noor").get(f"/adjustments/{not_agreed(work_as, asked(work_as, of='noor'))}").main

        for words in ("There is one room only.", "A screen.", "Ask for a second look", "JobAccess",
                      "You can ask for the same thing again at any time."):  # fmt: skip
            assert words in shown

    @staticmethod
    def _asks_again(work_as: WorkAs, item: UUID) -> None:
        with work_as("noor") as work:
            accommodations.look_again(work, work.db.get_one(Accommodation, item), RemarkForm(words="Please look"))


def booked(work_as: WorkAs, stage: Stage, day: date) -> None:
    with work_as("mei") as work:
        session = a_session(work, cohort=stage.cohorts["lumina"], day=day)
        work.db.add(
            Booking(
                id=work.new_id(), session_id=session.id, person_id=stage.id_of("noor"), seat=1,
                status=BookingStatus.BOOKED, since=work.now,
            )
        )  # fmt: skip


def test_n10_it_is_in_place_before_the_first_session_that_it_concerns(work_as: WorkAs, stage: Stage) -> None:
    booked(work_as, stage, date(2027, 3, 5))

    item = agreed(work_as, asked(work_as, of="noor"))

    assert due_on(work_as, item) == date(2027, 3, 4)


def test_n10_a_pause_does_not_move_it_past_the_session_that_it_concerns(
    work_as: WorkAs, as_: AsMember, stage: Stage, clock: MovableClock
) -> None:
    booked(work_as, stage, date(2027, 3, 5))
    item = agreed(work_as, asked(work_as, of="noor"))

    as_("noor").post(f"/adjustments/{item}/pause")
    clock.now = on(3, 3, 1)
    as_("noor").post(f"/adjustments/{item}/pause-end")

    assert due_on(work_as, item) == date(2027, 3, 4)


def test_n10_a_new_date_after_a_missed_one_is_still_before_the_session(
    work_as: WorkAs, parts: Parts, clock: MovableClock, stage: Stage
) -> None:
    item = agreed(work_as, asked(work_as, of="noor"))
    booked(work_as, stage, date(2027, 3, 18))

    the_hour_comes(parts, clock, on(3, 16))

    assert due_on(work_as, item) == date(2027, 3, 17)


def test_n10_a_talk_by_phone_is_noted_and_counts(work_as: WorkAs, as_: AsMember) -> None:
    item, ida = asked(work_as, of="noor"), as_("ida")

    missing = ida.post(f"/adviser/adjustments/{item}/talk-note", {"words": "We agreed to try a corner"})
    ida.follow(ida.post(f"/adviser/adjustments/{item}/talk-note", {"said": "phone", "words": "We try a corner"}))

    assert (missing.status, missing.errors) == (422, ["Choose how you talked"])
    assert "We agreed to try a corner" in missing.text
    assert row_of(work_as, item).status is Status.TALKING
    shown = as_("noor").get(f"/adjustments/{item}").main
    assert "Ida Brandt, on Monday 1 March 2027 (by phone)" in shown
    assert as_("noor").get(f"/adviser/adjustments/{item}/talk-note").status == 403
    assert as_("gil").get(f"/adviser/adjustments/{item}/talk-note").status == 404


def test_f55_no_letter_about_support_says_what(work_as: WorkAs, parts: Parts, clock: MovableClock) -> None:
    in_place(work_as, asked(work_as, of="noor", words=CANARY))
    asked(work_as, of="bea", words=CANARY)
    the_hour_comes(parts, clock, on(3, 17))

    written = " ".join(letters(work_as))

    for word in (CANARY, "quiet seat", "Ida Brandt", "autis", "disab"):
        assert word not in written
