"""A whole application of more than 25 questions and two files, done in a real browser in three ways: nothing is lost."""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from app.models.applications import ApplicationStatus
from tests.browser import cutting as cut
from tests.browser import long_form as form
from tests.browser import walking as walk
from tests.browser.conftest import window
from tests.browser.hands import Keyboard, Pointer
from tests.browser.serving import Server, served
from tests.factories.files import a_paper
from tests.factories.videos import an_mp4, box
from tests.stories import Stories

pytestmark = pytest.mark.xdist_group("long application")

PAGES = 3
MEGABYTE = 1_000_000
MANY = 25


@pytest.fixture(scope="module")
def own_server(stories: Stories, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A product of its own, because it is written to, and killed."""
    with served(tmp_path_factory.mktemp("long"), stories) as running:
        yield running


@pytest.fixture
def files(tmp_path: Path) -> Mapping[str, Path]:
    notes = tmp_path / "shots.pdf"
    notes.write_bytes(a_paper(lambda writer: [writer.add_blank_page(100, 100) for _ in range(PAGES - 1)]))
    return {"piece": form.a_street(tmp_path / "street.png"), "notes": notes}


@pytest.fixture
def reel(tmp_path: Path) -> Path:
    """Forty megabytes: three pieces, no two alike."""
    whole = an_mp4(picture=b"")
    head = whole[: whole.index(box("mdat"))]
    path = tmp_path / "reel.mp4"
    with path.open("wb") as out:
        out.write(head + (40 * MEGABYTE + 8).to_bytes(4) + b"mdat")
        for number in range(40):
            out.write(bytes([number]) * MEGABYTE)
    return path


def assert_nothing_is_lost(server: Server, email: str, met: list[str], files: Mapping[str, Path]) -> None:
    stored = form.stored_by(server, email)
    assert stored.status is ApplicationStatus.RECEIVED
    assert len(form.ANSWERS) + len(form.FILES) > MANY
    assert dict.fromkeys(met).keys() == form.every_question()
    assert stored.answers == {key: said.stored for key, said in form.ANSWERS.items()}
    assert stored.drafts == []
    assert {key: (kept.name, kept.description) for key, kept in stored.files.items()} == {
        key: (path.name, form.DESCRIPTIONS[key]) for key, path in files.items()
    }
    for key, path in files.items():
        if key != "notes":  # a document is written anew without the name of who made it; its pages are compared below
            assert form.is_kept_whole(stored.files[key], path), key
    assert form.pages_in(stored.files["notes"].content) == PAGES


def test_a_whole_application_by_keyboard_alone(browser: Browser, own_server: Server, files: Mapping[str, Path]) -> None:
    context = window(browser)
    hands, email = Keyboard(context.new_page()), "keyboard@example.org"

    walk.signs_in(hands, own_server, email)
    walk.begins(hands)
    met = walk.answers_everything(hands, files, {"age": walk.forgets_and_is_led_back})
    walk.sends(hands)

    assert_nothing_is_lost(own_server, email, met, files)
    context.close()


def test_a_whole_application_without_scripts(browser: Browser, own_server: Server, files: Mapping[str, Path]) -> None:
    context = window(browser, scripts=False)
    hands, email = Pointer(context.new_page()), "plain@example.org"

    walk.signs_in(hands, own_server, email)
    walk.begins(hands)
    met = walk.answers_everything(hands, files, {"draws_you": cut.without_a_script})
    walk.sends(hands)

    assert_nothing_is_lost(own_server, email, met, files)
    context.close()


def test_a_whole_application_with_the_connection_cut(
    browser: Browser, own_server: Server, files: Mapping[str, Path], reel: Path
) -> None:
    """In a sentence, while the server is killed, in a file of three pieces, and before a file of one."""
    context = window(browser)
    hands, email = Pointer(context.new_page()), "cut@example.org"
    sent = {**files, "piece": reel}
    cuts: walk.Instead = {
        "draws_you": cut.in_a_sentence,
        "seen_this_way": partial(cut.server_is_killed, server=own_server),
        "piece": partial(cut.in_a_large_file, path=reel),
        "notes": partial(cut.before_a_file, path=files["notes"]),
    }

    walk.signs_in(hands, own_server, email)
    walk.begins(hands)
    met = walk.answers_everything(hands, sent, cuts)
    walk.sends(hands)

    assert_nothing_is_lost(own_server, email, met, sent)
    context.close()
