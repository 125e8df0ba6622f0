"""Opening in an emergency: a reason, a fresh proof, one hour, everybody is told, and each read is written down.

A manager opens what to provide. What an auditor opens is in `test_emergencies_parts`.
"""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlmodel import col

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.core.vault import VaultClosed
from app.models.applications import Application, ApplicationStatus
from app.models.emergencies import Emergency
from app.models.messages import Message
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.accommodations import a_place_to_ask
from tests.factories.passports import WALL, WHY, a_wall
from tests.pressing import press
from tests.running import run_reactions

REASON = "Noor fainted at the desk and I need to know what helps."


def applied(work_as: WorkAs, *, who: str = "noor", programme: str = "lumina") -> None:
    """A sent application, so that managers of the programme know the person."""
    with work_as(who) as work:
        place = a_place_to_ask(work, programme)
        assert place
    with work_as(None) as work:
        for row in work.db.query(Application).all():
            row.status, row.sent_at = ApplicationStatus.RECEIVED, work.now


def opened(
    client: Client, stage: Stage, *, whose: str = "noor", reason: str = REASON, parts: Sequence[str] = ()
) -> Shown:
    typed = {"reason": reason, **({"parts": list(parts)} if parts else {})}
    return client.post(f"/emergencies/people/{stage.id_of(whose)}", typed)


@pytest.fixture
def wall(work_as: WorkAs) -> UUID:
    item = a_wall(work_as)
    applied(work_as)
    return item


