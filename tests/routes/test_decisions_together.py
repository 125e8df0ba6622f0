"""Several applications at once over HTTP: choosing, the page that checks, the step itself, and the list as a file."""

import csv
import io

import pytest
from openpyxl import load_workbook
from sqlmodel import col, select

from app.core.events import AuditEntry
from app.models.applications import Application, ApplicationStatus
from app.models.people import Person
from app.models.reviews import Review
from app.services.casting import Stage
from tests.asking import AsMember, WorkAs
from tests.client import Client, Shown
from tests.counting import statements
from tests.factories.approvals import may_export
from tests.factories.decisions import a_sent_application, decided, gives_points, in_review, withdrawn

STEPS = "/decisions/together/steps"
CSV = "/decisions/together/export/csv"
XLSX = "/decisions/together/export/xlsx"


def boxes_of(shown: Shown) -> list[str]:
    return [str(box["value"]) for box in shown.soup.select("input[name=chosen][checked]")]


def press(client: Client, step: str, chosen: list[str], **typed: str) -> Shown:
    return client.post(STEPS, {"step": step, "chosen": chosen, **typed})


def states(work_as: WorkAs) -> list[str]:
    with work_as(None) as work:
        return [a.status.value for a in work.db.scalars(select(Application).order_by(col(Application.number)))]


def test_marked_applications_are_paused_together(as_: AsMember, work_as: WorkAs) -> None:
    for key in ("bea", "ari", "noor"):
        a_sent_application(work_as, of=key)
    client = as_("mei")

    asked = client.get(f"{STEPS}?step=pause&which=marked&chosen=LUM-0001&chosen=LUM-0003")
    before = states(work_as)
    shown = client.follow(press(client, "pause", boxes_of(asked), reason="No answer since 6 May."))

    assert "2 applications can be part of this, ordered by reference." in asked.main
    assert before == ["received"] * 3
    assert "The applications are paused." in shown.main
    assert states(work_as) == ["paused", "received", "paused"]


