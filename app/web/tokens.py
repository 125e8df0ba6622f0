"""The form token: tied to the sign-in or, before it, to the visitor's cookie; different on every page (CSRF-02)."""

import hashlib
import hmac

from app.core.clock import Entropy

SALT_BYTES = 8


def make(secret: str, session: str, entropy: Entropy) -> str:
    """A salted token. The salt changes each time, so that a compressed page gives nothing away about it."""
    salt = entropy.random_bytes(SALT_BYTES).hex()
    return f"{salt}{_mark(secret, session, salt)}"


def fits(secret: str, session: str, token: str) -> bool:
    salt = token[: SALT_BYTES * 2]
    return bool(session) and hmac.compare_digest(token.encode(), f"{salt}{_mark(secret, session, salt)}".encode())


def _mark(secret: str, session: str, salt: str) -> str:
    return hmac.new(secret.encode(), f"form|{session}|{salt}".encode(), hashlib.sha256).hexdigest()
