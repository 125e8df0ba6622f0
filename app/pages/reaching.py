"""How one person may reach another: only in the way that the other chose (rule H4)."""

from dataclasses import dataclass

from app.core.words import N_
from app.models.people import Channel

WAYS = {
    Channel.EMAIL: N_("E-mail"),
    Channel.MESSAGE: N_("Text message"),
    Channel.PHONE: N_("Phone call"),
}


@dataclass(frozen=True)
class Reach:
    """`way` is a message id; `address` is the e-mail address or the number."""

    way: str
    address: str


def reach(channel: Channel, email: str, phone: str) -> Reach:
    """Somebody who chose the phone and gave no number is reached by e-mail, the only way there is."""
    if channel is Channel.EMAIL or not phone:
        return Reach(WAYS[Channel.EMAIL], email)
    return Reach(WAYS[channel], phone)
