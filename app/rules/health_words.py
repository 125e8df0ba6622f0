"""Words that often say why somebody needs something, where only what to provide belongs. A hint to ask, never a bar."""

import re

HEALTH_WORDS = (
    "adhd",
    "anxiety",
    "anxious",
    "asperger",
    "aspergers",
    "autism",
    "autistic",
    "bipolar",
    "condition",
    "depressed",
    "depression",
    "diagnosed",
    "diagnosis",
    "disabilities",
    "disability",
    "disabled",
    "disorder",
    "doctor",
    "dyscalculia",
    "dyslexia",
    "dyslexic",
    "dyspraxia",
    "dyspraxic",
    "epilepsy",
    "epileptic",
    "illness",
    "impairment",
    "medical",
    "medication",
    "medicine",
    "migraine",
    "migraines",
    "neurodivergent",
    "ocd",
    "patient",
    "psychiatrist",
    "psychologist",
    "ptsd",
    "schizophrenia",
    "seizure",
    "seizures",
    "suffers",
    "symptom",
    "symptoms",
    "syndrome",
    "therapist",
    "therapy",
    "tourette",
    "tourettes",
    "trauma",
)

_ANY = re.compile(rf"\b({'|'.join(HEALTH_WORDS)})\b", re.IGNORECASE)


def first_health_word(text: str) -> str:
    """The first word in `text` that may say why, as it is written there; empty where there is none."""
    found = _ANY.search(text)
    return found.group(1) if found else ""
