"""Mentors and how people like to work."""

from collections.abc import Sequence
from typing import Any

from app.core.work import Work
from app.forms.mentors import CRAFT, STYLE, mentor_style_form, trainee_style_form
from app.models.mentors import Mentor
from app.models.programmes import Programme
from app.services import mentors

WRITTEN = {"channel": "written", "feedback": "written_list", "pace": "slow"}
SPOKEN = {"channel": "video", "feedback": "talk_through", "pace": "steady"}


def a_mentor(
    work: Work,
    *,
    programme: Programme,
    places: int = 2,
    crafts: Sequence[str] = ("rotoscoping",),
    style: dict[str, str] | None = None,
    about: str = "",
) -> Mentor:
    """Whoever acts in this work, as a mentor of this programme."""
    form = mentor_style_form(programme.key)(places=places, about=about, **_fields(crafts, style))
    mentors.keep_own_style(work, programme, form)
    work.db.flush()
    mentor = mentors.mentor_of(work, programme)
    assert mentor is not None
    return mentor


def a_style(
    work: Work,
    *,
    programme: Programme,
    crafts: Sequence[str] = ("rotoscoping",),
    style: dict[str, str] | None = None,
    mentor_may_read: bool = False,
) -> None:
    """How whoever acts in this work likes to work; they are a member of a cohort already."""
    form = trainee_style_form(programme.key)(mentor_may_read=mentor_may_read, **_fields(crafts, style))
    mentors.keep_style(work, form)
    work.db.flush()


def _fields(crafts: Sequence[str], style: dict[str, str] | None) -> dict[str, Any]:
    return {CRAFT: list(crafts), **{STYLE + question: answer for question, answer in (style or WRITTEN).items()}}
