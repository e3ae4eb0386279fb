"""The result of the checks in words, for the person who keeps the data."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from types import MappingProxyType

import pandas as pd

from rtt_eval.load import where
from rtt_eval.validate.quality import COULD_NOT_RUN, FAILED, PASSED, Quality

SEVERITIES = MappingProxyType(
    {
        "stop": "no report can be made",
        "reject": "the row cannot be used",
        "query": "the row is used; please look",
    }
)

LACKS = MappingProxyType(
    {
        "young_people": "the young people: age, sex, ethnicity, and the cohort itself",
        "placements": "placement types, placement moves, placements held, and costs that follow from them",
        "missing_episodes": "missing and away episodes",
        "significant_events": "significant events",
        "risk_scores": "exploitation risk at the start and latest",
        "referrals": "referrals and waiting times",
        "involvements": "children worked with, open on a day, and roles",
        "iip_cases": "the IIP cohort, and every before-and-during comparison",
        "outcomes": "outcome measures and their completeness",
        "sdq_returns": "the statutory SDQ returns",
        "training_events": "training, workshops and reflective practice",
        "attendance": "attendance at workshops and reflective practice",
        "feedback": "feedback of families and professionals",
        "asf_applications": "applications to the Adoption Support Fund",
        "placement_costs": "the cost section",
        "indicators": "the indicator scorecard",
        "indicator_values": "the values of the indicator scorecard",
        "benchmarks": "comparisons with other authorities",
    }
)
"""Table -> what a report lacks without it."""


def text(quality: Quality, tables_used: Collection[str] | None = None) -> str:
    """The whole result as plain text: counts, findings by file, checks that could not run and what that costs.

    Equal findings of many rows are said once, with their rows ("rows 2 to 4, 9"). `tables_used`: the tables that the
    report reads, so that nothing is said of others that are not there; None: all tables.
    """
    checks = quality.checks
    if tables_used is not None:
        checks = checks[(checks["table"] == "") | checks["table"].isin(list(tables_used))]
    parts = [
        _summary(checks, quality),
        *_by_file(quality.findings),
        *_left_out(quality.ledger),
        *_not_data(quality.ledger),
    ]
    return "\n\n".join([*parts, *_could_not_run(checks)])


def _summary(checks: pd.DataFrame, quality: Quality) -> str:
    results = checks["result"].value_counts()
    counts = ", ".join(
        f"{results.get(result, 0)} {words}"
        for result, words in ((PASSED, "passed"), (FAILED, "failed"), (COULD_NOT_RUN, "could not run"))
    )
    lines = [f"{quality.name}: {len(quality.ledger)} rows. Checks: {counts}."]
    severities = quality.findings["severity"].value_counts()
    lines += [f"  {name}: {severities[name]} ({words})" for name, words in SEVERITIES.items() if name in severities]
    if not len(quality.findings):
        lines.append("  Nothing to correct.")
    return "\n".join(lines)


def _by_file(findings: pd.DataFrame) -> list[str]:
    """One block a file or sheet, stops and rejects first."""
    order = {name: place for place, name in enumerate(SEVERITIES)}
    in_order = findings.sort_values("severity", key=lambda names: names.map(order), kind="stable")
    blocks = []
    for (file, sheet), rows in in_order.groupby(["file", "sheet"], sort=True):
        head = f"{file}, sheet '{sheet}'" if sheet else str(file or "Tables that the report must have")
        lines = [head]
        said_alone = rows["message"].str.split(": ", n=1).str[1] if file else rows["message"]
        alike = ["severity", "code", "column", "letter", "said"]
        for key, same in rows.assign(said=said_alone).groupby(alike, sort=False):
            severity, code, column, letter, said = map(str, key)
            lines.append(f"  {severity} {code}: {_place(same['row'], letter, column)}{said}")
        blocks.append("\n".join(lines))
    return blocks


def _place(rows: pd.Series, letter: str, column: str) -> str:
    """Rows and column in words; "" for a fault of a whole file."""
    known = sorted({int(row) for row in rows.dropna()})
    if not known:
        return ""
    said = f"row {known[0]}" if len(known) == 1 else f"rows {_ranges(known)}"
    named = f"column {letter} ({column})" if letter and column else f"column {letter or column}"
    return f"{said}, {named}: " if letter or column else f"{said}: "


def _ranges(rows: Iterable[int]) -> str:
    """Row numbers with runs drawn together: 2 to 4, 9."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in runs)


def _left_out(ledger: pd.DataFrame) -> list[str]:
    words = {
        "rejected": "cannot be used",
        "duplicate": "stand twice and count once",
        "after_as_at": "are dated after the as-at day",
        "not_mapped": "are in sheets that the mapping does not read",
        "restricted": "hold names and were not opened",
    }
    lines = [
        f"  {table or 'unmapped sheets'}: {n_rows} rows {said}"
        for bucket, said in words.items()
        for table, n_rows in ledger.loc[ledger["bucket"] == bucket, "table"].value_counts(sort=False).items()
    ]
    return ["\n".join(["Rows that a report would not use", *lines])] if lines else []


def _not_data(ledger: pd.DataFrame) -> list[str]:
    """Every row of a team's files that was taken for a total, a note or an example, with the cell that said so."""
    rows = ledger[(ledger["bucket"] == "not_data")]
    lines = [
        f"  {where(file, sheet)}, row {row}: {reason}"
        for file, sheet, row, reason in rows[["file", "sheet", "row", "reason"]].itertuples(index=False)
    ]
    return ["\n".join(["Rows that are not data", *lines])] if lines else []


def _could_not_run(checks: pd.DataFrame) -> list[str]:
    """What could not be checked, drawn together by reason, and what the report will lack because of it."""
    idle = checks[checks["result"] == COULD_NOT_RUN]
    if not len(idle):
        return []
    lines = ["Checks that could not run (not the same as passed), and what the report will lack"]
    for why, same in idle.groupby("why", sort=False)["code"]:
        table = next((name for name in LACKS if why == f"there is no table {name}"), None)
        lacks = f" The report will lack {LACKS[table]}." if table else ""
        codes = ", ".join(sorted({str(code) for code in same}))
        lines.append(f"  {why}: {codes}.{lacks}")
    return ["\n".join(lines)]
