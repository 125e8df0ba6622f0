"""Who fits whom: by crafts and by how people like to work, never by anything else, and never with somebody excluded."""

from sqlmodel import col, select

from app.core.work import Work
from app.forms.matches import Ending
from app.forms.sign_ins import Nothing
from app.models.applications import Application, ApplicationStatus
from app.models.matches import Match, MatchStatus
from app.models.reviews import Review, ReviewStatus
from app.rules.blueprints import blueprint_of
from app.services import matches, matching
from app.services.casting import Stage
from app.services.fitting import BEST, Style, fit
from tests.asking import WorkAs
from tests.factories.matches import noor_and_jun
from tests.factories.memberships import a_member
from tests.factories.mentors import SPOKEN, WRITTEN, a_mentor, a_style

LUMINA = blueprint_of("lumina")
ALL_WRITTEN = {
    "channel": "written",
    "reply_time": "two_days",
    "camera": "off",
    "feedback": "written_list",
    "pace": "slow",
}


def test_the_same_answers_fit_best() -> None:
    same = Style(("rotoscoping",), ALL_WRITTEN)

    found = fit(LUMINA, same, same)

    assert found.points == BEST
    assert found.reasons[0] == "craft.rotoscoping"
    assert "style.channel.written" in found.reasons
    assert found.differences == ()


def test_opposite_answers_and_crafts_fit_least() -> None:
    other = {"channel": "video", "reply_time": "same_day", "camera": "on", "feedback": "talk_through", "pace": "steady"}

    found = fit(LUMINA, Style(("rotoscoping",), ALL_WRITTEN), Style(("matchmove",), other))

    assert found.points == 0
    assert found.reasons == ()
    assert found.differences == (
        "craft", "style.channel", "style.reply_time", "style.camera", "style.feedback", "style.pace",
    )  # fmt: skip


def test_what_is_left_open_counts_half_and_is_no_reason() -> None:
    found = fit(LUMINA, Style(), Style(("rotoscoping",), ALL_WRITTEN))

    assert found.points == BEST / 2
    assert found.reasons == found.differences == ()


def test_an_answer_that_fits_all_is_as_good_as_the_same_answer() -> None:
    off, either = Style((), {"camera": "off"}), Style((), {"camera": "either"})

    found = fit(LUMINA, off, either)

    assert found.points == fit(LUMINA, off, off).points
    assert found.reasons == found.differences == ()


def test_the_proposal_is_best_for_all_together(work_as: WorkAs, stage: Stage) -> None:
    """Both write, and Jun has one place: whoever would fare worse with Una gets him."""
    lumina = stage.programmes["lumina"]
    _mentors(work_as, stage)
    with work_as("mei") as work:
        for key in ("noor", "bea"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])
    with work_as("noor") as work:
        a_style(work, programme=lumina, style=WRITTEN)
    with work_as("bea") as work:
        a_style(work, programme=lumina, style={"channel": "written"})

    with work_as("mei") as work:
        matching.propose(work, stage.cohorts["lumina"], Nothing())
        proposed = _proposed(work)

    assert proposed == {stage.id_of("noor"): stage.id_of("jun"), stage.id_of("bea"): stage.id_of("una")}


def test_a_reviewer_of_somebody_is_never_suggested_to_them(work_as: WorkAs, stage: Stage) -> None:
    _mentors(work_as, stage)
    with work_as("mei") as work:
        a_member(work, of=stage.people["noor"], cohort=stage.cohorts["lumina"])
        _a_review(work, stage, of="noor", by="jun")

        matching.propose(work, stage.cohorts["lumina"], Nothing())

        assert {match.mentor_person_id for match in work.db.scalars(select(Match))} == {stage.id_of("una")}


def test_two_whose_match_ended_are_not_suggested_again(work_as: WorkAs, stage: Stage) -> None:
    match = noor_and_jun(work_as, stage)
    with work_as("una") as work:
        a_mentor(work, programme=stage.programmes["lumina"])
    with work_as("noor") as work:
        matches.end(work, work.db.get_one(Match, match.id), Ending())

    with work_as("mei") as work:
        matching.propose(work, stage.cohorts["lumina"], Nothing())
        suggested = select(Match.mentor_person_id).where(col(Match.status) == MatchStatus.SUGGESTED)

        assert work.db.scalars(suggested).all() == [stage.id_of("una")]


def test_where_places_run_short_others_are_still_listed(work_as: WorkAs, stage: Stage) -> None:
    with work_as("jun") as work:
        a_mentor(work, programme=stage.programmes["lumina"], places=1)
    with work_as("mei") as work:
        for key in ("noor", "bea"):
            a_member(work, of=stage.people[key], cohort=stage.cohorts["lumina"])

        matching.propose(work, stage.cohorts["lumina"], Nothing())

        assert sorted(match.rank for match in work.db.scalars(select(Match))) == [1, 2]


def _mentors(work_as: WorkAs, stage: Stage) -> None:
    """Jun writes and has one place, Una talks and has two."""
    for key, places, style in (("jun", 1, WRITTEN), ("una", 2, SPOKEN)):
        with work_as(key) as work:
            a_mentor(work, programme=stage.programmes["lumina"], places=places, style=style)


def _proposed(work: Work) -> dict[object, object]:
    found = select(Match).where(col(Match.status) == MatchStatus.SUGGESTED, col(Match.rank) == 1)
    return {match.trainee_id: match.mentor_person_id for match in work.db.scalars(found)}


def _a_review(work: Work, stage: Stage, *, of: str, by: str) -> None:
    application = Application(
        id=work.new_id(),
        reference="LUM-9999",
        number=9999,
        programme_id=stage.programmes["lumina"].id,
        cohort_id=stage.cohorts["lumina"].id,
        person_id=stage.id_of(of),
        status=ApplicationStatus.ENROLLED,
        started_at=work.now,
    )
    work.db.add(application)
    work.db.flush()
    review = Review(
        id=work.new_id(),
        application_id=application.id,
        reviewer_id=stage.id_of(by),
        status=ReviewStatus.WRITTEN,
        assigned_at=work.now,
    )
    work.db.add(review)
    work.db.flush()
