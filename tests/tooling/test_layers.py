"""The lists of rooms in pyproject.toml name every room, so the rules on imports hold for all."""

import tomllib

from django.apps import apps
from django.conf import settings


def test_every_room_is_in_every_list():
    toml = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    linter = toml["tool"]["importlinter"]
    floors, inside, without_localize = linter["contracts"]
    # Those of other packages have no folder here.
    rooms = {app.name for app in apps.get_app_configs() if (settings.BASE_DIR / app.name).is_dir()}
    composed = rooms - {"santiago"}
    for listed, expected in (
        (linter["root_packages"], rooms | {"tests"}),
        ([room for floor in floors["layers"] for room in floor.split(" | ")], rooms | {"tests"}),
        (inside["containers"], composed | {f"{room}.**" for room in composed}),
        (without_localize["source_modules"], rooms - {"traduccion"}),
    ):
        assert sorted(listed) == sorted(expected)
