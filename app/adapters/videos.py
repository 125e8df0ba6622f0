"""Videos: the container is looked into in a process of its own, and hidden notes in it are blanked. Nothing is converted.

No library: what can be installed brings every decoder of FFmpeg along, and only a few fixed fields are read here.
"""

import json
import sys
from pathlib import Path
from typing import BinaryIO

from app.adapters import videos_boxes, videos_elements
from app.adapters.apart import refuse, run_apart, set_limits
from app.adapters.videos_seen import LOCKED, OTHER_CODEC, TOO_LONG, TOO_MANY_TRACKS, UNREADABLE, Blank, Seen, Unseen

MOST_MEMORY_BYTES = 300_000_000
GRACE_SECONDS = 1
ZEROS = bytes(64 * 1024)

MP4, WEBM = "video/mp4", "video/webm"
READERS = {MP4: videos_boxes.see, WEBM: videos_elements.see}

__all__ = ("LOCKED", "OTHER_CODEC", "TOO_LONG", "TOO_MANY_TRACKS", "UNREADABLE", "look_into", "signature_of")


def signature_of(first: bytes) -> str:
    """The type that the first bytes stand for; empty for anything but MP4 and WebM."""
    if first[4:8] == b"ftyp" and first[8:12] in videos_boxes.BRANDS:
        return MP4
    return WEBM if first.startswith(videos_elements.SIGNATURE) and b"webm" in first[:64] else ""


def look_into(source: Path, media_type: str, *, longest_seconds: int) -> int:
    """How many seconds it runs. Places, titles and other notes in it are overwritten where they stand.

    Raises `Unfit` when it is no whole video of this type, runs too long, is locked, or no browser would play it.
    """
    said = json.loads(run_apart("app.adapters.videos", source, media_type, str(longest_seconds)))
    with source.open("r+b") as file:
        for start, head, length in said["blanks"]:
            _blank(file, Blank(start, bytes.fromhex(head), length))
    return int(said["seconds"])


def main() -> None:
    """The child: a video comes in; how long it runs and what to blank go out."""
    set_limits(memory_bytes=MOST_MEMORY_BYTES)
    try:
        seen = READERS[sys.argv[1]](sys.stdin.buffer)
    except Unseen as problem:
        refuse(problem.reason)
    else:
        if seen.seconds > int(sys.argv[2]) + GRACE_SECONDS:
            refuse(TOO_LONG)
        sys.stdout.write(json.dumps(_said(seen)))


def _said(seen: Seen) -> dict[str, object]:
    blanks = [(blank.start, blank.head.hex(), blank.length) for blank in seen.blanks]
    return {"seconds": max(1, round(seen.seconds)), "blanks": blanks}


def _blank(file: BinaryIO, blank: Blank) -> None:
    file.seek(blank.start)
    file.write(blank.head)
    left = blank.length - len(blank.head)
    while left > 0:
        left -= file.write(ZEROS[:left])


if __name__ == "__main__":
    main()
