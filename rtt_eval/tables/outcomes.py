"""Tables of outcome measures in the body of a report: change, course of the main outcome, reliable change, means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, in_focus, outcome_name
from rtt_eval.disclosure import Safe
from rtt_eval.labels import TIMEPOINTS, as_at, followed, short_when, when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import UNKNOWN, codes, has_numbers, text_table, together, with_interval

WAYS = ("improved", "same", "worse")
CHANGE_NOTE = (
    "Change is the later score less the first: below zero, the score went down. Lower is better unless marked."
)
WAYS_NOTE = "Better, same, worse: young people whose score moved at all, by as little as one point."


def ways(safe: Safe, stem: str) -> str:
    """Better, same and worse in one cell: 15 / 1 / 10."""
    return together(safe.text(f"{stem}.direction.{way}.n") for way in WAYS)


def has_average(safe: Safe, one: Contrast) -> bool:
    """Whether the average change of this comparison may be shown."""
    figure = safe.get(f"{one.stem}.change.mean")
    return figure is not None and figure.is_known


def left_out(safe: Safe, missing: Iterable[tuple[str, Contrast]]) -> list[str]:
    """Notes on comparisons without an average: those with too few pairs, with their number, and those hidden."""
    few: list[str] = []
    hidden: list[str] = []
    for label, one in missing:
        average, pairs = safe.get(f"{one.stem}.change.mean"), safe.get(f"{one.stem}.n_paired")
        is_hidden = any(figure is not None and figure.suppressed for figure in (average, pairs))
        (hidden if is_hidden else few).append(label if is_hidden else f"{label} ({safe.text(f'{one.stem}.n_paired')})")
    notes = [f"Too few pairs for an average (pairs in brackets): {'; '.join(few)}."] if few else []
    return [*notes, f"Hidden so that no child can be recognised: {'; '.join(hidden)}."] if hidden else notes


def focus(safe: Safe, params: OutcomeParams) -> list[Contrast]:
    """What the body of the report compares at the follow-up of the primary outcome."""
    return in_focus(contrasts(safe.figures, params.primary_outcome), params.primary_outcome)


def form_and_scale(one: Contrast) -> str:
    """SDQ, parent or carer: total difficulties."""
    return f"{one.form}: {one.label[:1].lower()}{one.label[1:]}"


def all_changes(safe: Safe, params: OutcomeParams) -> Table | None:
    """Change at the primary follow-up: the main scale of each measure and informant, then the primary form's scales."""
    found = focus(safe, params)
    rows = [
        (form_and_scale(one), safe.text(f"{one.stem}.n_paired"), *_change(safe, one))
        for one in found
        if has_average(safe, one)
    ]
    heads = [("Form, who fills it in, scale", False), ("Pairs", True), *_change_heads()]
    return text_table(
        "all_changes",
        f"Change in scores from the start to {when(params.primary_outcome.follow_up)} (points), {as_at(params)}",
        heads,
        rows,
        notes=[
            CHANGE_NOTE,
            WAYS_NOTE,
            *left_out(safe, ((form_and_scale(one), one) for one in found if not has_average(safe, one))),
        ],
    )


def _change_heads() -> list[tuple[str, bool]]:
    return [
        ("Mean at the start", True),
        ("Mean later", True),
        ("Change (95% interval)", True),
        ("Better / same / worse", True),
    ]


def _change(safe: Safe, one: Contrast) -> tuple[str, ...]:
    means = (safe.text(f"{one.stem}.{end}") for end in ("mean_baseline", "mean_follow_up"))
    return (*means, with_interval(safe, f"{one.stem}.change.mean"), ways(safe, one.stem))


def over_time(safe: Safe, params: OutcomeParams) -> Table | None:
    """The primary outcome at every follow-up that has an average."""
    outcome = contrast_of(params.primary_outcome)
    found = [
        one
        for one in contrasts(safe.figures, params.primary_outcome)
        if one.key == outcome.key and one.subscale == outcome.subscale
    ]
    rows = [
        (
            when(one.follow_up).capitalize(),
            safe.text(f"{one.stem}.n_paired"),
            *_change(safe, one),
            with_interval(safe, modelled(one)),
        )
        for one in found
        if has_average(safe, one)
    ]
    name = outcome_name(outcome)
    return text_table(
        "over_time",
        f"{name[4:5].upper()}{name[5:]}: change from the start to each review (points), {as_at(params)}",
        [("Review", False), ("Pairs", True), *_change_heads(), ("Mixed model, all forms (95% interval)", True)],
        rows,
        notes=[
            "Each row compares the young people who have both forms, so the rows are not about the same young people.",
            *_about_model(safe, found),
            *left_out(safe, ((when(one.follow_up), one) for one in found if not has_average(safe, one))),
        ],
    )


def modelled(one: Contrast) -> str:
    """The id of the change that the model of every form gives."""
    scale, _, times = one.stem.rpartition(".")
    return f"{scale}.mixed_model.{times}.change.mean"


def _of_how_many(safe: Safe, id: str) -> str:
    """How many forms of how many young people the model counts; nothing where one of the two is hidden."""
    model = id.partition(".mixed_model.")[0]
    forms, children = (safe.get(f"{model}.mixed_model.{size}.n") for size in ("rows", "children"))
    if forms is None or children is None or not (forms.is_known and children.is_known):
        return ""
    return f" ({forms.shown} forms of {children.shown} young people)"


