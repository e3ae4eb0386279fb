"""A params file: strict, with the right name suggested; dates are dates, ids keep their zeros."""

from datetime import date
from pathlib import Path

import pytest

from rtt_eval import params
from rtt_eval.errors import ParamsError

CONTRACT = """
report: iip_evaluation            # one of the seven
title: IIP six-monthly evaluation to 31 March 2018
data: ../data/iip_2018_03
mapping: null
ssda903: null
period: {start: 2017-06-01, end: 2018-03-31}
as_at: 2018-03-31
audience: team
previous: null
prepared_by: null
commentary: {summary: "Two sentences.", case_examples: "One."}
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "edition.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_contracts_example_runs_with_every_other_setting_at_its_default(tmp_path):
    settings = params.load(written(tmp_path, CONTRACT))
    assert settings.period == params.Period(start=date(2017, 6, 1), end=date(2018, 3, 31))
    assert settings.primary_outcome.follow_up == "month_6" and settings.gates.tests == 8


def test_audience_left_out_is_never_less_strict_than_dlt(tmp_path):
    assert params.load(written(tmp_path, CONTRACT.replace("audience: team\n", ""))).audience == "dlt"


def test_as_at_left_out_is_the_last_day_of_the_period(tmp_path):
    assert params.load(written(tmp_path, CONTRACT.replace("as_at: 2018-03-31\n", ""))).as_at_date == date(2018, 3, 31)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("audience: team", "audiance: team", ["audiance", "Did you mean `audience`"]),
        ("{start:", "{begin: 2017-01-01, start:", ["period.begin"]),
        ("audience: team", "audience: everyone", ["audience", "public"]),
        ("report: iip_evaluation", "report: iip_evalution", ["iip_evaluation"]),
        ("2018-03-31}", "31/03/2018}", ["period.end", "date"]),
        ("end: 2018-03-31}", "end: 2016-03-31}", ["ends before it starts"]),
        ("period: {start: 2017-06-01, end: 2018-03-31}\n", "", ["`period` is missing"]),
        ("commentary: {summary:", "commentary: {sumary:", ["Did you mean `summary`"]),
        ("title:", "title: a: b", ["line 3", "YAML"]),
        ("mapping: null", "mapping: 7", ["mapping"]),
    ],
)
def test_a_wrong_params_file_stops_with_the_setting_named(tmp_path, old, new, words):
    assert old in CONTRACT
    with pytest.raises(ParamsError) as caught:
        params.load(written(tmp_path, CONTRACT.replace(old, new)))
    message = str(caught.value)
    assert "edition.yml" in message and all(word in message for word in words), message


def test_missing_params_file_is_named(tmp_path):
    with pytest.raises(ParamsError, match=r"nothing\.yml"):
        params.load(tmp_path / "nothing.yml")


def test_ids_keep_their_zeros_and_yes_stays_a_word(tmp_path):
    text = CONTRACT + "alternative_for: [007, 0123]\nprepared_by: yes\n"
    settings = params.load(written(tmp_path, text.replace("prepared_by: null\n", "")))
    assert settings.alternative_for == ("007", "0123") and settings.prepared_by == "yes"


@pytest.mark.parametrize("given", ["bases_checked: [6.10]", "exceptions: {6.10: words}"])
def test_an_indicator_id_without_quotation_marks_is_a_number_and_stops(tmp_path, given):
    lines = ["report: performance_scorecard", "data: x", "period: {start: 2016-07-01, end: 2016-07-31}"]
    with pytest.raises(ParamsError, match="quotation marks"):
        params.load(written(tmp_path, "\n".join([*lines, given])))
    settings = params.load(written(tmp_path, "\n".join([*lines, given.replace("6.10", '"6.10"')])))
    assert "6.10" in (*settings.bases_checked, *settings.exceptions) and settings.audience == "public"


def test_what_a_notebook_is_given_is_plain_and_comes_back_the_same(tmp_path):
    settings = params.load(written(tmp_path, CONTRACT))
    plain = params.as_plain(settings)
    assert plain["as_at"] == "2018-03-31" and plain["period"] == {"start": "2017-06-01", "end": "2018-03-31"}
    assert params.from_notebook("iip_evaluation", {**plain, "other_name": 1}) == settings


def test_draft_names_every_setting_and_loads(tmp_path):
    text = params.draft("iip_evaluation", "../data/demo")
    settings = params.load(written(tmp_path, text))
    assert settings.data == "../data/demo"
    assert all(f"\n{name}: " in text for name in params.IipEvaluation.model_fields)


def test_draft_of_an_unknown_report_suggests_one():
    with pytest.raises(ParamsError, match="iip_evaluation"):
        params.draft("iip_evalution", "x")
