"""Noor is listed for employers and has a file of her data. Bea asks for a correction, and kept her words beside another.
What Tess asked for was changed.
"""

from app.adapters.aside import close
from app.demonstration.theatre import Theatre
from app.forms.consents import Yes
from app.forms.corrections import CorrectionAnswer, CorrectionForm, correcting_form
from app.forms.monitoring import EqualityForm
from app.forms.sign_ins import Nothing
from app.rules.consents import PURPOSES, ROSTER
from app.services import consents, consents_withdrawing, corrections, monitoring, own_data, own_data_making
from app.services.corrections_typing import things_of

NAMES = "My family name has two letters that are missing here. It is Lindqvist-Åberg."
WRONG = "I worked on three short films, not two. The third one is from last winter."
FORGOT = "I tried one more program, in a short course. I forgot to choose it in my form."
ABOUT_SOFTWARE = "Which software have you tried?"
SOFTWARE = ("nuke", "silhouette", "mocha", "blender", "after_effects")
ADDED = "We added it to your answer. Thank you for telling us."
ANSWER = "We read your form again. It says two, and answers stay as they were sent. Your words stand beside it."


def play(theatre: Theatre) -> None:
    with theatre.at(days=-6), theatre.as_("noor") as work:
        consents.give(work, ROSTER, Yes(version=PURPOSES[ROSTER].version))
        consents.give(work, "photographs", Yes(version=PURPOSES["photographs"].version))
        work.db.flush()
        consents_withdrawing.withdraw(work, "photographs", Nothing())
        monitoring.answer(work, EqualityForm(age="25_to_34", language="rather_not_say"))
    _ask(theatre, "bea", "answers", WRONG, days=-9)
    _answer(theatre)
    _ask(theatre, "tess", "answers", FORGOT, days=-4)
    _correct(theatre)
    _ask(theatre, "bea", "account", NAMES, days=-2)
    _make_file(theatre)


def _ask(theatre: Theatre, person: str, key: str, words: str, *, days: int) -> None:
    with theatre.at(days=days), theatre.as_(person) as work:
        corrections.ask(work, key, CorrectionForm(words=words))


def _answer(theatre: Theatre) -> None:
    with theatre.at(days=-5), theatre.as_("mei") as work:
        correction = corrections.waiting(work)[0]
        corrections.answer(work, correction, CorrectionAnswer(result="refuse", answer=ANSWER))


def _correct(theatre: Theatre) -> None:
    """As on the page: one thing is typed, then the answer is given."""
    with theatre.at(days=-3), theatre.as_("mei") as work:
        correction = corrections.waiting(work)[0]
        thing = next(thing for thing in things_of(work, correction) if thing.title == ABOUT_SOFTWARE)
        known = thing.value if isinstance(thing.value, list) else []
        kind = correcting_form(thing.field)
        forgotten = next(each for each in SOFTWARE if each not in known)
        new = kind.model_validate({"value": [*known, forgotten], "seen": thing.mark})
        corrections.change(work, correction, thing.key, new)
        corrections.answer(work, correction, CorrectionAnswer(result="correct", answer=ADDED))


def _make_file(theatre: Theatre) -> None:
    """As the worker does it, in the time of the story."""
    with theatre.as_("noor") as work:
        file = own_data.ask(work, Nothing())
        work.db.flush()
    parts = theatre.parts
    folder = parts.aside.open()
    with theatre.by_system() as work:
        sealed = own_data_making.write(
            work, parts.storage, file, folder=folder, public_url=parts.settings.public_url
        )  # fmt: skip
        own_data_making.finish(work, parts.storage, file, sealed)
    close(folder)
