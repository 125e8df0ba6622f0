"""`invite`: prints a link built from the configured address, or one sentence that names what cannot be used."""

from pathlib import Path

import pytest

from tests.commands.running import Said, inside


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("migrated")
    inside("migrate", folder=folder)
    return folder


def test_auth_10_the_link_is_printed_with_the_configured_address(migrated: Path) -> None:
    said = inside(
        "invite", "ada@example.com", "Ada Okoye", "administrator", folder=migrated, BASE_URL="https://plate.example"
    )

    first, link = said.out.splitlines()
    assert (said.code, said.err) == (0, "")
    assert first.startswith("Ada Okoye is invited.")
    assert link.startswith("https://plate.example/sign-in/link/")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("ada", "Ada", "administrator"), "EMAIL: Write the e-mail address in full, such as ari@example.com."),
        (("ada@example.com", "Ada", "king"), "ROLE: Choose one of the answers in the list."),
        (
            ("ada@example.com", "Ada", "manager"),
            "PROGRAMME: This role belongs to a programme. Name the programme by its key.",
        ),
        (("ada@example.com", "Ada", "manager", "nowhere"), "PROGRAMME: There is no programme with this key."),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(migrated: Path, given: tuple[str, ...], sentence: str) -> None:
    assert inside("invite", *given, folder=migrated) == Said(2, "", f"{sentence}\n")
