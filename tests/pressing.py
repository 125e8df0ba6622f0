"""Pressing a button as a browser without script does: everything its form holds is sent to where the form says."""

from collections.abc import Mapping
from typing import Any

from bs4 import Tag

from tests.client import Client, Shown


def form_of(shown: Shown, button: str) -> Tag:
    """The form in which this button stands."""
    for form in shown.soup.find_all("form"):
        if any(" ".join(found.get_text(" ").split()) == button for found in form.find_all("button")):
            return form
    raise AssertionError(f"no button says {button}: {shown.main[:500]}")


def filled_in(form: Tag) -> dict[str, Any]:
    """What the form would send as it stands: its hidden values, texts and chosen answers."""
    sent: dict[str, Any] = {}
    for control in form.find_all(["input", "textarea"]):
        if control.get("type") in {"radio", "checkbox"} and control.get("checked") is None:
            continue
        name, value = control.get("name"), control.get("value", control.get_text())
        if name:
            sent.setdefault(str(name), []).append(value)
    return sent


def press(client: Client, shown: Shown, button: str, typed: Mapping[str, Any] | None = None, **headers: str) -> Shown:
    form = form_of(shown, button)
    data = {**filled_in(form), **(typed or {})}
    token = data.pop("csrf_token")[0]
    return client.post(str(form["action"]), data, token=token, headers=headers)
