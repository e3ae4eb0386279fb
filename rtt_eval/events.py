"""Events before and during the programme, and the risk of exploitation at the start and latest.

Children: the first full-service case of each, in two windows of equal length (windows.compared_windows). An event
belongs to the window in which it starts. The same children with many events before are likely to have fewer
afterwards whatever is done (regression to the mean); nothing here takes that away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import numpy as np
import pandas as pd

from rtt_eval import placements, schemas
from rtt_eval.figures import Category, Figure, count, number_or_none
from rtt_eval.load import Records
from rtt_eval.stats import PairedEvents, paired_events
from rtt_eval.windows import DAYS_A_MONTH, compared_windows, count_between, first_full_cases

FOUR_KINDS = ("missing", "overdose", "self_harm", "exclusion")
"""The four kinds of episode of the pilot evaluation, as trawled from case notes."""

NOTED_MISSING = "noted_missing"
"""Going missing as trawled from case notes, which the table of missing episodes may count otherwise."""

SECTIONS: Mapping[str, str] = MappingProxyType(
    {
        "placement_move": "placement_stability",
        "missing": "missing_and_risk",
        "away": "missing_and_risk",
        "significant": "significant_events",
        "overdose": "significant_events",
        "self_harm": "significant_events",
        "exclusion": "significant_events",
        "four_kinds": "significant_events",
    }
)
"""The kinds of event in reading order, and the section of the report that each belongs to."""

USUAL_KINDS = tuple(SECTIONS)

PILOT_KINDS = (NOTED_MISSING, "overdose", "self_harm", "exclusion", "four_kinds", "significant")
"""The kinds of the pilot evaluation: the four of the case notes one by one, together, and every significant event."""

TABLE_OF = MappingProxyType({"placement_move": "placements", "missing": "missing_episodes", "away": "missing_episodes"})
"""The table that holds a kind; significant_events for those not named."""

FEW_CHILDREN = 15
"""Under this many children the interval is likely to be too narrow where one child drives it (methods.md, Events)."""


def before_and_during(
    records: Records, cases: pd.DataFrame, gap_days: int = 0, kinds: Sequence[str] = USUAL_KINDS
) -> list[Figure]:
    """Events of each kind in equal windows before and during: counts, rates, children, test, rate ratio, dominance.

    gap_days: days straight before the start that belong to neither window. Sources: placement_move from placements;
    missing (M) and away (A) from missing_episodes, never added together; significant: every row of significant_events;
    overdose, self_harm, exclusion: its rows of that kind; four_kinds: its rows of the pilot's four kinds, among them
    its own `missing` rows, so that no episode is counted from two tables. A kind whose table is not there has no
    figures; one whose table is there and has no such rows has zeros. Rates are a child-month (30.4375 days).
    kinds: of `SECTIONS` or `PILOT_KINDS`; where all of the four kinds are there one by one, they add up to four_kinds.
    """
    windows = compared_windows(first_full_cases(cases), gap_days)
    figures = [*_exposure(windows), _came_into_care_late(windows, cases)]
    has_all_four = {NOTED_MISSING, *FOUR_KINDS[1:], "four_kinds"} <= set(kinds)
    for kind in kinds:
        if _is_held(records, kind):
            made = _kind_figures(kind, _counts(records, windows, kind))
            is_part = has_all_four and kind in (NOTED_MISSING, *FOUR_KINDS[1:])
            figures += [_as_part(figure) for figure in made] if is_part else made
    return figures


def _as_part(figure: Figure) -> Figure:
    """The number of events of one of the four kinds, as a part of all four."""
    window = figure.id.removesuffix(".n").rpartition(".")[2]
    is_number = figure.id.endswith((".before.n", ".during.n"))
    return figure._replace(parts_of=(f"events.four_kinds.{window}.n",)) if is_number else figure


def events_rows(
    records: Records, cases: pd.DataFrame, gap_days: int = 0, kinds: Sequence[str] = USUAL_KINDS
) -> pd.DataFrame:
    """Row table for the team: label, kind, before, during; one row a child and kind, in order of start."""
    windows = compared_windows(first_full_cases(cases), gap_days)
    tables = [_counts(records, windows, kind).assign(kind=kind) for kind in kinds if _is_held(records, kind)]
    columns = ["label", "kind", "before", "during"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _is_held(records: Records, kind: str) -> bool:
    table = TABLE_OF.get(kind, "significant_events")
    return records.has(table) or not records.table(table).empty


def _dated(records: Records, kind: str) -> pd.DataFrame:
    """The events of one kind: person_id, day."""
    if kind == "placement_move":
        return placements.moves(records.placements, records.young_people)
    if kind in ("missing", "away"):
        episodes = records.missing_episodes
        rows = episodes[episodes["kind"] == {"missing": "M", "away": "A"}[kind]]
        return rows[["person_id", "start"]].rename(columns={"start": "day"})
    rows = records.significant_events
    several = {"significant": schemas.codes("significant_events", "kind"), "four_kinds": FOUR_KINDS}
    kinds = several.get(kind, ("missing",) if kind == NOTED_MISSING else (kind,))
    return rows.loc[rows["kind"].isin(kinds), ["person_id", "date"]].rename(columns={"date": "day"})


def _counts(records: Records, windows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Each child's events before and during. A child without a row of placements has no known moves: left out."""
    if kind == "placement_move":
        windows = windows[windows["person_id"].isin(records.placements["person_id"])].reset_index(drop=True)
    found, persons = _dated(records, kind), windows["person_id"]
    before = count_between(found, persons, windows["before_start"], windows["before_end"])
    during = count_between(found, persons, windows["during_start"], windows["during_end"])
    return pd.DataFrame({"label": windows["label"], "days": windows["days"], "before": before, "during": during})


