"""Classes of faults in the words of a page, told by their form alone: what no reader should stumble over.

`faults` reads paragraphs, lists, headings, captions, notes and alternative texts. Not read: names of files and settings
(in `code`), the list of figures that are alike, which names ids for the person who signs the release, and tables but
for their captions and cells without a word.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

MANY = (
    "children|young people|referrals|forms|months|weeks|days|events|episodes|moves|families|courses|applications|"
    "pairs|answers|people|reviews|rows|indicators|involvements|of them were|of them have|were|are|have"
)
ONE = (
    "child|young person|referral|form|month|week|day|event|episode|move|family|course|application|pair|answer|person|"
    "review|row|indicator|involvement|of them was|of them has"
)
CLASSES = {
    "a code": re.compile(r"\b(?!g_av\b|d_av\b|d_z\b)\w+_\w+\b"),
    "a word twice": re.compile(r"\b([A-Za-z]{2,}) \1\b"),
    "nothing in words": re.compile(r"\b(nan|NaN|NaT|null|inf)\b|\bNone (young|child)|(?<=\s)None$"),
    "1 of many": re.compile(rf"(?<![\d.,/£(–−-])\b1 ({MANY})\b"),
    "many of one": re.compile(rf"(?<![\d.,/£–−-])\b([02-9]|\d\d+) ({ONE})\b"),
    "a space before a stop": re.compile(r"\s[.,;:!?](?=\s|$)"),
    "two stops": re.compile(r"(?<!\.)\.\.(?!\.)|\. \.|,,|;;|[;:]\.|\.;|, ,|\?\."),
    "nothing in brackets": re.compile(r"\(\s*\)|\[\s*\]|“\s*”"),
    "capitals after a small letter": re.compile(r"\b[a-z][A-Z]{2,}"),
    "an unfilled place": re.compile(r"\{\w*\}|%s|%d"),
}
PAIRS = ("()", "[]", "“”")
IDS = "Everybody in a group alike:"
"""How the list of ids begins (see `tables.release_checklist`)."""


def faults(page: str) -> list[str]:
    """Every fault of a page of HTML, with its class and the text in which it stands; empty where there is none."""
    return [*_in_texts(page), *_empty_sections(page), *_empty_cells(page)]


def _in_texts(page: str) -> Iterator[str]:
    for tag, text in texts(page):
        if text.startswith(IDS):
            continue
        yield from (f"{name}: {text}" for name, form in CLASSES.items() if form.search(text))
        yield from (f"brackets: {text}" for left, right in PAIRS if text.count(left) != text.count(right))
        if not text or (tag in ("alt", "caption", "h") and text[:1].islower()):
            yield f"begins small, or is empty: {tag} {text}"


def texts(page: str) -> list[tuple[str, str]]:
    """What is written as sentences, with its tag (`h` for a heading, `alt` for an alternative text)."""
    kept = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.S)
    alts = re.findall(r'<svg role="img" aria-label="([^"]*)"', kept)
    kept = re.sub(r"<svg\b.*?</svg>", " ", kept, flags=re.S)
    kept = re.sub(r"<code\b.*?</code>", "`", kept, flags=re.S)
    found = re.findall(r"<(p|h[1-6]|figcaption|caption|li|dd)\b[^>]*>(.*?)</\1>", kept, flags=re.S)
    said = [("h" if tag[0] == "h" else tag, _plain(inside)) for tag, inside in found if "<table" not in inside]
    return [*(("alt", html.unescape(alt)) for alt in alts), *said]


def _plain(inside: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", inside)).split())


def _empty_sections(page: str) -> Iterator[str]:
    """Headings with nothing before the next heading of the same or a higher level, or before the end."""
    main = page.partition("<main")[2] or page
    found = re.findall(r"<(h[1-6]|p|table|figure|ul|ol|dl|nav)\b[^>]*>([^<]*)", main)
    for (tag, words), (after, _) in zip(found, [*found[1:], ("h1", "")], strict=True):
        if tag[0] == after[0] == "h" and after <= tag:
            yield f"an empty section: {words}"


def _empty_cells(page: str) -> Iterator[str]:
    """Cells of a table without a word, a number or a symbol that says why."""
    for table in re.findall(r"<table\b.*?</table>", page, flags=re.S):
        caption = _plain("".join(re.findall(r"<caption\b[^>]*>(.*?)</caption>", table, flags=re.S)))
        cells = re.findall(r"<td\b[^>]*>(.*?)</td>", table, flags=re.S)
        if any(_plain(one) in ("", "None", "nan", "NaT") for one in cells if "<svg" not in one):
            yield f"an empty cell: {caption}"
