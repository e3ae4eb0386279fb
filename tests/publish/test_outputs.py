"""results.json, run.json and notebook.ipynb: exact, finite, and silent about the machine and the children."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rtt_eval import params
from rtt_eval.errors import NotebookError
from rtt_eval.publish import outputs

from . import sample


@pytest.fixture
def settings(tmp_path) -> params.ReportParams:
    text = sample.params_text().replace("../data/invented", "/srv/secret/place/invented_2018")
    (tmp_path / "p.yml").write_text(text)
    return params.load(tmp_path / "p.yml")


def test_results_json_is_the_contract_byte_by_byte():
    figure = {"id": "events.missing.rate_ratio", "value": 0.45, "unit": "ratio", "n": 24, "denominator": None}
    figure |= {"ci": [0.2, float("inf")], "method": "exact", "shown": "£0.45 é", "suppressed": None, "section": "x"}
    results = sample.RESULTS.content | {"figures": [figure], "period": {"start": "2017-06-01", "end": "2018-03-31"}}
    assert outputs.results_json(results).decode("utf-8") == (
        '{\n "report": "iip_evaluation",\n "edition": "2018-03-31",\n "audience": "team",\n'
        ' "period": {"start": "2017-06-01", "end": "2018-03-31"},\n "figures": [\n'
        '  {"id": "events.missing.rate_ratio", "value": 0.45, "unit": "ratio", "n": 24, "denominator": null, '
        '"ci": [0.2, null], "method": "exact", "shown": "£0.45 é", "suppressed": null, "section": "x"}\n ]\n}\n'
    )


def test_run_json_says_what_went_in_and_what_came_out(report, settings):
    from dataclasses import replace

    checks = [{"code": code, "result": result} for code, result in (("Q01", "passed"), ("Q02", "passed"))]
    checks += [{"code": "Q03", "result": "could_not_run"}]
    sources = [{"table": "outcomes", "file": "outcomes.csv", "n_rows": 12, "sha256": "ab"}]
    content = report.results | {"checks": checks, "sources": sources, "ledger": [{"table": "outcomes", "used": 12}]}
    made = replace(report, results=content, cells_with_warnings=(7,))
    scanned = {"dictionary": "none", "files": 2, "block": 0, "review": 1}
    told = json.loads(outputs.run_json(made, settings, {"report.html": b"page"}, scanned))
    assert told["leak_scan"] == scanned
    assert told["checks"] == {"passed": 2, "failed": 0, "could_not_run": 1}
    assert told["check_results"] == checks and told["inputs"] == sources
    assert told["row_ledger"] == [{"table": "outcomes", "used": 12}] and told["cells_with_warnings"] == [7]
    assert told["outputs"] == {"report.html": hashlib.sha256(b"page").hexdigest()}
    assert told["versions"]["packages"]["typst"] == "0.15.2" and len(told["versions"]["measures"]["sdq"]) == 64


def test_parameters_leave_without_paths_and_person_ids(settings):
    told = params.as_recorded(settings)
    assert told["data"] == "invented_2018" and told["alternative_for"] == "1 person_ids, not shown"
    assert told["gates"] == params.Gates().model_dump()
    assert params.as_plain(settings)["alternative_for"] == ["007"]


def test_the_notebook_keeps_its_blocks_and_nothing_of_the_run(settings):
    notebook = sample.executed()
    notebook.metadata["papermill"] = {"output_path": "/disk/x/y"}
    notebook.cells[3].metadata["papermill"] = {"start_time": "2020"}
    notebook.cells[3].metadata["execution"] = {"iopub.status.busy": "2020"}
    notebook.cells[3]["execution_count"] = 12
    notebook.cells[3]["outputs"].append({"output_type": "stream", "name": "stderr", "text": "/disk/x/y.py:3: Warning"})
    notebook.cells[2]["source"] = "# Parameters\ndata = '/srv/secret/place/invented_2018'"
    notebook.cells[2]["id"] = "random"
    made = outputs.notebook_json(notebook, settings, (Path("/srv/secret/place"),))
    assert b"/srv" not in made and b"/disk" not in made and b"2020" not in made and b"007" not in made
    told = json.loads(made)
    assert [cell["id"] for cell in told["cells"]] == [f"cell-{n}" for n in range(1, len(notebook.cells) + 1)]
    assert all(cell["execution_count"] is None for cell in told["cells"] if cell["cell_type"] == "code")
    assert {name for cell in told["cells"] for name in cell["metadata"]} == {"tags"}
    assert "data = 'invented_2018'" in told["cells"][2]["source"]
    assert told["cells"][3]["outputs"][0]["data"] == sample.COVER._repr_mimebundle_() | {
        name: json.loads(json.dumps(content)) for name, content in sample.COVER._repr_mimebundle_().items()
    }
    import nbformat

    nbformat.validate(nbformat.reads(made.decode("utf-8"), as_version=4))


def test_a_path_of_the_machine_in_a_block_stops_the_report(settings):
    notebook = sample.executed((sample.COVER, "## A\n\nRead from /srv/secret/place/x.csv"))
    with pytest.raises(NotebookError, match="a path of this machine"):
        outputs.notebook_json(notebook, settings, (Path("/srv/secret/place"),))