def _about_model(safe: Safe, found: Sequence[Contrast]) -> list[str]:
    """What the model counts, or why there is none; nothing where it is hidden."""
    for figure in (safe.get(modelled(one)) for one in found):
        if figure is not None and figure.is_known:
            return [
                f"The mixed model uses every form that was due{_of_how_many(safe, figure.id)}, also of young people "
                "without a pair. It is fair if what decides whether a form is missing shows in those that are there."
            ]
        if figure is not None and not figure.suppressed and figure.note:
            return [f"No mixed model of all forms: it {figure.note}."]
    return []


def mean_scores(safe: Safe, params: OutcomeParams) -> Table | None:
    """Mean score and number of forms at each time, for the main scale of each measure and informant."""
    stems = _at_one_time(safe, params)
    times = [time for time in TIMEPOINTS if any(f"{stem}.{time}.n" in safe for stem in stems)]
    rows = [(name, *(_mean(safe, f"{stem}.{time}") for time in times)) for stem, name in stems.items()]
    heads = [("Form, who fills it in, scale", False), *((short_when(time), True) for time in times)]
    rows = [row for row in rows if any("(" in cell for cell in row[1:])]
    return text_table(
        "mean_scores",
        f"Mean score (and number of forms) at each time, main scales, {followed(params)}, {as_at(params)}",
        heads,
        rows,
        notes=[
            "Those at one time are not all the same as at another: do not read a change from this table. (n) alone: "
            "too few for a mean. m: months; End: end of the work."
        ],
    )


def _at_one_time(safe: Safe, params: OutcomeParams) -> dict[str, str]:
    """Stem of the ids of each main scale at one timepoint, without the timepoint, with the scale's name."""
    found = contrasts(safe.figures, params.primary_outcome)
    firsts = (next(group) for _, group in groupby(found, key=lambda one: one.key))
    return {one.stem.rpartition(".")[0]: _short_name(one) for one in firsts if one.informant}


def _short_name(one: Contrast) -> str:
    """The form, with the scale where it is not the total: for a table with many columns."""
    is_total = one.scale.label.lower().startswith("total")
    marked = f"{one.form} (higher is better)" if one.is_higher_better else one.form
    return marked if is_total else form_and_scale(one)


def _mean(safe: Safe, stem: str) -> str:
    mean, n = safe.get(f"{stem}.mean"), safe.text(f"{stem}.n")
    if mean is None or (mean.value is None and not mean.suppressed):
        return f"({n})" if f"{stem}.n" in safe and n not in ("0", UNKNOWN) else UNKNOWN
    return f"{mean.shown} ({n})" if mean.is_known else mean.shown


def clinical_counts(safe: Safe, params: OutcomeParams) -> Table | None:
    """Young people at or above the clinical cut-off of each scale that has one, at each time, of those with a form."""
    found = [figure.id.split(".") for figure in safe.starting("outcomes.") if figure.id.endswith(".clinical.n")]
    scales = dict.fromkeys(tuple(parts[1:4]) for parts in found)
    times = [time for time in TIMEPOINTS if any(parts[4] == time for parts in found)]
    rows = [
        (_scale(*scale), *(_clinical(safe, ".".join(("outcomes", *scale, time))) for time in times)) for scale in scales
    ]
    rows = [row for row in rows if any(cell[:1].isdigit() for cell in row[1:])]
    heads = [("Form and scale", False), *((short_when(time), True) for time in times)]
    caption = f"Young people at or above the clinical cut-off, of those with a form, {as_at(params)}"
    return text_table("clinical_counts", caption, heads, rows)


def _scale(measure: str, informant: str, subscale: str) -> str:
    instrument = measures.load(measure)
    return f"{instrument.short_label}, {instrument.scales[informant][subscale].label.lower()}"


def _clinical(safe: Safe, stem: str) -> str:
    if safe.text(f"{stem}.n") in ("0", UNKNOWN):
        return UNKNOWN
    return together((safe.text(f"{stem}.clinical.n"), safe.text(f"{stem}.n")), " of ")


def goals(safe: Safe, params: OutcomeParams) -> Table | None:
    """Goals rated at both times, and the mean of each young person's goals: a row a follow-up."""
    found = [_goal_row(safe, code) for code in codes(safe, "outcomes.gbo.goals.*.n_paired")]
    rows = [row for row in found if row[1] != "0" and has_numbers([row])]
    heads = [
        ("Review", False),
        ("Goals rated twice", True),
        ("On by 3+ / less / back by 3+ (goals)", True),
        ("Dropped, added (goals)", True),
        ("Young people", True),
        ("Change in their mean goal (95% interval)", True),
        ("Higher / same / lower (young people)", True),
        ("Up / down by 2.45+ (young people)", True),
    ]
    return text_table(
        "goals",
        f"Goals, rated 0 to 10, higher is better: start to each review, {as_at(params)}",
        heads,
        rows,
        notes=["Dropped: rated at the start only. Added: rated at the review only. Neither counts in the change."],
    )


def _goal_row(safe: Safe, code: str) -> Sequence[str]:
    goal, mean = f"outcomes.gbo.goals.{code}", f"outcomes.gbo.mean_goal.{code}"
    reliable = ("improved", "no_change", "deteriorated")
    return (
        when(code.partition("_to_")[2]).capitalize(),
        safe.text(f"{goal}.n_paired"),
        together(safe.text(f"{goal}.reliable.{way}.n") for way in reliable),
        together((safe.text(f"{goal}.{way}.n") for way in ("lost", "added")), ", "),
        safe.text(f"{mean}.n_paired"),
        with_interval(safe, f"{mean}.change.mean"),
        ways(safe, mean),
        together(safe.text(f"{mean}.reliable_at_2.45.{way}.n") for way in ("improved", "deteriorated")),
    )
