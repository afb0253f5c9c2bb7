"""Patterns of what is personal, as it is usually written, and the marks that replace it."""

from __future__ import annotations

import re

#: what stands in the place of a find
MARKS = {
    "number": "〔号码略〕",
    "phone": "〔电话略〕",
    "email": "〔邮箱略〕",
    "account": "〔账号略〕",
    "plate": "〔车牌略〕",
    "address": "〔地址略〕",
    "person": "〔姓名略〕",
    "post": "〔单位职务略〕",
}
#: full-width signs and the many dashes as their plain forms, one for one, so that places stay
PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20, 0xA0: 0x20,
    **dict.fromkeys(map(ord, "‐‑‒–—―−－"), 0x2D),
    **dict.fromkeys(map(ord, "‧•∙⋅・‧᛫⸱ꞏ"), ord("·")),
}  # fmt: skip
_UNITS = "元万亿千百个户人次吨公米平亩里辆套件棵株头只立方块斤度℃%"
_NAME = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
#: what stands before the name of a place and is no part of it
_PLACE = "(?:(?![到在于至往从是为住把对沿向与及由经])" + _NAME + ")"
_ROAD = "省|州|市|区|县|路|街|大道|巷|弄|胡同|村|组|社区|小区|花园|家园|新村|镇|乡"

#: of several finds at one place the first kind counts
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    # 身份证 of eighteen or fifteen digits, bank cards, also in groups of four
    ("number", re.compile(r"(?<![\dA-Za-z])\d{6}(?:[ -]?\d{4}){2}[ -]?\d{3}[\dXx](?![\dA-Za-z])")),
    ("number", re.compile(r"(?<!\d)(?:\d{4}[ -]){3,4}\d{1,7}(?!\d)")),
    ("number", re.compile(r"(?<!\d)\d{15,19}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)1[3-9]\d{2}[ -]\d{3}[ -]\d{4}(?!\d)")),
    ("phone", re.compile(
        r"(?<!\d)(?<!\d[.,])\(?0\d{2,3}\)?[ -]?[1-9]\d{6,7}(?:(?:转|-)\d{1,6})?(?!\d)"
    )),
    ("phone", re.compile(
        rf"(?<!\d)(?<!\d[.,])[48]00[ -]?\d{{3}}[ -]?\d{{4}}(?!\d|[.,]\d|\s?[{_UNITS}])"
    )),
    # a number after the word for a telephone
    ("phone", re.compile(
        r"(?:电话|手机|座机|热线|传真|拨打|致电|联系方式)[^\d\n。;]{0,4}(?P<it>\d[\d -]{4,12}\d)"
        rf"(?!\d|[.,]\d|\s?年|\s?[{_UNITS}])"
    )),
    # seven or eight digits that count nothing and are no day
    ("phone", re.compile(
        rf"(?<![\d〔-])(?<!\d[.,])(?!(?:19|20)\d{{2}}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d))"
        rf"[2-9]\d{{6,7}}(?!\d|[.,]\d|\s?[{_UNITS}])"
    )),
    # digits as characters: 一三八〇〇…
    ("phone", re.compile(r"[〇零○一二三四五六七八九幺]{7,}")),
    ("account", re.compile(
        r"(?i:QQ|微信|wechat)(?:号码?|账号)?[:是为 ]{0,2}(?P<it>[A-Za-z0-9_-]{5,20})"
    )),
    ("plate", re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·. ]?"
        r"[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
    )),
    ("address", re.compile(
        r"(?:住址|地址|住所|家住|现住|住在)[:为是]?(?P<it>[^,。;、!?\n()〔〕]{4,40})"
    )),
    ("address", re.compile(
        rf"(?:{_PLACE}{{1,4}}(?:{_ROAD}))+(?:第?\d+号?院?)?\d+(?:号楼|号|栋|幢|座)"
        r"(?:\d+(?:号楼|栋|幢|座))?(?:\d+单元)?(?:\d+(?:室|号|户))?"
    )),
    ("address", re.compile(r"\d+(?:号楼|栋|幢|座)(?:\d+单元)?\d+(?:室|号|户)")),
    ("address", re.compile(r"邮(?:政)?编(?:码)?[:为是]?(?P<it>\d{6})(?!\d)")),
    ("person", re.compile(
        r"(?:联系人|经办人|承办人|联络员|负责人|户主|当事人|申请人|身份证人)(?:姓名)?[:为是]\s?"
        rf"(?P<it>{_NAME}{{2,4}}(?:·{_NAME}{{1,10}})*)"
    )),
    ("person", re.compile(rf"(?P<it>{_NAME}{{2,4}}(?:·{_NAME}{{1,10}})*)(?=,[男女](?:,|性))")),
)  # fmt: skip
