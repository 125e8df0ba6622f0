"""How screens look for whoever is asking: account first, then cookie, then device, then default (rule C3)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import parse_qsl, urlencode

from app.models.people import Preferences
from app.rules.preferences import CHOICES


@dataclass(frozen=True)
class Look:
    """Values of the settings that a page is drawn with. The first of each choice is the default."""

    palette: str = "device"
    size: str = "100"
    font: str = "device"
    spacing: str = "normal"
    density: str = "comfortable"
    images: str = "on"
    icons: str = "on"
    fills: str = "on"
    questions: str = "one"
    schedule: str = "list"

    @classmethod
    def of(cls, preferences: Preferences | None, cookie: str) -> "Look":
        if preferences is not None:
            return cls(**{part.name: getattr(preferences, part.name) for part in fields(cls)})
        return cls().changed(dict(parse_qsl(cookie)))

    def changed(self, values: Mapping[str, str]) -> "Look":
        """This look with every known value of `values`; anything else is ignored."""
        known = {name: value for name, value in values.items() if value in CHOICES.get(name, ())}
        return replace(self, **known)

    @property
    def as_cookie(self) -> str:
        plain = asdict(Look())
        return urlencode({name: value for name, value in asdict(self).items() if value != plain[name]})
