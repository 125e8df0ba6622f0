"""Pictures through Pillow: decoded with limits in a process of its own and drawn anew, so that nothing hidden stays."""

import io
import sys
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from app.adapters.apart import Unfit, refuse, run_apart, set_limits

FORMATS = ("JPEG", "PNG", "WEBP")
TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
MOST_PIXELS = 50_000_000
QUALITY = 90

UNREADABLE = "unreadable"
TOO_MANY_PIXELS = "too_many_pixels"
MOVES = "moves"


def redraw(content: bytes, media_type: str) -> bytes:
    """The same picture on a fresh canvas, without place, camera, comments or anything after its end.

    Raises `Unfit` when it is not a still picture of this type, or has more than 50 million points.
    """
    kind, _, drawn = run_apart("app.adapters.pictures", content).partition(b"\n")
    if TYPES[kind.decode()] != media_type:
        raise Unfit(UNREADABLE)
    return drawn


def main() -> None:
    """The child: a picture comes in, its format and the new picture go out."""
    set_limits()
    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        kind, drawn = _drawn(sys.stdin.buffer.read())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        refuse(TOO_MANY_PIXELS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        refuse(UNREADABLE)
    else:
        sys.stdout.buffer.write(kind.encode() + b"\n" + drawn)


def _drawn(content: bytes) -> tuple[str, bytes]:
    with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
        kind = "JPEG" if opened.format == "MPO" else opened.format or ""  # a telephone's JPEG with a second view behind
        if opened.width * opened.height > MOST_PIXELS:
            refuse(TOO_MANY_PIXELS)
        if kind != "JPEG" and getattr(opened, "n_frames", 1) > 1:
            refuse(MOVES)
        picture = ImageOps.exif_transpose(opened)
        mode = "RGBA" if kind != "JPEG" and picture.has_transparency_data else "RGB"
        canvas = Image.new(mode, picture.size)
        canvas.paste(picture.convert(mode))
    out = io.BytesIO()
    canvas.save(out, kind, quality=QUALITY)
    return kind, out.getvalue()


if __name__ == "__main__":
    main()