def _exposure(windows: pd.DataFrame) -> list[Figure]:
    """How long the two windows are: together, and for half of the children. The same in both by construction."""
    months, n = windows["days"] / DAYS_A_MONTH, len(windows)
    section, method = "placement_stability", "full-service cases, equal windows; a month is 30.4375 days"
    figures = [count("events.exposure.children.n", n, section)]
    for window in ("before", "during"):
        id = f"events.exposure.{window}.months"
        figures.append(Figure(id, float(months.sum()), "months", section, "rate", n, method=method, decimals=1))
    median = float(months.median()) if n else None
    id = "events.exposure.months.median"
    return [*figures, Figure(id, median, "months", section, "average", n, method=method, decimals=1)]


def _came_into_care_late(windows: pd.DataFrame, cases: pd.DataFrame) -> Figure:
    """Children whose care period began inside the window before: they could not move placement until then."""
    in_care_from = cases.drop_duplicates("person_id").set_index("person_id")["in_care_from"]
    n_late = int((in_care_from.reindex(windows["person_id"]).set_axis(windows.index) > windows["before_start"]).sum())
    return count("events.exposure.before.not_all_in_care.children.n", n_late, "placement_stability", of=len(windows))


def _kind_figures(kind: str, rows: pd.DataFrame) -> list[Figure]:
    stem, section = f"events.{kind}", SECTIONS.get(kind, "significant_events")
    found = paired_events(rows["before"], rows["during"])
    has_any = (rows["before"] + rows["during"]) > 0
    months = float(rows["days"].sum() / DAYS_A_MONTH)
    return [
        count(f"{stem}.children.n", found.n, section),
        *_window_figures(stem, section, "before", rows["before"], months),
        *_window_figures(stem, section, "during", rows["during"], months),
        *_directions(stem, section, found, int((~has_any).sum())),
        *_comparison(stem, section, found, int(has_any.sum())),
    ]


def _window_figures(stem: str, section: str, window: str, n_events: pd.Series, months: float) -> list[Figure]:
    total, n_with = int(n_events.sum()), int((n_events > 0).sum())
    id = f"{stem}.{window}.n"
    rate = Figure(
        f"{stem}.{window}.rate",
        total / months if months else None,
        "events per child-month",
        section,
        "rate",
        n_with,
        months,
        total,
        method="events over child-months (30.4375 days)",
        decimals=2,
        note="" if months else "no child followed",
        derived_from=(id,),
    )
    return [
        count(id, total, section, unit="events", n=n_with),
        rate,
        count(f"{stem}.{window}.children.n", n_with, section, of=len(n_events)),
    ]


def _directions(stem: str, section: str, found: PairedEvents, n_none: int) -> list[Figure]:
    whole = (f"{stem}.children.n",)
    ways = [
        count(f"{stem}.{way}.children.n", n, section, of=found.n, parts_of=whole)
        for way, n in (("fell", found.fewer), ("same", found.same), ("rose", found.more))
    ]
    none = count(f"{stem}.no_events.children.n", n_none, section, of=found.n, within=f"{stem}.same.children.n")
    return [none, *ways]


