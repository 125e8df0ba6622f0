"""Work samples in the real product: a large one streams, a broken one is continued, and each kind is seen in the page."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page, Route
from sqlmodel import select

from app.models.files import File
from tests.browser import cutting as cut
from tests.browser.conftest import enter, window
from tests.browser.finding import whole
from tests.browser.serving import Server, served
from tests.browsing import OPTIONS
from tests.factories.files import a_paper
from tests.factories.videos import an_mp4, box
from tests.stories import Stories

MEGABYTE = 1_000_000
MOST_GROWTH = 40 * MEGABYTE
FRESH_PEAK = "5"
BOUNDARY = "----words"


@pytest.fixture(scope="module")
def own_server(stories: Stories, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A product of its own, because files are added to it."""
    with served(tmp_path_factory.mktemp("samples"), stories) as running:
        yield running


def memory(server: Server, field: str) -> int:
    """Bytes that the process of the server holds (`VmRSS`), or held at most since the peak was reset (`VmHWM`)."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(field))
    return int(line.split()[1]) * 1024


@contextmanager
def signed_in(server: Server, name: str) -> Iterator[httpx.Client]:
    headers = {"Sec-Fetch-Site": "same-origin"}
    with httpx.Client(base_url=server.url, headers=headers, follow_redirects=True, timeout=120) as client:
        page = BeautifulSoup(client.get("/demonstration").text, "html.parser")
        form = next(form for form in page.select("form") if f"Sign in as {name}" in form.get_text())
        client.post(str(form["action"]), data={str(i["name"]): str(i.get("value", "")) for i in form.select("[name]")})
        yield client


def question_of(client: httpx.Client) -> tuple[str, str]:
    """Where a file is added to this person's application, and the token for it. What another test left there goes."""
    home = BeautifulSoup(client.get("/").text, "html.parser")
    application = next(str(a["href"]) for a in home.select("a[href^='/applications/']")).split("/")[2]
    page = client.get(f"/applications/{application}/parts/your_work/questions/work_sample").text
    token = str(BeautifulSoup(page, "html.parser").select("input[name=csrf_token]")[0]["value"])
    for link in BeautifulSoup(page, "html.parser").select("main a[href$='/removal']"):
        client.post(str(link["href"]), data={"csrf_token": token})
    return f"/applications/{application}/questions/work_sample/files", token


def a_long_video(megabytes: int) -> Iterator[bytes]:
    """An MP4 whose pictures alone are so large; it is never whole in the memory of this test either."""
    whole = an_mp4(picture=b"")
    head = whole[: whole.index(box("mdat"))]
    yield head + (megabytes * MEGABYTE + 8).to_bytes(4) + b"mdat"
    for _ in range(megabytes):
        yield bytes(MEGABYTE)


def body(token: str, video: Iterator[bytes]) -> Iterator[bytes]:
    for name, value in (("csrf_token", token), ("description", "A street")):
        yield f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    disposition = 'Content-Disposition: form-data; name="file"; filename="reel.mp4"'
    yield f"--{BOUNDARY}\r\n{disposition}\r\nContent-Type: video/mp4\r\n\r\n".encode()
    yield from video
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


def send(client: httpx.Client, megabytes: int) -> httpx.Response:
    path, token = question_of(client)
    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    return client.post(path, content=body(token, a_long_video(megabytes)), headers=headers)


def test_memory_stays_flat_while_a_large_video_arrives(own_server: Server) -> None:
    with signed_in(own_server, "Ari") as client:
        client.get("/")
        Path(f"/proc/{own_server.pid}/clear_refs").write_text(FRESH_PEAK)
        before = memory(own_server, "VmRSS")

        answer = send(client, 199)

    grown = memory(own_server, "VmHWM") - before
    assert answer.status_code == 200
    assert "Your file is added." in answer.text
    assert max(file.stat().st_size for file in (own_server.folder / "files").iterdir()) > 199 * MEGABYTE
    assert grown < MOST_GROWTH
    assert list((own_server.folder / "incoming").iterdir()) == []


