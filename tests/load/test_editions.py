"""Earlier editions are read with the record of their run; what cannot be read is named, without its folders."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rtt_eval import load
from rtt_eval.errors import ParamsError

FIGURE = {"id": "cohort.n", "value": 30, "unit": "children", "n": None, "denominator": None, "method": ""}
EDITION: dict[str, Any] = {
    "report": "iip_evaluation", "edition": "2022-03-31", "audience": "public",
    "period": {"start": "2021-04-01", "end": "2022-03-31"}, "figures": [FIGURE],
}  # fmt: skip


def write(folder: Path, run: object = None, **changes: object) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps({**EDITION, **changes}), encoding="utf-8")
    if run is not None:
        (folder / "run.json").write_text(json.dumps(run), encoding="utf-8")
    return folder


def test_no_path_is_no_edition():
    assert load.editions(None) == []


def test_a_file_comes_with_its_hash_and_the_record_beside_it(tmp_path):
    run = {"report": "iip_evaluation", "edition": "2022-03-31", "audience": "public", "parameters": {"gap_days": 0}}
    file = write(tmp_path / "one", run) / "results.json"
    [found] = load.editions(file)
    assert found == {**EDITION, "sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "run": run}


@pytest.mark.parametrize("run", [None, {"report": "annual_report", "edition": "2022-03-31", "audience": "public"}, [1]])
def test_a_record_of_something_else_is_none(run, tmp_path):
    assert load.editions(write(tmp_path, run) / "results.json")[0]["run"] is None


def test_a_folder_gives_each_edition_in_order_of_names(tmp_path):
    for year in ("2023", "2022"):
        write(tmp_path / year, edition=f"{year}-03-31")
    assert [one["edition"] for one in load.editions(tmp_path)] == ["2022-03-31", "2023-03-31"]


@pytest.mark.parametrize(
    ("named", "content", "words"),
    [
        ("none.json", None, "no earlier edition none.json"),
        ("results.json", "not json", "results.json is not the results.json of a report"),
        ("results.json", '{"figures": []}', "not the results.json of a report"),
        ("results.json", json.dumps({**EDITION, "figures": [{"id": "x"}]}), "not the results.json of a report"),
        (".", None, "holds no results.json"),
    ],
)
def test_what_cannot_be_read_is_named(named, content, words, tmp_path):
    if content is not None:
        (tmp_path / named).write_text(content, encoding="utf-8")
    with pytest.raises(ParamsError, match=words) as told:
        load.editions(tmp_path / named)
    assert str(tmp_path.parent) not in str(told.value)
