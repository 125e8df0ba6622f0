"""A reviewer tries every way out of a server that really runs, and learns nothing that is hidden from them.

The lines of the access rules, one by one: search, sorting, filters, exports, feeds, guessed addresses, errors, mail, what
other reviewers wrote, names of files and the facts inside a PDF. Bodies and headers are read whole.
"""

import io
import re
from collections.abc import Iterator
from uuid import UUID

import httpx
import pytest
from pypdf import PdfReader
from sqlmodel import col, select

from app.forms.decisions import Asking
from app.models.applications import Application
from app.models.files import File
from app.models.messages import Message
from app.services import reviews
from app.services.letters import letter
from tests.concurrency.crowds import CERTIFICATES, Crowd, Member, a_crowd
from tests.factories.applications import an_answered_draft
from tests.factories.files import CANARY, PAGE_WORDS, a_named_paper
from tests.factories.hidden import (
    EMAIL,
    FILE_NAME,
    HIDDEN,
    NAME,
    NOTE,
    OTHER_REVIEW,
    PHONE,
    PRIVATE,
    REDACTED,
    REMARK,
    WHY,
    WITHHELD,
    Planted,
    plant,
)
from tests.journeys.spying import unchanging, walked, whole
from tests.running import run_reactions

NOWHERE = "nowhere-is-this-word"
SEARCHED = (NAME, EMAIL, PHONE, PRIVATE, WHY, REDACTED, FILE_NAME, OTHER_REVIEW, NOTE, REMARK, WITHHELD)
NOT_THERE = UUID("00000000-0000-7000-8000-000000000000")

# What is hidden is planted first, whichever test comes first: one hidden word is a number that counts applications.
pytestmark = [pytest.mark.xdist_group("hidden-from-reviewers"), pytest.mark.usefixtures("planted")]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crowd]:
    with a_crowd(tmp_path_factory.mktemp("hidden"), processes=1) as crowd:
        yield crowd


