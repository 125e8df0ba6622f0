"""Corrections: asked for in one's own words, answered by a person by a day, and kept beside what was not corrected."""

from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.forms.decisions import Offering
from app.models.applications import Answer, Application, Decision, Outcome
from app.models.cohorts import Cohort, Enrolment, EnrolmentStatus
from app.models.corrections import Correction, CorrectionChange
from app.models.messages import Message
from app.models.people import Person
from app.models.sessions import Booking, BookingStatus
from app.pages.corrections_ways import OWN_PAGES
from app.rules.corrections import TYPED, can_be_asked
from app.rules.registers import register
from app.services import offers
from app.services.casting import Stage
from app.services.corrections_typing import _BY_ENTRY
from app.services.own_data_gathering import gather
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.bookings import a_booking
from tests.factories.decisions import a_sent_application, enrolled, gives_points, grant, in_review, released
from tests.factories.sessions import a_session
from tests.running import run_reactions

ASKING = "/my-data/kinds/answers/correction"
WORDS = "My school is written wrong. It is Unley High."


def ask(client: Client, words: str = WORDS) -> Shown:
    return client.post(ASKING, {"words": words})


def the_one(parts: Parts) -> Correction:
    with parts.work(writes=False) as work:
        return work.db.scalars(select(Correction)).one()


def asked(as_: AsMember, work_as: WorkAs, parts: Parts) -> UUID:
    a_sent_application(work_as, of="bea")
    assert ask(as_("bea")).status == 303
    return the_one(parts).id


def key_of(work_as: WorkAs, question: str) -> str:
    """The name of one answer in the address of its correction."""
    with work_as(None) as work:
        return f"answer-{work.db.scalars(select(col(Answer.id)).where(col(Answer.question) == question)).one()}"


def changes(
    as_: AsMember, work_as: WorkAs, correction_id: UUID, question: str, value: str, *, by: str = "mei"
) -> Shown:
    """A manager opens the page of one answer, types, and presses."""
    return corrects(as_(by), correction_id, key_of(work_as, question), value)


def corrects(client: Client, correction_id: UUID, what: str, value: str) -> Shown:
    path = f"/corrections/{correction_id}/changes/{what}"
    return client.post(path, {"value": value, "seen": seen_on(client.get(path))})


def seen_on(page: Shown) -> str:
    (field,) = page.soup.select("input[name=seen]")
    return str(field["value"])


