"""results.json, run.json and the stripped notebook, as bytes: no clock, no path of the machine, no random id."""

from __future__ import annotations

import hashlib
import json
import math
import platform
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rtt_eval import blocks, causal_words, params, versions
from rtt_eval.errors import NotebookError
from rtt_eval.publish import running_text
from rtt_eval.publish.document import Document

RESULTS = ("report", "edition", "audience", "period", "figures")
PACKAGES = (
    "ipykernel jinja2 markdown-it-py matplotlib nbconvert numpy pandas papermill pydantic pypdf python-docx scipy "
    "seaborn typst xlsxwriter"
)


def results_json(results: Mapping[str, Any]) -> bytes:
    """The figures, in the order of the report."""
    return _json({name: results[name] for name in RESULTS})


def run_json(
    report: Document,
    settings: params.ReportParams,
    files: Mapping[str, bytes],
    leak_scan: Mapping[str, Any],
    compared_with: Sequence[Mapping[str, str]] = (),
    named: Sequence[Mapping[str, Any]] = (),
) -> bytes:
    """Where the figures come from and what was made.

    files: the other files of the report, whose hashes it holds. leak_scan: what the scan looked for and found, as
    `leaks.record` has it. compared_with: the earlier editions it was compared with (report, edition, audience).
    named: the files that the params file names besides the data, as `inputs.named` has them.
    """
    results = report.results
    counted = Counter(check["result"] for check in results["checks"])
    return _json(
        {
            "report": results["report"],
            "edition": results["edition"],
            "audience": results["audience"],
            "is_synthetic": results["is_synthetic"],
            "parameters": params.as_recorded(settings),
            "inputs": results["sources"],
            "also_read": list(named),
            "checks": {name: counted[name] for name in ("passed", "failed", "could_not_run")},
            "check_results": results["checks"],
            "row_ledger": results["ledger"],
            "disclosure": {**results.get("disclosure", {}), "compared_with": list(compared_with)},
            "reading_age": running_text.record(report),
            "wording_to_check": [one._asdict() for one in causal_words.in_sections(params.own_words(settings))],
            "versions": _versions(),
            "leak_scan": dict(leak_scan),
            "cells_with_warnings": report.cells_with_warnings,
            "outputs": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        }
    )


def notebook_json(notebook: Any, settings: params.ReportParams, private: tuple[Path, ...]) -> bytes:
    """The executed notebook with its blocks, less counts, times, ids and metadata of the run.

    Errors: NotebookError where it holds one of the `private` paths after all.
    """
    cells = [_cell(cell, position, settings) for position, cell in enumerate(notebook.cells)]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    text = _json({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
    if any(json.dumps(str(path), ensure_ascii=False)[1:-1].encode() in text for path in private):
        raise NotebookError("the executed notebook holds a path of this machine; nothing was published.")
    return text


def _cell(cell: Any, position: int, settings: params.ReportParams) -> dict[str, Any]:
    tags = list(cell.metadata.get("tags", ()))
    is_injected = "injected-parameters" in tags
    kept = {
        "cell_type": cell.cell_type,
        "id": f"cell-{position + 1}",
        "metadata": {"tags": tags} if tags else {},
        "source": _parameters_source(settings) if is_injected else cell.source,
    }
    if cell.cell_type == "code":
        kept |= {"execution_count": None, "outputs": [_output(one) for one in cell.outputs if _is_block(one)]}
    return kept


def _parameters_source(settings: params.ReportParams) -> str:
    return "\n".join(["# Parameters", *(f"{name} = {value!r}" for name, value in params.as_recorded(settings).items())])


def _is_block(output: Any) -> bool:
    return blocks.MIME in output.get("data", {})


def _output(output: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": output.data, "metadata": {}}


def _versions() -> dict[str, Any]:
    return {
        "rtt-eval": versions.program(),
        "python": platform.python_version(),
        "measures": versions.measures(),
        "packages": {name: versions.package(name) for name in PACKAGES.split()},
    }


def _json(content: Mapping[str, Any]) -> bytes:
    """One line a name, and one line a part of a list: readable, and many times faster than json's own indenting."""
    lines = [f" {_line(str(name))}: {_part(value)}" for name, value in content.items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode("utf-8")


def _part(value: Any) -> str:
    if isinstance(value, (list, tuple)) and value:
        return "[\n  " + ",\n  ".join(_line(part) for part in value) + "\n ]"
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, allow_nan=False)


def _finite(content: Any) -> Any:
    """JSON knows no infinity and no NaN: they become null."""
    if isinstance(content, Mapping):
        return {str(name): _finite(part) for name, part in content.items()}
    if isinstance(content, (list, tuple)):
        return [_finite(part) for part in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content
