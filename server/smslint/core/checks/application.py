"""Checks of the paper of an application: what its form asks for beside the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.change import Fix, ReplaceText, SetField
from smslint.core.declarations import OTHERS, attribute_span, declared_uses
from smslint.core.filled_example import example_in, link_sample_in
from smslint.core.finding import Finding, Match, Related, Value
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.core.template import Material, Template
from smslint.messages import application as messages
from smslint.messages.template import USED_HERE

if TYPE_CHECKING:
    from smslint.core.media import MediaFile

_DESCRIPTION: Final = Place(("description",))
_MATERIALS: Final = Place(("materials",))
_SCENE: Final = Place(("scene",))
_SYMBOL = lazy_pattern("[!\"#$&'*<=>?\\[\\\\\\]^`{|}~]")
_ADDRESS = lazy_pattern(r"(?i:https?)://[^\s/]")
_NEEDS_SCENE: Final = frozenset({"enterprise", "trademark"})
"""The sources of signatures for which the vendor requires the scene."""
_OF_MEMBERS: Final = ("privacy_policy", "member_system")
LARGEST_MATERIAL: Final = 5 * 1024 * 1024
"""Bytes: the larger reading of 5 MB."""
_FILING_FORMATS: Final = ("jpg", "png", "bmp")
_FORMATS: Final = (*_FILING_FORMATS, "gif", "pdf", "doc", "docx")
_PICTURES: Final = ("JPG", "PNG", "JPEG", "BMP")
_DOCUMENTS: Final = (*_PICTURES, "GIF", "PDF", "DOC", "DOCX")
_ENDINGS: Final = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "dib": "bmp"}
"""The endings that name a format besides its own."""


def _description(template: Template) -> str | None:
    """The description, if there is one."""
    text = template.description
    return text if text and text.strip() else None


def description_without_example(analysis: Analysis) -> Iterator[Match]:
    """Finds descriptions without the message and its variables filled in. Variant `needed` is about templates for
    which the vendor demands it: with the attribute `others`, or with symbols in an example."""
    description = _description(analysis.template)
    if description is None or not analysis.first_uses or not analysis.is_complete or example_in(analysis, description):
        return
    declared = [variable for variable, _ in declared_uses(analysis)]
    others = tuple(f"${{{each.name}}}" for each in declared if each.attribute == OTHERS)
    symbols = tuple(
        f"${{{each.name}}}" for each in declared if isinstance(each.example, str) and _SYMBOL.search(each.example)
    )
    why: Value = ""
    if others or symbols:
        why = (
            messages.BECAUSE_OTHERS.fill(variables=others)
            if others
            else messages.BECAUSE_SYMBOLS.fill(variables=symbols)
        )
    variant = "needed" if others or symbols else None
    yield Match(Span(_DESCRIPTION, 0, len(description)), {"why": why}, variant=variant)


def fix_description_without_example(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Appends the message with the declared examples, if each variable has one that could be sent."""
    from smslint.core.remark import filled_message

    message = filled_message(analysis)
    if message is not None and example_in(analysis, message):
        yield finding.fix(_appended(analysis, message), example=message)


def _appended(analysis: Analysis, text: str) -> ReplaceText:
    """The change that appends an example to the description."""
    from smslint.core.remark import appended_example

    description = analysis.template.description or ""
    end = len(description.rstrip())
    return ReplaceText(_DESCRIPTION, end, len(description), appended_example(description, text, analysis.type))


def others_without_reason(analysis: Analysis) -> Iterator[Match]:
    """Finds variables with the attribute `others` for which nothing gives the reason: neither their own field, nor the
    description, which would name them, their meaning or the attribute."""
    template = analysis.template
    if "description" not in template.carries:
        return
    description = (template.description or "").lower()
    if any(each.partition("（")[0].lower() in description for each in analysis.catalog.attributes[OTHERS].title):
        return
    for variable, used in declared_uses(analysis):
        if variable.attribute != OTHERS or (variable.reason or "").strip():
            continue
        meaning = (variable.description or "").strip().lower()
        if _names(description, variable.name.lower()) or (meaning and meaning in description):
            continue
        related = Related(analysis.span(used.start, used.end), USED_HERE)
        yield Match(attribute_span(variable), {"variable": variable.name}, (related,))


