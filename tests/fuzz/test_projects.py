"""A few hostile checkouts, settings and caches; `make fuzz` tries many."""

from __future__ import annotations

from fuzz.projects import caches, projects, sessions, settings


def test_a_hostile_checkout_is_checked_soon_and_in_little_memory() -> None:
    assert list(projects(2)) == []


def test_an_editor_in_a_hostile_checkout_is_answered_soon_and_in_little_memory() -> None:
    assert list(sessions(1)) == []


def test_mutated_settings_end_with_a_sentence() -> None:
    assert list(settings(40)) == []


def test_no_flipped_byte_of_a_cache_is_believed() -> None:
    assert list(caches(50)) == []
