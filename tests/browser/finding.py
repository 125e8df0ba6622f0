"""Find a Chromium for the browser tests, or install one, or say in one sentence what to install. Never skip in silence.

Most tests use Chromium's headless shell where there is one: it draws pages with the same engine and opens no windows of its
own around them, which takes a quarter of the processor's time. What a person sees a whole browser do, such as show a paper
in its viewer, is tried in a whole one.
"""

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
"""Where Playwright keeps what it installed."""
PATIENCE_SECONDS = 300
MISSING = (
    "The browser tests need Chromium or Chrome, and it could not be installed from here. "
    "Install one of them, or name it with CHROMIUM=/path/to/it in front of make test."
)


def installed() -> str | None:
    """The browser named by CHROMIUM, a headless shell, or else a whole browser."""
    return (
        os.environ.get("CHROMIUM") or _on_path(SHELLS) or _playwrights("*headless_shell-*/*/*headless*shell") or whole()
    )


def whole() -> str | None:
    """The browser named by CHROMIUM, the system's own, or the one that Playwright installed earlier."""
    macs = str(MAC) if MAC.exists() else None
    return os.environ.get("CHROMIUM") or _on_path(NAMES) or macs or _playwrights("chromium-*/*/chrome")


def install() -> None:
    """The distribution's packages where we may install them, otherwise Playwright's own build where there is no browser."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "update", "-qq")
        for package in (SHELLS[0], *(["chromium"] if whole() is None else [])):
            _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    if whole() is None:
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def _on_path(names: Iterable[str]) -> str | None:
    return next((path for name in names if (path := shutil.which(name))), None)


def _playwrights(build: str) -> str | None:
    folders = [Path(each).expanduser() for each in (os.environ.get("PLAYWRIGHT_BROWSERS_PATH"), *FOLDERS) if each]
    found = [path for folder in folders for path in sorted(folder.glob(build))]
    return str(found[-1]) if found else None


def _try(*command: str) -> None:
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run(  # noqa: S603 - our own words
            command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=PATIENCE_SECONDS
        )


def main() -> int:
    if whole() is None or installed() == whole() != os.environ.get("CHROMIUM"):
        sys.stdout.write("Looking for a Chromium to install for the browser tests, once.\n")
        install()
    if whole() is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
