"""The settings of the six-monthly evaluation of the intensive programme."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rtt_eval.params.common import Code, OutcomeParams


class IipEvaluation(OutcomeParams):
    """The six-monthly evaluation of the Intensive Intervention Programme."""

    report: Literal["iip_evaluation"] = Field("iip_evaluation", description="which report")
    rcads_age_to_grade: Literal["nhs", "ucla"] = Field(
        "nhs", description="norms for RCADS T scores: nhs (school grade is age less 5) or ucla (age less 6)"
    )
    held_at_months: tuple[int, ...] = Field((6, 12), description="months after the start at which a placement is held")
    gap_days: int = Field(0, ge=0, le=180, description="days left out straight before the start of a case (events)")
    programme_cost_gbp: float | None = Field(None, ge=0, description="cost of the programme in the period, pounds")
    alternative_placement: Code = Field("residential", description="placement type that the cost section compares with")
    alternative_for: tuple[str, ...] | None = Field(
        None, description="person_ids for whom it was considered; null: the commonest placement stands for one child"
    )
