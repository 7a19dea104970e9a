"""Progress of long pieces of work."""

import sys

import pytest

from reachmap.cli import progress as progress_module
from reachmap.cli.progress import progress_bars


def test_progress_is_shown_at_a_terminal_after_a_second(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress_bars() as progress:
        assert progress is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with progress_bars() as progress:
        assert progress is not None
        progress("attendance", 1, 10)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(progress_module, "PATIENCE_S", -1.0)
    with progress_bars() as progress:
        assert progress is not None
        progress("attendance", 1, 10)
        progress("attendance", 10, 10)
    assert "attendance" in capsys.readouterr().err
