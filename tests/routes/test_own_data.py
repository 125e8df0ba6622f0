"""What we hold about you: the notice, the page, and the file, which holds all that is theirs and nothing of anybody else."""

import io
import json
import time
from uuid import UUID
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.core.events import AuditEntry
from app.core.policy import POLICIES
from app.models.accommodations import Remark
from app.models.messages import Message
from app.models.own_data import OwnFile, OwnFileStatus
from app.models.people import Person
from app.rules.registers import register
from app.services import messages
from app.services.casting import Stage
from app.worker import sweep
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.counting import statements
from tests.factories.accommodations import agreed, asked
from tests.factories.applications import a_draft
from tests.factories.decisions import a_sent_application, decided
from tests.factories.passports import WALL, shared_at_the_desk
from tests.factories.supporters import helping, part_of
from tests.pressing import press
from tests.running import run_reactions

PAGE, FILE = "/my-data", "/my-data/file"


def own_file(client: Client, parts: Parts) -> UUID:
    """Asked for on the page and made by the worker."""
    assert client.post(FILE).status == 303
    run_reactions(parts)
    with parts.work(writes=False) as work:
        return work.db.scalars(select(OwnFile.id).order_by(col(OwnFile.id).desc())).first() or UUID(int=0)


def fetched(client: Client, file_id: UUID) -> ZipFile:
    shown = client.get(f"/my-data/files/{file_id}")
    assert shown.status == 200
    return ZipFile(io.BytesIO(shown.answer.content))


def everything_in(archive: ZipFile) -> str:
    return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_f95_the_notice_is_drawn_from_the_register(as_: AsMember) -> None:
    shown = as_(None).get("/about/data")

    kinds = [summary.get_text(strip=True) for summary in shown.soup.select("main summary")]
    assert sorted(kinds) == sorted(entry.title for entry in register().entries.values())
    assert "24 months after you last signed in" in shown.main


def test_n31_who_can_see_it_comes_from_the_permission_that_the_server_asks(as_: AsMember) -> None:
    shown = as_("noor").get("/my-data/kinds/adjustments")

    assert POLICIES["accommodations.advise"].roles == {Role.ADVISER}
    assert (
        "Who can see it You Your adviser People you choose A manager or a privacy auditor in an emergency" in shown.main
    )


def test_f95_a_kind_says_what_holds_it_back_and_what_stays(as_: AsMember) -> None:
    shown = as_("noor").get("/my-data/kinds/applications")

    assert "While an application of yours is open, your cohort runs, or you wait for an answer from us." in shown.main
    assert "What stays after that That one person applied" in shown.main


