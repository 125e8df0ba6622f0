"""No route without a policy, none that is not kebab-case, none that is untyped; and the count, so that none hides."""

import re
from typing import Any
from uuid import UUID

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.core.policy import POLICIES, Policy
from app.core.settings import Settings
from app.main import build, pages_for
from app.rules.ties import KNOW
from app.web.router import Page, Pages

KEBAB = re.compile(r"(/([a-z0-9]+(-[a-z0-9]+)*|\{[a-z_]+\}))*/?")


def routes_of(web: FastAPI) -> list[Any]:
    """FastAPI's routes are a tree; only its own walk sees every leaf."""
    contexts = (context.original_route for context in iter_route_contexts(web.routes))
    return [route for route in contexts if isinstance(route, APIRoute)]


def test_every_route_declares_exactly_one_policy(web: FastAPI, settings: Settings) -> None:
    found = [getattr(route.endpoint, "page", None) for route in routes_of(web)]
    declared = [page for page in found if isinstance(page, Page) and isinstance(page.policy, Policy)]

    assert len(declared) == len(found)
    assert sorted(page.name + page.method for page in declared) == sorted(
        p.name + p.method for p in pages_for(settings)
    )
    assert len(declared) >= 20


def test_a_planted_route_without_policy_is_refused() -> None:
    pages = Pages("planted")

    with pytest.raises(TypeError, match="has no policy"):
        pages.add_api_route("/planted", lambda: None)


def test_a_planted_path_that_begins_with_a_parameter_is_refused() -> None:
    """Nouns are told apart by the first word of a path."""
    pages = Pages("planted")

    with pytest.raises(ValueError, match="begins with a parameter"):
        pages.get("/{planted}", policy=KNOW)(lambda visit: visit)


def test_open_policies_give_their_reason(settings: Settings) -> None:
    open_to_all = [page.policy for page in pages_for(settings) if "anonymous" in page.policy.roles]

    assert open_to_all
    assert [policy.name for policy in open_to_all if not policy.reason] == []


def test_every_policy_guards_a_route_or_a_button(settings: Settings) -> None:
    """A permission that nothing asks is a permission that nobody keeps."""
    asked = {page.policy.name for page in pages_for(settings)}

    assert sorted(set(POLICIES) - asked) == []


def test_paths_are_kebab_case(settings: Settings) -> None:
    paths = [page.path for page in pages_for(settings)]

    assert [path for path in paths if not KEBAB.fullmatch(path)] == []


def test_names_and_addresses_are_unique(settings: Settings) -> None:
    pages = pages_for(settings)

    assert len({page.name for page in pages}) == len(pages)
    assert len({(page.method, page.path) for page in pages}) == len(pages)


def test_subjects_are_addressed_by_typed_ids(web: FastAPI) -> None:
    for route in routes_of(web):
        page: Page = route.endpoint.page
        if page.subject_parameter:
            kinds = {field.name: field.field_info.annotation for field in route.dependant.path_params}
            assert kinds[page.subject_parameter] is UUID, page.name


def test_demonstration_pages_do_not_exist_in_production(settings: Settings, parts: Any) -> None:
    production = settings.model_copy(update={"environment": "production"})

    web = build(production, parts)

    paths = {route.path for route in routes_of(web)}
    assert paths
    assert [path for path in paths if path.startswith("/demonstration")] == []
