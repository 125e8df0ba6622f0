"""Imports point downwards; import-linter holds the contracts that pyproject.toml writes down."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_imports_point_downwards() -> None:
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS
