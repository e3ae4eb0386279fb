"""A caseload: a sheet for each child, and the page that says who has one, who has not, and what is due next."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from rtt_eval import blocks, params
from rtt_eval.publish import execute, leaks, place, private, report, sheets
from rtt_eval.publish.sheets import Sheet

NAME = "caseload page"
MOST_REASONS = 10


def make(
    settings: params.IndividualOutcomes,
    cwd: Path,
    target: Path,
    formats: tuple[str, ...],
    jobs: int,
    progress: execute.Progress | None,
    notebook: str | Path | None,
) -> report.Published:
    """Every sheet of a caseload in `target`/<person_id>, and the page over them in `target` itself.

    The folder holds the whole new caseload or stays as it was. A sheet that fails does not stop the others; where an
    earlier one of that child is there, it stands. Where none could be made, nothing is changed.
    Errors: those of reading the data, and of the first sheet where every one failed.
    """
    from rtt_eval import individual

    place.check(target, has_sheets=True)
    leaks.check_setting(settings, cwd)
    mapping, id_map = (str(cwd / name) if name else None for name in (settings.mapping, settings.id_map))
    everything = individual.opened(
        cwd / settings.data, mapping, id_map, settings.as_at_date, settings.rcads_age_to_grade
    )
    who = individual.caseload(everything, settings.as_at_date, settings.person_ids, settings.key_worker)
    path = Path(notebook) if notebook else report.notebook_of(settings.report)
    with report.killed_cleanly(), place.staged(target, has_sheets=True) as stage:
        order = sheets.Order(settings, cwd, path, formats, stage)
        found = {sheet.person_id: sheet for sheet in _counted(sheets.made(order, who, jobs), len(who), progress)}
        in_order = [found[person_id] for person_id in who]
        _stop_where_all_failed(in_order)
        kept = _keep_old(in_order, target, stage)
        files = _page(in_order, kept, everything, settings, cwd, formats)
        for name, content in files.items():
            (stage / name).write_bytes(content)
    exit_code = max(sheet.exit_code for sheet in in_order)
    return report.Published(
        tuple(target / name for name in files), exit_code, target, (), _to_review(in_order), _not_made(in_order)
    )


def _counted(found: Iterator[Sheet], n_all: int, progress: execute.Progress | None) -> Iterator[Sheet]:
    for n_done, sheet in enumerate(found, start=1):
        if progress:
            progress(n_done, n_all)
        yield sheet


def _stop_where_all_failed(found: Sequence[Sheet]) -> None:
    if all(sheet.exit_code for sheet in found):
        from rtt_eval import errors

        first = found[0]
        kinds = (errors.DataError, errors.ParamsError, errors.DisclosureError, errors.NotebookError)
        kind = next((one for one in kinds if one.exit_code == first.exit_code), errors.NotebookError)
        n = "the one sheet" if len(found) == 1 else f"all {len(found)} sheets"
        raise kind(f"{n} failed, and nothing was changed. The first one: {first.why}")


def _keep_old(found: Sequence[Sheet], target: Path, stage: Path) -> set[str]:
    """Where a sheet failed and the child has an earlier one, that stands; whose."""
    kept = set()
    for sheet in found:
        old = target / sheet.person_id
        if sheet.exit_code and sheets.NAME.fullmatch(sheet.person_id) and place.is_sheet(old):
            shutil.copytree(old, stage / sheet.person_id)
            kept.add(sheet.person_id)
    return kept


def _page(
    found: Sequence[Sheet],
    kept: set[str],
    everything: Any,
    settings: params.IndividualOutcomes,
    cwd: Path,
    formats: tuple[str, ...],
) -> dict[str, bytes]:
    """The files of the page over the sheets, scanned as those of every report are."""
    from rtt_eval import disclosure, individual, synthetic, tables, validate

    made, failed, due = _rows(found, kept)
    figures = individual.caseload_figures(made, failed, due)
    safe = disclosure.protect(figures, settings.audience, {"sheets": made, "failed": failed, "due": due})
    who = [sheet.person_id for sheet in found]
    used = validate.close_ledger(everything.quality, who, params.TABLES_USED[settings.report])
    is_synthetic = synthetic.is_synthetic(who)
    record = disclosure.results(safe, settings, everything.quality, validate.ledger_totals(used), is_synthetic)
    files = tables.files(safe, everything.quality.accepted.sources)
    executed = _as_executed(_content(safe, settings, is_synthetic, files), record)
    with private.folder() as hidden:
        asked = report.Asked(settings, formats, cwd, hidden, ("notebook.ipynb",))
        return dict(report.files_of(executed, NAME, asked, leaks.known(settings, cwd))[0])


def _rows(found: Sequence[Sheet], kept: set[str]) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The sheets that were made, those that failed, and the forms due: a row each."""
    made = [
        {"person_id": sheet.person_id, **{id.removeprefix("sheet."): text for id, text in sheet.facts.items()}}
        for sheet in found
        if not sheet.exit_code
    ]
    failed = [(sheet.person_id, sheet.why, sheet.person_id in kept) for sheet in found if sheet.exit_code]
    due = [(sheet.person_id, sheet.facts.get("sheet.key_worker", ""), *row) for sheet in found for row in sheet.due]
    rows = pd.DataFrame(due, columns=["person_id", "worker", "day", "days", "review", "forms"])
    by_day = rows.assign(order=rows["days"].astype(int)).sort_values(["order", "person_id"], kind="stable")
    fails = pd.DataFrame(failed, columns=["person_id", "why", "is_kept"])
    return pd.DataFrame(made), fails, by_day.drop(columns="order")


