"""Running `python -m app …` as a person does, in a folder of its own, or the same commands inside the test."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog
from typer.testing import CliRunner

from app.cli import cli

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """Nothing of the settings of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "DATA_FOLDER": str(folder), "LOG_LEVEL": "warning", **settings}


def app(*arguments: str, folder: Path, **settings: str) -> Said:
    ended = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "app", *arguments], cwd=ROOT, env=environment(folder, **settings),
        capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    return Said(ended.returncode, ended.stdout, ended.stderr)


def inside(*arguments: str, folder: Path, **settings: str) -> Said:
    """The same without a process of its own, which takes seconds; for commands that end by themselves."""
    before = structlog.get_config()
    try:
        ended = CliRunner().invoke(cli, arguments, env=environment(folder, **settings))
    finally:
        structlog.configure(**before)
    if ended.exception and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return Said(ended.exit_code, ended.stdout, ended.stderr)
