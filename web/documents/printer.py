"""From a sheet to the bytes of its PDF: one template, one style sheet, one font map."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.documents import fonts, justify, pdfua, projectsheets, signing, wording
from web.documents.archivesheets import (
    ExtractSheet,
    FlowLogSheet,
    VolumeCoverSheet,
    VolumeListSheet,
)
from web.documents.assignment_sheets import HandoverListSheet, TransferSlipSheet
from web.documents.booksheets import CompendiumSheet, ReportSheet
from web.documents.examinationsheets import (
    ExaminationNoticeSheet,
    MeetingSheet,
    ProposalFormSheet,
)
from web.documents.listsheets import AuditReportSheet, CatalogueSheet, OverviewSheet
from web.documents.marks import Proof, code_of, qr_path, shown, target
from web.documents.opinionsheets import OpinionIssueSheet
from web.documents.sheets import (
    ContactRecordSheet,
    FeedbackFormSheet,
    LookBackSheet,
    MediationSheet,
    RehandlingSheet,
    ReplyLetterSheet,
    Sheet,
)
from web.documents.supervisionsheets import (
    LookBackRegisterSheet,
    SupervisionOrderSheet,
    UrgeNoticeSheet,
)
from web.documents.unitsheets import (
    CoOpinionSheet,
    ExtensionFormSheet,
    ReceiptSheet,
    ReturnFormSheet,
)
from web.documents.yearsheets import AssessmentSheet, CertificateSheet

HERE = Path(__file__).parent
#: Pango and Fontconfig are not safe in two threads at once
_LOCK = Lock()


@lru_cache(maxsize=4)
def _environment(found: tuple[fonts.Font, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        run=partial(wording.run, plain=fonts.plain_characters(found)),
        printable=wording.printable,
        paragraphs=wording.paragraphs,
        heading=wording.heading,
        headings=wording.headings,
        chinese_date=wording.chinese_date,
        chinese_number=wording.chinese_number,
        title_lines=wording.title_lines,
        text_width=wording.text_width,
    )
    return environment


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of sheet: what fills it, what it is made of, which version stands at its foot."""

    sheet: type[Sheet]
    template: str
    styles: tuple[str, ...]
    version: str


_FORM = ("base.css", "form.css")
#: 公文格式
_OFFICIAL = ("base.css", "reply_letter/letter.css", "official.css")
_ISSUE = (*_OFFICIAL, "opinion_issue/issue.css")


def _listed(sheet: type[Sheet], place: str) -> Document:
    return Document(sheet, f"{place}.html", (*_FORM, f"{place}.css"), "2026.1")


_PLAIN_LETTER = ("base.css", "reply_letter/letter.css")
_LETTER = Document(ReplyLetterSheet, "reply_letter/letter.html", _PLAIN_LETTER, "2026.1")
_NOTICE = Document(
    ExaminationNoticeSheet,
    "examination_notice/letter.html",
    ("base.css", "reply_letter/letter.css"),
    "2026.1",
)
_EXTRACT = Document(ExtractSheet, "record_extract/sheet.html", _FORM, "2026.1")
_MEETING = Document(MeetingSheet, "examination_meeting/sheet.html", _FORM, "2026.1")
_REPORT = Document(ReportSheet, "report/report.html", ("base.css", "report/report.css"), "2026.1")
_ASSESSMENT = _listed(AssessmentSheet, "assessment_sheet/sheet")
DOCUMENTS = {
    "comment_draft": _LETTER,
    "meeting_agenda": _MEETING,
    "meeting_minutes": _MEETING,
    "proposal_form": Document(ProposalFormSheet, "proposal_form/sheet.html", _FORM, "2026.3"),
    "filing_notice": _NOTICE,
    "not_filing_notice": _NOTICE,
    "return_notice": _NOTICE,
    "merging_notice": _NOTICE,
    "parting_notice": _NOTICE,
    "reply_draft": _LETTER,
    "reply_letter": _LETTER,
    "feedback_form": _listed(FeedbackFormSheet, "feedback_form/form"),
    "contact_record": Document(ContactRecordSheet, "contact_record/sheet.html", _FORM, "2026.1"),
    "rehandling_notice": Document(
        RehandlingSheet, "rehandling_notice/notice.html", _OFFICIAL, "2026.2"
    ),
    "mediation_minutes": Document(MediationSheet, "mediation_minutes/sheet.html", _FORM, "2026.1"),
    "receipt": Document(ReceiptSheet, "receipt/sheet.html", _FORM, "2026.1"),
    "return_form": Document(ReturnFormSheet, "return_form/sheet.html", _FORM, "2026.1"),
    "extension_form": Document(ExtensionFormSheet, "extension_form/sheet.html", _FORM, "2026.1"),
    "co_opinion": Document(
        CoOpinionSheet, "co_opinion/letter.html", ("base.css", "reply_letter/letter.css"), "2026.1"
    ),
    "handover_list": _listed(HandoverListSheet, "handover_list/list"),
    "transfer_slip": Document(TransferSlipSheet, "transfer_slip/sheet.html", _FORM, "2026.1"),
    "second_letter": _LETTER,
    "urge_notice": Document(UrgeNoticeSheet, "urge_notice/letter.html", _PLAIN_LETTER, "2026.1"),
    "look_back_register": _listed(LookBackRegisterSheet, "look_back_register/list"),
    "supervision_order": Document(
        SupervisionOrderSheet, "supervision_order/sheet.html", _FORM, "2026.1"
    ),
    "look_back_sheet": Document(LookBackSheet, "look_back_sheet/sheet.html", _FORM, "2026.1"),
    "opinion_issue": Document(OpinionIssueSheet, "opinion_issue/sheet.html", _ISSUE, "2026.1"),
    "volume_cover": _listed(VolumeCoverSheet, "volume_cover/cover"),
    "volume_list": Document(VolumeListSheet, "volume_list/list.html", _FORM, "2026.1"),
    "examination_sheet": _EXTRACT,
    "withdrawal_sheet": _EXTRACT,
    "instruction_sheet": _EXTRACT,
    "delivery_sheet": _EXTRACT,
    "evaluation_sheet": _EXTRACT,
    "supervision_sheet": _EXTRACT,
    "publication_record": _EXTRACT,
    "compendium": Document(
        CompendiumSheet, "compendium/book.html", ("base.css", "compendium/book.css"), "2026.1"
    ),
    "examination_report": _REPORT,
    "work_report": _REPORT,
    "flow_log": Document(FlowLogSheet, "flow_log/sheet.html", _FORM, "2026.1"),
    **{
        name: Document(sheet, f"{name}/sheet.html", _FORM, "2026.2")
        for name, sheet in projectsheets.SHEETS.items()
    },
    "unit_overview": _listed(OverviewSheet, "unit_overview/list"),
    "proposal_catalogue": _listed(CatalogueSheet, "proposal_catalogue/list"),
    "member_assessment": _ASSESSMENT,
    "group_assessment": _ASSESSMENT,
    "unit_assessment": _ASSESSMENT,
    "certificate": _listed(CertificateSheet, "certificate/sheet"),
    "audit_report": _listed(AuditReportSheet, "audit_report/report"),
}


