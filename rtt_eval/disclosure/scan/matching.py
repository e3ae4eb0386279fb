"""One pass over the words of a text: which terms of the dictionary stand there, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rtt_eval.disclosure.scan import dates, patterns
from rtt_eval.disclosure.scan.findings import Severity
from rtt_eval.disclosure.scan.terms import Dictionary, Term
from rtt_eval.disclosure.scan.words import WORD, Word, is_ordinary, plain, words

WIDEST_GAP = 8
"""Signs between two words of one name: "Young,  Rose" is one, two cells far apart are not."""

NEAR = 40
"""Signs within which a word for birth, or a second weak sign of the same child, counts."""

BIRTH = re.compile(r"\b(?:born|birth\w*|date_of_birth|d\.?\s?o\.?\s?b)\b", re.IGNORECASE)
INITIALS = re.compile(r"(?<!\w)[A-Z](?:[. -]{0,2}[A-Z]){1,3}(?!\w)")
OTHERS_DATE = "a date on which a child was born, and nothing beside it says whose"
SENTENCE_END = ".!?:;\n\x00•*#|>\"'([-"
DIGEST = re.compile(r"(?<![^\W_])[0-9a-f]{64}(?![^\W_])")
"""A SHA-256 of a file, in run.json: eight digits in it are no date."""

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
ID_GAP = re.compile(r"[-_/ \n.]?")
LIKELY, POSSIBLE = "an ordinary word, with a capital within a sentence", "an ordinary word, with a capital"


class Hit(NamedTuple):
    """A term of the dictionary in a folded text, from start to end."""

    start: int
    end: int
    kind: str
    severity: Severity
    people: frozenset[str]
    score: int = 3
    why: str = ""


def hits(
    folded: str,
    known: Dictionary,
    context_at: Callable[[int], str] = lambda _: "",
    line_at: Callable[[int], tuple[int, int]] | None = None,
) -> list[Hit]:
    """What stands in a folded text, in order of place; of hits that lie within others, the longest.

    context_at: words that say what stands at a place, such as a column's heading. line_at: where the line of a place,
    or the row of a table, begins and ends; None: the text is one line.
    """
    digests = [one.span() for one in DIGEST.finditer(folded)]
    when = [one for one in dates.written(folded) if not any(start <= one.start < end for start, end in digests)]
    by_name = list(_named(folded, known, [(one.start, one.end) for one in when]))
    births = list(_births(folded, when, known, context_at))
    if not known.dates_block:
        signs = [one for one in by_name if one.score > 1]
        births = [_if_told(one, folded, known, signs, line_at) for one in births]
    return _together(_longest([*by_name, *births, *patterns_of(folded)]))


def patterns_of(folded: str) -> Iterator[Hit]:
    """What looks like a number or an address of anybody's: for a person to look at."""
    for start, end, kind, why in patterns.found(folded):
        yield Hit(start, end, kind, "review", frozenset(), 2, why)


def _named(folded: str, known: Dictionary, dated: Sequence[tuple[int, int]]) -> Iterator[Hit]:
    lengths, terms = known.lengths, known.terms
    if not terms:
        return
    for first in WORD.finditer(folded):
        possible = lengths.get(plain(first.group()))
        if possible is None:
            continue
        ahead = words(folded, first.start(), possible[0])
        for length in possible:
            stretch = ahead[:length]
            for term in terms.get(tuple(one.plain for one in stretch), ()) if len(stretch) == length else ():
                hit = _as_id(folded, stretch, term) if term.how == "id" else _as_name(folded, stretch, term, dated)
                if hit is not None:
                    yield hit


def _as_id(folded: str, stretch: Sequence[Word], term: Term) -> Hit | None:
    """An id stands by itself: no part of a longer number, of a decimal, or of a code of many letters and digits."""
    start, end = stretch[0].start, stretch[-1].end
    for one, other in pairwise(stretch):
        gap = folded[one.end : other.start]
        if not ID_GAP.fullmatch(gap) or (gap == "." and len(stretch) < 3):
            return None
    if not _stands_alone(folded, start, end):
        return None
    why = "a short number that could be anything" if term.is_weak else ""
    if term.is_weak and term.kind == "person_id":
        why = "a pseudonym of the tables"
    return Hit(start, end, term.kind, "review" if term.is_weak else "block", term.people, 3 - term.is_weak, why)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    before = re.search(r"[^\W_]*$", folded[max(0, start - 20) : start])
    after = folded[end : end + 4]
    if before and before.group() and not (before.group().isalpha() and folded[start].isdigit()):
        return False
    if before and len(before.group()) > 12:
        return False
    is_decimal = re.search(r"\d[.,]$", folded[max(0, start - 2) : start]) is not None and folded[start].isdigit()
    if is_decimal or (after and (after[0].isalnum())):
        return False
    return not re.match(r"[.,](?!0(?!\d))\d", after)


