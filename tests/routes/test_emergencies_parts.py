"""The parts that an auditor opens in an emergency: only the chosen ones, told, written down, and over after an hour."""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from fastapi import FastAPI
from pypdf import PdfReader
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.forms.accommodations import RemarkForm
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.consents import Consent
from app.models.emergencies import Emergency, Part
from app.models.evidence import Evidence
from app.models.files import File, FileStatus
from app.models.people import RoleGrant
from app.models.redactions import WithheldFile
from app.models.reviews import Review, ReviewStatus, Tie
from app.models.ties import NamedReader
from app.rules.consents import ADJUSTMENTS, TELLS_OF_AUDITOR
from app.rules.emergencies import PARTS, TO_CHOOSE
from app.services import accommodations, consents
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import a_draft, asked, talked_about, working
from tests.factories.checkins import FOR_MENTOR, a_checkin, a_note
from tests.factories.decisions import a_sent_application, a_work_sample
from tests.factories.evidence import PAGE, a_shown_paper
from tests.factories.files import a_paper_saying
from tests.factories.matches import noor_and_jun
from tests.factories.supporters import helping
from tests.house.test_every_page import HEAD_OF_LOG, MOST_STATEMENTS
from tests.losing import without_the_key
from tests.running import run_reactions

REASON = "A laptop with her papers was stolen, and I must know what was on it."
ANSWER, OWN_WORDS, PAPER, NOTE = "lanternfish", "kestrel-lantern", "otterbrook.pdf", "Paint out the second wire"
BY_HER, BY_ADVISER, ABOUT_WORK = "mornings are best", "How would that look for you?", "A glass that falls"
ADDRESS = "noor@example.com"

SHOWN = {
    Part.CONTACT: (ADDRESS,),
    Part.ANSWERS: (ANSWER, ABOUT_WORK),
    Part.REQUESTS: ("A quiet seat",),
    Part.PAPERS: (PAPER, BY_ADVISER),
    Part.MENTOR_NOTES: (NOTE,),
}
"""What each part shows of Noor, and no other part does."""

ADDRESSES = {
    Part.CONTACT: "contact",
    Part.ANSWERS: "answers",
    Part.REQUESTS: "requests",
    Part.PAPERS: "papers",
    Part.MENTOR_NOTES: "mentor-notes",
}
NOTHING = "There is nothing here."
each_part = pytest.mark.parametrize("part", TO_CHOOSE)


@dataclass(frozen=True)
class Held:
    """What is held about Noor."""

    application: UUID
    file: UUID
    request: UUID
    paper: UUID


@pytest.fixture
def held(work_as: WorkAs, parts: Parts, stage: Stage) -> Held:
    application = a_sent_application(work_as, of="noor", says={"draws_you": ANSWER})
    file = a_work_sample(work_as, application, description=ABOUT_WORK)
    _lay_bytes(work_as, parts, file)
    request = talked_about(work_as, asked(work_as, of="noor", words=OWN_WORDS))
    with work_as("noor") as work:
        accommodations.remark(work, work.db.get_one(Accommodation, request), RemarkForm(words=BY_HER))
        paper = a_shown_paper(work, parts.storage, request, name=PAPER)
    match = noor_and_jun(work_as, stage)
    with work_as("jun") as work:
        a_note(work, of=match)
    return Held(application, file, request, paper)


def _lay_bytes(work_as: WorkAs, parts: Parts, file_id: UUID) -> None:
    with TemporaryDirectory() as folder, work_as(None) as work:
        path = Path(folder) / "work"
        path.write_bytes(a_paper_saying(ABOUT_WORK))
        file = work.db.get_one(File, file_id)
        file.bytes_long = path.stat().st_size
        parts.storage.keep(file.stored_as, path)


def open_parts(
    client: Client, stage: Stage, chosen: Iterable[str], *, whose: str = "noor", reason: str = REASON
) -> Shown:
    return client.post(f"/emergencies/people/{stage.id_of(whose)}", {"parts": list(chosen), "reason": reason})


