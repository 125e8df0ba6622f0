"""Helping somebody: the invitation, what is shared, leaving; and writing for them where they asked for it."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import Response
from sqlalchemy.orm import Session
from sqlmodel import col, select

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.forms.supporters import Spoken, writing_form
from app.models.accommodations import Accommodation, AccommodationStatus
from app.models.files import File, FileStatus
from app.models.supporters import Level, SharedSection, Supporter, SupporterStatus
from app.pages import supporters_answers as answers
from app.pages import supporters_helping as views
from app.pages import supporters_reading as reading
from app.pages.files import download_name
from app.rules.blueprints import blueprints
from app.rules.supporters import ANSWER, HELP, SUPPORTED
from app.rules.supporters_sections import ABOUT_THE_PERSON, Kind
from app.services import supporters, supporters_writing
from app.services.supporters_sight import file_for, sight_of
from app.web.router import Pages
from app.web.sending_files import sent
from app.web.visits import Visit

pages = Pages("supporters")

YES = N_("You help now. You see below what is shared with you.")
NO = N_("You said no. Nothing was shown to you. You need to do nothing more.")
LEFT = N_("You stopped helping. You see nothing of theirs any more.")
WRITTEN = N_("Your text is kept. It counts when the person you help says so.")
SENT = N_("Your words are sent. The person you help and their adviser read them.")

QUESTION = "/supporting/{supporter_id}/applications/{application_id}/questions/{question}"


def _shared(db: Session, support: Supporter, *, at: Level | None = None) -> list[str]:
    """What this supporter has, while they help; for examples in the demonstration alone."""
    if support.status is not SupporterStatus.HELPING:
        return []
    rows = db.scalars(select(SharedSection).where(col(SharedSection.supporter_id) == support.id))
    return sorted(row.section for row in rows if at is None or row.level is at)


def example_part(db: Session, support: Supporter) -> Mapping[str, str] | None:
    keys = [key.split(":") for key in _shared(db, support) if key.startswith(f"{Kind.ANSWERS}:")]
    return {"application_id": keys[0][1], "part": keys[0][2]} if keys else None


def example_question(db: Session, support: Supporter) -> Mapping[str, str] | None:
    keys = [key.split(":") for key in _shared(db, support, at=Level.FILL_IN)]
    parts = [part for each in blueprints().values() for part in each.parts if keys and part.key == keys[0][2]]
    return {"application_id": keys[0][1], "question": parts[0].questions[-1].key} if parts else None


def example_section(db: Session, support: Supporter) -> Mapping[str, str] | None:
    about = {section.key for section in ABOUT_THE_PERSON}
    keys = [key for key in _shared(db, support) if key in about]
    return {"section": keys[0]} if keys else None


def example_adjustment(db: Session, support: Supporter) -> Mapping[str, str] | None:
    if str(Kind.ADJUSTMENTS) not in _shared(db, support):
        return None
    found = db.scalars(
        select(Accommodation.id).where(
            col(Accommodation.person_id) == support.person_id, col(Accommodation.status) != AccommodationStatus.DRAFT
        )
    ).first()
    return {"accommodation_id": str(found)} if found else None


def example_file(db: Session, support: Supporter) -> Mapping[str, str] | None:
    shared = {key.split(":")[1] for key in _shared(db, support) if key.startswith(f"{Kind.ANSWERS}:")}
    rows = db.scalars(select(File).where(col(File.owner_id) == support.person_id, col(File.status) == FileStatus.CLEAN))
    found = next((row for row in rows if str(row.application_id) in shared), None)
    return {"file_id": str(found.id)} if found else None


@pages.get("/supporting", policy=SUPPORTED)
def helping(visit: Visit) -> Response:
    return visit.page("supporters/helping.html", views.helping(visit.work))


@pages.get("/supporting/{supporter_id}", policy=ANSWER)
def supported(visit: Visit, support: Supporter) -> Response:
    view = views.show(visit.work, support)
    return visit.page(view.template, view)


@pages.post("/supporting/{supporter_id}/acceptance", policy=ANSWER)
def accept(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.accept, visit.work, support):
        return visit.to("supporters.supported", supporter_id=support.id, notice=YES)
    view = views.show(visit.work, support)
    return visit.page(view.template, view, form=filled)


@pages.post("/supporting/{supporter_id}/refusal", policy=ANSWER)
def decline(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.decline, visit.work, support):
        return visit.to("supporters.helping", notice=NO)
    view = views.show(visit.work, support)
    return visit.page(view.template, view, form=filled)


@pages.get("/supporting/{supporter_id}/leaving", policy=HELP)
def leaving(visit: Visit, support: Supporter) -> Response:
    return visit.page("supporters/leaving.html", views.leaving(visit.work, support), form=Filled.blank(Nothing))


@pages.post("/supporting/{supporter_id}/leaving", policy=HELP)
def leave(visit: Visit, support: Supporter) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(supporters.leave, visit.work, support):
        return visit.to("supporters.helping", notice=LEFT)
    return visit.page("supporters/leaving.html", views.leaving(visit.work, support), form=filled)


@pages.get(
    "/supporting/{supporter_id}/applications/{application_id}/parts/{part}",
    policy=HELP, examples=example_part, writes=True,
)  # fmt: skip
def part(visit: Visit, support: Supporter, application_id: UUID, part: str) -> Response:
    view = answers.part_page(visit.work, support, application_id, part)
    return visit.page("supporters/part.html", view)


@pages.get(QUESTION, policy=HELP, examples=example_question)
def writing(visit: Visit, support: Supporter, application_id: UUID, question: str) -> Response:
    sight, case, asked = answers.open_writing(visit.work, support, application_id, question)
    view = answers.writing(sight, case, asked)
    return visit.page("supporters/writing.html", view, form=view.form)


@pages.post(QUESTION, policy=HELP, examples=example_question)
def write(visit: Visit, support: Supporter, application_id: UUID, question: str) -> Response:
    sight, case, asked = answers.open_writing(visit.work, support, application_id, question, to_change=True)
    filled = visit.read(writing_form(asked))
    if filled.accepted_by(supporters_writing.write, visit.work, sight, case, asked):
        return visit.to("supporters.part", notice=WRITTEN, **answers.place_of(support, case, asked))
    view = answers.writing(sight, case, asked, filled)
    return visit.page("supporters/writing.html", view, form=view.form)


@pages.get("/supporting/{supporter_id}/files/{file_id}", policy=HELP, examples=example_file, writes=True)
def file(visit: Visit, support: Supporter, file_id: UUID) -> Response:
    found = file_for(visit.work, support, file_id)
    return sent(visit, found, how="attachment", name=download_name(visit.work.actor, found))


@pages.get("/supporting/{supporter_id}/sections/{section}", policy=HELP, examples=example_section, writes=True)
def section(visit: Visit, support: Supporter, section: str) -> Response:
    return visit.page("supporters/section.html", reading.section(visit.work, support, section))


@pages.get(
    "/supporting/{supporter_id}/adjustments/{accommodation_id}",
    policy=HELP, examples=example_adjustment, writes=True,
)  # fmt: skip
def adjustment(visit: Visit, support: Supporter, accommodation_id: UUID) -> Response:
    return visit.page("supporters/adjustment.html", reading.adjustment(visit.work, support, accommodation_id))


@pages.post("/supporting/{supporter_id}/adjustments/{accommodation_id}/words", policy=HELP, examples=example_adjustment)
def speak(visit: Visit, support: Supporter, accommodation_id: UUID) -> Response:
    sight = sight_of(visit.work, support)
    row, filled = reading.adjustment_of(visit.work, sight, accommodation_id), visit.read(Spoken)
    if filled.accepted_by(supporters_writing.speak, visit.work, sight, row):
        return visit.to("supporters.adjustment", supporter_id=support.id, accommodation_id=row.id, notice=SENT)
    view = reading.adjustment(visit.work, support, accommodation_id, filled)
    return visit.page("supporters/adjustment.html", view, form=filled)
