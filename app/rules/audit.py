"""The law of the audit log: who looks at it as a whole, and the words for how it stands."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from app.core.actors import Role
from app.core.policy import Policy, always
from app.core.words import N_

READ = Policy("audit.read", {Role.AUDITOR: always}, N_("Only privacy auditors look at the audit log."))


class Finding(StrEnum):
    """What is wrong with the first link that does not fit."""

    MISSING = "missing"
    CHANGED = "changed"
    ENTRY_GONE = "entry_gone"
    WORDS_CHANGED = "words_changed"
    WORDS_GONE = "words_gone"
    UNLINKED = "unlinked"
    CUT = "cut"


WORDS: Mapping[Finding, str] = {
    Finding.MISSING: N_("A number is missing here."),
    Finding.CHANGED: N_("This entry was changed, or moved to another place."),
    Finding.ENTRY_GONE: N_("The entry of this number was taken out."),
    Finding.WORDS_CHANGED: N_("The words of this entry were changed."),
    Finding.WORDS_GONE: N_("The words of this entry were taken out, and nobody asked for that."),
    Finding.UNLINKED: N_("An entry was added past the product, after this number."),
    Finding.CUT: N_("The log ends before a number that was copied, or differs from the copy."),
}

WORDS_LAST = timedelta(days=730)
"""How long the log keeps what was said in words: 24 months (security.md, PRIV-03). The entry itself stays."""
