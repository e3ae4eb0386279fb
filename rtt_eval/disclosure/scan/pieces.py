"""What the readers hand to the matcher: pieces of text with their place, in runs that are read as one."""

from __future__ import annotations

from typing import NamedTuple


class Piece(NamedTuple):
    """A text and where it stands. context: what names it (a column's heading, a key), as "date_of_birth".

    line: the same for neighbours that a reader sees side by side (the cells of a row); "" for a text by itself.
    """

    place: str
    text: str
    context: str = ""
    line: str = ""


Flow = list[Piece]
"""Pieces that stand one after the other: what begins in one and ends in the next is found too."""


class Unreadable(Exception):
    """A file that could not be looked into. The text says why, in words of ours only."""
