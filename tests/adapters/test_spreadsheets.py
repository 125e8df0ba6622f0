"""Tables for other programs: no cell acts, and everything else arrives as it was."""

import csv
import io
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from app.adapters.spreadsheets import csv_of, xlsx_of

ACTING = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x")  # noqa: RUF001 - the wide forms
HARMLESS = ('Bea "B" Lindqvist', "a,b", "two\nlines", "é 光 🙂", "1=1", "'quoted", "")


@pytest.mark.parametrize("text", ACTING)
def test_csv_cells_that_could_act_are_quoted(text: str) -> None:
    row = next(csv.reader(io.StringIO(csv_of([text], []).decode("utf-8-sig"), newline="")))

    assert row == [f"'{text}"]


def test_csv_keeps_everything_else() -> None:
    content = csv_of(["a"] * len(HARMLESS), [HARMLESS])

    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1] == list(HARMLESS)
    assert content.startswith(b"\xef\xbb\xbf")


def test_xlsx_types_text_as_text_and_numbers_as_numbers() -> None:
    when = datetime(2027, 3, 1, tzinfo=UTC)
    content = xlsx_of("List", ["n", "text", "when"], [[7, text, when] for text in (*ACTING, *HARMLESS, "nul\0byte")])
    sheet = load_workbook(io.BytesIO(content)).active

    assert sheet is not None
    cells = list(sheet.iter_rows(min_row=2))
    assert {row[0].value for row in cells} == {7}
    assert {row[1].data_type for row in cells if row[1].value is not None} <= {"s", "inlineStr"}
    assert {row[2].value for row in cells} == {"2027-03-01T00:00:00+00:00"}
    assert cells[-1][1].value == "nulbyte"
