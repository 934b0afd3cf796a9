"""The lists of rooms in pyproject.toml name every room, so the rules on imports hold for all."""

import tomllib

from django.apps import apps
from django.conf import settings


def test_every_room_is_read_by_the_linter_and_has_its_floor():
    toml = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    linter = toml["tool"]["importlinter"]
    floors, _inside = linter["contracts"]
    # Those of other packages have no folder here.
    rooms = {app.name for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).is_dir()}
    for listed in (
        linter["root_packages"],
        [room for floor in floors["layers"] for room in floor.split(" | ")],
    ):
        assert sorted(listed) == sorted(rooms | {"tests"})
