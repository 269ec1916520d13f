"""`smslint code`: what source code tells, the templates in it and the places that send, for review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from smslint.cli.project import Project, with_project
from smslint.cli.terminal import LocalizedCommand, print_json
from smslint.core.text import Text
from smslint.documents import Document
from smslint.documents.code.site import CodeReference, Key, SendWrapper
from smslint.io.escape import visible
from smslint.io.sink import print_error, print_out
from smslint.messages import Bilingual, Language
from smslint.messages import code as messages
from smslint.messages.cli import COMMANDS
from smslint.messages.counts import count
from smslint.report.closing import sites_sentence
from smslint.workspace.contract_rules import ResolvedSite
from smslint.workspace.diagnostic import Summary
from smslint.workspace.discovery import DiscoveredFile, discover
from smslint.workspace.loading import load_document
from smslint.workspace.run import Run
from smslint.workspace.settings_resolver import Overrides


@click.command(cls=LocalizedCommand, about=COMMANDS["code"], options=messages.OPTIONS)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--sites", is_flag=True)
@click.option("--min-certainty", type=click.Choice(["certain", "likely"]))
@with_project("format", "config")
def command(project: Project, paths: Sequence[Path], sites: bool, min_certainty: Any, format: str) -> int:
    """Prints what is found; exits with 2 if a file needs a grammar that is not installed."""
    project.override(Overrides(code=True, min_certainty=min_certainty))
    run = Run(project.rule_resolver)
    texts: dict[str, Text] = {}
    templates: list[dict[str, Any]] = []
    missing = 0
    for found in discover(paths or [Path()], project.settings_resolver):
        document = load_document(found)
        missing += document.skipped == "grammar"
        if document.skipped or found.error is not None:
            continue
        run.add_to_contract(found, document)
        if document.format.name == "code" and document.text is not None:
            texts[found.display_path] = document.text
            templates += [] if sites else _templates(found, document)
    contract = run.contract
    if format == "json":
        known = {"sites": [_json(each, texts) for each in contract.sites]}
        listed = known if sites else {"templates": templates, **known}
        wrappers = [{"call": each.function, **_numbers(each)} for each in contract.wrappers]
        print_json({"version": 1, **listed, "wrappers": wrappers, "counts": dict(contract.counts())})
    else:
        language = project.language
        lines = [*map(_template_line, templates), *(_site_line(each, texts, language) for each in contract.sites)]
        print_out(*(visible(line) for line in lines))
        for wrapper in contract.wrappers:
            if wrapper.params is not None and wrapper.code is not None:
                print_out(visible(messages.WRAPPER.text(language, call=wrapper.function, **_numbers(wrapper))))
        summary = Summary(sites=contract.counts())
        print_out(sites_sentence(summary, language) or messages.NO_SITES.text(language))
    if missing:
        print_error(messages.NO_GRAMMAR.text(project.language, files=count("file", missing)))
    return 2 if missing else 0


def _templates(found: DiscoveredFile, document: Document) -> Iterator[dict[str, Any]]:
    for entry in document.entries():
        template, layout = entry.template, entry.parsed.schema.layout
        if template is None or layout is None or document.text is None:
            continue
        line, column = document.text.position(entry.start)
        yield {
            "path": found.display_path,
            "line": line + 1,
            "column": column + 1,
            "certainty": layout.certainty,
            "code": template.code,
            "name": template.name,
            "type": template.type,
            "content": template.content,
        }


def _template_line(found: dict[str, Any]) -> str:
    place = f"{found['path']}:{found['line']}:{found['column']}"
    return f"{place} {found['certainty']} {found['code'] or '-'} {found['content']}"


def _numbers(wrapper: SendWrapper) -> dict[str, int]:
    """The numbers of a wrapper's arguments as the settings count them."""
    return {
        "code": wrapper.code + 1 if wrapper.code is not None else 0,
        "params": wrapper.params + 1 if wrapper.params is not None else 0,
    }


def _place(found: ResolvedSite, texts: dict[str, Text]) -> tuple[int, int]:
    line, column = texts[found.document.display_path].position(found.site.start)
    return line + 1, column + 1


def _json(found: ResolvedSite, texts: dict[str, Text]) -> dict[str, Any]:
    line, column = _place(found, texts)
    keys = found.site.keys
    return {
        "path": found.document.display_path,
        "line": line,
        "column": column,
        "function": found.site.function or None,
        "kind": found.kind,
        "codes": list(found.codes),
        "code_from": [{"kind": each.kind, "value": each.value} for each in found.site.codes],
        "keys": [_key(key) for key in keys] if keys is not None else None,
        "unknown": found.site.keys_reason,
        "signature": found.site.signature,
        "templates": [
            {"code": each.code, "path": each.path, "variables": list(each.variables)} for each in found.templates
        ],
    }


def _key(key: Key) -> dict[str, Any]:
    return {"name": key.name, "value": key.kind, **({"sometimes": True} if key.sometimes else {})}


def _site_line(found: ResolvedSite, texts: dict[str, Text], language: Language) -> str:
    line, column = _place(found, texts)
    keys = found.site.keys
    if keys is None:
        told = messages.REASONS[found.site.keys_reason or "computed"].text(language)
    else:
        told = ", ".join(key.name + "?" * key.sometimes for key in keys) or messages.NO_KEYS.text(language)
    code = ", ".join(found.codes) or _origin(found.site.codes).text(language)
    return f"{found.document.display_path}:{line}:{column} {found.kind} {code}: {told}"


def _origin(codes: Sequence[CodeReference]) -> Bilingual:
    """Where a code comes from that is not known."""
    return messages.CODE_FROM.fill(names=tuple(each.value for each in codes)) if codes else messages.CODE_UNKNOWN
