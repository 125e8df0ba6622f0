"""The vocabulary as people and the scheduler meet it: words, scales, instructions and fits."""

import pytest

from accessibility.vocabulary import ATTRIBUTES, NEEDS, Match, Value, messages, ranked
from accessibility.vocabulary.values import time_in_words

ATTRIBUTE_CODES = {
    "noise_level", "noise_sudden", "noise_kind", "noise_control", "headphones_ok", "echo", "light_level", "light_type",
    "light_flicker", "light_control", "glare", "screens_bright", "traffic", "back", "screen_seen", "exit_seen", "clutter",
    "pattern", "smell", "temp_low", "temp_high", "temp_control", "draught", "shared", "near", "fixed", "interrupt",
    "quiet_room", "way_there", "toilet", "food", "air_drop", "measured_on", "by", "method", "confirmed_by",
}  # fmt: skip
NEED_CODES = {
    "quiet_seat", "no_speech_near", "headphones", "away_from_walkway", "back_to_wall", "screen_private", "see_exit",
    "fixed_seat", "light_control", "no_fluorescent", "dim_light", "bright_light", "daylight", "calm_view", "smell_free",
    "temperature", "small_room", "space_around", "quiet_room_near", "work_from_home", "move_freely", "breaks",
    "flexible_start", "fixed_hours", "short_days", "one_at_a_time", "gap_between", "extra_time", "notice", "preview",
    "alarm_warning", "written_instructions", "one_step", "plain_literal", "questions_before", "answer_in_writing",
    "direct_feedback", "no_phone", "processing_pause", "camera_off", "agenda", "small_group", "captions", "leave_freely",
    "social_optional", "one_contact", "same_mentor", "supporter", "no_touch", "no_eye_contact", "screen_settings",
    "software", "checklists", "background_sound", "my_words",
}  # fmt: skip
CONDITIONS = ("autis", "adhd", "dyslex", "dyspra", "tourette", "anxi", "diagnos", "disab", "disorder", "condition")


def test_places_has_every_attribute_that_the_standard_names() -> None:
    assert ATTRIBUTE_CODES - set(ATTRIBUTES) == set()


def test_needs_are_exactly_those_that_the_standard_names() -> None:
    assert set(NEEDS) == NEED_CODES


def test_no_code_or_sentence_names_a_condition() -> None:
    words = " ".join([*NEEDS, *ATTRIBUTES, *(sentence for _, sentence in messages())]).casefold()

    assert [condition for condition in CONDITIONS if condition in words] == []


def test_only_the_five_supports_that_need_no_decision_start_at_once() -> None:
    at_once = {code for code, need in NEEDS.items() if need.starts_at_once}

    assert at_once == {"headphones", "written_instructions", "camera_off", "breaks", "questions_before"}


@pytest.mark.parametrize("code", sorted(NEED_CODES))
def test_instruction_is_complete_when_the_person_gives_no_details(code: str) -> None:
    instruction = NEEDS[code].instruction({})

    assert instruction.endswith(".")
    assert "%(" not in instruction
    assert all(len(sentence.split()) <= 20 for sentence in instruction.split(". "))


def test_instruction_leaves_out_the_sentence_without_a_value_and_says_it_with_one() -> None:
    software = NEEDS["software"]

    assert software.instruction({}) == "Install the software they use before their first day."
    assert software.instruction({"list": ["dictation", "timers"]}) == (
        "Install the software they use before their first day. Install: dictation, timers."
    )


def test_instruction_says_one_of_a_unit_as_one() -> None:
    assert NEEDS["breaks"].instruction({"minutes": 45, "length": 1}) == (
        "Give them a break every 45 minutes. Each break lasts 1 minute."
    )


def test_instruction_follows_the_answer_that_limits_a_sentence() -> None:
    assert "photos" not in NEEDS["preview"].instruction({"photos": False})
    assert NEEDS["preview"].instruction({"photos": True}).endswith("Include photos.")


