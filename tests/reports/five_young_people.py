"""Five invented young people: their tables, and every figure of an evaluation of them, counted by hand."""

from __future__ import annotations

from itertools import product
from math import exp, log, sqrt

from scipy.stats import binomtest

TABLES = {
    "young_people": """
        person_id,birth_month,sex,status
        P01,2010-01,F,children_in_care
        P02,2008-06,M,children_in_care
        P03,2012-03,F,adopted
        P04,2009-09,F,children_in_care
        P05,2007-02,M,children_in_care
    """,
    # Days of work: 100, 100, 60; P04 goes on to the last day that counts, 31 + 30 + 31 + 30; P05 60.
    "iip_cases": """
        case_id,person_id,service,start,end
        C1,P01,full,2021-01-01,2021-04-11
        C2,P02,full,2021-02-01,2021-05-12
        C3,P03,full,2021-03-01,2021-04-30
        C4,P04,full,2021-03-01,
        C5,P05,full,2021-01-10,2021-03-11
    """,
    # Out of every window: P01's first (a day too early), P02's last (the day of the end), P04's last (after 30 June).
    "significant_events": """
        person_id,date,kind
        P01,2020-09-22,missing
        P01,2020-09-23,missing
        P01,2020-11-05,self_harm
        P01,2020-12-31,missing
        P01,2021-01-01,missing
        P02,2020-12-01,exclusion
        P02,2021-01-15,exclusion
        P02,2021-03-03,exclusion
        P02,2021-05-12,exclusion
        P03,2021-02-10,overdose
        P03,2021-02-11,police
        P04,2021-01-20,self_harm
        P04,2021-04-01,self_harm
        P04,2021-06-30,self_harm
        P04,2021-07-01,missing
    """,
    # The SDQ at the start is missing for P04; somebody else filled in P03's second one.
    "outcomes": """
        person_id,case_id,measure,informant,informant_key,form_version,timepoint,subscale,score,score_kind,missing_reason
        P01,C1,sdq,parent_carer,K1,baseline,baseline,total,21,raw,
        P01,C1,sdq,parent_carer,K1,follow_up,month_3,total,16,raw,
        P02,C2,sdq,parent_carer,K2,baseline,baseline,total,18,raw,
        P02,C2,sdq,parent_carer,K2,follow_up,month_3,total,18,raw,
        P03,C3,sdq,parent_carer,K3,baseline,baseline,total,15,raw,
        P03,C3,sdq,parent_carer,K6,follow_up,month_3,total,17,raw,
        P04,C4,sdq,parent_carer,K4,baseline,baseline,total,,raw,declined_carer
        P04,C4,sdq,parent_carer,K4,follow_up,month_3,total,13,raw,
        P05,C5,sdq,parent_carer,K5,baseline,baseline,total,12,raw,
        P05,C5,sdq,parent_carer,K5,follow_up,month_3,total,9,raw,
        P01,C1,carer_questionnaire,parent_carer,K1,,baseline,total,50,raw,
        P01,C1,carer_questionnaire,parent_carer,K1,,month_3,total,56,raw,
        P02,C2,carer_questionnaire,parent_carer,K2,,baseline,total,62,raw,
        P02,C2,carer_questionnaire,parent_carer,K2,,month_3,total,64,raw,
        P03,C3,carer_questionnaire,parent_carer,K3,,baseline,total,45,raw,
        P03,C3,carer_questionnaire,parent_carer,K3,,month_3,total,55,raw,
        P04,C4,carer_questionnaire,parent_carer,K4,,baseline,total,70,raw,
        P04,C4,carer_questionnaire,parent_carer,K4,,month_3,total,66,raw,
        P05,C5,carer_questionnaire,parent_carer,K5,,baseline,total,58,raw,
        P05,C5,carer_questionnaire,parent_carer,K5,,month_3,total,64,raw,
    """,
    # Two forms, of the small scales 1 to 10 and 0 to 3; the first leaves a question blank and carries a theme.
    "feedback": """
        feedback_id,person_id,form,respondent_role,date,question,value,text,theme,text_status
        F1,P01,carer_iip,parent_carer,2021-04-10,understanding,8,,,
        F1,P01,carer_iip,parent_carer,2021-04-10,confidence,,,,
        F1,P01,carer_iip,parent_carer,2021-04-10,would_recommend,yes,,,
        F1,P01,carer_iip,parent_carer,2021-04-10,most_helpful,,Somebody to ring,support,safe
        F2,P02,intensive_support_carer,parent_carer,2021-05-11,listened_to,3,,,
    """,
}
PARAMS = """
report: service_evaluation
data: .
period: {start: 2021-01-01, end: 2021-06-30}
audience: team
programme: full
primary_outcome: {follow_up: month_3}
"""

