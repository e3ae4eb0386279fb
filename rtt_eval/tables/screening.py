"""Tables of the referral screening: the list with its reasons, each child's points, and the rules behind them."""

from __future__ import annotations

from typing import Any

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import on_last_day
from rtt_eval.labels.screening import (
    HOW_COUNTED,
    JUST_OUTSIDE,
    LINES,
    PARTS,
    SOURCES,
    STANDINGS,
    UNKNOWN_PARTS,
    reason,
    shared,
    thresholds,
)
from rtt_eval.params import ReferralScreening
from rtt_eval.tables.build import text_table

NOT_KNOWN = "unknown"
HOW_TO_READ = (
    "In brackets: points. What is unknown gives none, so such a young person has at least the points that stand here.",
    "SDQ from: the yearly return or an outcome form.",
)
AWAY = "Away without authorisation in the 12 months, never added to missing and without points"


def screening_list(safe: Safe, params: ReferralScreening) -> Table | None:
    """The children in order of their points, with the reasons in words and where each stands to the line."""
    ranked, made = safe.rows.get("screening_ranked"), safe.rows.get("screening_points")
    if ranked is None or made is None:
        return None
    reasons = _reasons(made.to_dict("records"))
    rows = [
        (
            *(row["person_id"], shared(row["rank"], row["is_tied"]), str(row["points"]), str(row["age"])),
            *(reasons.get(row["person_id"], ""), LINES[row["line"]], STANDINGS[row["standing"]]),
        )
        for row in ranked.to_dict("records")
    ]
    heads = [("Young person", False), ("Rank", True), ("Points", True), ("Age", True), ("Reasons", False)]
    notes = [
        "= after a rank: shared by all with equal points. The line is drawn among those who are not in the programme "
        "and have no referral under way; the others have a dash.",
    ]
    caption = f"The list in order of points, {on_last_day(params)}"
    return text_table(
        "screening_list", caption, [*heads, ("The line", False), ("The programme", False)], rows, notes=notes
    )


def _reasons(made: list[dict[Any, Any]]) -> dict[str, str]:
    """What gave points, in words, by child."""
    found: dict[str, list[str]] = {}
    for one in made:
        if one["points"]:
            found.setdefault(one["person_id"], []).append(reason(one["part"], one["value"]))
    return {person_id: "; ".join(words) for person_id, words in found.items()}


def screening_points(safe: Safe, params: ReferralScreening) -> Table | None:
    """Every child's points: what is known of each part, and in brackets what it gives."""
    ranked, made, away = (safe.rows.get(f"screening_{name}") for name in ("ranked", "points", "away"))
    if ranked is None or made is None or away is None:
        return None
    cells = {(one["person_id"], one["part"]): _cell(one) for one in made.to_dict("records")}
    episodes = [(row["person_id"], row["away_12_months"]) for row in away.to_dict("records")]
    went_away = [f"{person_id} {n}" for person_id, n in episodes if n]
    rows = [
        (
            row["person_id"],
            str(row["points"]),
            cells[row["person_id"], "sdq"],
            f"{SOURCES[row['source']]},\u00a0{row['score_months'] if row['is_dated'] else 'no date'}",
            *(cells[row["person_id"], part] for part in PARTS if part != "sdq"),
        )
        for row in ranked.to_dict("records")
    ]
    names = [(name, True) for part, name in PARTS.items() if part != "sdq"]
    heads = [("Young person", False), ("Points in all", True), ("SDQ total", True), ("SDQ from, months old", False)]
    notes = [*HOW_TO_READ, f"{AWAY}: {', '.join(went_away) or 'nobody on record'}."]
    caption = f"Every young person's points, {on_last_day(params)}: value (points)"
    return text_table("screening_points", caption, [*heads, *names], rows, notes=notes)


def _cell(one: dict[Any, Any]) -> str:
    return f"{_known(one['value'])} ({one['points']})"


def _known(value: object) -> str:
    return NOT_KNOWN if value is None else str(value)


def screening_rules(safe: Safe, params: ReferralScreening) -> Table | None:
    """How the points are made, as the params file sets it."""
    rows = [(name, HOW_COUNTED[part], thresholds(part, params.points[part])) for part, name in PARTS.items()]
    heads = [("What", False), ("How it is counted", False), ("Points", False)]
    return text_table("screening_rules", "How the points are made", heads, rows)


def screening_just_outside(safe: Safe, params: ReferralScreening) -> Table | None:
    """Children whom one rule alone keeps off the list, and who are close to it."""
    found = safe.rows.get("screening_just_outside")
    if found is None:
        return None
    rows = [
        (row["person_id"], str(row["age"]), str(row["score"]), str(row["score_months"]), JUST_OUTSIDE[row["why"]])
        for row in found.to_dict("records")
    ]
    heads = [("Young person", False), ("Age", True), ("SDQ total", True), ("Months old", True), ("Why", False)]
    caption = f"Just outside a rule, {on_last_day(params)}"
    return text_table("screening_just_outside", caption, heads, rows)


def screening_not_known(safe: Safe, params: ReferralScreening) -> Table | None:
    """What is not known of children on the list, of whom, and who can mend it."""
    found = safe.rows.get("screening_not_known")
    if found is None:
        return None
    persons: dict[str, list[str]] = {}
    for row in found.to_dict("records"):
        persons.setdefault(row["part"], []).append(row["person_id"])
    rows = [(PARTS[part], ", ".join(some), *UNKNOWN_PARTS[part]) for part, some in persons.items()]
    heads = [("Not known", False), ("Of these young people", False), ("What to do", False), ("Who can do it", False)]
    caption = f"On the list with something not known, {on_last_day(params)}"
    return text_table("screening_not_known", caption, heads, rows)
