"""What the outcome measures show: who has which forms, how scores changed, and how sure that is.

`pair_timepoints` puts two timepoints of the same case, measure, informant and subscale side by side, with the reason
for every pair that is lacking; the rest turns pairs, or scores at one timepoint, into figures.
"""

from rtt_eval.outcomes.comparisons import (
    beside_the_start,
    chosen,
    other_times,
    pair_other_times,
    paired_statistics,
)
from rtt_eval.outcomes.completeness import completeness, loss_label
from rtt_eval.outcomes.forms import forms
from rtt_eval.outcomes.goals import goals
from rtt_eval.outcomes.pairs import pair_timepoints, paths
from rtt_eval.outcomes.returned import expected_forms, forms_due, forms_returned
from rtt_eval.outcomes.single import single_timepoint
from rtt_eval.outcomes.summary import summarise

__all__ = [
    "beside_the_start",
    "chosen",
    "completeness",
    "expected_forms",
    "forms",
    "forms_due",
    "forms_returned",
    "goals",
    "loss_label",
    "other_times",
    "pair_other_times",
    "pair_timepoints",
    "paired_statistics",
    "paths",
    "single_timepoint",
    "summarise",
]
