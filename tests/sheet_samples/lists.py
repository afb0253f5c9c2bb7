"""One sample of every list, of every sheet of a meeting and of a volume. All invented."""

from datetime import date

from tests.sheet_samples.letters import CASE, COMMITTEE, MARK, PROPOSALS, TITLE, UNIT
from web.documents.archivesheets import (
    ExtractPart,
    ExtractSheet,
    FlowLogSheet,
    LogLine,
    PieceLine,
    VolumeCoverSheet,
    VolumeListSheet,
)
from web.documents.assignment_sheets import HandoverLine, HandoverListSheet, HandoverUnit
from web.documents.examinationsheets import MeetingLine, MeetingSheet
from web.documents.listsheets import (
    AuditReportSheet,
    CatalogueLine,
    CatalogueSheet,
    OverviewLine,
    OverviewSheet,
    SpotCheckLine,
    SpotCheckPart,
)
from web.documents.supervisionsheets import LookBackLine, LookBackRegisterSheet

SHA = "4b1f0c7d93e25a68" * 4
FINANCE = "云岭县财政局"


def _extract(heading: str, *parts: ExtractPart) -> ExtractSheet:
    return ExtractSheet(
        committee=COMMITTEE,
        case_number=CASE,
        heading=heading,
        title=TITLE,
        proposer="阿卜杜拉·买买提（另有 1 人联名）",
        parts=parts,
        issued_on=date(2026, 11, 20),
        record_mark=MARK,
    )


def _meeting(heading: str, *, minutes: bool) -> MeetingSheet:
    return MeetingSheet(
        committee=PROPOSALS,
        case_number="审查会4",
        heading=heading,
        held_on=date(2026, 3, 12),
        place="县政协三楼会议室",
        chair="赵建国",
        present="张晓云、王明、艾尼瓦尔·吐尔逊等9人" if minutes else "",
        absent="李喆（请假）" if minutes else "",
        report="会议听取了初审情况说明，逐件审议并表决。" if minutes else "",
        minutes=minutes,
        lines=(
            MeetingLine(1, "T2026-0023", TITLE, "阿卜杜拉·买买提",
                        ("立案，案号第023号，经济建设", "表决：赞成9票") if minutes
                        else ("建议立案", "经济建设", f"拟交办单位：{UNIT}")),
            MeetingLine(2, "T2026-0024", "关于解决县城停车难的提案", "民盟云岭县支部",
                        ("会上没有议决",) if minutes else ("建议不予立案", "已列入政府重点工作")),
        ),
        issued_on=date(2026, 3, 12),
        record_mark=MARK,
    )  # fmt: skip


_UNITS = (
    UNIT, FINANCE, "云岭县教育局", "云岭县住房和城乡建设局", "云岭县水利局", "云岭县农业农村局",
    "云岭县卫生健康委员会", "云岭县民政局",
)  # fmt: skip
_OVERVIEW = tuple(
    OverviewLine(name, 12 - no, 9 - no, 3, 12 - no, 10 - no, no % 3, no % 2, 6 - no // 2, 2, no % 2,
                 8 - no, 9 - no)
    for no, name in enumerate(_UNITS)
)  # fmt: skip
_CATALOGUE = (
    CatalogueLine(CASE, TITLE, "阿卜杜拉·买买提（另有 1 人联名）", "经济建设",
                  f"{UNIT}、{FINANCE}（会办）", "已办结", "B", "满意2"),
    CatalogueLine("十二届三次第024号", "关于解决县城停车难的提案", "民盟云岭县支部", "社会建设",
                  "云岭县住房和城乡建设局", "办理中", "—", "—"),
    CatalogueLine("十二届三次第025号", "关于在乡镇小学配备心理健康教师的提案", "李喆", "文化建设",
                  "云岭县教育局", "已办结", "A", "未反馈"),
    CatalogueLine("十二届三次第平006号", "关于保护喀拉苏湿地的提案", "古丽娜尔·艾山",
                  "生态文明建设", "云岭县自然资源局", "重新办理", "C", "不满意"),
)  # fmt: skip

