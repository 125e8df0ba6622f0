"""Five ways to say no. Each carries a sentence for people and facts for the log."""

from app.core.words import N_, Sentence


class HouseError(Exception):
    """The base of the five; `status` is the HTTP status that `web` answers with."""

    status = 500
    default = N_("Something went wrong on our side.")

    def __init__(self, said: str | Sentence | None = None, **facts: object) -> None:
        self.sentence = said if isinstance(said, Sentence) else Sentence(said or self.default)
        self.facts = facts
        super().__init__(str(self.sentence))


class Missing(HouseError):
    """Not there, or not for this person: the same answer for both, so that nothing is given away."""

    status = 404
    default = N_("There is no page at this address, or it is not yours to open.")


class Forbidden(HouseError):
    """There, but this person may not do this with it."""

    status = 403
    default = N_("Your role does not include this.")


class Refused(HouseError):
    """The request is understood and may not happen now; `field` names the form field that the sentence belongs to."""

    status = 422
    default = N_("This cannot be done right now.")

    def __init__(self, said: str | Sentence | None = None, *, field: str | None = None, **facts: object) -> None:
        super().__init__(said, **facts)
        self.field = field


class Conflict(HouseError):
    """Somebody else changed the same thing first."""

    status = 409
    default = N_("This changed while you had it open. Your text is kept below.")


class TooMany(Refused):
    """A rate limit is reached; `seconds` is how long until the next try."""

    status = 429

    def __init__(self, said: str | Sentence, *, seconds: int) -> None:
        super().__init__(said)
        self.seconds = seconds


class TooLarge(Refused):
    """More was sent than this page takes."""

    status = 413
    default = N_("This is larger than we can take here. Choose a smaller file, then try again.")


class Unavailable(HouseError):
    """Something the product stands on does not answer."""

    status = 503
    default = N_("This part of Cleanplate is not answering right now. Nothing you typed is lost.")


class Collision(Unavailable):
    """Another writer came first, and nothing was written: the same work may be tried again at once."""
