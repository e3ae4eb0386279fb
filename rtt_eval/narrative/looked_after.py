"""The answer of the statutory return: how many are looked after, how settled they are, how they score."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.narrative.words import count, number, sentences, was
from rtt_eval.params import ReportParams
from rtt_eval.returns import year_ending


def looked_after(safe: Safe, params: ReportParams) -> Prose:
    """How many were looked after on 31 March, with three or more placements, settled, and scoring high."""
    on_day = safe.get("looked_after.on_31_march.n")
    year = year_ending(params.period.end)
    if on_day is None:
        return Prose(f"There is no statutory return for the year to 31 March {year}.", "answer")
    lead = f"On 31 March {year} there {was(on_day)} {count(on_day, 'child', 'children')} looked after."
    return Prose(sentences([lead, _placements(safe), _stability(safe), _scores(safe), _missing(safe)]), "answer")


def _share(safe: Safe, id: str) -> str:
    figure = safe.get(id)
    return f" ({figure.shown})" if figure is not None and figure.is_known else ""


def _placements(safe: Safe) -> str:
    three = safe.get("looked_after.three_or_more_placements.n")
    if three is None or not three.is_known:
        return ""
    share = _share(safe, "looked_after.three_or_more_placements.pct")
    return f"Of them, {number(three)}{share} had three or more placements in the year."


def _stability(safe: Safe) -> str:
    asked, met = (safe.get(f"looked_after.long_term_stability.{name}.n") for name in ("denominator", "met"))
    if asked is None or met is None or not (asked.is_known and met.is_known) or asked.value == 0:
        return ""
    share = _share(safe, "looked_after.long_term_stability.pct")
    return (
        f"Of {count(asked, 'child', 'children')} under 16 who {was(asked)} in care for 2.5 years or more, "
        f"{number(met)}{share} had lived with the same carer for 2 years or more."
    )


def _scores(safe: Safe) -> str:
    done, mean = safe.get("looked_after.sdq.published.completed.n"), safe.get("looked_after.sdq.published.mean")
    if done is None or not done.is_known or done.value == 0:
        return ""
    have = "has" if done.value == 1 else "have"
    average = f", with an average of {mean.shown}" if mean is not None and mean.is_known else ""
    return f"{count(done, 'child', 'children')} aged 5 to 16 {have} an SDQ score{average}."


def _missing(safe: Safe) -> str:
    gone = safe.get("looked_after.missing.children.n")
    if gone is None or not gone.is_known:
        return ""
    share = _share(safe, "looked_after.missing.pct")
    return f"{count(gone, 'child', 'children')}{share} went missing from care in the year."
