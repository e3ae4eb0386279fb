"""Read what a team has into the canonical tables: every cell typed, every fault noted with its place.

`records(source)` takes a folder of CSV files, a folder with one XLSX, or the XLSX itself. Nothing is judged here and
no row is dropped: `validate` does that. `ssda903(folder)` reads the statutory return, and counts what is odd about it.
"""

from rtt_eval.load.editions import editions
from rtt_eval.load.faults import SENTENCES, Fault, fault_rows, where
from rtt_eval.load.held import days_held
from rtt_eval.load.id_map import id_map, id_map_beside, person_ids
from rtt_eval.load.mapping import Mapping, read_mapping, team_files
from rtt_eval.load.read import canonical, records
from rtt_eval.load.statutory import StatutoryReturn, ssda903
from rtt_eval.load.subscales import known_subscales
from rtt_eval.load.tables import TABLES, Found, Records, empty_table

__all__ = [
    "SENTENCES",
    "TABLES",
    "Fault",
    "Found",
    "Mapping",
    "Records",
    "StatutoryReturn",
    "canonical",
    "days_held",
    "editions",
    "empty_table",
    "fault_rows",
    "id_map",
    "id_map_beside",
    "known_subscales",
    "person_ids",
    "read_mapping",
    "records",
    "ssda903",
    "team_files",
    "where",
]
