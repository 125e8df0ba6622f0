"""Asking somebody for help: who, with which sections, until when; the mail, ending it, and the log (rows 99, 100, N30)."""

from datetime import date
from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.messages import Message
from app.models.supporters import Level, SharedSection, Supporter, SupporterStatus
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.applications import a_draft
from tests.factories.supporters import ended, helping, invited, part_of, prepared
from tests.running import run_reactions

ASKING = {"name": "Sam from the youth club", "email": "sam@example.com", "until": "1 April 2027"}
STRANGERS = ("bea", "noor", "mei", "ida", "pia")
CANARY = "ptarmigan"


def row(work_as: WorkAs, support: UUID) -> Supporter:
    with work_as(None) as work:
        return work.db.get_one(Supporter, support)


def levels(work_as: WorkAs, support: UUID) -> dict[str, Level]:
    with work_as(None) as work:
        found = work.db.scalars(select(SharedSection).where(col(SharedSection.supporter_id) == support)).all()
        return {shared.section: shared.level for shared in found}


def test_nobody_yet_says_what_can_be_done(as_: AsMember) -> None:
    shown = as_("ari").get("/supporters")

    assert "Nobody helps you here now. Nobody is told anything until you send an invitation." in shown.main


def test_f99_a_helper_is_invited_step_by_step(as_: AsMember, work_as: WorkAs) -> None:
    section = part_of(a_draft(work_as, of="ari"))
    ari = as_("ari")

    asked = ari.post("/supporters/asking", ASKING)
    chosen = ari.post(
        asked.location, {"reading": ["schedule", section], "filling": section, "speaking": "no", "version": "1"}
    )
    confirm = ari.follow(chosen)
    sent = ari.follow(ari.post(chosen.location))

    assert "We send a mail to sam@example.com. It does not say who asks, or what for." in confirm.main
    assert "Lumina: Your interest Read and help to fill in" in confirm.main
    assert "Days and desks Read" in confirm.main
    assert "Send an application, take it back, or answer an offer" in confirm.main
    assert "They can help until Thursday 1 April 2027." in confirm.main
    assert "Invited. No answer yet" in sent.main


def test_f99_the_mail_names_nobody_and_nothing(work_as: WorkAs) -> None:
    support = invited(work_as)

    with work_as(None) as work:
        message = work.db.scalars(select(Message).where(col(Message.template) == "supporter_invited")).one()
        written = letter(work, message, "https://cleanplate.test")

    assert message.email == "sam@example.com"
    assert f"https://cleanplate.test/supporting/{support}" in written.text
    assert not [word for word in ("Ari", "Novak", "schedule", "Lumina") if word in written.subject + written.text]


def test_f99_only_the_owner_of_the_address_can_use_it(as_: AsMember, work_as: WorkAs) -> None:
    support = invited(work_as)

    for stranger in STRANGERS:
        assert as_(stranger).get(f"/supporting/{support}").status == 404
        assert as_(stranger).post(f"/supporting/{support}/acceptance").status == 404
    assert as_(None).get(f"/supporting/{support}").location.startswith("/sign-in?next=")
    assert as_("sam").post(f"/supporting/{support}/acceptance").status == 303


def test_f99_a_new_person_signs_in_as_themselves_and_says_yes(as_: AsMember, work_as: WorkAs) -> None:
    """Bea holds no role at all; her own address is what lets her in."""
    support = invited(work_as, email="bea@example.com")
    bea = as_("bea")

    invitation = bea.get(f"/supporting/{support}")
    home = bea.get("/")
    yes = bea.follow(bea.post(f"/supporting/{support}/acceptance"))

    assert "Ari Novak asks for your help" in home.main
    assert "Ari Novak chose you." in invitation.main
    assert "You are helping Ari. Ari sees what you do here." in yes.main
    assert "Helping" in yes.soup.select_one("nav.menu").get_text()  # type: ignore[union-attr]
    assert row(work_as, support).status is SupporterStatus.HELPING


