import pytest

# These modules assert too: pytest then shows the compared values when they fail.
pytest.register_assert_rewrite(
    "tests.base.feeds", "tests.e2e.meter", "tests.e2e.screens", "tests.reading"
)
