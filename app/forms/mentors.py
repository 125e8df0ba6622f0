"""How somebody likes to work: the blueprint's questions, asked of trainees and mentors in the same words."""

from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, create_model
from pydantic import Field as Limits

from accessibility.wording import GLOSSARY
from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.choosing import all_known, known
from app.rules.blueprints import Choice, StyleQuestion, blueprint_of
from app.rules.mentors import ANY

CRAFT = "craft"
STYLE = "style_"
NO_PREFERENCE = Option(ANY, N_("I have no preference"))
MOST_PLACES = 20


class StyleForm(Form):
    """The base of both forms. The builders below add the programme's own crafts and questions."""

    @property
    def crafts(self) -> list[str]:
        return list(getattr(self, CRAFT))

    @property
    def style(self) -> dict[str, str]:
        """The answers by question, without those that say "no preference"."""
        given = {name.removeprefix(STYLE): answer for name, answer in self if name.startswith(STYLE)}
        return {question: answer for question, answer in given.items() if answer != ANY}


class TraineeStyleForm(StyleForm):
    mentor_may_read: Annotated[
        bool,
        Ask(
            label=N_("May your mentor read these answers, once you have one?"),
            kind="yes_no",
            hint=N_("You can change this at any time."),
            missing=N_("Choose yes or no"),
        ),
    ]


class MentorStyleForm(StyleForm):
    asked_about = ("about",)

    places: Annotated[
        int,
        Limits(ge=0, le=MOST_PLACES),
        Ask(
            label=N_("How many trainees can you mentor at the same time?"),
            kind="number",
            hint=N_("A whole number, such as 2. With 0 nobody new is matched with you."),
            missing=N_("Write a number, such as 2"),
        ),
    ]
    about: Annotated[
        str,
        StringConstraints(max_length=1000),
        Ask(
            label=N_("What should a trainee know about you?"),
            kind="long_text",
            hint=N_("A few sentences about your work and how you meet."),
            who_reads=N_("your programme's managers and the trainees matched with you"),
        ),
    ] = ""


@cache
def trainee_style_form(programme_key: str) -> type[TraineeStyleForm]:
    return _with_questions(TraineeStyleForm, programme_key)


@cache
def mentor_style_form(programme_key: str) -> type[MentorStyleForm]:
    return _with_questions(MentorStyleForm, programme_key)


def _with_questions(base: type[Any], programme_key: str) -> type[Any]:
    blueprint = blueprint_of(programme_key)
    asked: dict[str, Any] = {CRAFT: (_craft_field(blueprint.crafts), [])}
    asked |= {STYLE + question.key: (_style_field(question), ANY) for question in blueprint.style}
    return create_model(f"{base.__name__}Of{blueprint.prefix}", __base__=base, **asked)


def _craft_field(crafts: Sequence[Choice]) -> Any:
    options = tuple(Option(craft.value, craft.label, hint=_meaning(craft.label)) for craft in crafts)
    ask = Ask(label=N_("Which crafts?"), kind="some_of", options=options)
    return Annotated[list[str], AfterValidator(all_known(options)), ask]


def _style_field(question: StyleQuestion) -> Any:
    options = (*_options(question.choices), NO_PREFERENCE)
    ask = Ask(label=question.label, kind="one_of", options=options)
    return Annotated[str, AfterValidator(known(options)), ask]


def _meaning(label: str) -> str:
    """What a word of the trade means, where the glossary has it."""
    term = GLOSSARY.get(label.lower())
    return term.means if term else ""


def _options(choices: Sequence[Choice]) -> tuple[Option, ...]:
    return tuple(Option(choice.value, choice.label) for choice in choices)
