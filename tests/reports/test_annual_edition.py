"""The annual report of the year to 31 March 2018: every printed figure, what is wrong with the data, and who sees what.

Expected values: tests/editions/annual_2017_18/published.csv, as printed in the council's paper.
"""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from rtt_eval import cli, publish
from tests.reports.test_faults import cells, rewrite

EDITION = Path(__file__).parents[1] / "editions" / "annual_2017_18"
PARAMS = """report: annual_report
title: RTT annual report 2017/18
data: {data}
period: {{start: 2017-04-01, end: 2018-03-31}}
as_at: 2018-03-31
audience: {audience}
"""


def write_params(folder: Path, data: Path | str = EDITION, audience: str = "team", more: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "annual_2017_18.yml"
    path.write_text(PARAMS.format(data=data, audience=audience) + more, encoding="utf-8")
    return path


def made(folder: Path) -> dict[str, dict]:
    results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure for figure in results["figures"]}


def words(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> publish.Published:
    folder = tmp_path_factory.mktemp("annual")
    return publish.run(write_params(folder), folder / "out")


def published() -> list[dict[str, str]]:
    with (EDITION / "published.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", published(), ids=lambda row: row["id"])
def test_published_figure_to_its_printed_rounding(team, row):
    decimals = len(row["value"].partition(".")[2])
    assert made(team.folder)[row["id"]]["value"] == pytest.approx(float(row["value"]), abs=0.5 * 10**-decimals)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("referrals.new.total.n", ("referrals.new.*.n",)),
        ("sdq.returns.n", ("sdq.returns.band.*.n", "sdq.returns.zero_total.n")),
        ("sdq.returns.rows.n", ("sdq.returns.n", "sdq.returns.no_return.*.n")),
        ("sdq.national.eligible.n", ("sdq.national.completed.n", "sdq.national.no_return.*.n")),
        ("sdq.local.eligible.n", ("sdq.local.completed.n", "sdq.local.no_return.*.n")),
        ("involvements.n", ("involvements.role.*.n",)),
        ("interventions.total.n", ("interventions.*.n",)),
        ("caseload.worked_with.n", ("demographics.age.*.n",)),
        ("caseload.worked_with.n", ("demographics.sex.*.n",)),
        ("caseload.worked_with.n", ("demographics.ethnicity.*.n",)),
        ("caseload.worked_with.n", ("demographics.ethnicity_group.*.n",)),
        ("caseload.worked_with.n", ("demographics.status.*.n",)),
        ("training.attendees.n", ("training.role.*.n",)),
        ("asf.adoption.submitted.n", ("asf.adoption.submitted.*.n",)),
        ("referrals.by_month.n", ("referrals.month.2017-*.n", "referrals.month.2018-*.n")),
    ],
)
def test_parts_add_up_to_their_whole(team, whole, parts):
    figures = made(team.folder)
    found = [id for id in figures for part in parts if _fits(id, part) and id != whole]
    assert len(found) > 1
    if whole == "referrals.by_month.n":
        found = [id for id in found if id >= "referrals.month.2017-04"]
    assert sum(figures[id]["value"] for id in found) == figures[whole]["value"]


def _fits(id: str, pattern: str) -> bool:
    first, star, last = pattern.partition("*")
    if not star:
        return id == pattern
    middle = id[len(first) : len(id) - len(last)]
    return id.startswith(first) and id.endswith(last) and middle != "" and "." not in middle


def test_children_by_role_add_up_to_more_and_the_report_says_why(team):
    figures = made(team.folder)
    by_role = sum(figure["value"] for id, figure in figures.items() if _fits(id, "involvements.role.*.children.n"))
    assert by_role > figures["involvements.children.n"]["value"]
    assert "known to more than one role" in words(team.folder)


def test_sections_to_be_completed_are_said_and_listed(team):
    assert words(team.folder).count("To be completed by the author.") == len(team.to_write) == 13
    assert team.to_write[:2] == ("recommendations", "background")


def test_last_year_is_left_out_where_the_records_do_not_reach_back(team):
    assert made(team.folder)["referrals.previous_year.total.n"]["value"] is None
    assert "Last year’s referrals are left out" in words(team.folder)


def test_the_public_edition_hides_small_counts_and_single_children(tmp_path):
    folder = publish.run(write_params(tmp_path, audience="public"), tmp_path / "out").folder
    counts = [one for id, one in made(folder).items() if id.endswith(".n") and one["unit"] == "children"]
    assert len(counts) > 50 and not [one["id"] for one in counts if one["value"] in range(1, 6)]
    assert "row 64" not in words(folder) and not (folder / "notebook.ipynb").exists()


# What is wrong with the data -------------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(EDITION, tmp_path / "data")
    return tmp_path / "data"


def change(data: Path, table: str, row: int, **texts: str) -> None:
    rows = cells(data / f"{table}.csv")
    for name, text in texts.items():
        rows[row - 1][rows[0].index(name)] = text
    rewrite(data / f"{table}.csv", rows)


def add(data: Path, table: str, like: int, **texts: str) -> int:
    """A further row like another, with some cells changed; its number."""
    rows = cells(data / f"{table}.csv")
    rewrite(data / f"{table}.csv", [*rows, list(rows[like - 1])])
    change(data, table, len(rows) + 1, **texts)
    return len(rows) + 1


def an_event_without_attendees(data: Path) -> list[str]:
    row = add(data, "training_events", 7, event_id="E9999", date="2018-03-01")
    return [f"training_events.csv, row {row}, column A (event_id)", "no row of attendance"]


def two_sexes(data: Path) -> list[str]:
    sex = cells(data / "young_people.csv")[1][2]
    row = add(data, "young_people", 2, sex={"M": "F", "F": "M"}[sex])
    return [f"young_people.csv, row {row}, column A (person_id)", "same key and say different things"]


