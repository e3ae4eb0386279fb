"""The referral screening: what each child's points are made of, and where the line is."""

from __future__ import annotations

from typing import Any

from rtt_eval.blocks import Chart
from rtt_eval.charts.draw.stacks import Stack, stacks
from rtt_eval.charts.finish import finished
from rtt_eval.charts.words import subtitle
from rtt_eval.disclosure import Safe
from rtt_eval.labels import on_last_day
from rtt_eval.labels.screening import GROUPS, shared
from rtt_eval.params import ReferralScreening

SIDES = {"above": "Above the line", "at": "At the line: equal points"}


def screening_points(safe: Safe, params: ReferralScreening) -> Chart | None:
    """Whom could the meeting take on, and what are their points for?

    Rows screening_ranked and screening_bars: those above the line and at it. None where there is nobody to draw, or
    single children may not be shown.
    """
    ranked, bars = safe.rows.get("screening_ranked"), safe.rows.get("screening_bars")
    if ranked is None or bars is None or not ranked["line"].isin(SIDES).any():
        return None
    parts = {str(row["person_id"]): row for row in bars.to_dict("records")}
    shown = ranked[ranked["line"].isin(SIDES)].to_dict("records")
    return finished(
        stacks(_stacks(shown, parts), list(GROUPS.values()), "Points in all"),
        "chart_screening_points",
        _title(safe),
        subtitle("Points by what they are for, young people free to be referred", on_last_day(params)),
        ("Young person (rank)", *(name for _, name in GROUPS.values()), "Points in all"),
        [
            (_label(row), *(str(parts[row["person_id"]][group]) for group in GROUPS), str(row["points"]))
            for row in shown
        ],
        ["After a pseudonym: the rank on the whole list; = where it is shared."],
    )


def _stacks(shown: list[dict[Any, Any]], parts: dict[str, dict[Any, Any]]) -> list[Stack]:
    made: list[Stack] = []
    for side, heading in SIDES.items():
        mine = [row for row in shown if row["line"] == side]
        made += [Stack(heading)] if mine else []
        made += [
            Stack(_label(row), [parts[row["person_id"]][group] for group in GROUPS], str(row["points"])) for row in mine
        ]
    return made


def _label(row: dict[Any, Any]) -> str:
    return f"{row['person_id']} ({shared(row['rank'], row['is_tied'])})"


def _title(safe: Safe) -> str:
    above, at = (safe[f"screening.line.{side}.n"] for side in ("above", "at"))
    if not at.value:
        return f"{above.shown} young {'person stands' if above.value == 1 else 'people stand'} above the line"
    left = safe["screening.places_left.n"]
    places = "place" if left.value == 1 else f"{left.shown} places"
    rest = f"{at.shown} have equal points for the last {places}"
    return f"{above.shown} young {'person stands' if above.value == 1 else 'people stand'} above the line; {rest}"
