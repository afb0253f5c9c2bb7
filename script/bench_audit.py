"""`script/bench audit [EVENTS]`: what the record costs and how fast it is; see tests/bench.py."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.bench import audit

audit(*sys.argv[1:])
