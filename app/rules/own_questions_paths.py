"""Where messages about a question lead, on the asker's page and for who answers; and its first words in a list."""

from uuid import UUID

from app.core.vault import LOCKED

LONGEST_START = 80


def anchor(question_id: UUID) -> str:
    return f"question-{question_id}"


def start_of(words: str) -> str:
    """The first words in one line, so that several questions of one person can be told apart. What cannot be read says so
    in its whole sentence.
    """
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_START or words == LOCKED else f"{line[:LONGEST_START]}…"


def own_path(key: str, question_id: UUID) -> str:
    return f"/programmes/{key}/your-questions#{anchor(question_id)}"


def answer_path(question_id: UUID) -> str:
    return f"/questions/{question_id}"
