"""Everything of the register goes by itself on its day and not before, and what stays leads to nobody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update
from sqlmodel import SQLModel, col

from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.core.clock import Entropy
from app.core.work import Work
from app.models.accommodations import Accommodation, AccommodationRequest, AccommodationStatus, PassportShare
from app.models.applications import Application, ApplicationStatus, Decision
from app.models.assignments import Assignment
from app.models.checkins import Checkin
from app.models.cohorts import Cohort, Enrolment
from app.models.corrections import Correction, CorrectionChange, CorrectionStatus
from app.models.emergencies import Emergency
from app.models.matches import Match
from app.models.messages import Message
from app.models.monitoring import MonitoringAnswer, WithheldFigure
from app.models.own_questions import OwnQuestion
from app.models.people import Person
from app.models.plans import Plan
from app.models.resets import Reset, ResetStatus
from app.models.retentions import Hold
from app.models.sign_ins import Method
from app.rules.erasures import DOMAIN, NAME
from app.rules.registers import CountedFrom, register
from app.services import audit, retentions, retentions_accounts, sign_ins
from app.services.retentions_accounts import last_seen_kinds
from app.services.retentions_endings import WAY_OVER
from app.services.retentions_kinds import PLACES
from app.services.retentions_needs import KINDS as NEEDS
from app.services.retentions_records import ELSEWHERE, PEOPLE
from app.worker import sweep, sweep_daily
from tests.conftest import MovableClock
from tests.schema import settings_for
from tests.stories import Stories

FIVE_YEARS = 5 * 365
ROUND = 91


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    """The demonstration in a database of its own, in which nobody waits for anything from now on."""
    told = stories.told(settings_for("story", tmp_path))
    parts = replace(told, clock=MovableClock(), entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    settle(parts)
    yield parts
    parts.database.dispose()


def settle(parts: Parts) -> None:
    """Every application that goes on is withdrawn today, and everything that somebody waits for is answered."""
    with parts.work() as work:
        going_on = col(Application.status).not_in(WAY_OVER)
        over = {"status": ApplicationStatus.WITHDRAWN, "withdrawn_at": work.now}
        work.db.execute(update(Application).where(going_on).values(**over))
        work.db.execute(update(OwnQuestion).values(replied_at=work.now))
        work.db.execute(update(Correction).values(status=CorrectionStatus.CORRECTED))
        work.db.execute(update(Reset).values(status=ResetStatus.STOPPED))
        outside = col(Accommodation.person_id).not_in(select(col(Application.person_id)))
        work.db.execute(update(Accommodation).where(outside).values(status=AccommodationStatus.WITHDRAWN))


def later(parts: Parts, **by: float) -> None:
    assert isinstance(parts.clock, MovableClock)
    parts.clock.advance(**by)


def on(parts: Parts, moment: datetime) -> None:
    assert isinstance(parts.clock, MovableClock)
    parts.clock.now = moment


def night(parts: Parts) -> None:
    with parts.work() as work:
        retentions.purge(work)


def id_of(parts: Parts, key: str) -> UUID:
    with parts.work(writes=False) as work:
        return work.db.scalars(select(col(Person.id)).where(col(Person.email) == f"{key}@example.com")).one()


def count(parts: Parts, model: Any, *where: object) -> int:
    with parts.work(writes=False) as work:
        return work.db.scalar(select(func.count()).select_from(model).where(*where)) or 0  # type: ignore[arg-type]


def end_of_cohort(parts: Parts, key: str) -> datetime:
    """Noon of the last day of the cohort that this person is in."""
    with parts.work(writes=False) as work:
        cohorts = select(col(Cohort.ends_on)).join(Enrolment, col(Enrolment.cohort_id) == Cohort.id)
        day = work.db.scalars(cohorts.where(col(Enrolment.person_id) == id_of(parts, key))).one()
    return datetime.combine(day, time(12), UTC)


def is_whole(parts: Parts) -> bool:
    """No reference leads nowhere, and the audit log is the one that was written."""
    with parts.work(writes=False) as work:
        if parts.database.is_sqlite:
            assert work.db.execute(text("PRAGMA foreign_key_check")).all() == []
        return audit.verify(work.db, work.vault, parts.safe).finding is None


def test_priv03_every_time_of_the_register_has_a_sweep() -> None:
    places = {*PLACES, "answers", "files"}
    sweeps = {
        CountedFrom.APPLICATION_ENDED: places,
        CountedFrom.COHORT_ENDED: places,
        CountedFrom.NEED_ENDED: NEEDS,
        CountedFrom.LAST_SEEN: set(last_seen_kinds()),
        CountedFrom.CONSENT_ENDED: set(PEOPLE),
        CountedFrom.WRITTEN: {*PEOPLE, *PLACES, *ELSEWHERE},
    }
    promised = [(key, kept.counted_from) for key, entry in register().entries.items() for kept in entry.kept]

    assert [(key, counted) for key, counted in promised if key not in sweeps[counted]] == []
    assert len(set(last_seen_kinds().values())) == 1, "an account goes as a whole, on one day"


def test_priv03_an_application_goes_a_year_after_it_ended_and_not_a_day_before(story: Parts) -> None:
    bea = id_of(story, "bea")
    mine = col(Application.person_id) == bea
    with story.work(writes=False) as work:
        application = work.db.scalars(select(Application).where(mine)).one()
    of_it = (Application.id == application.id,)
    later(story, days=364)
    night(story)
    early = count(story, Application, mine)

    later(story, days=1)
    night(story)

    assert (early, count(story, Application, mine), count(story, Application, *of_it)) == (1, 0, 1)
    with story.work(writes=False) as work:
        holder = work.db.get_one(Person, work.db.get_one(Application, application.id).person_id)
    assert (holder.name, holder.email.endswith(f"@{DOMAIN}")) == (NAME, True)
    assert count(story, Person, Person.id == bea, col(Person.name) != NAME) == 1
    assert is_whole(story)


def test_priv03_what_hangs_on_an_application_goes_with_it(story: Parts) -> None:
    later(story, days=365)
    night(story)

    with story.work(writes=False) as work:
        over = select(col(Decision.feedback), col(Decision.reasons)).join(
            Application, col(Application.id) == Decision.application_id
        )
        kept = work.db.execute(over.where(col(Application.status) != ApplicationStatus.ENROLLED)).all()
        assert {tuple(map(str, row)) for row in kept} == {("", "[]")}
        due = [place.reference for key, places in PLACES.items() for place in places if place.due(work, key)]
    assert due == []


def test_priv03_a_place_in_a_cohort_goes_two_years_after_it_ended(story: Parts) -> None:
    noor, ends = id_of(story, "noor"), end_of_cohort(story, "noor")
    whose = {
        Enrolment: col(Enrolment.person_id) == noor, Assignment: col(Assignment.person_id) == noor,
        Match: col(Match.trainee_id) == noor, Application: col(Application.person_id) == noor,
    }  # fmt: skip
    totals = {model: count(story, model) for model in whose}
    on(story, ends + timedelta(days=729))
    night(story)
    early = {model.__name__: count(story, model, mine) > 0 for model, mine in whose.items()}

    later(story, days=1)
    night(story)

    assert early == dict.fromkeys(early, True)
    assert {model.__name__: count(story, model, mine) for model, mine in whose.items()} == dict.fromkeys(early, 0)
    assert {model: count(story, model) for model in whose} == totals
    assert count(story, Plan, col(Plan.trouble) != "") == 0
    with story.work(writes=False) as work:
        applied = work.db.scalars(
            select(col(Application.person_id)).join(Enrolment, col(Enrolment.application_id) == Application.id)
        ).all()
        enrolled = work.db.scalars(
            select(col(Enrolment.person_id)).where(col(Enrolment.application_id).is_not(None))
        ).all()
    assert sorted(applied) == sorted(enrolled), "what belonged together still does"
    assert is_whole(story)


def test_priv03_check_ins_go_ninety_days_after_the_cohort(story: Parts) -> None:
    on(story, end_of_cohort(story, "noor") + timedelta(days=89))
    night(story)
    early = count(story, Checkin)

    later(story, days=1)
    night(story)

    assert early > 0
    assert count(story, Checkin) == 0


def test_priv03_an_adjustment_that_nobody_ended_goes_with_what_it_was_for(story: Parts) -> None:
    """Bea's waits for an adviser and her application is withdrawn today; Noor's work, and her cohort goes on."""
    bea, noor = id_of(story, "bea"), id_of(story, "noor")
    of_bea, of_noor = col(Accommodation.person_id) == bea, col(Accommodation.person_id) == noor
    later(story, days=89)
    night(story)
    early = count(story, Accommodation, of_bea)
    later(story, days=1)
    night(story)
    gone = (
        count(story, Accommodation, of_bea),
        count(story, AccommodationRequest, AccommodationRequest.person_id == bea),
    )
    on(story, end_of_cohort(story, "noor") + timedelta(days=89))
    night(story)
    kept = count(story, Accommodation, of_noor)

    later(story, days=1)
    night(story)

    assert (early > 0, gone, kept > 0) == (True, (0, 0), True)
    assert count(story, Accommodation, of_noor) == 0
    assert count(story, PassportShare, PassportShare.person_id == noor) == 0
    assert is_whole(story)


def test_priv03_a_need_goes_on_while_another_application_does(story: Parts) -> None:
    bea = id_of(story, "bea")
    with story.work() as work:
        (mine,) = work.db.scalars(select(Application).where(col(Application.person_id) == bea)).all()
        other = select(col(Cohort.id)).where(col(Cohort.programme_id) != mine.programme_id).limit(1)
        cohort = work.db.get_one(Cohort, work.db.scalars(other).one())
        again = Application(
            id=work.new_id(), reference="NEW-0001", number=9001, programme_id=cohort.programme_id, cohort_id=cohort.id,
            person_id=bea, status=ApplicationStatus.RECEIVED, started_at=work.now, sent_at=work.now,
        )  # fmt: skip
        work.db.add(again)
    later(story, days=2000)
    night(story)

    assert count(story, Accommodation, Accommodation.person_id == bea) > 0
    assert count(story, Application, Application.person_id == bea) == 2
    assert _goes_too(story, bea) == (False, False)


def _goes_too(parts: Parts, person_id: UUID) -> tuple[bool, bool]:
    """Whether this account would be told of, or go."""
    with parts.work() as work:
        retentions_accounts.tell_due(work)
        told = select(Message).where(col(Message.person_id) == person_id, col(Message.template) == "account_goes")
        is_told = work.db.scalars(told).first() is not None
        return is_told, person_id in retentions_accounts.accounts_due(work)


def test_priv03_what_a_correction_changed_goes_with_the_answers_and_not_with_the_last_application(story: Parts) -> None:
    bea = id_of(story, "bea")
    with story.work() as work:
        (mine,) = work.db.scalars(select(Application).where(col(Application.person_id) == bea)).all()
        asked = {entry: _corrected(work, mine, entry) for entry in ("answers", "account")}
    later(story, days=200)
    with story.work() as work:
        another = work.db.scalars(select(col(Cohort.id)).where(col(Cohort.id) != mine.cohort_id).limit(1)).one()
        work.db.add(
            Application(
                id=work.new_id(), reference="NEW-0001", number=9001, programme_id=mine.programme_id,
                cohort_id=another, person_id=bea, status=ApplicationStatus.WITHDRAWN, started_at=work.now,
                sent_at=work.now, withdrawn_at=work.now,
            )
        )  # fmt: skip
    night(story)
    early = [count(story, CorrectionChange, CorrectionChange.correction_id == each) for each in asked.values()]

    later(story, days=166)
    night(story)

    late = {entry: count(story, CorrectionChange, CorrectionChange.correction_id == asked[entry]) for entry in asked}
    assert early == [1, 1]
    assert late == {"answers": 0, "account": 1}
    assert count(story, Correction, col(Correction.id).in_(asked.values())) == 2


def _corrected(work: Work, application: Application, entry: str) -> UUID:
    """A correction that was answered, with one change."""
    correction, change = work.new_id(), work.new_id()
    work.db.add(
        Correction(
            id=correction, person_id=application.person_id, programme_id=application.programme_id, entry=entry,
            sealed_words="x", status=CorrectionStatus.CORRECTED, asked_at=work.now, due_at=work.now,
        )
    )  # fmt: skip
    work.db.flush()
    work.db.add(
        CorrectionChange(
            id=change, correction_id=correction, title="A question", before="Unley", after="Unley High",
            made_by=application.person_id, made_at=work.now,
        )
    )  # fmt: skip
    return correction


def test_priv03_a_hold_keeps_everything_of_its_person(story: Parts) -> None:
    bea, ravi = id_of(story, "bea"), id_of(story, "mei")
    with story.work() as work:
        (mine,) = work.db.scalars(select(Application).where(col(Application.person_id) == bea)).all()
        work.db.add(Hold(id=work.new_id(), application_id=mine.id, reason="A complaint", set_by=ravi, set_at=work.now))
    later(story, days=2000)

    night(story)

    assert count(story, Application, Application.person_id == bea) == 1
    assert count(story, Accommodation, Accommodation.person_id == bea) > 0
    assert _goes_too(story, bea) == (False, False)
    assert count(story, Enrolment, Enrolment.person_id == id_of(story, "noor")) == 0


@pytest.mark.parametrize("waits", ["question", "correction"])
def test_priv03_whoever_waits_for_an_answer_keeps_everything(story: Parts, waits: str) -> None:
    bea = id_of(story, "bea")
    with story.work() as work:
        if waits == "correction":
            asked = update(Correction).where(col(Correction.person_id) == bea)
            work.db.execute(asked.values(status=CorrectionStatus.ASKED))
        else:
            (mine,) = work.db.scalars(select(Application).where(col(Application.person_id) == bea)).all()
            work.db.add(
                OwnQuestion(
                    id=work.new_id(), programme_id=mine.programme_id, person_id=bea, words="When?", asked_at=work.now,
                    holder_id=id_of(story, "mei"), first_answer_by=work.now, answer_by=work.now,
                )
            )  # fmt: skip
    later(story, days=2000)

    night(story)

    assert count(story, Application, Application.person_id == bea) == 1
    assert _goes_too(story, bea) == (False, False)


def test_priv03_equality_answers_and_corrections_go_with_the_last_application(story: Parts) -> None:
    bea = id_of(story, "bea")
    with story.work() as work:
        (mine,) = work.db.scalars(select(Application).where(col(Application.person_id) == bea)).all()
        work.db.add(
            MonitoringAnswer(
                id=work.new_id(), person_id=bea, programme_id=mine.programme_id, question="age", sealed_value="x",
                answered_at=work.now - timedelta(days=30),
            )
        )  # fmt: skip
    later(story, days=364)
    night(story)
    early = count(story, MonitoringAnswer, MonitoringAnswer.person_id == bea)
    corrections = count(story, Correction, Correction.person_id == bea)

    later(story, days=1)
    night(story)

    assert (early, corrections > 0) == (1, True)
    assert count(story, MonitoringAnswer, MonitoringAnswer.person_id == bea) == 0
    assert count(story, Correction, Correction.person_id == bea) == 0


def test_priv03_who_keeps_out_of_a_count_stays_out_of_it(story: Parts) -> None:
    bea = id_of(story, "bea")
    with story.work() as work:
        work.db.add(WithheldFigure(person_id=bea, figure="accepted", withheld_at=work.now))
    with story.work(writes=False) as work:
        application = work.db.scalars(select(col(Application.id)).where(col(Application.person_id) == bea)).one()
    later(story, days=365)

    night(story)

    with story.work(writes=False) as work:
        holder = work.db.get_one(Application, application).person_id
        figures = work.db.scalars(
            select(col(WithheldFigure.figure)).where(col(WithheldFigure.person_id) == holder)
        ).all()
    assert figures == ["accepted"]


def test_priv03_an_emergency_leads_to_nobody_after_two_years(story: Parts) -> None:
    before = count(story, Emergency)
    noor = col(Emergency.person_id) == id_of(story, "noor")
    with story.work(writes=False) as work:
        opened = work.db.scalars(select(func.max(col(Emergency.opened_at)))).one()
    on(story, opened + timedelta(days=729))
    night(story)
    early = count(story, Emergency, noor)

    later(story, days=1)
    night(story)

    assert early > 0
    assert count(story, Emergency, noor) == 0
    assert count(story, Emergency) == before


def seen(parts: Parts, key: str) -> None:
    with parts.work() as work:
        sign_ins.start(work, work.db.get_one(Person, id_of(parts, key)), Method.PASSWORD)


def letters(parts: Parts, key: str) -> int:
    mine = (Message.person_id == id_of(parts, key), Message.template == "account_goes")
    return count(parts, Message, *mine)


def test_priv03_an_account_goes_two_years_after_its_person_was_here_and_is_told_before(story: Parts) -> None:
    bea = id_of(story, "bea")
    seen(story, "bea")
    later(story, days=701)
    retentions_accounts.run_due(story)
    too_early = letters(story, "bea")
    later(story, days=1)
    retentions_accounts.run_due(story)
    told = letters(story, "bea")
    later(story, days=27)
    night(story)
    retentions_accounts.run_due(story)
    kept = count(story, Person, Person.id == bea, Person.name != NAME)

    later(story, days=1)
    retentions_accounts.run_due(story)

    assert (too_early, told, kept) == (0, 1, 1)
    assert count(story, Person, Person.id == bea, Person.name == NAME) == 1
    assert is_whole(story)


def test_priv03_the_letter_says_the_time_in_the_words_of_the_register(story: Parts) -> None:
    seen(story, "bea")
    later(story, days=702)
    retentions_accounts.run_due(story)

    with story.work(writes=False) as work:
        told = select(Message).where(
            col(Message.person_id) == id_of(story, "bea"), col(Message.template) == "account_goes"
        )
        facts = work.db.scalars(told).one().facts
    assert facts["time"] == str(register().entries["account"].kept[0].in_words)


def test_priv03_whoever_signs_in_meanwhile_keeps_the_account_and_is_told_anew(story: Parts) -> None:
    bea = id_of(story, "bea")
    seen(story, "bea")
    later(story, days=702)
    retentions_accounts.run_due(story)
    later(story, days=20)
    seen(story, "bea")
    later(story, days=690)
    night(story)
    retentions_accounts.run_due(story)
    between = count(story, Person, Person.id == bea, Person.name != NAME), letters(story, "bea")
    later(story, days=12)
    retentions_accounts.run_due(story)
    again = letters(story, "bea")
    later(story, days=28)
    retentions_accounts.run_due(story)

    assert (between, again) == ((1, 1), 2)
    assert count(story, Person, Person.id == bea, Person.name == NAME) == 1


def test_priv03_nobody_goes_who_was_not_told(story: Parts) -> None:
    later(story, days=3000)

    done = retentions_accounts.run_due(story)

    assert done == 0
    assert letters(story, "bea") == 1


def test_priv03_after_five_years_nothing_is_left_but_what_the_register_says(story: Parts) -> None:
    with story.work(writes=False) as work:
        known = [word for row in work.db.execute(select(col(Person.email), col(Person.name))) for word in row]
    for _ in range(FIVE_YEARS // ROUND):
        later(story, days=ROUND)
        night(story)
        retentions_accounts.run_due(story)
    sweep(story)
    sweep_daily(story)

    stays = {table for entry in register().entries.values() if entry.stays for table in entry.tables}
    goes = {table for entry in register().entries.values() if not entry.stays for table in entry.tables} - stays
    with story.work(writes=False) as work:
        left = {name: work.db.scalar(text(f"SELECT count(*) FROM {name}")) for name in sorted(goes)}  # noqa: S608 - names of ours
        people = work.db.scalars(select(col(Person.email)).where(col(Person.email).not_like(f"%@{DOMAIN}"))).all()
    assert people == []
    assert {name: rows for name, rows in left.items() if rows} == {}
    assert _met(story, known) == set()
    assert is_whole(story)


def _met(parts: Parts, words: list[str]) -> set[str]:
    """The columns of the whole database in which one of these words is met, opened where it is sealed."""
    met = set()
    with parts.work(writes=False) as work:
        for table in SQLModel.metadata.sorted_tables:
            for row in work.db.execute(table.select()).mappings():
                met |= {f"{table.name}.{name}" for name, value in row.items() if any(w in str(value) for w in words)}
    return met
