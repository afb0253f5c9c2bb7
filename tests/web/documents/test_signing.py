"""The unit's own signature: there, valid, invisible, and the same every time."""

import io
import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from web import documents
from web.documents import Proof
from web.documents.signing import BadCertificate, certificate_of, signed

UNIT = "云岭县交通运输局"
DAY = date(2026, 6, 18)


def a_pdf():
    """As small as a file can be that has a page."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>endobj\n",
    ]
    text, places = b"%PDF-1.7\n", []
    for part in parts:
        places.append(len(text))
        text += part
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 4\n0000000000 65535 f \n" + table
    return (
        text
        + end
        + b"trailer<</Size 4/Root 1 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF\n" % len(text)
    )


PDF = a_pdf()


def certificate(folder, key, password=b"geheim"):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, UNIT)])
    start = datetime(2026, 1, 1, tzinfo=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(start)
        .not_valid_after(start + timedelta(days=3650))
        .add_extension(x509.KeyUsage(True, True, *[False] * 7), critical=True)
        .sign(key, hashes.SHA256())
    )
    place = folder / "certificates"
    place.mkdir(exist_ok=True)
    (place / f"{UNIT}.p12").write_bytes(
        serialize_key_and_certificates(
            UNIT.encode(), key, made, None, serialization.BestAvailableEncryption(password)
        )
    )
    (place / f"{UNIT}.password").write_text("geheim\n", "utf-8")
    return made


@pytest.fixture(scope="module")
def rsa_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def verdict(content, trusted):
    from asn1crypto.x509 import Certificate
    from pyhanko.keys import load_cert_from_pemder  # noqa: F401 (proves that pyHanko is whole)
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = Certificate.load(trusted.public_bytes(serialization.Encoding.DER))
    context = ValidationContext(trust_roots=[root], moment=datetime(2026, 7, 1, tzinfo=UTC))
    (found,) = PdfFileReader(io.BytesIO(content)).embedded_signatures
    with ThreadPoolExecutor(1) as apart:  # the driven browser's event loop runs in this thread
        return apart.submit(validate_pdf_signature, found, context).result()


def test_a_letter_is_signed_and_a_changed_one_is_found_out(tmp_path, rsa_key):
    made = certificate(tmp_path, rsa_key)
    first = signed(PDF, tmp_path, UNIT, DAY)
    assert first.startswith(PDF), "the signature is added; what it signs stays as it was"
    status = verdict(first, made)
    assert status.valid
    assert status.intact
    assert status.trusted
    assert str(status.coverage).endswith("ENTIRE_FILE")
    assert b"ETSI.CAdES.detached" in first
    assert re.search(rb"/Rect\s*\[\s*0 0 0 0\s*\]", first), "nothing is drawn"
    assert not verdict(first.replace(b"[0 0 9 9]", b"[0 0 8 9]"), made).intact
    time.sleep(1.1)  # a file that names the present second differs now
    assert signed(PDF, tmp_path, UNIT, DAY) == first, "the same letter, the same file"


def test_a_unit_without_a_certificate_signs_nothing(tmp_path):
    assert signed(PDF, tmp_path, UNIT, DAY) == PDF
    (tmp_path / "certificates").mkdir()
    (tmp_path / "secret.p12").write_bytes(b"x")
    for name in ("../secret", "", ".", "a/b", "\x00"):
        assert certificate_of(tmp_path, name) is None


def test_a_certificate_that_cannot_be_used_is_told(tmp_path, rsa_key):
    certificate(tmp_path, rsa_key, password=b"another")
    with pytest.raises(BadCertificate, match="打不开"):
        signed(PDF, tmp_path, UNIT, DAY)
    certificate(tmp_path, ec.generate_private_key(ec.SECP256R1()))
    with pytest.raises(BadCertificate, match="不是 RSA"):
        signed(PDF, tmp_path, UNIT, DAY)


def test_a_printed_letter_carries_its_unit_s_signature(tmp_path, rsa_key, a_letter, instance):
    made = certificate(tmp_path, rsa_key)
    (tmp_path / "fonts").symlink_to((instance / "fonts").resolve())
    content = documents.render("reply_letter", a_letter(), tmp_path, Proof())
    assert verdict(content, made).intact
    # a draft is nobody's word yet
    assert b"CAdES" not in documents.render("reply_letter", a_letter(draft="送审稿"), tmp_path)
