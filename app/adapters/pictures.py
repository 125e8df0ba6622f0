"""Pictures through Pillow: decoded with limits in a process of its own and drawn anew, so that nothing hidden stays."""

import io
import sys
import warnings
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from app.adapters.apart import refuse, run_apart, set_limits

FORMATS = ("JPEG", "PNG", "WEBP")
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MOST_PIXELS = 50_000_000
QUALITY = 90

UNREADABLE = "unreadable"
TOO_MANY_PIXELS = "too_many_pixels"
MOVES = "moves"


def redraw(source: Path, media_type: str, *, into: Path, longest: int | None = None) -> None:
    """The same picture on a fresh canvas, without place, camera, comments or anything after its end.

    With `longest` it is made smaller where a side has more points than that.

    Raises `Unfit` when it is not a still picture of this type, or has more than 50 million points.
    """
    run_apart("app.adapters.pictures", source, media_type, *([str(longest)] if longest else []), into=into)


def main() -> None:
    """The child: a picture comes in, and the new picture goes out."""
    set_limits()
    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        drawn = _drawn(sys.stdin.buffer, sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else None)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        refuse(TOO_MANY_PIXELS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        refuse(UNREADABLE)
    else:
        sys.stdout.buffer.write(drawn)


def _drawn(source: BinaryIO, media_type: str, longest: int | None) -> bytes:
    with Image.open(source, formats=FORMATS) as opened:
        kind = "JPEG" if opened.format == "MPO" else opened.format or ""  # a telephone's JPEG with a second view behind
        if TYPES.get(kind) != media_type:
            refuse(UNREADABLE)
        if opened.width * opened.height > MOST_PIXELS:
            refuse(TOO_MANY_PIXELS)
        if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
            refuse(MOVES)
        picture = ImageOps.exif_transpose(opened)
        mode = "RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB"
        canvas = Image.new(mode, picture.size)
        canvas.paste(picture.convert(mode))
    if longest:
        canvas.thumbnail((longest, longest))
    out = io.BytesIO()
    canvas.save(out, kind, quality=QUALITY)
    return out.getvalue()


if __name__ == "__main__":
    main()
