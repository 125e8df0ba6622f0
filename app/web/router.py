"""The house router: a page cannot be written without its policy, and is guarded, worked and committed in one place.

A route is a plain function `(visit, subject, …)`. The router loads the subject through the policy's `visible_to`, asks
the policy, and commits before the answer leaves. One function, one thread: no dependency that finishes after the
response was sent, and no hop between threads for each of its parts.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from sqlalchemy import Select
from sqlalchemy.orm import Session
from starlette.routing import Match
from starlette.types import Scope

from app.core.errors import Forbidden, Missing
from app.core.policy import Denied, Policy
from app.core.work import Work
from app.rules.sign_ins import Limit
from app.services import rates
from app.web.arriving import FileLimit
from app.web.bodies import Body, reader
from app.web.opening import answer_visit
from app.web.proving import asked_first
from app.web.visits import Visit

View = Callable[..., Response]
Examples = Callable[[Session, Any], Mapping[str, str] | None]
"""Values for the further parameters of a path in the demonstration, or None where this subject does not fit."""

LimitOf = Callable[[Mapping[str, str]], Limit | None]
"""How often one person may ask for a page with this query, or None where that is not counted."""


HASHED = (
    "Only the mail or page that gave this address out knows it, and what is stored is its hash. This one has ended."
)
"""Why the example address of a private link answers that it is over."""


def ended_link(_db: Session, _subject: object) -> Mapping[str, str]:
    return {"token": "ended"}


@dataclass(frozen=True)
class Page:
    """What is known of one route: printed by `routes`, checked by the house tests.

    `example_is_over` says why its example address answers with 404: a link that works once is in nobody's hands.
    """

    name: str
    method: str
    path: str
    policy: Policy
    view: View
    examples: Examples | None
    only_demonstration: bool
    writes: bool
    takes_file: FileLimit | None = None
    proves: bool = False
    limit: LimitOf | None = None
    example_is_over: str = ""

    @property
    def subject_parameter(self) -> str | None:
        """The first parameter of the path names the subject, where the policy has one."""
        if self.policy.subject is None:
            return None
        return self.path.partition("{")[2].partition("}")[0]


class Pages(APIRouter):
    """The pages of one noun. `get` and `post` replace FastAPI's own and require `policy`."""

    def __init__(self, noun: str, *, only_demonstration: bool = False) -> None:
        super().__init__(include_in_schema=False)
        self.noun = noun
        self.pages: list[Page] = []
        self.only_demonstration = only_demonstration
        self._first_words: set[str] = set()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """FastAPI asks each noun, and each noun each of its pages; most nouns say no by the first word of the path."""
        if _first_word(scope["path"]) not in self._first_words:
            return Match.NONE, {}
        return super().matches(scope)

    def get(  # type: ignore[override]  # a policy is required here, and FastAPI knows none
        self,
        path: str,
        *,
        policy: Policy,
        examples: Examples | None = None,
        writes: bool = False,
        proves: bool = False,
        limit: LimitOf | None = None,
        example_is_over: str = "",
    ) -> Callable[[View], View]:
        """A page. `writes` is for one whose reading is itself recorded, so that it takes the write lock at once.

        `proves` asks for a proof of who somebody is that is at most 15 minutes old, and then leads back here.
        `limit` is for what is dear to answer.
        """
        return self._page(
            "GET", path, policy, examples, writes=writes, takes_file=None, proves=proves, limit=limit,
            example_is_over=example_is_over,
        )  # fmt: skip

    def post(  # type: ignore[override]  # as for get
        self,
        path: str,
        *,
        policy: Policy,
        examples: Examples | None = None,
        takes_file: FileLimit | None = None,
        proves: bool = False,
        example_is_over: str = "",
    ) -> Callable[[View], View]:
        """An act. With `takes_file` a file may come with it; it is streamed to the disk.

        `takes_file` says how many bytes a file of this name may have, none when it is of no kind that this page takes.

        With `proves` what was typed is kept while the proof is asked for.
        """
        return self._page(
            "POST", path, policy, examples, writes=True, takes_file=takes_file, proves=proves,
            example_is_over=example_is_over,
        )  # fmt: skip

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        if not isinstance(getattr(endpoint, "page", None), Page):
            raise TypeError(f"{path} has no policy: write it with pages.get or pages.post")
        if "{" in (first := _first_word(path)):
            raise ValueError(f"{path} begins with a parameter, so that pages of other nouns could not be told from it")
        self._first_words.add(first)
        super().add_api_route(path, endpoint, **options)

    def _page(
        self,
        method: str,
        path: str,
        policy: Policy,
        examples: Examples | None,
        *,
        writes: bool,
        takes_file: FileLimit | None,
        proves: bool,
        limit: LimitOf | None = None,
        example_is_over: str = "",
    ) -> Callable[[View], View]:
        def remember(view: View) -> View:
            name, only = f"{self.noun}.{view.__name__}", self.only_demonstration
            page = Page(
                name, method, path, policy, view, examples, only, writes, takes_file, proves, limit, example_is_over
            )
            self.pages.append(page)
            self.add_api_route(path, _endpoint(page), methods=[method], name=name, response_model=None)
            return view

        return remember


