"""`smslint import` of a folder: the templates in its source code as manifests, each with where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from smslint.cli.manifest_names import file_stem, free_file_name
from smslint.cli.payload import template_title
from smslint.cli.project import Project
from smslint.core.template import Template
from smslint.documents import format_named
from smslint.documents.manifest import manifest_text, with_origins
from smslint.io.sink import print_error
from smslint.messages import api as messages
from smslint.messages import code as code_messages
from smslint.messages.counts import count
from smslint.messages.template import TYPE_NAMES
from smslint.workspace.discovery import discover
from smslint.workspace.loading import load_document
from smslint.workspace.settings_resolver import Overrides


def code_manifests(project: Project, folder: Path, to: str) -> Iterator[tuple[str, str]]:
    """The names and texts of manifests: one for each template, or all in one file.

    A template that stands in several places is written once, with all of them.
    """
    project.path = folder
    project.override(Overrides(code=True))
    found = _templates(project, folder)
    if not found:
        project.fail(messages.NOTHING_FOUND.fill(path=folder))
    yaml = format_named("yaml")
    if to == "yaml":
        text = manifest_text([template for template, _ in found], yaml) if found else None
        if text is not None:
            named = [(template.code or template.name or "-", origins) for template, origins in found]
            notes = [f"{name}: {', '.join(origins)}" for name, origins in named]
            yield f"{folder.resolve().name or 'templates'}.sms.yaml", with_origins(text, notes)
        return
    taken: set[str] = set()
    for template, origins in found:
        stem = free_file_name(file_stem(template), taken)
        for format, ending in ((format_named("sms"), "sms"), (yaml, "sms.yaml")):
            text = manifest_text([template], format)
            if text is not None:
                yield f"{stem}.{ending}", with_origins(text, origins)
                break
        else:
            title = template_title(template, 0)
            project.fail(messages.NOTE.fill(path=origins[0], template=title, note=messages.CANNOT_HOLD))


def _templates(project: Project, folder: Path) -> list[tuple[Template, list[str]]]:
    """The templates of a folder's source code with the places where each stands."""
    by_key: dict[tuple[str, str | None], tuple[Template, list[str]]] = {}
    missing = 0
    for found in discover([folder], project.settings_resolver):
        if found.format is None or found.format.name != "code" or found.error is not None:
            continue
        document = load_document(found)
        missing += document.skipped == "grammar"
        for entry in document.entries():
            template, text = entry.template, document.text
            if template is None or text is None or not template.content.strip():
                continue
            place = f"{found.display_path}:{text.line_of(entry.start) + 1}"
            known = by_key.setdefault((template.content, template.code), (template, []))
            known[1].append(place)
    if missing:
        project.fail(code_messages.NO_GRAMMAR.fill(files=count("file", missing)))
    return [_typed(project, template, origins) for template, origins in by_key.values()]


def _typed(project: Project, template: Template, origins: list[str]) -> tuple[Template, list[str]]:
    """A template with its type, inferred from its content if nothing states it."""
    if template.type is not None:
        return template, origins
    file_rules = project.rule_resolver.file_rules(project.resolved, "")
    kind = file_rules.linter.read(template).type
    note = code_messages.INFERRED.fill(type=TYPE_NAMES[kind])
    print_error(messages.NOTE.text(project.language, path=origins[0], template=template_title(template, 0), note=note))
    return replace(template, type=kind), origins
