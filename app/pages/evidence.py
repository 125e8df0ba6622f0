"""Papers for an adviser: the person's own pages about them, and what the named adviser is shown beside the adjustment."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_
from sqlmodel import col, select

from accessibility.vocabulary import NEEDS
from app.core.actors import Actor
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.accommodations import Accommodation
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.models.people import Person
from app.models.programmes import Programme
from app.pages.accommodations import Crumb
from app.pages.accommodations_words import numbered
from app.pages.files import sized
from app.rules.accommodations import BEFORE_DECISION
from app.rules.evidence import MOST_PAPERS, takes_papers, visible_to
from app.rules.files import KINDS
from app.services.evidence_opening import name_of, note_read, words_of

NO_NAME = N_("a paper")
DOWNLOAD = "paper"
"""The name of a download whose own name stays closed."""

ONLY_YOU = N_("Only you.")
NOBODY_YET = N_("Only you. No adviser is named for this yet. When one is named, they can open it too.")
ADVISER = N_(
    "You, and %(name)s, the adviser named for this. If another adviser is named, only that one can open it from then on. "
    "In an emergency a privacy auditor can open it for one hour, and you are told. "
    "Nobody else can open it or see that it is here."
)
WITH_DECISION = N_(
    "We delete it when there is a decision, or when you take back what you asked for. "
    "You can choose to keep it for yourself."
)
KEPT_FOR_LATER = N_("You keep it after the decision. Then only you can open it. You can remove it at any time.")
KEPT = N_(
    "You kept it, and you can remove it at any time. If this comes up for a new decision, the adviser named then can "
    "open it. When you no longer need this, we delete it after 90 days."
)


@dataclass(frozen=True)
class Line:
    """One paper. `name` and `words` are None where the vault stays closed; `called` tells it from the others beside it."""

    id: UUID
    name: str | None
    called: Sentence
    about: Sentence
    words: str | None
    added_on: date
    is_waiting: bool
    is_kept: bool


@dataclass(frozen=True)
class Listing:
    """The papers of one adjustment, for the person. `who` and `when` say who can open one and when it goes."""

    accommodation_id: UUID
    papers: Sequence[Line]
    can_add: bool
    is_full: bool
    most: int
    who: Sentence
    when: str
    crumb: Crumb
    title: str = N_("Papers for your adviser")


@dataclass(frozen=True)
class Shown:
    """One paper for the person who added it. `is_open` says that a decision is still to come.

    The title is not the name of the paper: titles stay in the list of pages that a browser remembers.
    """

    paper: Line
    who: Sentence
    when: str
    is_open: bool
    title: Sentence
    crumb: Crumb


@dataclass(frozen=True)
class Step:
    """A page about one paper that asks, or that says why nothing is shown."""

    paper: Line
    title: str
    crumb: Crumb


def listing(work: Work, accommodation: Accommodation) -> Listing:
    zone, adviser = _around(work, accommodation)
    of = select(Evidence).where(col(Evidence.accommodation_id) == accommodation.id).order_by(col(Evidence.id))
    papers = lines_of(work, work.db.scalars(of).all(), zone)
    takes, has_room = takes_papers(accommodation), len(papers) < MOST_PAPERS
    return Listing(
        accommodation.id,
        papers,
        can_add=takes and has_room,
        is_full=takes and not has_room,
        most=MOST_PAPERS,
        who=_who(accommodation, adviser),
        when=WITH_DECISION if accommodation.status in BEFORE_DECISION else KEPT,
        crumb=(NEEDS[accommodation.need].label, "accommodations.show", {"accommodation_id": accommodation.id}),
    )


def show(work: Work, paper: Evidence) -> Shown:
    accommodation = work.db.get_one(Accommodation, paper.accommodation_id)
    zone, adviser = _around(work, accommodation)
    line, is_open = _line(work, paper, zone), accommodation.status in BEFORE_DECISION
    when = (KEPT_FOR_LATER if paper.is_kept else WITH_DECISION) if is_open else KEPT
    who = Sentence(N_("Only you, until a scanner has checked it.")) if line.is_waiting else _who(accommodation, adviser)
    title = sentence(N_("A paper about “%(need)s”"), need=Sentence(NEEDS[accommodation.need].label))
    return Shown(line, who, when, is_open, title, _to_papers(paper))


def removal(work: Work, paper: Evidence) -> Step:
    return _step(work, paper, N_("Remove this paper?"), _to_paper(paper))


def closed(work: Work, paper: Evidence) -> Step:
    """For whoever may open it and cannot: the person goes back to the paper, the adviser to the case."""
    is_own = paper.person_id == work.actor.person_id
    to_case: Crumb = (N_("the case"), "accommodations.case", {"accommodation_id": paper.accommodation_id})
    return _step(work, paper, N_("This paper cannot be opened now"), _to_paper(paper) if is_own else to_case)


def is_shown(actor: Actor, accommodation: Accommodation) -> ColumnElement[bool]:
    """Which papers stand beside this adjustment for this actor: all for the named adviser, for anybody else none."""
    visible = visible_to(actor).with_only_columns(col(Evidence.id)).correlate(None)
    return and_(col(Evidence.accommodation_id) == accommodation.id, col(Evidence.id).in_(visible))


def shown_to_adviser(work: Work, papers: Sequence[Evidence], zone: str) -> list[Line]:
    """What the named adviser is shown. The read is written down."""
    for paper in papers:
        note_read(work, paper)
    return lines_of(work, papers, zone)


def download_name(work: Work, paper: Evidence) -> str:
    return name_of(work, paper) or DOWNLOAD + KINDS[paper.media_type].endings[0]


def _step(work: Work, paper: Evidence, title: str, crumb: Crumb) -> Step:
    zone, _ = _around(work, work.db.get_one(Accommodation, paper.accommodation_id))
    return Step(_line(work, paper, zone), title, crumb)


def _around(work: Work, accommodation: Accommodation) -> tuple[str, str]:
    """The programme's time zone, and the name of the adviser, empty where nobody is named."""
    zone, name = work.db.execute(
        select(col(Programme.time_zone), col(Person.name))
        .outerjoin(Person, col(Person.id) == accommodation.adviser_id)
        .where(col(Programme.id) == accommodation.programme_id)
    ).one()
    return zone, name or ""


def lines_of(work: Work, papers: Sequence[Evidence], zone: str) -> list[Line]:
    lines = [_line(work, paper, zone) for paper in papers]
    labels = numbered([line.called for line in lines])
    return [replace(line, called=label) for line, label in zip(lines, labels, strict=True)]


def _line(work: Work, paper: Evidence, zone: str) -> Line:
    name = name_of(work, paper)
    return Line(
        paper.id,
        name,
        Sentence(name or NO_NAME),
        sized(Sentence(KINDS[paper.media_type].word), paper.bytes_long),
        words_of(work, paper),
        paper.added_at.astimezone(ZoneInfo(zone)).date(),
        paper.status is FileStatus.WAITING,
        paper.is_kept,
    )


def _who(accommodation: Accommodation, adviser: str) -> Sentence:
    if accommodation.status not in BEFORE_DECISION:
        return Sentence(ONLY_YOU)
    return sentence(ADVISER, name=adviser) if adviser else Sentence(NOBODY_YET)


def _to_papers(paper: Evidence) -> Crumb:
    return N_("papers for your adviser"), "evidence.listing", {"accommodation_id": paper.accommodation_id}


def _to_paper(paper: Evidence) -> Crumb:
    return N_("this paper"), "evidence.show", {"evidence_id": paper.id}
