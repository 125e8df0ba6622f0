"""Whether questions can be answered calmly: labels, groups, hints as text, and forms that the server checks."""

from collections import defaultdict
from collections.abc import Iterator

from bs4 import Tag

from accessibility.checks.page import CONTROLS, SUBMITS, Finding, Page, is_unseen, value, where, words_of

KINDS_WITH_AUTOCOMPLETE = "input[type=email], input[type=tel], input[type=password]"


def labels(page: Page) -> Iterator[Finding]:
    for control in page.select(CONTROLS):
        label = label_of(control, page)
        if label is None:
            yield Finding("F9", "The field has no label.", where(control))
        elif is_unseen(label) or not words_of(label, seen_only=True):
            yield Finding("F9", "The label of the field cannot be seen.", where(control))
        elif words_of(label).endswith("*"):
            yield Finding(
                "F12",
                "The label ends in an asterisk; write “(optional)” where an answer may be left out.",
                where(label),
            )


def groups(page: Page) -> Iterator[Finding]:
    """Radio buttons and check boxes that answer one question share a fieldset, whose legend is the question."""
    named: dict[str, list[Tag]] = defaultdict(list)
    for control in page.select("input[type=radio][name], input[type=checkbox][name]"):
        named[f"{value(control, 'type')} {value(control, 'name')}"].append(control)
    for controls in named.values():
        if len(controls) > 1 and any(not _legend_of(control) for control in controls):
            yield Finding("F9", "These choices have no fieldset with a legend.", where(controls[0]))


def hints(page: Page) -> Iterator[Finding]:
    for tag in page.select("[placeholder]"):
        yield Finding("F9", "A placeholder disappears while somebody types; write a hint above the field.", where(tag))
    for tag in page.select("[title]"):
        yield Finding("P7", "A title attribute shows only to a mouse; write the words on the page.", where(tag))
    for tag in page.select(KINDS_WITH_AUTOCOMPLETE):
        if not value(tag, "autocomplete"):
            yield Finding("F9", "The field does not say what a browser may fill in.", where(tag))


def sending(page: Page) -> Iterator[Finding]:
    for form in page.named("form"):
        if not form.has_attr("novalidate"):
            yield Finding("F10", "The browser would check this form by itself; write novalidate.", where(form))
        if not value(form, "action"):
            yield Finding("X7", "The form says no address to send to.", where(form))
        if value(form, "method").casefold() == "post" and not _token(form):
            yield Finding("CSRF", "The form carries no csrf_token.", where(form))
    for button in page.select(SUBMITS):
        if button.has_attr("disabled") or value(button, "aria-disabled") == "true":
            yield Finding(
                "F10", "The button cannot be pressed; let people press it and say what is missing.", where(button)
            )


def label_of(control: Tag, page: Page) -> Tag | None:
    identity = value(control, "id")
    given = next((tag for tag in page.named("label") if value(tag, "for") == identity), None) if identity else None
    return given or control.find_parent("label")


def _legend_of(control: Tag) -> str:
    fieldset = control.find_parent("fieldset")
    first = fieldset.find(True) if fieldset else None
    return words_of(first) if isinstance(first, Tag) and first.name == "legend" else ""


def _token(form: Tag) -> str:
    token = form.select_one("input[name=csrf_token]")
    return value(token, "value") if token else ""