@pytest.mark.usefixtures("wall")
def test_authz_07_it_shows_what_to_provide_and_never_why(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")

    shown = mei.follow(opened(mei, stage))

    assert "It is open for one hour. The person is told now." in shown.text
    assert WALL in shown.main
    assert "Open until Monday 1 March 2027, 12:00pm" in shown.main
    assert WHY not in shown.text


@pytest.mark.usefixtures("wall")
def test_authz_07_it_closes_after_an_hour_and_nothing_makes_it_longer(
    as_: AsMember, stage: Stage, clock: MovableClock
) -> None:
    mei = as_("mei")
    path = opened(mei, stage).location
    clock.advance(minutes=14)
    again = opened(mei, stage)
    clock.advance(minutes=45)
    still = mei.get(path)
    clock.advance(minutes=1)
    over = mei.get(path)

    assert again.status == 422
    assert "You have this open already." in again.errors[0]
    assert (WALL in still.main, WALL in over.main) == (True, False)
    assert "This closed on Monday 1 March 2027, 12:00pm" in over.main


@pytest.mark.usefixtures("wall")
def test_authz_07_an_old_proof_is_not_enough(as_: AsMember, stage: Stage, clock: MovableClock, work_as: WorkAs) -> None:
    mei = as_("mei")
    clock.advance(minutes=16)

    page, act = mei.get(f"/emergencies/people/{stage.id_of('noor')}"), opened(mei, stage)

    assert (page.status, page.location.partition("?")[0]) == (303, "/sign-ins/proof")
    assert (act.status, act.location.partition("?")[0]) == (303, "/sign-ins/proof")
    with work_as(None) as work:
        assert work.db.query(Emergency).count() == 0


@pytest.mark.usefixtures("wall")
def test_authz_07_the_person_and_the_auditor_are_told_at_once(
    as_: AsMember, stage: Stage, parts: Parts, work_as: WorkAs, clock: MovableClock
) -> None:
    opened(as_("mei"), stage)
    run_reactions(parts)
    run_reactions(parts)

    with work_as(None) as work:
        told = work.db.query(Message).filter(col(Message.template).startswith("emergency")).all()
        found = sorted((row.email, row.template, row.path, row.deliver_at == clock.now, str(row.facts)) for row in told)
    assert found == [
        ("noor@example.com", "emergency_opened", "/who-looked", True, "{}"),
        ("pia@example.com", "emergency_to_look_at", "/emergencies", True, "{}"),
    ]
    page = as_("noor").get("/who-looked")
    assert "What to provide for you" in page.main
    assert "Mei Tanaka opened this in an emergency" in page.main
    assert REASON in page.main
    assert "11:00am to 12:00pm" in page.main


@pytest.mark.usefixtures("wall")
def test_authz_07_each_read_is_written_down_and_told(
    as_: AsMember, stage: Stage, work_as: WorkAs, clock: MovableClock
) -> None:
    mei = as_("mei")
    path = opened(mei, stage).location
    mei.get(path)
    mei.get(path)
    clock.advance(hours=2)
    mei.get(path)  # it is closed, so there is nothing to read

    with work_as(None) as work:
        entries = work.db.query(AuditEntry).filter_by(name="emergencies.read").all()
        kept = [(entry.actor_id, entry.about, entry.facts, entry.reason) for entry in entries]
    assert kept == [(stage.id_of("mei"), stage.id_of("noor"), {}, "")] * 2
    assert "Read 2 times." in as_("pia").get("/emergencies").main
    assert "What is agreed for you, in an emergency: 11:00am" in as_("noor").get("/who-looked").main


@pytest.mark.usefixtures("wall")
def test_authz_07_it_can_be_ended_early(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")
    path = opened(mei, stage).location

    done = mei.follow(press(mei, mei.get(path), "Close this opening now Noor Haddad"))
    again = mei.post(f"{path}/end")

    assert "It is closed." in done.text
    assert WALL not in mei.get(path).main
    assert (again.status, again.errors) == (422, ["This is closed already."])


@pytest.mark.usefixtures("wall")
def test_authz_07_the_auditor_lists_all_ends_any_and_reads_none(as_: AsMember, stage: Stage) -> None:
    path = opened(as_("mei"), stage).location
    pia = as_("pia")

    listed = pia.get("/emergencies")

    assert "Noor Haddad, opened by Mei Tanaka" in listed.main
    assert REASON in listed.main
    assert WALL not in listed.text
    assert pia.get(path).status == 403
    assert pia.post(f"{path}/end").status == 303
    assert "This closed on" in as_("mei").get(path).main


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize("who", ["noor", "bea", "tom", "jun", "ravi", "ida", "hal", "ola", "fay", "sam", "asha"])
def test_authz_07_nobody_else_opens_reads_or_ends(as_: AsMember, stage: Stage, who: str) -> None:
    path = opened(as_("mei"), stage).location
    client = as_(who)

    assert [client.get(path).status, client.post(f"{path}/end").status] == [404, 404]
    assert opened(client, stage).status == 404
    assert client.get("/emergencies").status == (200 if who == "asha" else 403)
    assert "Noor" not in client.get("/emergencies?name=noo").main.replace("noo", "") or who == "noor"


@pytest.mark.usefixtures("wall")
@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("", "Say why you need to open this now"),
        ("Too short", "Use at least 20 characters"),
        (" " * 40, "Say why you need to open this now"),
        ("x" * 1001, "Use 1000 characters or fewer. You have used 1001"),
        (
            "A reason that is long enough\x00",
            "We took hidden characters out of this answer. Check it, then send it again",
        ),
    ],
)
def test_authz_07_a_reason_has_twenty_characters(
    as_: AsMember, stage: Stage, work_as: WorkAs, reason: str, sentence: str
) -> None:
    shown = opened(as_("mei"), stage, reason=reason)

    assert (shown.status, shown.errors) == (422, [sentence])
    assert reason.strip().replace("\x00", "") in shown.text
    with work_as(None) as work:
        assert work.db.query(Emergency).count() == 0


def test_authz_07_being_found_says_nothing_about_a_person(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    applied(work_as, who="bea")
    mei = as_("mei")

    found = mei.get("/emergencies?name=lindq")
    shown = mei.follow(opened(mei, stage, whose="bea"))

    assert "Bea Lindqvist" in found.main
    assert "Nothing is agreed for Bea Lindqvist." in shown.main
    assert "There is nobody of this name." in mei.get("/emergencies?name=%25").main
    assert "There is nobody of this name." in mei.get("/emergencies?name=zoe").main


@pytest.mark.usefixtures("wall")
def test_key_02_a_reason_that_was_moved_stays_closed(as_: AsMember, stage: Stage, work_as: WorkAs) -> None:
    opened(as_("mei"), stage)
    opened(as_("pia"), stage, reason="Another reason, which is long enough too.", parts=["contact"])
    with work_as(None) as work:
        one, other = work.db.query(Emergency).all()
        assert REASON not in one.sealed_reason + other.sealed_reason
        one.sealed_reason, other.sealed_reason = other.sealed_reason, one.sealed_reason
        work.db.flush()
        with pytest.raises(VaultClosed):
            work.vault.open(one.sealed_reason, table="emergencies", column="sealed_reason", row=one.id)

    page = as_("noor").get("/who-looked")

    assert REASON not in page.text
    assert page.status == 200
