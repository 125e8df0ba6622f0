"""Links and buttons say what a person wrote down once: one thing has one name, and a name has one thing (rule P3)."""

from collections import defaultdict

import yaml

from accessibility.wording import BARE_LABELS
from tests.house.labels import FILE, labels

WRITTEN: dict[str, list[str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_every_label_is_written_down() -> None:
    assert labels() == WRITTEN


def test_a_button_that_acts_has_one_name() -> None:
    """What a form does is named alike wherever it can be done; a form may have one button for each of its ways."""
    names = defaultdict(set)
    for label, leads in WRITTEN.items():
        for where in leads:
            if where.startswith("button ") and not where.endswith("this page"):
                names[where].add(label)

    assert {where: sorted(found) for where, found in names.items() if len(found) > 1} == SEVERAL_WAYS


SEVERAL_WAYS = {
    "button absences.end": ["I can come again", "They can come again"],
    "button placings.pin": ["Keep the time", "Keep the time and the desk"],
    "button accommodations.agree": ["Agree and tell the person", "Keep these words as they are, and agree"],
    "button accommodations.arrange_meanwhile": ["Keep these words as they are", "Provide this and tell the person"],
    "button accommodations.reword": ["Change these words", "Keep these words as they are"],
    "button applications.remind": ["Do not remind me", "Remind me on that day"],
    "button applications.answer_all": [
        "Save and check your answers",
        "Save and choose what helps you",
        "Save and go to your file",
        "Save and stop for now",
    ],
    "button bookings.cancel": ["Give your place back", "Leave the waiting list"],
    "button readings.bring": ["Ask by %(num)s row", "Ask by %(num)s rows"],
    "button readings.spread": ["Ask for %(num)s reading", "Ask for %(num)s readings"],
    "button preferences.change": ["Put it back as it was", "Save how this looks", "Show a sample first"],
    "button redactions.withhold": ["Keep this file from reviewers", "Show this file to reviewers"],
    "button applications.start": ["Start with empty answers", "Start your application"],
    "button first_answers.send_link": ["Send me the link", "Send me the link again"],
    "button late_links.use": ["Open your application", "Start your application"],
    "button reviews.write": ["Give this review", "Save as a draft"],
}
"""Forms with more than one button, each for another result."""


def test_labels_say_the_result() -> None:
    """Rule L7."""
    assert [label for label in WRITTEN if label.casefold() in BARE_LABELS] == []
