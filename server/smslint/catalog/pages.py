"""The page of a rule: all that its file says, as Markdown, in English and then in Chinese."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from smslint.catalog.paths import pages_folder, user_cache
from smslint.core.normalized_text import INVISIBLE
from smslint.core.patterns import lazy_pattern
from smslint.core.rule import Rule
from smslint.core.template import TYPES
from smslint.io.opener import DATA_SIZE, read_bytes
from smslint.messages import LANGUAGES, Bilingual, Language
from smslint.messages import catalog as messages

_UNSEEN = lazy_pattern(f"[{INVISIBLE}\x00-\x09\x0b-\x1f\x7f-\xa0\u2000-\u200f\u2028\u2029\u205f\u3000]")
_DOLLAR = lazy_pattern(r"(``.+?``|`[^`]+`|\]\([^)\s]*\))|\$")
_BESIDE = ("content", "frames", "marks", "fixed", "note", "place", "variant", "templates", "times", "file", "text")
"""The keys of an example that its heading or block shows, and not its list of fields."""


def page(rule: Rule, languages: Sequence[Language] = LANGUAGES) -> str:
    """The page in some languages, one after the other; what needs no words stands there once."""
    texts = [line for language in languages for line in (*_texts(rule, language), "")]
    rest = [*_examples(rule, languages), *source_lines(rule.file["sources"], languages)]
    facts = [f"- {labelled(name, value, languages)}" for name, value in _facts(rule)]
    return "\n".join([f"# {rule.id}", "", *facts, "", *texts, *rest]) + "\n"


def page_uri(rule: Rule, language: Language | None = None) -> str | None:
    """The address of a rule's page on this machine; None if there is no page and none can be written.

    The page of a user's own rule, and one in one language, is rendered when it is asked for.
    """
    shipped = pages_folder() / f"{rule.id}.md"
    if language is None and shipped.is_file():
        return shipped.as_uri()
    kept = Path(language or "") / f"{rule.id}.md"
    found = kept_page(kept, page(rule, LANGUAGES if language is None else (language,)))
    return found or (shipped.as_uri() if shipped.is_file() else None)


def kept_page(name: Path, text: str) -> str | None:
    """Writes a page into the user's cache, unless it is there already; its address, None if it cannot be written."""
    from smslint.io.writer import replace_derived

    path, content = user_cache() / "pages" / name, without_formulas(text).encode("utf-8")
    try:
        if not path.is_file() or read_bytes(path, DATA_SIZE) != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_derived(path, content)
    except OSError:
        return None
    return path.as_uri()


def _facts(rule: Rule) -> Iterator[tuple[Bilingual, str]]:
    """What the file says in single words."""
    severities = dict.fromkeys([rule.severity, *(one.severity for one in rule.variants if one.severity)])
    yield messages.CATEGORY, f"`{rule.category}`"
    yield messages.SEVERITY, ", ".join(f"`{severity}`" for severity in severities)
    yield messages.CONFIDENCE, f"`{rule.confidence}`"
    yield messages.TYPES, ", ".join(f"`{name}`" for name in TYPES if name in rule.types)
    if rule.scope != "template":
        yield messages.SCOPE, f"`{rule.scope}`"
    if rule.fix:
        yield messages.FIX, f"`{rule.fix.safety}`"
    if rule.yields_to:
        yield messages.YIELDS_TO, ", ".join(f"`{other.rule}`" for other in rule.yields_to)
    yield messages.SINCE, str(rule.file["since"])


def _texts(rule: Rule, language: Language) -> Iterator[str]:
    """Title, messages, why and remedy in one language."""
    yield f"## {rule.title.text(language)}"
    yield ""
    yield "\n>\n".join(f"> {_readable(message.text(language))}" for message in messages_of(rule))
    yield ""
    yield localized_field(rule, "why", language)
    yield ""
    yield f"**{messages.REMEDY.text(language)}** {localized_field(rule, 'remedy', language)}"


def messages_of(rule: Rule) -> list[Bilingual]:
    """The messages of a rule, its variants' included."""
    return list(dict.fromkeys([rule.message, *(one.message for one in rule.variants if one.message)]))


def localized_field(rule: Rule, key: str, language: Language) -> str:
    """A text of a rule's file in one language."""
    text = rule.file[key]
    assert isinstance(text, Mapping)
    return str(text[language])


def _readable(message: str) -> str:
    """A message with its fields shown as what they are: `{limit}` becomes *limit*, `{{` a brace."""
    shown = re.sub(r"\{\{|\}\}|\{([a-z_]+)\}", lambda found: f"*{found[1]}*" if found[1] else found[0][0], message)
    return shown.replace("${*variable*}", "`${…}`")


