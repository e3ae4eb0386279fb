"""Tables of the statutory return: indicators of the children looked after, what was odd, who could be joined."""

from __future__ import annotations

import pandas as pd

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import NO_RETURN
from rtt_eval.load import StatutoryReturn, where
from rtt_eval.looked_after import BANDS_IN_WORDS, DEFINITIONS, placement_rule
from rtt_eval.params import ReportParams
from rtt_eval.returns import year_ending
from rtt_eval.tables.build import NOT_APPLICABLE, Column, grid, text_table

ABOUT = "looked_after."
ROWS = (
    ("in_year", "Looked after in the year", "in_year.n", "", ""),
    ("on_31_march", "Looked after on 31 March", "on_31_march.n", "", ""),
    ("check", "To be checked: an episode ends on 31 March", "check_31_march.n", "", ""),
    (
        *("three_or_more_placements", "Three or more placements", "three_or_more_placements.n"),
        *("on_31_march.n", "three_or_more_placements.pct"),
    ),
    (
        *("long_term_stability", "Long-term stability", "long_term_stability.met.n"),
        *("long_term_stability.denominator.n", "long_term_stability.pct"),
    ),
    ("moves", "Moves to a new carer", "moves.n", "", ""),
    (
        *("sdq.published", "SDQ completed", "sdq.published.completed.n"),
        *("sdq.published.eligible.n", "sdq.published.completed.pct"),
    ),
    ("sdq.published", "SDQ mean score", "", "sdq.published.completed.n", "sdq.published.mean"),
    ("missing", "Children missing", "missing.children.n", "in_year.n", "missing.pct"),
    ("missing", "Incidents of going missing", "missing.incidents.n", "", ""),
    ("away", "Children away without authorisation", "away.children.n", "in_year.n", "away.pct"),
    ("away", "Incidents of being away", "away.incidents.n", "", ""),
)
"""Definition, words, and the ids of the number, of what it is taken of, and of the value; "" where there is none."""

BANDS = {
    "normal": "Normal (0 to 13)",
    "borderline": "Borderline (14 to 16)",
    "cause_for_concern": "Cause for concern (17 to 40)",
}
COHORTS = {
    "published": "Published ages",
    "required": "Required",
    "expected": "Expected",
}
REASONS = {
    **{code: label for code, label in NO_RETURN.items() if code.startswith("SDQ")},
    "other_code": "A code that is not in the list",
    "left_out": "The rows of the return contradict each other",
    "no_reason": "No reason given",
}


def _year(params: ReportParams) -> str:
    return f"year to 31 March {year_ending(params.period.end)}"


def looked_after(
    safe: Safe, params: ReportParams, *, count_same_carer_moves: bool = False, count_temporary: bool = False
) -> Table | None:
    """Every indicator of the return with its number, what it is taken of and its value; definitions stand under it.

    The two switches: as they were given to `looked_after.children`, so that the notes say what was counted.
    """
    there = [row for row in ROWS if any(id and ABOUT + id in safe for id in row[2:])]
    rows = [(label, *(_cell(safe, id) for id in ids)) for _, label, *ids in there]
    definitions = dict.fromkeys(DEFINITIONS[name] for name, *_ in there)
    return text_table(
        "looked_after",
        f"Children looked after: indicators of the statutory return, {_year(params)}",
        [("Indicator", False), ("Number", True), ("Taken of", True), ("Value", True)],
        rows,
        notes=[*definitions, placement_rule(count_same_carer_moves, count_temporary), "Halves are rounded up."]
        if there
        else [],
    )


def _cell(safe: Safe, id: str) -> str:
    return safe.text(ABOUT + id) if id else NOT_APPLICABLE


