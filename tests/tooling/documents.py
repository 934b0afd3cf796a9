"""What tests read of the documents for who runs and changes the portals."""

from pathlib import Path

from django.conf import settings

COMMANDS = (settings.BASE_DIR / "docs" / "commands.md").read_text(encoding="utf-8")
CONFIGURATION = (settings.BASE_DIR / "docs" / "configuration.md").read_text(encoding="utf-8")


def own_apps():
    """Return the names of the rooms: the folders with an app, and that of the settings."""
    return {Path(path).parent.name for path in settings.BASE_DIR.glob("*/apps.py")} | {"santiago"}
