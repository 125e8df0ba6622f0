"""Finding one thing on a page that has to be there."""

from bs4 import Tag

from tests.client import Shown


def one(page: Shown, selector: str) -> Tag:
    """The first element that this CSS selector finds; a test ends here when there is none."""
    found = page.soup.select_one(selector)
    assert found is not None, f"nothing matches {selector}"
    return found


def address_of(page: Shown, words: str) -> str:
    """Where the link with these words leads; words that only a screen reader hears count too."""
    for link in page.soup.select("main a"):
        if " ".join(link.get_text().split()) == words:
            return str(link["href"])
    raise AssertionError(f"no link says “{words}”")


def typed(page: Shown, field: str) -> str:
    """What stands in a field of one line."""
    return str(one(page, f"#field-{field}").get("value", ""))


def is_chosen(page: Shown, name: str, value: str) -> bool:
    return one(page, f'input[name="{name}"][value="{value}"]').has_attr("checked")
