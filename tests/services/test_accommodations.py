"""Adjustments: what is sent, what holds, whom it reaches, and that words stay sealed."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.errors import Refused
from app.forms.accommodations import OwnWords, RemarkForm
from app.forms.accommodations_advising import How, Refusal
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, Strength
from app.models.accommodations import AccommodationStatus as Status
from app.models.applications import Application
from app.models.messages import Message
from app.models.people import RoleGrant
from app.services import accommodations, accommodations_advising, accommodations_asking, applications
from app.services.accommodations import AgreedNeed, place_needs
from app.services.accommodations_asking import asking_in
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import (
    a_draft,
    agreed,
    an_agreement,
    asked,
    in_place,
    not_agreed,
    talked_about,
    working,
)
from tests.factories.decisions import a_sent_application
from tests.running import run_reactions

CANARY = "kestrel-lantern"


def row_of(work_as: WorkAs, accommodation_id: UUID) -> Accommodation:
    with work_as(None) as work:
        return work.db.get_one(Accommodation, accommodation_id)


def told(work_as: WorkAs, template: str) -> list[str]:
    with work_as(None) as work:
        wanted = select(Message.email).where(col(Message.template) == template).order_by(col(Message.email))
        return list(work.db.scalars(wanted))


class TestSending:
    def test_what_waits_in_an_application_goes_out_with_it(self, work_as: WorkAs, parts: Parts) -> None:
        application_id = a_started(work_as, "noor")
        with work_as("noor") as work:
            place = asking_in(work.db.get_one(Application, application_id))
            accommodations_asking.say(work, place, own_words(CANARY))
        elsewhere = a_draft(work_as, of="noor")
        a_sent_application(work_as, of="noor")

        run_reactions(parts)
        run_reactions(parts)

        with work_as(None) as work:
            rows = work.db.scalars(select(Accommodation).order_by(col(Accommodation.need))).all()
        assert [(row.need, row.status) for row in rows] == [("my_words", Status.SENT), ("quiet_seat", Status.DRAFT)]
        assert elsewhere == rows[1].id
        assert told(work_as, "adjustment_asked") == ["ida@example.com"]

    def test_what_needs_no_decision_starts_at_once(self, work_as: WorkAs) -> None:
        row = row_of(work_as, asked(work_as, of="noor", need="camera_off"))

        assert (row.status, row.provide) == (Status.ARRANGING, "They may keep their camera off.")

    def test_a_list_is_one_message_for_each_adviser(self, work_as: WorkAs, parts: Parts) -> None:
        a_draft(work_as, of="noor", need="quiet_seat")
        asked(work_as, of="noor", need="fixed_seat")

        run_reactions(parts)

        assert told(work_as, "adjustment_asked") == ["ida@example.com"]

    def test_nothing_is_sent_twice(self, work_as: WorkAs) -> None:
        asked(work_as, of="noor")

        with work_as("noor") as work:
            place = accommodations_asking.place_to_ask(work)
            with pytest.raises(Refused, match="Nothing is on your list yet"):
                accommodations_asking.send(work, place, Nothing())


class TestHolding:
    def test_a_place_is_chosen_by_what_is_agreed(self, work_as: WorkAs, stage: Stage) -> None:
        agreed(work_as, asked(work_as, of="noor", need="back_to_wall"))
        asked(work_as, of="noor", need="fixed_seat")
        agreed(work_as, asked(work_as, of="noor", need="plain_literal"))
        noor, bea = stage.id_of("noor"), stage.id_of("bea")

        with work_as(None) as work:
            found = place_needs(work.db, [noor, bea])

        assert found == {noor: [AgreedNeed(NEEDS["back_to_wall"], Strength.MUST, {})], bea: []}

    def test_it_goes_on_while_somebody_looks_again(self, work_as: WorkAs, stage: Stage) -> None:
        item = in_place(work_as, asked(work_as, of="noor", need="back_to_wall"))
        with work_as("noor") as work:
            accommodations.say_it_does_not_work(work, work.db.get_one(Accommodation, item), RemarkForm(words="No"))

        talked_about(work_as, item)

        with work_as(None) as work:
            assert len(place_needs(work.db, [stage.id_of("noor")])[stage.id_of("noor")]) == 1

    def test_what_was_agreed_instead_is_what_holds(self, work_as: WorkAs, stage: Stage) -> None:
        item = talked_about(work_as, asked(work_as, of="noor", need="quiet_seat"))
        with work_as("ida") as work:
            row = work.db.get_one(Accommodation, item)
            form = an_agreement(row, how=How.DIFFERENTLY, answer="That desk is taken.")
            changed = form.model_copy(update={"detail_band": "4"})
            accommodations_advising.agree(work, row, changed)

        with work_as(None) as work:
            (need,) = place_needs(work.db, [stage.id_of("noor")])[stage.id_of("noor")]
        assert need.parameters == {"band": "4", "sudden": "under_1"}
        assert row_of(work_as, item).parameters == {"band": "3", "sudden": "under_1"}

    def test_something_else_need_not_count_for_a_place(self, work_as: WorkAs, stage: Stage) -> None:
        item = talked_about(work_as, asked(work_as, of="noor", need="back_to_wall"))
        with work_as("ida") as work:
            row = work.db.get_one(Accommodation, item)
            form = an_agreement(row, provide="A screen behind the seat", how=How.DIFFERENTLY, answer="No wall is free.")
            accommodations_advising.agree(work, row, form.model_copy(update={"holds_for_place": False}))

        with work_as(None) as work:
            assert place_needs(work.db, [stage.id_of("noor")]) == {stage.id_of("noor"): []}

    @pytest.mark.parametrize("leave", ["withdraw", "end", "refuse"])
    def test_it_holds_no_more_once_it_is_over(self, work_as: WorkAs, stage: Stage, leave: str) -> None:
        item = working(work_as, asked(work_as, of="noor", need="back_to_wall"), of="noor")
        with work_as("noor") as work:
            row = work.db.get_one(Accommodation, item)
            if leave == "refuse":
                accommodations.say_it_does_not_work(work, row, RemarkForm(words="No"))
                accommodations_advising.refuse(work, row, Refusal(reason="x", instead="y"))
            else:
                getattr(accommodations, leave)(work, row, Nothing())

        with work_as(None) as work:
            assert place_needs(work.db, [stage.id_of("noor")]) == {stage.id_of("noor"): []}


class TestSecondLook:
    def test_the_one_who_decided_does_not_decide_again(self, work_as: WorkAs) -> None:
        item = not_agreed(work_as, asked(work_as, of="noor"))
        ask_again(work_as, item)

        with work_as("ida") as work:
            row = work.db.get_one(Accommodation, item)
            with pytest.raises(Refused, match="You had a part in this before"):
                accommodations_advising.agree(work, row, an_agreement(row))

    def test_another_adviser_is_told_and_decides(self, work_as: WorkAs, parts: Parts, stage: Stage) -> None:
        item = not_agreed(work_as, asked(work_as, of="noor"))
        make_adviser(work_as, stage, "una")
        run_reactions(parts)
        ask_again(work_as, item)

        run_reactions(parts)
        with work_as("una") as work:
            row = work.db.get_one(Accommodation, item)
            accommodations_advising.refuse(work, row, Refusal(reason="x", instead="y"))

        assert told(work_as, "adjustment_for_adviser") == ["una@example.com"]
        assert row_of(work_as, item).status is Status.NOT_AGREED_FINAL

    def test_it_is_asked_for_within_twenty_working_days(self, work_as: WorkAs, clock: MovableClock) -> None:
        item = not_agreed(work_as, asked(work_as, of="noor"))
        clock.advance(days=32)

        with pytest.raises(Refused, match="The time for a second look has passed"):
            ask_again(work_as, item)


class TestMessages:
    def test_each_side_is_told_that_there_is_something_to_read(self, work_as: WorkAs, parts: Parts) -> None:
        in_place(work_as, asked(work_as, of="noor", words=CANARY))

        run_reactions(parts)

        assert told(work_as, "adjustment_asked") == ["ida@example.com"]
        assert told(work_as, "adjustment_news") == ["noor@example.com"] * 2
        assert told(work_as, "adjustment_question") == ["noor@example.com"] * 2

    def test_a_message_never_says_what(self, work_as: WorkAs, parts: Parts) -> None:
        in_place(work_as, asked(work_as, of="noor", words=CANARY))

        run_reactions(parts)

        with work_as(None) as work:
            facts = [message.facts for message in work.db.scalars(select(Message))]
        assert all(fact in ({}, {"days": 2}) for fact in facts)


def a_started(work_as: WorkAs, of: str) -> UUID:
    with work_as(of) as work:
        return applications.start(work, "lumina").id


def own_words(words: str) -> OwnWords:
    return OwnWords(words=words, strength=Strength.NICE)


def ask_again(work_as: WorkAs, item: UUID) -> None:
    with work_as("noor") as work:
        accommodations.look_again(work, work.db.get_one(Accommodation, item), RemarkForm(words="Look again"))


def make_adviser(work_as: WorkAs, stage: Stage, key: str) -> None:
    with work_as(None) as work:
        work.db.add(
            RoleGrant(
                id=work.new_id(),
                person_id=stage.id_of(key),
                role=Role.ADVISER,
                programme_id=stage.programmes["lumina"].id,
                granted_at=work.now,
            )
        )
