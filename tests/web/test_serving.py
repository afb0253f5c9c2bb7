"""One address, one server: whoever comes second is told so before anything is served."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

from web.passwords import NOBODY, is_outdated, matches
from web.serving import claim

CLAIM = """
import sys
from web.serving import claim
with claim("127.0.0.1", int(sys.argv[1])):
    print("serving", flush=True)
    sys.stdin.read()
"""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def test_two_that_start_at_once_do_not_both_serve() -> None:
    port = free_port()
    command = (sys.executable, "-c", CLAIM, str(port))
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:
        assert one.stdout is not None
        assert one.stdout.readline() == "serving\n"
        # The first has claimed the address, but does not listen yet.
        with pytest.raises(SystemExit, match="JIANYAN_PORT"), claim("127.0.0.1", port):
            pass
        with claim("127.0.0.1", free_port()):
            pass
        one.kill()
    with claim("127.0.0.1", port):  # one that was killed leaves nothing behind
        pass


def test_an_address_somebody_else_listens_on_is_refused() -> None:
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SystemExit, match="不能在"), claim("127.0.0.1", port):
            pass


def test_an_unknown_login_takes_as_long_as_a_known_one() -> None:
    # The hash it is compared with is written down; it must cost what today's hashes cost.
    assert matches(NOBODY, "nobody")
    assert not is_outdated(NOBODY)
