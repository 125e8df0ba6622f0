"""The law of consents: each purpose as data, with the words that are read and stored. Never a condition of anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import col

from app.core.actors import Actor, Role
from app.core.policy import Policy, always, signed_in
from app.core.words import N_
from app.models.cohorts import Cohort, Enrolment
from app.models.consents import Consent
from app.models.people import Person
from app.models.productions import Production
from app.models.programmes import Programme
from app.rules.cohorts import TAKES_A_PLACE

ROSTER = "roster"

NO_EFFECT = N_("You can say no. It changes nothing for your application, your place or your help.")
TAKE_BACK = N_("You can take it back here with one press, at any time.")


@dataclass(frozen=True)
class Purpose:
    """One thing to say yes to. A change of its words is a new `version`; a yes to an older one is asked anew."""

    version: int
    title: str
    what: str
    who: str
    until: str

    @property
    def words(self) -> tuple[str, ...]:
        """All that the person reads before they say yes, in this order."""
        return (self.what, self.who, self.until, TAKE_BACK, NO_EFFECT)


PURPOSES: Mapping[str, Purpose] = {
    ROSTER: Purpose(
        1,
        N_("Being listed for employers"),
        N_("Your name and your cohort stand on a list of people who look for work in the field."),
        N_("The list is read by the people of productions, mentors and managers of your programme."),
        N_("You are on the list until you take this back."),
    ),
    "photographs": Purpose(
        1,
        N_("Photographs of you"),
        N_("Photographs and videos of the programme can show you."),
        N_("The programme can use them on its own website and in print."),
        N_("After you take this back, they are not used again. What is printed stays printed."),
    ),
    "research": Purpose(
        1,
        N_("Research about the programme"),
        N_("Researchers can ask you how the programme went for you. You decide each time if you answer."),
        N_("They get your name and e-mail address, and nothing else."),
        N_("After you take this back, nobody asks you again."),
    ),
    "contact": Purpose(
        1,
        N_("Contact after the programme"),
        N_("The programme can write to you after it ends, to ask how you are and to tell you of work."),
        N_("Only managers of your programme write to you."),
        N_("After you take this back, they do not write to you again."),
    ),
}


def running(person_id: Any) -> Select[Any]:
    return select(Consent).where(col(Consent.person_id) == person_id, col(Consent.withdrawn_at).is_(None))


def listed(actor: Actor) -> Select[str, str, str]:
    """Names and cohorts of trainees who said yes to the words of now, for the programmes that the actor works with."""
    held = actor.programmes_as(Role.MANAGER) | actor.programmes_as(Role.MENTOR)
    through = select(col(Production.programme_id)).where(col(Production.id).in_(actor.productions_as(Role.COORDINATOR)))
    return (
        select(col(Person.name), col(Cohort.name), col(Programme.name))
        .join(Consent, col(Consent.person_id) == Person.id)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(
            col(Consent.purpose) == ROSTER,
            col(Consent.version) == PURPOSES[ROSTER].version,
            col(Consent.withdrawn_at).is_(None),
            col(Enrolment.status).in_(TAKES_A_PLACE),
            or_(col(Programme.id).in_(held), col(Programme.id).in_(through)),
        )
    )


OWN = signed_in(
    "consents.own",
    why=N_("Each person says yes or no only for themselves."),
    otherwise=N_("Sign in to see what you said yes to."),
)
SEE_ROSTER = Policy(
    "consents.roster",
    dict.fromkeys((Role.MANAGER, Role.COORDINATOR, Role.MENTOR), always),
    N_("This list is for managers, mentors and people of productions."),
)
