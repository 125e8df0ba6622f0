"""Rules, held to what they say."""
