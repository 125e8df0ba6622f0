"""What a supporter meets on the home page: invitations that wait for an answer, and the people to help."""

from app.adapters.wordings import full_date
from app.core.words import N_, sentence
from app.core.work import Work
from app.models.supporters import SupporterStatus
from app.pages.people_steps import Path, Step
from app.pages.supporters_helping import waiting_steps


def steps(work: Work) -> Path:
    """One statement for any number of people."""
    path = Path()
    for support, person in waiting_steps(work):
        params = (("supporter_id", support.id),)
        if support.status is SupporterStatus.INVITED:
            title = sentence(N_("%(person)s asks for your help"), person=person.name)
            path.now.append(
                Step(title, route="supporters.supported", params=params, action=N_("Read what it is about"))
            )
            continue
        until = sentence(N_("Until %(day)s."), day=full_date(support.until))
        title = sentence(N_("You help %(person)s"), person=person.name)
        path.next.append(
            Step(title, until, route="supporters.supported", params=params, action=N_("See what you can do"))
        )
    return path