def test_the_page_says_what_is_held_and_what_is_not(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("bea").get(PAGE)

    lines = [" ".join(item.get_text(" ").split()) for item in shown.soup.select("main h2 + ul li")]
    assert "Your applications 1 entry" in [line for line in lines if line.startswith("Your applications")]
    assert "Your passport" in [item.get_text(strip=True) for item in shown.soup.select("main details li")]
    assert "Ari" not in shown.main


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_asks_equally_often_for_one_row_and_for_thirty(as_: AsMember, work_as: WorkAs, rows: int) -> None:
    with work_as("noor") as work:
        for _ in range(rows):
            me = work.db.get_one(Person, work.actor.person_id)
            messages.write(work, "own_file_ready", to=me, event_id=work.new_id())
    client = as_("noor")

    with statements() as sent:
        shown = client.get(PAGE)

    assert f"Messages to you {rows} entr" in shown.main
    assert len(sent) == 4


def test_a_kind_that_is_none_is_missing(as_: AsMember) -> None:
    assert as_("noor").get("/my-data/kinds/secrets").status == 404


def test_who_is_not_signed_in_is_led_to_signing_in(as_: AsMember) -> None:
    assert [as_(None).get(path).status for path in (PAGE, FILE, "/my-data/kinds/account")] == [303, 303, 303]


def test_f95_f52_the_file_holds_answers_adjustments_and_passport_and_nothing_of_others(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    a_sent_application(work_as, of="noor", says={"why_vfx": "Light that behaves."})
    a_sent_application(work_as, of="bea", says={"why_vfx": "Canarywords of Bea."})
    item = asked(work_as, of="noor", words="The hum of the lamps.")
    agreed(work_as, item, provide="A desk without lamps.")
    asked(work_as, of="bea", words="Canaryneed of Bea.")
    client = as_("noor")

    archive = fetched(client, own_file(client, parts))
    everything = everything_in(archive)

    data = json.loads(archive.read("data.json"))
    (adjustment,) = data["adjustments"]["rows"]["accommodations"]
    assert adjustment["words"] == "The hum of the lamps."
    assert adjustment["provide"] == "A desk without lamps."
    assert adjustment["adviser"] == "Adviser Ida"
    assert "Canary" not in everything
    assert "Brandt" not in everything
    assert "Ravi" not in everything
    assert {"index.html", "data.json", "applying.html", "helping.html"} <= set(archive.namelist())


def test_f95_the_file_holds_who_helps_what_they_wrote_and_what_they_read(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    application = a_draft(work_as, of="ari", says={"draws_you": "Paint and light."})
    support = helping(work_as, reads=[part_of(application)], fills=[part_of(application)])
    question = f"/supporting/{support}/applications/{application}/questions/draws_you"
    as_("sam").get(f"/supporting/{support}/applications/{application}/parts/your_interest")
    as_("sam").post(question, {"answer_draws_you": "I notice edges.", "version_draws_you": "0"})
    client, sam = as_("ari"), as_("sam")

    data = json.loads(fetched(client, own_file(client, parts)).read("data.json"))
    everything = everything_in(fetched(sam, own_file(sam, parts)))

    helps = data["supporters"]["rows"]
    assert (helps["supporters"][0]["name"], helps["supporters"][0]["status"]) == ("Sam", "Helps you")
    assert helps["prepared_answers"][0]["value"] == "I notice edges."
    assert helps["prepared_answers"][0]["supporter"] == "Sam"
    log = {(row["actor"], row["name"]) for row in data["record"]["rows"]["audit_entries"]}
    assert {("Supporter Sam", "supporters.read"), ("Supporter Sam", "supporters.answer_written")} <= log
    assert "I notice edges." not in everything
    assert "Paint and light." not in everything


def _button(shown: Shown, beginning: str) -> str:
    """The whole words of the button that begins like this."""
    words = (" ".join(button.get_text(" ").split()) for button in shown.soup.find_all("button"))
    return next(each for each in words if each.startswith(beginning))


def test_f95_the_file_holds_what_a_production_did(as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage) -> None:
    shared_at_the_desk(work_as, stage)
    tom, client = as_("tom"), as_("noor")
    listed = tom.get("/to-provide")
    read = tom.follow(press(tom, listed, _button(listed, "Confirm that I will provide this")))
    press(tom, read, _button(read, "Say that it is done"))

    data = json.loads(fetched(client, own_file(client, parts)).read("data.json"))

    (done,) = data["provided"]["rows"]["provisions"]
    assert (done["production"], done["words"]) == ("My Brilliant Career", WALL)
    assert done["done_by"] == "Coordinator Tom"


def test_f95_the_pages_of_the_file_have_headings_and_no_script(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    a_sent_application(work_as, of="noor")
    client = as_("noor")

    archive = fetched(client, own_file(client, parts))

    for name in archive.namelist():
        if name.endswith(".html"):
            soup = BeautifulSoup(archive.read(name).decode(), "html.parser")
            assert len(soup.select("h1")) == 1
            assert soup.select("h2")
            assert not soup.select("script, [src], style, [style]")


def test_f95_what_is_not_released_is_not_in_the_file(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    decided(work_as, of="bea")
    client = as_("bea")

    archive = fetched(client, own_file(client, parts))

    data = json.loads(archive.read("data.json"))
    assert "decisions" not in data["decisions"]["rows"]
    assert data["applications"]["rows"]["applications"][0]["status"] == "People are reading it"
    assert "Good eye." not in everything_in(archive)


def test_f54_equality_answers_and_words_that_begin_a_formula_are_harmless_in_a_table(
    as_: AsMember, work_as: WorkAs, parts: Parts
) -> None:
    asked(work_as, of="noor", words="=HYPERLINK(1)")
    client = as_("noor")

    archive = fetched(client, own_file(client, parts))

    assert "'=HYPERLINK(1)" in archive.read("tables/accommodations.csv").decode("utf-8-sig")
    assert "=HYPERLINK(1)" in archive.read("data.json").decode()


def test_somebody_with_nothing_gets_a_file_too(as_: AsMember, parts: Parts) -> None:
    client = as_("zoe")

    archive = fetched(client, own_file(client, parts))

    assert json.loads(archive.read("data.json"))["account"]["rows"]["people"][0]["name"] == "Zoe Castellano"
    assert archive.testzip() is None


def test_f95_five_hundred_rows_take_less_than_a_minute(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    item = asked(work_as, of="noor")
    with work_as(None) as work:
        for number in range(500):
            new = work.new_id()
            sealed = work.vault.seal(f"Remark {number}", table="remarks", column="sealed_words", row=new)
            work.db.add(
                Remark(
                    id=new, accommodation_id=item, author_id=stage.id_of("noor"), sealed_words=sealed,
                    written_at=work.now,
                )
            )  # fmt: skip
    client = as_("noor")
    began = time.monotonic()

    archive = fetched(client, own_file(client, parts))

    assert time.monotonic() - began < 60
    assert len(json.loads(archive.read("data.json"))["adjustments"]["rows"]["remarks"]) == 500


def test_the_page_says_that_it_is_being_made_and_then_that_it_is_ready(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")

    being_made = client.follow(client.post(FILE))
    again = client.post(FILE)
    run_reactions(parts)
    ready = client.get(PAGE)

    assert "It takes about a minute." in being_made.main
    assert again.status == 422
    assert "Your file is being made. You need not ask again." in again.main
    assert "It waits until Tuesday 2 March 2027, 11:00am" in ready.main
    with parts.work(writes=False) as work:
        (message,) = work.db.scalars(select(Message).where(col(Message.template) == "own_file_ready")).all()
    assert (message.email, message.path) == ("noor@example.com", PAGE)


def test_making_it_twice_changes_nothing(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    file_id = own_file(client, parts)
    with parts.work(writes=False) as work:
        before = work.db.get_one(OwnFile, file_id).stored_as

    run_reactions(parts)

    with parts.work(writes=False) as work:
        assert work.db.get_one(OwnFile, file_id).stored_as == before


@pytest.mark.parametrize("key", ["bea", "mei", "ida", "pia", "ola"])
def test_the_file_is_nobody_elses(as_: AsMember, parts: Parts, key: str) -> None:
    file_id = own_file(as_("noor"), parts)

    assert as_(key).get(f"/my-data/files/{file_id}").status == 404
    assert as_(key).post(f"/my-data/files/{file_id}/removal").status == 404


def test_getting_it_asks_who_it_is_when_the_proof_is_old(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    client = as_("noor")
    file_id = own_file(client, parts)

    clock.advance(minutes=16)

    assert [client.get(path).status for path in (FILE, f"/my-data/files/{file_id}")] == [303, 303]
    assert client.post(FILE).status == 303
    with parts.work(writes=False) as work:
        assert len(work.db.scalars(select(OwnFile)).all()) == 1


def test_f95_after_a_day_it_is_gone_with_its_bytes(as_: AsMember, parts: Parts, clock: MovableClock) -> None:
    file_id = own_file(as_("noor"), parts)

    clock.advance(hours=24)
    shown = as_("noor").get(f"/my-data/files/{file_id}")
    sweep(parts)

    assert shown.status == 404
    assert "This file waited for 24 hours and is gone." in shown.main
    with parts.work(writes=False) as work:
        file = work.db.get_one(OwnFile, file_id)
    assert (file.status, file.sealed_key, file.stored_as) == (OwnFileStatus.ENDED, "", "")
    assert "This file is gone." in as_("noor").get(PAGE).main


def test_it_can_be_removed_before_its_day_is_over(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    file_id = own_file(client, parts)

    shown = client.follow(client.post(f"/my-data/files/{file_id}/removal"))

    assert "The file is gone. You can ask for a new one at any time." in shown.main
    assert client.get(f"/my-data/files/{file_id}").status == 404
    assert client.post(f"/my-data/files/{file_id}/removal").status == 422


def test_what_lies_in_storage_shows_nothing(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    asked(work_as, of="noor", words="Canarywords")
    file_id = own_file(as_("noor"), parts)

    with parts.work(writes=False) as work:
        stored = parts.storage.read(work.db.get_one(OwnFile, file_id).stored_as)

    assert b"PK" not in stored[:2]
    assert b"Canarywords" not in stored


def test_bytes_that_were_changed_are_not_sent(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    file_id = own_file(client, parts)
    with parts.work() as work:
        file = work.db.get_one(OwnFile, file_id)
        file.bytes_long -= 1

    with pytest.raises(RuntimeError, match="response already started") as stopped:
        client.get(f"/my-data/files/{file_id}")

    assert "piece 0 of a sealed file was changed" in str(stopped.value.__cause__)


def test_fetching_is_written_down(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    fetched(client, own_file(client, parts))

    with parts.work(writes=False) as work:
        names = work.db.scalars(select(AuditEntry.name).where(col(AuditEntry.name).startswith("own_data."))).all()

    assert sorted(names) == ["own_data.asked", "own_data.fetched", "own_data.ready"]


def test_no_two_links_of_the_page_are_called_the_same(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    client = as_("bea")
    client.post("/equality", {"age": "under_25"})
    client.post("/consents/roster/yes", {"version": "1"})
    client.post("/figures/said_yes/absence")
    client.post("/my-data/kinds/answers/correction", {"words": "It is three films."})

    shown = client.get(PAGE)

    names = [link.get_text(" ", strip=True) for link in shown.soup.select("main a")]
    assert len(names) == len(set(names))
    assert {"Equality questions", "Answer the equality questions"} <= set(names)
