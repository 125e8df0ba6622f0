"""Changing keys: everything sealed is sealed with the newest key, some rows at a time, and may be stopped at any moment."""

import signal
from contextlib import suppress

from app.adapters.cipher import KeyRing
from app.adapters.parts import Parts
from app.commands.saying import CANNOT, say, stop
from app.services import sealed
from app.services.sealed import Place, Progress


def seal_what_is_open(parts: Parts) -> None:
    """Seal what an older version left open or did not bind to its row; says so only when there was something to do."""
    count = sum(_through(parts, place).sealed for place in sealed.places() if place.is_typed)
    if count:
        say(f"{count} texts that were open or could be moved are sealed to their place now.")


def rotate(parts: Parts) -> None:
    keys, whole = _ring_of(parts), Progress()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        for place in sealed.places():
            done = _through(parts, place)
            whole = Progress(whole.looked + done.looked, whole.sealed + done.sealed, whole.closed + done.closed)
            say(f"{place.name}: {done.looked} looked at, {done.sealed} sealed anew.")
        _conclude(keys, whole)
        return
    stop("Stopped. What is done stays done: run it again, and it goes on with the rest.", code=CANNOT)


def _conclude(keys: KeyRing, whole: Progress) -> None:
    if whole.closed:
        stop(f"{whole.closed} texts cannot be opened, so no key may be removed yet. Run: python -m app doctor")
    older = ", ".join(sorted(keys.names - {keys.newest}))
    say(f"Everything sealed is sealed with the key {keys.newest}.")
    if older:
        say(f"These keys can be removed from CIPHER_KEYS, once no backup needs them: {older}.")


def _through(parts: Parts, place: Place) -> Progress:
    """Every row of this place, each batch in a work of its own."""
    whole, after = Progress(), None
    while True:
        with parts.work() as work:
            done, after = sealed.rotate(work, _ring_of(parts), place, after)
        whole = Progress(whole.looked + done.looked, whole.sealed + done.sealed, whole.closed + done.closed)
        if after is None:
            return whole


def _ring_of(parts: Parts) -> KeyRing:
    assert isinstance(parts.vault, KeyRing)  # noqa: S101 - the only vault that is joined in
    return parts.vault
