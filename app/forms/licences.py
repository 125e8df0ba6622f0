"""How many licences there are, one program on each line."""

from typing import Annotated

from pydantic import AfterValidator, Field

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.mistakes import mistake
from app.forms.versions import SeenVersion
from app.forms.workstations import LONGEST_THING, counted

MOST_PROGRAMS = 40
MOST_LICENCES = 999


def _sensible(lines: list[str]) -> list[str]:
    for line in lines:
        if len(line) > LONGEST_THING:
            raise mistake(N_("Use %(most)s characters or fewer on each line"), most=LONGEST_THING)
        if counted(line)[0] == line or not 1 <= counted(line)[1] <= MOST_LICENCES:
            raise mistake(N_("Write a number from 1 to %(most)s first on each line"), most=MOST_LICENCES)
    return lines


class LicencesForm(Form):
    counts: Annotated[
        list[str], Field(max_length=MOST_PROGRAMS), AfterValidator(_sensible),
        Ask(
            label=N_("How many licences are there?"), kind="things", most=MOST_PROGRAMS,
            hint=N_("Write how many first, then the program as desks name it, such as: 2 Nuke."),
        ),
    ] = []  # fmt: skip
    version: SeenVersion = 0
