"""How old a reader has to be to follow a text with ease: the Flesch-Kincaid grade, as an age.

grade = 0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid, Fishburne, Rogers and Chissom 1975, Research
Branch Report 8-75). A pupil of grade g of a school in the United States is g + 5 years old when the year begins. What
is a word, a sentence and a syllable: Flesch, How to Write Plain English (1979), chapter 2.

The figure counts length, not sense: a short unknown word (SGO) costs nothing. What else we do: docs/plain-english.md.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import NamedTuple

YEARS_OVER_GRADE = 5
AIM = (12, 14)
"""Reading age that the public edition aims at, in years."""

WORD = re.compile(r"[£−]?\w(?:[\w’'.,:/%-]*[\w%])?")
END = re.compile(r"(?<=[.!?])[”’\")]*\s+(?=[“‘\"(]*[A-Z\d£−])")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(
    r"[^aeiouylr]es?$|[aeiouyl]les?$|(?:[aeiouyr]|[^aeiouytbc])res?$|[^aeioutdl]ed$|[aeiouyl]led$|[gq]ues?$"
)
"""A last vowel that is written and not spoken: home, rule, there, moved, called, league."""

SPOKEN_ES = re.compile(r"(?:[sxzcg]|[cs]h)es$")
"""Places, changes, wishes: the plural is a syllable of its own."""

SPLIT = re.compile(
    r"(?<![ctsg])ia(?!ge)|(?<![ctxg])io(?!n|ur)|iu|(?<![qg])ua|(?<!q)uen[ct]|(?<![ct])ien[ct]|iet|[aeiouy]ing"
    r"|oyee|creat(?!ur)|(?:sm|thm)$"
)
"""Two vowels written together that are spoken apart (guardian, period, usual, quiet, going), and criticism."""

ENDING = re.compile(r"(?<=.)(?:ly|ments?|ful|ness|less)$")
"""Taken off first, so that the e before them is as silent as it is at the end of a word: place-ment."""

SPOKEN = MappingProxyType(
    {"area": 3, "areas": 3, "argue": 2, "business": 2, "element": 3, "elements": 3, "every": 2, "everybody": 4,
     "everyone": 3, "everything": 3, "hundred": 2, "idea": 3, "ideas": 3, "interest": 2, "poem": 2, "ratio": 2,
     "reality": 4, "recipe": 3, "science": 2, "someone": 2, "something": 2, "sometimes": 2, "somebody": 3,
     "suicide": 3, "theatre": 3, "theory": 3, "therefore": 2, "video": 3, "whereas": 2, "caseload": 2, "baseline": 2,
     "household": 2, "guidelines": 2, "medieval": 4, "homework": 2, "being": 2, "usually": 4}
)  # fmt: skip
"""Words that the rules would count wrongly, with the syllables in which they are spoken."""


class ReadingAge(NamedTuple):
    """age: grade + 5, in years; NaN for a text without a word. Then the Flesch-Kincaid grade and what was counted."""

    age: float
    grade: float
    n_words: int
    n_sentences: int
    n_syllables: int


def of(texts: Iterable[str]) -> ReadingAge:
    """The reading age of running text: each text ends a sentence, whether or not it has a stop.

    Figures, signs and abbreviations (SDQ, 12%, £2,600) count as words of one syllable, as Flesch has it.
    """
    sentences = [sentence for text in texts for sentence in END.split(text) if WORD.search(sentence)]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return ReadingAge(math.nan, math.nan, 0, 0, 0)
    n_syllables = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * n_syllables / len(words) - 15.59
    return ReadingAge(grade + YEARS_OVER_GRADE, grade, len(words), len(sentences), n_syllables)


def syllables(word: str) -> int:
    """The syllables in which a word is spoken, by rule; each part of a hyphenated word by itself.

    1 for a figure, and for an abbreviation in capitals. Of two pronunciations the fuller one: av-er-age.
    """
    if any(sign.isdigit() for sign in word) or (word.isupper() and len(word) > 1):
        return 1
    parts = (re.sub(r"[’']s$|\W", "", part.lower()) for part in re.split(r"[-/]", word))
    return sum(_of_part(part) for part in parts if part)


def _of_part(part: str) -> int:
    if part in SPOKEN:
        return SPOKEN[part]
    if ending := ENDING.search(part):
        return _of_part(part[: ending.start()]) + 1 if VOWELS.search(part[: ending.start()]) else 1
    is_silent = bool(SILENT.search(part)) and not SPOKEN_ES.search(part)
    return max(1, len(VOWELS.findall(part)) - is_silent + len(SPLIT.findall(part)))
