"""What a reader may know of how the counts of a report hang together: sums, larger groups, means times n.

An equation holds whatever is shown: hidden counts are its unknowns. It is written down from the raw figures, so that a
reader is taken to know at least as much as any reader does, such as the size of a group that only the text names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rtt_eval.disclosure.profiles import Profile
from rtt_eval.figures import Figure, half_up

NOT_ABOUT_CHILDREN = frozenset({"sessions", "people", "months", "indicators"})
"""Units of figures that no child stands behind: meetings held, adults at them, months of the calendar, indicators."""


class Equation(NamedTuple):
    """The sum of counts, each with its weight, lies between low and high (both may be the same number).

    shown_by: the figures that must all be shown for a reader to know it; none where it is always known.
    """

    terms: tuple[tuple[str, float], ...]
    low: float
    high: float
    shown_by: tuple[str, ...] = ()


def equations(by_id: Mapping[str, Figure], profile: Profile) -> tuple[Equation, ...]:
    """Every equation between the counts of a report."""
    found = [
        *_sums(by_id, profile),
        *_within(by_id),
        *_same(by_id),
        *_weighted(by_id),
    ]
    return tuple(found)


def is_count(figure: Figure) -> bool:
    """A count of children, or of what children did: the unknowns of the equations."""
    return figure.kind == "count" and figure.value is not None and figure.unit not in NOT_ABOUT_CHILDREN


def _value(figure: Figure) -> float:
    return float(figure.value or 0)


def _sums(by_id: Mapping[str, Figure], profile: Profile) -> Iterator[Equation]:
    """Parts add up to their whole; where some parts are no figures, what they come to is taken as known."""
    wholes: dict[str, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        if is_count(figure):
            for whole in figure.parts_of:
                wholes[whole].append(figure)
    for whole, parts in wholes.items():
        is_figure = whole in by_id and is_count(by_id[whole])
        for cut in cuts(parts, _value(by_id[whole])) if is_figure else [parts]:
            total, terms = sum(map(_value, cut)), tuple((part.id, 1.0) for part in cut)
            if is_figure:
                rest = total - _value(by_id[whole])
                yield Equation((*terms, (whole, -1.0)), rest, rest)
            elif total not in profile.few:
                # Named by nothing but its parts: a reader knows its size from the text, unless that is small itself.
                yield Equation(terms, total, total)


def cuts(parts: Sequence[Figure], whole: float) -> list[list[Figure]]:
    """The parts of a whole by the ways in which it is cut up (by sex, by age), where there is more than one.

    Parts that come to twice the whole or more are told apart by how their ids begin, or else by their order.
    """
    total = sum(map(_value, parts))
    if not whole or total < 2 * whole:
        return [list(parts)]
    for n in range(1, max(part.id.count(".") for part in parts)):
        groups: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for part in parts:
            groups[tuple(part.id.split(".")[:n])].append(part)
        if all(sum(map(_value, group)) == whole for group in groups.values()):
            return list(groups.values())
    return _runs(parts, whole)


def _runs(parts: Sequence[Figure], whole: float) -> list[list[Figure]]:
    """Parts in order, a new cut as soon as one is complete."""
    found: list[list[Figure]] = [[]]
    for part in parts:
        if sum(map(_value, found[-1])) == whole and _value(part):
            found.append([])
        found[-1].append(part)
    return found


def _within(by_id: Mapping[str, Figure]) -> Iterator[Equation]:
    """A smaller group has no more than the larger one that holds it."""
    for figure in by_id.values():
        larger = by_id.get(figure.within)
        if larger is not None and is_count(figure) and is_count(larger):
            yield Equation(((figure.id, 1.0), (larger.id, -1.0)), float("-inf"), 0.0)


def _same(by_id: Mapping[str, Figure]) -> Iterator[Equation]:
    for figure in by_id.values():
        other = by_id.get(figure.same_as)
        if other is not None and is_count(figure) and is_count(other):
            apart = _value(figure) - _value(other)
            yield Equation(((figure.id, 1.0), (other.id, -1.0)), apart, apart)


def _weighted(by_id: Mapping[str, Figure]) -> Iterator[Equation]:
    """A mean times its n is the sum of the marks given, so it is an equation between the counts of each mark.

    Where n is not told, the mean as it is printed still bounds how the marks stand to each other.
    """
    means = [one for one in by_id.values() if one.sum_of and one.value is not None and one.n]
    bases = told_by_base(by_id) if means else {}
    for figure in means:
        total = round(_value(figure) * (figure.n or 0), 6)
        terms = tuple((id, float(weight)) for weight, id in figure.sum_of if id in by_id)
        yield Equation(terms, total, total, (figure.id, *bases.get(figure.id, ())))
        middle, half = float(half_up(_value(figure), figure.decimals)), 0.5 * 10.0**-figure.decimals
        above = tuple((id, weight - middle - half) for id, weight in terms)
        below = tuple((id, weight - middle + half) for id, weight in terms)
        yield Equation(above, float("-inf"), 0.0, (figure.id,))
        yield Equation(below, 0.0, float("inf"), (figure.id,))


def sources(by_id: Mapping[str, Figure]) -> dict[str, tuple[str, ...]]:
    """For each figure, those that it gives back: hidden if one of them is.

    The ones it names; for a percentage also the count of the same stem with the same number above the line.
    """
    found = {}
    for id, figure in by_id.items():
        named = tuple(source for source in figure.derived_from if source in by_id)
        if figure.kind == "percent" and figure.numerator is not None:
            stem = id.rpartition(".")[0]
            near = (by_id.get(f"{stem}.n"), by_id.get(f"{stem}.children.n"))
            named += tuple(
                one.id for one in near if one and one.value == figure.numerator and one.id not in figure.derived_from
            )
        if named:
            found[id] = named
    return found


def told_by_base(by_id: Mapping[str, Figure]) -> dict[str, tuple[str, ...]]:
    """For each figure, the counts of the same stem that its base (n or denominator) gives back."""
    counts: dict[str, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        if is_count(figure):
            for stem in _stems(figure.id):
                counts[stem].append(figure)
    found = {}
    for id, figure in by_id.items():
        bases = {base for base in (figure.n, figure.denominator) if base is not None}
        near = [*counts.get(id.rpartition(".")[0], ()), *(by_id[whole] for whole in figure.parts_of if whole in by_id)]
        told = tuple(one.id for one in near if bases and one.id != id and not bases.isdisjoint(_told(one)))
        if told:
            found[id] = told
    return found


def _stems(id: str) -> Iterator[str]:
    """Every beginning of an id that ends before a dot."""
    parts = id.split(".")
    return (".".join(parts[:n]) for n in range(2, len(parts)))


def _told(figure: Figure) -> tuple[float, ...]:
    """The numbers that tell a count: itself, and the rest of its whole."""
    value = _value(figure)
    return (value,) if figure.denominator is None else (value, float(figure.denominator) - value)
