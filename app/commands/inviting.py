"""Inviting somebody into a role from the command line, which needs nobody with a role before them (AUTH-10)."""

from collections.abc import Mapping

from app.adapters.wordings import spoken
from app.commands.saying import BAD_INPUT, say, stop
from app.commands.standing import ready
from app.core.settings import Settings
from app.forms.filling import Filled
from app.forms.sign_ins import Invitation
from app.services import roles


def invite(settings: Settings, given: Mapping[str, str]) -> None:
    """Print the link as well as send it: a first administrator may not have mail yet. It is built from BASE_URL alone."""
    filled, made = Filled.read(Invitation, {name: [value] for name, value in given.items()}), list[str]()
    with ready(settings) as parts, parts.work() as work:
        filled.accepted_by(roles.hand_over, work, made)
    if filled.errors:
        stop(_sentence(filled), code=BAD_INPUT)
    if not made:
        say(f"A second person has to agree that {given['name']} gets this role. Administrators and managers are told.")
        return
    say(f"{given['name']} is invited. This link signs in once, for one hour; it is on its way by mail too:")
    say(settings.public_url + made[0])


def _sentence(filled: Filled[Invitation]) -> str:
    name, problem = next(iter(filled.errors.items()))
    return f"{name.upper() or 'INVITATION'}: {spoken(problem).rstrip('.')}."
