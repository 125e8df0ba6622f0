"""A blueprint with a mistake is told by file, line and what is wrong; the ones that are shipped have none."""

from pathlib import Path

import pytest

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
