"""HTTP in, HTTP out. One module a noun; a route has at most four statements."""

from app.routes import about, demonstration, kept_forms, messages, people, preferences, sign_ins
from app.web.router import Pages

ALL_PAGES: tuple[Pages, ...] = (
    sign_ins.pages,
    people.pages,
    preferences.pages,
    messages.pages,
    kept_forms.pages,
    about.pages,
    demonstration.pages,
)
