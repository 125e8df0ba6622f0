"""Lists arrive as text, whatever they hold; what cannot be read is refused with one word."""

import io
from pathlib import Path

import openpyxl
import pytest

from app.adapters.apart import Unfit
from app.adapters.spreadsheets_reading import MOST_ROWS, TOO_LONG, UNREADABLE, Rows, rows_of


def a_workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def rows_in(folder: Path, content: bytes) -> Rows:
    file = folder / "list"
    file.write_bytes(content)
    return rows_of(file)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_f29_a_csv_is_read_whatever_parts_its_columns(tmp_path: Path, separator: str) -> None:
    text = f"\ufeffReference{separator}Address\r\nLUM-0001{separator}ravi@example.com\r\n\r\n"

    assert rows_in(tmp_path, text.encode()) == [["Reference", "Address"], ["LUM-0001", "ravi@example.com"]]


def test_f29_a_workbook_is_read_as_text_and_no_formula_is_worked_out(tmp_path: Path) -> None:
    content = a_workbook(["LUM-0001", "=1+1"], [3, None], [None, None])

    assert rows_in(tmp_path, content) == [["LUM-0001", "=1+1"], ["3"]]


def test_what_cannot_be_seen_is_taken_out(tmp_path: Path) -> None:
    assert rows_in(tmp_path, "LUM-0001\u200b,a\x07b\n".encode()) == [["LUM-0001", "a b"]]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04 and nothing more", b'"' + b"x" * 200_000])
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Unfit) as unfit:
        rows_in(tmp_path, content)

    assert unfit.value.reason == UNREADABLE


def test_a_list_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unfit) as unfit:
        rows_in(tmp_path, b"a,b\n" * (MOST_ROWS + 1))

    assert unfit.value.reason == TOO_LONG


def test_an_empty_list_has_no_rows(tmp_path: Path) -> None:
    assert rows_in(tmp_path, b"") == []
