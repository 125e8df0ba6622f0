"""Addresses of an applicant's pages, for views and messages; a test holds them to the routes."""

from uuid import UUID


def application_path(application_id: UUID, page: str = "") -> str:
    return f"/applications/{application_id}/{page}".rstrip("/")


def part_path(application_id: UUID, part: str) -> str:
    return application_path(application_id, f"parts/{part}")


def question_path(application_id: UUID, part: str, question: str, *, back: str = "") -> str:
    """`back` names the page that the answer leads back to."""
    path = f"{part_path(application_id, part)}/questions/{question}"
    return f"{path}?back={back}" if back else path
