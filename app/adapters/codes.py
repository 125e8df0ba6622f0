"""Authenticator codes (RFC 6238), thirty seconds each, with one step of grace on both sides."""

import base64
from datetime import datetime

import pyotp
import segno

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


def picture(secret: str, email: str) -> str:
    """An SVG of the address for a telephone's camera."""
    return segno.make(address(secret, email)).svg_inline(scale=4, dark="#000000", light="#ffffff")
