"""Put small groups of a breakdown together, before anything is hidden: one "other" group, or neighbours in an order.

Only breakdowns whose figures name their category. Every figure of a family (both columns of a table, the cells of a
two-way table) is put together alike, so that rows stay rows. The parts keep their ids and are hidden; the group's
figure stands beside them, under an id in which the group's code takes the place of theirs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rtt_eval.disclosure.links import is_count
from rtt_eval.disclosure.primary import counts_told
from rtt_eval.disclosure.profiles import Profile
from rtt_eval.figures import Figure

OTHER = "other_groups"
"""The code of the groups put together where they have no order."""


class Collapsed(NamedTuple):
    """The figures with those of the groups added, and for each part the id of its group."""

    by_id: dict[str, Figure]
    group_of: dict[str, str]


def collapse(by_id: Mapping[str, Figure], profile: Profile) -> Collapsed:
    """The figures of a report with small groups put together, where that helps; nothing is hidden yet."""
    families: dict[str, list[Figure]] = defaultdict(list)
    for figure in by_id.values():
        if figure.category is not None:
            families[figure.category.family].append(figure)
    made: dict[str, Figure] = {}
    group_of: dict[str, str] = {}
    for members in families.values():
        for codes in _groups(members, profile):
            _put_together(members, codes, made, group_of)
    return Collapsed(_in_order(by_id, made, group_of), group_of)


def _columns(members: Sequence[Figure]) -> dict[str, dict[str, Figure]]:
    """The figures of a family by what they are without the code, and then by code."""
    found: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in members:
        assert figure.category is not None
        found[_recoded(figure.id, figure.category.code, "*")][figure.category.code] = figure
    return found


def _recoded(id: str, code: str, new: str) -> str:
    return f".{id}.".replace(f".{code}.", f".{new}.", 1).strip(".")


def _groups(members: Sequence[Figure], profile: Profile) -> list[tuple[str, ...]]:
    """Which codes are put together: the breakdowns in one dimension decide, cells of tables follow."""
    columns = [
        column
        for column in _columns(members).values()
        if all(is_count(one) and len(one.parts_of) == 1 for one in column.values())
        and sum(one.value or 0 for one in column.values()) not in profile.few
    ]
    codes = list(dict.fromkeys(one.category.code for one in members if one.category is not None))
    is_ordered = all(one.category.is_ordered for one in members if one.category is not None)
    groups = _neighbours(codes, columns, profile) if is_ordered else _others(codes, columns, profile)
    return [group for group in groups if len(group) > 1] if len(groups) > 1 else []


def _is_few(codes: Sequence[str], columns: Sequence[Mapping[str, Figure]], profile: Profile) -> bool:
    """Whether these codes together are small in any column."""
    for column in columns:
        held = [column[code] for code in codes if code in column]
        if len(held) == 1 and any(told in profile.few for told in counts_told(held[0])[:2]):
            return True
        if sum(one.value or 0 for one in held) in profile.few:
            return True
    return False


def _size(codes: Sequence[str], columns: Sequence[Mapping[str, Figure]]) -> float:
    return max((sum(column[one].value or 0 for one in codes if one in column) for column in columns), default=0)


def _others(codes: Sequence[str], columns: Sequence[Mapping[str, Figure]], profile: Profile) -> list[tuple[str, ...]]:
    """Each code by itself, but the small ones as one group, with the next smallest while that is small itself."""
    small = [code for code in codes if _is_few([code], columns, profile)]
    rest = sorted((code for code in codes if code not in small), key=lambda code: _size([code], columns))
    rest = [code for code in rest if _size([code], columns)]
    while small and rest and (len(small) == 1 or _is_few(small, columns, profile)):
        small.append(rest.pop(0))
    if not rest:
        return []
    group = tuple(code for code in codes if code in small)
    return [group, *((code,) for code in codes if code not in small)]


def _neighbours(
    codes: Sequence[str], columns: Sequence[Mapping[str, Figure]], profile: Profile
) -> list[tuple[str, ...]]:
    """Codes in order; one that is small joins the smaller of its neighbours until none is."""
    groups: list[tuple[str, ...]] = [(code,) for code in codes]
    while len(groups) > 1:
        small = next((place for place, group in enumerate(groups) if _is_few(group, columns, profile)), None)
        if small is None:
            return groups
        beside = [place for place in (small - 1, small + 1) if 0 <= place < len(groups)]
        other = min(beside, key=lambda place: _size(groups[place], columns))
        first = min(small, other)
        groups[first : first + 2] = [groups[first] + groups[first + 1]]
    return groups


def _put_together(
    members: Sequence[Figure], codes: tuple[str, ...], made: dict[str, Figure], group_of: dict[str, str]
) -> None:
    """Add the group's figure of each column, and say of each part where it went."""
    is_ordered = all(one.category.is_ordered for one in members if one.category is not None)
    new = joined(codes) if is_ordered else OTHER
    for pattern, column in _columns(members).items():
        parts = [column[code] for code in codes if code in column]
        if not parts:
            continue
        group = _sum(parts, pattern.replace("*", new))
        if group is not None:
            made[group.id] = group
            group_of |= {part.id: group.id for part in parts}


def joined(codes: Sequence[str]) -> str:
    """One code for neighbours, made to be read as words: 10_and_under, 7_to_14, 11_and_over, low_or_medium."""
    first, last = codes[0], codes[-1]
    low, high = re.match(r"(\d+)_to_", first), re.search(r"_to_(\d+)$", last)
    if first.endswith("_and_under") and high:
        return f"{high[1]}_and_under"
    if low and last.endswith("_and_over"):
        return f"{low[1]}_and_over"
    if low and high:
        return f"{low[1]}_to_{high[1]}"
    return f"{first}_or_{last}" if len(codes) == 2 else f"{first}_to_{last}"


def _sum(parts: Sequence[Figure], id: str) -> Figure | None:
    """The figure of a group: a count is added up, a percentage is taken of what lies above the line."""
    first = parts[0]
    if all(part.kind == "count" for part in parts):
        value = sum(part.value or 0 for part in parts)
        return first._replace(id=id, value=value, n=_behind(parts), category=None)
    if all(part.kind == "percent" and part.denominator for part in parts):
        above = sum(part.numerator or 0 for part in parts)
        value = 100 * above / float(first.denominator or 1)
        return first._replace(id=id, value=value, numerator=above, interval=None, category=None)
    return None


def _behind(parts: Sequence[Figure]) -> int | None:
    """The children behind a group: of parts that count each child once, all; else at least those of the largest."""
    behind = [part.n for part in parts if part.n is not None]
    is_once = all(part.n == part.value for part in parts)
    return (sum(behind) if is_once else max(behind)) if behind else None


def _in_order(
    by_id: Mapping[str, Figure], made: Mapping[str, Figure], group_of: Mapping[str, str]
) -> dict[str, Figure]:
    """Each group stands before its first part. What was a part of a part is now a part of the group."""
    found: dict[str, Figure] = {}
    for id, figure in by_id.items():
        group = made.get(group_of.get(id, ""))
        if group is None:
            found[id] = figure._replace(parts_of=_moved(figure.parts_of, group_of))
            continue
        sources = _moved(group.derived_from, group_of)
        found.setdefault(group.id, group._replace(parts_of=_moved(group.parts_of, group_of), derived_from=sources))
        found[id] = figure._replace(parts_of=(group.id,))
    return found


def _moved(ids: tuple[str, ...], group_of: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(group_of.get(id, id) for id in ids))