def test_instruction_and_fit_are_said_in_the_words_of_the_translator() -> None:
    rule = NEEDS["back_to_wall"].place_rules({})[0]

    assert NEEDS["back_to_wall"].instruction({}, str.upper) == "SEAT THEM WITH THEIR BACK TO A WALL."
    assert rule.fits({"back": "people"}, lambda message: {"a wall": "un mur"}.get(message, message)).sentence == (
        "Behind the seat: people. Needed: un mur."
    )


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"colour": "blue"}, "quiet_seat has no parameter 'colour'"),
        ({"band": "7"}, "band: '7' is not one of the values that may be given"),
        ({"band": 3}, "band: 3 is not one of the values that may be given"),
    ],
)
def test_parameters_outside_the_vocabulary_are_refused(parameters: dict[str, str | int], sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        NEEDS["quiet_seat"].place_rules(parameters)

    assert str(refusal.value) == sentence


def test_rules_take_the_value_of_the_person_and_become_ranks() -> None:
    rules = NEEDS["quiet_seat"].place_rules({"band": "2"})

    assert [rule.as_ranks() for rule in rules] == [
        {"attribute": "noise_level", "at_most": 2},
        {"attribute": "noise_sudden", "at_most": 2},
    ]


def test_rules_depend_on_the_answer_that_limits_them() -> None:
    seek = [rule.as_ranks() for rule in NEEDS["daylight"].place_rules({"wish": "seek"})]
    avoid = [rule.as_ranks() for rule in NEEDS["daylight"].place_rules({"wish": "avoid"})]

    assert seek == [{"attribute": "light_type", "one_of": ["daylight", "mixed"]}]
    assert avoid == [
        {"attribute": "light_type", "one_of": ["led", "fluorescent", "screen_only"]},
        {"attribute": "glare", "is": 1},
    ]


def test_a_seeking_need_asks_for_more_rather_than_less() -> None:
    rules = NEEDS["background_sound"].place_rules({"which": ["sound", "company"]})

    assert [rule.as_ranks() for rule in rules] == [
        {"attribute": "noise_level", "at_least": 3},
        {"attribute": "shared", "at_least": 3},
    ]


def test_each_unwanted_member_of_a_set_is_a_rule_of_its_own() -> None:
    rules = NEEDS["smell_free"].place_rules({"which": ["perfume", "kitchen"]})

    assert [rule.as_ranks() for rule in rules[1:]] == [
        {"attribute": "smell_kind.perfume", "is": False},
        {"attribute": "smell_kind.kitchen", "is": False},
    ]


@pytest.mark.parametrize(
    ("profile", "match", "sentence"),
    [
        ({"traffic": "under_5"}, Match.MET, "People passing: fewer than 5 an hour. This fits."),
        ({"traffic": "over_60"}, Match.NOT_MET,
         "People passing: more than 60 an hour. Needed: fewer than 5 an hour or 5 to 20 an hour."),
        ({}, Match.NOT_MEASURED, "People passing: not measured yet. Needed: fewer than 5 an hour or 5 to 20 an hour."),
        ({"traffic": "a lot"}, Match.NOT_MEASURED,
         "People passing: not measured yet. Needed: fewer than 5 an hour or 5 to 20 an hour."),
    ],
)  # fmt: skip
def test_fit_says_met_or_not_met_or_not_measured(profile: dict[str, str], match: Match, sentence: str) -> None:
    fit = NEEDS["away_from_walkway"].place_rules({})[0].fits(profile)

    assert (fit.match, fit.sentence) == (match, sentence)


def test_fit_of_a_set_looks_for_the_unwanted_member() -> None:
    without_speech = NEEDS["no_speech_near"].place_rules({})[0]

    assert without_speech.fits({"noise_kind": []}).sentence == "Sounds: none. This fits."
    assert without_speech.fits({"noise_kind": ["doors", "speech"]}).sentence == (
        "Sounds: doors, speech. Needed: no speech."
    )


def test_fit_of_a_number_keeps_its_tenths() -> None:
    lowest = NEEDS["temperature"].place_rules({"lowest": 19})[0]

    assert lowest.fits({"temp_low": 19}).is_met
    assert lowest.fits({"temp_low": 18.9}).sentence == "Lowest temperature: 18.9 °C. Needed: at least 19 °C."


def test_ranked_profile_and_ranked_rules_agree_with_the_fit() -> None:
    profile: dict[str, Value] = {
        "noise_level": "4",
        "back": "wall",
        "smell_kind": ["perfume"],
        "temp_high": 23.5,
        "toilet": "Near",
        "near": "?",
    }

    facts = ranked(profile, ATTRIBUTES)

    assert {code: fact for code, fact in facts.items() if not code.startswith("smell_kind")} == {
        "noise_level": 4, "back": "wall", "temp_high": 235,
    }  # fmt: skip
    assert (facts["smell_kind.perfume"], facts["smell_kind.toilet"]) == (True, False)


def test_ranks_of_a_scale_rise_in_the_order_written() -> None:
    near = ATTRIBUTES["near"]

    assert [near.rank(choice.value) for choice in near.choices] == [1, 2, 3, 4]
    with pytest.raises(ValueError):
        ATTRIBUTES["back"].rank("wall")


def test_messages_name_the_file_and_the_entry() -> None:
    told = list(messages())

    assert ("needs.yaml:back_to_wall", "My back to a wall") in told
    assert ("places.yaml:echo", "Does sound echo?") in told
    assert [place for place, sentence in told if not sentence.strip() or "!" in sentence] == []


@pytest.mark.parametrize(("clock", "words"), [("00:05", "12:05am"), ("12:00", "12:00pm"), ("16:30", "4:30pm")])
def test_times_are_said_as_everywhere_else(clock: str, words: str) -> None:
    assert time_in_words(clock) == words
