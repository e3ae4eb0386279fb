"""What the codes of the canonical tables, and those in the ids of figures, are called by a reader."""

from __future__ import annotations

from types import MappingProxyType

REFERRAL_OUTCOMES = MappingProxyType(
    {
        "full": "Full programme",
        "prevent_stepdown": "Prevention or step-down",
        "not_picked_up": "Not picked up",
        "consultation_only": "Consultation only",
        "signposted": "Signposted elsewhere",
        "withdrawn": "Withdrawn",
        "pending": "Not yet decided",
        "other_groups": "All other outcomes",
    }
)

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
        "none": "No placement recorded",
        "not_known": "Not known",
        "other_groups": "All other placements",
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

PHASES = MappingProxyType(
    {
        "phase_1": "Phase 1",
        "phase_2": "Phase 2",
        "phase_3": "Phase 3",
        "prevent_stepdown": "Prevention or step-down",
        "ended": "Ended",
        "none": "No case",
    }
)

SEXES = MappingProxyType({"F": "Female", "M": "Male", "U": "Not known or other"})

SHORT_TIMEPOINTS = MappingProxyType(
    {
        "baseline": "Start",
        "month_3": "3m",
        "month_6": "6m",
        "month_12": "12m",
        "discharge": "End",
        "follow_up_3": "End+3m",
        "follow_up_12": "End+12m",
        "follow_up_24": "End+24m",
    }
)
"""A timepoint in a narrow column; m for months, End for the end of the work."""

WHEN = MappingProxyType(
    {
        "baseline": "at the start",
        "month_3": "after 3 months",
        "month_6": "after 6 months",
        "month_12": "after 12 months",
        "discharge": "at the end of the work",
        "follow_up_3": "3 months after the work ended",
        "follow_up_12": "12 months after the work ended",
        "follow_up_24": "24 months after the work ended",
        "screening": "at screening",
    }
)
"""A timepoint as a sentence says it."""

EVENT_KINDS = MappingProxyType(
    {
        "placement_move": "Placement moves",
        "missing": "Missing from care",
        "away": "Away without authorisation",
        "noted_missing": "Going missing (case notes)",
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

MONTHLY = MappingProxyType(
    {"referrals": "Referrals", "placement_move": "Placement moves", "missing": "Missing from care"}
)
"""What is counted month by month."""

SPECIAL_CAUSES = MappingProxyType(
    {
        "Above UCL": "above the upper limit",
        "Below LCL": "below the lower limit",
        "7 Point Trend (Increasing)": "in a rise of 7 or more months",
        "7 Point Trend (Decreasing)": "in a fall of 7 or more months",
        "2 in 3 Above CL": "among 2 of 3 near the upper limit",
        "2 in 3 Below CL": "among 2 of 3 near the lower limit",
        "7 Points Above CL": "in a run of 7 or more above the mean",
        "7 Points Below CL": "in a run of 7 or more below the mean",
    }
)
"""The rules of an XmR chart, as `stats.xmr` names them, in words."""

EVENT_NOUNS = MappingProxyType(
    {
        "placement_move": ("move of placement", "moves of placement"),
        "missing": ("missing episode", "missing episodes"),
        "away": ("episode of being away without authorisation", "episodes of being away without authorisation"),
        "noted_missing": ("episode of going missing", "episodes of going missing"),
        "overdose": ("overdose", "overdoses"),
        "self_harm": ("episode of self-harm", "episodes of self-harm"),
        "exclusion": ("exclusion from school", "exclusions from school"),
        "significant": ("significant event", "significant events"),
        "four_kinds": ("event of the four kinds", "events of the four kinds"),
    }
)
"""One event of a kind and many, within a sentence."""

WINDOWS = MappingProxyType(
    {
        "since_care": "Since coming into care",
        "twelve_months_before": "In the 12 months before the programme",
        "before": "In as long a time straight before the programme",
        "since_start": "Since the programme began",
        "during": "During the programme",
    }
)

CSE_LEVELS = MappingProxyType(
    {"none": "None", "low": "Low", "medium": "Medium", "high": "High", "not_known": "Not recorded"}
)

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
        "screening": "screening",
    }
)

MISSING_REASONS = MappingProxyType(
    {
        "not_due": "Not yet due",
        "not_sent": "Not sent",
        "not_returned": "Not returned",
        "declined_yp": "Declined by the young person",
        "declined_carer": "Declined by the carer",
        "not_possible_disability": "Not possible: disability",
        "too_young": "Too young for the form",
        "too_old": "Too old for the form",
        "not_applicable": "Not applicable",
        "not_known": "Reason not known",
        "excel_error": "Error value in the spreadsheet",
    }
)

FORMS = MappingProxyType(
    {
        "network_meeting": "Network meeting",
        "workshop": "Workshop",
        "carer_iip": "Carer, programme",
        "intensive_support_carer": "Carer, intensive support",
        "session_rating": "Session rating",
        "esq_parent_carer": "Experience of service, parent or carer",
        "esq_young_person": "Experience of service, young person",
        "professional_interview": "Interview with professionals",
    }
)

INFORMANTS = MappingProxyType(
    {
        "parent_carer": "Parent or carer",
        "teacher": "Teacher",
        "young_person": "Young person",
        "clinician": "Clinician",
        "professional": "Professional",
    }
)

INFORMANTS_MANY = MappingProxyType(
    {
        "parent_carer": "parents and carers",
        "teacher": "teachers",
        "young_person": "young people themselves",
        "clinician": "clinicians",
    }
)