def write_html(
    name: str, sheet: Sheet, found: tuple[fonts.Font, ...], proof: Proof | None = None
) -> str:
    """Fill in the template of a document."""
    document = DOCUMENTS[name]
    if not isinstance(sheet, document.sheet):
        raise TypeError(f"{name} wants {document.sheet.__name__}, not {type(sheet).__name__}")
    template = _environment(found).get_template(document.template)
    registered = proof is not None and proof.registered
    code = code_of(name, sheet) if registered else ""
    return template.render(
        sheet=sheet,
        name=name,
        template_version=document.version,
        code=shown(code),
        qr=qr_path(target(code, proof.address)) if proof and registered else None,
        checkpoint=proof.checkpoint if proof else "",
    )


@lru_cache(maxsize=4)
def _font_map(found: tuple[fonts.Font, ...]) -> Any:
    from web.documents.fontmap import FontMap

    justify.install()
    return FontMap(found)


@lru_cache(maxsize=16)
def _style(name: str, found: tuple[fonts.Font, ...]) -> list[Any]:
    from weasyprint import CSS

    return [
        CSS(
            string=(HERE / style).read_text("utf-8"),
            font_config=_font_map(found),
            url_fetcher=_fetcher(),
        )
        for style in DOCUMENTS[name].styles
    ]


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher

    class NothingFetched(URLFetcher):  # type: ignore[misc]
        """Templates and style sheets are handed over as text; nothing else is ever loaded."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002
            raise ValueError(f"not fetched: {url}")

    return NothingFetched()


def print_sheets(
    name: str, sheets: Sequence[Sheet], instance: Path, proof: Proof | None = None
) -> bytes:
    """Make one PDF of them: the same sheets give the same bytes, in any process, at any time."""
    return print_counted(name, sheets, instance, proof)[0]


def print_counted(
    name: str, sheets: Sequence[Sheet], instance: Path, proof: Proof | None = None
) -> tuple[bytes, int]:
    """The same, with the number of its pages."""
    found = fonts.find_fonts(instance)
    pages = [
        write_html(name, sheet, found, proof and proof.of(number))
        for number, sheet in enumerate(sheets)
    ]
    identity = json.dumps(
        [name, DOCUMENTS[name].version, [asdict(sheet) for sheet in sheets]],
        default=str,
        sort_keys=True,
    )
    record = proof.record if proof else b""
    with _LOCK:
        content, count = _print_html(
            pages, name, found, hashlib.sha256(identity.encode()).hexdigest(),
            record=record, dated=sheets[0].issued_on,
        )  # fmt: skip
    if proof is not None and proof.registered:
        content = signing.signed(content, instance, _writer_of(sheets[0]), sheets[0].issued_on)
    return content, count


def _writer_of(sheet: Sheet) -> str:
    """In whose name a sheet goes out: the unit of a letter, or else the committee."""
    return str(getattr(sheet, "unit", "") or getattr(sheet, "committee", ""))


def _print_html(
    pages: Sequence[str],
    name: str,
    found: tuple[fonts.Font, ...],
    identity: str,
    *,
    record: bytes = b"",
    dated: date | None = None,
) -> tuple[bytes, int]:
    from weasyprint import HTML

    fonts.require_characters("".join(pages), found)
    options = {"pdf_variant": "pdf/a-3a", "pdf_identifier": identity[:32].encode()}
    with warnings.catch_warnings():
        # WeasyPrint leaves its colour profile to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        laid_out = [
            HTML(string=page, url_fetcher=_fetcher()).render(
                stylesheets=_style(name, found), font_config=_font_map(found), **options
            )
            for page in pages
        ]
        first = laid_out[0]
        every_page = [page for document in laid_out for page in document.pages]
        whole = first.copy(every_page)
        pdfua.declare(whole.metadata)
        attached = [pdfua.attachment(record, dated)] if record and dated else None
        content = whole.write_pdf(finisher=pdfua.finish, attachments=attached, **options)
        return bytes(content), len(every_page)
