"""Everything the product stands on, joined once from the settings and handed to web, commands and the worker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.adapters.aside import Aside
from app.adapters.cipher import KeyRing
from app.adapters.mail import Mailer, mailer_of
from app.adapters.safe import Safe
from app.adapters.scanners import Scanner
from app.adapters.storage import Storage
from app.core.actors import SYSTEM, Actor
from app.core.clock import Clock, Entropy, system_clock
from app.core.database import Database
from app.core.settings import Settings
from app.core.vault import Vault
from app.core.work import Work


@dataclass(frozen=True)
class Parts:
    settings: Settings
    database: Database
    clock: Clock
    entropy: Entropy
    vault: Vault
    storage: Storage
    aside: Aside
    scanner: Scanner | None
    mailer: Mailer
    safe: Safe

    @classmethod
    def of(cls, settings: Settings) -> "Parts":
        entropy = Entropy()
        vault = KeyRing.of(settings, entropy.random_bytes)
        return cls(
            settings=settings,
            database=Database(settings.database, pool_size=settings.threads, vault=vault),
            clock=system_clock,
            entropy=entropy,
            vault=vault,
            storage=Storage(settings.storage),
            aside=Aside(settings.data_folder / "incoming"),
            scanner=Scanner(settings.scanner_url) if settings.scanner_url else None,
            mailer=mailer_of(settings),
            safe=Safe(settings.safe),
        )

    @contextmanager
    def work(self, actor: Actor = SYSTEM, *, writes: bool = True) -> Iterator[Work]:
        """One unit of work outside a request: it commits when the block ends, and rolls back when it raises."""
        with self.database.session(writes=writes) as db:
            yield Work(db, actor, self.clock(), self.entropy, self.vault)
