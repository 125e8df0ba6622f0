"""Sentences for people, kept as message ids until the moment they are drawn in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a message for translation; the template translates it when it is drawn."""
    return message


@dataclass(frozen=True)
class Sentence:
    """A translatable message with the facts that fill it, for instance a name or a date already in words."""

    message: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.facts if self.facts else self.message


def sentence(message: str, **facts: object) -> Sentence:
    return Sentence(message, facts)
