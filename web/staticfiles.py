"""Style sheets and scripts: fetched once and kept by the browser until their content changes.

Their address holds a digest of the file, so that an old copy is never shown after an upgrade and a
page on a slow telephone asks for nothing but itself.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request

_KEPT = "public, max-age=31536000, immutable"
#: characters of the digest in the address
_LENGTH = 12


def install(app: Flask) -> None:
    """Write the digests into the addresses, and let what has one be kept."""
    if app.debug:
        return  # whoever edits a style sheet wants to see it at once

    @app.url_defaults
    def name_content(endpoint: str, values: dict[str, Any]) -> None:
        place = _folder(app, endpoint)
        if place is not None and "v" not in values:
            values["v"] = _digest(place / str(values.get("filename", "")))

    @app.after_request
    def let_keep(response: Response) -> Response:
        place = _folder(app, request.endpoint or "")
        if place is not None and response.status_code == 200:
            asked = _digest(place / str((request.view_args or {}).get("filename", "")))
            if asked and request.args.get("v") == asked:
                response.headers["Cache-Control"] = _KEPT
        return response


def _folder(app: Flask, endpoint: str) -> Path | None:
    home: Any = app
    name, _dot, last = endpoint.rpartition(".")
    if last != "static":
        return None
    if name:
        home = app.blueprints.get(name)
    return Path(home.static_folder) if home is not None and home.static_folder else None


@cache
def _digest(file: Path) -> str | None:
    """Of a file as it was when first asked for; None when there is none."""
    if not file.is_file():
        return None
    return hashlib.sha256(file.read_bytes()).hexdigest()[:_LENGTH]
