"""Giving a review: points and reasons for each criterion of a rubric, as a draft or as a whole; and stepping back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StringConstraints, ValidationInfo, create_model, field_validator

from app.core.words import N_, sentence
from app.forms.asking import Ask, Form, Option
from app.forms.mistakes import mistake
from app.forms.versions import Mark, SeenVersion
from app.models.reviews import Tie
from app.rules.blueprints import Criterion, blueprint_of
from app.rules.ties import TIES

LONGEST_REASON = 2000
LONGEST_NOTE = 4000

POINTS = "points_"
BECAUSE = "because_"


@dataclass(frozen=True)
class Given:
    """What a review says about one criterion; a draft may leave either open."""

    points: int | None
    because: str


class ReviewForm(Form):
    """The base of every review form; the criteria of a rubric become further fields of it."""

    asked_about: ClassVar[Sequence[str]] = ("note",)

    is_draft: ClassVar[bool] = False

    note: Annotated[
        str,
        StringConstraints(max_length=LONGEST_NOTE),
        Ask(
            label=N_("Anything else that the manager should know?"),
            kind="long_text",
            rows=3,
            who_reads=N_("programme managers, nobody else"),
        ),
    ] = ""
    version: SeenVersion = 0

    @property
    def given(self) -> Mapping[str, Given]:
        """Points and words by criterion."""
        names = [name.removeprefix(POINTS) for name in type(self).model_fields if name.startswith(POINTS)]
        return {key: Given(_whole(getattr(self, POINTS + key)), getattr(self, BECAUSE + key)) for key in names}


@cache
def review_form(blueprint_key: str, *, is_draft: bool) -> type[ReviewForm]:
    """The form for this programme's rubric. A draft may leave everything open; a whole review answers each criterion."""
    fields: dict[str, Any] = {}
    for criterion in blueprint_of(blueprint_key).rubric.criteria:
        fields[POINTS + criterion.key] = _points_field(criterion, is_draft=is_draft)
        fields[BECAUSE + criterion.key] = _because_field(criterion, is_draft=is_draft)
    return create_model(
        "DraftReview" if is_draft else "WholeReview", __base__=_Draft if is_draft else ReviewForm, **fields
    )


class Screening(Form):
    """The quick yes or no before a full review. A no says why."""

    asked_about = ("screening_note",)

    passes: Annotated[
        bool,
        Ask(
            label=N_("Should this go on to a full review?"),
            kind="yes_no",
            missing=N_("Choose yes or no"),
            hint=N_("Say yes when you are not sure. A person reads it in full then."),
        ),
    ]
    screening_note: Annotated[
        str,
        StringConstraints(max_length=LONGEST_REASON),
        Field(validate_default=True),
        Ask(
            label=N_("Why not?"),
            kind="long_text",
            rows=3,
            hint=N_("Needed when you say no."),
            who_reads=N_("programme managers, nobody else"),
        ),
    ] = ""
    version: SeenVersion = 0

    @field_validator("screening_note")
    @classmethod
    def _says_why(cls, note: str, info: ValidationInfo) -> str:
        if not note and info.data.get("passes") is False:
            raise mistake(N_("Say why it should not go on"))
        return note


class Remark(Form):
    asked_about = ("words",)

    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_REASON),
        Ask(
            label=N_("What do you want to say to the others?"),
            kind="long_text",
            rows=4,
            missing=N_("Write what you want to say"),
            who_reads=N_("programme managers, and the other reviewers of this application"),
        ),
    ]


class ReviewFilter(Form):
    """Which reviews are listed. `after` is the reference of the last row of the page before."""

    show: Annotated[
        Literal["", "all"],
        Ask(
            label=N_("Which reviews"),
            kind="one_of",
            options=[Option("", N_("Those that wait for you")), Option("all", N_("All of them"))],
        ),
    ] = ""
    after: Mark = ""


class DeclareTie(Form):
    tie: Annotated[
        Tie,
        Ask(
            label=N_("How do you know this person?"),
            kind="one_of",
            options=[Option(tie.value, words) for tie, words in TIES.items()],
            missing=N_("Choose how you know this person"),
            who_reads=N_("programme managers, nobody else"),
        ),
    ]


class _Draft(ReviewForm):
    asked_about: ClassVar[Sequence[str]] = ()

    is_draft: ClassVar[bool] = True


def _points_field(criterion: Criterion, *, is_draft: bool) -> tuple[Any, Any]:
    values = tuple(str(anchor.points) for anchor in criterion.anchors)
    options = [Option(str(anchor.points), f"{anchor.points}: {anchor.means}") for anchor in criterion.anchors]
    ask = Ask(
        label=criterion.question,
        kind="one_of",
        options=options,
        missing=sentence(N_("%(title)s: choose the points"), title=criterion.title),
    )
    kind: Any = Literal.__getitem__(values)  # the points are data of the programme
    return (Annotated[kind | None, ask], None) if is_draft else (Annotated[kind, ask], ...)


def _because_field(criterion: Criterion, *, is_draft: bool) -> tuple[Any, Any]:
    ask = Ask(
        label=sentence(N_("%(title)s: why these points?"), title=criterion.title),
        kind="long_text",
        rows=3,
        missing=sentence(N_("%(title)s: say in a sentence why you chose these points"), title=criterion.title),
        who_reads=N_("programme managers, and other reviewers of this application after they gave their own review"),
    )
    words = StringConstraints(min_length=0 if is_draft else 1, max_length=LONGEST_REASON)
    return (Annotated[str, words, ask], "" if is_draft else ...)


def _whole(points: str | None) -> int | None:
    return None if points is None else int(points)
