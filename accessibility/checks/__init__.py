"""Pure checks over a page of HTML: each says which rule a page breaks, where, and what to write instead."""

from collections.abc import Callable, Iterator

from accessibility.checks import behaviour, forms, links, mistakes, structure, words
from accessibility.checks.grades import reading_grade
from accessibility.checks.page import Finding, Page

__all__ = ["Finding", "findings", "hints", "reading_grade"]

Check = Callable[[Page], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    structure.syntax,
    structure.language,
    structure.title,
    structure.headings,
    structure.landmarks,
    structure.ids,
    structure.references,
    structure.fragment_root,
    structure.tables,
    structure.pictures,
    links.labels,
    links.targets,
    links.same_words_same_target,
    links.skip_link,
    forms.labels,
    forms.groups,
    forms.hints,
    forms.sending,
    mistakes.summary,
    mistakes.fields,
    words.avoided,
    words.marks,
    behaviour.inline_code,
    behaviour.elsewhere,
    behaviour.windows,
    behaviour.htmx_place,
    behaviour.htmx_restraint,
    behaviour.htmx_configuration,
    behaviour.live_regions,
)
HINTS: tuple[Check, ...] = (words.length, words.plainness, words.trade_words)


def findings(html: str, *, path: str, fragment: bool = False) -> list[Finding]:
    """What must be put right on this page, or in this block of one. An empty list means that nothing was found."""
    return _found(CHECKS, html, path=path, fragment=fragment)


def hints(html: str, *, path: str, fragment: bool = False) -> list[Finding]:
    """What a person should look at: long sentences, idioms, words of the trade that are not explained."""
    return _found(HINTS, html, path=path, fragment=fragment)


def _found(checks: tuple[Check, ...], html: str, *, path: str, fragment: bool) -> list[Finding]:
    page = Page(html, path, fragment)
    return [finding for check in checks for finding in check(page)]
