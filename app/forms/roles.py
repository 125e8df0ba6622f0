"""Giving somebody a role: who, which one, and in which programme."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.actors import Role
from app.core.words import N_
from app.forms.asking import Ask, Form, Option
from app.forms.sign_ins import Email
from app.rules.blueprints import blueprints
from app.rules.roles import GIVEN_HERE, WORDS

ROLES = tuple(Option(role, WORDS[role]) for role in GIVEN_HERE)
PROGRAMMES = tuple(Option(key, blueprint.name) for key, blueprint in blueprints().items())


class Giving(Form):
    email: Email
    name: Annotated[
        str,
        StringConstraints(min_length=1, max_length=120),
        Ask(label=N_("Name"), hint=N_("Used only for somebody who is new here."), missing=N_("Write the name")),
    ]
    role: Annotated[Role, Ask(label=N_("Which role?"), kind="one_of", options=ROLES, missing=N_("Choose a role"))]
    programme: Annotated[
        str,
        StringConstraints(max_length=60),
        Ask(
            label=N_("In which programme?"),
            kind="one_of",
            options=PROGRAMMES,
            hint=N_("Leave this out for an administrator or a privacy auditor."),
        ),
    ] = ""
