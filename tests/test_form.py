"""The form of 00_start_here: each button runs the command that it shows, and nothing that was there is lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rtt_eval import form, params

DEMO = Path(__file__).parents[1] / "data" / "demo"


@pytest.fixture
def shown(tmp_path):
    return form.show(DEMO, tmp_path)


def test_every_report_can_be_chosen_and_names_its_edition(shown):
    assert {value for _, value in shown.report.options} == set(params.REPORTS)
    shown.report.value = "annual_report"
    assert shown.name.value == "my_annual_report"


def test_check_writes_a_params_file_with_the_period_of_the_data_and_says_what_was_found(shown, tmp_path):
    shown.report.value = "performance_scorecard"
    shown.check.click()
    settings = params.load(tmp_path / "params" / "my_performance_scorecard.yml")
    assert (shown.start.value, shown.end.value) == (settings.period.start, settings.period.end)
    assert "Done." in shown.answer.value and "rtt-eval check" in shown.answer.value
    assert (tmp_path / "reports" / "check.xlsx").is_file()
    assert not shown.check.disabled and not shown.run.disabled


def test_only_the_period_of_a_file_that_is_there_is_changed(shown, tmp_path):
    file = tmp_path / "params" / "ours.yml"
    file.parent.mkdir()
    before = f"report: performance_scorecard\ndata: {DEMO}\n# ours\nperiod: {{start: 2023-04-01, end: 2024-03-31}}\n"
    file.write_text(before, encoding="utf-8")
    shown.name.value = "ours"
    shown.end.value = date(2024, 2, 29)
    shown.check.click()
    assert file.read_text(encoding="utf-8") == before.replace("2024-03-31", "2024-02-29")


def test_run_publishes_for_the_chosen_reader_and_links_the_files(shown, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shown.report.value, shown.audience.value = "performance_scorecard", "dlt"
    shown.run.click()
    assert "href='reports/my_performance_scorecard/report.html'" in shown.answer.value, shown.answer.value
    assert '"audience": "dlt"' in (tmp_path / "reports" / "my_performance_scorecard" / "results.json").read_text()


@pytest.mark.parametrize("name", ["", "../elsewhere", "a name"])
def test_a_name_that_is_no_file_name_is_refused_and_nothing_is_written(shown, tmp_path, name):
    shown.name.value = name
    shown.check.click()
    assert "may hold letters" in shown.answer.value
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_said_in_words(shown, tmp_path):
    shown.folder.value = str(tmp_path / "nowhere")
    shown.check.click()
    assert "there is no such folder" in shown.answer.value and "Traceback" not in shown.answer.value


def test_what_a_command_says_is_text_and_not_markup(shown, tmp_path):
    shown.folder.value = str(tmp_path / "<b>bold")
    shown.check.click()
    assert "&lt;b&gt;bold" in shown.answer.value
