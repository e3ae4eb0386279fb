"""The record of a run, as the notebook hands it to the publisher: what results.json and run.json are made of."""

from __future__ import annotations

import math
from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pandas as pd

from rtt_eval.blocks import Results
from rtt_eval.disclosure import gate
from rtt_eval.disclosure.protect import Safe, SafeFigure
from rtt_eval.params import ReportParams

if TYPE_CHECKING:
    from rtt_eval.validate import Quality

CHECKS = ("code", "table", "severity", "result", "n_failed", "sentence", "why")
SOURCES = ("table", "file", "sheet", "state", "n_rows", "sha256")


def results(
    safe: Safe,
    params: ReportParams,
    quality: Quality,
    ledger: pd.DataFrame,
    is_synthetic: bool,
    workbook: bytes = b"",
) -> Results:
    """Everything that results.json and run.json take from a notebook; JSON values only, nothing of a single child.

    Errors: DisclosureError where the audit finds something that nobody has accepted; then nothing is released.

    ledger: `validate.ledger_totals`, one row a table and file with a column a bucket. The content's keys:
    report, edition (the as-at date), audience, period {start, end}, is_synthetic;
    figures: [{id, value, unit, n, denominator, ci [low, high] or None, method, shown, suppressed or None, section}] in
    the order of the report, as results.json has them: value None where suppressed or not known, a bound None where
    there is none (infinite), a code (amber) where the figure is a word;
    checks: [{code, table, severity, result, n_failed, sentence, why}];
    ledger: [{table, file, rows, <bucket>: rows, …}]; sources: [{table, file, sheet, state, n_rows, sha256}];
    disclosure: see `gate.summary`; check.xlsx: `workbook` in base64, where the audience sees single rows.
    """
    gate.check(safe, params.disclosure_exceptions)
    return Results(
        {
            **edition_of(safe, params),
            "is_synthetic": bool(is_synthetic),
            "figures": [results_figure(figure) for figure in safe.figures.values()],
            "checks": _rows(quality.checks.loc[:, list(CHECKS)]),
            "ledger": _rows(ledger),
            "sources": input_rows(quality.accepted.sources),
            "disclosure": gate.summary(safe, params),
            **({"check.xlsx": b64encode(workbook).decode()} if workbook and safe.profile.shows_rows else {}),
        }
    )


def edition_of(safe: Safe, params: ReportParams) -> dict[str, Any]:
    """What names an edition: report, as-at day, audience, period."""
    return {
        "report": params.report,
        "edition": params.as_at_date.isoformat(),
        "audience": safe.audience,
        "period": {"start": params.period.start.isoformat(), "end": params.period.end.isoformat()},
    }


def results_figure(figure: SafeFigure) -> dict[str, Any]:
    """One figure as results.json has it."""
    return {
        "id": figure.id,
        "value": figure.word or _plain(figure.value),
        "unit": figure.unit,
        "n": _plain(figure.n),
        "denominator": _plain(figure.denominator),
        "ci": None if figure.interval is None else [_plain(bound) for bound in figure.interval],
        "method": figure.method,
        "shown": figure.shown,
        "suppressed": figure.suppressed,
        "section": figure.section,
    }


def input_rows(sources: pd.DataFrame) -> list[dict[str, Any]]:
    """Every file and sheet that was read, with its rows and its SHA-256, as run.json has them under `inputs`."""
    return _rows(sources.rename(columns={"rows": "n_rows"}).loc[:, list(SOURCES)])


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): _plain(cell) for name, cell in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    """A JSON value: numpy's numbers as Python's, what is missing or not finite as None."""
    if value is None or value is pd.NA or isinstance(value, str):
        return None if value is pd.NA else value
    number = value.item() if hasattr(value, "item") else value
    return None if isinstance(number, float) and not math.isfinite(number) else number
