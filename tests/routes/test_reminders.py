"""Reminding people of a draft: in the programme's own words, once, and never telling a manager who has one."""

import re

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.core.events import AuditEntry
from app.models.applications import Application, Outcome
from app.models.cohorts import Cohort
from app.models.messages import Message, Prefix
from app.models.people import Preferences
from app.services import messages
from app.services.casting import Stage
from app.services.deliveries import deliver_due
from app.services.letters import letter
from app.services.messages import WORDINGS
from app.worker import keep_time
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one
from tests.factories.decisions import released
from tests.pressing import press
from tests.running import run_reactions

TURN_OFF = (
    "You can turn reminders off: open “Change how this looks” and go to “When messages come”.\n\n"
    "Turn reminders off here: https://cleanplate.example/preferences"
)
NAMES = re.compile(r"%\(([a-z_]+)\)")
WORDS = {"subject": "your draft for {programme}", "words": "Dear {name}, 100% yours until {last_day}.", "version": "0"}


def cohort_path(stage: Stage, page: str = "") -> str:
    return f"/cohorts/{stage.cohorts['lumina'].id}/reminder{page}"


def boxes(shown: Shown) -> list[str]:
    return [str(box["value"]) for box in shown.soup.select("input[name=chosen]")]


def turn_off(client: Client) -> Shown:
    """On the page on which a person chooses when messages come."""
    kept = {"digest_times": ["09:00"], "notice_hours": "48", "quiet_from": "", "quiet_until": ""}
    return press(client, client.get("/preferences"), "Save when messages come", {**kept, "wants_reminders": "no"})


def reminders(work_as: WorkAs) -> list[tuple[str, str]]:
    with work_as(None) as work:
        found = select(Message).where(col(Message.template) == "draft_reminder").order_by(col(Message.email))
        return [(message.email, letter(work, message, "").text) for message in work.db.scalars(found).all()]


def test_f19_a_manager_changes_the_words_and_reads_them_as_they_arrive(as_: AsMember, stage: Stage) -> None:
    mei = as_("mei")

    shown = mei.follow(mei.post(cohort_path(stage), WORDS))

    assert "Reminder: your draft for Lumina" in shown.main
    assert "Dear Robin, 100% yours until" in shown.main


