"""The standard that every screen is held to, as data and pure checks; imports nothing of the application."""
