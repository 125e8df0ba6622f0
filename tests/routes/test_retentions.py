"""What goes by itself when its time is over: answers, files, words about needs and of the log; a dispute holds it back."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, func, update
from sqlmodel import SQLModel, col, select

from app.adapters.parts import Parts
from app.adapters.safe import Safe
from app.commands import retaining
from app.core.actors import Actor
from app.core.chain import AuditLink
from app.core.clock import Entropy
from app.core.events import AuditEntry, Event
from app.core.work import Work
from app.forms.retentions import Holding
from app.forms.sign_ins import Nothing
from app.main import build
from app.models.accommodations import Accommodation, AccommodationStatus, PassportShare, Provision, Remark
from app.models.applications import Answer, Application, ApplicationStatus
from app.models.consents import Consent
from app.models.corrections import Correction, CorrectionStatus
from app.models.emergencies import Emergency
from app.models.erasures import Erasure, ErasureStatus
from app.models.files import File
from app.models.messages import Message, MessageStatus
from app.models.own_data import OwnFile
from app.models.own_questions import OwnQuestion
from app.models.passports import PassportProposal
from app.models.people import Person
from app.models.retentions import PurgedCount
from app.models.sign_ins import Method
from app.models.supporters import PreparedAnswer, SharedSection, Supporter
from app.models.ties import KnownPerson
from app.services import audit, retentions, sign_ins
from app.services.sign_ins import actor_of
from app.worker import sweep_daily
from tests.client import Client
from tests.conftest import MovableClock
from tests.counting import statements
from tests.schema import settings_for
from tests.stories import Stories


@pytest.fixture
def story(stories: Stories, tmp_path: Path) -> Iterator[Parts]:
    parts = stories.told(settings_for("story", tmp_path))
    yield replace(parts, clock=MovableClock(), entropy=Entropy(), safe=Safe(tmp_path / "safe"))
    parts.database.dispose()


def later(parts: Parts, **by: float) -> None:
    assert isinstance(parts.clock, MovableClock)
    parts.clock.advance(**by)


def withdrawn(parts: Parts) -> Application:
    """Bea's application, which she withdrew today."""
    with parts.work() as work:
        mine = select(Application).join(Person, col(Person.id) == Application.person_id)
        application = work.db.scalars(mine.where(col(Person.email) == "bea@example.com")).first()
        assert application is not None
        application.status, application.withdrawn_at = ApplicationStatus.WITHDRAWN, work.now
        waits = update(Correction).where(col(Correction.person_id) == application.person_id)
        work.db.execute(waits.values(status=CorrectionStatus.TAKEN_BACK))
    return application


def answers_of(parts: Parts, application: Application) -> dict[str, object]:
    with parts.work(writes=False) as work:
        found = work.db.scalars(select(Answer).where(col(Answer.application_id) == application.id)).all()
        return {answer.question: answer.value for answer in found}


def purged(parts: Parts) -> retentions.Due:
    with parts.work() as work:
        return retentions.purge(work)


def test_f96_answers_go_a_year_after_the_application_is_over(story: Parts) -> None:
    bea = withdrawn(story)
    later(story, days=364)
    purged(story)
    early = answers_of(story, bea)
    later(story, days=2)

    listed = _due(story)
    purged(story)

    with story.work(writes=False) as work:
        kept = work.db.scalars(select(PurgedCount).where(col(PurgedCount.cohort_id) == bea.cohort_id)).all()
        wordings = work.db.scalars(select(Answer.wording).where(col(Answer.application_id) == bea.id)).all()
        files = work.db.scalars(select(File).where(col(File.application_id) == bea.id)).all()
    assert any(early.values())
    assert not any(answers_of(story, bea).values())
    assert sum(each.answers for each in kept) >= len([value for value in early.values() if value])
    assert all(wordings)
    assert files == []
    assert len(listed.answers) > 0
    assert _due(story).answers == []


