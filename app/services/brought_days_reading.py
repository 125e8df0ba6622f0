"""From a file to rows: the cells of a list or the events of a calendar, all as text under the names of our columns."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from app.adapters.apart import TOO_HARD, Unfit
from app.adapters.calendars_reading import events_of, is_calendar
from app.adapters.spreadsheets_reading import TOO_LONG, rows_of
from app.adapters.wordings import listed, spoken
from app.core.errors import Refused
from app.core.words import N_, sentence
from app.rules.brought_days import ALSO_CALLED, COLUMNS, NEEDED

Row = dict[str, str]
"""Text by the name of its column, and `number`, which is where it stands in the file. A column that is absent was not sent."""

WHY_UNFIT = {
    TOO_LONG: N_("This file has more than 2,000 rows. Bring it in parts"),
    TOO_HARD: N_("This file takes too long to open. Save it as CSV, then choose it again"),
}
UNREADABLE = N_("We cannot read this file. Save it as CSV with UTF-8 letters, as XLSX or as ICS, then choose it again")
NO_ROWS = N_("There are no days in this file. Choose another one")
MOST_SHOWN = 8


def rows_in(file: Path, zone: str) -> Sequence[Row]:
    """Raises `Refused` with the sentence for what is wrong with the file as a whole."""
    try:
        rows = _events(file, zone) if is_calendar(file) else _cells(rows_of(file))
    except Unfit as unfit:
        raise Refused(WHY_UNFIT.get(unfit.reason, UNREADABLE), field="file") from unfit
    if not rows:
        raise Refused(NO_ROWS, field="file")
    return rows


def _cells(cells: Sequence[Sequence[str]]) -> list[Row]:
    heads = cells[0] if cells else ()
    columns = [ALSO_CALLED.get(head.casefold().strip(" :*"), "") for head in heads]
    _refuse_columns(heads, columns)
    rows = []
    for number, line in enumerate(cells[1:], 2):
        if any(line):
            padded = [*line, *[""] * (len(columns) - len(line))]
            row = {name: text for name, text in zip(columns, padded, strict=False) if name}
            rows.append({**row, "number": str(number)})
    return rows


def _refuse_columns(heads: Sequence[str], columns: Sequence[str]) -> None:
    missing = [spoken(COLUMNS[name]) for name in NEEDED if name not in columns]
    if missing:
        found = listed([head[:30] for head in heads[:MOST_SHOWN] if head]) or spoken(N_("nothing"))
        words = N_("The first row has to name the columns. Missing: %(missing)s. Found: %(found)s")
        raise Refused(sentence(words, missing=listed(missing), found=found), field="file")
    twice = [name for name in columns if name and columns.count(name) > 1]
    if twice:
        words = N_("Two columns are both about the %(what)s. Keep one of them")
        raise Refused(sentence(words, what=spoken(COLUMNS[twice[0]])), field="file")


def _events(file: Path, zone: str) -> list[Row]:
    return [_row(number, event, zone) for number, event in enumerate(events_of(file), 1)]


def _row(number: int, event: Mapping[str, str], zone: str) -> Row:
    row = {"number": str(number), "id": event["uid"], "place": event["place"], "what": event["what"]}
    if "repeats" in event:
        row["repeats"] = "yes"
    starts, ends = (_local(event[name], zone) for name in ("starts", "ends"))
    row["day"] = starts.date().isoformat() if isinstance(starts, datetime) else starts.isoformat() if starts else ""
    if isinstance(starts, datetime):
        row["works_from"] = f"{starts:%H:%M}" + (" second" if starts.fold else "")
        is_same_day = isinstance(ends, datetime) and ends.date() == starts.date()
        row["works_until"] = f"{ends:%H:%M}" if is_same_day else ""
        row["ends_later"] = "" if is_same_day or ends is None else "yes"
    return row


def _local(text: str, zone: str) -> datetime | date | None:
    if not text:
        return None
    if "T" not in text:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text)
    return moment.astimezone(ZoneInfo(zone)) if moment.tzinfo == UTC else moment
