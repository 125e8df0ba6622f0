"""A reviewer looks for what is hidden from them by every way out: words planted in hidden places appear nowhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.applications import Answer
from app.models.messages import Message
from app.rules.blueprints import Reader, blueprint_of, blueprints
from app.services.casting import Stage
from app.services.letters import letter
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.factories.accommodations import asked as asked_for
from tests.factories.decisions import a_review_of, a_work_sample, in_review
from tests.factories.hidden import (
    EMAIL,
    HIDDEN,
    NAME,
    NOTE,
    OTHER_REVIEW,
    PHONE,
    PRIVATE,
    REDACTED,
    WHY,
    WITHHELD,
    Planted,
    plant,
)
from tests.house.crawling import walk
from tests.running import run_reactions


@pytest.fixture
def planted(work_as: WorkAs, stage: Stage, parts: Parts, tmp_path: Path) -> Planted:
    return plant(work_as, stage, parts, tmp_path)


def whole(shown: Shown) -> str:
    """Everything that was sent: the text, the bytes of a file, the address and the other headers."""
    return f"{shown.answer.text}" + str(shown.answer.headers) + shown.location


def met(shown: Shown) -> list[str]:
    return [word for word in HIDDEN if word.lower() in whole(shown).lower()]


def everything_asked(client: Client, planted: Planted) -> Iterator[tuple[str, Shown]]:
    """Each way out that a reviewer could try, with what was answered."""
    review = f"/reviews/{planted.review_id}"
    for path, shown in walk(client):
        yield path, shown
    for path in (
        "/reviews?show=all&after=LUM-0001",
        "/reviews?show=all&order=name&sort=email",
        "/reviews?show=nonsense",
        "/reviews/next",
        f"{review}/remarks",
        f"{review}/conflict",
        f"{review}/abstention",
        f"/reviews/{planted.tied_review_id}",
        f"/decisions/{planted.application_id}",
        f"/decisions/{planted.application_id}/redactions",
        f"/applications/{planted.application_id}",
        f"/files/{planted.file_id}",
        f"/files/{planted.withheld_file_id}",
    ):
        yield path, client.get(path, unchecked_because="pages of problems are checked where they belong")
    for path, typed in (
        (review, {}),
        (review, {"version": "99", "points_eye": "9"}),
        (f"{review}/screening", {"passes": "yes"}),
        (f"{review}/remarks", {"words": "Who is it?"}),
        (f"{review}/conflict", {}),
        (f"/reviews/{planted.tied_review_id}", {}),
    ):
        yield f"POST {path}", client.post(path, typed, unchecked_because="only what leaks matters here")


def test_f28_no_way_out_shows_a_reviewer_what_is_hidden(
    as_: AsMember, planted: Planted, capfd: pytest.CaptureFixture[str]
) -> None:
    leaks = {path: words for path, shown in everything_asked(as_("ravi"), planted) if (words := met(shown))}

    assert leaks == {}
    assert [word for word in HIDDEN if word in "".join(capfd.readouterr())] == []


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("word", [NAME, EMAIL, PRIVATE, REDACTED, OTHER_REVIEW, "nothing-of-this-name"])
def test_f28_searching_sorting_and_filtering_tell_nothing(as_: AsMember, word: str) -> None:
    """The list is the same whatever is asked for beside its own filter, so that no answer can be told from another."""
    client = as_("ravi")
    plain = [row.get_text() for row in client.get("/reviews?show=all").soup.select("tbody tr")]

    for name in ("q", "search", "name", "order", "sort", "reference", "person", "email"):
        shown = client.get(f"/reviews?show=all&{name}={word}")
        assert [row.get_text() for row in shown.soup.select("tbody tr")] == plain


@pytest.mark.usefixtures("planted")
def test_f28_titles_and_addresses_name_nobody(as_: AsMember) -> None:
    pages = [shown for path, shown in walk(as_("ravi")) if path.startswith("/reviews")]

    assert len(pages) >= 4
    assert [page.title for page in pages if NAME in page.title or "Bea" in page.title] == []


def test_f25_the_page_of_a_review_shows_the_work_and_nobodys_name(as_: AsMember, planted: Planted) -> None:
    shown = as_("ravi").get(f"/reviews/{planted.review_id}")

    assert shown.status == 200
    assert "My aunt [hidden] paints." in shown.main
    assert [word for word in ("Lindqvist", NAME, EMAIL, PHONE) if word.lower() in whole(shown).lower()] == []
    assert re.findall(r"\bBea\b", whole(shown)) == []


def test_n31_no_adjustment_is_shown_nor_that_there_is_one(as_: AsMember, work_as: WorkAs) -> None:
    """The page of somebody who asked for an adjustment is the page of somebody who did not, but for the words given."""
    with_one = in_review(work_as, of="noor")
    asked_for(work_as, of="bea", words=WHY)
    without = in_review(work_as, of="bea")
    client = as_("ravi")

    shapes = [
        [tag.name for tag in client.get(f"/reviews/{a_review_of(work_as, each, by='ravi')}").soup.find_all(True)]
        for each in (with_one, without)
    ]

    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("key", sorted(blueprints()))
def test_f27_a_question_that_reviewers_may_not_read_reaches_none(as_: AsMember, work_as: WorkAs, key: str) -> None:
    who, reviewer, manager = {"lumina": ("bea", "ravi", "mei"), "post-production": ("zoe", "kit", "asha")}[key]
    application_id = in_review(work_as, of=who, by=(reviewer,), manager=manager, programme=key)
    hidden = [q.key for q in blueprint_of(key).questions if Reader.REVIEWER not in q.readers]
    with work_as(None) as work:
        answers = select(Answer).where(col(Answer.application_id) == application_id, col(Answer.question).in_(hidden))
        for number, answer in enumerate(work.db.scalars(answers)):
            answer.value, answer.wording = f"hiddenanswer{number}", f"hiddenwording{number}"

    shown = as_(reviewer).get(f"/reviews/{a_review_of(work_as, application_id, by=reviewer)}")

    assert hidden
    assert "hiddenanswer" not in whole(shown)
    assert "hiddenwording" not in whole(shown)


def test_f29_what_was_not_given_to_a_reviewer_is_not_there(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("sol",))
    file_id = a_work_sample(work_as, application_id)

    assert as_("ravi").get(f"/reviews/{a_review_of(work_as, application_id, by='sol')}").status == 404
    assert as_("ravi").get(f"/files/{file_id}").status == 404
    assert "LUM-0001" not in as_("ravi").get("/reviews?show=all").text


@pytest.mark.usefixtures("planted")
def test_f28_no_letter_to_a_reviewer_names_anybody(work_as: WorkAs, parts: Parts) -> None:
    run_reactions(parts)
    with work_as("ravi") as work:
        messages = work.db.scalars(select(Message).where(col(Message.person_id) == work.actor.person_id)).all()
        letters = [letter(work, message, "https://cleanplate.test") for message in messages]

    assert letters
    assert [word for word in HIDDEN for each in letters if word in each.subject + each.text] == []


def test_the_hidden_words_are_there_for_those_who_may_read_them(as_: AsMember, planted: Planted) -> None:
    """Words that nobody meets would prove nothing."""
    page = as_("mei").get(f"/decisions/{planted.application_id}").text
    listed = as_("mei").get(f"/decisions/{planted.application_id}/redactions").text

    seen = [NAME, PRIVATE, REDACTED, OTHER_REVIEW, NOTE]
    assert [word for word in seen if word not in page] == []
    assert WITHHELD in listed
