"""One request for one route as one role: with its own working path, or with somebody else's where it has none."""

from app.core.actors import Role
from app.rules.cast import CAST
from app.web.router import Page
from tests.client import Shown
from tests.house.conftest import Demonstration

NOBODYS_ID = "00000000-0000-7000-8000-000000000000"
KEYS = {member.email: key for key, member in CAST.items()}


def visit(demonstration: Demonstration, page: Page, role: Role) -> Shown:
    """GET the page, or POST an empty form with a good token; pages are not checked here, other tests do that."""
    examples = demonstration.examples[page.name]
    own = examples.get(role)
    client = demonstration.client(KEYS[own.person]) if own and own.person else demonstration.as_role(role)
    path = own.path if own else next((e.path for e in examples.values()), guessed(page))
    if page.method == "GET":
        return client.get(path, unchecked_because="only the status matters here")
    return client.post(path, {}, unchecked_because="only the status matters here")


def guessed(page: Page) -> str:
    """An address for a route that has no example: nobody's id in every place."""
    path = page.path
    while "{" in path:
        before, _, rest = path.partition("{")
        path = f"{before}{NOBODYS_ID}{rest.partition('}')[2]}"
    return path
