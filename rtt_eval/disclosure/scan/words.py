"""Text as the scan compares it: one form for signs that look alike, words with their places, ordinary words."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from itertools import islice
from typing import NamedTuple

SAME = str.maketrans(
    dict.fromkeys("’‘‛ʼʹ´`＇ꞌ", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－⁃", "-")
    | {"ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ı": "i", "ħ": "h", "Ħ": "H"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ß": "ss"}
)
UNSEEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
LISTS = ("ordinary.txt", "own_words.txt")
SHORTEST = 3
"""Names of one or two letters (Jo, Li, Ng) are ordinary words too: they turn up as codes and abbreviations."""


class Word(NamedTuple):
    """A word or a run of digits: where it stands in the folded text, and as it is compared."""

    start: int
    end: int
    plain: str


def fold(text: str) -> str:
    """The text with one form for look-alikes: NFKC, no accents, no unseen signs, plain hyphens and apostrophes."""
    if text.isascii():
        return text.replace("`", "'")
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    parts = unicodedata.normalize("NFD", seen.translate(SAME))
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if not unicodedata.combining(sign)))


def words(folded: str, start: int = 0, most: int | None = None) -> list[Word]:
    """The words and runs of digits of a folded text from `start` on, in order, at most so many."""
    found = islice(WORD.finditer(folded, start), most)
    return [Word(one.start(), one.end(), plain(one.group())) for one in found]


@cache
def plain(word: str) -> str:
    """A word as it is compared: no capitals, no apostrophes, no possessive 's (Ann's is Ann, O'Brien is obrien)."""
    return word.casefold().removesuffix("'s").replace("'", "")


def key(text: str) -> tuple[str, ...]:
    """The words of a name or an id, as they are compared."""
    return tuple(word.plain for word in words(fold(text)))


def is_ordinary(word: str) -> bool:
    """Whether a plain word is one that a report may hold without naming anybody (may, rose, young, change)."""
    return len(word) < SHORTEST or word in ordinary_words()


@cache
def ordinary_words() -> frozenset[str]:
    """The shipped lists, ordinary.txt and own_words.txt: one or more words a line; # opens a comment."""
    folder = resources.files(__package__)
    lines = [line for name in LISTS for line in (folder / name).read_text(encoding="utf-8").splitlines()]
    return frozenset(word for line in lines for word in line.partition("#")[0].split())
