"""What a run is asked: one model a report, read from a YAML file, with every setting named, described and checked."""

from rtt_eval.params.annual import AnnualReport
from rtt_eval.params.common import (
    Audience,
    Code,
    DisclosureException,
    Gates,
    Outcome,
    OutcomeParams,
    Period,
    ReportParams,
)
from rtt_eval.params.data_quality import DataQuality
from rtt_eval.params.iip import IipEvaluation
from rtt_eval.params.individual import IndividualOutcomes
from rtt_eval.params.read import PATHS, PERSON_IDS, as_plain, as_recorded, draft, from_notebook, load, resolve
from rtt_eval.params.reports import (
    AUDIENCES,
    AUTHOR_WRITES,
    COMMENTARY_SECTIONS,
    REPORTS,
    TABLES_NEEDED,
    TABLES_USED,
    TITLES,
    own_words,
    still_to_write,
)
from rtt_eval.params.scorecard import PerformanceScorecard
from rtt_eval.params.screening import ReferralScreening
from rtt_eval.params.service import ServiceEvaluation

__all__ = [
    "AUDIENCES",
    "AUTHOR_WRITES",
    "COMMENTARY_SECTIONS",
    "PATHS",
    "PERSON_IDS",
    "REPORTS",
    "TABLES_NEEDED",
    "TABLES_USED",
    "TITLES",
    "AnnualReport",
    "Audience",
    "Code",
    "DataQuality",
    "DisclosureException",
    "Gates",
    "IipEvaluation",
    "IndividualOutcomes",
    "Outcome",
    "OutcomeParams",
    "PerformanceScorecard",
    "Period",
    "ReferralScreening",
    "ReportParams",
    "ServiceEvaluation",
    "as_plain",
    "as_recorded",
    "draft",
    "from_notebook",
    "load",
    "own_words",
    "resolve",
    "still_to_write",
]
