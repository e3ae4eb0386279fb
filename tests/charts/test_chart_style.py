"""Contrast, fonts and the SVG itself."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from rtt_eval.charts.draw import style
from tests.charts.drawn import EVERY
from tests.charts.invented import invented

MARKS = (style.BLUE, style.TURQUOISE, style.PINK, style.ORANGE, style.TEXT)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition of contrast ratio)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_gives_the_published_ratios() -> None:
    # Government Analysis Function, palette against white.
    assert round(_contrast("#12436D", "#FFFFFF"), 2) == 10.25
    assert round(_contrast("#F46A25", "#FFFFFF"), 2) == 3.03


@pytest.mark.parametrize("colour", MARKS)
def test_marks_stand_out_from_white(colour: str) -> None:
    assert _contrast(colour, style.WHITE) >= 3


@pytest.mark.parametrize("fill", style.ON_COLOUR)
def test_text_can_be_read_on_every_fill(fill: str) -> None:
    assert _contrast(fill, style.ON_COLOUR[fill]) >= 4.5


@pytest.mark.parametrize("ground", [style.WHITE, style.LIGHT, style.PALE])
def test_plain_text_can_be_read(ground: str) -> None:
    assert _contrast(style.TEXT, ground) >= 4.5


def test_the_parts_of_a_bar_differ_in_grey() -> None:
    # Printed grey, a colour is its luminance: neighbours in a bar need 3:1, or an edge of their own (white has one).
    assert _contrast(style.STATES[0], style.STATES[1]) >= 3
    assert _contrast(style.SEQUENCE[0], style.SEQUENCE[1]) >= 3


@pytest.mark.parametrize("name", EVERY)
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    first, second = (EVERY[name](invented(12)) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("name", EVERY)
def test_the_svg_is_small_plain_and_by_itself(name: str) -> None:
    chart = EVERY[name](invented(12))
    assert chart is not None
    root = ElementTree.fromstring(chart.svg)
    assert root.get("viewBox", "").split()[2] == "482.4"  # 6.7 inches of 72 points
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))
    assert not re.search(r"<metadata|<script|<image|matplotlib|<!DOCTYPE|\d{4}-\d{2}-\d{2}T", chart.svg)
    assert len(chart.svg) < 200_000


@pytest.mark.parametrize("name", EVERY)
def test_ids_are_the_charts_own_and_every_reference_is_found(name: str) -> None:
    chart = EVERY[name](invented(12))
    assert chart is not None
    ids = re.findall(r'\bid="([^"]+)"', chart.svg)
    assert all(one.startswith(f"{chart.id}-") for one in ids) and len(ids) == len(set(ids))
    assert set(re.findall(r'(?:href="#|url\(#)([^")]+)', chart.svg)) <= set(ids)


def test_no_chart_needs_pyplot_or_seaborn() -> None:
    code = "import sys, rtt_eval.charts; print([m for m in ('matplotlib.pyplot', 'seaborn') if m in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


def test_every_weight_of_the_font_is_a_file_that_travels_with_the_program() -> None:
    files = [style.font(is_bold).get_file() for is_bold in (False, True)]
    assert all(file and ("publish/assets/fonts" in file.replace("\\", "/") or "matplotlib" in file) for file in files)
    assert files[0] != files[1]
