"""Prints the sample of every sheet and draws its first page into docs/sheets, with an index.

.venv/bin/python script/sheets.py           # all of them
.venv/bin/python script/sheets.py receipt   # one, to look at while it is changed
"""

import io
import os
import sys
from pathlib import Path

import pypdfium2
from PIL import Image

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.sheet_samples import SAMPLES  # noqa: E402  (the program lies beside this script)
from web.documents.printer import DOCUMENTS, print_counted  # noqa: E402
from workflow.check import prove  # noqa: E402
from workflow.names import KNOWN  # noqa: E402

OUT = ROOT / "docs" / "sheets"
INSTANCE = Path(os.environ.get("JIANYAN_INSTANCE") or ROOT / "instance")
#: pixels of a millimetre: small, and still to be read
SCALE = 80 / 72
LARGEST = 60_000
#: tried from the best to the smallest
COLOURS = (12, 8, 6, 5, 4)


def draw(name: str) -> int:
    """Write the picture of one sheet; return the number of its pages."""
    pdf, count = print_counted(name, [SAMPLES[name]], INSTANCE)
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        pages = [page.render(scale=SCALE).to_pil() for page in document]
    if count > 1:
        gap = 8
        width = sum(one.width for one in pages) + gap * (count - 1)
        whole = Image.new("RGB", (width, max(one.height for one in pages)), "#9aa0a6")
        at = 0
        for one in pages:
            whole.paste(one, (at, 0))
            at += one.width + gap
        pages = [whole]
    for colours in COLOURS:
        picture = pages[0].convert("RGB").quantize(colours, dither=Image.Dither.NONE)
        picture.save(OUT / f"{name}.png", optimize=True)
        if (OUT / f"{name}.png").stat().st_size <= LARGEST:
            break
    return count


def index(counts: dict[str, int]) -> str:
    """The page with a line for each sheet: its picture, and who signs it."""
    rules = prove((ROOT / "states.yaml").read_text("utf-8"), KNOWN)
    labels = {one.name: one.label for flow in rules.workflows for one in flow.documents}
    lines = []
    for name, count in counts.items():
        folder = DOCUMENTS[name].template.partition("/")[0]
        note = (ROOT / "web" / "documents" / folder / "README.md").read_text("utf-8").strip()
        title = labels.get(name) or note.partition("：")[0]
        lines.append(f"| [{title}]({name}.png) | `{name}` | {count} | {note} |")
    return INTRODUCTION + "\n".join(lines) + "\n"


INTRODUCTION = """# 文书样张

每一种文书一张样张，内容都是虚构的。由一条命令生成，改了版式以后再运行一次：

```sh
.venv/bin/python script/sheets.py
```

| 文书 | 名字 | 页数 | 谁签、怎么用 |
|---|---|---|---|
"""


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[1:] or sorted(SAMPLES)
    counts = {name: draw(name) for name in wanted}
    if not sys.argv[1:]:
        (OUT / "README.md").write_text(index(counts), "utf-8")
    large = [name for name in wanted if (OUT / f"{name}.png").stat().st_size > LARGEST]
    sys.exit(f"larger than {LARGEST} bytes: {', '.join(large)}" if large else 0)
