"""Nothing overlaps and nothing leaves the page, for any number of young people; hidden values are never drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import pytest
from matplotlib.figure import Figure

from rtt_eval import benchmarks, charts
from rtt_eval.blocks import Headline, Headlines
from rtt_eval.charts import finish, glance
from rtt_eval.charts.draw import canvas as drawing
from rtt_eval.charts.draw import small
from rtt_eval.charts.draw.style import WIDTH
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure as Value
from rtt_eval.figures import count
from tests.charts.drawn import EVERY, Box, texts_of
from tests.charts.invented import PARAMS, invented
from tests.charts.invented_year import months

SLACK = 0.5  # points: boxes of text include the room above and below the letters


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Figure]]:
    """The figures that were made into SVG, in order."""
    figures: list[Figure] = []

    def kept(canvas: drawing.Canvas, id: str) -> str:
        figures.append(canvas.figure)
        return drawing.svg(canvas, id)

    monkeypatch.setattr(finish, "svg", kept)
    yield figures


def _overlap(first: Box, second: Box) -> bool:
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    return across > SLACK and down > 2  # a letter's box is about 2 points higher than its ink


@pytest.mark.parametrize("audience", ["team", "dlt"])
@pytest.mark.parametrize("mood", ["mixed", "ties", "zeros", "long"])
@pytest.mark.parametrize("n", [3, 5, 12, 30, 60])
def test_no_text_overlaps_or_is_cut_off(n: int, mood: str, audience: str, drawn: list[Figure]) -> None:
    safe = invented(n, mood, audience)
    for name, draw in EVERY.items():
        drawn.clear()
        if draw(safe) is None:
            continue
        _assert_readable(name, drawn[0])


def _assert_readable(name: str, figure: Figure, width: float = WIDTH) -> None:
    texts = texts_of(figure)
    height = figure.get_size_inches()[1] * 72
    for text, (left, bottom, right, top) in texts:
        assert left > -SLACK and right < width * 72 + SLACK, f"{name}: {text!r} leaves the page sideways"
        assert bottom > -SLACK and top < height + SLACK, f"{name}: {text!r} leaves the page up or down"
    for (first, one), (second, other) in combinations(texts, 2):
        assert not _overlap(one, other), f"{name}: {first!r} and {second!r} overlap"


@pytest.mark.parametrize("audience", ["team", "public"])
@pytest.mark.parametrize("mood", ["mixed", "ties", "long"])
@pytest.mark.parametrize("a_month", [1, 8, 400])
@pytest.mark.parametrize("n_months", [1, 3, 12, 24, 36, 60])
def test_months_are_readable_however_many(
    n_months: int, a_month: int, mood: str, audience: str, drawn: list[Figure]
) -> None:
    safe = protect(months(n_months, mood, a_month), audience)
    if charts.xmr(safe, PARAMS, "referrals") is not None:
        _assert_readable("xmr", drawn[0])


@pytest.mark.parametrize("year", [2016, 2018, 2025, 2027])
@pytest.mark.parametrize("own", [0.0, 14.7, 40.0])
def test_lines_of_any_years_are_readable(year: int, own: float, drawn: list[Figure]) -> None:
    figure = Value("own", own, "points", "sdq", "average", 240, decimals=2)
    for years in (1, 5, 12):
        safe = protect([*benchmarks.figures(year, years), figure], "public")
        if charts.benchmark_lines(safe, PARAMS, "sdq_avg_score", "own") is not None:
            _assert_readable("benchmark_lines", drawn.pop())


def test_the_measurement_finds_an_overlap() -> None:
    canvas = drawing.Canvas()
    canvas.text(1.0, 0.5, "first")
    canvas.text(1.1, 0.5, "second")
    (_, one), (_, other) = texts_of(canvas.end(1).figure)
    assert _overlap(one, other)


@pytest.mark.parametrize("n", [12, 30, 60])
def test_every_chart_of_a_mixed_group_is_drawn_for_the_team(n: int) -> None:
    safe = invented(n)
    assert [name for name, draw in EVERY.items() if draw(safe) is None] == []


@pytest.mark.parametrize("values", [(3, 60), (0, 1), (0, 0), (12_345, 12_345), (60, 60)])
def test_small_charts_are_readable(values: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    figures: list[Figure] = []
    monkeypatch.setattr(glance, "svg", lambda canvas, id: figures.append(canvas.figure) or drawing.svg(canvas, id))
    safe = protect([count("x.before.n", values[0], "x"), count("x.during.n", values[1], "x")], "team")
    parts = (("open a year before", "x.before.n"), ("followed so long", "x.during.n"))
    months = tuple((f"{name} 2030", id) for name in ("Apr", "May", "Mar") for _, id in parts)
    items = [Headline("1", "of", "", "bars", parts), Headline("1", "of", "", "share", parts)]
    made = charts.headlines(safe, Headlines((*items, Headline("1", "of", "", "columns", months))))
    assert len(figures) == (3 if any(values) else 0)
    for figure in figures:
        _assert_readable("headlines", figure, small.WIDTH)
    alt = f"1 of. Open a year before {values[0]:,}, followed so long {values[1]:,}."
    assert [item.alt for item in made.items[:2]] == ([alt, alt] if figures else ["", ""])


def test_a_headline_with_a_hidden_number_has_no_small_chart() -> None:
    safe = protect([count("x.before.n", 3, "x"), count("x.during.n", 40, "x")], "public")
    item = Headline("40", "of", "", "bars", (("before", "x.before.n"), ("during", "x.during.n")))
    assert safe.figures["x.before.n"].suppressed and charts.headlines(safe, Headlines((item,))).items == (item,)


def test_every_chart_is_in_the_picture_tests() -> None:
    # A name of EVERY is that of its chart, with `_` and a word more where a chart is drawn in several ways.
    names = set(charts.__all__) - {"headlines"}  # small charts, tested above
    left_out = [name for name in sorted(names) if not any(one == name or one.startswith(f"{name}_") for one in EVERY)]
    assert not left_out, f"add to EVERY in tests/charts/drawn.py, with figures in invented(): {', '.join(left_out)}"


def test_charts_of_single_children_are_for_the_team_only() -> None:
    drawn = {name for name, draw in EVERY.items() if draw(invented(60, audience="dlt")) is None}
    rows = {"events_before_during", "reliable_scatter", *(name for name in EVERY if name.startswith("paired_paths"))}
    assert rows <= drawn


@pytest.mark.parametrize("draw", EVERY.values(), ids=EVERY)
def test_all_nought_or_hidden_draws_nothing_or_something_true(draw: Callable) -> None:
    chart = draw(invented(3, "mixed", "public"))
    if chart is not None and chart.data is not None:
        shown = {text for row in chart.data.rows for text in row[1:]}
        assert shown - {"[c]", "0", "[x]"}, "a chart of nothing but hidden values and noughts"
