"""Cheap signs of a template. With the literals that it holds, they decide which rules are worth running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from smslint.core.analysis import Analysis
from smslint.core.attribute import LONGEST_VALUE
from smslint.core.lexicon import ANY_HAN
from smslint.core.patterns import lazy_pattern
from smslint.core.recognise.links import may_hold_hosts, may_hold_ipv6
from smslint.core.recognise.phones import may_hold_phones
from smslint.core.segments.counting import CAPACITY, MOST_CHARACTERS
from smslint.core.segments.parts import longest_message
from smslint.core.template import MAINLAND

if TYPE_CHECKING:
    from smslint.core.attribute import Attribute
    from smslint.core.placeholder import Placeholder
    from smslint.core.template import Template, TemplateType

MAY_HOLD_LINK: Final = 1 << 0
"""The content has marks that links and IP addresses have."""
MAY_HOLD_PHONE: Final = 1 << 1
"""The content has enough digits in a row for a telephone number."""
HAS_UNUSUAL_LETTER: Final = 1 << 2
"""A letter, digit or Han character is neither ASCII nor in the table of standard Han characters."""
HAS_UNUSUAL_SYMBOL: Final = 1 << 3
"""A character that is not Han is neither printable ASCII, a line break nor common punctuation."""
HAS_UNUSUAL_EDGE: Final = 1 << 4
"""The content is empty, or its first or last character is a blank, a control character or a square bracket."""
HAS_BROKEN_PLACEHOLDER: Final = 1 << 5
"""A placeholder is not a well-formed variable."""
HAS_CROWDED_PLACEHOLDERS: Final = 1 << 6
"""Over three placeholders, two of one name, or no letter, digit or Han character between two or outside of all."""
HAS_DECLARATION: Final = 1 << 7
"""The template declares a variable."""
HAS_SPECIAL_ATTRIBUTE: Final = 1 << 8
"""A variable is declared with an attribute that has rules of its own, or with one that the type may not declare."""
HAS_UNMATCHED_VARIABLE: Final = 1 << 9
"""The content uses other variables than the template declares with an attribute, or a placeholder is broken."""
HAS_OPTIONAL_FIELD: Final = 1 << 10
"""The template has a signature, regions, redirection information, a limit of segments or an example of a variable."""
LACKS_FIELD: Final = 1 << 11
"""A field of `MAY_BE_LACKING` or an example is missing or blank, and the document can give it."""
MAY_SPLIT: Final = 1 << 12
"""The message varies by placeholders or signatures, and the longest values may take it over one segment."""
MAY_BE_TOO_LONG: Final = 1 << 13
"""The content or, with the longest values, the message has over 500 characters, or the name over 20."""
HAS_ACCOUNT: Final = 1 << 14
"""Something is known of the account."""
HAS_CODE: Final = 1 << 15
"""The template has a code."""
HAS_PAPER: Final = 1 << 16
"""The template has a description, a scene or materials, or says that its sender is a public authority."""
HAS_FRAMES: Final = 1 << 17
"""The template has frames."""

MAY_BE_LACKING: Final = frozenset({"name", "type", "international_type", "signature", "description"})
LONGEST_NAME: Final = 20
_FEW: Final = 3
_SPECIAL: Final = frozenset({"link_param", "phone_number2", "others"})
_ONE_SEGMENT: Final = CAPACITY["characters"].single
_EDGE = lazy_pattern(
    r"[\x00-\x20\x7f-\xad\[\]\u115f\u1160\u1680-\u206f\u3000\ufe00-\ufe0f\ufeff\uff3b\uff3d\U000e0000-\U000effff]"
)
_ALPHANUMERIC: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_USUAL_EDGES: Final = _ALPHANUMERIC | frozenset("$}。，！：【】（）")


def flags_of(analysis: Analysis) -> int:
    """The flags of a template."""
    template, placeholders, text = analysis.template, analysis.placeholders, analysis.normalized.text
    names = analysis.first_uses.keys()
    found = 0
    if may_hold_hosts(text) or may_hold_ipv6(text):
        found |= MAY_HOLD_LINK
    if may_hold_phones(text):
        found |= MAY_HOLD_PHONE
    if analysis.normalized.has_unusual:
        for character in set(analysis.content) - analysis.lexicon.plain:
            found |= of_unusual_character(character)
    if not template.content or _is_unusual_edge(template.content[0]) or _is_unusual_edge(template.content[-1]):
        found |= HAS_UNUSUAL_EDGE
    if placeholders:
        found |= of_placeholders(placeholders, len(names), analysis.content, text)
    if template.variables:
        found |= of_declarations(template, analysis.catalog.attributes, analysis.type)
    if template.variables.keys() != names:
        found |= HAS_UNMATCHED_VARIABLE
    if analysis.account is not None:
        found |= HAS_ACCOUNT
    return found | of_fields(template) | of_length(analysis)


def of_unusual_character(character: str) -> int:
    """The flags of a character that is not plain."""
    if ANY_HAN.match(character):
        return HAS_UNUSUAL_LETTER
    return HAS_UNUSUAL_LETTER | HAS_UNUSUAL_SYMBOL if character.isalnum() else HAS_UNUSUAL_SYMBOL


def of_placeholders(placeholders: Sequence[Placeholder], names: int, content: str, normalized: str) -> int:
    """The flags of placeholders, of which there is at least one; the well-formed ones have so many different names."""
    found = 0
    for each in placeholders:
        if each.kind != "variable":
            found = HAS_BROKEN_PLACEHOLDER | HAS_UNMATCHED_VARIABLE
            break
    count = len(placeholders)
    if (
        count > _FEW
        or names < count
        or not _tells(normalized)
        or any(not _tells(content[first.end : second.start]) for first, second in pairwise(placeholders))
    ):
        found |= HAS_CROWDED_PLACEHOLDERS
    return found


def _is_unusual_edge(character: str) -> bool:
    return not _is_telling(character) and character not in _USUAL_EDGES and _EDGE.match(character) is not None


def _tells(text: str) -> bool:
    """Whether a text has letters, digits or common Han characters. A pattern of these takes 2 ms to compile."""
    return any(map(_is_telling, text))


def _is_telling(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fa5" or character in _ALPHANUMERIC


def of_declarations(template: Template, attributes: Mapping[str, Attribute], kind: TemplateType) -> int:
    """The flags that the declarations of a template of a type give; there is at least one."""
    found = HAS_DECLARATION
    for variable in template.variables.values():
        if variable.example is not None:
            found |= HAS_OPTIONAL_FIELD
        if variable.example in (None, "") and "variables.example" in template.carries:
            found |= LACKS_FIELD
        code = variable.attribute
        if not code:
            found |= HAS_UNMATCHED_VARIABLE
            continue
        attribute = attributes.get(code)
        if code in _SPECIAL or attribute is None or attribute.status != "current" or kind not in attribute.types:
            found |= HAS_SPECIAL_ATTRIBUTE
    return found


def of_fields(template: Template) -> int:
    """The flags of the fields other than the content and the variables."""
    carries = template.carries
    found = 0
    if (
        (_is_blank(template.name) and "name" in carries)
        or (_is_blank(template.signature) and "signature" in carries)
        or (_is_blank(template.description) and "description" in carries)
        or (not template.type and "type" in carries)
        or (not template.international_type and "international_type" in carries)
    ):
        found = LACKS_FIELD
    if template.signature or template.redirection or template.max_segments is not None:
        found |= HAS_OPTIONAL_FIELD
    if template.signatures or template.regions:
        found |= HAS_OPTIONAL_FIELD
    if template.code:
        found |= HAS_CODE
    if not _is_blank(template.description) or template.scene or template.for_ or "materials" in carries:
        found |= HAS_PAPER
    if template.frames:
        found |= HAS_FRAMES
    if template.name and len(template.name) > LONGEST_NAME:
        found |= MAY_BE_TOO_LONG
    return found


def _is_blank(value: str | None) -> bool:
    return not value or value.isspace()


def of_length(analysis: Analysis) -> int:
    """What the longest values could do. It is worked out in full only where the longest value of all could do it."""
    template, count, mainland = analysis.template, len(analysis.placeholders), analysis.type in MAINLAND
    longest_value = max(analysis.value_length, LONGEST_VALUE)
    signature = max(map(len, (template.signature or "", *template.signatures)))
    most = len(template.content) + signature + 2 + count * longest_value
    if mainland and most > _ONE_SEGMENT:
        most = longest_message(analysis)
    found = MAY_BE_TOO_LONG if max(most, len(template.content)) > MOST_CHARACTERS else 0
    varies = count or template.signatures
    return found | MAY_SPLIT if varies and (most > _ONE_SEGMENT or not mainland) else found
