"""A child's scores in order of time, with the change at each step and whether it is reliable."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.labels import TIMEPOINTS
from rtt_eval.measures import Measure, Subscale
from rtt_eval.stats import change_category

SECTION = "outcomes"
Row = Mapping[Hashable, Any]
TWO_VERSIONS = ("sdq",)
"""Their baseline form asks about six months and their follow-up form about one: the wrong form is not compared."""

ENTERED = ("baseline", "screening")
SIGNS = ("improved", "no_reliable_change", "deteriorated")
COLUMNS = [
    *("case_number", "measure", "informant", "subscale", "timepoint", "date", "score", "score_kind", "band", "is_main"),
    *("since_first", "since_last", "reliable_since_first", "reliable_since_last", "first", "last", "flags", "note"),
]


def steps(scores: pd.DataFrame, cases: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    """One row a score of the child, in order of case, measure, informant, scale and time.

    scores: of one child, from `score.responses`; rows without a score are left out. cases: of the child. case_number: 1
    for the first case, 0 for a score that belongs to no case; one without a case_id belongs to the only case. Changes
    are within a case: `since_first` = score - the first score, `since_last` = score - the one before, NaN at the first
    and where the two cannot be compared (raw and T score; an SDQ form made for the other time), with the reason in
    `note`. `first`, `last`: the timepoints compared with. `reliable_since_first`, `reliable_since_last`: improved,
    no_reliable_change, deteriorated; "" where there is no change or the scale has no threshold for that kind of
    score. `is_main`: the scale stands for its measure. Goals have no such scale, and each is a row of its own.
    """
    known = scores[scores["score"].notna() & scores["measure"].isin(list(measures))]
    numbers = {case_id: place for place, case_id in enumerate(cases["case_id"], start=1)}
    only = next(iter(numbers.values())) if len(numbers) == 1 else 0
    known = known.assign(
        case_number=known["case_id"].map(numbers).fillna(only).astype(int),
        order=known["timepoint"].map({time: place for place, time in enumerate(TIMEPOINTS)}),
    )
    known = known.sort_values(["case_number", "date_completed", "order"], kind="stable")
    found: list[tuple[Any, ...]] = []
    for key, rows in known.groupby(["case_number", "measure", "informant", "subscale"], sort=False):
        id, informant, subscale = map(str, key[1:])
        scale = measures[id].scales.get(informant, {}).get(subscale)
        if scale is not None:
            is_main = subscale == measures[id].primary_subscale
            found += _of_scale(key, rows.to_dict("records"), scale, is_main)
    made = pd.DataFrame(found, columns=COLUMNS)
    return _in_reading_order(made, measures)


def _of_scale(key: tuple[Any, ...], rows: Sequence[Row], scale: Subscale, is_main: bool) -> Iterator[tuple[Any, ...]]:
    for place, row in enumerate(rows):
        since_first, first, _ = _change(rows, 0, place)
        since_last, last, note = _change(rows, place - 1, place)
        limit = scale.reliable_change
        is_judged = limit is not None and limit.score_kind == row["score_kind"]
        threshold = limit.threshold if limit is not None and is_judged else float("nan")
        signs = change_category([since_first, since_last], threshold, scale.higher_is)
        about = (row["timepoint"], row["date_completed"], row["score"], row["score_kind"], _text(row["band"]), is_main)
        yield (*key, *about, since_first, since_last, *map(_text, signs), first, last, _text(row["flags"]), note)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _change(rows: Sequence[Row], start: int, place: int) -> tuple[float, str, str]:
    """The change, the timepoint that it is from, and why there is none."""
    if start < 0 or start == place:
        return float("nan"), "", ""
    earlier, later = rows[start], rows[place]
    if earlier["score_kind"] != later["score_kind"]:
        return float("nan"), earlier["timepoint"], "score_kind_mixed"
    if not (_is_right_form(earlier) and _is_right_form(later)):
        return float("nan"), earlier["timepoint"], "form_version_mixed"
    return float(later["score"] - earlier["score"]), earlier["timepoint"], ""


def _is_right_form(row: Row) -> bool:
    """Whether the form was the one made for its time; one whose version was not recorded is taken to be."""
    if row["measure"] not in TWO_VERSIONS or not isinstance(row["form_version"], str):
        return True
    return row["form_version"] == ("baseline" if row["timepoint"] in ENTERED else "follow_up")


def _in_reading_order(found: pd.DataFrame, measures: Mapping[str, Measure]) -> pd.DataFrame:
    """Measures by how much they stand for (those with a main scale first), scales in the measure's own order."""
    ids = sorted(measures, key=lambda id: (measures[id].primary_subscale is None, id != "sdq", id))
    places = {
        (id, informant, scale): (n, who, -(scale == measures[id].primary_subscale), at)
        for n, id in enumerate(ids)
        for who, (informant, scales) in enumerate(measures[id].scales.items())
        for at, scale in enumerate(scales)
    }
    keys = zip(found["measure"], found["informant"], found["subscale"], strict=True)
    ranks = pd.Series([places[key] for key in keys], index=found.index, dtype=object)
    order = sorted(found.index, key=lambda row: (found.at[row, "case_number"], ranks[row], row))
    return found.loc[order].reset_index(drop=True)


