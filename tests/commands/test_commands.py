"""Every command either does its work or says in one plain sentence what stands in the way."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlalchemy.pool import Pool

from app.core.database import Database
from tests.commands.running import ROOT, Said, app, environment, inside


def is_one_sentence(said: Said, *, code: int = 1) -> bool:
    return said.code == code and said.err.count("\n") == 1 and said.err.endswith(".\n") and "Traceback" not in said.err


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("migrated")
    assert inside("migrate", folder=folder) == Said(0, "The database is up to date.\n", "")
    return folder


@pytest.fixture
def newer(migrated: Path, tmp_path: Path) -> Path:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    database = Database(f"sqlite:///{tmp_path / 'cleanplate.sqlite'}")
    with database.session(writes=True) as db:
        db.execute(text("UPDATE alembic_version SET version_num = 'of_tomorrow'"))
    database.dispose()
    return tmp_path


@pytest.fixture
def taken() -> Iterator[str]:
    """A port that somebody else listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield str(server.getsockname()[1])


@pytest.fixture
def free() -> str:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def test_a_port_in_use(migrated: Path, taken: str) -> None:
    said = app("serve", folder=migrated, PORT=taken)

    assert said.err == f"Port {taken} is in use. Stop what uses it, or choose another with PORT=… in front.\n"
    assert said.code == 1


@pytest.mark.parametrize("command", ["serve", "worker", "migrate", "demo", "doctor"])
def test_a_folder_that_cannot_be_written_to(tmp_path: Path, command: str) -> None:
    (tmp_path / "in-the-way").write_text("a file")

    said = inside(command, folder=tmp_path / "in-the-way", PORT="8999")

    assert "cannot be written to. Choose another with DATA_FOLDER=… in front." in said.err
    assert said.code == 1
    assert is_one_sentence(said)


@pytest.mark.parametrize("command", [("serve",), ("worker",), ("routes", "--json")])
def test_an_empty_database(tmp_path: Path, free: str, command: tuple[str, ...]) -> None:
    said = inside(*command, folder=tmp_path, PORT=free)

    assert (said.code, said.err) == (1, "The database is empty. Run: python -m app migrate\n")


@pytest.mark.parametrize("command", [("serve",), ("serve", "--demo"), ("worker",), ("migrate",), ("demo",)])
def test_a_database_of_a_newer_version(newer: Path, free: str, command: tuple[str, ...]) -> None:
    said = inside(*command, folder=newer, PORT=free)

    assert is_one_sentence(said)
    assert said.err.startswith("The database was made by a newer Cleanplate.")


