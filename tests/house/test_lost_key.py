"""A lost key (KEY-03): as everybody of the cast, every page stands, and says where words stay closed."""

import json
import re
from collections import Counter
from html import unescape

import pytest
from structlog.testing import capture_logs

from app.core.vault import LOCKED
from tests.house.conftest import Demonstration
from tests.house.crawling import WALKERS, Met
from tests.losing import Lost, without_the_key

ELSEWHERE = "test_every_page holds the same pages to the standard"
BROKEN = 500
SEALED_TEXT = re.compile(r"\x1f|(demonstration|other)\.[A-Za-z0-9_-]{40}")
"""What a seal looks like: the sign before it, or the name of a key and what follows."""

PAPER, CLOSED_FILE = re.compile(r"^(/papers/[^/]+/file|/emergencies/[^/]+/papers/[^/]+)$"), 503
"""A file has no words beside which a sentence could stand: its address answers with a page that says so."""

PLANNED = re.compile(r"^/(plans/[^/]+/(cells|free|people|changes-by-hand)|my-days/[^/]+/(quieter|other-ways))")
"""Read against what people said about their days: without those words each answer would be wrong, so the page says so."""

SAID = (LOCKED, "about this paper cannot be opened right now.")
"""A paper says of its words which they are."""

MEET_SEALED_WORDS = {"ari", "asha", "mei", "noor"}
"""An applicant, an adviser, a manager and a trainee have pages for certain that need the key."""

SHORTEST = 20
"""Shorter words stand on pages by chance."""


@pytest.mark.parametrize("key", WALKERS)
def test_key03_without_the_key_every_page_stands_and_says_what_is_closed(
    demonstration: Demonstration, key: str
) -> None:
    """Of the pages that ask the vault for something: no other can be changed by a key."""
    pages = [met for met in demonstration.walked(key) if met.status == 200 and met.needs_key]
    client = demonstration.client(key)
    wrong, closed = [], 0

    with capture_logs() as lines, without_the_key(demonstration.web, demonstration.parts) as lost:
        for met in pages:
            lost.missed.clear()
            shown = client.get(met.path, unchecked_because=ELSEWHERE)
            is_sealed = showed_words(met, lost)
            closed += is_sealed
            may_close = PAPER.search(met.path) or PLANNED.search(met.path)
            is_told = may_close and shown.status == CLOSED_FILE
            if (shown.status >= BROKEN and not is_told) or SEALED_TEXT.search(shown.text):
                wrong.append(f"{met.path} answers {shown.status}: {shown.main[:200]}")
            elif is_sealed and not is_told and not any(sentence in shown.text for sentence in SAID):
                wrong.append(f"{met.path} leaves words away and says nothing: {showing(met, lost)}")

    alarms = Counter((line["table"], line["column"]) for line in lines if line["event"] == "vault_closed")
    assert pages or key not in MEET_SEALED_WORDS
    assert wrong == []
    assert alarms or not closed
    assert set(alarms.values()) <= {1}


def showed_words(met: Met, lost: Lost) -> bool:
    """Whether the page showed something with the key that stays closed without it."""
    return bool(showing(met, lost))


def showing(met: Met, lost: Lost) -> list[str]:
    page = folded(unescape(met.text))
    return [words for words in map(said, lost.missed) if len(words) >= SHORTEST and words in page]


def said(opened: str) -> str:
    """The words of what was sealed: texts as they are, and those that are one value of an answer."""
    value = json.loads(opened) if opened.startswith('"') else opened
    return folded(str(value))


def folded(text: str) -> str:
    return " ".join(text.split())
