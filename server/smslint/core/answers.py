"""Finds what the vendor said: the entry of an error code, a receipt, a reason of a review, a status, a trouble.

Codes are compared exactly, apart from how programs spell them. Phrases are the vendor's words with fields in them; they
are looked for in a folded text, blanks and punctuation aside. What resembles a phrase is told apart as "perhaps".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from typing import Final, Literal, TypeAlias

from smslint.core.content import Scanner
from smslint.core.nearest import nearest_name
from smslint.core.patterns import lazy_pattern
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

AnswerKind: TypeAlias = Literal["api", "receipt", "review", "status", "console", "sdk"]
AnswerSubject: TypeAlias = Literal["text", "values", "signature", "numbers", "account", "system"]
Certainty: TypeAlias = Literal["code", "phrase", "perhaps"]

LONGEST_TEXT: Final = 20_000
"""How many characters of a text are searched."""
ALIKE: Final = 0.45
"""The least share of common trigrams at which a phrase is offered as "perhaps"."""
_ALIKE_SHORT: Final = 0.6
"""The same for texts of fewer than `_FEW` trigrams, in which a few ordinary words make up much."""
_FEW: Final = 12
_FEWEST: Final = 6
MOST_ALIKE: Final = 3
_MOST_PIECES: Final = 50
_THINGS: Final = ("模板", "签名", "资质", "短链", "template", "signature")
"""What an answer is about. A phrase about one of them does not resemble a text about another."""
_SHORT: Final = 8
"""Phrases of fewer Han characters and words count only between punctuation: other programs say them, too."""

_FIELD: Final = lazy_pattern(r"\{(variable|value|attribute|number)\}")
_WORD: Final = lazy_pattern(r"[0-9a-z]+|[\u3400-\u9fff]+")
_UNIT: Final = lazy_pattern(r"[0-9a-z]+|[\u3400-\u9fff]")
_GAP: Final = r"[^0-9a-z\u3400-\u9fff]{0,6}"
_FIELDS: Final[Mapping[str, str]] = {
    "variable": r"[^\s()\[\]:,。、]{1,40}?",
    "value": r"[^\n]{0,300}?",
    "attribute": r"[^\[\]\n]{1,40}?",
    "number": r"[0-9]{1,9}",
}
_TOKEN: Final = lazy_pattern(r"(?:VALVE:)?[A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z0-9]+)*")
_PLAIN_CODE: Final = lazy_pattern(r"[A-Z][a-z]*|[A-Z]+")
_CODE_KEY: Final = lazy_pattern(r"""code["'\]]*\s*(?:[:=]+>?|>)\s*["']?$""", re.IGNORECASE)
_BEFORE: Final = 40
_SUFFIXES: Final = ("error", "exception")
_VENDOR: Final = ("阿里", "aliyun", "alibaba", "dysms", "alicloud")
"""Names of the vendor: a text that has one is about it, whatever other vendors it names."""
_SPELLINGS: Final = (("模版", "模板"), ("帐号", "账号"), ("帐户", "账户"))
_SURROGATE: Final = lazy_pattern("[\ud800-\udfff]")
_PIECES: Final = (lazy_pattern(r"[^\n。；;!！?？]+"), lazy_pattern(r"[^\n。；;!！?？,]+"))
"""Sentences, and their parts between commas: either may be what resembles a phrase."""


@dataclass(frozen=True, slots=True)
class VendorAnswer:
    """An entry of `rules/answers/`. `phrases` are the vendor's words; with the words of `not_with` they are another's.

    `rules` can find the spot in a template; `file` is the whole parsed file.
    """

    id: str
    kind: AnswerKind
    subject: AnswerSubject
    codes: tuple[str, ...]
    phrases: tuple[str, ...]
    not_with: tuple[str, ...]
    rules: tuple[str, ...]
    file: Mapping[str, object]

    def text(self, key: str) -> Bilingual:
        """The title, the meaning or the remedy."""
        return _bilingual(self.file[key])

    def texts(self, key: str) -> tuple[Bilingual, ...]:
        """The causes or the notes."""
        found = self.file.get(key, ())
        assert isinstance(found, (list, tuple))
        return tuple(map(_bilingual, found))


def _bilingual(text: object) -> Bilingual:
    assert isinstance(text, Mapping)
    return Bilingual(**text)


@dataclass(frozen=True, slots=True)
class MatchedAnswer:
    """An entry that a text names, how sure that is, and what the text says of the fields of its phrase."""

    answer: VendorAnswer
    certainty: Certainty
    fields: Mapping[str, str]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class _Phrase:
    answer: VendorAnswer
    text: str
    pattern: re.Pattern[str]
    needle: str
    weight: int


class AnswerIndex:
    """All entries, ready to be searched.

    `fold` maps each character of a text to one character; `others` are names of other vendors, whose words are not
    explained.
    """

    def __init__(
        self, answers: Mapping[str, VendorAnswer], fold: Callable[[str], str], others: Collection[str] = ()
    ) -> None:
        self.answers = answers
        self._fold = fold
        self._others = others
        self._not_with = {name: tuple(map(self.folded, answer.not_with)) for name, answer in answers.items()}
        self._codes = {code_key(code): answer for answer in answers.values() for code in answer.codes}
        self._plain = {
            code: answer for answer in answers.values() for code in answer.codes if _PLAIN_CODE.fullmatch(code)
        }

    def folded(self, text: str) -> str:
        """A text as phrases are compared with it, character by character."""
        text = self._fold(text)
        for written, usual in _SPELLINGS:
            text = text.replace(written, usual)
        return text

    def of_code(self, code: str) -> VendorAnswer | None:
        """The entry of a code, in any of its spellings."""
        return self._codes.get(code_key(code)) or self._plain.get(code)

    def find(self, text: str, perhaps: bool = True) -> list[MatchedAnswer]:
        """The entries that a text names, the likeliest first; empty if it is not known."""
        text = _SURROGATE.sub("\ufffd", text[:LONGEST_TEXT])
        folded = self.folded(text)
        found: dict[str, MatchedAnswer] = {}
        foreign = any(each in folded for each in self._others) and not any(each in folded for each in _VENDOR)
        for match in (*self._by_code(text, folded), *(() if foreign else self._by_phrase(text, folded))):
            known = found.get(match.answer.id)
            if known is None:
                found[match.answer.id] = match
            elif match.fields and not known.fields:
                found[match.answer.id] = MatchedAnswer(match.answer, known.certainty, match.fields, known.weight)
        return list(found.values()) or (list(self._alike(folded)) if perhaps and not foreign else [])

    def shared(self, answer: VendorAnswer) -> Iterator[tuple[str, str]]:
        """The codes and phrases of an entry that another entry has, too, each with the name of that one."""
        for other in self.answers.values():
            if other.id != answer.id:
                codes = {code_key(code) for code in other.codes}
                phrases = set(map(self.folded, other.phrases))
                yield from ((code, other.id) for code in answer.codes if code_key(code) in codes)
                yield from ((text, other.id) for text in answer.phrases if self.folded(text) in phrases)

    def unknown_codes(self, text: str) -> list[str]:
        """The tokens of a text that look like codes of the vendor and are not known."""
        tokens = dict.fromkeys(found[0] for found in _TOKEN.finditer(text[:LONGEST_TEXT]))
        return [each for each in tokens if each.lower().startswith(("isv.", "isp.")) and not self.of_code(each)]

    def nearest_code(self, code: str) -> str | None:
        """The code whose name resembles an unknown one most."""
        return nearest_name(code, [each for answer in self.answers.values() for each in answer.codes], 0.75)

    def _excluded(self, answer: VendorAnswer, folded: str) -> bool:
        return any(each in folded for each in self._not_with[answer.id])

    def _by_code(self, text: str, folded: str) -> Iterator[MatchedAnswer]:
        for found in _TOKEN.finditer(text):
            answer = self._coded(found[0], text, found.start(), found.end())
            if answer is not None and not self._excluded(answer, folded):
                yield MatchedAnswer(answer, "code", {})

    def _coded(self, token: str, text: str, start: int, end: int) -> VendorAnswer | None:
        """The entry of a token. A code that is an ordinary word counts only where a code stands."""
        if (plain := self._plain.get(token)) is not None:
            alone = text.strip(" \t\r\n\"'.,:;，。：；") == token
            return plain if alone or _CODE_KEY.search(text[max(0, start - _BEFORE) : start]) else None
        ordinary = token.islower() and "_" not in token and "." not in token and token != text.strip()
        if ordinary or _PLAIN_CODE.fullmatch(token):
            return None
        last = token.rpartition(".")[2]
        for name in (token, last) if "_" in last else (token,):  # ErrorCode.SMS_TEMPLATE_ILLEGAL
            key = code_key(name)
            for suffix in ("", *_SUFFIXES):
                if key.endswith(suffix) and (answer := self._codes.get(key.removesuffix(suffix))):
                    return answer
        return None

    @cached_property
    def _phrases(self) -> Mapping[str, list[_Phrase]]:
        found: dict[str, list[_Phrase]] = {}
        for answer in self.answers.values():
            for text in answer.phrases:
                made = _phrase(answer, text, self.folded)
                found.setdefault(made.needle, []).append(made)
        return found

    @cached_property
    def _scanner(self) -> Scanner:
        return Scanner(self._phrases)

    def _by_phrase(self, text: str, folded: str) -> Iterator[MatchedAnswer]:
        matches: list[MatchedAnswer] = []
        for needle in self._scanner.hits(folded):
            for phrase in self._phrases[needle]:
                match = phrase.pattern.search(folded)
                if match is None or self._excluded(phrase.answer, folded):
                    continue
                matches.append(MatchedAnswer(phrase.answer, "phrase", _fields(match, text), phrase.weight))
        yield from sorted(matches, key=lambda match: (-match.weight, match.answer.id))

    @cached_property
    def _trigrams(self) -> list[tuple[_Phrase, frozenset[str]]]:
        phrases = (phrase for group in self._phrases.values() for phrase in group)
        return [(phrase, trigrams(phrase.text)) for phrase in phrases]

    def fields_of(self, answer: VendorAnswer, text: str) -> Mapping[str, str]:
        """What a text says of the fields of an entry's phrases; empty if it has none of these."""
        phrases = self._with_fields.get(answer.id)
        if not phrases:
            return {}
        text = text[:LONGEST_TEXT]
        folded = self.folded(text)
        for phrase in phrases:
            if phrase.needle in folded and (match := phrase.pattern.search(folded)):
                return _fields(match, text)
        return {}

    @cached_property
    def _with_fields(self) -> Mapping[str, list[_Phrase]]:
        found: dict[str, list[_Phrase]] = {}
        phrases = [each for group in self._phrases.values() for each in group if each.pattern.groups]
        for phrase in sorted(phrases, key=lambda each: -each.weight):
            found.setdefault(phrase.answer.id, []).append(phrase)
        return found

    def _alike(self, folded: str) -> Iterator[MatchedAnswer]:
        best: dict[str, MatchedAnswer] = {}
        for piece in dict.fromkeys(piece for pattern in _PIECES for piece in pattern.findall(folded)[:_MOST_PIECES]):
            found = trigrams(piece)
            if not _FEWEST <= len(found) <= 200:
                continue
            things = [thing for thing in _THINGS if thing in piece]
            for phrase, known in self._trigrams:
                shared = len(found & known) / len(found | known)
                answer = phrase.answer
                least = ALIKE if min(len(found), len(known)) >= _FEW else _ALIKE_SHORT
                if shared < least or (answer.id in best and best[answer.id].weight >= shared):
                    continue
                other = [thing for thing in _THINGS if thing in phrase.text]
                if not (things and other and things != other) and not self._excluded(answer, folded):
                    best[answer.id] = MatchedAnswer(answer, "perhaps", {}, shared)
        yield from sorted(best.values(), key=lambda match: (-match.weight, match.answer.id))[:MOST_ALIKE]


def _fields(match: re.Match[str], text: str) -> dict[str, str]:
    """The fields of a phrase that was found in the folded text, as they stand in the text."""
    return {name: text[slice(*match.span(name))].strip() for name in match.groupdict()}


def code_key(code: str) -> str:
    """A code without what its spellings differ in: case, dots, underscores and the prefix isv or isp."""
    key = re.sub(r"^is[vp][._]", "", code, flags=re.IGNORECASE)
    return re.sub(r"[._:]", "", key).lower()


def trigrams(folded: str) -> frozenset[str]:
    """The runs of three letters, digits and Han characters of a folded text, all others left out."""
    bare = "".join(_WORD.findall(folded))
    return frozenset(bare[index : index + 3] for index in range(len(bare) - 2))


def phrase_weight(folded: str) -> int:
    """How much a folded phrase says: its Han characters, and its words in other letters, apart from its fields."""
    return sum(1 for _ in _UNIT.finditer(_FIELD.sub(" ", folded)))


def _phrase(answer: VendorAnswer, text: str, fold: Callable[[str], str]) -> _Phrase:
    parts = _FIELD.split(text)
    pattern, needles, words = "", [""], ""
    for index, part in enumerate(parts):
        if index % 2:
            pattern += f"(?P<{part}>{_FIELDS[part]})"
            continue
        folded = fold(part)
        needles += _WORD.findall(folded)
        words += folded + " "
        pattern += _literal(folded)
    weight = phrase_weight(words)
    pattern = _bounded(pattern, weight)
    return _Phrase(answer, words, re.compile(pattern), max(needles, key=len), weight)


def _literal(folded: str) -> str:
    """A pattern for a literal part: punctuation and blanks between its words may differ or be missing."""
    written = _GAP.join(map(re.escape, _WORD.findall(folded)))
    before = _between(folded[: len(folded) - len(folded.lstrip())] or folded[:1])
    after = _between(folded[-1:])
    return f"{before}{written}{after}" if written else _between(folded)


def _between(edge: str) -> str:
    """A pattern for the punctuation at the edge of a literal: brackets stay, since they end fields."""
    marks = "".join(re.escape(mark) for mark in edge if not _WORD.match(mark) and not mark.isspace())
    return f"{marks}" if marks else _GAP if edge.isspace() else ""


def _bounded(pattern: str, weight: int) -> str:
    """A pattern that matches whole words only, and a short one only between punctuation."""
    if weight < _SHORT:
        return rf"(?<![0-9a-z\u3400-\u9fff]){pattern}(?![0-9a-z\u3400-\u9fff])"
    return rf"(?<![a-z])(?:{pattern})(?![a-z])" if re.match(r"[a-z]", pattern) else pattern
