"""Own questions: somebody asks, a named person answers by a promised day, and a missed day moves to another manager."""

from uuid import UUID

import pytest
from sqlalchemy import String, text, type_coerce, update
from sqlmodel import col, select
from structlog.testing import capture_logs

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.work import Work
from app.models.messages import Message
from app.models.own_questions import OwnQuestion
from app.models.people import Person, RoleGrant
from app.services.casting import Stage
from app.services.deliveries import deliver_due
from app.services.letters import letter
from app.worker import keep_time
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.decisions import a_sent_application, in_review
from tests.routes.test_promises import counts, lines
from tests.running import run_reactions

PAGE = "/programmes/lumina/your-questions"
WORDS = "May I bring my own keyboard?"
REPLY = "Yes. Tell us the day before."


def asked(as_: AsMember, work_as: WorkAs, of: str = "ari") -> str:
    """The manager's page of a question that was just asked."""
    sent = as_(of).post(PAGE, {"words": WORDS})
    assert sent.status == 303, sent.main
    return f"/questions/{_newest(work_as)}"


def _newest(work_as: WorkAs) -> UUID:
    with work_as(None) as work:
        question = work.db.scalars(select(OwnQuestion).order_by(col(OwnQuestion.id).desc())).first()
        assert question is not None
        return question.id


def a_second_manager(work_as: WorkAs, stage: Stage, key: str = "sol") -> None:
    with work_as(None) as work:
        programme_id = stage.programmes["lumina"].id
        grant = RoleGrant(
            id=work.new_id(), person_id=stage.id_of(key), role=Role.MANAGER, programme_id=programme_id,
            granted_at=work.now,
        )  # fmt: skip
        work.db.add(grant)


def letters_to(work: Work, key: str, template: str) -> list[str]:
    mine = select(Message).join(Person, col(Person.id) == Message.person_id)
    found = mine.where(col(Person.email) == f"{key}@example.com", col(Message.template) == template)
    return [letter(work, message, "https://cleanplate.test").text for message in work.db.scalars(found).all()]


def test_n10_the_page_names_who_answers_and_by_when(as_: AsMember, work_as: WorkAs) -> None:
    before = as_("ari").get(PAGE)
    asked(as_, work_as)

    shown = as_("ari").get(PAGE)

    assert "A person answers you, most often Mei Tanaka." in before.main
    assert "If you ask now, you get an answer by Wednesday 3 March 2027, 5:00pm" in before.main
    assert WORDS in shown.main
    assert "Mei Tanaka answers you by Wednesday 3 March 2027, 5:00pm" in shown.main


def test_key02_words_that_were_moved_to_another_row_are_not_shown_and_the_page_goes_on(
    as_: AsMember, work_as: WorkAs
) -> None:
    asked(as_, work_as)
    moved = _newest(work_as)
    as_("bea").post(PAGE, {"words": "My name for the badge is Bee."})
    with work_as(None) as work:
        other = work.db.connection().scalar(text("SELECT words FROM own_questions ORDER BY id DESC LIMIT 1"))
        mine = col(OwnQuestion.id) == moved
        work.db.execute(update(OwnQuestion).where(mine).values(words=type_coerce(other, String)))

    with capture_logs() as log:
        shown = as_("ari").get(PAGE)

    assert shown.status == 200
    assert "These words cannot be read now." in shown.main
    assert [words for words in (WORDS, "Bee") if words in shown.main] == []
    assert "vault_closed" in [entry["event"] for entry in log]


