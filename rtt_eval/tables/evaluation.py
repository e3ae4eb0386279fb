"""Tables of a service evaluation: who took part, the measures, the way to a pair, each change with its statistics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrast_of, contrasts, main_scales, other_contrasts
from rtt_eval.disclosure import Safe
from rtt_eval.disclosure.wording import without_zero
from rtt_eval.labels import AGE_BANDS, INTERVENTIONS, SEXES, STATUSES, as_at, day, plain, short_when, when
from rtt_eval.measures import Subscale
from rtt_eval.params import ServiceEvaluation
from rtt_eval.tables.build import NOT_APPLICABLE, UNKNOWN, codes, put_together, text_table, together, with_interval
from rtt_eval.tables.measures import CONFIRM_NOTE, TO_CONFIRM, scales_used
from rtt_eval.tables.outcomes import CHANGE_NOTE, focus, form_and_scale, has_average, left_out

WORK = {"case": "Case of the Intensive Intervention Programme", **INTERVENTIONS}
GROUPS = {
    "sex": ("Sex", SEXES),
    "age": ("Age at the start", AGE_BANDS),
    "status": ("Route to the service", STATUSES),
    "work": ("Work", WORK),
}
NO_RELIABILITY = "Not held here: give it from the reference"
RELIABILITY_NOTE = "Reliability is that of the publications, not of these forms."


def participants(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """How many young people of each sex, age, route to the service and kind of work, with their share."""
    rows, notes = [], []
    for name, (label, labels) in GROUPS.items():
        found = codes(safe, f"cohort.{name}.*.n")
        order = [code for code in labels if code in found] + [code for code in found if code not in labels]
        if name == "age":
            order = list(found)
        if len(order) < 2:
            continue
        for code in order:
            stem = f"cohort.{name}.{code}"
            cells = (safe.text(f"{stem}.n"), safe.text(f"{stem}.pct"))
            rows.append((f"{label}: {_lower(labels.get(code, plain(code)))}", *cells))
        notes += put_together(safe, f"cohort.{name}.*.n", labels)
    total = ("All", safe.text("cohort.n"), NOT_APPLICABLE)
    caption = f"Characteristics of participants, {as_at(params)}"
    heads = [("Characteristic", False), ("n", True), ("%", True)]
    return text_table("participants", caption, heads, [*rows, total], notes=notes, total_rows=[len(rows)])


def _lower(label: str) -> str:
    """A label within a line, unless it is a name or an abbreviation."""
    return (
        label
        if label[1:2].isupper() or label.startswith(("Theraplay", "Dyadic", "Special"))
        else label[:1].lower() + label[1:]
    )


def measures_reliability(safe: Safe) -> Table | None:
    """Each measure of the report: who fills it in, its scales, which way is good, what is known of its reliability."""
    rows = []
    for id, by in _used(safe).items():
        instrument = measures.load(id)
        who = ", ".join(instrument.informants[informant].lower() for informant in by)
        scales = {scale.label: scale for found in by.values() for scale in found.values()}
        rows.append((f"{instrument.label}: {who}", _about_scales(scales), instrument.reliability or NO_RELIABILITY))
    heads = [("Measure: filled in by", False), ("Scales", False), ("Reliability", False)]
    is_open = any(TO_CONFIRM in cell for row in rows for cell in row)
    notes = [RELIABILITY_NOTE, *([CONFIRM_NOTE] if is_open else [])]
    return text_table("measures_reliability", "Measures and their reliability", heads, rows, notes=notes)


def _used(safe: Safe) -> dict[str, Mapping[str, Mapping[str, Subscale]]]:
    """The scales that have figures; of a measure whose figures are of pairs only (goals), all there are."""
    used: dict[str, Mapping[str, Mapping[str, Subscale]]] = {**scales_used(safe)}
    for id, instrument in measures.load_all().items():
        if id not in used and instrument.pair_scales and safe.starting(f"outcomes.{id}."):
            used[id] = instrument.scales
    return used


def _about_scales(scales: Mapping[str, Subscale]) -> str:
    """How many scales, their ranges, and which way is good."""
    spans = dict.fromkeys(f"{scale.range[0]:g} to {scale.range[1]:g}" for scale in scales.values())
    better = [label.lower() for label, scale in scales.items() if scale.higher_is == "better"]
    good = "higher is better" if len(better) == len(scales) else "lower is better"
    but = f" ({', '.join(better)}: higher)" if better and len(better) < len(scales) else ""
    many = f"{len(scales)} scale{'' if len(scales) == 1 else 's'}"
    return f"{many}, {', '.join(spans)}; {good}{but}"


FLOW_HEADS = [("Form, review", False), ("Due", True), ("First form", True), ("Later form", True), ("Both", True)]
FLOW_NOTE = (
    "Young people. Due: the date of the review had come. First and later form: a usable form at the first and at the "
    "later time. Both: the pairs that the results rest on. m: months; End: end of the work."
)


def flow(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """From all who were due to those with a pair: the main outcome's form at each review, the others at its review."""
    primary = contrast_of(params.primary_outcome)
    every = _mains(contrasts(safe.figures, params.primary_outcome))
    found = [one for one in every if one.key == primary.key or one.follow_up == primary.follow_up]
    caption = f"Forms due, returned and paired, {as_at(params)}"
    return text_table("flow", caption, FLOW_HEADS, _flow_rows(safe, found), notes=[FLOW_NOTE])


