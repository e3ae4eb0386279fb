"""Sentences of a service evaluation: APA form, its method from its settings, notes only beside what is shown."""

import pytest

from rtt_eval import causal_words, narrative, params
from rtt_eval.disclosure import protect
from rtt_eval.figures import Figure, count
from rtt_eval.narrative import apa
from rtt_eval.narrative.annotations import NOTES

PERIOD = {"start": "2021-04-01", "end": "2022-03-31"}
STEM = "outcomes.sdq.parent_carer.total.baseline_to_month_6"


def settings(**given) -> params.ServiceEvaluation:
    return params.ServiceEvaluation(data="demo", period=PERIOD, **given)


def number(id: str, value: float, unit: str = "points", kind="average", decimals=1, interval=None) -> Figure:
    return Figure(id, value, unit, "outcomes", kind, 26, decimals=decimals, interval=interval)


CHANGE = [
    count(f"{STEM}.n_paired", 26, "outcomes"),
    number(f"{STEM}.mean_baseline", 21.04),
    number(f"{STEM}.mean_follow_up", 18.2),
    number(f"{STEM}.sd_baseline", 4.6, kind="spread"),
    number(f"{STEM}.sd_follow_up", 7.4, kind="spread"),
    number(f"{STEM}.change.mean", -2.84, interval=(-5.35, -0.26)),
    number(f"{STEM}.change.sd", 6.4, kind="spread"),
    number(f"{STEM}.change.t", -2.264, "t", "test", 2),
    number(f"{STEM}.change.t.df", 25, "df", "test", 0),
    number(f"{STEM}.change.t.p", 0.0325, "p", "test", 3),
    number(f"{STEM}.wilcoxon.p", 0.0004, "p", "test", 3),
]


def test_the_main_change_is_in_apa_form():
    safe = protect(CHANGE, "team")
    text = narrative.main_change(safe, settings(audience="team")).markdown
    assert "*M* = 21.0, *SD* = 4.6 at the start to *M* = 18.2, *SD* = 7.4 after 6 months (*n* = 26)" in text
    assert "*M* change = −2.8, *SD* = 6.4, 95% CI [−5.4, −0.3], *t*(25) = −2.26, *p* = .033" in text
    assert "The exact Wilcoxon signed-rank test gave *p* < .001" in text


def test_what_is_hidden_is_left_out_of_a_statistic():
    few = [figure._replace(n=4) for figure in CHANGE if figure.kind != "count"]
    safe = protect(few, "trainee")
    assert apa.t_test(safe, STEM) == apa.p(safe[f"{STEM}.wilcoxon.p"]) == ""
    assert apa.interval(safe[f"{STEM}.change.mean"]) == ""


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "with a case of the Intensive Intervention Programme or another involvement of the team"),
        ({"programme": "full"}, "in the full Intensive Intervention Programme"),
        ({"interventions": ["ddp", "theraplay"]}, "for Dyadic Developmental Psychotherapy (DDP) or Theraplay"),
        ({"roles": ["sgo_coordinator"]}, "in the role of special guardianship coordinator"),
        ({"programme": "any", "person_ids": ["P1"]}, "and on the list in the settings"),
    ],
)
def test_the_sample_is_told_from_the_settings(given, words):
    safe = protect([count("cohort.n", 30, "young_people")], "team")
    text = narrative.sample(safe, settings(**given)).markdown
    assert words in text and "30 young people" in text and "P1" not in text
    assert words in narrative.question(settings(**given)).markdown


def test_the_method_tells_of_the_gap_and_of_work_that_began():
    told = settings(gap_days=30, joined="started")
    assert "The 30 days straight before the start" in narrative.design(told).markdown
    text = narrative.sample(protect([], "team"), told).markdown
    assert "whose work began between 1 April 2021 and 31 March 2022" in text


def test_only_the_analyses_that_were_made_are_described():
    (said,) = narrative.analysis(protect(CHANGE, "team"), settings())
    assert "Wilcoxon" in said.markdown and "Poisson" not in said.markdown and "Holm" not in said.markdown


def test_only_the_works_that_are_used_are_listed():
    text = narrative.references(protect(CHANGE, "team")).markdown
    assert "Goodman, R. (2001)" in text and "Pratt" in text and "Laird" not in text and "Holm" not in text
    assert text.split("\n\n") == sorted(text.split("\n\n"), key=str.casefold)


@pytest.mark.parametrize(
    ("given", "is_there"),
    [
        ({"audience": "trainee"}, True),
        ({"audience": "team"}, False),
        ({"audience": "team", "annotated": True}, True),
        ({"audience": "trainee", "annotated": False}, False),
    ],
)
def test_notes_stand_in_an_annotated_edition(given, is_there):
    note = narrative.annotation(protect(CHANGE, "team"), settings(**given), "paired_change")
    assert (note is not None) is is_there
    assert note is None or (note.role == "annotation" and "**What not to conclude.**" in note.markdown)


def test_a_note_stands_only_beside_what_is_shown():
    assert narrative.annotation(protect([], "team"), settings(), "paired_change") is None
    hidden = protect([figure._replace(n=4) for figure in CHANGE], "trainee")
    assert narrative.annotation(hidden, settings(), "paired_change") is None


def test_the_iip_evaluation_has_notes_for_a_trainee():
    iip = params.IipEvaluation(data="demo", period=PERIOD, audience="trainee")
    assert narrative.annotation(protect(CHANGE, "team"), iip, "paired_change") is not None


def test_no_note_says_a_cause():
    for _, why, what_not in NOTES.values():
        assert causal_words.queries(why) == []
        assert len(f"{why} {what_not}".split()) < 110


def test_an_empty_section_says_so():
    (said,) = narrative.unless_empty(None, [])
    assert "nothing to show" in said.markdown
    assert narrative.unless_empty(None, [said], said) == [said, said]
