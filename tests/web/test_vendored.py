"""What others made and we serve: unchanged since we took it, with its licence; and all we send weighs little."""

import base64
import gzip
import hashlib
import json

import pytest

from app.web.statics import FOLDER, STYLE_LAYERS, Statics
from tests.web.drawing import drawn

LISTED = json.loads((FOLDER / "vendor" / "vendor.json").read_text())
MOST_BYTES = 45_000


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_vendored_file_is_unchanged_and_has_its_licence(name: str) -> None:
    digest = hashlib.sha384((FOLDER / name).read_bytes()).digest()

    assert LISTED[name]["integrity"] == "sha384-" + base64.b64encode(digest).decode()
    assert (FOLDER / LISTED[name]["licence_file"]).stat().st_size > 0


def test_every_vendored_file_is_listed() -> None:
    found = {
        path.relative_to(FOLDER).as_posix()
        for folder in ("vendor", "fonts")
        for path in (FOLDER / folder).iterdir()
        if path.suffix in {".js", ".woff2"}
    }

    assert found == set(LISTED)


def test_every_layer_of_the_sheet_is_served() -> None:
    assert sorted(STYLE_LAYERS) == sorted(path.stem for path in (FOLDER / "css").glob("*.css"))


def test_a_page_and_all_it_needs_stay_under_the_limit() -> None:
    statics = Statics()
    parts = [(FOLDER / name).read_bytes() for name in ("vendor/htmx-4.0.1.min.js", "js/calm.js", "icon.svg")]
    sheet = b"\n".join((FOLDER / "css" / f"{layer}.css").read_bytes() for layer in STYLE_LAYERS)

    weight = sum(len(gzip.compress(part)) for part in [*parts, sheet, drawn("<p>Words.</p>").encode()])

    assert statics.address("calm.css").startswith("/static/calm.css?")
    assert weight < MOST_BYTES
