"""Read any spreadsheet file as grids of text, each cell in the place where a spreadsheet shows it.

`find_files(folder)` lists the spreadsheets of a folder; `read_grids(path)` reads one: CSV and its kin, XLSX, XLSM, XLS,
ODS. Nothing is interpreted here. A file that cannot be read is a DataError in words; nothing else comes out.
"""

from rtt_eval.load.grids.files import find_files, read_grids
from rtt_eval.load.grids.grid import Grid

__all__ = ["Grid", "find_files", "read_grids"]
