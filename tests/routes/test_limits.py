"""How often one may try: every refused try counts, what is dear has a limit, and a refusal keeps what was typed."""

from collections.abc import Sequence

import pytest
from sqlmodel import col, select

from app.adapters.parts import Parts
from app.models.sign_ins import RateCounter
from app.models.uploads import Upload
from app.rules.decisions_board import BY_EXPORT, BY_SEARCH
from app.rules.files import MEGABYTE
from app.rules.first_answers import BY_NETWORK
from app.rules.sign_ins import BY_ACCOUNT, BY_ADDRESS, BY_CODE, BY_LINK, Limit
from app.rules.uploads import BY_PIECE, BY_UPLOAD
from app.services import rates
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Shown
from tests.factories.applications import a_draft
from tests.factories.approvals import may_export
from tests.factories.decisions import in_review
from tests.factories.files import a_paper

FIRST = "/programmes/lumina/first-answers"


def tries(parts: Parts, limit: Limit) -> Sequence[int]:
    with parts.work(writes=False) as work:
        counted = select(RateCounter.tries).where(col(RateCounter.key).startswith(f"{limit.name}:"))
        return work.db.scalars(counted).all()


def use_up(work_as: WorkAs, limit: Limit, whom: str) -> None:
    with work_as(None) as work:
        for _ in range(limit.tries):
            rates.note(work, limit, whom)


def waits(shown: Shown) -> bool:
    return shown.status == 429 and int(shown.answer.headers["retry-after"]) > 0


def test_rate_01_a_refused_password_counts(as_: AsMember, parts: Parts) -> None:
    for _ in range(3):
        as_(None).post("/sign-in/password", {"email": "nemo@example.com", "password": "wrong every time"})

    assert (tries(parts, BY_ACCOUNT), tries(parts, BY_ADDRESS)) == ([3], [3])


def test_rate_01_a_refused_code_counts(as_: AsMember, parts: Parts) -> None:
    use = {"email": "mei@example.com", "password": "not the password at all", "code": "000000"}
    as_(None).post("/sign-in/password", use)

    assert [tries(parts, limit) for limit in BY_CODE] == [[1], [1], [1]]


def test_rate_01_a_refused_address_counts(as_: AsMember, parts: Parts) -> None:
    client = as_("noor")
    client.post("/sign-ins/email-address", {"email": "noor@example.com"})
    client.post("/sign-ins/email-address", {"email": "noor@example.com"})

    assert tries(parts, BY_LINK) == [2]


def test_rate_01_refused_first_answers_count(as_: AsMember, parts: Parts) -> None:
    shown = as_(None).post(FIRST, {})

    assert shown.status == 422
    assert tries(parts, BY_NETWORK) == [1]


def test_rate_01_a_link_past_its_limit_counts_on(as_: AsMember, parts: Parts, work_as: WorkAs) -> None:
    use_up(work_as, BY_LINK, "nemo@example.com")

    shown = as_(None).post("/sign-in/link", {"email": "nemo@example.com"})

    assert waits(shown)
    assert shown.soup.select("input[name=email]")[0]["value"] == "nemo@example.com"
    assert tries(parts, BY_LINK) == [BY_LINK.tries + 1]


def test_rate_01_a_password_past_its_limit_keeps_the_address(as_: AsMember, work_as: WorkAs) -> None:
    use_up(work_as, BY_ACCOUNT, "nemo@example.com")

    shown = as_(None).post("/sign-in/password", {"email": "nemo@example.com", "password": "wrong every time"})

    assert waits(shown)
    assert shown.soup.select("input[name=email]")[0]["value"] == "nemo@example.com"
    assert "wrong every time" not in shown.text


