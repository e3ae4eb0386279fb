"""Bring two spellings of one label together: what a reader does not see as a difference is none."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

QUOTES = dict.fromkeys(map(ord, "‘’‚‛′`´ʼ"), "'") | dict.fromkeys(map(ord, "“”„‟″"), '"')
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\x00"))
PUNCTUATION = re.compile(r"[.,:;?!*#'\"()\[\]{}]")


@lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """A value without capitals, invisible characters, doubled spaces, curly quotes and long dashes.

    Underscores count as spaces, spaces around a dash or a slash do not matter: "Not_Picked  Up " is "not picked up".
    """
    text = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).translate(QUOTES | DASHES)
    text = re.sub(r"[\s_]+", " ", text).strip().casefold()
    return re.sub(r" ?([-/]) ?", r"\1", text)


@lru_cache(maxsize=100_000)
def heading(text: str) -> str:
    """A heading without what `plain` takes away and without punctuation: "D.O.B." is "dob"."""
    return re.sub(r"[\s\-/]+", " ", PUNCTUATION.sub("", plain(text).replace("(", " ("))).strip()
