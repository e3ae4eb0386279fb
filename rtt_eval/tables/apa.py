"""Tables put into the form of the American Psychological Association (7th edition): the same cells, in its notation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rtt_eval.blocks import Head, Table
from rtt_eval.disclosure.wording import MINUS, without_zero

LETTERS = frozenset({"n", "N", "M", "SD", "p", "t", "r", "df", "%"})
"""Heads that are a statistic's letter alone; the percent sign is not set in italics but is a head of its own."""

NUMBER = rf"{MINUS}?£?[\d,]+(?:\.\d+)?%?"
INTERVAL = re.compile(rf"\(({NUMBER}) to ({NUMBER}|no upper limit)\)")
PROBABILITY = re.compile(r"(?<![\d.])<?0\.\d+")
SHORT_WORDS = "a an and as at but by for if in nor of off on or per so the to up via yet"
SMALL_WORDS = frozenset(SHORT_WORDS.split())
INTERVAL_HEADS = (("(95% interval)", "[95% CI]"), (", 95% interval", ", 95% CI"), ("95% interval", "95% CI"))


def apa(*tables: Table | Iterable[Table] | None) -> list[Table]:
    """The tables, less those that there are not, in APA form.

    The title in italics and title case under the number, statistics in italics, intervals in square brackets, no zero
    before the point of a p-value, and what stands below introduced by “Note.”
    """
    found = [one for each in tables if each is not None for one in ([each] if isinstance(each, Table) else each)]
    return [_styled(table) for table in found]


def _styled(table: Table) -> Table:
    is_p = [bool(re.search(r"\bp\b", head.label)) for head in table.heads]
    rows = tuple(
        tuple(_cell(cell, is_probability) for cell, is_probability in zip(row, is_p, strict=True)) for row in table.rows
    )
    heads = tuple(_head(head) for head in table.heads)
    return replace(table, caption=title_case(table.caption), heads=heads, rows=rows, is_apa=True)


def _cell(text: str, is_probability: bool) -> str:
    text = INTERVAL.sub(r"[\1, \2]", text)
    return PROBABILITY.sub(lambda found: without_zero(found.group()), text) if is_probability else text


def _head(head: Head) -> Head:
    label = head.label
    for long, short in INTERVAL_HEADS:
        label = label.replace(long, short)
    return replace(head, label=label, is_symbol=label in LETTERS - {"%"})


def title_case(text: str) -> str:
    """Every word with a capital, but the letters of statistics, and short words neither first nor after a colon."""
    words = text.split(" ")
    made = []
    for place, word in enumerate(words):
        is_small = word.strip("(),").lower() in SMALL_WORDS and place > 0 and not words[place - 1].endswith((":", "."))
        is_letter = word.strip("(),") in LETTERS
        made.append(word if is_small or is_letter else _capital(word))
    return " ".join(made)


def _capital(word: str) -> str:
    """The first letter in capitals; in a word with hyphens that of each part, but a short word between two others."""
    parts = word.split("-")
    return "-".join(
        part
        if 0 < place < len(parts) - 1 and part in SMALL_WORDS
        else re.sub(r"[^\W\d_]", lambda found: found.group().upper(), part, count=1)
        for place, part in enumerate(parts)
    )