def test_f19_people_with_drafts_are_reminded_once_in_these_words(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    a_draft(work_as, of="ari")
    a_sent_one(work_as, of="bea")
    mei = as_("mei")
    mei.post(cohort_path(stage), WORDS)

    page = mei.get(cohort_path(stage, "/sending"))
    sent = mei.post(cohort_path(stage, "/sending"))
    again = mei.post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    assert "1 person gets it now." in page.main
    assert "Ari" not in page.main
    assert (sent.status, again.status) == (303, 422)
    assert "Nobody can be reminded now. Each person is reminded once." in again.main
    [(email, text)] = reminders(work_as)
    assert email == "ari@example.com"
    assert "Dear Ari Novak, 100% yours until Sunday 14 March 2027" in text


def test_f19_only_who_asked_for_reminders_gets_a_second_one(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    a_draft(work_as, of="ari")
    a_draft(work_as, of="bea")
    with work_as("bea") as work:
        work.db.get_one(Preferences, work.actor.person_id).reminder_hours = 24
    as_("mei").post(cohort_path(stage, "/sending"))
    clock.advance(days=8)

    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    assert [email for email, _ in reminders(work_as)] == ["ari@example.com", "bea@example.com", "bea@example.com"]


def test_f19_it_waits_for_the_time_that_each_person_chose(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    a_draft(work_as, of="ari")

    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    with work_as(None) as work:
        message = work.db.scalars(select(Message).where(col(Message.template) == "draft_reminder")).one()
        assert message.deliver_at > clock.now


def test_f19_no_reminder_after_the_intake_closed(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_draft(work_as, of="ari")
    with work_as(None) as work:
        work.db.get_one(Cohort, stage.cohorts["lumina"].id).closes_at = work.now

    shown = as_("mei").post(cohort_path(stage, "/sending"))

    assert shown.status == 422
    assert "Applications are closed. A reminder would come too late." in shown.main


def test_f19_what_was_sent_meanwhile_is_not_reminded(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    application_id = a_draft(work_as, of="ari")
    as_("mei").post(cohort_path(stage, "/sending"))
    as_("ari").post(f"/applications/{application_id}/deletion")

    run_reactions(parts)

    assert reminders(work_as) == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"words": "Hello {email}"}, "{email} is not known here. Use {name}, {programme} or {last_day}"),
        ({"words": ""}, "Write the words of the reminder"),
        ({"subject": "s" * 121}, "Use 120 characters or fewer. You have used 121"),
        ({"version": "7"}, "Somebody changed these words since you opened this page. Check both, then save again."),
    ],
)
def test_f19_words_that_cannot_be_are_kept_and_told(
    as_: AsMember, stage: Stage, changed: dict[str, str], said: str
) -> None:
    typed = {**WORDS, **changed}

    shown = as_("mei").post(cohort_path(stage), typed)

    assert shown.status == 422
    assert shown.errors == [said]
    assert shown.soup.select("textarea")[0].get_text().strip() == typed["words"]


def test_the_pages_are_for_managers_of_the_programme(as_: AsMember, stage: Stage) -> None:
    for page in ("", "/sending"):
        assert as_("mei").get(cohort_path(stage, page)).status == 200
        for key in ("ari", "ravi", "asha", "ida", "ola"):
            assert as_(key).get(cohort_path(stage, page)).status == 404
            assert as_(key).post(cohort_path(stage, page)).status == 404


def test_f19_from_the_board_everybody_with_a_draft_is_reminded_at_a_press(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    """Who gets it, who does not and why, the words, the press: and a second press reaches nobody."""
    already = a_draft(work_as, of="noor")
    with work_as(None) as work:
        work.db.get_one(Application, already).reminded_at = work.now
    a_draft(work_as, of="ari")
    a_draft(work_as, of="bea")
    turn_off(as_("bea"))
    mei = as_("mei")
    mei.post(cohort_path(stage), WORDS)

    page = mei.get(str(mei.get("/decisions").soup.select("main a[href='/reminders']")[0]["href"]))
    sent = mei.post("/reminders", {"chosen": boxes(page)})
    again = mei.post("/reminders", {"chosen": boxes(page)})
    run_reactions(parts)

    for said in ("1 person gets it now.", "1 person was reminded already.", "1 person asked not to be reminded.",
                 "Reminder: your draft for Lumina", "Dear Robin, 100% yours until"):  # fmt: skip
        assert said in page.main
    assert not [name for name in ("Ari", "Bea", "Noor") if name in page.main]
    assert (sent.status, sent.location, again.status) == (303, "/decisions", 422)
    assert again.errors == ["Nobody can be reminded now. Each person is reminded once."]
    assert [email for email, _ in reminders(work_as)] == ["ari@example.com"]
    with work_as(None) as work:
        entries = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "reminders.sent_together")).all()
        assert [(each.actor_id, each.subject_id, each.facts) for each in entries] == [
            (stage.id_of("mei"), stage.cohorts["lumina"].id, {"people": 1})
        ]


def test_f19_words_that_changed_meanwhile_are_read_again_first(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    a_draft(work_as, of="ari")
    mei = as_("mei")
    page = mei.get("/reminders")
    mei.post(cohort_path(stage), WORDS)

    shown = mei.post("/reminders", {"chosen": boxes(page)})
    run_reactions(parts)

    assert shown.status == 422
    assert shown.errors == [
        "The words or the intakes changed since you opened this page. Nobody was reminded. Read them again."
    ]
    assert "Dear Robin, 100% yours until" in shown.main
    assert reminders(work_as) == []


def test_f19_without_a_choice_nobody_is_reminded(as_: AsMember, work_as: WorkAs, parts: Parts) -> None:
    a_draft(work_as, of="ari")

    shown = as_("mei").post("/reminders", {})
    run_reactions(parts)

    assert (shown.status, shown.errors) == (422, ["Choose at least one intake"])
    assert reminders(work_as) == []


def test_f19_only_open_intakes_of_own_programmes_are_listed(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    a_draft(work_as, of="ari")
    mark = boxes(as_("mei").get("/reminders"))

    assert "Nobody can be reminded now." in as_("asha").get("/reminders").main
    assert as_("asha").post("/reminders", {"chosen": mark}).status == 422
    assert as_("ravi").get("/reminders").status == 403
    with work_as(None) as work:
        assert work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "reminders.sent")).all() == []
        work.db.get_one(Cohort, stage.cohorts["lumina"].id).closes_at = work.now
    assert "Nobody can be reminded now." in as_("mei").get("/reminders").main


