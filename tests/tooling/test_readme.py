"""The README names what there is: every app, every command."""

import re
from pathlib import Path

from django.conf import settings
from django.core.management import get_commands

README = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")


def own_apps():
    return {Path(path).parent.name for path in settings.BASE_DIR.glob("*/apps.py")} | {"santiago"}


def first_column(heading):
    """The names in the table below ``heading``."""
    table = README.partition(heading)[2].lstrip().partition("\n\n")[0]
    return set(re.findall(r"^\| `(\w+)[^`]*`", table, re.MULTILINE))


def test_every_app_has_its_line():
    assert first_column("| App | Holds |") == own_apps()


def test_every_command_has_its_line():
    own = {name for name, app in get_commands().items() if app in own_apps()}
    named = first_column("| Command of `manage.py` | What it does |")
    # Django tasks brings its worker along; one line is for all commands that purge.
    assert named - {"purgar_", "db_worker"} == own
