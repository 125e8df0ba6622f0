"""One visit: the request, its work, and the ways to answer it. Routes receive it first."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from app.adapters.parts import Parts
from app.adapters.wordings import SOURCE_LANGUAGE, spoken, translated
from app.core.errors import TooMany
from app.core.words import Sentence
from app.core.work import Work
from app.forms.asking import Form
from app.forms.files import Arrived
from app.forms.filling import WHOLE_FORM, Filled
from app.models.people import Person
from app.rules.consents import CHANGED, PURPOSES
from app.rules.sign_ins import Limit
from app.services.contacts import NOBODY_KNOWN, contact_of
from app.services.sign_ins import Signed
from app.web import tokens
from app.web.bodies import Body
from app.web.cookies import BROWSER, NOTICE, VISITOR, Cookies
from app.web.headers import content_policy
from app.web.looks import Look
from app.web.navigation import Link, places_for
from app.web.networks import network_of
from app.web.render import Contact, Pencil, Screen
from app.web.statics import SCRIPT
from app.web.staying import staying_of

F = TypeVar("F", bound=Form)

TOKEN_FIELD = "csrf_token"  # noqa: S105 - the name of a field
TOKEN_HEADER = "X-CSRF-Token"  # noqa: S105 - the name of a header
YES_FIELD = "yes_to"
"""The version of the words beside a button that says yes to them."""


@dataclass(frozen=True)
class Front:
    """What every visit shares; kept on the application's state."""

    parts: Parts
    pencil: Pencil
    cookies: Cookies


