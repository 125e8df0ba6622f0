"""The standard as files: each rule is there with an honest proof, and the public report claims no more than that."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from accessibility.checks.grades import grade_of
from accessibility.checks.words import EMOJI
from accessibility.entries import read
from accessibility.wording import AVOIDED, BARE_LABELS, GLOSSARY, IDIOMS, PLAIN, phrase_pattern

ROOT = Path(__file__).parents[2]
STANDARD = ROOT / "accessibility"
RULES = read(STANDARD / "rules.yaml")
SIZES = {"P": 8, "F": 13, "L": 8, "T": 9, "S": 9, "R": 8, "A": 4, "H": 5, "G": 9, "X": 8, "C": 9}
IDS = [f"{letter}{number}" for letter, size in SIZES.items() for number in range(1, size + 1)]
NOT_OF_THE_90 = {"HTML", "CSP", "CSRF"}
TEST_ID = re.compile(r"tests/\S+\.py::\w+")
LEVELS = {"supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated"}
CRITERIA = {"success_criteria_level_a": 31, "success_criteria_level_aa": 24, "success_criteria_level_aaa": 31}


def exists(test: str) -> bool:
    """Whether a test id names a function that is there."""
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8")) if (ROOT / path).exists() else ast.Module([], [])
    return name in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_all_90_rules_are_there_in_order() -> None:
    assert len(IDS) == 90
    assert list(RULES.values) == IDS


@pytest.mark.parametrize("identity", IDS)
def test_each_rule_says_how_it_is_proven_or_that_it_is_not(identity: str) -> None:
    rule = RULES.entry(identity)
    rule.only("rule", "gate", "proof", "open")
    proof = rule.values["proof"]

    assert rule.text("rule").endswith(".")
    assert rule.text("gate") in ("automatic", "judged", "person")
    if isinstance(proof, str):
        assert (proof == "not yet") == (rule.text("gate") != "person")
        assert "open" not in rule.values
    else:
        assert [test for test in proof if not exists(test)] == []
        assert proof


def test_every_rule_that_a_check_names_is_one_of_the_90() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (STANDARD / "checks").glob("*.py"))
    named = set(re.findall(r'(?:Finding\(|^    \()"([A-Z]+\d*)"', sources, flags=re.MULTILINE))

    assert named - set(IDS) == NOT_OF_THE_90
    assert {word.rule for word in AVOIDED.values()} <= set(IDS)


def criteria() -> list[tuple[str, dict[str, str]]]:
    report = yaml.safe_load((STANDARD / "openacr.yaml").read_text(encoding="utf-8"))
    assert {name: len(chapter["criteria"]) for name, chapter in report["chapters"].items()} == CRITERIA
    entries = [each for chapter in report["chapters"].values() for each in chapter["criteria"]]
    return [(each["num"], each["components"][0]["adherence"]) for each in entries]


def test_the_report_has_every_criterion_of_wcag_2_2_once() -> None:
    numbers = [number for number, _ in criteria()]

    assert len(set(numbers)) == 86
    assert [number for number in numbers if not re.fullmatch(r"[1-4]\.\d\.\d{1,2}", number)] == []


@pytest.mark.parametrize(("number", "adherence"), criteria())
def test_the_report_claims_nothing_without_a_test(number: str, adherence: dict[str, str]) -> None:
    level, notes = adherence["level"], adherence["notes"]

    assert level in LEVELS, number
    assert notes.endswith(".") or TEST_ID.search(notes)
    if level in ("supports", "partially-supports"):
        assert [exists(test) for test in TEST_ID.findall(notes)] == [True]


def test_the_statement_says_what_does_not_work_yet_in_plain_words() -> None:
    statement = (STANDARD / "statement.md").read_text(encoding="utf-8")
    words = re.sub(r"[#*-]", "", statement).replace("\n\n", ".\n")

    assert statement.index("## What does not work yet") < statement.index("## Tell us")
    assert grade_of(words) <= 6
    assert phrase_pattern(AVOIDED).findall(statement) == []


def test_our_own_words_keep_to_the_words_we_use() -> None:
    told = _all_texts()

    assert [text for text in told if "!" in text or EMOJI.search(text)] == []
    assert [text for text in told if phrase_pattern(dict.fromkeys(IDIOMS)).search(text)] == []


def _all_texts() -> list[str]:
    rules = [RULES.entry(identity).text("rule") for identity in IDS]
    return [*rules, *(term.means for term in GLOSSARY.values()), *(word.say for word in AVOIDED.values())]


def test_each_avoided_word_comes_with_what_to_write_instead() -> None:
    assert [word.phrase for word in AVOIDED.values() if not word.say.endswith(".")] == []
    assert all(phrase == phrase.casefold() for phrase in (*AVOIDED, *PLAIN, *BARE_LABELS, *IDIOMS))


def test_the_glossary_explains_the_words_of_the_trade_in_short_sentences() -> None:
    expected = {"VFX", "plate", "clean plate", "rotoscoping", "matchmove", "compositing", "dailies", "call sheet"}

    assert expected - set(GLOSSARY) == set()
    assert [term.word for term in GLOSSARY.values() if len(term.means.split()) > 20 or term.means[-1] != "."] == []
