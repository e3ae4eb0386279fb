"""Earlier editions are read from beside the params file; what cannot be read stops the run with its name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rtt_eval.errors import DisclosureError, ParamsError
from rtt_eval.params import ReportParams, resolve
from rtt_eval.publish import previous

PERIOD = {"start": "2021-04-01", "end": "2022-03-31"}
ACCEPTED = {"figure": "cohort.n", "reason": "Twelve came and eleven left.", "reviewed_by": "A Manager"}


def settings(**changes: object) -> ReportParams:
    return resolve({"report": "iip_evaluation", "data": "x", "period": PERIOD, "audience": "public", **changes})


def edition(n: int) -> dict[str, object]:
    figure = {"id": "cohort.n", "value": n, "unit": "children", "n": None, "denominator": None, "method": ""}
    about = {"report": "iip_evaluation", "edition": "2022-03-31", "audience": "public", "period": PERIOD}
    return {**about, "figures": [figure]}


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder of published reports beside the params file: one edition on 30 children."""
    (tmp_path / "published" / "2022").mkdir(parents=True)
    (tmp_path / "published" / "2022" / "results.json").write_text(json.dumps(edition(30)), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("named", ["published/2022/results.json", "published"])
def test_a_file_or_a_folder_of_published_reports(named, beside):
    compared = previous.compare(edition(30), settings(previous=named), beside)
    assert compared == [{"report": "iip_evaluation", "edition": "2022-03-31", "audience": "public"}]


def test_a_child_more_stops_the_second_edition_unless_a_person_has_looked(beside):
    with pytest.raises(DisclosureError, match=r"cohort\.n"):
        previous.compare(edition(31), settings(previous="published"), beside)
    accepted = settings(previous="published", disclosure_exceptions=[ACCEPTED])
    assert len(previous.compare(edition(31), accepted, beside)) == 1


def test_without_an_earlier_edition_nothing_is_compared(tmp_path):
    assert previous.compare(edition(31), settings(), tmp_path) == []


@pytest.mark.parametrize(
    ("named", "content", "words"),
    [
        ("none.json", None, "there is no file none.json"),
        ("results.json", "not json", "not the results.json of a report"),
        ("results.json", '{"figures": []}', "not the results.json of a report"),
        ("results.json", json.dumps({**edition(30), "figures": [{"id": "x"}]}), "not the results.json of a report"),
        (".", None, "holds no results.json"),
    ],
)
def test_what_cannot_be_read_is_named(named, content, words, tmp_path):
    if content is not None:
        (tmp_path / named).write_text(content, encoding="utf-8")
    with pytest.raises(ParamsError, match=words):
        previous.compare(edition(30), settings(previous=named), tmp_path)
