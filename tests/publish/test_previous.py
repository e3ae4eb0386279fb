"""Earlier editions stand beside the params file; a new one that with them tells of a few children is stopped."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from rtt_eval.errors import DisclosureError
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
    written = (beside / "published" / "2022" / "results.json").read_bytes()
    named_so = {"report": "iip_evaluation", "edition": "2022-03-31", "audience": "public"}
    assert compared == [{**named_so, "sha256": hashlib.sha256(written).hexdigest()}]


def test_a_child_more_stops_the_second_edition_unless_a_person_has_looked(beside):
    with pytest.raises(DisclosureError, match=r"cohort\.n"):
        previous.compare(edition(31), settings(previous="published"), beside)
    accepted = settings(previous="published", disclosure_exceptions=[ACCEPTED])
    assert len(previous.compare(edition(31), accepted, beside)) == 1


def test_without_an_earlier_edition_nothing_is_compared(tmp_path):
    assert previous.compare(edition(31), settings(), tmp_path) == []
