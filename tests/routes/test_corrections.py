"""Corrections: asked for in one's own words, answered by a person by a day, and kept beside what was not corrected."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Application
from app.models.corrections import Correction
from app.models.messages import Message
from app.rules.corrections import can_be_asked
from app.rules.registers import register
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application
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
    client.post(path, {"result": "correct", "answer": "Done."})

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
