"""`jianyan serve`: the product behind a production server (Granian, WSGI)."""

from __future__ import annotations

from web.config import Settings, read_settings


def serve(settings: Settings | None = None) -> None:
    """Serve until told to stop by SIGTERM or SIGINT."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    settings = settings or read_settings()
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
