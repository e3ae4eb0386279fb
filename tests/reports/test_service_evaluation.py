"""The evaluation of five invented young people, from their tables to results.json: every figure counted by hand."""

from __future__ import annotations

import json
from math import log, sqrt
from pathlib import Path
from textwrap import dedent

import pytest

from rtt_eval import publish
from rtt_eval.errors import DataError
from tests.reports.five_young_people import (
    COUNTED,
    CQ,
    PARAMS,
    SDQ,
    T_4,
    TABLES,
    exposure,
    forms,
    of_events,
    participants,
    wilson,
)


def questionnaire() -> dict[str, float | None]:
    """Five pairs: 50 to 56, 62 to 64, 45 to 55, 70 to 66, 58 to 64; higher is better."""
    changes = (6, 2, 10, -4, 6)
    sd = sqrt(((6 - 4) ** 2 + (2 - 4) ** 2 + (10 - 4) ** 2 + (-4 - 4) ** 2 + (6 - 4) ** 2) / 4)
    sd_first = sqrt((7**2 + 5**2 + 12**2 + 13**2 + 1**2) / 4)  # around 57
    sd_later = sqrt((5**2 + 3**2 + 6**2 + 5**2 + 3**2) / 4)  # around 61
    assert sum(changes) / 5 == 4
    found = {
        **dict.fromkeys(("n_eligible", "n_baseline", "n_month_3", "n_paired"), 5),
        "mean_baseline": (50 + 62 + 45 + 70 + 58) / 5,
        "mean_follow_up": (56 + 64 + 55 + 66 + 64) / 5,
        "change.mean": 4,
        "change.ci_low": 4 - T_4 * sd / sqrt(5),
        "change.ci_high": 4 + T_4 * sd / sqrt(5),
        "change.sd": sd,
        "change.median": 6,
        "change.min": -4,
        "change.max": 10,
        "sd_baseline": sd_first,
        "sd_follow_up": sd_later,
        "direction.improved.n": 4,
        "direction.same.n": 0,
        "direction.worse.n": 1,
        "direction.improved.pct": 4 / 5 * 100,
        "informant_changed.n": 0,
    }
    at_a_time = {"baseline": (57, sd_first), "month_3": (61, sd_later)}
    return {
        **{f"{CQ}.baseline_to_month_3.{name}": value for name, value in found.items()},
        **{f"{CQ}.{time}.n": 5 for time in at_a_time},
        **{f"{CQ}.{time}.mean": mean for time, (mean, _) in at_a_time.items()},
        **{f"{CQ}.{time}.sd": spread for time, (_, spread) in at_a_time.items()},
    }


def sdq() -> dict[str, float | None]:
    """Four pairs: 21 to 16, 18 to 18, 15 to 17, 12 to 9; P04 has a second form alone. Lower is better."""
    best_to_worst = ("close_to_average", "slightly_raised", "high", "very_high")
    moved = {("very_high", "slightly_raised"), ("high", "high"), ("slightly_raised", "high"), ("close_to_average",) * 2}
    first, later = (1, 1, 1, 1), (1, 1, 2, 0)  # of the pairs in each band
    found: dict[str, float | None] = {
        "n_eligible": 5,
        "n_baseline": 4,
        "n_month_3": 5,
        "n_paired": 4,
        "n_without_baseline": 1,
        "n_follow_up_only": 1,
        "lost.baseline_declined_carer.n": 1,
        "change.mean": None,  # four pairs: a mean takes five
        "direction.improved.n": 2,
        "direction.same.n": 1,
        "direction.worse.n": 1,
        "direction.improved.pct": 2 / 4 * 100,
        "reliable.improved.pct": 0,
        "reliable.deteriorated.pct": 0,
        "band.total.to.total.n": 4,
        "band_shift.improved.n": 1,
        "band_shift.same.n": 2,
        "band_shift.worse.n": 1,
        "band_shift.improved_by_one.n": 0,
        "band_shift.improved_by_more.n": 1,  # two bands down
        "crossed_below_17.n": 1,
        "crossed_above_17.n": 1,
        "informant_changed.n": 1,
    }
    # The largest change is 5 points down: less than 7, 8 or 9. All began at 12 or more, so all could have improved.
    for family in ("reliable", "reliable_at_7", "reliable_at_8", "reliable_at_9"):
        found |= {f"{family}.improved.n": 0, f"{family}.no_change.n": 4, f"{family}.deteriorated.n": 0}
        found[f"{family}.could_improve.n"] = 4
    for steps in ("0_and_7", "7_and_8", "8_and_9"):
        found |= {f"between.{steps}.{part}.n": 0 for part in ("improved", "deteriorated", "could_improve")}
    found |= {"between.0_and_7.improved.n": 2, "between.0_and_7.deteriorated.n": 1}  # all who changed, by less than 7
    del found["between.0_and_7.could_improve.n"]  # there is no figure of all who could have improved at all
    for place, band in enumerate(best_to_worst):
        found[f"band.{band}.to.total.n"], found[f"band.total.to.{band}.n"] = first[place], later[place]
        found |= {f"band.{band}.to.{other}.n": int((band, other) in moved) for other in best_to_worst}
    at_start = {f"{SDQ}.baseline.band.{band}.n": n for band, n in zip(best_to_worst, first, strict=True)}
    # At three months P04's 13 is there as well: 16, 18, 17, 13, 9.
    at_later = {f"{SDQ}.month_3.band.{band}.n": n for band, n in zip(best_to_worst, (2, 1, 2, 0), strict=True)}
    return {
        **{f"{SDQ}.baseline_to_month_3.{name}": value for name, value in found.items()},
        f"{SDQ}.baseline.n": 4,
        **at_start,
        f"{SDQ}.month_3.n": 5,
        f"{SDQ}.month_3.mean": (16 + 18 + 17 + 13 + 9) / 5,
        f"{SDQ}.month_3.sd": sqrt((1.4**2 + 3.4**2 + 2.4**2 + 1.6**2 + 5.6**2) / 4),
        **at_later,
        "outcomes.sdq.parent_carer.forms.n": 9,
        "outcomes.sdq.parent_carer.zero_total.n": 0,
        "outcomes.sdq.parent_carer.total_not_computable.n": 0,
        "outcomes.sdq.parent_carer.all_items_same.n": None,  # only totals are held
        "outcomes.sdq.parent_carer.forms_with_missing_items.n": None,
    }


