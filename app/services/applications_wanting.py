"""What an application still wants before it can be sent: an answer, or a draft that is not saved as one."""

from app.core.words import N_, Sentence, sentence
from app.rules.blueprints import Question
from app.services.applications_reading import Case


def stops_sending(case: Case) -> list[Question]:
    """The questions that need something first: an answer, or a draft to be saved or taken out. In their own order.

    What was written last is what is sent, so that nobody sends an older text without knowing.
    """
    return [question for question in case.asked if question in case.missing or question in case.drafted]


def why_not_sent(case: Case, question: Question) -> Sentence:
    draft = N_("“%(question)s” has a draft. Open it and save it, or take the text out")
    return sentence(
        draft if question in case.drafted else N_("“%(question)s” needs an answer"), question=question.label
    )
