"""A child whose name is a word of our own reports must not keep every report from being released."""

from __future__ import annotations

import ast
import json
from pathlib import Path

from rtt_eval.disclosure.scan.words import fold, is_ordinary, words

ROOT = Path(__file__).parents[3]
SPEAKING = ("narrative", "tables", "labels", "charts")
NAMES = frozenset({"ann", "salazar", "moffitt", "wolpert", "deighton", "cumming", "francis", "fagerland"})
NAMES |= {"fischetti", "hundepool", "rogers", "davis", "golding", "jacob"}
"""Authors of methods and examples: names, and to be looked for as such."""


def spoken() -> set[str]:
    """The words of the sentences that the program puts into a report."""
    texts = []
    for path in (path for layer in SPEAKING for path in (ROOT / "rtt_eval" / layer).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
        texts += [text for text in constants if isinstance(text, str) and " " in text.strip()]
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts += ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    found = {word.plain for text in texts for word in words(fold(text.replace("_", " ")))}
    return {word for word in found if word.isascii() and word.isalpha()} - NAMES


def test_every_word_of_our_sentences_is_known_as_an_ordinary_one():
    found = spoken()
    assert len(found) > 1000
    assert sorted(word for word in found if not is_ordinary(word)) == []  # add them to own_words.txt


def test_names_of_people_are_no_ordinary_words():
    assert not any(is_ordinary(name) for name in ("ullin", "francis", "rogers", "ann", "jacob", "sarah", "mohammed"))
