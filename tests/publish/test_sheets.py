"""A caseload from one command: a sheet for each child, failures apart, nothing of one child in another's sheet."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
from pathlib import Path

import pytest
from pypdf import PdfReader

from rtt_eval import params, publish
from rtt_eval.cli import main
from rtt_eval.errors import DataError, ParamsError
from rtt_eval.publish import place, report, sheets

CHILDREN = [f"SYN{letter}{number}" for number, letter in enumerate("ABCDEF", start=11)]
PARAMS = """report: individual_outcomes
data: data
period: {start: 2030-01-01, end: 2031-03-31}
as_at: 2031-03-31
audience: team
commentary: {summary: "Words about the whole caseload."}
"""
PLACES = ("residential", "kinship_foster", "secure", "adoptive", "with_parents", "independent_living")
KINDS = ("exclusion", "self_harm", "overdose", "police", "allegation", "other_significant")
OWN_WORDS = (
    ("Residential care", "Exclusion from school"),
    ("Kinship foster care", "Self-harm"),
    ("Secure accommodation", "Overdose"),
    ("Adoptive placement", "Police involvement"),
    ("With parents", "Allegations"),
    ("Independent living", "Other significant events"),
)
"""What only one child of the six has, as a reader sees it."""


def days_of(place: int) -> tuple[str, str, str]:
    """Days that only the child of that place has: of its case, its form, its event."""
    return f"2030-04-{place + 3:02d}", f"2030-05-{place + 11:02d}", f"2030-08-{place + 21:02d}"


def write_caseload(folder: Path, more: str = "") -> Path:
    """Six invented children, each with a day, a score, a placement and an event that no other has; the params file."""
    data = folder / "data"
    data.mkdir(parents=True)
    rows: dict[str, list[str]] = {
        "young_people": ["person_id,birth_month,sex"],
        "iip_cases": ["case_id,person_id,service,start,end,key_worker"],
        "placements": ["placement_id,person_id,start,end,placement_type,is_temporary,is_new_carer"],
        "significant_events": ["person_id,date,kind"],
        "outcomes": [
            "person_id,case_id,measure,informant,informant_key,form_version,timepoint,date_completed,subscale,score,"
            "score_kind,missing_reason"
        ],
        "id_map": ["person_id,forename,surname,date_of_birth"],
    }
    for at, child in enumerate(CHILDREN):
        case, form, event = days_of(at)
        rows["young_people"].append(f"{child},2019-0{at + 1},F")
        rows["iip_cases"].append(f"C{at},{child},full,{case},,W{at}")
        rows["placements"].append(f"P{at},{child},2029-02-0{at + 1},,{PLACES[at]},no,yes")
        rows["significant_events"].append(f"{child},{event},{KINDS[at]}")
        score = f"K{at},,baseline,{form},total,{61 + at},raw,"
        rows["outcomes"].append(f"{child},C{at},carer_questionnaire,parent_carer,{score}")
        rows["id_map"].append(f"{child},Zebulon{at},Quillfeather{at},2019-0{at + 1}-2{at}")
    for name, lines in rows.items():
        (data / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    path = folder / "caseload.yml"
    path.write_text(PARAMS + more, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the caseload, two sheets at a time."""
    folder = tmp_path_factory.mktemp("caseload")
    source = write_caseload(folder)
    assert main(["run", str(source), "--out", str(folder / "out"), "--jobs", "2"]) == 0
    return folder / "out" / "caseload"


def words(path: Path) -> str:
    """What somebody can read in a file."""
    if path.suffix == ".pdf":
        pdf = PdfReader(path)
        alts = re.findall(rb"/Alt\s*\((.*?)\)", path.read_bytes(), flags=re.S)
        return "\n".join([*(page.extract_text() for page in pdf.pages), *(alt.decode("latin-1") for alt in alts)])
    return path.read_text(encoding="utf-8")