def opened(as_: AsMember, stage: Stage, *chosen: Part, whose: str = "noor") -> tuple[Client, str]:
    pia = as_("pia")
    shown = open_parts(pia, stage, chosen or TO_CHOOSE, whose=whose)
    assert shown.status == 303, shown.errors
    return pia, shown.location.partition("?")[0]


def reads(work_as: WorkAs) -> list[str]:
    """The names of what was read in an emergency, oldest first."""
    with work_as(None) as work:
        wanted = select(AuditEntry).where(col(AuditEntry.name).like("emergencies.%read"))
        return [entry.name for entry in work.db.scalars(wanted.order_by(col(AuditEntry.number)))]


def file_paths(path: str, held: Held) -> dict[str, str]:
    return {
        "paper": f"{path}/papers/{held.paper}",
        "work": f"{path}/work-samples/{held.file}",
        "request": f"{path}/requests/{held.request}",
    }


@each_part
def test_authz_07_a_part_is_shown_only_where_it_was_chosen(as_: AsMember, stage: Stage, held: Held, part: Part) -> None:
    assert held
    pia, path = opened(as_, stage, part)

    listed = pia.get(path)
    pages: dict[Part, Shown] = {other: pia.get(f"{path}/{ADDRESSES[other]}") for other in TO_CHOOSE}

    assert [PARTS[other].label in listed.main for other in TO_CHOOSE] == [other is part for other in TO_CHOOSE]
    assert {other: page.status for other, page in pages.items()} == {o: 200 if o is part else 403 for o in TO_CHOOSE}
    assert [word for word in SHOWN[part] if word not in pages[part].main] == []
    others = [word for other in TO_CHOOSE if other is not part for word in SHOWN[other]]
    assert [word for word in others if word in pages[part].text + listed.text] == []


@pytest.mark.parametrize(("part", "name"), [(Part.PAPERS, "paper"), (Part.ANSWERS, "work"), (Part.REQUESTS, "request")])
def test_authz_07_what_lies_in_a_part_opens_with_that_part_alone(
    as_: AsMember, stage: Stage, held: Held, part: Part, name: str
) -> None:
    pia, path = opened(as_, stage, part)

    found = {each: pia.get(address).status for each, address in file_paths(path, held).items()}

    assert found == {each: 200 if each == name else 403 for each in found}


def test_authz_07_a_request_shows_its_words_and_history_without_the_notes_of_its_adviser(
    as_: AsMember, stage: Stage, held: Held
) -> None:
    pia, path = opened(as_, stage, Part.REQUESTS)

    page = pia.get(f"{path}/requests/{held.request}")

    assert (OWN_WORDS in page.main, BY_HER in page.main, "See what happened so far" in page.main) == (True,) * 3
    assert (BY_ADVISER in page.text, PAPER in page.text) == (False, False)


def test_authz_07_a_paper_and_a_work_sample_come_as_downloads(as_: AsMember, stage: Stage, held: Held) -> None:
    pia, path = opened(as_, stage)

    paper = pia.get(f"{path}/papers/{held.paper}")
    work = pia.get(f"{path}/work-samples/{held.file}")

    assert PdfReader(io.BytesIO(paper.answer.content)).pages[0].extract_text() == PAGE
    assert paper.answer.headers["content-disposition"].startswith("attachment")
    assert paper.answer.headers["cache-control"] == "private, no-store"
    assert work.answer.headers["content-disposition"] == (
        "attachment; filename=\"file\"; filename*=UTF-8''work-sample-1.pdf"
    )


@each_part
def test_authz_07_each_read_of_each_part_is_written_down_and_told(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held, part: Part
) -> None:
    assert held
    pia, path = opened(as_, stage)
    pia.get(path)
    before = reads(work_as)
    pia.get(f"{path}/{ADDRESSES[part]}")
    pia.get(f"{path}/{ADDRESSES[part]}")

    assert (before, reads(work_as)) == ([], [f"emergencies.{part}_read"] * 2)
    assert "Read 2 times." in pia.get("/emergencies").main
    assert "in an emergency: 11:00am" in as_("noor").get("/who-looked").main


