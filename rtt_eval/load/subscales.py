"""Which subscales and items an outcome row may name: those of its measure."""

from __future__ import annotations

from functools import cache

from rtt_eval import measures

# A form that did not come back is one row, subscale total, whether or not the measure has a total.
WHOLE_FORM = "total"


@cache
def known_subscales(measure: str) -> tuple[str, ...]:
    """The total, the subscales and the items of a measure, all informants together; empty for an unknown measure."""
    if measure not in measures.load_all():
        return ()
    entry = measures.load(measure)
    scales = [scale for by_id in entry.scales.values() for scale in by_id.values()]
    names = [WHOLE_FORM, *(scale.id for scale in scales)]
    names += [item for scale in scales for item in (*scale.items, *([scale.gate_item] if scale.gate_item else []))]
    return tuple(dict.fromkeys([*names, *entry.other_item_values]))
