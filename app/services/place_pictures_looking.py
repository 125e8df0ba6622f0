"""Looking into a picture of a place before it is kept: what other pictures go through, and drawn smaller where it is large.

It is drawn anew from its points, so that nothing hidden in it is kept: no place, no camera, nothing that a scanner
could find. That is why it does not wait for one.
"""

from dataclasses import replace

from app.adapters import pictures
from app.adapters.apart import Unfit
from app.core.words import N_
from app.forms.files import Arrived, Fit
from app.rules.place_pictures import LONGEST_SIDE, longest_for
from app.services import files_looking
from app.services.files_looking import WHY_UNFIT, WrongKind

OTHER_KIND = N_("We take pictures (JPEG, PNG, WebP). Save it as one of these, then choose it again")


def look_into(arrived: Arrived) -> Fit:
    """The picture as it may be kept. Takes seconds and needs no database. Raises `Refused`."""
    if not longest_for(arrived.name):
        raise WrongKind(OTHER_KIND, field="file")
    fit = files_looking.look_into(arrived)
    small = fit.path.with_name(f"{fit.path.name}-small")
    try:
        pictures.redraw(fit.path, fit.media_type, into=small, longest=LONGEST_SIDE)
    except Unfit as problem:
        raise WrongKind(WHY_UNFIT[problem.reason], field="file") from problem
    return replace(fit, path=small)