@pytest.mark.parametrize(
    ("name", "entry", "told"),
    [
        ("paper", "emergencies.paper_read", "A paper for your adviser, in an emergency: 11:00am"),
        ("work", "emergencies.work_read", "A work sample of yours, in an emergency: 11:00am"),
        ("request", "emergencies.requests_read", "What you asked for to help you, in an emergency: 11:00am"),
    ],
)
def test_authz_07_each_file_and_each_request_that_is_read_is_written_down_and_told(  # noqa: PLR0917 - one row of the table
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held, name: str, entry: str, told: str
) -> None:
    pia, path = opened(as_, stage)

    pia.get(file_paths(path, held)[name])

    assert reads(work_as) == [entry]
    assert told in as_("noor").get("/who-looked").main


def test_authz_07_the_person_reads_which_parts_and_the_letter_names_none(
    as_: AsMember, stage: Stage, parts: Parts, held: Held
) -> None:
    assert held
    opened(as_, stage, Part.PAPERS, Part.CONTACT)
    run_reactions(parts)
    noor = as_("noor")
    newest = noor.get("/messages").soup.select("main a[href^='/messages/']")[0]["href"]

    page, letters = noor.get("/who-looked"), noor.get(str(newest))

    told = {part: PARTS[part].told in page.main for part in TO_CHOOSE}
    assert told == {part: part in {Part.PAPERS, Part.CONTACT} for part in TO_CHOOSE}
    assert "Pia Rossi opened this in an emergency" in page.main
    assert REASON in page.main
    assert "Sign in to read who, why, what they can read, and until when." in letters.main
    assert [part for part in TO_CHOOSE if PARTS[part].told in letters.main] == []


def test_authz_07_all_of_it_is_over_at_the_first_request_after_the_hour(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held, clock: MovableClock
) -> None:
    pia, path = opened(as_, stage)
    clock.advance(minutes=59)
    still = [pia.get(address).status for address in file_paths(path, held).values()]
    read = reads(work_as)
    clock.advance(minutes=1)

    pages = [pia.get(f"{path}/{address}") for address in ADDRESSES.values()]
    files = [pia.get(address).status for address in file_paths(path, held).values()]

    assert still == [200, 200, 200]
    assert [(page.status, page.location) for page in pages] == [(303, path)] * 5
    assert files == [404, 404, 404]
    assert "This closed on Monday 1 March 2027, 12:00pm" in pia.get(path).main
    assert reads(work_as) == read


def test_authz_07_ended_early_it_is_over_at_the_next_request(as_: AsMember, stage: Stage, held: Held) -> None:
    pia, path = opened(as_, stage)
    assert pia.post(f"{path}/end").status == 303

    pages = [pia.get(f"{path}/{address}") for address in ADDRESSES.values()]

    assert [(page.status, page.location) for page in pages] == [(303, path)] * 5
    assert [pia.get(address).status for address in file_paths(path, held).values()] == [404, 404, 404]


