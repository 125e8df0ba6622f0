"""The form of a production for its coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.core.words import N_
from app.forms.filling import Filled, FilledField
from app.forms.hours import span_as_written
from app.forms.productions import ProductionForm
from app.forms.versions import seen_version
from app.models.productions import Production
from app.pages.productions import Crumb
from app.pages.productions_versions import Stored, stored_now


@dataclass(frozen=True)
class ProductionFormPage:
    id: UUID
    part: str
    likely: Filled[ProductionForm]
    version: FilledField
    stored_now: Sequence[Stored]
    crumb: Crumb
    title: str = N_("Change this production")


def changing(production: Production, filled: Filled[Any] | None = None) -> ProductionFormPage:
    known = Filled.blank(
        ProductionForm,
        title=production.title,
        blocks=[span_as_written(span) for span in production.blocks],
        notice_book_days=production.notice_book_days,
        notice_days=production.notice_days,
        notice_cancel_days=production.notice_cancel_days,
    )
    return ProductionFormPage(
        id=production.id,
        part=production.title,
        likely=known,
        version=seen_version(production.version),
        stored_now=stored_now(known, filled),
        crumb=(production.title, "productions.show", {"production_id": production.id}),
    )
