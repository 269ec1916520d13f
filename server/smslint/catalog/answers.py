"""Loads what the vendor answers, and how people speak of it: what no check of templates needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from smslint.catalog import paths
from smslint.catalog.cache import ANY, compiled, stamp_of
from smslint.catalog.faults import CatalogError, Fault
from smslint.catalog.rule_folder import ANSWERS, APART, SPEECH, RuleFolder, read_folder
from smslint.core.answers import AnswerIndex, MatchedAnswer, VendorAnswer
from smslint.core.lexicon import Lexicon
from smslint.core.normalized_text import Folding
from smslint.core.paraphrases import Speech
from smslint.messages import catalog as messages

WORDS: Final = "answer-words"
FRAMES: Final = "frames"
OTHER_QUESTIONS: Final = "other-questions"
OTHER_PATTERNS: Final = "other-patterns"
OTHER_VENDORS: Final = "other-vendors"
OTHER_SERVICES: Final = "other-services"
OTHER_SUBJECTS: Final = "other-subjects"
OTHER_CONTENTS: Final = "other-contents"
"""The tables of `rules/speech/`: words for one thing, what stands around reasons, what no entry answers, what
texts about other services look like, other vendors, other services, and other things."""
ABOUT_SMS: Final = "sms"
ABOUT_MESSAGES: Final = "message"
PARTS: Final = "part"
"""The kinds of words that only a text about text messages has, that one about any messages has, and of what messages
are made of."""


def answer_index(lexicon: Lexicon, folders: Sequence[Path] = ()) -> AnswerIndex:
    """The answers of the program and of users' folders, ready to be searched.

    Raises `CatalogError` if a folder cannot be used, or has an answer of a name that is taken.
    """
    stamps = tuple((folder.resolve(), stamp_of(folder, APART)) for folder in folders if (folder / ANSWERS).is_dir())
    return AnswerIndex(_answers(stamps), lexicon.compiled(Folding).fold, _speech())


def _speech() -> Speech:
    files = own_answers().entries(SPEECH)
    synonyms = {term["term"]: tuple(term["also"]) for term in files[WORDS]["terms"]}
    kinds: dict[str, list[str]] = {}
    for term in files[WORDS]["terms"]:
        kinds.setdefault(term.get("kind", ""), []).extend((term["term"], *term["also"]))
    return Speech(
        synonyms=synonyms,
        about_sms=kinds[ABOUT_SMS],
        about_messages=kinds[ABOUT_MESSAGES],
        parts=kinds[PARTS],
        frames={term["term"]: tuple(term["also"]) for term in files[FRAMES]["terms"]},
        questions=files[OTHER_QUESTIONS]["terms"],
        patterns=files[OTHER_PATTERNS]["patterns"],
        products=files[OTHER_VENDORS]["patterns"],
        vendors=files[OTHER_VENDORS]["terms"],
        services=files[OTHER_SERVICES]["terms"],
        subjects=files[OTHER_SUBJECTS]["terms"],
        contents=files[OTHER_CONTENTS]["terms"],
    )


def answers_to(text: str, lexicon: Lexicon) -> list[MatchedAnswer]:
    """The program's own entries that a text of the vendor surely names, such as the reason of a review."""
    return lexicon.compiled(answer_index).find(text, perhaps=False)


@lru_cache(maxsize=8)
def _answers(stamps: tuple[tuple[Path, str], ...]) -> Mapping[str, VendorAnswer]:
    found = answers_of(own_answers())
    for folder, _ in stamps:
        part = read_folder(folder, APART)
        for name, answer in answers_of(_valid(folder, part)).items():
            if name in found:
                raise CatalogError(messages.TAKEN.fill(path=folder, name=name))
            found[name] = answer
    return found


def forget() -> None:
    """Lets the answers be read again, for a server that lives long."""
    _answers.cache_clear()


def own_answers() -> RuleFolder:
    """The program's own answers."""
    folder = paths.rules_folder()
    stamp = stamp_of(folder, APART) if paths.in_checkout() else ANY
    return compiled(folder, paths.compiled_file(ANSWERS), stamp, kinds=APART)


def _valid(folder: Path, part: RuleFolder) -> RuleFolder:
    from smslint.catalog.validate import schema_faults

    for name, entry in part.entries(ANSWERS).items():
        for fault in schema_faults(ANSWERS, dict(entry)):
            raise CatalogError(messages.NOT_VALID.fill(path=folder, name=name, text=fault.text))
    return part


def answers_of(part: RuleFolder) -> dict[str, VendorAnswer]:
    """The answers of a folder by name, in the order of their names."""
    return {name: _answer(name, entry) for name, entry in part.entries(ANSWERS).items()}


def _answer(name: str, file: Mapping[str, Any]) -> VendorAnswer:
    phrases = file.get("phrases", {})
    return VendorAnswer(
        id=name,
        kind=file["kind"],
        subject=file["subject"],
        codes=tuple(file.get("codes", ())),
        phrases=(*phrases.get("zh", ()), *phrases.get("en", ())),
        words=tuple(file.get("words", ())),
        not_with=tuple(file.get("not-with", ())),
        rules=tuple(file.get("rules", ())),
        file=file,
    )


def check_answers(index: AnswerIndex, names: Sequence[str], rules: Mapping[str, object]) -> Iterator[tuple[str, Fault]]:
    """What is wrong with some answers of an index beyond the shape of their files: each fault with the entry's name."""
    for name in names:
        answer = index.answers[name]
        for number, rule in enumerate(answer.rules):
            if rule not in rules:
                yield name, Fault(("rules", number), messages.UNKNOWN_NAME.fill(key="rules", name=rule))
        for text, other in index.shared(answer):
            key = "codes" if text in answer.codes else "phrases"
            yield name, Fault((key,), messages.SHARED_ANSWER.fill(text=text, other=other))
        examples = answer.file["examples"]
        assert isinstance(examples, Mapping)
        for text in examples["hits"]:
            first = next((match.answer.id for match in index.find(text)), messages.NOTHING)
            if first != name:
                fault = messages.NOT_FOUND_FIRST.fill(text=repr(text), found=first)
                yield name, Fault(("examples", "hits"), fault)
        for text in examples["misses"]:
            if any(match.answer.id == name for match in index.find(text, perhaps=False)):
                yield name, Fault(("examples", "misses"), messages.NOT_MISSED.fill(text=repr(text)))
