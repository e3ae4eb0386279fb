"""Whose change is larger than the form's own error."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw import style
from rtt_eval.charts.draw.scatter import Group, scatter
from rtt_eval.charts.finish import finished
from rtt_eval.charts.outcomes import child_rows, short_name, stem_of, title_of
from rtt_eval.charts.words import n_text, subtitle, told
from rtt_eval.contrasts import scale_of
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at, when
from rtt_eval.params import ReportParams

CATEGORIES = {
    "improved": ("Reliably better", "o", style.BLUE, False),
    "no_reliable_change": ("No reliable change", "o", style.TEXT, True),
    "deteriorated": ("Reliably worse", "D", style.ORANGE, False),
}
"""Words, marker, colour and whether it is hollow, of each category of reliable change."""

IDS = ("improved", "deteriorated", "no_change")


def reliable_scatter(
    safe: Safe, params: ReportParams, measure: str, informant: str, subscale: str, follow_up: str
) -> Chart | None:
    """Whose later score differs from the first by more than the form's own error would usually make it?

    A point a young person. `follow_up` is the timepoint. None where the audience may not see single young people, where
    there is no pair, or where the scale has no threshold for reliable change.
    """
    rows, scale = child_rows(safe, measure, informant, subscale, follow_up), scale_of(measure, informant, subscale)
    rows = rows[rows["reliable_change"].notna()] if len(rows) else rows
    if rows.empty or scale.reliable_change is None:
        return None
    stem, threshold = stem_of(measure, informant, subscale, follow_up), scale.reliable_change.threshold
    later, lines = when(follow_up), [_words(one) for one in rows.itertuples()]
    sentence = "Scores are reliably better for {p0}, reliably worse for {1}, without reliable change for {2}"
    groups = [_group(rows, category) for category in CATEGORIES]
    axes = ("Score at the start", f"Score at {later}")
    keys = ("Same score at both times", f"Change of {threshold:g} points")
    ids = [f"{stem}.reliable.{one}.n" for one in IDS]
    about = (title_of(measure, informant, subscale), f"start and {later}", f"a higher score is {scale.higher_is}")
    limit = f"reliable change {threshold:g} points or more"
    return finished(
        scatter(groups, scale.range, threshold, axes, keys),
        f"chart_reliable_{measure}_{informant}_{subscale}_{follow_up}",
        told(safe, sentence, "Score of each young person at both times, by reliable change", *ids),
        subtitle(*about, limit, n_text(safe.get(f"{stem}.n_paired")), as_at(params)),
        ("Young person", "Start", later.capitalize(), "Reliable change"),
        lines,
        ["Young people with the same two scores share a mark."] if _is_shared(rows) else [],
        " ".join(f"{who}: start {first}, {later} {last}, {how}." for who, first, last, how in lines),
    )


def _group(rows: pd.DataFrame, category: str) -> Group:
    words, shape, colour, is_hollow = CATEGORIES[category]
    mine = rows[rows["reliable_change"] == category]
    scores = zip(mine["label"], mine["baseline"], mine["follow_up_score"], strict=True)
    children = [(short_name(name), float(earlier), float(later)) for name, earlier, later in scores]
    return Group(words if children else f"{words}: nobody", shape, colour, is_hollow, children)


def _words(row: Any) -> tuple[str, str, str, str]:
    return (row.label, f"{row.baseline:g}", f"{row.follow_up_score:g}", CATEGORIES[row.reliable_change][0].lower())


def _is_shared(rows: pd.DataFrame) -> bool:
    return bool(rows.duplicated(["baseline", "follow_up_score"]).any())
