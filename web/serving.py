"""`jianyan serve`: the product behind a production server (Granian, WSGI)."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from web.config import Settings, read_settings


def serve(settings: Settings | None = None) -> None:
    """Serve until told to stop by SIGTERM or SIGINT."""
    settings = settings or read_settings()
    with claim(settings.host, settings.port):
        from web.fontcommand import unwritable

        # A name nobody can write stops no county, but the clerk is told before he prints it.
        for sentence in unwritable(settings):
            sys.stderr.write(f"{sentence}\n")
        from granian.constants import Interfaces
        from granian.log import LogLevels
        from granian.server import Server

        Server(
            "wsgi:app",
            address=settings.host,
            port=settings.port,
            interface=Interfaces.WSGI,
            workers=settings.processes,
            blocking_threads=settings.threads,
            backpressure=settings.threads * 8,  # more than that waits in the socket
            respawn_failed_workers=True,
            # A page takes milliseconds, a letter half a second: after this long, something hangs.
            workers_kill_timeout=15,
            websockets=False,
            log_level=LogLevels.error,  # its only warning: about threads, which wait for the disk
        ).serve()


@contextmanager
def claim(host: str, port: int) -> Iterator[None]:
    """Have the address to oneself, or end with a sentence.

    Granian shares its port (SO_REUSEPORT) with whoever asks for it, so that binding proves
    nothing: two that start at once would both serve. A name in Linux's abstract socket namespace
    belongs to one process at a time and is free the moment that process is gone.
    """
    with socket.socket(socket.AF_UNIX) as mark:
        try:
            mark.bind(f"\0jianyan {host} {port}")
        except OSError as error:
            _refuse(host, port, error)
        _must_be_free(host, port)
        yield


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            _refuse(host, port, error)


def _refuse(host: str, port: int, error: OSError) -> NoReturn:
    raise SystemExit(
        f"不能在 {host}:{port} 上提供服务（{error.strerror}）；"
        "请停掉占用它的程序，或用 JIANYAN_PORT 另选一个端口。"
    ) from None
