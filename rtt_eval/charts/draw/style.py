"""Palette, fonts and sizes: the one visual language of the charts.

Colours are those of the Government Analysis Function (contrast with white is at least 3:1 for marks, 4.5:1 for text).
The font is the report's own where it is packaged, else DejaVu Sans, which comes with matplotlib. Both are opened by
their path: matplotlib never searches the machine for fonts, so the same text has the same width everywhere.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

BLUE = "#12436D"
TURQUOISE = "#28A197"
PINK = "#801650"
ORANGE = "#F46A25"
GREY = "#BFBFBF"
TEXT = "#3D3D3D"
INK = "#0B0C0C"
LIGHT = "#E8E8E8"
PALE = "#F4F4F4"
WHITE = "#FFFFFF"
SEQUENCE = (BLUE, "#6BACE6", "#ADD1F1", WHITE)
STATES = (BLUE, ORANGE, WHITE)
"""Fills of ordered answers, and of three outcomes of which the last is not known yet."""

ON_COLOUR = {BLUE: WHITE, PINK: WHITE, ORANGE: INK, TURQUOISE: INK, GREY: INK, LIGHT: INK, PALE: INK, WHITE: INK}
ON_COLOUR |= {SEQUENCE[1]: INK, SEQUENCE[2]: INK}
"""The text colour that reads on each fill (at least 4.5:1)."""

WIDTH = 6.7
SIZE = 9.0
LINE = 0.168
"""Full width of a chart and the pitch of a line of text in inches; size of all text in points."""

FONTS = Path(__file__).parents[2] / "publish" / "assets" / "fonts"


@cache
def font(is_bold: bool = False, size: float = SIZE) -> FontProperties:
    """The chart font. The packaged one is the first file that ends in Regular.ttf (Bold.ttf) in the fonts folder."""
    weight = "Bold" if is_bold else "Regular"
    packaged = sorted(FONTS.glob(f"*Sans-{weight}.?tf")) or sorted(FONTS.glob(f"*-{weight}.?tf"))
    ours = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / f"DejaVuSans{'-Bold' if is_bold else ''}.ttf"
    return FontProperties(fname=str(packaged[0] if packaged else ours), size=size)


@cache
def text_width(text: str, is_bold: bool = False, size: float = SIZE) -> float:
    """Width of one line of text, in inches."""
    points, _, _ = text_to_path.get_text_width_height_descent(text, font(is_bold, size), ismath=False)
    return float(points) / 72