def _content(
    safe: Any, settings: params.IndividualOutcomes, is_synthetic: bool, files: Any
) -> list[tuple[str, list[blocks.Block | None]]]:
    """The headings of the page with what stands under them; the first, without words, is the cover."""
    from rtt_eval import narrative, tables

    failed: list[tuple[str, list[blocks.Block | None]]] = []
    if len(safe.rows["failed"]):
        failed = [("## Sheets that could not be made", [tables.caseload_failed(safe)])]
    return [
        ("", [narrative.cover(safe, settings, is_synthetic)]),
        ("## The sheets", [narrative.caseload_made(safe, settings), narrative.commentary(settings, "summary")]),
        ("", [tables.caseload_sheets(safe, settings)]),
        *failed,
        ("## Due next", [narrative.caseload_due(safe, settings), tables.caseload_due(safe, settings)]),
        ("## Appendix A: Settings", [tables.parameters(settings)]),
        ("## Appendix B: Where the figures come from", [files, tables.packages()]),
    ]


def _as_executed(content: Sequence[tuple[str, Sequence[blocks.Block | None]]], record: blocks.Results) -> Any:
    """The page as an executed notebook, so that it goes the way of every report from there."""
    execute.lighten()
    import nbformat

    made = nbformat.v4.new_notebook()
    for heading, shown in [*content, ("", [record])]:
        if heading:
            made.cells.append(nbformat.v4.new_markdown_cell(heading))
        outputs = [_output(block) for block in shown if block is not None]
        made.cells.append(nbformat.v4.new_code_cell("", outputs=outputs))
    return made


def _output(block: blocks.Block) -> Any:
    import nbformat

    return nbformat.v4.new_output("display_data", data=block._repr_mimebundle_())


def _to_review(found: Sequence[Sheet]) -> str:
    n_places, n_sheets = sum(one.n_review for one in found), sum(one.n_review > 0 for one in found)
    if not n_places:
        return ""
    return f"The leak scan leaves {n_places} places in {n_sheets} sheets to you; the run.json of each counts its own."


def _not_made(found: Sequence[Sheet]) -> str:
    """How many sheets failed, by reason; the page names the children."""
    reasons = Counter(sheet.why for sheet in found if sheet.exit_code)
    if not reasons:
        return ""
    n_failed = sum(reasons.values())
    lines = [f"{n_failed} of {len(found)} sheets were not made; the caseload page (report.html) says whose:"]
    lines += [f"- {n} {'sheet' if n == 1 else 'sheets'}: {why}" for why, n in reasons.most_common(MOST_REASONS)]
    rest = len(reasons) - MOST_REASONS
    return "\n".join([*lines, *([f"- and {rest} more reasons"] if rest > 0 else [])])
