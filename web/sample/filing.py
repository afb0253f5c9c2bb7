"""What the office has filed: a volume of each kind archived, one to be checked, others waiting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from models import ArchiveVolume
from models.queries.archive import open_volumes, volumes_after
from web.archiving import count_pieces
from web.config import Settings
from web.documents import instance_folder
from web.sample.scans import scan
from web.sample.timeline import NOW, SHANGHAI, Deed
from web.sample.walk import Walk
from workflow.checklist import Line, checklist, gaps
from workflow.limits import calendar_of
from workflow.page_count import record_pages

#: of each outcome, which volumes (in the order in which they came) are archived by now
_ARCHIVED = {("withdrawn", 0), ("not_filed_closed", 0), ("closed", 0)}
_REASON = "征询期限已到，提案人没有在网上确认；纸质回执由承办单位保管，已经查找，没有找到。"


class Filing:
    """Every volume gets its story when it is opened; most of them wait."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.known, self.count = walk, 0, Counter[str]()
        self.clerk, self.head = walk.county.office[0], walk.county.main["head"]
        self.given: list[ArchiveVolume] = []
        self.settings = Settings(instance=instance_folder(), database_url="", secret_key="")

    def opened(self, now: datetime) -> Iterator[tuple[datetime, Deed]]:
        """The deeds of the volumes opened since this was asked last."""
        for volume in volumes_after(self.walk.session, self.known):
            self.known = volume.id
            outcome = volume.proposal.state
            chosen = (outcome, self.count[outcome]) in _ARCHIVED or self._first_gap(volume)
            self.count[outcome] += 1
            if chosen:
                yield self._at(now, 34, 10), partial(self._put_together, volume)
                yield self._at(now, 36, 15), partial(self._check, volume)

    def _first_gap(self, volume: ArchiveVolume) -> bool:
        """Whether this is the first volume that lacks something."""
        if not self.count["with a gap"] and self._gaps(volume):
            self.count["with a gap"] += 1
            return True
        return False

    def _gaps(self, volume: ArchiveVolume) -> list[Line]:
        rules = self.walk.engine.rules_of(self.walk.session, volume)
        return gaps(checklist(self.walk.session, volume, rules))

    def lately(self) -> Iterator[tuple[datetime, Deed]]:
        """What has just been done: one volume is to be checked, another was sent back."""
        yield self._at(NOW, -13, 10), self._put_oldest_together
        yield self._at(NOW, -11, 10), self._put_oldest_together
        yield self._at(NOW, -6, 15), self._send_last_back

    def _put_oldest_together(self, now: datetime) -> None:
        waiting = open_volumes(self.walk.session, None, None, 500)
        volume = next(one for one in waiting if not one.pieces)
        self.given.append(volume)
        self._put_together(volume, now)

    def _send_last_back(self, now: datetime) -> None:
        volume, walk = self.given[-1], self.walk
        reason = "题名要写全，请核对提案表以后重新立卷。"
        walk.do(volume, "return_volume", self.head, now, reason=reason)
        self._add_again(volume, now)

    def _put_together(self, volume: ArchiveVolume, now: datetime) -> None:
        for line in self._gaps(volume):
            form = {"checklist_item": line.name, "reason": _REASON}
            self.walk.do(volume, "explain_gap", self.clerk, now, **form)
        period = "years_30" if volume.proposal.assigned_at else "years_10"
        self.walk.do(volume, "put_together", self.clerk, now, retention=period, fonds_no="0146")

    def _add_again(self, volume: ArchiveVolume, now: datetime) -> None:
        """A scan of the wrong page, taken out and added anew."""
        session = self.walk.session
        form = {
            "checklist_item": "decisions",
            "piece_title": "转送函回执",
            "piece_maker": "县政协研究室",
            "piece_on": now.astimezone(SHANGHAI).date(),
            "piece_pages": 1,
        }
        for name in ("转送函回执（缺页）.png", "转送函回执.png"):
            if volume.added:
                number = volume.added[-1].id
                gone = {"added_no": number, "reason": "扫描时缺了一页，重新扫描。"}
                self.walk.do(volume, "remove_piece", self.clerk, now, **gone)
            paper = [scan(session, self.clerk, name, now)]
            self.walk.do(volume, "add_piece", self.clerk, now, piece_scan=paper, **form)

    def _check(self, volume: ArchiveVolume, now: datetime) -> None:
        session, engine = self.walk.session, self.walk.engine
        session.flush()
        counted = count_pieces(session, engine, self.settings, volume)
        record_pages(session, engine, volume, counted, now)
        self.walk.do(volume, "pass_volume", self.head, now)

    def _at(self, now: datetime, days: int, hour: int) -> datetime:
        """So many days later, in office hours of a working day."""
        day = (now + timedelta(days=days)).astimezone(SHANGHAI)
        calendar = calendar_of(self.walk.session)
        while not calendar.is_workday(day.date()):
            day += timedelta(days=1)
        return day.replace(hour=hour, minute=20, second=0, microsecond=0)