def test_f94_whoever_turned_reminders_off_gets_no_reminder_of_a_draft(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage
) -> None:
    a_draft(work_as, of="ari")
    a_draft(work_as, of="bea")
    with work_as("bea") as work:
        work.db.get_one(Preferences, work.actor.person_id).reminder_hours = 24
    saved = turn_off(as_("bea"))

    page = as_("mei").get(cohort_path(stage, "/sending"))
    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)

    assert saved.status == 303
    assert as_("bea").get("/preferences").soup.select("input[name=wants_reminders][checked]")[0]["value"] == "no"
    assert "1 person asked not to be reminded." in page.main
    assert [email for email, _ in reminders(work_as)] == ["ari@example.com"]


def test_f94_off_after_it_was_written_and_before_its_time_it_does_not_go_out(
    as_: AsMember, work_as: WorkAs, parts: Parts, stage: Stage, clock: MovableClock
) -> None:
    a_draft(work_as, of="ari")
    a_draft(work_as, of="bea")
    as_("mei").post(cohort_path(stage, "/sending"))
    run_reactions(parts)
    turn_off(as_("bea"))
    clock.advance(days=2)

    deliver_due(parts)

    with work_as(None) as work:
        found = select(Message).where(col(Message.prefix) == Prefix.REMINDER)
        assert [(each.email, each.sent_at) for each in work.db.scalars(found)] == [("ari@example.com", clock.now)]


@pytest.mark.parametrize(("is_off", "told"), [(False, 1), (True, 0)])
def test_f94_a_next_step_is_reminded_of_only_while_reminders_are_on(  # noqa: PLR0917 - one row of the table
    as_: AsMember, work_as: WorkAs, parts: Parts, clock: MovableClock, is_off: bool, told: int
) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_YET)
    as_("bea").post(f"/applications/{application_id}/reminder", {"wanted": "yes"})
    if is_off:
        turn_off(as_("bea"))
    clock.advance(days=400)

    keep_time(parts)
    run_reactions(parts)

    with work_as(None) as work:
        found = select(Message).where(col(Message.template) == "next_step_reminder")
        assert len(work.db.scalars(found).all()) == told


def test_f94_who_turned_reminders_off_is_told_so_where_one_is_offered(as_: AsMember, work_as: WorkAs) -> None:
    application_id = released(work_as, of="bea", outcome=Outcome.NOT_YET)
    bea = as_("bea")
    turn_off(bea)

    shown = bea.get(f"/applications/{application_id}/result")
    asked = bea.post(f"/applications/{application_id}/reminder", {"wanted": "yes"})

    assert "You turned reminders off, so you get none on that day." in shown.main
    assert "Remind me on that day" not in shown.main
    assert asked.status == 422


def test_f94_each_reminder_says_where_to_turn_it_off_and_nothing_else_can_be(
    as_: AsMember, work_as: WorkAs, stage: Stage
) -> None:
    """Of every message that there is: only reminders stop, and only they say how. Results and promises always come."""
    turn_off(as_("bea"))
    kinds = {name for name, wording in WORDINGS.items() if wording.prefix is Prefix.REMINDER}
    with work_as(None) as work:
        for template, wording in WORDINGS.items():
            facts: dict[str, str] = dict.fromkeys(NAMES.findall(" ".join((wording.subject, *wording.parts))), "7")
            for key in ("ari", "bea"):
                messages.write(work, template, to=stage.people[key], event_id=work.new_id(), facts=facts)
        work.db.flush()
        written = work.db.scalars(select(Message)).all()
        say_it = {
            each.template for each in written if TURN_OFF in letter(work, each, "https://cleanplate.example").text
        }

    assert len(kinds) >= 2
    assert {each.template for each in written if each.email == "ari@example.com"} == set(WORDINGS)
    assert {each.template for each in written if each.email == "bea@example.com"} == set(WORDINGS) - kinds
    assert say_it == kinds
