"""Tables of the referral screening: the list with its reasons, each child's points, and the rules behind them."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.labels import on_last_day
from rtt_eval.labels.screening import (
    HOW_COUNTED,
    JUST_OUTSIDE,
    LINES,
    PARTS,
    STANDINGS,
    UNKNOWN_PARTS,
    months_old,
    reason,
    shared,
    thresholds,
)
from rtt_eval.params import ReferralScreening
from rtt_eval.tables.build import text_table

NOT_KNOWN = "not known"


def screening_list(safe: Safe, params: ReferralScreening) -> Table | None:
    """The children in order of their points, with the reasons in words and where each stands to the line."""
    ranked, made = safe.rows.get("screening_ranked"), safe.rows.get("screening_points")
    if ranked is None or made is None:
        return None
    reasons = {
        str(person_id): "; ".join(reason(str(one.part), one.value) for one in rows.itertuples() if one.points)
        for person_id, rows in made.groupby("person_id")
    }
    rows = [
        (
            str(row.person_id),
            shared(row.rank, row.is_tied),
            str(row.points),
            str(row.age),
            reasons.get(str(row.person_id), ""),
            _for_the_meeting(str(row.line), str(row.standing)),
        )
        for row in ranked.itertuples()
    ]
    heads = [("Young person", False), ("Rank", True), ("Points", True), ("Age", True), ("Reasons", False)]
    notes = [
        "= after a rank: shared by all with equal points. The line is drawn among those who are not in the programme "
        "and have no referral under way.",
    ]
    caption = f"The list in order of points, {on_last_day(params)}"
    return text_table("screening_list", caption, [*heads, ("For the meeting", False)], rows, notes=notes)


def _for_the_meeting(line: str, standing: str) -> str:
    return ". ".join(words for words in (LINES[line], STANDINGS[standing]) if words)


def screening_points(safe: Safe, params: ReferralScreening) -> Table | None:
    """Every child's points: what is known of each part, and in brackets what it gives."""
    ranked, made, away = (safe.rows.get(f"screening_{name}") for name in ("ranked", "points", "away"))
    if ranked is None or made is None or away is None:
        return None
    cells = {(str(row.person_id), str(row.part)): _cell(str(row.part), row) for row in made.itertuples()}
    away_of = dict(zip(away["person_id"], away["away_12_months"], strict=True))
    rows = [
        (
            str(row.person_id),
            cells[row.person_id, "sdq"],
            months_old(row.score_months, str(row.source), bool(row.is_dated)),
            *(cells[row.person_id, part] for part in PARTS if part != "sdq"),
            _known(away_of[row.person_id]),
            str(row.points),
        )
        for row in ranked.itertuples()
    ]
    names = [name for part, name in PARTS.items() if part != "sdq"]
    heads = [
        *(("Young person", False), ("SDQ total", True), ("SDQ from", False)),
        *((name, True) for name in (*names, "Away in 12 months", "Points in all")),
    ]
    notes = [
        "In brackets: points. What is not known gives none, so the points of such a young person are the fewest there "
        "can be.",
        "SDQ from: the yearly return or an outcome form, and its age. Away without authorisation is never added to "
        "missing.",
    ]
    caption = f"Every young person's points, {on_last_day(params)}: value (points)"
    return text_table("screening_points", caption, heads, rows, notes=notes)


def _cell(part: str, row: object) -> str:
    value, points = getattr(row, "value"), getattr(row, "points")  # noqa: B009
    return f"{_known(value)} ({points})"


def _known(value: object) -> str:
    return NOT_KNOWN if value is None or value != value else str(value).replace("_", " ")


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
        (str(row.person_id), str(row.age), str(row.score), str(row.score_months), JUST_OUTSIDE[str(row.why)])
        for row in found.itertuples()
    ]
    heads = [("Young person", False), ("Age", True), ("SDQ total", True), ("SDQ age (months)", True), ("Why", False)]
    caption = f"Just outside a rule, {on_last_day(params)}"
    return text_table("screening_just_outside", caption, heads, rows)


def screening_not_known(safe: Safe, params: ReferralScreening) -> Table | None:
    """What is not known of children on the list, of whom, and who can mend it."""
    found = safe.rows.get("screening_not_known")
    if found is None:
        return None
    rows = [(PARTS[part], _names(found, part), *words) for part, words in UNKNOWN_PARTS.items() if _has(found, part)]
    heads = [("Not known", False), ("Of these young people", False), ("What to do", False), ("Who can do it", False)]
    caption = f"On the list with something not known, {on_last_day(params)}"
    return text_table("screening_not_known", caption, heads, rows)


def _has(found: object, part: str) -> bool:
    return bool((found["part"] == part).any())  # type: ignore[index]


def _names(found: object, part: str) -> str:
    persons: Iterable[str] = found.loc[found["part"] == part, "person_id"]  # type: ignore[attr-defined,index]
    return ", ".join(persons)
