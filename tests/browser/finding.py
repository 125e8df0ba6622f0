"""Find a Chromium for the browser tests, or install one, or say in one sentence what to install. Never skip in silence."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
MISSING = (
    "The browser tests need Chromium or Chrome, and it could not be installed from here. "
    "Install one of them, or name it with CHROMIUM=/path/to/it in front of make test."
)


def installed() -> str | None:
    """The browser named by CHROMIUM, the system's own, or the one that Playwright installed earlier."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    if on_path or MAC.exists():
        return on_path or str(MAC)
    return _playwrights()


def install() -> None:
    """The distribution's package where we may install it, otherwise Playwright's own build."""
    if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
        _try("apt-get", "update", "-qq")
        _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
    if installed() is None:
        _try(sys.executable, "-m", "playwright", "install", "chromium")


def _playwrights() -> str | None:
    folders = [
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""),
        "~/.cache/ms-playwright",
        "~/Library/Caches/ms-playwright",
    ]
    for folder in filter(None, folders):
        found = sorted(Path(folder).expanduser().glob("chromium-*/*/chrome"))
        if found:
            return str(found[-1])
    return None


def _try(*command: str) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - our own words


def main() -> int:
    if installed() is None:
        sys.stdout.write("Installing Chromium for the browser tests, once.\n")
        install()
    if installed() is None:
        sys.stderr.write(f"{MISSING}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