def test_each_child_has_a_folder_with_the_files_of_a_sheet(made):
    assert sorted(path.name for path in made.iterdir() if path.is_dir()) == CHILDREN
    for child in CHILDREN:
        names = {path.name for path in (made / child).iterdir()}
        assert names == {"report.html", "report.pdf", "results.json", "run.json"}
    page = {path.name for path in made.iterdir() if path.is_file()}
    assert page == {"report.html", "report.pdf", "tables.xlsx", "results.json", "run.json"}


def forms_of(day: str) -> list[str]:
    """A day as a sheet may write it."""
    year, month, number = day.split("-")
    name = {"04": "Apr", "05": "May", "08": "Aug"}[month]
    return [day, f"{int(number)} {name} {year}"]


def test_nothing_of_one_child_stands_in_the_sheet_of_another(made):
    own = {
        child: [child, *(text for one in days_of(at) for text in forms_of(one)), *OWN_WORDS[at]]
        for at, child in enumerate(CHILDREN)
    }
    for child in CHILDREN:
        for name in ("report.html", "report.pdf", "results.json", "run.json"):
            text = words(made / child / name)
            for other in CHILDREN:
                found = [value for value in own[other] if value in text]
                if other != child:
                    assert found == [], f"{child}/{name} holds something of another child"
        page = words(made / child / "report.html")
        assert all(value in page for value in own[child] if not value.startswith("2030-")), child
        results = json.loads(words(made / child / "results.json"))["figures"]
        scores = [one["value"] for one in results if one["id"].endswith(".baseline.score")]
        assert scores == [61 + CHILDREN.index(child)]


def test_a_sheet_has_the_settings_of_its_own_child_and_no_commentary(made):
    run = json.loads(words(made / CHILDREN[2] / "run.json"))
    assert run["parameters"]["person_ids"] in ([CHILDREN[2]], "1 person_ids, not shown")
    assert run["parameters"]["commentary"] == {} and run["leak_scan"]["block"] == 0
    assert "Words about the whole caseload." in words(made / "report.html")
    assert "Words about the whole caseload." not in words(made / CHILDREN[2] / "report.html")


def test_the_page_lists_the_sheets(made):
    page = words(made / "report.html")
    assert all(child in page for child in CHILDREN) and "6 children have a sheet" in page


def test_the_bytes_do_not_depend_on_who_came_before_in_the_kernel(made, tmp_path):
    source = write_caseload(tmp_path, f"person_ids: [{CHILDREN[4]}]\n")
    alone = publish.run(source, tmp_path / "out").folder / CHILDREN[4]
    for name in ("report.html", "report.pdf", "results.json"):
        assert (alone / name).read_bytes() == (made / CHILDREN[4] / name).read_bytes()


def test_one_bad_child_does_not_stop_the_others_and_its_old_sheet_stands(tmp_path, capsys):
    source = write_caseload(tmp_path, f"person_ids: [{', '.join(CHILDREN[:3])}]\n")
    folder = publish.run(source, tmp_path / "out", formats=("html",)).folder
    old = (folder / CHILDREN[1] / "run.json").read_bytes()
    placements = tmp_path / "data" / "placements.csv"
    text = placements.read_text(encoding="utf-8")
    placements.write_text(text + f"P9,{CHILDREN[1]},2030-05-05,2030-05-01,secure,no,yes\n", encoding="utf-8")
    assert main(["run", str(source), "--out", str(tmp_path / "out"), "--format", "html"]) == 1
    said = capsys.readouterr()
    assert "1 of 3 sheets were not made" in said.err and "placements.csv, row 8" in said.err
    assert CHILDREN[1] not in said.err and "2030-05-05" not in said.err
    assert (folder / CHILDREN[1] / "run.json").read_bytes() == old
    page = words(folder / "report.html")
    assert "Sheets that could not be made" in page and "the earlier one stands" in page


