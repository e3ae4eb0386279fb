"""The headline figures of each report, as the comparison with the last edition calls them."""

from __future__ import annotations

from types import MappingProxyType

HEADLINES = MappingProxyType(
    {
        "iip_evaluation": {
            "cohort.n": "Young people who took part",
            "cohort.full.n": "Young people in the full programme",
            "referrals.total.n": "Referrals received",
            "events.placement_move.before.n": "Placement moves before the programme",
            "events.placement_move.during.n": "Placement moves in an equal time during it",
            "events.missing.before.n": "Missing episodes before the programme",
            "events.missing.during.n": "Missing episodes in an equal time during it",
            "placement_held.at_6_months.held.n": "Same carer 6 months after the start",
            "feedback.network_meeting.rating.mean": "Average rating of the network meetings",
        },
        "annual_report": {
            "caseload.worked_with.n": "Children worked with",
            "caseload.open_on_census.n": "Children with open work on the last day",
            "referrals.new.total.n": "New referrals",
            "sdq.national.completed.pct": "Children in care for a year with an SDQ score",
            "sdq.national.mean": "Average SDQ score of children in care",
            "waits.consultation.weeks.median": "Weeks to a first consultation (half waited less)",
            "asf.adoption.approved.gbp": "From the Adoption Support Fund for adoptive families",
            "training.attendees.n": "Places taken at training courses",
        },
        "service_evaluation": {
            "cohort.n": "Young people in the evaluation",
            "events.placement_move.before.n": "Placement moves before the work",
            "events.placement_move.during.n": "Placement moves in an equal time during it",
            "events.missing.before.n": "Missing episodes before the work",
            "events.missing.during.n": "Missing episodes in an equal time during it",
        },
        "referral_screening": {
            "screening.in_care.n": "Children in care",
            "screening.in_scope.n": "Children of the ages that are screened",
            "screening.screened.n": "Children screened",
            "screening.high.n": "Children with a high SDQ score",
            "screening.not_screened.n": "Children who could not be screened",
        },
        "performance_scorecard": {"indicator.*.ytd": "{}, year to date"},
        "data_quality": {
            "quality.rows.n": "Rows read",
            "quality.findings.reject.n": "Faults that keep a row out",
            "quality.findings.query.n": "Things to be looked at",
            "forms.due.n": "Outcome forms due",
            "forms.returned.pct": "Outcome forms that came back",
        },
    }
)
"""By id, in the order of the page; `*` stands for one code or several, which the label's `{}` takes."""

REASONS = MappingProxyType(
    {"cohort": "Cohort", "definition": "Definition", "data": "Data", "unknown": "Not known"},
)
STATES = MappingProxyType({"moved": "Moved", "same": "The same", "new": "New", "gone": "No longer there"})
