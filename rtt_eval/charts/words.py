"""What the codes in the ids of figures are called in a chart, and how its titles and subtitles are put together."""

from __future__ import annotations

from types import MappingProxyType

from rtt_eval import measures
from rtt_eval.disclosure import Safe, SafeFigure
from rtt_eval.measures import Measure, Subscale
from rtt_eval.params import ReportParams

PLACEMENT_TYPES = MappingProxyType(
    {
        "rmbc_foster": "Council foster care",
        "independent_foster": "Independent foster care",
        "kinship_foster": "Kinship foster care",
        "residential": "Residential care",
        "independent_living": "Independent living",
        "with_parents": "With parents",
        "adoptive": "Adoptive placement",
        "secure": "Secure accommodation",
        "other": "Other",
        "not_known": "Not known",
    }
)

AGE_BANDS = MappingProxyType(
    {
        "6_and_under": "6 and under",
        "7_to_10": "7 to 10",
        "11_to_14": "11 to 14",
        "15_and_over": "15 and over",
        "not_known": "Not known",
    }
)

SEXES = MappingProxyType({"F": "Female", "M": "Male", "U": "Not known or other"})

EVENT_KINDS = MappingProxyType(
    {
        "placement_move": "Placement moves",
        "missing": "Missing from care",
        "away": "Away without authorisation",
        "overdose": "Overdose",
        "self_harm": "Self-harm",
        "exclusion": "Exclusion from school",
        "police": "Police involvement",
        "allegation": "Allegations",
        "other_significant": "Other significant events",
        "significant": "All significant events",
        "four_kinds": "The four kinds together",
    }
)

WINDOWS = MappingProxyType(
    {
        "since_care": "Since coming into care",
        "twelve_months_before": "In the 12 months before the programme",
        "since_start": "Since the programme began",
    }
)

CSE_LEVELS = MappingProxyType({"none": "None", "low": "Low", "medium": "Medium", "high": "High"})

TIMEPOINTS = MappingProxyType(
    {
        "baseline": "start",
        "month_3": "3 months",
        "month_6": "6 months",
        "month_12": "12 months",
        "discharge": "end of the work",
        "follow_up_3": "3 months after the end",
        "follow_up_12": "12 months after the end",
        "follow_up_24": "24 months after the end",
    }
)

FORMS = MappingProxyType(
    {
        "network_meeting": "Network meetings",
        "workshop": "Workshops",
        "carer_iip": "Carers' questionnaire on the programme",
        "intensive_support_carer": "Carers' questionnaire on intensive support",
        "session_rating": "Session ratings",
        "esq_parent_carer": "Experience of service, parents and carers",
        "esq_young_person": "Experience of service, young people",
        "professional_interview": "Interviews with professionals",
    }
)


def plain(code: str) -> str:
    """A code as words, for codes that have no name of their own: "felt_safe" is "Felt safe"."""
    spaced = code.replace("_", " ").strip()
    return spaced[:1].upper() + spaced[1:]


def when(code: str) -> str:
    """A timepoint after the start in words, without "at"."""
    return TIMEPOINTS.get(code, plain(code).lower())


def scale_of(measure: str, informant: str, subscale: str) -> Subscale:
    """The scale of a measure as this informant fills it in, or one that exists for pairs only (mean of the goals)."""
    instrument = measures.load(measure)
    return instrument.pair_scales.get(subscale) or instrument.scale(subscale, informant or None)


def informant_of(measure: Measure, informant: str) -> str:
    """Who fills the measure in, in lower case as within a line; empty where the figures name nobody."""
    return measure.informants.get(informant, plain(informant)).lower() if informant else ""


def period(params: ReportParams) -> str:
    """The months of the report in words, as a subtitle ends: 1 June 2017 to 31 March 2018."""
    first, last = params.period.start, params.period.end
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def as_at(params: ReportParams) -> str:
    """The last day that counts, as a subtitle ends: to 31 March 2018."""
    return f"to {params.as_at_date.day} {params.as_at_date:%B %Y}"


def subtitle(*parts: str) -> str:
    """Statistic, population, number and period, with commas between those that there are."""
    return ", ".join(part for part in parts if part)


def n_text(figure: SafeFigure | None) -> str:
    """ "24 young people", "no young people", or nothing where the number may not be shown."""
    if figure is None or not figure.is_known:
        return ""
    return f"{figure.shown if figure.value else 'no'} young {'person' if figure.value == 1 else 'people'}"


def of_whole(figure: SafeFigure | None) -> str:
    """ "22 of 24", the count alone where its whole is not known, or its symbol where it is hidden."""
    if figure is None:
        return "[x]"
    return f"{figure.shown} of {figure.denominator:g}" if figure.is_known and figure.denominator else figure.shown


def told(safe: Safe, sentence: str, otherwise: str, *ids: str) -> str:
    """`sentence` with the figures filled in when all of them may be shown, else `otherwise`.

    {0}, {1}, ... are the figures as shown, {p0}, {p1}, ... with "young people" or "young person" after them.
    """
    figures = [figure for id in ids if (figure := safe.get(id)) is not None and figure.is_known]
    if len(figures) < len(ids):
        return otherwise
    people = {f"p{place}": n_text(figure) for place, figure in enumerate(figures)}
    filled = sentence.format(*(figure.shown for figure in figures), **people)
    return filled[:1].upper() + filled[1:]
