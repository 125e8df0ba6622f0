"""What is held about people: the notice for everybody, and the person's own page, both drawn from the register."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.adapters.wordings import spoken
from app.core.actors import Role
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.own_data import OwnFile, OwnFileStatus
from app.models.people import Person
from app.rules.corrections import can_be_asked
from app.rules.own_data import LIFE
from app.rules.registers import Entry, register
from app.services.corrections import notes_beside
from app.services.own_data import counts_of, newest_file

Crumb = tuple[str, str, dict[str, object]]
TO_OWN: Crumb = (N_("what we hold about you"), "own_data.show", {})

SEEN_BY: Mapping[Role, str] = {
    Role.REVIEWER: N_("The people who score (without your name)"),
    Role.MANAGER: N_("Managers of your programme"),
    Role.ADVISER: N_("Your adviser"),
    Role.MENTOR: N_("Your mentor"),
    Role.COORDINATOR: N_("The people who plan your desk"),
    Role.SUPPORTER: N_("People who help you"),
    Role.HOST: N_("The people who hold your talks"),
    Role.FUNDER: N_("Funders of your programme"),
    Role.ADMINISTRATOR: N_("The people who run Cleanplate"),
    Role.AUDITOR: N_("Privacy auditors"),
}
"""Every role that can be let in to something of somebody else; a test fails when a reader of the register is not here."""

YOU, CHOSEN = N_("You"), N_("People you choose")


@dataclass(frozen=True)
class Described:
    """One kind of data in words. `times` are sentences; the last to end counts, and `stays` is what is left then."""

    key: str
    title: str
    what: str
    why: str
    basis: str
    law: str
    seen_by: Sequence[str]
    times: Sequence[str]
    instead: str
    is_special: bool
    waits: bool
    stays: str


@dataclass(frozen=True)
class Group:
    title: str
    entries: Sequence[Described]


@dataclass(frozen=True)
class Notice:
    groups: Sequence[Group]
    title: str = N_("What we store, and for how long")
    crumb: Crumb = (N_("your privacy"), "about.privacy", {})


@dataclass(frozen=True)
class Held:
    """One line of the person's own page. `amount` says how much of it there is."""

    key: str
    title: str
    amount: Sentence


@dataclass(frozen=True)
class HeldGroup:
    title: str
    lines: Sequence[Held]


@dataclass(frozen=True)
class FileState:
    """The file as it stands; `file_id` is None before the first."""

    words: str
    file_id: UUID | None = None
    is_being_made: bool = False
    is_ready: bool = False
    until: datetime | None = None


@dataclass(frozen=True)
class OwnPage:
    """`nothing` are the kinds of which there is nothing."""

    groups: Sequence[HeldGroup]
    nothing: Sequence[str]
    file: FileState
    zone: str
    title: str = N_("What we hold about you")


@dataclass(frozen=True)
class EntryPage:
    """One kind of data, with the pages where it can be read and changed.

    `notes` are the person's own words that stand beside it, because it was not corrected.
    """

    described: Described
    amount: Sentence
    read: str
    correct: str
    may_ask: bool
    notes: Sequence[str]
    title: Sentence
    crumb: Crumb = TO_OWN


@dataclass(frozen=True)
class AskingForFile:
    title: str = N_("Get a file with your data")
    crumb: Crumb = TO_OWN


def notice() -> Notice:
    return Notice(
        [
            Group(title, [described(key, entry) for key, entry in register().entries.items() if entry.group == group])
            for group, title in register().groups.items()
        ]
    )


def show(work: Work, person: Person) -> OwnPage:
    """Two statements, however much there is."""
    counts = counts_of(work, person)
    amounts = {key: amount_of(entry, counts) for key, entry in register().entries.items()}
    groups = [
        HeldGroup(
            title,
            [
                Held(key, entry.title, _in_words(amounts[key]))
                for key, entry in register().entries.items()
                if entry.group == group and amounts[key]
            ],
        )
        for group, title in register().groups.items()
    ]
    nothing = [entry.title for key, entry in register().entries.items() if entry.own and not amounts[key]]
    return OwnPage([g for g in groups if g.lines], nothing, _file_state(newest_file(work)), person.time_zone)


def entry_page(work: Work, person: Person, key: str) -> EntryPage:
    """Raises `Missing` for what is no kind of data."""
    entry = register().entries.get(key)
    if entry is None:
        raise Missing
    amount = _in_words(amount_of(entry, counts_of(work, person)))
    notes = notes_beside(work, person, key)
    title = sentence(N_("What we hold: %(what)s"), what=spoken(entry.title))
    return EntryPage(described(key, entry), amount, entry.read, entry.correct, can_be_asked(entry), notes, title)


def described(key: str, entry: Entry) -> Described:
    basis = register().bases[entry.basis]
    return Described(
        key=key, title=entry.title, what=entry.what, why=entry.why, basis=basis.words,
        law=f"GDPR {basis.gdpr}, APP {basis.app}", seen_by=seen_by(entry),
        times=[spoken(kept.in_words) for kept in entry.kept],
        instead=entry.instead, is_special=entry.special, waits=entry.waits, stays=entry.stays,
    )  # fmt: skip


def seen_by(entry: Entry) -> Sequence[str]:
    """Who can see it, each in their own words, from the permissions that the server asks."""
    readers = [words for role, words in SEEN_BY.items() if role in entry.readers]
    chosen = [CHOSEN] if entry.shared else []
    hurried = [entry.hurried.words] if entry.hurried else []
    return [YOU, *readers, *chosen, *hurried]


def amount_of(entry: Entry, counts: Mapping[str, int]) -> int:
    return sum(counts.get(table, 0) for table in entry.tables) if entry.own else 0


def _in_words(amount: int) -> Sentence:
    if not amount:
        return sentence(N_("We hold nothing of this."))
    return sentence(N_("1 entry") if amount == 1 else N_("%(num)s entries"), num=amount)


def _file_state(file: OwnFile | None) -> FileState:
    if file is None:
        return FileState("")
    status = file.status
    return FileState(
        LIFE.words[status].own, file.id, status is OwnFileStatus.WANTED, status is OwnFileStatus.READY, file.ends_at
    )
