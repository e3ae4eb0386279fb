"""The tests behind the main scales, and the bands young people moved between: a row a form and follow-up."""

from __future__ import annotations

from rtt_eval.blocks import Table
from rtt_eval.contrasts import Contrast, contrasts, main_scales
from rtt_eval.disclosure import Safe
from rtt_eval.labels import as_at, short_when
from rtt_eval.params import OutcomeParams
from rtt_eval.tables.build import NOT_APPLICABLE, codes, has_numbers, text_table, together, with_interval

FORM = ("Form, who fills it in, review", False)
TEST_HEADS = (
    FORM,
    ("Pairs", True),
    ("Change (t interval)", True),
    ("BCa interval", True),
    ("Wilcoxon p (after Holm)", True),
    ("Sign-flip p", True),
)
BAND_HEADS = (
    FORM,
    ("Better / same / worse", True),
    ("Sign p", True),
    ("Sign-flip p", True),
    ("S-M p", True),
    ("Out of / into high", True),
    ("McNemar p (mid-p)", True),
)


def tests(safe: Safe, params: OutcomeParams) -> Table | None:
    """The tests of the main scales, which alone are tested in print, and a second interval beside the first."""
    found = main_scales(contrasts(safe.figures, params.primary_outcome))
    rows = [_test_row(safe, one) for one in found if _is_tested(safe, one)]
    return text_table(
        "tests",
        f"Main scales: tests of the change from the start to each review, {as_at(params)}",
        TEST_HEADS,
        rows,
        notes=["The main outcome stands first: at the review chosen for it, it belongs to no family for Holm."],
    )


def _is_tested(safe: Safe, one: Contrast) -> bool:
    figure = safe.get(f"{one.stem}.wilcoxon.p")
    return figure is not None and figure.is_known


def _form(one: Contrast) -> str:
    return f"{one.form}, {short_when(one.follow_up)}"


def _test_row(safe: Safe, one: Contrast) -> tuple[str, ...]:
    p, holm = f"{one.stem}.wilcoxon.p", safe.get(f"{one.stem}.wilcoxon.p_holm")
    return (
        _form(one),
        safe.text(f"{one.stem}.n_paired"),
        with_interval(safe, f"{one.stem}.change.mean"),
        together((safe.text(f"{one.stem}.change.bca.ci_{end}") for end in ("low", "high")), " to "),
        f"{safe.text(p)} ({holm.shown})" if holm is not None and holm.is_known else safe.text(p),
        safe.text(f"{one.stem}.signflip.p"),
    )


def band_shifts(safe: Safe, params: OutcomeParams) -> Table | None:
    """How many were in a better, the same or a worse band than at the start, and who crossed into the high bands."""
    found = [
        one
        for one in main_scales(contrasts(safe.figures, params.primary_outcome))
        if f"{one.stem}.band_shift.improved.n" in safe
    ]
    rows = [row for one in found if has_numbers([row := _row(safe, one)])]
    return text_table(
        "band_shifts",
        f"Bands of the main scales: better / same / worse than at the start, {as_at(params)}",
        BAND_HEADS,
        rows,
        notes=[
            "Young people with both forms. Out of / into high: the bands high and very high. Sign: better against "
            "worse bands; sign-flip: by how many bands. S-M: Stuart-Maxwell, whether the bands as a whole differ. "
            "McNemar: out of against into. A test needs enough young people, and enough of them who changed band or "
            "crossed the line."
        ],
    )


def _row(safe: Safe, one: Contrast) -> tuple[str, ...]:
    shift = f"{one.stem}.band_shift"
    return (
        _form(one),
        together(safe.text(f"{shift}.{way}.n") for way in ("improved", "same", "worse")),
        *(safe.text(id) for id in (f"{shift}.sign.p", f"{shift}.signflip.p", f"{one.stem}.stuart_maxwell.p")),
        *_crossed(safe, one.stem),
    )


def _crossed(safe: Safe, stem: str) -> tuple[str, str]:
    """How many crossed the line each way, and the exact test with its mid-p."""
    edge = next(iter(codes(safe, f"{stem}.crossed_below_*.n")), "")
    if not edge:
        return NOT_APPLICABLE, NOT_APPLICABLE
    ways = together(safe.text(f"{stem}.crossed_{way}_{edge}.n") for way in ("below", "above"))
    p, mid = (f"{stem}.crossed_{edge}.mcnemar.{name}" for name in ("p", "p_mid"))
    return ways, f"{safe.text(p)} ({safe.text(mid)})" if p in safe and safe[p].is_known else safe.text(p)
