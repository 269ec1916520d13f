"""The paper of an application for a template: what the console's form asks for, as far as the document tells it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, Literal

from smslint.core.change import SetField
from smslint.core.checks.application import LARGEST_MATERIAL, others_without_reason
from smslint.core.checks.contacts import names_domain
from smslint.core.declarations import OTHERS, allowed_attributes
from smslint.core.filled_example import example_in, shadow_of
from smslint.core.patterns import lazy_pattern
from smslint.core.place import Place, Span
from smslint.core.remark import use_case
from smslint.core.segments.parts import message_parts, valid_attribute
from smslint.core.template import MAINLAND
from smslint.core.verdict import judge, judge_plain
from smslint.dataclass import dataclass
from smslint.documents import Edit, applied, read
from smslint.messages import Bilingual, Language
from smslint.messages import dossier as messages
from smslint.messages.application import MATERIALS
from smslint.messages.report import template_named
from smslint.values.preview import Preview
from smslint.workspace.check import check_template

if TYPE_CHECKING:
    from smslint.core.analysis import Analysis
    from smslint.core.finding import Finding
    from smslint.core.segments.parts import VariablePart
    from smslint.core.template import Material, Redirection, Template
    from smslint.documents.document import Document
    from smslint.documents.parsed_template import TemplateEntry
    from smslint.workspace.rule_resolver import FileRules

Outcome = Literal["written", "current", "kept", "refused"]
"""What becomes of a description: written, already so, its author's, or not to be written there."""
DESCRIPTION: Final = Place(("description",))
MARK: Final = "# smslint dossier "
"""The comment above a description that was generated begins so; the digest of the description follows."""
_MARKED = lazy_pattern(r"#[ \t]*smslint dossier ([0-9a-f]{12})")
_WORDING: Final = frozenset({"sensitive-wording", "restricted-topic"})
_LOGIN: Final = ("登录", "登陆", "login", "log in", "sign in")
_ODD_NAME = lazy_pattern(r"[^A-Za-z0-9._/-]")


@dataclass(frozen=True, slots=True)
class DossierValue:
    """A variable with the value that the example gives it.

    A value is `sampled` if the template gives none that could be sent; `refused` is its example then. `limits` are the
    fewest and the most characters. `lacks_reason` says that nothing tells why it has the attribute `others`. `fails`
    and `fits` are the narrower attributes that refuse and take the example.
    """

    name: str
    written: str
    attribute: str | None
    title: Bilingual | None
    value: str
    sampled: bool
    refused: str | None
    limits: tuple[int, int]
    meaning: str | None
    reason: str | None
    lacks_reason: bool
    fails: tuple[Bilingual, ...] = ()
    fits: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierMaterial:
    """A supporting file, and what was found at its path."""

    material: Material
    state: Bilingual


@dataclass(frozen=True)
class Dossier:
    """The paper of one template. `remark` is the use case description as it can be pasted, `message` the example."""

    path: str
    index: int
    analysis: Analysis
    values: tuple[DossierValue, ...]
    message: str
    remark: str
    redirection: tuple[tuple[Redirection, tuple[Finding, ...]], ...]
    undeclared: tuple[Finding, ...]
    materials: tuple[DossierMaterial, ...]
    wording: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    to_add: tuple[Bilingual, ...]

    @property
    def template(self) -> Template:
        """The template."""
        return self.analysis.template

    @property
    def title(self) -> Bilingual:
        """Its name, its code, else its number in the document."""
        name = self.template.name or self.template.code
        return Bilingual(name, name) if name else template_named(self.index, None)

    @property
    def counted(self) -> int:
        """The length of the remark without the complete example."""
        found = example_in(self.analysis, self.remark)
        return len(self.remark) - (found[1] - found[0] if found else 0)


def dossier_of(
    document: Document, entry: TemplateEntry, path: str, file_rules: FileRules, today: date
) -> Dossier | None:
    """The dossier of a template; None if its source is broken. The remark is in English for international ones."""
    if entry.parsed.broken:
        return None
    checked = check_template(entry.parsed, file_rules, today, document.file)
    analysis = checked.analysis
    if analysis is None:
        return None
    template, findings = analysis.template, checked.findings
    values = tuple(_values(analysis, file_rules))
    by_name = {each.name: each.value for each in values}
    message = message_parts(analysis).message(lambda part: by_name[part.name])
    own = None if is_generated(document, entry) else template.description
    materials = tuple(DossierMaterial(each, _state(each, analysis)) for each in template.materials)
    wording = tuple(each for each in findings if each.rule.id in _WORDING)
    return Dossier(
        path,
        entry.index,
        analysis,
        values,
        message,
        _remark(analysis, own, message, values),
        tuple(
            (each, tuple(one for one in findings if one.span.place.path[:2] == ("redirection", number)))
            for number, each in enumerate(template.redirection)
        ),
        tuple(each for each in findings if each.rule.id == "redirection-undeclared"),
        materials,
        wording,
        tuple(each for each in findings if each.severity == "error"),
        tuple(_to_add(analysis, own, findings, wording)),
    )


