"""What placements cost a week, and what a change of placements means in money. Illustrative, never money in hand.

Unit costs are those valid on the as-at day, for the start as well as for the latest placement, so that a difference is
one of placements and not of prices. Low goes with low, mid with mid, high with high.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from rtt_eval import placements, schemas
from rtt_eval.errors import ParamsError
from rtt_eval.figures import Figure, count, number_or_none
from rtt_eval.load import Records
from rtt_eval.stats import paired_change, paired_events
from rtt_eval.windows import compared_windows, count_between, day_after, first_full_cases

SECTION = "cost"
LEVELS = ("low", "mid", "high")
NO_PRICE = "no unit cost valid on the as-at day"
SMALLEST_INTERVAL = 5
"""Fewest children for an interval around a total (methods.md, Gates)."""


def unit_costs(records: Records, as_at: date) -> list[Figure]:
    """Weekly cost of each type of placement at low, mid and high, in pounds: the mean over providers, if several."""
    prices = _prices(records.placement_costs, as_at).groupby("placement_type")[list(LEVELS)].mean()
    types = [code for code in schemas.codes("placements", "placement_type") if code in prices.index]
    return [
        _money(f"cost.{code}.{level}.gbp_per_week", prices[level][code], None, "unit cost on the as-at day")
        for code in types
        for level in LEVELS
    ]


def _prices(costs: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """The unit costs valid on a day, both bounds counted: placement_type, provider, low, mid, high."""
    day = pd.Timestamp(as_at)
    valid = costs[(costs["valid_from"] <= day) & (costs["valid_to"].isna() | (costs["valid_to"] >= day))]
    latest = valid.sort_values("valid_from").drop_duplicates(["placement_type", "provider"], keep="last")
    names = {f"weekly_{level}_gbp": level for level in LEVELS}
    return latest.rename(columns=names)[["placement_type", "provider", *LEVELS]]


def _priced(where: pd.DataFrame, prices: pd.DataFrame) -> pd.DataFrame:
    """Low, mid and high of each placement: of its type and provider, or else the mean over the type's providers."""
    own = where[["placement_type", "provider"]].merge(prices, on=["placement_type", "provider"], how="left")
    by_type = prices.groupby("placement_type")[list(LEVELS)].mean()
    of_type = by_type.reindex(where["placement_type"]).reset_index(drop=True)
    has_own = own["low"].notna() & where["provider"].notna().to_numpy()
    return own[list(LEVELS)].where(has_own, of_type).set_axis(where.index)


def _money(id: str, value: float, n: int | None, method: str, note: str = NO_PRICE) -> Figure:
    known = number_or_none(value)
    unit = id.rpartition(".")[2]
    unit = "gbp_per_week" if unit.endswith("gbp_per_week") else unit
    return Figure(id, known, unit, SECTION, "money", n, method=method, note="" if known is not None else note)


def alternative(
    records: Records,
    cases: pd.DataFrame,
    as_at: date,
    alternative_placement: str = "residential",
    alternative_for: Sequence[str] | None = None,
    programme_cost_gbp: float | None = None,
) -> list[Figure]:
    """What another type of placement would cost a week more than the current one, for one young person.

    alternative_for: the children for whom it was considered, in their placements on the as-at day (several: the mean).
    None: the commonest other type of placement of the full-service children that day stands for one child.
    programme_cost_gbp: with it, the number of weeks in the alternative that would have to be avoided to equal the cost
    of the programme. Errors: ParamsError where a child of `alternative_for` has no case in the period.
    """
    prices = _prices(records.placement_costs, as_at)
    wanted = prices[prices["placement_type"] == alternative_placement][list(LEVELS)].mean()
    if alternative_for is None:
        current, n, method = _commonest(records, cases, as_at, alternative_placement, prices)
    else:
        current, n, method = _named(records, cases, as_at, alternative_for, prices)
    method = f"{alternative_placement} less {method}; illustrative"
    stem = f"cost_avoidance.{alternative_placement}_instead_of_current"
    found = [_money(f"{stem}.{level}_gbp_per_week", wanted[level] - current[level], n, method) for level in LEVELS]
    if programme_cost_gbp is None:
        return found
    return [
        *found,
        *(_break_even(figure, level, programme_cost_gbp) for figure, level in zip(found, LEVELS, strict=True)),
    ]


