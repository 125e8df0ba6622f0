"""What a supporter sees and does: shared sections alone, texts that the person takes or not, and the end of it all."""

from uuid import UUID

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.applications import Answer, Outcome
from app.models.files import File, FileStatus
from app.models.messages import Message
from app.models.supporters import PreparedAnswer, Supporter, SupporterStatus
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import a_draft as a_wish
from tests.factories.accommodations import agreed, asked
from tests.factories.applications import a_draft
from tests.factories.bookings import a_booking
from tests.factories.decisions import a_work_sample, decided, enrolled, released
from tests.factories.files import a_picture
from tests.factories.sessions import a_session
from tests.factories.supporters import UNTIL, ended, helping, invited, part_of
from tests.running import run_reactions

CANARY = "ptarmigan"
DRAWS_YOU = "draws_you"
SAID = {"about_work": CANARY, DRAWS_YOU: "Paint and light."}
OVER = "You no longer help here, so this page is closed. Your home page shows whom you help now."


def part_path(support: UUID, application: UUID, part: str = "your_interest") -> str:
    return f"/supporting/{support}/applications/{application}/parts/{part}"


def question_path(support: UUID, application: UUID, question: str = DRAWS_YOU) -> str:
    return f"/supporting/{support}/applications/{application}/questions/{question}"


def writes(client: Client, path: str, text: str, *, version: int = 0, question: str = DRAWS_YOU) -> Shown:
    return client.post(path, {f"answer_{question}": text, f"version_{question}": str(version)})


def a_draft_with_help(work_as: WorkAs) -> tuple[UUID, UUID]:
    """Ari's draft, and Sam who may help to fill in one part of it."""
    application = a_draft(work_as, of="ari", says=SAID)
    mine = part_of(application)
    return application, helping(work_as, reads=[mine], fills=[mine])


def answer_of(work_as: WorkAs, application: UUID, question: str = DRAWS_YOU) -> object:
    with work_as(None) as work:
        return work.db.scalars(
            select(Answer.value).where(col(Answer.application_id) == application, col(Answer.question) == question)
        ).one_or_none()


def a_picture_of(as_: AsMember, work_as: WorkAs, application: UUID) -> UUID:
    """A picture of Ari's, with its bytes, that our scanner let through."""
    path = f"/applications/{application}/questions/work_sample/files"
    sent = as_("ari").post(path, {"description": ""}, files={"file": ("Ari Novak.jpg", a_picture(), "image/jpeg")})
    assert sent.status == 303
    with work_as(None) as work:
        file = work.db.scalars(select(File)).one()
        file.status = FileStatus.CLEAN
        return file.id


def test_nobody_to_help_yet(as_: AsMember) -> None:
    shown = as_("bea").get("/supporting")

    assert "You help nobody here now." in shown.main


