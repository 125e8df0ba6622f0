"""Signing in and out."""


def test_enter_page_shows(as_):
    shown = as_(None).get("/sign-in")
    assert shown.status == 200
    assert shown.title == "Sign in - Cleanplate"
