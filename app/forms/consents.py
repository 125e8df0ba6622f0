"""Saying yes to the words that stand on the page."""

from app.forms.asking import Form
from app.forms.versions import SeenVersion


class Yes(Form):
    """`version` is the one of the words that were read."""

    version: SeenVersion = 0
