"""What there is, as text: reports, measures, checks, and the settings of a params file."""

from __future__ import annotations

from rtt_eval import measures, params, schemas, validate


def text(what: str) -> str:
    """One list: reports, measures, checks or params. Unknown name: KeyError."""
    return {"reports": _reports, "measures": _measures, "checks": _checks, "params": _params}[what]()


def _lines(head: str, rows: list[tuple[str, str]]) -> str:
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join([head, *(f"  {name:<{width}}  {meaning}" for name, meaning in rows)])


def _reports() -> str:
    return _lines("Reports (rtt-eval new REPORT writes a params file for one)", list(params.TITLES.items()))


def _measures() -> str:
    rows = [(id, measure.label) for id, measure in sorted(measures.load_all().items())]
    return _lines("Measures (sources and thresholds: rtt_eval/measures/ID.yml)", rows)


def _checks() -> str:
    rows = [(check.code, f"{check.severity}: {check.sentence}") for check in validate.list_checks()]
    return _lines("Checks of the data (stop: no report; reject: the row cannot be used; query: used, and listed)", rows)


def _params() -> str:
    blocks = []
    for report, model in params.REPORTS.items():
        rows = [(name, field.description or "") for name, field in model.model_fields.items()]
        blocks.append(_lines(f"Settings of {report}", rows))
    return "\n\n".join(blocks)


def tables_markdown() -> str:
    """docs/tables.md: every canonical table with its columns."""
    lines = ["# The tables", "", "One CSV file a table, named after it, or one workbook with a sheet a table."]
    lines += ["Dates are year-month-day. Only columns marked *required* must be there; a table that you do not have"]
    lines += ["can be left out."]
    for name, columns in schemas.tables().items():
        lines += ["", f"## {name}", "", "| column | kind | | codes, or meaning |", "|---|---|---|---|"]
        for column in columns:
            about = "; ".join(part for part in ("; ".join(column.allowed), column.meaning) if part)
            lines.append(f"| {column.name} | {column.kind} | {'required' if column.is_required else ''} | {about} |")
    return "\n".join(lines) + "\n"
