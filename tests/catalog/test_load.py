"""Loading the built-in rules, users' folders, changes of word tables, and names whose words are not reported."""

from __future__ import annotations

import os
import pickle
import re
import sys
from pathlib import Path

import pytest

from catalog.house import TERMS, write_rule
from smslint.catalog import CatalogError, WordSettings, load, rule_folder
from smslint.core.lint import MOST_TIMEOUTS, Linter
from smslint.core.template import Template


def found(content: str, rule: str, **settings: object) -> list[str]:
    linter = Linter(load(**settings))  # type: ignore[arg-type]
    analysis = linter.read(Template(content, "notification"))
    return [analysis.text_of(finding.span) for finding in linter.lint(analysis) if finding.rule.id == rule]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smslint.catalog.paths.user_cache", lambda: tmp_path / "cache")


def test_the_same_arguments_give_the_same_catalog() -> None:
    assert load() is load()
    assert load(allow=["云山"]) is load(allow=["云山"])
    assert load(allow=["云山"]).digest != load().digest


def test_a_rule_folder_adds_its_rules(tmp_path: Path) -> None:
    folder = write_rule(tmp_path / "rules")
    assert found("比云山书局更便宜", "competitor", folders=[folder]) == ["云山书局"]
    rule = load([folder]).rules["competitor"]
    assert (rule.category, rule.title.zh, rule.file["since"]) == ("house", "提到了竞争对手", "0.1.0")


def test_a_changed_folder_is_read_again(tmp_path: Path) -> None:
    folder = write_rule(tmp_path / "rules")
    before = load([folder])
    write_rule(folder, TERMS.replace("云山书局", "海风书局"))
    os.utime(folder / "house" / "competitor.toml", ns=(1, 1))
    after = load([folder])
    assert after.digest != before.digest
    assert found("比海风书局更便宜", "competitor", folders=[folder]) == ["海风书局"]


def test_a_second_process_reads_the_compiled_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.catalog import assemble, cache

    folder = write_rule(tmp_path / "rules")
    load([folder])
    assemble.user_rules.cache_clear()
    assemble._assembled.cache_clear()
    monkeypatch.setattr(cache, "read_folder", lambda folder, kinds: pytest.fail("parsed again"))
    assert "competitor" in load([folder]).rules


def test_a_broken_compiled_folder_is_compiled_again(tmp_path: Path) -> None:
    from smslint.catalog import assemble

    folder = write_rule(tmp_path / "rules")
    load([folder])
    (compiled,) = (tmp_path / "cache" / "rules").iterdir()
    compiled.write_bytes(compiled.read_bytes()[:200])
    assemble.user_rules.cache_clear()
    assemble._assembled.cache_clear()
    assert "competitor" in load([folder]).rules


def test_a_cache_is_believed_only_if_it_is_whole_and_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from smslint.catalog import assemble, cache

    folder = write_rule(tmp_path / "rules")
    before = load([folder])
    (compiled,) = (tmp_path / "cache" / "rules").iterdir()
    assert sys.implementation.cache_tag in compiled.name
    read, content = [], compiled.read_bytes()
    monkeypatch.setattr(
        cache, "read_folder", lambda folder, kinds: read.append(folder) or rule_folder.read_folder(folder, kinds)
    )

    def is_rebuilt() -> bool:
        read.clear()
        assemble.user_rules.cache_clear()
        assemble._assembled.cache_clear()
        assert load([folder]).digest == before.digest
        return bool(read)

    assert not is_rebuilt()
    for at in range(0, len(content), 97):
        compiled.write_bytes(content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])
        assert is_rebuilt(), at
    compiled.chmod(0o666)
    assert is_rebuilt()
    assert not is_rebuilt()
    if os.geteuid() == 0:
        os.chown(compiled, 12345, -1)
        assert is_rebuilt()


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("a{1000000000}", "come to 1000000000 characters; the limit is 10000"),
        ("(?:a{1000}){1000}", "come to 1002000 characters"),
        ("((a{100}){,100}|b){2,3}", "come to 30006 characters"),
        ("a" * 1001, "a pattern has 1001 characters; the limit is 1000"),
        ("(" * 500 + ")" * 500, "invalid pattern"),
        ("a{" + "9" * 500 + "}", "come to 1000000000 characters"),
    ],
)
def test_a_pattern_that_would_take_much_memory_is_refused(tmp_path: Path, pattern: str, sentence: str) -> None:
    folder = write_rule(tmp_path / "rules", f"kind = 'pattern'\npattern = '{pattern}'")
    with pytest.raises(CatalogError, match=re.escape(sentence)):
        load([folder])


