"""What the catalog says about rules, attributes and fields, as Markdown for hovers and completions."""

from __future__ import annotations

from smslint.catalog.pages import explained
from smslint.core.attribute import Attribute
from smslint.core.rule import Catalog
from smslint.core.samples import typical_values
from smslint.core.template import Review
from smslint.core.verdict import effective_attribute
from smslint.documents.fields import FIELDS, REDIRECTION_FIELDS, SUPPRESS_FIELDS, VARIABLE_FIELDS
from smslint.messages import Language, localized
from smslint.messages import api as api_messages
from smslint.messages import lsp as messages


def catalog_documentation(kind: str, name: str, catalog: Catalog, language: Language, value_length: int) -> str | None:
    """The documentation of a rule, an attribute or a field; None if its name is unknown."""
    if kind == "rule":
        rule = catalog.rules.get(name)
        return explained(rule, language) if rule is not None else None
    if kind == "attribute":
        attribute = catalog.attributes.get(name)
        return attribute_documentation(attribute, catalog, language, value_length) if attribute is not None else None
    return field_documentation(name, language)


def attribute_documentation(attribute: Attribute, catalog: Catalog, language: Language, value_length: int) -> str:
    """The title of an attribute, its allowed values, their length, samples and sources."""
    lines = [f"**{attribute.title.text(language)}** `{attribute.code}`", ""]
    judged = effective_attribute(attribute, catalog)
    if judged is not attribute:
        lines += [messages.STANDS_FOR.text(language, code=attribute.code, other=judged.code), ""]
    if "accepted" in judged.file:
        low, high = judged.limits(value_length)
        samples = tuple(f"`{value}`" for value in typical_values(judged, catalog, value_length)[:4])
        lines += [
            f"- {messages.ALLOWED.text(language, allowed=judged.allowed)}",
            f"- {messages.LENGTH.text(language, low=low, high=high)}",
            f"- {messages.SAMPLES.text(language, samples=samples)}",
        ]
    sources = judged.file.get("sources", ())
    links = [f"[{source['name']}]({source['address']})" for source in sources]
    if links:
        lines += ["", messages.SOURCES.text(language, sources=" · ".join(dict.fromkeys(links)))]
    return "\n".join(lines)


def review_text(review: Review, language: Language) -> str:
    """The state of the vendor's review of a template, and the reason if there is one."""
    status = api_messages.STATUSES[review.status]
    return messages.REVIEW.text(language, status=status, reason=review.reason or "").rstrip(" ：:")


def field_documentation(name: str, language: Language) -> str | None:
    """The meaning of a field and its possible values; None if its name is unknown."""
    for fields in (FIELDS, VARIABLE_FIELDS, REDIRECTION_FIELDS, SUPPRESS_FIELDS):
        for field in fields:
            if field.name == name:
                choices = localized(tuple(f"`{choice}`" for choice in field.choices), language)
                text = f"`{field.name}`: {field.text.text(language)}"
                return f"{text}\n\n{choices}" if choices else text
    return None
