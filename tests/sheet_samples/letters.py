"""One sample of every letter, as a county would send it. Everything in them is invented."""

from dataclasses import replace
from datetime import date

from web.documents.examinationsheets import ExaminationNoticeSheet
from web.documents.opinionsheets import OpinionIssueSheet
from web.documents.sheets import AnswerLine, RehandlingSheet, ReplyLetterSheet
from web.documents.supervisionsheets import UrgeNoticeSheet
from web.documents.unitsheets import CoOpinionSheet

MARK = "9f3c2a71b0de"
CASE = "十二届三次第023号"
TITLE = "关于加强农村公路养护管理的提案"
UNIT = "云岭县交通运输局"
COMMITTEE = "政协云岭县委员会"
PROPOSALS = "政协云岭县委员会提案委员会"

BODY = """近年来，我县农村公路通车里程达到1286.5公里，其中等级公路占92.3%，养护任务逐年加重。\
我局收到提案后，由分管领导牵头，会同县财政局、恰热克镇人民政府到现场调研，并当面听取了您的意见。
一、关于养护现状
（一）日常养护
全县设养护道班11个，养护工人86人，平均每人养护15公里。
（二）资金保障
2025年县级财政安排养护资金420万元，比上年增加60万元。"""

REPLY = ReplyLetterSheet(
    case_number=CASE,
    title="关于县政协第十二届第三次会议第023号提案的答复",
    unit=UNIT,
    doc_no="云交函〔2026〕12号",
    reply_class="B",
    signer="李明",
    salutation="阿卜杜拉·买买提委员",
    opening=f"您提出的《{TITLE}》（第023号）收悉。经认真研究办理，现答复如下：",
    body=BODY,
    answers=(
        AnswerLine(
            1,
            "建立县、乡、村三级路长制，明确每一条路的养护责任人。",
            "采纳",
            "县人民政府办公室已于2026年4月2日印发《云岭县农村公路路长制实施方案》，全县11个乡镇"
            "共设县级路长3名、乡级路长24名、村级路长158名，责任牌已全部立好。",
        ),
        AnswerLine(
            2,
            "将养护经费列入县级财政预算，并逐年增长。",
            "列入计划",
            "已会同县财政局测算2027年养护资金需求，拟列入下一年度预算草案。",
            date(2026, 12, 31),
        ),
        AnswerLine(
            3,
            "在恰热克镇新建养护站1座。",
            "未采纳",
            "经测算，该镇现有道班距各村均在12公里以内，新建养护站的条件尚不成熟；我局已为该道班"
            "增配小型压路机1台。",
        ),
    ),
    closing="感谢您对我们工作的关心和支持，欢迎继续提出宝贵意见。",
    issued_on=date(2026, 6, 18),
    contact_person="古丽娜尔·艾山",
    contact_phone="0998-8512345",
    publicity="主动公开",
    attachments=("征询意见表", "云岭县农村公路路长制实施方案"),
    copies=("县政协提案委员会", "县人民政府督查室", "县财政局"),
    record_mark=MARK,
)


def _notice(heading: str, says: str, *lines: str) -> ExaminationNoticeSheet:
    return ExaminationNoticeSheet(
        case_number="T2026-0023",
        heading=heading,
        unit=PROPOSALS,
        salutation="阿卜杜拉·买买提委员",
        opening=f"您提出的《{TITLE}》（流水号T2026-0023）收悉。{says}",
        lines=lines,
        issued_on=date(2026, 3, 12),
        record_mark=MARK,
    )


