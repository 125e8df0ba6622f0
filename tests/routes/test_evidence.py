"""Papers for an adviser: who may show one, who meets it, when it goes, and what is said when it cannot be opened."""

import io
import json
from collections.abc import Callable
from uuid import UUID
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from sqlmodel import col, select
from structlog.testing import capture_logs

from app.adapters.aside import close
from app.adapters.parts import Parts
from app.adapters.scanners import Scanner
from app.core.events import AuditEntry
from app.core.vault import LOCKED
from app.forms.accommodations import RemarkForm
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.models.messages import Message
from app.reactions.evidence import scan_waiting
from app.rules.evidence import MOST_PAPERS
from app.services import accommodations
from app.services.casting import Stage
from tests.adapters.test_scanners import EICAR, clamd  # noqa: F401 - a fixture
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import agreed, asked, not_agreed
from tests.factories.evidence import PAGE, a_shown_paper
from tests.factories.files import CANARY, a_named_paper, a_paper_saying, a_picture, a_signed_paper
from tests.factories.supporters import helping
from tests.factories.videos import an_mp4
from tests.routes.test_files_scanning import AWAY, Scanned, product, there  # noqa: F401 - fixtures
from tests.routes.test_own_data import fetched, own_file
from tests.running import run_reactions
from tests.services.test_accommodations_clocks import a_second_adviser

NOBODYS_ID = "00000000-0000-7000-8000-000000000000"
NAME, WORDS = "kestrel-lantern.pdf", "My school wrote this about otterbrook."
CLOSED = "This paper is locked, and we cannot open it right now."

Sent = tuple[str, bytes, str]


def send(client: Client, accommodation_id: UUID, file: Sent | None, *, words: str = "") -> Shown:
    files = {"file": file} if file else {"other": ("", b"", "")}
    return client.post(f"/adjustments/{accommodation_id}/papers", {"words": words}, files=files)


def a_letter(name: str = NAME) -> Sent:
    return name, a_paper_saying(PAGE), "application/pdf"


def papers(work_as: WorkAs) -> list[Evidence]:
    with work_as(None) as work:
        return list(work.db.scalars(select(Evidence).order_by(col(Evidence.id))).all())


def shown_paper(work_as: WorkAs, parts: Parts, item: UUID, *, of: str = "noor", words: str = "") -> UUID:
    with work_as(of) as work:
        return a_shown_paper(work, parts.storage, item, name=NAME, words=words)


def text_of(shown: Shown) -> str:
    return PdfReader(io.BytesIO(shown.answer.content)).pages[0].extract_text()


def test_f45_a_paper_is_shown_to_the_named_adviser_and_comes_as_a_download(as_: AsMember, work_as: WorkAs) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")

    added = noor.follow(send(noor, item, a_letter(), words=WORDS))
    case = as_("ida").get(f"/adviser/adjustments/{item}")
    (paper,) = papers(work_as)
    got = as_("ida").get(f"/papers/{paper.id}/file")

    assert "Your paper is added. It goes when there is a decision, unless you keep it." in added.text
    assert f"See {NAME}" in added.main
    assert "You, and Ida Brandt, the adviser named for this." in added.main
    assert "In an emergency a privacy auditor can open it for one hour, and you are told." in added.main
    assert f"Download {NAME}" in case.main
    assert WORDS in case.main
    assert text_of(got) == PAGE
    headers = got.answer.headers
    assert headers["content-disposition"] == f"attachment; filename=\"file\"; filename*=UTF-8''{NAME}"
    assert headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors 'self'"
    assert (headers["content-type"], headers["cache-control"]) == ("application/pdf", "private, no-store")


def test_f45_a_paper_loses_who_made_it_and_a_picture_what_is_hidden(as_: AsMember, work_as: WorkAs) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    sent = {"letter.pdf": (a_named_paper(), "application/pdf"), "letter.jpg": (a_picture(), "image/jpeg")}

    for name, (content, kind) in sent.items():
        assert CANARY.encode() in content
        assert send(noor, item, (name, content, kind)).status == 303

    for paper in papers(work_as):
        assert CANARY.encode() not in noor.get(f"/papers/{paper.id}/file").answer.content


