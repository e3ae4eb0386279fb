"""What must hold for any form of any measure that is scored from its items."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from rtt_eval import measures, score
from rtt_eval.stats import change_category

ALL = measures.load_all()
FORMS = [
    (id, informant)
    for id, measure in ALL.items()
    for informant, scales in measure.scales.items()
    if any(scale.items for scale in scales.values())
]
PEOPLE = pd.DataFrame({"person_id": ["P1"], "birth_month": [pd.Timestamp("2005-06-15")], "sex": ["M"]})


@cache
def offered(measure, informant):
    """Every item that this informant answers, with the answers of the form."""
    known = ALL[measure]
    items = {i for scale in known.scales[informant].values() for i in (*scale.items, scale.gate_item) if i}
    return {item: known.other_item_values.get(item, known.response_values) for item in sorted(items)}


def any_form(junk=()):
    """A measure, an informant, and answers: offered ones, blanks, and any `junk`."""
    return some.sampled_from(FORMS).flatmap(
        lambda form: some.tuples(
            some.just(form),
            some.fixed_dictionaries(
                {item: some.sampled_from([*values, np.nan, *junk]) for item, values in offered(*form).items()}
            ),
        )
    )


def rows(form, answers):
    return pd.DataFrame({"subscale": list(answers), "score": list(answers.values())}).assign(
        person_id="P1", case_id="C1", measure=form[0], informant=form[1], informant_key="K1", form_version=None,
        timepoint="baseline", date_completed=pd.Timestamp("2018-01-15"), score_kind="raw", missing_reason=None,
    )  # fmt: skip


def scored(form, answers):
    return score.responses(rows(form, answers), ALL).set_index("subscale")


def uses(form, subscale):
    """The items behind a scale, through its parts."""
    scale = ALL[form[0]].scales[form[1]][subscale]
    gate = {scale.gate_item} - {None}
    return {*scale.items, *gate, *(item for part in scale.parts for item in uses(form, part))}


def test_every_measure_with_items_is_tried_here():
    assert {id for id, _ in FORMS} == {"sdq", "rcads_47", "esq"}


@given(any_form(junk=(-1, 4, 9, 0.5)))
@settings(max_examples=30, deadline=None)
def test_scores_are_whole_and_stay_within_their_range(drawn):
    form, answers = drawn
    for subscale, value in scored(form, answers)["score"].dropna().items():
        low, high = ALL[form[0]].scales[form[1]][subscale].range
        assert low <= value <= high
        assert value == int(value)


@given(any_form(), some.data())
@settings(max_examples=30, deadline=None)
def test_a_missing_item_changes_only_its_own_scale_and_the_totals(drawn, data):
    form, answers = drawn
    dropped = data.draw(some.sampled_from(sorted(answers)))
    before, after = scored(form, answers)["score"], scored(form, answers | {dropped: np.nan})["score"]
    untouched = [subscale for subscale in before.index if dropped not in uses(form, subscale)]
    pd.testing.assert_series_equal(before[untouched], after[untouched])
    assert list(before.index) == list(after.index)


@given(any_form(junk=(9,)), some.randoms(use_true_random=False))
@settings(max_examples=20, deadline=None)
def test_the_order_of_rows_does_not_matter(drawn, random):
    table = rows(*drawn)
    order = list(range(len(table)))
    random.shuffle(order)
    once, again = (score.responses(one, ALL, young_people=PEOPLE) for one in (table, table.iloc[order]))
    pd.testing.assert_frame_equal(once, again)
    pd.testing.assert_frame_equal(score.t_scores(once, PEOPLE), score.t_scores(again, PEOPLE))


@given(any_form(), some.data())
@settings(max_examples=30, deadline=None)
def test_a_higher_answer_raises_its_scale_or_lowers_it_where_it_is_reversed(drawn, data):
    form, answers = drawn
    item = data.draw(some.sampled_from(sorted(answers)))
    higher = [value for value in offered(*form)[item] if value > answers[item]]
    own = [scale for scale in ALL[form[0]].scales[form[1]].values() if item in scale.items]
    assume(higher and own)
    before, after = (scored(form, one)["score"][own[0].id] for one in (answers, answers | {item: higher[0]}))
    assert np.isnan(before) == np.isnan(after)
    assert np.isnan(before) or (before >= after if item in own[0].reversed else before <= after)


SCALES = [scale for by in (m.scales for m in ALL.values()) for scales in by.values() for scale in scales.values()]
WITH_THRESHOLD = [scale for scale in SCALES if scale.reliable_change]


@pytest.mark.parametrize("scale", WITH_THRESHOLD, ids=lambda scale: scale.id)
def test_flipping_higher_is_swaps_improved_and_deteriorated(scale):
    limit, flipped = scale.reliable_change.threshold, {"better": "worse", "worse": "better"}[scale.higher_is]
    changes = [-limit - 1, -limit, 0, limit, limit + 1, None]
    swapped = {"improved": "deteriorated", "deteriorated": "improved"}
    own = change_category(changes, limit, scale.higher_is).tolist()
    assert change_category(changes, limit, flipped).tolist() == [swapped.get(one, one) for one in own]
    assert own.count("improved") == own.count("deteriorated") == 2
    assert own[-1] is None
