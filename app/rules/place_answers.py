"""The law of answers about desks: when we ask, when not again, and who reads what."""

from collections.abc import Mapping
from datetime import timedelta

from app.core.words import N_
from app.models.messages import Prefix
from app.rules import assignments, productions
from app.rules.messages import Wording

OWN = assignments.ANSWER
LIST = productions.READ

ASKED_FOR = timedelta(days=14)
"""How long after a day at a desk the question stands there."""
NOT_AGAIN_FOR = timedelta(days=182)
"""About half a year: the same desk is not asked about again before that."""

MESSAGES: Mapping[str, Wording] = {
    "desk_not_as_described": Wording(
        Prefix.NEEDS_ANSWER,
        subject=N_("a desk is not as described"),
        happened=N_("Somebody who had a day at %(desk)s, %(place)s, says that it was not as described."),
        to_do=N_("Have it measured again. Read what was said about the desks of %(production)s."),
    ),
}
"""It does not name the person. On a small production you may know who it was; the system is not the source."""
