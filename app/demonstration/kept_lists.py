"""The manager keeps two lists of the board, and removed a third that can still be put back."""

from app.demonstration.theatre import Theatre
from app.forms.kept_lists import KeepList
from app.forms.sign_ins import Nothing
from app.services import kept_lists

KEPT = (("Reviewers are missing", "reading=few"), ("Ready to decide", "status=in_review&reading=complete&order=score"))
REMOVED = ("With a piece of work", "file=yes")


def play(theatre: Theatre) -> None:
    with theatre.as_("mei") as work:
        for name, query in (*KEPT, REMOVED):
            kept = kept_lists.keep(work, KeepList(name=name, query=query))
            work.db.flush()
        kept_lists.remove(work, kept, Nothing())
