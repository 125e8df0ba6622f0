"""Rows of tables in which each cell carries the name of its column.

On a narrow screen a row stands as a card, and its cells say below one another what they hold. A table that is drawn
like that is no table for some screen readers unless it says so, hence the roles.
"""

import re
from collections.abc import Sequence

from markupsafe import Markup

_OPENINGS = re.compile(r"<(tr|th|td)\b")


def under_heads(rows: str, heads: Sequence[str]) -> Markup:
    """`rows` is markup of ours with one cell for each of `heads`; the first cell of a row is its own head."""
    column = iter(heads)

    def opened(found: re.Match[str]) -> str:
        nonlocal column
        if found[1] == "tr":
            column = iter(heads)
            return '<tr role="row"'
        head = next(column, "")
        return '<th role="rowheader"' if found[1] == "th" else Markup('<td role="cell" data-head="{}"').format(head)

    return Markup(_OPENINGS.sub(opened, rows))  # noqa: S704 - the rows are our own markup, and heads are escaped above
