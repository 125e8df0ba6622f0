"""Dates, times, numbers and translations in the reader's words. One way to write each, through Babel."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from gettext import NullTranslations
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_timezone_name
from babel.numbers import format_currency, format_decimal
from jinja2 import Environment
from markupsafe import Markup

from app.core.words import N_, Sentence

SOURCE_LOCALE = "en_AU"
SOURCE_LANGUAGE = "en-AU"
DEFAULT_ZONE = "Australia/Adelaide"
_LOCALE = Locale.parse(SOURCE_LOCALE)
_TRANSLATIONS = NullTranslations()
MINUTES_IN_HOUR = 60


def install(environment: Environment) -> None:
    """Give templates `_`, `{% trans %}` and the filters. `_` also takes the sentences that Python code prepared."""
    environment.install_gettext_translations(_TRANSLATIONS, newstyle=True)  # type: ignore[attr-defined]  # added by the i18n extension
    environment.globals["_"] = translated
    environment.filters.update(FILTERS)


def translated(said: "str | Sentence | None", /, **facts: object) -> str:
    """`_` in templates. Facts are escaped, the message itself is ours and is not."""
    if not facts:
        return spoken(said)
    message = said.message if isinstance(said, Sentence) else said or ""
    return Markup(_TRANSLATIONS.gettext(message)) % facts  # noqa: S704 - the message is ours, Markup escapes the facts


def spoken(said: "str | Sentence | None") -> str:
    """A message or sentence in the reader's language, with its facts filled in."""
    if said is None:
        return ""
    if isinstance(said, Sentence):
        text = _TRANSLATIONS.gettext(said.message)
        return text % {name: _fact(value) for name, value in said.facts.items()} if said.facts else text
    return _TRANSLATIONS.gettext(said)


def full_date(day: date) -> str:
    """Tuesday 6 May 2025."""
    return format_date(day, "EEEE d MMMM y", locale=_LOCALE)


def short_date(day: date) -> str:
    """6 May 2025: for tables, where the full form stands in the heading or beside it."""
    return format_date(day, "d MMMM y", locale=_LOCALE)


def clock_time(moment: time | datetime) -> str:
    """10:30am."""
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02d}{'am' if moment.hour < 12 else 'pm'}"  # noqa: PLR2004 - noon


def city_time(zone: str) -> str:
    """Adelaide time: for a page that says it once above its times, which can be of summer and of winter."""
    return spoken(Sentence(N_("%(city)s time"), {"city": _city(zone)}))


def zone_in_words(moment: datetime, zone: str) -> str:
    """Adelaide time (Australian Central Daylight Time)."""
    name = get_timezone_name(moment.astimezone(ZoneInfo(zone)), locale=_LOCALE)
    return spoken(Sentence(N_("%(city)s time (%(name)s)"), {"city": _city(zone), "name": name}))


def moment(instant: datetime, zone: str = DEFAULT_ZONE, *, said_above: str = "") -> str:
    """Tuesday 6 May 2025, 10:30am, Adelaide time (…). `said_above` is the zone that a list names once above its lines."""
    local = instant.astimezone(ZoneInfo(zone))
    alone = f"{full_date(local)}, {clock_time(local)}"
    return alone if zone == said_above else f"{alone}, {zone_in_words(instant, zone)}"


def length(duration: timedelta) -> str:
    """45 minutes; 1 hour; 2 hours 15 minutes."""
    hours, minutes = divmod(int(duration.total_seconds() // 60), MINUTES_IN_HOUR)
    parts = []
    if hours:
        parts.append(_TRANSLATIONS.ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours})
    if minutes or not hours:
        parts.append(_TRANSLATIONS.ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes})
    return " ".join(parts)


def span(start: datetime, end: datetime, zone: str = DEFAULT_ZONE, *, said_above: str = "") -> str:
    """Tuesday 6 May 2025, 10:30am to 11:15am, 45 minutes, Adelaide time (…). `said_above` as for a moment."""
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    until = clock_time(last) if first.date() == last.date() else f"{full_date(last)}, {clock_time(last)}"
    alone = f"{full_date(first)}, {_between(clock_time(first), until)}, {length(end - start)}"
    return alone if zone == said_above else f"{alone}, {zone_in_words(start, zone)}"


def hours(start: datetime, end: datetime, zone: str = DEFAULT_ZONE) -> str:
    """10:30am to 11:15am, 45 minutes: below a day and a zone that are named already."""
    first, last = start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))
    return f"{_between(clock_time(first), clock_time(last))}, {length(end - start)}"


def spans(times: Sequence[tuple[datetime, datetime]], zone: str = DEFAULT_ZONE) -> str:
    """Several times of one day: Tuesday 6 May 2025, 9:30am to 12:30pm and 1:30pm to 4:30pm, 6 hours, Adelaide time (…)."""
    if len(times) == 1:
        return span(*times[0], zone)
    local = [(start.astimezone(ZoneInfo(zone)), end.astimezone(ZoneInfo(zone))) for start, end in times]
    between = listed([_between(clock_time(start), clock_time(end)) for start, end in local])
    together = length(sum((end - start for start, end in times), timedelta()))
    return f"{full_date(local[0][0])}, {between}, {together}, {zone_in_words(times[0][0], zone)}"


def number(value: float) -> str:
    return format_decimal(value, locale=_LOCALE)


def money(amount: float, currency: str) -> str:
    """AUD 1,200.50: with the code instead of a sign, because several countries write a dollar alike."""
    return format_currency(amount, currency, "¤¤\u00a0#,##0.00", locale=_LOCALE)


def month_of(day: date) -> str:
    """March 2027."""
    return format_date(day, "MMMM y", locale=_LOCALE)


def listed(items: list[str]) -> str:
    """Words in a row: one, two and three."""
    if len(items) <= 1:
        return "".join(items)
    return spoken(Sentence(N_("%(first)s and %(last)s"), {"first": ", ".join(items[:-1]), "last": items[-1]}))


def _city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _between(start: str, end: str) -> str:
    return spoken(Sentence(N_("%(start)s to %(end)s"), {"start": start, "end": end}))


def _fact(value: object) -> object:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return full_date(value)
    return spoken(value) if isinstance(value, Sentence) else value


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": full_date,
    "short_date": short_date,
    "time": clock_time,
    "at": moment,
    "city_time": city_time,
    "span": span,
    "hours": hours,
    "duration": length,
    "number": number,
    "listed": listed,
    "spoken": spoken,
}
