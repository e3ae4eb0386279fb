"""Notes for a reader who learns: beside a result, why this statistic and not another, and what not to conclude."""

from __future__ import annotations

import re
from types import MappingProxyType

from rtt_eval.blocks import Prose
from rtt_eval.disclosure import Safe
from rtt_eval.params import ReportParams, ServiceEvaluation

NOTES = MappingProxyType(
    {
        "design": (
            r"cohort\.n",
            "One group, measured before and after, is what a service can do without keeping anybody waiting. Windows "
            "of equal length, child by child, keep a long follow-up from counting more events only because it is "
            "long.",
            "That the work brought the change about. Children grow older, other help goes on, and young people come "
            "when things are at their worst.",
        ),
        "participants": (
            r"cohort\.n",
            "Counts and shares say who the results are about. Age has a mean and a standard deviation because it is "
            "roughly even; months of work have a median and quartiles because a few very long pieces would pull a "
            "mean.",
            "That the same would be found in young people who differ from these.",
        ),
        "completeness": (
            r"outcomes\..*\.n_paired",
            "Results rest on pairs of forms, so it is said first how many reviews were due and how many pairs there "
            "are, with the reasons for each loss. A response rate without its reasons cannot be judged.",
            "That those without a form fared as the others did. Families who fare badly, or who are content and "
            "busy, may both stop answering.",
        ),
        "paired_change": (
            r"outcomes\..*_to_\w+\.change\.mean",
            "The same young people were measured twice, so the change of each is analysed, not two separate groups. "
            "The mean change in points keeps the unit of the form; its interval says how far it may be off. The "
            "exact Wilcoxon test does not need changes to be normally distributed, and it is exact for small "
            "numbers; the paired t test stands beside it because the interval is its own.",
            "That p is the probability that nothing changed, or that a p above .05 shows that there was no change. "
            "With few pairs, a change that matters can easily miss .05.",
        ),
        "effect_size": (
            r"outcomes\..*\.effect\.g_av",
            "g_av divides the mean change by the average spread of the two times, so it can be set beside other "
            "studies, and it is corrected for small numbers. Dividing by the spread of the changes (d_z) would give "
            "a larger number that cannot be compared.",
            "That 0.2, 0.5 and 0.8 are small, medium and large here. Those labels were never meant as rules, and a "
            "group picked for high scores shows an effect without any help.",
        ),
        "many_outcomes": (
            r"outcomes\..*\.p_holm",
            "One outcome was named before the results were seen. The tests of the others at the same review are one "
            "family, and Holm's method keeps the chance of even one false finding among them at 5%. It is never less "
            "powerful than Bonferroni's.",
            "Too much from the one scale that stands out. Of twenty scales, one is expected to pass .05 by chance.",
        ),
        "reliable_change": (
            r"outcomes\..*\.reliable\.\w+\.n",
            "A form filled in twice by the same person differs a little anyway. The reliable change of Jacobson and "
            "Truax counts only changes larger than this error usually makes, for each young person.",
            "That the work made the change, that no reliable change means no change, or that those who improved have "
            "recovered. Another threshold gives another count: that is why several are shown.",
        ),
        "bands": (
            r"outcomes\..*\.band_shift\.\w+\.n",
            "Bands are what practitioners and reviews speak of. Movements are counted child by child, and tested for "
            "direction by a sign test that needs nothing but better or worse.",
            "Much from one step across a line: a point may be enough, and a large change within a band does not show.",
        ),
        "events": (
            r"events\..*\.before\.n",
            "Events are set against the months in which they could happen, the same for both windows. The test is on "
            "children, not on events: one child's bad week is one child, not six independent facts. A pooled Poisson "
            "test would find too many differences by chance when events come in bursts.",
            "That a fall is a fall for everybody: look at how many had fewer and how many more, and at the share of "
            "the child with the largest fall. More events can also mean better notes.",
        ),
        "feedback": (
            r"feedback\..*\.(?:pct|mean)",
            "Answers are counted by question, because a form may leave some blank. Wilson's interval stays between 0 "
            "and 100% and is honest with few answers. With so few marks, the spread says more than a second decimal.",
            "That those who did not answer would have said the same. The content are more likely to answer, and most "
            "people mark near the top.",
        ),
        "themes": (
            r"feedback\..*\.theme\.\w+\.n",
            "Themes are the evaluator's reading of what was said. Counting the forms with each says how widely a "
            "theme was heard, no more.",
            "That a theme heard once matters less. Say who coded, whether a second person did, and how differences "
            "were settled.",
        ),
        "sensitivity": (
            r"outcomes\..*\.(?:sensitivity|pct_bounds)",
            "The main result is done again under other, plainly unfriendly, assumptions: those without a later form "
            "did not change, or did as badly as anybody. If the conclusion holds, it does not hang on who answered.",
            "That one of these guesses is true. They are bounds, not estimates.",
        ),
        "regression_to_mean": (
            r"outcomes\..*\.regression_to_mean",
            "Young people who come because their scores are high will score lower next time, on average, even "
            "without help. How much can be calculated from how far above the mean they began and how steady such "
            "scores are.",
            "That what is left over after this is what the work did: age, other help and chance remain.",
        ),
        "placement_held": (
            r"placement_held\.",
            "A placement counts only for those who have been followed long enough to know. The curve uses the others "
            "as well, for as long as they were seen, and leaves out nobody who started late.",
            "That a placement that ended was a failure: a planned move home can be the aim.",
        ),
        "cost": (
            r"cost",
            "Events are turned into pounds at a low, a middle and a high price, because prices differ more than the "
            "events do. The range is the result.",
            "That the council has this money now. Nobody knows where the young people would have lived.",
        ),
        "months": (
            r"spc\..*\.mean",
            "Months go up and down by chance. Limits calculated from the months themselves show which of them are "
            "out of the ordinary, and a run or a trend counts as well as a single month.",
            "Anything from two months that differ.",
        ),
    }
)
"""By name: the pattern of the ids that it stands beside, why this statistic, what not to conclude."""


def annotation(safe: Safe, params: ReportParams, name: str) -> Prose | None:
    """The note of that name, in an annotated edition: for a trainee, or where the settings ask for it; else None.

    None as well where the report shows no figure of the kind. Unknown name: KeyError.
    """
    pattern, why, what_not = NOTES[name]
    asked = params.annotated if isinstance(params, ServiceEvaluation) else None
    is_annotated = params.audience == "trainee" if asked is None else asked
    shown = (id for id, figure in safe.figures.items() if figure.is_known)
    if not is_annotated or not any(map(re.compile(pattern).match, shown)):
        return None
    return Prose(f"**Why this.** {why}\n\n**What not to conclude.** {what_not}", "annotation")
