"""Codes, days and periods as a reader has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from rtt_eval.labels.programme import SHORT_TIMEPOINTS, TIMEPOINTS
from rtt_eval.params import ReportParams, ServiceEvaluation


def plain(code: str) -> str:
    """A code as words, for codes that have no label of their own: "felt_safe" is "Felt safe"."""
    spaced = code.replace("_", " ").strip()
    return spaced[:1].upper() + spaced[1:]


def day(when: date) -> str:
    """A date in words: 1 June 2017."""
    return f"{when.day} {when:%B %Y}"


def when(timepoint: str) -> str:
    """A timepoint in words, in lower case and without "at": 6 months."""
    return TIMEPOINTS.get(timepoint, plain(timepoint).lower())


def short_when(timepoint: str) -> str:
    """A timepoint for a narrow column: End+3m."""
    return SHORT_TIMEPOINTS.get(timepoint, plain(timepoint))


def period(params: ReportParams) -> str:
    """The months of the report in words: 1 June 2017 to 31 March 2018."""
    return f"{day(params.period.start)} to {day(params.period.end)}"


def on_last_day(params: ReportParams) -> str:
    """The last day that counts, for what is true on one day."""
    return f"on {day(params.as_at_date)}"


def as_at(params: ReportParams) -> str:
    """The last day that counts, as a caption ends with it."""
    return f"to {day(params.as_at_date)}"


def answered(params: ReportParams) -> str:
    """The days between which feedback counts: the period; of an evaluation, as long as the work is followed."""
    is_followed = isinstance(params, ServiceEvaluation)
    return f"{day(params.period.start)} to {day(params.as_at_date)}" if is_followed else period(params)


def the_work(params: ReportParams) -> str:
    """What is compared before and during: the programme, or whatever work an evaluation chose."""
    is_any = isinstance(params, ServiceEvaluation) and params.programme is None
    return "the work" if is_any else "the programme"


def followed(params: ReportParams) -> str:
    """Those who are compared before and during, as a caption names them."""
    return "the evaluation" if isinstance(params, ServiceEvaluation) else "the full programme"


def labelled(codes: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Codes with their labels: first those that have one, in the order of the labels, then the rest as words."""
    found = list(codes)
    known = {code: label for code, label in labels.items() if code in found}
    return known | {code: plain(code) for code in found if code not in known}


def in_order(codes: Iterable[str], labels: Mapping[str, str]) -> dict[str, str]:
    """Codes with their labels in the order in which they come, for groups that have an order: ages, levels."""
    return {code: labels.get(code, plain(code)) for code in codes}
