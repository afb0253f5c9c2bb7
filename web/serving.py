"""`jianyan serve`: the product behind a production server (Granian, WSGI)."""

from __future__ import annotations

import socket

from web.config import Settings, read_settings


def serve(settings: Settings | None = None) -> None:
    """Serve until told to stop by SIGTERM or SIGINT."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    settings = settings or read_settings()
    _must_be_free(settings.host, settings.port)
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
        log_level=LogLevels.error,  # its only warning is about threads, which wait for the disk
    ).serve()


def _must_be_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"不能在 {host}:{port} 上提供服务（{error.strerror}）；"
                "请停掉占用它的程序，或用 JIANYAN_PORT 另选一个端口。"
            ) from None
