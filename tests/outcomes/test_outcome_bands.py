"""Bands before and after, counted by hand; the totals and what they may not give away."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from rtt_eval import disclosure, measures, outcomes

STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6."
GOLDEN = Path(__file__).parents[1] / "golden" / "band_transitions.csv"
TABLES = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))
MEASURES = measures.load_all()
# Parent-rated SDQ total: close to average 0-13, slightly raised 14-16, high 17-19, very high 20-40.
MIDDLE = {0: 10, 1: 15, 2: 18, 3: 25}


def found_in(pairs):
    return {figure.id.removeprefix(STEM): figure.value for figure in outcomes.summarise(pairs, MEASURES)}


def test_cells_totals_and_shift(make_pairs):
    #           very high -> high, -> slightly raised, stays;  high -> close to average;  slightly raised -> high
    found = found_in(make_pairs("sdq", "total", [20, 21, 22, 17, 16], [19, 16, 40, 13, 17]))
    cells = {name: value for name, value in found.items() if name.startswith("band.") and ".to." in name and value}
    assert cells == {
        "band.very_high.to.high.n": 1,
        "band.very_high.to.slightly_raised.n": 1,
        "band.very_high.to.very_high.n": 1,
        "band.high.to.close_to_average.n": 1,
        "band.slightly_raised.to.high.n": 1,
        "band.very_high.to.total.n": 3,
        "band.high.to.total.n": 1,
        "band.slightly_raised.to.total.n": 1,
        "band.total.to.high.n": 2,
        "band.total.to.slightly_raised.n": 1,
        "band.total.to.very_high.n": 1,
        "band.total.to.close_to_average.n": 1,
        "band.total.to.total.n": 5,
    }
    assert found["band.high.to.very_high.n"] == 0  # an empty cell is a figure too
    assert [found[f"band_shift.{way}.n"] for way in ("improved", "same", "worse")] == [3, 1, 1]
    assert found["band_shift.improved_by_one.n"] == 1
    assert found["band_shift.improved_by_more.n"] == 2
    # Over the line at 17: 21 to 16 and 17 to 13 went below it, 16 to 17 above it; 20 to 19 did not cross.
    assert found["crossed_below_17.n"] == 2
    assert found["crossed_above_17.n"] == 1


def test_for_prosocial_the_high_scores_are_the_better_band(make_pairs):
    stem = "outcomes.sdq.parent_carer.prosocial.baseline_to_month_6."
    figures = outcomes.summarise(make_pairs("sdq", "prosocial", [5, 8, 6], [7, 5, 6]), MEASURES)
    found = {figure.id.removeprefix(stem): figure.value for figure in figures}
    # very low to slightly lowered, close to average to very low, low both times
    assert [found[f"band_shift.{way}.n"] for way in ("improved", "same", "worse")] == [1, 1, 1]
    assert not [name for name in found if name.startswith("crossed")]


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row["table"])
def test_shift_agrees_with_the_golden_tables(make_pairs, row):
    table = [[int(cell) for cell in line.split(",")] for line in row["rows_pre_cols_post"].split("|")]
    moves = [(i, j) for i, line in enumerate(table) for j, n in enumerate(line) for _ in range(n)]
    found = found_in(make_pairs("sdq", "total", [MIDDLE[i] for i, _ in moves], [MIDDLE[j] for _, j in moves]))
    assert [str(found[f"band_shift.{way}.n"]) for way in ("improved", "same", "worse")] == [
        row["improved"],
        row["same"],
        row["worse"],
    ]


def test_every_whole_is_the_sum_of_its_parts(make_pairs):
    baseline, follow_up = [20, 21, 22, 17, 16, 9, 30, 14], [19, 16, 40, 13, 17, 9, 12, 14]
    figures = {one.id: one for one in outcomes.summarise(make_pairs("sdq", "total", baseline, follow_up), MEASURES)}
    sums: dict[str, int] = {}
    for figure in figures.values():
        for whole in figure.parts_of:
            sums[whole] = sums.get(whole, 0) + figure.value
    assert len(sums) > 15
    for whole, total in sums.items():
        # A whole that is no figure is all the pairs.
        assert (figures[whole].value if whole in figures else len(baseline)) == total, whole


def test_a_hidden_cell_takes_another_of_its_row_with_it(make_pairs):
    # very high: 20 stay, 8 to high, 2 to slightly raised; high: 10 stay.
    pairs = make_pairs("sdq", "total", [25] * 30 + [18] * 10, [25] * 20 + [18] * 8 + [15] * 2 + [18] * 10)
    safe = disclosure.protect(outcomes.summarise(pairs, MEASURES), "public")
    assert safe.text(f"{STEM}band.very_high.to.slightly_raised.n") == "[c]"
    in_row = [safe.text(f"{STEM}band.very_high.to.{band}.n") for band in ("high", "very_high")]
    assert "[c]" in in_row
    assert safe.text(f"{STEM}crossed_below_17.n") == "[c]"


@pytest.mark.parametrize("row", TABLES, ids=lambda row: row["table"])
def test_tests_of_the_bands_agree_with_r(make_pairs, row):
    table = [[int(cell) for cell in line.split(",")] for line in row["rows_pre_cols_post"].split("|")]
    moves = [(i, j) for i, line in enumerate(table) for j, n in enumerate(line) for _ in range(n)]
    found = found_in(make_pairs("sdq", "total", [MIDDLE[i] for i, _ in moves], [MIDDLE[j] for _, j in moves]))
    names = {
        "band_shift.sign.p": "p_direction_sign_exact",
        "band_shift.signflip.p": "p_signflip_bandshift_exact",
        "stuart_maxwell.p": "p_sm",
    }
    for name, column in names.items():
        assert found[name] == pytest.approx(float(row[column]), abs=1e-6), name


@pytest.mark.parametrize(
    ("n_pairs", "n_movers", "has_sign", "has_stuart_maxwell"),
    [(7, 7, False, False), (8, 0, True, False), (19, 12, True, False), (20, 9, True, False), (20, 10, True, True)],
)
def test_gates_of_the_tests_of_the_bands(make_pairs, n_pairs, n_movers, has_sign, has_stuart_maxwell):
    found = found_in(make_pairs("sdq", "total", [25] * n_pairs, [18] * n_movers + [25] * (n_pairs - n_movers)))
    assert ("band_shift.sign.p" in found) == ("band_shift.signflip.p" in found) == has_sign
    assert ("stuart_maxwell.p" in found) == has_stuart_maxwell
    if n_movers == 0:
        assert found["band_shift.sign.p"] is None


MCNEMAR = list(csv.DictReader((GOLDEN.parent / "mcnemar.csv").read_text(encoding="utf-8").splitlines()))


def across_the_line(make_pairs, row):
    """Children below the line of 17 (10 points) and above it (20 points), as many as the row says."""
    ends = {"both_neg": (10, 10), "neg_to_pos": (10, 20), "pos_to_neg": (20, 10), "both_pos": (20, 20)}
    moves = [pair for name, pair in ends.items() for _ in range(int(row[name]))]
    return make_pairs("sdq", "total", [start for start, _ in moves], [end for _, end in moves])


@pytest.mark.parametrize("row", MCNEMAR, ids=lambda row: "{neg_to_pos} up, {pos_to_neg} down".format(**row))
def test_mcnemar_across_the_line_agrees_with_r(make_pairs, row):
    found = found_in(across_the_line(make_pairs, row))
    if int(row["neg_to_pos"]) + int(row["pos_to_neg"]) < 6:
        assert "crossed_17.mcnemar.p" not in found  # two who crossed say nothing
        return
    assert found["crossed_17.mcnemar.p"] == pytest.approx(float(row["p_exact"]), abs=1e-6)
    assert found["crossed_17.mcnemar.p_mid"] == pytest.approx(float(row["p_midp"]), abs=1e-6)


def test_mcnemar_goes_with_the_counts_that_it_would_give_back(make_pairs):
    pairs = across_the_line(make_pairs, {"both_neg": 5, "neg_to_pos": 2, "pos_to_neg": 9, "both_pos": 6})
    safe = disclosure.protect(outcomes.summarise(pairs, MEASURES), "public")
    assert [safe.text(f"{STEM}{name}") for name in ("crossed_above_17.n", "crossed_17.mcnemar.p")] == ["[c]", "[c]"]
