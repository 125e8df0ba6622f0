"""The law of licences: they are their production's coordinators' to count."""

from app.rules import productions

RUN = productions.READ
"""Whoever runs a production knows what it has bought."""
