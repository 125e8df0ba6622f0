"""When a programme's applications are read, as data: phases with days counted from the intake, rights, and employers."""

from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Anchor = Literal["opens", "closes", "decides"]
Right = Literal["screen", "score", "change", "comment"]
Others = Literal["never", "after_mine", "always"]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Moment(_Data):
    """A day of the intake: so many days after (negative: before) it opens, closes or gives its results."""

    anchor: Anchor
    days: int = 0


class Phase(_Data):
    """What reviewers may see and do from one day up to and including another, in the programme's time zone."""

    key: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)
    title: str
    begins: Moment
    ends: Moment
    may: Sequence[Right] = ()
    sees_files: bool = True
    sees_names: bool = False
    sees_others: Others = "after_mine"

    @model_validator(mode="after")
    def _nobody_scores_a_name(self) -> "Phase":
        if self.sees_names and {"screen", "score", "change"} & set(self.may):
            raise ValueError("names stay hidden while points can be given or changed")
        return self


class Employer(_Data):
    """An employer whose people do not read applications of one another: its name, and what its addresses end with."""

    name: str = Field(min_length=3)
    domain: str = Field(pattern=r"^[a-z0-9.-]+\.[a-z]+$")


ALWAYS = Phase(
    key="reading",
    title="Reading",
    begins=Moment(anchor="opens", days=-36500),
    ends=Moment(anchor="decides", days=36500),
    may=("score", "change"),
)
"""The one phase of a programme that names none: reading for as long as the application is open for it."""
