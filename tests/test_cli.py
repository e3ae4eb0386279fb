"""The commands say plainly what they did, and leave what was there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from team_folder import book

from rtt_eval import cli, load, params

DEMO = Path(__file__).parents[1] / "data" / "demo"


def test_new_is_filled_from_the_data_and_passes_check(tmp_path, capsys):
    target = tmp_path / "params" / "mine.yml"
    assert cli.main(["new", "iip_evaluation", "--data", str(DEMO), "-o", str(target)]) == 0
    settings = params.load(target)
    assert (target.parent / settings.data).resolve() == DEMO.resolve()
    assert settings.period.start.isoformat() == "2021-04-01"  # the demonstration's first case starts in April 2021
    assert cli.main(["check", str(target)]) == 0
    assert "Checks:" in capsys.readouterr().out


def test_new_scorecard_is_of_the_latest_month_of_its_values(tmp_path):
    target = tmp_path / "mine.yml"
    assert cli.main(["new", "performance_scorecard", "--data", str(DEMO), "-o", str(target)]) == 0
    period = params.load(target).period
    assert (period.start.isoformat(), period.end.isoformat()) == ("2023-04-01", "2024-03-31")
    assert cli.main(["check", str(target)]) == 0


def test_new_never_writes_over_a_file(tmp_path, capsys):
    target = tmp_path / "mine.yml"
    target.write_text("my own", encoding="utf-8")
    assert cli.main(["new", "iip_evaluation", "--data", str(DEMO), "-o", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "my own" and "-o" in capsys.readouterr().err


def test_new_without_a_folder_says_so(tmp_path, capsys):
    arguments = ["new", "iip_evaluation", "--data", str(tmp_path / "nothing"), "-o", str(tmp_path / "a.yml")]
    assert cli.main(arguments) == 2
    assert "nothing" in capsys.readouterr().err


def test_demo_makes_the_two_reports_of_the_contract(monkeypatch, tmp_path):
    asked: list[str] = []
    monkeypatch.setattr(cli, "_publish", lambda files, *_, **__: asked.extend(file.name for file in files) or 0)
    assert cli.main(["demo", "--out", str(tmp_path)]) == 0
    assert asked == ["demo_iip_evaluation.yml", "demo_annual_report.yml"]


@pytest.mark.parametrize(("what", "word"), [("reports", "iip_evaluation"), ("measures", "sdq"), ("params", "as_at")])
def test_list_names_what_there_is(what, word, capsys):
    assert cli.main(["list", what]) == 0
    assert word in capsys.readouterr().out


def test_list_checks_gives_code_severity_and_sentence(capsys):
    assert cli.main(["list", "checks"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 20 and all(any(word in line for word in ("stop:", "reject:", "query:")) for line in lines[1:])


def test_help_names_every_command_of_the_contract(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--help"])
    said = capsys.readouterr().out
    commands = ("demo", "new", "profile", "check", "run", "compare", "verify", "scan", "list")
    assert stopped.value.code == 0 and all(f"\n    {name} " in said for name in commands)


@pytest.mark.parametrize("arguments", [["frobnicate"], ["run"], ["run", "x.yml", "--format", "doc"], ["list", "x"]])
def test_a_wrong_command_is_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_params_file_that_is_not_there_is_named(tmp_path, capsys):
    assert cli.main(["run", str(tmp_path / "none.yml"), "--out", str(tmp_path / "out")]) == 2
    assert "none.yml" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_two_params_files_of_one_name_are_refused(tmp_path, capsys):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.yml").write_text("report: iip_evaluation\n", encoding="utf-8")
    assert cli.main(["run", str(tmp_path / "a" / "same.yml"), str(tmp_path / "b" / "same.yml")]) == 2
    assert "same" in capsys.readouterr().err


def test_a_folder_without_params_files_is_named(tmp_path, capsys):
    assert cli.main(["run", str(tmp_path)]) == 2
    assert tmp_path.name in capsys.readouterr().err


def test_new_names_the_mapping_that_is_in_the_folder(tmp_path):
    folder = tmp_path / "ours"
    folder.mkdir()
    head = ["Young person ID", "DOB month", "Gender", "IIP start date", "Service"]
    book(folder, "tracker.xlsx", Cases=[head, ["P01", "2008-03", "F", "2021-05-01", "full"]])
    assert cli.main(["profile", str(folder), "-o", str(folder / "mapping.xlsx")]) == 0
    target = tmp_path / "params" / "ours.yml"
    assert cli.main(["new", "iip_evaluation", "--data", str(folder), "-o", str(target)]) == 0
    assert params.load(target).mapping == "../ours/mapping.xlsx"


def test_several_audiences_have_a_folder_each_and_one_has_none(monkeypatch, tmp_path):
    from rtt_eval import publish

    asked: list[tuple[Path, str | None]] = []
    monkeypatch.setattr(publish, "run_many", lambda files, out, audience, **_: asked.append((out, audience)) or 0)
    params_file = str(Path(__file__).parents[1] / "params" / "demo_iip_evaluation.yml")
    assert cli.main(["run", params_file, "--out", str(tmp_path), "--audience", "dlt, public,dlt"]) == 0
    assert cli.main(["run", params_file, "--out", str(tmp_path), "--audience", "team"]) == 0
    assert cli.main(["run", params_file, "--out", str(tmp_path)]) == 0
    assert asked == [(tmp_path / "dlt", "dlt"), (tmp_path / "public", "public"), (tmp_path, "team"), (tmp_path, None)]


def test_the_worst_exit_code_of_several_audiences_counts(monkeypatch, tmp_path):
    from rtt_eval import publish

    monkeypatch.setattr(publish, "run_many", lambda files, out, audience, **_: {"dlt": 0, "public": 3}[audience])
    params_file = str(Path(__file__).parents[1] / "params" / "demo_iip_evaluation.yml")
    assert cli.main(["run", params_file, "--out", str(tmp_path), "--audience", "public,dlt"]) == 3


def test_an_unknown_audience_is_named_beside_those_there_are(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["run", "a.yml", "--audience", "dlt,press"])
    assert stopped.value.code == 2 and "audiences are team, dlt, public, trainee" in capsys.readouterr().err


def test_days_held_are_the_months_of_the_cases(tmp_path):
    """A case of 14 May 2021 and one of 2 February 2022; a folder without a case has no months."""
    cases = "case_id,person_id,service,start\nC1,P01,full,2021-05-14\nC2,P02,full,2022-02-02\n"
    (tmp_path / "iip_cases.csv").write_text(cases, encoding="utf-8")
    assert load.days_held(tmp_path, "iip_evaluation") == (date(2021, 5, 1), date(2022, 2, 28))
    (tmp_path / "iip_cases.csv").write_text(cases.splitlines()[0] + "\n", encoding="utf-8")
    assert load.days_held(tmp_path, "iip_evaluation") is None
