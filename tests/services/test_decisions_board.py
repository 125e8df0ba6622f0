"""The board follows what is stored: its lines and words are always those that a rebuild would write."""

from sqlalchemy import text
from sqlmodel import col, delete, select

from app.adapters import searching
from app.core.work import Work
from app.models.applications import Answer, Application, ApplicationStatus, Outcome
from app.models.decisions_board import BoardLine
from app.services import decisions_board
from tests.asking import WorkAs
from tests.factories.decisions import a_sent_application, a_work_sample, decided, enrolled, gives_points, in_review


def lines_of(work: Work) -> list[dict[str, object]]:
    return [line.model_dump() for line in work.db.scalars(select(BoardLine).order_by(col(BoardLine.id)))]


def words_of(work: Work) -> list[tuple[object, ...]]:
    key = "rowid" if searching.is_sqlite(work.db) else "line_id"
    rows = work.db.execute(text(f"SELECT {key}, managers, reviewers FROM search_words ORDER BY {key}"))  # noqa: S608 - ours
    return [tuple(row) for row in rows]


def test_the_board_follows_every_step(work_as: WorkAs) -> None:
    gives_points(work_as, in_review(work_as, of="bea", by=("ravi", "sol")), by="ravi")
    decided(work_as, of="ari", outcome=Outcome.NOT_YET)
    a_work_sample(work_as, a_sent_application(work_as, of="sam"), description="A kettle")
    enrolled(work_as, of="noor")

    with work_as(None) as work:
        lines, words = lines_of(work), words_of(work)
        count = decisions_board.rebuild(work)
        again, words_again = lines_of(work), words_of(work)

    assert count == len(lines) == 4
    assert (again, words_again) == (lines, words)


def test_missing_lines_are_completed(work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    with work_as(None) as work:
        work.db.execute(delete(BoardLine))
        key = "rowid" if searching.is_sqlite(work.db) else "line_id"
        work.db.execute(text(f"DELETE FROM search_words WHERE {key} > 0"))  # noqa: S608 - ours

        completed = decisions_board.complete(work), decisions_board.complete(work)
        lines, words = lines_of(work), words_of(work)

    assert completed == (1, 0)
    assert len(lines) == len(words) == 1


def test_what_is_rolled_back_leaves_no_line(work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="bea")
    with work_as(None) as work:
        before = lines_of(work)
        savepoint = work.db.begin_nested()
        work.db.get_one(Application, application_id).status = ApplicationStatus.PAUSED
        work.db.flush()
        savepoint.rollback()
        work.db.commit()
        after = lines_of(work)

    assert after == before


def test_an_erased_application_takes_its_line_and_words_with_it(work_as: WorkAs) -> None:
    application_id = a_sent_application(work_as, of="bea", says={"draws_you": "zeppelin"})
    with work_as(None) as work:
        for answer in work.db.scalars(select(Answer).where(col(Answer.application_id) == application_id)).all():
            work.db.delete(answer)
        work.db.flush()
        work.db.delete(work.db.get_one(Application, application_id))
        work.db.commit()

        assert (lines_of(work), words_of(work)) == ([], [])
