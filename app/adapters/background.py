"""Durable background work through DBOS: each job has an id, runs once, is tried again with growing pauses, survives a kill.

DBOS rather than Celery or a queue of our own: it needs no further server, runs on SQLite and on PostgreSQL, and the
same id started twice runs once, which is what the outbox needs.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from dbos import DBOS, SetWorkflowID

from app.adapters.executors import this_process
from app.core.logs import log

QUEUE = "reactions"
SLOW_QUEUE = "slow"
POLLING_SECONDS, SLOW_POLLING_SECONDS = 0.5, 1.0
"""How long a job waits before it is seen. Each look costs several milliseconds of a core, all day long."""

TRIES = 6
FIRST_PAUSE_SECONDS = 1.0
PAUSE_GROWS_BY = 2.0

Job = Callable[[str, str], None]


class Background:
    """One per process. `job(event_id, reaction_name)` is what every queued workflow runs as its one step."""

    def __init__(self, url: str, job: Job) -> None:
        # The names of a database and of an executor are all that DBOS needs; its own server and telemetry stay off.
        self._dbos = DBOS(
            config={
                "name": "cleanplate",
                "system_database_url": url,
                "enable_otlp": False,
                "log_level": "WARNING",
                "application_version": "1",
                "executor_id": this_process(),
            }
        )
        self._schedules: list[tuple[str, str, Callable[..., None]]] = []
        self._job = self._workflow(job)

    def every(self, name: str, cron: str, run: Callable[[], None]) -> None:
        """Run this by the clock; `cron` has six fields, the first one seconds. Declare it before `start`."""

        def scheduled(_at: datetime, _context: Any) -> None:
            run()

        scheduled.__name__ = scheduled.__qualname__ = f"every_{name}"
        self._schedules.append((name, cron, DBOS.workflow(name=f"every_{name}")(scheduled)))

    def start(self) -> None:
        """Start in a thread of its own: DBOS refuses to declare a queue where an event loop runs in the same thread."""
        with ThreadPoolExecutor(1) as aside:
            aside.submit(self._start).result()

    def _start(self) -> None:
        DBOS.launch()
        DBOS.register_queue(QUEUE, worker_concurrency=4, polling_interval_sec=POLLING_SECONDS)
        DBOS.register_queue(
            SLOW_QUEUE, worker_concurrency=1, global_concurrency=1, polling_interval_sec=SLOW_POLLING_SECONDS
        )
        DBOS.apply_schedules(
            [
                {"schedule_name": name, "workflow_fn": run, "schedule": cron, "context": None}
                for name, cron, run in self._schedules
            ]
        )

    def enqueue(self, event_id: str, reaction_name: str, *, is_slow: bool) -> None:
        """Start this reaction to this event; a second start of the same pair does nothing."""
        with SetWorkflowID(f"{event_id}:{reaction_name}"):
            DBOS.enqueue_workflow(SLOW_QUEUE if is_slow else QUEUE, self._job, event_id, reaction_name)

    def owners(self) -> set[str]:
        """The processes by whom jobs are under way, as far as the jobs say; some of them may have been killed."""
        pending = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
        return {each.executor_id for each in pending if each.executor_id}

    def take_over(self, owners: Iterable[str]) -> None:
        """Put jobs of processes that are gone back into their queues. Whoever does it again changes nothing.

        DBOS recovers by itself only what a process of the same name had begun, and two that share a name would take
        each other's jobs while both live. So each process has a name of its own, and the living look after the dead.
        """
        DBOS._recover_pending_workflows(list(owners))  # noqa: SLF001 - 3.4.0 offers it only to its own paid service

    def stop(self) -> None:
        DBOS.destroy(workflow_completion_timeout_sec=5)

    def _workflow(self, job: Job) -> Callable[[str, str], None]:
        @DBOS.step(
            name="react",
            retries_allowed=True,
            max_attempts=TRIES,
            interval_seconds=FIRST_PAUSE_SECONDS,
            backoff_rate=PAUSE_GROWS_BY,
        )
        def run(event_id: str, reaction_name: str) -> None:
            job(event_id, reaction_name)

        @DBOS.workflow(name="follow")
        def follow(event_id: str, reaction_name: str) -> None:
            try:
                run(event_id, reaction_name)
            except Exception as problem:
                log().error("reaction given up", reaction=reaction_name, event=event_id, kind=type(problem).__name__)
                raise

        return follow
