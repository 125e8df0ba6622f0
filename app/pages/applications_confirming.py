"""Pages that say what will happen and ask, before an application begins, is withdrawn, or an offer is answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from app.adapters.wordings import full_date
from app.core.errors import Missing
from app.core.words import N_, Sentence, sentence
from app.core.work import Work
from app.forms.applications import NEXT, Deferral
from app.forms.asking import Option
from app.forms.offering import offering
from app.models.applications import Application
from app.models.cohorts import Cohort
from app.models.programmes import Programme
from app.pages.applications import around, crumb_to
from app.pages.programmes_steps import DatedStep, dated_steps
from app.rules.applications import LIFE
from app.rules.applications_paths import application_path
from app.rules.blueprints import Blueprint, blueprint_of
from app.services.applications import open_cohort
from app.services.applications_copying import earlier_application
from app.services.conditions import conditions_of, holding_up
from app.services.first_answers_joining import waiting_for
from app.services.offers import later_cohorts

Words = str | Sentence


@dataclass(frozen=True)
class Beginning:
    """What somebody reads before they begin (rule F3). `closes_at` is None while no cohort takes applications.

    `first_answers_id` are answers from before signing in that wait to be used;
    `earlier_from` is when an earlier application began whose answers can be copied.
    """

    key: str
    blueprint: Blueprint
    parts: Sequence[str]
    steps: Sequence[DatedStep]
    closes_at: datetime | None
    decides_on: date | None
    first_answers_id: UUID | None
    earlier_from: datetime | None
    title: Sentence
    part: str
    crumb: tuple[str, str, dict[str, Any]]


@dataclass(frozen=True)
class Confirming:
    """`is_possible` is false when the application has moved on; then the page says where it stands."""

    application_id: UUID
    title: str
    part: str
    what_happens: Sequence[Words]
    button: str
    keep: str
    action: str
    is_possible: bool
    state: str
    crumb: tuple[str, str, dict[str, Any]]


def beginning(work: Work, key: str) -> Beginning:
    programme = work.db.scalars(select(Programme).where(col(Programme.key) == key)).one_or_none()
    if programme is None:
        raise Missing
    blueprint = blueprint_of(key)
    cohort, waiting = open_cohort(work, programme.id), waiting_for(work, programme.id)
    earlier = earlier_application(work, programme.id, cohort.id) if cohort else None
    return Beginning(
        key=key,
        blueprint=blueprint,
        parts=[part.title for part in blueprint.parts],
        steps=dated_steps(blueprint, cohort.closes_at if cohort else None, cohort.decides_on if cohort else None),
        closes_at=cohort.closes_at if cohort else None,
        decides_on=cohort.decides_on if cohort else None,
        first_answers_id=waiting.id if waiting else None,
        earlier_from=earlier.started_at if earlier else None,
        title=sentence(N_("Before you start: %(programme)s"), programme=blueprint.name),
        part=blueprint.name,
        crumb=(blueprint.name, "programmes.show", {"key": key}),
    )


def withdrawal(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    days = blueprint_of(programme.key).promises.undo_withdrawal
    return _confirming(
        application, programme, "withdraw", "withdrawal",
        title=N_("Withdraw your application?"),
        what_happens=(
            N_("We stop reading your application."),
            sentence(N_("You can bring it back within %(days)s working days. Nothing is deleted in that time."), days=days),
        ),
        button=N_("Withdraw my application"),
        keep=N_("Keep my application"),
    )  # fmt: skip


def returning(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    return _confirming(
        application, programme, "undo_withdrawal", "withdrawal/undoing",
        title=N_("Bring your application back?"),
        what_happens=(N_("It goes on where it was before."), N_("All your answers are as you left them.")),
        button=N_("Bring my application back"),
        keep=N_("Leave it withdrawn"),
    )  # fmt: skip


def deletion(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    days = blueprint_of(programme.key).promises.undo_withdrawal
    return _confirming(
        application, programme, "delete_draft", "deletion",
        title=N_("Delete this draft?"),
        what_happens=(
            N_("Nobody but you could read it. It was not sent."),
            sentence(N_("You can bring it back within %(days)s working days. After that your answers are removed."), days=days),
        ),
        button=N_("Delete this draft"),
        keep=N_("Keep my draft"),
    )  # fmt: skip


def restoration(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    return _confirming(
        application, programme, "restore_draft", "restoration",
        title=N_("Bring this draft back?"),
        what_happens=(N_("All your answers are as you left them."), N_("Nobody but you can read it until you send it.")),
        button=N_("Bring my draft back"),
        keep=N_("Leave it deleted"),
    )  # fmt: skip


def reopening(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    return _confirming(
        application, programme, "reopen", "reopening",
        title=N_("Carry on in the new intake?"),
        what_happens=(N_("All your answers are as you left them."), N_("You can change each of them before you send.")),
        button=N_("Carry on in the new intake"),
        keep=N_("Decide later"),
    )  # fmt: skip


def acceptance(work: Work, application: Application) -> Confirming:
    programme, cohort = around(work.db, application)
    return _confirming(
        application, programme, "accept", "offer/acceptance",
        title=N_("Say yes to your place?"),
        what_happens=(
            sentence(N_("You have a place. The programme starts on %(day)s."), day=cohort.starts_on),
            N_("You can still ask for adjustments at any time."),
            N_("If something changes, you can ask to keep the place for later."),
            *_conditions_in_words(work, application),
        ),
        button=N_("Say yes to the place"),
        keep=N_("Decide later"),
    )  # fmt: skip


def refusal(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    return _confirming(
        application, programme, "decline", "offer/refusal",
        title=N_("Say no to the place?"),
        what_happens=(
            N_("We give the place to somebody else. This cannot be taken back here."),
            N_("You do not need to give a reason. You can apply again another time."),
        ),
        button=N_("Say no to the place"),
        keep=N_("Decide later"),
    )  # fmt: skip


def deferral(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    return _confirming(
        application, programme, "defer", "offer/deferral",
        title=N_("Keep the place for later?"),
        what_happens=(
            N_("You do not start with this cohort."),
            N_("We offer you the place again for the time you choose. You do not need to apply again."),
        ),
        button=N_("Keep the place for later"),
        keep=N_("Decide later"),
    )  # fmt: skip


def leaving_list(work: Work, application: Application) -> Confirming:
    programme, _ = around(work.db, application)
    days = blueprint_of(programme.key).promises.undo_withdrawal
    return _confirming(
        application, programme, "leave_list", "waiting-list/leaving",
        title=N_("Leave the waiting list?"),
        what_happens=(
            N_("We offer you no place when one becomes free. Your application is then withdrawn."),
            sentence(N_("You can come back to the list within %(days)s working days."), days=days),
            N_("You need no reason. You can apply again another time."),
        ),
        button=N_("Leave the waiting list"),
        keep=N_("Stay on the list"),
    )  # fmt: skip


def deferral_form(work: Work, application: Application) -> type[Deferral]:
    """The later cohorts by name and first day, and the next intake."""
    cohorts = [Option(str(cohort.id), _named(cohort)) for cohort in later_cohorts(work, application)]
    return offering(Deferral, kept_for=[*cohorts, NEXT])


def _named(cohort: Cohort) -> str:
    return f"{cohort.name}, {full_date(cohort.starts_on)}"


def _conditions_in_words(work: Work, application: Application) -> tuple[Words, ...]:
    still_open = holding_up(conditions_of(work, application))
    if not still_open:
        return ()
    return (
        sentence(N_("Points that are still open: %(count)s. You can say yes now."), count=still_open),
        N_("You join when each of them is done or no longer needed. Your place is yours until then."),
    )


def _confirming(
    application: Application, programme: Programme, move: str, page: str, *, title: str, what_happens: Sequence[Words],
    button: str, keep: str,
) -> Confirming:  # fmt: skip
    return Confirming(
        application_id=application.id,
        title=title,
        part=programme.name,
        what_happens=what_happens,
        button=button,
        keep=keep,
        action=application_path(application.id, page),
        is_possible=LIFE.allows(application, move),
        state=LIFE.words[application.status].own,
        crumb=crumb_to(application.id),
    )
