"""An application on a random way through its life, pressed by anybody: what may never happen does not (AUTHZ-05)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.work import Work
from app.forms.applications import Answers, Deferral, Withdrawal, read_answers
from app.forms.decisions import Asking, DeferralAgreed, Offering, OfferingKept, Pause, Release
from app.forms.inquiries import InquiryForm, Reply
from app.forms.sign_ins import Nothing
from app.models.applications import Answer, Application, Decision, Outcome
from app.models.applications import ApplicationStatus as Status
from app.models.cohorts import Enrolment
from app.models.inquiries import Inquiry
from app.models.reviews import Review, Score
from app.rules import applications as law
from app.rules import cohorts as law_of_cohorts
from app.rules import decisions as law_of_decisions
from app.rules import inquiries as law_of_inquiries
from app.rules import reviews as law_of_reviews
from app.services import (
    applications,
    applications_answering,
    applications_leaving,
    cohorts,
    decisions,
    inquiries,
    offers,
    reviews,
)
from app.services.applications_reading import case_of
from app.services.casting import Stage
from app.services.reviewers import reviewers_for
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import an_answered_draft
from tests.factories.decisions import a_decision, the_marks, the_points
from tests.playing import Play, Played, Press, plays

PEOPLE = ("noor", "bea", "mei", "asha", "ravi", "kit", "ida", "tom", "ola")
QUESTION = "draws_you"
LONG_AFTER_SENDING = timedelta(days=20)
"""Well after the days in which answers may still change."""

READING = {Status.RECEIVED, Status.IN_REVIEW, Status.NEEDS_INFORMATION, Status.DECIDED_UNRELEASED}
SCORED_IN = READING - {Status.DECIDED_UNRELEASED} | {Status.INTERVIEW_OFFERED, Status.INTERVIEW_BOOKED, Status.PAUSED}
OFFERS = ("applications.offered", "applications.offered_again", "applications.offered_after_all")


def _ask_ravi(work: Work, application: Application) -> None:
    ravi = next(each.person_id for each in reviewers_for(work.db, application))
    reviews.ask(work, application, Asking(reviewers=[ravi]))


def _inquire(work: Work, application: Application) -> None:
    by = (work.now + timedelta(days=30)).date()
    inquiries.ask(work, application, InquiryForm(questions=[QUESTION], words="Which film?", answer_by=by))


def _decide(outcome: Outcome) -> Any:
    def act(work: Work, application: Application) -> None:
        known = work.db.scalars(select(Decision).where(col(Decision.application_id) == application.id)).one_or_none()
        decisions.decide(work, application, a_decision(outcome, version=known.version if known else 0))

    return act


def _offer(work: Work, application: Application) -> None:
    reason = "A place is free."
    kept = application.status is Status.DEFERRED
    form = OfferingKept(reason=reason, cohort_id=application.cohort_id) if kept else Offering(reason=reason)
    offers.offer(work, application, form)


def _edit(work: Work, application: Application) -> None:
    case = case_of(work, application, to_change=True)
    question = next(each for each in case.blueprint.questions if each.key == QUESTION)
    said = f"Said {case.version(QUESTION)} times"
    typed = {f"answer_{QUESTION}": [said], f"version_{QUESTION}": [str(case.version(QUESTION))]}
    form = read_answers([question], typed, may_be_empty=True).form
    assert form is not None
    applications_answering.answer(work, case, form)


def _score(work: Work, review: Review) -> None:
    reviews.write(work, review, the_points(2, "Careful looking", version=review.version))


ASSIGN, DECIDE, PAUSE = law_of_decisions.ASSIGN, law_of_decisions.DECIDE, law_of_decisions.PAUSE
RELEASE, OFFER_AGAIN, DEFER = law_of_decisions.RELEASE, law_of_decisions.OFFER_AGAIN, law_of_decisions.DEFER

PRESSES: Mapping[str, Press] = {
    "send": Press("noor", law.SEND, lambda w, a: applications.send(w, case_of(w, a), Answers())),
    "withdraw": Press("noor", law.WITHDRAW, lambda w, a: applications.withdraw(w, a, Withdrawal())),
    "undo_withdrawal": Press("noor", law.WITHDRAW, lambda w, a: applications.undo_withdrawal(w, a, Nothing())),
    "delete_draft": Press("noor", law.WITHDRAW, lambda w, a: applications_leaving.delete_draft(w, a, Nothing())),
    "restore_draft": Press("noor", law.WITHDRAW, lambda w, a: applications_leaving.restore_draft(w, a, Nothing())),
    "reopen": Press("noor", law.WITHDRAW, lambda w, a: applications_leaving.reopen(w, a, Nothing())),
    "start": Press("mei", ASSIGN, _ask_ravi),
    "ask": Press("mei", law_of_inquiries.ASK, _inquire),
    "reply": Press(
        "noor", law_of_inquiries.ANSWER, lambda w, a: inquiries.reply(w, case_of(w, a), Reply(reply="Rain."))
    ),
    "decide:offer": Press("mei", DECIDE, _decide(Outcome.OFFERED)),
    "decide:list": Press("mei", DECIDE, _decide(Outcome.WAITING_LIST)),
    "decide:no": Press("mei", DECIDE, _decide(Outcome.NOT_YET)),
    "reconsider": Press("mei", DECIDE, lambda w, a: decisions.take_back(w, a, Nothing())),
    "release_offer": Press("mei", RELEASE, lambda w, _: decisions.release(w, Release(chosen=the_marks(w) or ["none"]))),
    "accept": Press("noor", law.REPLY_TO_OFFER, lambda w, a: applications.accept(w, a, Nothing())),
    "decline": Press("noor", law.REPLY_TO_OFFER, lambda w, a: applications.decline(w, a, Nothing())),
    "defer": Press("noor", law.REPLY_TO_OFFER, lambda w, a: applications.defer(w, a, Deferral())),
    "agree_deferral": Press(
        "mei", DEFER, lambda w, a: offers.agree_deferral(w, a, DeferralAgreed(kept_for="next", reason="By phone."))
    ),
    "offer_again": Press("mei", OFFER_AGAIN, _offer),
    "turn_into_offer": Press("mei", OFFER_AGAIN, _offer),
    "leave_list": Press("noor", law.WITHDRAW, lambda w, a: applications.leave_list(w, a, Nothing())),
    "enrol": Press("mei", law_of_cohorts.ENROL, lambda w, a: cohorts.enrol(w, a, Nothing())),
    "pause": Press("mei", PAUSE, lambda w, a: decisions.pause(w, a, Pause(reason="No answer."))),
    "resume": Press("noor", law.READ_OWN, lambda w, a: applications.resume(w, a, Nothing())),
    "resume:for them": Press("mei", PAUSE, lambda w, a: decisions.resume(w, a, Nothing())),
}


class Applications(Played):
    """Noor's application, from an answered draft on. Everybody presses everything, and most of it leads nowhere."""

    presses = PRESSES

    @rule(data=st.data())
    def somebody_takes_a_step_that_leads_on(self, data: st.DataObject) -> None:
        if names := self.allowed():
            name = data.draw(st.sampled_from(names))
            self.do(self.presses[name].by, name)

    @rule(name=st.sampled_from(sorted(PRESSES)), key=st.sampled_from(PEOPLE))
    def anybody_presses_anything(self, name: str, key: str) -> None:
        self.do(key, name)

    @rule()
    def the_manager_and_the_applicant_bring_it_on(self) -> None:
        """The common way, so that plays come to an end of it too."""
        for name in ("send", "start", "decide:offer", "release_offer", "accept", "enrol"):
            if self.status in self.play.life.step(name.split(":")[0]).sources:
                if name == "decide:offer":
                    self._score("ravi")
                self.do(self.presses[name].by, name)
                return

    @rule(key=st.sampled_from(("noor", "noor", "bea", "mei", "ravi")))
    def somebody_changes_an_answer(self, key: str) -> None:
        before, closed = self._answers(), self._is_closed_to_changes()

        self.play.press(key, Press(key, law.ANSWER, _edit))
        self.follow(key)

        changed = self._answers() != before
        assert not (changed and (closed or key != "noor")), f"{key} changed an answer while it is {self.status}"
        assert changed or key != "noor" or self.status is not Status.DRAFT, "a draft did not take its answer"

    @rule(key=st.sampled_from(("ravi", "ravi", "kit", "mei", "noor")))
    def somebody_gives_points(self, key: str) -> None:
        before = self._scores()

        self._score(key)

        assert self._scores() == before or (key == "ravi" and self.status in SCORED_IN), (
            f"{key} gave points while it is {self.status}"
        )

    @rule(days=st.sampled_from((1, 3, 16, 45)))
    def nobody_says_anything(self, days: int) -> None:
        answers = self._answers()

        before = self.wait(days)

        quiet = {before, Status.PAUSED} if before is not Status.DRAFT else {before, Status.KEPT_FOR_NEXT_INTAKE}
        assert self.status in quiet, f"silence led from {before} to {self.status}"
        assert self._answers() == answers or before is Status.DELETED

    @invariant()
    def an_offer_is_taken_once(self) -> None:
        with self.play.work_as(None) as work:
            names = work.db.scalars(
                select(AuditEntry.name).where(col(AuditEntry.subject_id) == self.play.subject_id)
            ).all()
            places = work.db.scalars(select(Enrolment.id).where(col(Enrolment.person_id) == self.play.owner_id)).all()
        assert names.count("applications.accepted") <= sum(map(names.count, OFFERS))
        assert len(places) == (self.status is Status.ENROLLED)

    def _score(self, key: str) -> None:
        with self.play.work_as(None) as work:
            reviews_of_it = select(Review.id).where(col(Review.application_id) == self.play.subject_id)
            found = work.db.scalars(reviews_of_it).first()
        if found is not None:
            self.play.about(Review, found).press(key, Press(key, law_of_reviews.WRITE, _score))
            self.follow(key)

    def _answers(self) -> dict[str, Any]:
        with self.play.work_as(None) as work:
            kept = work.db.scalars(select(Answer).where(col(Answer.application_id) == self.play.subject_id)).all()
            return {answer.question: answer.value for answer in kept}

    def _scores(self) -> list[tuple[Any, ...]]:
        with self.play.work_as(None) as work:
            kept = work.db.scalars(select(Review).where(col(Review.application_id) == self.play.subject_id)).all()
            points = work.db.execute(select(Score.review_id, Score.criterion, Score.points)).all()
            return [*sorted((each.status, each.version) for each in kept), *sorted(map(tuple, points))]

    def _is_closed_to_changes(self) -> bool:
        """By the sentence that applicants read: after sending, only for some days, and then only what is asked."""
        with self.play.work_as(None) as work:
            application = self.play.subject(work)
            asked = work.db.scalars(
                select(Inquiry.questions).where(
                    col(Inquiry.application_id) == application.id, col(Inquiry.replied_at).is_(None)
                )
            ).all()
        if self.status is Status.DRAFT or (self.status is Status.NEEDS_INFORMATION and [QUESTION] in asked):
            return False
        is_late = self.play.clock.now > (application.sent_at or self.play.clock.now) + LONG_AFTER_SENDING
        return self.status not in READING or is_late


def test_authz05_no_way_through_an_application_breaks_its_law(
    parts: Parts, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    application_id = an_answered_draft(work_as, of="noor")
    play = Play(law.LIFE, Application, application_id, stage.id_of("noor"), parts, work_as, clock)

    run_state_machine_as_test(type("Noors", (Applications,), {"play": play}), settings=plays(14, steps=30))

    assert play.seen >= {Status.WITHDRAWN, Status.NEEDS_INFORMATION, Status.OFFERED, Status.PAUSED, Status.ENROLLED}
