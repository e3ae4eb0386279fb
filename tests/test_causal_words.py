"""Causal words are queried where an author uses them; plain reporting and names of measures are left alone."""

import json
from pathlib import Path

import pytest

from rtt_eval import causal_words, cli, params
from tests.reports.conftest import PARAMS, write_params

PERIOD = {"start": "2017-06-01", "end": "2018-03-31"}
SAYS_A_CAUSE = """commentary:
  summary: "The programme is effective and led to fewer moves."
  discussion: "Thirteen young people had fewer moves than before."
"""


def words(text: str) -> list[str]:
    return [query.word for query in causal_words.queries(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The programme is effective.", ["effective"]),
        ("Its effectiveness and efficacy.", ["effectiveness", "efficacy"]),
        ("This saved £40,000 and proves that it worked for them.", ["saved", "proves"]),
        ("It worked. Therapy works!", ["worked", "works"]),
        ("Fewer moves, thanks to the team.", ["thanks to"]),
        ("Scores fell due to therapy, and due to the programme.", ["due to"]),
        ("Moves fell because of the programme.", ["because of the programme"]),
        ("It caused a fall, which led to savings, a saving of £2.", ["caused", "led to", "savings", "saving"]),
        ("This resulted in calm, as a result of help.", ["resulted in", "as a result of"]),
        ("The impact of the programme; we impact on lives.", ["impact of", "impact on"]),
        ("A significant fall, significantly more.", ["significant", "significantly"]),
        ("A statistically significant change.", ["statistically significant"]),
        ("We prevented two moves and avoided care.", ["prevented", "avoided"]),
        ("EFFECTIVE and cost-effective", ["EFFECTIVE", "cost-effective"]),
    ],
)
def test_words_that_say_a_cause_are_found_as_written(text: str, found: list[str]) -> None:
    assert words(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The social worker and the network worked together. They work with families, and worked for two years.",
        "Thirteen young people had fewer moves during the programme than before it.",
        "The review is due in June, and a meeting is due to be held. The young person is safe.",
        "Three significant events, and significant harm. A safe place; proofread.",
        "We used the “Children’s Revised Impact of Event Scale” and the Effective Practice Questionnaire.",
        "",
    ],
)
def test_plain_reporting_and_names_of_measures_are_not_queried(text: str) -> None:
    assert words(text) == []


def test_every_query_says_where_why_and_what_to_write_instead() -> None:
    said = causal_words.text(causal_words.in_sections({"summary": "All is well.", "case_examples": "It is effective."}))
    assert "case examples: “effective” says that the help did what it was for" in said
    assert "Write instead: what was counted before and after" in said and "summary" not in said
    assert causal_words.text([]) == ""


def test_what_is_written_instead_is_not_queried_itself() -> None:
    assert [words(kind.instead) for kind in causal_words.KINDS] == [[]] * len(causal_words.KINDS)


def test_title_and_exceptions_of_a_scorecard_are_read_too() -> None:
    given = params.PerformanceScorecard(
        data="demo", period=PERIOD, title="An effective service", exceptions={"6.1": "This led to a fall."}
    )
    found = causal_words.in_sections(params.own_words(given))
    assert [(one.section, one.word) for one in found] == [("title", "effective"), ("exceptions 6.1", "led to")]


@pytest.mark.parametrize("audience", ["dlt", "public"])
def test_check_and_run_print_them_and_the_record_and_the_checklist_keep_them(tmp_path: Path, audience, capsys) -> None:
    text = PARAMS.partition("commentary:")[0].replace("audience: team", f"audience: {audience}") + SAYS_A_CAUSE
    path = write_params(tmp_path / "params", text=text)
    assert cli.main(["check", str(path), "--out", str(tmp_path)]) == 0
    checked = capsys.readouterr().out
    assert cli.main(["run", str(path), "--out", str(tmp_path / "out"), "--format", "html"]) == 0
    for said in (checked, capsys.readouterr().out):
        assert "summary: “effective” says" in said and "summary: “led to” names a cause" in said
        assert "discussion" not in said.partition("Wording to check")[2]
    folder = tmp_path / "out" / path.stem
    record = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert [one["word"] for one in record["wording_to_check"]] == ["effective", "led to"]
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert ("“effective” (summary); “led to” (summary)" in page) == (audience != "public")
    assert ("2 to look at again: listed in run.json" in page) == (audience == "public")
