"""The tree, its checkpoints and their keys, verified; also against what somebody kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint, RecordKey
from models.queries import checkpoints as queries
from models.queries.rawrecord import events_outside_tree, raw_tiles
from workflow import merkle
from workflow.chainwords import PATIENCE
from workflow.checkpoints import Statement, introduction_text, read_checkpoint
from workflow.leaves import DELETED, EARLY, LATE, REWRITTEN, WIDTH, LeafFault, LeafStretch, Span
from workflow.signednote import Note, NoteError, Verifier, read_line, read_note, read_verifier


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint that was kept outside the database."""

    #: what it is called in a sentence
    label: str
    note: Note
    said: Statement
    #: the public key its keeper trusts; without one, any that is registered
    verifier: Verifier | None = None


def kept(label: str, text: str, verifier: str = "") -> Kept:
    """What a kept file says; NoteError when it is no checkpoint, or the key none."""
    note, said = read_checkpoint(text)
    return Kept(label, note, said, read_verifier(verifier) if verifier else None)


def tree_faults(
    session: Session,
    signed: Sequence[Checkpoint],
    stretches: Iterable[LeafStretch],
    outside: Sequence[Kept] = (),
) -> Iterator[str]:
    """What is wrong with the tree and its checkpoints, a sentence each, first places first.

    `stretches` are the leaves, from the first to the last.
    """
    keys = queries.record_keys(session)
    yield from _key_faults(keys)
    yield from _signature_faults(signed, {one.id: one for one in keys})
    yield from _witness_faults(session, signed)
    yield from _leaf_faults(session, signed, stretches, outside)
    yield from _outside_faults(outside, keys)
    if signed:
        yield from _latecomers(session, signed[-1])


def key_notices(keys: Sequence[RecordKey]) -> list[str]:
    """Keys that nobody introduced: no fault, but whoever keeps checkpoints must be told."""
    return [
        f"第 {number} 把签名密钥没有前一把引荐，是因为：{one.reason}"
        for number, one in enumerate(keys, 1)
        if number > 1 and not one.introduction and one.reason
    ]


def _key_faults(keys: Sequence[RecordKey]) -> Iterator[str]:
    before: Verifier | None = None
    for number, one in enumerate(keys, 1):
        try:
            verifier = read_verifier(one.verifier)
            if before is not None and one.introduction:
                note = read_note(one.introduction)
                good = note.text == introduction_text(before.name, one.verifier)
                if not good or not note.signed_by(before) or not note.signed_by(verifier):
                    yield f"第 {number} 把签名密钥不是前一把引荐的"
            elif before is not None and not one.reason:
                yield f"第 {number} 把签名密钥没有人引荐，也没有写明缘由"
        except NoteError:
            yield f"第 {number} 把签名密钥的公钥被改动"
            return
        before = verifier


def _signature_faults(signed: Iterable[Checkpoint], keys: dict[int, RecordKey]) -> Iterator[str]:
    before: Checkpoint | None = None
    for one in signed:
        label = f"{one.size} 条的检查点"
        try:
            note, said = read_checkpoint(one.note)
            verifier = read_verifier(keys[one.key_id].verifier)
        except (NoteError, KeyError):
            yield f"{label}被改动：读不出来"
            continue
        if not note.signed_by(verifier):
            yield f"{label}的签名不对"
        elif (said.size, said.root.hex(), said.made_at) != (one.size, one.root, one.made_at):
            yield f"{label}被改动：和签过名的文字不符"
        elif before and one.made_at < before.made_at - PATIENCE and not said.correction:
            yield f"{label}比 {before.size} 条的检查点还早，时钟被调回过"
        before = one


def _witness_faults(session: Session, signed: Iterable[Checkpoint]) -> Iterator[str]:
    texts = {one.size: one.note.rpartition("\n\n")[0] + "\n" for one in signed}
    for one in queries.witnessings(session):
        try:
            good = read_verifier(one.verifier).signed(texts.get(one.size, ""), read_line(one.line))
        except NoteError:
            good = False
        if not good:
            yield f"{one.size} 条的检查点的见证签名不对"


def _leaf_faults(
    session: Session,
    signed: Sequence[Checkpoint],
    stretches: Iterable[LeafStretch],
    outside: Sequence[Kept],
) -> Iterator[str]:
    """Follow the leaves once; at every checkpoint the root must be the one that was signed."""
    roots = {one.size: bytes.fromhex(one.root) if _is_hex(one.root) else b"" for one in signed}
    stops = sorted(set(roots) | {one.said.size for one in outside}, reverse=True)
    found: dict[int, bytes] = {}
    tiles, tree, told = _Tiles(session), merkle.Frontier(), set[int]()
    for stretch in stretches:
        faults = stretch.faults[::-1]
        for hashes, whole in stretch.tiles:
            end = tree.size + len(hashes) // 32
            while faults and faults[-1].position < end:
                yield from _leaf_fault(faults.pop(), told)
            if whole:
                tiles.take(hashes, whole)
            for size in _grow(tree, hashes, whole, stops):
                found[size] = tree.root()
                if size in roots and roots[size] != found[size]:
                    yield f"前 {size} 条和签署的树根对不上，其中有的被改写、插入或者调换"
                    roots.clear()  # everything after it is wrong as well
        if stretch.gap is not None:
            yield f"树里第 {stretch.gap + 1} 条缺失"
            break
    yield from tiles.faults()
    if signed and tree.size < signed[-1].size:
        yield f"尾部被截：签署过 {signed[-1].size} 条，树里只有 {tree.size} 条"
    elif tree.size > (signed[-1].size if signed else 0):
        yield f"树里有 {tree.size} 条，最后的检查点被删除了"
    yield from _kept_faults(outside, found, tree.size)


