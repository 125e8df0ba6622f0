"""Authenticator codes (RFC 6238), thirty seconds each, with one step of grace on both sides."""

import base64
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

ISSUER = "Cleanplate"


def new_secret(random_base: bytes) -> str:
    """A base32 secret of 160 bits from 20 random bytes."""
    return base64.b32encode(random_base[:20]).decode()


def matching_step(secret: str, code: str, at: datetime) -> str | None:
    """The thirty-second step that this code belongs to, or None. The caller remembers it and takes only later ones."""
    step = int(at.timestamp()) // 30
    for candidate in (step - 1, step, step + 1):
        if pyotp.TOTP(secret).verify(code.replace(" ", ""), for_time=candidate * 30):
            return str(candidate)
    return None


def current_code(secret: str, at: datetime) -> str:
    return pyotp.TOTP(secret).at(at)


def address(secret: str, email: str) -> str:
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(secret: str, email: str) -> Markup:
    """An SVG of the address for a telephone's camera, hidden from readers that hear; whoever draws it names it.

    It has attributes and no style of its own.
    """
    drawing = segno.make(address(secret, email)).svg_inline(scale=4, dark="#000000", light="#ffffff")
    return Markup(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))  # noqa: S704 - drawn from squares alone


def in_groups(secret: str) -> str:
    """The key as a person types it: four letters at a time."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def new_recovery_code(random_bytes: bytes) -> str:
    """64 bits from 8 random bytes, as digits, because a telephone shows keys with digits for a code: five at a time."""
    digits = f"{int.from_bytes(random_bytes[:8]):020d}"
    return " ".join(digits[at : at + 5] for at in range(0, len(digits), 5))


def bare(code: str) -> str:
    """What was typed without the spaces and lines that people put in or leave out."""
    return "".join(char for char in code if char.isalnum())
