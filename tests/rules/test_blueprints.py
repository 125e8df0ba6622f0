"""A blueprint with a mistake is told by file, line and what is wrong; the ones that are shipped have none."""

from pathlib import Path

import pytest

from accessibility.checks.grades import grade_of
from app.rules.blueprints import FOLDER, BrokenBlueprint, blueprint_of, blueprints, read_blueprint

LUMINA = (FOLDER / "lumina.yaml").read_text(encoding="utf-8")


def broken(tmp_path: Path, text: str) -> str:
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenBlueprint) as problem:
        read_blueprint(path)
    return str(problem.value)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_what_is_shipped_can_be_read() -> None:
    assert {"lumina", "post-production"} <= set(blueprints())
    assert blueprint_of("lumina").question("nothing of this name") is None


def test_a_line_that_is_no_yaml(tmp_path: Path) -> None:
    assert broken(tmp_path, "key: lumina\nname: [Lumina\nweek: x\n").startswith("broken.yaml, line 3: ")


@pytest.mark.parametrize("text", ["", "just words", "- a\n- list\n", "3"])
def test_a_file_of_another_kind(tmp_path: Path, text: str) -> None:
    assert broken(tmp_path, text).startswith("broken.yaml, line 1: ")


def test_something_is_missing(tmp_path: Path) -> None:
    text = LUMINA.replace("time_zone:", "# time_zone:", 1)

    assert broken(tmp_path, text) == f"broken.yaml, line {line_of(text, 'key: lumina')}: time_zone: this is missing."


def test_a_name_that_is_not_known(tmp_path: Path) -> None:
    text = f"{LUMINA}\ncolour: green\n"

    assert broken(tmp_path, text) == (
        f"broken.yaml, line {line_of(text, 'colour: green')}: colour: nothing by this name is known here."
    )


def test_a_question_of_an_unknown_kind_is_told_where_it_stands(tmp_path: Path) -> None:
    text = LUMINA.replace("kind: long_text", "kind: endless_text", 1)

    said = broken(tmp_path, text)

    assert said.startswith(f"broken.yaml, line {line_of(text, 'kind: endless_text')}: parts.")
    assert ".kind: " in said


def test_two_questions_of_the_same_name(tmp_path: Path) -> None:
    first, second = [question.key for question in blueprint_of("lumina").questions][:2]
    text = LUMINA.replace(f"key: {second}\n", f"key: {first}\n", 1)

    assert f"two questions are called {first}." in broken(tmp_path, text)


KEY = "key: lumina\n"
AGE = "      - key: age\n        kind: yes_no\n"
CRAFT = "      - key: craft\n        kind: some_of\n"
SOFTWARE = "      - key: software\n        kind: some_of\n"
PHONE_IF = "only_if: {question: contact, is_one_of: [message, phone]}"
DRAWS = "      - key: draws_you\n"
ADJUST = "        kind: adjustments\n"
MESSAGE = "          - {value: message, label: Text message}\n"