def test_n10_the_answer_is_read_and_the_mail_is_neutral(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    page = asked(as_, work_as)

    sent = as_("mei").post(page, {"reply": REPLY})
    run_reactions(parts)
    shown = as_("ari").get(PAGE)

    assert sent.location == "/questions"
    assert REPLY in shown.main
    assert "Mei Tanaka answered on Monday 1 March 2027, 11:00am" in shown.main
    with work_as(None) as work:
        [to_mei] = letters_to(work, "mei", "own_question_asked")
        [to_ari] = letters_to(work, "ari", "own_question_answered")
    assert "Wednesday 3 March 2027, 5:00pm" in to_mei
    assert "your-questions#question-" in to_ari
    assert [words for words in (WORDS, REPLY, "keyboard") if words in to_mei + to_ari] == []


def test_n10_a_missed_day_goes_to_another_manager_and_the_person_is_told(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    a_second_manager(work_as, stage)
    asked(as_, work_as)
    clock.advance(days=3)
    keep_time(parts)
    keep_time(parts)
    run_reactions(parts)

    own, listed = as_("ari").get(PAGE), as_("mei").get("/questions")

    told = "We did not answer in time. We are sorry. Sol Okafor answers you by Tuesday 9 March 2027, 5:00pm"
    assert told in " ".join(own.main.split())
    assert "The first day was missed" in listed.main
    with work_as(None) as work:
        [late] = letters_to(work, "ari", "own_question_late")
        [passed] = letters_to(work, "sol", "own_question_passed_on")
    assert "Sol Okafor answers you by Tuesday 9 March 2027, 5:00pm" in late
    assert "The new day is Tuesday 9 March 2027, 5:00pm" in passed


def test_a_late_question_stays_where_nobody_else_can_answer(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    asked(as_, work_as)
    clock.advance(days=3)

    keep_time(parts)

    assert "Mei Tanaka answers you by Tuesday 9 March 2027" in as_("ari").get(PAGE).main


def test_f39_the_first_reply_is_counted_from_real_questions(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    a_sent_application(work_as, of="bea")
    kept = asked(as_, work_as, of="bea")
    asked(as_, work_as, of="ari")
    as_("mei").post(kept, {"reply": REPLY})
    early = counts(as_("mei").get("/promises"))
    clock.advance(days=3)
    keep_time(parts)
    run_reactions(parts)
    deliver_due(parts)

    late = as_("mei").get("/promises?kind=first_reply&state=missed")
    as_("mei").post(f"/questions/{_newest(work_as)}", {"reply": REPLY})
    answered = as_("mei").get("/promises?kind=first_reply&state=missed")

    assert early["First human reply to a question"] == [1, 1, 0]
    assert counts(late)["First human reply to a question"] == [1, 1, 1]
    assert lines(late) == ["Ari Novak : First human reply to a question"]
    assert "your answer comes later" in late.main
    assert "Write to them today, even if the answer is not known yet." in late.main
    assert lines(answered) == lines(late)
    assert "Write to them today" not in answered.main
    assert lines(as_("mei").get("/promises?kind=first_reply&state=kept")) == [
        "LUM-0001, Bea Lindqvist : First human reply to a question",
        "Ari Novak : First human reply to a question",
    ]


def test_f39_the_person_reads_the_same_promise(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="bea")
    asked(as_, work_as, of="bea")

    shown = as_("bea").get(f"/applications/{application_id}")

    assert "A person answers your question: by Wednesday 3 March 2027" in shown.main
    assert shown.soup.select_one(f"main a[href='{PAGE}']")


def test_the_same_question_twice_waits_once(as_: AsMember, work_as: WorkAs) -> None:
    asked(as_, work_as)
    asked(as_, work_as)

    with work_as(None) as work:
        assert len(work.db.scalars(select(OwnQuestion)).all()) == 1


def test_who_asks_very_much_is_told_what_comes_first(as_: AsMember) -> None:
    ari = as_("ari")
    for number in range(10):
        assert ari.post(PAGE, {"words": f"Question {number}"}).status == 303

    shown = ari.post(PAGE, {"words": "One more"})

    assert shown.status == 422
    assert shown.errors == ["You have 10 questions that wait for an answer. We answer these first."]
    assert "One more" in shown.main


@pytest.mark.parametrize("words", ["", " \n ", "x" * 2001])
def test_a_question_that_cannot_be_sent_keeps_its_words(as_: AsMember, words: str) -> None:
    shown = as_("ari").post(PAGE, {"words": words})

    assert shown.status == 422
    assert len(shown.errors) == 1
    assert words.strip() in shown.main


def test_the_second_answer_is_not_sent_and_not_lost(as_: AsMember, work_as: WorkAs) -> None:
    page = asked(as_, work_as)
    as_("mei").post(page, {"reply": REPLY})

    again = as_("mei").post(page, {"reply": "Something else"})
    empty = as_("mei").post(asked(as_, work_as, of="bea"), {"reply": ""})

    assert again.status == 422
    assert "Something else" in again.main
    assert REPLY in again.main
    assert empty.errors == ["Write your answer"]


def test_only_the_programmes_managers_read_a_question(as_: AsMember, work_as: WorkAs) -> None:
    page = asked(as_, work_as)

    answers = {key: as_(key).get(page).status for key in ("ari", "bea", "asha", "ravi", "mei")}

    assert answers == {"ari": 404, "bea": 404, "asha": 404, "ravi": 404, "mei": 200}
    assert WORDS not in as_("bea").get(PAGE).main
    assert "Ari Novak" not in as_("asha").get("/questions").main
    assert as_("ravi").get("/questions").status == 403
    assert as_("ari").get("/programmes/none/your-questions").status == 404


def test_who_reads_the_application_without_a_name_does_not_meet_it_in_a_question(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    in_review(work_as, of="ari")
    a_second_manager(work_as, stage, "ravi")
    page = asked(as_, work_as)

    with work_as(None) as work:
        assert work.db.scalars(select(OwnQuestion)).one().holder_id == stage.id_of("mei")
    assert as_("ravi").get(page).status == 404
    assert "Ari Novak" not in as_("ravi").get("/questions").main + as_("ravi").get("/promises").main


def test_the_lists_take_the_same_statements_for_one_and_for_many(as_: AsMember) -> None:
    mei, ari, counted = as_("mei"), as_("ari"), []
    for number in (1, 9):
        for index in range(number):
            ari.post(PAGE, {"words": f"Question {number} {index}"})
        with statements() as manager:
            mei.get("/questions")
        with statements() as own:
            ari.get(PAGE)
        counted.append((len(manager), len(own)))

    assert counted[0] == counted[1]
    assert max(counted[0]) <= 8


def test_the_programme_page_leads_there_when_signed_in(as_: AsMember) -> None:
    link = f"main a[href='{PAGE}']"

    assert as_("zoe").get("/programmes/lumina").soup.select_one(link)
    assert as_(None).get("/programmes/lumina").soup.select_one(link) is None


def test_an_answer_page_leads_to_the_sent_application(as_: AsMember, work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="bea")

    shown = as_("mei").get(asked(as_, work_as, of="bea"))

    assert shown.soup.select_one(f"main a[href='/decisions/{application_id}']")