def test_priv03_what_a_supporter_wrote_goes_with_the_answer_that_it_was_for(story: Parts) -> None:
    with story.work() as work:
        prepared = work.db.scalars(select(PreparedAnswer)).one()
        application = work.db.get_one(Application, prepared.application_id)
        application.status, application.withdrawn_at = ApplicationStatus.WITHDRAWN, work.now
    later(story, days=364)
    early = [text.id for text in _due(story).prepared]
    later(story, days=2)

    purged(story)

    with story.work(writes=False) as work:
        assert work.db.scalars(select(PreparedAnswer)).all() == []
    assert early == []


def test_priv03_the_reason_of_an_emergency_goes_with_the_words_of_the_log(story: Parts) -> None:
    later(story, days=720)
    purged(story)
    with story.work(writes=False) as work:
        early = set(work.db.scalars(select(Emergency.sealed_reason)).all())
    later(story, days=15)

    purged(story)

    with story.work(writes=False) as work:
        assert "" not in early
        assert set(work.db.scalars(select(Emergency.sealed_reason)).all()) == {""}


def _due(parts: Parts) -> retentions.Due:
    with parts.work(writes=False) as work:
        return retentions.due(work)


def test_f96_a_dispute_holds_everything_back_until_it_ends(story: Parts) -> None:
    bea = withdrawn(story)
    with story.work(_manager(story)) as work:
        retentions.hold(work, work.db.get_one(Application, bea.id), Holding(reason="A complaint is open"))
    later(story, days=500)
    purged(story)
    held = answers_of(story, bea)
    with story.work(_manager(story)) as work:
        retentions.end_hold(work, work.db.get_one(Application, bea.id), Nothing())
    purged(story)

    assert any(held.values())
    assert not any(answers_of(story, bea).values())


def _manager(parts: Parts) -> Actor:
    with parts.work(writes=False) as work:
        return actor_of(work.db, work.db.scalars(select(Person).where(col(Person.email) == "mei@example.com")).one())


def test_priv03_what_was_needed_goes_ninety_days_after_its_person_ended_it(story: Parts) -> None:
    """With remarks, what was provided and who it was shared with; whatever else of theirs goes on."""
    with story.work() as work:
        shared = select(Accommodation).join(PassportShare, col(PassportShare.accommodation_id) == Accommodation.id)
        item = work.db.scalars(shared.order_by(col(Accommodation.id))).first()
        assert item is not None
        item.status, item.ends_on = AccommodationStatus.ENDED, work.now.date()
    others = rows_of(story, Accommodation)
    later(story, days=89)
    purged(story)
    early = rows_of(story, Accommodation, col(Accommodation.id) == item.id)

    later(story, days=1)
    purged(story)

    hanging = {
        model: rows_of(story, model, col(model.accommodation_id) == item.id)
        for model in (Remark, Provision, PassportShare, PassportProposal)
    }
    assert early == 1
    assert set(hanging.values()) == {0}
    assert rows_of(story, Accommodation, col(Accommodation.id) == item.id) == 0
    assert rows_of(story, Accommodation, col(Accommodation.person_id) == item.person_id) > 0
    assert rows_of(story, Accommodation) < others


def test_priv03_words_of_the_log_go_after_two_years_and_the_chain_stays_whole(story: Parts) -> None:
    with story.work() as work:
        work.record(Event("tests.said", work.new_id(), reason="Old words"))
    later(story, days=731)
    with story.work() as work:
        work.record(Event("tests.said", work.new_id(), reason="New words"))

    sweep_daily(story)

    with story.work(writes=False) as work:
        in_order = select(AuditEntry).where(col(AuditEntry.name) == "tests.said").order_by(col(AuditEntry.number))
        said = work.db.scalars(in_order).all()
        salts = work.db.scalars(select(AuditLink.salt).where(col(AuditLink.entry) == said[0].number)).all()
        assert audit.verify(work.db, work.vault, story.safe).finding is None
    assert [entry.reason for entry in said] == ["", "New words"]
    assert salts == [""]


def rows_of(parts: Parts, model: type[SQLModel], *where: ColumnElement[bool]) -> int:
    with parts.work(writes=False) as work:
        return work.db.scalar(select(func.count()).select_from(model).where(*where)) or 0


