"""A page to draw on, in inches from its top left corner, that becomes a small SVG which is the same every time."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from rtt_eval.charts.draw import style

CAP_HEIGHT = 0.36 * style.SIZE / 72
"""From the middle of a line of figures down to its baseline."""

Side = Literal["left", "center", "right"]


class Canvas:
    """Shapes are placed first; `end` then says how high the page is. Later shapes lie over earlier ones."""

    def __init__(self, width: float = style.WIDTH) -> None:
        self.width = width
        self.figure = Figure(figsize=(width, 1), dpi=72)
        self.figure.patch.set_visible(False)
        self._downwards = Affine2D()
        self._inches = self._downwards + self.figure.dpi_scale_trans

    def end(self, height: float) -> Canvas:
        """Fix the height of the page, in inches."""
        self.figure.set_size_inches(self.width, height)
        self._downwards.clear().scale(1, -1).translate(0, height)
        return self

    def text(
        self, x: float, y: float, text: str, side: Side = "left", colour: str = style.TEXT, is_bold: bool = False
    ) -> None:
        """One line of text with its middle at height `y`. `side` is the side of the text that stands at `x`."""
        self._add(
            Text(
                x,
                y + CAP_HEIGHT,
                text,
                color=colour,
                horizontalalignment=side,
                verticalalignment="baseline",
                fontproperties=style.font(is_bold),
                parse_math=False,
            )
        )

    def lines_of_text(
        self, x: float, y: float, lines: Sequence[str], side: Side = "left", is_bold: bool = False
    ) -> None:
        """Some lines of text, the whole block centred on height `y`."""
        top = y - (len(lines) - 1) / 2 * style.LINE
        for position, line in enumerate(lines):
            self.text(x, top + position * style.LINE, line, side, is_bold=is_bold)

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = style.TEXT,
        width: float = 1.0,
        dashes: Any = "-",
    ) -> None:
        """Straight lines through the points; `width` in points."""
        xs, ys = zip(*points, strict=True)
        self._add(Line2D(xs, ys, color=colour, linewidth=width, linestyle=dashes, solid_capstyle="round"))

    def dot(
        self, x: float, y: float, colour: str = style.BLUE, is_hollow: bool = False, size: float = 7, shape: str = "o"
    ) -> None:
        """A marker; a hollow one is white inside. `size` in points."""
        fill = style.WHITE if is_hollow else colour
        self._add(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=size,
                markerfacecolor=fill,
                markeredgecolor=colour,
                markeredgewidth=1.4,
                linestyle="none",
            )
        )

    def box(self, x: float, y: float, width: float, height: float, fill: str, edge: str = "none") -> None:
        """A rectangle from its top left corner."""
        self._add(Rectangle((x, y), width, height, facecolor=fill, edgecolor=edge, linewidth=0.8))

    def ribbon(self, left: tuple[float, float, float], right: tuple[float, float, float], fill: str) -> None:
        """A curved band from (x, top, bottom) on the left to (x, top, bottom) on the right."""
        x0, top0, bottom0 = left
        x1, top1, bottom1 = right
        middle = (x0 + x1) / 2
        corners = [(x0, top0), (middle, top0), (middle, top1), (x1, top1)]
        corners += [(x1, bottom1), (middle, bottom1), (middle, bottom0), (x0, bottom0), (x0, top0)]
        codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
        self._add(PathPatch(Path(corners, codes), facecolor=fill, edgecolor=style.WHITE, linewidth=0.5))

    def _add(self, artist: Any) -> None:
        artist.set_transform(self._inches)
        artist.set_zorder(len(self.figure.get_children()))
        self.figure.add_artist(artist)


def svg(canvas: Canvas, id: str) -> str:
    """The page as SVG text: no date, no program's name, text as outlines, every id led by the chart's id."""
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": id, "svg.fonttype": "path", "path.simplify": False}):
        FigureCanvasSVG(canvas.figure).print_svg(buffer, metadata={"Date": None, "Creator": None})
    drawn = buffer.getvalue().decode("utf-8")
    drawn = re.sub(r"<metadata>.*?</metadata>\s*", "", drawn[drawn.index("<svg") :], flags=re.DOTALL)
    # Several charts stand in one page: without a prefix, one chart's outlines of letters would serve another.
    drawn = re.sub(r'\bid="', f'id="{id}-', drawn)
    return re.sub(r'(href="#|url\(#)', rf"\1{id}-", drawn)
