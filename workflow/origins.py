"""Where an act came from, as marks that can be compared and say nothing by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["device", "browser", "address"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Keyed marks of the network address, of address and browser together, and of the device."""

    address: str = ""
    browser: str = ""
    device: str = ""

    def like(self, other: Origin) -> Kind | None:
        """In what two origins are the same, the strongest first; None in nothing."""
        if self.device and self.device == other.device:
            return "device"
        if self.browser and self.browser == other.browser:
            return "browser"
        if self.address and self.address == other.address:
            return "address"
        return None
