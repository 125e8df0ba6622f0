"""What can happen: verbs. Each takes (work, subject, form), refuses first, changes second, records last."""

from app.core import chain
from app.services import decisions_board

decisions_board.follow()
chain.follow()  # last, because it waits for other writers and must hold nothing that they wait for
