"""The applicants of the demonstration: every state that an applicant can reach alone, the same each time."""

from collections import Counter

from sqlmodel import select

from app.adapters.parts import Parts
from app.demonstration import applications as story
from app.demonstration.theatre import Theatre, theatre_of
from app.models.applications import Application
from app.models.programmes import Programme
from app.services.casting import Stage


def played(parts: Parts, stage: Stage) -> tuple[Theatre, Counter[tuple[str, str]]]:
    with parts.database.session(writes=True) as db:
        theatre = theatre_of(parts, stage, db, parts.clock())
        story.play(theatre)
        rows = db.execute(
            select(Programme.key, Application.status).join(Application, Application.programme_id == Programme.id)  # type: ignore[arg-type]
        ).all()
    return theatre, Counter((key, str(status)) for key, status in rows)


def test_people_stand_in_every_state_of_an_applicant(parts: Parts, stage: Stage) -> None:
    theatre, counts = played(parts, stage)

    assert counts == {
        ("lumina", "received"): 33,
        ("lumina", "withdrawn"): 2,
        ("lumina", "draft"): 6,
        ("post-production", "received"): 1,
    }
    assert {"noor", "bea"} < set(theatre.notes["received"])
    assert "ari" in theatre.notes["draft"]
