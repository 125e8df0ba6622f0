"""Equality questions offer not to say."""

from app.rules.monitoring import QUESTIONS, RATHER_NOT


def test_f54_every_question_offers_not_to_say() -> None:
    assert [list(question.all_choices)[-1] for question in QUESTIONS.values()] == [RATHER_NOT] * len(QUESTIONS)
