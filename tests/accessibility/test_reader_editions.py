"""Each edition suits its reader: two pages for the leadership, plain words for the public, no cause claimed at all."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from rtt_eval import causal_words, reading_age
from rtt_eval.labels import TERMS
from rtt_eval.publish import first_use

from .conftest import EVERY, Edition, each_edition

OLDEST = 14
MOST_WORDS = 900
"""Four minutes at 225 words a minute, a usual rate for a text that is read with care."""

PUBLIC = [one for one in EVERY if one.audience == "public"]
IN_PLAIN_WORDS = [one for one in PUBLIC if "service_evaluation" not in one.source.stem]
"""A service evaluation is in APA form, M, SD and 95% CI, for every reader."""
OPENING = [one for one in EVERY if one.audience == "dlt" and "service_evaluation" not in one.source.stem]
"""A service evaluation has an executive summary of a page in every edition, as a trainee hands it in."""


def named(editions: list[Edition]):
    return pytest.mark.parametrize("edition", editions, ids=lambda one: one.name)


def page(made: dict[Edition, Path], edition: Edition) -> str:
    return (made[edition] / "report.html").read_text(encoding="utf-8")


def plain(html: str) -> str:
    """What is read on a page, each element on a line of its own; drawings left out."""
    text = re.sub(r"<(style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = re.sub(r"<(/?(?:strong|em|span|code|a)\b[^>]*)>", "", text)
    return re.sub(r"\s*\n\s*", "\n", unescape(re.sub(r"<[^>]+>", "\n", text)))


@each_edition
def test_no_sentence_of_the_program_says_a_cause(made, edition):
    written = re.sub(r'<div class="commentary">.*?</div>', " ", page(made, edition), flags=re.DOTALL)
    written = re.sub(r">References</h2>.*?<h2", ">References</h2><h2", written, flags=re.DOTALL)  # titles of papers
    main = plain(written.partition("<main")[2].partition("</main>")[0])
    assert len(main) > 2000
    found = [(query.word, line) for line in main.splitlines() for query in causal_words.queries(line)]
    assert found == []


@each_edition
def test_the_record_has_the_reading_age_and_the_wording(made, edition):
    record = json.loads((made[edition] / "run.json").read_text(encoding="utf-8"))
    fewest = 20 if "individual" in edition.name else 100  # the page over the sheets is tables
    assert record["reading_age"]["words"] > fewest and record["reading_age"]["aim"] == [12, 14]
    assert record["wording_to_check"] == []  # the demonstrations' own words claim nothing


@named(IN_PLAIN_WORDS)
def test_a_reader_of_14_can_follow_the_public_edition(made, edition):
    record = json.loads((made[edition] / "run.json").read_text(encoding="utf-8"))
    assert 5 < record["reading_age"]["years"] <= OLDEST
    answers = re.findall(r'<div class="(?:answer|text|caveat)">(.*?)</div>', page(made, edition), flags=re.DOTALL)
    texts = [line for answer in answers for line in plain(answer).splitlines() if len(line.split()) > 12]
    hard = [text for text in texts if reading_age.of([text]).age > OLDEST + 5]
    assert texts and hard == []  # no paragraph far above the whole


@named(PUBLIC)
def test_every_word_of_the_field_is_explained_in_the_public_edition(made, edition):
    main = page(made, edition).partition("<main")[2].partition("</main>")[0]
    before, _, after = main.partition(f">{first_use.TITLE}</h2>")
    listed, lines = plain(after.partition("<h2")[0]), plain(main).splitlines()
    texts = paragraphs(before)
    for term in TERMS:
        if any(re.search(term.pattern, line) for line in lines):
            assert term.explanation in listed, term.name
        first = next((text for text in texts if re.search(term.pattern, text)), None)
        assert first is None or not term.in_text or term.explanation in first, term.name


def paragraphs(html: str) -> list[str]:
    """The program's own paragraphs and items, questions left out; the headline figures as one."""
    for left_out in (r'<div class="(?:commentary|notes)">.*?</div>', r"<figure.*?</figure>", r"<table.*?</table>"):
        html = re.sub(left_out, " ", html, flags=re.DOTALL)
    found = re.findall(r'<ul class="headlines">.*?</ul>|<p>.*?</p>|<li>.*?</li>', html, flags=re.DOTALL)
    return [text for one in found if not (text := plain(one).strip()).endswith("?")]


@named(IN_PLAIN_WORDS)
@pytest.mark.parametrize("word", ["median", "quartile", "confidence interval", "standard deviation", "p-value"])
def test_no_jargon_in_the_sentences_of_the_public_edition(made, edition, word):
    answers = re.findall(r'<div class="(?:answer|text|caveat)">(.*?)</div>', page(made, edition), flags=re.DOTALL)
    cards = re.findall(r'<ul class="headlines">(.*?)</ul>', page(made, edition), flags=re.DOTALL)
    assert not [text for text in (*answers, *cards) if word in plain(text).lower()]


@named(OPENING)
def test_the_leadership_edition_opens_with_two_pages_that_stand_alone(made, edition):
    pages = [one.extract_text() for one in PdfReader(made[edition] / "report.pdf").pages[:3]]
    n_opening = next(at for at, text in enumerate(pages) if "Contents" in text.splitlines()[:4])
    assert n_opening in (1, 2)
    first, opened = pages[0], "".join(pages[:n_opening])
    cover = plain(page(made, edition).partition('<div class="cover" id="cover">')[2].partition("</header>")[0])
    opening = re.sub(r"<details>.*?</details>", " ", opening_of(page(made, edition)), flags=re.DOTALL)
    assert "At a glance" in first and all(flat(line) in flat(first) for line in cover.splitlines())
    parts = plain(opening).splitlines()
    assert any(line.startswith("1 ") for line in parts)
    assert [line for line in parts if flat(line) not in flat(opened)] == []
    assert len(opened.split()) <= MOST_WORDS


def opening_of(html: str) -> str:
    return html.partition('<div class="opening">')[2].partition('<div class="page">')[0]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@named(OPENING)
def test_the_opening_has_findings_advice_and_a_caution(made, edition):
    html = page(made, edition)
    opening = opening_of(html)
    assert 'class="headlines"' in opening and 'class="answer"' in opening
    assert 'class="commentary"' in opening  # recommendations or next steps
    assert html.index('<div class="opening">') < html.index("<nav") and html.count('<main id="main"') == 1
    if edition.source.stem in ("demo_iip_evaluation", "demo_annual_report"):
        assert "Main findings" in opening and "<figure" in opening and "Read with care" in opening


@pytest.mark.parametrize("source", sorted({one.source for one in PUBLIC}), ids=lambda path: path.stem)
@pytest.mark.parametrize(("wide", "narrow"), [("dlt", "public"), ("dlt", "trainee")])
def test_who_holds_two_editions_learns_no_more_than_from_the_wider_one(made, source, wide, narrow):
    """What the wider edition hides, the narrower one hides as well: it cannot give it back."""
    first, second = (
        json.loads((made[Edition(source, audience)] / "results.json").read_text(encoding="utf-8"))["figures"]
        for audience in (wide, narrow)
    )
    hidden = {one["id"] for one in first if one["suppressed"]}
    assert [one["id"] for one in second if one["value"] is not None and one["id"] in hidden] == []
