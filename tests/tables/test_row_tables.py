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
    [
        ("network_meeting", "most_helpful", "Seeing the whole time line.", "history"),
        ("network_meeting", "most_helpful", "A clear plan.", "plan"),
        ("network_meeting", "most_helpful", "A clear plan.", "plan"),
        *[("workshop", "words", word, "") for word in ("calm", "useful", "calm")],
    ],
    columns=["form", "question", "text", "theme"],
)


def test_each_young_person_has_a_row_and_each_kind_a_column() -> None:
    table = tables.events_by_child(protect([], "team", {"events": EVENTS}), PARAMS)
    assert table is not None
    assert [head.label for head in table.heads] == ["Young person", "Missing from care", "Self-harm"]
    assert table.rows == (("YP 1", "11 / 5", "0 / 0"), ("YP 2", "0 / 0", "1 / 0"))


def test_nobody_else_sees_single_children() -> None:
    for audience in ("dlt", "public", "trainee"):
        safe = protect([], audience, {"events": EVENTS, "quotes": QUOTES})
        assert tables.events_by_child(safe, PARAMS) is None


def test_an_answer_given_twice_stands_once_and_words_are_joined() -> None:
    table = tables.quotes(protect([], "team", {"quotes": QUOTES}), PARAMS)
    assert table is not None
    assert table.rows == (
        ("Network meeting", "What was most helpful", "“A clear plan.” (2) “Seeing the whole time line.”"),
        ("Workshop", "The workshop in a few words", "calm (2), useful"),
    )
    # Two answers alike are too few to be counted in an edition that hides small counts.
    table = tables.quotes(protect([], "dlt", {"quotes": QUOTES}), PARAMS)
    assert table is not None and [row[2] for row in table.rows][1] == "calm, useful"


def test_at_most_six_answers_stand_beside_one_question() -> None:
    rows = [("workshop", "liked", f"This is the sentence that somebody wrote, number {n}.", "") for n in range(9)]
    table = tables.quotes(
        protect([], "team", {"quotes": pd.DataFrame(rows, columns=["form", "question", "text", "theme"])}), PARAMS
    )
    assert table is not None and table.rows[0][2].count("number") == 6


def test_the_public_edition_has_no_quotes() -> None:
    assert tables.quotes(protect([], "public", {"quotes": QUOTES}), PARAMS) is None