MONTHS = (100 + 100 + 60 + 122 + 60) / 30.4375
T_4 = 2.7764451  # t with 4 degrees of freedom, 97.5%: any printed table
Z = 1.9599640  # standard normal, 97.5%

# Of P01 to P05, in their windows before and during.
COUNTED = {
    "noted_missing": ((2, 0, 0, 0, 0), (1, 0, 0, 0, 0)),
    "overdose": ((0, 0, 1, 0, 0), (0, 0, 0, 0, 0)),
    "self_harm": ((1, 0, 0, 1, 0), (0, 0, 0, 2, 0)),
    "exclusion": ((0, 2, 0, 0, 0), (0, 1, 0, 0, 0)),
    "four_kinds": ((2 + 1, 2, 1, 1, 0), (1, 1, 0, 2, 0)),
    "significant": ((2 + 1, 2, 1 + 1, 1, 0), (1, 1, 0, 2, 0)),
}
CQ = "outcomes.carer_questionnaire.parent_carer.total"
SDQ = "outcomes.sdq.parent_carer.total"


def wilson(k: int, n: int) -> tuple[float, float]:
    """Wilson 1927, in percent."""
    middle, half = k / n + Z**2 / (2 * n), Z * sqrt(k / n * (1 - k / n) / n + Z**2 / (4 * n**2))
    return tuple(100 * (middle + sign * half) / (1 + Z**2 / n) for sign in (-1, 1))


def of_events(kind: str) -> dict[str, float | None]:
    """Every figure of one kind of event, from the numbers of the five young people."""
    before, during = COUNTED[kind]
    b, d, pairs = sum(before), sum(during), list(zip(before, during, strict=True))
    n_any = sum(one + other > 0 for one, other in pairs)
    differences = [other - one for one, other in pairs]
    flipped = [
        abs(sum(sign * one for sign, one in zip(signs, differences, strict=True)))
        for signs in product((1, -1), repeat=5)
    ]
    found: dict[str, float | None] = {
        "children.n": 5,
        "before.n": b,
        "before.rate": b / MONTHS,
        "before.children.n": sum(one > 0 for one in before),
        "during.n": d,
        "during.rate": d / MONTHS,
        "during.children.n": sum(one > 0 for one in during),
        "no_events.children.n": 5 - n_any,
        "fell.children.n": sum(one < 0 for one in differences),
        "same.children.n": differences.count(0),
        "rose.children.n": sum(one > 0 for one in differences),
        "signflip.p": sum(one >= abs(sum(differences)) for one in flipped) / 2**5,
        "rate_ratio": d / b,
        "rate_ratio.clustered_ci_low": None,  # one young person, or none during: no spread between them
        "rate_ratio.clustered_ci_high": None,
    }
    exact = binomtest(d, b + d).proportion_ci(method="exact")  # the months before and during are equally many
    found["rate_ratio.exact_ci_low"], found["rate_ratio.exact_ci_high"] = (end / (1 - end) for end in exact)
    if n_any > 1:
        spread = sum((other / d - one / b) ** 2 for one, other in pairs) * 5 / (5 - 1)
        ends = [exp(log(d / b) + sign * T_4 * sqrt(spread)) for sign in (-1, 1)]
        found["rate_ratio.clustered_ci_low"], found["rate_ratio.clustered_ci_high"] = ends
        share = d / (b + d)
        expected = [((one + other) * (1 - share), (one + other) * share) for one, other in pairs if one + other]
        seen = [pair for pair in pairs if sum(pair)]
        terms = [
            (got - want) ** 2 / want
            for gots, wants in zip(seen, expected, strict=True)
            for got, want in zip(gots, wants, strict=True)
        ]
        found["dispersion"] = sum(terms) / (n_any - 1)
    if sum(differences) < 0:
        found["top_child.pct"] = 100 * min(differences) / sum(differences)
    return {f"events.{kind}.{name}": value for name, value in found.items()}


