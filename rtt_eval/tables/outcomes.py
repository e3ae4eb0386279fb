"""Tables of outcome measures: change, reliable change, bands, one timepoint, goals."""

from __future__ import annotations

from collections.abc import Iterable

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.measures import Measure
from rtt_eval.params import IipEvaluation
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, text_table
from rtt_eval.tables.contrasts import Contrast, contrasts, title
from rtt_eval.tables.labels import INFORMANTS, TIMEPOINTS, as_at, plain

THRESHOLDS_NOTE = "Points of change that measurement error alone would seldom give; reached is enough."


def changes(safe: Safe, params: IipEvaluation) -> list[Table]:
    """A change table for each measure, informant and follow-up, the primary outcome's first."""
    return _present(change(safe, params, one) for one in contrasts(safe, params))


def change(safe: Safe, params: IipEvaluation, one: Contrast) -> Table | None:
    """Mean change in points with its interval, and how many improved, stayed or got worse, a row a subscale."""
    return grid(
        safe,
        f"change_{one.slug}",
        f"Change in scores: {title(one)}, young people with both forms, {as_at(params)}",
        "Scale",
        one.subscale_labels(),
        [
            Column("Pairs of forms", f"{one.stem}.n_paired"),
            Column("Mean at the start (points)", f"{one.stem}.mean_baseline"),
            Column("Mean at follow-up (points)", f"{one.stem}.mean_follow_up"),
            Column("Mean change (points, 95% interval)", f"{one.stem}.change.mean", has_interval=True),
            Column("Improved (young people)", f"{one.stem}.direction.improved.n"),
            Column("Same (young people)", f"{one.stem}.direction.same.n"),
            Column("Worse (young people)", f"{one.stem}.direction.worse.n"),
        ],
        notes=["Change is follow-up less start: below zero, the score went down."],
    )


def reliable_changes(safe: Safe, params: IipEvaluation) -> list[Table]:
    """A table of reliable change for each measure, informant and follow-up that has a threshold."""
    return _present(reliable_change(safe, params, one) for one in contrasts(safe, params))


def reliable_change(safe: Safe, params: IipEvaluation, one: Contrast) -> Table | None:
    """Change beyond measurement error: improved, no reliable change, deteriorated, and who could have improved."""
    rows = [
        row for subscale, label in one.subscale_labels().items() for row in _reliable_rows(safe, one, subscale, label)
    ]
    heads = [
        ("Scale", False),
        ("Threshold (points)", True),
        ("Reliably improved (young people)", True),
        ("No reliable change (young people)", True),
        ("Reliably deteriorated (young people)", True),
        ("Could have improved (young people)", True),
    ]
    caption = f"Reliable change: {title(one)}, young people with both forms, {as_at(params)}"
    notes = [
        THRESHOLDS_NOTE,
        "Could have improved: far enough from the best score at the start to cross the threshold.",
    ]
    return text_table(f"reliable_{one.slug}", caption, heads, rows, notes=notes)


def _reliable_rows(safe: Safe, one: Contrast, subscale: str, label: str) -> list[tuple[str, ...]]:
    """One row at the scale's own threshold, or one at each threshold that it is printed at."""
    scale = measures.load(one.measure).scales.get(one.informant, {}).get(subscale)
    if scale is None or scale.reliable_change is None:
        return []
    stem, own = one.stem.format(row=subscale), scale.reliable_change.threshold
    rows = []
    for points in scale.reliable_change.report_at or (own,):
        at = f"{points:g}"
        family = f"{stem}.reliable_at_{at}" if f"{stem}.reliable_at_{at}.improved.n" in safe else f"{stem}.reliable"
        ids = [f"{family}.{category}.n" for category in ("improved", "no_change", "deteriorated")]
        if ids[0] in safe and (family.endswith(at) or points == own):
            could = next((id for id in (f"{family}.could_improve.n", f"{stem}.could_improve.n") if id in safe), "")
            rows.append(
                (label, at if points == own else f"{at} (for comparison)", *(safe.text(id) for id in (*ids, could)))
            )
    return rows


