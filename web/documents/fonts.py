"""Which faces the sheets are set in, where they lie, and what they can write.

Nothing is left to the system: a face that is missing stops the start with one sentence, and a
character that no face can write stops the print with one, so that no other face slips in and no
empty box is printed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from web.documents.coverage import UnreadableFont, code_points, needed

#: glyphs that Fandol draws for several characters: left to the next face, so that the text
#: copied out of the PDF is the text that went in
_FANDOL_SHARES = ((0x2022, 0x2022), (0x22EF, 0x22EF), (0x2E80, 0x2FDF), (0x30FB, 0x30FB),
                  (0xE000, 0xF8FF))  # fmt: skip
_NOTO_SHARES = ((0x2011, 0x2012), (0x2027, 0x2027), (0x2215, 0x2215), (0x2329, 0x232A),
                (0x2E80, 0x2FDF), (0x301C, 0x301C))  # fmt: skip
_FILE_KINDS = (".otf", ".ttf", ".ttc")


class MissingFont(Exception):
    """A face the sheets are set in is not installed."""


class Unprintable(ValueError):
    """A text holds a character that no installed face can write."""


@dataclass(frozen=True, slots=True)
class Face:
    """A face: the name the style sheets use, the file it comes from."""

    family: str
    label: str
    file: str
    #: which font of a collection, by its number
    number: int = -1
    #: a collection is known by its own family names
    renamed: bool = True
    leaves_out: tuple[tuple[int, int], ...] = ()
    #: used where it is installed; nothing is wrong without it
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Font:
    """A face with the place where it was found."""

    face: Face
    path: Path


#: in the order in which they are asked for a character
FACES = (
    Face("jy-fangsong", "仿宋", "FandolFang-Regular.otf", leaves_out=_FANDOL_SHARES),
    Face("jy-kaiti", "楷体", "FandolKai-Regular.otf", leaves_out=_FANDOL_SHARES),
    Face("jy-heiti", "黑体", "FandolHei-Regular.otf", leaves_out=_FANDOL_SHARES),
    Face("jy-songti", "宋体", "FandolSong-Regular.otf", leaves_out=_FANDOL_SHARES),
    Face("jy-xiaobiaosong", "小标宋", "FandolSong-Bold.otf", leaves_out=_FANDOL_SHARES),
    Face("Noto Serif CJK SC", "宋体（生僻字）", "NotoSerifCJK-Regular.ttc", 2, False, _NOTO_SHARES),
    Face("Noto Sans CJK SC", "黑体（生僻字）", "NotoSansCJK-Regular.ttc", 2, False),
    # GB 18030's characters beyond the basic plane, where the package fonts-hanazono is installed
    Face("jy-rare-a", "生僻字（花园明朝 A）", "HanaMinA.ttf", optional=True),
    Face("jy-rare-b", "生僻字（花园明朝 B）", "HanaMinB.ttf", optional=True),
    Face("UKIJ Tuz", "维吾尔文", "UKIJTuz.ttf", renamed=False),
)
#: the county's licensed faces, used before the free ones where their files are present
OWN_FACES = tuple(
    Face(f"jy-own-{name}", label, name)
    for name, label in (
        ("fangsong", "仿宋"), ("kaiti", "楷体"), ("heiti", "黑体"), ("songti", "宋体"),
        ("xiaobiaosong", "小标宋"), ("rare", "生僻字"),
    )
)  # fmt: skip


def find_fonts(instance: Path) -> tuple[Font, ...]:
    """Find every face, the county's own first; raise MissingFont with one sentence.

    Looked through: JIANYAN_FONTS_DIR, `fonts` in the instance folder, then the system's fonts.
    """
    return _find(instance, os.environ.get("JIANYAN_FONTS_DIR", ""))


@lru_cache(maxsize=8)
def _find(instance: Path, own_folder: str) -> tuple[Font, ...]:
    folders = [Path(own_folder)] if own_folder else []
    folders.append(instance / "fonts")
    here = {path.name: path for folder in reversed(folders) for path in _fonts_in(folder)}
    system: dict[str, Path] | None = None
    found: list[Font] = []
    missing: list[Face] = []
    for face in OWN_FACES:
        kinds = (here.get(face.file + kind) for kind in _FILE_KINDS)
        own = next((path for path in kinds if path is not None), None)
        if own is not None:
            found.append(Font(face, own))
    for face in FACES:
        path = here.get(face.file)
        if path is None:
            system = _system_fonts() if system is None else system
            path = system.get(face.file)
        if path is None:
            missing += [] if face.optional else [face]
        else:
            found.append(Font(face, path))
    if missing:
        names = "、".join(f"{face.label}（{face.file}）" for face in missing)
        files = ", ".join(face.file for face in missing)
        raise MissingFont(
            f"缺少公文字体：{names}。请运行 script/setup，或者把字体文件放进 {folders[0]}。"
            f" Fonts are missing: {files}. Run script/setup or put the files into {folders[0]}."
        )
    return tuple(found)


def _fonts_in(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else ()


def _system_fonts() -> dict[str, Path]:
    shares = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    wanted = {face.file for face in FACES}
    found: dict[str, Path] = {}
    for share in shares.split(":"):
        for folder, _folders, files in os.walk(Path(share) / "fonts"):
            for name in wanted.intersection(files):
                found.setdefault(name, Path(folder) / name)
    return found


def covered(font: Font) -> frozenset[int]:
    """Return the code points the font's face can write; MissingFont for a file that is no font."""
    try:
        return code_points(font.path, font.face.number)
    except UnreadableFont as problem:
        raise MissingFont(str(problem)) from problem


def require_coverage(fonts: tuple[Font, ...]) -> None:
    """Raise MissingFont, with one sentence, if the faces do not write what every county needs."""
    left = set(needed())
    # The last face writes Uyghur, the first ones all else: the large files stay closed.
    for font in (fonts[-1], *fonts[:-1]):
        if not left:
            return
        left -= covered(font)
    if left:
        shown = "、".join(map(chr, sorted(left)[:10]))
        raise MissingFont(
            f"公文字体写不出 {len(left)} 个必需的字，例如：{shown}。"
            "请运行 script/setup，或者换用完整的字体。"
            f" The fonts lack {len(left)} characters every county needs. Run script/setup."
        )


@lru_cache(maxsize=8)
def plain_characters(fonts: tuple[Font, ...]) -> frozenset[int]:
    """Return the code points that the free 仿宋 writes itself; for all others a face steps in."""
    first = next(font for font in fonts if font.face is FACES[0])
    return covered(first).difference(
        code for start, end in first.face.leaves_out for code in range(start, end + 1)
    )


def missing_characters(text: str, fonts: tuple[Font, ...]) -> str:
    """Return the characters of the text that no face writes; later faces are opened on need."""
    left = {ord(c) for c in text if c not in "\u200c\u200d\n\r\t"}
    for font in fonts:
        if not left:
            break
        left -= covered(font)
    return "".join(map(chr, sorted(left)))


def require_characters(text: str, fonts: tuple[Font, ...]) -> None:
    """Raise Unprintable with one sentence if a character cannot be written."""
    missing = missing_characters(text, fonts)
    if missing:
        shown = "、".join(f"“{c}”（U+{ord(c):04X}）" for c in missing[:10])
        raise Unprintable(f"这些字符没有可用的字体，不能打印：{shown}。")
