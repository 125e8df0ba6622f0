"""A mistake in a vocabulary file is refused when it is loaded, with the file, the key and what is wrong."""

from pathlib import Path

import pytest

from accessibility.entries import EntryError, read
from accessibility.vocabulary.catalogue import read_attributes, read_needs

PLACES = """
groups: {sound: Sound}
fits: {met: m, not_met: n, not_measured: u, at_most: a, at_least: l, without: w, nothing: x, or: o}
attributes:
  echo: {group: sound, name: Echo, question: Does it echo, kind: steps, found: Clap., values: {soft: soft, strong: strong}}
  sounds: {group: sound, name: Sounds, question: What sounds, kind: some_of, found: Listen., values: {speech: speech}}
  toilet: {group: sound, name: Toilet, question: Where, kind: text, found: Walk.}
"""
NEEDS = """
groups: {place: The place}
needs:
  soft_room:
    group: place
    label: A soft room
    parameters:
      most: {label: Most, kind: step, of: echo, default: soft}
      noted: {label: Noted, kind: text, most: 20}
    provide: ["Most echo: %(most)s.", "Note: %(noted)s."]
    rules: [{attribute: echo, at_most: {parameter: most}}]
"""


def refusal(tmp_path: Path, places: str = PLACES, needs: str = NEEDS) -> str:
    """The sentence with which the two files are refused, or nothing."""
    (tmp_path / "places.yaml").write_text(places, encoding="utf-8")
    (tmp_path / "needs.yaml").write_text(needs, encoding="utf-8")
    try:
        place_entries = read(tmp_path / "places.yaml")
        read_needs(read(tmp_path / "needs.yaml"), place_entries, read_attributes(place_entries))
    except EntryError as problem:
        return str(problem)
    return ""


def test_the_files_of_this_test_are_sound(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ""


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("name: Echo, ", "", "places.yaml, attributes.echo.name: this key is missing"),
        ("name: Echo", "name: ''", "places.yaml, attributes.echo.name: this text is empty"),
        ("name: Echo", "name: 3", "places.yaml, attributes.echo.name: 3 is not text; put quotes around it"),
        ("name: Echo", "nam: Echo", "places.yaml, attributes.echo.nam: this key is not known"),
        ("kind: steps", "kind: ladder", "places.yaml, attributes.echo.kind: 'ladder' is not one of steps"),
        ("kind: steps", "kind: number", "places.yaml, attributes.echo.values: the kind 'number' and the values do not"),
        ("group: sound, name: Echo", "group: light, name: Echo", "places.yaml, attributes.echo.group: 'light' is not"),
        ("strong: strong", "no: strong", "places.yaml, attributes.echo.values: the key False is not text"),
        ("strong: strong", "soft: strong", "places.yaml, line 5: the key 'soft' is written twice"),
        ("nothing: x, ", "", "places.yaml, fits.nothing: this key is missing"),
        ("attributes:", "attributes: [", "places.yaml: this is not YAML"),
    ],
)
def test_places_are_refused_with_the_place_of_the_mistake(
    tmp_path: Path, right: str, wrong: str, sentence: str
) -> None:
    assert refusal(tmp_path, places=PLACES.replace(right, wrong)).startswith(sentence)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("group: place", "group: time", "needs.yaml, needs.soft_room.group: 'time' is not one of the groups"),
        (
            "default: soft",
            "default: hard",
            "needs.yaml, needs.soft_room.parameters.most.default: 'hard' is not a value",
        ),
        ("of: echo", "of: toilet", "needs.yaml, needs.soft_room.parameters.most.of: 'toilet' is not an attribute"),
        ("kind: text", "kind: prose", "needs.yaml, needs.soft_room.parameters.noted.kind: 'prose' is not one of step"),
        ("kind: text", "kind: one_of", "needs.yaml, needs.soft_room.parameters.noted.choices: the kind 'one_of'"),
        ("%(noted)s", "%(note)s", "needs.yaml, needs.soft_room.provide.2: the sentence uses 'note', which is not"),
        ("Most echo: %(most)s", "%(noted)s", "needs.yaml, needs.soft_room.provide: the first sentence must be there"),
        ("attribute: echo", "attribute: hum", "needs.yaml, needs.soft_room.rules.1.attribute: 'hum' is not an attri"),
        ("{parameter: most}", "loud", "needs.yaml, needs.soft_room.rules.1.at_most: 'loud' is not a value of 'echo'"),
        ("{parameter: most}", "{parameter: noted}", "needs.yaml, needs.soft_room.rules.1.at_most: this does not name"),
        ("at_most: {parameter: most}", "when: {most: soft}", "needs.yaml, needs.soft_room.rules.1: a rule has exactly"),
        ("rules: [{", "rules: [{when: {most: 4}, ", "needs.yaml, needs.soft_room.rules.1.when: 4 is not a value of"),
        ("rules: [{", "rules: [{when: {x: soft}, ", "needs.yaml, needs.soft_room.rules.1.when: 'x' is not a parameter"),
        (
            "rules: [{attribute: echo, at_most: {parameter: most}}]",
            "rules: 3",
            "needs.yaml, needs.soft_room.rules: this",
        ),
        ('provide: ["Most echo: %(most)s.", "Note: %(noted)s."]', "", "needs.yaml, needs.soft_room.provide: at least"),
    ],
)
def test_needs_are_refused_with_the_place_of_the_mistake(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert refusal(tmp_path, needs=NEEDS.replace(right, wrong)).startswith(sentence)