INTERVALS = {
    f"{CQ}.baseline_to_month_3.direction.improved.pct": wilson(4, 5),
    f"{SDQ}.baseline_to_month_3.direction.improved.pct": wilson(2, 4),
    f"{SDQ}.baseline_to_month_3.reliable.improved.pct": wilson(0, 4),
    f"{SDQ}.baseline_to_month_3.reliable.deteriorated.pct": wilson(0, 4),
    "feedback.carer_iip.would_recommend.yes.pct": wilson(1, 1),
}


def written(folder: Path, params: str = PARAMS) -> Path:
    for name, text in TABLES.items():
        (folder / f"{name}.csv").write_text(dedent(text).strip() + "\n", encoding="utf-8")
    (folder / "five.yml").write_text(params, encoding="utf-8")
    return folder / "five.yml"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("five")
    return publish.run(written(folder), folder / "out", formats=("html",)).folder


@pytest.fixture(scope="module")
def figures(released: Path) -> dict[str, dict]:
    results = json.loads((released / "results.json").read_text(encoding="utf-8"))
    return {one["id"]: one for one in results["figures"]}


def test_every_figure_is_what_a_hand_count_gives(figures: dict[str, dict]):
    by_hand = {**participants(), **exposure(), **forms(), **questionnaire(), **sdq()}
    for kind in COUNTED:
        by_hand |= of_events(kind)
    assert set(figures) == set(by_hand)
    for id, value in by_hand.items():
        assert figures[id]["value"] == (None if value is None else pytest.approx(value, rel=1e-6, abs=1e-9)), id


def test_intervals_are_what_a_hand_count_gives(figures: dict[str, dict]):
    by_hand = dict(INTERVALS)
    cq = f"{CQ}.baseline_to_month_3.change.mean"
    by_hand[cq] = (
        figures[f"{CQ}.baseline_to_month_3.change.ci_low"]["value"],
        figures[f"{CQ}.baseline_to_month_3.change.ci_high"]["value"],
    )
    for kind in COUNTED:
        ends = of_events(kind)
        stem = f"events.{kind}.rate_ratio"
        families = [[ends[f"{stem}.{family}_ci_{end}"] for end in ("low", "high")] for family in ("exact", "clustered")]
        known = [one for one in families if None not in one]
        by_hand[stem] = max(known, key=lambda one: log(one[1] / one[0]) if one[0] else float("inf"))  # the wider
    found = {id: one["ci"] for id, one in figures.items() if one["ci"] is not None}
    assert set(found) == set(by_hand)
    for id, ends in by_hand.items():
        assert found[id] == pytest.approx(list(ends), rel=1e-6, abs=1e-9), id


def test_the_page_says_it_in_apa_form(released: Path):
    page = (released / "report.html").read_text(encoding="utf-8")
    assert "There were 7 events of the four kinds before the programme and 4 in an equally long time during it." in page
    assert "<em>p</em> = .500" in page and "95% CI [0.12, 2.25]" in page
    assert "<em>M</em> = 10.8" in page
    assert "4 pairs, at least 5 needed" in page
    assert '<caption id="table-1-caption" class="apa">' in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("person_ids: [P01, X99, Y98]", "2 of the 3 are not in young_people"),
        ("interventions: [ddp]", "Nobody is in this evaluation"),
        ("person_ids: [P01]\nroles: [sgo_coordinator]", "Nobody is in this evaluation"),
    ],
)
def test_what_cannot_be_made_stops_without_an_id(tmp_path: Path, change: str, words: str):
    with pytest.raises(DataError, match=words) as caught:
        publish.run(written(tmp_path, f"{PARAMS}{change}\n"), tmp_path / "out", formats=("html",))
    assert not any(id in str(caught.value) for id in ("P01", "X99", "Y98"))


def test_the_trainees_edition_hides_five_young_people(tmp_path: Path):
    folder = publish.run(written(tmp_path), tmp_path / "out", audience="trainee", formats=("html",)).folder
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    counts = [one for one in results["figures"] if one["id"].endswith(".n") and one["unit"] == "children"]
    assert counts and not [one["id"] for one in counts if one["value"] in range(1, 6)]


def test_person_ids_are_counted_and_never_shown(tmp_path: Path):
    folder = publish.run(
        written(tmp_path, f"{PARAMS}person_ids: [P01, P02, P03]\n"), tmp_path / "out", formats=("html",)
    ).folder
    assert "3 named" in (folder / "report.html").read_text(encoding="utf-8")
    for path in folder.iterdir():
        assert path.suffix == ".xlsx" or "P02" not in path.read_text(encoding="utf-8"), path.name
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    assert {one["id"]: one["value"] for one in results["figures"]}["cohort.n"] == 3