LISTS = {
    "meeting_agenda": _meeting("提案审查会议程", minutes=False),
    "meeting_minutes": _meeting("提案审查会纪要", minutes=True),
    "handover_list": HandoverListSheet(
        committee=COMMITTEE,
        case_number="交办会 2026年3月25日",
        held_on=date(2026, 3, 25),
        place="县政协三楼会议室",
        total=3,
        units=(
            HandoverUnit(UNIT, (
                HandoverLine(1, "第023号", TITLE, "主办", date(2026, 6, 25), True),
                HandoverLine(2, "第031号", "关于建立农村公路路长制的提案", "独办",
                             date(2026, 6, 25), False),
            )),
            HandoverUnit(FINANCE, (
                HandoverLine(1, "第023号", TITLE, "会办", date(2026, 5, 15), True),
            )),
        ),
        issued_on=date(2026, 3, 25),
        record_mark=MARK,
    ),
    "look_back_register": LookBackRegisterSheet(
        committee=COMMITTEE,
        case_number=f"{UNIT}2026年",
        unit=UNIT,
        year=2026,
        letters=2,
        lines=(
            LookBackLine(CASE, "B", TITLE, "养护经费列入下一年度预算草案。", "古丽娜尔·艾山",
                         date(2026, 12, 31), "2026年11月3日正在按期推进：已列入草案第二稿。",
                         "正在办理", ""),
            LookBackLine("十二届二次第017号", "A", "关于修复喀拉苏桥的提案",
                         "2026年6月底前完成修复。",
                         "李明", date(2026, 6, 30), "2026年7月2日已经做到", "已完成", ""),
        ),
        issued_on=date(2026, 11, 30),
        record_mark=MARK,
    ),
    "volume_cover": VolumeCoverSheet(
        committee=COMMITTEE,
        case_number=CASE,
        volume_no="2026-0012",
        supplement="",
        reason="",
        fonds_no="0031",
        year=2026,
        title=TITLE,
        proposer="阿卜杜拉·买买提（另有 1 人联名）",
        units=(UNIT, FINANCE),
        outcome="已办结",
        begins=date(2026, 2, 6),
        ends=date(2026, 7, 9),
        pieces=9,
        pages=34,
        retention="永久",
        put_together_by="张晓云",
        checked_by="王明",
        issued_on=date(2026, 11, 20),
        list_sha256=SHA,
        record_mark=MARK,
    ),
    "volume_list": VolumeListSheet(
        committee=COMMITTEE,
        case_number=CASE,
        volume_no="2026-0012",
        title=TITLE,
        fonds_no="0031",
        year=2026,
        retention="永久",
        lines=(
            PieceLine(1, "阿卜杜拉·买买提", "", "提案表", date(2026, 2, 6), "1—2"),
            PieceLine(2, PROPOSALS, "", "审查表", date(2026, 3, 12), "3"),
            PieceLine(3, "中共云岭县委办公室", "云办交〔2026〕3号", "交办单",
                      date(2026, 3, 25), "4"),
            PieceLine(4, UNIT, "云交函〔2026〕12号",
                      "关于县政协第十二届第三次会议第023号提案的答复",
                      date(2026, 6, 18), "5—7"),
            PieceLine(5, UNIT, "", "现场照片.jpg", date(2026, 5, 6), ""),
        ),
        pages=7,
        explained=(("送达回证", "当面送交，没有回证，已登记送达。", "张晓云"),),
        issued_on=date(2026, 11, 20),
        list_sha256=SHA,
        record_mark=MARK,
    ),
    "examination_sheet": _extract(
        "提案审查表",
        ExtractPart("初审　2026年3月5日", (("初审建议", "立案"), ("初审人", "王明"))),
        ExtractPart("立案　2026年3月12日", (("类别", "经济建设"), ("审查意见", "同意立案。"))),
    ),
    "withdrawal_sheet": _extract(
        "提案撤案记录",
        ExtractPart("撤案　2026年3月2日",
                    (("申请人", "阿卜杜拉·买买提"), ("理由", "问题已经解决。"))),
    ),
    "instruction_sheet": _extract(
        "领导批示抄件",
        ExtractPart("赵建国　2026年3月20日",
                    (("批示内容", "请交通运输局认真研究，逐条答复。"), ("登记人", "张晓云"))),
    ),
    "delivery_sheet": _extract(
        "送达登记",
        ExtractPart(f"{UNIT}　云交函〔2026〕12号",
                    (("阿卜杜拉·买买提", "当面送交，2026年6月19日"),
                     ("李喆", "网上，2026年6月18日"))),
    ),
    "evaluation_sheet": _extract(
        "征询意见汇总",
        ExtractPart("阿卜杜拉·买买提　第一次答复",
                    (("办理态度", "满意"), ("办理结果", "基本满意"), ("意见", "修复及时。"))),
    ),
    "supervision_sheet": _extract(
        "督办记录",
        ExtractPart("列为重点提案　2026年3月18日",
                    (("督办领导", "赵建国"), ("督办方式", "现场督办"))),
    ),
    "publication_record": _extract(
        "答复公开记录",
        ExtractPart("公开件　2026年6月20日",
                    (("公开范围", "摘要公开"), ("拟稿", "张晓云"), ("审批", "李志明"),
                     ("公开日期", "2026年7月8日"), ("现状", "已公开"))),
    ),
    "flow_log": FlowLogSheet(
        committee=COMMITTEE,
        case_number=CASE,
        title=TITLE,
        lines=(
            LogLine("2026-02-06 10:12", "提案", "送联络组", "阿卜杜拉·买买提", MARK),
            LogLine("2026-03-12 16:40", "提案", "立案", "张晓云", MARK),
            LogLine("2026-03-25 11:05", UNIT, "交办给承办单位", "系统", MARK),
        ),
        issued_on=date(2026, 11, 20),
        record_mark=MARK,
    ),
    "unit_overview": OverviewSheet(
        committee=COMMITTEE,
        case_number="第十二届第三次会议",
        lines=_OVERVIEW,
        total=OverviewLine("合计", 68, 44, 24, 68, 52, 7, 4, 36, 16, 4, 36, 44),
        issued_on=date(2026, 11, 20),
        record_mark=MARK,
    ),
    "proposal_catalogue": CatalogueSheet(
        committee=COMMITTEE,
        case_number="第十二届第三次会议",
        lines=_CATALOGUE,
        left_off=0,
        issued_on=date(2026, 11, 20),
        record_mark=MARK,
    ),
    "audit_report": AuditReportSheet(
        committee=COMMITTEE,
        case_number="全部办理记录",
        auditor="艾尼瓦尔·吐尔逊",
        events=8421,
        chains=612,
        algorithms=(("sha256", 8421),),
        first_day=date(2026, 1, 12),
        last_day=date(2026, 11, 20),
        first_hash=SHA,
        last_hash=SHA[::-1],
        heads_hash=SHA[8:] + SHA[:8],
        faults=(),
        differences=(),
        tree=(),
        checkpoint=(8390, SHA),
        verified_at="2026年11月20日 04:10",
        check=SpotCheckPart(
            made_on=date(2026, 11, 19),
            made_by="艾尼瓦尔·吐尔逊",
            total=212,
            seed="福彩3D-2026310",
            digest=SHA,
            stratum="按承办单位分层",
            lines=(
                SpotCheckLine("023　关于改善老旧小区供热的提案", FINANCE, "没有问题", ""),
                SpotCheckLine(
                    "平006　关于修建村级养老驿站的提案",
                    FINANCE,
                    "有问题",
                    "沟通记录三次都是单位一方记的，打电话问过提案人，只有一次属实。",
                ),
            ),
            note="抽中的 2 件里 1 件有问题，已书面告知提案委办公室。",
        ),
        refusals=(("评价", 6), ("销号", 3), ("立案", 1)),
        issued_on=date(2026, 11, 20),
        record_mark=MARK,
    ),
}  # fmt: skip
