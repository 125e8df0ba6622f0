"""Each person's home page, and the way to it."""

import pytest

from app.rules.cast import CAST
from tests.asking import AsMember
from tests.counting import statements

MOST_STATEMENTS = 8


@pytest.mark.parametrize("key", list(CAST))
def test_everybody_has_a_home_within_eight_statements(as_: AsMember, key: str) -> None:
    client = as_(key)

    with statements() as sent:
        shown = client.get("/")

    assert shown.status == 200
    assert CAST[key].name in shown.text
    assert len(sent) <= MOST_STATEMENTS


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(as_: AsMember) -> None:
    assert as_(None).get("/").location == "/sign-in?next=%2F"


@pytest.mark.parametrize(
    ("key", "others"), [("noor", "Zoe Castellano"), ("zoe", "Noor Haddad"), ("asha", "Noor Haddad")]
)
def test_a_home_names_nobody_of_elsewhere(as_: AsMember, key: str, others: str) -> None:
    assert others not in as_(key).get("/").text


def test_the_current_place_is_marked_once(as_: AsMember) -> None:
    marked = as_("mei").get("/").soup.select("nav [aria-current=page]")

    assert [place["href"] for place in marked] == ["/"]
