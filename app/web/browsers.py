"""What a browser calls itself, in words that its owner knows: "Firefox on Windows"."""

from app.core.words import N_

BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)
"""The first that is found counts: Edge calls itself Chrome as well, and an iPhone names Mac OS."""

UNKNOWN = N_("A browser we do not know")


def browser_in_words(user_agent: str) -> str:
    """Only names from the lists above are ever stored, never what was sent."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    return " on ".join(filter(None, (browser, system)))
