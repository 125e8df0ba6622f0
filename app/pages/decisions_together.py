"""What a manager reads before one step is done with several applications, and the same list as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from app.adapters import spreadsheets
from app.adapters.spreadsheets import Cell
from app.adapters.wordings import spoken
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.asking import Option
from app.forms.decisions_board import BoardFilter
from app.forms.decisions_together import Choosing, Together, together_form
from app.forms.filling import Filled, FilledField
from app.forms.offering import offering
from app.pages.decisions_board import PAGE, Ground, Line, line_of
from app.pages.decisions_board_listing import Listed
from app.rules.decisions_board import MOST_EXPORTED
from app.rules.decisions_together import MOST_TOGETHER, STEPS, Step, Which
from app.rules.monitoring import CONFIDENTIAL
from app.services.decisions_together import Chosen, chosen_for

Crumb = tuple[str, str, dict[str, object]]
NOBODY = UUID(int=0)

HEADS = (
    N_("Reference"), N_("Name"), N_("Cohort"), N_("State"), N_("Sent"), N_("Reviews given"), N_("Reviews expected"),
    N_("Score of 100"), N_("Decision"), N_("Equality answers"),
)  # fmt: skip


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Checking:
    """The list before it happens. `fields` are the questions of the step beside the boxes of `Together.chosen`."""

    title: str
    follows: Sequence[str]
    button: str
    fitting: int
    refused: Sequence[Chosen]
    is_cut: bool
    most: int
    fields: Sequence[FilledField]
    crumb: Crumb = (N_("the applications"), "decisions.board", {})


@dataclass(frozen=True)
class Asked:
    """The form of the check page and what it shows."""

    form: Filled[Together]
    view: Checking


@dataclass(frozen=True)
class Exported:
    content: bytes
    media_type: str
    name: str


def checking(work: Work, ground: Ground, listed: Filled[BoardFilter], choosing: Filled[Choosing]) -> Asked | None:
    """The check page for what was chosen on the board; None while it is not said what to do."""
    if choosing.form is None:
        return None
    references, is_cut = _references(work, ground, listed.form or BoardFilter(), choosing.form)
    step = choosing.form.step
    chosen = chosen_for(work, step, references)
    fitting = [each.seen for each in chosen if each.refusal is None]
    return _asked(step, chosen, Filled.blank(_form(step, chosen), step=step.value, chosen=fitting), is_cut=is_cut)


def checking_again(work: Work, filled: Filled[Together]) -> Asked:
    """The same page when it was not accepted, with everything as it stands now and what was typed kept."""
    step = Step(filled.text("step")) if filled.text("step") in set(Step) else Step.ASK
    chosen = chosen_for(work, step, [seen.partition(".")[0] for seen in filled.typed.get("chosen", ())][:MOST_TOGETHER])
    filled.kind = _form(step, chosen)
    now = {each.reference: each.seen for each in chosen}
    seen = [now.get(each.partition(".")[0], "") for each in filled.typed.get("chosen", ())]
    filled.typed = {**filled.typed, "chosen": [each for each in seen if each]}
    return _asked(step, chosen, filled, is_cut=False)


def exported(work: Work, ground: Ground, listed: Filled[BoardFilter], kind: Format) -> Exported:
    """Exactly what the board shows of what is listed, in its order. The export is written into the audit."""
    asked = (listed.form or BoardFilter()).model_copy(update={"after": "", "before": ""})
    found = Listed(work, asked, ground.zones).page(MOST_EXPORTED)
    if found.has_next:
        raise Refused(
            sentence(
                N_("More than %(most)s applications are listed. Choose fewer, for example one cohort."),
                most=f"{MOST_EXPORTED:,}",
            )
        )
    rows = list(_cells(line_of(row) for row in found.rows))
    work.audit(
        Event("decisions.exported", work.actor.person_id or NOBODY, facts={"rows": len(rows), "kind": kind.value})
    )
    heads = [spoken(head) for head in HEADS]
    if kind is Format.CSV:
        return Exported(spreadsheets.csv_of(heads, rows), spreadsheets.CSV, "applications.csv")
    return Exported(
        spreadsheets.xlsx_of(spoken(N_("Applications")), heads, rows), spreadsheets.XLSX, "applications.xlsx"
    )


def _references(work: Work, ground: Ground, asked: BoardFilter, choosing: Choosing) -> tuple[list[str], bool]:
    """What was chosen, and whether there are more than one step takes."""
    if choosing.which is Which.MARKED:
        return list(choosing.chosen), False
    is_page = choosing.which is Which.PAGE
    asked = asked if is_page else asked.model_copy(update={"after": "", "before": ""})
    found = Listed(work, asked, ground.zones).page(PAGE if is_page else MOST_TOGETHER)
    return [row[1] for row in found.rows], found.has_next and not is_page


def _form(step: Step, chosen: Sequence[Chosen]) -> type[Together]:
    return offering(
        together_form(step),
        chosen=[Option(each.seen, f"{each.reference}: {each.name}") for each in chosen if each.refusal is None],
    )


def _asked(step: Step, chosen: Sequence[Chosen], filled: Filled[Together], *, is_cut: bool) -> Asked:
    words = STEPS[step]
    view = Checking(
        title=words.title,
        follows=words.follows,
        button=words.button,
        fitting=sum(each.refusal is None for each in chosen),
        refused=[each for each in chosen if each.refusal is not None],
        is_cut=is_cut,
        most=MOST_TOGETHER,
        fields=filled.fields,
    )
    return Asked(filled, view)


def _cells(lines: Iterator[Line]) -> Iterator[Sequence[Cell]]:
    for line in lines:
        yield (
            line.reference, line.name, line.cohort, spoken(line.state), line.sent_at.astimezone(ZoneInfo(line.zone)),
            line.written, line.expected, line.score, spoken(line.outcome), spoken(CONFIDENTIAL),
        )  # fmt: skip
