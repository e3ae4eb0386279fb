"""The gate: a report that tells who a child is is not released, and the message does not tell it either."""

from __future__ import annotations

import json

import pytest

from rtt_eval import cli, params, publish
from rtt_eval.errors import DisclosureError, ParamsError
from rtt_eval.publish import leaks, many

from .test_report import TABLE, held, written

ID_MAP = "person_id,forename,surname,date_of_birth,nhs_number\nP7001,Zephandra,Quillfether,2012-04-03,999 756 5245\n"
CHART = (
    "from rtt_eval.blocks import Chart\n"
    'svg = \'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><!-- {0} --><path d="M 0 0"/></svg>\'\n'
    "Chart('c', 'Referrals', 'by month', 'Nine in all.', svg)"
)
LEAKS = {
    "a table": TABLE.replace("Full", "Zephandra"),
    "an answer": "Prose('She said that Quillfether was kind.', 'answer')",
    "a date of birth": "Prose('Born 3rd April 2012.', 'text')",
    "a person_id": "Prose('P7001 moved twice.', 'text')",
    "the label of a chart": CHART.replace("{0}", "Zephandra"),
}


@pytest.fixture
def place(tmp_path):
    """A folder with an id_map beside the data, and an old report."""
    (tmp_path / "data" / "invented").mkdir(parents=True)
    (tmp_path / "data" / "invented" / "id_map.csv").write_text(ID_MAP)
    (tmp_path / "params").mkdir()
    old = tmp_path / "out" / "edition"
    old.mkdir(parents=True)
    (old / "run.json").write_text("old")
    return tmp_path


def refused(place, *cells, audience="public", more=""):
    params_path, notebook = written(place / "params", *cells, audience=audience)
    params_path.write_text(params_path.read_text() + more)
    with pytest.raises(DisclosureError) as stopped:
        publish.run(params_path, place / "out", notebook=notebook)
    assert held(place / "out" / "edition") == {"run.json": b"old"}
    return str(stopped.value)


@pytest.mark.parametrize("where", LEAKS)
def test_a_leak_is_refused_with_its_place_and_not_its_value(place, where):
    message = refused(place, LEAKS[where])
    assert "nothing was released" in message and "Take it out" in message
    assert ("labels of chart c, line 1" if "chart" in where else "report.html, line") in message
    assert [word for word in ("Zeph", "Quill", "2012", "P7001") if word in message] == []


def test_the_team_edition_is_held_to_the_same(place):
    assert "forename" in refused(place, LEAKS["a table"], audience="team")


def test_a_name_in_the_settings_is_found_in_run_json(place):
    message = refused(place, TABLE, more="prepared_by: Zephandra Quillfether\n")
    assert "run.json" in message and "full name" in message and "Zeph" not in message


def test_the_id_map_may_stand_elsewhere_and_must_be_there(place):
    (place / "data" / "invented" / "id_map.csv").rename(place / "names.csv")
    assert "forename" in refused(place, LEAKS["a table"], more="id_map: ../names.csv\n")
    params_path, notebook = written(place / "params", TABLE)
    params_path.write_text(params_path.read_text() + "id_map: ../nowhere.csv\n")
    with pytest.raises(ParamsError, match=r"nowhere\.csv"):
        publish.run(params_path, place / "out", notebook=notebook)


def test_what_is_unsure_is_left_to_a_person_and_counted(place, capsys):
    words = "Prose('Write to team@example.org by 3 April.', 'text')"
    params_path, notebook = written(place / "params", words, audience="public")
    made = publish.run(params_path, place / "out", formats=["html"], notebook=notebook)
    told = json.loads((made.folder / "run.json").read_bytes())
    # forename; surname and its plural; initial and surname (3 ways); full name (2 orders, apart and joined: 4); the NHS
    # number (2 ways); the person_id; the date of birth
    assert told["leak_scan"] == {"dictionary": 1 + 2 + 3 + 4 + 2 + 1 + 1, "files": 4, "block": 0, "review": 2}
    assert "e-mail address" in made.to_review and "day and month without a year" in made.to_review
    assert made.to_review in many._said(made)


def test_without_an_id_map_ids_and_patterns_are_still_looked_for(place):
    data = place / "data" / "invented"
    (data / "id_map.csv").unlink()
    (data / "young_people.csv").write_text("person_id,birth_month\nP7001,2012-04\n")
    settings = params.resolve({"report": "iip_evaluation", "data": "../data/invented", "audience": "public",
                               "period": {"start": "2017-06-01", "end": "2018-03-31"}})  # fmt: skip
    known = leaks.known(settings, place / "params")
    found = leaks.found({"a.txt": b"P7001 and 943 476 5919"}, known)
    assert [(one.kind, one.severity) for one in found] == [("person_id", "block"), ("nhs_number", "review")]
    assert leaks.record(found, known, 1) == {"dictionary": "none", "files": 1, "block": 1, "review": 1}


def test_the_exit_code_is_that_of_the_gate(place, capsys):
    listed = place / "data" / "invented" / "letter.txt"
    listed.write_text("Dear Zephandra,")
    names = place / "names.csv"
    names.write_text(ID_MAP)
    assert cli.main(["scan", str(listed), "--id-map", str(names)]) == 3
    said = capsys.readouterr().out
    assert "forename of P7001" in said and "1 to block" in said and "Zeph" not in said
    listed.write_text("Dear parent,")
    assert cli.main(["scan", str(listed), "--id-map", str(names)]) == 0
    assert cli.main(["scan", str(place / "nowhere"), "--id-map", str(names)]) == 2
    assert cli.main(["scan", str(listed), "--id-map", str(place / "nowhere.csv")]) == 1
    assert cli.main(["scan", str(place / "data"), "--id-map", str(place / "data" / "invented" / "id_map.csv")]) == 3
    assert "the id_map itself" in capsys.readouterr().out


def test_in_the_team_a_date_that_is_called_a_date_of_birth_is_refused(place):
    assert "date of birth" in refused(place, LEAKS["a date of birth"], audience="team")


def test_in_the_team_another_date_that_is_a_date_of_birth_goes_to_a_person(place):
    """The date of a record can be the date on which another child was born."""
    cell = "Prose('Moved on 3rd April 2012.', 'text')"
    assert "date of birth" in refused(place, cell, audience="public")
    params_path, notebook = written(place / "params", cell, audience="team")
    made = publish.run(params_path, place / "out", notebook=notebook)
    assert "date of birth" in made.to_review and "2012" not in made.to_review


def test_pseudonyms_in_a_team_edition_are_told_in_one_sentence(place):
    """Report, notebook; the workbook holds tables alone."""
    both = "Prose('P7001 moved twice. Write to team@example.org.', 'text')"
    params_path, notebook = written(place / "params", LEAKS["a person_id"], audience="team")
    made = publish.run(params_path, place / "out", formats=["html"], notebook=notebook)
    assert made.to_review == "Pseudonyms stand in 2 files, as they may in a team edition."
    assert json.loads((made.folder / "run.json").read_bytes())["leak_scan"]["review"] > 0
    params_path, notebook = written(place / "params", both, audience="team")
    told = publish.run(params_path, place / "out", formats=["html"], notebook=notebook).to_review
    assert "e-mail address" in told and told.count("seudonym") == 1 and "person_id" not in told
