"""The story of sessions, mentors and check-ins plays through on any day of the week."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.demonstration import checkins, mentors, sessions
from app.demonstration.theatre import theatre_of
from app.models.checkins import Audience, Checkin, CheckinLine
from app.models.matches import Match, MatchStatus
from app.models.sessions import Booking, BookingStatus
from app.services.casting import Stage
from tests.factories.memberships import a_member

MONDAY = datetime(2027, 3, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("days", [0, 2, 6])
def test_the_story_plays_through(parts: Parts, stage: Stage, days: int) -> None:
    with parts.work() as work:
        for key in ("noor", "bea", "ari", "sam"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
        theatre = theatre_of(parts, stage, work.db, MONDAY + timedelta(days=days))

        for story in (sessions, mentors, checkins):
            story.play(theatre)

        statuses = [booking.status for booking in work.db.scalars(select(Booking))]
        together = work.db.scalars(select(Match).where(col(Match.status) == MatchStatus.ACTIVE)).one()
        weeks = [checkin.week_of.isoformat() for checkin in work.db.scalars(select(Checkin))]
        assert (statuses.count(BookingStatus.BOOKED), statuses.count(BookingStatus.WAITING)) == (5, 1)
        assert (together.trainee_id, together.mentor_person_id) == (stage.id_of("noor"), stage.id_of("jun"))
        assert sorted(weeks) == ["2027-02-15", "2027-02-15", "2027-02-22", "2027-02-22"]
        assert set(work.db.scalars(select(CheckinLine.readable_by))) == set(Audience)