def test_f95_a_correction_is_asked_for_with_a_day_for_the_answer(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    a_sent_application(work_as, of="bea")
    client = as_("bea")

    shown = client.follow(ask(client))

    assert WORDS in shown.main
    assert "A person answers by Tuesday 16 March 2027." in shown.main
    assert WORDS not in the_one(parts).sealed_words


def test_the_programme_is_told_and_the_mail_says_nothing_of_it(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    asked(as_, work_as, parts)

    run_reactions(parts)

    with parts.work(writes=False) as work:
        (message,) = work.db.scalars(select(Message).where(col(Message.template) == "correction_asked")).all()
    assert (message.email, list(message.facts)) == ("mei@example.com", ["day"])


@pytest.mark.parametrize(("result", "beside"), [("refuse", True), ("correct", False)])
def test_f95_the_answer_is_read_and_words_stay_beside_what_is_not_corrected(
    as_: AsMember, work_as: WorkAs, parts: Parts, result: str, *, beside: bool
) -> None:
    correction_id = asked(as_, work_as, parts)
    changes(as_, work_as, correction_id, "draws_you", "Rain on glass.")

    done = as_("mei").post(f"/corrections/{correction_id}/answer", {"result": result, "answer": "We asked the school."})
    run_reactions(parts)

    assert done.status == 303
    assert "We asked the school." in as_("bea").get("/corrections").main
    assert (WORDS in as_("bea").get("/my-data/kinds/answers").main) is beside
    with parts.work(writes=False) as work:
        templates = work.db.scalars(select(Message.template).where(col(Message.email) == "bea@example.com")).all()
    assert "correction_answered" in templates


def test_f95_managers_read_the_words_beside_the_application(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    with parts.work(writes=False) as work:
        application_id = work.db.scalars(select(Application.id)).one()
    as_("mei").post(f"/corrections/{correction_id}/answer", {"result": "refuse", "answer": "The school says so."})

    shown = as_("mei").get(f"/decisions/{application_id}")
    beside = as_("mei").get(f"/decisions/{application_id}/corrections")

    assert f"/decisions/{application_id}/corrections" in shown.text
    assert WORDS in beside.main
    assert "Not corrected." in beside.main


def test_the_list_of_managers_has_what_waits_and_says_what_is_late(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    asked(as_, work_as, parts)
    waiting = as_("mei").get("/corrections/waiting")

    clock.advance(days=20)
    late = as_("mei").get("/corrections/waiting")

    assert WORDS in waiting.main
    assert "Later than we promised" not in waiting.main
    assert "Later than we promised" in late.main
    assert "The answer is late." in as_("bea").get("/corrections").main


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Write what is wrong, and what it should say"),
        ("x" * 4001, "Use 4000 characters or fewer. You have used 4001"),
        ("a\x00b", "We took hidden characters out of this answer. Check it, then send it again"),
    ],
)
def test_words_are_needed_and_stay(as_: AsMember, work_as: WorkAs, words: str, sentence: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = ask(as_("bea"), words)

    assert (shown.status, shown.errors) == (422, [sentence])
    assert words.replace("\x00", "") in shown.text


def test_an_answer_needs_a_choice_and_a_reason(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)

    shown = as_("mei").post(f"/corrections/{correction_id}/answer", {"result": "perhaps", "answer": ""})

    assert shown.errors == ["Choose one of the answers in the list", "Write your answer"]


def test_asking_twice_is_refused_until_it_is_taken_back(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    client = as_("bea")

    again = ask(client)
    back = client.post(f"/corrections/{correction_id}/withdrawal")

    assert "You asked about this already." in again.main
    assert back.status == 303
    assert as_("mei").get(f"/corrections/{correction_id}/answer").status == 404
    assert client.post(f"/corrections/{correction_id}/withdrawal").status == 422
    assert ask(client).status == 303


def test_an_answer_given_twice_is_refused(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    client, path = as_("mei"), f"/corrections/{correction_id}/answer"
    client.post(path, {"result": "refuse", "answer": "It stays."})

    shown = client.post(path, {"result": "refuse", "answer": "No."})

    assert shown.status == 422
    assert "This has moved on since you opened it." in shown.main


def test_without_a_sent_application_a_named_person_helps(as_: AsMember) -> None:
    shown = ask(as_("zoe"))

    assert shown.status == 422
    assert "Ask the person who is named on this page." in shown.main
    assert WORDS in shown.text


@pytest.mark.parametrize("key", ["ravi", "ida", "asha", "tom", "ari"])
def test_a_correction_is_nobody_elses(as_: AsMember, work_as: WorkAs, parts: Parts, key: str) -> None:
    correction_id = asked(as_, work_as, parts)

    assert as_(key).get(f"/corrections/{correction_id}/answer").status == 404
    assert as_(key).post(f"/corrections/{correction_id}/withdrawal").status == 404


def test_only_managers_answer(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)

    own = as_("bea").get(f"/corrections/{correction_id}/answer")

    assert (own.status, "Only managers of this programme can answer." in own.main) == (403, True)
    assert as_("mei").post(f"/corrections/{correction_id}/withdrawal").status == 403
    assert as_("bea").get("/corrections/waiting").status == 403


def test_what_says_something_about_health_never_goes_to_managers(as_: AsMember) -> None:
    special = [key for key, entry in register().entries.items() if entry.special]

    assert len(special) >= 3
    assert not [key for key in special if can_be_asked(register().entries[key])]
    assert [as_("noor").get(f"/my-data/kinds/{key}/correction").status for key in special] == [404] * len(special)


def test_f95_corrected_is_said_only_together_with_the_change(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    client, path = as_("mei"), f"/corrections/{correction_id}/answer"

    too_early = client.post(path, {"result": "correct", "answer": "Done."})
    done = changes(as_, work_as, correction_id, "draws_you", "Rain on glass, and slow light.")
    said = client.post(path, {"result": "correct", "answer": "We wrote your new words."})

    assert too_early.errors == ["Nothing was changed yet. Change above what is wrong, then say that it is corrected"]
    assert "Done." in too_early.text
    assert (done.status, said.status) == (303, 303)
    shown = as_("bea").get("/corrections").main
    for words in ("Before: draws_you of bea", "Now: Rain on glass, and slow light.", "We wrote your new words."):
        assert words in shown
    with work_as(None) as work:
        answer = work.db.scalars(select(Answer).where(col(Answer.question) == "draws_you")).one()
    assert answer.value == "Rain on glass, and slow light."


def test_f95_the_page_shows_today_beside_the_field(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    what = key_of(work_as, "draws_you")

    listed = as_("mei").get(f"/corrections/{correction_id}/answer")
    page = as_("mei").get(f"/corrections/{correction_id}/changes/{what}")

    assert f"/corrections/{correction_id}/changes/{what}" in listed.text
    assert "You can say that it is corrected after you change something above." in listed.main
    assert WORDS in page.main
    assert page.soup.select_one("textarea[name=value]").get_text(strip=True) == "draws_you of bea"  # type: ignore[union-attr]  # the page has this field, or the test fails
    assert page.main.count("draws_you of bea") == 2


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "Write what it should say"),
        ("x" * 3001, "Use {longest} characters or fewer. You have used 3001"),
        (
            "draws_you of bea",
            "This is what it says already. Write what it should say, or go back and say that it stays",
        ),
    ],
    ids=["empty", "too long", "the same"],
)
def test_f95_what_cannot_be_a_correction_is_a_sentence_and_stays_typed(
    as_: AsMember, work_as: WorkAs, parts: Parts, value: str, sentence: str
) -> None:
    correction_id = asked(as_, work_as, parts)

    shown = changes(as_, work_as, correction_id, "draws_you", value)

    assert shown.status == 422
    assert shown.errors == [sentence.format(longest=3000)]
    assert value in shown.text


def test_rel_04_of_two_managers_the_second_reads_what_the_first_wrote(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    correction_id = asked(as_, work_as, parts)
    what = key_of(work_as, "draws_you")
    grant(work_as, stage, "ida", Role.MANAGER)
    second = as_("ida")
    seen = seen_on(second.get(f"/corrections/{correction_id}/changes/{what}"))
    changes(as_, work_as, correction_id, "draws_you", "The words of the first.")

    late = second.post(f"/corrections/{correction_id}/changes/{what}", {"value": "Those of the second.", "seen": seen})
    again = second.post(
        f"/corrections/{correction_id}/changes/{what}", {"value": "Those of the second.", "seen": seen_on(late)}
    )

    assert late.status == 422
    assert "It now says: The words of the first." in late.main
    assert "Those of the second." in late.text
    assert again.status == 303


def test_f95_a_draft_of_the_person_stays_and_their_open_page_is_told(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    correction_id = asked(as_, work_as, parts)
    with work_as(None) as work:
        answer = work.db.scalars(select(Answer).where(col(Answer.question) == "draws_you")).one()
        answer.draft, before = ["Half a sentence"], answer.version

    changes(as_, work_as, correction_id, "draws_you", "Rain on glass.")

    with work_as(None) as work:
        answer = work.db.get_one(Answer, answer.id)
        assert (answer.draft, answer.version) == (["Half a sentence"], before + 1)


def test_f95_a_reviewer_who_scored_already_reads_that_it_changed(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = in_review(work_as, of="bea")
    review_id = gives_points(work_as, application_id, by="ravi")
    assert ask(as_("bea")).status == 303
    before = as_("ravi").get(f"/reviews/{review_id}").main + as_("mei").get(f"/decisions/{application_id}").main
    clock.advance(minutes=5)

    changes(as_, work_as, the_one(parts).id, "draws_you", "Rain on glass.")

    assert "after a review was given" not in before
    assert as_("ravi").get(f"/reviews/{review_id}").main.count("after a review was given") == 1
    assert as_("mei").get(f"/decisions/{application_id}").main.count("after a review was given") == 1
    assert (
        "This changed on Monday 1 March 2027, after a review was given."
        in as_("ravi").get(f"/reviews/{review_id}").main
    )
    assert (
        "corrected an answer, because the person said that it is wrong"
        in as_("mei").get(f"/decisions/{application_id}").main
    )


def asks_about(as_: AsMember, parts: Parts, entry: str, *, who: str = "bea") -> UUID:
    assert as_(who).post(f"/my-data/kinds/{entry}/correction", {"words": WORDS}).status == 303
    return the_one(parts).id


@pytest.mark.parametrize(
    ("what", "value", "before", "after"),
    [
        ("name", "Bea Lindqvist-Åberg", "Bea Lindqvist", "Bea Lindqvist-Åberg"),
        ("channel", "phone", "By e-mail", "By phone call"),
        ("time_zone", "Australia/Perth", "Australia/Adelaide", "Australia/Perth"),
    ],
)
def test_f95_a_name_and_how_to_be_reached_are_corrected(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, *, what: str, value: str, before: str, after: str
) -> None:
    a_sent_application(work_as, of="bea", says={"name": "Bea Lindqvist"})
    correction_id = asks_about(as_, parts, "account")

    assert corrects(as_("mei"), correction_id, what, value).status == 303

    with work_as(None) as work:
        assert getattr(work.db.get_one(Person, stage.id_of("bea")), what) == value
    shown = as_("bea").get("/corrections").main
    assert f"Before: {before}" in shown
    assert f"Now: {after}" in shown


def test_f95_a_time_zone_that_nobody_knows_is_a_sentence(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    a_sent_application(work_as, of="bea")

    shown = corrects(as_("mei"), asks_about(as_, parts, "account"), "time_zone", "Middle of nowhere")

    assert shown.errors == ["Write a time zone by its name, such as Australia/Adelaide"]


def test_f95_words_of_a_result_are_corrected_and_the_result_itself_by_an_offer(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_OFFERED)
    correction_id = asks_about(as_, parts, "decisions")
    with work_as(None) as work:
        decision_id = work.db.scalars(select(Decision.id)).one()
    clock.advance(minutes=5)
    path, says = f"/corrections/{correction_id}/answer", {"result": "correct", "answer": "We looked again."}

    listed = as_("mei").get(path)
    alone = as_("mei").post(path, says)
    with work_as("mei") as work:
        offers.offer(work, work.db.get_one(Application, application_id), Offering(reason="We mixed up two forms."))
    feedback = corrects(as_("mei"), correction_id, f"feedback-{decision_id}", "A very good eye.")

    assert f"/decisions/{application_id}" in listed.text
    assert alone.status == 422
    assert feedback.status == 303
    assert as_("mei").post(path, says).status == 303
    assert "A very good eye." in as_("bea").get(f"/applications/{application_id}/result").main


def test_f95_how_somebody_stands_in_a_cohort_is_corrected(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    enrolled(work_as, of="bea")
    with work_as(None) as work:
        enrolment_id = work.db.scalars(select(Enrolment.id)).one()

    done = corrects(as_("mei"), asks_about(as_, parts, "enrolments"), f"standing-{enrolment_id}", "finished")

    assert done.status == 303
    with work_as(None) as work:
        assert work.db.get_one(Enrolment, enrolment_id).status is EnrolmentStatus.FINISHED


def test_f95_nobody_comes_back_into_a_full_cohort(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    enrolled(work_as, of="bea")
    with work_as(None) as work:
        enrolment = work.db.scalars(select(Enrolment)).one()
        enrolment.status = EnrolmentStatus.LEFT
        work.db.get_one(Cohort, enrolment.cohort_id).places = 0

    shown = corrects(as_("mei"), asks_about(as_, parts, "enrolments"), f"standing-{enrolment.id}", "enrolled")

    assert shown.errors == ["All places of this cohort are taken. Nothing was changed."]


def an_attendance(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> tuple[UUID, UUID, Shown]:
    """A correction about a place in a session that is over by now, that place, and its page before the session."""
    enrolled(work_as, of="bea")
    with work_as("mei") as work:
        session = a_session(work, cohort=stage.cohorts["lumina"])
    with work_as("bea") as work:
        booking_id = a_booking(work, of=session).id
    correction_id = asks_about(as_, parts, "bookings")
    too_early = as_("mei").get(f"/corrections/{correction_id}/changes/attendance-{booking_id}")
    clock.advance(days=30)
    return correction_id, booking_id, too_early


def test_f95_what_was_changed_already_stays_when_the_person_takes_it_back(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    correction_id = asked(as_, work_as, parts)
    client = as_("bea")
    changes(as_, work_as, correction_id, "draws_you", "Rain on glass.")

    shown = client.follow(client.post(f"/corrections/{correction_id}/withdrawal"))

    assert "You took it back. What was changed before stays changed. You can read it below." in shown.main
    assert "Now: Rain on glass." in shown.main
    assert "Nothing was changed" not in shown.main


def test_f95_what_is_taken_back_before_any_change_changed_nothing(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    client = as_("bea")

    shown = client.follow(client.post(f"/corrections/{correction_id}/withdrawal"))

    assert "You took it back. Nothing was changed." in shown.main


def test_rel_04_what_was_typed_after_a_colleague_answered_is_still_there(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    correction_id = asked(as_, work_as, parts)
    path = f"/corrections/{correction_id}/changes/{key_of(work_as, 'draws_you')}"
    client = as_("mei")
    seen = seen_on(client.get(path))
    client.post(f"/corrections/{correction_id}/answer", {"result": "refuse", "answer": "It stays."})

    shown = client.post(path, {"value": "Rain on glass.", "seen": seen})
    empty = client.post(path, {"value": "", "seen": seen})

    over = "This was answered, or taken back, since you opened this page. Nothing was changed."
    assert (shown.status, shown.errors, empty.errors) == (422, [over], [over])
    assert "You typed this. It was not saved. Rain on glass." in shown.main
    assert "draws_you of bea" in shown.main
    assert f"/corrections/{correction_id}/answer" in shown.text


def test_rel_04_what_was_typed_for_a_thing_that_is_gone_is_still_there(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    correction_id, booking_id, _ = an_attendance(as_, work_as, parts, stage, clock)
    path = f"/corrections/{correction_id}/changes/attendance-{booking_id}"
    seen = seen_on(as_("mei").get(path))
    corrects(as_("mei"), correction_id, f"attendance-{booking_id}", "held")

    shown = as_("mei").post(path, {"value": "held", "seen": seen})

    assert (shown.status, shown.errors) == (422, ["This cannot be changed here any more. Nothing was changed."])
    assert "You typed this. It was not saved. They took part" in shown.main


@pytest.mark.parametrize("forged", [*sorted({*BookingStatus} - {"booked", "held"}), "elsewhere"])
def test_f95_an_attendance_that_nobody_can_choose_is_a_sentence(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock, *, forged: str
) -> None:
    correction_id, booking_id, _ = an_attendance(as_, work_as, parts, stage, clock)

    shown = corrects(as_("mei"), correction_id, f"attendance-{booking_id}", forged)

    assert (shown.status, shown.errors) == (422, ["Choose one of the answers in the list"])


def test_f95_attendance_of_a_session_that_is_over_is_corrected(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    correction_id, booking_id, too_early = an_attendance(as_, work_as, parts, stage, clock)

    done = corrects(as_("mei"), correction_id, f"attendance-{booking_id}", "held")

    assert (too_early.status, done.status) == (404, 303)
    with work_as(None) as work:
        assert work.db.get_one(Booking, booking_id).status is BookingStatus.HELD


def test_f95_for_a_kind_without_a_field_the_manager_says_what_was_done(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    a_sent_application(work_as, of="bea")
    correction_id = asks_about(as_, parts, "files")
    path = f"/corrections/{correction_id}/answer"

    page = as_("mei").get(path)
    empty = as_("mei").post(path, {"result": "correct", "answer": ""})
    done = as_("mei").post(path, {"result": "correct", "answer": "We removed the old film."})

    assert "Nothing of this can be typed here. If it is corrected, write what was done." in page.main
    assert empty.errors == ["Write your answer"]
    assert done.status == 303
    assert "We removed the old film." in as_("bea").get("/corrections").main


def test_f95_what_a_person_can_change_leads_there_at_once(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application_id = a_sent_application(work_as, of="bea")
    way = f"/applications/{application_id}"

    soon = as_("bea").get("/my-data/kinds/answers/correction")
    account = as_("bea").get("/my-data/kinds/account/correction")
    clock.advance(days=20)
    later = as_("bea").get("/my-data/kinds/answers/correction")

    assert f'"{way}"' in soon.text
    assert "This you can change yourself, at once." in soon.main
    assert "Change your e-mail address" in account.main
    assert "This you can change yourself" not in later.main


def test_f95_only_managers_of_the_programme_change_and_only_while_it_is_open(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    correction_id = asked(as_, work_as, parts)
    path = f"/corrections/{correction_id}/changes/{key_of(work_as, 'draws_you')}"

    elsewhere = [as_(key).get(path).status for key in ("ravi", "ida", "asha", "tom", "ari")]
    own, unknown = as_("bea").get(path).status, as_("mei").get(f"/corrections/{correction_id}/changes/email").status
    as_("mei").post(f"/corrections/{correction_id}/answer", {"result": "refuse", "answer": "It stays."})

    assert elsewhere == [404] * 5
    assert (own, unknown) == (403, 404)
    assert as_("mei").get(path).status == 404


def test_f95_an_answer_that_managers_may_not_read_is_not_theirs_to_correct(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    correction_id = asked(as_, work_as, parts)
    with work_as(None) as work:
        answer = work.db.scalars(select(Answer).where(col(Answer.question) == "draws_you")).one()
        answer.asked_as = {**answer.asked_as, "readers": ["adviser"]}

    assert as_("mei").get(f"/corrections/{correction_id}/changes/answer-{answer.id}").status == 404
    assert "draws_you of bea" not in as_("mei").get(f"/corrections/{correction_id}/answer").main


def test_priv_04_the_file_of_own_data_has_what_it_said_before(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    correction_id = asked(as_, work_as, parts)
    changes(as_, work_as, correction_id, "draws_you", "Rain on glass.")

    with work_as("bea") as work:
        person = work.db.get_one(Person, work.actor.person_id)
        kept = work.db.scalars(select(CorrectionChange)).one()
        raw = work.db.execute(text("SELECT before FROM correction_changes")).scalar_one()
        kind = next(each for each in gather(work, person, "") if each.key == "corrections")

    assert (kept.before, kept.after) == ("draws_you of bea", "Rain on glass.")
    assert "draws_you" not in raw
    assert [row["before"] for row in kind.tables["correction_changes"]] == ["draws_you of bea"]


def test_every_kind_that_is_typed_can_be_asked_about_and_has_a_place() -> None:
    entries = register().entries

    assert set(_BY_ENTRY) == TYPED
    assert [key for key in TYPED if not can_be_asked(entries[key])] == []
    assert {key for key, entry in entries.items() if can_be_asked(entry) and entry.correct} == set(OWN_PAGES)
