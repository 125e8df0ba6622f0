"""Retention from the command line: what would go, or removing it now."""

from collections.abc import Iterator

from app.adapters.parts import Parts
from app.adapters.wordings import listed, spoken
from app.commands.saying import say
from app.rules.registers import register
from app.services import retentions, retentions_accounts


def retention(parts: Parts, *, is_dry: bool) -> None:
    with parts.work(writes=not is_dry) as work:
        entries = retentions.old_log_entries(work)
        found = retentions.due(work) if is_dry else retentions.purge(work)
        lines = [f"{count} answers to: {line.wording}" for line, count in sorted(found.counted.items(), key=str)]
        lines += _kinds(found)
    if not is_dry:
        retentions_accounts.run_due(parts)
    for line in lines:
        say(line)
    verb = "would go" if is_dry else "are removed"
    said = f"{len(found.answers)} answers, {len(found.files)} files, {len(found.adjustments)} adjustments"
    say(f"{said} and the words of {entries} log entries {verb}.")


def _kinds(found: retentions.Due) -> Iterator[str]:
    """Each kind that has something, in the order of the register, with its days as everybody reads them."""
    for key, entry in register().entries.items():
        if count := found.by_kind[key]:
            yield f"{count} of: {entry.title} ({listed([spoken(kept.in_words) for kept in entry.kept])})"
