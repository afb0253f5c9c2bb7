"""The versions of the rules: today's from states.yaml, older ones from the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from models import RulesText
from models.queries.history import keep_rules
from workflow.canonical import canonical, from_canonical
from workflow.rules import Rules

#: the canonical text behind each digest: one and the same, however often a case is the first
_TEXTS: dict[str, str] = {}


class VersionReusedError(Exception):
    """The version label of states.yaml already stands for other rules."""


class RulesLibrary:
    """Every rules digest in use, loaded once."""

    def __init__(self, rules: Rules, source: str) -> None:
        self._today = rules
        self._source = source
        self._loaded = {rules.digest: rules}

    def rules(self, session: Session, digest: str) -> Rules:
        """The rules with that digest; KeyError when the database does not have them."""
        if digest not in self._loaded:
            stored = session.get(RulesText, digest)
            if stored is None:
                raise KeyError(digest)
            self._loaded[digest] = from_canonical(stored.canonical)
        return self._loaded[digest]

    def remember(self, session: Session, rules: Rules, now: datetime) -> None:
        """Store the text of the rules when the first subject starts under them."""
        if session.get(RulesText, rules.digest) is not None:
            return
        keep_rules(
            session,
            RulesText(
                digest=rules.digest,
                version=rules.version,
                canonical=_text_of(rules),
                source=self._source,
                first_used_at=now,
            ),
        )
        if session.get(RulesText, rules.digest) is None:
            raise VersionReusedError(
                f"版本 {rules.version} 已经用于另一套规则，请在 states.yaml 里换一个版本号"
            )


def _text_of(rules: Rules) -> str:
    if rules.digest not in _TEXTS:
        _TEXTS[rules.digest] = canonical(rules)
    return _TEXTS[rules.digest]
