"""What a person can choose about screens and messages; the first value of each is the default."""

from collections.abc import Mapping

from app.core.words import N_

CHOICES: Mapping[str, Mapping[str, str]] = {
    "palette": {
        "device": N_("Same as my device"),
        "light": N_("Light"),
        "dark": N_("Dark"),
        "cream": N_("Cream"),
        "soft": N_("Soft, less contrast"),
        "hc-light": N_("High contrast, light"),
        "hc-dark": N_("High contrast, dark"),
        "none": N_("No styles"),
    },
    "size": {
        "100": N_("Standard, 100%"),
        "87.5": N_("Smallest, 87.5%"),
        "94": N_("Smaller, 94%"),
        "112.5": N_("A little larger, 112.5%"),
        "125": N_("Larger, 125%"),
        "150": N_("Large, 150%"),
        "175": N_("Very large, 175%"),
        "200": N_("Largest, 200%"),
    },
    "font": {
        "device": N_("The font of my device"),
        "atkinson": N_("Atkinson Hyperlegible Next"),
        "lexend": N_("Lexend"),
    },
    "spacing": {"normal": N_("Standard"), "roomy": N_("Roomy"), "very-roomy": N_("Very roomy")},
    "density": {"comfortable": N_("Comfortable"), "compact": N_("Compact")},
    "images": {"on": N_("Show pictures"), "off": N_("Hide pictures")},
    "icons": {"on": N_("Show icons"), "off": N_("Hide icons")},
    "fills": {"on": N_("Show colour fills"), "off": N_("Hide colour fills")},
    "questions": {"one": N_("One question on each page"), "all": N_("All questions on one page")},
    "schedule": {"list": N_("A list"), "grid": N_("A grid")},
}
