"""Retention from the command line: what would go, or removing it now."""

from app.adapters.parts import Parts
from app.commands.saying import say
from app.rules.registers import register
from app.services import retentions


def retention(parts: Parts, *, is_dry: bool) -> None:
    with parts.work(writes=not is_dry) as work:
        entries = retentions.old_log_entries(work)
        found = retentions.due(work) if is_dry else retentions.purge(work)
        lines = [f"{count} answers to: {line.wording}" for line, count in sorted(found.counted.items(), key=str)]
        lines += [f"{len(ids)} of: {register().entries[entry].title}" for entry, ids in sorted(found.records.items())]
    for line in lines:
        say(line)
    verb = "would go" if is_dry else "are removed"
    said = f"{len(found.answers)} answers, {len(found.files)} files, the words of {len(found.adjustments)} adjustments"
    say(f"{said} and of {entries} log entries {verb}.")
