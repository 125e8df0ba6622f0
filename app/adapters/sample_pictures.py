"""Small pictures for the demonstration's work samples: plain shapes, drawn the same each time."""

import io

from PIL import Image, ImageDraw

WIDE, HIGH = 960, 540
GROUNDS = ("#d8d4cc", "#cdd6dc", "#dcd3c4")
LINE = "#20506e"
STEP = 120


def sample_picture(number: int) -> bytes:
    """A PNG of an outline over a still background; `number` moves the outline."""
    picture = Image.new("RGB", (WIDE, HIGH), GROUNDS[number % len(GROUNDS)])
    pen = ImageDraw.Draw(picture)
    for across in range(0, WIDE, STEP):
        pen.line((across, HIGH - 90, across + 60, HIGH - 90), fill="#8a8478", width=3)
    left = 120 + number * 37 % (WIDE - 360)
    pen.ellipse((left + 70, 80, left + 150, 160), outline=LINE, width=6)
    pen.polygon([(left + 40, 180), (left + 180, 180), (left + 150, 350), (left + 70, 350)], outline=LINE, width=6)
    pen.line((left + 85, 350, left + 60, 450), fill=LINE, width=6)
    pen.line((left + 135, 350, left + 170, 450), fill=LINE, width=6)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
