"""What `routes --json` gives to whoever audits the product: each route, as each role that may, with an address that works."""

import pytest

from app.commands.listing import WITHOUT_STORY, described_routes
from app.web.router import Page
from tests.client import Shown
from tests.house.conftest import Demonstration
from tests.house.visiting import KEYS

BROKEN = 400
NOTHING_TYPED = (409, 422)
"""An empty form is answered with the form and what is missing, or with how it stands."""
OVER = 404


def test_every_role_that_may_has_an_address_that_works_or_reads_why_not(demonstration: Demonstration) -> None:
    described = {str(each["name"]): each for each in described_routes(demonstration.parts)}
    wrong = []
    for page in demonstration.pages:
        examples = described[page.name]["examples"]
        assert isinstance(examples, dict)
        assert set(examples) == page.policy.roles, page.name
        told = [str(example.get("because", "")) for example in examples.values()]
        assert WITHOUT_STORY not in told, f"{page.name} has no example and no reason: {examples}"
        asked = {(example["person"], example["path"]) for example in examples.values() if "path" in example}
        wrong += [fault for who, path in sorted(asked) if (fault := fault_of(demonstration, page, who, path))]

    assert wrong == []


def fault_of(demonstration: Demonstration, page: Page, person: str, path: str) -> str:
    client = demonstration.client(KEYS.get(person, ""))
    with demonstration.undone():
        shown = (
            client.get(path, unchecked_because="only the status matters here")
            if page.method == "GET"
            else client.post_body(path, [])
        )
    return "" if is_well(page, shown) else f"{page.method} {path} as {person or 'nobody'}: {shown.status}"


def is_well(page: Page, shown: Shown) -> bool:
    """A link that has ended says so; what takes a form says what is missing."""
    if page.example_is_over:
        return shown.status == OVER
    return shown.status < BROKEN or (page.method == "POST" and shown.status in NOTHING_TYPED)


@pytest.mark.parametrize("name", ["people.home", "decisions.board"])
def test_an_address_that_answers_otherwise_is_found(demonstration: Demonstration, name: str) -> None:
    page = next(page for page in demonstration.pages if page.name == name)

    assert fault_of(demonstration, page, "ari@example.com", "/nothing-here")
