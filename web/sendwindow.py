"""The send window: nobody's telephone rings at night or on a holiday.

What leaves the house waits for the working hours of the next working day; what is shown in the
program itself is there at once.
"""

from __future__ import annotations

from datetime import datetime

from workflow.calendar import Calendar
from workflow.deadlines import SHANGHAI

ALWAYS = "always"


def is_open(window: str, now: datetime, calendar: Calendar) -> bool:
    """Whether messages may leave at this moment; `window` is as the settings have it."""
    if window == ALWAYS:
        return True
    local = now.astimezone(SHANGHAI)
    first, _, last = window.partition("-")
    return calendar.is_workday(local.date()) and first <= local.strftime("%H:%M") < last