def test_n30_only_shared_sections_are_there(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    sam = as_("sam")

    home = sam.get(f"/supporting/{support}")
    shared = sam.get(part_path(support, application))

    assert "You are helping Ari. Ari sees what you do here." in home.main
    assert "You can help until Thursday 1 April 2027." in home.main
    assert "Paint and light." in shared.main
    for hidden in (part_path(support, application, "your_work"), f"/supporting/{support}/sections/schedule",
                   f"/supporting/{support}/sections/nonsense", part_path(support, application, "nonsense"),
                   question_path(support, application, "about_work"), question_path(support, application, "nonsense")):  # fmt: skip
        assert sam.get(hidden).status == 404
    for page in (home, shared):
        assert CANARY not in page.text


def test_sections_of_another_person_stay_closed(as_: AsMember, work_as: WorkAs) -> None:
    """A section names an application; the person who shared it cannot open somebody else's with it."""
    _, support = a_draft_with_help(work_as)
    other = a_draft(work_as, of="bea", says={"name": CANARY})

    assert as_("sam").get(part_path(support, other)).status == 404
    assert writes(as_("sam"), question_path(support, other), "Mine").status == 404


def test_strangers_find_nothing_at_the_addresses_of_a_supporter(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)

    for stranger in ("ari", "bea", "mei", "ravi", "ida", "jun"):
        client = as_(stranger)
        for path in (f"/supporting/{support}", part_path(support, application), question_path(support, application)):
            assert client.get(path).status == 404
        assert writes(client, question_path(support, application), "Mine").status == 404


def test_n30_reading_alone_lets_nobody_write(as_: AsMember, work_as: WorkAs) -> None:
    application = a_draft(work_as, of="ari", says=SAID)
    support = helping(work_as, reads=[part_of(application)])
    sam = as_("sam")

    shown = sam.get(part_path(support, application))

    assert "Write for Ari" not in shown.main
    assert sam.get(question_path(support, application)).status == 404
    assert writes(sam, question_path(support, application), "Mine").status == 404


def test_f100_a_text_is_kept_on_behalf_and_is_no_answer(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    sam = as_("sam")

    kept = sam.follow(writes(sam, question_path(support, application), "I notice edges."))
    check = as_("ari").get(f"/applications/{application}/check")
    history = as_("ari").get(f"/applications/{application}/history")

    assert "Your text is kept. It counts when the person you help says so." in kept.text
    assert answer_of(work_as, application) == "Paint and light."
    assert "Written by Sam Adeyemi for you on Monday 1 March 2027" in check.main
    assert "Not used yet" in check.main
    assert "Sam Adeyemi wrote a text for you: What draws you to visual effects?" in history.main
    with work_as("ari") as work:
        entry = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "supporters.answer_written")).one()
        assert entry.on_behalf_of == entry.about == work.actor.person_id
        assert entry.actor_id != work.actor.person_id


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("I notice edges.", "You used the text that was written for you: What draws you to visual effects?"),
        ("I see edges.", "You changed the text that was written for you, then used it: What draws you"),
    ],
)
def test_f100_the_person_uses_it_or_changes_it_first(as_: AsMember, work_as: WorkAs, text: str, history: str) -> None:
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "I notice edges.")
    ari, path = as_("ari"), f"/applications/{application}/texts/{DRAWS_YOU}"

    page = ari.get(path)
    typed = {str(box["name"]): box.get("value", "") for box in page.soup.select("main form input[type=hidden]")}
    done = ari.follow(ari.post(path, {**typed, f"answer_{DRAWS_YOU}": text}))

    assert page.soup.select("textarea")[0].get_text(strip=True) == "I notice edges."
    assert "Paint and light." in page.main
    assert answer_of(work_as, application) == text
    assert ("You use it" in done.main) == (text == "I notice edges.")
    assert history in ari.get(f"/applications/{application}/history").main


def test_f100_the_person_takes_it_out(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "I notice edges.")
    ari, path = as_("ari"), f"/applications/{application}/texts/{DRAWS_YOU}/removal"

    done = ari.follow(ari.post(path))
    twice = ari.post(path)

    assert "I notice edges." not in done.main
    assert "Written by" not in done.main
    assert twice.status == 303
    assert answer_of(work_as, application) == "Paint and light."


def test_only_the_person_decides_about_a_text(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "I notice edges.")
    path = f"/applications/{application}/texts/{DRAWS_YOU}"

    for somebody in ("sam", "bea", "ravi"):
        assert as_(somebody).get(path).status == 404
        assert as_(somebody).post(path).status == 404
        assert as_(somebody).post(f"{path}/removal").status == 404
    assert as_("ari").get(f"/applications/{application}/texts/name").status == 404


def test_an_older_tab_never_overwrites_a_text(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    sam, path = as_("sam"), question_path(support, application)
    writes(sam, path, "First.")

    older = writes(sam, path, "Second.")
    typed = older.soup.select(f"input[name=version_{DRAWS_YOU}]")[0]["value"]
    again = writes(sam, path, "Second.", version=int(str(typed)))

    assert (older.status, older.errors) == (
        422,
        ["There is newer text from another tab or another person. Read both texts, then save one."],
    )
    assert "First." in older.main
    assert older.soup.select("textarea")[0].get_text(strip=True) == "Second."
    assert again.status == 303


def test_a_text_that_changed_meanwhile_is_not_settled(as_: AsMember, work_as: WorkAs) -> None:
    """Ari uses what Ari saw; what Sam wrote since then still waits for a look."""
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "First.")
    ari, path = as_("ari"), f"/applications/{application}/texts/{DRAWS_YOU}"
    page = ari.get(path)
    typed = {str(box["name"]): box.get("value", "") for box in page.soup.select("main form input[type=hidden]")}
    writes(as_("sam"), question_path(support, application), "Second.", version=1)

    done = ari.follow(ari.post(path, {**typed, f"answer_{DRAWS_YOU}": "First."}))

    assert answer_of(work_as, application) == "First."
    assert "Not used yet" in done.main