@dataclass
class Visit:
    """What a route needs to read, act and answer. `work` is open; it is committed before the answer leaves."""

    request: Request
    parts: Parts
    pencil: Pencil
    cookies: Cookies
    work: Work
    signed: Signed
    look: Look
    visitor: str
    body: Body
    is_offline: bool = False
    said: str = ""
    """The notice that the answer carries, to be said once on arrival."""
    is_put_off: bool = False
    """Whether the answer only leads to a proof, so that this very form may still be sent."""
    counted: Limit | None = None
    """Which limit this page counts towards once it is answered, and for whom."""
    counted_by: str = ""

    @property
    def me(self) -> Person:
        """The person who is signed in; only for pages whose policy needs somebody signed in."""
        assert self.signed.person is not None  # noqa: S101 - the guard has checked
        return self.signed.person

    @property
    def session(self) -> str:
        """What the form token is tied to: the sign-in, or the visitor's own cookie before it."""
        return str(self.signed.sign_in.id) if self.signed.sign_in else self.visitor

    @property
    def browser(self) -> str:
        """The long-lived cookie of a browser that somebody signed in with; empty in a new one."""
        return self.cookies.read(self.request, BROWSER)

    def is_ours(self, session: str) -> bool:
        """Whether this request carries a form token that was drawn for `session`."""
        token = self.request.headers.get(TOKEN_HEADER) or self.body.one(TOKEN_FIELD)
        return tokens.fits(self.parts.settings.secret_key, session, token)

    def read(self, kind: type[F]) -> Filled[F]:
        """The body as this form, tidied and checked."""
        return Filled.read(kind, self.body.typed)

    def read_with_yes(self, kind: type[F], purpose: str) -> Filled[F]:
        """The same for a button that also says yes: a page whose words changed since it was drawn says yes to nothing."""
        filled = self.read(kind)
        seen = self.body.one(YES_FIELD)
        if seen and seen != str(PURPOSES[purpose].version):
            filled.errors[WHOLE_FORM] = Sentence(CHANGED)
        return filled

    def asked(self, kind: type[F]) -> Filled[F]:
        """The query of a GET page as this form: filters and pages by key."""
        asked: dict[str, list[str]] = {}
        for name, value in self.request.query_params.multi_items():
            asked.setdefault(name, []).append(value)
        return Filled.read(kind, asked)

    def upload(self, name: str) -> Arrived | None:
        return self.body.uploads.get(name)

    def page(self, template: str, view: Any, *, form: Filled[Any] | None = None, status: int | None = None) -> Response:
        """Draw a view. A form with errors answers 422; htmx gets the block that it names as its target."""
        refusal = form.refusal if form is not None else None
        status = status or (refusal.status if refusal else 422 if form is not None and form.errors else 200)
        answer = self._draw(template, view, {"view": view, "form": form}, form=form, status=status)
        if isinstance(refusal, TooMany):
            answer.headers["Retry-After"] = str(refusal.seconds)
        return answer

    def problem(self, template: str, view: Any, *, status: int) -> Response:
        """Draw a problem page; its templates read `problem` where others read `view`."""
        return self._draw(template, view, {"problem": view}, form=None, status=status)

    def to(self, name: str, /, *, notice: str | None = None, **params: object) -> Response:
        """Go to a named page: 303 for the browser, HX-Location for htmx. `notice` is said once on arrival."""
        return self.to_path(self.pencil.path_for(name, **params), notice=notice)

    def to_path(self, path: str, *, notice: str | None = None) -> Response:
        answer: Response
        if self.is_htmx:
            answer = Response(status_code=200, headers={"HX-Redirect": path})
        else:
            answer = RedirectResponse(path, status_code=303)
        if notice:
            self.said = notice
            self.cookies.write(answer, NOTICE, notice.encode().hex(), seconds=60)
        return self._with_visitor(answer)

    def public_address(self, name: str, /, **params: object) -> str:
        """The whole address of a named page, to be given to somebody; from the settings, never from the request."""
        return self.parts.settings.public_url + self.pencil.path_for(name, **params)

    def download(self, content: bytes, *, media_type: str, name: str) -> Response:
        """A file for keeping. `name` is ours, never a person's words."""
        return Response(
            content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )

    @property
    def address(self) -> str:
        """Where the request comes from, for counting tries; uvicorn believes proxies only where it is told to."""
        return network_of(self.request.client.host) if self.request.client else ""

    @property
    def address_asked(self) -> str:
        """The path of this request with its query, to come back to."""
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    @property
    def is_htmx(self) -> bool:
        headers = self.request.headers
        return "hx-request" in headers and "hx-history-restore-request" not in headers

    def _draw(
        self, template: str, view: Any, context: dict[str, Any], *, form: Filled[Any] | None, status: int
    ) -> Response:
        screen = self._screen(view, form)
        html = self.pencil.draw(template, screen, context, block=self._wanted_block())
        answer = HTMLResponse(html, status_code=status)
        answer.headers["Content-Security-Policy"] = content_policy(screen.nonce, embeds=getattr(view, "embeds", False))
        answer.headers["Vary"] = "HX-Request, HX-Target"
        return self._with_visitor(answer)

    def _wanted_block(self) -> str | None:
        if not self.is_htmx:
            return None
        return self.request.headers.get("hx-target", "").rpartition("#")[2] or None

    def _screen(self, view: Any, form: Filled[Any] | None) -> Screen:
        nonce = self.parts.entropy.random_bytes(16).hex()
        actor = self.work.actor
        return Screen(
            title=spoken(view.title),
            part=spoken(getattr(view, "part", None)) or None,
            lang=SOURCE_LANGUAGE,
            nonce=nonce,
            csrf=tokens.make(self.parts.settings.secret_key, self.session, self.parts.entropy),
            form_key=getattr(view, "form_key", "") or self.parts.entropy.random_bytes(12).hex(),
            settings=self.look,
            actor=actor if actor.is_signed_in else None,
            navigation=self._navigation(),
            contact=self._contact(),
            notice=self._notice() or None,
            errors=form.summary if form is not None else (),
            is_demo=self.parts.settings.is_demonstration,
            path=self.request.url.path,
            crumb=self._crumb(view),
            staying=staying_of(self.signed, self.work.now),
            script=getattr(view, "script", SCRIPT),
        )

    def _contact(self) -> Contact:
        found = NOBODY_KNOWN if self.is_offline else contact_of(self.work)
        return Contact(
            name=found.name,
            role=spoken(found.role),
            email=found.email or parseaddr(self.parts.settings.mail_from)[1],
            phone=found.phone or None,
            replies=translated(found.replies, name=found.name) if found.name else "",
        )

    def _navigation(self) -> list[Link]:
        path = self.request.url.path
        places = places_for(self.work.actor)
        links = [(spoken(place.label), self.pencil.path_for(place.route)) for place in places]
        return [Link(label, address, is_current=path == address) for label, address in links]

    def _crumb(self, view: Any) -> Link | None:
        """One link back up: a view may name it as `crumb = (label, route name, parameters)`."""
        crumb = getattr(view, "crumb", None)
        if crumb is None:
            return None
        label, name, params = crumb
        return Link(spoken(label), self.pencil.path_for(name, **params))

    def _notice(self) -> str:
        raw = self.cookies.read(self.request, NOTICE)
        try:
            return spoken(bytes.fromhex(raw).decode())
        except ValueError:
            return ""

    def _with_visitor(self, answer: Response) -> Response:
        if self.visitor and not self.signed.sign_in and not self.cookies.read(self.request, VISITOR):
            self.cookies.write(answer, VISITOR, self.visitor)
        if self.cookies.read(self.request, NOTICE) and "location" not in answer.headers:
            self.cookies.clear(answer, NOTICE)
        return answer


Route = Callable[[Visit], Response]
"""A page's own function with its subject and parameters already in place."""
