"""Saving a look so that the very next page has it, Back included, and so that it can be put back."""

from typing import Any
from urllib.parse import parse_qsl

from fastapi import Response

from app.forms.filling import Filled
from app.forms.preferences import LookForm
from app.web.cookies import LOOK, YEAR_SECONDS
from app.web.looks import Look
from app.web.visits import Visit


def saved(visit: Visit, filled: Filled[LookForm], *, notice: str) -> Response:
    """Keep the look in a cookie too: it also holds before the next sign-in. Clearing the cache keeps Back honest."""
    look = _look(filled)
    answer = visit.to("preferences.show", before=visit.look.as_cookie or "default", notice=notice)
    visit.cookies.write(answer, LOOK, look.as_cookie, seconds=YEAR_SECONDS)
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def sampled(visit: Visit, filled: Filled[LookForm], view: object) -> Response:
    """Draw the page with the chosen look and save nothing."""
    visit.look = _look(filled)
    return visit.page("preferences/show.html", view, form=filled)


def before_of(visit: Visit) -> dict[str, str]:
    """The look before the last change, complete, so that one press puts it back."""
    before = visit.request.query_params.get("before", "")
    if not before:
        return {}
    changed: Any = Look().changed(dict(parse_qsl(before)))
    return dict(vars(changed))


def _look(filled: Filled[LookForm]) -> Look:
    return Look().changed({name: filled.text(name) for name in LookForm.model_fields})
