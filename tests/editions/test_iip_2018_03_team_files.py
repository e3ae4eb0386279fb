"""The edition as a team holds it: drafted, corrected and mapped, it gives the same report, but for what is listed here.

The corrected mapping (team_files/mapping.xlsx) differs from the draft in three cells, named below.
"""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rtt_eval import load, profile, publish, validate
from rtt_eval.errors import DataError

EDITIONS = Path(__file__).parent
FILES = EDITIONS / "iip_2018_03_team_files"
EDITION = EDITIONS / "iip_2018_03"
MAPPING = FILES / "mapping.xlsx"
AS_AT = date(2018, 3, 31)
PARAMS = f"""report: iip_evaluation
data: {FILES.as_posix()}
mapping: {MAPPING.as_posix()}
period: {{start: 2017-06-01, end: 2018-03-31}}
as_at: 2018-03-31
audience: team
rejected_rows: leave_out
commentary: {{summary: "An invented edition."}}
"""

CORRECTED = {
    ("columns", "IIP outcomes spreadsheet: Scores", "informant", "parent_carer"),  # the sheet does not say who scored
    ("columns", "IIP tracker: Referrals", "route", "iip"),  # only the title of the file says so
    ("values", "outcomes.timepoint", "review", "month_3"),  # the sheet Goals says "review" and no more
}
"""The cells of the draft that a user had to change, each from `suggested` to `ok`."""

NOT_IN_THE_FILES = {
    "cost_avoidance.residential_instead_of_current.low_gbp_per_week": None,  # unit costs are not in the files
    "cost_avoidance.residential_instead_of_current.mid_gbp_per_week": None,
    "cost_avoidance.residential_instead_of_current.high_gbp_per_week": None,
    "outcomes.sdq.parent_carer.total.baseline_to_month_3.informant_changed.n": None,  # which carer: not in the files
    "outcomes.sdq.parent_carer.total.baseline_to_month_6.informant_changed.n": None,
    "outcomes.sdq.parent_carer.all_items_same.n": None,  # scores only, no items
    "outcomes.sdq.parent_carer.forms_with_missing_items.n": None,
    "outcomes.sdq.teacher.zero_total.n": "absent",  # teacher forms are still on paper
    "outcomes.tscc.young_person.anx.baseline.clinical.n": "absent",  # TSCC forms are still on paper
    "outcomes.tscc.young_person.dep.baseline.clinical.n": "absent",
    "outcomes.tscc.young_person.ang.baseline.clinical.n": "absent",
    "outcomes.tscc.young_person.pts.baseline.clinical.n": "absent",
    "outcomes.tscc.young_person.dis.baseline.clinical.n": "absent",
    "outcomes.tscc.young_person.sc.baseline.clinical.n": "absent",
    "outcomes.tscc.young_person.validity_flag.n": "absent",
}
"""Expected figures that the team's files cannot give (their README says what is not in them), and what stands there."""

EDITION_PEERS = 22
PEER_SUM = 102
"""Baseline SDQ peer scores of the edition: 22 children, 102 points (mean 4.636...)."""


def listed(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


EXPECTED = [*listed(EDITION / "published.csv"), *listed(EDITION / "extra_expected.csv")]
REJECTS = listed(FILES / "expected_rejects.csv")


@pytest.fixture(scope="module")
def records() -> load.Records:
    return load.team_files(FILES, MAPPING)


@pytest.fixture(scope="module")
def quality(records: load.Records) -> validate.Quality:
    return validate.examine(records, as_at=AS_AT)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("team_files")
    (folder / "team.yml").write_text(PARAMS, encoding="utf-8")
    return publish.run(folder / "team.yml", folder / "out").folder


@pytest.fixture(scope="module")
def figures(run: Path) -> dict[str, float | None]:
    results = json.loads((run / "results.json").read_text(encoding="utf-8"))
    return {figure["id"]: figure["value"] for figure in results["figures"]}


def test_the_draft_needs_three_cells_changed() -> None:
    draft, used = profile.draft(FILES).mapping, load.read_mapping(MAPPING)
    columns = {("columns", row.source_name, row.field, row.default) for row in set(used.columns) - set(draft.columns)}
    values = {("values", row.field, row.raw, row.code) for row in set(used.values) - set(draft.values)}
    assert columns | values == CORRECTED
    for name in ("files", "unpivot", "missing", "drop_rows", "settings"):
        assert set(getattr(used, name)) == set(getattr(draft, name)), name


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: row["id"])
def test_same_figure_as_the_edition(figures: dict[str, float | None], row: dict[str, str]) -> None:
    found = figures.get(row["id"], "absent")
    if row["id"] in NOT_IN_THE_FILES:
        assert found == NOT_IN_THE_FILES[row["id"]]
        return
    decimals = len(row["value"].partition(".")[2])
    tolerance = float(row["tolerance"] or 0) if "tolerance" in row else 0.5 * 10**-decimals
    assert found == pytest.approx(float(row["value"]), abs=tolerance)


