"""What a cell shows, read back: the number that it states, exactly, or nothing where it is words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from rtt_eval.blocks import Table

MINUS = "\u2212"
NUMBER = re.compile(rf"({MINUS}?)(£?)(0|[1-9]\d*|[1-9]\d{{0,2}}(?:,\d{{3}})+)((?:\.\d+)?)(%?)", flags=re.ASCII)
SYMBOL = re.compile(r"(\[[a-z]+\]) (.+)")
MOST_DIGITS = 15


class Number(NamedTuple):
    """A number and the spreadsheet format in which it looks as it does in the report."""

    value: float
    format: str


def number(text: str) -> Number | None:
    """The number that a cell shows, such as `−3.1`, `1,204`, `£470` or `25%`; None where it holds anything else.

    Also None where a spreadsheet would show it differently: a leading zero, `−0.0`, more than 15 digits.
    """
    match = NUMBER.fullmatch(text)
    if match is None:
        return None
    sign, pound, whole, decimals, percent = match.groups()
    value = Decimal(f"{'-' if sign else ''}{whole.replace(',', '')}{decimals}")
    if (sign and value == 0) or len(value.as_tuple().digits) > MOST_DIGITS:
        return None
    digits = ("#,##0" if "," in whole else "0") + decimals[:1] + "0" * len(decimals[1:]) + percent
    return Number(float(value / 100 if percent else value), f'{pound}{digits};"{MINUS}"{pound}{digits}')


def symbol(note: str) -> tuple[str, str]:
    """The symbol that a note explains and what it says of it; two empty texts for any other note."""
    match = SYMBOL.fullmatch(note)
    return (match[1], match[2]) if match else ("", "")


def unique_heads(table: Table) -> list[str]:
    """The heads of a table, none empty and no two alike, however they are written: a spreadsheet table needs that."""
    made: list[str] = []
    taken: set[str] = set()
    for position, head in enumerate(table.heads, start=1):
        label = first = " ".join(head.label.split()) or f"Column {position}"
        n = 1
        while label.casefold() in taken:
            n += 1
            label = f"{first} ({n})"
        made.append(label)
        taken.add(label.casefold())
    return made