def _commonest(
    records: Records, cases: pd.DataFrame, as_at: date, alternative_placement: str, prices: pd.DataFrame
) -> tuple[pd.Series, int, str]:
    persons = first_full_cases(cases)["person_id"]
    types = placements.open_on(records.placements, persons, pd.Timestamp(as_at))["placement_type"].dropna()
    others = types[types != alternative_placement]
    codes = schemas.codes("placements", "placement_type")
    # Of equally common types the first in the order of the codes, so that the same records give the same figure.
    commonest = max(codes, key=lambda code: ((others == code).sum(), -codes.index(code)))
    price = prices[prices["placement_type"] == commonest][list(LEVELS)].mean()
    if others.empty:
        return price * np.nan, 0, "the commonest current placement"
    return price, len(types), f"{commonest}, the commonest current placement"


def _named(
    records: Records, cases: pd.DataFrame, as_at: date, alternative_for: Sequence[str], prices: pd.DataFrame
) -> tuple[pd.Series, int, str]:
    persons = pd.Series(list(dict.fromkeys(alternative_for)), dtype="str")
    n_unknown = int((~persons.isin(cases["person_id"])).sum())
    if n_unknown:
        raise ParamsError(
            f"`alternative_for`: {n_unknown} of {len(persons)} person_ids have no case in the period. "
            "Compare them with iip_cases."
        )
    there = placements.open_on(records.placements, persons, pd.Timestamp(as_at))
    price = _priced(there, prices).dropna(subset=["low"])
    return price.mean(), len(price), "the placement on the as-at day of those for whom it was considered"


def _break_even(weekly: Figure, level: str, programme_cost_gbp: float) -> Figure:
    id, method = (
        f"cost_avoidance.break_even.{level}.weeks",
        "cost of the programme by the weekly difference; illustrative",
    )
    is_dearer = weekly.value is not None and weekly.value > 0
    value = programme_cost_gbp / weekly.value if is_dearer and weekly.value else None
    note = "" if is_dearer else weekly.note or "the alternative does not cost more"
    return Figure(
        id, value, "weeks", SECTION, "money", weekly.n, method=method, decimals=1, note=note, derived_from=(weekly.id,)
    )


def placement_mix(records: Records, cases: pd.DataFrame, as_at: date) -> list[Figure]:
    """Weekly cost of all placements on the day each case started and on the as-at day, and the later less the earlier.

    Full-service children whose placement and its unit cost are known on both days.
    """
    full, prices = first_full_cases(cases), _prices(records.placement_costs, as_at)
    places = {
        "start": placements.open_on(records.placements, full["person_id"], full["start"]),
        "latest": placements.open_on(records.placements, full["person_id"], pd.Timestamp(as_at)),
    }
    weekly = {when: _priced(where, prices) for when, where in places.items()}
    is_known = weekly["start"]["low"].notna() & weekly["latest"]["low"].notna()
    n, figures = int(is_known.sum()), [count("cost.placements.children.n", int(is_known.sum()), SECTION, of=len(full))]
    if n == 0:
        return figures
    for level in LEVELS:
        totals = {when: weekly[when].loc[is_known, level].sum(skipna=False) for when in places}
        ids = {when: f"cost.placements.{when}.{level}.gbp_per_week" for when in places}
        for when in places:
            # Counts by type and unit costs give the total, and the total gives back a small count.
            types = tuple(
                f"placement_type.{code}.{when}.n" for code in places[when]["placement_type"].dropna().unique()
            )
            figures.append(_money(ids[when], totals[when], n, "sum of unit costs")._replace(derived_from=types))
        change = _money(
            f"cost.placements.change.{level}.gbp_per_week", totals["latest"] - totals["start"], n, "latest less start"
        )
        figures.append(change._replace(derived_from=tuple(ids.values())))
    return figures


