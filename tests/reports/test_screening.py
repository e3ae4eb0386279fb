"""The referral screening of the edition's children, worked out again from the tables by plain arithmetic."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from rtt_eval import cli, publish
from tests.reports.conftest import EDITION

PARAMS = """report: referral_screening
data: {data}
period: {{start: 2018-03-01, end: 2018-03-31}}
as_at: 2018-03-31
audience: team
points_moves_since_care: {{}}
points_new_placement: {{}}
"""
AS_AT = date(2018, 3, 31)
IN_12_MONTHS = (date(2017, 4, 1), AS_AT)


def table(name: str) -> list[dict[str, str]]:
    with (EDITION / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date:
    return date.fromisoformat(text)


def written(folder: Path) -> Path:
    path = folder / "screening.yml"
    path.write_text(PARAMS.format(data=EDITION), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("screening")
    return publish.run(written(folder), folder / "out", formats=("html",)).folder


def figures(folder: Path) -> dict[str, dict]:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in results["figures"]}


def age(month: str) -> int:
    """On 31 March 2018, with the 15th as birthday: everybody born by March has had theirs."""
    born = [int(part) for part in month.split("-")]
    return 2018 - born[0] - (born[1] > 3)


def of_the_ages() -> set[str]:
    return {row["person_id"] for row in table("young_people") if 6 <= age(row["birth_month"]) <= 15}


def reached(number: int, *steps: tuple[int, int]) -> int:
    return max((points for least, points in steps if number >= least), default=0)


def moves_of(person_id: str) -> int:
    """New carers in the twelve months, but for the first placement of all (nobody came into care in that time)."""
    rows = [row for row in table("placements") if row["person_id"] == person_id and row["is_temporary"] == "no"]
    later = sorted(rows, key=lambda row: row["start"])[1:]
    return sum(row["is_new_carer"] == "yes" and IN_12_MONTHS[0] <= day(row["start"]) <= AS_AT for row in later)


def test_each_childs_points_without_the_sdq_are_those_of_the_tables(made):
    found = figures(made)
    ranked = {id.split(".")[1] for id in found if id.endswith(".rank")}
    assert len(ranked) > 10 and ranked <= of_the_ages()
    episodes, risks = table("missing_episodes"), sorted(table("risk_scores"), key=lambda row: row["date"])
    for child in ranked:
        began = [day(row["start"]) for row in episodes if row["person_id"] == child and row["kind"] == "M"]
        n_missing = sum(IN_12_MONTHS[0] <= one <= AS_AT for one in began)
        level = [row["level"] for row in risks if row["person_id"] == child][-1]
        points = {
            "moves_12_months": reached(moves_of(child), (1, 1), (2, 2), (3, 3)),
            "missing_12_months": reached(n_missing, (1, 1), (3, 2), (6, 3)),
            "cse": {"none": 0, "low": 1, "medium": 2, "high": 3}[level],
        }
        assert {part: found[f"screening.{child}.{part}.points"]["value"] for part in points} == points, child
        sdq = found[f"screening.{child}.sdq.points"]["value"]
        assert sdq in (1, 2, 3) and found[f"screening.{child}.points"]["value"] == sdq + sum(points.values())


def test_ranks_follow_the_points_and_equal_points_share_one(made):
    found = figures(made)
    points = {id.split(".")[1]: found[id]["value"] for id in found if id.count(".") == 2 and id.endswith(".points")}
    for child, own in points.items():
        n_above = sum(other > own for other in points.values())
        assert found[f"screening.{child}.rank"]["value"] == 1 + n_above


def test_who_has_no_form_could_not_be_screened_and_the_three_groups_add_up(made):
    found = figures(made)
    with_form = {row["person_id"] for row in table("outcomes") if row["measure"] == "sdq"}
    in_scope = of_the_ages()
    assert found["screening.in_scope.n"]["value"] == len(in_scope)
    assert found["screening.not_screened.n"]["value"] >= len(in_scope - with_form) > 10
    parts = ("high", "below", "not_screened")
    assert sum(found[f"screening.{part}.n"]["value"] for part in parts) == len(in_scope)
    html = (made / "report.html").read_text(encoding="utf-8")
    assert all(child in html for child in in_scope - with_form)


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_other_audiences_are_refused_before_anything_is_made(audience, tmp_path, capsys):
    code = cli.main(["run", str(written(tmp_path)), "--audience", audience, "--out", str(tmp_path / "out")])
    assert code == 2 and not (tmp_path / "out").exists()
    assert "made for team alone" in capsys.readouterr().err
