"""Adjustments on their way from the list to working, each step played by who does it in life."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from accessibility.vocabulary import NEEDS
from app.core.work import Work
from app.forms.accommodations import RemarkForm, choice_form, details_form
from app.forms.accommodations_advising import Agreement, How, Refusal, agreement_form
from app.forms.passports import ShareForm
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation, Strength
from app.services import accommodations, accommodations_advising, accommodations_asking, applications, passports
from app.services.accommodations_asking import Asking
from tests.asking import WorkAs

Typed = Mapping[str, object]


def a_place_to_ask(work: Work, programme: str = "lumina") -> Asking:
    """An application of the actor, so that there is an adviser; asking happens outside it."""
    application = applications.start(work, programme)
    work.db.flush()
    return Asking(application.person_id, application.programme_id)


def a_draft(
    work_as: WorkAs,
    *,
    of: str,
    need: str = "quiet_seat",
    programme: str = "lumina",
    strength: Strength = Strength.MUST,
    words: str = "",
    details: Typed | None = None,
) -> UUID:
    """On the list of this member of the cast, with its details said."""
    with work_as(of) as work:
        place = a_place_to_ask(work, programme)
        form = choice_form([NEEDS[need].group], ())
        accommodations_asking.choose(work, place, form.model_validate({NEEDS[need].group: [need]}))
        work.db.flush()
        draft = next(row for row in accommodations_asking.drafts_of(work, place) if row.need == need)
        known = {f"detail_{code}": value for code, value in draft.parameters.items()}
        said = {"strength": strength, "words": words, **known, **(details or {})}
        accommodations_asking.detail(work, draft, details_form(NEEDS[need]).model_validate(said))
        return draft.id


def asked(
    work_as: WorkAs,
    *,
    of: str,
    need: str = "quiet_seat",
    programme: str = "lumina",
    strength: Strength = Strength.MUST,
    words: str = "",
    details: Typed | None = None,
) -> UUID:
    """Sent to the advisers."""
    draft_id = a_draft(work_as, of=of, need=need, programme=programme, strength=strength, words=words, details=details)
    with work_as(of) as work:
        accommodations_asking.send(work, a_place_to_ask(work, programme), Nothing())
    return draft_id


def talked_about(work_as: WorkAs, accommodation_id: UUID, *, by: str = "ida") -> UUID:
    with work_as(by) as work:
        row = work.db.get_one(Accommodation, accommodation_id)
        accommodations_advising.reply(work, row, RemarkForm(words="How would that look for you?"))
    return accommodation_id


def agreed(work_as: WorkAs, accommodation_id: UUID, *, by: str = "ida", provide: str = "") -> UUID:
    talked_about(work_as, accommodation_id, by=by)
    with work_as(by) as work:
        row = work.db.get_one(Accommodation, accommodation_id)
        accommodations_advising.agree(work, row, an_agreement(row, provide=provide))
    return accommodation_id


def an_agreement(row: Accommodation, *, provide: str = "", how: How = How.AS_ASKED, answer: str = "") -> Agreement:
    """The form as the page proposes it."""
    need = NEEDS[row.need]
    said: dict[str, object] = {"how": how, "provide": provide or need.instruction(row.parameters), "answer": answer}
    said |= {f"detail_{code}": value for code, value in row.parameters.items()}
    if need.is_place_rule:
        said["holds_for_place"] = True
    return agreement_form(need).model_validate(said)


def not_agreed(work_as: WorkAs, accommodation_id: UUID, *, by: str = "ida") -> UUID:
    talked_about(work_as, accommodation_id, by=by)
    with work_as(by) as work:
        row = work.db.get_one(Accommodation, accommodation_id)
        accommodations_advising.refuse(work, row, Refusal(reason="There is one room only.", instead="A screen."))
    return accommodation_id


def in_place(work_as: WorkAs, accommodation_id: UUID, *, by: str = "ida") -> UUID:
    agreed(work_as, accommodation_id, by=by)
    with work_as(by) as work:
        row = work.db.get_one(Accommodation, accommodation_id)
        accommodations_advising.arrange(work, row, Nothing())
        accommodations_advising.put_in_place(work, row, Nothing())
    return accommodation_id


def working(work_as: WorkAs, accommodation_id: UUID, *, of: str, by: str = "ida") -> UUID:
    in_place(work_as, accommodation_id, by=by)
    with work_as(of) as work:
        accommodations.say_it_works(work, work.db.get_one(Accommodation, accommodation_id), Nothing())
    return accommodation_id


def shared(work_as: WorkAs, accommodation_id: UUID, *, of: str, reader: str, until: date) -> None:
    with work_as(of) as work:
        passports.share(work, ShareForm(items=[accommodation_id], reader=reader, until=until))
