"""Every way in which words leave the product for one person, as the text that they could read there."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from zipfile import ZipFile, is_zipfile

from pypdf import PdfReader
from sqlmodel import col, select

from app.adapters.aside import close
from app.core.work import Work
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.models.applications import Application
from app.models.corrections import Correction
from app.models.evidence import Evidence
from app.models.reviews import Review
from app.services import calendars, own_data, own_data_making
from app.services.sign_ins import actor_of
from tests.client import Client, Shown
from tests.house.conftest import Demonstration
from tests.house.crawling import ID, kind_of, walk
from tests.house.visiting import KEYS

ELSEWHERE = "test_every_page holds the same pages to the standard"
LISTS = ("/decisions", "/reviews/search/results")
"""What can be searched by words."""
FILES = ("/decisions/together/export/csv", "/decisions/together/export/xlsx")
NOWHERE = "nowhereatall"
"""A word that is planted nowhere."""
BROKEN = 400

OF_EVERYBODY = frozenset({"pages by links", "fragments", "error pages", "logs"})
OF_WHO_SIGNS_IN = OF_EVERYBODY | {"own files", "calendars"}
FURTHER_OF = {
    "noor": frozenset({"documents"}),
    "mei": frozenset({"searches", "exports"}),
    "ravi": frozenset({"searches"}),
}
"""Who has more to try than everybody: a trainee prints, a manager exports, and both kinds of readers search."""

WAYS_OUT = frozenset({
    "pages by links", "fragments", "searches", "exports", "calendars", "documents", "error pages", "own files", "logs",
})  # fmt: skip


@dataclass(frozen=True)
class Out:
    """One answer that somebody got: by which way, from where, and all that can be read in it."""

    way: str
    path: str
    text: str


def ways_to_try(key: str) -> frozenset[str]:
    """By which ways this member of the cast, or a visitor, has to have looked at least once."""
    return (OF_WHO_SIGNS_IN if key else OF_EVERYBODY) | FURTHER_OF.get(key, frozenset())


def everything_shown(demonstration: Demonstration, key: str, words: Iterable[str]) -> Iterator[Out]:
    client = demonstration.client(key)
    blocks = Counter[str]()
    seen: set[str] = set()
    for path, shown in walk(client, start="/" if key else "/programmes", unchecked_because=ELSEWHERE):
        seen.add(path)
        yield _out("pages by links", path, shown)
        yield from _fragments(client, path, shown, blocks)
    for path in sorted(_addresses(demonstration) - seen):
        shown = client.get(path, unchecked_because=ELSEWHERE)
        yield _out("example addresses" if shown.status < BROKEN else "error pages", path, shown)
    yield from _searches(demonstration, client, words)
    yield from _own_file(demonstration, client, key)
    yield from _own_calendar(demonstration, key)
    yield from _empty_forms(demonstration, key)


def _addresses(demonstration: Demonstration) -> set[str]:
    """Every example address of any role, both kinds of every export, and every door to what was planted."""
    examples = (
        example.path
        for page in demonstration.pages
        if page.method == "GET"
        for example in demonstration.examples[page.name].values()
    )
    return {*examples, *FILES, *LISTS, *_doors(demonstration)}


def _doors(demonstration: Demonstration) -> Iterator[str]:
    """Every adjustment, every paper and every review of the cast, and every correction, where the walk looks at three of
    a kind.
    """
    cast = [person.id for person in demonstration.people.values()]
    with demonstration.parts.work(writes=False) as work:
        asked = work.db.scalars(select(Accommodation.id).where(col(Accommodation.person_id).in_(cast))).all()
        theirs = select(Application.id).where(col(Application.person_id).in_(cast))
        shown = work.db.scalars(select(Evidence.id).where(col(Evidence.person_id).in_(cast))).all()
        given = work.db.scalars(select(Review.id).where(col(Review.application_id).in_(theirs))).all()
        corrected = work.db.scalars(select(Correction.id)).all()
    yield from (f"/corrections/{each}/answer" for each in corrected)
    for adjustment in asked:
        yield from (
            f"/adjustments/{adjustment}",
            f"/adviser/adjustments/{adjustment}",
            f"/adjustments/{adjustment}/papers",
        )
    for paper in shown:
        yield from (f"/papers/{paper}", f"/papers/{paper}/file", f"/papers/{paper}/removal")
    for review in given:
        yield from (f"/reviews/{review}", f"/reviews/{review}/remarks")


def _fragments(client: Client, path: str, shown: Shown, blocks: Counter[str]) -> Iterator[Out]:
    """Each kind of page once as htmx asks for it: its content alone, and each block that one of its forms replaces."""
    if shown.status != 200 or "<html" not in shown.text or blocks[kind_of(path)]:
        return
    blocks[kind_of(path)] += 1
    targets = set(re.findall(r"hx-target=\"#([a-z_-]+)\"", shown.text))
    for block in sorted(targets | {"content"}):
        yield _out("fragments", f"{path}#{block}", client.fragment(path, block))


def _searches(demonstration: Demonstration, client: Client, words: Iterable[str]) -> Iterator[Out]:
    """Each word looked for. Whoever finds a case by it has met it; what they typed stands in the box again, which is no find."""
    for path in LISTS:
        nothing = client.get(f"{path}?words={NOWHERE}", unchecked_because=ELSEWHERE)
        if nothing.status != 200:
            continue
        for word in words:
            with demonstration.undone():
                shown = client.get(f"{path}?words={word}", unchecked_because=ELSEWHERE)
            assert shown.status == 200, f"{path} was not searched: {shown.status}"
            finds = set(ID.findall(shown.text)) - set(ID.findall(nothing.text))
            yield Out("searches", f"{path}?words={word}", word if finds else "")


def _empty_forms(demonstration: Demonstration, key: str) -> Iterator[Out]:
    """An empty form to each address that is one's own, and an address that does not exist.

    Each is sent by a browser of its own, because some of them end the sign-in.
    """
    own = sorted(
        example.path
        for page in demonstration.pages
        if page.method != "GET"
        for example in demonstration.examples[page.name].values()
        if KEYS.get(example.person, "") == key
    )
    yield _out("error pages", "/nothing", demonstration.client(key).get("/nothing", unchecked_because=ELSEWHERE))
    for path in dict.fromkeys(own):
        with demonstration.undone():
            shown = demonstration.client(key).post(path, {}, unchecked_because=ELSEWHERE)
        yield _out("empty forms" if shown.status < BROKEN else "error pages", path, shown)


def _own_file(demonstration: Demonstration, client: Client, key: str) -> Iterator[Out]:
    """The file with everything that is held about this person, made now and fetched."""
    if not key:
        return
    parts = demonstration.parts
    with parts.database.session(writes=True) as db:
        work = Work(db, actor_of(db, demonstration.people[key]), parts.clock(), parts.entropy, parts.vault)
        file = own_data.ask(work, Nothing())
        db.flush()
        folder = parts.aside.open()
        sealed = own_data_making.write(work, parts.storage, file, folder=folder, public_url=parts.settings.public_url)
        own_data_making.finish(work, parts.storage, file, sealed)
        close(folder)
        file_id = file.id
    fetched = client.get(f"/my-data/files/{file_id}")
    assert fetched.status == 200, f"{key} got no file of their own: {fetched.status}"
    yield _out("own files", f"/my-data/files/{file_id}", fetched)


def _own_calendar(demonstration: Demonstration, key: str) -> Iterator[Out]:
    """What a calendar program reads at this person's private address, which is made now."""
    if not key:
        return
    parts, made = demonstration.parts, list[str]()
    with demonstration.undone():
        with parts.work() as work:
            calendars.make(work, demonstration.people[key], made, Nothing())
        read = demonstration.client("").get(f"/calendars/{made[0]}")
    assert read.status == 200, f"{key} got no calendar of their own: {read.status}"
    yield _out("calendars", "/calendars", read)


def _out(way: str, path: str, shown: Shown) -> Out:
    kind = str(shown.answer.headers.get("content-type", "")).partition(";")[0]
    way = "own files" if kind == "application/zip" else _FILES.get(kind, way)
    return Out(way, path, readable(shown.answer.content) + str(shown.answer.headers))


_FILES = {
    "text/csv": "exports",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "exports",
    "text/calendar": "calendars",
    "application/pdf": "documents",
}


def readable(content: bytes) -> str:
    """The text of a page or file: of everything that is packed in it, and of every page of a document."""
    if content.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    if is_zipfile(io.BytesIO(content)):
        with ZipFile(io.BytesIO(content)) as packed:
            return "\n".join(f"{name}\n{readable(packed.read(name))}" for name in packed.namelist())
    text = content.decode("utf-8", errors="replace")
    return re.sub(r"\r?\n[ \t]", "", text) if text.startswith("BEGIN:VCALENDAR") else text
