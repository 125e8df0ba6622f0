"""What an adviser does with an adjustment, from saying that it arrived to putting it in place."""

from accessibility.vocabulary import NEEDS
from app.core.errors import Refused
from app.core.events import Event
from app.core.words import N_, sentence
from app.core.work import Work
from app.forms.accommodations import RemarkForm, parameters_in
from app.forms.accommodations_advising import Agreement, How, Instruction, Refusal, TalkNote
from app.forms.asking import Form
from app.models.accommodations import Accommodation
from app.models.accommodations import AccommodationStatus as Status
from app.rules.accommodations import BEFORE_DECISION, LIFE, holds
from app.rules.accommodations_promises import count_down_to_decision, needs_meanwhile
from app.rules.health_words import first_health_word
from app.services.accommodations import blueprint_for, end_shares, remark, seal, step
from app.services.accommodations_owners import involved_before

BEFORE_TALKING = {Status.SENT: "acknowledge", Status.ACKNOWLEDGED: "talk"}
"""The steps that somebody has taken who writes: it arrived, and the talk has begun."""


def note_read(work: Work, accommodation: Accommodation) -> None:
    """Record that somebody other than the person opened what they asked for."""
    work.audit(
        Event(
            "accommodations.read",
            accommodation.id,
            about=accommodation.person_id,
            programme_id=accommodation.programme_id,
        )
    )


