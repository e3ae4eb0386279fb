"""The canonical tables are those of the design."""

from pathlib import Path

import pytest

from rtt_eval import schemas

DESIGN = Path(__file__).parents[2] / "shared" / "spec" / "tables.csv"


@pytest.mark.skipif(not DESIGN.exists(), reason="the design document is not beside this checkout")
def test_schemas_are_the_design_word_for_word():
    packaged = Path(schemas.__file__).with_name("schemas.csv")
    assert packaged.read_text(encoding="utf-8") == DESIGN.read_text(encoding="utf-8")


def test_every_key_names_columns_that_exist():
    for table, key in schemas.PRIMARY_KEYS.items():
        assert set(key) <= set(schemas.columns(table)), table
    for (table, column), (other, other_column) in schemas.FOREIGN_KEYS.items():
        assert column in schemas.columns(table) and other_column in schemas.columns(other)


def test_unit_costs_use_the_codes_of_placements():
    assert schemas.codes("placement_costs", "placement_type") == schemas.codes("placements", "placement_type")
    assert schemas.codes("placements", "placement_type")[:2] == ("rmbc_foster", "independent_foster")


def test_every_code_column_has_codes_or_is_left_open_on_purpose():
    is_open = {("outcomes", "measure"), ("outcomes", "subscale"), ("feedback", "question"), ("feedback", "theme")}
    for table, columns in schemas.tables().items():
        for column in columns:
            if column.kind == "code" and not column.allowed:
                assert (table, column.name) in is_open