def _as_name(folded: str, stretch: Sequence[Word], term: Term, dated: Sequence[tuple[int, int]]) -> Hit | None:
    start, end = stretch[0].start, stretch[-1].end
    gaps = (other.start - one.end for one, other in pairwise(stretch))
    if any(gap > WIDEST_GAP for gap in gaps) or not _is_word(folded, start, end):
        return None
    hit = Hit(start, end, term.kind, "block", term.people)
    if not all(is_ordinary(one.plain) for one in stretch):
        return hit._replace(severity="review", score=2, why="a word of its name alone") if term.is_weak else hit
    if not all(folded[one.start].isupper() for one in stretch):
        return None
    if sum(len(one.plain) > 1 for one in stretch) > 1:
        return hit
    if any(first <= start and end <= last for first, last in dated):
        return None
    is_likely = _is_within_sentence(folded, start) and not folded[start:end].isupper()
    score, why = (2, LIKELY) if is_likely else (1, POSSIBLE)
    return hit._replace(severity="review", score=score, why=why)


def _is_word(folded: str, start: int, end: int) -> bool:
    """Not inside a checksum or a colour: digits may touch a name on one side only (Ann2012, not 3ada7)."""
    before = re.search(r"[^\W_]*$", folded[max(0, start - 12) : start])
    after = re.match(r"[^\W_]*", folded[end : end + 12])
    touching = [found.group() for found in (before, after) if found and found.group()]
    if len(touching) > 1 or not all(part.isdigit() for part in touching):
        return False
    return not (start and folded[start - 1] == "#" and HEX_COLOUR.fullmatch(folded, start - 1, end))


def _is_within_sentence(folded: str, start: int) -> bool:
    before = folded[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and before[-1] not in SENTENCE_END


def _births(
    folded: str, when: Sequence[dates.Written], known: Dictionary, context_at: Callable[[int], str]
) -> Iterator[Hit]:
    if not known.births:
        return
    for one in when:
        people = _born(one, known)
        if not people:
            continue
        near = folded[max(0, one.start - NEAR) : one.end + NEAR]
        is_birth = BIRTH.search(near) is not None or BIRTH.search(context_at(one.start)) is not None
        if is_birth and one.form != "month":
            yield Hit(one.start, one.end, "date_of_birth", "block", people)
        elif one.form in dates.SURE:
            why = "" if known.dates_block else OTHERS_DATE
            yield Hit(one.start, one.end, "date_of_birth", "block", people, why=why)
        else:
            yield Hit(one.start, one.end, "date_of_birth", "review", people, 1 + is_birth, dates.FORMS[one.form])


def _if_told(
    hit: Hit,
    folded: str,
    known: Dictionary,
    signs: Sequence[Hit],
    line_at: Callable[[int], tuple[int, int]] | None,
) -> Hit:
    """A date by itself goes to a person, unless its line also has a name, an id or the initials of that child."""
    if hit.why != OTHERS_DATE:
        return hit
    start, end = line_at(hit.start) if line_at else (0, len(folded))
    named = any(start <= one.start < end and hit.people & one.people for one in signs)
    letters = (re.sub(r"[^a-z]", "", one.group().lower()) for one in INITIALS.finditer(folded, start, end))
    if named or any(hit.people & known.initials.get(one, frozenset()) for one in letters):
        return hit._replace(why="")
    return hit._replace(severity="review", score=2)


def _born(one: dates.Written, known: Dictionary) -> frozenset[str]:
    """Whose date of birth it is; nobody's where it is a day, or part of a day, that the report is about."""
    table = {"month": known.birth_months, "day": known.birth_days}.get(one.form, known.births)
    places = {"month": slice(0, 2), "day": slice(1, 3)}.get(one.form, slice(0, 3))
    is_known = any((day.year, day.month, day.day)[places] == one.reading for day in known.known_days)
    if one.form in ("month", "broken") and known.known_days:
        first, last = min(known.known_days), max(known.known_days)
        is_known = (first.year, first.month) <= one.reading[:2] <= (last.year, last.month)
    return frozenset() if is_known else table.get(one.reading, frozenset())


def _longest(found: Sequence[Hit]) -> list[Hit]:
    """In order of place, without what lies within a longer or surer hit that is at least as sure."""
    kept: list[Hit] = []
    open_hits: list[Hit] = []
    for hit in sorted(set(found), key=lambda one: (one.start, -one.end, -one.score, one.kind, sorted(one.people))):
        open_hits = [one for one in open_hits if one.end > hit.start]
        around = [one for one in open_hits if one.end >= hit.end and one.score >= hit.score]
        if all((one.start, one.end, one.score) == (hit.start, hit.end, hit.score) for one in around):
            kept.append(hit)
        open_hits.append(hit)
    return kept


def _together(found: list[Hit]) -> list[Hit]:
    """Two likely signs of one child close together block: "Rose", and a number that is her birthday."""
    return [_stronger(hit, found[max(0, i - 4) : i] + found[i + 1 : i + 5]) for i, hit in enumerate(found)]


def _stronger(hit: Hit, others: Sequence[Hit]) -> Hit:
    if hit.severity == "block" or not _counts_with_others(hit):
        return hit
    for other in others:
        is_apart = other.end <= hit.start or hit.end <= other.start
        is_near = max(other.start - hit.end, hit.start - other.end) <= NEAR
        if is_apart and is_near and other.kind != hit.kind and _counts_with_others(other) and hit.people & other.people:
            return hit._replace(severity="block", score=3, why="beside another sign of the same child")
    return hit


def _counts_with_others(hit: Hit) -> bool:
    weak_date = hit.kind == "date_of_birth" and hit.why == dates.FORMS["month"]
    return hit.score > 1 or (hit.kind == "date_of_birth" and not weak_date)