def test_all_on_the_page_and_all_that_are_listed(
    as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.pages.decisions_together.PAGE", 2)
    for key in ("bea", "ari", "noor", "sam"):
        a_sent_application(work_as, of=key)
    in_review(work_as, of="fay")
    client = as_("mei")

    page = client.get(f"{STEPS}?step=pause&which=page&after=LUM-0001")
    listed = client.get(f"{STEPS}?step=pause&which=all&after=LUM-0001&status=received")
    monkeypatch.setattr("app.pages.decisions_together.MOST_TOGETHER", 3)
    cut = client.get(f"{STEPS}?step=pause&which=all")

    assert [box[:8] for box in boxes_of(page)] == ["LUM-0002", "LUM-0003"]
    assert [box[:8] for box in boxes_of(listed)] == ["LUM-0001", "LUM-0002", "LUM-0003", "LUM-0004"]
    assert "These are the first 3." in cut.main


def test_each_refused_one_is_named_with_its_reason(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    in_review(work_as, of="ari", by=("ravi", "sol"))
    withdrawn(work_as, a_sent_application(work_as, of="noor"), by="noor")
    a_sent_application(work_as, of="zoe", programme="post-production")
    client = as_("mei")

    asked = client.get(f"{STEPS}?step=ask&chosen=LUM-0001&chosen=LUM-0002&chosen=LUM-0003&chosen=POS-0001&chosen=<b>")

    assert [box[:8] for box in boxes_of(asked)] == ["LUM-0001"]
    assert [item.get_text(" ", strip=True) for item in asked.soup.select("main h2 + ul li")] == [
        "LUM-0002 ( Ari Novak ): It has as many reviewers as its programme asks for.",
        "LUM-0003 ( Noor Haddad ): It is not open for reading. Its state is: Withdrawn.",
        "POS-0001: It is no longer among your applications.",
    ]
    assert "Zoe" not in asked.text


def test_reviewers_are_asked_the_least_busy_first(as_: AsMember, work_as: WorkAs) -> None:
    in_review(work_as, of="fay", by=("ravi",))
    a_sent_application(work_as, of="bea")
    client = as_("mei")

    asked = client.get(f"{STEPS}?step=ask&which=all")
    client.post(STEPS, {"step": "ask", "chosen": boxes_of(asked)})

    with work_as(None) as work:
        reviewers = sorted(
            (str(row[0]), row[1])
            for row in work.db.execute(
                select(Application.reference, Person.name)
                .join(Review, col(Review.application_id) == Application.id)
                .join(Person, col(Person.id) == Review.reviewer_id)
            )
        )
    assert reviewers == [
        ("LUM-0001", "Ravi Menon"), ("LUM-0001", "Sol Okafor"), ("LUM-0002", "Ravi Menon"), ("LUM-0002", "Sol Okafor"),
    ]  # fmt: skip


def test_what_changed_since_is_told_and_nothing_happens(as_: AsMember, work_as: WorkAs) -> None:
    first = a_sent_application(work_as, of="bea")
    a_sent_application(work_as, of="ari")
    client = as_("mei")
    boxes = boxes_of(client.get(f"{STEPS}?step=pause&which=all"))
    withdrawn(work_as, first, by="bea")

    shown = press(client, "pause", boxes, reason="Nobody answers.")
    again = press(client, "pause", boxes_of(shown), reason="Nobody answers.")

    assert shown.status == 422
    assert "This changed since you opened this page: LUM-0001." in shown.main
    assert "Nobody answers." in shown.text
    assert "LUM-0001 ( Bea Lindqvist ): This is not possible in its state: Withdrawn." in shown.main
    assert again.status == 303
    assert states(work_as) == ["withdrawn", "paused"]


def test_one_that_a_service_refuses_is_named_and_nothing_is_done(as_: AsMember, work_as: WorkAs) -> None:
    for key in ("ravi", "bea"):
        a_sent_application(work_as, of=key)
    as_("mei").get("/decisions")
    application_id = in_review(work_as, of="sol", by=("ravi",))
    client = as_("mei")

    shown = press(client, "ask", boxes_of(client.get(f"{STEPS}?step=ask&which=all")))

    assert application_id
    assert shown.status == 422
    assert "Nothing was changed." in shown.main
    assert "LUM-0003: There is nobody else to ask." in shown.main
    assert states(work_as) == ["received", "received", "in_review"]


def test_an_unticked_one_is_left_alone(as_: AsMember, work_as: WorkAs) -> None:
    for key in ("bea", "ari"):
        a_sent_application(work_as, of=key)
    client = as_("mei")

    press(client, "pause", boxes_of(client.get(f"{STEPS}?step=pause&which=all"))[:1], reason="No answer.")
    press(client, "resume", boxes_of(client.get(f"{STEPS}?step=resume&which=all")))

    assert states(work_as) == ["received", "received"]


@pytest.mark.parametrize(
    "typed", [{}, {"step": "pause"}, {"step": "delete", "chosen": "LUM-0001.received.few"}, {"step": "pause", "chosen": "x" * 90},
              {"step": "pause", "chosen": "LUM-0001.received.few"}]
)  # fmt: skip
def test_bad_input_is_told_and_changes_nothing(as_: AsMember, work_as: WorkAs, typed: dict[str, str]) -> None:
    a_sent_application(work_as, of="bea")

    shown = as_("mei").post(STEPS, typed, unchecked_because="with nothing to choose there is no field to link to")

    assert shown.status == 422
    assert states(work_as) == ["received"]


def test_without_a_step_the_board_comes_back_with_its_marks(as_: AsMember, work_as: WorkAs) -> None:
    a_sent_application(work_as, of="bea")
    client = as_("mei")

    shown = client.follow(client.get(f"{STEPS}?which=page&chosen=LUM-0001&status=received"))

    assert "Choose what you want to do, below the list." in shown.main
    assert boxes_of(shown) == ["LUM-0001"]


def test_marking_nothing_says_what_to_do(as_: AsMember) -> None:
    assert "You marked no application." in as_("mei").get(f"{STEPS}?step=pause").main


@pytest.mark.parametrize("key", ["asha", "ravi", "bea"])
def test_nobody_else_does_it(as_: AsMember, work_as: WorkAs, key: str) -> None:
    a_sent_application(work_as, of="bea")

    shown = press(as_(key), "pause", ["LUM-0001.received.few"], reason="Because.")

    assert shown.status == (422 if key == "asha" else 403)
    assert "Bea" not in shown.main
    assert states(work_as) == ["received"]


@pytest.mark.parametrize("rows", [1, 4])
def test_the_check_page_takes_few_statements(as_: AsMember, work_as: WorkAs, rows: int) -> None:
    for key in ("bea", "ari", "noor", "sam")[:rows]:
        a_sent_application(work_as, of=key)
    client = as_("mei")

    with statements() as sent:
        client.get(f"{STEPS}?step=pause&which=all&after=LUM-0001")

    assert len(sent) <= 8


def test_f28_a_file_holds_what_the_board_shows(as_: AsMember, work_as: WorkAs) -> None:
    may_export(work_as)
    decided(work_as, of="bea")
    gives_points(work_as, in_review(work_as, of="ari", by=("ravi", "sol")), by="ravi", points=3)
    a_sent_application(work_as, of="zoe", programme="post-production")
    client = as_("mei")

    answer = client.get(f"{CSV}?order=score").answer
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(client.get(f"{XLSX}?order=score").answer.content)).active

    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-disposition"] == 'attachment; filename="applications.csv"'
    assert rows == [
        ["Reference", "Name", "Cohort", "State", "Sent", "Reviews given", "Reviews expected", "Score of 100", "Decision",
         "Equality answers"],
        ["LUM-0002", "Ari Novak", rows[1][2], "In review", "2027-03-01T11:00:00+10:30", "1", "2", "100", "",
         "Confidential"],
        ["LUM-0001", "Bea Lindqvist", rows[1][2], "Decided, not released", "2027-03-01T11:00:00+10:30", "1", "1", "67",
         "Offer a place", "Confidential"],
    ]  # fmt: skip
    assert sheet is not None
    assert [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)] == rows


