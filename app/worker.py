"""The background worker: relays the outbox to durable jobs, delivers mail, and stops within seconds when asked."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import app.reactions  # noqa: F401 - registers every reaction
from app.adapters.background import Background
from app.adapters.executors import is_gone, this_process
from app.adapters.parts import Parts
from app.core.errors import Unavailable
from app.core.events import OutboxEvent
from app.core.logs import log, note_fault
from app.reactions import evidence, files
from app.reactions.following import Reaction
from app.reactions.relaying import react, relay
from app.services import (
    audit,
    brought_days,
    erasures,
    files_sweeping,
    first_answers,
    kept_forms,
    own_data,
    plans_making,
    receipts,
    resets,
    retentions,
    retentions_accounts,
    sign_ins_ending,
    uploads,
    workers,
)
from app.services.clocks import BY_THE_CLOCK
from app.services.deliveries import deliver_due
from app.services.sealed import report_closed

RELAY_SECONDS = 0.5
BEAT_SECONDS = 10
STOP_SECONDS = 10
EVERY_TEN_SECONDS = "*/10 * * * * *"
EVERY_MINUTE = "30 * * * * *"
EVERY_HOUR = "0 7 * * * *"
EVERY_DAY = "0 23 16 * * *"
"""By the clock of the universe: in the small hours of Adelaide."""
AFTER_EVERY_HOUR = "0 1 * * * *"
"""A minute after the hour, because promised days end at 5pm."""


class Worker:
    """A relay thread beside DBOS's own. `start` and `stop` may be called once each."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._background = Background(parts.settings.background, self._react)
        self._background.every("delivery", EVERY_TEN_SECONDS, lambda: _ignore(deliver_due(parts)))
        self._background.every("scan", EVERY_MINUTE, lambda: scan(parts))
        self._background.every("sweep", EVERY_HOUR, lambda: sweep(parts))
        self._background.every("daily_sweep", EVERY_DAY, lambda: sweep_daily(parts))
        self._background.every("plans", EVERY_MINUTE, lambda: look_after_plans(parts))
        self._background.every("promises", AFTER_EVERY_HOUR, lambda: keep_time(parts))
        self._stopping = threading.Event()
        self._relay = threading.Thread(target=self._relay_until_stopped, name="relay", daemon=True)
        self._heart = threading.Thread(target=self._beat_until_stopped, name="heart", daemon=True)

    def start(self) -> None:
        """Known to the others first, so that nothing that it begins looks as if its owner were gone."""
        with self._parts.work() as work:
            workers.beat(work, this_process())
        self._background.start()
        self._relay.start()
        self._heart.start()

    def stop(self) -> None:
        self._stopping.set()
        self._relay.join(STOP_SECONDS)
        self._heart.join(STOP_SECONDS)
        self._background.stop()

    def wait(self) -> None:
        """Until `stop` is called or the process is interrupted."""
        self._stopping.wait()

    def _react(self, event_id: str, reaction_name: str) -> None:
        react(self._parts, UUID(event_id), reaction_name)

    def _relay_until_stopped(self) -> None:
        while not self._stopping.wait(RELAY_SECONDS):
            try:
                relay(self._parts, self._enqueue)
            except Unavailable as problem:
                log().warning("relay waits", **problem.facts)
            except Exception as problem:  # noqa: BLE001 - without this thread no message would ever leave again
                note_fault(problem)

    def _beat_until_stopped(self) -> None:
        """Say that this worker lives, and take up at once what those had begun that do not live any more."""
        while True:
            try:
                self._beat()
            except Unavailable as problem:
                log().warning("heart waits", **problem.facts)
            except Exception as problem:  # noqa: BLE001 - a worker whose heart stops would lose its jobs to others
                note_fault(problem)
            if self._stopping.wait(BEAT_SECONDS):
                return

    def _beat(self) -> None:
        """Leases are freed before the jobs go back to their queues, so that whoever gets them need not wait."""
        owners = self._background.owners() - {this_process()}
        with self._parts.work() as work:
            workers.beat(work, this_process())
            gone = workers.gone(work, owners, is_gone)
            plans_making.release(work, gone)
            workers.forget(work, gone)
        if gone:
            self._background.take_over(gone)
            log().warning("jobs taken over", workers=len(gone))

    def _enqueue(self, event: OutboxEvent, reaction: Reaction) -> None:
        self._background.enqueue(str(event.id), reaction.name, is_slow=reaction.is_slow)


@contextmanager
def running(parts: Parts) -> Iterator[Worker]:
    worker = Worker(parts)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop()


def scan(parts: Parts) -> None:
    """Look into whatever waits for the scanner: files, and papers for advisers."""
    files.scan_waiting(parts)
    evidence.scan_waiting(parts)


def sweep(parts: Parts) -> None:
    """Remove what is kept for a time and no longer, and bytes that nobody's row speaks of."""
    with parts.work() as work:
        receipts.sweep(work)
        kept_forms.sweep(work)
        first_answers.sweep(work)
        uploads.sweep(work)
        own_data.sweep(work)
        brought_days.sweep(work)
        resets.end_old_ones(work)
    parts.aside.sweep()
    with parts.work(writes=False) as work:
        orphans = list(files_sweeping.orphans(work.db, parts.storage, work.now))
    for name in orphans:
        parts.storage.remove(name)
    with parts.work(writes=False) as work:
        audit.copy_head(work, parts.safe)
    erasures.run_due(parts)


def sweep_daily(parts: Parts) -> None:
    """Remove sign-ins that ended, links that were used, and counts of long ago, and whatever time has ended.

    Then check the audit log.
    """
    with parts.work() as work:
        sign_ins_ending.sweep(work)
    with parts.work() as work:
        retentions.purge(work)
    retentions_accounts.run_due(parts)
    with parts.work() as work:
        checked = audit.check(work, parts.safe)
        report_closed(work)
    if checked.finding is not None:
        log().error("audit log does not fit", first=checked.broken_at, finding=checked.finding.value)


def look_after_plans(parts: Parts) -> None:
    """Mark drafts that are out of date, and ask once more for plans that nobody makes."""
    with parts.work() as work:
        plans_making.notice_changes(work)
    with parts.work() as work:
        plans_making.ask_again_for_forgotten(work)


def keep_time(parts: Parts) -> None:
    """What the clock does by itself, each in a work of its own, so that one that stumbles holds up no other."""
    for act in BY_THE_CLOCK:
        try:
            with parts.work() as work:
                act(work)
        except Exception as problem:  # noqa: BLE001 - the next hour tries again
            note_fault(problem)


def _ignore(_result: object) -> None:
    """A schedule has no result."""
