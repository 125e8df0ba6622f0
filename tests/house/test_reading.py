"""Rules L1 and L2: every page reads at the grade of whoever sees it, and no sentence has more than twenty words.

Measured is the main part of each page as `accessibility.checks.grades` reads it: a block ends a sentence, whether it holds a
paragraph, a label, a hint or a button. Names, titles, dates and addresses are data, and count as one short word each
(`tests.house.reading`). Pages of fewer than fifty words are judged together, as one text for each reader.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, FileSystemLoader, nodes
from sqlmodel import col, select

from app.adapters import catalogue
from app.core.actors import Role
from app.models.people import Channel, Person, Preferences, RoleGrant
from app.models.programmes import Programme
from app.rules.blueprints import blueprints
from app.services.letters import parts_of, subject_of
from app.services.messages import WORDINGS
from app.web.render import TEMPLATES
from tests.client import Client, Shown
from tests.house.conftest import Demonstration
from tests.house.crawling import WALKERS, kind_of, walk
from tests.house.reading import EASIEST_ROLES, GRADE_FOR_LEARNING, SHORT_WORD, Reading, grade_for
from tests.house.visiting import KEYS

FOR_EVERYBODY = ("layouts/person.html", "layouts/base.html")
"""What is drawn in these is for everybody; `layouts/staff.html` is for those who work here."""

MANY = 140

LEARNERS = (Role.ANONYMOUS, Role.APPLICANT, *sorted(EASIEST_ROLES))
OVERLONG = "x" * 6000
FACT = re.compile(r"%\(\w+\)[sd]")
REFUSED = {403, 404, 422}


@pytest.mark.parametrize("key", WALKERS)
def test_l1_every_page_reads_at_the_grade_of_its_reader(demonstration: Demonstration, key: str) -> None:
    reading = Reading.of(demonstration.parts, hardest=grade_for(key))
    for met in demonstration.walked(key):
        reading.read(kind_of(met.path), met.text)

    reading.close()

    assert reading.too_hard == {}
    assert reading.too_long == set()


def test_names_dates_and_addresses_count_as_one_short_word(demonstration: Demonstration) -> None:
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    moment = "Tuesday 6 April 2027, 10:30am to 11:15am, 45 minutes, Adelaide time (Australian Central Daylight Time)"

    said = reading.without_data(f"Noor Haddad meets Jun Park on {moment}. Write to jun@example.com by 6 April 2027.")

    assert said == "it meets it on it. Write to it by it."


def test_a_page_that_is_too_hard_or_says_too_much_at_once_is_found(demonstration: Demonstration) -> None:
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    hard = "Participants subsequently demonstrate considerable organisational capability. " * 12
    long = " ".join(["one"] * 21)

    reading.read("/hard", f"<main><p>{hard}</p></main>")
    reading.read("/long", f"<main><p>{long}</p></main>")

    assert list(reading.too_hard) == ["/hard"]
    assert reading.too_long == {long}


@pytest.mark.parametrize("role", LEARNERS)
def test_l1_mistakes_and_refusals_read_as_easily_as_other_pages(demonstration: Demonstration, role: Role) -> None:
    """Every form of this role sent empty and sent overlong, an address that leads nowhere, and a page of somebody else."""
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    met = set()
    for name, shown in (*_mistakes(demonstration, role), *_refusals(demonstration, role)):
        met.add(shown.status)
        if shown.status in REFUSED:
            reading.read(f"{name} {shown.status}", shown.text)

    reading.close()

    assert met >= (REFUSED - {403} if role is Role.ANONYMOUS else REFUSED)
    assert reading.too_hard == {}
    assert reading.too_long == set()


def _mistakes(demonstration: Demonstration, role: Role) -> Iterator[tuple[str, Shown]]:
    for page in demonstration.pages:
        if page.method != "POST" or role not in demonstration.examples[page.name]:
            continue
        example = demonstration.examples[page.name][role]
        with demonstration.undone():
            client = demonstration.client(KEYS.get(example.person, ""))
            empty = client.post(example.path, {}, unchecked_because="only its words matter here")
            yield page.name, empty
            if empty.status == 422:
                overlong = dict.fromkeys(_fields(empty), OVERLONG)
                yield page.name, client.post(example.path, overlong, unchecked_because="only its words matter here")


def _fields(shown: Shown) -> list[str]:
    return [
        str(tag["name"]) for tag in shown.main_part.select(":is(input, textarea):not([type=hidden], [type=file])[name]")
    ]


def _refusals(demonstration: Demonstration, role: Role) -> Iterator[tuple[str, Shown]]:
    client = demonstration.as_role(role)
    for path in ("/nowhere", "/promises"):
        yield path, client.get(path)


@pytest.mark.parametrize("role", [None, *sorted(EASIEST_ROLES)])
def test_l1_pages_with_nothing_on_them_yet_read_as_easily(demonstration: Demonstration, role: Role | None) -> None:
    """Somebody who came today and for whom nothing has happened."""
    client = _newcomer(demonstration, role)
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    for path, shown in walk(client):
        reading.read(kind_of(path), shown.text)

    reading.close()

    assert reading.too_hard == {}
    assert reading.too_long == set()


def _newcomer(demonstration: Demonstration, role: Role | None) -> Client:
    with demonstration.parts.work() as work:
        person = Person(
            id=work.new_id(), name="Ash Doyle", email="ash@example.com", channel=Channel.EMAIL, created_at=work.now
        )
        work.db.add(person)
        work.db.flush()
        work.db.add(Preferences(person_id=person.id))
        if role:
            programme_id = work.db.scalars(select(Programme.id).where(col(Programme.key) == "lumina")).one()
            work.db.add(
                RoleGrant(
                    id=work.new_id(), person_id=person.id, role=role, programme_id=programme_id, granted_at=work.now
                )
            )
    return Client(demonstration.web, demonstration.parts, person)


class ShortFact(dict[str, str]):
    """Stands for every fact that a letter may name. It holds one, because no facts at all would leave a letter unfilled."""

    def __missing__(self, name: str) -> str:
        return SHORT_WORD


def test_l1_every_letter_reads_as_easily_as_a_page(demonstration: Demonstration) -> None:
    """With a short word for each fact. Letters of a few words are judged together."""
    reading, facts = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING), ShortFact(any=SHORT_WORD)
    for name, wording in sorted(WORDINGS.items()):
        reading.read_texts(name, [subject_of(wording, facts), *parts_of(wording, facts)])

    reading.close()

    assert reading.too_hard == {}
    assert reading.too_long == set()


@pytest.mark.parametrize("key", sorted(blueprints()))
def test_l1_every_word_of_a_programme_reads_as_easily_as_a_page(demonstration: Demonstration, key: str) -> None:
    """Also the questions that only some answers lead to, which no walk may reach."""
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    texts = _texts_in(blueprints()[key].model_dump())

    reading.read_texts(key, [text for text in texts if " " in text])

    assert reading.too_hard == {}
    assert reading.too_long == set()


def _texts_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for inner in data.values():
            yield from _texts_in(inner)
    elif isinstance(data, (list, tuple)):
        for inner in data:
            yield from _texts_in(inner)


def test_l1_each_page_for_everybody_reads_easily_with_all_that_it_can_say(demonstration: Demonstration) -> None:
    """Every sentence of each template, whatever state it is for: nobody of the cast may be in that state."""
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    pages = pages_for_everybody()
    for name, texts in pages.items():
        reading.read_texts(name, texts)

    reading.close()

    assert len(pages) > MANY
    assert reading.too_hard == {}
    assert reading.too_long == set()


def pages_for_everybody() -> dict[str, list[str]]:
    """The sentences of each template that an applicant, a trainee or a supporter meets, with those it includes."""
    pencil = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, extensions=["jinja2.ext.i18n"])
    said = messages_by_template()
    found = {}
    for file in sorted(TEMPLATES.rglob("*.html")):
        name = file.relative_to(TEMPLATES).as_posix()
        tree = pencil.parse(file.read_text(encoding="utf-8"))
        if set(_named(tree, nodes.Extends)) & set(FOR_EVERYBODY):
            parts = [name, *_named(tree, nodes.Include)]
            found[name] = [text for part in parts for text in said.get(part, ())]
    return found


def _named(tree: nodes.Template, kind: Any) -> list[str]:
    """The templates that this one names in such a place; a view may choose one, and then it is measured by itself."""
    named = [each.template for each in tree.find_all(kind)]
    return [str(template.value) for template in named if isinstance(template, nodes.Const)]


def messages_by_template() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for message in read_po(BytesIO(catalogue.template().encode())):
        texts = (message.id,) if isinstance(message.id, str) else message.id
        for place, _ in message.locations if message.id else ():
            name = place.removeprefix("app/templates/")
            found.setdefault(name, []).extend(FACT.sub(SHORT_WORD, text) for text in texts)
    return found


def test_l1_the_whole_catalogue_reads_easily(demonstration: Demonstration) -> None:
    """Every sentence of the product, so that those count too which only a rare state of a page would show."""
    reading = Reading.of(demonstration.parts, hardest=GRADE_FOR_LEARNING)
    messages = [message.id for message in read_po(BytesIO(catalogue.template().encode())) if message.id]
    texts = [text for told in messages for text in ((told,) if isinstance(told, str) else told)]

    reading.read_texts("the catalogue", [FACT.sub(SHORT_WORD, text) for text in texts])

    assert reading.too_hard == {}
    assert reading.too_long == set()
