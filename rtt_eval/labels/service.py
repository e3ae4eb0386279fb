"""The codes of the whole service: routes, roles, interventions, ethnicity, returns; the sections of every report."""

from __future__ import annotations

from types import MappingProxyType

ROUTES = MappingProxyType(
    {
        "children_in_care": "Children in care",
        "high_sdq": "Children in care with a high SDQ score",
        "post_adoption": "Post-adoption support",
        "sgo": "Special guardianship support",
        "iip": "Intensive Intervention Programme",
    }
)

ROLES = MappingProxyType(
    {
        "post_adoption_coordinator": "Post-adoption coordinator",
        "sgo_coordinator": "Special guardianship coordinator",
        "therapeutic_intervention_worker": "Therapeutic intervention worker",
        "other_therapeutic_team": "Others in the therapeutic team",
    }
)

INTERVENTIONS = MappingProxyType(
    {
        "consultation": "Consultation",
        "assessment": "Assessment",
        "ddp": "Dyadic Developmental Psychotherapy (DDP)",
        "theraplay": "Theraplay",
        "emdr": "EMDR",
        "narrative": "Narrative therapy and life story work",
        "art_therapy": "Art therapy",
        "group": "Group work",
        "training": "Training of the family",
        "support": "Support",
        "other": "Other",
        "not_recorded": "Not recorded",
    }
)

STATUSES = MappingProxyType(
    {
        "children_in_care": "Children in care",
        "adopted": "Adopted",
        "sgo": "Special Guardianship Order",
        "care_leaver": "Care leavers",
        "edge_of_care": "On the edge of care",
        "other": "Other",
        "not_known": "Not known",
        "other_groups": "All other groups",
    }
)

YEAR_AGE_BANDS = MappingProxyType(
    {
        "0_to_4": "0 to 4",
        "5_to_10": "5 to 10",
        "11_to_15": "11 to 15",
        "16_to_18": "16 to 18",
        "19_to_25": "19 to 25",
        "26_and_over": "26 and over",
        "not_known": "Not known",
    }
)

ETHNICITIES = MappingProxyType(
    {
        "A1": "White British",
        "A2": "White Irish",
        "A3": "Any other White background",
        "A4": "Traveller of Irish heritage",
        "A5": "Gypsy or Roma",
        "B1": "White and Black Caribbean",
        "B2": "White and Black African",
        "B3": "White and Asian",
        "B4": "Any other mixed background",
        "C1": "Indian",
        "C2": "Pakistani",
        "C3": "Bangladeshi",
        "C4": "Any other Asian background",
        "D1": "Black Caribbean",
        "D2": "Black African",
        "D3": "Any other Black background",
        "E1": "Chinese",
        "E2": "Any other ethnic group",
        "E3": "Not stated",
        "E4": "Not yet obtained",
        "not_known": "Not recorded",
    }
)
"""In the order of the statutory codes WBRI … NOBT."""

ETHNICITY_GROUPS = MappingProxyType(
    {
        "white_british": "White British",
        "all_other": "All other groups",
        "not_known": "Not known or not stated",
        "other_groups": "Any other, or not known",
    }
)

SDQ_BANDS = MappingProxyType(
    {
        "close_to_average": "Close to average (1 to 13)",
        "slightly_raised": "Slightly raised (14 to 16)",
        "high": "High (17 to 19)",
        "very_high": "Very high (20 to 40)",
    }
)
"""Parent or carer form, ages 4 to 17; a total of 0 stands apart."""

NO_RETURN = MappingProxyType(
    {
        "SDQ1": "Under 4 or over 16 when assessed (SDQ1)",
        "SDQ2": "Carer refused (SDQ2)",
        "SDQ3": "Not possible: severity of disability (SDQ3)",
        "SDQ4": "Other reason (SDQ4)",
        "SDQ5": "Young person refused (SDQ5)",
        "not_returned": "Not returned",
        "no_reason": "No reason given",
    }
)

FUND_STATUSES = MappingProxyType(
    {"approved": "Approved", "refused": "Refused", "withdrawn": "Withdrawn", "pending": "Not yet decided"}
)

ORDERS = MappingProxyType({"adoption": "Adoption", "sgo": "Special guardianship"})

ATTENDEES = MappingProxyType(
    {
        "foster_carer": "Foster carers",
        "adopter": "Adopters",
        "special_guardian": "Special guardians",
        "social_worker": "Social workers",
        "fostering_social_worker": "Fostering social workers",
        "school": "School staff",
        "residential": "Residential staff",
        "other": "Others",
        "not_recorded": "Not recorded",
    }
)

EVENTS_HELD = MappingProxyType(
    {
        "course": "Courses",
        "workshop": "Workshops",
        "reflective_practice": "Reflective practice",
        "network_meeting": "Network meetings",
        "support_group": "Support groups",
    }
)

SECTIONS = MappingProxyType(
    {
        "summary": "Summary",
        "referrals": "Referrals",
        "young_people": "Young people",
        "placement_stability": "Placement stability",
        "missing_and_risk": "Missing and exploitation risk",
        "significant_events": "Significant events",
        "outcomes": "Outcome measures",
        "cost": "Cost",
        "feedback": "Feedback",
        "completeness": "Completeness",
        "caseload": "Children worked with",
        "demographics": "Who the children are",
        "sdq": "SDQ returns",
        "benchmarks": "Comparison with other areas",
        "looked_after": "Statutory return",
        "waits": "Waiting times",
        "support": "Interventions and support",
        "fund": "Adoption Support Fund",
        "training": "Training",
        "data_quality": "Data quality",
        "forms": "Outcome forms",
        "screening": "Referral screening",
    }
)
