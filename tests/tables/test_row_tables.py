"""Tables with a row a child, and quotations: only for those who may see them."""

import pandas as pd

from rtt_eval import params, tables
from rtt_eval.disclosure import protect

PARAMS = params.IipEvaluation(data="demo", period={"start": "2017-06-01", "end": "2018-03-31"})
EVENTS = pd.DataFrame(
    [("YP 1", "missing", 11, 5), ("YP 2", "missing", 0, 0), ("YP 2", "self_harm", 1, 0)],
    columns=["label", "kind", "before", "during"],
)
QUOTES = pd.DataFrame(
    [("network_meeting", "most_helpful", "Seeing the whole time line.", "history")],
    columns=["form", "question", "text", "theme"],
)


def test_each_young_person_with_events_of_the_section_is_listed() -> None:
    table = tables.events_by_child(protect([], "team", {"events": EVENTS}), PARAMS, "missing_and_risk")
    assert table is not None
    assert table.rows == (("YP 1", "Missing from care", "11", "5"),)  # YP 2 had none, self-harm is another section


def test_nobody_else_sees_single_children() -> None:
    for audience in ("dlt", "public", "trainee"):
        safe = protect([], audience, {"events": EVENTS, "quotes": QUOTES})
        assert tables.events_by_child(safe, PARAMS, "missing_and_risk") is None


def test_quotes_name_their_form_and_question() -> None:
    table = tables.quotes(protect([], "team", {"quotes": QUOTES}), PARAMS)
    assert table is not None
    assert table.rows == (("Network meeting, What was most helpful", "Seeing the whole time line."),)


def test_the_public_edition_has_no_quotes() -> None:
    assert tables.quotes(protect([], "public", {"quotes": QUOTES}), PARAMS) is None
