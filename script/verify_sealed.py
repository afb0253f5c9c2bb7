"""Verifies a sealed case file (封存案卷) offline: python3 verify.py FILE.zip [PUBLIC-KEY].

Needs Python 3.9 or newer and nothing else. Exit 0: nothing was changed since it was sealed.
Without a PUBLIC-KEY it uses the one in the file and prints it: compare it with the one that
the committee has published, or whoever forged the file may have put in his own.
"""

import base64
import hashlib
import json
import sys
import zipfile

P, Q = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def must(true, sentence):
    """ValueError with that sentence unless it is true; an assert would vanish under -O."""
    if not true:
        raise ValueError(sentence)


def add(a, b):
    """The sum of two points of the curve (RFC 8032, 5.1.4)."""
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    z, w = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, w - z, w + z, y + x
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(number, point):
    """The point so many times."""
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = add(found, point)
        point, number = add(point, point), number >> 1
    return found


def point_of(raw):
    """The point that 32 bytes stand for; ValueError when they stand for none."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point")
    if x & 1 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def is_signed(public, text, signature):
    """Whether the Ed25519 signature is true (RFC 8032, 5.1.7)."""
    key, r = point_of(public), point_of(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + text).digest(), "little") % Q
    one, two = times(s, BASE), add(r, times(h, key))
    same = (one[0] * two[2] - two[0] * one[2]) % P == (one[1] * two[2] - two[1] * one[2]) % P == 0
    return len(signature) == 64 and s < Q and same


def text_signed(note, key):
    """The text of a signed note, if that key signed it; ValueError if not."""
    name, number, raw = key.split("+", 2)
    public = base64.b64decode(raw)
    body, lines = note.rsplit("\n\n", 1)
    for line in lines.strip().split("\n"):
        mark, signer, signature = line.split(" ")
        whole = base64.b64decode(signature)
        ours = (mark, signer, whole[:4].hex(), public[:1]) == ("—", name, number, b"\x01")
        if ours and is_signed(public[1:], (body + "\n").encode(), whole[4:]):
            return body.split("\n")
    raise ValueError("签名不对，或者不是这把公钥签的")


def root_of(event, index, size, path):
    """The root to which an inclusion path leads (RFC 9162, 2.1.3.2)."""
    number, last = index, size - 1
    found = hashlib.sha256(b"\x00" + event.encode()).digest()
    for step in map(bytes.fromhex, path):
        must(last, "证明太长")
        if number & 1 or number == last:
            found = hashlib.sha256(b"\x01" + step + found).digest()
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\x01" + found + step).digest()
        number, last = number >> 1, last >> 1
    must(last == 0 and index < size, "证明太短")
    return found


def hexed(leaf, text):
    """The digest of a text, by the algorithm that the event names."""
    must(leaf["algorithm"] in ("sha256", "sm3"), "算法名被改动")
    return hashlib.new(leaf["algorithm"], text.encode()).hexdigest()


def verify(file, key):
    """Sentences about the file; ValueError with a sentence at the first bad place."""
    names, key = set(file.namelist()), key or file.read("key.txt").decode().strip()
    sealed = text_signed(file.read("manifest.note").decode(), key)
    digest = hashlib.sha256(file.read("manifest.json")).hexdigest()
    must(sealed[1:] == ["sealed case", digest], "清单 manifest.json 被改动")
    manifest = json.loads(file.read("manifest.json"))
    listed = {one["path"]: one["sha256"] for one in manifest["files"]}
    extra = names - set(listed) - {"manifest.json", "manifest.note", "verify.py"}
    must(not extra, f"多出了清单里没有的文件：{min(extra, default='')}")
    for path, expected in listed.items():
        must(path in names, f"缺少文件：{path}")
        must(hashlib.sha256(file.read(path)).hexdigest() == expected, f"文件被改动：{path}")
    noted = file.read("checkpoint.txt").decode() if "checkpoint.txt" in names else ""
    checkpoint = text_signed(noted, key) if noted else ("", "0", "")
    size, root = int(checkpoint[1]), base64.b64decode(checkpoint[2])
    proofs = {one["event"]: one for one in json.loads(file.read("proofs.json"))}
    ends, erased, unsealed = {}, 0, 0
    for number, event in enumerate(json.loads(file.read("events.json")), 1):
        leaf, said = json.loads(event["leaf"]), f"第 {number} 条记录"
        must(hexed(leaf, event["leaf"]) == event["hash"], said + "被改动")
        last = ends.get(leaf["subject"], (0, "0" * 64))
        must((leaf["seq"], leaf["prev"]) == (last[0] + 1, last[1]), said + "与前一条接不上")
        ends[leaf["subject"]] = (leaf["seq"], event["hash"])
        erased += event["text"] is None
        if event["text"] is not None:
            words = hexed(leaf, event["salt"] + event["text"])
            must(words == leaf["commitment"], said + "的文字被改动")
        proof = proofs.get(event["hash"])
        unsealed += proof is None
        if proof:
            found = root_of(event["hash"], proof["position"], size, proof["path"])
            must(found == root, said + "不在签署的树里")
    told = f"{manifest['case']}：{number} 条记录、{len(listed)} 个文件，和封存时一致。公钥：{key}"
    return told + f" 依法删去文字的 {erased} 条，封存时还没有签署的 {unsealed} 条。"


if __name__ == "__main__":
    try:
        with zipfile.ZipFile(sys.argv[1]) as opened:
            print(verify(opened, sys.argv[2] if len(sys.argv) > 2 else ""))
    except Exception as problem:  # noqa: BLE001 (whatever is wrong, it is not as it was sealed)
        sys.exit(f"核验不通过：{problem}")
