"""Which forms were due and came back, counted by hand."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from rtt_eval import outcomes

AS_AT = date(2022, 6, 30)

CASES = pd.DataFrame(
    {
        "case_id": ["K1", "K2", "K3"],
        "key_worker": ["W05", "W 5/b", None],
        "start": pd.to_datetime(["2022-01-15", "2022-02-01", "2021-06-30"]),
        "end": pd.to_datetime([None, None, "2022-05-01"]),
    }
)


def pair(case: str, time: str, is_due: bool, is_back: bool, subscale: str = "total") -> dict[str, object]:
    return {
        "case_id": case,
        "person_id": case.replace("K", "P"),
        "label": case.replace("K", "YP "),
        "measure": "sdq",
        "informant": "parent_carer",
        "subscale": subscale,
        "follow_up": time,
        "is_eligible": is_due,
        "has_follow_up": is_back,
        "loss_reason": None if is_back else "follow_up_no_form",
    }


PAIRS = pd.DataFrame(
    [
        pair("K1", "month_3", True, True),
        pair("K1", "month_3", True, False, "impact"),  # one scale back is the form back
        pair("K1", "month_6", False, False),  # due on 15 July 2022
        pair("K2", "month_3", True, False),
        pair("K2", "month_6", False, False),  # due on 1 August 2022
        pair("K3", "month_12", True, True),
        pair("K3", "discharge", True, False),
        pair("K3", "follow_up_3", False, False),  # due on 1 August 2022
    ]
)


@pytest.fixture
def forms() -> pd.DataFrame:
    return outcomes.expected_forms(PAIRS, CASES)


def test_one_row_a_form_with_the_day_on_which_it_is_due(forms):
    assert len(forms) == 7
    days = forms.set_index(["case_id", "follow_up"])["day"].dt.strftime("%Y-%m-%d").to_dict()
    assert days["K1", "month_6"] == "2022-07-15" and days["K3", "follow_up_3"] == "2022-08-01"
    assert days["K3", "discharge"] == "2022-05-01"
    assert set(forms["worker"]) == {"W05", "W_5_b", "not_recorded"}


def test_forms_back_of_those_due(forms):
    found = {figure.id: figure.value for figure in outcomes.forms_returned(forms)}
    assert found["forms.due.n"] == 1 + 1 + 2 and found["forms.returned.n"] == 2 and found["forms.returned.pct"] == 50
    assert found["forms.measure.sdq.parent_carer.month_3.due.n"] == 2
    assert found["forms.measure.sdq.parent_carer.month_3.returned.n"] == 1
    assert found["forms.worker.W05.returned.pct"] == 100 and found["forms.worker.W_5_b.returned.n"] == 0
    assert found["forms.worker.not_recorded.due.n"] == 2
    assert "forms.measure.sdq.parent_carer.month_6.due.n" not in found


def test_forms_due_next_by_days_and_without_a_date(forms):
    rows = outcomes.forms_due(forms, AS_AT, 31)
    assert list(rows["label"]) == ["YP 1"] and list(rows["days"]) == [15]
    assert list(outcomes.forms_due(forms, AS_AT, 32)["days"]) == [15, 32, 32]
    assert "day" not in rows


def test_a_review_counted_from_an_end_that_has_not_come_has_no_day():
    pairs = pd.DataFrame([pair("K1", "follow_up_12", False, False)])
    assert outcomes.expected_forms(pairs, CASES)["day"].isna().all()
