"""A company whose pages are also read: how hard each is, as `tests/house/reading.py` measures it."""

from playwright.sync_api import Browser

from tests.browser.serving import Server
from tests.house.reading import GRADE_FOR_LEARNING, GRADE_FOR_STAFF, Reading, names_in
from tests.journeys.company import Company


class Readers(Company):
    """`reads` takes in the page as it stands; `too_hard` is what nobody should have had to read."""

    def __init__(self, browser: Browser, server: Server, *, scripts: bool) -> None:
        super().__init__(browser, server, scripts=scripts)
        with server.reading() as db:
            names = names_in(db)
        self._for_learning, self._for_staff = Reading(names, GRADE_FOR_LEARNING), Reading(names, GRADE_FOR_STAFF)

    def reads(self, name: str, *, as_staff: bool = False) -> None:
        page = self.window_of(name)
        page.wait_for_load_state()
        (self._for_staff if as_staff else self._for_learning).read(page.url, page.content())

    @property
    def too_hard(self) -> dict[str, float]:
        for reading in (self._for_learning, self._for_staff):
            reading.close()
        return {**self._for_learning.too_hard, **self._for_staff.too_hard}

    @property
    def too_long(self) -> set[str]:
        return self._for_learning.too_long | self._for_staff.too_long
