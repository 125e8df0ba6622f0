"""Uploaded bytes through obstore: a folder by default, a bucket by URL. Names are random and never a person's words."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import ObjectStore, from_url

from app.core.errors import Unavailable


class Storage:
    def __init__(self, url: str) -> None:
        if url.startswith("file:"):
            Path(unquote(urlsplit(url).path)).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._store: ObjectStore = from_url(url)

    def keep(self, name: str, content: bytes) -> None:
        """Write the bytes whole or not at all: obstore writes aside and renames."""
        try:
            obstore.put(self._store, name, content)
        except (OSError, obstore.exceptions.BaseError) as problem:
            raise Unavailable(storage=str(problem)) from problem

    def read(self, name: str) -> bytes:
        try:
            return bytes(obstore.get(self._store, name).bytes())
        except FileNotFoundError as problem:
            raise Unavailable(storage=f"{name} is missing") from problem

    def names(self) -> Iterator[str]:
        for batch in obstore.list(self._store):
            yield from (entry["path"] for entry in batch)

    def remove(self, name: str) -> None:
        obstore.delete(self._store, name)
