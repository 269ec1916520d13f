"""`textDocument/foldingRange`: front matter, templates and nested parts."""

from __future__ import annotations

from lsprotocol import types

from smslint.lsp.folding import folds_of
from smslint.lsp.method import Method
from smslint.lsp.session import Session


def folds(session: Session, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """Whole lines."""
    inspection = session.inspect(params.text_document.uri)
    if inspection is None or inspection.excluded:
        return None
    return [types.FoldingRange(first, last) for first, last in folds_of(inspection)]


METHOD = Method(types.TEXT_DOCUMENT_FOLDING_RANGE, folds)
