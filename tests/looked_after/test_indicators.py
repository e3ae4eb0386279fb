"""Figures of a return: what each is taken of, that parts add up, and that nothing hidden can be worked out again."""

from __future__ import annotations

import pandas as pd
import pytest
from small_return import EPISODES, HEADER, MISSING, OC2, episodes, header, return_of

from rtt_eval import looked_after
from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure


def rows_of(n: int, **values: object) -> pd.DataFrame:
    """As many children alike: looked after all year, 10 years old, with a score of 12."""
    usual = {
        **{"cla_31mar": 1, "in_year": 1, "check_31mar": 0, "age_31mar": 10, "n_placements_in_year": 1, "three_plus": 0},
        **{"n_moves_in_year": 0, "in_lts_denominator": 1, "lts_met": 1, "sdq_required": 1, "sdq_collect": 1},
        **{"sdq_published_cohort": 1, "sdq_score": 12, "sdq_band": "normal", "sdq_reason": None, "sdq_left_out": 0},
        **{"n_missing": 0, "missing_in_year": 0, "n_away": 0, "away_in_year": 0},
    }
    frame = pd.DataFrame([{**usual, **values}] * n)
    return frame.astype({"sdq_score": "Int64", "age_31mar": "Int64", "sdq_reason": "str", "sdq_band": "str"})