def test_an_older_tab_of_the_person_is_told(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "I notice edges.")
    ari, path = as_("ari"), f"/applications/{application}/texts/{DRAWS_YOU}"

    stale = ari.post(path, {f"answer_{DRAWS_YOU}": "I notice edges.", f"version_{DRAWS_YOU}": "0", "prepared": "1"})

    assert stale.status == 422
    assert stale.errors[0].startswith("“What draws you to visual effects?” was changed in another tab")
    assert answer_of(work_as, application) == "Paint and light."


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Write an answer, or choose “Save and stop for now”"),
        ("x" * 9000, "Use 3000 characters or fewer. You have used 9000"),
        ("a\x00b", "We took hidden characters out of this answer. Check it, then send it again"),
    ],
)
def test_a_text_that_cannot_be_taken_stays_on_the_page(as_: AsMember, work_as: WorkAs, text: str, error: str) -> None:
    application, support = a_draft_with_help(work_as)

    shown = writes(as_("sam"), question_path(support, application), text)

    assert shown.status == 422
    assert shown.errors[0].split(" ")[0] == error.split(" ", maxsplit=1)[0]
    assert shown.soup.select("textarea")[0].get_text(strip=True) == text.replace("\x00", "")


def test_n30_files_of_shared_sections_open_and_no_others(as_: AsMember, work_as: WorkAs) -> None:
    application = a_draft(work_as, of="ari", says=SAID)
    file = a_picture_of(as_, work_as, application)
    support = helping(work_as, reads=[part_of(application, "your_work")])
    other = helping(work_as, by="bea", reads=[part_of(application)])

    opened = as_("sam").get(f"/supporting/{support}/files/{file}")

    assert opened.status == 200
    assert "work-sample-1" in opened.answer.headers["content-disposition"]
    assert as_("bea").get(f"/supporting/{other}/files/{file}").status == 404
    for address in (f"/files/{file}", f"/files/{file}/viewer", f"/files/{file}/content"):
        assert as_("sam").get(address).status == 404


def test_a_file_of_somebody_else_stays_closed(as_: AsMember, work_as: WorkAs) -> None:
    mine = a_draft(work_as, of="ari", says=SAID)
    support = helping(work_as, reads=[part_of(mine, "your_work")])
    other = a_work_sample(work_as, a_draft(work_as, of="bea"))

    assert as_("sam").get(f"/supporting/{support}/files/{other}").status == 404


def test_n30_a_result_is_read_after_its_release_alone(as_: AsMember, work_as: WorkAs) -> None:
    decided(work_as, of="bea", outcome=Outcome.NOT_OFFERED, feedback=CANARY)
    waiting = helping(work_as, of="bea", reads=["results"])
    before = as_("sam").get(f"/supporting/{waiting}/sections/results")
    released(work_as, of="ari", outcome=Outcome.OFFERED)
    told = helping(work_as, of="ari", reads=["results"])

    after = as_("sam").get(f"/supporting/{told}/sections/results")

    assert "With the programme" in before.main
    assert CANARY not in before.text
    assert "Offered" in after.main
    assert "Good eye." in after.main


