"""E: placements, referrals and cases that do not fit together."""

from __future__ import annotations

import pandas as pd

from rtt_eval.load import Records
from rtt_eval.validate.keys import look_up
from rtt_eval.validate.registry import Failing, check

GAP_DAYS = 1  # an end entered as the last night leaves one day open; a longer gap is time in care not accounted for
FAR = pd.Timestamp(2262, 1, 1)  # the end of what is still open
TAKEN_ON = {"accepted": "full", "prevent_stepdown": "prevent_stepdown"}
"""Decisions on an IIP referral that open a case, and the service that the case then gives."""


def _latest_end_before(frame: pd.DataFrame) -> pd.Series:
    """For each interval of a child, the latest end of those that began earlier; NaT for the first. [start, end)."""
    in_order = frame.assign(end=frame["end"].fillna(FAR)).sort_values(["person_id", "start", "end"])
    reached = in_order.groupby("person_id")["end"].cummax()
    return reached.groupby(in_order["person_id"]).shift().reindex(frame.index)


@check(
    "E01",
    "Two placements of a child overlap",
    ["placements.start", "placements.person_id", "placements.end"],
    "A new placement starts on the day the old one ends: correct the end of the earlier one or this start. "
    "Short breaks are marked is_temporary.",
)
def placements_overlap(records: Records, as_at: pd.Timestamp) -> Failing:
    placements = records.placements
    lasting = placements[~placements["is_temporary"].fillna(False).astype(bool)]
    return (lasting["start"] < _latest_end_before(lasting)).reindex(placements.index, fill_value=False)


@check(
    "E02",
    "There are days between two placements of a child in one care period",
    ["placements.start", "placements.end", "young_people.in_care_from"],
    "Add the placement that is missing, or correct the end of the earlier one or this start.",
)
def placements_leave_a_gap(records: Records, as_at: pd.Timestamp) -> Failing:
    placements = records.placements
    ended = _latest_end_before(placements)
    in_care_from = look_up(placements["person_id"], records, "young_people", "in_care_from")
    is_gap = placements["start"] - ended > pd.Timedelta(days=GAP_DAYS)
    return is_gap & ~(ended < in_care_from)


@check(
    "E03",
    "Two cases of a young person overlap",
    ["iip_cases.start", "iip_cases.person_id", "iip_cases.end"],
    "End the earlier case, or delete the one that was not a case of its own.",
)
def cases_overlap(records: Records, as_at: pd.Timestamp) -> Failing:
    return records.iip_cases["start"] < _latest_end_before(records.iip_cases)


@check(
    "E04",
    "No placement is open on the day a full case starts",
    ["iip_cases.start", "iip_cases.service", "placements.start"],
    "Add the placement, or correct its dates: the child is not in the placement tables at the start.",
)
def placement_at_start_missing(records: Records, as_at: pd.Timestamp) -> Failing:
    cases = records.iip_cases
    stays = cases[["case_id", "person_id", "start"]].merge(
        records.placements[["person_id", "start", "end"]], on="person_id", suffixes=("", "_placement")
    )
    is_open = (stays["start_placement"] <= stays["start"]) & ~(stays["end"] <= stays["start"])
    return (cases["service"] == "full") & ~cases["case_id"].isin(stays.loc[is_open, "case_id"])


@check(
    "E05",
    "A case starts before its referral was received",
    ["iip_cases.start", "iip_cases.referral_id", "referrals.received"],
    "Correct the start of the case, or the date of the referral.",
)
def case_before_referral(records: Records, as_at: pd.Timestamp) -> Failing:
    received = look_up(records.iip_cases["referral_id"], records, "referrals", "received")
    return records.iip_cases["start"] < received


@check(
    "E06",
    "The first network meeting is before the referral",
    ["iip_cases.first_network_meeting", "iip_cases.referral_id", "referrals.received"],
    "Correct the date of the meeting, or of the referral: the wait is negative.",
)
def meeting_before_referral(records: Records, as_at: pd.Timestamp) -> Failing:
    received = look_up(records.iip_cases["referral_id"], records, "referrals", "received")
    return records.iip_cases["first_network_meeting"] < received


@check(
    "E07",
    "An IIP referral was taken on and has no case",
    ["referrals.decision", "referrals.route", "iip_cases.referral_id"],
    "Add the case to iip_cases with this referral's id, or correct the decision.",
)
def referral_without_case(records: Records, as_at: pd.Timestamp) -> Failing:
    referrals = records.referrals
    is_taken_on = (referrals["route"] == "iip") & referrals["decision"].isin(list(TAKEN_ON))
    return is_taken_on & ~referrals["referral_id"].isin(records.iip_cases["referral_id"])


@check(
    "E08",
    "A case has no referral that was taken on",
    ["iip_cases.referral_id", "referrals.decision"],
    "Enter the referral of the case, or correct the decision in referrals.",
)
def case_without_referral(records: Records, as_at: pd.Timestamp) -> Failing:
    decision = look_up(records.iip_cases["referral_id"], records, "referrals", "decision")
    return ~decision.isin(list(TAKEN_ON))


@check(
    "E09",
    "The service of a case is not what its referral was accepted for",
    ["iip_cases.service", "iip_cases.referral_id", "referrals.decision"],
    "Correct the service here or the decision in referrals: the two tables would count differently.",
)
def service_differs(records: Records, as_at: pd.Timestamp) -> Failing:
    decision = look_up(records.iip_cases["referral_id"], records, "referrals", "decision")
    meant = decision.map(TAKEN_ON)
    return meant.notna() & (meant != records.iip_cases["service"])


@check(
    "E10",
    "A referral has no decision",
    ["referrals.decision"],
    "Enter the decision (pending, if there is none yet): until then the outcomes add up to less than the total.",
)
def referral_without_decision(records: Records, as_at: pd.Timestamp) -> Failing:
    return records.referrals["decision"].isna()


@check(
    "E11",
    "A case has an end or an end reason, but not both",
    ["iip_cases.end_reason", "iip_cases.end"],
    "Enter the one that is missing, or clear the other.",
)
def end_and_reason_differ(records: Records, as_at: pd.Timestamp) -> Failing:
    cases = records.iip_cases
    return cases["end"].isna() != cases["end_reason"].isna()


@check(
    "E12",
    "A child in care has no date of coming into care",
    ["young_people.in_care_from", "young_people.status"],
    "Enter the start of the care period: moves since coming into care cannot be counted without it.",
)
def care_start_missing(records: Records, as_at: pd.Timestamp) -> Failing:
    people = records.young_people
    return (people["status"] == "children_in_care") & people["in_care_from"].isna()