def _names(text: str, name: str) -> bool:
    """Whether a text holds a name as a word of its own."""
    start = text.find(name)
    while start >= 0:
        around = text[max(0, start - 1) : start] + text[start + len(name) : start + len(name) + 1]
        if not any(each.isascii() and (each.isalnum() or each == "_") for each in around):
            return True
        start = text.find(name, start + 1)
    return False


def link_sample_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds links with a variable of which the description has no sample with the parameter filled in."""
    description = _description(analysis.template)
    if description is None:
        return
    for link in analysis.links:
        if link.kind == "domain" and link.placeholders and not link_sample_in(analysis, link, description):
            span = analysis.span(link.start, link.end)
            yield Match(span, {"link": analysis.text_of(span)})


def fix_link_sample_missing(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Appends the link with the declared examples."""
    from smslint.core.remark import filled_text

    text = filled_text(analysis, finding.span.start, finding.span.end)
    if text is not None:
        yield finding.fix(_appended(analysis, text), example=text)


def description_too_long(analysis: Analysis) -> Iterator[Match]:
    """Finds descriptions over the limit of the setting `description-length`; the complete example does not count."""
    description, limit = analysis.template.description or "", analysis.description_length
    if len(description) <= limit:
        return
    example = example_in(analysis, description) if analysis.is_complete else None
    length = len(description) - (example[1] - example[0] if example else 0)
    if length > limit:
        yield Match(Span(_DESCRIPTION, 0, len(description)), {"length": length, "limit": limit})


def _source(analysis: Analysis) -> str | None:
    """What the signature is the name of, if all that is known of it agrees."""
    account, name = analysis.account, analysis.template.signature
    known = account.by_name.get(name or "", ()) if account is not None else ()
    sources = {each.source for each in known if each.medium == "text"}
    return sources.pop() if len(sources) == 1 else None


def scene_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds templates without a scene whose signature is the name of an enterprise or a trademark."""
    scene = analysis.template.scene or ""
    if "scene" in analysis.template.carries and not scene.strip() and (source := _source(analysis)) in _NEEDS_SCENE:
        yield Match(Span(_SCENE, 0, len(scene)), {"source": messages.SOURCES[source or ""]})


def scene_format(analysis: Analysis) -> Iterator[Match]:
    """Finds scenes that are no address although the signature is the name of an app."""
    scene = analysis.template.scene or ""
    if scene.strip() and _source(analysis) == "app" and not _ADDRESS.match(scene.strip()):
        yield Match(Span(_SCENE, 0, len(scene)), {"scene": scene})


def authorization_material_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds promotional templates with materials, among which a screenshot of the members' consent is missing.

    Materials whose kind is not told may be what is missing.
    """
    template = analysis.template
    if "materials" not in template.carries:
        return
    kinds = [each.kind for each in template.materials]
    missing = [kind for kind in _OF_MEMBERS if kind not in kinds]
    if len(missing) > kinds.count(None):
        told = tuple(messages.MATERIALS[kind] for kind in missing)
        yield Match(Span(_MATERIALS, 0, 0), {"kinds": told})


def icp_material_missing(analysis: Analysis) -> Iterator[Match]:
    """Finds declared domains without a screenshot of their filing; each screenshot counts for one of them."""
    template = analysis.template
    screenshots = sum(each.kind == "icp_screenshot" for each in template.materials)
    for index, entry in enumerate(template.redirection):
        if entry.kind == "domain" and entry.value and not entry.icp_picture:
            screenshots -= 1
            if screenshots < 0:
                yield Match(Span(Place(("redirection", index)), 0, 0), {"domain": entry.value})


def government_sender(analysis: Analysis) -> Iterator[Match]:
    """Finds senders that are public authorities, if the description has no landline number.

    Variant `stated` if the template or the account says so, not only the name.
    """
    template = analysis.template
    if "description" not in template.carries:
        return
    found = _authority(analysis)
    if found is not None and not _has_landline(analysis, template.description or ""):
        place, name, stated = found
        yield Match(Span(place, 0, len(name)), {"signature": name}, variant="stated" if stated else None)


