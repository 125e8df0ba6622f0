"""Ties over HTTP: whoever says or finds one, the case is gone for that reader, and managers read its kind and no more."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import select

from app.adapters.parts import Parts
from app.core.actors import Role
from app.models.applications import Answer, Application
from app.models.matches import Match, MatchStatus
from app.models.mentors import Mentor
from app.models.people import Person
from app.models.reviews import Standing, Tie
from app.models.ties import KnownPerson, NamedReader
from app.rules.blueprints import blueprint_of, blueprints
from app.services import ties
from app.services.casting import Stage
from app.services.reviewers import reviewers_for
from tests.asking import AsMember, WorkAs
from tests.factories.decisions import (
    a_review_of,
    a_sent_application,
    a_work_sample,
    gives_points,
    grant,
    in_review,
    released,
)
from tests.running import run_reactions

KNOWN = {"words": "bea@example.com", "tie": "friend"}
PAGE = "/reviews/people-you-know"


def bea_names(as_: AsMember, stage: Stage, application_id: UUID, *keys: str) -> None:
    shown = as_("bea").post(
        f"/applications/{application_id}/readers", {"readers": [str(stage.id_of(key)) for key in keys]}
    )
    assert shown.status == 303, shown.main


def by_the_applicant(work_as: WorkAs, stage: Stage, application_id: UUID) -> None:
    with work_as("bea") as work:
        work.db.add(NamedReader(application_id=application_id, reader_id=stage.id_of("ravi"), named_at=work.now))


def beforehand(words: str) -> Callable[[WorkAs, Stage, UUID], None]:
    def say(work_as: WorkAs, stage: Stage, _application_id: UUID) -> None:
        with work_as("ravi") as work:
            known = KnownPerson(
                id=work.new_id(), reader_id=stage.id_of("ravi"), words=words, tie=Tie.FAMILY, said_at=work.now
            )
            work.db.add(known)

    return say


def by_mentoring(mentor: str, trainee: str) -> Callable[[WorkAs, Stage, UUID], None]:
    def match(work_as: WorkAs, stage: Stage, _application_id: UUID) -> None:
        programme_id = stage.programmes["lumina"].id
        with work_as(None) as work:
            found = Mentor(id=work.new_id(), person_id=stage.id_of(mentor), programme_id=programme_id, places=1)
            work.db.add(found)
            work.db.flush()
            work.db.add(
                Match(
                    id=work.new_id(),
                    cohort_id=stage.cohorts["lumina"].id,
                    programme_id=programme_id,
                    trainee_id=stage.id_of(trainee),
                    mentor_id=found.id,
                    mentor_person_id=stage.id_of(mentor),
                    status=MatchStatus.ENDED,
                    suggested_at=work.now,
                )
            )

    return match


def by_employer(work_as: WorkAs, stage: Stage, _application_id: UUID) -> None:
    with work_as(None) as work:
        for key in ("ravi", "bea"):
            work.db.get_one(Person, stage.id_of(key)).email = f"{key}@RisingShot.example"


WAYS = {
    "named by the applicant": by_the_applicant,
    "known by name": beforehand("BEA lindqvist"),
    "known by address": beforehand("bea@example.com"),
    "their mentor": by_mentoring("ravi", "bea"),
    "their trainee": by_mentoring("bea", "ravi"),
    "the same employer": by_employer,
}


@pytest.mark.parametrize("way", WAYS)
def test_n29_a_tie_hides_the_case_wholly(as_: AsMember, work_as: WorkAs, stage: Stage, way: str) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    file_id = a_work_sample(work_as, application_id)
    review_id = a_review_of(work_as, application_id, by="ravi")
    assert as_("ravi").get(f"/reviews/{review_id}").status == 200

    WAYS[way](work_as, stage, application_id)
    client = as_("ravi")

    for path in ("", "/abstention", "/conflict", "/remarks"):
        assert client.get(f"/reviews/{review_id}{path}").status == 404
    assert client.post(f"/reviews/{review_id}").status == 404
    assert client.get(f"/files/{file_id}").status == 404
    for path in ("/reviews", "/reviews?show=all", "/reviews?show=all&after=LUM-0000", "/"):
        shown = client.get(path)
        assert "LUM-0001" not in shown.text
        assert "1 review" not in shown.main
    with work_as("mei") as work:
        found = reviewers_for(work.db, work.db.get_one(Application, application_id))
        assert "Ravi Menon" not in {candidate.name for candidate in found}


def test_n29_what_an_applicant_answers_about_their_employer_ties(
    work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks = blueprint_of("lumina").model_copy(update={"employer_question": "draws_you"})
    monkeypatch.setattr("app.rules.ties.blueprints", lambda: {**blueprints(), "lumina": asks})
    application_id = a_sent_application(work_as, of="bea", says={"draws_you": "I clean floors at rising shot now"})
    with work_as(None) as work:
        work.db.get_one(Person, stage.id_of("ravi")).email = "ravi@risingshot.example"

    with work_as("mei") as work:
        found = reviewers_for(work.db, work.db.get_one(Application, application_id))

    assert [candidate.name for candidate in found] == ["Sol Okafor"]


def readers_of_bea(
    work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch, says: str, *, asked_from: str = "before"
) -> list[str]:
    """Who may read what Bea says about her work, with Ravi at Rising Shot."""
    asks = blueprint_of("lumina").model_copy(update={"employer_question": "draws_you"})
    patched = {**blueprints(), "lumina": asks}
    if asked_from == "before":
        monkeypatch.setattr("app.rules.ties.blueprints", lambda: patched)
    application_id = a_sent_application(work_as, of="bea", says={"draws_you": says})
    if asked_from == "later":
        monkeypatch.setattr("app.rules.ties.blueprints", lambda: patched)
        monkeypatch.setattr("app.services.ties.blueprints", lambda: patched)
        with work_as(None) as work:
            assert (ties.complete(work), ties.complete(work)) == (1, 0)
    with work_as(None) as work:
        work.db.get_one(Person, stage.id_of("ravi")).email = "ravi@risingshot.example"
    with work_as("mei") as work:
        found = reviewers_for(work.db, work.db.get_one(Application, application_id))
        return sorted(candidate.name for candidate in found)


@pytest.mark.parametrize("says", ["At RISING-SHOT, since May", "I am with Rising Shot.", "rising shot"])
@pytest.mark.parametrize("asked_from", ["before", "later"])
def test_n29_an_employer_is_met_in_sealed_words(
    work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch, says: str, asked_from: str
) -> None:
    assert readers_of_bea(work_as, stage, monkeypatch, says, asked_from=asked_from) == ["Sol Okafor"]


@pytest.mark.parametrize("says", ["A rising star took the shot", "At Shot Rising", "At Uprising Shot", "At home"])
def test_n29_other_words_are_no_employer(
    work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch, says: str
) -> None:
    assert "Ravi Menon" in readers_of_bea(work_as, stage, monkeypatch, says)


def test_n29_only_the_answer_about_the_employer_has_marks_and_they_go_with_it(
    work_as: WorkAs, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers_of_bea(work_as, stage, monkeypatch, "I clean floors at rising shot now")

    with work_as(None) as work:
        marks = {each.question: each.employer_marks for each in work.db.scalars(select(Answer)).all()}

    assert [question for question, marked in marks.items() if marked] == ["draws_you"]
    assert "rising" not in marks["draws_you"]


def test_n29_people_of_one_mail_service_are_not_tied(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))

    assert as_("ravi").get(f"/reviews/{a_review_of(work_as, application_id, by='ravi')}").status == 200


def test_f31_the_applicant_names_readers_without_a_reason(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi", points=3)
    client = as_("bea")

    page = client.get(f"/applications/{application_id}/readers")
    bea_names(as_, stage, application_id, "ravi")
    again = client.get(f"/applications/{application_id}/readers")

    assert "You do not need to say why." in page.main
    assert [box["value"] for box in again.soup.select("input[checked]")] == [str(stage.id_of("ravi"))]
    with work_as(None) as work:
        standing = work.db.get_one(Standing, application_id)
        assert (standing.expected, standing.written, standing.score) == (1, 0, None)


def test_f31_managers_are_told_that_a_reader_is_missing_and_not_who(
    as_: AsMember, work_as: WorkAs, stage: Stage, parts: Parts
) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    run_reactions(parts)
    bea_names(as_, stage, application_id, "sol")
    run_reactions(parts)
    before = as_("mei").get("/messages")
    bea_names(as_, stage, application_id, "sol", "ravi")
    run_reactions(parts)

    shown = as_("mei").get("/messages")

    assert "a reviewer stepped back" not in before.main
    assert "a reviewer stepped back" in shown.main
    assert "Ravi" not in shown.main


def test_f31_taking_the_name_off_brings_everything_back(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    review_id = gives_points(work_as, application_id, by="ravi", points=3)
    bea_names(as_, stage, application_id, "ravi")

    bea_names(as_, stage, application_id)

    assert as_("ravi").get(f"/reviews/{review_id}").status == 200
    with work_as(None) as work:
        assert work.db.get_one(Standing, application_id).score == 100


def test_n29_managers_see_the_kind_and_never_more(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    gives_points(work_as, application_id, by="ravi", because="Words of somebody tied")
    beforehand("bea@example.com")(work_as, stage, application_id)

    asking = as_("mei").get(f"/decisions/{application_id}/reviewers")
    page = as_("mei").get(f"/decisions/{application_id}")

    assert "Ravi Menon : They said that they know somebody of this name or address." in asking.main
    assert "family" not in asking.text + page.text
    assert "Set apart by a tie" in page.main
    assert "Words of somebody tied" not in page.text


def test_n29_the_words_of_somebody_tied_reach_no_other_reviewer(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi", "sol"))
    gives_points(work_as, application_id, by="ravi", because="Words of somebody tied")
    mine = gives_points(work_as, application_id, by="sol")
    bea_names(as_, stage, application_id, "ravi")

    assert "Words of somebody tied" not in as_("sol").get(f"/reviews/{mine}").text


def test_n29_a_manager_who_reviews_too_finds_no_other_door(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = a_sent_application(work_as, of="bea")
    file_id = a_work_sample(work_as, application_id)
    grant(work_as, stage, "ravi", Role.MANAGER)
    assert as_("ravi").get(f"/decisions/{application_id}").status == 200

    bea_names(as_, stage, application_id, "ravi")

    assert as_("ravi").get(f"/decisions/{application_id}").status == 404
    assert as_("ravi").get(f"/files/{file_id}").status == 404
    assert "LUM-0001" not in as_("ravi").get("/decisions").text


@pytest.mark.parametrize("typed", [["not an id"], [str(uuid4())], ["\x00"]])
def test_only_readers_of_the_programme_can_be_named(as_: AsMember, work_as: WorkAs, typed: list[str]) -> None:
    application_id = a_sent_application(work_as, of="bea")

    shown = as_("bea").post(f"/applications/{application_id}/readers", {"readers": typed})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == ["#field-readers"]


def test_naming_after_the_reading_is_refused_politely(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = released(work_as, of="bea")

    shown = as_("bea").post(f"/applications/{application_id}/readers", {"readers": [str(stage.id_of("ravi"))]})

    assert shown.status == 409
    assert "The reading of your application is over." in shown.main


@pytest.mark.parametrize(("key", "status"), [("ari", 404), ("ravi", 404), ("mei", 403), ("asha", 404), (None, 303)])
def test_naming_is_for_the_applicant(as_: AsMember, work_as: WorkAs, key: str | None, status: int) -> None:
    application_id = a_sent_application(work_as, of="bea")

    assert as_(key).get(f"/applications/{application_id}/readers").status == status


def test_n29_a_reviewer_says_beforehand_whom_they_know(as_: AsMember, work_as: WorkAs) -> None:
    application_id = in_review(work_as, of="bea", by=("ravi",))
    review_id = gives_points(work_as, application_id, by="ravi")
    client = as_("ravi")

    shown = client.follow(client.post(PAGE, KNOWN))

    assert "If this person applied, their application is not shown to you." in shown.main
    assert client.get(f"/reviews/{review_id}").status == 404
    with work_as(None) as work:
        assert work.db.get_one(Standing, application_id).score is None


@pytest.mark.parametrize("words", ["bea  LINDQVIST", "Bea@Example.com"])
def test_n29_a_name_is_known_whatever_its_case(as_: AsMember, work_as: WorkAs, words: str) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea", by=("ravi",)), by="ravi")

    as_("ravi").post(PAGE, {**KNOWN, "words": words})

    assert as_("ravi").get(f"/reviews/{review_id}").status == 404


def test_n29_a_new_name_is_compared_from_then_on(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea", by=("ravi",)), by="ravi")
    as_("ravi").post(PAGE, {**KNOWN, "words": "Bea Marlow"})
    before = as_("ravi").get(f"/reviews/{review_id}").status

    with work_as(None) as work:
        work.db.get_one(Person, stage.id_of("bea")).name = "Bea Marlow"

    assert (before, as_("ravi").get(f"/reviews/{review_id}").status) == (200, 404)


def test_rel11_names_of_an_older_version_are_compared_after_migrating(as_: AsMember, work_as: WorkAs) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea", by=("ravi",)), by="ravi")
    as_("ravi").post(PAGE, KNOWN)
    with work_as(None) as work:
        work.db.execute(update(Person).values(name_mark="", email_mark=""))
        work.db.execute(update(KnownPerson).values(mark=""))
    before = as_("ravi").get(f"/reviews/{review_id}").status

    with work_as(None) as work:
        counts = [ties.complete(work), ties.complete(work)]

    assert counts[0] > 1
    assert counts[1] == 0
    assert (before, as_("ravi").get(f"/reviews/{review_id}").status) == (200, 404)


def test_saying_whom_one_knows_tells_nobody_who_applied(as_: AsMember, work_as: WorkAs) -> None:
    in_review(work_as, of="bea", by=("sol",))
    client = as_("ravi")

    there = client.follow(client.post(PAGE, KNOWN)).main
    away = client.follow(client.post(PAGE, {**KNOWN, "words": "nobody@example.com"})).main

    assert there.count("bea@example.com") == away.count("nobody@example.com") > 0
    assert "Bea" not in there


def test_a_name_can_be_taken_off_the_list(as_: AsMember, work_as: WorkAs) -> None:
    review_id = a_review_of(work_as, in_review(work_as, of="bea", by=("ravi",)), by="ravi")
    client = as_("ravi")
    client.post(PAGE, KNOWN)
    with work_as("ravi") as work:
        known_id = next(row.id for row in work.db.scalars(select(KnownPerson)) if row.words == KNOWN["words"])

    asked = client.get(f"{PAGE}/{known_id}/removal")
    foreign = as_("sol").post(f"{PAGE}/{known_id}/removal")
    client.follow(client.post(f"{PAGE}/{known_id}/removal"))

    assert "can be shown to you again" in asked.main
    assert foreign.status == 404
    assert client.get(f"/reviews/{review_id}").status == 200


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"words": ""}, "words"),
        ({"words": "x"}, "words"),
        ({"words": "x" * 255}, "words"),
        ({"words": "a\x00b"}, "words"),
        ({"tie": "rival"}, "tie"),
        ({"tie": ""}, "tie"),
    ],
)
def test_knowing_refuses_what_it_cannot_keep(as_: AsMember, typed: dict[str, Any], field: str) -> None:
    shown = as_("ravi").post(PAGE, {**KNOWN, **typed})

    assert shown.status == 422
    assert [a["href"] for a in shown.soup.select(".errors a")] == [f"#field-{field}"]


def test_the_same_person_twice_is_refused_politely(as_: AsMember) -> None:
    client = as_("ravi")
    client.post(PAGE, KNOWN)

    shown = client.post(PAGE, {**KNOWN, "words": "BEA@example.com"})

    assert shown.errors == ["This person is on your list already"]


@pytest.mark.parametrize("key", ["mei", "bea", "ida"])
def test_knowing_is_for_reviewers(as_: AsMember, key: str) -> None:
    assert as_(key).get(PAGE).status == 403
