"""The description of a desk to print: what it is like, the way there, the sounds, every fact, and the pictures."""

from collections.abc import Iterator, Sequence

from app.adapters.documents import Document, Part, Picture
from app.adapters.storage import Storage
from app.adapters.wordings import full_date, spoken
from app.core.errors import Unavailable
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.workstations import Workstation
from app.pages import place_pictures
from app.pages.passports_reading import words_of_the_document
from app.pages.place_pictures import Shown
from app.pages.workstations import Described, described
from app.rules.files import KINDS


def document(work: Work, storage: Storage, desk: Workstation) -> Document:
    """Nothing in it depends on who reads it. A picture that cannot be fetched stands in its words."""
    about = described(work, desk)
    pictures, missing = _pictures(storage, place_pictures.of_desk(work, desk))
    lead = [f"{about.place}, {about.address}"]
    if about.measured_on:
        lead.append(spoken(sentence(N_("Measured on %(day)s."), day=full_date(about.measured_on))))
    parts = [part for part in (*_parts(about), *missing) if part.words]
    return Document(desk.name, lead, parts, *words_of_the_document(), pictures=pictures)


def _parts(about: Described) -> Iterator[Part]:
    yield Part(spoken(N_("What it is like")), about.what_it_is_like)
    yield Part(spoken(N_("How to get there")), about.way_there)
    ask = sentence(
        N_("%(name)s looks after trainees there. Ask for a visit before your first day."), name=about.supervisor
    )
    yield Part(spoken(N_("Who to ask")), spoken(ask))
    yield Part(spoken(N_("Sounds to expect")), "\n".join(about.sounds))
    yield Part(spoken(N_("What is there")), "\n".join(f"{spoken(line.label)}: {line.value}" for line in about.about))
    for group in about.groups:
        yield Part(spoken(group.label), "\n".join(f"{spoken(fact.label)} {fact.value}" for fact in group.facts))


def _pictures(storage: Storage, shown: Sequence[Shown]) -> tuple[list[Picture], list[Part]]:
    pictures, missing = [], []
    for each in shown:
        try:
            content = storage.read(each.stored_as)
        except Unavailable:
            missing.append(Part(spoken(each.kind), each.description))
        else:
            ending = KINDS[each.media_type].endings[0]
            pictures.append(Picture(spoken(each.kind), each.description, content, ending))
    return pictures, missing
