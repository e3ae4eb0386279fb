"""The scorecard of July 2016: printed figures, every value worked out again from its parts, and who sees what.

tests/editions/scorecard_2016_07: the tables as printed; published.csv holds what the paper showed. The expected values
below are worked out from the tables by plain arithmetic, not by the package.
"""

from __future__ import annotations

import csv
import json
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from rtt_eval import cli, publish

EDITION = Path(__file__).parents[1] / "editions" / "scorecard_2016_07"
PARAMS = """report: performance_scorecard
title: Performance scorecard, July 2016
data: {data}
period: {{start: 2016-04-01, end: 2016-07-31}}
as_at: 2016-07-31
audience: {audience}
"""
LAST, YEAR = "2016-07", "2016/17"
MONTHS_OF_YEAR = ("2016-04", "2016-05", "2016-06", "2016-07")


def table(name: str) -> list[dict[str, str]]:
    with (EDITION / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INDICATORS = {row["indicator_id"]: row for row in table("indicators")}
VALUES = {(row["indicator_id"], row["period"]): row for row in table("indicator_values")}


def worked_out(row: dict[str, str]) -> Fraction | None:
    """The value of a row: 100 a over b for the shares of this edition, else as printed; None for 0 of 0."""
    if not row["numerator"]:
        return Fraction(row["value"])
    below = int(row["denominator"])
    return Fraction(100 * int(row["numerator"]), below) if below else None


def year_to_date(id: str) -> Fraction | None:
    """By the rule of the indicator; None where the months do not give it."""
    rows = [VALUES.get((id, month)) for month in MONTHS_OF_YEAR]
    if INDICATORS[id]["data_note"] != "financial_year":
        return worked_out(VALUES[id, LAST])
    if INDICATORS[id]["unit"] == "count":
        return sum((Fraction(row["value"]) for row in rows), Fraction(0))
    if not all(row and row["numerator"] for row in rows):
        return None
    return Fraction(100 * sum(int(row["numerator"]) for row in rows), sum(int(row["denominator"]) for row in rows))


def shown(value: Fraction, id: str) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(1) if INDICATORS[id]["unit"] == "count" else Decimal("0.1"), ROUND_HALF_UP)


def write_params(folder: Path, audience: str = "team", more: str = "", data: Path = EDITION) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "scorecard_2016_07.yml"
    path.write_text(PARAMS.format(data=data, audience=audience) + more, encoding="utf-8")
    return path


def made(folder: Path) -> dict[str, dict]:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in results["figures"]}


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scorecard")
    return publish.run(write_params(folder, more='exceptions: {"6.10": "Words of **mine**."}\n'), folder / "out").folder


@pytest.fixture(scope="module")
def figures(team: Path) -> dict[str, dict]:
    return made(team)


@pytest.mark.parametrize("row", table("published"), ids=lambda row: row["id"])
def test_published_figure_to_its_printed_rounding_and_its_status(figures, row):
    decimals = len(row["value"].partition(".")[2])
    assert figures[row["id"]]["value"] == pytest.approx(float(row["value"]), abs=0.5 * 10**-decimals)
    if row["rag"]:
        assert figures[row["id"].replace(".value", ".rag")]["value"] == row["rag"]


def test_every_monthly_value_is_worked_out_again(figures):
    checked = 0
    for (id, period), row in VALUES.items():
        if "/" in period:
            continue
        expected, found = worked_out(row), figures[f"indicator.{id}.{period}.value"]["value"]
        assert found is None if expected is None else math.isclose(found, expected), (id, period)
        checked += 1
    assert checked == 23 * 7 - 2 * 3  # 23 indicators in 7 months; 6.5 and 6.7 only from April


def test_a_month_of_0_of_0_has_no_value_and_no_status(figures):
    assert figures["indicator.9.1.2016-07.value"]["value"] is None
    assert "indicator.9.1.2016-07.rag" not in figures


def test_every_year_to_date_is_worked_out_again(figures):
    for id in INDICATORS:
        expected = year_to_date(id)
        if expected is None:
            printed = VALUES[id, YEAR]
            expected = worked_out(printed)
            assert figures[f"indicator.{id}.ytd"]["method"] == "as given, to July 2016", id
        assert math.isclose(figures[f"indicator.{id}.ytd"]["value"], expected), id


