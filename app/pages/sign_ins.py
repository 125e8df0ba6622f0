"""The pages before somebody is signed in."""

from dataclasses import dataclass

from app.core.words import N_


@dataclass(frozen=True)
class Entrance:
    """`next_path` is where the person was going; it survives every step."""

    next_path: str
    title: str = N_("Sign in")


@dataclass(frozen=True)
class LinkSent:
    email: str
    title: str = N_("Look in your e-mail")


@dataclass(frozen=True)
class LinkReady:
    token: str
    email: str
    title: str = N_("Sign in with this link")
