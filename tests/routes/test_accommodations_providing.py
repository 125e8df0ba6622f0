"""What coordinators provide, and what managers count: the words and the numbers, and never a word or a number more."""

from datetime import date

import pytest

from app.adapters.parts import Parts
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations_figures import GROUPS, Group
from app.services.accommodations_clocks import pass_on_missed
from app.services.casting import Stage
from app.services.passports_reading import fingerprint_of
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.accommodations import agreed, asked, shared
from tests.looking import one
from tests.pressing import press

CANARY = "kestrel-lantern"
PATH = "/to-provide"
LINE = "“Seat them by the wall” for Noor Haddad"
CONFIRM, DONE = f"Confirm that I will provide this {LINE}", f"Say that it is done {LINE}"
PARTS = tuple(group for group in Group if group is not Group.ALL)


def a_task(work_as: WorkAs, stage: Stage, *, provide: str = "Seat them by the wall", until: date | None = None) -> str:
    item = agreed(work_as, asked(work_as, of="noor", words=CANARY), provide=provide)
    production = stage.productions["my-brilliant-career"].id
    shared(work_as, item, of="noor", reader=f"production:{production}", until=until or date(2027, 5, 1))
    return f"{PATH}/{production}/{item}"


def test_f45_a_coordinator_reads_what_to_provide_and_nothing_else(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_task(work_as, stage)

    shown = as_("tom").get(PATH)

    assert "Noor Haddad, My Brilliant Career, number 1" in shown.main
    assert "Seat them by the wall" in shown.main
    for hidden_word in (CANARY, "A quiet seat", "Cannot do without it", "Ida Brandt", "Agreed"):
        assert hidden_word not in shown.text
    assert CANARY not in as_("cleo").get(PATH).text
    assert "Nothing is shared with you today." in as_("cleo").get(PATH).main


def test_f45_it_is_confirmed_then_done_and_the_adviser_is_told(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_task(work_as, stage)
    tom = as_("tom")

    read = tom.follow(press(tom, tom.get(PATH), CONFIRM))
    done = tom.follow(press(tom, read, DONE))

    assert "Confirmed" in one(read, ".status").get_text()
    assert "Confirm that I will provide this" not in read.main
    assert "Noor Haddad, My Brilliant Career: Seat them by the wall" in done.main


def test_f47_one_yes_counts_on_the_list_and_on_the_page_of_the_passport(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    a_task(work_as, stage)
    tom, page = as_("tom"), f"/passports/{stage.id_of('noor')}"

    press(tom, tom.get(PATH), CONFIRM)

    read = tom.get(page).main
    assert "Confirm that I will provide this" not in read
    assert "Say what is done" in read
    assert "Tom Whitlam said on Monday 1 March 2027 that they will provide it." in as_("noor").get("/passport").main


def test_f47_a_yes_on_the_page_of_the_passport_is_no_second_press_on_the_list(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    a_task(work_as, stage)
    tom = as_("tom")

    press(tom, tom.get(f"/passports/{stage.id_of('noor')}"), "Confirm that I will provide this")

    listed = tom.get(PATH)
    assert "Confirm that I will provide this" not in listed.main
    assert tom.follow(press(tom, listed, DONE)).main.count("Seat them by the wall") == 1


@pytest.mark.parametrize("way", ["reading", "done"])
@pytest.mark.parametrize("words", ["", "0" * 64, "\x00", "x" * 5000])
def test_f47_the_list_takes_a_yes_only_for_the_words_on_it(
    as_: AsMember, work_as: WorkAs, stage: Stage, way: str, words: str
) -> None:
    path = a_task(work_as, stage)

    shown = as_("tom").post(f"{path}/{way}", {"words": words})

    assert shown.status == 422
    assert "Confirm that I will provide this" in shown.main


def test_what_is_not_shared_or_not_any_more_is_missing(
    as_: AsMember, work_as: WorkAs, stage: Stage, clock: MovableClock
) -> None:
    path = a_task(work_as, stage, until=date(2027, 3, 3))

    assert as_("cleo").post(f"{path}/done").status == 404
    clock.advance(days=4)
    assert as_("tom").post(f"{path}/reading").status == 404
    assert "Seat them by the wall" not in as_("tom").get(PATH).text


def test_doing_it_twice_changes_nothing(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    path = a_task(work_as, stage)

    words = fingerprint_of("Seat them by the wall")

    answers = [as_("tom").post(f"{path}/done", {"words": words}).status for _ in range(2)]

    assert answers == [303, 303]


@pytest.mark.parametrize("who", ["noor", "mei", "ida", "jun", "ravi"])
def test_the_list_is_for_coordinators(as_: AsMember, who: str) -> None:
    assert as_(who).get(PATH).status == 403


@pytest.mark.parametrize("who", ["noor", "tom", "ida", "jun", "fay"])
def test_figures_are_for_managers(as_: AsMember, who: str) -> None:
    assert as_(who).get("/adjustment-figures").status == 403


def test_n10_a_manager_reads_numbers_and_dates_alone(
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock
) -> None:
    asked(work_as, of="noor", words=CANARY)
    before = as_("mei").get("/adjustment-figures").main
    clock.advance(days=4)
    with parts.work() as work:
        pass_on_missed(work)

    shown = as_("mei").get("/adjustment-figures")

    assert "Every date was kept so far." in before
    assert "Say that it arrived Wednesday 3 March 2027" in shown.main
    assert "No figures are published yet." in shown.main
    for word in (CANARY, "Noor", "quiet seat"):
        assert word not in shown.text


def test_every_state_is_counted_once() -> None:
    states = [status for group in PARTS for status in GROUPS[group]]

    assert sorted(states) == sorted(GROUPS[Group.ALL])
    assert set(GROUPS[Group.ALL]) == set(Status) - {Status.DRAFT}
