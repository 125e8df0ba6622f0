"""Making the copy of an answer that reviewers read, and withholding a file."""

from typing import Annotated

from pydantic import StringConstraints

from app.core.words import N_
from app.forms.asking import Ask, Form
from app.forms.versions import SeenVersion

LONGEST_COPY = 12_000


class Redacting(Form):
    """`answer_version` is the answer that was on the page, `version` the copy."""

    words: Annotated[
        str,
        StringConstraints(min_length=1, max_length=LONGEST_COPY),
        Ask(
            label=N_("The copy that reviewers read"),
            kind="long_text",
            rows=12,
            missing=N_("Write the copy that reviewers read"),
            hint=N_("Put [hidden] in place of each passage to leave out. Change nothing else."),
            who_reads=N_("reviewers of this application"),
        ),
    ]
    answer_version: SeenVersion = 0
    version: SeenVersion = 0


class Withholding(Form):
    is_withheld: Annotated[bool, Ask(label=N_("Keep this file from reviewers"), kind="yes_no")]
