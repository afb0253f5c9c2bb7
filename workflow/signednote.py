"""Signed notes as C2SP writes them, with Ed25519: a text, an empty line, and a line a signature.

    text ending in a newline
                                        (empty)
    — NAME base64(key number, signature)

The key number is the beginning of sha256(name, newline, algorithm, public key). Whoever has a
tool for signed notes (Go's sumdb/note, a transparency log's witness) can verify ours.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PLAIN = 1
#: a witness's signature over a checkpoint and the time at which it saw it (C2SP tlog-cosignature)
WITNESS = 4
_DASH = "— "
_SECRET = "PRIVATE+KEY+"  # noqa: S105 (what every private key in this form begins with)


class NoteError(ValueError):
    """A text that is no signed note, or no key; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with the name under which it signs."""

    name: str
    public: bytes
    algorithm: int = PLAIN

    @property
    def number(self) -> bytes:
        """The four bytes by which a signature says whose it is."""
        said = self.name.encode() + b"\n" + bytes([self.algorithm]) + self.public
        return sha256(said).digest()[:4]

    def __str__(self) -> str:
        key = base64.b64encode(bytes([self.algorithm]) + self.public).decode()
        return f"{self.name}+{self.number.hex()}+{key}"

    def signed(self, text: str, line: Signature) -> bool:
        """Whether that line of a note over `text` is this key's, and true."""
        if (line.name, line.number) != (self.name, self.number):
            return False
        said, signature = text.encode(), line.bytes
        if self.algorithm == WITNESS:
            if len(signature) != 8 + 64:
                return False
            said = _witnessed(text, int.from_bytes(signature[:8], "big"))
            signature = signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, said)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    number: bytes
    bytes: bytes

    def __str__(self) -> str:
        return f"{_DASH}{self.name} {base64.b64encode(self.number + self.bytes).decode()}"

    @property
    def seen_at(self) -> int:
        """The second since 1970 at which a witness signed; only for a witness's line."""
        return int.from_bytes(self.bytes[:8], "big")


@dataclass(frozen=True, slots=True)
class Note:
    """A text and who signed it."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n" + "".join(f"{one}\n" for one in self.signatures)

    def signed_by(self, verifier: Verifier) -> Signature | None:
        """The true signature of that key, if there is one."""
        return next((one for one in self.signatures if verifier.signed(self.text, one)), None)


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name."""

    name: str
    seed: bytes
    algorithm: int = PLAIN

    @property
    def verifier(self) -> Verifier:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return Verifier(self.name, key.public_bytes_raw(), self.algorithm)

    def secret(self) -> str:
        """The key as it is kept in a file that only its owner can read."""
        key = base64.b64encode(bytes([self.algorithm]) + self.seed).decode()
        return f"{_SECRET}{self.name}+{self.verifier.number.hex()}+{key}"

    def sign(self, text: str, *, seen_at: int = 0) -> Signature:
        """A signature line over the text; a witness says when it saw it."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        if self.algorithm == WITNESS:
            signature = seen_at.to_bytes(8, "big") + key.sign(_witnessed(text, seen_at))
        else:
            signature = key.sign(text.encode())
        return Signature(self.name, self.verifier.number, signature)


def new_signer(name: str, algorithm: int = PLAIN) -> Signer:
    """A new key; the name may have neither spaces nor `+`."""
    if not name or "+" in name or any(one.isspace() for one in name):
        raise NoteError(f"密钥的名称“{name}”里不能有空格和加号，也不能为空。")
    return Signer(name, Ed25519PrivateKey.generate().private_bytes_raw(), algorithm)


def read_note(text: str) -> Note:
    """Take a signed note apart; NoteError when it is none. Nothing is verified here."""
    body, gap, lines = text.rpartition("\n\n")
    if not gap or not lines.endswith("\n"):
        raise NoteError("这不是一份带签名的文本：正文和签名之间应有一个空行。")
    return Note(f"{body}\n", tuple(_line(one) for one in lines[:-1].split("\n")))


def read_verifier(text: str) -> Verifier:
    """A public key; NoteError when the text is none."""
    name, algorithm, key, number = _key(text.strip())
    found = Verifier(name, key, algorithm)
    if found.number.hex() != number:
        raise NoteError("公钥抄写有误：编号和内容不符。")
    return found


def read_signer(text: str) -> Signer:
    """A private key; NoteError when the text is none."""
    text = text.strip()
    if not text.startswith(_SECRET):
        raise NoteError("这不是私钥。")
    name, algorithm, key, number = _key(text.removeprefix(_SECRET))
    found = Signer(name, key, algorithm)
    if found.verifier.number.hex() != number:
        raise NoteError("私钥已经损坏：编号和内容不符。")
    return found


def read_line(text: str) -> Signature:
    """One signature line; NoteError when the text is none."""
    return _line(text.strip("\n"))


def _key(text: str) -> tuple[str, int, bytes, str]:
    parts = text.split("+", 2)
    try:
        name, number, key = parts[0], parts[1], base64.b64decode(parts[2], validate=True)
    except (IndexError, binascii.Error):
        raise NoteError("这不是密钥：应是“名称+编号+内容”。") from None
    if not name or len(key) != 33 or key[0] not in (PLAIN, WITNESS):
        raise NoteError("这不是 Ed25519 密钥。")
    return name, key[0], key[1:], number


def _line(text: str) -> Signature:
    name, gap, signature = text.removeprefix(_DASH).rpartition(" ")
    try:
        whole = base64.b64decode(signature, validate=True)
    except (binascii.Error, ValueError):
        whole = b""
    if not text.startswith(_DASH) or not gap or not name or len(whole) < 5:
        raise NoteError("签名行写法不对：应是“— 名称 签名”。")
    return Signature(name, whole[:4], whole[4:])


def _witnessed(text: str, seen_at: int) -> bytes:
    return f"cosignature/v1\ntime {seen_at}\n{text}".encode()