def records(parts: Parts, entry: str) -> int:
    return len(_due(parts).records.get(entry, ()))


def test_f96_a_yes_goes_two_years_after_it_was_taken_back(story: Parts) -> None:
    with story.work() as work:
        bea, ari = (_person(work, key) for key in ("bea", "ari"))
        for person_id, ended in ((bea, work.now), (ari, None)):
            work.db.add(Consent(id=work.new_id(), person_id=person_id, purpose="research", version=1, shown="Words",
                                given_at=work.now, withdrawn_at=ended))  # fmt: skip
    mine = (col(Consent.purpose) == "research", col(Consent.person_id).in_([bea, ari]))
    later(story, days=729)
    purged(story)
    early = rows_of(story, Consent, *mine)
    later(story, days=2)
    listed = records(story, "consents")

    purged(story)

    with story.work(writes=False) as work:
        assert work.db.scalars(select(Consent.person_id).where(*mine)).all() == [ari]
    assert (early, listed) == (2, 1)


def test_f96_the_row_of_a_file_goes_after_two_years(story: Parts) -> None:
    assert rows_of(story, OwnFile) > 0
    later(story, days=725)
    assert records(story, "own_files") == 0
    later(story, days=6)

    purged(story)

    assert rows_of(story, OwnFile) == 0


def test_f96_a_wish_to_be_erased_goes_after_two_years_and_one_that_waits_stays(story: Parts) -> None:
    with story.work() as work:
        bea, ari = (_person(work, key) for key in ("bea", "ari"))
        for person_id, status in ((bea, ErasureStatus.TAKEN_BACK), (ari, ErasureStatus.ASKED)):
            work.db.add(
                Erasure(id=work.new_id(), person_id=person_id, status=status, asked_at=work.now, runs_at=work.now)
            )
    later(story, days=729)
    early = records(story, "erasures")
    later(story, days=2)

    purged(story)

    with story.work(writes=False) as work:
        assert work.db.scalars(select(Erasure.person_id)).all() == [ari]
    assert early == 0


def test_f96_who_helped_goes_two_years_after_one_of_the_two_was_here_last(story: Parts) -> None:
    """Both come back in time and all stays; then Ari alone stays away."""
    later(story, days=600)
    _sign_in(story, "ari", "sam", "noor", "bea")
    later(story, days=600)
    _sign_in(story, "sam", "noor", "bea")
    with story.work() as work:
        ari = _person(work, "ari")
        mine = update(Application).where(col(Application.person_id) == ari)
        work.db.execute(mine.values(status=ApplicationStatus.WITHDRAWN, withdrawn_at=work.now))
    early = rows_of(story, Supporter, col(Supporter.person_id) == ari)
    purged(story)
    assert rows_of(story, Supporter, col(Supporter.person_id) == ari, col(Supporter.status) == "helping") == 1
    later(story, days=131)

    purged(story)

    assert early > 1
    assert rows_of(story, Supporter, col(Supporter.person_id) == ari) == 0
    assert rows_of(story, Supporter, col(Supporter.person_id) != ari) > 0
    ids = select(Supporter.id)
    assert rows_of(story, SharedSection, col(SharedSection.supporter_id).not_in(ids)) == 0


def test_f96_messages_questions_and_names_go_when_their_time_is_over(story: Parts) -> None:
    later(story, days=740)
    waiting = rows_of(story, Message, col(Message.status) == MessageStatus.WAITING)
    before = {model: rows_of(story, model) for model in (Message, OwnQuestion, KnownPerson)}

    purged(story)

    assert all(before.values())
    assert rows_of(story, Message) == waiting
    assert rows_of(story, OwnQuestion) == rows_of(story, OwnQuestion, col(OwnQuestion.replied_at).is_(None))
    assert rows_of(story, OwnQuestion) < before[OwnQuestion]
    assert rows_of(story, KnownPerson) == 0


def test_f96_a_dispute_holds_the_rows_of_its_person_too(story: Parts) -> None:
    bea = withdrawn(story)
    with story.work(_manager(story)) as work:
        retentions.hold(work, work.db.get_one(Application, bea.id), Holding(reason="A complaint is open"))
    later(story, days=3000)

    purged(story)

    assert rows_of(story, Message) > 0
    assert rows_of(story, Message, col(Message.person_id) != bea.person_id, *_SENT) == 0


