"""Where uploaded bytes lie on disk: under their digest, never under the name they came with."""

from __future__ import annotations

from pathlib import Path

from web.config import Settings


def place_of(settings: Settings, digest: str) -> Path:
    """The file with that sha256."""
    return settings.files / digest[:2] / digest
