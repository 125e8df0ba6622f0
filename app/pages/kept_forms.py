"""What somebody typed before their sign-in ended, to be looked through and sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.vault import LOCKED
from app.core.words import N_
from app.core.work import Work
from app.models.kept_forms import KeptForm
from app.services.kept_forms import unseal


@dataclass(frozen=True)
class Line:
    """One thing that was typed, as the page shows it and as the form sends it again."""

    name: str
    label: str
    value: str
    change: None = None


@dataclass(frozen=True)
class KeptPage:
    """`form_key` is the key of the form that was sent first, so that it works only once however often it is sent.

    `unread` is the sentence in place of what was typed, where that cannot be read now.
    """

    path: str
    lines: Sequence[Line]
    had_files: bool
    form_key: str
    unread: str
    title: str = N_("What you typed is kept")


def show(work: Work, kept: KeptForm) -> KeptPage:
    sending = unseal(work, kept)
    lines = [Line(name, name.replace("_", " ").capitalize(), value) for name, value in sending.words]
    return KeptPage(sending.path, lines, sending.had_files, sending.once, LOCKED if sending.is_closed else "")
