"""The generated pages of docs/ are as the code is; every setting says what it does."""

import pytest

from app.adapters import catalogue
from app.commands.listing import FOLDER, documents
from app.core.settings import Settings

DOCUMENTS = documents(Settings(environment="demonstration"))


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_generated_page_is_current(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == DOCUMENTS[name], "run: make docs"


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_words_for_translators_are_current() -> None:
    """Every message of code, templates and vocabulary stands in the template that translators begin with."""
    collected = catalogue.template()

    assert collected.count("\nmsgid ") > 2000
    assert catalogue.FILE.read_text(encoding="utf-8") == collected, "run: make docs"
