"""Slowing down those who guess passwords: per login name and per address, in memory.

An account also remembers its pause in the database, so that a restart does not end it; this
one covers login names that do not exist, and addresses that try many names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from flask import current_app

from web.house import House

_MOST = 10_000


@dataclass(slots=True)
class Throttle:
    """Times of the latest failures; old ones are forgotten."""

    house: House
    failures: dict[str, list[datetime]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    @staticmethod
    def of(house: House) -> Throttle:
        """The one throttle of this program."""
        kept: Throttle = current_app.extensions.setdefault("jianyan-throttle", Throttle(house))
        return kept

    def is_paused(self, login: str, address: str) -> bool:
        """Whether the name or the address has failed too often lately."""
        settings = self.house.settings
        with self.lock:
            return (
                len(self._recent(f"login {login.lower()}")) >= settings.login_tries
                or len(self._recent(f"from {address}")) >= settings.address_tries
            )

    def count(self, login: str, address: str) -> None:
        """Remember a failure."""
        with self.lock:
            if len(self.failures) > _MOST:  # a flood of names must not fill the memory
                self.failures.clear()
            for key in (f"login {login.lower()}", f"from {address}"):
                self.failures[key] = [*self._recent(key), self.house.clock()]

    def forget(self, login: str) -> None:
        """Forget the failures of a name that got in."""
        with self.lock:
            self.failures.pop(f"login {login.lower()}", None)

    def _recent(self, key: str) -> list[datetime]:
        since = self.house.clock() - timedelta(minutes=self.house.settings.login_pause)
        return [moment for moment in self.failures.get(key, []) if moment > since]
