"""Every report there is, for the leadership and for the public: the gate lets it pass, and its sentences can be read.

A later report is taken in by its demonstration, params/demo_<report>.yml.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from rtt_eval import params, publish
from tests.reports.conftest import write_params
from tests.reports.readable import faults

DEMONSTRATIONS = sorted((Path(__file__).parents[2] / "params").glob("demo_*.yml"))
EXPLAINS = "[c] hidden so that no child can be recognised."
STANDS = "[c] stands in its place."


RELEASES = [
    (source, audience)
    for source in (*DEMONSTRATIONS, None)
    for audience in ("dlt", "public")
    if source is None or audience in params.AUDIENCES[params.load(source).report]
]


@pytest.fixture(scope="module", params=RELEASES, ids=lambda one: f"{one[0].stem if one[0] else 'iip_2018_03'}-{one[1]}")
def release(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a report and its audience; without a demonstration, of the edition's."""
    source, audience = request.param
    folder = tmp_path_factory.mktemp("released")
    path = source or write_params(folder)
    return publish.run(path, folder / "out", audience=audience, formats=("html",)).folder, audience


@pytest.fixture
def released(release: tuple[Path, str]) -> Path:
    return release[0]


@pytest.fixture
def audience(release: tuple[Path, str]) -> str:
    return release[1]


def test_the_gate_lets_it_pass_and_says_what_it_did(released, audience):
    said = json.loads((released / "run.json").read_text(encoding="utf-8"))["disclosure"]
    assert said["hidden"] > 0 and said["audited"]["hidden_counts"] > 0
    assert said["accepted"] == said["exceptions"] == said["compared_with"] == []
    answers = {line["item"]: line["answer"] for line in said["checklist"]}
    assert answers["Can a hidden number be worked out from what is shown?"].startswith("none can (to within 5)")
    assert audience in answers["Who may see this edition"]


def prose(page: str) -> list[str]:
    """Paragraphs, headings and captions: what is written as sentences, without tables and pictures."""
    kept = re.sub(r"<(table|svg|style|script|dl)\b.*?</\1>", " ", page, flags=re.S)
    found = re.findall(r"<(p|h[1-6]|figcaption|li)\b[^>]*>(.*?)</\1>", kept, flags=re.S)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split()) for _, text in found]


def test_sentences_read_as_sentences(released):
    page = (released / "report.html").read_text("utf-8")
    said = [text.replace(EXPLAINS, "").replace(STANDS, "") for text in prose(page)]
    assert len(said) > 30
    # A note under a table that lists figures may hold the symbol; a sentence never does.
    odd = re.compile(r"\[[cx]\] (children|young|of|in|lived|had|took)|\bNone young|\bnan\b")
    assert [text for text in said if odd.search(text)] == []
    assert [text for text in said if text.count("an unstated number") > 4] == []
    assert faults(page) == []


def test_groups_put_together_have_a_label_and_a_note(released):
    page = (released / "report.html").read_text("utf-8")
    results = json.loads((released / "results.json").read_text(encoding="utf-8"))
    groups = [one for one in results["figures"] if ".other_groups." in one["id"] and one["value"] is not None]
    assert not groups or "Put together so that no child can be recognised." in page
    assert "other_groups" not in html.unescape(re.sub(r"<[^>]+>", "", page))
