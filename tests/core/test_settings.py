"""Secrets come from the environment or from a file that it names, and one that cannot be read is told in a sentence."""

import re
from pathlib import Path

import pytest

from app.commands.listing import settings_table
from app.core.settings import SAMPLE_SECRET, SECRETS, SecretUnread, Settings

SECRET = "a secret of forty characters and a few more"


@pytest.fixture
def held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that SECRET_KEY_FILE names."""
    file = tmp_path / "secret"
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(file))
    return file


def test_key01_a_secret_is_read_from_its_file(held: Path) -> None:
    held.write_text(f"{SECRET}\n", encoding="utf-8")

    assert Settings().secret_key == SECRET


@pytest.mark.parametrize("name", SECRETS)
def test_key01_every_secret_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    shaped = {
        "cipher_keys": f"a:{'ab' * 32}", "audit_key": "cd" * 32, "backup_key": "ef" * 32,
        "smtp_url": "smtp://hello:word@mail.example:25", "database_url": "sqlite:///here.sqlite",
        "background_url": "sqlite:///there.sqlite", "secret_key": SECRET,
        "migration_database_url": "postgresql+psycopg://owner@/here",
    }  # fmt: skip
    (tmp_path / name).write_text(shaped[name], encoding="utf-8")
    monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv(f"{name.upper()}_FILE", str(tmp_path / name))

    assert getattr(Settings(), name) == shaped[name]
    assert f"`{name.upper()}_FILE`" in settings_table()


def test_key01_a_file_that_is_not_there_is_told_in_one_sentence(held: Path) -> None:
    with pytest.raises(SecretUnread) as told:
        Settings()

    assert str(told.value) == (
        "The file of SECRET_KEY_FILE cannot be read. Check that it is there and that this user may read it."
    )
    assert str(held) not in str(told.value)


@pytest.mark.parametrize("content", ["", " \n"])
def test_key01_an_empty_file_is_no_secret(held: Path, content: str) -> None:
    held.write_text(content, encoding="utf-8")

    with pytest.raises(SecretUnread, match=re.escape("The file of SECRET_KEY_FILE is empty.")):
        Settings()


def test_key01_bytes_that_are_no_text_are_not_read_and_not_told(held: Path) -> None:
    held.write_bytes(b"\xff\xfe\x00heron")

    with pytest.raises(SecretUnread) as told:
        Settings()

    assert "heron" not in repr(told.value) + str(told.value.__cause__)


def test_key01_a_value_and_a_file_together_are_refused(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held.write_text(SECRET, encoding="utf-8")
    monkeypatch.setenv("SECRET_KEY", "another secret of forty characters or more")

    with pytest.raises(SecretUnread, match=re.escape("SECRET_KEY and SECRET_KEY_FILE are both set.")):
        Settings()


def test_key01_a_wrong_value_in_a_file_is_refused_like_any_other(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECRET_KEY_FILE")
    monkeypatch.delenv("AUDIT_KEY", raising=False)
    monkeypatch.setenv("AUDIT_KEY_FILE", str(held))
    held.write_text("no key", encoding="utf-8")

    with pytest.raises(ValueError, match="this value cannot be used"):
        Settings()


HEX = "7f3a91c05be2d846" * 4
OTHER = "0c9e5b7d21a4f638" * 4
GOOD = {"secret_key": HEX, "cipher_keys": f"one:{HEX},two:{OTHER}", "audit_key": OTHER, "backup_key": OTHER}


def problems(**given: str) -> list[str]:
    """What production would be refused for, by the setting that each sentence begins with."""
    settings = Settings(environment="production", base_url="https://cleanplate.example", **{**GOOD, **given})  # type: ignore[arg-type]
    return [problem.partition(" ")[0] for problem in settings.problems()]


@pytest.mark.parametrize("secret", [HEX, "q7-Wd0xLr2_ZpVb9sKtYhM4nEcGfJaU8oIiTeRwXyBk", HEX.upper()])
def test_key01_random_bytes_are_taken(secret: str) -> None:
    assert problems(secret_key=secret) == []


@pytest.mark.parametrize(
    "secret",
    ["", "x", SAMPLE_SECRET, "a" * 64, "ab" * 40, "0123456789" * 3 + "01", HEX[:63], HEX[:32], "short but of many signs",
     "passwordpasswordpasswordpasswordpassword"],
    ids=["missing", "one", "sample", "one letter", "two letters", "digits", "one too few", "16 bytes", "short", "a word"],
)  # fmt: skip
def test_key01_what_is_no_random_secret_is_refused(secret: str) -> None:
    assert problems(secret_key=secret) == ["SECRET_KEY"]


@pytest.mark.parametrize("name", ["audit_key", "cipher_keys"])
def test_key01_a_key_that_is_missing_is_refused(name: str) -> None:
    assert problems(**{name: ""}) == [name.upper()]


@pytest.mark.parametrize("name", ["audit_key", "cipher_keys", "backup_key"])
@pytest.mark.parametrize("key", ["a" * 64, "01" * 32, "123456789" * 7 + "1"], ids=["one letter", "two", "counting"])
def test_key01_a_key_that_nobody_drew_is_refused(name: str, key: str) -> None:
    assert problems(**{name: f"one:{HEX},two:{key}" if name == "cipher_keys" else key}) == [name.upper()]


@pytest.mark.parametrize("name", ["audit_key", "cipher_keys", "backup_key"])
def test_key01_a_key_that_is_too_short_is_no_key(name: str) -> None:
    with pytest.raises(ValueError, match="this value cannot be used"):
        problems(**{name: HEX[:62] if name != "cipher_keys" else f"one:{HEX[:62]}"})
