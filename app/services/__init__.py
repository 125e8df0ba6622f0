"""What can happen: verbs. Each takes (work, subject, form), refuses first, changes second, records last."""

from app.services import decisions_board

decisions_board.follow()
