"""What the engine does by itself, without a line in states.yaml, and how the record calls it."""

from __future__ import annotations

#: actions of the engine itself, on no page and in no file, but in every subject's record
OPEN, REDATE, MIGRATE = "open", "redate", "migrate"
REMINDER, OVERDUE, RECAST = "reminder", "overdue", "recast"
COUNT_PAGES = "count_pages"
ISSUE_SHEETS = "issue_sheets"
BUILT_IN = {
    REDATE: "期限重新计算",
    MIGRATE: "改用新版办理规则",
    REMINDER: "期限提醒",
    OVERDUE: "期限届满，提醒办理",
    RECAST: "增加了单位，分工随之改变",
    COUNT_PAGES: "清点页数，确定卷内目录",
    ISSUE_SHEETS: "文书发出登记",
}