def band_transitions(safe: Safe, params: IipEvaluation) -> list[Table]:
    """A table of bands at the start by bands at follow-up, for the scale that stands for each measure."""
    return _present(band_table(safe, params, one, one.main_subscale) for one in contrasts(safe, params))


def band_table(safe: Safe, params: IipEvaluation, one: Contrast, subscale: str) -> Table | None:
    """Bands at the start (rows) by bands at follow-up (columns), from best to worst, with totals where there are."""
    stem = one.stem.format(row=subscale)
    labels = measures.load(one.measure).band_labels
    found = [code for code in codes(safe, f"{stem}.band.*.to.total.n") if code != "total"]
    bands = {code: labels.get(code, plain(code)) for code in found}
    followed = TIMEPOINTS.get(one.follow_up, plain(one.follow_up))
    columns = [
        Column(f"{label} at {followed} (young people)", f"{stem}.band.{{row}}.to.{code}.n")
        for code, label in bands.items()
    ]
    name = one.subscale_labels().get(subscale, plain(subscale)).partition(" (")[0]
    return grid(
        safe,
        f"bands_{one.slug}_{subscale}",
        f"Bands before and after: {title(one)}, {name}, young people with both forms, {as_at(params)}",
        "Band at the start",
        bands,
        [*columns, Column("All (young people)", f"{stem}.band.{{row}}.to.total.n")],
        total={"total": "All"},
    )


def single_timepoints(safe: Safe, params: IipEvaluation) -> list[Table]:
    """Where scores stood at each timepoint: for a measure and informant a table, then one of bands."""
    found = dict.fromkeys(parts[1:3] for parts in _at_one_time(safe))
    keys = sorted(found, key=lambda key: key[0] != params.primary_outcome.measure)
    made = (table(safe, params, *key) for key in keys for table in (single_timepoint, timepoint_bands))
    return _present(made)


def _at_one_time(safe: Safe) -> list[tuple[str, ...]]:
    """The ids of numbers of forms at one timepoint, in their parts."""
    found = (tuple(figure.id.split(".")) for figure in safe.starting("outcomes."))
    return [parts for parts in found if len(parts) == 6 and parts[4] in TIMEPOINTS and parts[5] == "n"]


def single_timepoint(safe: Safe, params: IipEvaluation, measure_id: str, informant: str) -> Table | None:
    """Forms, mean and SD: a row a subscale and timepoint."""
    measure = measures.load(measure_id)
    rows = _scales_and_times(safe, measure, informant)
    stem = f"outcomes.{measure_id}.{informant}.{{row}}"
    return grid(
        safe,
        f"scores_{measure_id}_{informant}",
        f"Scores at each time: {measure.short_label}, {_by(informant)}, full programme, {as_at(params)}",
        "Scale and time",
        rows,
        [
            Column("Forms with a score", f"{stem}.n"),
            Column("Mean (points)", f"{stem}.mean"),
            Column("Standard deviation (points)", f"{stem}.sd"),
            Column("At or above the clinical cut-off (young people)", f"{stem}.clinical.n", absent=NOT_APPLICABLE),
        ],
        notes=[
            "The young people at one time are not all the same as at another: do not read a change from this table."
        ],
    )


def _scales_and_times(safe: Safe, measure: Measure, informant: str) -> dict[str, str]:
    """Subscale and timepoint, as an id holds them, with their labels, in the measure's order: those with forms."""
    scales = measure.scales.get(informant, measure.subscales)
    held = [parts[3:5] for parts in _at_one_time(safe) if parts[1:3] == (measure.id, informant)]
    return {
        f"{subscale}.{time}": f"{scale.label}, {_when(time)}"
        for subscale, scale in scales.items()
        for time in TIMEPOINTS
        if (subscale, time) in held
    }


