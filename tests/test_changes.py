"""Two editions by hand: what moved, what came and went, and whether data, definition or cohort is why."""

from __future__ import annotations

from typing import Any

import pytest

from rtt_eval.changes import compare, inputs_that_differ, settings_that_differ

YEAR = {"start": "2021-04-01", "end": "2022-03-31"}
NEXT = {"start": "2022-04-01", "end": "2023-03-31"}


def figure(id: str, value: Any, unit: str = "children", n: int | None = None, **more: Any) -> dict[str, Any]:
    suppressed = more.get("suppressed")
    return {"id": id, "value": None if suppressed else value, "unit": unit, "n": n, "denominator": None, "ci": None,
            "method": "",
            "shown": "[c]" if suppressed else str(value), "suppressed": None, "section": "s", **more}  # fmt: skip


def run(**changes: Any) -> dict[str, Any]:
    """The record of a run: two files, one setting that defines figures, one that does not."""
    inputs = [{"file": "README.md", "sheet": "", "sha256": ""}, {"file": "a.csv", "sheet": "", "sha256": "1"}]
    versions = {"rtt-eval": "1", "measures": {"sdq": "1"}}
    return {"parameters": {"gap_days": 0, "title": "A"}, "inputs": inputs, "versions": versions, **changes}


def edition(*figures: dict[str, Any], period: dict[str, str] = YEAR, run: Any = None) -> dict[str, Any]:
    about = {"report": "iip_evaluation", "edition": period["end"], "audience": "team", "period": period}
    return {**about, "figures": list(figures), "run": run}


def why(old: dict[str, Any], new: dict[str, Any], id: str) -> tuple[str, ...]:
    return next(change for change in compare(old, new) if change.id == id).reasons


def test_six_figures_one_in_each_state():
    old = edition(
        figure("a.n", 10), figure("b.n", 4), figure("c.n", 7), figure("d.mean", 2.04, "points", 9, shown="2.0"),
        figure("e.n", 3, suppressed="primary"),
    )  # fmt: skip
    new = edition(
        figure("a.n", 12), figure("b.n", 4), figure("d.mean", 2.01, "points", 9, shown="2.0"), figure("e.n", 8),
        figure("f.n", 1),
    )  # fmt: skip
    found = {change.id: (change.state, change.before, change.now) for change in compare(old, new)}
    assert found == {
        "a.n": ("moved", "10", "12"),
        "b.n": ("same", "4", "4"),
        "d.mean": ("same", "2.0", "2.0"),  # 2.04 and 2.01 are both shown as 2.0
        "e.n": ("hidden", "[c]", "8"),
        "f.n": ("new", "", "1"),
        "c.n": ("gone", "7", ""),
    }


def test_the_reason_is_the_cohort_where_period_group_or_base_differs():
    mean = figure("score.mean", 14.0, "points", 30)
    assert why(edition(figure("cohort.n", 10)), edition(figure("cohort.n", 12)), "cohort.n") == ("cohort",)
    assert why(edition(mean), edition({**mean, "value": 14.2, "shown": "14.2", "n": 31}), "score.mean") == ("cohort",)
    moved = {**mean, "value": 15.0, "shown": "15.0"}
    assert why(edition(mean), edition(moved, period=NEXT), "score.mean") == ("cohort",)
    part = figure("cohort.sex.F.n", 12, denominator=30)
    assert why(edition(part), edition({**part, "value": 14, "shown": "14", "denominator": 33}), part["id"]) == (
        "cohort",
    )