def _kept_faults(outside: Sequence[Kept], found: dict[int, bytes], size: int) -> Iterator[str]:
    good = 0
    for one in sorted(outside, key=lambda one: one.said.size):
        if one.said.size > size:
            yield (
                f"{one.label}记着 {one.said.size} 条，现在只有 {size} 条："
                "尾部被截，或者数据库退回到了更早的时候"
            )
        elif found.get(one.said.size) != one.said.root:
            yield f"第 {good + 1} 条到第 {one.said.size} 条和{one.label}对不上，其中有的被改写"
        else:
            good = one.said.size


def _outside_faults(outside: Sequence[Kept], keys: Sequence[RecordKey]) -> Iterator[str]:
    known = [verifier for one in keys if (verifier := _verifier(one)) is not None]
    for one in outside:
        trusted = [one.verifier] if one.verifier else known
        if not any(one.note.signed_by(verifier) for verifier in trusted):
            yield (
                f"{one.label}的签名不是登记过的密钥签的："
                "它不是这里签署的，或者记录连同密钥整个被换过"
            )
        elif one.verifier and str(one.verifier) not in {str(verifier) for verifier in known}:
            yield f"{one.label}所用的密钥这里没有登记：记录连同密钥整个被换过"


def _latecomers(session: Session, last: Checkpoint) -> Iterator[str]:
    """Not in the tree, and yet older than the last checkpoint: put in later, or the clock is."""
    for event_id in events_outside_tree(session, last.made_at - PATIENCE):
        yield (
            f"事件 {event_id} 不在树里，写的时刻却早于 {last.size} 条的检查点："
            "事后插入，或者时钟被调回过"
        )
        return


def _grow(tree: merkle.Frontier, hashes: bytes, whole: bytes, stops: list[int]) -> Iterator[int]:
    """Take the leaves of a tile, and stop where the root is asked for; the smallest is last."""
    end = tree.size + len(hashes) // 32
    if whole and (not stops or stops[-1] >= end):
        tree.add_whole(whole, WIDTH.bit_length() - 1)
    else:
        for at in range(0, len(hashes), 32):
            tree.add_one(hashes[at : at + 32])
            if stops and stops[-1] == tree.size < end:
                yield stops.pop()
    if stops and stops[-1] == tree.size:
        yield stops.pop()


_SAID = {
    DELETED: "第 {} 条（事件 {}）签署以后被删除",
    REWRITTEN: "第 {} 条（事件 {}）签署以后被改写",
    EARLY: "第 {} 条（事件 {}）的时刻比前一个检查点还早，时钟被调回过",
    LATE: "第 {} 条（事件 {}）的时刻比签署它的检查点还晚，时钟走快过",
}


def _leaf_fault(one: LeafFault, told: set[int]) -> Iterator[str]:
    """Its sentence; of wrong hours the first of each kind."""
    if one.kind in {EARLY, LATE}:
        if one.kind in told:
            return
        told.add(one.kind)
    yield _SAID[one.kind].format(one.position + 1, one.event_id)


def spans(signed: Sequence[Checkpoint]) -> list[Span]:
    """When the events under each checkpoint must have been recorded."""
    found: list[Span] = []
    earliest = b""
    for one in signed:
        latest = _stored(one.made_at + PATIENCE)
        corrected = "\nclock corrected " in one.note
        found.append((one.size, *((b"", b"9") if corrected else (earliest, latest))))
        earliest = _stored(one.made_at - PATIENCE)
    return found


def _stored(moment: datetime) -> bytes:
    """As the database's text of an instant, to be compared as text."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f").encode()


def _verifier(one: RecordKey) -> Verifier | None:
    try:
        return read_verifier(one.verifier)
    except NoteError:
        return None


def _is_hex(text: str) -> bool:
    try:
        return len(bytes.fromhex(text)) == 32
    except ValueError:
        return False


class _Tiles:
    """The tiles as they must be, put together while the leaves come by."""

    def __init__(self, session: Session) -> None:
        self._kept = {
            (level, number): (hashes, root) for level, number, hashes, root in raw_tiles(session)
        }
        #: roots of whole tiles that wait for a tile above them, level by level
        self._rows: list[list[bytes]] = [[]]
        self._counts = [0]
        self._bad: list[str] = []

    def take(self, hashes: bytes, root: bytes, level: int = 0) -> None:
        """One more whole row of hashes, and the root over it."""
        number = self._counts[level]
        if self._kept.pop((level, number), None) != (hashes, root):
            self._bad.append(f"树的第 {level} 层第 {number} 块被改动或者缺失")
        self._counts[level] += 1
        above = self._rows[level]
        above.append(root)
        if len(above) < WIDTH:
            return
        self._rows[level] = []
        if level + 1 == len(self._rows):
            self._rows.append([])
            self._counts.append(0)
        self.take(b"".join(above), merkle.fold(above), level + 1)

    def faults(self) -> Iterator[str]:
        """The first tile that is wrong."""
        yield from self._bad[:1]
        if self._kept and not self._bad:
            level, number = min(self._kept)
            yield f"树的第 {level} 层第 {number} 块本不该有"
