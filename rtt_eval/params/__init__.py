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
from rtt_eval.params.read import as_plain, draft, from_notebook, load, resolve
from rtt_eval.params.reports import (
    AUDIENCES,
    AUTHOR_WRITES,
    COMMENTARY_SECTIONS,
    REPORTS,
    TABLES_NEEDED,
    TABLES_USED,
    TITLES,
    still_to_write,
)
from rtt_eval.params.scorecard import PerformanceScorecard

__all__ = [
    "AUDIENCES",
    "AUTHOR_WRITES",
    "COMMENTARY_SECTIONS",
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
    "ReportParams",
    "as_plain",
    "draft",
    "from_notebook",
    "load",
    "resolve",
    "still_to_write",
]
