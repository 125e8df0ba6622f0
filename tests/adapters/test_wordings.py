"""One way to write each date, time and number, in whole words."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.adapters import wordings
from app.core.words import Sentence, sentence


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (wordings.full_date(date(2025, 5, 6)), "Tuesday 6 May 2025"),
        (wordings.short_date(date(2025, 5, 6)), "6 May 2025"),
        (wordings.clock_time(time(0, 0)), "12:00am"),
        (wordings.clock_time(time(12, 5)), "12:05pm"),
        (wordings.clock_time(time(22, 30)), "10:30pm"),
        (wordings.length(timedelta(minutes=45)), "45 minutes"),
        (wordings.length(timedelta(hours=1)), "1 hour"),
        (wordings.length(timedelta(hours=2, minutes=1)), "2 hours 1 minute"),
        (wordings.length(timedelta(0)), "0 minutes"),
        (wordings.number(12345.5), "12,345.5"),
        (wordings.listed([]), ""),
        (wordings.listed(["one"]), "one"),
        (wordings.listed(["one", "two", "three"]), "one, two and three"),
    ],
)
def test_words_of_dates_times_and_numbers(said: str, words: str) -> None:
    assert said == words


def test_a_moment_names_its_zone() -> None:
    assert wordings.moment(datetime(2027, 3, 1, 0, 30, tzinfo=UTC)) == (
        "Monday 1 March 2027, 11:00am, Adelaide time (Australian Central Daylight Time)"
    )


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (
            datetime(2027, 5, 6, 1, 0, tzinfo=UTC),
            datetime(2027, 5, 6, 1, 45, tzinfo=UTC),
            "Thursday 6 May 2027, 10:30am to 11:15am, 45 minutes, Adelaide time (Australian Central Standard Time)",
        ),
        (
            datetime(2027, 4, 3, 14, 0, tzinfo=UTC),
            datetime(2027, 4, 3, 18, 0, tzinfo=UTC),
            "Sunday 4 April 2027, 12:30am to 3:30am, 4 hours, Adelaide time (Australian Central Daylight Time)",
        ),
    ],
)
def test_a_span_says_how_long_it_really_is(start: datetime, end: datetime, words: str) -> None:
    """The second one runs through the hour that comes twice."""
    assert wordings.span(start, end) == words


def test_the_parts_of_one_day_are_said_together() -> None:
    morning = datetime(2027, 3, 8, 23, 0, tzinfo=UTC), datetime(2027, 3, 9, 2, 0, tzinfo=UTC)
    afternoon = datetime(2027, 3, 9, 3, 0, tzinfo=UTC), datetime(2027, 3, 9, 6, 0, tzinfo=UTC)

    assert wordings.spans([morning, afternoon]) == (
        "Tuesday 9 March 2027, 9:30am to 12:30pm and 1:30pm to 4:30pm, 6 hours, "
        "Adelaide time (Australian Central Daylight Time)"
    )
    assert wordings.spans([morning]) == wordings.span(*morning)


@given(st.text())
def test_facts_are_escaped_and_the_message_is_not(name: str) -> None:
    drawn = str(wordings.translated("For <b>%(name)s</b>", name=name))

    assert drawn.startswith("For <b>")
    assert drawn.count("<") == 2


@given(st.text())
def test_a_fact_is_never_read_as_a_pattern(name: str) -> None:
    assert wordings.spoken(sentence("For %(name)s", name=name)) == f"For {name}"


def test_a_zone_that_is_named_above_is_not_said_again() -> None:
    start, zone = datetime(2027, 3, 1, 0, 0, tzinfo=UTC), "Australia/Adelaide"
    end = start + timedelta(minutes=45)

    assert wordings.city_time(zone) == "Adelaide time"
    assert wordings.moment(start, zone, said_above=zone) == "Monday 1 March 2027, 10:30am"
    assert wordings.span(start, end, zone, said_above=zone) == "Monday 1 March 2027, 10:30am to 11:15am, 45 minutes"
    assert wordings.hours(start, end, zone) == "10:30am to 11:15am, 45 minutes"
    assert wordings.moment(start, zone, said_above="Europe/Oslo") == wordings.moment(start, zone)
    assert wordings.span(start, end, zone, said_above="") == wordings.span(start, end, zone)


def test_facts_may_be_days_moments_and_sentences() -> None:
    inner = Sentence("the light")
    said = sentence("%(what)s by %(day)s", what=inner, day=date(2027, 3, 1))

    assert wordings.spoken(said) == "the light by Monday 1 March 2027"
    assert wordings.spoken(None) == wordings.spoken("") == ""