def participants() -> dict[str, float | None]:
    ages = (10, 12, 8, 11, 13)  # on the day the work began; the 15th is the day of birth
    assert sum(ages) / 5 == 10.8
    two, three = {"n": 2, "pct": 2 / 5 * 100}, {"n": 3, "pct": 3 / 5 * 100}
    groups = {
        "sex": {"M": two, "F": three},
        "age": {
            "6_and_under": {"n": 0, "pct": 0},
            "7_to_10": two,
            "11_to_14": three,
            "15_and_over": {"n": 0, "pct": 0},
        },
        "status": {"children_in_care": {"n": 4, "pct": 80}, "adopted": {"n": 1, "pct": 20}},
        "work": {"case": {"n": 5, "pct": 100}},
    }
    found = {
        f"cohort.{group}.{code}.{name}": value
        for group, codes in groups.items()
        for code, numbers in codes.items()
        for name, value in numbers.items()
    }
    days = sorted((100, 100, 60, 122, 60))  # 60 60 100 100 122: quartiles are the second and the fourth
    return {
        **found,
        **{f"cohort.by_{group}.n": 5 for group in groups},
        "cohort.n": 5,
        "cohort.cases.n": 5,
        "cohort.cases.ended.n": 4,
        "cohort.cases.open.n": 1,
        "cohort.age_years.mean": 10.8,
        "cohort.age_years.sd": sqrt((0.8**2 + 1.2**2 + 2.8**2 + 0.2**2 + 2.2**2) / 4),
        "cohort.months.median": 100 / 30.4375,
        "cohort.months.q1": days[1] / 30.4375,
        "cohort.months.q3": days[3] / 30.4375,
    }


def exposure() -> dict[str, float | None]:
    return {
        "events.exposure.children.n": 5,
        "events.exposure.before.months": MONTHS,
        "events.exposure.during.months": MONTHS,
        "events.exposure.months.median": 100 / 30.4375,
        "events.exposure.before.not_all_in_care.children.n": 0,
    }


def forms() -> dict[str, float | None]:
    first, second = "feedback.carer_iip", "feedback.intensive_support_carer"
    of_both = {"forms.n": 1, "role.parent_carer.n": 1, "role.young_person.n": 0, "role.professional.n": 0}
    one_mark = ("mean", "median", "q1", "q3", "min", "max")
    return {
        **{f"{form}.{name}": value for form in (first, second) for name, value in of_both.items()},
        f"{first}.about.children.n": 1,
        f"{second}.about.children.n": 1,
        f"{first}.understanding.n": 1,
        **{f"{first}.understanding.{name}": 8 for name in one_mark},
        **{f"{first}.understanding.value.{mark}.n": int(mark == 8) for mark in range(1, 11)},
        f"{first}.confidence.n": 0,  # left blank
        f"{first}.would_recommend.n": 1,
        f"{first}.would_recommend.value.yes.n": 1,
        f"{first}.would_recommend.value.no.n": 0,
        f"{first}.would_recommend.yes.pct": 100,
        f"{first}.most_helpful.n": 1,
        f"{first}.most_helpful.showable.n": 1,
        f"{first}.most_helpful.theme.support.n": 1,
        f"{second}.listened_to.n": 1,
        **{f"{second}.listened_to.{name}": 3 for name in one_mark},
        **{f"{second}.listened_to.value.{mark}.n": int(mark == 3) for mark in range(0, 4)},
    }