def latest_figures(found: pd.DataFrame) -> list[Figure]:
    """The latest score of each main scale against the first one of the same case, counted.

    `sheet.scales.n` (main scales with a score in the latest case), `sheet.scales.judged.n` (with a later score and a
    threshold) and of these `sheet.scales.{improved,no_reliable_change,deteriorated}.n`.
    """
    main = found[found["is_main"] & (found["case_number"] == found["case_number"].max())]
    latest = main.drop_duplicates(["measure", "informant", "subscale"], keep="last")
    signs = [sign for sign in latest["reliable_since_first"] if sign]
    numbers = {"n": len(latest), "judged.n": len(signs)}
    numbers |= {f"{sign}.n": signs.count(sign) for sign in SIGNS}
    return [count(f"sheet.scales.{name}", n, "sheet", unit="scales", n=1) for name, n in numbers.items()]


def score_figures(found: pd.DataFrame) -> list[Figure]:
    """Every score and every change as a figure, for results.json.

    `outcomes.<measure>.<informant>.<subscale>.<timepoint>.score`, `….<from>_to_<timepoint>.change` from the first score
    and from the one before, each with a word `….reliable`. Scores of a second case stand under `outcomes.case_2.`; two
    scores of one scale at the same timepoint are the same form, of which `score.responses` keeps one.
    """
    figures: dict[str, Figure] = {}
    for row in found.to_dict("records"):
        case = f"case_{row['case_number']}." if row["case_number"] > 1 else ""
        stem = f"{SECTION}.{case}{row['measure']}.{row['informant']}.{row['subscale']}"
        for one in (_score(stem, row), *_changes(stem, row)):
            figures.setdefault(one.id, one)
    return list(figures.values())


def _score(stem: str, row: Row) -> Figure:
    return _figure(f"{stem}.{row['timepoint']}.score", row["score"], row["band"].replace("_", " "))


def _changes(stem: str, row: Row) -> Iterator[Figure]:
    for since, start in (("first", row["first"]), ("last", row["last"])):
        change, sign = row[f"since_{since}"], row[f"reliable_since_{since}"]
        if change == change and start:
            id = f"{stem}.{start}_to_{row['timepoint']}"
            yield _figure(f"{id}.change", change)
            if sign:
                yield Figure(f"{id}.reliable", None, "word", SECTION, "word", 1, word=sign)


def _figure(id: str, value: float, note: str = "") -> Figure:
    decimals = 0 if value == int(value) else 1
    return Figure(id, float(value), "points", SECTION, "extreme", 1, decimals=decimals, note=note)