def programme(records: Records, cases: pd.DataFrame, as_at: date, gap_days: int = 0) -> list[Figure]:
    """What the placements during the programme cost less than if every child had stayed where the case found them.

    For each full-service child and each day from the start of the case to its end or the as-at day: the weekly cost of
    the placement at the start less that of the placement of the day, by seven; days without a placement or a unit cost
    are left out. Positive: cost less; negative: cost more. The interval (from 5 children) is the t interval of the mean
    difference of a child, times the number of children. Beside it the placement moves fewer than in an equal time
    before, with the interval of their rate ratio carried through. No price is put on a move: no unit cost is known.
    """
    daily = _daily_costs(records, first_full_cases(cases), as_at)
    n = daily["person_id"].nunique()
    weeks = Figure("cost_avoidance.programme.weeks", len(daily) / 7, "weeks", SECTION, "rate", n, decimals=1)
    figures = [count("cost_avoidance.programme.children.n", n, SECTION), weeks]
    return [*figures, *(_programme_level(daily, level) for level in LEVELS), *_fewer_moves(records, cases, gap_days)]


def _daily_costs(records: Records, full: pd.DataFrame, as_at: date) -> pd.DataFrame:
    """One row a child and day with both costs known: person_id, start_low … and day_low …, pounds a week."""
    prices = _prices(records.placement_costs, as_at)
    at_start = _priced(placements.open_on(records.placements, full["person_id"], full["start"]), prices)
    n_days = (full["window_end"].where(full["window_end"] < day_after(as_at), day_after(as_at)) - full["start"]).dt.days
    rows = full[["person_id", "start"]].join(at_start.add_prefix("start_"))
    rows = rows.loc[rows.index.repeat(n_days.clip(lower=0))].reset_index(drop=True)
    nth = rows.groupby("person_id").cumcount()
    that_day = placements.open_on(records.placements, rows["person_id"], rows["start"] + pd.to_timedelta(nth, unit="D"))
    rows = rows.join(_priced(that_day, prices).add_prefix("day_"))
    return rows.dropna(subset=["start_low", "day_low"]).reset_index(drop=True)


def _programme_level(daily: pd.DataFrame, level: str) -> Figure:
    children = daily.groupby("person_id")[[f"start_{level}", f"day_{level}"]].sum(min_count=1) / 7
    has_changed = (daily[f"start_{level}"] != daily[f"day_{level}"]).groupby(daily["person_id"]).any()
    n = len(children)
    found = paired_change(children[f"start_{level}"], children[f"day_{level}"])
    interval = None
    if n >= SMALLEST_INTERVAL and math.isfinite(found.ci_low):
        interval = (float(-n * found.ci_high), float(-n * found.ci_low))
    value = -n * found.mean if n else math.nan
    method = (
        "cost had each child stayed in the placement at the start, less the cost of the days as they were; illustrative"
    )
    figure = _money(f"cost_avoidance.programme.{level}.gbp", value, int(has_changed.sum()), method)
    return figure._replace(interval=interval, denominator=n)


def _fewer_moves(records: Records, cases: pd.DataFrame, gap_days: int) -> list[Figure]:
    windows = compared_windows(first_full_cases(cases), gap_days)
    windows = windows[windows["person_id"].isin(records.placements["person_id"])].reset_index(drop=True)
    moves, persons = placements.moves(records.placements, records.young_people), windows["person_id"]
    before = count_between(moves, persons, windows["before_start"], windows["before_end"])
    during = count_between(moves, persons, windows["during_start"], windows["during_end"])
    found = paired_events(before, during)
    if found.total_before == 0:
        return []
    ends = (float(found.total_before * (1 - found.ci_high)), float(found.total_before * (1 - found.ci_low)))
    return [
        Figure(
            "cost_avoidance.placement_moves.fewer.n",
            found.total_before - found.total_during,
            "moves",
            SECTION,
            "rate",
            int(((before + during) > 0).sum()),
            interval=ends if all(math.isfinite(end) for end in ends) else None,
            method="moves before less moves during, with the wider 95% interval of the rate ratio; illustrative",
            derived_from=("events.placement_move.before.n", "events.placement_move.during.n"),
        )
    ]