def test_f99_an_invitation_expires(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    support = invited(work_as)
    clock.advance(days=40)

    shown = as_("sam").post(f"/supporting/{support}/acceptance")

    assert (shown.status, shown.errors) == (
        422,
        ["The last day of this invitation has passed. You can ask the person for a new one."],
    )


def test_f99_the_person_extends_and_only_within_90_days(as_: AsMember, work_as: WorkAs) -> None:
    support = helping(work_as)
    ari, path = as_("ari"), f"/supporters/{support}/last-day"

    later = ari.post(path, {"until": "30 May 2027"})
    too_late = ari.post(path, {"until": "31 May 2027"})
    past = ari.post(path, {"until": "28 February 2027"})

    assert later.status == 303
    assert too_late.errors == ["Choose a day within 90 days from today"]
    assert past.errors == ["Choose a day that is today or later"]
    assert as_("sam").post(path, {"until": "30 May 2027"}).status == 404
    assert row(work_as, support).until == date(2027, 5, 30)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"name": ""}, "Write a name for this person"),
        ({"name": "x" * 121}, "Use 120 characters or fewer. You have used 121"),
        ({"email": "sam"}, "Write the e-mail address in full, such as ari@example.com"),
        ({"email": "ari@example.com"}, "This is your own address. Write the address of the other person"),
        ({"until": "1 April 2029"}, "Choose a day within 90 days from today"),
        ({"until": "some day"}, "Write the date as day, month, year, such as 6 May 2027"),
        ({"name": "Sam\x00"}, "We took hidden characters out of this answer. Check it, then send it again"),
    ],
)
def test_what_cannot_be_taken_stays_on_the_page(as_: AsMember, typed: dict[str, str], error: str) -> None:
    shown = as_("ari").post("/supporters/asking", {**ASKING, **typed})

    assert (shown.status, shown.errors) == (422, [error])
    field, text = next(iter(typed.items()))
    assert shown.soup.select(f"input[name={field}]")[0]["value"] == text.replace("\x00", "")


def test_the_same_person_is_not_asked_twice_at_once(as_: AsMember, work_as: WorkAs) -> None:
    invited(work_as)

    shown = as_("ari").post("/supporters/asking", {**ASKING, "email": "SAM@example.com"})

    assert shown.errors == ["You asked this person already. Open the list to change what they may see"]


def test_no_more_than_five_at_once(as_: AsMember, work_as: WorkAs) -> None:
    for number in range(5):
        prepared(work_as, email=f"somebody-{number}@example.com")

    shown = as_("ari").post("/supporters/asking", ASKING)

    assert shown.errors == ["You can have 5 people at once. End one of them first."]


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"reading": []}, "Choose at least one thing that they may read"),
        ({"reading": "answers:0190aaaa-0000-7000-8000-000000000000:about_you"},
         "One of these is not there any more. Look at the list, then save again"),
        ({"filling": "schedule"}, "Choose only parts of an application here"),
        ({"speaking": ""}, "Choose yes or no"),
        ({"version": "0"}, "This changed in another tab. Look at it as it is now, then save again."),
    ],
)  # fmt: skip
def test_a_choice_that_does_not_stand_is_said_and_kept(
    as_: AsMember, work_as: WorkAs, typed: dict[str, object], error: str
) -> None:
    support = prepared(work_as)
    choice = {"reading": ["schedule", "passport"], "speaking": "no", "version": "1", **typed}

    shown = as_("ari").post(f"/supporters/{support}/sections", choice)

    assert (shown.status, shown.errors) == (422, [error])
    assert levels(work_as, support) == {}
    if "reading" not in typed:
        assert len(shown.soup.select("input[name=reading][checked]")) == 2


def test_n30_each_section_has_its_own_level(as_: AsMember, work_as: WorkAs) -> None:
    application = a_draft(work_as, of="ari")
    support = prepared(work_as)
    mine, other = part_of(application), part_of(application, "about_you")

    as_("ari").post(
        f"/supporters/{support}/sections",
        {"reading": [other, "results"], "filling": mine, "speaking": "yes", "version": "1"},
    )

    assert levels(work_as, support) == {
        other: Level.READ, "results": Level.READ, mine: Level.FILL_IN, "adjustments": Level.SPEAK,
    }  # fmt: skip


def test_nothing_is_sent_before_something_is_shared(as_: AsMember, work_as: WorkAs) -> None:
    support = prepared(work_as)

    shown = as_("ari").post(f"/supporters/{support}/invitation")

    assert shown.errors == ["Choose first what they may see."]
    assert row(work_as, support).invited_at is None