def timepoint_bands(safe: Safe, params: IipEvaluation, measure_id: str, informant: str) -> Table | None:
    """Young people in each band of the measure's main scale: a row a timepoint."""
    measure = measures.load(measure_id)
    stem = f"outcomes.{measure_id}.{informant}.{measure.primary_subscale}"
    bands = dict.fromkeys(band for time in TIMEPOINTS for band in codes(safe, f"{stem}.{time}.band.*.n"))
    columns = [
        Column(f"{measure.band_labels.get(band, plain(band))} (young people)", f"{stem}.{{row}}.band.{band}.n")
        for band in bands
    ]
    return grid(
        safe,
        f"bands_{measure_id}_{informant}",
        f"Bands at each time: {measure.short_label}, {_by(informant)}, full programme, {as_at(params)}",
        "Time",
        {time: _when(time)[:1].upper() + _when(time)[1:] for time in TIMEPOINTS},
        columns,
        notes=[
            "The young people at one time are not all the same as at another: do not read a change from this table."
        ],
    )


def _when(time: str) -> str:
    return "at the start" if time == "baseline" else TIMEPOINTS[time]


def _by(informant: str) -> str:
    return INFORMANTS.get(informant, plain(informant)).lower()


def goals(safe: Safe, params: IipEvaluation) -> Table | None:
    """Goals rated at both times: how far each moved, and how many were lost or added."""
    times = codes(safe, "outcomes.gbo.goals.*.n_paired")
    return grid(
        safe,
        "goals",
        f"Goals rated at both times, 0 to 10, higher is better, {as_at(params)}",
        "Times compared",
        {code: _times(code) for code in times},
        [
            Column("Goals rated at both times", "outcomes.gbo.goals.{row}.n_paired"),
            Column("Moved on by 3 points or more (goals)", "outcomes.gbo.goals.{row}.reliable.improved.n"),
            Column("Moved by fewer than 3 points (goals)", "outcomes.gbo.goals.{row}.reliable.no_change.n"),
            Column("Fell back by 3 points or more (goals)", "outcomes.gbo.goals.{row}.reliable.deteriorated.n"),
            Column("Rated at the start only (goals)", "outcomes.gbo.goals.{row}.lost.n"),
            Column("Rated at follow-up only (goals)", "outcomes.gbo.goals.{row}.added.n"),
        ],
    )


def mean_goals(safe: Safe, params: IipEvaluation) -> Table | None:
    """The mean of each young person's goals rated at both times: change, and reliable change."""
    times = codes(safe, "outcomes.gbo.mean_goal.*.n_paired")
    stem = "outcomes.gbo.mean_goal.{row}"
    return grid(
        safe,
        "mean_goals",
        f"Mean of each young person's goals rated at both times, 0 to 10, higher is better, {as_at(params)}",
        "Times compared",
        {code: _times(code) for code in times},
        [
            Column("Young people with goals at both times", f"{stem}.n_paired"),
            Column("Mean change (points, 95% interval)", f"{stem}.change.mean", has_interval=True),
            Column("Higher (young people)", f"{stem}.direction.improved.n"),
            Column("Same (young people)", f"{stem}.direction.same.n"),
            Column("Lower (young people)", f"{stem}.direction.worse.n"),
            Column("Higher by 2.45 points or more (young people)", f"{stem}.reliable_at_2.45.improved.n"),
            Column("Lower by 2.45 points or more (young people)", f"{stem}.reliable_at_2.45.deteriorated.n"),
        ],
    )


def _times(code: str) -> str:
    start, _, follow_up = code.partition("_to_")
    words = " to ".join(TIMEPOINTS.get(one, plain(one)) for one in (start, follow_up))
    return words[:1].upper() + words[1:]


def _present(found: Iterable[Table | None]) -> list[Table]:
    """The tables that there are."""
    return [table for table in found if table is not None]