def test_the_reason_is_the_data_where_the_same_children_have_other_records():
    part = figure("held.n", 12, denominator=30)
    corrected = {**part, "value": 14, "shown": "14"}
    assert why(edition(part), edition(corrected), "held.n") == ("data",)
    other_file = run(inputs=[{"file": "a.csv", "sheet": "", "sha256": "2"}])
    assert why(edition(part, run=run()), edition(corrected, run=other_file), "held.n") == ("data",)
    referrals = figure("referrals.total.n", 60, "referrals", 60)
    assert why(edition(referrals), edition({**referrals, "value": 61, "shown": "61", "n": 61}), referrals["id"]) == (
        "data",
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (run(), run(parameters={"gap_days": 30, "title": "A"})),
        (run(), run(versions={"rtt-eval": "1", "measures": {"sdq": "2"}})),
        (run(), run(versions={"rtt-eval": "2", "measures": {"sdq": "1"}})),  # nothing else can be why
    ],
    ids=["setting", "measure", "program"],
)
def test_the_reason_is_the_definition_where_setting_measure_or_program_differs(old, new):
    mean = figure("outcomes.sdq.mean", 14.0, "points", 30)
    moved = {**mean, "value": 14.2, "shown": "14.2"}
    assert why(edition(mean, run=old), edition(moved, run=new), "outcomes.sdq.mean") == ("definition",)


def test_another_measure_is_no_reason_for_a_figure_without_it():
    new = run(versions={"rtt-eval": "1", "measures": {"sdq": "2"}})
    one = figure("waits.median", 4, "weeks", 30)
    assert why(edition(one, run=run()), edition({**one, "value": 5, "shown": "5"}, run=new), "waits.median") == (
        "unknown",
    )


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        ("8 points or more", "9 points or more", ("definition",)),
        ("the latest month, to March 2024", "the latest month, to April 2024", ("data",)),
        ("Walsh averages, 95.2%", "Walsh averages, 95.4%", ("data",)),
        ("counted on 2022-03-31", "counted on 2023-03-31", ("data",)),
    ],
)
def test_a_threshold_is_definition_and_a_date_or_a_reached_confidence_is_not(before, now, reasons):
    one = figure("reliable.pct", 40, "percent", 20, denominator=20, method=before)
    assert why(edition(one), edition({**one, "value": 45, "shown": "45%", "method": now}), "reliable.pct") == reasons


def test_definition_and_cohort_can_both_be_why():
    one = figure("score.mean", 14.0, "points", 30, method="mean")
    other = {**one, "value": 15.0, "shown": "15.0", "n": 33, "method": "median"}
    assert why(edition(one), edition(other), "score.mean") == ("cohort", "definition")


def test_what_differs_as_a_whole_is_named_and_not_known_without_a_record():
    new = run(
        parameters={"gap_days": 30, "title": "B", "period": NEXT},
        inputs=[{"file": "b.xlsx", "sheet": "forms", "sha256": "1"}, {"file": "notes.md", "sheet": "", "sha256": ""}],
    )
    assert settings_that_differ(edition(run=run()), edition(run=new)) == ["gap_days"]
    assert inputs_that_differ(edition(run=run()), edition(run=new)) == ["a.csv", "b.xlsx forms"]
    assert settings_that_differ(edition(), edition(run=new)) is None
    assert inputs_that_differ(edition(), edition(run=new)) is None


def test_named_children_are_cohort_and_no_setting():
    old, new = (run(parameters={"alternative_for": f"{n} person_ids, not shown"}) for n in (3, 4))
    one = figure("cost.gbp", 100, "gbp", 4)
    pair = edition(one, run=old), edition({**one, "value": 120, "shown": "120"}, run=new)
    assert settings_that_differ(*pair) == [] and why(*pair, "cost.gbp") == ("cohort",)


def test_a_word_moves_and_a_value_that_is_not_known_is_not_available():
    old = edition(figure("indicator.1.rag", "amber", "code"), figure("waits.median", None, "weeks", shown=None))
    new = edition(figure("indicator.1.rag", "green", "code"), figure("waits.median", 5, "weeks"))
    assert [(one.before, one.now) for one in compare(old, new)] == [("amber", "green"), ("[x]", "5")]


def test_an_edition_as_the_contract_has_it_without_texts_is_compared_by_its_numbers():
    bare = {"id": "cohort.n", "value": 10, "unit": "children", "n": None, "denominator": None, "method": ""}
    found = compare({**edition(bare), "run": None}, edition({**bare, "value": 12}))
    assert [(one.before, one.now, one.reasons) for one in found] == [("10", "12", ("cohort",))]
