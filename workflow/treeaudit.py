"""The tree, its checkpoints and their keys, verified; also against what somebody kept elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.checkpoints import Checkpoint, RecordKey
from models.queries import checkpoints as queries
from models.queries.rawrecord import events_outside_tree, raw_leaves, raw_tiles
from workflow import merkle
from workflow.checkpoints import PATIENCE, Statement, introduction_text, read_checkpoint
from workflow.signednote import Note, NoteError, Verifier, read_line, read_note, read_verifier
from workflow.treestore import WIDTH, leaf_data


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


def tree_faults(session: Session, outside: Sequence[Kept] = ()) -> Iterator[str]:
    """What is wrong with the tree and its checkpoints, a sentence each, first places first."""
    signed = list(queries.checkpoints(session))
    keys = queries.record_keys(session)
    yield from _key_faults(keys)
    yield from _signature_faults(signed, {one.id: one for one in keys})
    yield from _witness_faults(session, signed)
    yield from _leaf_faults(session, signed, outside)
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
    session: Session, signed: Sequence[Checkpoint], outside: Sequence[Kept]
) -> Iterator[str]:
    """Follow the leaves once; at every checkpoint the root must be the one that was signed."""
    roots = {one.size: bytes.fromhex(one.root) if _is_hex(one.root) else b"" for one in signed}
    stops = {one.said.size for one in outside}
    found: dict[int, bytes] = {}
    tiles = _Tiles(session)
    tree, hours = merkle.Frontier(), _Hours(signed)
    row: list[bytes] = []
    for position, event_id, digest, now, recorded in raw_leaves(session):
        if position != tree.size:
            yield f"树里第 {tree.size + 1} 条缺失"
            break
        if now != digest:
            what = "被删除" if now is None else "被改写"
            yield f"第 {position + 1} 条（事件 {event_id}）签署以后{what}"
        leaf = merkle.leaf_hash(leaf_data(digest))
        row.append(leaf)
        if whole := tree.add_one(leaf):
            tiles.take(row, whole)
            row = []
        yield from hours.look(position, event_id, recorded)
        if tree.size in roots or tree.size in stops:
            found[tree.size] = tree.root()
            if tree.size in roots and roots[tree.size] != found[tree.size]:
                yield f"前 {tree.size} 条和签署的树根对不上，其中有的被改写、插入或者调换"
                roots.clear()  # everything after it is wrong as well
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


class _Hours:
    """Whether events were recorded between the checkpoints before and after them."""

    def __init__(self, signed: Sequence[Checkpoint]) -> None:
        #: size of a checkpoint, and what its events may say, as text of the database
        self._spans: list[tuple[int, str, str]] = []
        earliest = ""
        for one in signed:
            latest = _stored(one.made_at + PATIENCE)
            corrected = "\nclock corrected " in one.note
            self._spans.append((one.size, *(("", "9") if corrected else (earliest, latest))))
            earliest = _stored(one.made_at - PATIENCE)
        self._spans.reverse()
        self._told: set[str] = set()

    def look(self, position: int, event_id: int, recorded: object) -> tuple[str, ...]:
        """What is wrong with the hour of this leaf; each kind is told once."""
        spans = self._spans
        while spans and position >= spans[-1][0]:
            spans.pop()
        if not spans or not isinstance(recorded, str):
            return ()
        said = ""
        if recorded < spans[-1][1]:
            said = "比前一个检查点还早，时钟被调回过"
        elif recorded > spans[-1][2]:
            said = "比签署它的检查点还晚，时钟走快过"
        if not said or said in self._told:
            return ()
        self._told.add(said)
        return (f"第 {position + 1} 条（事件 {event_id}）的时刻{said}",)


def _stored(moment: datetime) -> str:
    """As the database's text of an instant, to be compared as text."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


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

    def take(self, row: list[bytes], root: bytes, level: int = 0) -> None:
        """One more whole row of hashes, and the root over it."""
        number = self._counts[level]
        if self._kept.pop((level, number), None) != (b"".join(row), root):
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
        self.take(above, merkle.fold(above), level + 1)

    def faults(self) -> Iterator[str]:
        """The first tile that is wrong."""
        yield from self._bad[:1]
        if self._kept and not self._bad:
            level, number = min(self._kept)
            yield f"树的第 {level} 层第 {number} 块本不该有"
