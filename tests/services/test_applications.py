"""Starting, answering and sending, below the pages: what the services refuse whoever calls them."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from app.core.errors import Refused
from app.core.events import AuditEntry, OutboxEvent
from app.forms.applications import Answers, read_answers
from app.models.applications import Application, ApplicationStatus
from app.models.cohorts import Cohort
from app.pages.applications import answers_readable_by
from app.rules.blueprints import Reader, blueprint_of
from app.services import applications, applications_answering
from app.services.applications_reading import case_of
from tests.asking import WorkAs
from tests.conftest import MovableClock
from tests.factories.applications import a_draft, a_sent_one, an_answered_draft


def test_sending_is_refused_while_an_answer_is_missing(work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari", says={"name": "Ari"})

    with work_as("ari") as work:
        case = case_of(work, work.db.get_one(Application, application_id))
        with pytest.raises(Refused, match="How should we reach you"):
            applications.send(work, case, Answers())


def test_sending_twice_records_one_event(work_as: WorkAs) -> None:
    application_id = an_answered_draft(work_as, of="ari")

    with work_as("ari") as work:
        for _ in range(2):
            applications.send(work, case_of(work, work.db.get_one(Application, application_id)), Answers())

    with work_as(None) as work:
        sent = work.db.scalars(select(OutboxEvent).where(col(OutboxEvent.name) == "applications.sent")).all()
        assert len(sent) == 1
        moved = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "applications.sent")).one()
        assert (moved.facts["from"], moved.facts["to"]) == ("draft", "received")


def test_of_two_open_cohorts_the_one_that_closes_first_is_applied_to(work_as: WorkAs, clock: MovableClock) -> None:
    with work_as(None) as work:
        first = work.db.scalars(select(Cohort).order_by(col(Cohort.name))).first()
        assert first is not None
        later = first.model_dump(exclude={"id", "name", "closes_at"})
        work.db.add(Cohort(**later, id=work.new_id(), name="Later", closes_at=clock.now + timedelta(days=90)))
    application_id = a_draft(work_as, of="ari")

    with work_as(None) as work:
        assert work.db.get_one(Application, application_id).cohort_id == first.id


def test_changing_what_was_sent_is_recorded_without_the_words(work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    with work_as("ari") as work:
        case = case_of(work, work.db.get_one(Application, application_id))
        typed = {"answer_name": ["Canary of a name"], "version_name": [str(case.version("name"))]}
        form = read_answers([case.question("name")], typed, may_be_empty=False).form
        assert form is not None
        applications_answering.answer(work, case, form)

    with work_as(None) as work:
        changed = work.db.scalars(select(OutboxEvent).where(col(OutboxEvent.name) == "applications.changed")).one()
        assert changed.facts == {"questions": "name"}


@pytest.mark.parametrize(
    ("reader", "keys"),
    [
        (Reader.REVIEWER, ["craft", "draws_you", "seen_this_way", "about_work", "software"]),
        (Reader.ADVISER, ["name", "contact"]),
        (Reader.MENTOR, ["name", "contact", "craft", "software"]),
    ],
)
def test_each_reader_gets_the_answers_that_name_them(work_as: WorkAs, reader: Reader, keys: list[str]) -> None:
    application_id = a_sent_one(work_as, of="ari")

    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        readable = answers_readable_by(work.db, application, blueprint_of("lumina"), reader)

    assert [answer.key for answer in readable] == keys


def test_an_answer_is_read_under_the_words_that_asked_for_it(work_as: WorkAs) -> None:
    application_id = a_sent_one(work_as, of="ari")
    with work_as(None) as work:
        case = case_of(work, work.db.get_one(Application, application_id))
        case.answers["draws_you"].wording = "What draws you here?"

    with work_as(None) as work:
        application = work.db.get_one(Application, application_id)
        readable = answers_readable_by(work.db, application, blueprint_of("lumina"), Reader.REVIEWER)

    assert [answer.wording for answer in readable if answer.key == "draws_you"] == ["What draws you here?"]


def test_each_person_starts_their_own(work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")

    with work_as("bea") as work:
        hers = applications.start(work, "lumina")
        assert hers.id != application_id
        assert hers.status is ApplicationStatus.DRAFT
