"""A check-in as the blueprint asks it: a few scales, one long text, and beside each answer who may read it."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from pydantic import AfterValidator, StringConstraints, create_model

from app.core.words import N_, Sentence, sentence
from app.forms.asking import Ask, Form, Option
from app.forms.choosing import known
from app.models.checkins import Audience
from app.rules.blueprints import CheckinQuestion, blueprint_of
from app.rules.checkins import READERS, SAME, SKIP

ANSWER = "answer_"
READABLE_BY = "readers_"
LONGEST = 3000

SAME_AS_LAST_WEEK = Option(SAME, N_("The same as in my last check-in"))
READER_OPTIONS = tuple(Option(audience.value, words) for audience, words in READERS.items())
WHO_MAY_READ = N_("Who may read your answer to “%(question)s”")
FOR_TRAINEE = N_("the trainee gets a copy; in an emergency also a privacy auditor; nobody else")


class CheckinForm(Form):
    """The base of every check-in; the builders below add its questions."""

    @property
    def answers(self) -> dict[str, str]:
        """What was answered, by question. What is left empty or skipped is not there."""
        given = {name.removeprefix(ANSWER): str(value) for name, value in self if name.startswith(ANSWER)}
        return {question: value for question, value in given.items() if value not in {"", SKIP}}

    @property
    def readers(self) -> dict[str, Audience]:
        return {name.removeprefix(READABLE_BY): value for name, value in self if name.startswith(READABLE_BY)}


@cache
def trainee_checkin_form(programme_key: str, answered_before: frozenset[str] = frozenset()) -> type[CheckinForm]:
    """`answered_before` names the scales that can be answered with "the same as in my last check-in"."""
    fields: dict[str, Any] = {}
    for question in blueprint_of(programme_key).checkins.trainee:
        fields[ANSWER + question.key] = (_answer(question, can_repeat=question.key in answered_before), "")
        fields[READABLE_BY + question.key] = (_readers(_who_may_read(question)), ...)
    return create_model("TraineeCheckinForm", __base__=CheckinForm, **fields)


@cache
def mentor_checkin_form(programme_key: str) -> type[CheckinForm]:
    questions = blueprint_of(programme_key).checkins.mentor
    fields: dict[str, Any] = {ANSWER + q.key: (_answer(q, who_reads=FOR_TRAINEE), "") for q in questions}
    form = create_model("MentorCheckinForm", __base__=CheckinForm, **fields)
    form.asked_about = tuple(ANSWER + q.key for q in questions if q.kind == "long_text")
    return form


@cache
def readers_form(lines: Sequence[tuple[str, str]]) -> type[CheckinForm]:
    """Only who may read what; `lines` are pairs of a question and its wording."""
    fields: dict[str, Any] = {READABLE_BY + question: (_readers(wording), ...) for question, wording in lines}
    return create_model("ReadersForm", __base__=CheckinForm, **fields)


def typed(answers: Mapping[str, str], readers: Mapping[str, Audience]) -> dict[str, str]:
    """Known answers and readers as the fields of a form show them."""
    return {
        **{ANSWER + question: value for question, value in answers.items()},
        **{READABLE_BY + question: audience.value for question, audience in readers.items()},
    }


def _answer(question: CheckinQuestion, *, can_repeat: bool = False, who_reads: str = "") -> Any:
    if question.kind == "long_text":
        ask = Ask(label=question.label, kind="long_text", who_reads=who_reads)
        return Annotated[str, StringConstraints(max_length=LONGEST), ask]
    options = tuple(Option(choice.value, choice.label) for choice in question.choices)
    options = (SAME_AS_LAST_WEEK, *options) if can_repeat else options
    ask = Ask(label=question.label, kind="one_of", options=options, who_reads=who_reads)
    return Annotated[str, AfterValidator(known(options)), ask]


def _who_may_read(question: CheckinQuestion) -> Sentence:
    """Each group of choices has a name of its own, so that whoever hears the page knows which answer is meant."""
    return sentence(WHO_MAY_READ, question=Sentence(question.label))


def _readers(label: str | Sentence) -> Any:
    ask = Ask(label=label, kind="one_of", options=READER_OPTIONS, missing=N_("Choose who may read this"))
    return Annotated[Audience, AfterValidator(_offered), ask]


def _offered(audience: Audience) -> Audience:
    known(READER_OPTIONS)(audience.value)
    return audience
