"""No library's sentence and no word that we avoid reaches a page; every state and every message has its words."""

import pytest

import app.routes  # noqa: F401 - registers every lifecycle
from accessibility.wording import AVOIDED, phrase_pattern
from app.core.lifecycle import LIFECYCLES
from app.core.policy import POLICIES
from app.rules.messages import PREFIXES
from app.services.letters import filled, subject_of
from app.services.messages import WORDINGS

PATTERN = phrase_pattern(AVOIDED)


def avoided_in(sentence: str) -> list[str]:
    return PATTERN.findall(sentence)


class AnyFact(dict[str, str]):
    """Stands for every fact that a sentence may ask for."""

    def __missing__(self, name: str) -> str:
        return f"the {name}"


@pytest.mark.parametrize("template", sorted(WORDINGS))
def test_a_message_says_the_four_things(template: str) -> None:
    wording = WORDINGS[template]
    parts = [wording.happened, wording.to_do, wording.ask]

    assert all(parts)
    assert subject_of(wording, AnyFact()).partition(":")[0] in {words.partition(":")[0] for words in PREFIXES.values()}
    for part in (*parts, wording.by_when, wording.subject):
        assert avoided_in(filled(part, AnyFact())) == []


@pytest.mark.parametrize("noun", sorted(LIFECYCLES))
def test_states_are_named_in_plain_words(noun: str) -> None:
    for words in LIFECYCLES[noun].words.values():
        assert avoided_in(words.own) == []
        assert avoided_in(words.staff) == []


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_a_refusal_is_a_plain_sentence(name: str) -> None:
    policy = POLICIES[name]

    assert policy.otherwise or policy.reason
    assert avoided_in(policy.otherwise) == []
