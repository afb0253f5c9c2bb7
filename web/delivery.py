"""How what is in the outbox leaves the house: as a file in a folder, or to a web address.

Both are idempotent by the key of the row: delivering twice leaves one file, and the receiver
of a web call is given the key to tell a repetition.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, Request, build_opener

from web.config import Settings

#: gives the message with that key away, or raises OSError with the reason
Deliver = Callable[[str, dict[str, Any]], None]
_PATIENCE = 10  # seconds


def delivery(settings: Settings) -> Deliver:
    """The way this installation delivers."""
    if settings.webhook_url:
        return lambda key, message: post(settings.webhook_url, key, message)
    folder = settings.instance / "outbox"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".*.part"):
        left.unlink(missing_ok=True)
    return lambda key, message: spool(folder, key, message)


def spool(folder: Path, key: str, message: dict[str, Any]) -> None:
    """Write the message as `<key>.json`, whole or not at all; another program takes it from there.

    A key that has been written once is not written again, so that a message the other program
    has moved to `done/` does not come back.
    """
    name = quote(key, safe="")
    if len(name) > 120:
        name = hashlib.sha256(key.encode()).hexdigest()
    target = folder / f"{name}.json"
    if target.exists() or (folder / "done" / target.name).exists():
        return
    part = folder / f".{name}.{os.getpid()}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump({"key": key, **message}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
    entry = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(entry)
    finally:
        os.close(entry)


def post(url: str, key: str, message: dict[str, Any]) -> None:
    """POST the message as JSON; anything but a 2xx answer is a failure, redirects included."""
    request = Request(  # noqa: S310 - the settings accept http and https only
        url,
        data=json.dumps({"key": key, **message}, ensure_ascii=False).encode(),
        headers={"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": quote(key)},
        method="POST",
    )
    try:
        with build_opener(_NoRedirect()).open(request, timeout=_PATIENCE):
            pass
    except URLError as error:  # HTTPError is one, and both are OSErrors
        raise OSError(f"{error.reason}") from error


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follow nobody: the message goes where the settings say or nowhere."""
