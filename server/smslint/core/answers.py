"""Finds what the vendor said: the entry of an error code, a receipt, a reason of a review, a status, a trouble.

Codes are compared exactly, apart from how programs spell them. Phrases are the vendor's words with fields in them; they
are looked for in a folded text, blanks and punctuation aside. What resembles a phrase is told apart as "perhaps".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, Literal, TypeAlias

from smslint.core.answer_phrases import Phrase, compiled_phrase, fields_of_match
from smslint.core.content import Scanner
from smslint.core.nearest import nearest_name
from smslint.core.other_services import OtherServices
from smslint.core.paraphrases import Paraphrases, ReasonFrames, Speech, usual_spelling
from smslint.core.patterns import lazy_pattern
from smslint.core.resemblance import Resemblance
from smslint.dataclass import dataclass
from smslint.messages import Bilingual

AnswerKind: TypeAlias = Literal["api", "receipt", "review", "status", "console", "sdk"]
AnswerSubject: TypeAlias = Literal["text", "values", "signature", "numbers", "account", "system"]
Certainty: TypeAlias = Literal["code", "phrase", "perhaps"]

LONGEST_TEXT: Final = 20_000
"""How many characters of a text are searched."""
MOST_ALIKE: Final = 3
_THINGS: Final = ("模板", "签名", "资质", "短链", "变量", "template", "signature", "variable")
"""What an answer is about. A phrase about one of them does not resemble a text about another."""
_TOKEN: Final = lazy_pattern(r"(?:VALVE:)?[A-Za-z][A-Za-z0-9]*(?:[._][A-Za-z0-9]+)*")
_SPACED_CODE: Final = lazy_pattern(
    r"(?<![A-Za-z])(?:[A-Za-z]+(?:-[A-Za-z]+){2,9}|(?i:is[vp])[. ][A-Za-z]+(?: [A-Za-z]+){1,9}|[A-Z]+(?: [A-Z]+){2,9})"
)
"""A code whose words are put together otherwise, maybe with more words around it."""
REVIEW: Final = "审核驳回"
"""What the frames of a reviewer's reasons come to."""
_NAMED_CODE: Final = lazy_pattern(
    r"""(?:(?<!\w)(?:(?:err(?:or)?|sub)[_ ]?)?code|错误代?码)["']?\s*[:=：]?\s*["']?(?!sms_\d)([A-Za-z][\w.]{3,})""",
    re.IGNORECASE,
)
"""What stands where a code stands."""
_LEAST_SPACED: Final = 14
"""How many letters such a code must have: shorter ones are ordinary words."""
_PLAIN_CODE: Final = lazy_pattern(r"[A-Z][a-z]*|[A-Z]+")
_CODE_KEY: Final = lazy_pattern(r"""code["'\]]*\s*(?:[:=]+>?|>)\s*["']?$""", re.IGNORECASE)
_BEFORE: Final = 40
_OWN_CODES: Final = ("isv", "isp")
"""How codes begin that no other product has."""
_SUCCESS: Final = frozenset({"OK", "DELIVERED"})
"""Codes that tell that all went well."""
_SMS: Final = ("sms", "短信")
"""Parts of a log that speak for text messages, even within the name of a class."""
_ANYBODYS: Final = ("account", "system")
"""Subjects of what any service answers: a text that names another one beside text messages may say it of that."""
_QUOTED: Final = 0.4
_QUOTED_UNIT: Final = 0.1
"""How much a short phrase that somebody quotes resembles a text, and how much more with each unit of its weight:
"审核中" is also how people speak."""
_SUFFIXES: Final = ("error", "exception")
_SPELLINGS: Final = (("模版", "模板"), ("帐号", "账号"), ("帐户", "账户"), ("’", "'"))
_SURROGATE: Final = lazy_pattern("[\ud800-\udfff]")
_WORD_SHARE: Final = 0.1
"""What a unit of the weight of words counts for beside a share of resemblance."""


