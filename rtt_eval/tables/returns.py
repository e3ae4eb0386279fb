"""Tables of the yearly SDQ returns of children in care."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import UNKNOWN
from rtt_eval.labels import NO_RETURN, SDQ_BANDS, plain
from rtt_eval.params import ReportParams
from rtt_eval.returns import DEFINITIONS, HIGH_FROM
from rtt_eval.tables.build import Column, grid, text_table

GROUPS = {"returns": "All returns", "local": "Local indicator", "national": "National indicator"}


def _year(params: ReportParams) -> str:
    """The statutory year in words: the year to 31 March 2018."""
    end = params.period.end
    return f"year to 31 March {end.year if (end.month, end.day) >= (3, 31) else end.year - 1}"


def _definitions() -> list[str]:
    lead = {"national": "National indicator", "local": "Local indicator"}
    return [f"{lead[cohort]}: children {words}." for cohort, words in DEFINITIONS.items()]


def sdq_indicators(safe: Safe, params: ReportParams) -> Table | None:
    """The national and the local indicator: who should have a score, how many have, and the mean."""
    return grid(
        safe,
        "sdq_indicators",
        f"SDQ returns of children in care: national and local indicator, {_year(params)}",
        "Indicator",
        {"national": "National", "local": "Local"},
        [
            Column("Children", "sdq.{row}.eligible.n"),
            Column("With a score", "sdq.{row}.completed.n"),
            Column("Completed (%)", "sdq.{row}.completed.pct"),
            Column("Mean score", "sdq.{row}.mean"),
            Column("Mean without scores of 0", "sdq.{row}.mean_without_zeros"),
            Column(f"Scores of {HIGH_FROM} or more (%)", "sdq.{row}.high_or_above.pct"),
        ],
        notes=[
            *_definitions(),
            "Completed: children with a score, of all children of the indicator. Means and shares are of scores; a "
            "score of 0 counts in the mean, and is left out of the second one. Halves are rounded up.",
        ],
    )


def sdq_bands(safe: Safe, params: ReportParams) -> Table | None:
    """The scores by band, a total of 0 apart, for all returns and for each indicator."""
    labels = {**{f"band.{code}": label for code, label in SDQ_BANDS.items()}, "zero_total": "0 (to be checked)"}
    rows = [(label, *(safe.text(f"sdq.{group}.{code}.n") for group in GROUPS)) for code, label in labels.items()]
    ids = {"returns": "n", "local": "completed.n", "national": "completed.n"}
    if not any(f"sdq.{group}.{id}" in safe for group, id in ids.items()):
        return None
    rows.append(("All scores", *(safe.text(f"sdq.{group}.{id}") for group, id in ids.items())))
    return text_table(
        "sdq_bands",
        f"SDQ total scores by band (children), {_year(params)}",
        [("Score", False), *((label, True) for label in GROUPS.values())],
        rows,
        notes=[
            "Bands of the parent or carer form, ages 4 to 17. A score of 0 can be right, or a form that was not filled "
            "in: it stands apart until somebody has checked it.",
            *_definitions(),
        ],
        total_rows=[len(rows) - 1],
    )


def sdq_no_return(safe: Safe, params: ReportParams) -> Table | None:
    """Children of each indicator without a score, by the reason given."""
    return grid(
        safe,
        "sdq_no_return",
        f"Children without an SDQ score by reason, {_year(params)}",
        "Reason",
        {code: label for code, label in NO_RETURN.items() if _is_used(safe, code)},
        [Column(label, f"sdq.{group}.no_return.{{row}}.n") for group, label in GROUPS.items()],
        notes=["With the children who have a score, the reasons add up to all children of the column."],
    )


def _is_used(safe: Safe, reason: str) -> bool:
    figure = safe.get(f"sdq.returns.no_return.{reason}.n")
    return figure is None or figure.value != 0


def sdq_without_offer(safe: Safe, params: ReportParams) -> Table | None:
    """Children with a high score and no offer of help recorded, by the place of their return; for the team alone."""
    rows = safe.rows.get("sdq_without_offer")
    if rows is None or rows.empty:
        return None
    heads = [("Return: look the child up there", False), ("Score", True), ("Band", False), ("Age", True)]
    ages = rows["age"].astype("object").where(rows["age"].notna(), UNKNOWN)
    columns = (rows["place"], rows["score"], rows["band"].map(plain), ages)
    return text_table(
        "sdq_without_offer",
        f"Scores of {HIGH_FROM} or more without an offer recorded, {_year(params)}",
        heads,
        [tuple(str(cell) for cell in row) for row in zip(*columns, strict=True)],
        notes=[
            "An offer: a referral received, or an involvement on any day, from the start of that year to the last day "
            "that counts. Age on 31 March."
        ],
    )
