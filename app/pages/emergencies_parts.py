"""The views of the parts that an auditor chose in an emergency, each by itself: a page is given nothing of another part."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.vault import readable
from app.core.words import N_, Sentence
from app.core.work import Work
from app.models.accommodations import Accommodation, Remark
from app.models.applications import Answer, Application
from app.models.emergencies import Emergency, Part
from app.models.evidence import Evidence
from app.models.files import File
from app.models.people import Person
from app.models.programmes import Programme
from app.pages import checkins, evidence
from app.pages.accommodations import Crumb
from app.pages.accommodations_desk import CHANNELS
from app.pages.accommodations_words import (
    STRENGTH_WORDS,
    Detail,
    Record,
    Said,
    Spoken,
    details_of,
    kind_of,
    numbered,
    record_of,
    remarks_of,
    requested,
    spoken_of,
    words_in,
)
from app.pages.applications import ReadableAnswer, answers_as_read
from app.pages.files import kind_and_size
from app.pages.readings import WorkSample
from app.rules import emergencies_parts as parts
from app.rules.accommodations import LIFE
from app.rules.blueprints import Reader, blueprint_of
from app.rules.emergencies import PARTS
from app.services.emergencies_parts import scored_questions


@dataclass(frozen=True)
class Head:
    """What every part begins with. The name of the person is not in the title: a browser remembers titles."""

    id: UUID
    person: str
    closes_at: datetime
    zone: str
    title: str
    crumb: Crumb


@dataclass(frozen=True)
class Headed:
    head: Head

    @property
    def title(self) -> str:
        return self.head.title

    @property
    def crumb(self) -> Crumb:
        return self.head.crumb


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    change: None = None


@dataclass(frozen=True)
class Contact(Headed):
    facts: Sequence[Fact]


@dataclass(frozen=True)
class Answered:
    """One application with what the people who score read of it, whole, and under neutral names."""

    reference: str
    programme: str
    answers: Sequence[ReadableAnswer]
    works: Sequence[WorkSample]


@dataclass(frozen=True)
class Answers(Headed):
    applications: Sequence[Answered]


@dataclass(frozen=True)
class RequestLine:
    id: UUID
    label: Sentence
    status: str
    kind: str


@dataclass(frozen=True)
class Requests(Headed):
    requests: Sequence[RequestLine]


@dataclass(frozen=True)
class Request(Headed):
    """One request with its history. What advisers wrote beside it is another part."""

    need: str
    status: str
    kind: str
    strength: str
    details: Sequence[Detail]
    words: str
    answer: str
    offer: str
    provide: str
    meanwhile: str
    remarks: Sequence[Said]
    record: Record
    spoken: Spoken | None


@dataclass(frozen=True)
class Papers(Headed):
    papers: Sequence[evidence.Line]
    remarks: Sequence[Said]


@dataclass(frozen=True)
class MentorNotes(Headed):
    entries: Sequence[checkins.Entry]
    older_than: UUID | None


@dataclass(frozen=True)
class Closed:
    """A paper that stays closed; the rest of what was opened stands."""

    title: str
    crumb: Crumb


def contact(work: Work, emergency: Emergency) -> Contact:
    person = work.db.get_one(Person, emergency.person_id)
    facts = (
        Fact(N_("Name"), person.name),
        Fact(N_("E-mail address"), person.email),
        Fact(N_("Phone number"), person.phone or N_("There is nothing here.")),
        Fact(N_("How they want to be reached"), CHANNELS[person.channel]),
    )
    return Contact(_head(work, emergency, Part.CONTACT), facts)


def answers(work: Work, emergency: Emergency) -> Answers:
    sent = work.db.execute(
        parts.applications_of(emergency.person_id)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .add_columns(col(Programme.key), col(Programme.name))
        .order_by(col(Application.id))
    ).all()
    given = _answers_of(work, [application.id for application, _, _ in sent])
    works = _works_of(work, emergency, {application.id: key for application, key, _ in sent})
    return Answers(
        _head(work, emergency, Part.ANSWERS),
        [
            Answered(
                application.reference,
                name,
                answers_as_read(given[application.id], blueprint_of(key), Reader.REVIEWER),
                works[application.id],
            )
            for application, key, name in sent
        ],
    )


def requests(work: Work, emergency: Emergency) -> Requests:
    rows = work.db.scalars(
        parts.requests_of(emergency.person_id).order_by(
            col(Accommodation.asked_at).desc(), col(Accommodation.position), col(Accommodation.id)
        )
    ).all()
    labels = numbered([NEEDS[row.need].label for row in rows])
    lines = [
        RequestLine(row.id, label, LIFE.words[row.status].staff, kind_of(row.status))
        for row, label in zip(rows, labels, strict=True)
    ]
    return Requests(_head(work, emergency, Part.REQUESTS), lines)


def request(work: Work, emergency: Emergency, accommodation: Accommodation) -> Request:
    crumb: Crumb = (PARTS[Part.REQUESTS].label, "emergencies_parts.requests", {"emergency_id": emergency.id})
    by_the_person = (col(Remark.author_id) == emergency.person_id) | (col(Remark.on_behalf_of) == emergency.person_id)
    head = replace(_head(work, emergency, Part.REQUESTS), title=N_("One thing that they asked for"), crumb=crumb)
    return Request(
        head=head,
        need=NEEDS[accommodation.need].label,
        status=LIFE.words[accommodation.status].staff,
        kind=kind_of(accommodation.status),
        strength=STRENGTH_WORDS[accommodation.strength],
        details=details_of(accommodation.need, accommodation.parameters),
        words=words_in(work, accommodation, "sealed_words"),
        answer=words_in(work, accommodation, "sealed_answer"),
        offer=words_in(work, accommodation, "sealed_offer"),
        provide=accommodation.provide,
        meanwhile=accommodation.meanwhile,
        remarks=remarks_of(work, accommodation, head.zone, by_the_person),
        record=record_of(work, accommodation, head.zone),
        spoken=spoken_of(requested(work, accommodation)),
    )


def papers(work: Work, emergency: Emergency) -> Papers:
    head = _head(work, emergency, Part.PAPERS)
    shown = work.db.scalars(parts.papers_of(emergency.person_id).order_by(col(Evidence.id))).all()
    return Papers(head, evidence.lines_of(work, shown, head.zone), _adviser_notes(work, emergency, head.zone))


def mentor_notes(work: Work, emergency: Emergency, older_than: UUID | None) -> MentorNotes:
    entries, older = checkins.by_mentors(work, emergency.person_id, older_than)
    return MentorNotes(_head(work, emergency, Part.MENTOR_NOTES), entries, older)


def closed_paper(emergency: Emergency) -> Closed:
    crumb: Crumb = (PARTS[Part.PAPERS].label, "emergencies_parts.papers", {"emergency_id": emergency.id})
    return Closed(N_("This paper cannot be opened now"), crumb)


def _head(work: Work, emergency: Emergency, part: Part) -> Head:
    return Head(
        id=emergency.id,
        person=work.db.get_one(Person, emergency.person_id).name,
        closes_at=emergency.closes_at,
        zone=work.db.get_one(Person, work.actor.person_id).time_zone,
        title=PARTS[part].label,
        crumb=(N_("all that you opened"), "emergencies.show", {"emergency_id": emergency.id}),
    )


def _answers_of(work: Work, application_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Answer]]:
    found: dict[UUID, list[Answer]] = defaultdict(list)
    given = select(Answer).where(col(Answer.application_id).in_(application_ids)).order_by(col(Answer.id))
    for answer in work.db.scalars(given):
        found[answer.application_id].append(answer)
    return found


def _works_of(work: Work, emergency: Emergency, programmes: Mapping[UUID, str]) -> Mapping[UUID, Sequence[WorkSample]]:
    """The work samples of each application, numbered without the names that their owner gave them."""
    found: dict[UUID, list[WorkSample]] = defaultdict(list)
    for file in work.db.scalars(parts.work_samples_of(emergency.person_id).order_by(col(File.id))):
        of = found[file.application_id]
        if file.question in scored_questions(programmes[file.application_id]):
            of.append(WorkSample(file.id, len(of) + 1, kind_and_size(file), file.description))
    return found


def _adviser_notes(work: Work, emergency: Emergency, zone: str) -> list[Said]:
    rows = work.db.execute(
        parts.adviser_notes_of(emergency.person_id)
        .join(Person, col(Person.id) == Remark.author_id)
        .add_columns(col(Person.name))
        .order_by(col(Remark.id))
    )
    return [Said(Sentence(name), _day(note.written_at, zone), _words_of(work, note)) for note, name in rows]


def _words_of(work: Work, note: Remark) -> str:
    return readable(work.vault, note.sealed_words, table="remarks", column="sealed_words", row=note.id)


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
