"""The signature of the unit that writes: PAdES, with its own certificate where there is one.

Nothing is drawn on the page; the place of the seal stays free. Without a certificate the sheet
is as it was. The same sheet gives the same bytes: the key is RSA, the time is the sheet's date.
"""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any


class BadCertificate(Exception):
    """A certificate that cannot be used; the message is a sentence that names its file."""


def certificate_of(instance: Path, unit: str) -> Path | None:
    """The PKCS #12 file of a unit: `certificates/<full name>.p12` in the instance folder."""
    # A name is never a path: what would leave the folder is no certificate.
    if not unit or any(one in unit for one in "/\\\x00") or unit.startswith("."):
        return None
    place = instance / "certificates" / f"{unit}.p12"
    return place if place.is_file() else None


def signed(content: bytes, instance: Path, unit: str, dated: date) -> bytes:
    """The PDF with the unit's signature; unchanged where it has no certificate.

    BadCertificate when the file is there and cannot be used: an unsigned letter would look as if
    none had been meant.
    """
    place = certificate_of(instance, unit)
    if place is None:
        return content
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    class Dated(PdfSigner):
        """Signs at the sheet's date, not at the instant of printing."""

        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
            return session

    class Unchanged(IncrementalPdfFileWriter):
        """Adds the signature and leaves what the file says of itself: it has not been edited."""

        def _update_meta(self) -> None:
            pass

    signer = Dated(
        PdfSignatureMetadata(
            field_name="unit",
            name=unit,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
        ),
        signer=_signer(place, place.stat().st_mtime_ns),
        new_field_spec=SigFieldSpec("unit"),
    )
    writer = Unchanged(io.BytesIO(content))
    # The second half of a file's identity is new for each version: here it follows the content.
    identity = generic.ByteStringObject(hashlib.sha256(content).digest()[:16])
    writer._document_id[1] = identity  # noqa: SLF001 (pyHanko draws it at random)
    # pyHanko opens an event loop of its own, which a thread that already has one refuses.
    with ThreadPoolExecutor(1) as apart:
        return bytes(apart.submit(signer.sign_pdf, writer).result().getvalue())


@lru_cache(maxsize=16)
def _signer(place: Path, _changed: int) -> Any:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
    from pyhanko.sign.signers import SimpleSigner

    secret = place.with_suffix(".password")
    password = secret.read_text("utf-8").strip().encode() if secret.is_file() else None
    try:
        key = load_pkcs12(place.read_bytes(), password).key
    except ValueError as problem:
        raise BadCertificate(
            f"证书 {place.name} 打不开，请核对文件和 {secret.name} 里的密码。"
            f" The certificate {place.name} cannot be opened."
        ) from problem
    if not isinstance(key, RSAPrivateKey):
        raise BadCertificate(
            f"证书 {place.name} 的密钥不是 RSA，同一份文书每次签出来都会不同，不能使用。"
            f" The key of {place.name} is not RSA."
        )
    load: Any = SimpleSigner.load_pkcs12
    return load(str(place), passphrase=password)