def acknowledge(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Say that it arrived. From now on the person reads the name of this adviser."""
    step(work, accommodation, "acknowledge")
    accommodation.adviser_id = work.actor.person_id


def begin_talk(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Note that the two have talked, in whichever way the person likes. It opens again what did not work."""
    _refuse_same_person(work, accommodation)
    step(work, accommodation, "reopen" if LIFE.allows(accommodation, "reopen") else "talk")
    _take_on(work, accommodation)


def reply(work: Work, accommodation: Accommodation, form: RemarkForm) -> None:
    """Write to the person. Writing is talking, so it takes every step up to it."""
    _refuse_same_person(work, accommodation)
    _talk_up_to(work, accommodation)
    remark(work, accommodation, form)


def note_talk(work: Work, accommodation: Accommodation, form: TalkNote) -> None:
    """Write down a talk that was not in writing. The person reads what was noted, and can answer."""
    _refuse_same_person(work, accommodation)
    _talk_up_to(work, accommodation)
    remark(work, accommodation, form, said=form.said)


def _talk_up_to(work: Work, accommodation: Accommodation) -> None:
    while accommodation.status in BEFORE_TALKING:
        step(work, accommodation, BEFORE_TALKING[accommodation.status])
    if LIFE.allows(accommodation, "reopen"):
        step(work, accommodation, "reopen")
    _take_on(work, accommodation)


def agree(work: Work, accommodation: Accommodation, form: Agreement) -> None:
    """Agree to what was asked or to something else, with the words that others will read."""
    _refuse_same_person(work, accommodation)
    if form.how is How.DIFFERENTLY and not form.answer:
        raise Refused(N_("Say what is different, and why"), field="answer")
    _ask_about_health_words(form.provide, keep=form.keep)
    need = NEEDS[accommodation.need]
    accommodation.provide = form.provide
    accommodation.meanwhile = ""
    accommodation.asked = 0
    accommodation.agreed_at = work.now
    accommodation.agreed_parameters = parameters_in(form, need)
    accommodation.holds_for_place = bool(form.model_dump().get("holds_for_place", True))
    accommodation.adviser_id = work.actor.person_id
    seal(work, accommodation, "sealed_answer", form.answer)
    seal(work, accommodation, "sealed_offer", "")
    step(work, accommodation, "agree" if form.how is How.AS_ASKED else "agree_differently")


def refuse(work: Work, accommodation: Accommodation, form: Refusal) -> None:
    """Say no, with the reason and what is offered instead. What was agreed before ends with it."""
    _refuse_same_person(work, accommodation)
    accommodation.provide = accommodation.meanwhile = ""
    accommodation.adviser_id = work.actor.person_id
    seal(work, accommodation, "sealed_answer", form.reason)
    seal(work, accommodation, "sealed_offer", form.instead)
    is_second_look = accommodation.status is Status.LOOKING_AGAIN
    step(work, accommodation, "not_agree_finally" if is_second_look else "not_agree")
    end_shares(work, accommodation)


def arrange(work: Work, accommodation: Accommodation, _form: Form) -> None:
    step(work, accommodation, "arrange")


def put_in_place(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Say that it is there. The person is asked whether it works; only they can say so."""
    step(work, accommodation, "put_in_place")
    _take_on(work, accommodation)


def arrange_meanwhile(work: Work, accommodation: Accommodation, form: Instruction) -> None:
    """Provide something until there is a decision."""
    _refuse_same_person(work, accommodation)
    if accommodation.status not in BEFORE_DECISION:
        raise Refused(N_("There is a decision already, so nothing is needed until then."))
    _ask_about_health_words(form.provide, keep=form.keep)
    accommodation.meanwhile = form.provide
    _has_thought_of_meanwhile(work, accommodation)
    _record(
        work, accommodation, "accommodations.meanwhile_arranged", shown=N_("Something helps until there is a decision")
    )


def need_nothing_meanwhile(work: Work, accommodation: Accommodation, _form: Form) -> None:
    """Say that nothing is needed until there is a decision. What is provided already goes on."""
    if accommodation.status not in BEFORE_DECISION or accommodation.meanwhile:
        raise Refused(N_("Something is provided already, or there is a decision."))
    _has_thought_of_meanwhile(work, accommodation)
    _record(
        work,
        accommodation,
        "accommodations.nothing_needed_meanwhile",
        shown=N_("Your adviser thinks that you need nothing until there is a decision. Write if you do"),
    )


def _has_thought_of_meanwhile(work: Work, accommodation: Accommodation) -> None:
    was_promised = needs_meanwhile(accommodation)
    accommodation.meanwhile_at = work.now
    _take_on(work, accommodation)
    if was_promised:
        count_down_to_decision(accommodation, blueprint_for(work, accommodation), work.now)


def reword(work: Work, accommodation: Accommodation, form: Instruction) -> None:
    """Change the words that readers read. It reaches them at once."""
    if not holds(accommodation):
        raise Refused(N_("This is not agreed, so there are no words to change."))
    _ask_about_health_words(form.provide, keep=form.keep)
    accommodation.provide = form.provide
    _record(work, accommodation, "accommodations.reworded")


def _take_on(work: Work, accommodation: Accommodation) -> None:
    accommodation.adviser_id = accommodation.adviser_id or work.actor.person_id


def _refuse_same_person(work: Work, accommodation: Accommodation) -> None:
    if took_part_before(work, accommodation):
        raise Refused(N_("You had a part in this before. The person asked for a look by another adviser."))


def took_part_before(work: Work, accommodation: Accommodation) -> bool:
    """Whether this is a second look, and the actor is one of those who dealt with it before."""
    is_second = accommodation.status is Status.LOOKING_AGAIN
    return is_second and work.actor.person_id in involved_before(work, accommodation)


def _ask_about_health_words(text: str, *, keep: bool) -> None:
    """Ask once, kindly, and take the words as they are when the adviser keeps them."""
    word = first_health_word(text)
    if word and not keep:
        raise Refused(
            sentence(
                N_("The word “%(word)s” may say why. Others will read this. Change it, or keep your words as they are"),
                word=word,
            ),
            field="provide",
        )


def _record(work: Work, accommodation: Accommodation, name: str, *, shown: str = "") -> None:
    about, programme_id = accommodation.person_id, accommodation.programme_id
    work.record(Event(name, accommodation.id, about=about, programme_id=programme_id, shown=shown))