@pytest.mark.parametrize(
    ("file", "status", "sentence"),
    [
        (None, 422, "Choose a paper"),
        (("letter.mp4", an_mp4(), "video/mp4"), 415, "We take PDF files and pictures (JPEG, PNG, WebP)."),
        (("letter.doc", b"words", "application/msword"), 415, "We take PDF files and pictures (JPEG, PNG, WebP)."),
        (("letter.pdf", a_signed_paper(), "application/pdf"), 415, "This PDF holds a signature made by a program"),
        (("letter.png", a_picture("JPEG"), "image/png"), 415, "This file is of another kind than its name says."),
    ],
)
def test_what_is_no_paper_is_refused_with_its_reason_and_nothing_stays(  # noqa: PLR0917 - one row of the table
    as_: AsMember, work_as: WorkAs, parts: Parts, file: Sent | None, status: int, sentence: str
) -> None:
    item, before = asked(work_as, of="noor"), sorted(parts.storage.names())

    shown = send(as_("noor"), item, file, words=WORDS)

    assert shown.status == status
    link = shown.soup.select(".errors a")[0]
    assert (link["href"], link.get_text()[: len(sentence)]) == ("#field-file", sentence)
    assert shown.soup.select("textarea")[0].get_text().strip() == WORDS
    assert papers(work_as) == []
    assert sorted(parts.storage.names()) == before


def test_there_is_room_for_some_and_no_more(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    for _ in range(MOST_PAPERS):
        shown_paper(work_as, parts, item)

    page, more = noor.get(f"/adjustments/{item}/papers"), send(noor, item, a_letter())

    assert "There are 3 papers here, which is as many as we take." in page.main
    assert page.soup.select("main form") == []
    assert (more.status, len(papers(work_as))) == (422, MOST_PAPERS)
    assert "There are 3 papers here already." in more.main


def test_f45_no_paper_is_asked_for_where_no_decision_is_needed(as_: AsMember, work_as: WorkAs) -> None:
    at_once, noor = asked(work_as, of="noor", need="headphones"), as_("noor")

    page, listing = noor.get(f"/adjustments/{at_once}"), noor.get(f"/adjustments/{at_once}/papers")
    sent = send(noor, at_once, a_letter())

    assert "paper" not in page.main
    assert "No paper is here, and none is needed." in listing.main
    assert listing.soup.select("main form") == []
    assert sent.errors == ["No paper can be added here now, and none is needed"]
    assert papers(work_as) == []


def test_f45_the_page_offers_it_without_asking_and_says_who_and_when(as_: AsMember, work_as: WorkAs) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")

    page, listing = noor.get(f"/adjustments/{item}"), noor.get(f"/adjustments/{item}/papers")

    assert "You need no paper for this." in page.main
    assert "You need no paper for this, and we never ask for one." in listing.main
    assert "the adviser named for this" in listing.main
    assert "We delete it when there is a decision, or when you take back what you asked for." in listing.main


@pytest.mark.parametrize("key", [
    "una", "bea", "sam", "mei", "tom", "jun", "ravi", "hal", "fay", "ola", "pia", "gil", "asha", "cleo",
])  # fmt: skip
def test_f48_everybody_else_gets_what_is_not_there_and_no_hint(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, key: str
) -> None:
    """Una is an adviser of the same programme, and Sam helps Noor and reads what she asked for."""
    a_second_adviser(work_as, stage)
    item = asked(work_as, of="noor", words="A lamp of my own.")
    support = helping(work_as, of="noor", reads=["adjustments"], speaks=True)
    paper, client = shown_paper(work_as, parts, item, words=WORDS), as_(key)
    with work_as(None) as work:
        work.db.get_one(Accommodation, item).adviser_id = stage.id_of("ida")

    for path in (f"/papers/{paper}", f"/papers/{paper}/file", f"/papers/{paper}/removal"):
        hidden, nothing = client.get(path), client.get(path.replace(str(paper), NOBODYS_ID))
        assert (hidden.status, hidden.main) == (404, nothing.main)
    for act in ("removal", "keeping", "keeping-end"):
        assert client.post(f"/papers/{paper}/{act}").status == 404
    near = {"una": f"/adviser/adjustments/{item}", "sam": f"/supporting/{support}/adjustments/{item}"}
    if key in near:
        seen = client.get(near[key])
        assert "A lamp of my own." in seen.main
        assert [word for word in ("paper", NAME, WORDS, str(paper)) if word in seen.text.lower()] == []
    assert len(papers(work_as)) == 1


def test_f48_the_adviser_reads_it_and_changes_nothing_of_it(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item = asked(work_as, of="noor")
    paper, ida = shown_paper(work_as, parts, item), as_("ida")

    statuses = [ida.get(f"/papers/{paper}{end}").status for end in ("", "/file", "/removal")]
    acts = [ida.post(f"/papers/{paper}/{act}").status for act in ("removal", "keeping", "keeping-end")]

    assert (statuses, acts) == ([403, 200, 403], [403, 403, 403])
    assert send(ida, item, a_letter()).status == 403


def test_n07_each_reading_is_told_to_the_person_and_their_own_is_not(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    item = asked(work_as, of="noor")
    paper = shown_paper(work_as, parts, item, words=WORDS)
    as_("noor").get(f"/papers/{paper}/file")
    nobody = as_("noor").get("/who-looked").main

    as_("ida").get(f"/papers/{paper}/file")

    looked = as_("noor").get("/who-looked")
    assert "Nobody has looked." in nobody
    assert "A paper that you added for your adviser: 11:00am" in looked.main
    assert [head.get_text() for head in looked.soup.select("main h3")] == ["Ida Brandt"]
    with work_as(None) as work:
        rows = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name).startswith("evidence."))).all()
        said = " ".join(f"{row.facts} {row.reason} {row.shown}" for row in rows)
    assert sorted(row.name for row in rows) == ["evidence.added", "evidence.read"]
    assert [word for word in (NAME, WORDS, PAGE) if word in said] == []


