"""Looking at everything that a server sends over a real connection: whole answers, and what differs on each drawing."""

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
from bs4 import BeautifulSoup

from tests.client import MADE_ANEW
from tests.concurrency.crowds import Member
from tests.house.crawling import MOST_OF_A_KIND, MOST_PAGES, kind_of

OF_THE_MOMENT = frozenset({"date"})


def whole(answer: httpx.Response) -> str:
    """Everything that was sent: the status, every header, and the body, where that is text or holds any."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers.multi_items())
    return f"{answer.status_code}\n{headers}\n\n{answer.content.decode('latin-1')}\n{answer.text}"


def unchanging(answer: httpx.Response, *, asked_for: str = "") -> tuple[int, list[tuple[str, str]], str]:
    """The answer without what differs on every drawing, and without the word or id that was asked for."""

    def plain(text: str) -> str:
        return MADE_ANEW.sub("…", text.replace(asked_for, "…") if asked_for else text)

    headers = [(name, plain(value)) for name, value in answer.headers.multi_items() if name not in OF_THE_MOMENT]
    return answer.status_code, headers, plain(answer.text)


def walked(member: Member, url: str) -> Iterator[tuple[str, httpx.Response]]:
    """Each page that links lead to, at most three of a kind, with its path."""
    waiting, seen, kinds = ["/"], {"/"}, Counter[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = member.get(f"{url}{path}")
        yield path, answer
        for link in BeautifulSoup(answer.text, "html.parser").select("a[href]") if _is_page(answer) else ():
            target = str(link["href"]).partition("#")[0]
            kind = kind_of(urlsplit(target).path)
            if target.startswith("/") and target not in seen and kinds[kind] < MOST_OF_A_KIND:
                seen.add(target)
                kinds[kind] += 1
                waiting.append(target)


def _is_page(answer: httpx.Response) -> bool:
    return "text/html" in answer.headers.get("content-type", "")
