"""How the pages of a PDF end: from where things came to stand, what to change so that nothing is left alone.

Typst breaks pages well from the front; it does not look ahead. So the document is set, looked at and set again: a table
of which only a row or two, or only the notes, went over to the next page leaves some room at the foot of its first, and
a chart that missed its page by a little is drawn a little smaller. (A pass takes about half a second.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

PAGE_END_PT = 841.9 - 62.4  # A4 less the lower margin of 22 mm
MIDDLE_PT = 297.6
NEW_PAGE = "page"
"""The name of the mark at the start of a page that had to be new."""

FEWEST_ROWS = 3
LINE_PT = 13.5
PAGE_START_PT, LONGEST_LEAD_PT = 85.0, 130.0
SMALLEST = 0.78
"""A chart is drawn at this size or larger: its 9 point text stays as large as the smallest in tables."""

GOES_ALONG = 0.0
"""In place of a size: the chart stands on one page with what follows it."""

SLACK_PT = 30.0
"""The room above a chart, and what is not known of where a line of text ends."""


class Mark(NamedTuple):
    """Where something came to stand. `number`: of a row, how many rows there are from it on (3, 2, 1); 0 for the end;
    the height in points for the picture of a chart. `name`: the anchor, or empty for the end of a text."""

    name: str
    page: int
    across: float
    down: float
    number: float

    @property
    def sheet(self) -> tuple[int, bool]:
        """The page, and which half of it."""
        return self.page, self.across > MIDDLE_PT


def more(marks: Sequence[Mark], fixes: Mapping[str, float]) -> dict[str, float]:
    """What to change, beyond `fixes`, by anchor: room below a table in points, the size of a chart or GOES_ALONG.

    marks: in the order of the document. Empty where every page ends well, or no better end is known.
    """
    found = (*_tables(marks, fixes), *_charts(marks, fixes), *_tails(marks, fixes))
    return {name: fix for name, fix in found if fixes.get(name) != fix}


def _tables(marks: Sequence[Mark], fixes: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Tables of which fewer rows than FEWEST_ROWS stand on their last page, with the room that sends some along."""
    for name, found in groupby(marks, key=lambda mark: mark.name):
        *rows, end = found
        if not name.startswith(("table", "figure")) or len(rows) < FEWEST_ROWS:
            continue
        over = [row for row in rows if row.sheet == end.sheet]
        if len(over) < FEWEST_ROWS:
            heights = [second.down - first.down for first, second in pairwise(rows) if first.sheet == second.sheet]
            row = max([LINE_PT, *heights])
            yield name, fixes.get(name, 0.0) + row * (FEWEST_ROWS - len(over)) + 1


def _charts(marks: Sequence[Mark], fixes: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Charts that opened a page though most of them would have fitted under what stands before, with their new size.

    A heading and a line that stand over the chart on its page would have gone with it.
    """
    for place, (start, end) in enumerate(pairwise(marks)):
        is_chart = start.number > FEWEST_ROWS and end.name == start.name and end.page == start.page
        before = _last_of_page_before(marks[:place], start.page)
        lead = start.down - PAGE_START_PT
        if not is_chart or before is None or lead > LONGEST_LEAD_PT or start.name in fixes:
            continue
        room = PAGE_END_PT - before.down - SLACK_PT - lead
        size = (room - (end.down - start.down - start.number)) / start.number
        if size >= SMALLEST:
            yield start.name, min(size, 1.0)


def _tails(marks: Sequence[Mark], fixes: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The charts of a page from which a little went over to a page of its own, with the size that takes it back.

    Where a new page is forced after it, that little would stand alone; where the charts would be too small, the last of
    them goes along.
    """
    for place, new in enumerate(marks):
        if new.name != NEW_PAGE or place == 0:
            continue
        last = marks[place - 1]
        over = [mark for mark in marks[:place] if mark.page == last.page]
        full = [mark for mark in marks[:place] if mark.page == last.page - 1]
        charts = [mark for mark in full if mark.number > FEWEST_ROWS and mark.name not in fixes]
        if last.page != new.page - 1 or any(mark.number > FEWEST_ROWS for mark in over) or not charts:
            continue
        too_much = last.down - PAGE_START_PT + SLACK_PT - (PAGE_END_PT - full[-1].down)
        size = 1 - too_much / sum(chart.number for chart in charts)
        if size >= SMALLEST:
            yield from ((chart.name, min(size, 1.0)) for chart in charts)
        else:
            yield charts[-1].name, GOES_ALONG


def _last_of_page_before(marks: Sequence[Mark], page: int) -> Mark | None:
    """The last mark of the page before; None where a table or a chart stands between, or the page was to be new."""
    for mark in reversed(marks):
        if mark.page == page - 1:
            return mark
        if mark.name or mark.page != page:
            return None
    return None
