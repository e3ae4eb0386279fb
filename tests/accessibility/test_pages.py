"""The pages of every PDF, measured: filled, no heading alone at a foot, none with next to nothing on it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from tests.accessibility.conftest import each_edition

TOP_PT, FOOT_PT = 85.0, 62.0
"""What the running head and the page number take, with the margins, in points."""

LEAST_FILLED = 0.45
LEAST_UNDER_A_HEADING_PT = 40.0  # two lines of text


class Page(NamedTuple):
    """Height of the page, and how far down its contents reach, in points from the top."""

    height: float
    reaches: float

    @property
    def filled(self) -> float:
        return (self.reaches - TOP_PT) / (self.height - TOP_PT - FOOT_PT)


def pages_of(file: Path) -> list[Page]:
    """Every page, from the ink on it between the running head and the page number."""
    found = []
    for page in pypdfium2.PdfDocument(str(file)):
        grey = np.asarray(page.render(scale=1, grayscale=True).to_numpy()).reshape(round(page.get_height()), -1)
        body = grey[int(TOP_PT) : -int(FOOT_PT)]
        inked = np.flatnonzero((body < 200).any(axis=1))
        found.append(Page(page.get_height(), TOP_PT + (float(inked[-1]) if len(inked) else 0.0)))
    return found


def headings_of(file: Path, pages: list[Page]) -> list[tuple[str, int, float]]:
    """Title, page (from 0) and height from the top of every bookmark."""
    reader = PdfReader(file)

    def flat(outline: list) -> list[Destination]:
        return [one for each in outline for one in (flat(each) if isinstance(each, list) else [each])]

    places = [(str(one.title), reader.get_destination_page_number(one), float(one.top)) for one in flat(reader.outline)]
    return [(title, page, pages[page].height - top) for title, page, top in places]


@each_edition
def test_no_page_is_half_empty_and_no_heading_stands_alone(made, edition):
    file = made[edition] / "report.pdf"
    pages = pages_of(file)
    headings = headings_of(file, pages)
    opened = {page for _, page, down in headings if down < TOP_PT + 30}
    ends = {page - 1 for page in opened} | {len(pages) - 1}
    empty = [
        (number + 1, round(page.filled, 2))
        for number, page in enumerate(pages)
        if page.filled < LEAST_FILLED and number not in ends and page.height > 800
    ]
    assert not empty, "pages (number, filled) that are half empty"
    alone = [
        (title, page + 1)
        for title, page, down in headings
        if pages[page].reaches - down < LEAST_UNDER_A_HEADING_PT and pages[page].height > 800
    ]
    assert not alone, "headings at the foot of a page with nothing under them"


def test_the_measure_finds_a_half_empty_page_and_a_heading_alone(tmp_path):
    typst = pytest.importorskip("typst")
    (tmp_path / "page.typ").write_text(
        "#set page(paper: 'a4')\n#v(1cm)\nA line.\n#pagebreak()\n#v(23cm)\n= Alone\n#pagebreak()\nMore.".replace(
            "'", '"'
        )
    )
    typst.compile(str(tmp_path / "page.typ"), output=str(tmp_path / "page.pdf"))
    pages = pages_of(tmp_path / "page.pdf")
    assert pages[0].filled < LEAST_FILLED < pages[1].filled
    ((title, page, down),) = headings_of(tmp_path / "page.pdf", pages)
    assert (title, page) == ("Alone", 1) and pages[1].reaches - down < LEAST_UNDER_A_HEADING_PT
