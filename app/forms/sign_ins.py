"""Signing in: an address for a link, or an address with a password and perhaps a code."""

from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.mistakes import mistake

LONGEST_EMAIL = 254


def _known_shape(value: str) -> str:
    """Tidy an address; the domain is not looked up, because a form knows no network."""
    try:
        return validate_email(value, check_deliverability=False).normalized.lower()
    except EmailNotValidError as problem:
        raise mistake(N_("Write the e-mail address in full, such as ari@example.com")) from problem


Email = Annotated[
    str,
    StringConstraints(max_length=LONGEST_EMAIL),
    AfterValidator(_known_shape),
    Ask(
        label=N_("E-mail address"),
        kind="email",
        autocomplete="email",
        missing=N_("Write your e-mail address"),
    ),
]

NextPath = Annotated[str, StringConstraints(max_length=500), Ask(label="", kind="hidden")]


class LinkRequest(Form):
    email: Email
    next: NextPath = "/"


class PasswordEntry(Form):
    email: Email
    password: Annotated[
        str,
        StringConstraints(max_length=256, strip_whitespace=False),
        Ask(label=N_("Password"), kind="password", autocomplete="current-password", missing=N_("Write your password")),
    ]
    code: Annotated[
        str,
        StringConstraints(max_length=12),
        Ask(
            label=N_("Code from your authenticator"),
            kind="code",
            autocomplete="one-time-code",
            hint=N_("Six digits. Leave this empty if you have no authenticator."),
        ),
    ] = ""
    next: NextPath = "/"


class Nothing(Form):
    """A form with a button and no question."""
