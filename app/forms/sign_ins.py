"""Signing in: an address for a link, or an address with a password and perhaps a code."""

from typing import Annotated

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, StringConstraints

from app.core.actors import Role
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


Address = Annotated[str, StringConstraints(max_length=LONGEST_EMAIL), AfterValidator(_known_shape)]
"""An address of anybody, to be asked for in other words."""

Email = Annotated[
    Address,
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


Password = Annotated[
    str,
    StringConstraints(max_length=256, strip_whitespace=False),
    Ask(label=N_("Password"), kind="password", autocomplete="current-password", missing=N_("Write your password")),
]

LONGEST_CODE = 40
"""Room for a recovery code with spaces between its digits."""


def _code(*, hint: str) -> Ask:
    return Ask(
        label=N_("Code from your authenticator"),
        kind="code",
        autocomplete="one-time-code",
        hint=hint,
        missing=N_("Write the code"),
    )


class PasswordEntry(Form):
    email: Email
    password: Password
    code: Annotated[
        str,
        StringConstraints(max_length=LONGEST_CODE),
        _code(hint=N_("Six digits, or a recovery code. Leave this empty if you have no authenticator.")),
    ] = ""
    next: NextPath = "/"


class NewPassword(Form):
    password: Annotated[
        str,
        StringConstraints(max_length=256, strip_whitespace=False),
        Ask(
            label=N_("New password"),
            kind="password",
            autocomplete="new-password",
            hint=N_("Any letters, spaces and signs. You may paste it."),
            missing=N_("Write a new password"),
        ),
    ]


class PasswordAgain(Form):
    password: Password


class CodeEntry(Form):
    code: Annotated[
        str,
        StringConstraints(max_length=LONGEST_CODE),
        _code(hint=N_("Six digits. It changes every half minute. You may paste it.")),
    ]


class NewEmail(Form):
    email: Email


class Press(Form):
    """A proof by one press, or by a link that is sent."""

    next: NextPath = "/"


class PasswordProof(Form):
    password: Password
    next: NextPath = "/"


class CodeProof(Form):
    code: Annotated[
        str, StringConstraints(max_length=LONGEST_CODE), _code(hint=N_("Six digits, or one of your recovery codes."))
    ]
    next: NextPath = "/"


class PasswordAndCodeProof(Form):
    password: Password
    code: Annotated[
        str, StringConstraints(max_length=LONGEST_CODE), _code(hint=N_("Six digits, or one of your recovery codes."))
    ]
    next: NextPath = "/"


AnyProof = Press | PasswordProof | CodeProof | PasswordAndCodeProof


class Invitation(Form):
    """What the command line is given; no page asks it."""

    email: Email
    name: Annotated[str, StringConstraints(min_length=1, max_length=120), Ask(label=N_("Name"))]
    role: Annotated[Role, Ask(label=N_("Role"))]
    programme: Annotated[str, StringConstraints(max_length=60), Ask(label=N_("Programme"))] = ""


class PersonWanted(Form):
    """A part of a name or address; with none of it nobody is listed."""

    name: Annotated[
        str,
        StringConstraints(max_length=120),
        Ask(
            label=N_("Whose sign-ins do you look for?"),
            hint=N_("Write a part of the name or e-mail address, at least three letters."),
        ),
    ] = ""


class Nothing(Form):
    """A form with a button and no question."""
