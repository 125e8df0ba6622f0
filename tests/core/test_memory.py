"""The collector looks less often, and still finds what nobody holds any more."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from app.core.memory import YOUNG, keep_what_is_there, reading_code


class Knot:
    """An object that holds itself, which only the collector can let go."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_what_is_there_is_never_looked_at_again_and_what_comes_later_is() -> None:
    kept = Knot()
    keep_what_is_there()
    later = Knot()
    kept_still, later_still = weakref.ref(kept), weakref.ref(later)
    del kept, later

    gc.collect()

    assert gc.get_threshold()[0] == YOUNG
    assert kept_still() is not None
    assert later_still() is None
    kept_still().__dict__.clear()  # so that it goes without the collector


def test_nothing_is_looked_for_while_code_is_read() -> None:
    with reading_code():
        assert not gc.isenabled()

    assert gc.isenabled()
