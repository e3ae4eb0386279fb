"""The dictionary of a scan: every way in which the id_map's children, and the people around them, may be named."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from rtt_eval.disclosure.scan import dates
from rtt_eval.disclosure.scan.dates import is_day
from rtt_eval.disclosure.scan.words import fold, is_ordinary, key

Key = tuple[str, ...]
People = frozenset[str]

NAME_COLUMNS = ("forename", "surname", "aliases", "other_terms")
ID_COLUMNS = ("lcs_id", "ssda903_child", "nhs_number", "postcode")
_TITLES = "mr mrs ms miss mx dr prof professor rev sir lady and the aunt auntie uncle nan nana"
TITLES = frozenset(_TITLES.split())
_SCHOOL_WORDS = (
    "school schools academy primary secondary junior juniors infant infants nursery college high "
    "comprehensive community church catholic ce rc st sixth form special centre center trust"
)
SCHOOL_WORDS = frozenset(_SCHOOL_WORDS.split())
_PARTICLES = "van von der den de la le du da dos di del della el al ul bin binti ibn ben mac mc st ter ten"
PARTICLES = frozenset(_PARTICLES.split())
"""Parts of a surname that are nobody's alone."""

POSTCODE = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]?\d[A-Za-z]{2}")

SHORTEST_ID = {"digits": 5, "signs": 4}
"""Shorter ids are not looked for: they fit too many counts, years and codes."""

SURE_DIGITS = 6
"""A number of five digits goes to a person; from six up it identifies by itself."""


class Term(NamedTuple):
    """How a hit on the words of a key is to be taken. how: name, id. is_weak: goes to a person, never blocks."""

    kind: str
    how: str
    is_weak: bool
    people: People


@dataclass(frozen=True)
class Dictionary:
    """What to look for. terms: by their words. lengths: first word -> how many words a term that begins so may have.

    births, birth_months and birth_days: whose date of birth a date, a (year, month), a (month, day) is. known_days:
    dates that a report is about (first and last day of its period, its as-at date), which are nobody's here; nor
    are the months between them. dates_block: whether a date blocks for being somebody's date of birth alone. initials:
    whose initials letters are; they are looked for beside such dates alone.
    """

    terms: Mapping[Key, tuple[Term, ...]] = field(default_factory=dict)
    lengths: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    births: Mapping[tuple[int, ...], People] = field(default_factory=dict)
    birth_months: Mapping[tuple[int, ...], People] = field(default_factory=dict)
    birth_days: Mapping[tuple[int, ...], People] = field(default_factory=dict)
    known_days: frozenset[date] = frozenset()
    dates_block: bool = True
    initials: Mapping[str, People] = field(default_factory=dict)

    @property
    def n_terms(self) -> int:
        """How many different terms and dates of birth there are."""
        return len(self.terms) + len(self.births)


def dictionary(
    rows: Iterable[Mapping[str, str]],
    known_days: Iterable[date] = (),
    ids_block: bool = True,
    workers: Iterable[str] = (),
    dates_block: bool = True,
) -> Dictionary:
    """The dictionary of the rows of an id_map (column -> text, "" where nothing stands).

    known_days: dates that are those of the report, not of a child. ids_block: whether a person_id of the tables may
    not be released; the team's own editions may hold one, which then goes to a person. workers: names to find besides.
    dates_block: whether a date that is a child's date of birth blocks by itself. In the team's own editions it can be
    the date of another child's record: it blocks where the text calls it that, or on one line with a sign of the child.
    """
    found: dict[tuple[Key, str, str, bool], set[str]] = defaultdict(set)
    births: dict[tuple[int, ...], set[str]] = defaultdict(set)
    initials: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        person = str(row.get("person_id") or "")
        for kind, how, is_weak, words_of in _of_child(row, ids_block):
            found[words_of, kind, how, is_weak].add(person)
        for reading in _birth(str(row.get("date_of_birth") or "")):
            births[reading].add(person)
        for letters in _initials(str(row.get("forename") or ""), str(row.get("surname") or "")):
            initials[letters].add(person)
    for name in workers:
        for _, how, is_weak, words_of in _of_person(name, "worker"):
            found[words_of, "worker", how, is_weak].add("")
    known = _indexed(found, births, frozenset(known_days))
    told = {letters: frozenset(people) for letters, people in initials.items()}
    return replace(known, dates_block=dates_block, initials=told)


def _initials(forename: str, surname: str) -> set[str]:
    """ "as" for Ann Smith; of double names also with both letters."""
    first, last = ("".join(word[0] for word in key(name)) for name in (forename, surname))
    return {given + family for given in {first, first[:1]} for family in {last, last[:1]} if given and family}


def _indexed(
    found: Mapping[tuple[Key, str, str, bool], set[str]],
    births: Mapping[tuple[int, ...], set[str]],
    known_days: frozenset[date],
) -> Dictionary:
    terms: dict[Key, list[Term]] = defaultdict(list)
    lengths: dict[str, set[int]] = defaultdict(set)
    for (words_of, kind, how, is_weak), people in found.items():
        terms[words_of].append(Term(kind, how, is_weak, frozenset(people)))
        lengths[words_of[0]].add(len(words_of))
    months: dict[tuple[int, ...], set[str]] = defaultdict(set)
    days: dict[tuple[int, ...], set[str]] = defaultdict(set)
    for reading, people in births.items():
        months[reading[:2]] |= people
        days[reading[1:]] |= people
    return Dictionary(
        terms={words_of: tuple(several) for words_of, several in terms.items()},
        lengths={first: tuple(sorted(several, reverse=True)) for first, several in lengths.items()},
        births=_frozen(births),
        birth_months=_frozen(months),
        birth_days=_frozen(days),
        known_days=known_days,
    )


