"""From a params file to a finished folder: run the notebook, make HTML, PDF and the records, put them into place.

Light on purpose: Papermill, nbconvert and Typst are imported by the functions that use them, pandas not at all.
"""

from rtt_eval.publish.many import run_many
from rtt_eval.publish.report import Published, notebooks_dir, run

__all__ = ["Published", "notebooks_dir", "run", "run_many"]