def test_every_status_of_the_month_is_worked_out_again(figures):
    for id, row in INDICATORS.items():
        value = worked_out(VALUES[id, LAST])
        found = figures.get(f"indicator.{id}.2016-07.rag", {}).get("value")
        if row["good_is"] == "info" or not row["target_green"] or value is None:
            assert found is None, id
            continue
        sign = 1 if row["good_is"] == "high" else -1
        red, target = sign * Fraction(row["red"]), sign * Fraction(row["target_green"])
        assert found == ("red" if sign * value < red else "green" if sign * value >= target else "amber"), id


# printed years to date that the rule of the indicator does not give; most are the plain mean of April to July
PRINTED_OTHERWISE = {
    "6.1": (442, 430), "6.2": ("78.4", "77.1"), "6.8": ("91.6", "92.1"), "6.9": ("89.7", "91.9"),
    "6.10": ("96.3", "97.6"), "6.11": ("94.2", "94.9"), "6.12": ("97.7", "97.5"), "6.13": ("95.0", "97.3"),
    "6.14": ("74.1", "77.3"), "7.2": ("97.3", "98.5"), "7.4": ("66.5", "67.9"),
}  # fmt: skip
YEARS_OTHERWISE = {
    ("6.8", "2015/16"): ("92.1", "92.8"), ("6.9", "2015/16"): ("86.6", "94.5"), ("6.11", "2015/16"): ("96.0", "95.0"),
    ("9.2", "2015/16"): ("338.4", "338.5"),
}  # fmt: skip


def test_every_printed_year_to_date_that_differs_is_listed_and_no_other(figures, team):
    found = {}
    for id in INDICATORS:
        ours, printed = year_to_date(id), worked_out(VALUES[id, YEAR])
        if ours is not None and shown(ours, id) != shown(printed, id):
            found[id] = tuple(shown(one, id) for one in (ours, printed))
    assert found == {id: tuple(map(Decimal, pair)) for id, pair in PRINTED_OTHERWISE.items()}
    listed = {id.split(".ytd")[0] for id in figures if id.endswith(".ytd.difference")}
    assert listed == {f"indicator.{id}" for id in found}
    for id, (ours, printed) in found.items():
        assert figures[f"indicator.{id}.ytd.difference"]["value"] == pytest.approx(float(ours - printed))
    html = (team / "report.html").read_text(encoding="utf-8")
    assert f"{len(PRINTED_OTHERWISE) + len(YEARS_OTHERWISE)} printed figures differ from ours" in html


def test_earlier_years_that_differ_from_their_march_are_listed(figures):
    listed = [id for id in figures if id.endswith(".2015/16.difference")]
    assert sorted(listed) == sorted(f"indicator.{id}.{year}.difference" for id, year in YEARS_OTHERWISE)
    for (id, year), (ours, printed) in YEARS_OTHERWISE.items():
        assert figures[f"indicator.{id}.{year}.difference"]["value"] == pytest.approx(
            float(Decimal(ours) - Decimal(printed))
        )


def test_directions_of_july_by_hand(figures):
    found = {id: figures.get(f"indicator.{id}.2016-07.direction", {}).get("value") for id in INDICATORS}
    assert found == {
        "6.1": "up", "6.2": "up", "6.3": "up", "6.4": "down",  # 6.4: high is good, but it has no limits to be within
        "6.5": "improved", "6.6": "declined_within_limits", "6.7": "declined_not_on_target", "6.8": "improved",
        "6.9": "declined_not_on_target", "6.10": "declined_within_limits", "6.11": "improved",
        "6.12": "declined_within_limits", "6.13": "declined_within_limits", "6.14": "declined_not_on_target",
        "7.1": "down", "7.2": "declined_within_limits", "7.3": "improved", "7.4": "declined_not_on_target",
        "8.1": "declined_within_limits", "8.2": "declined_not_on_target",
        "9.1": None,  # 0 of 0
        "9.2": "no_movement_within_limits", "9.3": "no_movement_not_on_target",
    }  # fmt: skip


def test_seven_months_make_run_charts(figures, team):
    assert not any(".spc.mean" in id for id in figures)
    assert figures["indicator.6.1.spc.median"]["value"] == 432  # 422 430 430 432 432 433 442
    html = (team / "report.html").read_text(encoding="utf-8")
    assert "run chart" in html and "XmR chart, " not in html