def test_n30_talks_and_sessions_are_read(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    enrolled(work_as, of="ari")
    with work_as("ari") as work:
        session = a_session(work, cohort=stage.cohorts["lumina"])
        a_session(work, cohort=stage.cohorts["lumina"], title=CANARY)
        a_booking(work, of=session)
        title = session.title
    support = helping(work_as, reads=["sessions"])

    shown = as_("sam").get(f"/supporting/{support}/sections/sessions")

    assert title in shown.main
    assert "A place is booked" in shown.main
    assert CANARY not in shown.text


def test_n30_the_passport_says_what_to_provide_and_never_why(as_: AsMember, work_as: WorkAs) -> None:
    agreed(work_as, asked(work_as, of="noor", words=CANARY))
    support = helping(work_as, of="noor", reads=["passport"])

    shown = as_("sam").get(f"/supporting/{support}/sections/passport")

    assert "Give them a quiet seat." in shown.main
    assert CANARY not in shown.text
    assert as_("sam").get(f"/supporting/{support}/sections/adjustments").status == 404


def test_n30_speaking_for_somebody_is_seen_as_that_by_both(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item = asked(work_as, of="ari")
    draft = a_wish(work_as, of="ari", need="fixed_seat")
    support = helping(work_as, reads=["adjustments"], speaks=True)
    sam, path = as_("sam"), f"/supporting/{support}/adjustments/{item}"

    listed = sam.get(f"/supporting/{support}/sections/adjustments")
    done = sam.follow(sam.post(f"{path}/words", {"words": "Mornings are best."}))
    run_reactions(parts)

    assert "A quiet seat" in listed.main
    assert "The same seat each time" not in listed.main
    assert sam.get(f"/supporting/{support}/adjustments/{draft}").status == 404
    assert "Sam Adeyemi for Ari Novak, on Monday 1 March 2027" in done.main
    assert "Sam Adeyemi for Ari Novak, on Monday" in as_("ida").get(f"/adviser/adjustments/{item}").main
    assert "Sam Adeyemi for Ari Novak, on Monday" in as_("ari").get(f"/adjustments/{item}").main
    assert "Sam wrote to your adviser for you." in as_("ari").get(f"/supporters/{support}/log").main
    with work_as(None) as work:
        told = work.db.scalars(select(Message.template).where(col(Message.template).like("adjustment_%"))).all()
    assert {"adjustment_news", "adjustment_for_adviser"} <= set(told)


def test_n30_reading_the_talk_lets_nobody_speak(as_: AsMember, work_as: WorkAs) -> None:
    item = asked(work_as, of="ari")
    support = helping(work_as, reads=["adjustments"])
    path = f"/supporting/{support}/adjustments/{item}"

    assert "Write for Ari" not in as_("sam").get(path).main
    assert as_("sam").post(f"{path}/words", {"words": "Mornings are best."}).status == 404


def test_words_that_cannot_be_sent_stay(as_: AsMember, work_as: WorkAs) -> None:
    item = asked(work_as, of="ari")
    support = helping(work_as, reads=["adjustments"], speaks=True)

    shown = as_("sam").post(f"/supporting/{support}/adjustments/{item}/words", {"words": "x" * 2501})

    assert (shown.status, shown.errors) == (422, ["Use 2500 characters or fewer. You have used 2501"])
    assert shown.soup.select("textarea")[0].get_text(strip=True) == "x" * 2501


def test_n30_ending_counts_from_the_very_next_request(as_: AsMember, work_as: WorkAs) -> None:
    """The same sign-in, pages that are open, a fragment, a file, and a text that was being written."""
    application = a_draft(work_as, of="ari", says=SAID)
    file = a_picture_of(as_, work_as, application)
    support = helping(work_as, reads=["schedule", part_of(application, "your_work")], fills=[part_of(application)])
    sam = as_("sam")
    paths = (
        part_path(support, application), question_path(support, application),
        f"/supporting/{support}/sections/schedule", f"/supporting/{support}/files/{file}",
    )  # fmt: skip
    before = [sam.get(path).status for path in paths]

    as_("ari").post(f"/supporters/{support}/ending")

    assert before == [200, 200, 200, 200]
    for path in paths:
        shown = sam.get(path)
        assert (shown.status, OVER in shown.main) == (404, True)
    fragment = sam.fragment(paths[0], "problem")
    assert (fragment.status, OVER in fragment.text) == (404, True)
    assert fragment.soup.select("a[href='/']")
    written = writes(sam, question_path(support, application), "I notice edges.")
    assert (written.status, OVER in written.main) == (404, True)
    assert "You can see nothing of Ari here any more." in sam.get(f"/supporting/{support}").main
    with work_as(None) as work:
        assert work.db.scalars(select(PreparedAnswer)).all() == []


def test_n30_after_the_last_day_reading_stops_by_itself(as_: AsMember, work_as: WorkAs, clock: MovableClock) -> None:
    support = helping(work_as)
    clock.advance(days=31)
    last = as_("sam").get(f"/supporting/{support}/sections/schedule").status
    clock.advance(days=1)

    shown = as_("sam").get(f"/supporting/{support}/sections/schedule")
    home = as_("sam").get(f"/supporting/{support}")

    assert last == 200
    assert (shown.status, OVER in shown.main) == (404, True)
    assert "Over. The last day has passed" in home.main
    assert "Over. The last day has passed" in as_("ari").get(f"/supporters/{support}").main
    assert UNTIL.isoformat() == "2027-04-01"


def test_taking_a_section_back_counts_at_once(as_: AsMember, work_as: WorkAs) -> None:
    support = helping(work_as, reads=["schedule", "results"])
    sam = as_("sam")
    sam.get(f"/supporting/{support}/sections/results")
    with work_as(None) as work:
        version = work.db.get_one(Supporter, support).version

    as_("ari").post(
        f"/supporters/{support}/sections", {"reading": "schedule", "speaking": "no", "version": str(version)}
    )

    assert sam.get(f"/supporting/{support}/sections/results").status == 404
    assert sam.get(f"/supporting/{support}/sections/schedule").status == 200


def test_f99_a_supporter_leaves_in_one_press(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    support = helping(work_as)
    sam = as_("sam")

    asked_first = sam.get(f"/supporting/{support}/leaving")
    done = sam.follow(sam.post(f"/supporting/{support}/leaving"))
    twice = sam.post(f"/supporting/{support}/leaving")
    run_reactions(parts)

    assert "You need no reason. Ari is told that you stopped." in asked_first.main
    assert "You stopped helping." in done.text
    assert twice.status == 303
    assert "Stopped helping" in as_("ari").get(f"/supporters/{support}").main
    with work_as(None) as work:
        assert work.db.get_one(Supporter, support).status is SupporterStatus.LEFT


def test_the_right_to_help_is_not_the_role_alone(as_: AsMember, work_as: WorkAs) -> None:
    """Sam holds the role of a supporter, and helps somebody else."""
    support = helping(work_as, by="bea")

    assert as_("sam").get(f"/supporting/{support}/sections/schedule").status == 404
    assert as_("bea").get(f"/supporting/{support}/sections/schedule").status == 200
    ended(work_as, support)
    assert as_("bea").get(f"/supporting/{support}/sections/schedule").status == 404


def test_who_was_only_invited_sees_nothing(as_: AsMember, work_as: WorkAs) -> None:
    """The role is Sam's from before; the invitation opens no section before the yes."""
    support = invited(work_as)

    assert as_("sam").get(f"/supporting/{support}/sections/schedule").status == 403
    assert as_("sam").get(f"/supporting/{support}").status == 200


@pytest.mark.parametrize("section", ["schedule", "results", "sessions", "adjustments", "passport"])
def test_an_empty_section_says_so_in_few_statements(as_: AsMember, work_as: WorkAs, section: str) -> None:
    support = helping(work_as, reads=[section])
    sam = as_("sam")
    sam.get(f"/supporting/{support}/sections/{section}")

    with statements() as sent:
        shown = sam.get(f"/supporting/{support}/sections/{section}")

    assert "There is nothing here yet." in shown.main
    assert len(sent) <= 8


def test_pages_of_a_draft_take_few_statements(as_: AsMember, work_as: WorkAs) -> None:
    application, support = a_draft_with_help(work_as)
    writes(as_("sam"), question_path(support, application), "I notice edges.")
    sam, ari = as_("sam"), as_("ari")
    counted = {}
    for client, path in (
        (sam, part_path(support, application)), (sam, question_path(support, application)),
        (sam, f"/supporting/{support}"), (sam, "/supporting"), (ari, f"/supporters/{support}"),
        (ari, f"/supporters/{support}/log"), (ari, f"/applications/{application}/check"),
        (ari, f"/applications/{application}/texts/{DRAWS_YOU}"), (ari, f"/supporters/{support}/sections"),
        (ari, "/"),
    ):  # fmt: skip
        client.get(path)
        with statements() as sent:
            client.get(path)
        counted[path] = len(sent)

    assert {path: count for path, count in counted.items() if count > 8} == {}
