"""The whole demonstration, loaded once for each worker, and each test's look at it rolled back."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Connection, event
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.commands.examples import Example, cast_actors, examples_of
from app.core.actors import Role
from app.main import build, pages_for
from app.models.people import Person
from app.rules.cast import BY_ROLE, CAST
from app.web.router import Page
from tests.building import on
from tests.client import Client, Shown, SignedIn
from tests.conftest import RolledBackDatabase
from tests.house.canaries import plant
from tests.house.crawling import Met, walk
from tests.house.tallying import Tally
from tests.losing import Noting
from tests.schema import NOW, settings_for
from tests.stories import Stories


@dataclass(frozen=True)
class Played:
    """A database with the whole demonstration in it, and what each test would find there again."""

    parts: Parts
    people: dict[str, Person]
    pages: list[Page]
    examples: dict[str, dict[Role, Example]]
    web: FastAPI
    noting: Noting
    signed_in: dict[str, SignedIn]
    """Everybody of the cast comes to each test as signed in already: to sign in takes as long as to ask for a page."""

    walks: dict[str, list[Met]] = field(default_factory=dict)
    """What each member of the cast met on their walk, kept for the next test that asks: no walk changes anything."""


@pytest.fixture(scope="session")
def played(stories: Stories, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    with played_in(tmp_path_factory.mktemp("demonstration"), stories) as played:
        yield played


@contextmanager
def played_in(folder: Path, stories: Stories) -> Iterator[Played]:
    """The demonstration in a database of its own."""
    noting, parts = Noting.within(stories.told(settings_for("demonstration", folder)))
    web = build(parts.settings, parts)
    pages = pages_for(parts.settings)
    with parts.work(writes=False) as work:
        emails = {member.email: key for key, member in CAST.items()}
        people = work.db.scalars(select(Person).where(col(Person.email).in_(emails))).all()
        actors = cast_actors(work.db)
        examples = {page.name: examples_of(work.db, page, actors) for page in pages}
    cast = {emails[person.email]: person for person in people}
    signed_in = {key: Client(web, parts, person).known for key, person in cast.items()}
    yield Played(parts, cast, pages, examples, web, noting, signed_in)
    parts.database.dispose()


@dataclass
class Demonstration:
    """The product on the demonstration's data, and everybody of the cast at its door."""

    web: FastAPI
    parts: Parts
    people: dict[str, Person]
    pages: list[Page]
    examples: dict[str, dict[Role, Example]]
    statements: list[str]
    connection: Connection
    noting: Noting
    signed_in: dict[str, SignedIn]
    walks: dict[str, list[Met]]

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Whatever is changed meanwhile is as it was afterwards."""
        inner = self.connection.begin_nested()
        yield
        inner.rollback()

    def client(self, key: str) -> Client:
        """`key` is one of the cast; empty for nobody."""
        return Client(self.web, self.parts, self.people.get(key), self.signed_in.get(key))

    def walked(self, key: str) -> list[Met]:
        """Every page that this member of the cast can reach by links, with what it asked the database."""
        if key not in self.walks:
            client = self.client(key)
            self._forget()
            self.walks[key] = [self._met(path, shown) for path, shown in walk(client)]
        return self.walks[key]

    def _met(self, path: str, shown: Shown) -> Met:
        met = Met(path, shown.status, shown.title, shown.text, tuple(self.statements), self.noting.was_asked)
        self._forget()
        return met

    def _forget(self) -> None:
        """What was asked so far belongs to no page."""
        self.statements.clear()
        self.noting.was_asked = False

    def as_role(self, role: Role) -> Client:
        return self.client(BY_ROLE.get(role, ""))


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Tally:
    return Tally(request.node.user_properties)


@pytest.fixture
def demonstration(played: Played) -> Iterator[Demonstration]:
    with looked_at(played) as demonstration:
        yield demonstration


@pytest.fixture
def planted(demonstration: Demonstration) -> Demonstration:
    """With every canary in its field."""
    with demonstration.parts.work() as work:
        plant(work, demonstration.people, demonstration.parts.storage)
    return demonstration


@contextmanager
def looked_at(played: Played) -> Iterator[Demonstration]:
    """The product on this database; whatever is changed meanwhile is undone afterwards."""
    with played.parts.database.engine.connect() as connection:
        outer = connection.begin()
        database = RolledBackDatabase(played.parts.database, connection)
        parts = replace(played.parts, database=database, clock=lambda: NOW)
        statements: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *given: statements.append(given[2]))
        with on(played.web, parts):
            yield Demonstration(
                played.web, parts, played.people, played.pages, played.examples, statements, connection,
                played.noting, played.signed_in, played.walks,
            )  # fmt: skip
        outer.rollback()
