"""`python -m rtt_eval.synthetic FOLDER`: write the demonstration tables, the same bytes every time."""

from __future__ import annotations

import sys
from pathlib import Path

from rtt_eval.errors import ParamsError
from rtt_eval.synthetic import service, write


def main(arguments: list[str]) -> int:
    """Write the demonstration into the one folder named; 0 when done, 2 when the command is wrong."""
    if len(arguments) != 1:
        print("Name one folder: python -m rtt_eval.synthetic data/demo", file=sys.stderr)
        return ParamsError.exit_code
    folder = Path(arguments[0])
    tables = service()
    write(folder, tables)
    print(f"{len(tables)} synthetic tables written to {folder}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
