"""Appendices: settings without paths or people, sources with their marks, what is hidden, what was read."""

from types import SimpleNamespace

import pandas as pd

from rtt_eval import params, tables
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count
from rtt_eval.tables.measures import brief

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
        assert values["commentary"] == "discussion: text of 3 words"
        assert values["period"] == "start: 2017-06-01; end: 2018-03-31"
        assert not any(word in cells(table) for word in ("P7125", "private", "someone", "Our own words"))


def test_every_setting_is_printed_with_its_meaning() -> None:
    given = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
    table = tables.parameters(given)
    assert table is not None
    assert [row[0] for row in table.rows] == list(params.IipEvaluation.model_fields)
    assert all(row[2] for row in table.rows)


def test_a_source_that_was_only_remembered_keeps_its_mark() -> None:
    assert brief(["A book, as remembered (to confirm); and more"]) == "A book (to confirm)"
    assert brief(["One code, 4.39 rounded", "One code, 3.82 rounded"]) == "One code"  # each once
    assert brief(["ours - 6 is liberal, 8 is strict; both (to confirm)"]) == "the service's own choice (to confirm)"


def test_bands_stand_once_for_a_form_with_their_edges() -> None:
    stem = "outcomes.sdq.parent_carer.total.baseline"
    bands = ("close_to_average", "slightly_raised", "high", "very_high")
    table = tables.band_edges(protect([count(f"{stem}.band.{band}.n", 3, "outcomes") for band in bands], "team"))
    assert table is not None
    assert table.rows[0][:2] == (
        "SDQ, parent or carer",
        "Total difficulties: close to average 0 to 13, slightly raised 14 to 16, high 17 to 19, very high 20 to 40",
    )


def test_a_measure_has_one_row_with_its_scales_and_which_way_is_good() -> None:
    ids = ("parent_carer.total", "parent_carer.prosocial", "teacher.total")
    safe = protect([count(f"outcomes.sdq.{id}.baseline.n", 3, "outcomes") for id in ids], "team")
    table = tables.measures_used(safe)
    assert table is not None and len(table.rows) == 1
    assert table.rows[0][1:3] == (
        "parent or carer, teacher",
        "Total difficulties: 0 to 40; Prosocial (higher is better): 0 to 10",
    )
    points = tables.thresholds(safe)
    assert points is not None
    assert [row[:2] for row in points.rows] == [
        ("SDQ, parent or carer", "total difficulties 8 (our own), prosocial 3"),
        ("SDQ, teacher", "total difficulties 8 (our own)"),
    ]


def test_methods_are_in_words_and_only_those_of_figures_that_there_are() -> None:
    safe = protect([Figure("events.missing.rate_ratio", 0.5, "ratio", "x", "rate", method="internal note")], "team")
    table = tables.methods(safe)
    assert table is not None
    assert [row[0] for row in table.rows] == ["Rate ratio"]
    assert "internal note" not in cells(table)


def test_hidden_figures_are_counted_by_group_without_their_value() -> None:
    figures = [
        count("cohort.sex.U.n", 4, "young_people"),
        count("cohort.n", 27, "young_people"),
        count("outcomes.sdq.teacher.total.month_3.n", 2, "outcomes"),
    ]
    table = tables.suppressed(protect(figures, "public"))
    assert table is not None
    assert table.rows == (("Young people", "Who took part", "1", "2"), ("Outcome measures", "SDQ, teacher", "1", "1"))
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
    assert found is not None and found.rows[0][1:3] == ("row 7", "J (score)")
    assert tables.findings(dlt, quality()) is None  # type: ignore[arg-type]


def test_faults_of_one_kind_stand_in_one_row_with_the_numbers_of_their_rows() -> None:
    found = quality()
    rows = [
        ("K01", "query", "outcomes", "outcomes.csv", "", n, "score", "J", f"outcomes.csv, row {n}: the same row")
        for n in (7, 9)
    ]
    found.findings = pd.DataFrame(rows, columns=found.findings.columns)
    table = tables.findings(NOTHING, found)  # type: ignore[arg-type]
    assert table is not None
    assert table.rows == (("outcomes.csv", "rows 7, 9", "J (score)", "To be looked at", "The same row"),)


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
    return [row[2] for row in table.rows] if table else []


def test_files_have_twelve_characters_of_their_hash_and_small_tables_no_number() -> None:
    assert rows_of(NOTHING) == ["1,052", "4"]
    assert rows_of(protect([], "public")) == ["1,052", "[c]"]
    table = tables.files(NOTHING, sources())
    assert table is not None and table.rows[0][3] == "a" * 12


def test_the_row_ledger_leaves_out_buckets_that_nothing_fell_into() -> None:
    totals = pd.DataFrame(
        [("outcomes", "outcomes.csv", 9, 7, 2, 0)], columns=["table", "file", "rows", "used", "rejected", "duplicate"]
    )
    table = tables.row_ledger(NOTHING, totals)
    assert table is not None
    assert table.rows == (("outcomes.csv", "9", "7", "2"),)
    assert [head.label for head in table.heads] == ["File", "Rows", "Used", "Fault"]
    assert tables.row_ledger(protect([], "dlt"), totals) is None


def test_versions_of_the_packages_are_given() -> None:
    import pandas

    table = tables.packages()
    assert table is not None
    assert ("pandas", pandas.__version__) in table.rows


def test_the_checklist_names_a_few_alike_groups_and_counts_many() -> None:
    """A dozen are named; thirteen are counted by their form."""
    period = {"start": "2017-06-01", "end": "2018-03-31"}
    given = params.IipEvaluation(data="demo", period=period, audience="public")
    notes = []
    for size in (12, 13):
        alike = [count(f"outcomes.sdq.teacher.total.part_{n}.n", 12, "s", of=12) for n in range(size)]
        table = tables.release_checklist(protect(alike, "public"), given)
        notes += table.notes if table else []
    assert notes[0].startswith("Everybody in a group alike: outcomes.sdq.teacher.total.part_0.n, outcomes.")
    assert notes[1] == "Everybody in a group alike: SDQ, teacher, 13. run.json names each of them."
