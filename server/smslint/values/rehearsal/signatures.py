"""The column SignName: the form of each signature, what the account says of it, and its length in each message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.checks.metadata import signature_format
from smslint.core.finding import Finding
from smslint.core.segments.parts import BRACKETS
from smslint.core.sending import signature_problems
from smslint.dataclass import dataclass
from smslint.messages import Bilingual
from smslint.messages import recipients as messages
from smslint.values.rehearsal.row_counts import CauseKey
from smslint.values.tables.batch import constant

if TYPE_CHECKING:
    import polars

_ILLEGAL: Final = "isv.SMS_SIGNATURE_ILLEGAL"
_RULE: Final = "signature-format"


@dataclass(frozen=True, slots=True)
class SignatureFault:
    """Why no row with a signature can be sent, and the signature that is meant if that is sure."""

    key: CauseKey
    message: Bilingual
    repair: str | None = None


class SignatureJudge:
    """Judges the signatures of one column; each different one is judged once."""

    def __init__(self, analysis: Analysis, heading: str, place: str) -> None:
        self._analysis = analysis
        self._heading = heading
        self.place = place
        self._known: dict[str, SignatureFault | None] = {}

    def faulty(self, cells: polars.Series) -> Iterator[tuple[SignatureFault, str, polars.Series]]:
        """Each signature that cannot be sent with, with the indexes of its rows."""
        same = constant(cells)
        if same and self._fault(same) is None:
            return
        for name in cells.unique(maintain_order=True):
            fault = self._fault(name or "")
            if fault:
                rows = cells.is_null() | (cells == "") if not name else (cells == name).fill_null(False)
                yield fault, name or "", rows.arg_true()

    def _fault(self, name: str) -> SignatureFault | None:
        if name not in self._known:
            self._known[name] = self._judged(name)
        return self._known[name]

    def _judged(self, name: str) -> SignatureFault | None:
        if not name.strip():
            return self._made("signature-missing", _ILLEGAL, messages.NO_SIGNATURE)
        analysis = self._analysis.with_template(replace(self._analysis.template, signature=name))
        rule = analysis.catalog.rules[_RULE]
        if analysis.type in rule.types:
            for match in signature_format(analysis):
                variant = next((each for each in rule.variants if each.name == match.variant), None)
                finding = Finding(rule, rule.severity, match, variant)
                message = Bilingual(finding.message("en"), finding.message("zh"))
                fault = self._made(match.variant or _RULE, _ILLEGAL, message)
                bare = "".join(each for each in name if each not in BRACKETS).strip()
                is_fine = bare != name and self._fault(bare) is None
                return replace(fault, repair=bare) if is_fine else fault
        if analysis.account is not None:
            for problem in signature_problems(analysis, analysis.account, name):
                return self._made(_RULE, problem.error, problem.reason)
        return None

    def _made(self, reason: str, error: str, message: Bilingual) -> SignatureFault:
        return SignatureFault(CauseKey("error", error, reason, self._heading, ""), message)


def measured_signature(column: polars.Expr) -> polars.Expr:
    """A signature as long as `displayed_signature` shows it; 【】 are only around those that are not GSM-7 anyway."""
    import polars

    name = column.fill_null("").str.strip_chars().str.strip_chars(BRACKETS)
    return polars.when(name == "").then(name).otherwise(polars.concat_str(polars.lit("["), name, polars.lit("]")))