SPOILED = {
    "a name twice": (KEY, f"{KEY}{KEY}", "key: this is written twice."),
    "a name twice in a question": (AGE, f"{AGE}        kind: yes_no\n", "kind: this is written twice."),
    "an unknown name in a question": (AGE, f"{AGE}        colour: red\n", "colour: nothing by this name is known here."),
    "two parts of one name": ("  - key: your_work\n", "  - key: about_you\n", "two parts are called about_you."),
    "a condition on nothing": (PHONE_IF, PHONE_IF.replace("contact", "pigeon"), "phone depends on pigeon, which is not a question."),
    "a condition on a later question": (
        PHONE_IF, PHONE_IF.replace("contact", "craft"), "phone depends on craft, which is not asked before it.",
    ),
    "a condition on itself": (PHONE_IF, PHONE_IF.replace("contact", "phone"), "phone depends on phone, which is not asked before it."),
    "a condition on free text": (PHONE_IF, PHONE_IF.replace("contact", "name"), "phone depends on name, which has no choices."),
    "a condition on no choice": (
        PHONE_IF, PHONE_IF.replace("[message, phone]", "[fax]"), "phone waits for fax, which contact does not offer.",
    ),
    "an empty condition": (PHONE_IF, PHONE_IF.replace("[message, phone]", "[]"), "only_if.is_one_of: "),
    "choices missing": (AGE, AGE.replace("yes_no", "one_of"), "age has the wrong kind: a question has choices exactly"),
    "choices too many": (CRAFT, CRAFT.replace("some_of", "long_text"), "craft has the wrong kind: a question has choices exactly"),
    "a choice twice": (MESSAGE, MESSAGE * 2, "contact offers message twice."),
    "a bad date": (DRAWS, f"{DRAWS}        frozen_from: {{day: 2027-02-31}}\n", "2027-02-31: there is no such day."),
    "a day that is two": (
        DRAWS, f"{DRAWS}        frozen_from: {{day: 2027-02-21, before: closes}}\n", "write a date as `day`, or `days`",
    ),
    "an unknown day of the intake": (DRAWS, f"{DRAWS}        frozen_from: {{days: 2, before: easter}}\n", "frozen_from.before: "),
    "frozen before required": (
        DRAWS,
        f"{DRAWS}        frozen_from: {{days: 9, before: closes}}\n        required_from: {{days: 2, before: closes}}\n",
        "draws_you is frozen before it is required.",
    ),
    "frozen on the day it is required": (
        DRAWS, f"{DRAWS}        frozen_from: {{day: 2027-03-01}}\n        required_from: {{day: 2027-03-01}}\n",
        "draws_you is frozen before it is required.",
    ),
    "days that cannot be compared": (
        DRAWS, f"{DRAWS}        frozen_from: {{day: 2027-03-01}}\n        required_from: {{days: 2, after: opens}}\n",
        "draws_you counts required_from and frozen_from from different days",
    ),
    "optional and required": (
        SOFTWARE, f"{SOFTWARE}        required_from: {{days: 2, before: closes}}\n", "software is optional until required_from anyway",
    ),
    "sensitive without a way out": (AGE, f"{AGE}        sensitive: true\n", "age is sensitive and has to offer prefer_not_to_say."),
    "a way out without a list": (AGE, f"{AGE}        prefer_not_to_say: true\n", "age "),
    "a way out written by hand": (
        MESSAGE, "          - {value: rather_not_say, label: Nothing}\n", "contact writes rather_not_say itself",
    ),
    "sensitive for those who score": (
        CRAFT, f"{CRAFT}        sensitive: true\n        prefer_not_to_say: true\n",
        "craft is sensitive, and the people who score may not read it.",
    ),
    "adjustments for managers": (
        f"{ADJUST}", f"{ADJUST}        purpose: wishes\n", "adjustments has a page of its own and cannot have a purpose.",
    ),
    "a way to be reached that we do not have": (MESSAGE, MESSAGE.replace("message,", "pigeon,"), "contact offers a way to be reached"),
    "a purpose of another kind": (
        "kind: short_text\n        purpose: phone", "kind: number\n        purpose: phone",
        "phone has the purpose phone, which asks for the kind short_text.",
    ),
    "the same asked twice": (
        "purpose: noticed", "purpose: of_age", "two questions ask the same of a person, their purpose is of_age.",
    ),
    "a reader twice": ("readers: [adviser]", "readers: [adviser, adviser]", "adjustments names a reader twice."),
    "an unknown reader": ("readers: [adviser]", "readers: [everybody]", "readers.0: "),
    "adjustments read by managers": ("readers: [adviser]", "readers: [manager]", "adjustments is about adjustments, which only advisers read."),
    "an unknown time zone": ("Australia/Adelaide", "Australia/Nowhere", "time_zone: Australia/Nowhere is no time zone"),
    "kept for ever": (AGE, f"{AGE}        kept_days: 100000\n", "kept_days: "),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(SPOILED))
def test_a_spoiled_blueprint_stops_with_its_line_and_one_sentence(tmp_path: Path, name: str) -> None:
    before, after, sentence = SPOILED[name]
    assert before in LUMINA, "the example has changed"
    text = LUMINA.replace(before, after, 1)

    said = broken(tmp_path, text)

    line = int(said.split("line ")[1].split(":")[0])
    spoiled_at = line_of(LUMINA, before)
    assert sentence in said
    assert "\n" not in said
    assert spoiled_at - 8 <= line <= spoiled_at + after.count("\n") + 3


@pytest.mark.parametrize("key", sorted(blueprints()))
def test_every_question_is_written_in_plain_words(key: str) -> None:
    """Reading grade 6 or lower, measured over each part: single questions are too short to be measured (rule L1)."""
    blueprint = blueprint_of(key)
    for part in blueprint.parts:
        words = [part.about, *(text for q in part.questions for text in (q.label, q.help, q.why))]
        sentences = [text if text.endswith((".", "?", ":")) else f"{text}." for text in words if text]
        assert grade_of(" ".join(sentences)) <= 6, part.key
    whole = (blueprint.summary, blueprint.for_whom, blueprint.week, blueprint.help_offered, blueprint.people_decide)
    assert grade_of(" ".join(whole)) <= 8
