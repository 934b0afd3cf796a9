"""The documents name every app, command and kind of page, and no file that does not exist."""

import re

from django.apps import apps as django_apps
from django.conf import settings
from django.core.management import get_commands
from wagtail.models import Page

from .documents import COMMANDS, CONFIGURATION, own_apps

GLOSSARY = (settings.BASE_DIR / "docs" / "glossary.md").read_text(encoding="utf-8")
MAP = (settings.BASE_DIR / "docs" / "architecture.md").read_text(encoding="utf-8")


def first_column(document, heading):
    """Return the names in the table of ``document`` that begins with ``heading``."""
    table = document.partition(heading)[2].lstrip().partition("\n\n")[0]
    return set(re.findall(r"^\| `(?:make )?([\w-]+)[^`]*`", table, re.MULTILINE))


def test_every_app_has_its_line():
    assert first_column(MAP, "| Room | Holds |") == own_apps()


def test_the_readme_leads_into_every_room():
    readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
    rooms = readme.partition("## The rooms")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(\w+)`", rooms)) == own_apps()


def test_every_target_of_make_has_its_line():
    makefile = (settings.BASE_DIR / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.* ## ", makefile, re.MULTILINE))
    assert first_column(COMMANDS, "| Command | What it does |") == targets | {"make"}


def test_every_variable_of_the_environment_has_its_line():
    read_by = [
        *(settings.BASE_DIR / "santiago" / "settings").glob("*.py"),
        settings.BASE_DIR / "deploy" / "gunicorn.conf.py",
        settings.BASE_DIR / "scripts" / "run.py",
    ]
    asks = re.compile(r'\b(?:env(?:\.\w+)?|environ\.get|read_address)\(\s*(?:[\w.]+, )?"([A-Z_]+)"')
    read = {name for path in read_by for name in asks.findall(path.read_text(encoding="utf-8"))}
    assert len(read) > 60
    told = re.findall(r"^\|([^|]+)\|", CONFIGURATION, re.MULTILINE)
    names = set(re.findall(r"`([A-Z_]+)`", " ".join(told)))
    assert read - names == set()


def test_every_command_has_its_line():
    own = {name for name, app in get_commands().items() if app in own_apps()}
    named = first_column(COMMANDS, "| Command of `manage.py` | What it does |")
    # django_tasks adds its worker; one line names all commands that purge.
    assert named - {"purgar_", "db_worker"} == own


def test_the_glossary_names_classes_that_exist_and_every_kind_of_page():
    named = set(re.findall(r"`([a-z]+\.[A-Z]\w+)`", GLOSSARY))
    own = [model for model in django_apps.get_models() if model._meta.app_label in own_apps()]
    assert named <= {model._meta.label for model in own}
    pages = {model._meta.label for model in own if issubclass(model, Page)}
    # Index pages, which only list the pages of their section, need no entry.
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
        if not name.startswith(("var/", "django/"))  # files of a running demo, and of Django itself
    }
    assert len(named) > 50
    assert {(page, name) for page, name in named if not (root / name).exists()} == set()