def test_the_page_of_the_case_counts_as_reading_what_is_shown_there(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    item = asked(work_as, of="noor")
    shown_paper(work_as, parts, item, words=WORDS)

    as_("ida").get(f"/adviser/adjustments/{item}")

    assert "A paper that you added for your adviser: 11:00am" in as_("noor").get("/who-looked").main


def test_f48_when_another_adviser_is_named_only_that_one_opens_it(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    a_second_adviser(work_as, stage)
    item = asked(work_as, of="noor")
    paper = shown_paper(work_as, parts, item)
    for named, other in (("ida", "una"), ("una", "ida")):
        with work_as(None) as work:
            work.db.get_one(Accommodation, item).adviser_id = stage.id_of(named)

        assert (as_(named).get(f"/papers/{paper}/file").status, as_(other).get(f"/papers/{paper}/file").status) == (
            200,
            404,
        )
        assert stage.people[named].name in as_("noor").get(f"/papers/{paper}").main


def decide(work_as: WorkAs, item: UUID, how: str) -> None:
    if how == "withdrawn":
        with work_as("noor") as work:
            accommodations.withdraw(work, work.db.get_one(Accommodation, item), RemarkForm(words="x"))
    else:
        (agreed if how == "agreed" else not_agreed)(work_as, item)


@pytest.mark.parametrize("how", ["agreed", "not agreed", "withdrawn"])
def test_f45_a_paper_goes_with_the_decision_and_a_kept_one_is_the_persons_own(
    as_: AsMember, work_as: WorkAs, parts: Parts, how: str
) -> None:
    item, noor, ida = asked(work_as, of="noor"), as_("noor"), as_("ida")
    goes, stays = shown_paper(work_as, parts, item), shown_paper(work_as, parts, item)
    stored = {paper.id: paper.stored_as for paper in papers(work_as)}
    kept = noor.follow(noor.post(f"/papers/{stays}/keeping"))

    decide(work_as, item, how)
    run_reactions(parts)

    assert "You keep it after the decision. Then only you can open it." in kept.main
    assert [paper.id for paper in papers(work_as)] == [stays]
    kept_bytes = set(parts.storage.names())
    assert (stored[goes] in kept_bytes, stored[stays] in kept_bytes) == (False, True)
    assert (noor.get(f"/papers/{stays}/file").status, noor.get(f"/papers/{goes}/file").status) == (200, 404)
    assert ida.get(f"/papers/{stays}/file").status == 404
    assert NAME not in ida.get(f"/adviser/adjustments/{item}").main
    page = noor.get(f"/papers/{stays}")
    assert "Only you." in page.main
    assert "You kept it, and you can remove it at any time." in page.main
    assert noor.follow(noor.post(f"/papers/{stays}/removal")).status == 200
    assert papers(work_as) == []


def test_f50_a_kept_paper_is_shown_to_whoever_takes_the_second_look(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    paper = shown_paper(work_as, parts, item)
    noor.post(f"/papers/{paper}/keeping")
    not_agreed(work_as, item)
    run_reactions(parts)
    a_second_adviser(work_as, stage)

    noor.post(f"/adjustments/{item}/second-look", {"words": "Please look again."})
    run_reactions(parts)

    opened = {key: as_(key).get(f"/papers/{paper}/file").status for key in ("una", "ida")}
    assert opened == {"una": 200, "ida": 404}
    assert NAME not in as_("ida").get(f"/adviser/adjustments/{item}").main
    assert "You, and Una Quist, the adviser named for this." in noor.get(f"/papers/{paper}").main


def test_f50_without_a_new_adviser_the_old_one_cannot_name_themselves(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    item, noor, ida = asked(work_as, of="noor"), as_("noor"), as_("ida")
    paper = shown_paper(work_as, parts, item)
    noor.post(f"/papers/{paper}/keeping")
    not_agreed(work_as, item)
    noor.post(f"/adjustments/{item}/second-look", {"words": "Please look again."})

    refused = ida.post(f"/adviser/adjustments/{item}/meanwhile", {"provide": "A lamp."})

    assert refused.status == 422
    assert "You had a part in this before." in refused.main
    assert ida.get(f"/papers/{paper}/file").status == 404
    assert "Only you. No adviser is named for this yet." in noor.get(f"/papers/{paper}").main


def test_f50_a_paper_for_the_second_look_stays_when_the_first_decision_is_followed_late(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts, clock: MovableClock
) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    a_second_adviser(work_as, stage)
    shown_paper(work_as, parts, item)
    not_agreed(work_as, item)
    noor.post(f"/adjustments/{item}/second-look", {"words": "Please look again."})
    clock.advance(minutes=1)
    newer = shown_paper(work_as, parts, item)

    run_reactions(parts)

    assert [paper.id for paper in papers(work_as)] == [newer]


def test_keeping_is_taken_back_before_a_decision_and_not_after_it(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    paper = shown_paper(work_as, parts, item)

    noor.post(f"/papers/{paper}/keeping")
    back = noor.follow(noor.post(f"/papers/{paper}/keeping-end"))
    noor.post(f"/papers/{paper}/keeping")
    agreed(work_as, item)
    late = noor.post(f"/papers/{paper}/keeping-end")

    assert "We delete it when there is a decision, or" in back.main
    assert late.status == 422
    assert "There is a decision already." in late.main
    assert len(papers(work_as)) == 1


def test_removing_asks_first_and_takes_the_bytes_along(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item, noor = asked(work_as, of="noor"), as_("noor")
    paper = shown_paper(work_as, parts, item)
    stored_as = papers(work_as)[0].stored_as

    asks = noor.get(f"/papers/{paper}/removal")
    done = noor.follow(noor.post(f"/papers/{paper}/removal"))
    run_reactions(parts)

    assert "We delete the paper and your words about it for good." in asks.main
    assert "The paper is removed." in done.text
    assert papers(work_as) == []
    assert stored_as not in set(parts.storage.names())


def test_f55_the_adviser_is_told_that_there_is_something_new_and_not_what(work_as: WorkAs, parts: Parts) -> None:
    item = asked(work_as, of="noor")
    shown_paper(work_as, parts, item, words=WORDS)

    run_reactions(parts)

    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "adjustment_for_adviser")).all()
    assert [(message.email, message.facts) for message in told] == [("ida@example.com", {})]


@pytest.mark.parametrize("harm", ["changed", "swapped", "cut", "lost", "key", "nonsense"])
def test_key02_what_was_changed_or_swapped_stays_closed_with_a_sentence_and_is_reported(
    as_: AsMember, work_as: WorkAs, parts: Parts, harm: str
) -> None:
    item = asked(work_as, of="noor")
    paper, other = shown_paper(work_as, parts, item, words=WORDS), shown_paper(work_as, parts, item)
    spoil(work_as, parts, paper, other, harm)

    with capture_logs() as log:
        answers = {key: as_(key).get(f"/papers/{paper}/file") for key in ("noor", "ida")}

    for shown in answers.values():
        assert (shown.status, shown.answer.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert CLOSED in shown.main
        assert PAGE.encode() not in shown.answer.content
    assert [entry["event"] for entry in log].count("vault_closed") == 2
    with work_as(None) as work:
        names = work.db.execute(select(AuditEntry.name, AuditEntry.facts)).all()
    assert [facts for name, facts in names if name == "vault.closed"] == [
        {"place": "evidence.stored_as", "texts": 1}
    ] * 2
    assert "evidence.read" not in [name for name, _ in names]
    assert as_("noor").get(f"/papers/{paper}").status == as_("ida").get(f"/adviser/adjustments/{item}").status == 200


def spoil(work_as: WorkAs, parts: Parts, paper: UUID, other: UUID, harm: str) -> None:
    with work_as(None) as work:
        one, two = work.db.get_one(Evidence, paper), work.db.get_one(Evidence, other)
        stored = bytearray(parts.storage.read(one.stored_as))
        if harm == "swapped":
            replaced(parts, one.stored_as, parts.storage.read(two.stored_as))
        elif harm == "lost":
            parts.storage.remove(one.stored_as)
        elif harm == "key":
            one.sealed_key = "gone." + one.sealed_key.partition(".")[2]
        elif harm == "nonsense":
            one.sealed_key = work.vault.seal("no key", table="evidence", column="sealed_key", row=one.id)
        elif harm == "cut":
            replaced(parts, one.stored_as, bytes(stored[:40]))
        else:
            stored[7] ^= 1
            replaced(parts, one.stored_as, bytes(stored))


def replaced(parts: Parts, name: str, content: bytes) -> None:
    folder = parts.aside.open()
    path = folder / "other"
    path.write_bytes(content)
    parts.storage.keep(name, path)
    close(folder)


def test_key02_words_that_stay_closed_take_nothing_else_with_them(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item = asked(work_as, of="noor")
    first, second = shown_paper(work_as, parts, item, words=WORDS), shown_paper(work_as, parts, item, words="Other")
    with work_as(None) as work:
        one, two = work.db.get_one(Evidence, first), work.db.get_one(Evidence, second)
        one.sealed_words, two.sealed_words = two.sealed_words, one.sealed_words
        one.sealed_name, two.sealed_name = two.sealed_name, one.sealed_name

    own, case = as_("noor").get(f"/papers/{first}"), as_("ida").get(f"/adviser/adjustments/{item}")

    assert "Your words about this paper cannot be opened right now." in own.main
    assert "What was written about this paper cannot be opened right now." in case.main
    assert WORDS not in own.text + case.text
    got = as_("ida").get(f"/papers/{first}/file")
    assert text_of(got) == PAGE
    assert got.answer.headers["content-disposition"].endswith("paper.pdf")


def test_upl08_a_paper_waits_for_the_scanner_before_an_adviser_sees_it(
    product: Callable[[Scanner], Scanned],  # noqa: F811 - the fixture
    work_as: WorkAs,
    there: Scanner,  # noqa: F811 - the fixtures
) -> None:
    away, item = product(AWAY), asked(work_as, of="noor")
    assert send(away.as_("noor"), item, a_letter()).status == 303
    paper = papers(work_as)[0]

    run_reactions(away.parts)
    before = (
        away.as_("ida").get(f"/papers/{paper.id}/file").status,
        NAME in away.as_("ida").get(f"/adviser/adjustments/{item}").main,
    )
    said = away.as_("noor").get(f"/papers/{paper.id}").main
    scan_waiting(product(there).parts)

    assert before == (404, False)
    assert "Only you, until a scanner has checked it." in said
    assert papers(work_as)[0].status is FileStatus.CLEAN
    assert away.as_("ida").get(f"/papers/{paper.id}/file").status == 200


def test_upl08_a_harmful_paper_goes_and_its_owner_is_told(
    product: Callable[[Scanner], Scanned],  # noqa: F811 - the fixture
    work_as: WorkAs,
    there: Scanner,  # noqa: F811 - the fixtures
) -> None:
    scanned, item = product(there), asked(work_as, of="noor")
    harmful = a_paper_saying(EICAR.decode())
    assert send(scanned.as_("noor"), item, ("letter.pdf", harmful, "application/pdf")).status == 303
    stored_as = papers(work_as)[0].stored_as

    run_reactions(scanned.parts)

    assert papers(work_as) == []
    assert stored_as not in set(scanned.parts.storage.names())
    with work_as(None) as work:
        told = work.db.scalars(select(Message).where(col(Message.template) == "file_not_kept")).one()
    assert (told.email, told.path) == ("noor@example.com", f"/adjustments/{item}")


def test_f52_the_file_of_ones_own_data_holds_the_paper_and_says_which_stays_closed(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    item = asked(work_as, of="noor")
    shown_paper(work_as, parts, item, words=WORDS)
    closed = shown_paper(work_as, parts, item)
    with work_as(None) as work:
        parts.storage.remove(work.db.get_one(Evidence, closed).stored_as)
    noor, ida = as_("noor"), as_("ida")

    archive, of_ida = fetched(noor, own_file(noor, parts)), fetched(ida, own_file(ida, parts))

    rows = json.loads(archive.read("data.json"))["papers"]["rows"]["evidence"]
    assert (rows[0]["name"], rows[0]["words"]) == (NAME, WORDS)
    assert {"key", "sealed_key", "stored_as"} & rows[0].keys() == set()
    assert PAGE in PdfReader(io.BytesIO(archive.read("papers/1-kestrel-lantern.pdf"))).pages[0].extract_text()
    assert archive.read("papers/2-closed.txt") == LOCKED.encode()
    assert NAME in archive.read("index.html").decode()
    assert names_with(of_ida, NAME) == []


def names_with(archive: ZipFile, word: str) -> list[str]:
    return [name for name in archive.namelist() if word.encode() in archive.read(name) or word in name]


def test_papers_count_against_the_persons_own_room(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    item = asked(work_as, of="noor")
    with work_as("noor") as work:
        for number in range(100):
            work.db.add(
                Evidence(
                    id=work.new_id(), person_id=stage.id_of("noor"), accommodation_id=item, sealed_name="x",
                    sealed_key="x", media_type="application/pdf", bytes_long=1, stored_as=f"old-{number}",
                    status=FileStatus.CLEAN, added_at=work.now,
                )
            )  # fmt: skip
    other = asked(work_as, of="noor", need="fixed_seat")

    shown = send(as_("noor"), other, a_letter())

    assert shown.status == 413
    assert "You have added as much as we can keep for one person." in shown.main


def test_a_decision_between_two_looks_is_met_by_the_second(as_: AsMember, work_as: WorkAs) -> None:
    """The form was open while the adviser decided: the paper is not kept, and the page says why."""
    item = agreed(work_as, asked(work_as, of="noor"))

    shown = send(as_("noor"), item, a_letter())

    assert (shown.status, shown.errors) == (422, ["No paper can be added here now, and none is needed"])
    assert papers(work_as) == []


def test_pages_ask_equally_often_for_one_paper_and_for_three(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    item, counted = asked(work_as, of="noor"), []
    pages = {"noor": f"/adjustments/{item}/papers", "ida": f"/adviser/adjustments/{item}"}
    clients = {key: as_(key) for key in pages}
    for _ in range(MOST_PAPERS):
        shown_paper(work_as, parts, item, words=WORDS)
        for key, path in pages.items():
            with statements() as sent:
                assert WORDS in clients[key].get(path).main or key == "noor"
            counted.append((key, sum(each.startswith("SELECT") for each in sent)))

    assert counted == [("noor", 5), ("ida", 8)] * MOST_PAPERS
