"""Charts as PNG, for programs that cannot place an SVG; drawn by the compiler that sets the PDF."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rtt_eval.publish import svg
from rtt_eval.publish.pdf import FONTS

DOTS_PER_INCH = 200.0


def png(drawings: Sequence[str], folder: Path) -> list[bytes]:
    """A picture of each clean SVG, in their own size. folder: private."""
    import typst as engine

    if not drawings:
        return []
    pages = []
    for number, drawing in enumerate(drawings, start=1):
        name = f"picture-{number}.svg"
        (folder / name).write_text(drawing, encoding="utf-8")
        width, height = svg.size(drawing)
        size = f"width: {width}pt, height: {height}pt"
        pages.append(f'#page({size}, margin: 0pt, image("{name}", {size}))')
    source = folder / "pictures.typ"
    source.write_text("\n".join(pages), encoding="utf-8")
    made = engine.compile(
        str(source),
        root=str(folder),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="png",
        ppi=DOTS_PER_INCH,
    )
    return [made] if isinstance(made, bytes) else list(made)
