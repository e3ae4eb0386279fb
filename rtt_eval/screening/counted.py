"""The figures of the screening: how many children, and the points and the rank of each."""

from __future__ import annotations

import pandas as pd

from rtt_eval.figures import Figure, count
from rtt_eval.screening.children import NOT_SCREENED
from rtt_eval.screening.last_month import CAME_OF
from rtt_eval.screening.ranking import Screened
from rtt_eval.screening.rules import SECTION, Rules


def counts(now: Screened, rules: Rules) -> list[Figure]:
    """How many children are in care, of the ages, screened, on the list, and how many could not be screened, and why.

    `screening.{in_care,in_scope,screened,high,below,not_screened}.n`; in_scope = screened + not_screened, screened =
    high + below; `screening.not_screened.<state>.n`; `screening.no_score.<reason>.n`: of those without any score, the
    reason of the year's return. `screening.line.{above,at}.n`: of the children whom nothing stands against;
    `screening.line.could_reach.n`: of those below, who could be at it or above with what is not known of them;
    `screening.places_left.n`: places for those at the line. `screening.tied.n`: children who share a rank.
    """
    state, in_scope = now.children["state"], "screening.in_scope.n"
    n_of = {name: int((state == name).sum()) for name in ("high", "below", *NOT_SCREENED)}
    n_screened, n_left_out = n_of["high"] + n_of["below"], sum(n_of[name] for name in NOT_SCREENED)
    n_scope, screened, left_out = n_screened + n_left_out, "screening.screened.n", "screening.not_screened.n"
    return [
        count("screening.in_care.n", len(state), SECTION),
        count(in_scope, n_scope, SECTION, of=len(state), within="screening.in_care.n"),
        count(screened, n_screened, SECTION, of=n_scope, parts_of=(in_scope,)),
        *(count(f"screening.{name}.n", n_of[name], SECTION, of=n_screened, parts_of=(screened,))
          for name in ("high", "below")),
        count(left_out, n_left_out, SECTION, of=n_scope, parts_of=(in_scope,)),
        *(count(f"screening.not_screened.{name}.n", n_of[name], SECTION, of=n_left_out, parts_of=(left_out,))
          for name in NOT_SCREENED),
        *_reasons(now),
        *_line(now, rules.places_to),
    ]  # fmt: skip


def _reasons(now: Screened) -> list[Figure]:
    rows = now.children[now.children["state"] == "no_score"]
    whole = "screening.not_screened.no_score.n"
    return [
        count(f"screening.no_score.{reason}.n", n, SECTION, of=len(rows), parts_of=(whole,))
        for reason, n in sorted(rows["reason"].value_counts().items())
    ]


def _line(now: Screened, places_to: int) -> list[Figure]:
    n_above, n_at = (int((now.ranked["line"] == side).sum()) for side in ("above", "at"))
    left = places_to - n_above if n_at else 0
    n_could = int(_could_reach(now.ranked).sum())
    return [
        count("screening.line.above.n", n_above, SECTION, of=len(now.ranked)),
        count("screening.line.at.n", n_at, SECTION, of=len(now.ranked)),
        count("screening.line.could_reach.n", n_could, SECTION, of=len(now.ranked)),
        count("screening.places_left.n", left, SECTION, unit="places"),
        count("screening.tied.n", int(now.ranked["is_tied"].sum()), SECTION, of=len(now.ranked)),
    ]


def _could_reach(ranked: pd.DataFrame) -> pd.Series:
    """Children below the line who would have the points of the last at it, were all that is not known at its most."""
    least = ranked.loc[ranked["line"].isin(["above", "at"]), "points"].min()
    return (ranked["line"] == "below") & (ranked["most"] >= least)


def each_child(now: Screened) -> list[Figure]:
    """The points and the rank of each child on the list, and the points of each part, by pseudonym.

    `screening.<person_id>.{points,rank}`, `screening.<person_id>.<part>.points`. One child's own values: no audience
    but the team is shown them.
    """
    of_parts: dict[str, list[Figure]] = {}
    for row in now.points.to_dict("records"):
        id = f"screening.{row['person_id']}.{row['part']}.points"
        of_parts.setdefault(row["person_id"], []).append(_own(id, row["points"], "points"))
    figures: list[Figure] = []
    for row in now.ranked.to_dict("records"):
        stem = f"screening.{row['person_id']}"
        figures += [_own(f"{stem}.{name}", row[name], name) for name in ("points", "rank")]
        figures += of_parts[row["person_id"]]
    return figures


def _own(id: str, value: int, unit: str) -> Figure:
    return Figure(id, value, unit, SECTION, "extreme", 1)


def changes(since: pd.DataFrame, new: pd.DataFrame) -> list[Figure]:
    """The list of a month before: how many children, what has come of them, how many are still on it, who is new.

    since: `since_last_month`. new: `newly_listed`. `screening.last_month.n`, `screening.last_month.<came_of>.n`,
    `screening.last_month.{on_list,off_list}.n`, `screening.new.n`.
    """
    n, whole = len(since), "screening.last_month.n"
    n_on_list = int((since["now"] == "on_list").sum())
    return [
        count(whole, n, SECTION),
        *(count(f"screening.last_month.{code}.n", int((since["came_of"] == code).sum()), SECTION, of=n)
          for code in CAME_OF),
        count("screening.last_month.on_list.n", n_on_list, SECTION, of=n),
        count("screening.last_month.off_list.n", n - n_on_list, SECTION, of=n),
        count("screening.new.n", len(new), SECTION),
    ]  # fmt: skip
