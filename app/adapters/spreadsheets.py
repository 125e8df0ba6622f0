"""Tables for other programs at one door: CSV and XLSX in which nothing that somebody typed can act as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime

Cell = str | int | datetime | None

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ACTS = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - the wide forms are meant
"""A cell that begins with one of these is a formula to some program, the wide forms too (IO-08)."""

_HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML cannot hold."""


def csv_of(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """RFC 4180, with the mark by which Excel knows UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow([_harmless(head) for head in heads])
    writer.writerows([_harmless(cell) if isinstance(cell, str) else _plain(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def xlsx_of(title: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """One sheet, written row by row; text is typed as text and nothing becomes a link."""
    from openpyxl import Workbook  # noqa: PLC0415 - half a second that only an export should cost

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in (heads, *rows):
        sheet.append([_typed(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _typed(sheet: object, cell: Cell) -> object:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above

    plain = _plain(cell)
    if not isinstance(plain, str):
        return plain
    made = WriteOnlyCell(sheet, value=_HIDDEN.sub("", plain))
    made.data_type = "s"
    return made


def _plain(cell: Cell) -> str | int | None:
    """Instants with their zone, as computers and people both read them."""
    return cell.isoformat() if isinstance(cell, datetime) else cell


def _harmless(text: str) -> str:
    return f"'{text}" if _ACTS.match(text) else text
