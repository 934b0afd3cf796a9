"""`.ci/run` goes on after a failure, and its last lines list the failures."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

STAGES = Path(__file__).resolve().parents[2] / ".ci" / "stages"

# As in the real Makefile: PARALLEL is empty if tests run alone, TESTS names files.
MAKEFILE = f"""
PARALLEL := yes
test:
	@BUSY=$(PARALLEL) CI=yes PYTEST_DISABLE_PLUGIN_AUTOLOAD=1 {sys.executable} -m pytest \\
		-c /dev/null --rootdir . -p no:cacheprovider $(or $(TESTS),tests) $(ARGS)
"""
PASSES = "def test_passes():\n    print('ERROR is no test')\n"
FALLS = "def test_falls():\n    assert 1 == 2, 'one is not two'\n"
UNSTABLE = """
import os, pytest
@pytest.mark.parametrize("what", [{names}])
def test_alone(what):
    assert not os.environ["BUSY"], "busy - very"
"""

# As pytest-xdist does with tests that share something.
IN_GROUPS = """
import os
def pytest_collection_modifyitems(items):
    for item in items if os.environ["BUSY"] else ():
        item._nodeid += "@the group"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "Makefile").write_text(MAKEFILE)
    (tmp_path / "tests").mkdir()
    return tmp_path


def write(folder, **files):
    for name, text in files.items():
        (folder / "tests" / f"test_{name}.py").write_text(text)


def run(folder, *stages):
    script = "\n".join(
        ["set -euo pipefail", f". {STAGES}", "trap 'rm -rf \"$told\"' EXIT", *stages]
    )
    # A ``make`` around these tests would pass its variables on.
    outside = {"MAKEFLAGS", "MAKELEVEL", "MAKEOVERRIDES", "MFLAGS", "TESTS", "PARALLEL"}
    result = subprocess.run(
        ["bash", "-c", f"{script}\ntell"],
        cwd=folder,
        env={name: value for name, value in os.environ.items() if name not in outside},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return result.returncode, result.stdout


def test_where_all_is_well_the_last_line_is_that_of_pytest(folder):
    write(folder, passes=PASSES)
    code, said = run(folder, "stage Lint true", "tests SQLite make test")
    assert code == 0
    assert "1 passed" in said.splitlines()[-1]
    assert "alone" not in said


def test_a_failure_hides_no_later_stage_and_is_told_at_the_end(folder):
    write(folder, passes=PASSES, falls=FALLS)
    code, said = run(
        folder,
        "stage Lint false",
        "tests SQLite make test",
        "tests Browser make test TESTS=tests/test_passes.py",
    )
    assert code != 0
    last = said.partition("== Failed")[2].splitlines()[1:]
    assert [line.partition(": ")[0] for line in last] == ["Lint", "SQLite"]
    assert "tests/test_falls.py::test_falls" in last[1]
    assert "one is not two" in last[1]
    assert said.count("== 1 passed in") == 1  # the last stage
    assert "Unstable" not in said


def test_what_passes_alone_is_told_and_lets_the_rest_in(folder):
    write(folder, passes=PASSES, unstable=UNSTABLE.format(names='"load - one", "order"'))
    code, said = run(folder, "tests SQLite make test")
    assert code == 0
    last = said.partition("== Unstable")[2].splitlines()[1:]
    assert len(last) == 2
    assert all("busy - very" in line for line in last)
    assert "== Failed" not in said


def test_a_third_that_is_unstable_is_a_failure(folder):
    write(folder, unstable=UNSTABLE.format(names='"one", "two"'))
    code, said = run(folder, "tests SQLite make test", "tests PostgreSQL make test")
    assert code != 0
    assert len(said.partition("== Unstable")[2].splitlines()[1:]) == 4


def test_what_falls_for_good_is_not_unstable(folder):
    write(folder, falls=FALLS, unstable=UNSTABLE.format(names='"one"'))
    code, said = run(folder, "tests SQLite make test")
    assert code != 0
    unstable, _, failed = said.partition("== Unstable")[2].partition("== Failed")
    assert "test_alone" in unstable
    assert "test_falls" not in unstable
    assert "test_falls" in failed
    assert "test_alone" not in failed


def test_a_test_of_a_group_that_falls_again_is_not_unstable(folder):
    write(folder, falls=FALLS)
    (folder / "tests" / "conftest.py").write_text(IN_GROUPS)
    code, said = run(folder, "tests SQLite make test")
    assert code != 0
    assert "test_falls.py::test_falls@the group" in said
    assert "== Unstable" not in said
    assert "test_falls" in said.partition("== Failed")[2]


def test_many_that_fall_are_not_run_again(folder):
    names = ", ".join(f'"{number}"' for number in range(11))
    write(folder, unstable=UNSTABLE.format(names=names))
    code, said = run(folder, "tests SQLite make test")
    assert code != 0
    assert "once more" not in said
    assert len(said.partition("== Failed")[2].splitlines()[1:]) == 11


@pytest.mark.parametrize("trouble", ["ARGS=--no-such-option", "TESTS=tests/test_not_there.py"])
def test_tests_that_do_not_start_are_a_failure(folder, trouble):
    code, said = run(folder, f"tests SQLite make test {trouble}")
    assert code != 0
    assert said.splitlines()[-1] == "SQLite: ended before pytest told what fell"


def test_a_file_that_cannot_be_read_is_named(folder):
    write(folder, passes=PASSES, broken="import not_there\n")
    code, said = run(folder, "tests SQLite make test")
    assert code != 0
    assert "SQLite: tests/test_broken.py" in said.splitlines()[-1]
