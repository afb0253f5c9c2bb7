"""`script/bench audit [EVENTS]`: what the record costs and how fast it is; see tests/bench.py."""

import sys
from pathlib import Path

# The processes that verify beside this one load this file too, and need nothing of the bench.
if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

    from tests.bench import audit

    audit(*sys.argv[1:])