_SENT = (col(Message.status) != MessageStatus.WAITING,)


def _person(work: Work, key: str) -> UUID:
    return work.db.scalars(select(Person.id).where(col(Person.email) == f"{key}@example.com")).one()


def _sign_in(parts: Parts, *keys: str) -> None:
    with parts.work() as work:
        for key in keys:
            sign_ins.start(work, work.db.get_one(Person, _person(work, key)), Method.PASSWORD)


def test_f96_the_dry_run_says_which_rows_would_go_and_after_how_long(
    story: Parts, capsys: pytest.CaptureFixture[str]
) -> None:
    later(story, days=740)
    retaining.retention(story, is_dry=True)
    dry, after = capsys.readouterr().out, rows_of(story, OwnFile)

    assert "1 of: Files of your data (24 months after it was written)" in dry
    assert "of: Your check-ins (90 days after your cohort ends)" in dry
    assert "of: People who help you" in dry
    assert after == 1


def test_f96_the_dry_run_lists_and_removes_nothing(story: Parts, capsys: pytest.CaptureFixture[str]) -> None:
    bea = withdrawn(story)
    later(story, days=366)

    retaining.retention(story, is_dry=True)
    dry, after = capsys.readouterr().out, answers_of(story, bea)
    retaining.retention(story, is_dry=False)

    assert "would go." in dry
    assert any(after.values())
    assert "are removed." in capsys.readouterr().out


def _due_applications(parts: Parts) -> set[UUID]:
    return {answer.application_id for _, answer in _due(parts).answers}


def client_of(parts: Parts, key: str) -> Client:
    with parts.work(writes=False) as work:
        person = work.db.scalars(select(Person).where(col(Person.email) == f"{key}@example.com")).one()
    return Client(build(parts.settings, parts), parts, person)


def test_f96_the_managers_page_and_holding_by_hand(story: Parts) -> None:
    bea = withdrawn(story)
    later(story, days=366)
    mei, path = client_of(story, "mei"), f"/decisions/{bea.id}/hold"
    page = mei.get("/retention")
    empty = mei.post(path, {"reason": ""})
    held = mei.follow(mei.post(path, {"reason": "A complaint is open"}))
    again = mei.post(path, {"reason": "Another"})

    assert "What goes tonight" in page.main
    assert "Answers whose time is over" in page.main
    assert (empty.status, empty.errors) == (422, ["Say why it must be kept"])
    assert "A complaint is open" in held.main
    assert "A complaint is open" in client_of(story, "bea").get("/erasure").main
    assert (again.status, "kept already" in again.main) == (409, True)
    assert bea.id not in _due_applications(story)
    mei.follow(mei.post(f"{path}/end"))
    assert mei.post(f"{path}/end").status == 303
    assert bea.id in _due_applications(story)


def test_holding_is_for_managers_of_the_programme(story: Parts) -> None:
    bea = withdrawn(story)
    path = f"/decisions/{bea.id}/hold"

    assert client_of(story, "asha").get(path).status == 404
    assert client_of(story, "ravi").get(path).status in {403, 404}
    assert client_of(story, "bea").get(path).status in {403, 404}
    assert client_of(story, "noor").get("/retention").status == 403
    assert client_of(story, "mei").get(path).status == 200


def test_the_page_needs_few_statements(story: Parts) -> None:
    withdrawn(story)
    mei, counts = client_of(story, "mei"), []
    mei.get("/retention")
    for days in (0, 366):
        later(story, days=days)
        if days:
            mei = client_of(story, "mei")
            mei.get("/retention")
        with statements() as sent:
            mei.get("/retention")
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 10


def test_f96_beside_each_question_stands_how_long_it_is_kept(as_: Callable[[str | None], Client]) -> None:
    page = as_(None).get("/programmes/lumina/questions")

    assert "365 days after your application ends without a place, or 730 days after your cohort ends." in page.main
