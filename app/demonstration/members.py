"""Who is in a cohort in the story, by the keys under which the theatre finds them."""

from sqlmodel import col, select

from app.demonstration.theatre import Theatre
from app.models.cohorts import Enrolment, EnrolmentStatus


def trainees_of(theatre: Theatre, programme: str) -> list[str]:
    """In the order in which they were enrolled."""
    keys = {person.id: key for key, person in theatre.stage.people.items()}
    enrolled = theatre.db.scalars(
        select(Enrolment.person_id)
        .where(
            col(Enrolment.cohort_id) == theatre.stage.cohorts[programme].id,
            col(Enrolment.status) == EnrolmentStatus.ENROLLED,
        )
        .order_by(col(Enrolment.enrolled_at), col(Enrolment.id))
    ).all()
    return [keys[person_id] for person_id in enrolled if person_id in keys]
