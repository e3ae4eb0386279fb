"""The settings of the monthly scorecard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, field_validator

from rtt_eval.params.common import Audience, ReportParams


class PerformanceScorecard(ReportParams):
    """The monthly scorecard, of the month in which the period ends.

    The default audience is public: the Panel's papers are published.
    """

    report: Literal["performance_scorecard"] = Field("performance_scorecard", description="which report")
    audience: Audience = Field("public", description="team, dlt, public or trainee: who may see it")
    months_shown: int = Field(4, ge=1, le=12, description="months in the indicator tables, the last that of the report")
    years_shown: int = Field(3, ge=1, le=6, description="years before this one in the tables")
    chart_months: int = Field(36, ge=12, le=120, description="months in an indicator's chart, at most")
    xmr_fewest_points: int = Field(12, ge=12, description="months with a value from which a chart has limits (XmR)")
    bases_checked: tuple[str, ...] = Field(
        (), description="indicator_ids whose values without a denominator are known to rest on 20 children or more"
    )
    exceptions: dict[str, str] = Field({}, description="the author's own words on an indicator, by indicator_id")

    @field_validator("bases_checked", "exceptions", mode="before")
    @classmethod
    def _ids_are_text(cls, given: Any) -> Any:
        """6.10 without quotation marks is a number to YAML, and the same one as 6.1."""
        ids = given if isinstance(given, (list, tuple, Mapping)) else ()
        if any(not isinstance(id, str) for id in ids):
            raise ValueError('write each indicator_id in quotation marks, as in "6.10": without them it is a number')
        return given
