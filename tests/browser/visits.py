"""Which pages each person can open in the served demonstration, and what a browser finds wrong with one of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from accessibility import measure
from app.adapters.parts import Parts
from app.commands.examples import cast_actors, examples_of
from app.core.actors import Role
from app.main import pages_for
from app.rules.cast import BY_ROLE, CAST
from tests.browser import standing
from tests.browser.conftest import enter, window
from tests.browser.serving import Server

MOST_BYTES = 45_000
MOST_REQUESTS = 5
"""Five requests that every page makes at most, and one for each thing that it is about: a work sample, or pictures of a
place.
"""
MOST_TEXT_SIZES = 3
LONGEST_LINE = 75
MOST_COLOURS = 11
BRIGHTEST, MOST_COLOURFUL = 0.90, 25
DOWNLOADED = 0
CUT_TABLES = """() => [...document.querySelectorAll(".table-region:not(:has(.grid))")]
  .filter((region) => region.scrollWidth > region.clientWidth + 1)
  .map((region) => region.querySelector("table").id)"""
"""Only the schedule may scroll: every other table becomes cards, or is narrow enough."""
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}

ALSO_APPLICANTS = ("ari", "bea")
"""At other points of the way than the one who stands for applicants."""

VISITORS: Mapping[str, Role] = {
    "": Role.ANONYMOUS,
    **{key: role for role, key in BY_ROLE.items()},
    **dict.fromkeys(ALSO_APPLICANTS, Role.APPLICANT),
}


def paths_for(server: Server, key: str) -> dict[str, str]:
    """A working path of every page that this person of the cast can open, by the name of its route."""
    parts, role = Parts.of(server.settings), VISITORS[key]
    with parts.work(writes=False) as work:
        actors = cast_actors(work.db)
        in_their_part = dict.fromkeys(actors, actors[key]) if key in ALSO_APPLICANTS else actors
        found = {
            page.name: examples[role].path
            for page in pages_for(server.settings)
            if page.method == "GET"
            and role in (examples := examples_of(work.db, page, in_their_part))
            and examples[role].person in _who_this_is(key)
        }
    parts.database.dispose()
    return found


def _who_this_is(key: str) -> set[str]:
    """Examples that are this visitor's own; what stands for a role may be somebody else's of the cast."""
    if key in ALSO_APPLICANTS:
        return {CAST[BY_ROLE[Role.APPLICANT]].email, *(CAST[other].email for other in ALSO_APPLICANTS)}
    return {CAST[key].email if key else ""}


@dataclass
class Watch:
    """A page that keeps nothing in its cache, and what its console complained about since the last look."""

    page: Page
    complaints: list[str]

    def taken(self) -> list[str]:
        taken = list(self.complaints)
        self.complaints.clear()
        return taken


@contextmanager
def watched(browser: Browser, server: Server, key: str) -> Iterator[Watch]:
    context = window(browser)
    watch = Watch(context.new_page(), [])
    standing.use_own_clock(watch.page)
    watch.page.add_init_script(measure.AXE_AT_HAND)
    watch.page.on("console", lambda message: watch.complaints.extend(_complaint(message)))
    watch.page.on("pageerror", lambda error: watch.complaints.append(f"script: {error}"))
    if key:
        enter(watch.page, server, CAST[key].name)
    context.new_cdp_session(watch.page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    watch.taken()
    yield watch
    context.close()


def opens(page: Page, address: str) -> int:
    """The status of the answer, or DOWNLOADED for a file, which the browser does not show."""
    try:
        answer = page.goto(address)
    except Error as problem:
        if "Download is starting" not in problem.message:
            raise
        return DOWNLOADED
    assert answer
    return answer.status


def findings(page: Page, *, whole: bool) -> list[str]:
    """Everything that a rule forbids, in a wide window and in a narrow one; a minute's rest and axe only when `whole`."""
    found = [*_in_a_wide_window(page), *standing.out_of_order(page)]
    found += [*_over_budget(page), *map(str, measure.axe(page)), *_restless(page)] if whole else []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    found += [f"at 320 px: {each}" for each in _in_a_narrow_window(page)]
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    return found


def _restless(page: Page) -> list[str]:
    return [f"in a minute of rest there were changes: {kind}" for kind in standing.changes_at_rest(page)]


def _in_a_wide_window(page: Page) -> Iterator[str]:
    drawn = measure.drawn(page)
    yield from drawn.moved
    yield from drawn.motions
    yield from drawn.small_targets
    if drawn.longest_line > LONGEST_LINE:
        yield f"a line has {drawn.longest_line} characters"
    if len(drawn.text_sizes) > MOST_TEXT_SIZES:
        yield f"text has the sizes {drawn.text_sizes}"
    if drawn.weight.bytes > MOST_BYTES or drawn.weight.requests > MOST_REQUESTS + max(1, drawn.about):
        yield f"it weighs {drawn.weight.bytes} bytes in {drawn.weight.requests} requests"


def _over_budget(page: Page) -> Iterator[str]:
    if len(drawn := measure.colours(page)) > MOST_COLOURS:
        yield f"it draws {len(drawn)} colours"
    seen = measure.picture(page)
    if (light := measure.luminance(seen)) > BRIGHTEST and not _is_high_contrast(page):
        yield f"its brightness is {light:.3f}"
    if (loud := measure.colourfulness(seen)) > MOST_COLOURFUL:
        yield f"its colourfulness is {loud:.0f}"
    if len(areas := measure.scrollers(page)) > 1:
        yield f"these scroll inside the page: {areas}"
    if len(buttons := measure.main_buttons(page)) > 1:
        yield f"more than one main button: {buttons}"


def _is_high_contrast(page: Page) -> bool:
    """Whoever chooses black on white asked for the brightest there is."""
    return str(page.locator("html").get_attribute("data-palette")).startswith("hc-")


def _in_a_narrow_window(page: Page) -> Iterator[str]:
    if wider := measure.sideways_scroll(page):
        yield f"{wider} px wider than the window"
    if cut := page.evaluate(CUT_TABLES):
        yield f"these tables are cut: {cut}"
    yield from measure.small_targets(page)


def _complaint(message: ConsoleMessage) -> list[str]:
    return [f"console: {message.text}"] if message.type in {"error", "warning"} else []