def _values(analysis: Analysis, file_rules: FileRules) -> Iterator[DossierValue]:
    """The variables of a content, each with its example if that could be sent, else with a sample."""
    template = analysis.template
    bare = {name: replace(each, example=None) for name, each in template.variables.items()}
    unexplained = {str(each.values["variable"]) for each in others_without_reason(analysis)}
    samples = Preview(file_rules.linter.read(replace(template, variables=bare))).messages[1].values
    for part in message_parts(analysis).variables:
        declared = template.variables.get(part.name)
        attribute = valid_attribute(part.name, analysis) if analysis.type in MAINLAND else None
        given = declared.example if declared else None
        sent = isinstance(given, str) and _could_be_sent(given, part, analysis)
        value = given if sent and isinstance(given, str) else samples[part.name]
        fails, fits = _narrower(value, analysis) if attribute and attribute.code == OTHERS and sent else ((), ())
        yield DossierValue(
            part.name,
            part.written,
            attribute.code if attribute else declared.attribute if declared else None,
            attribute.title if attribute else None,
            value,
            not sent,
            str(given) if given not in (None, "") and not sent else None,
            (part.shortest, part.longest),
            declared.description if declared else None,
            declared.reason if declared else None,
            part.name in unexplained,
            fails,
            fits,
        )


def _could_be_sent(value: str, part: VariablePart, analysis: Analysis) -> bool:
    if not shadow_of(value).text or "${" in value:
        return False
    attribute = valid_attribute(part.name, analysis)
    if analysis.type not in MAINLAND:
        return judge_plain(value, analysis.type).verdict != "rejected"
    if attribute is None:
        return part.shortest <= len(value) <= part.longest
    length = analysis.value_length
    return judge(value, attribute, analysis.catalog, value_length=length, suggest=False).verdict != "rejected"


def _narrower(value: str, analysis: Analysis) -> tuple[tuple[Bilingual, ...], tuple[Bilingual, ...]]:
    """The attributes besides `others` that refuse a value, and those that accept it."""
    fails: list[Bilingual] = []
    fits: list[Bilingual] = []
    for attribute in allowed_attributes(analysis.type, analysis.catalog):
        if attribute.code == OTHERS:
            continue
        verdict = judge(value, attribute, analysis.catalog, value_length=analysis.value_length, suggest=False)
        (fails if verdict.verdict == "rejected" else fits).append(_short(attribute.title))
    return tuple(fails), tuple(fits)


def _short(title: Bilingual) -> Bilingual:
    """The console's words for an attribute, without the examples in brackets."""
    return Bilingual(title.en.partition(" (")[0], title.zh.partition("（")[0])


def _remark(analysis: Analysis, own: str | None, message: str, values: tuple[DossierValue, ...]) -> str:
    """The use case description: what the author wrote, with what is missing of example, values and reasons."""
    language: Language = "en" if analysis.type == "international" else "zh"
    own = (own or "").strip()
    told = tuple(
        messages.VALUE.fill(variable=each.written, value=each.value) for each in values if each.value not in own
    )
    lines = [use_case(analysis, own, message, told)]
    if sampled := tuple(each.written for each in values if each.sampled):
        lines.append(messages.SAMPLED_LINE.text(language, variables=sampled))
    return "\n".join(lines)


def _state(material: Material, analysis: Analysis) -> Bilingual:
    """What is at the path of a material."""
    if material.path is None:
        return messages.UPLOADED if material.key else messages.NOTHING
    if analysis.files is None:
        return messages.NOT_LOOKED
    found = analysis.files.look(material.path, LARGEST_MATERIAL)
    if found.media is None:
        return found.problem or messages.NOT_LOOKED
    if found.media.fault is not None:
        return found.media.fault
    told = messages.IS.fill(name=found.media.name, size=f"{found.size:,}")
    if found.media.width and found.media.height:
        return messages.PIXELS.fill(file=told, width=found.media.width, height=found.media.height)
    return told