def test_the_rejected_peer_score_is_the_one_that_is_missing(figures: dict[str, float | None]) -> None:
    """Scores, row 20, column K holds 22; the edition has 2 there (items 6, 11, 14, 19, 23 of the form)."""
    assert figures["outcomes.sdq.parent_carer.peer.baseline.n"] == EDITION_PEERS - 1
    assert figures["outcomes.sdq.parent_carer.peer.baseline.mean"] == pytest.approx(
        (PEER_SUM - 2) / (EDITION_PEERS - 1)
    )


@pytest.mark.parametrize("row", REJECTS, ids=lambda row: f"{row['sheet'] or row['file']}-{row['row']}{row['column']}")
def test_every_expected_reject_is_listed_with_its_cell(quality: validate.Quality, row: dict[str, str]) -> None:
    place = (row["file"], row["sheet"], int(row["row"]))
    ledger = quality.ledger.set_index(["file", "sheet", "row"]).loc[place]
    if row["action"] == "drop":
        assert ledger["bucket"] == "not_data" and ledger["reason"].startswith(f"column {row['column']}: ")
        return
    findings = quality.findings.dropna(subset=["row"])
    here = findings[[tuple(one) == place for one in findings[["file", "sheet", "row"]].itertuples(index=False)]]
    assert row["column"] in set(here["letter"]) and all(here["message"])


def test_nothing_else_is_rejected(quality: validate.Quality) -> None:
    findings = quality.findings
    rejected = findings[(findings["severity"] == "reject") & findings["row"].notna()]
    places = set(zip(rejected["file"], rejected["sheet"], rejected["row"].astype(int), strict=True))
    assert places <= {(row["file"], row["sheet"], int(row["row"])) for row in REJECTS}


def test_no_message_holds_a_name_or_an_id(quality: validate.Quality) -> None:
    messages = " ".join(quality.findings["message"])
    people = listed(EDITION / "id_map.csv") if (EDITION / "id_map.csv").exists() else []
    known = {"Wexcombe", "Jessamy", "Lorcan", "4301209", "4116365", "2999901"} | {one["lcs_id"] for one in people}
    assert not [word for word in known if word in messages]


def test_run_json_lists_every_file_with_its_hash_and_every_row_in_one_bucket(run: Path) -> None:
    told = json.loads((run / "run.json").read_text(encoding="utf-8"))
    files = {row["file"] for row in told["inputs"]}
    on_disk = {path.relative_to(FILES).as_posix() for path in FILES.rglob("*") if path.suffix in (".csv", ".xlsx")}
    assert files == on_disk - {"mapping.xlsx"} and all(len(row["sha256"]) == 64 for row in told["inputs"])
    for line in told["row_ledger"]:
        assert sum(n for name, n in line.items() if name not in {"table", "file", "rows"}) == line["rows"]
    assert sum(line["rows"] for line in told["row_ledger"]) == sum(row["n_rows"] for row in told["inputs"])


def test_a_suggestion_that_is_not_accepted_stops_the_run() -> None:
    """The draft as it is: the route is only suggested, so a required field has no column."""
    mapping = profile.draft(FILES).mapping
    columns = tuple(row for row in mapping.columns if row.field != "informant" or row.status != "suggested")
    with pytest.raises(DataError) as caught:
        load.team_files(FILES, replace(mapping, columns=columns))
    told = str(caught.value)
    assert "the required field route of referrals has no column" in told and "suggests 'iip'" in told
    assert "the required field informant of outcomes has no column" in told
    assert "sheet 'Goals', row 1, column G (Review (0-10)): the timepoint" in told