def looked_after_sdq_bands(safe: Safe, params: ReportParams) -> Table | None:
    """The scores of the published ages by the three bands of the official tables."""
    table = grid(
        safe,
        "looked_after_sdq_bands",
        f"SDQ scores of the statutory return by band (children), {_year(params)}",
        "Score",
        BANDS,
        [
            Column("Children", f"{ABOUT}sdq.band.{{row}}.n"),
            Column("Share of scores (%)", f"{ABOUT}sdq.band.{{row}}.pct"),
        ],
        notes=[DEFINITIONS["sdq.published"], BANDS_IN_WORDS],
    )
    return table and _with_total(table, "All scores", safe.text(f"{ABOUT}sdq.published.completed.n"))


def _with_total(table: Table, label: str, total: str) -> Table:
    """The table with a last row whose other cells do not apply."""
    rest = [NOT_APPLICABLE] * (len(table.heads) - 2)
    heads = [(head.label, head.is_numeric) for head in table.heads]
    rows = [*table.rows, (label, total, *rest)]
    made = text_table(table.id, table.caption, heads, rows, notes=table.notes[:2], total_rows=[len(table.rows)])
    assert made is not None
    return made


def looked_after_sdq_no_score(safe: Safe, params: ReportParams) -> Table | None:
    """Children without a score by reason, for each cohort that the figures hold, with those who have one and all."""
    cohorts = {code: label for code, label in COHORTS.items() if f"{ABOUT}sdq.{code}.eligible.n" in safe}
    rows = {f"no_return.{code}": label for code, label in REASONS.items() if _is_used(safe, code, cohorts)}
    rows |= {"not_completed": "Without a score"}
    return grid(
        safe,
        "looked_after_sdq_no_score",
        f"Children without an SDQ score in the statutory return by reason, {_year(params)}",
        "Reason",
        rows,
        [Column(label, f"{ABOUT}sdq.{code}.{{row}}.n") for code, label in cohorts.items()],
        total={"completed": "With a score", "eligible": "All children of the cohort"},
        notes=[DEFINITIONS[f"sdq.{code}"] for code in cohorts],
    )


def _is_used(safe: Safe, reason: str, cohorts: dict[str, str]) -> bool:
    """Whether a reason occurs, or may occur unseen."""
    figures = [safe.get(f"{ABOUT}sdq.{cohort}.no_return.{reason}.n") for cohort in cohorts]
    return any(figure is not None and figure.value != 0 for figure in figures)


def return_oddities(safe: Safe, statutory: StatutoryReturn) -> Table | None:
    """What is odd about the return, by code, with the place of one example.

    Rows are counted, and codes and places shown, only where the audience may see single children.
    """
    heads = [("Code", False), ("What was found", False), ("Table", False), ("Column", False)]
    rows = [
        [row["code"], row["sentence"], row["table"] or "-", row["column"] or "-"]
        for row in statutory.oddities.to_dict("records")
    ]
    if safe.profile.shows_rows:
        heads += [("Code value", False), ("Rows", True), ("For example", False)]
        for row, odd in zip(rows, statutory.oddities.to_dict("records"), strict=True):
            row += [odd["value"] or "-", f"{odd['n']:,}", _place(odd)]
    else:
        rows = [list(row) for row in dict.fromkeys(map(tuple, rows))]
    return text_table("return_oddities", "What is odd about the statutory return", heads, rows)


def _place(odd: dict[object, object]) -> str:
    row = odd["row"]
    return where(str(odd["file"]), "", None if pd.isna(row) else int(str(row)), str(odd["letter"]))  # type: ignore[call-overload]


def return_matching(safe: Safe, params: ReportParams) -> Table | None:
    """The children of the return and the young people of the service, and who is on one side alone."""
    return grid(
        safe,
        "return_matching",
        f"Statutory return and service: who is in both, {_year(params)}",
        "Whose records",
        {
            "matched": "In the return and known to the service",
            "return_only": "In the return alone",
            "service_only": "Known to the service alone",
        },
        [Column("Children", "ssda903.{row}.n")],
        total={"return": "All children of the return", "service": "All young people of the service"},
        notes=[
            "Joined through the number of the child in the id_map. A child who has left care, by adoption or a special "
            "guardianship order for instance, is in no later return."
        ],
    )