def _authority(analysis: Analysis) -> tuple[Place, str, bool] | None:
    """The place and the name that tell of a public authority, and whether it is stated."""
    template, account = analysis.template, analysis.account
    if template.for_ == "government":
        return Place(("for",)), template.for_, True
    from smslint.core.recognise.authorities import Authorities

    authorities = analysis.lexicon.compiled(Authorities)
    for name, path in template.signature_places():
        if account is not None and account.is_public(name):
            return Place(path), name, True
        if authorities.named_in(name):
            return Place(path), name, False
    for index, entry in enumerate(template.redirection):
        if entry.company and authorities.named_in(entry.company):
            return Place(("redirection", index, "company")), entry.company, False
    return None


def _has_landline(analysis: Analysis, description: str) -> bool:
    from smslint.core.content import read_value
    from smslint.core.recognise.phones import phones_in

    return any(phone.kind == "landline" for phone in phones_in(read_value(description, analysis.lexicon)))


def generic_template(analysis: Analysis, words: str) -> Iterator[Match]:
    """Finds variables that carry nearly the whole message: the fixed text says nothing of its own."""
    from smslint.core.recognise.generic import carrier_of

    if analysis.is_complete and (found := carrier_of(analysis, words)) is not None:
        yield Match(analysis.span(found.start, found.end), {"variable": found.name or ""})


def redirection_invalid(analysis: Analysis) -> Iterator[Match]:
    """Finds what is wrong in entries of the redirection information. Variant `rare` is about what is only unusual."""
    from smslint.core.redirection_faults import entry_faults

    for index, entry in enumerate(analysis.template.redirection):
        for each in entry_faults(entry, analysis):
            value = str((entry.value if each.key == "kind" else None) or getattr(entry, each.key))
            values: dict[str, Value] = {
                "number": index + 1,
                "what": each.what,
                "value": value,
                "should": messages.INSTEAD.fill(to=each.to) if each.to else "",
                "to": each.to or "",
            }
            span = Span(Place(("redirection", index, each.key)), each.start, each.end)
            yield Match(span, values, variant="rare" if each.rare else None)


def fix_redirection_invalid(finding: Finding, analysis: Analysis) -> Iterator[Fix]:
    """Writes what the value should be."""
    to = str(finding.match.values["to"])
    if to:
        yield finding.fix(SetField(finding.span.place, to))


def _looked_at(analysis: Analysis) -> Iterator[tuple[Span, Material, str, MediaFile]]:
    """The materials with a path, and what is there; none if nobody can read files."""
    if analysis.files is None:
        return
    for index, material in enumerate(analysis.template.materials):
        if material.path:
            span = Span(Place(("materials", index, "path")), 0, len(material.path))
            yield span, material, material.path, analysis.files.look(material.path, LARGEST_MATERIAL)


def material_file(analysis: Analysis) -> Iterator[Match]:
    """Finds materials that cannot be read, are empty, damaged or larger than the form takes."""
    for span, _, path, file in _looked_at(analysis):
        what = file.problem
        if what is None and file.size > LARGEST_MATERIAL:
            what = messages.TOO_LARGE.fill(size=f"{file.size:,}", limit=f"{LARGEST_MATERIAL:,}")
        if what is None and file.media is not None:
            what = file.media.fault
        if what is not None:
            yield Match(span, {"path": path, "what": what})


def material_format(analysis: Analysis) -> Iterator[Match]:
    """Finds materials of a format that the form does not take, or whose names tell another one.

    Variants `other` and `other-name` are about materials for which the documents name no formats.
    """
    for span, material, path, file in _looked_at(analysis):
        media = file.media
        if media is None or not (media.format or media.fault is None):
            continue
        is_filing = material.kind == "icp_screenshot"
        ending = path.rpartition(".")[2].lower()
        values: dict[str, Value] = {
            "path": path,
            "is": media.name,
            "kind": messages.MATERIALS[material.kind or "other"],
            "allowed": _PICTURES if is_filing else _DOCUMENTS,
        }
        if media.format not in (_FILING_FORMATS if is_filing else _FORMATS):
            yield Match(span, values, variant=None if is_filing else "other")
        elif _ENDINGS.get(ending, ending) != media.format:
            yield Match(span, values, variant="name" if is_filing else "other-name")
