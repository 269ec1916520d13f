"""What the catalog says about rules, attributes and fields, as Markdown for hovers and completions.

Texts of templates are escaped, so that they are shown and never obeyed; texts of the catalog are Markdown themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from smslint.catalog.pages import localized_field
from smslint.core.attribute import Attribute
from smslint.core.lexicon import Lexicon
from smslint.core.rule import Catalog, Rule
from smslint.core.samples import typical_values
from smslint.core.template import Review
from smslint.core.verdict import effective_attribute
from smslint.documents.fields import FIELDS, FRAME_FIELDS, REDIRECTION_FIELDS, SUPPRESS_FIELDS, VARIABLE_FIELDS
from smslint.io.escape import is_page, markdown, markdown_code
from smslint.messages import Language, localized
from smslint.messages import api as api_messages
from smslint.messages import catalog as catalog_messages
from smslint.messages import lsp as messages

if TYPE_CHECKING:
    from smslint.core.answers import VendorAnswer

_SEPARATOR: Final = "\n\n---\n\n"
_ESCAPED: Final = r"\\([!-/:-@\[-`{-~])"


class Explanation(NamedTuple):
    """A text in Markdown, and links to its sources."""

    text: str
    sources: tuple[str, ...] = ()


def explained(parts: Iterable[Explanation], language: Language) -> str:
    """Several explanations as one text, in which each part and each source stands once."""
    found = [part for part in dict.fromkeys(parts) if part.text]
    sources = tuple(dict.fromkeys(source for part in found for source in part.sources))
    texts = [_SEPARATOR.join(dict.fromkeys(part.text for part in found))]
    if sources:
        texts.append(messages.SOURCES.text(language, sources=" · ".join(sources)))
    return "\n\n".join(texts)


def plain(text: str) -> str:
    """Markdown for a client that shows it as it is: without escapes."""
    return re.sub(_ESCAPED, r"\1", text)


def catalog_documentation(
    kind: str, name: str, catalog: Catalog, language: Language, value_length: int
) -> Explanation | None:
    """The documentation of a rule, an attribute or a field; None if its name is unknown."""
    if kind == "rule":
        rule = catalog.rules.get(name)
        return rule_documentation(rule, language) if rule is not None else None
    if kind == "attribute":
        attribute = catalog.attributes.get(name)
        return attribute_documentation(attribute, catalog, language, value_length) if attribute is not None else None
    return field_documentation(name, language)


def rule_documentation(rule: Rule, language: Language) -> Explanation:
    """Title, why and remedy of a rule. Its messages, which name actual values, come with findings."""
    return _reasons(f"**{rule.title.text(language)}** `{rule.id}`", rule, language)


def finding_documentation(rule: Rule, message: str, url: str | None, language: Language) -> Explanation:
    """A finding: its message, which names the limits, why, and the remedy."""
    link = f"[{rule.id}]({url})" if url else f"`{rule.id}`"
    return _reasons(f"{markdown(message)} {link}", rule, language)


def _reasons(heading: str, rule: Rule, language: Language) -> Explanation:
    remedy = f"**{catalog_messages.REMEDY.text(language)}** {localized_field(rule, 'remedy', language)}"
    return Explanation(f"{heading}\n\n{localized_field(rule, 'why', language)}\n\n{remedy}", _sources(rule.file))


def attribute_documentation(
    attribute: Attribute, catalog: Catalog, language: Language, value_length: int
) -> Explanation:
    """The title of an attribute, its allowed values, their length, samples and sources."""
    lines = [f"**{attribute.title.text(language)}** `{attribute.code}`", ""]
    judged = effective_attribute(attribute, catalog)
    if judged is not attribute:
        lines += [messages.STANDS_FOR.text(language, code=attribute.code, other=judged.code), ""]
    if "accepted" in judged.file:
        low, high = judged.limits(value_length)
        samples = tuple(markdown_code(value) for value in typical_values(judged, catalog, value_length)[:4])
        lines += [
            f"- {messages.ALLOWED.text(language, allowed=judged.allowed)}",
            f"- {messages.LENGTH.text(language, low=low, high=high)}",
            f"- {messages.SAMPLES.text(language, samples=samples)}",
        ]
    return Explanation("\n".join(lines).rstrip(), _sources(judged.file))


def _sources(file: Mapping[str, Any]) -> tuple[str, ...]:
    found = [(str(each["name"]), str(each["address"])) for each in file.get("sources", ())]
    return tuple(f"[{markdown(name)}]({address})" if is_page(address) else markdown(name) for name, address in found)


def review_text(review: Review, language: Language) -> str:
    """The state of the vendor's review of a template, and the reason if there is one."""
    status = api_messages.STATUSES[review.status]
    return messages.REVIEW.text(language, status=status, reason=review.reason or "").rstrip(" ：:")


def review_lines(review: Review, lexicon: Lexicon, language: Language) -> list[str]:
    """The vendor's review of a template in Markdown, and what is known about the reason of a rejection."""
    lines = [f"- {markdown(review_text(review, language))}"]
    for answer in review_answers(review, lexicon):
        remedy = messages.REVIEW_REMEDY.text(language, title=answer.text("title"), remedy=answer.text("remedy"))
        lines.append(f"- {markdown(remedy)}")
    return lines


def review_answers(review: Review, lexicon: Lexicon) -> list[VendorAnswer]:
    """The entries that the reason of a rejection leads to, the likeliest first."""
    if review.status != "rejected" or not review.reason:
        return []
    from smslint.catalog.answers import answers_to

    return [match.answer for match in answers_to(review.reason, lexicon)]


def field_documentation(name: str, language: Language) -> Explanation | None:
    """The meaning of a field and its possible values; None if its name is unknown."""
    for fields in (FIELDS, VARIABLE_FIELDS, REDIRECTION_FIELDS, FRAME_FIELDS, SUPPRESS_FIELDS):
        for field in fields:
            if field.name == name:
                choices = localized(tuple(f"`{choice}`" for choice in field.choices), language)
                text = f"`{field.name}`: {field.text.text(language)}"
                return Explanation(f"{text}\n\n{choices}" if choices else text)
    return None