def _examples(rule: Rule, languages: Sequence[Language]) -> Iterator[str]:
    examples: Any = rule.file["examples"]
    for kind, heading in (("bad", messages.BAD_EXAMPLES), ("good", messages.GOOD_EXAMPLES)):
        yield f"## {in_languages(heading, languages)}"
        yield ""
        for example in examples[kind]:
            yield from _example(example, languages)


def _example(example: Mapping[str, Any], languages: Sequence[Language]) -> Iterator[str]:
    """The template as text, then its other fields, what is marked in it, and what the fix makes of it."""
    yield from _fenced("\n\n".join(_texts_of(example)))
    yield ""
    lines = [code_span(f"{key} = {_inline(value)}") for key, value in example.items() if key not in _BESIDE]
    places = [example["place"]] if "place" in example else []
    if marks := [mark for mark in example.get("marks", ()) if mark] or places:
        lines.append(labelled(messages.MARKED, ", ".join(map(code_span, marks)), languages))
    if "fixed" in example:
        fixed = example["fixed"]
        shown = code_span(fixed if isinstance(fixed, str) else _inline(fixed))
        lines.append(labelled(messages.FIXED, shown, languages))
    if lines:
        yield from (f"- {line}" for line in lines)
        yield ""


def _texts_of(example: Mapping[str, Any]) -> Iterator[str]:
    if "templates" in example:
        for template in example["templates"]:
            yield f"{template['name']}: {template['content']}" if template.get("name") else template["content"]
        if example.get("times", 1) > 1:
            yield f"× {example['times']}"
    elif "frames" in example:
        yield from ("\n".join(f"{key}: {value}" for key, value in frame.items()) for frame in example["frames"])
    else:
        yield example["text"] if "text" in example else example["content"]


def _fenced(text: str) -> Iterator[str]:
    fence = "```"
    while fence in text:
        fence += "`"
    yield f"{fence}text"
    yield _visible(text)
    yield fence


def _visible(text: str) -> str:
    """A text in which characters that are invisible or break lines are shown by their code points."""
    return _UNSEEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text)


def _inline(value: object) -> str:
    """A value as the rule's file writes it, on one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_inline(inner)}" for key, inner in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def code_span(text: str) -> str:
    """A text as Markdown code on one line."""
    if not text:
        return '""'
    shown = _visible(text).replace("\n", "⏎")
    fence = "``" if "`" in shown else "`"
    pad = " " if shown.startswith((" ", "`")) or shown.endswith((" ", "`")) else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def source_lines(sources: Any, languages: Sequence[Language]) -> Iterator[str]:
    """The section of a page with the pages that its file cites."""
    yield f"## {in_languages(messages.SOURCES, languages)}"
    yield ""
    for source in sources:
        quote = f": “{source['quote']}”" if "quote" in source else ""
        yield f"- [{source['name']}]({source['address']}) ({source['read']}){quote}"


def labelled(name: Bilingual, value: object, languages: Sequence[Language]) -> str:
    """A value after its name in all languages; a bilingual value stands in all of them, too."""
    value = in_languages(value, languages) if isinstance(value, Bilingual) else value
    return messages.LABELLED.text(languages[0], name=in_languages(name, languages), value=value)


def in_languages(text: Bilingual, languages: Sequence[Language]) -> str:
    """A text in all languages, on one line."""
    return " · ".join(text.text(language) for language in languages)


def write_pages(folder: Path, pages: Mapping[str, str]) -> None:
    """Writes pages by the ids of what they are about, and removes those of what is no more."""
    from smslint.io.writer import replace_derived

    folder.mkdir(parents=True, exist_ok=True)
    for stale in set(folder.glob("*.md")) - {folder / f"{name}.md" for name in pages}:
        stale.unlink()
    for name, text in pages.items():
        replace_derived(folder / f"{name}.md", without_formulas(text).encode("utf-8"))


def without_formulas(text: str) -> str:
    """A page in which `$` outside code is escaped: what shows pages takes `$…$` for a formula."""
    fenced = False
    lines = []
    for line in text.split("\n"):
        fence = line.startswith("```")
        fenced ^= fence
        plain = fence or fenced or "$" not in line
        lines.append(line if plain else _DOLLAR.sub(lambda found: found[1] or "\\$", line))
    return "\n".join(lines)


if __name__ == "__main__":
    from smslint.catalog.assemble import load

    write_pages(pages_folder(), {name: page(rule) for name, rule in load().rules.items()})