@pytest.mark.parametrize("text", ["a" + ".a" * 50_000 + " = 1", "a = " + "1" * 5000, "a = " + "[" * 100_000])
def test_a_hostile_rule_file_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    folder = write_rule(tmp_path / "rules")
    (folder / "house" / "hostile.toml").write_text(text)
    with pytest.raises(CatalogError, match=re.escape("hostile.toml: not valid TOML")):
        load([folder])


def test_a_cache_that_cannot_be_written_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setattr("smslint.catalog.paths.user_cache", lambda: blocked)
    assert "competitor" in load([write_rule(tmp_path / "rules")]).rules


@pytest.mark.parametrize(
    ("match", "path", "complaint"),
    [
        ('kind = "code"', "house/competitor.toml", 'kind "code"'),
        ("[", "house/competitor.toml", "not valid TOML"),
        (TERMS, "house/may-split.toml", "already uses the name may-split"),
        (TERMS.replace("terms", "words"), "house/competitor.toml", 'unknown kind "words"'),
        ('kind = "pattern"\npattern = "(书局"', "house/competitor.toml", "invalid pattern .*: missing"),
        ('kind = "characters"\ncharacters = "z-a"', "house/competitor.toml", "invalid pattern .*: bad character range"),
        (TERMS + '\n[fix]\nkind = "remove"', "house/competitor.toml", "fix.safety: missing"),
    ],
)
def test_an_unusable_folder_says_why(tmp_path: Path, match: str, path: str, complaint: str) -> None:
    folder = write_rule(tmp_path / "rules", match, path)
    with pytest.raises(CatalogError, match=complaint.replace("[", r"\[")) as error:
        load([folder])
    assert str(folder) in error.value.text.zh


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="no such rule folder"):
        load([tmp_path / "nowhere"])


def test_a_folder_without_a_rule_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as error:
        load([tmp_path])
    assert str(tmp_path) in error.value.text.zh
    assert "contains no .toml catalog file" in error.value.text.en


def test_words_are_added_and_removed() -> None:
    words = load().lexicon.tables["salutations"]
    first = words.terms[0].term
    changed = load(words={"salutations": WordSettings(add=("云山号",), remove=(first,))}).lexicon
    terms = [term.term for term in changed.tables["salutations"].terms]
    assert terms[-1] == "云山号"
    assert first not in terms
    assert len(terms) == len(words.terms)


def test_characters_are_added_and_removed() -> None:
    changed = load(
        words={"standard": WordSettings(("囧",), ("丁",)), "traditional": WordSettings(remove=("並",))}
    ).lexicon
    assert "囧" in changed.standard
    assert "丁" not in changed.standard
    assert "並" not in changed.simplified


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ({"standerd": WordSettings(("囧",))}, "Unknown word table standerd; the nearest is standard"),
        ({"standard": WordSettings(remove=("囧",))}, '"囧", so it cannot be removed'),
        ({"traditional": WordSettings(("囧",))}, "not added"),
    ],
)
def test_changes_of_missing_words_are_reported_and_the_others_made(
    words: dict[str, WordSettings], complaint: str
) -> None:
    catalog = load(words={**words, "salutations": WordSettings(("云山号",))})
    (remark,) = catalog.remarks
    assert complaint in remark.text("en")
    assert catalog.lexicon.tables["salutations"].terms[-1].term == "云山号"


def test_nothing_counts_in_an_allowed_name(tmp_path: Path) -> None:
    folder = write_rule(tmp_path / "rules")
    content = "云山书局有限公司，云山书局"
    assert found(content, "competitor", folders=[folder]) == ["云山书局", "云山书局"]
    assert found(content, "competitor", folders=[folder], allow=["雲山书局有限公司"]) == ["云山书局"]


def test_a_rule_that_often_runs_too_long_is_disabled(tmp_path: Path) -> None:
    folder = write_rule(tmp_path / "rules", 'kind = "pattern"\npattern = "(?:a|aa|aaa)+[bc]{20}$"')
    linter = Linter(load([folder]), ["competitor"])
    analysis = linter.read(Template("a" * 1500, "notification"))
    for _ in range(MOST_TIMEOUTS + 1):
        (finding,) = linter.lint(analysis)
        assert finding.severity == "warning"
        assert "competitor" in finding.message("en")
        assert "competitor" in finding.message("zh")
    assert linter.lint(analysis) == []


def test_tables_that_were_used_can_be_sent_to_another_process() -> None:
    linter = Linter(load())
    linter.lint(linter.read(Template("点击${url}查看，或加微信abc123", "notification")))
    lexicon = pickle.loads(pickle.dumps(load().lexicon))
    assert lexicon.tables == load().lexicon.tables
    assert lexicon.pattern("{digit}+").fullmatch("12")


@pytest.mark.parametrize("path", ["house/x](command:a).toml", "a|b/c.toml", "house/@name.toml"])
def test_the_name_of_a_rule_is_a_word(path: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="invalid name"):
        load([write_rule(tmp_path / "rules", path=path)])
