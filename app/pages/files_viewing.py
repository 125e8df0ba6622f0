"""One work sample in the page, still and silent until asked, with the words its owner wrote about it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.core.actors import Role
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.models.applications import Application
from app.models.files import File
from app.models.programmes import Programme
from app.models.reviews import Review
from app.pages.applications import crumb_to
from app.pages.files import kind_and_size
from app.rules.blueprints import blueprint_of
from app.rules.files import KINDS, is_owner

Crumb = tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Viewer:
    """`shows` is picture, video or paper. `name` is the owner's own and None for everybody else.

    `embeds` lets this one page hold the browser's own PDF reader; `is_mine` says whose words the description is.
    """

    file_id: UUID
    shows: str
    media_type: str
    name: str | None
    about: Sentence
    description: str
    part: str
    crumb: Crumb
    embeds: bool
    title: str | Sentence = N_("Work sample")


def viewer(work: Work, file: File) -> Viewer:
    application, key = work.db.execute(
        select(Application, Programme.key)
        .join(Programme, col(Programme.id) == Application.programme_id)
        .where(col(Application.id) == file.application_id)
    ).one()
    kind = KINDS[file.media_type]
    mine = is_owner(work.actor, file)
    shows = "picture" if kind.is_picture else "video" if kind.is_video else "paper"
    return Viewer(
        file.id, shows, file.media_type, file.name if mine else None, kind_and_size(file), file.description,
        blueprint_of(key).name, _crumb(work, application, mine=mine), embeds=shows == "paper",
        title=N_("Your work sample") if mine else sentence(N_("Work sample of %(one)s"), one=application.reference),
    )  # fmt: skip


def _crumb(work: Work, application: Application, *, mine: bool) -> Crumb:
    """Back to where this reader comes from: their own application, their review, or the case that they manage."""
    if mine:
        return crumb_to(application.id)
    if Role.REVIEWER in work.actor.roles:
        mine_to_read = (Review.application_id == application.id, Review.reviewer_id == work.actor.person_id)
        review = work.db.scalar(select(Review.id).where(*mine_to_read))
        if review:
            return N_("your review"), "reviews.show", {"review_id": review}
    return N_("this application"), "decisions.show", {"application_id": application.id}
