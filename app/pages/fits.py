"""The words of a fit: why two people could work well together, and where their answers differ."""

from collections.abc import Iterable

from app.adapters.wordings import spoken
from app.core.words import N_, Sentence, sentence
from app.rules.blueprints import Blueprint, Choice

GOOD_FIT, FAIR_FIT = 750, 500

FITS = (
    (GOOD_FIT, N_("Most answers go together")),
    (FAIR_FIT, N_("About half of the answers go together")),
    (0, N_("Few answers go together")),
)


def fit_words(points: int) -> str:
    return next(words for least, words in FITS if points >= least)


def reason_words(blueprint: Blueprint, codes: Iterable[str]) -> list[Sentence]:
    """One sentence for each code, such as `craft.rotoscoping` or `style.channel.written`."""
    return [_reason(blueprint, *code.split(".", 2)) for code in codes]


def difference_words(blueprint: Blueprint, codes: Iterable[str]) -> Sentence | None:
    """One sentence for all, so that a list of reasons is not outweighed by what is only different."""
    questions = [_difference(blueprint, *code.split(".", 1)) for code in codes]
    return sentence(N_("Their answers differ: %(questions)s"), questions=" ".join(questions)) if questions else None


def craft_words(blueprint: Blueprint, crafts: Iterable[str]) -> list[str]:
    return [label_of(blueprint.crafts, craft) for craft in crafts]


def style_words(blueprint: Blueprint, answers: dict[str, str]) -> list[tuple[str, str]]:
    """Questions and answers in the order of the blueprint."""
    return [
        (_as_sentence(question.label), label_of(question.choices, answers[question.key]))
        for question in blueprint.style
        if question.key in answers
    ]


def label_of(choices: Iterable[Choice], value: str) -> str:
    """The words of a choice; a value that the blueprint no longer has is shown as it is."""
    return next((choice.label for choice in choices if choice.value == value), value)


def _reason(blueprint: Blueprint, kind: str, what: str, answer: str = "") -> Sentence:
    if kind == "craft":
        return sentence(N_("Both work on: %(craft)s"), craft=label_of(blueprint.crafts, what))
    question = next((question for question in blueprint.style if question.key == what), None)
    if question is None:
        return sentence(N_("Both gave the same answer"))
    return sentence(
        N_("%(question)s Both say: %(answer)s"),
        question=_as_sentence(question.label),
        answer=label_of(question.choices, answer),
    )


def _difference(blueprint: Blueprint, kind: str, what: str = "") -> str:
    if kind == "craft":
        return spoken(N_("Which craft?"))
    return next((_as_question(question.label) for question in blueprint.style if question.key == what), what)


def _as_sentence(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"


def _as_question(label: str) -> str:
    return label if label.endswith("?") else f"{label}?"