def test_sending_twice_sends_once(as_: AsMember, work_as: WorkAs) -> None:
    support = invited(work_as)

    again = as_("ari").post(f"/supporters/{support}/invitation")

    assert again.status == 422
    with work_as(None) as work:
        assert len(work.db.scalars(select(Message).where(col(Message.template) == "supporter_invited")).all()) == 1


def test_an_invitation_is_taken_back(as_: AsMember, work_as: WorkAs) -> None:
    support = invited(work_as)
    ari = as_("ari")

    asked = ari.get(f"/supporters/{support}/ending")
    done = ari.follow(ari.post(f"/supporters/{support}/ending"))
    twice = ari.post(f"/supporters/{support}/ending")

    assert asked.title.startswith("Take back the invitation to Sam?")
    assert "You took the invitation back" in done.main
    assert twice.status == 303
    assert as_("sam").get(f"/supporting/{support}").status == 404


def test_help_is_asked_for_again_with_the_same_sections(as_: AsMember, work_as: WorkAs) -> None:
    support = helping(work_as, reads=["schedule", "results"])
    ended(work_as, support)
    ari = as_("ari")

    again = ari.post(f"/supporters/{support}/again")
    page = ari.follow(again)

    assert row(work_as, support).status is SupporterStatus.PREPARED
    assert {box["value"] for box in page.soup.select("input[name=reading][checked]")} == {"schedule", "results"}
    assert as_("sam").get(f"/supporting/{support}").status == 404
    assert ari.post(f"/supporters/{support}/invitation").status == 303
    assert as_("sam").post(f"/supporting/{support}/acceptance").status == 303


def test_a_supporter_says_no(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    support = invited(work_as)
    sam = as_("sam")

    said = sam.follow(sam.post(f"/supporting/{support}/refusal"))
    run_reactions(parts)

    assert "You said no. Nothing was shown to you." in said.text
    assert "Said no" in as_("ari").get(f"/supporters/{support}").main
    with work_as("ari") as work:
        told = work.db.scalars(select(Message.template).where(col(Message.person_id) == work.actor.person_id)).all()
    assert "supporter_answered" in told


def test_strangers_find_nothing(as_: AsMember, work_as: WorkAs) -> None:
    support = helping(work_as)

    for stranger in (*STRANGERS, "sam"):
        client = as_(stranger)
        for page in ("", "/sections", "/last-day", "/invitation", "/ending", "/log"):
            assert client.get(f"/supporters/{support}{page}").status == 404
        for page in ("/sections", "/last-day", "/invitation", "/ending", "/again"):
            assert client.post(f"/supporters/{support}{page}").status == 404


def test_f100_the_log_says_what_was_read_and_done(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    application = a_draft(work_as, of="ari", says={"draws_you": CANARY})
    section = part_of(application)
    support = helping(work_as, reads=["schedule"], fills=[section])
    sam = as_("sam")
    question = f"/supporting/{support}/applications/{application}/questions/draws_you"
    for _ in range(2):
        sam.get(f"/supporting/{support}/sections/schedule")
    sam.get(f"/supporting/{support}/applications/{application}/parts/your_interest")
    sam.post(question, {"answer_draws_you": "I like paint.", "version_draws_you": "0"})
    clock.advance(days=1)
    as_("sam").get(f"/supporting/{support}/sections/schedule")

    entries = [line.get_text() for line in as_("ari").get(f"/supporters/{support}/log").soup.select("main li")]

    assert entries == [
        "Tuesday 2 March 2027: Sam read: Days and desks",
        "Monday 1 March 2027: Sam wrote an answer for you: What draws you to visual effects?",
        "Monday 1 March 2027: Sam read: Lumina: Your interest",
        "Monday 1 March 2027: Sam read: Days and desks",
        "Monday 1 March 2027: Sam said yes.",
        "Monday 1 March 2027: You invited Sam.",
        "Monday 1 March 2027: You chose what Sam may see.",
    ]


def test_lists_take_the_same_statements_for_any_number(as_: AsMember, work_as: WorkAs) -> None:
    helping(work_as)
    ari, sam = as_("ari"), as_("sam")
    ari.get("/supporters")
    with statements() as one:
        ari.get("/supporters")
        sam.get("/supporting")
    prepared(work_as, email="a@example.com")
    prepared(work_as, email="b@example.com")
    helping(work_as, of="bea")

    with statements() as more:
        ari.get("/supporters")
        sam.get("/supporting")

    assert len(one) == len(more) <= 16