@dataclass(frozen=True, slots=True)
class VendorAnswer:
    """An entry of `rules/answers/`. `phrases` are the vendor's words; with the words of `not_with` they are another's.

    `words` are combinations of things that people name when they say it in words of their own (`Paraphrases`).
    `rules` can find the spot in a template; `file` is the whole parsed file.
    """

    id: str
    kind: AnswerKind
    subject: AnswerSubject
    codes: tuple[str, ...]
    phrases: tuple[str, ...]
    words: tuple[str, ...]
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


class AnswerIndex:
    """All entries, ready to be searched.

    `fold` maps each character of a text to one character.
    """

    def __init__(
        self, answers: Mapping[str, VendorAnswer], fold: Callable[[str], str], speech: Speech | None = None
    ) -> None:
        self.answers = answers
        self._fold = fold
        self._speech = speech or Speech()
        self._others = OtherServices(self._speech, self.folded)
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
        foreign = self._others.is_foreign(text, folded)
        coded = (match for match in self._by_code(text, folded) if not foreign or _has_own_code(match.answer))
        for match in (*coded, *(() if foreign else self._by_phrase(text, folded))):
            known = found.get(match.answer.id)
            if known is None:
                found[match.answer.id] = match
            elif match.fields and not known.fields:
                found[match.answer.id] = MatchedAnswer(match.answer, known.certainty, match.fields, known.weight)
        if not found:
            return list(self._perhaps(text, folded)) if perhaps and not foreign else []
        return sorted(found.values(), key=_tells_success)

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

    def _is_others(self, answer: VendorAnswer, folded: str, sure: bool) -> bool:
        """Whether a text says of another service what an entry says: `sure` if in words that few services use."""
        if not self._others.is_named(folded):
            return False
        if sure:
            return answer.subject in _ANYBODYS and not any(each in folded for each in _SMS)
        return answer.subject in _ANYBODYS or not self._others.is_about_sms(folded)

    def _by_code(self, text: str, folded: str) -> Iterator[MatchedAnswer]:
        for found in _TOKEN.finditer(text):
            answer = self._coded(found[0], text, found.start(), found.end())
            if answer is None or self._excluded(answer, folded):
                continue
            if found[0].lower().startswith(_OWN_CODES) or not self._is_others(answer, folded, sure=True):
                yield MatchedAnswer(answer, "code", {})

        for found in _SPACED_CODE.finditer(text):
            if (answer := self._spaced_code(re.split("[-. ]", found[0]))) and not self._excluded(answer, folded):
                yield MatchedAnswer(answer, "code", {})

    def _spaced_code(self, words: Sequence[str]) -> VendorAnswer | None:
        """The entry of a code whose words stand in a row among some words."""
        for start in range(len(words) - 2):
            for end in range(len(words), start + 2, -1):
                key = "".join(words[start:end]).lower()
                if len(key) >= _LEAST_SPACED and key in self._codes:
                    return self._codes[key]
        return None

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
    def _phrases(self) -> Mapping[str, list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        for answer in self.answers.values():
            for text in answer.phrases:
                made = compiled_phrase(answer.id, text, self.folded)
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
                answer = self.answers[phrase.answer]
                if match is None or self._excluded(answer, folded):
                    continue
                if self._is_others(answer, folded, sure=phrase.quoted is None):
                    continue
                matches.append(MatchedAnswer(answer, "phrase", fields_of_match(match, text), phrase.weight))
        yield from sorted(matches, key=lambda match: (-match.weight, match.answer.id))

    def fields_of(self, answer: VendorAnswer, text: str) -> Mapping[str, str]:
        """What a text says of the fields of an entry's phrases; empty if it has none of these."""
        phrases = self._with_fields.get(answer.id)
        if not phrases:
            return {}
        text = text[:LONGEST_TEXT]
        folded = self.folded(text)
        for phrase in phrases:
            if phrase.needle in folded and (match := phrase.pattern.search(folded)):
                return fields_of_match(match, text)
        return {}

    @cached_property
    def _with_fields(self) -> Mapping[str, list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        phrases = [each for group in self._phrases.values() for each in group if each.has_fields]
        for phrase in sorted(phrases, key=lambda each: -each.weight):
            found.setdefault(phrase.answer, []).append(phrase)
        return found

    @cached_property
    def _paraphrases(self) -> Paraphrases:
        combinations = {name: answer.words for name, answer in self.answers.items() if answer.words}
        return Paraphrases(combinations, self._speech.questions, self._speech.synonyms, self.folded)

    def _has_other_code(self, text: str) -> bool:
        """Whether a text has a code that is not known, so that its words do not make it known."""
        if self._others.is_like_another(text) or self.unknown_codes(text):
            return True
        codes = (found[1] for found in _NAMED_CODE.finditer(text))
        return any(re.search("[A-Z].*[A-Z]|[_.]", code) and not self.of_code(code) for code in codes)

    @cached_property
    def _frames(self) -> ReasonFrames:
        return ReasonFrames(self._speech.frames, self.folded)

    def _is_of_review(self, name: str) -> bool:
        """Whether an entry may be what a reviewer says, who sees neither values nor numbers."""
        answer = self.answers[name]
        if answer.kind in ("api", "status"):
            return answer.subject in ("text", "signature")
        return answer.kind == "review"

    @cached_property
    def _resemblance(self) -> Resemblance[tuple[str, frozenset[str]]]:
        phrases = [(phrase.answer, phrase.text) for group in self._phrases.values() for phrase in group]
        own = [
            (answer.id, usual_spelling(self.folded(text)))
            for answer in self.answers.values()
            for text in _own_sentences(answer)
        ]
        return Resemblance((text, (name, _things_in(text))) for name, text in (*phrases, *own))

    def _perhaps(self, text: str, folded: str) -> Iterator[MatchedAnswer]:
        """The entries that a text resembles: in its words as a whole, or in the things that it names."""
        reason, frames = self._frames.replaced(usual_spelling(folded))
        if self._has_other_code(text) or self._others.is_meant(reason):
            return
        others = self._others.is_named(reason)
        if others and self._others.is_about_sms(rest := self._others.without(reason)):
            reason, folded, others = rest, self._others.without(folded), False

        def fits(name: str) -> bool:
            if others and self.answers[name].subject in _ANYBODYS:
                return False
            return REVIEW not in frames or self._is_of_review(name)

        quoted = {
            phrase.answer: min(1.0, _QUOTED + _QUOTED_UNIT * phrase.weight)
            for needle in self._scanner.hits(folded)
            for phrase in self._phrases[needle]
            if phrase.quoted and fits(phrase.answer) and phrase.quoted.search(folded)
        }
        said = self._paraphrases.find(reason, fits)
        if said is None and not quoted:
            return
        things = _things_in(folded)
        alike: dict[str, float] = {}
        for (name, about), share in self._resemblance.find(reason):
            if fits(name) and (not about or things & about):
                alike[name] = max(share, alike.get(name, 0.0))
        alike |= quoted
        weights = dict(alike)
        for name, weight in said or ():
            weights[name] = weights.get(name, 0.0) + weight * _WORD_SHARE
        ranked = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        likely = [each for each in ranked if not self._excluded(self.answers[each[0]], folded)][:MOST_ALIKE]
        yield from (MatchedAnswer(self.answers[name], "perhaps", {}, weight) for name, weight in likely)


def _tells_success(match: MatchedAnswer) -> bool:
    """Whether an entry tells that all went well: what a text says besides is what went wrong."""
    return not _SUCCESS.isdisjoint(match.answer.codes)


def _has_own_code(answer: VendorAnswer) -> bool:
    """Whether no other service answers with its codes."""
    return any(code.lower().startswith(_OWN_CODES) for code in answer.codes)


def _own_sentences(answer: VendorAnswer) -> Iterator[str]:
    """What an entry says of what happened, which somebody may say so, too."""
    for text in (answer.text("title"), answer.text("meaning"), *answer.texts("causes")):
        yield from text


def _things_in(folded: str) -> frozenset[str]:
    return frozenset(thing for thing in _THINGS if thing in folded)


def code_key(code: str) -> str:
    """A code without what its spellings differ in: case, dots, underscores and the prefix isv or isp."""
    key = re.sub(r"^is[vp][._]", "", code, flags=re.IGNORECASE)
    return re.sub(r"[._:]", "", key).lower()
