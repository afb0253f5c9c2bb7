"""How single values of states.yaml are written: ids, labels, lists, flags."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from workflow.nodes import Listing, Mapping, Node, Scalar
from workflow.problems import Problem
from workflow.rules import OTHERWISE, Destination

LONGEST_LABEL = 40
LONGEST_SENTENCE = 200

ID = re.compile(r"[a-z][a-z0-9_]*\Z")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
# YAML 1.1 reads these as true, false or nothing; we do not, but the next tool would.
_TRAPS = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"})


class Reader:
    """Takes nodes apart, noting every problem and going on with what is left."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def refuse(self, node: Node, sentence: str) -> None:
        """Note one problem at this place."""
        self.problems.append(Problem(node.line, node.column, sentence))

    def entries(self, node: Node | None, what: str) -> Iterator[tuple[str, Scalar, Node]]:
        """The pairs of a mapping whose keys are free ids."""
        if node is None or type(node) is Node:
            return
        if not isinstance(node, Mapping):
            self.refuse(node, f"{what}下面要一行一项，写成“名字: 内容”")
            return
        if not node.pairs:
            self.refuse(node, f"{what}下面不能空着")
        for key, value in node.pairs:
            yield self.id(key), key, value

    def keyed(
        self, node: Node | None, what: str, known: Collection[str], required: Collection[str] = ()
    ) -> dict[str, Node]:
        """The pairs of a mapping whose keys are words of our grammar."""
        if node is None or type(node) is Node:
            return {}
        if not isinstance(node, Mapping):
            self.refuse(node, f"{what}要写成若干“名字: 内容”，可以写：{'、'.join(known)}")
            return {}
        found: dict[str, Node] = {}
        for key, value in node.pairs:
            if key.text in known:
                found[key.text] = value
            else:
                self._refuse_unknown_key(key, what, known)
        missing = [word for word in required if word not in found]
        if missing:
            self.refuse(node, f"{what}缺少 {'、'.join(missing)}")
        return found

    def _refuse_unknown_key(self, key: Scalar, what: str, known: Collection[str]) -> None:
        if key.text.lower() in _TRAPS:
            self.refuse(key, f"“{key.text}”在 YAML 里有特殊含义，不能作名字")
        else:
            self.refuse(key, f"{what}里没有“{key.text}”这一项，可以写：{'、'.join(known)}")

    def id(self, node: Node, capitals: bool = False) -> str:
        """A name: small letters, digits and underscores."""
        if not isinstance(node, Scalar):
            if type(node) is not Node:
                self.refuse(node, "这里要写一个名字")
            return ""
        text = node.text
        if text.lower() in _TRAPS and not (capitals and text.isupper()):
            self.refuse(node, f"“{text}”在 YAML 里有特殊含义，不能作名字")
        elif not text:
            self.refuse(node, "这里缺少名字")
        elif any(mark in text for mark in "，、；"):
            self.refuse(node, f"“{text}”里有全角标点，几个名字之间要用半角逗号“, ”隔开")
        elif not ID.match(text) and not (capitals and re.match(r"[A-Z]\Z", text)):
            self.refuse(node, f"名字“{text}”只能用小写英文字母、数字和下划线，并以字母开头")
        return text

    def optional_id(self, node: Node | None) -> str | None:
        """A name, or None where nothing is written."""
        return None if node is None else self.id(node)

    def ids(self, node: Node | None) -> tuple[str, ...]:
        """One name or a list of names."""
        if node is None:
            return ()
        if not isinstance(node, Listing):
            return tuple(filter(None, [self.id(node)]))
        if not node.items:
            self.refuse(node, "名单是空的；没有就整行不写")
        names: list[str] = []
        for item in node.items:
            name = self.id(item)
            if name and name in names:
                self.refuse(item, f"“{name}”在这里写了两次")
            elif name:
                names.append(name)
        return tuple(names)

    def pairs(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        """Two names a line, with ≠ between them."""
        items = node.items if isinstance(node, Listing) else [] if node is None else [node]
        found: list[tuple[str, str]] = []
        for item in items:
            left, sign, right = " ".join(self.sentence(item).split()).partition(" ≠ ")
            if not sign or not ID.match(left) or not ID.match(right):
                self.refuse(item, f"看不懂“{left}”，这里写作 拟稿的动作 ≠ 签发的动作")
            elif (left, right) in found:
                self.refuse(item, f"“{left} ≠ {right}”在这里写了两次")
            else:
                found.append((left, right))
        return tuple(found)

    def choice(self, node: Node | None, words: Collection[str]) -> str:
        """One of the given words."""
        if node is None:
            return ""
        text = self.id(node)
        if text and text not in words:
            self.refuse(node, f"“{text}”不对，只能是 {'、'.join(words)}")
        return text

    def choices(self, node: Node | None) -> tuple[tuple[str, str], ...]:
        """The answers among which one is chosen: name and words of each."""
        pairs = node.pairs if isinstance(node, Mapping) else []
        if node is not None and not pairs:
            self.refuse(node, "choices 下面要写成“名字: 文字”")
        return tuple((self.id(key, capitals=True), self.label(value)) for key, value in pairs)

    def sentence(self, node: Node | None, longest: int = LONGEST_SENTENCE) -> str:
        """A text for people, not empty and not too long."""
        if node is None or type(node) is Node:
            return ""
        if not isinstance(node, Scalar):
            self.refuse(node, "这里要写一句话；话里有冒号、括号的，请放进双引号")
            return ""
        text = node.text.strip()
        if not text:
            self.refuse(node, "这里不能空着，请写上给人看的文字")
        elif len(text) > longest:
            self.refuse(node, f"文字太长，有 {len(text)} 个字，最多 {longest} 个字")
        return text

    def label(self, node: Node | None) -> str:
        """A short name for people, in Chinese."""
        text = self.sentence(node, LONGEST_LABEL)
        if text and node is not None and not _CHINESE.search(text):
            self.refuse(node, f"“{text}”要用中文写，这是给人看的")
        return text

    def hint(self, node: Node | None) -> str | None:
        """A sentence, or None where nothing is written."""
        return None if node is None else self.sentence(node) or None

    def remark(self, node: Node | None) -> str | None:
        """A sentence in Chinese, or None where nothing is written."""
        text = self.hint(node)
        if text and node is not None and not _CHINESE.search(text):
            self.refuse(node, f"“{text}”要用中文写，这是给人看的")
        return text

    def flag(self, node: Node | None) -> bool:
        """Only `true` may be written; leaving the line out says the contrary."""
        if isinstance(node, Scalar) and node.text != "true":
            self.refuse(node, "这里只能写 true；不是的就整行不写")
        elif isinstance(node, Listing | Mapping):
            self.refuse(node, "这里只能写 true")
        return isinstance(node, Scalar) and node.text == "true"

    def whole_number(self, node: Node | None) -> int | None:
        """A positive whole number in digits."""
        if not isinstance(node, Scalar):
            if isinstance(node, Listing | Mapping):
                self.refuse(node, "这里要写一个数")
            return None
        if not re.match(r"[1-9][0-9]{0,8}\Z", node.text):
            self.refuse(node, f"“{node.text}”不是正整数")
            return None
        return int(node.text)

    def destinations(self, node: Node | None) -> tuple[Destination, ...]:
        """A state, or a mapping of states to conditions."""
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            return tuple(Destination(name, None) for name in self.ids(node))
        found: list[Destination] = []
        for state, _, value in self.entries(node, "to"):
            when = self.id(value)
            if state and when:
                found.append(Destination(state, None if when == OTHERWISE else when))
        return tuple(found)
