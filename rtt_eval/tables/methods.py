"""How the figures are made, in words: a row a kind of figure, shown only where the report has such figures."""

from __future__ import annotations

import re
from typing import NamedTuple

from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.tables.build import text_table


class Method(NamedTuple):
    """What a reader calls the figures, how they are made, and the pattern that their ids have."""

    figures: str
    how: str
    ids: str


METHODS = (
    Method(
        "Value of a month",
        "From numerator and denominator where both are given, else as given. 0 of 0 has no value.",
        r"indicator\..*\.value",
    ),
    Method(
        "Year to date",
        "By the rule of the indicator: the months from April added up (of a ratio, numerators over denominators), or "
        "the latest month of a stock or a rolling figure. Where the months do not give it, as printed.",
        r"indicator\..*\.ytd",
    ),
    Method(
        "Status",
        "Red: worse than the red threshold. Green: at the target or better. Amber: between, the red threshold "
        "included. Judged before rounding. An indicator for information has none; nor has a count added up over a "
        "year, as its threshold is that of a month.",
        r"indicator\..*\.rag",
    ),
    Method(
        "Direction",
        "The month against the month before, in the decimals shown. Improved: better by the polarity. No movement and "
        "declined: within limits (green or amber) or not on target (red). Up, stable and down: for information, and "
        "where there is no threshold.",
        r"indicator\..*\.direction",
    ),
    Method(
        "Other areas beside ours",
        "Published values as they stand in the table of benchmarks. Ours now: the month, or the year to date of an "
        "indicator that is added up; a count that is added up is not compared.",
        r"indicator\..*\.benchmark\.",
    ),
    Method(
        "Ordinary run of months",
        "XmR chart from so many months as the settings say (12 or more): mean and natural process limits (2.66 mean "
        "moving ranges either side). A month stands out beyond a limit, in a trend of 7, as 2 of 3 near a limit, or in "
        "a run of 7 on one side. With fewer months, or fewer than 2 events a month on average, a run chart with the "
        "median.",
        r"indicator\..*\.spc\.",
    ),
    Method(
        "Referral screening",
        "Children in care on the day (on the day they leave no longer), of the ages in completed years with the 15th "
        "as day of birth. Ranked are those whose latest parent or carer SDQ total makes the list and is recent "
        "enough. The points of each are the sum of those in section 6; equal points share the best rank.",
        r"screening\.in_care",
    ),
    Method(
        "The line",
        "Drawn after so many places among those on the list who are not in the programme and have no referral under "
        "way. Where it would part young people with equal points, it is drawn above all of them.",
        r"screening\.line",
    ),
    Method(
        "Last month's list",
        "Made by the same rules for the day a month before, from the records as they stand today.",
        r"screening\.last_month",
    ),
    Method(
        "Delays",
        "Referrals by the route of the programme. Under way: not closed, and not decided against, by the day. Calendar "
        "days from the day the referral was received; medians of referrals.",
        r"screening\.delays",
    ),
    Method(
        "Children worked with",
        "At least one involvement on at least one day of the year. Open on a day: an involvement begun on or before it "
        "and not ended by it. Each child once.",
        r"caseload\.",
    ),
    Method(
        "Referrals by route",
        "By the day on which they were received, whatever was decided. Last year: the same days a year before, where "
        "the records reach back to its beginning.",
        r"referrals\.new\.",
    ),
    Method(
        "Weeks waited",
        "Calendar days from the referral over 7, of referrals of the year that have been seen by the last day that "
        "counts. Quartiles by linear interpolation, as spreadsheets have them.",
        r"waits\..*\.weeks\.",
    ),
    Method(
        "SDQ returns",
        "One score a child and year. National: children aged 5 to 16 and in care for 12 months or more at 31 March; "
        "local: aged 3 to 17 and in care for 3 months or more. A flag given in the data wins; where it is blank, age "
        "and time in care at 31 March decide. Completed (%): children with a score of all of these. Mean: of all "
        "scores, those of 0 included unless it says otherwise. Halves are rounded up.",
        r"sdq\.(?:national|local)\.",
    ),
    Method(
        "Children looked after",
        "By the definitions of the statutory return; each stands under its table.",
        r"looked_after\.",
    ),
    Method(
        "Adoption and Special Guardianship Support Fund",
        "Applications approved and decided in the year: applications, pounds, children and families each counted once.",
        r"asf\.",
    ),
    Method(
        "Attendees",
        "Places taken: rows of attendance with attended = yes, at events of the kind course.",
        r"training\.attendees",
    ),
    Method(
        "Other areas",
        "Figures of the Department for Education, children looked after, years ending 31 March. Statistical "
        "neighbours: our own unweighted mean over the ten authorities of the set in force in that year.",
        r"benchmark\.",
    ),
    Method(
        "Days waited", "Calendar days from the referral, young people in the full programme.", r"referrals\.days_to"
    ),
    Method("Shares (%)", "Wilson 95% interval.", r"placement_.*\.pct|feedback\..*\.pct"),
    Method(
        "Events before and during",
        "Each young person's months in the programme, and as many months straight before it; an event counts in the "
        "window in which it began.",
        r"events\..*\.before\.n",
    ),
    Method(
        "Rate of events",
        "Events over months of all young people together; a month is 30.4375 days.",
        r"events\..*\.(?:before|during)\.rate",
    ),
    Method(
        "Rate ratio",
        "Rate during over rate before. Of two 95% intervals the wider is shown: the exact one for counts (conditional "
        "Poisson), and that of the log ratio clustered by child (t with n - 1 degrees of freedom).",
        r"events\..*\.rate_ratio",
    ),
    Method(
        "Test of events",
        "Exact two-sided sign-flip test on the differences of the young people.",
        r"events\..*\.signflip\.p",
    ),
    Method(
        "Dispersion",
        "Pearson chi-square over its degrees of freedom; above 1.5, events come in bursts or from a few young people.",
        r"events\..*\.dispersion",
    ),
    Method(
        "Placement held",
        "No change of carer, planned or not, by so many months; only young people for whom that time is up.",
        r"placement_held\.",
    ),
    Method(
        "Unplanned end of a placement",
        "Kaplan-Meier estimate with a log-log 95% interval; planned ends, the 18th birthday and the last day of the "
        "data end the time followed.",
        r"unplanned_end\.",
    ),
    Method(
        "Mean time without an unplanned end",
        "Restricted mean: the area under the Kaplan-Meier curve up to 12 months; the 95% interval is from Greenwood's "
        "error.",
        r"unplanned_end\.restricted_mean_months",
    ),
    Method(
        "Month by month",
        "XmR chart of whole months: mean and natural process limits (2.66 mean moving ranges either side). A month "
        "stands out beyond a limit, in a trend of 7, as 2 of 3 near a limit, or in a run of 7 on one side. From 12 "
        "months with 2 a month on average; under 13 months the limits are provisional.",
        r"spc\.",
    ),
    Method(
        "Mean change in a score",
        "Later score less first, of young people with both; paired t, 95% interval.",
        r"outcomes\.\w+\..*_to_\w+\.change\.mean",
    ),
    Method(
        "Paired t test",
        "Mean change over its standard error, two-sided, degrees of freedom pairs less 1; the interval of the mean "
        "change is its own. The test to read is the exact one.",
        r"outcomes\..*_to_\w+\.change\.t\.p",
    ),
    Method(
        "BCa interval",
        "Bootstrap over young people, bias-corrected and accelerated, 95%: a check on the t interval, which is the one "
        "to read.",
        r"outcomes\..*\.change\.bca",
    ),
    Method(
        "Mixed model",
        "Every form of the main outcome that was due: one mean for each review, a random intercept for each young "
        "person, restricted maximum likelihood; 95% interval by t.",
        r"outcomes\..*\.mixed_model\.",
    ),
    Method(
        "Those who are missing",
        "A first form, a review that was due, and no later form. Their first scores less those of the others: Welch's "
        "95% interval. Guesses: they did not change; they had the worst change seen; none, or all, of them improved.",
        r"outcomes\..*\.(?:not_paired\.difference|sensitivity|direction\.improved\.pct_bounds)",
    ),
    Method(
        "Median change",
        "Hodges-Lehmann estimate, with the interval of Walsh averages nearest to 95% (in results.json).",
        r"outcomes\..*\.hodges_lehmann",
    ),
    Method(
        "Effect size g_av",
        "Mean change over the root mean square of the two standard deviations, corrected for small samples; Bonett's "
        "95% interval for d_av.",
        r"outcomes\..*\.effect\.g_av",
    ),
    Method(
        "Test of a change (p)",
        "Exact two-sided Wilcoxon signed-rank test, zeros kept by Pratt's method. In brackets: after Holm, over the "
        "main scales of the other forms, and the mean goal, at the same review. Other scales are exploratory: they "
        "have intervals and no p.",
        r"outcomes\..*\.wilcoxon\.p",
    ),
    Method(
        "Sign-flip test of a change (p)",
        "Exact two-sided test on the mean change, each young person's change taken with either sign: a check on the "
        "Wilcoxon test.",
        r"outcomes\..*_to_\w+\.signflip\.p",
    ),
    Method(
        "Tests of bands (p)",
        "Sign test on better against worse bands, and sign-flip test on the number of bands moved, exact. "
        "Stuart-Maxwell: the bands before against those after. McNemar: those who crossed the line into or out of the "
        "high bands, exact, with its mid-p. All two-sided.",
        r"outcomes\..*\.(?:band_shift\.sign|stuart_maxwell|crossed_\d+\.mcnemar)",
    ),
    Method(
        "Reliable change",
        "A change of at least so many points as measurement error alone would seldom give. Thresholds: see below.",
        r"outcomes\..*\.reliable",
    ),
    Method(
        "Reliable change on any form",
        "NHS England's rule: worse if any scale got reliably worse, else better if any got reliably better. Only "
        "scales, and goals, with a threshold in its code.",
        r"outcomes\.any_measure\.",
    ),
    Method(
        "Change expected without help",
        "Regression to a mean of 14 (children in care) with a retest correlation of 0.7; the range is for 0.6 to 0.8.",
        r"outcomes\..*\.regression_to_mean",
    ),
    Method(
        "Added value (SDQ, indicative)",
        "The follow-up total expected from the first form, less the one found; the interval is from "
        "a standard deviation of 5.",
        r"outcomes\..*\.added_value",
    ),
    Method(
        "Clinical cut-off (TSCC)",
        "A T score of 65 or more; 70 or more for sexual concerns.",
        r"outcomes\.tscc\..*\.clinical",
    ),
    Method(
        "Goals",
        "A goal moves on at 3 points or more; the mean of a young person's goals at 2.45 points or more "
        "(Edbrooke-Childs and others 2015, to confirm).",
        r"outcomes\.gbo\.",
    ),
    Method(
        "Cost",
        "Unit costs of the last day that counts, at three levels. The other placement is compared with the present "
        "one; the placements of the period with everybody staying as at the start.",
        r"cost",
    ),
    Method("Marks in feedback", "Mean, lowest and highest mark of those who answered.", r"feedback\..*\.mean"),
)


def methods(safe: Safe) -> Table | None:
    """How the figures of this report are made."""
    rows = [(one.figures, one.how) for one in METHODS if any(map(re.compile(one.ids).match, safe.figures))]
    return text_table("methods", "How the figures are made", [("Figures", False), ("How they are made", False)], rows)