def test_benchmarks_of_the_edition_all_stand_in_the_results(figures):
    for row in table("benchmarks"):
        id = f"indicator.{row['indicator_id']}.benchmark.{row['group']}.{row['period']}.value"
        assert figures[id]["value"] == float(row["value"])
    assert figures["indicator.8.2.benchmark.statistical_neighbours.compared"]["value"] == "worse_than"  # 12.2 and 9.6
    assert figures["indicator.9.2.benchmark.national.compared"]["value"] == "better_than"  # 500.4 days and 525.0


def test_the_authors_words_on_an_indicator_stand_on_its_page(team):
    html = (team / "report.html").read_text(encoding="utf-8")
    page = html.split('<h3 id="6-10-')[1].split("<h3 ")[0]
    assert "Words of <strong>mine</strong>." in page and html.count("Words of <strong>mine</strong>.") == 1


def test_each_indicator_has_a_section_of_its_own(team):
    html = (team / "report.html").read_text(encoding="utf-8")
    for id, row in INDICATORS.items():
        title = row["title"].replace("&", "&amp;")
        assert f">{id} {title}</h3>" in html, id


@pytest.mark.parametrize("audience", ["dlt", "public"])
def test_other_audiences_see_no_small_count_and_nothing_without_its_base(audience, tmp_path):
    folder = publish.run(write_params(tmp_path, audience), tmp_path / "out", formats=("html",)).folder
    figures = made(folder)
    for (id, period), row in VALUES.items():
        found = figures.get(f"indicator.{id}.{period}.value")
        if found is None or found["value"] is None:
            continue
        if INDICATORS[id]["unit"] == "count":
            assert float(row["value"]) not in range(1, 6)
        else:
            above, below = int(row["numerator"]), int(row["denominator"])  # fails where a value came without them
            assert (
                above not in range(1, 6)
                and below - above not in range(1, 6)
                and below >= (20 if audience == "public" else 10)
            )
    told = [
        id for id, one in figures.items() if id.endswith((".rag", ".direction")) and one["value"] and "ytd" not in id
    ]
    assert told and not any(id.startswith(("indicator.6.5.", "indicator.9.1.")) for id in told)
    for id in told:
        assert figures[f"{id.rpartition('.')[0]}.value"]["value"] is not None, id
    html = (folder / "report.html").read_text(encoding="utf-8")
    assert "bases_checked" in html and "33.3%" not in html and "91.6%" not in html
    assert not (folder / "notebook.ipynb").exists()


def test_a_base_that_a_person_has_checked_is_shown(tmp_path):
    path = write_params(tmp_path, "public", 'bases_checked: ["6.8"]\n')
    figures = made(publish.run(path, tmp_path / "out", formats=("html",)).folder)
    assert (figures["indicator.6.8.2016-07.value"]["value"], figures["indicator.6.8.2016-07.rag"]["value"]) == (
        91.6,
        "amber",
    )
    assert figures["indicator.6.9.2016-07.value"]["suppressed"] == "primary"


def test_every_input_row_is_in_exactly_one_bucket(team):
    run = json.loads((team / "run.json").read_text(encoding="utf-8"))
    assert {line["table"] for line in run["row_ledger"]} == {"indicators", "indicator_values", "benchmarks"}
    for line in run["row_ledger"]:
        buckets = [n for name, n in line.items() if name not in {"table", "file", "rows"}]
        assert sum(buckets) == line["rows"] == len(table(line["table"])), line["table"]


def test_an_earlier_month_leaves_later_rows_out_and_says_so(tmp_path):
    path = write_params(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace("2016-07-31", "2016-05-31"), encoding="utf-8")
    folder = publish.run(path, tmp_path / "out", formats=("html",)).folder
    figures = made(folder)
    assert figures["indicator.6.3.ytd"]["value"] == 16 + 18
    assert "indicator.6.3.2016/17.value" not in figures  # printed at the end of July
    ledger = json.loads((folder / "run.json").read_text(encoding="utf-8"))["row_ledger"]
    later = next(line["after_as_at"] for line in ledger if line["table"] == "indicator_values")
    assert later == 23 * 2 + 23  # June and July of each, and each year to date


def test_an_indicator_that_is_not_in_the_table_stops_the_run(tmp_path, capsys):
    path = write_params(tmp_path, more='exceptions: {"6.99": "words"}\n')
    assert cli.main(["run", str(path), "--out", str(tmp_path / "out")]) == 2
    assert "6.99" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_the_same_inputs_give_the_same_bytes(team, tmp_path):
    again = publish.run(
        write_params(tmp_path, more='exceptions: {"6.10": "Words of **mine**."}\n'), tmp_path / "out"
    ).folder
    for path in team.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name