def test_one_that_is_too_large_leaves_nothing_on_the_disk(own_server: Server) -> None:
    files = own_server.folder / "files"
    before = set(files.iterdir())

    with signed_in(own_server, "Ari") as client:
        answer = send(client, 205)

    assert answer.status_code == 413
    assert "This is larger than we can take here." in answer.text
    assert set(files.iterdir()) <= before  # what somebody took out before may go meanwhile
    assert list((own_server.folder / "incoming").iterdir()) == []


def open_question(page: Page, server: Server) -> None:
    """The page where a file is added, without the file that another test may have left there."""
    application = page.locator("main a[href^='/applications/']").first.get_attribute("href") or ""
    page.goto(f"{server.url}/applications/{application.split('/')[2]}/parts/your_work/questions/work_sample")
    remove = page.get_by_role("link", name="Remove this file")
    if remove.count():
        remove.click()
        page.get_by_role("button", name="Remove this file").click()


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """Forty megabytes: three pieces."""
    path = tmp_path / "reel.mp4"
    path.write_bytes(b"".join(a_long_video(40)))
    return path


def test_one_that_breaks_is_continued_after_a_reload(browser: Browser, own_server: Server, large: Path) -> None:
    context = window(browser)
    page = context.new_page()
    enter(page, own_server, "Ari Novak")
    open_question(page, own_server)
    sent: list[str] = []

    def break_after_the_first(route: Route) -> None:
        sent.append(route.request.url)
        route.continue_() if len(sent) == 1 else route.abort()

    page.route("**/pieces", break_after_the_first)
    page.clock.install()
    page.get_by_label("Choose a file").set_input_files(large)
    page.get_by_role("button", name="Add this file").click()
    cut.tries_until(page, "The connection broke. 16 of 41 MB are here.")
    page.unroute("**/pieces")
    page.reload()
    page.get_by_text("16 of 41 MB of reel.mp4 are here. Choose the same file to continue.").wait_for()
    page.get_by_label("Choose a file").set_input_files(large)
    page.get_by_role("button", name="Add this file").click()
    page.get_by_text("Your file is added.").wait_for(timeout=cut.LOOKED_INTO_WITHIN_MS)

    assert page.get_by_role("link", name="See reel.mp4").is_visible()
    context.close()


def test_a_paper_is_added_without_script_and_read_in_the_page(
    browser: Browser, own_server: Server, tmp_path: Path
) -> None:
    (tmp_path / "notes.pdf").write_bytes(a_paper())
    plain = window(browser, scripts=False)
    page = plain.new_page()
    enter(page, own_server, "Ari Novak")
    open_question(page, own_server)
    page.get_by_label("Choose a file").set_input_files(tmp_path / "notes.pdf")
    page.get_by_role("button", name="Add this file").click()
    page.get_by_role("link", name="See notes.pdf").click()
    with_viewer = browser.browser_type.launch(executable_path=whole(), args=OPTIONS)
    context = window(with_viewer, storage_state=plain.storage_state())
    reading, complaints = context.new_page(), list[str]()
    reading.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    reading.goto(page.url)

    pages = reading.locator("iframe.work-pages")
    assert pages.bounding_box()
    assert [frame.url.partition("#")[0] for frame in reading.frames[1:]][:1] == [
        f"{own_server.url}{(pages.get_attribute('src') or '').partition('#')[0]}"
    ]
    assert complaints == []
    for opened in (plain, context, with_viewer):
        opened.close()


def test_a_video_is_still_until_it_is_asked_to_play(browser: Browser, own_server: Server) -> None:
    context = window(browser)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/content") else None)
    enter(page, own_server, "Mei Tanaka")
    page.goto(own_server.url + the_video(own_server))
    video = page.locator("video")

    assert video.evaluate("video => [video.paused, video.currentTime, video.autoplay]") == [True, 0, False]
    assert asked == []
    video.evaluate("video => { video.muted = true; return video.play(); }")
    page.wait_for_function("() => document.querySelector('video').currentTime > 0.2")

    assert asked
    context.close()


def the_video(server: Server) -> str:
    """The address of the demonstration's one video."""
    with server.reading() as db:
        (file_id,) = [file.id for file in db.scalars(select(File)) if file.name == "walk.webm"]
    return f"/files/{file_id}/viewer"
