"""Even right edges for Chinese text, which WeasyPrint does not justify.

WeasyPrint stretches only spaces. A line that gave a character to the next one because of a
punctuation rule, or that holds digits, would stay short of the edge. `install` replaces the
private function that justifies a line; a test measures the edge, and another version of
WeasyPrint is refused.
"""

from __future__ import annotations

import re
from typing import Any

SUPPORTED = 70
#: a line that a long number has left so short that each gap would widen by more than this part
#: of a character stays ragged: letters far apart read worse than an uneven edge
WIDEST = 0.2
_CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_JOINED = re.compile(r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")


def install() -> None:
    """Replace WeasyPrint's justification; harmless when called again."""
    import weasyprint
    from weasyprint.layout import inline

    if int(weasyprint.VERSION.split(".")[0]) != SUPPORTED:
        raise RuntimeError(
            f"WeasyPrint {weasyprint.VERSION} is not {SUPPORTED}.x: its justification is private, "
            "look at web/documents/justify.py before you change the version"
        )
    if getattr(inline.justify_line, "spreads_chinese", False):
        return
    original = inline.justify_line

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        """Spread a line with Chinese over the measure, any other as WeasyPrint does."""
        texts = list(_texts(line))
        if any(_CHINESE.search(box.text) for box in texts):
            _spread(context, line, extra_width)
        else:
            original(context, line, extra_width)

    justify_line.spreads_chinese = True  # type: ignore[attr-defined]
    inline.justify_line = justify_line


def _texts(box: Any) -> Any:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            yield from _texts(child)


def _spread(context: Any, line: Any, extra_width: float) -> None:
    """Widen the gaps between the characters so that the last one ends at the edge."""
    stretched = [box for box in _texts(line) if box.text and not _JOINED.search(box.text)]
    if not stretched:
        return
    # The space after the last character is invisible, so it must lie beyond the edge.
    trailing = _spacing(stretched[-1])
    gaps = sum(len(box.text) for box in stretched) - 1
    if gaps < 1:
        return
    share = (extra_width + trailing) / gaps
    if share <= 0 or share > WIDEST * float(stretched[0].style["font_size"]):
        return
    for box in stretched:
        box.style = box.style.copy()
        box.style["letter_spacing"] = _spacing(box) + share
    _move(context, line, 0.0, {id(box) for box in stretched})


def _spacing(box: Any) -> float:
    spacing = box.style["letter_spacing"]
    return 0.0 if spacing == "normal" else float(spacing)


def _move(context: Any, box: Any, advance: float, stretched: set[int]) -> float:
    """Shift each box by what the boxes before it grew; return the growth so far."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.text.line_break import create_layout, line_size

    if isinstance(box, boxes.TextBox):
        box.position_x += advance
        if id(box) in stretched:
            layout = create_layout(box.text, box.style, context, None, 0)
            first, _ = layout.get_first_line()
            width, _height = line_size(first, box.style)
            layout.deactivate()
            advance += width - box.width
            box.width = width
            box.pango_layout = layout
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.position_x += advance
        before = advance
        for child in box.children:
            if child.is_in_normal_flow():
                advance = _move(context, child, advance, stretched)
        box.width += advance - before
    else:
        box.translate(advance, 0)
    return advance