def test_f28_a_file_follows_the_choices_and_the_words(as_: AsMember, work_as: WorkAs) -> None:
    may_export(work_as)
    a_sent_application(work_as, of="bea", says={"draws_you": "lagoon"})
    a_sent_application(work_as, of="ari")

    text = as_("mei").get(f"{CSV}?words=lagoon&after=LUM-0001").answer.content.decode()

    assert "LUM-0001" in text
    assert "LUM-0002" not in text
    assert "lagoon" not in text


def test_names_cannot_act_as_formulas(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    may_export(work_as)
    a_sent_application(work_as, of="bea")
    with work_as(None) as work:
        work.db.get_one(Person, stage.id_of("bea")).name = '=HYPERLINK("http://example.org")'
        work.db.commit()
    client = as_("mei")

    rows = list(csv.reader(io.StringIO(client.get(CSV).answer.content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(client.get(XLSX).answer.content)).active

    assert rows[1][1] == '\'=HYPERLINK("http://example.org")'
    assert sheet is not None
    assert (sheet["B2"].data_type, sheet["B2"].value, sheet["B2"].hyperlink) == (
        "s",
        '=HYPERLINK("http://example.org")',
        None,
    )


def test_an_export_is_written_down(as_: AsMember, work_as: WorkAs, stage: Stage) -> None:
    may_export(work_as)
    a_sent_application(work_as, of="bea")

    as_("mei").get(CSV)

    with work_as(None) as work:
        row = work.db.scalars(select(AuditEntry).where(col(AuditEntry.name) == "decisions.exported")).one()
        assert (row.actor_id, row.facts) == (stage.id_of("mei"), {"rows": 1, "kind": "csv"})


def test_too_many_rows_are_refused_in_words(as_: AsMember, work_as: WorkAs, monkeypatch: pytest.MonkeyPatch) -> None:
    may_export(work_as)
    monkeypatch.setattr("app.pages.decisions_together.MOST_EXPORTED", 1)
    for key in ("bea", "ari"):
        a_sent_application(work_as, of=key)

    shown = as_("mei").get(CSV)

    assert shown.status == 422
    assert "applications are listed. Choose fewer, for example one cohort." in shown.main


def test_an_unknown_kind_of_file_is_missing(as_: AsMember) -> None:
    assert as_("mei").get("/decisions/together/export/pdf").status == 404


def test_status_words_are_those_of_the_lifecycle(as_: AsMember, work_as: WorkAs) -> None:
    may_export(work_as)
    a_sent_application(work_as, of="bea")

    text = as_("mei").get(CSV).answer.content.decode()

    assert "Received" in text
    assert ApplicationStatus.RECEIVED.value not in text
