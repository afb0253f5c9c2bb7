"""PDF/A-3a and PDF/UA-1 in one file, and the record embedded in it.

WeasyPrint writes either variant. Ours is written as PDF/A-3a, which is tagged too; what PDF/UA
wants beyond that is added here: its mark in the metadata, declared as an extension as PDF/A
demands, and the title shown instead of the file name (ISO 14289-1, 7.1).
"""

from __future__ import annotations

import zlib
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

RECORD = "events.json"

_UA = b"""
<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def declare(metadata: Any) -> None:
    """Have the metadata say that the file is PDF/UA too."""
    written = metadata.generate_rdf_metadata

    def both(variant: str, version: Any, conformance: Any) -> bytes:
        before, end, after = written(variant, version, conformance).rpartition(b"</rdf:RDF>")
        return bytes(before + _UA + end + after)

    metadata.generate_rdf_metadata = both


def finish(_document: Any, pdf: Any) -> None:
    """What PDF/UA asks of the catalogue and the pages, and streams compressed once."""
    import pydyf

    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if "AF" in pdf.catalog:  # WeasyPrint names each file twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for one in pdf.objects:
        if isinstance(one, dict) and one.get("Type") == "/Page":
            one["Tabs"] = "/S"  # the order of the structure
        elif isinstance(one, pydyf.Stream) and one.compress:
            _compress(one)


def _compress(stream: Any) -> None:
    """Compress a stream now: the writer would do it twice, for the file and for its digest."""
    stream.compress = False
    _head, _mark, plain = stream.data.partition(b"\nstream\n")
    stream.stream = [zlib.compress(plain.removesuffix(b"\nendstream"))]
    stream.extra["Filter"] = "/FlateDecode"


def attachment(record: bytes, dated: date) -> Any:
    """The record as a file inside the file, dated as the sheet is."""
    from weasyprint import Attachment

    moment = datetime(dated.year, dated.month, dated.day)  # noqa: DTZ001 (WeasyPrint writes UTC)
    return Attachment(
        string=record,
        name=RECORD,
        description=escape("本件的办理记录"),
        created=moment,
        modified=moment,
        relationship="Data",
    )