def test_where_every_sheet_fails_nothing_is_changed(tmp_path):
    source = write_caseload(tmp_path, "person_ids: [SYNX1, SYNX2]\n")
    with pytest.raises(DataError, match="all 2 sheets failed"):
        publish.run(source, tmp_path / "out", formats=("html",))
    assert not (tmp_path / "out" / "caseload").exists()


def test_a_child_who_left_the_caseload_leaves_the_folder(tmp_path):
    source = write_caseload(tmp_path, f"person_ids: [{', '.join(CHILDREN[:2])}]\n")
    folder = publish.run(source, tmp_path / "out", formats=("html",)).folder
    source.write_text(PARAMS + f"person_ids: [{CHILDREN[0]}]\n", encoding="utf-8")
    publish.run(source, tmp_path / "out", formats=("html",))
    assert [path.name for path in folder.iterdir() if path.is_dir()] == [CHILDREN[0]]
    (folder / CHILDREN[0] / "my notes.txt").write_text("x")
    with pytest.raises(ParamsError, match=CHILDREN[0]):  # a folder with somebody's own notes is never replaced
        place.check(folder, has_sheets=True)


@pytest.mark.parametrize("audience", ["dlt", "public", "trainee"])
def test_no_audience_but_the_team(tmp_path, capsys, audience):
    source = write_caseload(tmp_path)
    assert main(["run", str(source), "--out", str(tmp_path / "out"), "--audience", audience]) == 2
    assert "made for team alone" in capsys.readouterr().err
    source.write_text(PARAMS.replace("audience: team", f"audience: {audience}"), encoding="utf-8")
    with pytest.raises(ParamsError, match="made for team alone"):
        params.load(source)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("person_id", ["../x", "a/b", "", ".hidden", "a\\b", "x.", "a b"])
def test_an_id_that_cannot_be_a_folder_is_refused(person_id):
    with pytest.raises(ParamsError) as caught:
        sheets.check_name(person_id)
    assert not person_id.strip(".") or person_id not in str(caught.value).split("Use")[0]


def probed(folder: Path, source: str) -> sheets.Order:
    """An order whose notebook runs one more cell, after that which takes the child's rows."""
    notebook = json.loads(report.notebook_of("individual_outcomes").read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "id": "probe", "metadata": {"tags": ["setup"]}, "source": source}
    notebook["cells"].insert(4, {**cell, "execution_count": None, "outputs": []})
    path = folder / "04_individual_outcomes.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (folder / "stage").mkdir()
    return sheets.Order(params.load(folder / "caseload.yml"), folder, path, ("html",), folder / "stage")


def test_no_name_of_one_child_is_left_for_the_next(tmp_path):
    write_caseload(tmp_path)
    order = probed(tmp_path, "assert 'left_behind' not in globals(), 'left'\nleft_behind = person_id")
    assert [sheet.why for sheet in sheets.made(order, CHILDREN[:3])] == ["", "", ""]


def test_a_kernel_that_dies_twice_costs_one_sheet(tmp_path):
    write_caseload(tmp_path)
    order = probed(tmp_path, f"import os\nos._exit(1) if person_id == {CHILDREN[1]!r} else None")
    found = list(sheets.made(order, CHILDREN[:3]))
    assert [sheet.exit_code for sheet in found] == [0, 4, 0] and "kernel died" in found[1].why
    assert sorted(path.name for path in order.stage.iterdir()) == [CHILDREN[0], CHILDREN[2]]


def test_a_sheet_whose_process_is_killed_is_made_by_another(tmp_path):
    write_caseload(tmp_path)
    order = probed(tmp_path, "")
    found = sheets.made(order, CHILDREN, jobs=2)
    first = next(found)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    assert {sheet.person_id: sheet.why for sheet in (first, *found)} == dict.fromkeys(CHILDREN, "")
    assert {path.name for path in order.stage.iterdir()} == set(CHILDREN)
