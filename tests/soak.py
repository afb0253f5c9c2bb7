"""Long runs, by hand: `script/soak walks 200000`, `script/soak deadlines`, `script/soak tamper`.

Each says what it did and ends with 0 or 1.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from models.database import make_engine, write_session
from tests.people import STATES, build_county, todays_rules
from tests.stories import Story
from tests.walks import Walker
from web.migrating import upgrade
from workflow.engine import Engine

PIECE = 2500


def walks(steps: str = "100000", seed: str = "0") -> None:
    """Random steps, a fresh county every 2,500; the seed of a failing piece is told."""
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        for piece in range(-(-int(steps) // PIECE)):
            number = int(seed) + piece
            url = f"sqlite:///{Path(folder) / f'{number}.db'}"
            upgrade(url)
            with write_session(make_engine(url)) as session:
                door = Engine(todays_rules(), source=STATES.read_text("utf-8"))
                walker = Walker(Story(session, door, build_county(session)), Random(number))
                try:
                    walker.take(PIECE)
                    walker.settle()
                except AssertionError:
                    print(f"seed {number} fails after {sum(walker.taken.values())} acts")
                    raise
            done, refused = sum(walker.taken.values()), sum(walker.refused.values())
            print(f"seed {number}: {done} acts, {refused} refused", flush=True)
    print(f"{steps} steps in {time.monotonic() - began:.0f} s, nothing broken")


def deadlines(first: str = "0", step: str = "1") -> None:
    """Every start of twelve years, every length, four patterns of pauses, against the walk."""
    from tests.workflow.oracle import STARTS
    from tests.workflow.test_deadline_laws import LENGTHS, differences

    began, total, wrong = time.monotonic(), 0, 0
    lengths = {unit: range(1, most + 1) for unit, most in LENGTHS.items()}
    for start in STARTS[int(first) :: int(step)]:
        found, count = differences([start], lengths)
        total, wrong = total + count, wrong + len(found)
        for one in found:
            print(*one, flush=True)
        if start.day == 1:
            print(f"{start}: {total} dates, {wrong} differences", flush=True)
    print(f"{total} dates in {time.monotonic() - began:.0f} s, {wrong} differences")
    if wrong:
        sys.exit(1)


def tamper(rows: str = "2000", seed: str = "0") -> None:
    """Every byte of so many rows of the record, one after another; each must name its row."""
    from models.queries.rawrecord import raw_events
    from tests.flipping import every_flip
    from workflow.chains import Stretch

    began, flips, missed = time.monotonic(), 0, 0
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'record.db'}"
        upgrade(url)
        with write_session(make_engine(url)) as session:
            door = Engine(todays_rules(), source=STATES.read_text("utf-8"))
            walker = Walker(Story(session, door, build_county(session)), Random(int(seed)))
            while len(events := list(raw_events(session))) < int(rows):
                walker.take(PIECE)
                session.flush()
            for row in events[: int(rows)]:
                for changed in every_flip(row, Random(row[0])):
                    flips += 1
                    bad = [one.event_id for one in Stretch().follow([changed]).bad.values()]
                    missed += bad != [row[0]]
    took = time.monotonic() - began
    print(f"{rows} rows, {flips} bytes flipped in {took:.0f} s, {missed} missed")
    if missed:
        sys.exit(1)


RUNS = {"deadlines": deadlines, "tamper": tamper, "walks": walks}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in RUNS:
        sys.exit(f"script/soak {'|'.join(RUNS)} …")
    RUNS[sys.argv[1]](*sys.argv[2:])
