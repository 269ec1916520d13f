"""`textDocument/semanticTokens`: of a document, of a range, and what has changed since the last answer.

Three methods share this module: they are one feature of the protocol, and share what was answered last.
"""

from __future__ import annotations

from typing import Final

from lsprotocol import types

from smslint.lsp.inspection import Inspection
from smslint.lsp.method import Method, on_document
from smslint.lsp.semantic_tokens import MODIFIERS, TYPES, encode_tokens, tokens_of
from smslint.lsp.session import Session
from smslint.syntax.line_matcher import common_ends

_LEGEND: Final = types.SemanticTokensLegend(list(TYPES), list(MODIFIERS))


def full(session: Session, inspection: Inspection, params: types.SemanticTokensParams) -> types.SemanticTokens:
    """All tokens."""
    data = encode_tokens(tokens_of(inspection, inspection.entries), inspection.positions)
    return types.SemanticTokens(data, result_id=session.semantic_tokens.put(params.text_document.uri, data))


def delta(
    session: Session, inspection: Inspection, params: types.SemanticTokensDeltaParams
) -> types.SemanticTokens | types.SemanticTokensDelta:
    """What has changed since a result; all tokens if that result is not the last one."""
    uri = params.text_document.uri
    before = session.semantic_tokens.get(uri, params.previous_result_id)
    data = encode_tokens(tokens_of(inspection, inspection.entries), inspection.positions)
    result = session.semantic_tokens.put(uri, data)
    if before is None:
        return types.SemanticTokens(data, result_id=result)
    return types.SemanticTokensDelta(_edits(before, data), result_id=result)


def of_range(session: Session, inspection: Inspection, params: types.SemanticTokensRangeParams) -> types.SemanticTokens:
    """The tokens of the templates that a range touches."""
    start, end = inspection.positions.offsets(params.range)
    found = tokens_of(inspection, inspection.touched(start, end))
    inside = [token for token in found if token.start <= end and start <= token.end]
    return types.SemanticTokens(encode_tokens(inside, inspection.positions))


def _edits(before: list[int], after: list[int]) -> list[types.SemanticTokensEdit]:
    """One edit for all between the common start and the common end."""
    if before == after:
        return []
    start, tail = common_ends(before, after)
    return [types.SemanticTokensEdit(start, len(before) - tail - start, after[start : len(after) - tail])]


METHODS = (
    Method(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, on_document(full), lambda client: _LEGEND),
    Method(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL_DELTA, on_document(delta), lambda client: _LEGEND),
    Method(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE, on_document(of_range), lambda client: _LEGEND),
)
