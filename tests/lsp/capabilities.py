"""The capabilities of editors: Neovim 0.11 as recorded by pytest-lsp, and a current Visual Studio Code."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from lsprotocol.converters import get_converter
from pytest_lsp import client_capabilities


def neovim(encoding: str) -> types.ClientCapabilities:
    """Neovim 0.11: pushed diagnostics, plain edits, no change annotations."""
    made = client_capabilities("neovim@v0.11.0")
    assert made.general is not None
    made.general.position_encodings = [types.PositionEncodingKind(encoding)]
    return made


def vscode(encoding: str) -> types.ClientCapabilities:
    """Visual Studio Code: pulled diagnostics, versioned and annotated edits, refreshes; here with any encoding."""
    made: types.ClientCapabilities = get_converter().structure(_vscode(encoding), types.ClientCapabilities)
    return made


def _vscode(encoding: str) -> dict[str, Any]:
    dynamic = {"dynamicRegistration": True}
    documentation = ["markdown", "plaintext"]
    resolved = {"properties": ["documentation", "detail", "additionalTextEdits"]}
    return {
        "general": {
            "positionEncodings": [encoding],
            "markdown": {"parser": "marked", "version": "1.1.0"},
            "staleRequestSupport": {"cancel": True, "retryOnContentModified": []},
        },
        "window": {
            "workDoneProgress": True,
            "showMessage": {"messageActionItem": {"additionalPropertiesSupport": True}},
            "showDocument": {"support": True},
        },
        "workspace": {
            "applyEdit": True,
            "workspaceEdit": {
                "documentChanges": True,
                "resourceOperations": ["create", "rename", "delete"],
                "failureHandling": "textOnlyTransactional",
                "normalizesLineEndings": True,
                "changeAnnotationSupport": {"groupsOnLabel": True},
            },
            "configuration": True,
            "didChangeConfiguration": dynamic,
            "didChangeWatchedFiles": dynamic | {"relativePatternSupport": True},
            "codeLens": {"refreshSupport": True},
            "executeCommand": dynamic,
            "symbol": dynamic,
            "workspaceFolders": True,
            "semanticTokens": {"refreshSupport": True},
            "inlayHint": {"refreshSupport": True},
            "diagnostics": {"refreshSupport": True},
        },
        "textDocument": {
            "synchronization": dynamic | {"didSave": True},
            "publishDiagnostics": {
                "relatedInformation": True,
                "versionSupport": False,
                "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": True,
                "dataSupport": True,
            },
            "completion": dynamic
            | {
                "contextSupport": True,
                "completionItem": {
                    "snippetSupport": True,
                    "commitCharactersSupport": True,
                    "documentationFormat": documentation,
                    "preselectSupport": True,
                    "tagSupport": {"valueSet": [1]},
                    "insertReplaceSupport": True,
                    "resolveSupport": resolved,
                    "insertTextModeSupport": {"valueSet": [1, 2]},
                },
                "completionItemKind": {"valueSet": list(range(1, 26))},
            },
            "hover": dynamic | {"contentFormat": documentation},
            "definition": dynamic | {"linkSupport": True},
            "references": dynamic,
            "documentHighlight": dynamic,
            "documentSymbol": dynamic
            | {
                "symbolKind": {"valueSet": list(range(1, 27))},
                "hierarchicalDocumentSymbolSupport": True,
            },
            "codeAction": dynamic
            | {
                "isPreferredSupport": True,
                "disabledSupport": True,
                "dataSupport": True,
                "resolveSupport": {"properties": ["edit"]},
                "codeActionLiteralSupport": {
                    "codeActionKind": {
                        "valueSet": ["", "quickfix", "refactor", "refactor.rewrite", "source", "source.fixAll"]
                    }
                },
                "honorsChangeAnnotations": True,
            },
            "codeLens": dynamic,
            "formatting": dynamic,
            "rangeFormatting": dynamic,
            "rename": dynamic | {"prepareSupport": True, "honorsChangeAnnotations": True},
            "documentLink": dynamic | {"tooltipSupport": True},
            "foldingRange": dynamic | {"lineFoldingOnly": True},
            "selectionRange": dynamic,
            "semanticTokens": dynamic
            | {
                "tokenTypes": ["variable", "enumMember", "string", "keyword"],
                "tokenModifiers": ["declaration", "deprecated"],
                "formats": ["relative"],
                "requests": {"range": True, "full": {"delta": True}},
                "multilineTokenSupport": False,
                "overlappingTokenSupport": False,
                "augmentsSyntaxTokens": True,
            },
            "linkedEditingRange": dynamic,
            "inlayHint": dynamic | {"resolveSupport": {"properties": ["tooltip"]}},
            "diagnostic": dynamic
            | {
                "relatedDocumentSupport": False,
                "relatedInformation": True,
                "tagSupport": {"valueSet": [1, 2]},
                "codeDescriptionSupport": True,
                "dataSupport": True,
            },
        },
    }
