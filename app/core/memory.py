"""What stays in memory until the process ends is not looked at again and again by the collector of garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

YOUNG = 50_000
"""New objects before the youngest are looked at. How often the older ones are, is left as it is.

A page makes some thousand objects that are gone when it is sent. Python's own 700 would look several times while it is drawn.
"""


@contextmanager
def reading_code() -> Iterator[None]:
    """Nearly all that is made meanwhile stays: to look for garbage in it took a fifth of a start."""
    gc.disable()
    yield
    gc.enable()
    keep_what_is_there()


def keep_what_is_there() -> None:
    """From now on the collector looks at what is younger, and less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
