"""Canonical tables worked out from the return, for reports whose records do not hold them.

Children whom the id_map joins; SDQ returns, placements and missing episodes. Every row says which row of the return it
is from.
"""

from __future__ import annotations

import dataclasses
from types import MappingProxyType

import pandas as pd

from rtt_eval import schemas
from rtt_eval.load import Records, StatutoryReturn, empty_table
from rtt_eval.looked_after import spells
from rtt_eval.looked_after.children import children

PLACEMENT_TYPES = MappingProxyType(
    {
        **dict.fromkeys(spells.ADOPTION, "adoptive"),
        **dict.fromkeys(("U1", "U2", "U3"), "kinship_foster"),
        **dict.fromkeys(("K2", "R1", "R3", "S1"), "residential"),
        **dict.fromkeys(("K1", "R5"), "secure"),
        **dict.fromkeys(("K3", "H5", "P2"), "independent_living"),
        "P1": "with_parents",
    }
)
"""PLACE -> placement_type. U4 to U6 go by their provider; every other code is "other"."""

FOSTER = ("U4", "U5", "U6")
OWN_PROVISION = "PR1"
PROVIDERS = MappingProxyType({"PR1": "in_house", "PR2": "other_la", "PR4": "independent", "PR5": "voluntary"})
"""PLACE_PROVIDER -> provider; every other code is "other", but in an NHS establishment it is "nhs"."""

NHS = "R2"
FROM_COLUMNS = MappingProxyType(
    {
        "placements": (
            "episodes",
            {"start": "DECOM", "end": "DEC", "placement_type": "PLACE", "provider": "PLACE_PROVIDER"},
        ),
        "missing_episodes": ("missing", {"kind": "MISSING", "start": "MIS_START", "end": "MIS_END"}),
        "sdq_returns": ("oc2", {"score": "SDQ_SCORE", "missing_reason": "SDQ_REASON"}),
    }
)
"""Canonical table -> the table of the return it is from, and the column behind each of its columns."""


def fill_in(records: Records, statutory: StatutoryReturn, year_ending: int) -> Records:
    """The records, with the tables that they lack and the return has: sdq_returns, placements, missing_episodes.

    The files of the return join `sources`, and its rows `ledger`, whether or not a table came of them.
    """
    frames, letters = {}, {table: dict(columns) for table, columns in records.letters.items()}
    for table, (source, columns) in FROM_COLUMNS.items():
        if records.has(table) or not statutory.has(source):
            continue
        frames[table] = canonical_table(statutory, table, year_ending)
        known = statutory.letters[source]
        letters[table] = dict.fromkeys(schemas.columns(table), "")
        letters[table] |= {name: known.get(column, "") for name, column in columns.items()}
    sources = pd.concat([records.sources, statutory.sources[list(records.sources)]], ignore_index=True)
    ledger = pd.concat([records.ledger, statutory.ledger[list(records.ledger)]], ignore_index=True)
    return dataclasses.replace(records.with_tables(frames), letters=letters, sources=sources, ledger=ledger)


def canonical_table(statutory: StatutoryReturn, table: str, year_ending: int) -> pd.DataFrame:
    """One of the tables of `FROM_COLUMNS`, typed as `load.records` types it, for the children whom the id_map joins."""
    made = {
        "sdq_returns": lambda: _sdq_returns(statutory, year_ending),
        "placements": lambda: _placements(statutory),
        "missing_episodes": lambda: _missing_episodes(statutory),
    }[table]()
    empty = empty_table(table)
    made = made[made["person_id"].notna()]
    return made.assign(source_sheet="").reindex(columns=empty.columns).astype(empty.dtypes).reset_index(drop=True)


def _sdq_returns(statutory: StatutoryReturn, year_ending: int) -> pd.DataFrame:
    """One row a row of OC2: the score, or why there is none. National eligibility is the published cohort."""
    answers = statutory.used("oc2")[["CHILD", "source_file", "source_row"]]
    rows = answers.merge(children(statutory, year_ending), on="CHILD", how="left")
    known = schemas.codes("sdq_returns", "missing_reason")
    reason = rows["sdq_reason"].where(rows["sdq_reason"].isin(known), "not_returned")
    return rows.assign(
        year_ending=year_ending,
        national_eligible=(rows["sdq_published_cohort"] == 1).astype("boolean"),
        score=rows["sdq_score"],
        missing_reason=reason.where(rows["sdq_score"].isna()),
    )


def _placements(statutory: StatutoryReturn) -> pd.DataFrame:
    """One row a stay at one address: every episode but those that change the legal status alone (RNE L)."""
    care = spells.care_episodes(statutory.used("episodes"))
    begins = ~care["period"].duplicated() | (care["RNE"] != "L")
    starts_placement = spells.placement_starts(care, count_same_carer_moves=False, count_temporary=False)
    first = care[begins]
    ends = care.assign(stay=begins.cumsum()).drop_duplicates("stay", keep="last")["end"]
    kind = first["PLACE"].map(dict(PLACEMENT_TYPES)).fillna("other")
    own = first["PLACE_PROVIDER"] == OWN_PROVISION
    kind = kind.mask(first["PLACE"].isin(FOSTER) & own, "rmbc_foster")
    kind = kind.mask(first["PLACE"].isin(FOSTER) & ~own, "independent_foster")
    provider = first["PLACE_PROVIDER"].map(dict(PROVIDERS)).fillna("other").mask(first["PLACE"] == NHS, "nhs")
    # For the days of a temporary placement the carer is another; that is no move, and the rows are marked.
    is_temporary = first["PLACE"].isin(spells.TEMPORARY)
    is_new_carer = starts_placement[begins] | (is_temporary & first["RNE"].isin(spells.NEW_CARER))
    number = first.groupby("CHILD").cumcount() + 1
    return first.assign(
        placement_id=first["person_id"] + "-" + number.astype("str"),
        start=first["DECOM"],
        end=ends.to_numpy(),
        placement_type=kind,
        provider=provider,
        is_temporary=is_temporary.astype("boolean"),
        is_new_carer=is_new_carer.astype("boolean"),
    )


def _missing_episodes(statutory: StatutoryReturn) -> pd.DataFrame:
    rows = statutory.used("missing")
    rows = rows[rows["MISSING"].isin(schemas.codes("missing_episodes", "kind"))]
    return rows.rename(columns={"MISSING": "kind", "MIS_START": "start", "MIS_END": "end"})
