"""Kit, a reviewer of another programme, lost an authenticator. One of two others has confirmed it; the second is awaited."""

from app.adapters import codes
from app.demonstration.theatre import Theatre
from app.forms.resets import Confirmation
from app.forms.sign_ins import Nothing
from app.models.resets import Known
from app.services import resets, sign_ins

PASSWORD = "four calm words for kit"  # noqa: S105 - of a demonstration in which nobody is real


def play(theatre: Theatre) -> None:
    kit = theatre.stage.people["kit"]
    with theatre.at(days=-3), theatre.as_("kit") as work:
        sign_ins.set_password(work, kit, PASSWORD)
        work.db.flush()
        sign_ins.set_code_secret(work, kit, codes.new_secret(work.entropy.random_bytes(20)))
    with theatre.at(days=-1), theatre.as_("kit") as work:
        resets.ask(work, kit, Nothing())
    with theatre.at(days=-0.5), theatre.as_("asha") as work:
        reset = resets.open_of(work, kit.id)
        if reset is not None:
            resets.confirm(work, reset, Confirmation(known_by=Known.VIDEO))
