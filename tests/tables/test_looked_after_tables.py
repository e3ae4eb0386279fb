"""Tables and the sentence of the statutory return."""

import pandas as pd
from small_return import MISSING, OC2, episodes, header, return_of

from rtt_eval import load, looked_after, narrative, params, tables
from rtt_eval.blocks import Table
from rtt_eval.disclosure import Safe, protect

PARAMS = params.AnnualReport(data="demo", period={"start": "2024-04-01", "end": "2025-03-31"})


def statutory() -> load.StatutoryReturn:
    return return_of(
        2025,
        "person_id,ssda903_child\nP1,A\nP2,B",
        h=header(A="10/05/2012", B="10/05/2012", C="10/05/2012"),
        e=episodes(
            "A 01/06/2019 S C2 U6 01/07/2024 X1 9000001",
            "A 01/07/2024 P C2 U9 01/08/2024 X1 9000002",
            "A 01/08/2024 P C2 K2 - -",
            "B 01/06/2019 S C2 U3 - -",
            "C 01/06/2019 S C2 U3 01/09/2024 E4A",
        ),
        o=f"{OC2}\nA,,21,\nB,,,SDQ2",
        m=f"{MISSING}\nA,,M,03/08/2024,04/08/2024\nA,,M,05/08/2024,05/08/2024",
    )


def safe(audience: str = "team") -> Safe:
    rows = looked_after.children(statutory(), 2025)
    checks = looked_after.return_checks(rows) if audience == "team" else []
    return protect(
        [*looked_after.indicators(rows), *checks, *looked_after.matching(statutory(), ["P1", "P9"])], audience
    )


def there(table: Table | None) -> Table:
    assert table is not None
    return table


def test_every_indicator_with_its_number_its_base_and_its_definition() -> None:
    table = there(tables.looked_after(safe(), PARAMS))
    assert table.caption == "Children looked after: indicators of the statutory return, year to 31 March 2025"
    assert table.rows == (
        ("Looked after in the year", "3", "[z]", "[z]"),
        ("Looked after on 31 March", "2", "[z]", "[z]"),
        ("To be checked: an episode ends on 31 March", "0", "[z]", "[z]"),
        ("Three or more placements", "1", "2", "50%"),
        ("Long-term stability", "1", "2", "50%"),
        ("Moves to a new carer", "2", "[z]", "[z]"),
        ("SDQ completed", "1", "2", "50%"),
        ("SDQ mean score", "[z]", "1", "21.0"),
        ("Children missing", "1", "3", "33%"),
        ("Incidents of going missing", "2", "[z]", "[z]"),
        ("Children away without authorisation", "0", "3", "0%"),
        ("Incidents of being away", "0", "[z]", "[z]"),
    )
    for name in ("three_or_more_placements", "long_term_stability", "sdq.published", "missing", "away"):
        assert looked_after.DEFINITIONS[name] in table.notes
    assert looked_after.placement_rule() in table.notes


def test_the_switches_are_said_under_the_table() -> None:
    table = there(tables.looked_after(safe(), PARAMS, count_temporary=True))
    assert looked_after.placement_rule(count_temporary=True) in table.notes


def test_bands_add_up_to_the_scores() -> None:
    table = there(tables.looked_after_sdq_bands(safe(), PARAMS))
    assert table.rows == (
        ("Normal (0 to 13)", "0", "0%"),
        ("Borderline (14 to 16)", "0", "0%"),
        ("Cause for concern (17 to 40)", "1", "100%"),
        ("All scores", "1", "[z]"),
    )
    assert table.total_rows == (3,)
    assert table.notes.count("[z] not applicable.") == 1


def test_reasons_of_each_cohort_with_the_children_they_add_up_to() -> None:
    table = there(tables.looked_after_sdq_no_score(safe(), PARAMS))
    assert [head.label for head in table.heads] == ["Reason", "Published ages", "Required", "Expected"]
    assert table.rows == (
        ("Carer refused (SDQ2)", "1", "1", "1"),
        ("Without a score", "1", "1", "1"),
        ("With a score", "1", "1", "1"),
        ("All children of the cohort", "2", "2", "2"),
    )


def test_who_is_in_both() -> None:
    table = there(tables.return_matching(safe(), PARAMS))
    assert [row[1] for row in table.rows] == ["1", "2", "1", "3", "2"]
    assert table.total_rows == (3, 4)


def test_oddities_with_code_count_and_place_for_the_team() -> None:
    table = there(tables.return_oddities(safe(), statutory()))
    found = {row[0]: row for row in table.rows if row[0] != "S06"}
    assert found["S12"] == (
        "S12",
        "A code is not in the list",
        "episodes",
        "PLACE",
        "U9",
        "1",
        "e.csv, row 3, column F",
    )


def test_other_audiences_see_what_was_odd_and_no_count_or_place() -> None:
    table = there(tables.return_oddities(safe("public"), statutory()))
    assert [head.label for head in table.heads] == ["Code", "What was found", "Table", "Column"]
    assert not any("U9" in cell or "e.csv" in cell for row in table.rows for cell in row)
    assert len(table.rows) == len(set(table.rows))


def test_no_figures_no_tables() -> None:
    nothing = protect([], "team")
    for make in (tables.looked_after, tables.looked_after_sdq_bands, tables.looked_after_sdq_no_score):
        assert make(nothing, PARAMS) is None
    assert tables.return_matching(nothing, PARAMS) is None


def test_the_answer_says_how_many_and_of_how_many() -> None:
    assert narrative.looked_after(safe(), PARAMS).markdown == (
        "On 31 March 2025 there were 2 children looked after. Of them, 1 (50%) had three or more placements in the "
        "year. Of 2 children under 16 who were in care for 2.5 years or more, 1 (50%) had lived with the same carer "
        "for 2 years or more. 1 child aged 5 to 16 has an SDQ score, with an average of 21.0. 1 child (33%) went "
        "missing from care in the year."
    )


def test_the_answer_keeps_hidden_numbers_hidden() -> None:
    text = narrative.looked_after(safe("public"), PARAMS).markdown
    assert text.startswith("On 31 March 2025 there were an unstated number of children")
    assert "21" not in text and "%" not in text


def test_without_a_return_the_answer_says_so() -> None:
    text = narrative.looked_after(protect([], "team"), PARAMS).markdown
    assert text == "There is no statutory return for the year to 31 March 2025."


def test_nothing_given_is_changed() -> None:
    one = statutory()
    before = one.oddities.copy()
    tables.return_oddities(safe(), one)
    pd.testing.assert_frame_equal(one.oddities, before)
