"""Times of day are read from any sensible form, and a time that could be two is asked about."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic_core import PydanticCustomError

from app.forms.times import sensible_time, time_as_written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("10:30am", time(10, 30)),
        ("10.30 AM", time(10, 30)),
        ("2pm", time(14, 0)),
        ("12am", time(0, 0)),
        ("12:05 pm", time(12, 5)),
        ("14:30", time(14, 30)),
        ("9:00", time(9, 0)),
    ],
)
def test_a_time_is_read(written: str, read: time) -> None:
    assert sensible_time(written) == read


@pytest.mark.parametrize("written", ["10", "25:00", "10:75", "13pm", "0am", "half past ten", "", "10:3"])
def test_a_time_that_is_not_clear_is_asked_about(written: str) -> None:
    with pytest.raises(PydanticCustomError):
        sensible_time(written)


@given(some.times().map(lambda moment: moment.replace(second=0, microsecond=0, tzinfo=None)))
def test_a_time_as_we_write_it_is_read_back(moment: time) -> None:
    assert sensible_time(time_as_written(moment)) == moment
