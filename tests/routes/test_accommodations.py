"""The pages of adjustments: the person's own, and the adviser's desk."""

from uuid import UUID

import pytest

from app.models.accommodations import Accommodation, Strength
from app.services import applications
from tests.asking import AsMember, WorkAs
from tests.counting import statements
from tests.factories.accommodations import a_draft, a_place_to_ask, agreed, asked, in_place, not_agreed, talked_about

CANARY = "kestrel-lantern"


def an_application(work_as: WorkAs, of: str, programme: str = "lumina") -> UUID:
    with work_as(of) as work:
        return applications.start(work, programme).id


def row_of(work_as: WorkAs, accommodation_id: UUID) -> Accommodation:
    with work_as(None) as work:
        return work.db.get_one(Accommodation, accommodation_id)


def only_row(work_as: WorkAs, of: str) -> Accommodation:
    with work_as(of) as work:
        (row,) = work.db.query(Accommodation).filter_by(person_id=work.actor.person_id).all()
        return row


class TestAsking:
    def test_the_list_begins_empty_and_says_who_reads_it(self, as_: AsMember, work_as: WorkAs) -> None:
        application_id = an_application(work_as, "noor")

        shown = as_("noor").get(f"/applications/{application_id}/adjustments")

        assert shown.status == 200
        assert "Who reads this: you, and after you send it Ida Brandt as advisers." in shown.main
        assert "Gil Prasad" not in shown.text

    def test_a_need_is_chosen_detailed_and_sent(self, as_: AsMember, work_as: WorkAs) -> None:
        noor, path = as_("noor"), f"/applications/{an_application(work_as, 'noor')}/adjustments"

        details = noor.follow(noor.post(f"{path}?group=place", {"place": ["quiet_seat"]}))
        back = noor.post(
            f"/adjustments/{only_row(work_as, 'noor').id}/details",
            {"strength": "must", "detail_band": "2", "detail_sudden": "never", "words": CANARY},
        )
        chosen = noor.follow(back)
        sent = noor.follow(noor.post(f"{path}/sending"))

        assert details.title.startswith("A quiet seat")
        assert back.location == path
        assert "Loudest usual sound: 35 to 40 dB(A)." in chosen.main
        assert "Sent. It waits for an adviser" in sent.main
        row = only_row(work_as, "noor")
        assert (row.strength, row.parameters) == (Strength.MUST, {"band": "2", "sudden": "never"})

    def test_several_needs_are_detailed_one_after_the_other(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")
        noor = as_("noor")

        first = noor.post("/adjustments/new?group=meetings", {"meetings": ["camera_off", "agenda"]})
        second = noor.post(first.location, {"strength": "nice", "words": ""})
        done = noor.post(second.location, {"strength": "nice", "detail_hours": "24", "words": ""})

        assert noor.get(first.location).title.startswith("Camera off")
        assert noor.get(second.location).title.startswith("Agenda and finish time beforehand")
        assert done.location == "/adjustments/new"

    def test_the_whole_library_stands_on_one_page(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")

        shown = as_("noor").get("/adjustments/new?group=all")

        assert len(shown.soup.select("main fieldset")) == 9

    def test_own_words_are_an_equal_choice(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")
        noor = as_("noor")

        page = noor.get("/adjustments/new?group=other")
        done = noor.follow(noor.post("/adjustments/own-words", {"words": CANARY, "strength": "prefer"}))

        assert page.title.startswith("Say it in your own words")
        assert "Anything else" in done.main

    def test_own_words_twice_can_be_told_apart(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")
        noor = as_("noor")
        for words in ("A plant", "A lamp"):
            noor.post("/adjustments/own-words", {"words": words, "strength": "prefer"})

        assert "Anything else, number 2" in noor.get("/adjustments/new").main

    def test_choosing_nothing_is_said_kindly(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")

        shown = as_("noor").post("/adjustments/new?group=place", {})

        assert (shown.status, shown.errors) == (422, ["Choose at least one, or go back"])

    def test_going_on_without_a_group_is_said_kindly(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")

        shown = as_("noor").get("/adjustments/new?look=yes")

        assert (shown.status, shown.errors) == (422, ["Choose what it is about"])

    def test_missing_words_keep_the_rest(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")

        shown = as_("noor").post("/adjustments/own-words", {"words": "", "strength": "nice"})

        assert (shown.status, shown.errors) == (422, ["Write what would help you"])
        assert shown.soup.select_one('input[value="nice"]').has_attr("checked")  # type: ignore[union-attr]

    def test_wrong_details_keep_what_was_typed(self, as_: AsMember, work_as: WorkAs) -> None:
        draft = a_draft(work_as, of="noor", need="breaks")

        shown = as_("noor").post(
            f"/adjustments/{draft}/details", {"strength": "must", "detail_minutes": "often", "detail_length": "5", "words": "x"}
        )

        assert (shown.status, shown.errors) == (422, ["Use a whole number, such as 3"])
        assert 'value="often"' in shown.text

    def test_sending_an_empty_list_is_refused(self, as_: AsMember, work_as: WorkAs) -> None:
        an_application(work_as, "noor")

        shown = as_("noor").post("/adjustments/sending")

        assert shown.errors == ["Nothing is on your list yet. Choose what helps first."]

    def test_without_an_application_there_is_nobody_to_ask(self, as_: AsMember) -> None:
        assert "There is no adviser for you yet." in as_("sam").get("/adjustments/new").main
        assert as_("sam").post("/adjustments/own-words", {"words": "x", "strength": "nice"}).status == 422

    def test_a_draft_is_taken_off_the_list(self, as_: AsMember, work_as: WorkAs) -> None:
        draft = a_draft(work_as, of="noor")
        noor = as_("noor")

        confirm = noor.get(f"/adjustments/{draft}/removal")
        done = noor.follow(noor.post(f"/adjustments/{draft}/removal"))

        assert "off your list" in confirm.main
        assert "A quiet seat" not in done.main

    def test_what_is_sent_is_no_longer_changed(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor")

        shown = as_("noor").get(f"/adjustments/{sent}/details")

        assert shown.status == 422
        assert "This is sent already." in shown.main

    @pytest.mark.parametrize("who", ["bea", "zoe", "mei", "ida", "gil"])
    def test_nobody_asks_in_the_application_of_another(self, as_: AsMember, work_as: WorkAs, who: str) -> None:
        path = f"/applications/{an_application(work_as, 'noor')}/adjustments"

        assert as_(who).get(path).status == 404
        assert as_(who).post(f"{path}/own-words", {"words": "x", "strength": "nice"}).status == 404


class TestOwn:
    def test_the_list_says_state_promise_and_adviser(self, as_: AsMember, work_as: WorkAs) -> None:
        talked_about(work_as, asked(work_as, of="noor"))

        shown = as_("noor").get("/adjustments")

        assert "You and your adviser talk about it" in shown.main
        assert "Your adviser decides: by Monday 15 March 2027. On time so far" in shown.main
        assert "Your adviser: Ida Brandt." in shown.main

    def test_a_person_reads_their_own_words(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor", words=CANARY)

        assert CANARY in as_("noor").get(f"/adjustments/{sent}").main

    def test_everybody_else_meets_nothing(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor", words=CANARY)

        for who in ("bea", "zoe", "mei", "asha", "tom", "jun", "ravi", "gil", "ola", "pia", "hal", "fay", "sam"):
            assert as_(who).get(f"/adjustments/{sent}").status == 404
            assert as_(who).get(f"/adviser/adjustments/{sent}").status == 404

    def test_the_adviser_has_a_page_of_their_own(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor")

        shown = as_("ida").get(f"/adjustments/{sent}")

        assert shown.status == 403
        assert "Only the person who asked can open this page." in shown.main

    def test_a_draft_is_for_nobody_else(self, as_: AsMember, work_as: WorkAs) -> None:
        draft = a_draft(work_as, of="noor")

        assert as_("ida").get(f"/adviser/adjustments/{draft}").status == 404

    def test_the_person_sees_who_opened_it(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor")
        as_("ida").get(f"/adviser/adjustments/{sent}")

        assert "Ida Brandt, on Monday 1 March 2027" in as_("noor").get(f"/adjustments/{sent}").main

    def test_it_works(self, as_: AsMember, work_as: WorkAs) -> None:
        placed = in_place(work_as, asked(work_as, of="noor"))
        noor = as_("noor")

        assert "It works for you" in noor.follow(noor.post(f"/adjustments/{placed}/works")).main

    def test_it_does_not_work_opens_it_again(self, as_: AsMember, work_as: WorkAs) -> None:
        placed = in_place(work_as, asked(work_as, of="noor"))
        noor = as_("noor")

        empty = noor.post(f"/adjustments/{placed}/trouble", {"words": ""})
        done = noor.follow(noor.post(f"/adjustments/{placed}/trouble", {"words": CANARY}))

        assert empty.errors == ["Write what you want to say"]
        assert "It does not work yet." in done.main
        assert CANARY in as_("ida").get(f"/adviser/adjustments/{placed}").main

    def test_saying_that_it_works_too_early_is_refused_politely(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor")

        shown = as_("noor").post(f"/adjustments/{sent}/works")

        assert shown.status == 422
        assert "It is now: Sent. It waits for an adviser." in shown.main

    def test_a_second_look_is_asked_for(self, as_: AsMember, work_as: WorkAs) -> None:
        refused = not_agreed(work_as, asked(work_as, of="noor"))
        noor = as_("noor")

        before = noor.get(f"/adjustments/{refused}")
        done = noor.follow(noor.post(f"/adjustments/{refused}/second-look", {"words": "Look again"}))

        assert "There is one room only." in before.main
        assert "You can ask for a second look, by Monday 29 March 2027." in before.main
        assert "Somebody else looks at it again" in done.main

    def test_taking_back_is_confirmed_first(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor")
        noor = as_("noor")

        confirm = noor.get(f"/adjustments/{sent}/withdrawal")
        done = noor.follow(noor.post(f"/adjustments/{sent}/withdrawal"))

        assert "You can ask for it again at any time." in confirm.main
        assert "You took it back" in done.main

    def test_ending_needs_a_review_state(self, as_: AsMember, work_as: WorkAs) -> None:
        placed = in_place(work_as, asked(work_as, of="noor"))
        noor = as_("noor")
        early = noor.post(f"/adjustments/{placed}/ending")
        noor.post(f"/adjustments/{placed}/works")

        assert early.status == 422
        assert noor.get(f"/adjustments/{placed}/ending").status == 200
        assert "You ended it" in noor.follow(noor.post(f"/adjustments/{placed}/ending")).main


class TestDesk:
    def test_late_promises_stand_first(self, as_: AsMember, work_as: WorkAs, clock: "object") -> None:
        asked(work_as, of="noor", need="quiet_seat")
        clock.advance(days=4)  # type: ignore[attr-defined]
        asked(work_as, of="bea", need="fixed_seat")

        shown = as_("ida").get("/adviser/adjustments")

        heads = [head.get_text() for head in shown.soup.select("tbody th")]
        assert heads == ["Noor Haddad: A quiet seat", "Bea Lindqvist: The same seat each time"]
        assert "1 is later than we promised." in shown.main

    def test_the_desk_knows_only_its_own_programme(self, as_: AsMember, work_as: WorkAs) -> None:
        asked(work_as, of="zoe", programme="post-production")

        assert "Nothing waits for you." in as_("ida").get("/adviser/adjustments").main
        assert "Zoe Castellano" in as_("gil").get("/adviser/adjustments").main

    @pytest.mark.parametrize("who", ["noor", "mei", "tom", "jun", "ravi", "ola"])
    def test_the_desk_is_for_advisers(self, as_: AsMember, who: str) -> None:
        shown = as_(who).get("/adviser/adjustments")

        assert shown.status == 403
        assert "This list is for accommodation advisers." in shown.main

    def test_the_case_shows_the_words_and_the_chosen_channel(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="noor", words=CANARY)

        shown = as_("ida").get(f"/adviser/adjustments/{sent}")

        assert CANARY in shown.main
        assert "Noor Haddad wants to be reached this way: By e-mail, noor@example.com." in shown.main

    def test_nobody_advises_themselves(self, as_: AsMember, work_as: WorkAs) -> None:
        sent = asked(work_as, of="ida")

        assert as_("ida").get(f"/adviser/adjustments/{sent}").status == 403
        assert "Nothing waits for you." in as_("ida").get("/adviser/adjustments").main

    def test_all_the_way_to_being_in_place(self, as_: AsMember, work_as: WorkAs) -> None:
        ida, path = as_("ida"), f"/adviser/adjustments/{asked(work_as, of='noor', need='back_to_wall')}"

        for step in ("acknowledgement", "talk"):
            ida.follow(ida.post(f"{path}/{step}"))
        proposed = ida.get(f"{path}/agreement")
        ida.follow(
            ida.post(f"{path}/agreement", {"how": "as_asked", "provide": "Back to a wall", "holds_for_place": "yes"})
        )
        ida.follow(ida.post(f"{path}/arranging"))
        done = ida.follow(ida.post(f"{path}/place"))

        assert "Seat them with" in proposed.text
        assert "In place" in done.main

    def test_agreeing_to_something_else_needs_words(self, as_: AsMember, work_as: WorkAs) -> None:
        path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor', need='back_to_wall'))}"

        shown = as_("ida").post(
            f"{path}/agreement", {"how": "differently", "provide": "A screen", "holds_for_place": "no"}
        )

        assert (shown.status, shown.errors) == (422, ["Say what is different, and why"])
        assert "A screen" in shown.text

    def test_a_health_word_is_asked_about_once_and_never_barred(self, as_: AsMember, work_as: WorkAs) -> None:
        ida = as_("ida")
        path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor', need='back_to_wall'))}"
        typed = {"how": "as_asked", "provide": "A wall, because of autism", "holds_for_place": "yes", "keep": ""}

        asks = ida.post(f"{path}/agreement", typed)
        kept = ida.post(f"{path}/agreement", {**typed, "keep": "yes"})

        assert "The word “autism” may say why." in asks.errors[0]
        assert asks.soup.select_one('button[name="keep"]') is not None
        assert kept.status == 303

    def test_a_refusal_needs_reason_and_offer(self, as_: AsMember, work_as: WorkAs) -> None:
        path = f"/adviser/adjustments/{talked_about(work_as, asked(work_as, of='noor'))}"

        shown = as_("ida").post(f"{path}/refusal", {"reason": "There is one room only.", "instead": ""})

        assert (shown.status, shown.errors) == (422, ["Write what you offer instead"])
        assert "There is one room only." in shown.text

    def test_a_step_out_of_order_is_refused_politely(self, as_: AsMember, work_as: WorkAs) -> None:
        shown = as_("ida").post(f"/adviser/adjustments/{asked(work_as, of='noor')}/arranging")

        assert shown.status == 422
        assert "This has moved on since you opened it." in shown.main

    def test_words_can_be_changed_and_something_given_meanwhile(self, as_: AsMember, work_as: WorkAs) -> None:
        ida = as_("ida")
        waiting = f"/adviser/adjustments/{asked(work_as, of='bea')}"
        settled = f"/adviser/adjustments/{agreed(work_as, asked(work_as, of='noor'))}"

        assert "Give them a quiet seat." in ida.get(f"{settled}/wording").text
        assert "A desk by the door" in ida.follow(ida.post(f"{settled}/wording", {"provide": "A desk by the door"})).main
        assert "Give them a quiet seat." in ida.get(f"{waiting}/meanwhile").text
        assert "Headphones" in ida.follow(ida.post(f"{waiting}/meanwhile", {"provide": "Headphones"})).main
        assert ida.post(f"{settled}/meanwhile", {"provide": "Headphones"}).status == 422

    def test_the_adviser_of_another_programme_meets_nothing(self, as_: AsMember, work_as: WorkAs) -> None:
        path = f"/adviser/adjustments/{asked(work_as, of='noor', words=CANARY)}"
        gil = as_("gil")

        for page in ("", "/agreement", "/refusal", "/wording", "/meanwhile"):
            assert gil.get(f"{path}{page}").status == 404
        for press in ("acknowledgement", "talk", "arranging", "place", "remarks", "agreement", "refusal"):
            assert gil.post(f"{path}/{press}").status == 404
        assert row_of(work_as, UUID(path.rpartition("/")[2])).adviser_id is None


def test_asking_is_not_repeated(as_: AsMember, work_as: WorkAs) -> None:
    asked(work_as, of="noor", need="quiet_seat")

    shown = as_("noor").get("/adjustments/new?group=place")

    assert shown.soup.select_one('input[value="back_to_wall"]') is not None
    assert shown.soup.select_one('input[value="quiet_seat"]') is None
    with work_as("noor") as work:
        assert a_place_to_ask(work).person_id == work.actor.person_id


@pytest.mark.parametrize(
    ("who", "path", "expected"), [("noor", "/adjustments", 4), ("ida", "/adviser/adjustments", 4), ("noor", "/passport", 4)]
)
def test_statements_do_not_grow_with_rows(
    as_: AsMember, work_as: WorkAs, who: str, path: str, expected: int
) -> None:
    client, counted = as_(who), []
    for needs in (["quiet_seat"], ["fixed_seat", "back_to_wall"]):
        for need in needs:
            agreed(work_as, asked(work_as, of="noor", need=need))
        with statements() as sent:
            client.get(path)
        counted.append(len(sent))

    assert counted == [expected, expected]
