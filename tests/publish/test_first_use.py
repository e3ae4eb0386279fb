"""The public edition explains a word where it first stands, once, and lists all of them before the appendices."""

from __future__ import annotations

from rtt_eval import blocks
from rtt_eval.labels import TERMS
from rtt_eval.publish import document, first_use, markdown, running_text
from rtt_eval.publish.markdown import Heading, Paragraph, Span

SDQ = next(term.explanation for term in TERMS if term.name == "SDQ")
MEDIAN = next(term.explanation for term in TERMS if term.name == "Median")


def heading(text: str) -> Heading:
    return Heading(2, (Span("text", text),))


def paragraph(text: str) -> Paragraph:
    return Paragraph((Span("text", text),))


def words(part) -> str:
    return markdown.plain(part.spans)


def test_a_term_is_explained_after_its_first_paragraph_and_only_there() -> None:
    found = first_use.explained([heading("1 SDQ"), paragraph("The SDQ fell."), paragraph("The SDQ rose.")])
    assert [words(one) for one in found[:3]] == ["1 SDQ", f"The SDQ fell. {SDQ}", "The SDQ rose."]


def test_a_question_is_not_followed_by_an_explanation() -> None:
    found = first_use.explained([paragraph("What does the SDQ say?"), paragraph("The SDQ fell.")])
    assert [words(one) for one in found[:2]] == ["What does the SDQ say?", f"The SDQ fell. {SDQ}"]


def test_a_headline_figure_explains_it_in_its_sentence() -> None:
    cards = blocks.Headlines((blocks.Headline("−2.8 points", "in the SDQ", "It may be chance."),))
    (found, *_) = first_use.explained([cards])
    assert found.items[0].sentence == f"It may be chance. {SDQ}" and found.items[0].label == "in the SDQ"


def test_the_authors_words_are_left_alone() -> None:
    given = document.Prose("commentary", (paragraph("Our SDQ scores."),))
    assert first_use.explained([given])[0] == given


def test_words_of_tables_and_charts_are_listed_before_the_appendices() -> None:
    table = blocks.Table("t", "Waits", (blocks.Head("Wait"), blocks.Head("Median", True)), (("Therapy", "6"),))
    found = first_use.explained([heading("1 Waits"), table, heading("Appendix A: Method"), paragraph("SDQ")])
    heads = [words(one) for one in found if isinstance(one, Heading)]
    assert heads == ["1 Waits", first_use.TITLE, "Appendix A: Method"]
    listed = [words(item[0]) for item in found[3].items]
    assert listed == [f"SDQ. {SDQ}", f"Median. {MEDIAN}"]


def test_no_words_no_list() -> None:
    given = [heading("1 Summary"), paragraph("All is well.")]
    assert first_use.explained(given) == given


def test_running_text_is_what_the_program_wrote_before_the_list_of_words() -> None:
    parts = (
        heading("1 Summary"),
        blocks.Headlines((blocks.Headline("3", "things", "Three were counted."),)),
        document.Prose("answer", (paragraph("The answer."),)),
        document.Prose("commentary", (paragraph("Mine."),)),
        paragraph("How to read it."),
        heading(first_use.TITLE),
        paragraph("SDQ."),
        heading("Appendix A"),
        paragraph("Method."),
    )
    report = document.Document(blocks.Cover("T", "", ()), parts, {"audience": "public"})
    assert running_text.sentences(report) == ["Three were counted.", "The answer.", "How to read it."]
    assert running_text.record(report)["words"] == 3 + 2 + 4
    assert "years (aim: 12 to 14)" in running_text.told(report, "public") and running_text.told(report, "dlt") == ""
