"""Small pictures for the demonstration: plain shapes of work samples and of a place, drawn the same each time."""

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


def sample_place(shape: str) -> bytes:
    """A PNG of something at a place: a door, a plan of rooms, a desk, a window or a small room."""
    picture = Image.new("RGB", (WIDE, HIGH), GROUNDS[1])
    pen = ImageDraw.Draw(picture)
    for box in PLACE_SHAPES[shape]:
        pen.rectangle(box, outline=LINE, width=6)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()


PLACE_SHAPES = {
    "door": [(380, 80, 580, 480), (620, 260, 650, 300)],
    "plan": [(80, 60, 880, 480), (80, 60, 360, 250), (560, 60, 880, 250), (420, 460, 520, 480)],
    "desk": [(220, 300, 740, 330), (260, 330, 290, 480), (670, 330, 700, 480), (380, 160, 580, 290)],
    "window": [(120, 80, 420, 320), (270, 80, 270, 320), (560, 120, 820, 400)],
    "room": [(180, 80, 780, 480), (300, 340, 480, 460), (620, 260, 740, 480)],
}
"""Corners of plain boxes."""
