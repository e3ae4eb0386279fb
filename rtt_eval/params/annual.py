"""The settings of the annual report of the whole service."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rtt_eval.params.common import Audience, Code, Gates, Outcome, ReportParams, Settings


class WaitTargets(Settings):
    """Weeks from referral within which help should begin."""

    consultation: float = Field(6, gt=0, description="first consultation, weeks")
    therapy: float = Field(18, gt=0, description="first session of therapy, weeks")


class AnnualReport(ReportParams):
    """The annual report of the service, for the Corporate Parenting Panel."""

    report: Literal["annual_report"] = Field("annual_report", description="which report")
    audience: Audience = Field("public", description="team, dlt, public or trainee: who may see it")
    wait_targets: WaitTargets = Field(WaitTargets(), description="weeks within which help should begin")
    benchmark_years: int = Field(5, ge=1, le=12, description="years of national and regional figures to compare with")
    primary_outcome: Outcome = Field(Outcome(), description="the one outcome that the outcome summary leads with")
    timepoints: tuple[Code, ...] | None = Field(None, description="follow-ups to report; null: all that the data hold")
    measures: tuple[Code, ...] | None = Field(None, description="measures to report; null: all that the data hold")
    gates: Gates = Field(Gates(), description="fewest pairs for each step of the analysis")
