"""The settings of the annual report of the whole service."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rtt_eval.params.common import Audience, OutcomeParams, Settings


class WaitTargets(Settings):
    """Weeks from referral within which help should begin."""

    consultation: float = Field(6, gt=0, description="first consultation, weeks")
    therapy: float = Field(18, gt=0, description="first session of therapy, weeks")


class AnnualReport(OutcomeParams):
    """The annual report of the service, for the Corporate Parenting Panel."""

    report: Literal["annual_report"] = Field("annual_report", description="which report")
    audience: Audience = Field("public", description="team, dlt, public or trainee: who may see it")
    wait_targets: WaitTargets = Field(WaitTargets(), description="weeks within which help should begin")
    benchmark_years: int = Field(5, ge=1, le=12, description="years of national and regional figures to compare with")
