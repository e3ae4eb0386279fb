"""Invented identities for `id_map`: made-up syllables that are nobody's name, numbers and postcodes never issued."""

from __future__ import annotations

from datetime import date

import numpy as np

from rtt_eval.synthetic.plan import Row

FORE_STARTS = "Bralv Crevv Dwinz Feskw Glimv Jorvq Krinz Luskv Morvz Narbw Plevk Quivz Skalv Trenq Vindr Wostk Zarvl"
FORE_ENDS = "avel ibrik ondu esmo yndel othra ukani irrow aspel ennik omiru atheld uvora ilgan oxley erzim"
SUR_STARTS = "Thrabb Voskel Wembur Yarlix Zelkom Obbert Umbrax Ickmar Drozzel Fimbax Gruntel Hixomb Kolvax Nerquil Pozz"
SUR_ENDS = "othy wick zendale quist orpe umber addock ithley andish ossop"
PLACES = "Vumble Skrayle Ozzlet Thrimber Quaxley Brindook Yelverock Zoffing"
SCHOOLS = "Primary;Juniors;Academy;High School;Grange School"


def forenames(rng: np.random.Generator, n: int) -> list[str]:
    """n forenames of two made-up halves, then with a third; more than there are come again in the same order."""
    pairs = [start + end for start in FORE_STARTS.split() for end in FORE_ENDS.split()]
    longer = [pair + "ax" for pair in pairs] + [pair + "um" for pair in pairs]
    drawn = [str(name) for name in rng.permutation([*pairs, *longer])]
    return [drawn[i % len(drawn)] for i in range(n)]


def surnames(rng: np.random.Generator, n: int) -> list[str]:
    """n surnames; brothers and sisters or strangers may share one."""
    pairs = [start + end for start in SUR_STARTS.split() for end in SUR_ENDS.split()]
    return [pairs[i] for i in rng.integers(0, len(pairs), size=n)]


def identities(rng: np.random.Generator, people: list[tuple[str, date]]) -> list[Row]:
    """A row of `id_map` for each person_id and date of birth."""
    n = len(people)
    first, last, carers = forenames(rng, n), surnames(rng, n), surnames(rng, n)
    case_numbers = rng.choice(900000, size=n, replace=False) + 4100000
    children = rng.choice(99000, size=n, replace=False) + 900500
    return [
        {
            "person_id": person_id,
            "forename": first[i],
            "surname": last[i],
            "aliases": f"{first[i][:5]} {last[i]}" if rng.random() < 0.1 else None,
            "date_of_birth": birth,
            "lcs_id": str(case_numbers[i]),
            "ssda903_child": str(children[i]),
            # Numbers that begin with 999 and postcodes in ZZ are never issued.
            "nhs_number": f"999 {rng.integers(100, 1000)} {rng.integers(1000, 10000)}",
            "postcode": f"ZZ{rng.integers(10, 99)} {rng.integers(1, 10)}Z{'ABDEFGH'[rng.integers(0, 7)]}",
            "other_terms": f"Mr and Mrs {carers[i]};{_school(rng)}",
        }
        for i, (person_id, birth) in enumerate(people)
    ]


def _school(rng: np.random.Generator) -> str:
    places, kinds = PLACES.split(), SCHOOLS.split(";")
    return f"{places[rng.integers(0, len(places))]} {kinds[rng.integers(0, len(kinds))]}"
