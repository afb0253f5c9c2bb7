"""界别: the sectors of a committee, the national list and what counties make of it."""

from __future__ import annotations

#: 全国政协的 34 个界别（第十四届）
NATIONAL = (
    "中国共产党", "中国国民党革命委员会", "中国民主同盟", "中国民主建国会", "中国民主促进会",
    "中国农工民主党", "中国致公党", "九三学社", "台湾民主自治同盟", "无党派人士",
    "共青团和青联", "中华全国总工会", "中华全国妇女联合会", "中华全国工商业联合会",
    "中国科学技术协会", "中华全国台湾同胞联谊会", "中华全国归国华侨联合会", "文化艺术界",
    "科学技术界", "社会科学界", "经济界", "农业界", "教育界", "体育界", "新闻出版界",
    "医药卫生界", "对外友好界", "社会福利和社会保障界", "少数民族界", "宗教界", "环境资源界",
    "特邀香港人士", "特邀澳门人士", "特别邀请人士",
)  # fmt: skip

#: how counties write and merge them
LOCAL = (
    "中共", "民革", "民盟", "民建", "民进", "农工党", "农工", "致公党", "台盟", "民主党派",
    "无党派", "共青团", "青联", "青年联合会", "工会", "总工会", "妇联", "妇女联合会", "工商联",
    "科协", "台联", "侨联", "台侨联", "归国华侨联合会", "科学技术", "科技", "社会科学", "社科",
    "文艺", "医卫", "卫生", "环境", "资源环境", "生态环境", "农林", "农业和农村", "农业农村",
    "工业", "经济和工业", "基层", "政法", "社会保障", "社会福利", "社会治理", "民族", "民族宗教",
    "民宗", "特邀", "特邀人士", "特别邀请", "港澳台侨", "香港澳门", "新的社会阶层人士",
)  # fmt: skip


def bare(sector: str) -> str:
    """The sector without the final 界 or 界别, for comparing."""
    return sector.removesuffix("界别").removesuffix("界").removesuffix("组").strip()


_KNOWN = frozenset(bare(name) for name in NATIONAL + LOCAL)


def is_known(sector: str) -> bool:
    """Whether any committee is known to have such a sector."""
    return bare(sector) in _KNOWN
