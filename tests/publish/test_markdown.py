"""Markdown is parsed once, into a tree that both renderers read."""

from __future__ import annotations

import pytest

from rtt_eval.publish.markdown import Heading, Items, Paragraph, Quote, Span, Unsupported, links, parse, plain


def text(words: str) -> Span:
    return Span("text", words)


def test_emphasis_code_links_and_breaks():
    (found,) = parse("a *b* **c *d*** `e_f`\ng  \nh [i](https://www.gov.uk/x)")
    assert found == Paragraph(
        (
            text("a "),
            Span("em", children=(text("b"),)),
            text(" "),
            Span("strong", children=(text("c "), Span("em", children=(text("d"),)))),
            text(" "),
            Span("code", "e_f"),
            text(" "),
            text("g"),
            Span("break"),
            text("h "),
            Span("link", children=(text("i"),), href="https://www.gov.uk/x"),
        )
    )


def test_lists_nest_and_keep_their_first_number():
    (found,) = parse("3. a\n   - b\n   - c\n4. d")
    inner = Items(False, 1, ((Paragraph((text("b"),)),), (Paragraph((text("c"),)),)))
    assert found == Items(True, 3, ((Paragraph((text("a"),)), inner), (Paragraph((text("d"),)),)))


def test_a_heading_that_looks_like_a_list_stays_a_heading():
    assert parse("## 1. Summary\n\n> q") == (Heading(2, (text("1. Summary"),)), Quote((Paragraph((text("q"),)),)))


def test_html_and_code_of_the_renderers_stay_text():
    (found,) = parse("<script>x</script> {{ y }} #panic()")
    assert plain(found.spans) == "<script>x</script> {{ y }} #panic()"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("![a](b.png)", "an image"),
        ("```\ncode\n```", "a code block"),
        ("a\n\n---\n\nb", "a rule"),
        ("[a](../data/outcomes.csv)", "a link"),
    ],
)
def test_what_a_report_does_not_hold_is_named(written, said):
    with pytest.raises(Unsupported, match=said):
        parse(written)


def test_a_link_to_a_script_is_no_link():
    (found,) = parse("[a](javascript:alert)")
    assert plain(found.spans) == "[a](javascript:alert)"


def test_links_are_found_at_any_depth():
    assert links(parse("[a](#x)\n\n- **[b](#y)**\n  > [c](#z)")) == ["#x", "#y", "#z"]
