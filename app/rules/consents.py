"""The law of consents: each purpose as data, with the words that are read and stored. Never a condition of anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import aliased
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

ADJUSTMENTS, PASSPORT, EQUALITY, CHECKINS = "adjustments", "passport", "equality", "checkins"
"""What is special by law (GDPR 9, APP 3.3). Its words stand beside the button that sends or shares, and the press says
yes: a form of its own would be one more thing to fill in before somebody gets help.
"""

TELLS_OF_AUDITOR = 2
"""The first version of the words about adjustments that says that a privacy auditor can read them in an emergency."""

FOR_PEOPLE = ("photographs", "research", "contact")
"""Purposes in which managers act on a yes, so that they read who said it."""

NO_EFFECT = N_("You can say no. It changes nothing for your application, your place or your help.")
TAKE_BACK = N_("You can take it back here with one press, at any time.")
TAKE_BACK_THERE = N_("You can take it back with one press, at any time, on the page “What you say yes to”.")
CHANGED = N_("The words changed since you opened this page. Read them again, then choose.")


@dataclass(frozen=True)
class Purpose:
    """One thing to say yes to. A change of its words is a new `version`; a yes to an older one is asked anew."""

    version: int
    title: str
    what: str
    who: str
    until: str
    given_on: str = ""
    """The route with the button that says yes; empty where the yes is given on the page of consents itself."""

    @property
    def words(self) -> tuple[str, ...]:
        """All that the person reads before they say yes, in this order."""
        return (self.what, self.who, self.until, TAKE_BACK_THERE if self.given_on else TAKE_BACK, NO_EFFECT)


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
    ADJUSTMENTS: Purpose(
        2,
        N_("Asking for what helps you"),
        N_("What you ask for can say something about your health. We use it only to get you what helps you."),
        N_(
            "You and the advisers of your programme read it. In an emergency a privacy auditor can read it for one hour, "
            "and you are told. Everybody else reads only what to do."
        ),
        N_("If you take this back, all that you asked for is taken back. Only you can read it. After 90 days it goes."),
        given_on="accommodations.listing",
    ),
    PASSPORT: Purpose(
        1,
        N_("Sharing from your passport"),
        N_("What you share can say something about your health. It is shown so that people can do what helps you."),
        N_("Only the people whom you choose read it, until the day that you choose."),
        N_("If you take this back, all sharing ends at once."),
        given_on="passports.show",
    ),
    EQUALITY: Purpose(
        1,
        N_("Equality answers"),
        N_("Your answers are counted, to see if the programme is fair."),
        N_("Nobody reads them. Only counts of 10 or more people are shown."),
        N_("If you take this back, all your answers are removed at once."),
        given_on="monitoring.show",
    ),
    CHECKINS: Purpose(
        1,
        N_("Your check-ins"),
        N_("What you write can say something about your health. It is kept so that you and people you choose see it."),
        N_("Each answer is read only by the people whom you choose for it."),
        N_("If you take this back, only you can read what you wrote until then."),
        given_on="checkins.mine",
    ),
}


def running(person_id: Any) -> Select[Any]:
    return select(Consent).where(col(Consent.person_id) == person_id, col(Consent.withdrawn_at).is_(None))


def taken_back(purpose: str, person_id: Any, since: Any) -> ColumnElement[bool]:
    """Whether this person took their yes back at or after `since`. A yes to newer words that came in the place of an
    older one ends that in the same instant, and takes nothing back.
    """
    newer = aliased(Consent)
    replaced = exists().where(
        col(newer.person_id) == Consent.person_id,
        col(newer.purpose) == Consent.purpose,
        col(newer.given_at) == Consent.withdrawn_at,
        col(newer.id) != Consent.id,
    )
    return exists().where(
        col(Consent.person_id) == person_id,
        col(Consent.purpose) == purpose,
        col(Consent.withdrawn_at) >= since,
        ~replaced.correlate(Consent),
    )


def said_to_older_words(purpose: str, person_id: Any, version: int) -> ColumnElement[bool]:
    """Whether the yes that this person says now is to words before this version, and so knows nothing of what these tell."""
    return exists().where(
        col(Consent.person_id) == person_id,
        col(Consent.purpose) == purpose,
        col(Consent.version) < version,
        col(Consent.withdrawn_at).is_(None),
    )


def agreed(actor: Actor) -> Select[str, str, str, str, str]:
    """Purposes, names, addresses, cohorts and programmes of those who said yes to the words of now, for their managers."""
    of_now = or_(
        *((col(Consent.purpose) == key) & (col(Consent.version) == PURPOSES[key].version) for key in FOR_PEOPLE)
    )
    return (
        select(
            col(Consent.purpose), col(Person.name), col(Person.email), col(Cohort.name), col(Programme.name)
        )
        .join(Person, col(Person.id) == Consent.person_id)
        .join(Enrolment, col(Enrolment.person_id) == Person.id)
        .join(Cohort, col(Cohort.id) == Enrolment.cohort_id)
        .join(Programme, col(Programme.id) == Cohort.programme_id)
        .where(
            of_now,
            col(Consent.withdrawn_at).is_(None),
            col(Enrolment.status).in_(TAKES_A_PLACE),
            col(Programme.id).in_(actor.programmes_as(Role.MANAGER)),
        )
    )  # fmt: skip


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
AGREED = Policy("consents.agreed", {Role.MANAGER: always}, N_("This list is for managers of a programme."))
