"""Files on their way in: one closed folder for each request, gone with the request, swept when a crash left one."""

import shutil
import time
from pathlib import Path
from tempfile import mkdtemp

KEPT_SECONDS = 24 * 60 * 60
"""No request lasts that long; a folder that does was left by a process that was killed."""


class Aside:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self) -> Path:
        """A new folder that only this account can enter."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(mkdtemp(dir=self.folder))

    def sweep(self) -> None:
        """Remove what a killed process left behind."""
        oldest = time.time() - KEPT_SECONDS
        for left in self.folder.glob("*"):
            if left.stat().st_mtime < oldest:
                close(left)


def close(folder: Path) -> None:
    """Remove the folder of one request with all that was not handed on."""
    shutil.rmtree(folder, ignore_errors=True)
