"""Refuses tracked files that have outgrown the house or name somebody's machine."""

import re
import subprocess
import sys
from pathlib import Path

MOST_LINES = 300
#: parts of the words, so that this file does not find itself
HOSTS = re.compile(
    "|".join(
        (
            r"files\.python" + "hosted",
            r"pypi\." + r"org/simple",
            r"registry\." + "npmjs",
            r"deb\.debian\." + "org",
            r"archive\.ubuntu\." + "com",
        )
    )
)
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:work|root|home/\w+|Users/\w+|tmp/\w+)/")


def tracked() -> list[Path]:
    """Every tracked file that is there."""
    names = subprocess.run(
        ("git", "ls-files", "-z"), check=True, capture_output=True, text=True
    ).stdout.split("\0")
    return [Path(name) for name in names if name and Path(name).is_file()]


def faults(path: Path) -> list[str]:
    """What is wrong with one file, a sentence each."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    found = []
    lines = text.splitlines()
    if path.suffix == ".py" and len(lines) > MOST_LINES:
        found.append(f"{path}: {len(lines)} lines, two rooms each")
    for number, line in enumerate(lines, 1):
        if HOSTS.search(line):
            found.append(f"{path}:{number}: names a package host")
        if MACHINE_PATHS.search(line):
            found.append(f"{path}:{number}: names a path of one machine")
    return found


if __name__ == "__main__":
    problems = [fault for path in tracked() for fault in faults(path)]
    print("\n".join(problems))
    sys.exit(1 if problems else 0)
