"""What the source code and the templates of the workspace tell about sending, by document.

A document that is being edited is compared with what all others told when the workspace was last looked at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from time import monotonic
from typing import Final, NamedTuple

from smslint.documents.parsed_template import TemplateEntry
from smslint.lsp.inspection import Inspection
from smslint.lsp.uris import normalized
from smslint.workspace.contract import Contract, ContractPart
from smslint.workspace.contract_rules import ResolvedSite
from smslint.workspace.cross_file import RunDocument
from smslint.workspace.diagnostic import Diagnostic
from smslint.workspace.diagnostic_builder import DiagnosticBuilder
from smslint.workspace.known_templates import KnownTemplate
from smslint.workspace.project_context import ConfiguredCodes, ProjectContext, configured_codes

_SLICE: Final = 0.005
"""Seconds after which waiting messages are read."""


class CodePart(NamedTuple):
    """What one document tells: about sending, of its templates with codes, and of codes in a configuration."""

    inspection: Inspection
    run_document: RunDocument
    part: ContractPart
    configured: ConfiguredCodes

    def says_the_same(self, other: CodePart) -> bool:
        """Whether another state of the document tells nothing else."""
        return self.part == other.part and self.configured == other.configured


class CodeTemplate(NamedTuple):
    """A template that code sends, where it is declared."""

    inspection: Inspection
    entry: TemplateEntry


def part_of(inspection: Inspection) -> CodePart:
    """What a document tells now."""
    document = inspection.document
    run_document = RunDocument(inspection.settings.display_path, inspection.file_rules, lambda: document)
    facts = document.facts if inspection.is_code else None
    part = ContractPart(facts, tuple(inspection.templates_with_codes()))
    return CodePart(inspection, run_document, part, configured_codes(document))


class CodeProject:
    """The documents of the workspace that tell something, by normalized URI."""

    def __init__(self, parts: Mapping[str, CodePart]) -> None:
        self._parts = parts
        self._last: tuple[Inspection, Contract, CodePart] | None = None

    @classmethod
    async def of(cls, inspections: Iterable[Inspection]) -> CodeProject:
        """What some documents tell. Waiting messages are read while they are looked into."""
        parts: dict[str, CodePart] = {}
        since = monotonic()
        for each in inspections:
            if each.reads_code:
                parts[normalized(each.uri)] = part_of(each)
            if monotonic() - since > _SLICE:
                await asyncio.sleep(0)
                since = monotonic()
        return cls(parts)

    def updated(self, inspections: Iterable[Inspection]) -> CodeProject:
        """The project with some documents as they are now; the same one if none tells anything else."""
        made = dict(self._parts)
        for each in inspections:
            made[normalized(each.uri)] = part_of(each)
        return self.unless_changed(CodeProject(made))

    def unless_changed(self, other: CodeProject) -> CodeProject:
        """This project if another one tells nothing else, the other one if it does."""
        same = self._parts.keys() == other._parts.keys() and all(
            each.says_the_same(other._parts[uri]) and each.inspection.settings is other._parts[uri].inspection.settings
            for uri, each in self._parts.items()
        )
        if same:  # it keeps its answers, about the documents as they are
            self._parts = other._parts
            self._last = None
            vars(self).pop("_contract", None)
        return self if same else other

    @property
    def has_code(self) -> bool:
        """Whether source code was found."""
        return any(each.inspection.is_code for each in self._parts.values())

    def findings(self, inspection: Inspection) -> list[Diagnostic]:
        """The findings at the places of a document that send."""
        contract, own = self._contract_with(inspection)
        return [each for found in contract.findings_in(own.run_document) for each in found.diagnostics]

    def sites(self, inspection: Inspection) -> list[ResolvedSite]:
        """The places of a document that send, in the order of the text."""
        contract, own = self._contract_with(inspection)
        return contract.sites_in(own.run_document)

    def all_sites(self, inspection: Inspection) -> Iterator[tuple[Inspection, ResolvedSite]]:
        """All places that send, with their documents; `inspection` is one of these as it is now."""
        contract, own = self._contract_with(inspection)
        holders = self._holders(own)
        for site in contract.sites:
            yield holders[id(site.document)], site

    def _holders(self, own: CodePart) -> dict[int, Inspection]:
        """The documents by the ids of what a run has of them; `own` is the one as it is now."""
        return {id(each.run_document): each.inspection for each in (*self._parts.values(), own)}

    def template(self, code: str, inspection: Inspection) -> CodeTemplate | None:
        """The template with a code, where it is declared; None if no document has it."""
        contract, own = self._contract_with(inspection)
        found = contract.template(code)
        if found is None:
            return None
        _, run_document, index = found
        holder = self._holders(own)[id(run_document)]
        return CodeTemplate(holder, holder.document.entry(index))

    def known(self, code: str, inspection: Inspection) -> KnownTemplate | None:
        """What counts of the template with a code, as its sends are compared with it."""
        contract, own = self._contract_with(inspection)
        return contract.known(code, own.run_document)

    def codes(self, inspection: Inspection) -> dict[str, str]:
        """The codes of all templates that can be sent, with their names: of documents, and those that are approved."""
        contract, own = self._contract_with(inspection)
        found: dict[str, str] = {}
        for each in contract.templates:
            template = self.template(each.code, inspection)
            named = template.entry.template if template is not None else None
            found[each.code] = (named.name if named is not None else None) or ""
        account = own.run_document.file_rules.linter.account
        for code, record in account.templates.items() if account is not None else ():
            if record.status == "approved":
                found.setdefault(code, record.name or "")
        return dict(sorted(found.items()))

    def _contract_with(self, inspection: Inspection) -> tuple[Contract, CodePart]:
        """The contract in which a document is as it is now, and what that document tells."""
        known = self._parts.get(normalized(inspection.uri))
        if known is not None and known.inspection.document is inspection.document:
            return self._contract, known
        if self._last is None or self._last[0].document is not inspection.document:
            own = part_of(inspection)
            if known is not None and known.says_the_same(own) and not inspection.is_code:
                return self._contract, known
            self._last = inspection, _contract({**self._parts, normalized(inspection.uri): own}), own
        return self._last[1], self._last[2]

    @cached_property
    def _contract(self) -> Contract:
        return _contract(self._parts)


def _contract(parts: Mapping[str, CodePart]) -> Contract:
    configured: dict[Path, list[ConfiguredCodes]] = {}
    for each in parts.values():
        if each.configured:
            configured.setdefault(each.inspection.file_rules.resolved.root, []).append(each.configured)
    contract = Contract(_builder(parts), ProjectContext(None, configured))
    for each in parts.values():
        contract.add(each.run_document, each.part)
    return contract


def _builder(parts: Mapping[str, CodePart]) -> Callable[..., DiagnosticBuilder]:
    """Makes the diagnostics of a document as those of its other findings are made."""
    holders = {id(each.inspection.document): each.inspection for each in parts.values()}

    def build(document: object, *_: object) -> DiagnosticBuilder:
        return holders[id(document)].builder

    return build
