"""Sentences for the yearly SDQ returns of children in care."""

from __future__ import annotations

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.narrative.words import count, listed, number, sentences
from rtt_eval.params import ReportParams
from rtt_eval.returns import HIGH_FROM, year_ending

AREAS = {"england": "in England", "region": "in the region", "statistical_neighbours": "among similar authorities"}

NOT_COMPARABLE = (
    "A score is one carer’s view, once a year. A low score does not rule out need. The scores of two years are no "
    "before and after. Children who are referred to the service score higher than children in care in general, because "
    "high scores are a reason to refer them."
)


def sdq_returns(safe: Safe, params: ReportParams) -> Prose:
    """How many children have a score, the mean of the national indicator beside England's, and how many score high."""
    if "sdq.returns.n" not in safe:
        return Prose(
            f"No SDQ returns are recorded for the year to 31 March {year_ending(params.period.end)}.", "answer"
        )
    return Prose(sentences([_completed(safe), _mean(safe, params), _high(safe)]), "answer")


def _completed(safe: Safe) -> str:
    eligible, done = safe.get("sdq.national.eligible.n"), safe.get("sdq.national.completed.n")
    share = safe.get("sdq.national.completed.pct")
    if eligible is None or not eligible.is_known or eligible.value == 0:
        return ""
    pct = f" ({share.shown})" if share is not None and share.is_known else ""
    return (
        f"Of {count(eligible, 'child', 'children')} aged 5 to 16 who had been in care for a year, "
        f"{number(done)}{pct} have an SDQ score."
    )


def _mean(safe: Safe, params: ReportParams) -> str:
    mean = safe.get("sdq.national.mean")
    if mean is None or not mean.is_known:
        return ""
    year = year_ending(params.period.end)
    others = [
        f"{figure.shown} {words}"
        for area, words in AREAS.items()
        if (figure := safe.get(f"benchmark.sdq_avg_score.{area}.{year}.value")) is not None and figure.is_known
    ]
    beside = f" In the same year it was {listed(others)}." if others else ""
    return f"Their average is {mean.shown} points; lower is better.{beside}"


def _high(safe: Safe) -> str:
    high, n = safe.get("sdq.returns.high_or_above.n"), safe.get("sdq.returns.n")
    if high is None or n is None or not (high.is_known and n.is_known):
        return ""
    return f"Of all {n.shown} scores, {number(high)} are {HIGH_FROM} or more. Support is offered from there on."


def sdq_zeros(safe: Safe, params: ReportParams) -> Prose | None:
    """That scores of 0 stand apart, and what they do to the mean; None where there are none."""
    zeros = safe.get("sdq.returns.zero_total.n")
    if zeros is None or not zeros.is_known or zeros.value == 0:
        return None
    with_them, without = safe.get("sdq.returns.mean"), safe.get("sdq.returns.mean_without_zeros")
    means = (
        f" The average of all scores is {with_them.shown} with them and {without.shown} without."
        if _both(with_them, without) and with_them is not None and without is not None
        else ""
    )
    return Prose(
        f"{count(zeros, 'score is', 'scores are')} 0. A total of 0 is possible, and it is also what a form that was "
        f"not filled in looks like, so these stand apart and should be checked.{means}",
        "text",
    )


def _both(*figures: SafeFigure | None) -> bool:
    return all(figure is not None and figure.is_known for figure in figures)


def sdq_caveat(safe: Safe, params: ReportParams) -> Prose | None:
    """What a yearly score can and cannot say."""
    return Prose(NOT_COMPARABLE, "caveat") if "sdq.returns.n" in safe else None


def sdq_without_offer(safe: Safe, params: ReportParams) -> Prose | None:
    """How many children with a high score have no offer recorded; for the team, who see the list."""
    rows = safe.rows.get("sdq_without_offer")
    if rows is None:
        return None
    if rows.empty:
        return Prose(f"Every child with a score of {HIGH_FROM} or more has an offer of help on record.", "text")
    n = len(rows)
    return Prose(
        f"{n} {'child' if n == 1 else 'children'} with a score of {HIGH_FROM} or more {'has' if n == 1 else 'have'} no "
        "offer of help on record. That may be a gap in the record, or in the help.",
        "text",
    )