def _frozen(table: Mapping[tuple[int, ...], set[str]]) -> dict[tuple[int, ...], People]:
    return {reading: frozenset(people) for reading, people in table.items()}


Found = tuple[str, str, bool, Key]


def _of_child(row: Mapping[str, str], ids_block: bool) -> Iterable[Found]:
    """kind, how, is_weak and words of every term of one row."""
    texts = {name: str(row.get(name) or "").strip() for name in (*NAME_COLUMNS, *ID_COLUMNS, "person_id")}
    yield from _names(texts["forename"], texts["surname"])
    for alias in _split(texts["aliases"]):
        yield from _of_person(alias, "alias")
    for column in ID_COLUMNS:
        for words_of in _id_keys(texts[column]):
            yield column, "id", _is_weak_id(words_of), words_of
    for words_of in _id_keys(texts["person_id"]):
        yield "person_id", "id", not ids_block or _is_weak_id(words_of), words_of
    for other in _split(texts["other_terms"]):
        yield from _other(other)


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


def _names(forename: str, surname: str) -> Iterable[Found]:
    first, last = key(forename), key(surname)
    for one in _parts(forename):
        yield "forename", "name", False, one
    for one in _parts(surname):
        yield "surname", "name", False, one
    if not first or not last:
        return
    for one in _parts(surname):
        yield "initial_surname", "name", False, (first[0][0], *one)
        yield "initial_surname", "name", False, (*one, first[0][0])
    if not all(map(is_ordinary, last)):
        yield "surname", "name", False, (*last[:-1], f"{last[-1]}s")
        yield "initial_surname", "name", False, (f"{first[0][0]}{''.join(last)}",)
    for given in {first, first[:1], ("".join(first),)}:
        for family in {last, last[:1], last[-1:], ("".join(last),)}:
            yield "full_name", "name", False, (*given, *family)
            yield "full_name", "name", False, (*family, *given)
    yield "full_name", "name", False, ("".join(first + last),)
    yield "full_name", "name", False, ("".join(last + first),)


def _parts(name: str) -> set[Key]:
    """A name whole, without its hyphens, with its apostrophe as a gap (d arcy), and each part that can stand alone."""
    whole = key(name)
    if not whole:
        return set()
    gapped = key(fold(name).replace("'", " "))
    alone = {(part,) for part in whole if len(part) > 1 and part not in PARTICLES}
    return {whole, gapped, ("".join(whole),)} | alone


def _of_person(name: str, kind: str) -> Iterable[Found]:
    """A grown-up's or another name, as it stands: whole, joined, and each of its parts."""
    whole = tuple(word for word in key(name) if word not in TITLES)
    if not whole:
        return
    yield kind, "name", False, key(name)
    yield kind, "name", False, whole
    yield kind, "name", False, ("".join(whole),)
    for part in whole:
        if len(part) > 1 and part not in PARTICLES:
            yield kind, "name", False, (part,)


def _other(text: str) -> Iterable[Found]:
    """A carer, a school, or anything else that would identify the child."""
    whole = key(text)
    if not whole:
        return
    if any(word in SCHOOL_WORDS for word in whole):
        yield from _school(whole)
    elif sum(sign.isdigit() for sign in text) > len(text) // 2:
        for words_of in _id_keys(text):
            yield "phone" if len(re.sub(r"\D", "", text)) > 8 else "other_term", "id", _is_weak_id(words_of), words_of
    elif whole[0] in TITLES or len(whole) <= 3:
        yield from _of_person(text, "carer")
    else:
        yield "other_term", "name", False, whole


def _school(whole: Key) -> Iterable[Found]:
    """The name of a school, and without the words that any school has; one word left is often the place's name."""
    yield "school", "name", False, whole
    own = tuple(word for word in whole if word not in SCHOOL_WORDS)
    if own and own != whole:
        yield "school", "name", len(own) == 1, own


def _id_keys(text: str) -> set[Key]:
    """A number or code as it stands, without its gaps, and as NHS numbers and postcodes are grouped."""
    together = re.sub(r"[\W_]", "", fold(text))
    if len(together) < SHORTEST_ID["digits" if together.isdigit() else "signs"]:
        return set()
    forms = {text, together}
    if together.isdigit() and len(together) == 10:
        forms.add(f"{together[:3]} {together[3:6]} {together[6:]}")
    if POSTCODE.fullmatch(together):
        forms.add(f"{together[:-3]} {together[-3:]}")
    return {key(form) for form in forms if key(form)}


def _is_weak_id(words_of: Key) -> bool:
    together = "".join(words_of)
    return together.isdigit() and len(together) < SURE_DIGITS


def _birth(text: str) -> set[tuple[int, ...]]:
    """The date of birth in any written form; a cell that holds none gives nothing."""
    return {one.reading for one in dates.written(fold(text)) if one.form in ("full", "serial") and is_day(one.reading)}
