"""How commands speak: plain lines, and one plain sentence with a non-zero exit when something stands in the way."""

import sys
from typing import NoReturn

CANNOT = 1
BAD_INPUT = 2


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def stop(sentence: str, *, code: int = CANNOT) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    raise SystemExit(code)
