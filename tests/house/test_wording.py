"""No library's sentence and no word that we avoid reaches a page; every state and every message has its words."""

import pytest

import app.routes  # noqa: F401 - registers every lifecycle
from accessibility.wording import AVOIDED, phrase_pattern
from app.core.lifecycle import LIFECYCLES
from app.core.policy import POLICIES
from app.rules.messages import PREFIXES, ChangeWording
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
    parts = [wording.parts[0], wording.to_do, wording.ask]

    assert all(parts)
    assert subject_of(wording, AnyFact()).partition(":")[0] in {words.partition(":")[0] for words in PREFIXES.values()}
    for part in (*wording.parts, wording.subject):
        assert avoided_in(filled(part, AnyFact())) == []


@pytest.mark.parametrize("template", sorted(key for key, each in WORDINGS.items() if isinstance(each, ChangeWording)))
def test_n19_a_change_says_its_five_parts_each_under_its_own_first_words(template: str) -> None:
    begins = [part.partition(":")[0] for part in WORDINGS[template].parts[:5]]

    assert begins[0] in {"What changed", "What would change"}
    assert begins[1:] == ["What stays the same", "Why", "From when", "Who to ask"]


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
