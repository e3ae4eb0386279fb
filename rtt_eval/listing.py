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
    known = sorted(measures.load_all().items())
    width = max(len(id) for id, _ in known)
    lines = ["Measures (every number with its source: rtt_eval/measures/ID.yml; those to confirm: docs/assumptions.md)"]
    for id, measure in known:
        lines.append(f"  {id:<{width}}  {measure.label}")
        lines += [f"  {'':<{width}}    {line}" for line in (f"source: {measure.source}", f"status: {_status(measure)}")]
    return "\n".join(lines)


def _status(measure: measures.Measure) -> str:
    """Confirmed or to confirm, and how many numbers of each kind the measure's file holds."""
    entries = measures.sourced(measure)
    n_all = sum(entry.n_numbers for entry in entries)
    n_open = sum(entry.n_numbers for entry in entries if entry.is_to_confirm)
    n_ours = sum(entry.n_numbers for entry in entries if entry.is_ours)
    numbers = f"{n_all} number{'' if n_all == 1 else 's'}"
    status = f"to confirm: {n_open} of {numbers}" if n_open else f"confirmed: {numbers}"
    return f"{status}; {n_ours} our choice" if n_ours else status


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


def assumptions_markdown() -> str:
    """The tables of docs/assumptions.md: every number of the measures that is to be confirmed or is our choice."""
    entries = [(measure, entry) for measure in measures.load_all().values() for entry in measures.sourced(measure)]
    parts = [
        ("### To confirm", [pair for pair in entries if pair[1].is_to_confirm]),
        ("### Our choice", [pair for pair in entries if pair[1].is_ours]),
    ]
    return "\n\n".join(f"{title}\n\n{_assumptions(found)}" for title, found in parts) + "\n"


def _assumptions(found: list[tuple[measures.Measure, measures.Sourced]]) -> str:
    lines = [
        "| measure | filled in by | scale | what | value | source, as it stands in the file |",
        "|---|---|---|---|---|---|",
    ]
    for measure, entry in found:
        cells = (measure.id, entry.informant or "all", entry.subscale or "all", entry.what, entry.value, entry.source)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)