def an_unknown_ethnicity(data: Path) -> list[str]:
    change(data, "young_people", 5, ethnicity="Z9")
    return ["young_people.csv, row 5, column D (ethnicity)"]


def no_amount(data: Path) -> list[str]:
    rows = cells(data / "asf_applications.csv")
    row = next(
        n
        for n, one in enumerate(rows, 1)
        if one[3] == "adoption" and one[6] == "approved" and one[5].startswith("2017-1")
    )
    change(data, "asf_applications", row, amount_gbp="")
    return [f"asf_applications.csv, row {row}, column I (amount_gbp)", "no amount"]


def two_returns(data: Path) -> list[str]:
    row = add(data, "sdq_returns", 2, score="12")
    return [f"sdq_returns.csv, row {row}, column A (person_id)", "same key and say different things"]


FAULTS = [an_event_without_attendees, two_sexes, an_unknown_ethnicity, no_amount, two_returns]
STOPS = [two_sexes, two_returns]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_check_names_the_place(fault, data, tmp_path, capsys):
    place = fault(data)
    code = cli.main(["check", str(write_params(tmp_path / "params", "../data"))])
    said = capsys.readouterr().out
    assert code == (1 if fault in STOPS else 0)
    file, _, rest = place[0].partition(", ")
    assert file in said and any(rest.split(", ")[0].removeprefix("row ") in line for line in said.splitlines())
    assert all(word in said for word in (rest.split(", ")[1], *place[1:]))


def test_the_report_says_what_it_left_out(data, tmp_path):
    """All five at once; the rows that cannot be used are left out."""
    places = [fault(data) for fault in FAULTS]
    params = write_params(tmp_path / "params", "../data", more="rejected_rows: leave_out\n")
    folder = publish.run(params, tmp_path / "out", formats=("html",)).folder
    text, figures = words(folder), made(folder)
    for place in places:
        row = place[0].split(", ")[1].removeprefix("row ")
        assert row in text
    assert "Approved applications without an amount are counted and are not in the sum." in text
    assert "1 of the courses held has no list of those who came" in text
    assert figures["asf.adoption.approved.no_amount.n"]["value"] == 1
    assert figures["training.events.n"]["value"] == 15 + 1
    assert figures["sdq.returns.n"]["value"] == 324 - 1  # both rows of the child are out
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    rejected = {line["table"]: line["rejected"] for line in run["row_ledger"]}
    assert rejected["young_people"] == 2 and rejected["sdq_returns"] == 2


# The statutory return in the report ------------------------------------------------------------------------------

RETURN = Path(__file__).parents[1] / "looked_after" / "worked_example"
SMALL = {
    "young_people": "person_id,birth_month,sex\nP1,2012-05,M\nP2,2011-05,F\nP3,2010-01,F\n",
    "involvements": "involvement_id,person_id,role,start\nV1,P1,other_therapeutic_team,2024-05-01\n",
    "referrals": "referral_id,person_id,received,route\nR1,P1,2024-04-05,children_in_care\n",
    "id_map": "person_id,forename,ssda903_child\nP1,Ullin,C01\nP2,Vesta,C02\nP3,Wanda,C99\n",
}


@pytest.fixture(scope="module")
def with_return(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("return")
    (folder / "data").mkdir()
    for table, text in SMALL.items():
        (folder / "data" / f"{table}.csv").write_text(text, encoding="utf-8")
    params = write_params(folder / "params", "../data", more=f"ssda903: {RETURN}\n")
    params.write_text(params.read_text(encoding="utf-8").replace("2017-", "2024-").replace("2018-", "2025-"))
    return publish.run(params, folder / "out").folder


def test_the_statutory_return_is_in_the_report(with_return):
    with (RETURN / "expected_summary.csv").open(encoding="utf-8", newline="") as file:
        expected = {row[""]: float(row["value"]) for row in csv.DictReader(file)}
    found = {id.removeprefix("looked_after."): one["value"] for id, one in made(with_return).items()}
    assert found["on_31_march.n"] == expected["cla_31mar"]
    assert found["three_or_more_placements.n"] == expected["three_plus_n"]
    assert found["long_term_stability.denominator.n"] == expected["lts_denominator"]
    assert found["long_term_stability.met.n"] == expected["lts_n"]
    assert found["sdq.published.eligible.n"] == expected["sdq_cohort_5_16"]
    assert found["sdq.published.completed.n"] == expected["sdq_received"]
    assert found["sdq.published.mean"] == pytest.approx(expected["sdq_mean"], abs=0.05)
    assert found["in_year.n"] == expected["looked_after_in_year"]
    assert found["missing.children.n"] == expected["missing_children"]


def test_unmatched_children_are_counted_on_both_sides(with_return):
    figures = made(with_return)
    assert figures["ssda903.matched.n"]["value"] == 2
    assert figures["ssda903.return_only.n"]["value"] == 18 - 2
    assert figures["ssda903.service_only.n"]["value"] == 1  # C99 is in no return


def test_the_rows_of_the_return_are_in_the_ledger_and_its_scores_stand_in(with_return):
    run = json.loads((with_return / "run.json").read_text(encoding="utf-8"))
    files = {line["file"]: line["rows"] for line in run["row_ledger"]}
    for name in ("header.csv", "episodes.csv", "oc2.csv", "missing.csv"):
        with (RETURN / name).open(encoding="utf-8", newline="") as file:
            assert files[name] == sum(1 for _ in csv.DictReader(file)), name
    assert made(with_return)["sdq.returns.n"]["value"] == 2  # C01 and C02
    assert "Ullin" not in words(with_return)
