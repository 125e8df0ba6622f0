"""A person's own adjustments: what they read, what they say, and who never meets them."""

import pytest

from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.accommodations import a_draft, agreed, asked, in_place, not_agreed, talked_about

CANARY = "kestrel-lantern"


def test_the_list_says_state_promise_and_adviser(as_: AsMember, work_as: WorkAs) -> None:
    talked_about(work_as, asked(work_as, of="noor"))

    shown = as_("noor").get("/adjustments")

    assert "You and your adviser talk about it" in shown.main
    assert "says what helps until there is a decision: by Monday 1 March 2027. On time so far" in shown.main
    assert "Your adviser: Ida Brandt." in shown.main


def test_a_person_reads_their_own_words(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor", words=CANARY)

    assert CANARY in as_("noor").get(f"/adjustments/{sent}").main


def test_everybody_else_meets_nothing(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor", words=CANARY)

    for who in ("bea", "zoe", "mei", "asha", "tom", "jun", "ravi", "gil", "ola", "pia", "hal", "fay", "sam"):
        assert as_(who).get(f"/adjustments/{sent}").status == 404
        assert as_(who).get(f"/adviser/adjustments/{sent}").status == 404


def test_the_adviser_has_a_page_of_their_own(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor")

    shown = as_("ida").get(f"/adjustments/{sent}")

    assert shown.status == 403
    assert "Only the person who asked can open this page." in shown.main


def test_a_draft_is_for_nobody_else(as_: AsMember, work_as: WorkAs) -> None:
    draft = a_draft(work_as, of="noor")

    assert as_("ida").get(f"/adviser/adjustments/{draft}").status == 404


def test_the_person_sees_who_opened_it(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor")
    as_("ida").get(f"/adviser/adjustments/{sent}")

    assert "Ida Brandt, on Monday 1 March 2027" in as_("noor").get(f"/adjustments/{sent}").main


def test_it_works(as_: AsMember, work_as: WorkAs) -> None:
    placed = in_place(work_as, asked(work_as, of="noor"))
    noor = as_("noor")

    assert "It works for you" in noor.follow(noor.post(f"/adjustments/{placed}/works")).main


def test_it_does_not_work_opens_it_again(as_: AsMember, work_as: WorkAs) -> None:
    placed = in_place(work_as, asked(work_as, of="noor"))
    noor = as_("noor")

    empty = noor.post(f"/adjustments/{placed}/trouble", {"words": ""})
    done = noor.follow(noor.post(f"/adjustments/{placed}/trouble", {"words": CANARY}))

    assert empty.errors == ["Write what you want to say"]
    assert "It does not work yet." in done.main
    assert CANARY in as_("ida").get(f"/adviser/adjustments/{placed}").main


def test_saying_that_it_works_too_early_is_refused_politely(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor")

    shown = as_("noor").post(f"/adjustments/{sent}/works")

    assert shown.status == 422
    assert "It is now: Sent. It waits for an adviser." in shown.main


def test_a_second_look_is_asked_for(as_: AsMember, work_as: WorkAs) -> None:
    refused = not_agreed(work_as, asked(work_as, of="noor"))
    noor = as_("noor")

    before = noor.get(f"/adjustments/{refused}")
    done = noor.follow(noor.post(f"/adjustments/{refused}/second-look", {"words": "Look again"}))

    assert "There is one room only." in before.main
    assert "You can ask for a second look, by Thursday 1 April 2027." in before.main
    assert "Somebody else looks at it again" in done.main


def test_taking_back_is_confirmed_first(as_: AsMember, work_as: WorkAs) -> None:
    sent = asked(work_as, of="noor")
    noor = as_("noor")

    confirm = noor.get(f"/adjustments/{sent}/withdrawal")
    done = noor.follow(noor.post(f"/adjustments/{sent}/withdrawal"))

    assert "You can ask for it again at any time." in confirm.main
    assert "You took it back" in done.main


def test_ending_needs_a_review_state(as_: AsMember, work_as: WorkAs) -> None:
    placed = in_place(work_as, asked(work_as, of="noor"))
    noor = as_("noor")
    early = noor.post(f"/adjustments/{placed}/ending")
    noor.post(f"/adjustments/{placed}/works")

    assert early.status == 422
    assert noor.get(f"/adjustments/{placed}/ending").status == 200
    assert "You ended it" in noor.follow(noor.post(f"/adjustments/{placed}/ending")).main


@pytest.mark.parametrize(
    ("who", "path", "expected"),
    [("noor", "/adjustments", 4), ("ida", "/adviser/adjustments", 7), ("noor", "/passport", 7)],
)
def test_statements_do_not_grow_with_rows(as_: AsMember, work_as: WorkAs, who: str, path: str, expected: int) -> None:
    client, counted = as_(who), []
    for needs in (["quiet_seat"], ["fixed_seat", "back_to_wall"]):
        for need in needs:
            agreed(work_as, asked(work_as, of="noor", need=need))
        with statements() as sent:
            client.get(path)
        counted.append(len(sent))

    assert counted == [expected, expected]
