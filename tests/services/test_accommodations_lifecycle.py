"""An adjustment on a random way through its life, pressed by anybody: what may never happen does not (AUTHZ-05)."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.core.work import Work
from app.forms.accommodations import RemarkForm
from app.forms.accommodations_advising import How, Instruction, Refusal
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, Remark
from app.models.accommodations import AccommodationStatus as Status
from app.rules import accommodations as law
from app.services import accommodations, accommodations_advising, accommodations_asking
from app.services.casting import Stage
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import a_draft, an_agreement
from tests.factories.decisions import grant
from tests.playing import Play, Played, Press, plays

PEOPLE = ("noor", "bea", "sam", "mei", "asha", "ida", "gil", "tom", "ola")
WORDS = RemarkForm(words="The corner is quiet.")
DECISIONS = ("accommodations.agreed", "accommodations.agreed_differently", "accommodations.not_agreed")
DECIDED = frozenset({Status.AGREED, Status.AGREED_DIFFERENTLY, Status.NOT_AGREED, Status.NOT_AGREED_FINAL})
ADVISERS = {"ida", "una"}
"""Of this programme: Una is made a second adviser, so that a second look finds somebody."""


def _send(work: Work, _row: Accommodation) -> None:
    accommodations_asking.send(work, accommodations_asking.place_to_ask(work), Nothing())


def _agree(how: How) -> Any:
    answer = "Another desk." if how is How.DIFFERENTLY else ""
    return lambda w, a: accommodations_advising.agree(w, a, an_agreement(a, how=how, answer=answer))


def _refuse(work: Work, row: Accommodation) -> None:
    accommodations_advising.refuse(work, row, Refusal(reason="There is one room.", instead="A screen."))


PRESSES: Mapping[str, Press] = {
    "send": Press("noor", law.ASK_ANYTIME, _send),
    "acknowledge": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.acknowledge(w, a, Nothing())),
    "talk": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.begin_talk(w, a, Nothing())),
    "talk:in writing": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.reply(w, a, WORDS)),
    "agree": Press("ida", law.ADVISE, _agree(How.AS_ASKED)),
    "agree:on a second look": Press("una", law.ADVISE, _agree(How.AS_ASKED)),
    "agree_differently": Press("ida", law.ADVISE, _agree(How.DIFFERENTLY)),
    "not_agree": Press("ida", law.ADVISE, _refuse),
    "not_agree_finally": Press("una", law.ADVISE, _refuse),
    "not_agree_finally:by who said no": Press("ida", law.ADVISE, _refuse),
    "arrange": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.arrange(w, a, Nothing())),
    "put_in_place": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.put_in_place(w, a, Nothing())),
    "works": Press("noor", law.TELL, lambda w, a: accommodations.say_it_works(w, a, Nothing())),
    "does_not_work": Press("noor", law.TELL, lambda w, a: accommodations.say_it_does_not_work(w, a, WORDS)),
    "reopen": Press("ida", law.ADVISE, lambda w, a: accommodations_advising.begin_talk(w, a, Nothing())),
    "review": Press("noor", law.TELL, lambda w, a: accommodations.say_it_does_not_work(w, a, WORDS)),
    "end": Press("noor", law.CHANGE, lambda w, a: accommodations.end(w, a, Nothing())),
    "look_again": Press("noor", law.TELL, lambda w, a: accommodations.look_again(w, a, WORDS)),
    "withdraw": Press("noor", law.CHANGE, lambda w, a: accommodations.withdraw(w, a, Nothing())),
}

BESIDE: Mapping[str, Press] = {
    "remark": Press("noor", law.TELL, lambda w, a: accommodations.remark(w, a, WORDS)),
    "pause": Press("noor", law.CHANGE, lambda w, a: accommodations.pause(w, a, Nothing())),
    "go on": Press("noor", law.CHANGE, lambda w, a: accommodations.go_on(w, a, Nothing())),
    "meanwhile": Press(
        "ida", law.ADVISE, lambda w, a: accommodations_advising.arrange_meanwhile(w, a, Instruction(provide="A lamp."))
    ),
    "reword": Press(
        "ida", law.ADVISE, lambda w, a: accommodations_advising.reword(w, a, Instruction(provide="A wall."))
    ),
}
"""What changes no state."""

EVERY_PRESS = {**PRESSES, **BESIDE}


class Adjustments(Played):
    """Noor's adjustment, from her list on."""

    presses = EVERY_PRESS

    @rule(data=st.data())
    def somebody_takes_a_step_that_leads_on(self, data: st.DataObject) -> None:
        gentle = [name for name in self.allowed() if name not in {"withdraw", "end"}]
        if gentle:
            name = data.draw(st.sampled_from(gentle))
            self.do(self.presses[name].by, name)

    @rule(name=st.sampled_from(sorted(EVERY_PRESS)), key=st.sampled_from((*PEOPLE, "una")))
    def anybody_presses_anything(self, name: str, key: str) -> None:
        before = self.status

        done = self.do(key, name)

        if name in BESIDE:
            assert self.status == before
        if self.status in DECIDED and self.status != before:
            assert key in ADVISERS, f"{key} decided"
        if before in law.ENDS:
            assert self.status == before, "an end was left"
            assert not (done and name in {"remark", "meanwhile", "reword"}), "something was written after the end"

    @rule(days=st.sampled_from((1, 3, 10, 40, 200)))
    def nobody_says_anything(self, days: int) -> None:
        before = self.wait(days)

        allowed = {before, Status.REVIEW_DUE} if before is Status.WORKS else {before}
        assert self.status in allowed, f"silence led from {before} to {self.status}"

    @invariant()
    def only_the_person_says_that_it_works_or_ends_it(self) -> None:
        theirs = (
            "accommodations.found_working",
            "accommodations.ended",
            "accommodations.withdrawn",
            "accommodations.sent",
        )
        assert self._actors(theirs) <= {self.play.owner_id}

    @invariant()
    def who_decided_before_never_takes_the_second_look(self) -> None:
        before = self._actors(DECISIONS[2:])
        assert not before & self._actors(("accommodations.not_agreed_finally",))

    @invariant()
    def what_is_open_has_an_owner_or_a_manager_was_asked(self) -> None:
        with self.play.work_as(None) as work:
            row = self.play.subject(work)
            spoken = len(work.db.scalars(select(Remark.id).where(col(Remark.accommodation_id) == row.id)).all())
            remarked = work.db.scalars(self._entries(("accommodations.remarked",))).all()
        if row.status in law.WAITS_FOR_ADVISER:
            assert row.due_at is not None
            assert row.adviser_id is not None or row.status is Status.LOOKING_AGAIN
        assert spoken == len(remarked), "a word stands there of which the log knows nothing"

    def _actors(self, names: tuple[str, ...]) -> set[Any]:
        with self.play.work_as(None) as work:
            return {entry.actor_id for entry in work.db.scalars(self._entries(names))}

    def _entries(self, names: tuple[str, ...]) -> Any:
        about = col(AuditEntry.subject_id) == self.play.subject_id
        return select(AuditEntry).where(about, col(AuditEntry.name).in_(names))


def test_authz05_no_way_through_an_adjustment_breaks_its_law(
    parts: Parts, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    item = a_draft(work_as, of="noor")
    grant(work_as, stage, "una", Role.ADVISER)
    play = Play(law.LIFE, Accommodation, item, stage.id_of("noor"), parts, work_as, clock)

    run_state_machine_as_test(type("Noors", (Adjustments,), {"play": play}), settings=plays(14, steps=30))

    assert play.seen >= {Status.WORKS, Status.DOES_NOT_WORK, Status.REVIEW_DUE, Status.NOT_AGREED, Status.LOOKING_AGAIN}
