"""The documents name what there is: every app, every command, every kind of page, every file."""

import re
from pathlib import Path

from django.apps import apps as django_apps
from django.conf import settings
from django.core.management import get_commands
from wagtail.models import Page

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
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


def test_the_glossary_names_classes_that_exist_and_every_kind_of_page():
    named = set(re.findall(r"`([a-z]+\.[A-Z]\w+)`", GLOSSARY))
    own = [model for model in django_apps.get_models() if model._meta.app_label in own_apps()]
    assert named <= {model._meta.label for model in own}
    pages = {model._meta.label for model in own if issubclass(model, Page)}
    # Those that only gather the pages of their section say so by their name.
    assert all(label.endswith("IndexPage") for label in pages - named)


def test_the_files_that_documents_name_are_there():
    root = settings.BASE_DIR
    named = {
        (path.relative_to(root).as_posix(), name)
        for path in [*root.glob("docs/**/*.md"), root / "README.md"]
        for name in re.findall(
            r"`(\w[\w./-]*/[\w./-]+\.(?:py|html|toml|md|css|js|sh|conf))`",
            path.read_text(encoding="utf-8"),
        )
        if not name.startswith(("var/", "django/"))  # of a running demo, of Django itself
    }
    assert len(named) > 50
    assert {(page, name) for page, name in named if not (root / name).exists()} == set()
