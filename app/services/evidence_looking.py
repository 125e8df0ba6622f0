"""Looking into a paper before it is kept: what other files go through, in words that fit a letter (UPL-01 to UPL-04)."""

from collections.abc import Mapping

from app.adapters import papers
from app.core.words import N_
from app.forms.files import Arrived, Fit
from app.rules.evidence import longest_for
from app.services import files_looking
from app.services.files_looking import WrongKind

OTHER_KIND = N_(
    "We take PDF files and pictures (JPEG, PNG, WebP). Save your paper as one of these, then choose it again"
)

SAYS: Mapping[str, str] = {
    papers.SIGNED: N_(
        "This PDF holds a signature made by a program, and we cannot keep that. Print it to a new PDF, then choose that"
    ),
}
"""Where the sentence for work samples would say something about readers that is not so here."""


def look_into(arrived: Arrived) -> Fit:
    """The paper as it may be kept. Takes seconds and needs no database. Raises `Refused`."""
    if not longest_for(arrived.name):
        raise WrongKind(OTHER_KIND, field="file")
    return files_looking.look_into(arrived, says=SAYS)
