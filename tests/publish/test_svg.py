"""Charts stand side by side in one page and keep out of each other's way; nothing runs, nothing loads."""

from __future__ import annotations

import re

import pytest

from rtt_eval.errors import NotebookError
from rtt_eval.publish import svg

from . import sample

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 20">'


def test_ids_and_all_references_to_them_get_the_prefix():
    drawing = f'{HEAD}<path id="a"/><use xlink:href="#a" clip-path="url(#b)" style="fill: url(\'#a\')"/></svg>'
    cleaned = svg.clean(drawing, "figure-1", "figure 1")
    assert 'id="figure-1-a"' in cleaned and ' href="#figure-1-a"' in cleaned
    assert 'clip-path="url(#figure-1-b)"' in cleaned and "url(#figure-1-a)" in cleaned
    assert svg.size(cleaned) == (40, 20)


def test_a_real_chart_loses_metadata_and_dates_and_keeps_its_words():
    cleaned = svg.clean(sample.drawing(3), "figure-7", "figure 7")
    ids = re.findall(r' id="([^"]*)"', cleaned)
    assert ids and len(ids) == len(set(ids)) and all(id.startswith("figure-7-") for id in ids)
    assert "<metadata" not in cleaned and "<?xml" not in cleaned and "<!DOCTYPE" not in cleaned
    assert re.findall(r"https?://[^\"]*", cleaned) == ["http://www.w3.org/2000/svg"]
    assert ".figure-7 *{stroke-linejoin: round; stroke-linecap: butt}" in cleaned


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x</script>",
        "<foreignObject/>",
        '<image href="a.png"/>',
        '<path onclick="x"/>',
        '<use xlink:href="http://example.org/a.svg#b"/>',
        '<path style="fill: url(http://example.org/a)"/>',
    ],
)
def test_what_could_run_or_load_stops_the_report(inside):
    with pytest.raises(NotebookError, match="figure 1"):
        svg.clean(f"{HEAD}{inside}</svg>", "figure-1", "figure 1")


def test_what_is_not_svg_stops_the_report():
    with pytest.raises(NotebookError, match="not well-formed"):
        svg.clean("<svg><g></svg>", "figure-1", "figure 1")
