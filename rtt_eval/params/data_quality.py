"""The settings of the data quality report."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from rtt_eval.params.common import ReportParams


class DataQuality(ReportParams):
    """What was read, what is wrong with it, and which forms are due: for the administrator."""

    report: Literal["data_quality"] = Field("data_quality", description="which report")
    due_days: int = Field(60, ge=1, le=366, description="forms due in so many days after the last day that counts")