@pytest.mark.parametrize("command", ["serve", "migrate", "worker"])
def test_a_database_that_cannot_be_opened(tmp_path: Path, free: str, command: str) -> None:
    (tmp_path / "cleanplate.sqlite").write_text("this is no database, it is a letter to somebody " * 20)

    said = inside(command, folder=tmp_path, PORT=free)

    assert is_one_sentence(said)
    assert said.err.startswith("The database cannot be opened: ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"), ("PORT", "70000"), ("THREADS", "0"), ("ENVIRONMENT", "staging"), ("CIPHER_KEYS", "a:abc"),
        ("CIPHER_KEYS", "no keys"), ("DATABASE_URL", "mysql://here"), ("BASE_URL", "cleanplate.example"),
        ("SMTP_URL", "mail.example:25"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    said = inside("migrate", folder=tmp_path, **{name: value})

    assert (said.code, said.err) == (1, f"The setting {name} has a value that cannot be used.\n")


@pytest.mark.parametrize("command", ["migrate", "serve", "worker"])
def test_key01_a_secret_in_a_file_that_cannot_be_read_is_one_plain_sentence(tmp_path: Path, command: str) -> None:
    said = inside(command, folder=tmp_path, AUDIT_KEY_FILE=str(tmp_path / "nowhere"))

    told = "The file of AUDIT_KEY_FILE cannot be read. Check that it is there and that this user may read it.\n"
    assert (said.code, said.err) == (1, told)


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_production_does_not_start_with_sample_secrets(migrated: Path, free: str, command: str) -> None:
    said = inside(command, folder=migrated, PORT=free, ENVIRONMENT="production")

    assert said.code == 1
    assert [name for name in ("SECRET_KEY", "CIPHER_KEYS", "BASE_URL") if name not in said.err] == []


def test_the_demonstration_is_not_loaded_in_production(migrated: Path) -> None:
    said = inside("demo", folder=migrated, ENVIRONMENT="production")

    assert is_one_sentence(said)


@pytest.mark.parametrize("stop_by", [signal.SIGINT, signal.SIGTERM])
def test_serving_ends_cleanly(migrated: Path, free: str, stop_by: signal.Signals) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"], cwd=ROOT, env=environment(migrated, PORT=free),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert answers(f"http://127.0.0.1:{free}/sign-in", process)
        os.kill(process.pid, stop_by)
        out, err = process.communicate(timeout=40)
    finally:
        process.kill()

    assert (process.returncode, out, err) == (0, "Cleanplate has stopped.\n", "")


def answers(address: str, process: subprocess.Popen[str]) -> bool:
    """Ask again until it answers; False when it ends instead."""
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - our own address
                return bool(answer.status == 200)
        except OSError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
    return False


def test_the_doctor_finds_a_demonstration_well(migrated: Path) -> None:
    said = inside("doctor", folder=migrated)

    assert said.code == 0
    assert {line.split()[0] for line in said.out.splitlines()} == {"well"}
    assert "The database's schema is current." in said.out


def test_the_doctor_finds_what_must_be_mended(tmp_path: Path) -> None:
    said = inside("doctor", folder=tmp_path, ENVIRONMENT="production")

    assert said.code == 1
    mend = [line for line in said.out.splitlines() if line.startswith("mend")]
    assert any("SECRET_KEY" in line for line in mend)
    assert any("schema is missing" in line for line in mend)
    assert "mend  Backups cannot be made: BACKUP_KEY is missing." in mend


@pytest.mark.parametrize("kind", ["schedule", "match"])
@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"version": 99}', "\xff"])
def test_a_broken_problem_is_one_sentence_and_exit_2(tmp_path: Path, kind: str, content: str) -> None:
    (tmp_path / "problem.json").write_bytes(content.encode("latin-1"))

    said = inside("solve", kind, str(tmp_path / "problem.json"), folder=tmp_path)

    assert is_one_sentence(said, code=2)
    assert said.out == ""


@pytest.mark.parametrize("kind", ["schedule", "match"])
def test_a_process_says_the_same(tmp_path: Path, kind: str) -> None:
    (tmp_path / "problem.json").write_text("{}")
    arguments = ("solve", kind, str(tmp_path / "problem.json"))

    said = app(*arguments, folder=tmp_path)

    assert said == inside(*arguments, folder=tmp_path)
    assert is_one_sentence(said, code=2)


def test_a_problem_that_is_not_there(tmp_path: Path) -> None:
    said = inside("solve", "match", str(tmp_path / "nothing.json"), folder=tmp_path)

    assert is_one_sentence(said, code=2)


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("routes", "| sign_ins.enter | GET | `/sign-in` | sign_ins.enter |"),
        ("states", "| move | from | to | by | event |"),
        ("permissions", "| permission | who may | what others read, or why it is open |"),
    ],
)
def test_what_the_product_knows_of_itself(tmp_path: Path, command: str, line: str) -> None:
    said = inside(command, folder=tmp_path)

    assert (said.code, said.err) == (0, "")
    assert line in said.out.splitlines()


def test_routes_as_json(migrated: Path) -> None:
    said = inside("routes", "--json", folder=migrated)

    routes = {route["name"]: route for route in json.loads(said.out)}
    assert routes["sign_ins.enter"]["examples"]["anonymous"] == {"person": "", "path": "/sign-in"}
    assert "examples" in routes["messages.show"]


@pytest.mark.parametrize(
    "command", [["routes", "--json"], ["retention", "--dry-run"], ["doctor"], ["erase", "nobody@example.org"]]
)
def test_a_command_that_has_ended_holds_no_connection(migrated: Path, command: list[str]) -> None:
    opened, closed = list[object](), list[object]()

    def note_opened(connection: object, _record: object) -> None:
        opened.append(connection)

    def note_closed(connection: object, _record: object) -> None:
        closed.append(connection)

    event.listen(Pool, "connect", note_opened)
    event.listen(Pool, "close", note_closed)
    try:
        inside(*command, folder=migrated)
    finally:
        event.remove(Pool, "connect", note_opened)
        event.remove(Pool, "close", note_closed)

    assert opened
    assert {id(each) for each in opened} == {id(each) for each in closed}
