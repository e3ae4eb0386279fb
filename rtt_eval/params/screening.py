"""The settings of the monthly referral screening: who is looked at, how points are made, how many places there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from rtt_eval.params.common import ReportParams

MOST_POINTS = 20


def _rising(steps: dict[int, int]) -> dict[int, int]:
    return _in_order(steps, is_rising=True)


def _falling(steps: dict[int, int]) -> dict[int, int]:
    return _in_order(steps, is_rising=False)


def _in_order(steps: dict[int, int], is_rising: bool) -> dict[int, int]:
    """Thresholds in order, with points that only ever grow the further a child is past them."""
    ordered = dict(sorted(steps.items()))
    points = list(ordered.values()) if is_rising else list(ordered.values())[::-1]
    if any(step < 0 for step in steps) or any(not 0 <= one <= MOST_POINTS for one in points):
        raise ValueError(f"a threshold is 0 or more, and its points are 0 to {MOST_POINTS}")
    if points != sorted(points):
        way = "higher" if is_rising else "lower"
        raise ValueError(f"a {way} threshold cannot give fewer points; correct the points or their order")
    return ordered


RisingSteps = Annotated[dict[int, int], AfterValidator(_rising)]
FallingSteps = Annotated[dict[int, int], AfterValidator(_falling)]
LevelPoints = dict[Literal["none", "low", "medium", "high"], Annotated[int, Field(ge=0, le=MOST_POINTS)]]


class ReferralScreening(ReportParams):
    """The monthly screening of children in care for referral to the intensive programme, on the as-at day."""

    report: Literal["referral_screening"] = Field("referral_screening", description="which report")
    audience: Literal["team"] = Field("team", description="team, and no other: the report has a line for each child")
    age_from: int = Field(6, ge=0, le=25, description="youngest age, completed years on the as-at day")
    age_to: int = Field(15, ge=0, le=25, description="oldest age, completed years on the as-at day")
    sdq_from: int = Field(17, ge=1, le=40, description="SDQ total (parent or carer) from which a child is on the list")
    sdq_valid_months: int = Field(15, ge=1, le=60, description="months after which an SDQ score is too old to rank by")
    places_from: int = Field(4, ge=1, le=50, description="fewest children that go to pre-allocation in a month")
    places_to: int = Field(8, ge=1, le=50, description="most children that go to pre-allocation in a month")
    points_sdq: RisingSteps = Field(
        {17: 1, 20: 2, 25: 3}, description="points for the SDQ total: {score from which: points}"
    )
    points_moves_12_months: RisingSteps = Field(
        {1: 1, 2: 2, 3: 3}, description="points for placement moves in the 12 months to the as-at day: {moves: points}"
    )
    points_moves_since_care: RisingSteps = Field(
        {3: 1, 5: 2, 8: 3}, description="points for placement moves since coming into care: {moves: points}"
    )
    points_missing: RisingSteps = Field(
        {1: 1, 3: 2, 6: 3}, description="points for missing episodes in the 12 months: {episodes: points}"
    )
    points_cse: LevelPoints = Field(
        {"low": 1, "medium": 2, "high": 3}, description="points for the latest level of CSE risk: {level: points}"
    )
    points_new_placement: FallingSteps = Field(
        {3: 2, 6: 1}, description="points for a recent placement: {fewer than so many months in it: points}"
    )
    near_sdq: int = Field(2, ge=0, le=10, description="SDQ points under the line that are listed as just outside")
    near_months: int = Field(3, ge=0, le=12, description="months from a birthday that are listed as just outside")
    decision_days: int = Field(14, ge=1, description="target: days from the referral to the decision")
    meeting_days: int = Field(42, ge=1, description="target: days from the referral to the first network meeting")
    start_days: int = Field(56, ge=1, description="target: days from the referral to the start of the work")

    @model_validator(mode="after")
    def _ends_in_order(self) -> ReferralScreening:
        for low, high in (("age_from", "age_to"), ("places_from", "places_to")):
            if getattr(self, low) > getattr(self, high):
                raise ValueError(f"`{low}` is above `{high}`; swap them")
        return self

    @property
    def points(self) -> Mapping[str, Mapping[Any, int]]:
        """The tables of points, by the part of the screening that each is about."""
        return {
            "sdq": self.points_sdq,
            "moves_12_months": self.points_moves_12_months,
            "moves_since_care": self.points_moves_since_care,
            "missing_12_months": self.points_missing,
            "cse": self.points_cse,
            "months_in_placement": self.points_new_placement,
        }

    @property
    def target_days(self) -> Mapping[str, int]:
        """Days from the referral within which each step should have come."""
        return {"decision": self.decision_days, "network_meeting": self.meeting_days, "start": self.start_days}
