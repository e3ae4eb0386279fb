"""What is published, in order; everything else stops the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rtt_eval.blocks import Cover, Prose, Results, Subheading
from rtt_eval.errors import NotebookError, ParamsError
from rtt_eval.publish import document
from rtt_eval.publish.markdown import plain

from . import sample

COVER = Cover("Invented", "", ())


def build(*cells, results=sample.RESULTS):
    return document.build(sample.executed((COVER, *cells), results), "sample.ipynb")


def test_parts_are_numbered_in_order_and_headings_have_ids_of_their_own(report):
    assert [(one.number, one.table.id) for one in report.tables] == [
        (1, "odd"),
        (2, "sdq_change"),
        (3, "lost_pairs"),
        (4, "very_wide"),
    ]
    assert [(one.number, one.chart.id) for one in report.charts] == [(1, "bars_3"), (2, "bars_6"), (3, "bars_12")]
    assert [(one.level, plain(one.spans), one.id) for one in report.headings] == [
        (2, "At a glance", "at-a-glance"),
        (2, "1. Summary and recommendations", "1-summary-and-recommendations"),
        (3, "1.1 Who came", "1-1-who-came"),
        (2, "Outcome measures", "outcome-measures"),
        (3, "How to read it", "how-to-read-it"),
        (4, "What a band is", "what-a-band-is"),
        (2, "Cost & <money>", "cost-money"),
        (2, "Summary", "summary"),
        (2, "Summary", "summary-2"),
    ]


def test_blocks_come_back_as_they_were_made(report):
    assert report.cover == sample.COVER
    assert report.parts[1] == sample.HEADLINES
    assert report.tables[0].table == sample.odd_table()
    assert report.charts[1].chart == sample.chart(6)
    assert report.results == sample.RESULTS.content


def test_setup_cells_are_not_published(report):
    assert not any("How to use" in str(part) for part in report.parts)


def test_headings_in_prose_are_bold_lines_and_not_sections():
    (found,) = build(Prose("# Mine\n\nwords", "text")).parts
    assert plain(found.nodes[0].spans) == "Mine" and build(Prose("# Mine")).headings == ()


@pytest.mark.parametrize(
    "output",
    [
        {"text/plain": "[1, 2]"},
        {"text/html": "<table></table>", "text/plain": "frame"},
        {"image/png": "iVBORw0KGgo="},
    ],
)
def test_any_other_output_stops_the_report_and_is_not_repeated(output):
    notebook = sample.executed((COVER, "## Referrals"))
    notebook.cells.append(sample.code(output))
    with pytest.raises(NotebookError, match=r'cell 6 \(under the heading "Referrals"\) shows something that is not a'):
        document.build(notebook, "sample.ipynb")


def test_printed_text_stops_the_report_and_a_warning_is_only_counted():
    for stream, stops in (("stdout", True), ("stderr", False)):
        notebook = sample.executed((COVER,))
        notebook.cells.append(sample.code())
        notebook.cells[-1].outputs = [{"output_type": "stream", "name": stream, "text": "Ann scored 31"}]
        if stops:
            with pytest.raises(NotebookError) as stopped:
                document.build(notebook, "sample.ipynb")
            assert "Ann" not in str(stopped.value)
        else:
            built = document.build(notebook, "sample.ipynb")
            assert built.cells_with_warnings == (5,) and "Ann" not in repr(built)


def test_exactly_one_cover_first_and_one_record():
    for cells, results in (
        (("## A", COVER), sample.RESULTS),
        ((COVER, COVER), sample.RESULTS),
        ((COVER,), None),
        ((COVER, Results({})), sample.RESULTS),
    ):
        with pytest.raises(NotebookError, match="one cover, before everything else, and one record"):
            document.build(sample.executed(cells, results), "sample.ipynb")


def test_heading_levels_do_not_skip_and_leave_the_first_to_the_cover():
    with pytest.raises(NotebookError, match="level 4 follows one of level 2"):
        build("## A", "#### B")
    with pytest.raises(NotebookError, match="cover's title"):
        build("# A")
    assert [one.level for one in build("## A", "### B", "## C").headings] == [2, 3, 2]


def test_a_link_inside_the_report_leads_somewhere():
    build("## A\n\n[here](#a)")
    with pytest.raises(NotebookError, match="#table-9, which the report does not have"):
        build("## A\n\n[there](#table-9)")


def test_what_a_commentary_may_not_hold_is_the_authors_to_mend():
    with pytest.raises(ParamsError, match="commentary: holds an image"):
        build(Prose("![x](y.png)", "commentary"))
    with pytest.raises(NotebookError, match="cell 4: holds an image"):
        build(Prose("![x](y.png)", "text"))


def test_a_chart_without_a_text_in_its_place_stops_the_report():
    with pytest.raises(NotebookError, match=r"figure 1 \(bars_3\) has no title, or no text in its place"):
        build(replace(sample.chart(3), alt=" "))
    with pytest.raises(NotebookError, match=r"table 1 \(odd\) has no caption"):
        build(replace(sample.odd_table(), caption=""))


def test_a_heading_that_a_function_writes_is_a_section_with_an_id_of_its_own():
    heads = [Subheading("8.2 Placements <3>", 3, opens_page=True), Subheading("8.2 Placements <3>", 3)]
    first, _, second = build("## Indicators", heads[0], Prose("Words."), heads[1]).headings
    assert (first.level, plain(first.spans), first.id) == (2, "Indicators", "indicators")
    assert (plain(second.spans), second.id, second.opens_page) == ("8.2 Placements <3>", "8-2-placements-3-2", False)


def test_a_heading_that_a_function_writes_cannot_skip_a_level():
    with pytest.raises(NotebookError, match="level 4"):
        build("## Indicators", Subheading("Too deep", 4))