def test_rate_01_a_file_past_the_limit_waits_and_keeps_its_words(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    application_id = a_draft(work_as, of="ari")
    use_up(work_as, BY_UPLOAD, str(stage.id_of("ari")))
    place = f"/applications/{application_id}/questions/work_sample/files"

    shown = as_("ari").post(
        place, {"description": "Words of mine"}, files={"file": ("a.pdf", a_paper(), "application/pdf")}
    )

    assert waits(shown)
    assert shown.soup.select("textarea")[0].get_text().strip() == "Words of mine"
    assert "There were many tries." in shown.main


def test_rate_01_a_refused_file_counts(as_: AsMember, parts: Parts, work_as: WorkAs) -> None:
    application_id = a_draft(work_as, of="ari")
    place = f"/applications/{application_id}/questions/work_sample/files"

    as_("ari").post(place, {"description": ""}, files={"file": ("a.pdf", b"no paper", "application/pdf")})

    assert tries(parts, BY_UPLOAD) == [1]


def test_rate_01_pieces_past_the_limit_wait(as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage) -> None:
    application_id = a_draft(work_as, of="ari")
    begun = {"name": "a.mp4", "media_type": "video/mp4", "bytes_long": str(3 * MEGABYTE)}
    client = as_("ari")
    upload = client.post(f"/applications/{application_id}/questions/work_sample/uploads", begun)
    use_up(work_as, BY_PIECE, str(stage.id_of("ari")))

    shown = client.post(upload.location, {"offset": "0"}, files={"file": ("a.mp4", b"x", "video/mp4")})

    assert waits(shown)
    assert shown.answer.headers["upload-offset"] == "0"
    assert tries(parts, BY_UPLOAD) == [1]


def test_upl_02_what_is_only_here_in_part_takes_its_room(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    """Ten beginnings of 100 MB elsewhere fill the room of one person, although not a byte of them is here."""
    application_id = a_draft(work_as, of="ari")
    with work_as("ari") as work:
        for number in range(10):
            work.db.add(
                Upload(
                    id=work.new_id(), owner_id=stage.id_of("ari"), application_id=application_id, question=f"other_{number}",
                    name="x.mp4", media_type="video/mp4", bytes_long=100 * MEGABYTE, stored_as=f"old-{number}",
                    touched_at=work.now,
                )
            )  # fmt: skip
    begun = {"name": "a.mp4", "media_type": "video/mp4", "bytes_long": str(3 * MEGABYTE)}

    shown = as_("ari").post(f"/applications/{application_id}/questions/work_sample/uploads", begun)

    assert shown.status == 413
    assert "You have added as much as we can keep for one person." in shown.main


@pytest.mark.parametrize(
    ("key", "path", "limit"),
    [
        ("mei", "/decisions?words=light", BY_SEARCH),
        ("mei", "/decisions?words=light&after=LUM-0001", BY_SEARCH),
        ("mei", "/decisions?words=light&before=LUM-0001", BY_SEARCH),
        ("mei", "/decisions?words=light&words=", BY_SEARCH),
        ("mei", "/decisions/together/steps?step=pause&which=all&words=light", BY_SEARCH),
        ("ravi", "/reviews/search/results?words=light", BY_SEARCH),
        ("mei", "/decisions/together/export/csv", BY_EXPORT),
    ],
)
def test_rate_01_searching_and_exports_are_limited(  # noqa: PLR0917 - one row of the table
    as_: AsMember, parts: Parts, work_as: WorkAs, stage: Stage, key: str, path: str, limit: Limit
) -> None:
    in_review(work_as, of="bea")
    may_export(work_as)
    client = as_(key)
    before = client.get(path)
    counted = tries(parts, limit)
    use_up(work_as, limit, str(stage.id_of(key)))

    after = client.get(path)

    assert (before.status, counted) == (200, [1])
    assert waits(after)
    assert "There were many tries." in after.main


def test_rate_01_a_list_without_words_is_not_counted(as_: AsMember, parts: Parts) -> None:
    for query in ("words=&order=score", "words=++", "after=LUM-0001", "count=yes"):
        assert as_("mei").get(f"/decisions?{query}").status == 200
    assert tries(parts, BY_SEARCH) == []
