"""Scales, ticks, wrapped labels, and labels pushed apart."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtt_eval.charts.draw.layout import Scale, spread, ticks, wrap
from rtt_eval.charts.draw.style import text_width


def test_a_scale_lays_values_along_the_page() -> None:
    scale = Scale(0, 40, 1.0, 5.0)
    assert [scale.at(value) for value in (0, 10, 40)] == [1.0, 2.0, 5.0]


def test_ticks_are_round_and_hold_the_data() -> None:
    assert ticks(0, 4, is_whole=True) == [0, 1, 2, 3, 4]
    assert ticks(3, 38, 7) == [0, 10, 20, 30, 40]
    assert ticks(0, 0.24) == pytest.approx([0, 0.05, 0.1, 0.15, 0.2, 0.25])
    assert ticks(0, 1.5, 7, is_whole=True) == [0, 1, 2]
    assert ticks(5, 5, is_whole=True) == [5, 6]


@given(st.floats(-1e6, 1e6), st.floats(0.01, 1e6), st.integers(3, 8), st.booleans())
def test_ticks_hold_every_range(low: float, span: float, most: int, is_whole: bool) -> None:
    made = ticks(low, low + span, most, is_whole)
    room = 1e-6 * max(1, abs(low), span)
    assert made[0] <= low + room and made[-1] >= low + span - room
    assert 2 <= len(made) <= most + 1


def test_a_label_is_wrapped_between_words_and_a_long_word_is_broken() -> None:
    assert wrap("Away without authorisation", 1.2) == ["Away without", "authorisation"]
    for line in wrap("Donaudampfschifffahrtsgesellschaft and others", 0.8):
        assert text_width(line) <= 0.8
    assert "".join(wrap("Donaudampfschiff", 0.5)) == "Donaudampfschiff"


def test_labels_that_fit_stay_where_they_are() -> None:
    assert spread([1.0, 3.0], [0.5, 0.5], 0, 4) == [1.0, 3.0]


def test_two_labels_in_one_place_stand_one_under_the_other_around_it() -> None:
    assert spread([2.0, 2.0], [0.5, 0.5], 0, 4) == [1.75, 2.25]


def test_labels_at_the_edge_are_pushed_inwards() -> None:
    assert spread([0.0, 0.0], [0.5, 0.5], 0, 4) == [0.25, 0.75]


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0.1, 0.6)), min_size=1, max_size=12))
def test_labels_never_overlap_or_leave_the_room(labels: list[tuple[float, float]]) -> None:
    centres, sizes = [centre for centre, _ in labels], [size for _, size in labels]
    placed = spread(centres, sizes, 0, 10)
    blocks = sorted((centre - size / 2, centre + size / 2) for centre, size in zip(placed, sizes, strict=True))
    assert blocks[0][0] >= -1e-9 and blocks[-1][1] <= 10 + 1e-9
    assert all(first[1] <= second[0] + 1e-9 for first, second in pairwise(blocks))
    order = sorted(range(len(centres)), key=lambda place: (centres[place], place))
    assert [placed[place] for place in order] == sorted(placed)
