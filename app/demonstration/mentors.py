"""The demonstration's mentors: how everybody likes to work, Noor with Jun, and suggestions for everybody else."""

from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

from sqlmodel import col, select

from app.demonstration.members import trainees_of
from app.demonstration.theatre import Theatre
from app.forms.matches import Confirmation
from app.forms.mentors import CRAFT, STYLE, mentor_style_form, trainee_style_form
from app.forms.sign_ins import Nothing
from app.models.matches import Match, MatchStatus
from app.services import matches, matching, mentors

Style = Mapping[str, str]

IN_WRITING: Style = {
    "channel": "written", "reply_time": "two_days", "camera": "off", "feedback": "written_list", "pace": "slow",
}  # fmt: skip
BY_VIDEO: Style = {
    "channel": "video", "reply_time": "same_day", "camera": "either", "feedback": "talk_through", "pace": "steady",
}  # fmt: skip
IN_PERSON: Style = {"channel": "in_person", "reply_time": "same_day", "feedback": "talk_through", "pace": "slow"}

MENTORS: Mapping[str, tuple[str, int, Sequence[str], Style, str]] = {
    "jun": (
        "lumina", 2, ("rotoscoping",), IN_WRITING,
        "I have drawn shapes around people and horses for eleven years. I answer in writing, within two days.",
    ),
    "una": (
        "lumina", 3, ("matchmove", "rotoscoping"), BY_VIDEO,
        "I find out how cameras moved. I like to look at a shot together and talk about one point at a time.",
    ),
    "lev": ("post-production", 1, ("technical",), IN_PERSON, "I look after sound and picture in Mumbai."),
}  # fmt: skip

TRAINEE_STYLES = (
    (("matchmove",), BY_VIDEO),
    (("rotoscoping", "matchmove"), IN_PERSON),
    (("rotoscoping",), IN_WRITING),
    (("matchmove",), {"channel": "written", "camera": "off"}),
)


def play(theatre: Theatre) -> None:
    with theatre.at(days=-22):
        _introduce_mentors(theatre)
        _ask_trainees(theatre)
    with theatre.at(days=-21):
        _suggest(theatre)
        _confirm(theatre, trainee="noor", mentor="jun")
    with theatre.at(days=-5):
        _keep(theatre, trainee="noor")
        _suggest(theatre)


def _introduce_mentors(theatre: Theatre) -> None:
    for key, (programme, places, crafts, style, about) in MENTORS.items():
        with theatre.as_(key) as work:
            form = mentor_style_form(programme)(places=places, about=about, **_answers(crafts, style))
            mentors.keep_own_style(work, theatre.stage.programmes[programme], form)


def _ask_trainees(theatre: Theatre) -> None:
    others = [key for key in trainees_of(theatre, "lumina") if key != "noor"]
    styles = {"noor": (("rotoscoping",), IN_WRITING), **dict(zip(others, cycle(TRAINEE_STYLES), strict=False))}
    for key, (crafts, style) in styles.items():
        with theatre.as_(key) as work:
            form = trainee_style_form("lumina")(mentor_may_read=key == "noor", **_answers(crafts, style))
            mentors.keep_style(work, form)


def _suggest(theatre: Theatre) -> None:
    with theatre.as_("mei") as work:
        matching.propose(work, theatre.stage.cohorts["lumina"], Nothing())


def _confirm(theatre: Theatre, *, trainee: str, mentor: str) -> None:
    with theatre.as_("mei") as work:
        suggestion = theatre.db.scalars(
            select(Match).where(
                col(Match.trainee_id) == theatre.stage.id_of(trainee),
                col(Match.mentor_person_id) == theatre.stage.id_of(mentor),
                col(Match.status) == MatchStatus.SUGGESTED,
            )
        ).one()
        matches.confirm(work, suggestion, Confirmation(starts_on=theatre.today))


def _keep(theatre: Theatre, *, trainee: str) -> None:
    with theatre.as_(trainee) as work:
        match = theatre.db.scalars(
            select(Match).where(
                col(Match.trainee_id) == theatre.stage.id_of(trainee), col(Match.status) == MatchStatus.TRIAL
            )
        ).one()
        matches.keep(work, match, Nothing())


def _answers(crafts: Sequence[str], style: Style) -> dict[str, Any]:
    return {CRAFT: list(crafts), **{STYLE + question: answer for question, answer in style.items()}}
