"""The law of programmes: what is asked, who decides and when stands open for everybody."""

from app.core.policy import public
from app.core.words import N_

LOOK = public("programmes.look", why=N_("Anybody may read what a programme is and what it asks before they sign in."))
