"""What the product knows of itself: routes, states, permissions, settings. docs/ is written from here."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.adapters import catalogue
from app.adapters.parts import Parts
from app.commands.examples import NOT_IN_STORY, Example, cast_actors, examples_of
from app.commands.saying import say
from app.commands.standing import ready
from app.core.actors import Role
from app.core.lifecycle import LIFECYCLES
from app.core.policy import POLICIES, Policy
from app.core.settings import SECRETS, Settings
from app.main import pages_for
from app.rules.fields import private_fields
from app.rules.registers import register
from app.web.router import Page

WITHOUT_STORY = "This database does not hold the demonstration."

FOLDER = Path(__file__).parent.parent.parent / "docs"
MADE = "<!-- Made by `python -m app docs`. Change the code instead. -->\n"


def routes(settings: Settings, *, as_json: bool) -> None:
    if as_json:
        with ready(settings) as parts:
            say(json.dumps(described_routes(parts), indent=2))
    else:
        say(routes_table(settings))


def described_routes(parts: Parts) -> list[dict[str, object]]:
    """Every route with its policy, the roles that may, and for each of them a path that works in the demonstration.

    Where there is none, or where it has ended, stands why.
    """
    with parts.work(writes=False) as work:
        actors = cast_actors(work.db)
        return [_described(page, examples_of(work.db, page, actors)) for page in pages_for(parts.settings)]


def _described(page: Page, examples: Mapping[Role, Example]) -> dict[str, object]:
    known = {role: {"person": example.person, "path": example.path} for role, example in examples.items()}
    if page.example_is_over:
        known = {role: {**example, "because": page.example_is_over} for role, example in known.items()}
    missing = {
        role: {"because": NOT_IN_STORY.get((page.name, role), WITHOUT_STORY)} for role in page.policy.roles - set(known)
    }
    return {
        "name": page.name,
        "method": page.method,
        "path": page.path,
        "policy": page.policy.name,
        "roles": sorted(page.policy.roles),
        "examples": known | missing,
    }


def routes_table(settings: Settings) -> str:
    lines = ["# Routes", "", "| name | method | path | policy |", "|---|---|---|---|"]
    lines += [f"| {p.name} | {p.method} | `{p.path}` | {p.policy.name} |" for p in _sorted(pages_for(settings))]
    return "\n".join(lines)


def states() -> str:
    return "\n".join(["# States and moves", *(line for noun in sorted(LIFECYCLES) for line in _lifecycle(noun))])


def permissions() -> str:
    head = [
        "# Permissions",
        "",
        "A role that is not named may not. Everybody who is signed in is an applicant too.",
        "",
    ]
    rows = ["| permission | who may | what others read, or why it is open |", "|---|---|---|"]
    return "\n".join([*head, *rows, *(_permission(POLICIES[name]) for name in sorted(POLICIES))])


FROM_FILES = (
    "What may be secret can also come from a file that holds the value alone. Its path is in {}. "
    "Set the one or the other, never both."
)


def settings_table() -> str:
    lines = [
        "# Settings",
        "",
        "Each is an environment variable.",
        "",
        "| name | default | what it does |",
        "|---|---|---|",
    ]
    for name, field in Settings.model_fields.items():
        lines.append(f"| `{name.upper()}` | `{field.default}` | {field.description} |")
    return "\n".join([*lines, "", FROM_FILES.format(", ".join(f"`{name.upper()}_FILE`" for name in SECRETS))])


def register_page() -> str:
    """The register of personal data, for whoever audits it (GDPR 30)."""
    held = register()
    lines = [
        "# Personal data",
        "",
        "Read from `app/rules/register.yaml`, like the notice and the person's own page.",
        "",
    ]
    lines += [
        "| data | why | basis | who can see it, besides the person | kept, the last to end counts | what stays |",
        "|---|---|---|---|---|---|",
    ]
    for entry in held.entries.values():
        basis = held.bases[entry.basis]
        readers = [*sorted(entry.readers), *(["whom they choose"] if entry.shared else [])]
        readers += [f"in an emergency {' or '.join(sorted(entry.hurried.roles))}"] if entry.hurried else []
        kept = "; ".join(f"{time.kept_days} days, {time.counted_from} {time.column}".strip() for time in entry.kept)
        law = f"{entry.basis} (GDPR {basis.gdpr}; APP {basis.app})"
        lines.append(
            f"| {entry.title}. {entry.what} | {entry.why} | {law} | {', '.join(readers) or 'nobody'} | {kept} |"
            f" {entry.stays or 'nothing'} |"
        )
    return "\n".join(lines)


def fields_page() -> str:
    """Role by field by state by reading and writing, for whoever audits it (AUTHZ-03)."""
    lines = [
        "# Private fields",
        "",
        "Read from `app/rules/fields.yaml`. `tests/house/test_fields.py` asks the laws about each cell, and fails where they",
        "answer otherwise. `person` is whom it is about. Whoever is not named may not, and does not learn that it is there.",
    ]
    for field in private_fields().fields.values():
        lines += ["", f"## {field.title}", "", f"Kept in {', '.join(f'`{column}`' for column in field.columns)}.", ""]
        lines += [f"| states of {field.states} | {' | '.join(WAYS_IN_WORDS.values())} |", "|---" * 6 + "|"]
        lines += [
            f"| {', '.join(cell.states)} | {' | '.join(', '.join(cell.named(way)) or '.' for way in WAYS_IN_WORDS)} |"
            for cell in field.cells
        ]
    return "\n".join(lines)


WAYS_IN_WORDS = {
    "read": "read", "write": "write", "if_shared": "read once the person shared it",
    "in_emergency": "read in an emergency", "if_asked": "write once the person asked",
}  # fmt: skip


def documents(settings: Settings) -> dict[str, str]:
    """The generated pages of docs/ by file name."""
    bodies = {
        "routes.md": routes_table(settings),
        "states.md": states(),
        "permissions.md": permissions(),
        "settings.md": settings_table(),
        "register.md": register_page(),
        "fields.md": fields_page(),
    }
    return {name: f"{MADE}{body}\n" for name, body in bodies.items()}


def write_docs(settings: Settings) -> None:
    for name, text in documents(settings).items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        say(f"docs/{name}")


def write_words() -> None:
    catalogue.FILE.parent.mkdir(exist_ok=True)
    catalogue.FILE.write_text(catalogue.template(), encoding="utf-8")
    say(str(catalogue.FILE.relative_to(catalogue.ROOT)))


def _sorted(pages: list[Page]) -> list[Page]:
    return sorted(pages, key=lambda page: (page.path, page.method))


def _lifecycle(noun: str) -> Iterator[str]:
    life = LIFECYCLES[noun]
    yield from ("", f"## {noun}", "", "| state | the person reads | staff read |", "|---|---|---|")
    yield from (f"| {state} | {life.words[state].own} | {life.words[state].staff} |" for state in life.states)
    yield from ("", "| move | from | to | by | event |", "|---|---|---|---|---|")
    for move in life.moves:
        sources = ", ".join(sorted(move.sources))
        by = ", ".join([*move.by, *(["clock"] if move.by_clock else [])])
        yield f"| {move.name} | {sources} | {move.target or 'where it was'} | {by} | {move.event} |"


def _permission(policy: Policy) -> str:
    who = "everybody" if policy.roles == frozenset(Role) else ", ".join(sorted(policy.roles))
    return f"| {policy.name} | {who} | {policy.reason or policy.otherwise} |"
