"""A folder apart from the database, for what must outlive it: the heads of the audit log, and who was erased.

Each list is a file of lines that only grows, and each line is on the disk before the call returns.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.core.errors import Unavailable

HEADS = "audit-heads.jsonl"
ERASURES = "erasures.jsonl"


class Safe:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, line: Mapping[str, Any]) -> None:
        """Write one line at the end of this list."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, (json.dumps(dict(line), sort_keys=True) + "\n").encode())
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as problem:
            raise Unavailable(safe=str(problem)) from problem

    def lines(self, name: str) -> Iterator[dict[str, Any]]:
        """Every whole line of this list; one that was cut short by a crash is passed over."""
        path = self._folder / name
        if not path.exists():
            return
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue
