"""What holds for all tests: Hypothesis never fails one for its time, since machines are shared."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("smslint", deadline=None)
settings.load_profile("smslint")
