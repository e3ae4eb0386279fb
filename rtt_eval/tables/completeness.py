"""Tables of which forms there are, and why pairs of forms are lacking."""

from __future__ import annotations

from rtt_eval import measures
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe
from rtt_eval.params import IipEvaluation
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, text_table
from rtt_eval.tables.contrasts import Contrast, contrasts, title
from rtt_eval.tables.labels import INFORMANTS, MISSING_REASONS, as_at, plain

LOSSES = {
    "not_due": "Review date has not come",
    "form_version_mixed": "Form for the start used at follow-up, or the other way round",
    "score_kind_mixed": "Raw score at one time, T score at the other",
}
LACKS = {"no_form": "No form and no reason recorded", "not_computable": "Too little answered to score it"}
NONE = "none"
"""A reason that occurs for one measure only: no figure stands for the others, because there is nothing to count."""

TIMES = {"baseline_": "At the start", "follow_up_": "At follow-up"}


def completeness(safe: Safe, params: IipEvaluation) -> Table | None:
    """For each measure, informant and follow-up: eligible, with a form at each time, with both."""
    rows = [
        (title(one), *(safe.text(f"{_stem(one)}.{step}") for step in ("n_eligible", "n_baseline")), *_later(safe, one))
        for one in contrasts(safe, params)
    ]
    return text_table(
        "completeness",
        f"Young people in the full programme with usable forms, {as_at(params)}",
        [
            ("Measure, who fills it in, times", False),
            ("Review date has come (young people)", True),
            ("Of these, form at the start", True),
            ("Of these, form at follow-up", True),
            ("Both forms (pairs)", True),
        ],
        rows,
        notes=["A form counts when the scale that stands for the measure can be scored from it."],
    )


def _later(safe: Safe, one: Contrast) -> tuple[str, str]:
    return safe.text(f"{_stem(one)}.n_{one.follow_up}"), safe.text(f"{_stem(one)}.n_paired")


def _stem(one: Contrast) -> str:
    return one.stem.format(row=one.main_subscale)


def lost_pairs(safe: Safe, params: IipEvaluation) -> Table | None:
    """Why young people whose review date has come have no pair of forms, by measure and follow-up."""
    shown = contrasts(safe, params)
    reasons = list(dict.fromkeys(code for one in shown for code in codes(safe, f"{_stem(one)}.lost.*.n")))
    columns = [
        Column(title(one), f"{_stem(one)}.lost.{{row}}.n", absent=NONE) for one in shown if _has_losses(safe, one)
    ]
    return grid(
        safe,
        "lost_pairs",
        f"Young people without a pair of forms although their review date has come, by reason, {as_at(params)}",
        "Reason",
        {code: reason_in_words(code) for code in reasons},
        columns,
    )


def _has_losses(safe: Safe, one: Contrast) -> bool:
    return bool(codes(safe, f"{_stem(one)}.lost.*.n"))


def reason_in_words(code: str) -> str:
    """A code of a lost pair as a table names it: "baseline_declined_carer" is "At the start: declined by the carer"."""
    if code in LOSSES:
        return LOSSES[code]
    time = next((one for one in TIMES if code.startswith(one)), "")
    reason = code.removeprefix(time)
    words = LACKS.get(reason) or MISSING_REASONS.get(reason) or plain(reason)
    return f"{TIMES[time]}: {words[:1].lower()}{words[1:]}" if time else words


def form_checks(safe: Safe, params: IipEvaluation) -> Table | None:
    """Forms that somebody should look at again: all zero, all the same, items missing, total not computable."""
    kinds = {
        "forms": "Forms received",
        "zero_total": "Total of 0",
        "all_items_same": "The same answer to every item",
        "forms_with_missing_items": "One or more items not answered",
        "total_not_computable": "Total cannot be scored",
        "validity_flag": "Validity scale raised",
    }
    stems = [id.rpartition(f".{kind}.n")[0] for kind in kinds for id in safe.figures if id.endswith(f".{kind}.n")]
    forms = {stem: _form_name(stem) for stem in dict.fromkeys(stems) if stem.count(".") == 2}
    return grid(
        safe,
        "form_checks",
        f"Forms to look at again, young people in the full programme, {as_at(params)}",
        "Form",
        forms,
        [Column(label, f"{{row}}.{kind}.n", absent=NOT_APPLICABLE) for kind, label in kinds.items()],
        notes=["None of these is wrong for certain, and all of them count in the results where they can be scored."],
    )


def _form_name(stem: str) -> str:
    _, measure, informant = stem.split(".")
    return f"{measures.load(measure).short_label}, {INFORMANTS.get(informant, plain(informant)).lower()}"
