"""Whether a page that could not accept an answer says so well: the summary, its links, and the words by the field."""

from collections.abc import Iterator

from bs4 import Tag

from accessibility.checks.page import CONTROLS, Finding, Page, value, where, words_of
from accessibility.checks.structure import ERROR_PREFIX

SUMMARY = ".errors"
BY_FIELD = ".field-error"


def summary(page: Page) -> Iterator[Finding]:
    found = page.first(SUMMARY)
    if found is None:
        if _wrong_fields(page) or page.first(BY_FIELD):
            yield Finding("F11", "A field has an error and there is no summary of errors.")
        elif page.title.startswith(ERROR_PREFIX):
            yield Finding("F11", "The title says there is an error and there is no summary of errors.")
        return
    if value(found, "tabindex") != "-1" or not found.has_attr("autofocus"):
        yield Finding("F11", "The summary of errors does not take the focus.", where(found))
    if not page.is_fragment and not page.title.startswith(ERROR_PREFIX):
        yield Finding("F11", f"There are errors and the title does not begin with “{ERROR_PREFIX.strip()}”.")
    yield from _links(found, page)


def fields(page: Page) -> Iterator[Finding]:
    for control in _wrong_fields(page):
        if not _sentences_by(control, page):
            yield Finding("F11", "The field is marked wrong and no sentence is tied to it.", where(control))
    for sentence in page.select(BY_FIELD):
        identity = value(sentence, "id")
        if not identity or not page.first(f'[aria-describedby~="{identity}"]'):
            yield Finding("F11", "The sentence is not tied to its field by aria-describedby.", where(sentence))


def _links(found: Tag, page: Page) -> Iterator[Finding]:
    linked = {value(link, "href").removeprefix("#"): words_of(link) for link in found.select('a[href^="#"]')}
    for control in _wrong_fields(page):
        words = next((linked[identity] for identity in _ids(control, page) if identity in linked), None)
        if words is None:
            yield Finding("F11", "The summary of errors has no link to this field.", where(control))
        elif all(words not in sentence for sentence in _sentences_by(control, page)):
            yield Finding("F11", f"The summary says “{words}” and the field says something else.", where(control))
    focusable = {value(control, "id") for control in page.select(f"{CONTROLS}, button, a[href], [tabindex]")}
    for identity in linked:
        if identity not in focusable:
            yield Finding("F11", f"The link to “{identity}” does not lead to something that takes the focus.")


def _wrong_fields(page: Page) -> list[Tag]:
    """Fields and groups with an error; of several choices under one name the first speaks for all."""
    sentences = {value(sentence, "id") for sentence in page.select(BY_FIELD)} - {""}
    described = [
        tag for tag in page.select("[aria-describedby]") if sentences & set(value(tag, "aria-describedby").split())
    ]
    first: dict[str, Tag] = {}
    for tag in (*page.select('[aria-invalid="true"]'), *described):
        first.setdefault(value(tag, "name") or value(tag, "id") or where(tag), tag)
    return list(first.values())


def _ids(control: Tag, page: Page) -> list[str]:
    """Where a link to this field may lead: to it, to a field inside it, or to another choice of its name."""
    name = value(control, "name")
    same = page.select(f'[name="{name}"]') if name else []
    return [value(tag, "id") for tag in (control, *control.select(CONTROLS), *same)]


def _sentences_by(control: Tag, page: Page) -> list[str]:
    described = [control, *control.find_parents("fieldset")]
    names = [name for tag in described for name in value(tag, "aria-describedby").split()]
    found = [page.by_id(name) for name in names]
    return [words_of(tag) for tag in found if isinstance(tag, Tag)]
