"""The demonstration's adjustments: Noor's, some in every state for other trainees, one that is late, one of Zoe's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from uuid import UUID

from accessibility.vocabulary import NEEDS
from app.core.work import Work
from app.demonstration.members import trainees_of
from app.demonstration.theatre import Theatre
from app.forms.accommodations import OwnWords, RemarkForm, choice_form, details_form
from app.forms.accommodations_advising import MY_WORDS, How, Instruction, Refusal, agreement_form
from app.forms.accommodations_parameters import typed_parameters
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, Strength
from app.services import accommodations, accommodations_advising, accommodations_asking

MUST, PREFER, NICE = Strength.MUST, Strength.PREFER, Strength.NICE


class Reaches(IntEnum):
    """How far something has come. What needs no decision begins at ARRANGING."""

    LISTED = -1
    SENT = 0
    ACKNOWLEDGED = 1
    TALKING = 2
    NOT_AGREED = 3
    AGREED = 4
    ARRANGING = 5
    IN_PLACE = 6
    WORKS = 7


DAYS_AFTER = {
    Reaches.ACKNOWLEDGED: 1,
    Reaches.TALKING: 2,
    Reaches.NOT_AGREED: 4,
    Reaches.AGREED: 4,
    Reaches.ARRANGING: 5,
    Reaches.IN_PLACE: 9,
    Reaches.WORKS: 14,
}
"""When each step is taken, in days after it was sent."""


@dataclass(frozen=True)
class Line:
    """One adjustment of the story; `asked` counts days before today."""

    need: str
    strength: Strength
    asked: float
    reaches: Reaches
    words: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


NOOR = (
    Line("back_to_wall", MUST, 40, Reaches.WORKS, "I lose my place when people walk behind me."),
    Line("quiet_seat", MUST, 40, Reaches.WORKS, "Doors and phones are the hardest.", {"band": "3", "sudden": "1_to_5"}),
    Line("headphones", PREFER, 40, Reaches.WORKS),
    Line("written_instructions", PREFER, 1, Reaches.ARRANGING, "I can follow a list much better than a talk."),
    Line("camera_off", NICE, 1, Reaches.ARRANGING),
    Line("agenda", NICE, 1, Reaches.SENT),
    Line("alarm_warning", PREFER, 0.5, Reaches.LISTED),
)

OTHERS: tuple[tuple[Line, ...], ...] = (
    (
        Line("headphones", MUST, 20, Reaches.WORKS),
        Line("away_from_walkway", PREFER, 20, Reaches.IN_PLACE),
        Line(MY_WORDS, NICE, 3, Reaches.ACKNOWLEDGED, "I would like to bring my own lamp."),
    ),
    (
        Line("see_exit", MUST, 18, Reaches.IN_PLACE, "I work better when I know the way out."),
        Line("breaks", PREFER, 2, Reaches.ARRANGING),
        Line("work_from_home", PREFER, 18, Reaches.NOT_AGREED),
    ),
    (
        Line("no_fluorescent", MUST, 16, Reaches.AGREED),
        Line("one_at_a_time", PREFER, 3, Reaches.TALKING),
        Line("small_group", PREFER, 9, Reaches.SENT, "Four people are fine, ten are too many."),
    ),
)
"""For the trainees after Noor, in the order in which they were enrolled. The ninth day of `small_group` is a promise
that was missed."""

REPLY = "Thank you. I have some questions about how this would look on a usual day."
REASON = "The shots may not leave the building, so the work cannot be done from home."
INSTEAD = "A desk in the quiet edit suite on three days, and online lessons from home on the others."
MEANWHILE = "Keep the door closed. Tell people not to call across the room."


def play(theatre: Theatre) -> None:
    """After enrolment, and before plans are solved, because what is agreed decides who can sit where."""
    _play_all(theatre, "noor", NOOR)
    trainees = [key for key in trainees_of(theatre, "lumina") if key != "noor"]
    for key, lines in zip(trainees, OTHERS, strict=False):
        _play_all(theatre, key, lines)
    _play_all(theatre, "bea", (Line("extra_time", PREFER, 1, Reaches.SENT, details={"amount": 30}),))
    _play_all(theatre, "zoe", (Line("quiet_seat", MUST, 3, Reaches.ACKNOWLEDGED, "A corner would be best."),), by="gil")
    _give_meanwhile(theatre)


def _play_all(theatre: Theatre, key: str, lines: tuple[Line, ...], *, by: str = "ida") -> None:
    for line in lines:
        with theatre.at(days=-line.asked):
            accommodation_id = _ask(theatre, key, line)
        for reached, days in DAYS_AFTER.items():
            if reached <= line.reaches:
                with theatre.at(days=days - line.asked), theatre.as_(key if reached is Reaches.WORKS else by) as work:
                    _take(work, work.db.get_one(Accommodation, accommodation_id), line, reached)


def _ask(theatre: Theatre, key: str, line: Line) -> UUID:
    """Put one need on the list, say its details, and send it unless it stays there."""
    with theatre.as_(key) as work:
        place = accommodations_asking.place_to_ask(work)
        if line.need == MY_WORDS:
            accommodations_asking.say(work, place, OwnWords(words=line.words, strength=line.strength))
        else:
            group = NEEDS[line.need].group
            accommodations_asking.choose(work, place, choice_form([group], ()).model_validate({group: [line.need]}))
        work.db.flush()
        (draft,) = accommodations_asking.drafts_of(work, place)
        if line.need != MY_WORDS:
            known = typed_parameters({**draft.parameters, **line.details})
            said = {"strength": line.strength, "words": line.words, **known}
            accommodations_asking.detail(work, draft, details_form(NEEDS[line.need]).model_validate(said))
        if line.reaches > Reaches.LISTED:
            accommodations_asking.send(work, place, Nothing())
        return draft.id


def _take(work: Work, row: Accommodation, line: Line, reached: Reaches) -> None:
    """Take one step, by the person for the last one and by the adviser for the others; skip what is taken already."""
    if reached is Reaches.WORKS:
        accommodations.say_it_works(work, row, Nothing())
    elif reached is Reaches.IN_PLACE:
        accommodations_advising.put_in_place(work, row, Nothing())
    elif not NEEDS[line.need].starts_at_once:
        _decide(work, row, line, reached)


def _decide(work: Work, row: Accommodation, line: Line, reached: Reaches) -> None:
    """The steps up to arranging, which only what needs a decision goes through."""
    if reached is Reaches.ACKNOWLEDGED:
        accommodations_advising.acknowledge(work, row, Nothing())
    elif reached is Reaches.TALKING:
        accommodations_advising.reply(work, row, RemarkForm(words=REPLY))
        if not row.meanwhile:
            accommodations_advising.need_nothing_meanwhile(work, row, Nothing())
    elif reached is Reaches.NOT_AGREED and line.reaches is Reaches.NOT_AGREED:
        accommodations_advising.refuse(work, row, Refusal(reason=REASON, instead=INSTEAD))
    elif reached is Reaches.AGREED:
        _agree(work, row)
    elif reached is Reaches.ARRANGING:
        accommodations_advising.arrange(work, row, Nothing())


def _agree(work: Work, row: Accommodation) -> None:
    need = NEEDS[row.need]
    said: dict[str, object] = {"how": How.AS_ASKED, "provide": need.instruction(row.parameters)}
    said |= typed_parameters(row.parameters)
    if need.is_place_rule:
        said["holds_for_place"] = True
    accommodations_advising.agree(work, row, agreement_form(need).model_validate(said))


def _give_meanwhile(theatre: Theatre) -> None:
    """Gil gives Zoe something until there is a decision."""
    with theatre.at(days=-1), theatre.as_("gil") as work:
        row = work.db.query(Accommodation).filter_by(person_id=theatre.stage.id_of("zoe")).one()
        accommodations_advising.arrange_meanwhile(work, row, Instruction(provide=MEANWHILE))