def test_authz_07_without_the_role_nothing_opens_at_the_next_request(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    pia, path = opened(as_, stage)
    with work_as(None) as work:
        work.db.query(RoleGrant).filter_by(person_id=stage.id_of("pia"), role=Role.AUDITOR).delete()

    found = [pia.get(address).status for address in (path, f"{path}/contact", *file_paths(path, held).values())]

    assert found == [403] * 5


def test_authz_07_no_part_can_be_added_while_it_is_open(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="noor")
    pia, path = opened(as_, stage, Part.CONTACT)

    again = open_parts(pia, stage, TO_CHOOSE)

    assert (again.status, "You have this open already." in again.errors[0]) == (422, True)
    assert pia.get(f"{path}/answers").status == 403


@pytest.mark.parametrize("chosen", [[], ["provide"], ["everything"], ["contact", "provide"]])
def test_authz_07_at_least_one_part_is_chosen_and_only_from_the_list(
    as_: AsMember, stage: Stage, work_as: WorkAs, chosen: list[str]
) -> None:
    a_sent_application(work_as, of="noor")

    shown = open_parts(as_("pia"), stage, chosen)

    assert (shown.status, len(shown.errors)) == (422, 1)
    with work_as(None) as work:
        assert work.db.query(Emergency).count() == 0


def test_authz_07_the_boxes_are_the_same_for_everybody(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    assert held
    a_sent_application(work_as, of="bea")
    pia = as_("pia")

    noor, bea = (pia.get(f"/emergencies/people/{stage.id_of(key)}") for key in ("noor", "bea"))

    boxes = [[str(box["value"]) for box in page.soup.select("input[name=parts]")] for page in (noor, bea)]
    assert boxes == [list(TO_CHOOSE)] * 2
    assert noor.main.replace("Noor Haddad", "Bea Lindqvist") == bea.main


def test_authz_07_a_manager_is_never_asked_for_parts_and_gets_none(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    mei = as_("mei")

    page = mei.get(f"/emergencies/people/{stage.id_of('noor')}")
    path = open_parts(mei, stage, TO_CHOOSE).location.partition("?")[0]

    assert page.soup.select("input[name=parts]") == []
    with work_as(None) as work:
        assert work.db.query(Emergency).one().parts == ["provide"]
    found = [mei.get(f"{path}/{address}").status for address in ADDRESSES.values()]
    assert (mei.get(path).status, found) == (200, [403] * 5)
    assert [mei.get(address).status for address in file_paths(path, held).values()] == [403] * 3
    assert ADDRESS not in mei.get(path).text


@pytest.mark.parametrize("who", ["mei", "ida", "tom", "jun", "ravi", "hal", "ola", "fay", "sam", "noor", "bea", None])
def test_authz_07_nobody_else_reads_what_an_auditor_opened(
    as_: AsMember, stage: Stage, held: Held, who: str | None
) -> None:
    _, path = opened(as_, stage)
    client = as_(who)

    found = {client.get(f"{path}/{address}").status for address in ADDRESSES.values()}
    found |= {client.get(address).status for address in file_paths(path, held).values()}

    assert found == ({404} if who else {303})


def test_authz_07_an_auditor_opens_neither_themselves_nor_whom_they_support(
    as_: AsMember, stage: Stage, work_as: WorkAs
) -> None:
    for key in ("pia", "noor"):
        a_sent_application(work_as, of=key)
    helping(work_as, of="noor", by="pia")
    pia = as_("pia")

    found = [open_parts(pia, stage, TO_CHOOSE, whose=key).status for key in ("pia", "noor")]

    assert found == [404, 404]
    assert "There is nobody of this name." in pia.get("/emergencies?name=noor").main


def makes_reviewer(work_as: WorkAs, stage: Stage) -> None:
    with work_as(None) as work:
        grant = work.db.scalars(select(RoleGrant).where(col(RoleGrant.person_id) == stage.id_of("ravi"))).one()
        work.db.add(
            RoleGrant(
                id=work.new_id(), person_id=stage.id_of("pia"), role=Role.REVIEWER, programme_id=grant.programme_id,
                granted_at=work.now,
            )
        )  # fmt: skip


def gives_review(work_as: WorkAs, stage: Stage, application: UUID, status: ReviewStatus) -> None:
    """Pia is asked to score this application."""
    with work_as(None) as work:
        work.db.add(
            Review(
                id=work.new_id(), application_id=application, reviewer_id=stage.id_of("pia"), status=status,
                assigned_at=work.now, tie=Tie.FRIEND if status is ReviewStatus.CONFLICT else None,
            )
        )  # fmt: skip


@pytest.mark.parametrize("status", list(ReviewStatus))
def test_authz_07_an_auditor_opens_nobody_whom_they_score_or_scored(
    as_: AsMember, stage: Stage, work_as: WorkAs, status: ReviewStatus
) -> None:
    """Also after the role of a reviewer has ended: what they gave counts."""
    gives_review(work_as, stage, a_sent_application(work_as, of="noor"), status)
    a_sent_application(work_as, of="bea")

    found = [open_parts(as_("pia"), stage, TO_CHOOSE, whose=key).status for key in ("noor", "bea")]

    assert found == [404, 303]
    assert "There is nobody of this name." in as_("pia").get("/emergencies?name=noor").main


@pytest.mark.parametrize("reviews", [True, False])
def test_authz_07_an_auditor_who_reviews_opens_nobody_whom_they_are_tied_to(
    as_: AsMember, stage: Stage, work_as: WorkAs, reviews: bool
) -> None:
    application = a_sent_application(work_as, of="noor")
    with work_as("noor") as work:
        work.db.add(NamedReader(application_id=application, reader_id=stage.id_of("pia"), named_at=work.now))
    if reviews:
        makes_reviewer(work_as, stage)

    assert open_parts(as_("pia"), stage, TO_CHOOSE).status == (404 if reviews else 303)


def test_authz_07_an_auditor_who_is_asked_to_score_within_the_hour_reads_no_more(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    pia, path = opened(as_, stage)
    before = pia.get(f"{path}/contact").status
    gives_review(work_as, stage, held.application, ReviewStatus.ASSIGNED)

    pages = [pia.get(f"{path}/{address}").status for address in ADDRESSES.values()]
    files = [pia.get(address).status for address in file_paths(path, held).values()]

    assert (before, pages, files) == (200, [404] * 5, [404] * 3)
    assert pia.post(f"{path}/end").status == 303


@pytest.mark.parametrize("part", [part for part in TO_CHOOSE if part not in {Part.CONTACT, Part.ANSWERS}])
def test_authz_07_a_part_that_holds_nothing_says_so(as_: AsMember, stage: Stage, work_as: WorkAs, part: Part) -> None:
    """Everybody has an address, and whoever applied has answered."""
    a_sent_application(work_as, of="bea")
    pia, path = opened(as_, stage, whose="bea")

    page = pia.get(f"{path}/{ADDRESSES[part]}")

    assert NOTHING in page.main
    assert reads(work_as) == [f"emergencies.{part}_read"]


def test_authz_07_drafts_and_what_was_taken_back_are_in_no_part(
    as_: AsMember, stage: Stage, work_as: WorkAs, parts: Parts, held: Held
) -> None:
    a_draft(work_as, of="noor", need="back_to_wall")
    pia, path = opened(as_, stage)
    before = pia.get(f"{path}/requests")
    with work_as("noor") as work:
        accommodations.withdraw(work, work.db.get_one(Accommodation, held.request), Nothing())
    run_reactions(parts)

    assert ("A quiet seat" in before.main, "wall" in before.main) == (True, False)
    assert (NOTHING in pia.get(f"{path}/requests").main, NOTHING in pia.get(f"{path}/papers").main) == (True, True)
    assert pia.get(f"{path}/requests/{held.request}").status == 404


def test_priv02_what_the_yes_to_reading_was_taken_back_for_is_in_no_part(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    over = working(work_as, asked(work_as, of="noor", need="fixed_seat"), of="noor")
    noor = as_("noor")
    noor.post(f"/adjustments/{over}/ending")
    pia, path = opened(as_, stage)
    before = pia.get(f"{path}/requests/{over}").status
    noor.post("/consents/adjustments/withdrawal")

    after = [pia.get(f"{path}/requests/{item}").status for item in (over, held.request)]

    assert (before, after) == (200, [404, 404])
    assert NOTHING in pia.get(f"{path}/requests").main


def older_yes(work_as: WorkAs, stage: Stage, version: int) -> None:
    """Noor's yes as it was said to the words of this version."""
    with work_as(None) as work:
        yes = select(Consent).where(col(Consent.person_id) == stage.id_of("noor"), col(Consent.purpose) == ADJUSTMENTS)
        work.db.scalars(yes).one().version = version


def test_priv02_a_yes_to_words_that_tell_of_no_auditor_opens_nothing_to_one(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    """Requests, papers and the notes of advisers; a new yes opens them."""
    older_yes(work_as, stage, TELLS_OF_AUDITOR - 1)
    pia, path = opened(as_, stage)
    lists, files = (f"{path}/requests", f"{path}/papers"), file_paths(path, held)

    before = [NOTHING in pia.get(address).main for address in lists]
    closed = [pia.get(files[name]).status for name in ("request", "paper")]
    with work_as("noor") as work:
        consents.say_yes(work, ADJUSTMENTS, stage.id_of("noor"))

    assert (before, closed) == ([True, True], [404, 404])
    assert [NOTHING in pia.get(address).main for address in lists] == [False, False]
    assert [pia.get(files[name]).status for name in ("request", "paper")] == [200, 200]


def _waits(paper: Evidence, _item: Accommodation) -> None:
    paper.status = FileStatus.WAITING


def _has_no_adviser(_paper: Evidence, item: Accommodation) -> None:
    item.adviser_id = None


@pytest.mark.parametrize("change", [_waits, _has_no_adviser])
def test_authz_07_a_paper_that_only_its_owner_can_open_stays_theirs(
    as_: AsMember,
    stage: Stage,
    work_as: WorkAs,
    held: Held,
    change: Callable[[Evidence, Accommodation], None],
) -> None:
    with work_as(None) as work:
        change(work.db.get_one(Evidence, held.paper), work.db.get_one(Accommodation, held.request))
    pia, path = opened(as_, stage)

    assert PAPER not in pia.get(f"{path}/papers").text
    assert pia.get(f"{path}/papers/{held.paper}").status == 404


def test_authz_07_files_of_somebody_else_do_not_open(as_: AsMember, stage: Stage, work_as: WorkAs, held: Held) -> None:
    a_sent_application(work_as, of="bea")
    pia, path = opened(as_, stage, whose="bea")

    assert [pia.get(address).status for address in file_paths(path, held).values()] == [404] * 3


def test_authz_07_a_trainees_own_check_ins_are_in_no_part(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    assert held
    with work_as("noor") as work:
        a_checkin(work, helped=FOR_MENTOR)
    pia, path = opened(as_, stage)

    assert FOR_MENTOR not in pia.get(f"{path}/mentor-notes").text


def test_authz_07_what_is_withheld_from_reviewers_and_answers_they_never_read(
    as_: AsMember, stage: Stage, work_as: WorkAs, held: Held
) -> None:
    with work_as("mei") as work:
        work.db.add(WithheldFile(file_id=held.file, withheld_by=stage.id_of("mei"), withheld_at=work.now))
        assert work.db.get_one(File, held.file).description == ABOUT_WORK
    pia, path = opened(as_, stage)

    page = pia.get(f"{path}/answers")

    assert ABOUT_WORK in page.main
    assert "name in the words of noor" not in page.main


def test_key03_a_lost_key_leaves_the_page_of_papers_and_says_it_for_the_paper(  # noqa: PLR0917 - fixtures
    as_: AsMember, stage: Stage, web: FastAPI, parts: Parts, work_as: WorkAs, held: Held
) -> None:
    pia, path = opened(as_, stage)

    with without_the_key(web, parts):
        listed, paper = pia.get(f"{path}/papers"), pia.get(f"{path}/papers/{held.paper}")
        request, answers = pia.get(f"{path}/requests/{held.request}"), pia.get(f"{path}/answers")

    assert (listed.status, paper.status, request.status, answers.status) == (200, 503, 200, 200)
    assert "Ida Brandt" in listed.main
    assert "This paper is locked, and we cannot open it right now." in paper.main
    assert "emergencies.paper_read" not in reads(work_as)


@pytest.mark.parametrize("address", [*ADDRESSES.values(), "request"])
def test_authz_07_a_part_asks_the_database_little(as_: AsMember, stage: Stage, held: Held, address: str) -> None:
    pia, path = opened(as_, stage)
    wanted = file_paths(path, held).get(address, f"{path}/{address}")
    pia.get(wanted)

    with statements() as sent:
        assert pia.get(wanted).status == 200

    reads_of_it = [each for each in sent if each.lstrip().upper().startswith("SELECT") and not HEAD_OF_LOG.search(each)]
    assert len(reads_of_it) <= MOST_STATEMENTS
