"""Take a heading of a wide sheet apart: "SDQ Emotional (Time 1)" is a measure, a scale and a timepoint."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rtt_eval import measures
from rtt_eval.load.mapping import synonyms
from rtt_eval.load.mapping.words import heading, plain

UNSURE_TIMEPOINTS = frozenset(
    heading(text)
    for text in (
        "review", "reviews", "T2", "time 2", "T3", "time 3", "T4", "time 4", "post", "follow up", "mid", "midpoint",
        "mid point", "second", "third", "latest", "current", "last",
    )
)  # fmt: skip
"""Words for a timepoint that mean another one in every service: a person has to say which."""
DATE_WORDS = frozenset({"date", "date completed", "completed", "date of completion", "date of", "date done"})
FILLERS = frozenset(
    {"score", "scores", "raw", "raw score", "of", "at", "the", "form", "questionnaire", "scale", "rating"}
)
_RANGE = re.compile(r"\(?\b\d+\s*(?:-|–|to)\s*\d+\)?\s*$")
LONGEST = 5  # words of a phrase


class Parsed(NamedTuple):
    """What a heading says. `label`: the words for its timepoint where they are unsure. `rest`: words nobody knows."""

    measure: str
    scale: str
    timepoint: str
    label: str
    informant: str
    is_date: bool
    rest: tuple[str, ...]


@cache
def _known(measure: str) -> Mapping[str, tuple[str, str]]:
    """Every phrase that a heading may hold -> its kind and what it means; the scales are those of the measure."""
    found: dict[str, tuple[str, str]] = dict.fromkeys(FILLERS, ("filler", ""))
    found |= dict.fromkeys(DATE_WORDS, ("date", ""))
    informants = synonyms.values("outcomes", "informant").items()
    found |= {heading(word): ("informant", code) for word, code in informants if len(word) > 1}
    found |= {word: ("unsure", word) for word in UNSURE_TIMEPOINTS}
    found |= {word: ("timepoint", code) for word, code in synonyms.timepoints().items()}
    if measure:
        found |= {word: ("scale", id) for word, id in synonyms.scale_names(measure).items()}
    return found | {word: ("measure", id) for word, id in synonyms.measure_names().items()}


def parse(own: str, group: str = "", measure: str = "") -> Parsed:
    """The parts of a heading, with what the heading over its group adds. `measure`: that of the sheet, if any."""
    found = _parts(own, measure)
    above = _parts(group, measure) if group else {}
    scales = measure or found.get("measure", above.get("measure", ""))
    if scales:
        found, above = _parts(own, scales), _parts(group, scales) if group else {}
    measure = found.get("measure") or above.get("measure") or measure
    timepoint = _agreed(found, above)
    label = "" if timepoint else found.get("unsure") or above.get("unsure", "")
    scale = found.get("scale") or above.get("scale") or ""
    informant = found.get("informant") or above.get("informant", "")
    return Parsed(measure, scale, timepoint, label, informant, "date" in found, tuple(found.get("rest", "").split()))


def _agreed(found: Mapping[str, str], above: Mapping[str, str]) -> str:
    """The timepoint of a heading; "" where its own words and those of its group contradict each other."""
    own, group = found.get("timepoint", ""), above.get("timepoint", "")
    return own or group if not (own and group and own != group) else ""


def _parts(text: str, measure: str) -> dict[str, str]:
    """Kind -> meaning for the phrases of a text, the longest first; two timepoints that differ count as none."""
    words = heading(_RANGE.sub("", text)).split()
    known = _known(measure)
    found: dict[str, str] = {}
    rest: list[str] = []
    place = 0
    while place < len(words):
        n_words = next((n for n in range(LONGEST, 0, -1) if " ".join(words[place : place + n]) in known), 0)
        if not n_words:
            rest.append(words[place])
            place += 1
            continue
        kind, meaning = known[" ".join(words[place : place + n_words])]
        is_contradicted = kind == "timepoint" and found.get(kind, meaning) != meaning
        found[kind] = "" if is_contradicted else found.get(kind) or meaning
        place += n_words
    return {**found, "rest": " ".join(rest)}


def measure_in(*texts: str) -> str:
    """The one measure that a file, a sheet or its headings name; "" for none or several."""
    found = {_parts(text, "").get("measure", "") for text in texts} - {""}
    return found.pop() if len(found) == 1 else ""


def only_informant(measure: str) -> str:
    """The informant of a measure that has but one."""
    informants = list(measures.load(measure).informants) if measure else []
    return informants[0] if len(informants) == 1 else ""


def whole_scale(measure: str) -> str:
    """The scale of a column that names a measure and no scale: its only one, or the total."""
    scales = {scale for by_id in measures.load(measure).scales.values() for scale in by_id}
    return "total" if "total" in scales else scales.pop() if len(scales) == 1 else ""


def form_in(texts: list[str]) -> tuple[str, dict[str, str]]:
    """The feedback form to which most of these headings are questions, and heading -> question of it."""
    best: tuple[str, dict[str, str]] = ("", {})
    for form, phrases in synonyms.questions().items():
        found: dict[str, str] = {}
        for text in texts:
            fits = [question for phrase, question in phrases.items() if f" {phrase} " in f" {heading(text)} "]
            if len(set(fits)) == 1 and fits[0] not in found.values():
                found[text] = fits[0]
        if len(found) > len(best[1]):
            best = (form, found)
    return best


def has_word(text: str, *words: str) -> bool:
    """Whether one of the words stands in a text."""
    return any(re.search(rf"\b{re.escape(plain(word))}\b", plain(text)) for word in words)
