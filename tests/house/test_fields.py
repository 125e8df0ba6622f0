"""Every cell of `fields.yaml` is what the laws say: role by field by state by reading and writing (AUTHZ-03).

A word is planted in each field. Then everybody of the cast asks, through the same laws and views that the pages use, for
all that they get, in each state: before anything is shared, after it is, and in an emergency.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import SQLModel, col, select

import app.main  # noqa: F401 - registers every table, lifecycle and permission
from app.core.actors import Role
from app.core.errors import HouseError, Missing
from app.core.policy import POLICIES, Allowed, Policy
from app.core.sealed_columns import _Sealed
from app.core.work import Work
from app.forms.accommodations import RemarkForm
from app.forms.corrections import CorrectionForm
from app.forms.emergencies import EmergencyReason, PartsWanted
from app.forms.monitoring import EqualityForm
from app.forms.passports import ShareForm
from app.models.accommodations import (
    Accommodation,
    AccommodationRequest,
    AccommodationStatus,
    PassportShare,
    Remark,
    Said,
)
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.corrections import Correction
from app.models.emergencies import Emergency, Part
from app.models.evidence import Evidence
from app.models.files import FileStatus
from app.models.monitoring import MonitoringAnswer
from app.models.reviews import Review
from app.models.supporters import Supporter
from app.pages import checkins as checkin_pages
from app.pages import emergencies as emergency_pages
from app.pages import emergencies_parts as emergency_parts
from app.pages import mentors_reading, supporters_reading
from app.pages.applications import answers_readable_by
from app.pages.readings import answers_for_reviewers
from app.rules import (
    accommodations,
    applications,
    checkins,
    decisions,
    evidence,
    passports,
    reviews,
)
from app.rules import corrections as corrections_law
from app.rules import emergencies as emergency_law
from app.rules.blueprints import Reader, blueprint_of
from app.rules.cast import BY_ROLE
from app.rules.decisions import NOT_SENT
from app.rules.emergencies import TO_CHOOSE
from app.rules.fields import PERSON, PrivateField, _mistakes, private_fields
from app.rules.registers import register
from app.rules.supporters_sections import Kind
from app.services import accommodations as adjusting
from app.services import (
    accommodations_asking,
    corrections,
    emergencies,
    monitoring,
    passports_reading,
    supporters_sight,
)
from app.services import emergencies_parts as parts_service
from app.services import passports as sharing
from app.services.applications_reading import case_of
from app.services.casting import Stage
from app.services.corrections_typing import things_of
from tests.asking import WorkAs
from tests.factories.accommodations import agreed, asked
from tests.factories.checkins import a_checkin
from tests.factories.decisions import in_review
from tests.factories.matches import noor_and_jun
from tests.factories.passports import UNTIL, coordinators, person
from tests.factories.supporters import helping, part_of

FIELDS = private_fields().fields
WORDS = {key: f"kestrel-{number:02}" for number, key in enumerate(FIELDS)}
"""One word for each field, which occurs nowhere else."""
WORDS["answers_to_score"] = "silhouette"
"""A choice of a list, and nobody else of this story chooses it."""

WHO = {PERSON: "noor"} | {role.value: key for role, key in BY_ROLE.items() if role is not Role.APPLICANT}
"""Who asks: the person, and one of the cast for each role. Everybody is an applicant, so that is no role here."""

NOBODY = UUID(int=0)
"""Stands where nothing was made yet."""

ADJUSTING = ("asked", "asked_by_voice", "talk", "answer", "to_provide", "shares", "papers")
DECIDING = ("agree", "agree_differently", "not_agree", "not_agree_finally")
ANSWERED = {"answers_to_score": ("software", "your_work"), "answers_for_managers": ("dates_away", "your_time")}
"""A question of each kind, and the part that it stands in."""


@dataclass
class World:
    """What was made: rows by name, to be found again by whoever asks."""

    stage: Stage
    item: UUID = NOBODY
    application: UUID = NOBODY
    match: UUID = NOBODY
    support: UUID = NOBODY
    opened: list[UUID] = field(default_factory=list)

    @property
    def noor(self) -> UUID:
        return self.stage.id_of("noor")


def permitted(work: Work, subject_id: UUID, *policies: Policy) -> Any:
    """The row, where it exists for this actor and one of these permissions lets them in; otherwise None."""
    for policy in policies:
        assert policy.visible_to is not None
        assert policy.subject is not None
        visible = policy.visible_to(work.actor).where(policy.subject.id == subject_id)  # type: ignore[attr-defined]  # each subject has an id
        found = work.db.scalars(visible).one_or_none()
        if found is not None and isinstance(policy.permits(work.actor, found), Allowed):
            return found
    return None


def can(attempt: Callable[[], object], work: Work) -> bool:
    """Whether the service does it. What it did is undone."""
    savepoint = work.db.begin_nested()
    try:
        attempt()
    except (HouseError, AssertionError):
        return False
    finally:
        savepoint.rollback()
        work.db.expire_all()
    return True


# What anybody gets of an adjustment, with everything around it.


def adjustment_words(work: Work, world: World) -> str:
    return " ".join(_adjustment_parts(work, world))


def _adjustment_parts(work: Work, world: World) -> Iterator[str]:
    if row := permitted(work, world.item, accommodations.READ_OWN, accommodations.ADVISE):
        request = work.db.get_one(AccommodationRequest, row.request_id)
        remarks = work.db.scalars(select(Remark).where(col(Remark.accommodation_id) == row.id))
        opened = [("accommodations", column, row) for column in ("sealed_words", "sealed_answer")]
        opened += [("remarks", "sealed_words", remark) for remark in remarks]
        yield from (
            work.vault.open(getattr(each, column), table=table, column=column, row=each.id)
            for table, column, each in opened
        )
        yield row.provide
        yield WORDS["asked_by_voice"] if request.said is Said.PHONE else ""
    paper = work.db.scalars(select(Evidence.id)).one()
    if permitted(work, paper, evidence.READ):
        yield WORDS["papers"]
    for share in work.db.scalars(select(PassportShare.id)):
        if permitted(work, share, passports.END):
            yield WORDS["shares"]
    found = passports_reading.lines_for(work.db, work.actor, [world.noor], now=work.now)
    yield repr(found) if world.noor != work.actor.person_id else ""
    for opening in world.opened:
        if emergency := permitted(work, opening, emergency_law.READ):
            yield repr(emergency_pages.show(work, emergency))
        yield from _request_opened(work, world, opening)
        if emergency := permitted(work, opening, emergency_law.READ_PART[Part.PAPERS]):
            part = emergency_parts.papers(work, emergency)
            yield repr(part.remarks)
            yield WORDS["papers"] if part.papers else ""
    if world.support != NOBODY:
        yield from _as_supporter(work, world)


def _request_opened(work: Work, world: World, opening: UUID) -> Iterator[str]:
    emergency = permitted(work, opening, emergency_law.READ_PART[Part.REQUESTS])
    if emergency is None:
        return
    with suppress(Missing):
        part = emergency_parts.request(work, emergency, parts_service.request_of(work, emergency, world.item))
        yield repr(part)
        yield WORDS["asked_by_voice"] if part.spoken else ""


def _as_supporter(work: Work, world: World) -> Iterator[str]:
    support = work.db.get_one(Supporter, world.support)
    if support.supporter_id != work.actor.person_id:
        return
    for kind in (Kind.ADJUSTMENTS, Kind.PASSPORT):
        yield repr(supporters_reading.section(work, support, str(kind)))
    with suppress(Missing):
        yield repr(supporters_reading.adjustment(work, support, world.item))


def adjustment_writes(work: Work, world: World, key: str) -> bool:
    row = permitted(work, world.item, *MAY_WRITE[key])
    return bool(row) and WRITES[key](work, world, row)


def _shares(work: Work, world: World, _row: Accommodation) -> bool:
    form = ShareForm(items=[world.item], reader=coordinators(world.stage), until=UNTIL)
    return can(lambda: sharing.share(work, form), work)


def _moves(row: Accommodation, moves: Sequence[str]) -> bool:
    return any(accommodations.LIFE.allows(row, move) for move in moves)


MAY_WRITE: dict[str, tuple[Policy, ...]] = {
    "asked": (accommodations.CHANGE,), "asked_by_voice": (accommodations.CHANGE,), "papers": (evidence.SHOW,),
    "talk": (accommodations.TELL, accommodations.ADVISE), "answer": (accommodations.ADVISE,),
    "to_provide": (accommodations.ADVISE,), "shares": (passports.ARRANGE,),
}  # fmt: skip
WRITES: dict[str, Callable[[Work, World, Accommodation], bool]] = {
    "asked": lambda work, _, row: can(lambda: accommodations_asking.refuse_unless_draft(row), work),
    "asked_by_voice": lambda work, _, row: adjusting.can_correct(work, row),
    "talk": lambda work, _, row: can(lambda: adjusting.remark(work, row, RemarkForm(words="More")), work),
    "answer": lambda _work, _, row: _moves(row, DECIDING),
    "to_provide": lambda _work, _, row: row.status in accommodations.BEFORE_DECISION or accommodations.holds(row),
    "shares": _shares,
    "papers": lambda _work, _, row: evidence.takes_papers(row),
}
"""What the services ask before they write."""


def everybody(work_as: WorkAs, asks: Callable[[Work], bool]) -> set[str]:
    found = set()
    for who, key in WHO.items():
        with work_as(key) as work:
            if asks(work):
                found.add(who)
    return found


@pytest.fixture
def world(work_as: WorkAs, stage: Stage) -> World:
    """Noor in her cohort with Jun, and something agreed for her that an adviser wrote down; nothing is shared."""
    made = World(stage)
    made.match = noor_and_jun(work_as, stage).id
    made.item = agreed(work_as, asked(work_as, of="noor", need="back_to_wall"), provide=WORDS["to_provide"])
    with work_as("ida") as work:
        row = work.db.get_one(Accommodation, made.item)
        for column, key in (("sealed_words", "asked"), ("sealed_answer", "answer")):
            adjusting.seal(work, row, column, WORDS[key])
        adjusting.remark(work, row, RemarkForm(words=WORDS["talk"]))
        row.adviser_id, row.agreed_at, row.meanwhile = work.actor.person_id, None, WORDS["to_provide"]
        request = work.db.get_one(AccommodationRequest, row.request_id)
        request.said, request.said_on, request.written_by_id = Said.PHONE, work.now.date(), work.actor.person_id
        work.db.add(
            Evidence(
                id=work.new_id(), accommodation_id=row.id, person_id=row.person_id, sealed_name="", sealed_words="",
                sealed_key="", media_type="application/pdf", bytes_long=1, stored_as="x", status=FileStatus.CLEAN,
                is_kept=False, added_at=work.now,
            )
        )  # fmt: skip
    return made


def share_all(work_as: WorkAs, world: World) -> None:
    """With the coordinators, with Jun, and with Sam, who may speak for her."""
    with work_as("noor") as work:
        for reader in (coordinators(world.stage), person(world.stage, "jun")):
            sharing.share(work, ShareForm(items=[world.item], reader=reader, until=UNTIL))
    world.support = helping(work_as, of="noor", reads=["adjustments", "passport"], speaks=True)


def open_in_emergency(work_as: WorkAs, world: World) -> None:
    """A manager opens what to provide, and an auditor all the parts that they can choose."""
    reason = "Somebody has to know it now"
    forms: dict[str, EmergencyReason | PartsWanted] = {
        "mei": EmergencyReason(reason=reason),
        "pia": PartsWanted(parts=list(TO_CHOOSE), reason=reason),
    }
    for key, form in forms.items():
        with work_as(key) as work:
            emergencies.open_for(work, world.stage.people["noor"], form)
            work.db.flush()
            mine = select(Emergency.id).where(col(Emergency.opened_by_id) == work.actor.person_id)
            world.opened.append(work.db.scalars(mine).one())


def readers_by_state(work_as: WorkAs, world: World) -> dict[str, dict[str, set[str]]]:
    """For each state of the adjustment, who meets which word now."""
    found: dict[str, dict[str, set[str]]] = {}
    for status in AccommodationStatus:
        with work_as(None) as work:
            work.db.get_one(Accommodation, world.item).status = status
        found[status] = {key: set() for key in ADJUSTING}
        for who, name in WHO.items():
            with work_as(name) as work:
                met = adjustment_words(work, world)
            for key in ADJUSTING:
                found[status][key] |= {who} if WORDS[key] in met else set()
    with work_as(None) as work:
        work.db.get_one(Accommodation, world.item).status = AccommodationStatus.AGREED
    return found


def said(key: str, way: str) -> dict[str, set[str]]:
    """What the file says of this field in this way, for each state."""
    one = FIELDS[key]
    return {state: set(one.cell(state).named(way)) for state in private_fields().states_of(one)}


def without(more: dict[str, set[str]], less: dict[str, set[str]]) -> dict[str, set[str]]:
    return {state: who - less[state] for state, who in more.items()}


def test_authz_03_what_helps_is_read_as_the_file_says(work_as: WorkAs, world: World) -> None:
    alone = readers_by_state(work_as, world)
    share_all(work_as, world)
    shared = readers_by_state(work_as, world)
    open_in_emergency(work_as, world)
    hurried = readers_by_state(work_as, world)

    for key in ADJUSTING:
        plain, chosen, urgent = ({s: found[s][key] for s in found} for found in (alone, shared, hurried))
        if key == "shares":
            plain = chosen  # before the first there is nothing to read
        assert (key, plain) == (key, said(key, "read"))
        assert (key, without(chosen, plain)) == (key, said(key, "if_shared"))
        assert (key, without(urgent, chosen)) == (key, said(key, "in_emergency"))


@pytest.mark.parametrize("key", ADJUSTING)
def test_authz_03_what_helps_is_written_as_the_file_says(work_as: WorkAs, world: World, key: str) -> None:
    share_all(work_as, world)
    found, for_others = {}, {}
    for status in AccommodationStatus:
        with work_as(None) as work:
            work.db.get_one(Accommodation, world.item).status = status
        found[status.value] = everybody(work_as, lambda work: adjustment_writes(work, world, key))
        for_others[status.value] = everybody(work_as, lambda work: key == "talk" and speaks_for(work, world))

    assert found == said(key, "write")
    assert for_others == said(key, "if_asked")


def speaks_for(work: Work, world: World) -> bool:
    support = work.db.get_one(Supporter, world.support)
    if support.supporter_id != work.actor.person_id:
        return False
    with suppress(Missing):
        return supporters_reading.adjustment(work, support, world.item).may_speak
    return False


# Answers.


@pytest.fixture
def applied(work_as: WorkAs, stage: Stage) -> World:
    """Noor applied, is in review by Ravi, and has Jun as her mentor."""
    made = World(stage)
    made.application = in_review(work_as, of="noor", says={"dates_away": WORDS["answers_for_managers"]})
    made.match = noor_and_jun(work_as, stage).id
    with work_as(None) as work:
        software = work.db.scalars(select(Answer).where(col(Answer.question) == "software")).one()
        software.value = [WORDS["answers_to_score"]]
    return made


def answers_met(work: Work, world: World) -> str:
    return " ".join(_answers_met(work, world)).lower()


def _answers_met(work: Work, world: World) -> Iterator[str]:
    if row := permitted(work, world.application, applications.READ_OWN):
        yield repr(case_of(work, row).values)
    if row := permitted(work, world.application, decisions.READ):
        yield repr(answers_readable_by(work.db, row, blueprint_of("lumina"), Reader.MANAGER))
    for review_id in work.db.scalars(select(Review.id)):
        if review := permitted(work, review_id, reviews.READ):
            application = work.db.get_one(Application, review.application_id)
            yield repr(answers_for_reviewers(work.db, application, blueprint_of("lumina")))
    if match := permitted(work, world.match, checkins.MENTOR):
        yield repr(mentors_reading.said_to_mentors(work.db, [match]))
    yield from _answers_opened(work, world)
    if world.support != NOBODY:
        support = work.db.get_one(Supporter, world.support)
        if support.supporter_id == work.actor.person_id:
            for _, part in ANSWERED.values():
                yield repr(supporters_sight.read_part(work, support, world.application, part)[1].values)


def _answers_opened(work: Work, world: World) -> Iterator[str]:
    for opening in world.opened:
        if emergency := permitted(work, opening, emergency_law.READ_PART[Part.ANSWERS]):
            yield repr(emergency_parts.answers(work, emergency))


def in_each_state(work_as: WorkAs, world: World, asks: Callable[[Work], bool]) -> dict[str, set[str]]:
    """What is never sent is read by nobody who was asked to score: there is no review of it."""
    found = {}
    for status in ApplicationStatus:
        with work_as(None) as work:
            row = work.db.get_one(Application, world.application)
            before, row.status = row.status, status
            reviewer = work.db.scalars(select(Review)).one()
            reviewer.reviewer_id = world.stage.id_of("hal" if status in NOT_SENT else "ravi")
        found[status.value] = everybody(work_as, asks)
        with work_as(None) as work:
            work.db.get_one(Application, world.application).status = before
    return found


@pytest.mark.parametrize("key", sorted(ANSWERED))
def test_authz_03_answers_are_read_as_the_file_says(work_as: WorkAs, applied: World, key: str) -> None:
    alone = in_each_state(work_as, applied, lambda work: WORDS[key] in answers_met(work, applied))
    parts = [part_of(applied.application, part) for _, part in ANSWERED.values()]
    applied.support = helping(work_as, of="noor", reads=parts)
    shared = in_each_state(work_as, applied, lambda work: WORDS[key] in answers_met(work, applied))
    open_in_emergency(work_as, applied)
    hurried = in_each_state(work_as, applied, lambda work: WORDS[key] in answers_met(work, applied))

    assert alone == said(key, "read")
    assert without(shared, alone) == said(key, "if_shared")
    assert without(hurried, shared) == said(key, "in_emergency")


@pytest.mark.parametrize("key", sorted(ANSWERED))
def test_authz_03_answers_are_written_as_the_file_says(work_as: WorkAs, applied: World, key: str) -> None:
    question, _ = ANSWERED[key]

    alone = in_each_state(work_as, applied, lambda work: changes_answer(work, applied, question))
    with work_as("noor") as work:
        corrections.ask(work, "answers", CorrectionForm(words="One of them is wrong."))
    asked_for = in_each_state(work_as, applied, lambda work: corrects_answer(work, applied, question))

    assert alone == said(key, "write")
    assert asked_for == said(key, "if_asked")


def changes_answer(work: Work, world: World, question: str) -> bool:
    row = permitted(work, world.application, applications.ANSWER)
    if row is None:
        return False
    case = case_of(work, row)
    return case.may_change(case.question(question))


def corrects_answer(work: Work, world: World, question: str) -> bool:
    correction_id = work.db.scalars(select(Correction.id)).one()
    row = permitted(work, correction_id, corrections_law.ANSWER)
    mine = select(Answer.id).where(col(Answer.question) == question, col(Answer.application_id) == world.application)
    key = f"answer-{work.db.scalars(mine).one()}"
    return bool(row) and key in {thing.key for thing in things_of(work, row)}


# Check-ins and equality answers.


def test_authz_03_check_ins_are_read_and_written_as_the_file_says(work_as: WorkAs, stage: Stage) -> None:
    match_id = noor_and_jun(work_as, stage).id
    with work_as("noor") as work:
        a_checkin(work, helped=WORDS["checkins"])
    readers, writers = {}, {}

    for audience in (Audience.ONLY_ME, Audience.MY_MENTOR, Audience.MY_PROGRAMME):
        with work_as(None) as work:
            for line in work.db.scalars(select(CheckinLine)):
                line.readable_by = audience
        readers[audience.value] = everybody(work_as, lambda work: WORDS["checkins"] in lines_met(work, stage, match_id))
        writers[audience.value] = everybody(
            work_as, lambda work: bool(permitted(work, work.db.scalars(select(Checkin.id)).one(), checkins.READ_OWN))
        )

    assert readers == said("checkins", "read")
    assert writers == said("checkins", "write")


def lines_met(work: Work, stage: Stage, match_id: UUID) -> str:
    met = [repr(checkin_pages.mine(work, None))]
    if match := permitted(work, match_id, checkins.MENTOR):
        met.append(repr(checkin_pages.shared(work, match, None)))
    if cohort := permitted(work, stage.cohorts["lumina"].id, checkins.PROGRAMME):
        met.append(repr(checkin_pages.for_programme(work, cohort, None)))
    return " ".join(met)


def test_authz_03_equality_answers_are_read_and_written_as_the_file_says(work_as: WorkAs) -> None:
    in_review(work_as, of="noor")
    with work_as("noor") as work:
        monitoring.answer(work, EqualityForm(age="25_to_34"))

    readers = everybody(work_as, lambda work: bool(own_equality(work)))
    doors = [policy.name for policy in POLICIES.values() if policy.subject is MonitoringAnswer]

    assert {"kept": readers} == said("equality", "read") == said("equality", "write")
    assert doors == []


def own_equality(work: Work) -> dict[str, str | None]:
    programme = monitoring.programme_of(work)
    return monitoring.own_answers(work, programme) if programme else {}


# The file itself.


def test_authz_03_every_sealed_column_of_these_kinds_stands_in_one_field() -> None:
    kinds = ("adjustments", "papers", "passport", "checkins", "answers", "monitoring")
    tables = {table for kind in kinds for table in register().entries[kind].tables} - {"first_answers"}
    sealed = {
        f"{table}.{column.name}"
        for table in tables
        for column in SQLModel.metadata.tables[table].columns
        if column.name.startswith("sealed_") or isinstance(column.type, _Sealed)
    }
    named = [column for each in FIELDS.values() for column in each.columns]

    assert sealed - set(named) == set()
    assert sorted(named) == sorted(set(named))


def test_authz_03_a_state_that_is_left_out_or_stands_twice_is_told() -> None:
    data = private_fields()
    asked_for = data.fields["asked"]
    short = asked_for.model_copy(update={"cells": asked_for.cells[1:]})
    strange = asked_for.cells[0].model_copy(update={"read": ["everybody"]})

    def mistakes(changed: PrivateField) -> list[str]:
        return [found.sentence for found in _mistakes(data.model_copy(update={"fields": {"asked": changed}}))]

    assert mistakes(short) == ["each state stands once, and not so draft"]
    assert mistakes(asked_for.model_copy(update={"cells": [strange, *asked_for.cells[1:]]})) == [
        "there is no role everybody"
    ]
    assert mistakes(asked_for) == []
