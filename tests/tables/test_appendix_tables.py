"""Appendices: settings without paths or people, sources with their marks, what is hidden, what was read."""

from types import SimpleNamespace

import pandas as pd

from rtt_eval import params, tables
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count

NOTHING = protect([], "team")


def cells(table: object) -> str:
    return " ".join(cell for row in getattr(table, "rows", ()) for cell in row)


def test_settings_show_no_folder_above_the_data_and_no_person() -> None:
    for data in ("../somewhere/private/iip_2018_03", r"C:\Users\someone\iip_2018_03"):
        given = params.IipEvaluation(
            data=data,
            period={"start": "2017-06-01", "end": "2018-03-31"},
            alternative_for=("P7125",),
            commentary={"discussion": "Our own words."},
        )
        table = tables.parameters(given)
        values = {row[0]: row[1] for row in table.rows} if table else {}
        assert values["data"] == "iip_2018_03"
        assert values["alternative_for"] == "1 named"
        assert values["commentary"] == "given for: discussion"
        assert values["period"] == "start: 2017-06-01; end: 2018-03-31"
        assert not any(word in cells(table) for word in ("P7125", "private", "someone", "Our own words"))


def test_every_setting_is_printed_with_its_meaning() -> None:
    given = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
    table = tables.parameters(given)
    assert table is not None
    assert [row[0] for row in table.rows] == list(params.IipEvaluation.model_fields)
    assert all(row[2] for row in table.rows)


def test_a_source_that_was_only_remembered_keeps_its_mark() -> None:
    stem = "outcomes.sdq.parent_carer.emotion.baseline"
    bands = ("close_to_average", "slightly_raised", "high", "very_high")
    safe = protect([count(f"{stem}.band.{band}.n", 3, "outcomes") for band in bands], "team")
    table = tables.band_edges(safe)
    assert table is not None
    assert table.rows[0][3] == "Close to average (0 to 3); Slightly raised (4 to 4); High (5 to 6); Very high (7 to 10)"
    assert "(to confirm)" in table.rows[0][4]


def test_measures_say_direction_and_threshold() -> None:
    figures = [
        count("outcomes.sdq.parent_carer.prosocial.baseline.n", 3, "outcomes"),
        count("outcomes.radq.parent_carer.total.baseline.n", 3, "outcomes"),
    ]
    table = tables.measures_used(protect(figures, "team"))
    assert table is not None
    assert table.rows[0][:6] == ("SDQ", "Parent or carer", "Prosocial", "higher", "0 to 10", "3")
    assert table.rows[1][:6] == ("RADQ", "Parent or carer", "Total", "lower", "0 to 150", "none")


def test_methods_stand_once_for_the_figures_made_alike() -> None:
    figures = [Figure(f"a.{name}.rate", 1.0, "rate", "cost", "rate", method="per month") for name in ("x", "y")]
    table = tables.methods(protect(figures, "team"))
    assert table is not None
    assert table.rows == (("Cost", "x.rate, y.rate", "per month"),)


def test_hidden_figures_are_listed_by_id_without_their_value() -> None:
    safe = protect([count("cohort.sex.U.n", 4, "young_people"), count("cohort.n", 27, "young_people")], "public")
    table = tables.suppressed(safe)
    assert table is not None
    assert table.rows == (("Young people", "cohort.sex.U.n"),)
    assert tables.suppressed(NOTHING) is None


def quality() -> SimpleNamespace:
    checks = pd.DataFrame(
        [
            ("K01", "The same row stands twice", "query", "outcomes", "failed", 2, ""),
            ("K02", "Two rows have the same key", "reject", "outcomes", "passed", 0, ""),
            (
                "K01",
                "The same row stands twice",
                "query",
                "benchmarks",
                "could_not_run",
                0,
                "there is no table benchmarks",
            ),
            (
                "K02",
                "Two rows have the same key",
                "reject",
                "benchmarks",
                "could_not_run",
                0,
                "there is no table benchmarks",
            ),
        ],
        columns=["code", "sentence", "severity", "table", "result", "n_failed", "why"],
    )
    findings = pd.DataFrame(
        [("K01", "query", "outcomes", "outcomes.csv", "", 7, "score", "J", "outcomes.csv, row 7: the same row")],
        columns=["code", "severity", "table", "file", "sheet", "row", "column", "letter", "message"],
    )
    return SimpleNamespace(checks=checks, findings=findings)


def test_a_check_that_could_not_run_is_not_counted_as_passed() -> None:
    table = tables.check_totals(quality())  # type: ignore[arg-type]
    assert table is not None
    assert table.rows == (("Passed", "1"), ("Failed", "1"), ("Could not run", "2"))
    why = tables.checks_not_run(quality())  # type: ignore[arg-type]
    assert why is not None
    assert why.rows == (("There is no table benchmarks", "K01, K02"),)


def test_rows_that_failed_are_counted_and_placed_for_the_team_alone() -> None:
    dlt = protect([], "dlt")
    for safe, row in ((NOTHING, ("K01", "The same row stands twice", "outcomes", "2")),):
        table = tables.checks(safe, quality())  # type: ignore[arg-type]
        assert table is not None and table.rows == (row,)
    table = tables.checks(dlt, quality())  # type: ignore[arg-type]
    assert table is not None and table.rows == (("K01", "The same row stands twice", "outcomes"),)
    found = tables.findings(NOTHING, quality())  # type: ignore[arg-type]
    assert found is not None and found.rows[0][1:3] == ("7", "J (score)")
    assert tables.findings(dlt, quality()) is None  # type: ignore[arg-type]


def sources() -> pd.DataFrame:
    return pd.DataFrame(
        [
            ("outcomes.csv", "", "outcomes", "read", 1052, "a" * 64, ""),
            ("risk_scores.csv", "", "risk_scores", "read", 4, "b" * 64, ""),
        ],
        columns=["file", "sheet", "table", "state", "rows", "sha256", "encoding"],
    )


def rows_of(safe: Safe) -> list[str]:
    table = tables.files(safe, sources())
    return [row[4] for row in table.rows] if table else []


def test_files_have_twelve_characters_of_their_hash_and_small_tables_no_number() -> None:
    assert rows_of(NOTHING) == ["1,052", "4"]
    assert rows_of(protect([], "public")) == ["1,052", "[c]"]
    table = tables.files(NOTHING, sources())
    assert table is not None and table.rows[0][5] == "a" * 12


def test_the_row_ledger_leaves_out_buckets_that_nothing_fell_into() -> None:
    totals = pd.DataFrame(
        [("outcomes", "outcomes.csv", 9, 7, 2, 0)], columns=["table", "file", "rows", "used", "rejected", "duplicate"]
    )
    table = tables.row_ledger(NOTHING, totals)
    assert table is not None
    assert table.rows == (("outcomes", "outcomes.csv", "9", "7", "2"),)
    assert tables.row_ledger(protect([], "dlt"), totals) is None


def test_versions_of_the_packages_are_given() -> None:
    import pandas

    table = tables.packages()
    assert table is not None
    assert ("pandas", pandas.__version__) in table.rows