def _first_word(path: str) -> str:
    return path.removeprefix("/").partition("/")[0]


def _endpoint(page: Page) -> Callable[..., Response]:
    """What FastAPI calls: the request, the body of an unsafe request, and the path's typed parameters."""
    wanted = list(inspect.signature(page.view).parameters.values())
    has_subject = page.policy.subject is not None
    extra = wanted[2 if has_subject else 1 :]

    def endpoint(request: Request, **given: Any) -> Response:
        body = given.pop("body", Body())
        return answer_visit(request, body, lambda visit: _answer(page, visit, given), writes=page.writes)

    parameters = [_parameter("request", Request)]
    if page.method != "GET":
        parameters.append(_parameter("body", Annotated[Body, Depends(reader(takes_file=page.takes_file))]))
    if page.subject_parameter:
        parameters.append(_parameter(page.subject_parameter, UUID))
    parameters += [_parameter(part.name, part.annotation) for part in extra]
    endpoint.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]  # FastAPI reads it
    endpoint.page = page  # type: ignore[attr-defined]  # the house tests read it
    return endpoint


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=kind)


def _answer(page: Page, visit: Visit, given: dict[str, Any]) -> Response:
    if page.subject_parameter is None:
        _guard(page.policy, visit.work, None)
        _limited(page, visit)
        return _asked(page, visit) or page.view(visit, **given)
    subject = find_subject(visit.work, page.policy, given.pop(page.subject_parameter))
    if page.method != "GET":
        _hold(visit.work, subject)
    _guard(page.policy, visit.work, subject)
    _limited(page, visit)
    return _asked(page, visit) or page.view(visit, subject, **given)


def _limited(page: Page, visit: Visit) -> None:
    """Refuse what was asked for too often. It is counted once the answer is there, in a work of its own, so that a
    page that only reads takes no lock that writers wait for.
    """
    limit = page.limit(_first_of_each(visit)) if page.limit else None
    if limit is not None:
        visit.counted, visit.counted_by = limit, _whom(visit)
        rates.check(visit.work, limit, visit.counted_by)


def _whom(visit: Visit) -> str:
    """The secret of an address that is its own permission, or else the person who asks."""
    return str(visit.request.path_params.get("token") or visit.work.actor.person_id)


def _first_of_each(visit: Visit) -> dict[str, str]:
    """Each name with its first value that says something, as forms read it: an empty one behind it hides nothing."""
    items = visit.request.query_params.multi_items()
    return {name: value for name, value in reversed(items) if value.strip()}


def _asked(page: Page, visit: Visit) -> Response | None:
    return asked_first(visit) if page.proves else None


def _hold(work: Work, subject: Any) -> None:
    """Keep the row for this work and read it as it is now: of two moves at the same moment the second sees the first."""
    held = work.db.get(type(subject), subject.id, with_for_update=True, populate_existing=True)
    if held is None:
        raise Missing


def find_subject(work: Work, policy: Policy, subject_id: UUID) -> Any:
    """The subject, if it exists for this actor. Not yours is the same answer as not there; only the log knows which."""
    assert policy.visible_to is not None  # noqa: S101 - a policy with a subject has it
    assert policy.subject is not None  # noqa: S101
    visible: Select[Any] = policy.visible_to(work.actor)
    subject = work.db.scalars(visible.where(policy.subject.id == subject_id)).one_or_none()  # type: ignore[attr-defined]  # every subject has an id
    if subject is None:
        is_there = work.db.get(policy.subject, subject_id) is not None
        raise Missing(**{"policy": policy.name} if is_there else {})
    return subject


def _guard(policy: Policy, work: Work, subject: object) -> None:
    verdict = policy.permits(work.actor, subject)
    if isinstance(verdict, Denied):
        raise Forbidden(verdict.sentence or None, policy=policy.name)
