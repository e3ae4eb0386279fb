"""The floor: what an analyst's plain script takes for the same tables, figures and number of charts, and nothing more.

Usage: python benchmarks/floor.py DATA_FOLDER OUT_FOLDER N_CHARTS
"""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from scipy import stats

TABLES = ("young_people", "placements", "missing_episodes", "significant_events", "risk_scores", "referrals",
          "iip_cases", "outcomes", "training_events", "attendance", "feedback", "placement_costs")  # fmt: skip
DATES = ("start", "end", "date", "received", "date_completed", "in_care_from", "in_care_to", "first_network_meeting")
SCALES = {"emotion": (3, 8, 13, 16, 24), "conduct": (5, 7, 12, 18, 22), "hyper": (2, 10, 15, 21, 25),
          "peer": (6, 11, 14, 19, 23), "prosocial": (1, 4, 9, 17, 20)}  # fmt: skip
REVERSED = (7, 21, 25, 11, 14)
MONTH = 30.4375


def tables(folder: Path) -> dict[str, pd.DataFrame]:
    found = {}
    for name in TABLES:
        columns = pd.read_csv(folder / f"{name}.csv", nrows=0).columns
        dates = [column for column in DATES if column in columns]
        found[name] = pd.read_csv(folder / f"{name}.csv", parse_dates=dates, dtype={"person_id": str})
    return found


def scores(outcomes: pd.DataFrame) -> pd.DataFrame:
    form = ["case_id", "measure", "informant", "timepoint"]
    is_item = outcomes["subscale"].str.startswith("item_") & (outcomes["measure"] == "sdq")
    items = outcomes[is_item].pivot_table(index=form, columns="subscale", values="score")
    for number in REVERSED:
        items[f"item_{number}"] = 2 - items[f"item_{number}"]
    scored = pd.DataFrame(index=items.index)
    for scale, numbers in SCALES.items():
        answers = items[[f"item_{number}" for number in numbers]]
        scored[scale] = np.floor(0.5 + answers.mean(axis=1) * 5).where(answers.notna().sum(axis=1) >= 3)
    scored["total"] = scored[["emotion", "conduct", "hyper", "peer"]].sum(axis=1, min_count=4)
    long = scored.stack().rename_axis([*form, "subscale"]).rename("score").reset_index()
    return pd.concat([long, outcomes.loc[~is_item & outcomes["score"].notna(), [*form, "subscale", "score"]]])


def changes(scored: pd.DataFrame) -> pd.DataFrame:
    wide = scored.pivot_table(
        index=["measure", "informant", "subscale", "case_id"], columns="timepoint", values="score"
    )
    rows = []
    for name, group in wide.groupby(level=[0, 1, 2]):
        for later in [column for column in wide.columns if column != "baseline"]:
            pair = group[["baseline", later]].dropna()
            if len(pair) < 5:
                continue
            difference = pair[later] - pair["baseline"]
            test = stats.ttest_rel(pair[later], pair["baseline"])
            rank = stats.wilcoxon(difference, method="asymptotic") if (difference != 0).any() else None
            low, high = test.confidence_interval()
            row = (*name, later, len(pair), pair["baseline"].mean(), pair[later].mean(), difference.mean())
            rows.append(
                (*row, low, high, rank.pvalue if rank else np.nan, (difference < 0).sum(), (difference > 0).sum())
            )
    return pd.DataFrame(rows)


def events(found: dict[str, pd.DataFrame], as_at: pd.Timestamp) -> pd.DataFrame:
    rows = []
    for case in found["iip_cases"].itertuples():
        end = min(case.end, as_at) if pd.notna(case.end) else as_at
        length = end - case.start
        for name, column in (("placements", "start"), ("missing_episodes", "start"), ("significant_events", "date")):
            own = found[name].loc[found[name]["person_id"] == case.person_id, column]
            before = ((own >= case.start - length) & (own < case.start)).sum()
            during = ((own >= case.start) & (own < end)).sum()
            rows.append((case.case_id, name, before, during, length.days / MONTH))
    return pd.DataFrame(rows, columns=["case", "kind", "before", "during", "months"])


def main(data: Path, out: Path, n_charts: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    found = tables(data)
    scored = scores(found["outcomes"])
    counted = events(found, pd.Timestamp("2024-03-31"))
    frames = [
        changes(scored),
        scored.groupby(["measure", "informant", "subscale", "timepoint"])["score"].describe(),
        counted.groupby("kind")[["before", "during", "months"]].sum(),
        found["referrals"].groupby(["route", "decision"]).size().to_frame(),
        found["placements"].groupby("placement_type").size().to_frame(),
        found["feedback"].groupby(["form", "question"]).size().to_frame(),
        found["young_people"].groupby(["sex", "status"]).size().to_frame(),
    ]
    (out / "tables.html").write_text("\n".join(frame.to_html() for frame in frames), encoding="utf-8")
    totals = scored[(scored["measure"] == "sdq") & (scored["subscale"] == "total")]
    paths = totals.pivot_table(index="case_id", columns="timepoint", values="score")
    for number in range(n_charts):
        figure, axes = plt.subplots(figsize=(6.7, 3.5))
        if number % 3 == 0:
            axes.plot(paths[["baseline", "month_6"]].dropna().T.to_numpy())
        elif number % 3 == 1:
            found["referrals"].groupby(found["referrals"]["received"].dt.to_period("M")).size().plot.bar(ax=axes)
        else:
            counted.groupby("kind")[["before", "during"]].sum().plot.barh(ax=axes)
        figure.savefig(out / f"chart_{number}.svg")
        plt.close(figure)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
