"""The adviser's desk: what waits, one case, and each thing that an adviser does with it."""

from collections.abc import Callable

from fastapi import Response

from accessibility.vocabulary import NEEDS
from app.core.words import N_
from app.core.work import Work
from app.forms.accommodations_advising import DeskFilter, Instruction, Refusal, Reply, TalkNote, agreement_form
from app.forms.asking import Form
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing
from app.models.accommodations import Accommodation
from app.pages import accommodations_desk as views
from app.rules.accommodations import ADVISE, DESK
from app.services import accommodations_advising as services
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("accommodations")

AGREE = N_("Agree and say what to provide")
REFUSE = N_("Say why it is not possible")
REWORD = N_("Change what to provide")
NOTE = N_("Write down a talk")
MEANWHILE = N_("Provide something until there is a decision")

Verb = Callable[[Work, Accommodation, Form], None]


@pages.get("/adviser/adjustments", policy=DESK, writes=True)
def desk(visit: Visit) -> Response:
    filled = visit.asked(DeskFilter)
    return visit.page("accommodations/desk.html", views.desk(visit.work, filled), form=filled)


@pages.get("/adviser/adjustments/{accommodation_id}", policy=ADVISE, writes=True)
def case(visit: Visit, accommodation: Accommodation) -> Response:
    services.note_read(visit.work, accommodation)
    return visit.page("accommodations/case.html", views.case(visit.work, accommodation))


@pages.post("/adviser/adjustments/{accommodation_id}/acknowledgement", policy=ADVISE)
def acknowledge(visit: Visit, accommodation: Accommodation) -> Response:
    return _press(visit, accommodation, services.acknowledge, N_("The person now reads your name."))


@pages.post("/adviser/adjustments/{accommodation_id}/talk", policy=ADVISE)
def begin_talk(visit: Visit, accommodation: Accommodation) -> Response:
    return _press(visit, accommodation, services.begin_talk, N_("Noted: you talk about it."))


@pages.post("/adviser/adjustments/{accommodation_id}/arranging", policy=ADVISE)
def arrange(visit: Visit, accommodation: Accommodation) -> Response:
    return _press(visit, accommodation, services.arrange, N_("Noted: it is being arranged."))


@pages.post("/adviser/adjustments/{accommodation_id}/place", policy=ADVISE)
def put_in_place(visit: Visit, accommodation: Accommodation) -> Response:
    return _press(visit, accommodation, services.put_in_place, N_("Noted. The person is asked if it works."))


@pages.post("/adviser/adjustments/{accommodation_id}/remarks", policy=ADVISE)
def reply(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Reply)
    if filled.accepted_by(services.reply, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("Your words are sent."))
    return visit.page("accommodations/case.html", views.case(visit.work, accommodation, filled), form=filled)


@pages.get("/adviser/adjustments/{accommodation_id}/talk-note", policy=ADVISE)
def talk_note(visit: Visit, accommodation: Accommodation) -> Response:
    view = views.answering(accommodation, NOTE)
    return visit.page("accommodations/talk_note.html", view, form=Filled.blank(TalkNote))


@pages.post("/adviser/adjustments/{accommodation_id}/talk-note", policy=ADVISE)
def note_talk(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(TalkNote)
    if filled.accepted_by(services.note_talk, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("The person can read it."))
    return visit.page("accommodations/talk_note.html", views.answering(accommodation, NOTE), form=filled)


@pages.post("/adviser/adjustments/{accommodation_id}/nothing-meanwhile", policy=ADVISE)
def need_nothing_meanwhile(visit: Visit, accommodation: Accommodation) -> Response:
    return _press(visit, accommodation, services.need_nothing_meanwhile, N_("Noted. The person is told."))


@pages.get("/adviser/adjustments/{accommodation_id}/agreement", policy=ADVISE)
def agreement(visit: Visit, accommodation: Accommodation) -> Response:
    filled = views.proposed_agreement(accommodation)
    return visit.page("accommodations/agreement.html", views.answering(accommodation, AGREE, filled), form=filled)


@pages.post("/adviser/adjustments/{accommodation_id}/agreement", policy=ADVISE)
def agree(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(agreement_form(NEEDS[accommodation.need]))
    if filled.accepted_by(services.agree, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("Your answer is sent."))
    return visit.page("accommodations/agreement.html", views.answering(accommodation, AGREE, filled), form=filled)


@pages.get("/adviser/adjustments/{accommodation_id}/refusal", policy=ADVISE)
def refusal(visit: Visit, accommodation: Accommodation) -> Response:
    view = views.answering(accommodation, REFUSE)
    return visit.page("accommodations/refusal.html", view, form=Filled.blank(Refusal))


@pages.post("/adviser/adjustments/{accommodation_id}/refusal", policy=ADVISE)
def refuse(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Refusal)
    if filled.accepted_by(services.refuse, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("Your answer is sent."))
    return visit.page("accommodations/refusal.html", views.answering(accommodation, REFUSE), form=filled)


@pages.get("/adviser/adjustments/{accommodation_id}/wording", policy=ADVISE)
def wording(visit: Visit, accommodation: Accommodation) -> Response:
    filled = views.proposed_wording(accommodation)
    return visit.page("accommodations/wording.html", views.answering(accommodation, REWORD, filled), form=filled)


@pages.post("/adviser/adjustments/{accommodation_id}/wording", policy=ADVISE)
def reword(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Instruction)
    if filled.accepted_by(services.reword, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("The words are changed."))
    return visit.page("accommodations/wording.html", views.answering(accommodation, REWORD, filled), form=filled)


@pages.get("/adviser/adjustments/{accommodation_id}/meanwhile", policy=ADVISE)
def meanwhile(visit: Visit, accommodation: Accommodation) -> Response:
    filled = views.proposed_meanwhile(accommodation)
    return visit.page("accommodations/meanwhile.html", views.answering(accommodation, MEANWHILE, filled), form=filled)


@pages.post("/adviser/adjustments/{accommodation_id}/meanwhile", policy=ADVISE)
def arrange_meanwhile(visit: Visit, accommodation: Accommodation) -> Response:
    filled = visit.read(Instruction)
    if filled.accepted_by(services.arrange_meanwhile, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=N_("The person is told."))
    return visit.page("accommodations/meanwhile.html", views.answering(accommodation, MEANWHILE, filled), form=filled)


def _press(visit: Visit, accommodation: Accommodation, verb: Verb, notice: str) -> Response:
    """A button without questions: done and back to the case, or the case again with the reason why not."""
    filled = visit.read(Nothing)
    if filled.accepted_by(verb, visit.work, accommodation):
        return visit.to("accommodations.case", accommodation_id=accommodation.id, notice=notice)
    return visit.page("accommodations/case.html", views.case(visit.work, accommodation), form=filled)
