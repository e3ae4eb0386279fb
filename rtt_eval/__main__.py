"""`python -m rtt_eval` is the command line."""

import sys

from rtt_eval.cli import main

if __name__ == "__main__":
    sys.exit(main())
