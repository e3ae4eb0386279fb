"""The one function that tables of figures are made with."""

from rtt_eval.disclosure import Safe, protect
from rtt_eval.figures import Figure, count
from rtt_eval.tables.build import NOT_APPLICABLE, Column, codes, grid, text_table, with_interval

COLUMNS = [Column("Before (events)", "events.{row}.before.n"), Column("Rate ratio", "events.{row}.rate_ratio", True)]
KINDS = {"missing": "Missing", "away": "Away", "overdose": "Overdose"}


def events(audience: str = "team") -> Safe:
    figures = [
        count("events.missing.before.n", 24, "x", unit="events", n=9),
        Figure("events.missing.rate_ratio", 0.754, "ratio", "x", "rate", 12, interval=(0.384, 1.441), decimals=2),
        count("events.away.before.n", 4, "x", unit="events", n=4),
    ]
    return protect(figures, audience)


def test_cells_are_the_figures_as_shown_with_their_interval() -> None:
    table = grid(events(), "t", "Events", "Kind", KINDS, COLUMNS)
    assert table is not None
    assert table.rows == (("Missing", "24", "0.75 (0.38 to 1.44)"), ("Away", "4", "[x]"))
    assert [head.is_numeric for head in table.heads] == [False, True, True]


def test_each_symbol_that_occurs_has_its_note_and_no_other() -> None:
    table = grid(events("public"), "t", "Events", "Kind", KINDS, COLUMNS[:1])
    assert table is not None
    assert table.rows == (("Missing", "24"), ("Away", "[c]"))
    assert table.notes == ("[c] hidden so that no child can be recognised.",)


def test_a_figure_that_makes_no_sense_is_not_called_unavailable() -> None:
    column = Column("Rate ratio", "events.{row}.rate_ratio", absent=NOT_APPLICABLE)
    table = grid(events(), "t", "Events", "Kind", KINDS, [COLUMNS[0], column])
    assert table is not None
    assert table.rows[1] == ("Away", "4", "[z]")
    assert table.notes == ("[z] not applicable.",)


def test_rows_and_columns_without_any_figure_are_left_out() -> None:
    table = grid(events(), "t", "Events", "Kind", KINDS, [*COLUMNS, Column("Never", "events.{row}.never")])
    assert table is not None
    assert [row[0] for row in table.rows] == ["Missing", "Away"]
    assert [head.label for head in table.heads] == ["Kind", "Before (events)", "Rate ratio"]


def test_a_table_without_a_number_to_show_is_no_table() -> None:
    assert grid(protect([], "team"), "t", "Events", "Kind", KINDS, COLUMNS) is None
    hidden = protect([count("events.away.before.n", 4, "x", unit="events", n=4)], "public")
    assert grid(hidden, "t", "Events", "Kind", KINDS, COLUMNS) is None


def test_totals_stand_last_and_are_marked_and_are_no_table_alone() -> None:
    safe = protect([count("a.one.n", 7, "x"), count("a.total.n", 9, "x")], "team")
    table = grid(safe, "t", "A", "Kind", {"one": "One"}, [Column("N", "a.{row}.n")], total={"total": "All"})
    assert table is not None
    assert table.rows == (("One", "7"), ("All", "9"))
    assert table.total_rows == (1,)
    assert grid(safe, "t", "A", "Kind", {}, [Column("N", "a.{row}.n")], total={"total": "All"}) is None


def test_an_interval_may_stand_in_figures_of_its_own() -> None:
    figures = [
        Figure("o.effect.g_av", -0.021, "standard deviations", "x", "effect", 9, decimals=2),
        Figure("o.effect.ci_low", -0.827, "standard deviations", "x", "effect", 9, decimals=2),
        Figure("o.effect.ci_high", 0.782, "standard deviations", "x", "effect", 9, decimals=2),
    ]
    assert with_interval(protect(figures, "team"), "o.effect.g_av") == "−0.02 (−0.83 to 0.78)"


def test_codes_are_read_off_the_ids_in_their_order_each_once() -> None:
    assert codes(events(), "events.*.before.n") == ("missing", "away")
    assert codes(events(), "events.*.n") == ()


def test_a_text_table_without_rows_is_no_table() -> None:
    assert text_table("t", "Nothing", [("A", False)], []) is None
