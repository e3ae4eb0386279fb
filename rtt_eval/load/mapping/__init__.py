"""A team's own spreadsheets, brought into the canonical tables by a mapping that an administrator can read and mend.

`team_files(folder, mapping)` reads; `read_mapping` and `write_mapping` are the workbook in and out.
"""

from rtt_eval.load.mapping.model import Mapping
from rtt_eval.load.mapping.read import read_mapping
from rtt_eval.load.mapping.team import read_folder, team_files
from rtt_eval.load.mapping.write import write_mapping

__all__ = ["Mapping", "read_folder", "read_mapping", "team_files", "write_mapping"]
