"""Changing a production: its title, the blocks of a usual day, and how long before a day things can change."""

from typing import Annotated

from pydantic import Field, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.hours import MOST_BLOCKS, DayBlocks
from app.forms.versions import SeenVersion

MOST_DAYS = 30


def days_of_notice(label: str) -> Ask:
    return Ask(label=label, kind="number", hint=N_("In working days."), missing=N_("Write a number, such as 2"))


class ProductionForm(Form):
    asked_about = ("title",)

    title: Annotated[
        str,
        StringConstraints(min_length=1, max_length=160),
        Ask(
            label=N_("Title"),
            hint=N_("Trainees see a new title on their pages, and in the next message."),
            missing=N_("Write the title"),
        ),
    ]
    blocks: Annotated[
        DayBlocks,
        Field(min_length=1),
        Ask(
            label=N_("Blocks of a usual day"),
            kind="things",
            most=MOST_BLOCKS,
            hint=N_("Such as 9:30am to 12:30pm. They count for the next plan."),
            missing=N_("Write at least one block"),
        ),
    ]
    notice_book_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a new day need a yes?"))
    ]
    notice_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a change need a yes?"))
    ]
    notice_cancel_days: Annotated[
        int, Field(ge=0, le=MOST_DAYS), days_of_notice(N_("Inside how many days does a cancelled day need a yes?"))
    ]
    version: SeenVersion = 0
