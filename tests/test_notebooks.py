"""Notebooks stay reviewable: thin, stripped, told by their parameters cell."""

from __future__ import annotations

import ast
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from rtt_eval import params

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
REPORT_NOTEBOOKS = [path for path in NOTEBOOKS if "start_here" not in path.name]
MOST_LINES = 12


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code_of(path: Path) -> list[str]:
    return ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "code"]


def parameters_cells(path: Path) -> list[str]:
    tagged = [cell for cell in cells_of(path) if "parameters" in cell["metadata"].get("tags", [])]
    return ["".join(cell["source"]) for cell in tagged]


def report_of(path: Path) -> str:
    return path.stem.split("_", 1)[1]


def test_there_is_a_notebook_for_every_report():
    assert {report_of(path) for path in REPORT_NOTEBOOKS} == set(params.REPORTS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_outputs_no_counts_no_machine_metadata(path):
    for cell in cells_of(path):
        if cell["cell_type"] == "code":
            assert cell["outputs"] == [] and cell["execution_count"] is None
        assert set(cell["metadata"]) <= {"tags"}
    assert set(json.loads(path.read_text(encoding="utf-8"))["metadata"]) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", REPORT_NOTEBOOKS, ids=lambda path: path.stem)
def test_parameters_cell_is_the_reports_model(path):
    cells = parameters_cells(path)
    assert len(cells) == 1
    found = re.findall(r"^(\w+) = .*  # (.+)$", cells[0], flags=re.M)
    model = params.REPORTS[report_of(path)].model_fields
    assert found == [(name, field.description) for name, field in model.items()]
    names: dict[str, object] = {}
    exec(cells[0], names)
    assert params.from_notebook(report_of(path), names).report == report_of(path)


@pytest.mark.parametrize("path", REPORT_NOTEBOOKS, ids=lambda path: path.stem)
def test_what_changed_since_the_last_edition_stands_before_the_appendices(path):
    if report_of(path) == "individual_outcomes":
        pytest.skip("a sheet on one child is no edition of a report")
    sources = ["".join(cell["source"]) for cell in cells_of(path)]
    at = [place for place, source in enumerate(sources) if "disclosure.since_last(safe, params" in source]
    appendix = next(place for place, source in enumerate(sources) if source.startswith("## Appendix A"))
    assert len(at) == 1 and appendix == at[0] + 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_define_nothing(path):
    for source in code_of(path):
        if source not in parameters_cells(path):
            assert len(source.splitlines()) <= MOST_LINES, source
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda), source


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_markdown_cell_stands_before_each_code_cell(path):
    kinds = [cell["cell_type"] for cell in cells_of(path)]
    for before, kind in pairwise(kinds):
        assert not (before == "code" and kind == "code")
    assert kinds[0] == "markdown"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_import_only_the_package(path):
    for source in code_of(path):
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Import):
                assert all(name.name.split(".")[0] == "rtt_eval" for name in node.names)
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] in {"rtt_eval", "IPython"}
