"""Reading the parts that an auditor chose in an emergency: each behind its own permission, and each file of them."""

from collections.abc import Callable, Mapping
from uuid import UUID

from fastapi import Response
from sqlalchemy import Select
from sqlalchemy.orm import Session
from sqlmodel import col

from app.forms.paging import Older
from app.models.accommodations import Accommodation
from app.models.emergencies import Emergency, Part
from app.models.evidence import Evidence
from app.models.files import File
from app.pages import emergencies_parts as views
from app.pages.evidence import download_name
from app.pages.files import download_name as work_sample_name
from app.rules import emergencies_parts as parts
from app.rules.emergencies import READ_PART
from app.services import emergencies_parts as reading
from app.web.ranges import Content
from app.web.router import Pages
from app.web.sending_files import sent, sent_from
from app.web.visits import Visit

pages = Pages("emergencies_parts")

NOT_NOW = 503


def example_request(db: Session, emergency: Emergency) -> Mapping[str, str] | None:
    return _example(
        db, "accommodation_id", parts.requests_of(emergency.person_id).with_only_columns(col(Accommodation.id))
    )


def example_paper(db: Session, emergency: Emergency) -> Mapping[str, str] | None:
    return _example(db, "evidence_id", parts.papers_of(emergency.person_id).with_only_columns(col(Evidence.id)))


def example_work_sample(db: Session, emergency: Emergency) -> Mapping[str, str] | None:
    return _example(db, "file_id", parts.work_samples_of(emergency.person_id).with_only_columns(col(File.id)))


@pages.get("/emergencies/{emergency_id}/contact", policy=READ_PART[Part.CONTACT], writes=True)
def contact(visit: Visit, emergency: Emergency) -> Response:
    return _part(visit, emergency, Part.CONTACT, views.contact)


@pages.get("/emergencies/{emergency_id}/answers", policy=READ_PART[Part.ANSWERS], writes=True)
def answers(visit: Visit, emergency: Emergency) -> Response:
    return _part(visit, emergency, Part.ANSWERS, views.answers)


@pages.get(
    "/emergencies/{emergency_id}/work-samples/{file_id}",
    policy=READ_PART[Part.ANSWERS], examples=example_work_sample, writes=True,
)  # fmt: skip
def work_sample(visit: Visit, emergency: Emergency, file_id: UUID) -> Response:
    file = reading.work_sample_of(visit.work, emergency, file_id)
    return sent(visit, file, how="attachment", name=work_sample_name(visit.work.actor, file))


@pages.get("/emergencies/{emergency_id}/requests", policy=READ_PART[Part.REQUESTS], writes=True)
def requests(visit: Visit, emergency: Emergency) -> Response:
    return _part(visit, emergency, Part.REQUESTS, views.requests)


@pages.get(
    "/emergencies/{emergency_id}/requests/{accommodation_id}",
    policy=READ_PART[Part.REQUESTS], examples=example_request, writes=True,
)  # fmt: skip
def request(visit: Visit, emergency: Emergency, accommodation_id: UUID) -> Response:
    accommodation = reading.request_of(visit.work, emergency, accommodation_id)
    return visit.page("emergencies_parts/request.html", views.request(visit.work, emergency, accommodation))


@pages.get("/emergencies/{emergency_id}/papers", policy=READ_PART[Part.PAPERS], writes=True)
def papers(visit: Visit, emergency: Emergency) -> Response:
    return _part(visit, emergency, Part.PAPERS, views.papers)


@pages.get(
    "/emergencies/{emergency_id}/papers/{evidence_id}",
    policy=READ_PART[Part.PAPERS], examples=example_paper, writes=True,
)  # fmt: skip
def paper(visit: Visit, emergency: Emergency, evidence_id: UUID) -> Response:
    paper = reading.paper_of(visit.work, emergency, evidence_id)
    opened = reading.opened_paper(visit.work, visit.parts.storage, emergency, paper)
    if opened is None:
        return visit.page("emergencies_parts/closed_paper.html", views.closed_paper(emergency), status=NOT_NOW)
    content = Content(opened.bytes_long, paper.media_type, opened.stream)
    return sent_from(visit, content, how="attachment", name=download_name(visit.work, paper))


@pages.get("/emergencies/{emergency_id}/mentor-notes", policy=READ_PART[Part.MENTOR_NOTES], writes=True)
def mentor_notes(visit: Visit, emergency: Emergency) -> Response:
    older = (visit.asked(Older).form or Older()).older
    return _part(visit, emergency, Part.MENTOR_NOTES, lambda work, it: views.mentor_notes(work, it, older))


def _part(visit: Visit, emergency: Emergency, part: Part, view_of: Callable[..., object]) -> Response:
    """The part, or once it has closed the page that says so."""
    if not reading.read(visit.work, emergency, part):
        return visit.to("emergencies.show", emergency_id=emergency.id)
    return visit.page(f"emergencies_parts/{part}.html", view_of(visit.work, emergency))


def _example(db: Session, name: str, ids: Select[tuple[UUID]]) -> Mapping[str, str] | None:
    found = db.scalars(ids.limit(1)).first()
    return None if found is None else {name: str(found)}