def flow_elsewhere(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """The same for the other forms at the other reviews, and for two times neither of which is the start."""
    primary = contrast_of(params.primary_outcome)
    every = _mains(contrasts(safe.figures, params.primary_outcome))
    found = [one for one in every if one.key != primary.key and one.follow_up != primary.follow_up]
    found += _mains(other_contrasts(safe.figures, params.primary_outcome))
    caption = f"Forms due, returned and paired: other forms and times, {as_at(params)}"
    return text_table("flow_elsewhere", caption, FLOW_HEADS, _flow_rows(safe, found), notes=[FLOW_NOTE])


def _flow_rows(safe: Safe, found: Sequence[Contrast]) -> list[tuple[str, ...]]:
    """A row a form and review that was due for anybody."""
    rows = []
    for one in found:
        steps = [f"{one.stem}.{step}" for step in ("n_eligible", "n_baseline", f"n_{one.follow_up}", "n_paired")]
        if steps[0] in safe and safe[steps[0]].value != 0:
            rows.append((f"{one.form}, {_times(one)}", *map(safe.text, steps)))
    return rows


def _mains(found: Sequence[Contrast]) -> list[Contrast]:
    """The main scale of each form for each pair of times."""
    starts = dict.fromkeys(one.start for one in found)
    return [one for start in starts for one in main_scales([each for each in found if each.start == start])]


def _times(one: Contrast) -> str:
    """The review; with the first time where that is not the start."""
    later = short_when(one.follow_up)
    return later if one.start == "baseline" else f"{short_when(one.start)} to {later}"


CHANGE_HEADS = (
    ("Form, who fills it in, scale", False),
    ("n", True),
    ("Start, M (SD)", True),
    ("Later, M (SD)", True),
    ("Change (95% interval)", True),
    ("p (Holm)", True),
    ("g_av (95% interval)", True),
)


def change_statistics(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """Each scale at the review of the main outcome: means, SDs, change, tests, effect size."""
    found = focus(safe, params)
    rows = [_statistics(safe, one, form_and_scale(one)) for one in found if has_average(safe, one)]
    missing = ((form_and_scale(one), one) for one in found if not has_average(safe, one))
    notes = [
        f"{CHANGE_NOTE} p: exact Wilcoxon signed-rank test; in brackets adjusted by Holm over the main scales of the "
        "other forms. Scales without p are exploratory. Paired t tests: Appendix A.",
        *left_out(safe, missing),
    ]
    caption = f"Change in scores from the start to {when(params.primary_outcome.follow_up)}, {as_at(params)}"
    return text_table("change_statistics", caption, CHANGE_HEADS, rows, notes=notes)


def _statistics(safe: Safe, one: Contrast, name: str) -> tuple[str, ...]:
    stem = one.stem
    return (
        name,
        safe.text(f"{stem}.n_paired"),
        *(_mean_sd(safe, stem, time) for time in ("baseline", "follow_up")),
        with_interval(safe, f"{stem}.change.mean"),
        _wilcoxon(safe, stem),
        with_interval(safe, f"{stem}.effect.g_av") if f"{stem}.effect.g_av" in safe else UNKNOWN,
    )


def _wilcoxon(safe: Safe, stem: str) -> str:
    """The p of the test with that after Holm in brackets; exploratory scales have none."""
    p, holm = safe.get(f"{stem}.wilcoxon.p"), safe.get(f"{stem}.wilcoxon.p_holm")
    if p is None or "exploratory" in p.method:
        return NOT_APPLICABLE
    return f"{p.shown} ({holm.shown})" if p.is_known and holm is not None and holm.is_known else p.shown


def t_tests(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """Paired t tests of the main scales at each review, with the correlation of the two times."""
    rows = []
    for one in _mains(contrasts(safe.figures, params.primary_outcome)):
        t, df = safe.get(f"{one.stem}.change.t"), safe.get(f"{one.stem}.change.t.df")
        if t is not None and df is not None and t.is_known and df.is_known:
            p, r = safe.text(f"{one.stem}.change.t.p"), safe.text(f"{one.stem}.correlation")
            rows.append((f"{one.form}, {_times(one)}", t.shown, df.shown, p, without_zero(r)))
    heads = [("Form, who fills it in, review", False), ("t", True), ("df", True), ("p", True), ("r", True)]
    note = "r: correlation of the two times. The tests to read are the exact ones; these belong to the intervals."
    return text_table("t_tests", f"Main scales: paired t tests, {as_at(params)}", heads, rows, notes=[note])


def _mean_sd(safe: Safe, stem: str, time: str) -> str:
    """The mean, with the SD in brackets where the scale has one."""
    mean, sd = safe.text(f"{stem}.mean_{time}"), safe.get(f"{stem}.sd_{time}")
    return f"{mean} ({sd.shown})" if sd is not None and sd.is_known else mean


def other_changes(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """Change between two times neither of which is the start; exploratory."""
    found = [one for one in _mains(other_contrasts(safe.figures, params.primary_outcome)) if has_average(safe, one)]
    rows = [
        (
            form_and_scale(one),
            f"{when(one.start)} to {when(one.follow_up)}",
            safe.text(f"{one.stem}.n_paired"),
            together((safe.text(f"{one.stem}.mean_{end}") for end in ("baseline", "follow_up")), " → "),
            with_interval(safe, f"{one.stem}.change.mean"),
        )
        for one in found
    ]
    heads = [
        ("Form, who fills it in, scale", False),
        ("Times", False),
        ("n", True),
        ("M, first then later", True),
        ("Change (95% interval)", True),
    ]
    caption = f"Change in scores between two later times, {as_at(params)}"
    return text_table("other_changes", caption, heads, rows, notes=[f"{CHANGE_NOTE} Exploratory: intervals, no tests."])


def exposure(safe: Safe, params: ServiceEvaluation) -> Table | None:
    """How long the two windows are, and for whom."""
    ids = {
        "events.exposure.children.n": "Young people",
        "events.exposure.before.months": "Months before, all together",
        "events.exposure.during.months": "Months during, all together",
        "events.exposure.months.median": "Months in each window for half of them",
        "events.exposure.before.not_all_in_care.children.n": "Not in care for the whole window before",
    }
    rows = [(label, safe.text(id)) for id, label in ids.items() if id in safe]
    caption = f"Windows before and during, to {day(params.as_at_date)}"
    return text_table("exposure", caption, [("Exposure", False), ("Number", True)], rows)
