import pytest

# What was compared is told when these fail, as it is in files of tests.
pytest.register_assert_rewrite(
    "tests.base.feeds", "tests.e2e.meter", "tests.e2e.screens", "tests.reading"
)