def all_of(*groups: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(groups, ignore_index=True)


def values(figures: list[Figure]) -> dict[str, float | int | None]:
    return {figure.id.removeprefix("looked_after."): figure.value for figure in figures}


NO_SCORE = {"sdq_score": None, "sdq_band": None}


def test_what_each_share_is_taken_of() -> None:
    rows = all_of(
        rows_of(6),
        rows_of(2, three_plus=1, in_lts_denominator=1, lts_met=0, n_moves_in_year=2, n_missing=3, missing_in_year=1),
        rows_of(2, cla_31mar=0, in_lts_denominator=0, lts_met=0, n_away=1, away_in_year=1, sdq_published_cohort=0),
        rows_of(1, in_year=0, cla_31mar=0, in_lts_denominator=0, lts_met=0, sdq_published_cohort=0),
    )
    made = values(looked_after.indicators(rows))
    assert (made["in_year.n"], made["on_31_march.n"], made["not_on_31_march.n"], made["not_in_year.n"]) == (10, 8, 2, 1)
    assert made["three_or_more_placements.pct"] == 100 * 2 / (6 + 2)
    assert made["long_term_stability.pct"] == 100 * 6 / (6 + 2)
    assert made["missing.pct"] == 100 * 2 / (6 + 2 + 2)
    assert (made["missing.incidents.n"], made["away.incidents.n"], made["moves.n"]) == (2 * 3, 2 * 1, 2 * 2)
    assert made["sdq.published.mean"] == 12


def test_children_without_a_score_add_up_by_reason() -> None:
    rows = all_of(
        rows_of(3),
        rows_of(2, **NO_SCORE, sdq_reason="SDQ2"),
        rows_of(1, **NO_SCORE, sdq_reason="SDQ9"),
        rows_of(1, **NO_SCORE, sdq_left_out=1),
        rows_of(1, **NO_SCORE),
    )
    figures = looked_after.indicators(rows)
    made = values(figures)
    reasons = {code: made[f"sdq.published.no_return.{code}.n"] for code in looked_after.NO_RETURN}
    assert {code: n for code, n in reasons.items() if n} == {"SDQ2": 2, "other_code": 1, "left_out": 1, "no_reason": 1}
    assert sum(reasons.values()) == made["sdq.published.not_completed.n"] == 5
    assert made["sdq.published.eligible.n"] == made["sdq.published.completed.n"] + 5
    bands = [made[f"sdq.band.{band}.n"] for band in ("normal", "borderline", "cause_for_concern")]
    assert sum(bands) == made["sdq.published.completed.n"] == 3


def test_cohorts_lie_within_each_other_part_by_part() -> None:
    rows = all_of(
        rows_of(4), rows_of(1, sdq_published_cohort=0), rows_of(2, sdq_published_cohort=0, sdq_required=0, **NO_SCORE)
    )
    figures = [*looked_after.indicators(rows), *looked_after.return_checks(rows)]
    by_id = {figure.id: figure for figure in figures}
    for whole in (id for id in by_id if id.startswith(("looked_after.sdq.required.", "looked_after.sdq.expected."))):
        parts = [figure.value for figure in figures if whole in figure.parts_of and ".no_return." not in figure.id]
        if parts and ".no_return." not in whole and "not_completed" not in whole:
            assert sum(parts) == by_id[whole].value, whole
    assert by_id["looked_after.sdq.expected_not_required.eligible.n"].value == 2


def test_every_figure_says_what_it_counts() -> None:
    rows = rows_of(3)
    for figure in [*looked_after.indicators(rows), *looked_after.return_checks(rows)]:
        assert figure.method.endswith("."), figure.id


def test_the_switches_are_said_in_the_definition() -> None:
    plain = {figure.id: figure.method for figure in looked_after.indicators(rows_of(1))}
    counted = {figure.id: figure.method for figure in looked_after.indicators(rows_of(1), count_temporary=True)}
    id = "looked_after.three_or_more_placements.n"
    assert "Temporary placements (T0 to T4) do not count" in plain[id]
    assert "Temporary placements (T0 to T4) count as any other" in counted[id]


def test_without_a_table_its_indicators_are_left_out_and_not_zero() -> None:
    ids = {figure.id for figure in looked_after.indicators(rows_of(3), has=frozenset({"header"}))}
    assert not {id for id in ids if ".sdq." in id or ".missing." in id}
    assert "looked_after.long_term_stability.pct" in ids
    ids = {figure.id for figure in looked_after.indicators(rows_of(3), has=frozenset({"oc2", "missing"}))}
    assert not {id for id in ids if ".sdq." in id or "stability" in id}


def test_a_return_without_a_child() -> None:
    statutory = return_of(2025, h=HEADER, e=EPISODES, o=OC2, m=MISSING)
    made = values(looked_after.indicators(looked_after.children(statutory, 2025)))
    assert made["on_31_march.n"] == 0
    assert made["three_or_more_placements.pct"] is None
    assert made["sdq.published.mean"] is None


def hidden(safe: Safe) -> set[str]:
    return {id.removeprefix("looked_after.") for id, figure in safe.figures.items() if figure.suppressed}


@pytest.mark.parametrize("audience", ["public", "dlt", "trainee"])
def test_few_who_left_hide_the_year_and_not_the_day(audience: str) -> None:
    safe = protect(looked_after.indicators(all_of(rows_of(40), rows_of(3, cla_31mar=0))), audience)
    assert safe["looked_after.on_31_march.n"].value == 40
    assert {"in_year.n", "not_on_31_march.n", "missing.pct"} <= hidden(safe)


def test_few_without_a_score_hide_the_eligible_and_not_the_scores() -> None:
    safe = protect(looked_after.indicators(all_of(rows_of(40), rows_of(3, **NO_SCORE, sdq_reason="SDQ2"))), "public")
    assert safe["looked_after.sdq.published.completed.n"].value == 40
    assert safe["looked_after.sdq.published.mean"].value == 12
    assert {"sdq.published.eligible.n", "sdq.published.completed.pct", "sdq.published.not_completed.n"} <= hidden(safe)


def test_few_scores_hide_all_that_would_tell_their_number() -> None:
    safe = protect(looked_after.indicators(all_of(rows_of(3), rows_of(30, **NO_SCORE, sdq_reason="SDQ2"))), "public")
    assert safe["looked_after.sdq.published.not_completed.n"].value == 30
    told = {"sdq.published.completed.n", "sdq.published.eligible.n", "sdq.band.normal.n", "sdq.band.borderline.n"}
    assert told <= hidden(safe)


@pytest.mark.parametrize("n_few", range(1, 6))
def test_no_shown_figure_tells_a_hidden_base(n_few: int) -> None:
    rows = all_of(rows_of(30), rows_of(n_few, cla_31mar=0, **NO_SCORE), rows_of(n_few, three_plus=1, missing_in_year=1))
    figures = looked_after.indicators(rows)
    safe = protect(figures, "public")
    by_id = {figure.id: figure.value for figure in figures}
    bases = {"three_or_more": "on_31_march.n", "missing.pct": "in_year.n", "sdq.band": "sdq.published.completed.n"}
    for id, figure in safe.figures.items():
        for stem, base in bases.items():
            if stem in id and figure.denominator is not None:
                assert figure.denominator == by_id[f"looked_after.{base}"]
                assert safe[f"looked_after.{base}"].is_known, id


def matched(persons: list[str], id_map: str) -> dict[str, float | int | None]:
    keys = "person_id,ssda903_child\n" + id_map
    statutory = return_of(2025, h=header(A="10/05/2012", B="10/05/2012", C="10/05/2012"), id_map=keys)
    return {figure.id: figure.value for figure in looked_after.matching(statutory, persons)}


def test_who_is_on_both_sides_and_who_on_one() -> None:
    # P1 is in both; P2 is of the service alone; P3 is joined to B, but not of the service; C is joined to nobody
    made = matched(["P1", "P2"], "P1,A\nP3,B\nP4,Z")
    assert made == {
        "ssda903.return.n": 1 + 2,
        "ssda903.service.n": 1 + 1,
        "ssda903.matched.n": 1,
        "ssda903.return_only.n": 2,
        "ssda903.service_only.n": 1,
    }


def test_the_person_is_on_the_childs_row() -> None:
    statutory = return_of(
        2025, h=header(A="10/05/2012", B="10/05/2012"), e=episodes("A 01/06/2024 S C2 U6 - -"), id_map=KEYS
    )
    rows = looked_after.children(statutory, 2025)
    assert rows["person_id"].fillna("").tolist() == ["P1", ""]


KEYS = "person_id,ssda903_child\nP1,A"
