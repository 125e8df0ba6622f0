"""How somebody signs in: a password, an authenticator, recovery codes, and where they are signed in."""

from fastapi import Response

from app.core.words import N_
from app.forms.filling import Filled
from app.forms.sign_ins import CodeEntry, NewPassword, Nothing, PasswordAgain
from app.models.sign_ins import SignIn
from app.pages import sign_ins_own as views
from app.rules.sign_ins import (
    AFTER_AUTHENTICATOR,
    AFTER_PASSWORD,
    END_ONE,
    OWN_WAYS,
    WITHOUT_AUTHENTICATOR,
    WITHOUT_PASSWORD,
)
from app.services import credentials, sign_ins_ending
from app.web.entering import renewed
from app.web.router import Pages
from app.web.visits import Visit

pages = Pages("sign_ins")

PASSWORD_SET = N_("Your password is set. You are signed out everywhere else.")
PASSWORD_REMOVED = N_("Your password is removed. You sign in with an e-mail link now.")
AUTHENTICATOR_REMOVED = N_("Your authenticator is removed. You sign in with your password alone now.")
OTHERS_ENDED = N_("You are signed out everywhere else.")
ONE_ENDED = N_("That browser is signed out.")


@pages.get("/sign-ins", policy=OWN_WAYS)
def ways(visit: Visit) -> Response:
    return visit.page("sign_ins/ways.html", views.ways(visit.work, visit.signed))


@pages.get("/sign-ins/password", policy=OWN_WAYS, proves=True)
def password(visit: Visit) -> Response:
    view = views.password(visit.work, visit.signed)
    return visit.page("sign_ins/choosing.html", view, form=Filled.blank(NewPassword))


@pages.post("/sign-ins/password", policy=OWN_WAYS, proves=True)
def set_password(visit: Visit) -> Response:
    filled = visit.read(NewPassword)
    if filled.accepted_by(credentials.change_password, visit.work, visit.me):
        return renewed(visit, AFTER_PASSWORD, lambda: visit.to("sign_ins.ways", notice=PASSWORD_SET))
    return visit.page("sign_ins/choosing.html", views.password(visit.work, visit.signed), form=filled)


@pages.get("/sign-ins/password/removal", policy=OWN_WAYS, proves=True)
def password_removal(visit: Visit) -> Response:
    view = views.password_removal(visit.work, visit.signed)
    return visit.page("sign_ins/password_removal.html", view, form=Filled.blank(Nothing))


@pages.post("/sign-ins/password/removal", policy=OWN_WAYS, proves=True)
def remove_password(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(credentials.remove_password, visit.work, visit.me):
        return renewed(visit, WITHOUT_PASSWORD, lambda: visit.to("sign_ins.ways", notice=PASSWORD_REMOVED))
    return visit.page("sign_ins/password_removal.html", views.password_removal(visit.work, visit.signed), form=filled)


@pages.get("/sign-ins/authenticator", policy=OWN_WAYS, proves=True)
def authenticator(visit: Visit) -> Response:
    view = views.authenticator(visit.work, visit.signed)
    return visit.page("sign_ins/authenticator.html", view, form=Filled.blank(CodeEntry))


@pages.post("/sign-ins/authenticator", policy=OWN_WAYS, proves=True)
def show_key(visit: Visit) -> Response:
    filled = visit.read(Nothing)
    if filled.accepted_by(credentials.begin_authenticator, visit.work, visit.me):
        return visit.to("sign_ins.authenticator")
    return visit.page("sign_ins/authenticator.html", views.authenticator(visit.work, visit.signed), form=filled)


@pages.post("/sign-ins/authenticator/code", policy=OWN_WAYS, proves=True)
def confirm_authenticator(visit: Visit) -> Response:
    filled, made = visit.read(CodeEntry), list[str]()
    if filled.accepted_by(credentials.confirm_authenticator, visit.work, visit.me, made):
        view = views.RecoveryCodesPage(made, is_first=True)
        return renewed(visit, AFTER_AUTHENTICATOR, lambda: visit.page("sign_ins/recovery_codes.html", view))
    return visit.page("sign_ins/authenticator.html", views.authenticator(visit.work, visit.signed), form=filled)


@pages.get("/sign-ins/authenticator/removal", policy=OWN_WAYS, proves=True)
def authenticator_removal(visit: Visit) -> Response:
    view = views.authenticator_removal(visit.work, visit.signed)
    return visit.page("sign_ins/authenticator_removal.html", view, form=Filled.blank(PasswordAgain))


@pages.post("/sign-ins/authenticator/removal", policy=OWN_WAYS, proves=True)
def remove_authenticator(visit: Visit) -> Response:
    filled = visit.read(PasswordAgain)
    if filled.accepted_by(credentials.remove_authenticator, visit.work, visit.me):
        return renewed(visit, WITHOUT_AUTHENTICATOR, lambda: visit.to("sign_ins.ways", notice=AUTHENTICATOR_REMOVED))
    view = views.authenticator_removal(visit.work, visit.signed)
    return visit.page("sign_ins/authenticator_removal.html", view, form=filled)


@pages.get("/sign-ins/recovery-codes", policy=OWN_WAYS, proves=True)
def recovery(visit: Visit) -> Response:
    return visit.page("sign_ins/recovery.html", views.renewal(visit.work, visit.signed), form=Filled.blank(Nothing))


@pages.post("/sign-ins/recovery-codes", policy=OWN_WAYS, proves=True)
def renew_recovery_codes(visit: Visit) -> Response:
    filled, made = visit.read(Nothing), list[str]()
    if filled.accepted_by(credentials.renew_recovery_codes, visit.work, visit.me, made):
        return visit.page("sign_ins/recovery_codes.html", views.RecoveryCodesPage(made))
    return visit.page("sign_ins/recovery.html", views.renewal(visit.work, visit.signed), form=filled)


@pages.post("/sign-ins/others/end", policy=OWN_WAYS, proves=True)
def end_others(visit: Visit) -> Response:
    sign_ins_ending.end_others(visit.work, visit.signed)
    return visit.to("sign_ins.ways", notice=OTHERS_ENDED)


@pages.post("/sign-ins/{sign_in_id}/end", policy=END_ONE)
def end_one(visit: Visit, sign_in: SignIn) -> Response:
    sign_ins_ending.end_one(visit.work, sign_in)
    return visit.to("sign_ins.ways", notice=ONE_ENDED)
