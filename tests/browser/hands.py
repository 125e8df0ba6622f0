"""Two ways to use a page: by the keyboard alone, with every stop of the focus looked at, or by what stands on the page."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypedDict

from playwright.sync_api import Page

MOST_TABS = 60

FOCUSED = """() => {
  const it = document.activeElement;
  const label = it.labels?.[0];
  const words = (element) => element.textContent.trim().replace(/\\s+/g, " ");
  const { left, top, width, height } = it.getBoundingClientRect();
  const x = left + Math.min(width / 2, 40), y = top + Math.min(height / 2, 20);
  const met = document.elementFromPoint(x, y);
  const { outlineStyle, outlineWidth } = getComputedStyle(it);
  return {
    words: words(label ?? it),
    group: it.closest("fieldset") ? words(it.closest("fieldset").querySelector("legend")) : "",
    kind: it.type || it.localName,
    in_main: Boolean(it.closest("main")),
    is_seen: Boolean(met) && (it.contains(met) || met.contains(it)),
    is_marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
  };
}"""


class Focus(TypedDict):
    """What has the focus: its words, those of its group, and whether a person can see that it has it."""

    words: str
    group: str
    kind: str
    in_main: bool
    is_seen: bool
    is_marked: bool


class Hands(Protocol):
    """What a person does on one page. `page` is where they are."""

    page: Page

    def writes(self, texts: Sequence[str]) -> None: ...
    def chooses(self, labels: Sequence[str]) -> None: ...
    def attaches(self, path: Path, description: str) -> None: ...
    def presses(self, name: str) -> None: ...
    def follows(self, name: str) -> None: ...


class Keyboard:
    """Tab, Shift and Tab, arrows, space, Enter and letters. Nothing is clicked, filled or scrolled by the test."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.on("filechooser", lambda _: None)  # from the start: to begin listening takes longer than to press a key

    def skips_to_main(self) -> None:
        """The first stop of a new page is the way past its header. Where something has the focus already, stay there."""
        if self.page.evaluate("document.activeElement === document.body"):
            self.keys("Tab")
            assert self._looks()["words"] == "Skip to the main part of this page"
            self.keys("Enter")

    def goes_to(self, words: str, *, kind: str = "", key: str = "Tab") -> Focus:
        """Press Tab until this has the focus. Each stop on the way has to be seen."""
        self.skips_to_main()
        for _ in range(MOST_TABS):
            self.keys(key)
            focus = self._looks()
            if focus["words"].startswith(words) and kind in ("", focus["kind"]):
                return focus
        raise AssertionError(f"{key} never comes to {words} on {self.page.url}")

    def goes_to_a(self, *kinds: str) -> Focus:
        self.skips_to_main()
        for _ in range(MOST_TABS):
            self.keys("Tab")
            focus = self._looks()
            if focus["in_main"] and focus["kind"] in kinds:
                return focus
        raise AssertionError(f"Tab never comes to a {kinds} on {self.page.url}")

    def writes(self, texts: Sequence[str]) -> None:
        """Into the fields of the page, in their order."""
        for text in texts:
            self.goes_to_a("text", "tel", "url", "email", "textarea")
            self.keys("Control+A")
            self.page.keyboard.type(text)

    def chooses(self, labels: Sequence[str]) -> None:
        first = self.goes_to_a("radio", "checkbox")
        if first["kind"] == "radio":
            self._arrows_to(labels[0], first)
            return
        for label in labels:
            if self._looks()["words"] != label:
                self.goes_to(label, kind="checkbox")
            self.keys("Space")

    def answers(self, question: str, label: str) -> None:
        """One answer of the question of this name, among several questions of a page."""
        first = self.goes_to_question(question)
        if first["kind"] == "radio":
            self._arrows_to(label, first)
            return
        if first["words"] != label:
            self.goes_to(label, kind="checkbox")
        self.keys("Space")

    def goes_to_question(self, question: str) -> Focus:
        self.skips_to_main()
        for _ in range(MOST_TABS):
            self.keys("Tab")
            focus = self._looks()
            if focus["group"].startswith(question) and focus["kind"] in ("radio", "checkbox"):
                return focus
        raise AssertionError(f"Tab never comes to {question} on {self.page.url}")

    def says(self, question: str, words: str) -> None:
        """Into the field of this name."""
        self.goes_to(question, kind="textarea")
        self.keys("Control+A")
        self.page.keyboard.type(words)

    def attaches(self, path: Path, description: str) -> None:
        self.goes_to_a("file")
        with self.page.expect_file_chooser() as opened:
            self.keys("Space")
        opened.value.set_files(path)
        self.writes([description])
        self.presses("Add this file")

    def presses(self, name: str) -> None:
        self.goes_to(name, kind="submit")
        self.leaves()

    def follows(self, name: str) -> None:
        self.goes_to(name, kind="a")
        self.leaves()

    def leaves(self) -> None:
        with self.page.expect_navigation():
            self.keys("Enter")

    def _arrows_to(self, label: str, first: Focus) -> None:
        """Arrows choose as they move; the first of a list is chosen with the space bar."""
        if first["words"] == label:
            self.keys("Space")
            return
        for _ in range(MOST_TABS):
            self.keys("ArrowDown")
            if self._looks()["words"] == label:
                return
        raise AssertionError(f"no arrow leads to {label}")

    def _looks(self) -> Focus:
        focus: Focus = self.page.evaluate(FOCUSED)
        assert focus["is_seen"], f"the focus is on what nobody can see: {focus} on {self.page.url}"
        assert focus["is_marked"], f"nothing shows the focus: {focus} on {self.page.url}"
        return focus

    def keys(self, key: str) -> None:
        self.page.keyboard.press(key)


class Pointer:
    """With a pointer and letters, by the words on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def writes(self, texts: Sequence[str]) -> None:
        for number, text in enumerate(texts):
            fields = self.page.locator("main input.input:not([type=file]), main textarea")
            fields.nth(number).fill(text)

    def chooses(self, labels: Sequence[str]) -> None:
        for label in labels:
            self.page.get_by_role("main").get_by_label(label, exact=True).check()

    def attaches(self, path: Path, description: str) -> None:
        self.page.get_by_label("Choose a file").set_input_files(path)
        self.page.get_by_label("What can be seen and heard in it?").fill(description)
        self.presses("Add this file")

    def presses(self, name: str) -> None:
        self.page.get_by_role("main").get_by_role("button", name=name, exact=True).click()

    def follows(self, name: str) -> None:
        self.page.get_by_role("link", name=re.compile(f"^{re.escape(name)}")).first.click()