def _to_add(
    analysis: Analysis, own: str | None, findings: tuple[Finding, ...], wording: tuple[Finding, ...]
) -> Iterator[Bilingual]:
    """What a person must add or check."""
    template = analysis.template
    kinds = [each.kind for each in template.materials]
    if not (own or "").strip():
        yield messages.ADD_USE
    if analysis.type == "verification" or any(each in template.content.lower() for each in _LOGIN):
        yield messages.ADD_ACCOUNT
    if analysis.type == "promotional":
        missing = [MATERIALS[kind] for kind in ("privacy_policy", "member_system") if kind not in kinds]
        if missing:
            yield messages.ADD_CONSENT.fill(kinds=tuple(missing))
    links = [link for link in analysis.links if link.kind == "domain"]
    if links:
        yield messages.ADD_LINK
    screenshots = kinds.count("icp_screenshot")
    for link in links:
        if not any(names_domain(each, link.host) and each.icp_picture for each in template.redirection):
            screenshots -= 1
            if screenshots < 0:
                yield messages.ADD_ICP.fill(domain=link.host)
    if any(each.rule.id == "government-sender" for each in findings):
        yield messages.ADD_LANDLINE
    if wording:
        yield messages.ADD_WORDING
    yield messages.ADD_PROOF
    if any(each.path for each in template.materials):
        yield messages.CHECK_FILES
        if any(each.path and _ODD_NAME.search(each.path) for each in template.materials):
            yield messages.CHECK_NAMES
    if template.redirection:
        yield messages.CHECK_COMPANY


def digest_of(description: str) -> str:
    """What the mark of a generated description says, so that an edit of it is noticed."""
    return hashlib.sha256(description.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def mark_range(document: Document, entry: TemplateEntry) -> tuple[int, int, str] | None:
    """Where the mark of a description stands, and its digest: on the line above, or behind the value."""
    if document.text is None or entry.template is None or not document.format.comments:
        return None
    text, description = document.text, entry.template.description or ""
    where = document.source_range(entry, Span(DESCRIPTION, 0, len(description)))
    if where is None:
        return None
    first, last = text.line_of(where[0]), text.line_of(max(where))
    for line in range(max(0, first - 2), last + 1):
        start = text.line_starts[line]
        if start >= entry.start and (found := _MARKED.search(text.line(line))):
            return start + found.start(), start + found.end(), found[1]
    return None


def is_generated(document: Document, entry: TemplateEntry) -> bool:
    """Whether the description of a template was generated, and nobody changed it since."""
    marked = mark_range(document, entry)
    description = entry.template.description if entry.template else None
    return marked is not None and marked[2] == digest_of(description or "")


def with_remarks(document: Document, dossiers: Sequence[Dossier]) -> tuple[str | None, dict[int, Outcome]]:
    """The text of a document with the remarks as its descriptions, None if nothing changes; and what became of each.

    A description of an author stays. One that is written is marked by a comment, where the format has any.
    """
    outcomes: dict[int, Outcome] = {}
    wanted: dict[int, str] = {}
    for each in dossiers:
        entry, description = document.entry(each.index), each.template.description or ""
        if description.strip() and not is_generated(document, entry):
            outcomes[each.index] = "kept"
        elif description == each.remark:
            outcomes[each.index] = "current"
        else:
            wanted[each.index] = each.remark
    if document.text is None:
        return None, outcomes | dict.fromkeys(wanted, "refused")
    edits, refused = document.edits({index: [SetField(DESCRIPTION, text)] for index, text in wanted.items()})
    outcomes |= {index: "refused" if index in refused else "written" for index in wanted}
    written = {index for index in wanted if index not in refused}
    if not written:
        return None, outcomes
    text = applied(document.text.value, sorted(edits))
    return _marked(document, text, written), outcomes


def _marked(before: Document, text: str, written: AbstractSet[int]) -> str:
    """A text in which the descriptions of some templates are marked, as far as comments can stand there."""
    document = read(text, before.name, format=before.format)
    assert document.text is not None
    if not document.format.comments:
        return text
    edits: list[Edit] = []
    for entry in document.entries():
        if entry.index not in written or entry.template is None:
            continue
        mark = MARK + digest_of(entry.template.description or "")
        old = mark_range(document, entry)
        where = document.source_range(entry, Span(DESCRIPTION, 0, 1))
        if old is not None:
            edits.append(Edit(*old[:2], mark))
        elif where is not None:
            edits += [*document.format.comment_edits(document.text, entry.start, where[0], mark)][:1]
    marked = applied(text, sorted(edits))
    again = read(marked, before.name, format=before.format)
    same = all(
        one is not None and other is not None and one.template == other.template
        for one, other in zip_longest(document.entries(), again.entries())
    )
    return marked if same else text
