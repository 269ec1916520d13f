"""`textDocument/codeLens` and `codeLens/resolve`: the length and cost of each template, and commands, in the line above
it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, Literal

from lsprotocol import types

from smslint.core.segments.bounds import length_bounds
from smslint.documents.parsed_template import TemplateEntry
from smslint.io.escape import visible
from smslint.lsp.account import account_line
from smslint.lsp.documentation import review_text
from smslint.lsp.inspection import Inspection
from smslint.lsp.lengths import length_line
from smslint.lsp.method import Method, on_document
from smslint.lsp.session import Session
from smslint.messages import lsp as lsp_messages

Kind = Literal["length", "preview", "request", "account", "review"]

_AT_ONCE: Final = 20
"""The most templates of a document whose lenses are complete at once; of more, they are resolved when shown."""
_PREVIEW: Final = ("smslint.showPreview", "smslint.preview")
_COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "length": _PREVIEW,
    "preview": _PREVIEW,
    "request": ("smslint.copyRequest", "smslint.payload"),
    "account": ("smslint.compareAccount", "smslint.accountText"),
    "review": _PREVIEW,
}
"""The command of clients that have one, and the command of the server."""


def lenses(session: Session, inspection: Inspection, params: types.CodeLensParams) -> list[types.CodeLens]:
    """The lenses of all templates. In tables, and in documents with many templates, they have no commands yet."""
    in_rows = inspection.document.format.lines
    if in_rows and not session.client.lenses_in_tables:
        return []
    if in_rows or len(inspection.document.regions) > _AT_ONCE:
        return [lens for entry in inspection.entries for lens in _unresolved(inspection, entry, few=True)]
    return [lens for entry in inspection.entries for lens in template_lenses(session, inspection, entry)]


def template_lenses(session: Session, inspection: Inspection, entry: TemplateEntry) -> list[types.CodeLens]:
    """The lenses of a template, with their commands."""
    return [lens for lens in _unresolved(inspection, entry) if _resolved(session, inspection, lens)]


def _unresolved(inspection: Inspection, entry: TemplateEntry, few: bool = False) -> Iterator[types.CodeLens]:
    if entry.template is None:
        return
    place = inspection.positions.range(entry.start, entry.start)
    account = inspection.file_rules.linter.account
    kinds: list[Kind] = ["length"] if few else ["length", "preview"]
    kinds.append("request")
    if account is not None and entry.template.code in account.templates:
        kinds.append("account")
    if entry.review is not None:
        kinds.append("review")
    for kind in kinds:
        yield types.CodeLens(place, data={"uri": inspection.uri, "index": entry.index, "kind": kind})


def _resolved(session: Session, inspection: Inspection, lens: types.CodeLens) -> bool:
    """Gives a lens its command. Returns whether there is one."""
    data: dict[str, Any] = lens.data  # type: ignore[assignment]
    entry = inspection.entry(data["index"])
    title = _title(session, inspection, entry, data["kind"]) if entry is not None else None
    if title is not None:
        lens.command = lens_command(session, inspection, data["index"], data["kind"], title)
        lens.data = None
    return title is not None


def lens_command(session: Session, inspection: Inspection, index: int, kind: Kind, title: str) -> types.Command:
    """The command of the client, or the command of the server that shows its result."""
    argument: dict[str, Any] = {"uri": inspection.uri, "index": index}
    own, ours = _COMMANDS[kind]
    if own in session.client.commands:
        return types.Command(title, own, arguments=[argument])
    return types.Command(title, ours, arguments=[argument | {"show": True}])


def _title(session: Session, inspection: Inspection, entry: TemplateEntry, kind: Kind) -> str | None:
    language = session.client.language
    analysis = inspection.analysis(entry)
    if analysis is None:
        return None
    match kind:
        case "length":
            return length_line(length_bounds(analysis), inspection.price_of(analysis), language)
        case "preview":
            return lsp_messages.PREVIEW.text(language)
        case "request":
            copies = _COMMANDS[kind][0] in session.client.commands
            return (lsp_messages.COPY_REQUEST if copies else lsp_messages.SHOW_REQUEST).text(language)
        case "account":
            line = account_line(analysis, language)
        case "review":
            line = review_text(entry.review, language) if entry.review is not None else None
    return _without_icons(line) if line is not None else None


def _without_icons(text: str) -> str:
    """A text of a file as a title, in which an editor would make an icon of `$(name)`."""
    return visible(text).replace("$(", "\\$(")


def resolve_lens(session: Session, lens: types.CodeLens) -> types.CodeLens:
    """The lens with its command; an empty one if its template is gone."""
    match lens.data:
        case {"uri": str(uri), "index": int(), "kind": str(kind)} if kind in _COMMANDS:
            inspection = session.inspect(uri)
            if inspection is not None and not inspection.excluded:
                _resolved(session, inspection, lens)
    if lens.command is None:
        lens.command = types.Command("", "")
    return lens


METHODS = (
    Method(
        types.TEXT_DOCUMENT_CODE_LENS,
        on_document(lenses),
        lambda client: types.CodeLensOptions(resolve_provider=True),
    ),
    Method(types.CODE_LENS_RESOLVE, resolve_lens),
)