def _comparison(stem: str, section: str, found: PairedEvents, n_any: int) -> list[Figure]:
    """The test, the rate ratio with its intervals, burstiness, and how much of a net fall one child makes."""
    p = number_or_none(found.signflip_p)
    test = "exact two-sided sign-flip test on child differences"
    note = "" if p is not None else "no child to compare"
    figures = [
        Figure(f"{stem}.signflip.p", p, "p", section, "test", found.n, method=test, decimals=3, note=note),
        *_ratio(stem, section, found, n_any),
    ]
    if np.isfinite(found.dispersion):
        method = "Pearson chi-square over df; above 1.5: events come in bursts or from few children"
        figures.append(
            Figure(f"{stem}.dispersion", found.dispersion, "ratio", section, "spread", n_any, method=method, decimals=1)
        )
    if np.isfinite(found.top_child_share):
        share, method = 100 * found.top_child_share, "largest fall of one child, of the net fall of all"
        figures.append(Figure(f"{stem}.top_child.pct", share, "percent", section, "dominance", n_any, method=method))
    return figures


def _ratio(stem: str, section: str, found: PairedEvents, n_any: int) -> list[Figure]:
    note = found.note if number_or_none(found.ratio) is None else _caution(found)
    ends = (found.ci_low, found.ci_high)
    interval = ends if np.isfinite(found.ratio) and not np.isnan(ends).any() else None
    method = "during over before; the wider of the exact and the child-clustered 95% interval"
    base = Figure(
        f"{stem}.rate_ratio", number_or_none(found.ratio), "ratio", section, "rate", n_any, interval=interval,
        method=method, decimals=2, note=note, derived_from=(f"{stem}.before.n", f"{stem}.during.n"),
    )  # fmt: skip
    exact, clustered = "exact conditional Poisson, 95%", "log ratio clustered by child, t with n - 1, 95%"
    bounds = (
        ("exact_ci_low", found.ci_exact_low, exact),
        ("exact_ci_high", found.ci_exact_high, exact),
        ("clustered_ci_low", found.ci_clustered_low, clustered),
        ("clustered_ci_high", found.ci_clustered_high, clustered),
    )
    return [
        base,
        *(
            base._replace(
                id=f"{base.id}.{end}", value=number_or_none(bound), interval=None, method=how, note=found.note
            )
            for end, bound, how in bounds
        ),
    ]


def _caution(found: PairedEvents) -> str:
    few = "fewer than 15 children: the interval is likely to be too narrow if one child drives it"
    return few if found.n < FEW_CHILDREN else ""


def risk(records: Records, cases: pd.DataFrame, as_at: date) -> list[Figure]:
    """Level of risk of child sexual exploitation: the last score by the start of the case, and by the as-at day.

    fell, same, rose: of the children with a level at both. No figures where the table risk_scores is not there.
    """
    if not records.has("risk_scores") and records.risk_scores.empty:
        return []
    full = first_full_cases(cases)
    levels = schemas.codes("risk_scores", "level")
    start = _level_on(records.risk_scores, full["person_id"], full["start"])
    latest = _level_on(records.risk_scores, full["person_id"], pd.Series(pd.Timestamp(as_at), index=full.index))
    change = latest.map(levels.index, na_action="ignore") - start.map(levels.index, na_action="ignore")
    return [
        *_level_counts(start, "start", levels),
        *_level_counts(latest, "latest", levels),
        *_risk_directions(change.dropna()),
    ]


def _level_on(scores: pd.DataFrame, persons: pd.Series, day: pd.Series) -> pd.Series:
    """The level that stood for each person on a day; missing where none had been given by then."""
    near = pd.DataFrame({"person_id": persons, "day": day}).merge(scores[scores["kind"] == "cse"], on="person_id")
    past = near[(near["date"] <= near["day"]) & near["level"].notna()]
    last = past.sort_values("date").drop_duplicates("person_id", keep="last").set_index("person_id")["level"]
    return last.reindex(persons).set_axis(persons.index)


def _level_counts(found: pd.Series, when: str, levels: Iterable[str]) -> list[Figure]:
    whole, shown = f"risk.cse.total.{when}.n", found.fillna("not_known")
    section, n = "missing_and_risk", len(shown)
    parts = [
        count(
            f"risk.cse.{level}.{when}.n",
            int((shown == level).sum()),
            section,
            of=n,
            parts_of=(whole,),
            category=_level(level),
        )
        for level in (*levels, "not_known")
    ]
    return [count(whole, n, section), *parts]


def _level(code: str) -> Category | None:
    """Neighbouring levels may be put together; "not known" has no neighbours."""
    return None if code == "not_known" else Category("risk.cse", code, is_ordered=True)


def _risk_directions(change: pd.Series) -> list[Figure]:
    ways = {"fell": change < 0, "same": change == 0, "rose": change > 0}
    whole = "risk.cse.compared.children.n"
    parts = [
        count(f"risk.cse.{way}.children.n", int(is_so.sum()), "missing_and_risk", of=len(change), parts_of=(whole,))
        for way, is_so in ways.items()
    ]
    return [count(whole, len(change), "missing_and_risk"), *parts]