@pytest.fixture(scope="module")
def planted(crowd: Crowd, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    return plant(crowd.work_as, crowd.stage, crowd.parts, tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def ravi(crowd: Crowd) -> Member:
    return crowd.member("ravi")


def met(answer: httpx.Response) -> list[str]:
    return [word for word in HIDDEN if word.lower() in whole(answer).lower()]


def a_papers_review(crowd: Crowd) -> UUID:
    """Noor sends a PDF as a browser does, her application is sent, and Ravi is asked to read it."""
    url, application_id = crowd.urls[0], an_answered_draft(crowd.work_as, of="noor")
    noor = crowd.member("noor")
    paper = {"file": (f"{CANARY}.pdf", a_named_paper(), "application/pdf")}
    place = f"{url}/applications/{application_id}/questions/work_sample/files"
    assert noor.post(place, {"description": ""}, files=paper).status_code == 303
    assert noor.post(f"{url}/applications/{application_id}/check", {}).status_code == 303
    with crowd.work_as("mei") as work:
        reviews.ask(work, work.db.get_one(Application, application_id), Asking(reviewers=[crowd.stage.id_of("ravi")]))
    return application_id


def test_f28_n31_no_page_that_links_lead_to_shows_what_is_hidden(crowd: Crowd, ravi: Member) -> None:
    shown = dict(walked(ravi, crowd.urls[0]))

    assert len([path for path in shown if path.startswith("/reviews")]) >= 4
    assert {path: words for path, answer in shown.items() if (words := met(answer))} == {}


@pytest.mark.parametrize("word", SEARCHED)
def test_f28_n31_searching_for_a_hidden_word_is_searching_for_no_word(crowd: Crowd, ravi: Member, word: str) -> None:
    def found(words: str) -> object:
        answer = ravi.get(f"{crowd.urls[0]}/reviews/search/results?words={words}")
        assert answer.status_code == 200
        status, headers, text = unchanging(answer, asked_for=words)
        return status, [header for header in headers if header[0] != "content-length"], text

    assert found(word) == found(NOWHERE)


@pytest.mark.parametrize("name", ["q", "words", "order", "sort", "name", "email", "person", "score", "status"])
def test_f28_n31_sorting_and_filtering_by_a_hidden_field_change_nothing(crowd: Crowd, ravi: Member, name: str) -> None:
    def listed(value: str) -> object:
        answer = ravi.get(f"{crowd.urls[0]}/reviews?show=all&{name}={value}")
        return unchanging(answer, asked_for=f"{name}={value}")[::2]

    plain = ravi.get(f"{crowd.urls[0]}/reviews?show=all")
    shapes = {str(listed(value)) for value in (NAME, EMAIL, "name", NOWHERE)}

    assert len(shapes) == 1
    assert plain.status_code == 200


def test_f28_n31_exports_and_the_managers_lists_are_closed_alike(crowd: Crowd, ravi: Member) -> None:
    for path in ("/decisions/together/export/csv", "/decisions/together/export/xlsx", "/decisions", "/lists"):
        answers = [ravi.get(f"{crowd.urls[0]}{path}?words={word}&order=score") for word in (NAME, PRIVATE, NOWHERE)]

        assert {answer.status_code for answer in answers} <= {403, 404}
        assert [words for answer in answers if (words := set(met(answer)) - {NAME, PRIVATE})] == []
        assert len({answer.text.count("<") for answer in answers}) == 1


def test_f28_n31_a_reviewers_own_feed_says_nothing_that_is_hidden(crowd: Crowd, ravi: Member) -> None:
    """Read as a calendar program reads it: by its address alone, without being signed in."""
    url = crowd.urls[0]
    made = ravi.post(f"{url}/my-calendar", {})
    address = re.search(r"/calendars/\w+", made.text)
    assert address is not None

    feed = httpx.get(f"{url}{address[0]}", verify=CERTIFICATES)

    assert (feed.status_code, feed.headers["content-type"].partition(";")[0]) == (200, "text/calendar")
    assert met(made) == met(feed) == []


def test_f28_n31_no_error_says_what_is_hidden(crowd: Crowd, ravi: Member, planted: Planted) -> None:
    """403, 404, 409 and 422, each in its own page with its own headers."""
    url, review = crowd.urls[0], f"{crowd.urls[0]}/reviews/{planted.review_id}"
    answers = [
        ravi.get(f"{url}/decisions/{planted.application_id}"),
        ravi.get(f"{url}/reviews/{planted.tied_review_id}"),
        ravi.post(f"{url}/reviews/{planted.tied_review_id}", {}),
        ravi.get(f"{url}/files/{planted.withheld_file_id}"),
        ravi.get(f"{url}/decisions"),
        ravi.post(review, {}),
        ravi.post(review, {"version": "99", "points_eye": "2", "because_eye": "Because"}),
        ravi.post(f"{review}/remarks", {"words": ""}),
        ravi.post(f"{review}/remarks", {"words": "Who is it?"}),
        ravi.post(f"{review}/conflict", {}),
        ravi.get(f"{url}/reviews/{NAME}"),
        ravi.get(f"{url}/reviews?show={NOWHERE}"),
    ]

    assert {answer.status_code for answer in answers} >= {403, 404, 422}
    assert {str(answer.url): words for answer in answers if (words := set(met(answer)) - {NAME})} == {}


def test_f28_n31_a_file_names_nobody_by_its_headers_or_its_address(
    crowd: Crowd, ravi: Member, planted: Planted
) -> None:
    file = f"{crowd.urls[0]}/files/{planted.file_id}"
    answers = [ravi.get(f"{file}{end}") for end in ("", "/content", "/viewer")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert [words for answer in answers if (words := met(answer))] == []
    assert "work-sample-1.pdf" in answers[0].headers["content-disposition"]


def test_f28_n31_a_pdf_that_a_reviewer_downloads_names_nobody(crowd: Crowd, ravi: Member) -> None:
    application_id = a_papers_review(crowd)
    with crowd.parts.work(writes=False) as work:
        file_id = work.db.scalars(select(File.id).where(col(File.application_id) == application_id)).one()

    sent = ravi.get(f"{crowd.urls[0]}/files/{file_id}")

    assert sent.status_code == 200
    assert CANARY not in whole(sent)
    paper = PdfReader(io.BytesIO(sent.content))
    assert (paper.metadata, paper.xmp_metadata) == (None, None)
    assert paper.pages[0].extract_text() == PAGE_WORDS


def test_f30_n31_what_others_wrote_appears_only_after_ones_own(crowd: Crowd, ravi: Member, planted: Planted) -> None:
    page = f"{crowd.urls[0]}/reviews/{planted.review_id}"
    before = [whole(ravi.get(f"{page}{end}")) for end in ("", "/remarks", "/conflict", "/abstention")]

    assert [word for word in (OTHER_REVIEW, NOTE, REMARK) for text in before if word in text] == []


def test_f28_n31_no_mail_to_a_reviewer_says_what_is_hidden(crowd: Crowd) -> None:
    run_reactions(crowd.parts)
    with crowd.parts.work(writes=False) as work:
        mine = select(Message).where(col(Message.person_id) == crowd.stage.id_of("ravi"))
        letters = [letter(work, message, crowd.urls[0]) for message in work.db.scalars(mine).all()]

    assert letters
    assert [word for word in HIDDEN for each in letters if word.lower() in f"{each.subject}{each.text}".lower()] == []


def test_f28_n31_the_hidden_words_are_there_for_those_who_may_read_them(crowd: Crowd, planted: Planted) -> None:
    """Words that nobody meets would prove nothing. Once Ravi has written his own, he reads what Sol wrote."""
    mei = crowd.member("mei")
    page = mei.get(f"{crowd.urls[0]}/decisions/{planted.application_id}").text
    redacted = mei.get(f"{crowd.urls[0]}/decisions/{planted.application_id}/redactions").text

    assert [word for word in (NAME, PRIVATE, REDACTED, OTHER_REVIEW, NOTE) if word not in page] == []
    assert WITHHELD in redacted
