"""A measure that comes as a YAML file alone, without a line of code, is scored, banded, compared and reported."""

from datetime import date

import pandas as pd
import pytest

from rtt_eval import disclosure, measures, outcomes, score, tables
from rtt_eval.measures import read

SLEEP = """
id: sleep
label: Sleep questionnaire
short_label: Sleep
citation: Invented for this test.
terms: None.
source: Invented for this test
caveat: Invented for this test.
informants: {parent_carer: Parent or carer}
primary_subscale: total
response_values: [0, 1, 2, 3]
band_labels: {rested: Rested, tired: Tired}
subscales:
- id: falling
  label: Falling asleep
  higher_is: worse
  range: [0, 9]
  rule: mean_prorated
  items: [item_1, item_2, item_3]
  reversed: [item_3]
  max_missing: 1
  source: Invented for this test (to confirm)
- id: staying
  label: Staying asleep
  higher_is: worse
  range: [0, 6]
  rule: mean_prorated
  items: [item_4, item_5]
  source: Invented for this test
- id: total
  label: Total
  higher_is: worse
  range: [0, 15]
  rule: sum_of_parts
  parts: [falling, staying]
  source: Invented for this test
  bands:
    four_band:
      parent_carer: {rested: [0, 5], tired: [6, 15], source: Invented for this test}
  reliable_change:
    parent_carer: {threshold: 4, source: Invented for this test}
"""


def forget():
    read.load.cache_clear()
    read.measure_ids.cache_clear()


@pytest.fixture
def known(tmp_path, monkeypatch):
    """Every measure, with the invented one beside the packaged ones."""
    for path in read.FOLDER.glob("*.yml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "sleep.yml").write_text(SLEEP, encoding="utf-8")
    monkeypatch.setattr(read, "FOLDER", tmp_path)
    forget()
    yield measures.load_all()
    forget()


def form(child, timepoint, answers):
    return pd.DataFrame({"subscale": [f"item_{i}" for i in range(1, 6)], "score": answers}).assign(
        person_id=f"P{child}", case_id=f"C{child}", measure="sleep", informant="parent_carer", informant_key="K1",
        form_version=None, timepoint=timepoint, date_completed=pd.Timestamp("2018-01-15"), score_kind="raw",
        missing_reason=None,
    )  # fmt: skip


def children(n):
    """The same change for all but the last: from 3 + 3 + (3 - 0) and 3 + 3 to 1 + 1 + (3 - 2) and 1 + 1."""
    forms = []
    for child in range(1, n + 1):
        later = [1, 1, 2, 1, 1] if child < n else [3, 3, 0, 3, 3]
        forms += [form(child, "baseline", [3, 3, 0, 3, 3]), form(child, "month_6", later)]
    return pd.concat(forms, ignore_index=True)


def cases(n):
    labels = range(1, n + 1)
    return pd.DataFrame(
        {
            "case_id": [f"C{i}" for i in labels],
            "person_id": [f"P{i}" for i in labels],
            "label": [f"YP {i}" for i in labels],
            "service": "full",
            "start": pd.Timestamp("2017-06-01"),
            "end": pd.NaT,
        }
    )


def test_it_is_scored_and_banded(known):
    found = score.responses(children(2), known).set_index(["person_id", "timepoint", "subscale"])
    assert found["score"].xs("baseline", level="timepoint")["P1"].to_dict() == {"falling": 9, "staying": 6, "total": 15}
    assert found["score"].xs("month_6", level="timepoint")["P1"].to_dict() == {"falling": 3, "staying": 2, "total": 5}
    assert found.loc[("P1", "baseline", "total"), "band"] == "tired"
    assert found.loc[("P1", "month_6", "total"), "band"] == "rested"


def test_a_blank_is_filled_in_by_its_own_rule(known):
    # 3 and 3 of three items: (3 + 3) * 3 / 2 = 9; the other scale allows no blank
    found = score.responses(form(1, "baseline", [3, 3, None, 3, None]), known).set_index("subscale")["score"]
    assert found["falling"] == 9
    assert pd.isna(found["staying"]) and pd.isna(found["total"])


def test_it_is_compared_and_reported(known):
    scores = score.responses(children(10), known)
    pairs = outcomes.pair_timepoints(scores, cases(10), date(2018, 3, 31))
    figures = {figure.id: figure for figure in outcomes.summarise(pairs, known)}
    stem = "outcomes.sleep.parent_carer.total.baseline_to_month_6"
    # nine children went from 15 to 5, one stayed at 15
    assert figures[f"{stem}.change.mean"].value == pytest.approx(9 * (5 - 15) / 10)
    assert figures[f"{stem}.reliable.improved.n"].value == 9
    safe = disclosure.protect(list(figures.values()), "team")
    assert safe.text(f"{stem}.change.mean") == "−9.0"
    listed = tables.measures_used(safe)
    assert "Sleep questionnaire" in str(listed.rows)


def test_what_is_to_confirm_in_it_is_known(known):
    marked = [entry for entry in measures.sourced(known["sleep"]) if entry.is_to_confirm]
    assert [(entry.subscale, entry.value) for entry in marked] == [("falling", "0 to 9")]
