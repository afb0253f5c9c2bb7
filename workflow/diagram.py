"""A workflow as a drawing: one card a state, one line of a card a move, lanes for the ways.

The cards stand in one column, in the order of the longest way from the start, so that the drawing
fits a telephone and a sheet of paper. Ways forward run on the right, ways back on the left; all
ways to one state share a lane. Words stand only inside cards: nothing can cover a label. Colour is
left to the style sheet, by class; without one the drawing is black on white and still complete.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from workflow.outline import mermaid, ordered, text
from workflow.rules import Action, State, Workflow

__all__ = ["mermaid", "svg", "text"]

_SIZE = 14
_HEAD = 38
_ROW = 26
_GAP = 24
_PAD = 14
_LANE = 13
_TOP = 64
_AUTOMATIC = frozenset({"clock", "system"})


@dataclass(frozen=True, slots=True)
class _Move:
    """One line of a card."""

    action: Action
    source: str
    target: str
    first: bool
    y: float


@dataclass(slots=True)
class _Card:
    state: State
    top: float
    moves: list[_Move] = field(default_factory=list)

    @property
    def height(self) -> float:
        return _HEAD + _ROW * len(self.moves) + (8 if self.moves else 0)

    @property
    def entry(self) -> float:
        return self.top + _HEAD / 2


@dataclass(slots=True)
class _Drawing:
    workflow: Workflow
    current: str | None
    visited: Sequence[str]
    parties: Mapping[str, str]
    cards: dict[str, _Card]
    width: float = 0
    left: float = 0
    right: float = 0


def svg(
    workflow: Workflow,
    current: str | None = None,
    visited: Sequence[str] = (),
    parties: Mapping[str, str] | None = None,
) -> str:
    """The drawing as one SVG element; `visited` is the way gone so far, in order."""
    drawing = _Drawing(workflow, current, visited, parties or {}, _stack(workflow))
    drawing.width = max(_card_width(drawing, card) for card in drawing.cards.values())
    back = _lanes(drawing, back=True)
    forward = _lanes(drawing, back=False)
    drawing.left = 10 + _LANE * (1 + max(back.values(), default=0))
    drawing.right = drawing.left + drawing.width
    total = drawing.right + 10 + _LANE * (1 + max(forward.values(), default=0))
    bottom = max(card.top + card.height for card in drawing.cards.values()) + 12
    parts = [
        _opening(drawing, total, bottom),
        *_ways(drawing, back, forward),
        *(line for card in drawing.cards.values() for line in _card(drawing, card)),
        "</svg>",
    ]
    return "\n".join(parts)


def _stack(workflow: Workflow) -> dict[str, _Card]:
    cards: dict[str, _Card] = {}
    top = float(_TOP)
    for _, state in ordered(workflow):
        card = _Card(state, top)
        for action in state.actions:
            for index, to in enumerate(action.to):
                y = top + _HEAD + _ROW * (len(card.moves) + 0.5)
                card.moves.append(_Move(action, state.name, to.state, index == 0, y))
        cards[state.name] = card
        top += card.height + _GAP
    return cards


def _text_width(words: str) -> float:
    return sum(_SIZE if ord(sign) > 0x2E7F else _SIZE * 0.62 for sign in words)


def _card_width(drawing: _Drawing, card: _Card) -> float:
    head = _text_width(card.state.label) * 1.15 + _text_width(_turn(drawing, card.state))
    rows = [
        _text_width(move.action.label) + _text_width(_aim(drawing, move)) for move in card.moves
    ]
    return max(head, *rows, 200.0) + 2 * _PAD + 28 if rows else head + 2 * _PAD + 28


def _turn(drawing: _Drawing, state: State) -> str:
    if state.final:
        return "终点"
    return drawing.parties.get(state.waits_for or "", "")


def _aim(drawing: _Drawing, move: _Move) -> str:
    if move.target == move.source:
        return "状态不变"
    arrow = "←" if _goes_back(drawing, move) else "→"
    return f"{arrow} {drawing.workflow.state(move.target).label}"


def _goes_back(drawing: _Drawing, move: _Move) -> bool:
    return drawing.cards[move.target].top < drawing.cards[move.source].top


def _moves(drawing: _Drawing) -> list[_Move]:
    moves = [move for card in drawing.cards.values() for move in card.moves]
    return [move for move in moves if move.target != move.source]


def _lanes(drawing: _Drawing, back: bool) -> dict[str, int]:
    """For each state that is led to on this side the number of its lane, short ways inside."""
    spans: dict[str, tuple[float, float]] = {}
    for move in _moves(drawing):
        if _goes_back(drawing, move) == back:
            entry = drawing.cards[move.target].entry
            low, high = spans.get(move.target, (entry, entry))
            spans[move.target] = min(low, move.y), max(high, move.y)
    lanes: dict[str, int] = {}
    for target, (low, high) in sorted(spans.items(), key=lambda item: item[1][1] - item[1][0]):
        taken = {
            lanes[other]
            for other, (from_, to) in spans.items()
            if other in lanes and low <= to + 4 and from_ <= high + 4
        }
        lanes[target] = next(lane for lane in range(len(spans) + 1) if lane not in taken)
    return lanes


def _opening(drawing: _Drawing, total: float, bottom: float) -> str:
    workflow = drawing.workflow
    name = f"diagram-{workflow.name}"
    now = ""
    if drawing.current is not None:
        now = f"，现在是“{workflow.state(drawing.current).label}”"
    x = drawing.left + drawing.width / 2
    first = drawing.cards[workflow.start.state].top
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" '
        f'viewBox="0 0 {total:g} {bottom:g}" width="{total:g}" height="{bottom:g}" '
        f'font-size="{_SIZE}" fill="none" stroke="none">\n'
        f'<title id="{name}-title">{escape(workflow.label)}流程图</title>\n'
        f'<desc id="{name}-desc">共 {len(workflow.states)} 个状态，'
        f"从“{escape(workflow.state(workflow.start.state).label)}”开始"
        f"{escape(_other_ways(workflow))}{escape(now)}。</desc>\n"
        f'<g class="start"><circle cx="{x:g}" cy="16" r="6" fill="currentColor"/>'
        f'<path d="M{x:g} 22V{first - 7:g}" stroke="currentColor"/>{_arrow(x, first, "down")}'
        f"{_words(x + 14, 21, workflow.start.label)}</g>"
    )


def _other_ways(workflow: Workflow) -> str:
    return "".join(
        f"，“{one.label}”的从“{workflow.state(one.state).label}”开始" for one in workflow.also
    )


def _ways(drawing: _Drawing, back: dict[str, int], forward: dict[str, int]) -> list[str]:
    gone = set(zip(drawing.visited, [*drawing.visited[1:], drawing.current], strict=False))
    lines = []
    for move in _moves(drawing):
        if _goes_back(drawing, move):
            edge, side = drawing.left, -1
            lane = edge - 10 - _LANE * back[move.target]
        else:
            edge, side = drawing.right, 1
            lane = edge + 10 + _LANE * forward[move.target]
        entry = drawing.cards[move.target].entry
        kind = _classes(
            "way",
            back=side < 0,
            automatic=set(move.action.by) <= _AUTOMATIC,
            visited=(move.source, move.target) in gone,
        )
        bend = 5 if entry > move.y else -5
        lines.append(
            f'<g class="{kind}" data-from="{move.source}" data-to="{move.target}">'
            f'<path stroke="currentColor" d="M{edge:g} {move.y:g}H{lane - 5 * side:g}'
            f"Q{lane:g} {move.y:g} {lane:g} {move.y + bend:g}V{entry - bend:g}"
            f'Q{lane:g} {entry:g} {lane - 5 * side:g} {entry:g}H{edge:g}"/>'
            f"{_arrow(edge, entry, 'left' if side > 0 else 'right')}</g>"
        )
    # ways gone lie on top of the others they share a lane with
    return sorted(lines, key=lambda line: "visited" in line.partition(">")[0])


def _card(drawing: _Drawing, card: _Card) -> list[str]:
    state, x = card.state, drawing.left
    now = state.name == drawing.current
    kind = _classes(
        "state", final=state.final, current=now, visited=state.name in drawing.visited and not now
    )
    rect = (
        f'<rect x="{x:g}" y="{card.top:g}" width="{drawing.width:g}" height="{card.height:g}" '
        f'rx="{_HEAD / 2 if state.final else 7:g}" stroke="currentColor" '
        f'stroke-width="{3 if now else 1}"/>'
    )
    lines = [
        f'<g class="{kind}" data-state="{state.name}">',
        rect,
        _words(x + _PAD, card.top + 25, state.label, "label", size=16),
        _words(drawing.right - _PAD, card.top + 25, _turn(drawing, state), "turn", end=True),
    ]
    for move in card.moves:
        if move.first:
            automatic = set(move.action.by) <= _AUTOMATIC
            kind = _classes("action", automatic=automatic)
            lines.append(_words(x + _PAD, move.y + 5, move.action.label, kind))
        aim = _aim(drawing, move)
        lines.append(_words(drawing.right - _PAD, move.y + 5, aim, "aim", end=True))
    return [*lines, "</g>"]


def _classes(*names: str, **flags: bool) -> str:
    return " ".join([*names, *(name for name, on in flags.items() if on)])


def _words(
    x: float, y: float, words: str, kind: str = "", end: bool = False, size: int | None = None
) -> str:
    if not words:
        return ""
    attributes = f' class="{kind}"' if kind else ""
    if end:
        attributes += ' text-anchor="end"'
    if size:
        attributes += f' font-size="{size}" font-weight="bold"'
    return f'<text x="{x:g}" y="{y:g}" fill="currentColor"{attributes}>{escape(words)}</text>'


def _arrow(x: float, y: float, way: str) -> str:
    points = {
        "left": [(x, y), (x + 8, y - 4), (x + 8, y + 4)],
        "right": [(x, y), (x - 8, y - 4), (x - 8, y + 4)],
        "down": [(x, y), (x - 4, y - 8), (x + 4, y - 8)],
    }[way]
    corners = " ".join(f"{across:g},{down:g}" for across, down in points)
    return f'<polygon points="{corners}" fill="currentColor"/>'
