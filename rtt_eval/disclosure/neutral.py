"""Where it would tell a number to say which hidden count is small and which is hidden for its sake, do not say it.

With a total of 7 and two counts hidden, "one of them is 1 to 5, the other is not" leaves nothing but 1 and 6. There
every hidden count of the set is called primary; results.json has no other word for why a count is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

from rtt_eval.disclosure.bounds import System, systems
from rtt_eval.disclosure.links import Equation
from rtt_eval.disclosure.profiles import Profile


def told_apart(
    equations: Iterable[Equation],
    values: Mapping[str, float],
    hidden: Collection[str],
    small: Collection[str],
    profile: Profile,
) -> dict[str, Literal["primary"]]:
    """The hidden counts that are to be called primary, whatever they are."""
    told = [one._replace(shown_by=()) for one in equations if not any(id in hidden for id in one.shown_by)]
    known = {id: value for id, value in values.items() if id not in hidden}
    found: dict[str, Literal["primary"]] = {}
    for system in systems(told, {id for id in hidden if id in values}, known):
        if not all(_can_move(system, id, values, small, profile) for id in system.ids if id in small):
            found |= dict.fromkeys(system.ids, "primary")
    return found


def _can_move(system: System, id: str, values: Mapping[str, float], small: Collection[str], profile: Profile) -> bool:
    """Whether the count could be one more or less, another one less or more, and both still be what they are called."""
    if len(system.matrix) > 1:
        return False
    weights = dict(zip(system.ids, system.matrix[0], strict=True))
    others = [one for one in system.ids if one != id and weights[one] == weights[id]]
    few = profile.few

    def stays(one: str, step: int) -> bool:
        after = values[one] + step
        return after in few if one in small else after > few[-1]

    return any(stays(id, step) and any(stays(one, -step) for one in others) for step in (-1, 1))
