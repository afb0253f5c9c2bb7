"""What the sheet of an issue of opinions (社情民意专报) is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpinionIssueSheet:
    """社情民意专报: one issue, as it was signed."""

    #: 编印机关，印在报头和版记
    unit: str
    #: the number again, where every sheet has that of its case
    case_number: str
    #: 社情民意〔2026〕3期
    number: str
    title: str
    text: str
    #: 反映人
    writers: tuple[str, ...]
    main_to: str
    copies_to: str
    editor: str
    signer: str
    issued_on: date
    record_mark: str