LETTERS = {
    "reply_letter": REPLY,
    "reply_draft": replace(REPLY, draft="送审稿"),
    "comment_draft": replace(REPLY, draft="征求意见稿"),
    "second_letter": replace(
        REPLY,
        title=REPLY.title.replace("答复", "再次答复"),
        doc_no="云交函〔2027〕3号",
        reply_class="A",
        opening=f"您提出的《{TITLE}》（第023号），我单位曾以云交函〔2026〕12号文答复，"
        "答复所列计划事项现已办理完毕，再次答复如下：",
        body="2027年养护经费460万元已列入县级财政预算，比上年增长9.5%。",
        answers=(),
        issued_on=date(2027, 1, 20),
        attachments=(),
    ),
    "filing_notice": _notice(
        "提案立案通知书",
        "经审查，符合立案条件，予以立案。现将有关事项通知如下：",
        "一、案号：第023号。今后来信来电请注明案号，案号永久不变。",
        "二、类别：经济建设，交通。",
        f"三、拟交办单位：{UNIT}。以交办通知为准。",
        "提案交办以后，承办单位会在办理前与您联系，听取意见，并在规定期限内书面答复。",
    ),
    "not_filing_notice": _notice(
        "提案不予立案通知书",
        "经审查，不予立案。现将理由和去向通知如下：",
        "一、理由（第3项）：属于已有明确规定并正在办理的。",
        "二、说明：所提事项已列入县人民政府2026年重点工作，责任单位和时限已经明确。",
        "三、去向：作为社情民意信息转送。送往何处、何时送出，登记以后您可以在建言系统中看到。",
        f"四、对本决定有不同意见的，可以补充材料后重新提出，也可以向{PROPOSALS}反映，"
        "电话：0998-8510001。",
    ),
    "return_notice": _notice(
        "提案退回修改通知书",
        "经审查，需要修改后再提交。现将理由通知如下：",
        "一、理由：建议部分没有写明由谁做、做到什么程度。",
        "二、请在建言系统中修改原文后再次提交，流水号不变，已经写好的内容都保留着。",
        f"三、不准备修改的，可以撤案。有疑问的，请向{PROPOSALS}询问，电话：0998-8510001。",
    ),
    "merging_notice": _notice(
        "提案并案通知",
        "经研究，与反映同一问题的提案合并办理。现将有关事项通知如下：",
        f"一、主案：《{TITLE}》（第023号），提案人阿卜杜拉·买买提、李喆。",
        "二、并入的提案：《关于建立农村公路路长制的提案》（第031号），提案人古丽娜尔·艾山。",
        "三、并案理由：两件提案反映同一问题，建议相近。",
        "四、原提案全文和编号照旧保留，各提案人的权利不变。",
    ),
    "parting_notice": _notice(
        "提案撤销并案通知",
        "经研究，不再并案，恢复单独办理。现将有关事项通知如下：",
        f"一、原主案：《{TITLE}》（第023号），提案人阿卜杜拉·买买提。",
        "二、理由：承办单位不同，分开办理更便于落实。",
        "三、本件恢复单独办理，期限自今日起重新计算。",
    ),
    "urge_notice": UrgeNoticeSheet(
        case_number=CASE,
        heading="提案办理催办通知",
        unit=PROPOSALS,
        units=(UNIT,),
        opening=f"贵单位承办的《{TITLE}》（{CASE}），期限为2026年6月30日，至今已逾期6天。"
        "现予催办（第二次）。",
        text="请尽快与提案人当面沟通，并把答复函送审稿报县人民政府分管领导审定。",
        closing="请于2026年7月10日前反馈办理情况。",
        contact="张晓云",
        phone="0998-8510001",
        issued_on=date(2026, 7, 6),
        record_mark=MARK,
    ),
    "co_opinion": CoOpinionSheet(
        case_number=CASE,
        title="关于县政协第十二届第三次会议第023号提案的会办意见",
        unit="云岭县财政局",
        doc_no="云财函〔2026〕8号",
        addressee=UNIT,
        opening=f"《{TITLE}》（第023号）由我单位会办。现提出会办意见如下：",
        body="一、养护资金已按每公里3000元的标准列入2026年预算。\n"
        "二、增长机制待县人民政府常务会议审定以后执行，预计2026年9月底前完成。",
        issued_on=date(2026, 5, 8),
        contact_person="王明",
        contact_phone="0998-8513456",
        copies=("县政协提案委员会",),
        record_mark=MARK,
    ),
    "rehandling_notice": RehandlingSheet(
        unit=PROPOSALS,
        case_number=CASE,
        title=TITLE,
        proposers=("阿卜杜拉·买买提", "李喆"),
        units=(UNIT,),
        doc_nos=("云交函〔2026〕12号",),
        round_no=2,
        reasons=(
            ("阿卜杜拉·买买提", "第三条建议没有说明为什么不能新建养护站，也没有替代的办法。"),
        ),
        due_on=date(2026, 8, 20),
        issued_on=date(2026, 7, 20),
        phone="0998-8510001",
        copies=("县人民政府督查室",),
        record_mark=MARK,
    ),
    "opinion_issue": OpinionIssueSheet(
        unit="政协云岭县委员会",
        case_number="社情民意〔2026〕3期",
        number="社情民意〔2026〕3期",
        title="关于县城二次供水水箱多年没有清洗的反映",
        text="一、情况\n县城23个小区有二次供水水箱，近三年清洗过的只有4个。5月走访7个小区，"
        "居民反映早晨放出的水发黄。\n二、分析\n物业合同没有写明由谁清洗，"
        "没有物业的小区无人过问。\n三、建议\n"
        "由住房和城乡建设局牵头，卫生健康部门检测，半年清洗一次，结果贴在楼门口；"
        "没有物业的小区由社区代为委托。",
        writers=("阿卜杜拉·买买提", "李喆"),
        main_to="县委、县政府",
        copies_to="地区政协工委，县住房和城乡建设局、县卫生健康委",
        editor="王明",
        signer="陶文远",
        issued_on=date(2026, 5, 8),
        record_mark=MARK,
    ),
}
