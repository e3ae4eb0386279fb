"""What is missing and due, and the line of time, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from rtt_eval import individual, measures
from tests.individual.rows import AS_AT


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


@pytest.fixture(scope="module")
def one(opened):
    return individual.child(opened, "SYNA1")


def test_missing_forms_have_their_day_and_reason(opened, one):
    missing = individual.forms_missing(individual.child(opened, "SYNB2"))
    rows = set(missing[["measure", "informant", "timepoint", "reason"]].itertuples(index=False, name=None))
    assert ("sdq", "parent_carer", "month_3", "not_returned") in rows
    assert ("gbo", "young_person", "baseline", "no_form") in rows  # SYNA1 has goals, so the service uses them
    assert ("sdq", "parent_carer", "month_6", "not_returned") not in rows  # it came back
    by_time = missing[missing["measure"] == "sdq"].set_index("timepoint")["day"]
    assert by_time["month_3"] == day("2030-04-05")  # the case began on 5 January
    mine = individual.forms_missing(one)
    assert list(mine["timepoint"]) == ["month_6"] and list(mine["measure"]) == ["gbo"]


def test_forms_due_next(one):
    due = individual.forms_next(one, AS_AT, 90)  # 12 months after 10 June 2030 is 71 days after 31 March 2031
    assert set(due["timepoint"]) == {"month_12"} and set(due["days"]) == {71}
    assert set(due["day"]) == {day("2031-06-10")}
    assert individual.forms_next(one, AS_AT, 70).empty


def test_a_form_not_made_for_the_childs_age_is_not_missed(opened):
    from rtt_eval.individual.forms import with_age_only

    one = individual.child(opened, "SYNA1")  # born in May 2018: 11 from 15 May 2029, and a self-report SDQ is for 11
    days = [day("2029-05-16"), day("2029-05-14")]
    forms = pd.DataFrame({"measure": "sdq", "informant": "young_person", "day": days})
    assert list(with_age_only(forms, one)["day"]) == [day("2029-05-16")]


def test_spells_and_phases(one):
    spells = individual.spells(one)
    assert list(spells["lane"]) == ["placement", "placement", "programme", "programme"]
    assert list(spells["kind"]) == ["residential", "kinship_foster", "phase_1", "phase_2"]
    assert spells["end"].iloc[2] == day("2030-09-20") and pd.isna(spells["end"].iloc[3])


def test_events_by_lane_and_how_many_lie_before_the_line(one):
    events, shown = individual.events(one), individual.window(one, AS_AT, 60)
    assert list(events["lane"]) == ["move", "missing", "away", "notes.exclusion", "cse"]
    assert events["day"].iloc[0] == day("2030-08-11")  # the first placement of a care period is no move
    row = shown.iloc[0]
    assert (row["first_day"], row["last_day"]) == (day("2029-06-10"), day("2031-05-30"))
    counted = {figure.id: figure.value for figure in individual.event_figures(events, shown)}
    assert counted["sheet.events.missing.n"] == 1 and counted["sheet.events.away.n"] == 0
    assert counted["sheet.events.away.earlier.n"] == 1 and counted["sheet.events.notes_exclusion.n"] == 1


def test_the_head_of_a_sheet(opened, one):
    def words(child):
        scored = individual.steps(child.scores, child.cases, measures.load_all())
        nothing = pd.DataFrame()
        figures = individual.about(child, AS_AT, scored, nothing, nothing)
        return {figure.id: figure.word or figure.value for figure in figures}

    found = words(one)
    assert found["sheet.age_band"] == "11_to_14"  # 12 years and ten months
    assert found["sheet.phase"] == "phase_2" and found["sheet.placement"] == "kinship_foster"
    assert found["sheet.key_worker"] == "W1" and found["sheet.forms.scored.n"] == 5  # three SDQ, two goal forms
    assert words(individual.child(opened, "SYNB2"))["sheet.phase"] == "ended"
    assert words(individual.child(opened, "SYNC3"))["sheet.phase"] == "none"


def test_a_child_with_nothing_recorded_has_empty_rows_and_no_error(opened):
    child = individual.child(opened, "SYNC3")
    assert individual.forms_missing(child).empty and individual.forms_next(child, AS_AT, 60).empty
    assert individual.events(child).empty and list(individual.spells(child)["kind"]) == ["sgo_coordinator"]
