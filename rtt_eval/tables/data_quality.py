"""Tables for the administrator: what to do, what each report lacks, which forms came back and which are due."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.contrasts import form_name
from rtt_eval.disclosure import Safe
from rtt_eval.labels import TIMEPOINTS, as_at, day, plain, when
from rtt_eval.params import TABLES_USED, TITLES, ReportParams
from rtt_eval.tables.build import Column, codes, grid, text_table
from rtt_eval.validate import BUCKETS, LACKS, Quality

COLUMN_STATES = {
    "matched": "Read",
    "default": "Filled with the mapping's default",
    "ignored": "Left out, as the mapping says",
    "unmatched": "Not known: nobody reads it",
    "absent": "Named in the mapping and not there",
}


def rows_read(safe: Safe, params: ReportParams) -> Table | None:
    """What became of the rows of all files, and their sum."""
    return grid(
        safe,
        "rows_read",
        f"What became of every row of the data, {as_at(params)}",
        "What became of them",
        {code: BUCKETS[code] for code in codes(safe, "quality.rows.*.n")},
        [Column("Rows", "quality.rows.{row}.n")],
    )


def columns_read(quality: Quality) -> Table | None:
    """For a team's own files: how many columns of each sheet were read, left out, and not known."""
    found = quality.accepted.found
    columns = found[found["kind"] == "column"]
    if columns.empty:
        return None
    states = [name for name in COLUMN_STATES if (columns["state"] == name).any()]
    rows = [
        (str(file), str(sheet) or "-", *(str(int((mine["state"] == name).sum())) for name in states))
        for (file, sheet), mine in columns.groupby(["file", "sheet"], sort=True)
    ]
    heads = [("File", False), ("Sheet", False), *((COLUMN_STATES[name], True) for name in states)]
    return text_table("columns_read", "Columns of your files", heads, rows)


def lacks(quality: Quality) -> Table | None:
    """Which report loses what, because of tables that are not there or hold no row that can be used."""
    there = {name for name in TABLES_USED["data_quality"] if len(quality.accepted.table(name))}
    rows = [
        (TITLES[report], what, table)
        for report, used in TABLES_USED.items()
        if report != "data_quality"
        for table in used
        if table not in there and (what := LACKS.get(table, ""))
    ]
    heads = [("Report", False), ("Will lack", False), ("Because there is no", False)]
    return text_table("lacks", "What each report will lack", heads, rows)


def forms_by_measure(safe: Safe, params: ReportParams) -> Table | None:
    """Forms that were due and came back, by form and review."""
    stems = [figure.id.removesuffix(".due.n") for figure in safe.starting("forms.measure.") if _is_due(figure.id)]
    rows = [
        (
            form_name(*stem.split(".")[2:4]),
            plain(when(stem.split(".")[4])),
            *(safe.text(f"{stem}.{end}") for end in ("due.n", "returned.n", "returned.pct")),
        )
        for stem in sorted(stems, key=lambda stem: (stem.split(".")[2:4], list(TIMEPOINTS).index(stem.split(".")[4])))
    ]
    heads = [("Form", False), ("Review", False), ("Due", True), ("Back", True), ("Back (%)", True)]
    notes = [
        "Follow-up forms of children in the full programme whose review day has come. A form that nobody has at a "
        "review is taken not to be used then."
    ]
    caption = f"Forms that were due and came back, {as_at(params)}"
    return text_table("forms_by_measure", caption, heads, rows, notes=notes)


def _is_due(id: str) -> bool:
    return id.endswith(".due.n")


def forms_by_worker(safe: Safe, params: ReportParams) -> Table | None:
    """Forms that were due and came back, by the worker of the case."""
    return grid(
        safe,
        "forms_by_worker",
        f"Forms that were due and came back, by key worker, {as_at(params)}",
        "Key worker",
        {code: "Not recorded" if code == "not_recorded" else code for code in codes(safe, "forms.worker.*.due.n")},
        [
            Column("Due", "forms.worker.{row}.due.n"),
            Column("Back", "forms.worker.{row}.returned.n"),
            Column("Back (%)", "forms.worker.{row}.returned.pct"),
        ],
        notes=["A worker with few forms, or with young people who left early, is not slower than one with many."],
    )


def forms_due(safe: Safe, params: ReportParams) -> Table | None:
    """The forms due next, soonest first; for the team alone."""
    rows = safe.rows.get("forms_due")
    if rows is None or rows.empty:
        return None
    words = ("Young person", "Review", "Forms", "Key worker")
    heads = [*((word, False) for word in words), ("Due in (days)", True)]
    due: dict[tuple[str, str, str, str], list[str]] = {}
    for row in rows.to_dict("records"):
        key = (row["label"], plain(when(row["follow_up"])), row["worker"], str(row["days"]))
        due.setdefault(key, []).append(form_name(row["measure"], row["informant"]))
    cells = [(label, review, "; ".join(names), worker, days) for (label, review, worker, days), names in due.items()]
    caption = f"Forms due next, soonest first, days after {day(params.as_at_date)}"
    return text_table("forms_due", caption, heads, cells)
