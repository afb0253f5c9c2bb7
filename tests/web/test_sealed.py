"""The sealed case file: verified by the script in it, with Python alone; any change shows."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.issuing import issue_letters
from tests.pages import Visit
from tests.stories import ONCE, Story
from web.house import House
from web.sealedfile import sealed_file
from workflow.checkpoints import introduce, seal
from workflow.signednote import Note, Signer, new_signer, read_note

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "script" / "verify_sealed.py"


@pytest.fixture
def signer() -> Signer:
    return new_signer("云岭县政协")


@pytest.fixture
def sealed(visit: Visit, story: Story, house: House, signer: Signer) -> dict[str, bytes]:
    """The members of the sealed file of a filed case, two events of it after the checkpoint."""
    session = story.session
    introduce(session, signer, story.now)
    case = story.reach("proposal", "examining")
    seal(session, signer, story.now)
    story.do(case, "file")
    session.commit()
    content = sealed_file(session, house.engine, house.settings, case, signer, story.now)
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def verified(
    files: dict[str, bytes], tmp_path: Path, *more: str
) -> subprocess.CompletedProcess[str]:
    """What the script of the house says, in a Python without any library."""
    place = tmp_path / "case.zip"
    with zipfile.ZipFile(place, "w") as zipped:
        for name, content in files.items():
            zipped.writestr(name, content)
    words = (sys.executable, "-I", "-S", "-O", str(SCRIPT), str(place), *more)
    return subprocess.run(words, capture_output=True, text=True, check=False)


def relisted(files: dict[str, bytes], signer: Signer) -> dict[str, bytes]:
    """A forger who has the key makes the manifest anew; the record must still say no."""
    manifest = json.loads(files["manifest.json"])
    for one in manifest["files"]:
        one["sha256"] = hashlib.sha256(files[one["path"]]).hexdigest()
    whole = json.dumps(manifest).encode()
    text = f"{signer.name}\nsealed case\n{hashlib.sha256(whole).hexdigest()}\n"
    note = str(Note(text, (signer.sign(text),))).encode()
    return files | {"manifest.json": whole, "manifest.note": note}


def test_the_script_is_short_and_needs_nothing() -> None:
    source = SCRIPT.read_text("utf-8")
    assert len(source.splitlines()) < 150
    names = {line.split()[1] for line in source.splitlines() if line.startswith("import ")}
    assert names <= sys.stdlib_module_names
    assert "assert " not in source.split('"""', 2)[2].replace("an assert would vanish", "")


@ONCE
def test_a_sealed_file_is_whole_and_any_change_shows(
    sealed: dict[str, bytes], signer: Signer, tmp_path: Path
) -> None:
    good = verified(sealed, tmp_path, str(signer.verifier))
    assert good.returncode == 0, good.stderr
    assert "和封存时一致" in good.stdout
    assert "还没有签署的 0 条" not in good.stdout
    assert verified(sealed, tmp_path).returncode == 0
    assert any(name.startswith("sheets/") for name in sealed)
    assert (
        "不是这把公钥" in verified(sealed, tmp_path, str(new_signer("云岭县政协").verifier)).stderr
    )
    random = Random(3)
    for name in set(sealed) - {"verify.py"}:
        content = bytearray(sealed[name])
        content[random.randrange(len(content) - 1)] ^= 1
        bad = verified(sealed | {name: bytes(content)}, tmp_path, str(signer.verifier))
        assert bad.returncode == 1, name
        assert "核验不通过" in bad.stderr
    assert "多出了" in verified(sealed | {"x": b""}, tmp_path).stderr
    less = {name: content for name, content in sealed.items() if name != "events.json"}
    assert "缺少文件：events.json" in verified(less, tmp_path).stderr


@ONCE
def test_its_sheets_are_those_that_were_issued(
    visit: Visit, story: Story, house: House, signer: Signer
) -> None:
    """Byte for byte, with their code and their checkpoint; and one that is not so is told."""
    session = story.session
    introduce(session, signer, story.now)
    seal(session, signer, story.now)
    session.commit()
    task, _event, rows = issue_letters(story, house)
    case = task.proposal

    def listed() -> dict[str, Any]:
        content = sealed_file(session, house.engine, house.settings, case, signer, story.now)
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            files = json.loads(zipped.read("manifest.json"))["files"]
        return {one["path"]: one for one in files}

    told = listed()
    registered = {f"sheets/{row.subject_id}-{row.name}.pdf" for row in rows}
    assert {path for path, one in told.items() if "as_issued" in one} == registered
    letter = told[f"sheets/{task.id}-reply_letter.pdf"]
    assert letter["as_issued"]
    assert letter["sha256"] in {row.sha256 for row in rows}
    task.replies[-1].body += "后来加上的一句。"
    session.flush()
    assert not listed()[letter["path"]]["as_issued"]


Change = Callable[[list[dict[str, Any]]], None]


def reworded(events: list[dict[str, Any]]) -> None:
    events[1]["text"] += " "


def rewritten(events: list[dict[str, Any]]) -> None:
    events[1]["leaf"] = events[1]["leaf"].replace('"seq":2', '"seq":2,"x":1')


def rehashed(events: list[dict[str, Any]]) -> None:
    rewritten(events)
    events[1]["hash"] = hashlib.sha256(events[1]["leaf"].encode()).hexdigest()


def dropped(events: list[dict[str, Any]]) -> None:
    del events[1]


@ONCE
@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (reworded, "第 2 条记录的文字被改动"),
        (rewritten, "第 2 条记录被改动"),
        (rehashed, "第 3 条记录与前一条接不上"),
        (dropped, "第 2 条记录与前一条接不上"),
    ],
)
def test_a_forger_with_the_key_is_contradicted_by_the_record(
    sealed: dict[str, bytes], signer: Signer, tmp_path: Path, change: Change, sentence: str
) -> None:
    events = json.loads(sealed["events.json"])
    change(events)
    forged = relisted(sealed | {"events.json": json.dumps(events).encode()}, signer)
    assert sentence in verified(forged, tmp_path).stderr


@ONCE
def test_a_proof_of_another_place_does_not_hold(
    sealed: dict[str, bytes], signer: Signer, tmp_path: Path
) -> None:
    proofs = json.loads(sealed["proofs.json"])
    proofs[0]["position"] += 1
    forged = relisted(sealed | {"proofs.json": json.dumps(proofs).encode()}, signer)
    assert "第 1 条记录不在签署的树里" in verified(forged, tmp_path).stderr


def test_the_script_signs_like_the_library(tmp_path: Path) -> None:
    """Ed25519 in plain Python against `cryptography`, true and damaged."""
    import importlib.util

    spec = importlib.util.spec_from_file_location("verify_sealed", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    random = Random(4)
    for number in range(8):
        signer, text = new_signer(f"某县{number}"), f"{number}\n" * number + "x\n"
        note = read_note(str(Note(text, (signer.sign(text),))))
        signature, public = note.signatures[0].bytes, signer.verifier.public
        assert script.is_signed(public, text.encode(), signature)
        spoilt = bytearray(signature)
        spoilt[random.randrange(64)] ^= 1 << random.randrange(8)
        with contextlib.suppress(ValueError):
            assert not script.is_signed(public, text.encode(), bytes(spoilt))
