"""The words of an adjustment stay sealed: in the database, when somebody swaps them, and for everybody else."""

from uuid import UUID

import pytest
from sqlalchemy import inspect, table, text
from sqlmodel import select

from app.adapters.parts import Parts
from app.core.vault import LOCKED, readable
from app.forms.accommodations import RemarkForm
from app.forms.accommodations_advising import Refusal
from app.models.accommodations import Accommodation
from app.services import accommodations, accommodations_advising
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.factories.accommodations import (
    asked,
    talked_about,
    working,
)
from tests.factories.decisions import in_review
from tests.running import run_reactions

CANARY = "kestrel-lantern"


class TestSealing:
    def test_no_table_holds_a_word_of_it(self, work_as: WorkAs, parts: Parts) -> None:
        item = talked_about(work_as, asked(work_as, of="noor", words=CANARY))
        with work_as("noor") as work:
            accommodations.remark(work, work.db.get_one(Accommodation, item), RemarkForm(words=CANARY))
        with work_as("ida") as work:
            row = work.db.get_one(Accommodation, item)
            accommodations_advising.refuse(work, row, Refusal(reason=CANARY, instead=CANARY))
        run_reactions(parts)

        with work_as(None) as work:
            tables = inspect(work.db.connection()).get_table_names()
            rows = {name: work.db.execute(select(text("*")).select_from(table(name))).all() for name in tables}
        assert [name for name in rows if CANARY in str(rows[name])] == []
        assert "accommodations.sent" in str(rows["audit_entries"])

    def test_swapped_words_stay_closed_and_the_rest_goes_on(self, work_as: WorkAs, as_: AsMember) -> None:
        first = asked(work_as, of="noor", words=CANARY)
        second = asked(work_as, of="noor", need="fixed_seat", words="something else")
        with work_as(None) as work:
            one, two = (work.db.get_one(Accommodation, each) for each in (first, second))
            one.sealed_words, two.sealed_words = two.sealed_words, one.sealed_words

        for path in (f"/adjustments/{second}", f"/adviser/adjustments/{second}"):
            page = as_("noor" if path.startswith("/adjustments") else "ida").get(path)
            assert page.status == 200
            assert "These words cannot be read now." in page.main
            assert "The same seat each time" in page.main
            assert CANARY not in page.text

    @pytest.mark.parametrize("broken", ["nonsense", "demonstration.%%%", "gone.AAAA", "demonstration.AAAA"])
    def test_broken_words_stay_closed(self, work_as: WorkAs, broken: str) -> None:
        item = asked(work_as, of="noor", words=CANARY)

        with work_as("noor") as work:
            assert readable(work.vault, broken, table="accommodations", column="sealed_words", row=item) == LOCKED


def test_nobody_else_ever_meets_the_words(work_as: WorkAs, as_: AsMember, parts: Parts, stage: Stage) -> None:
    """Reviewers, managers, coordinators and mentors, of this programme and another, over the pages they land on."""
    application_id = in_review(work_as, of="noor", by=("ravi",))
    working(work_as, asked(work_as, of="noor", words=CANARY), of="noor")
    run_reactions(parts)
    pages = [
        "/",
        "/messages",
        "/decisions",
        f"/decisions/{application_id}",
        "/reviews",
        "/productions",
        "/cohorts",
        "/mentoring",
        "/adjustments",
        "/passport",
        f"/cohorts/{stage.cohorts['lumina'].id}",
    ]

    seen = {
        (who, path)
        for who in ("ravi", "sol", "mei", "tom", "jun", "asha", "kit", "lev", "cleo", "gil", "fay", "ola", "pia", "hal")
        for path in pages
        if CANARY in as_(who).get(path).text
    }

    assert seen == set()
    assert CANARY in as_("ida").get(f"/adviser/adjustments/{only_id(work_as)}").text


def only_id(work_as: WorkAs) -> UUID:
    with work_as(None) as work:
        return work.db.scalars(select(Accommodation.id)).one()
