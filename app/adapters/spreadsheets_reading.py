"""Lists that people bring: CSV by the standard library, XLSX through openpyxl in a process of its own. Cells are text.

A formula is never worked out: it arrives as the text that was typed, begins with "=", and is looked at like any other.
"""

import csv
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from app.adapters.apart import Unfit, refuse, run_apart, set_limits

MOST_ROWS = 2000
MOST_COLUMNS = 20
LONGEST_CELL = 300

UNREADABLE = "unreadable"
TOO_LONG = "too_long"
XLSX_HEADER = b"PK\x03\x04"
SEPARATORS = ",;\t"

Rows = Sequence[Sequence[str]]


def rows_of(file: Path) -> Rows:
    """The cells of the first sheet, tidied, without empty rows and cells at the end. Raises `Unfit` when it cannot be read."""
    rows = json.loads(run_apart("app.adapters.spreadsheets_reading", file)) if _is_xlsx(file) else _csv(file)
    if len(rows) > MOST_ROWS:
        raise Unfit(TOO_LONG)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def main() -> None:
    """The child: a workbook comes in, its cells go out as JSON."""
    set_limits()
    import openpyxl  # noqa: PLC0415 - slow to import, and only the child needs it

    try:
        book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = [_tidied(row) for row in islice(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), MOST_ROWS + 1)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, zipfile.BadZipFile, SyntaxError):
        refuse(UNREADABLE)
    sys.stdout.write(json.dumps(rows))


def _is_xlsx(file: Path) -> bool:
    with file.open("rb") as content:
        return content.read(len(XLSX_HEADER)) == XLSX_HEADER


def _csv(file: Path) -> list[list[str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(SEPARATORS, key=first.count)
        return [_tidied(row) for row in islice(csv.reader(io.StringIO(text), delimiter=separator), MOST_ROWS + 1)]
    except (UnicodeDecodeError, csv.Error) as problem:
        raise Unfit(UNREADABLE) from problem


def _tidied(row: Iterable[Any]) -> list[str]:
    cells = [_text(cell) for cell in islice(row, MOST_COLUMNS)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _text(cell: Any) -> str:
    """One line without what cannot be seen. Half of a character, which JSON lets through, becomes "?"."""
    text = "" if cell is None else str(cell)
    whole = text.encode("utf-8", "replace").decode()
    return " ".join("".join(char if char.isprintable() else " " for char in whole).split())[:LONGEST_CELL]


if __name__ == "__main__":
    main()
