"""Ending the sign-ins of somebody else: one or all, by an administrator, told to the person."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import Nothing, PersonWanted
from app.models.people import Person
from app.models.sign_ins import SignIn
from app.pages import sign_ins_others as views
from app.rules.sign_ins import END_ANY, OF_PERSON, PEOPLE
from app.services import sign_ins_ending
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("sign_ins")

ONE_ENDED = N_("That browser is signed out. The person is told.")
ALL_ENDED = N_("They are signed out everywhere. The person is told.")


@pages.get("/people/sign-ins", policy=PEOPLE)
def people(visit: Visit) -> Response:
    filled = visit.asked(PersonWanted)
    return visit.page("sign_ins/people.html", views.people(visit.work, filled), form=filled)


@pages.get("/people/{person_id}/sign-ins", policy=OF_PERSON)
def of_person(visit: Visit, person: Person) -> Response:
    view = views.of_person(visit.work, person, visit.me.time_zone)
    return visit.page("sign_ins/of_person.html", view, form=Filled.blank(Nothing))


@pages.post("/people/{person_id}/sign-ins/end", policy=OF_PERSON, proves=True)
def end_all_of(visit: Visit, person: Person) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(sign_ins_ending.end_all_of, visit.work, person):
        return visit.to("sign_ins.of_person", person_id=person.id, notice=ALL_ENDED)
    view = views.of_person(visit.work, person, visit.me.time_zone)
    return visit.page("sign_ins/of_person.html", view, form=filled)


@pages.post("/people/sign-ins/{sign_in_id}/end", policy=END_ANY, proves=True)
def end_one_of(visit: Visit, sign_in: SignIn) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(sign_ins_ending.end_one_of, visit.work, sign_in):
        return visit.to("sign_ins.of_person", person_id=sign_in.person_id, notice=ONE_ENDED)
    person = visit.work.db.get_one(Person, sign_in.person_id)
    view = views.of_person(visit.work, person, visit.me.time_zone)
    return visit.page("sign_ins/of_person.html", view, form=filled)
