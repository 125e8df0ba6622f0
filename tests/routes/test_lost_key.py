"""What a lost key leaves (KEY-03): each page stands, says what cannot be read, and nothing of it is written over."""

from fastapi import FastAPI
from sqlmodel import col, select
from structlog.testing import capture_logs

from app.adapters import codes
from app.adapters.parts import Parts
from app.core.vault import LOCKED
from app.models.corrections import Correction
from app.models.first_answers import FirstAnswers
from app.models.kept_forms import KeptForm
from app.models.monitoring import MonitoringAnswer
from app.services import recovery_codes
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.conftest import MovableClock
from tests.factories.decisions import a_sent_application, accepted
from tests.losing import without_the_key
from tests.routes.test_sign_ins import PASSWORD, SECRET, give_password

FIRST = "/programmes/lumina/first-answers"
SAID = {"answer_name": "Ari of the river", "answer_contact": "email", "answer_age": "yes"}
SCHOOL, STREET = "My school is written wrong.", "My street has another name."


def asked_for_corrections(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    for kind, words in (("answers", SCHOOL), ("account", STREET)):
        assert as_("bea").post(f"/my-data/kinds/{kind}/correction", {"words": words}).status == 303


def test_key03_corrections_stand_and_say_that_their_words_cannot_be_read(
    as_: AsMember, work_as: WorkAs, web: FastAPI, parts: Parts
) -> None:
    asked_for_corrections(as_, work_as)
    bea, mei = as_("bea"), as_("mei")
    with parts.work(writes=False) as work:
        first = work.db.scalars(select(Correction.id).order_by(col(Correction.id))).first()

    with capture_logs() as lines, without_the_key(web, parts):
        pages = [bea.get("/corrections"), mei.get("/corrections/waiting"), mei.get(f"/corrections/{first}/answer")]
        bea.get("/corrections")

    assert [(page.status, page.main.count(LOCKED)) for page in pages] == [(200, 2), (200, 2), (200, 1)]
    assert "A person answers by" in pages[0].main
    alarms = [(line["table"], line["column"]) for line in lines if line["event"] == "vault_closed"]
    assert alarms.count(("corrections", "sealed_words")) == 1
    assert SCHOOL in bea.get("/corrections").main


def test_key02_a_correction_that_was_moved_takes_no_other_away(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    asked_for_corrections(as_, work_as)
    with parts.work() as work:
        one, other = work.db.scalars(select(Correction).order_by(col(Correction.id))).all()
        one.sealed_words = other.sealed_words

    shown = as_("bea").get("/corrections")

    assert (shown.status, shown.main.count(LOCKED), shown.main.count(STREET)) == (200, 1, 1)


def test_key03_equality_answers_that_cannot_be_read_stay_unless_others_are_given(
    as_: AsMember, work_as: WorkAs, web: FastAPI, parts: Parts, stage: Stage
) -> None:
    accepted(work_as, of="noor")
    noor = as_("noor")
    noor.post("/equality", {"age": "under_25", "gender": "non_binary"})

    with without_the_key(web, parts):
        page = noor.get("/equality")
        saved = noor.post("/equality", {"gender": "woman"})
        counts = as_("mei").get(f"/cohorts/{stage.cohorts['lumina'].id}/counts")

    assert (page.status, LOCKED in page.main) == (200, True)
    assert (saved.status, counts.status) == (303, 200)
    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(MonitoringAnswer)).all()
        assert sorted((row.question, row.sealed_value.partition(".")[0]) for row in kept) == [
            ("age", "demonstration"), ("gender", "other"),
        ]  # fmt: skip


def test_key03_first_answers_that_cannot_be_read_are_said_and_never_written_over(
    as_: AsMember, web: FastAPI, parts: Parts
) -> None:
    visitor = as_(None)
    visitor.post(FIRST, SAID)
    visitor.post(f"{FIRST}/address", {"email": "ari@example.com"})
    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(FirstAnswers)).one()

    with without_the_key(web, parts):
        pages = [visitor.get(f"{FIRST}{page}") for page in ("", "/address", "/removal")]
        meeting = [as_("ari").get(f"/first-answers/{kept.id}{page}") for page in ("", "/removal")]
        refused = [visitor.post(FIRST, SAID), as_("ari").post(f"/first-answers/{kept.id}", {})]

    assert [(page.status, LOCKED in page.main) for page in (*pages, *meeting)] == [(200, True)] * 5
    assert [page.status for page in refused] == [422, 422]
    assert refused[0].errors == [
        "Your earlier answers cannot be read now, so nothing is added to them. Try again later, or remove them."
    ]
    assert "Ari of the river" in visitor.get(f"{FIRST}/address").main


def test_key03_a_form_that_was_kept_says_that_it_cannot_be_read(
    as_: AsMember, web: FastAPI, parts: Parts, clock: MovableClock
) -> None:
    late = as_("noor")
    clock.advance(hours=25)
    late.post("/preferences", {"digest_times": "13:00", "quiet_from": "20:00"})
    with parts.work(writes=False) as work:
        kept = work.db.scalars(select(KeptForm.id)).one()

    with without_the_key(web, parts):
        shown = as_("noor").get(f"/kept/{kept}")

    assert (shown.status, LOCKED in shown.main, "Send it now" in shown.main) == (200, True, False)


def test_key03_staff_sign_in_with_a_recovery_code_while_no_code_can_be_checked(
    as_: AsMember, work_as: WorkAs, web: FastAPI, parts: Parts, *, stage: Stage, clock: MovableClock
) -> None:
    mei = stage.people["mei"]
    give_password(work_as, mei, with_code=True)
    with parts.work() as work:
        spare = recovery_codes.renew(work, mei)[0]
    entry = {"email": mei.email, "password": PASSWORD}

    with capture_logs() as lines, without_the_key(web, parts):
        refused = as_(None).post("/sign-in/password", {**entry, "code": codes.current_code(SECRET, clock())})
        let_in = as_(None).post("/sign-in/password", {**entry, "code": spare})

    assert refused.status == 422
    (told,) = refused.errors
    assert told.startswith("Codes of an authenticator cannot be checked now")
    assert told.endswith("Use a recovery code, or try again later.")
    assert let_in.status == 303
    assert [line["no_key"] for line in lines if line["event"] == "vault_closed"] == ["demonstration"]


def test_key03_setting_up_an_authenticator_begins_anew_without_the_key(
    as_: AsMember, work_as: WorkAs, web: FastAPI, parts: Parts, stage: Stage
) -> None:
    give_password(work_as, stage.people["ari"], with_code=False)
    ari = as_("ari")
    ari.post("/sign-ins/authenticator", {})

    with without_the_key(web, parts):
        shown = ari.get("/sign-ins/authenticator")

    assert (shown.status, "Or type this key" in shown.main, "Show me a new key" in shown.main) == (200, False, True)
