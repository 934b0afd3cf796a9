"""The hour of Cuba comes from the newest time zones on the machine; checks report doubts."""

import os
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import tzdata
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection

from servidor.zonas import HAVANA, PINNED, are_old, changes
from tests.processes import DEMO, PRODUCTION, run
from tests.zonas import GOES_BACK, STAYS, python_takes, write_zones

NOVEMBER = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
# An office open from 8 to 12, asked at 12:30 UTC; then the length of a night shift that begins on
# the night of the clock change in November.
SCRIPT = """
import django; django.setup()
from datetime import datetime, time, timezone as zones
from django.template import Context, Template
from django.utils import timezone
from directorio.horarios import HAVANA, Horarios, Tramo, weekly
def state(moment, *tramo):
    found = Horarios(weekly([(range(7), Tramo(*tramo))])).estado(moment)
    return found.abierto, found.cambia
moment = datetime(2026, 11, 24, 12, 30, tzinfo=zones.utc)
is_open, change = state(moment, time(8), time(12))
print(is_open, change.isoformat())
print(Template("{% load portal %}{{ moment|momento }}").render(Context({"moment": moment})))
start = datetime(2026, 10, 31, 20, tzinfo=HAVANA).astimezone(zones.utc)
print(state(start, time(20), time(2), True)[1] - start)
print(timezone.make_aware(datetime(2026, 11, 24)).isoformat())
"""
ZONES_OF_PACKAGE = files("tzdata.zoneinfo")


def told(tmp_path, folder, **env):
    result = run(tmp_path, "-c", SCRIPT, PYTHONTZPATH=str(folder), **DEMO | env)
    assert result.returncode == 0, result.stderr
    return result.stdout.splitlines()


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (
            STAYS,
            [
                "True 2026-11-24T12:00:00-04:00",
                "2026-11-24T08:30:00-04:00",
                "6:00:00",
                "2026-11-24T00:00:00-04:00",
            ],
        ),
        (
            GOES_BACK,
            [
                "False 2026-11-24T08:00:00-05:00",
                "2026-11-24T07:30:00-05:00",
                "7:00:00",
                "2026-11-24T00:00:00-05:00",
            ],
        ),
    ],
)
def test_the_portals_go_by_newer_zones_of_the_system_whatever_their_rule(tmp_path, rule, lines):
    assert told(tmp_path, write_zones(tmp_path / "zones", rule=rule)) == lines


@pytest.mark.parametrize("version", ["2020a", "", "unknown"])
def test_older_zones_of_the_system_do_not_count(tmp_path, version):
    with (ZONES_OF_PACKAGE / HAVANA).open("rb") as data:
        right = NOVEMBER.astimezone(ZoneInfo.from_file(data)).isoformat()
    folder = write_zones(tmp_path / "zones", rule="<+09>-9", version=version)
    assert told(tmp_path, folder)[1] == right


def test_what_is_pinned_is_what_is_written_down():
    assert tzdata.IANA_VERSION == PINNED
    year, letter = int(PINNED[:4]), ord(PINNED[4]) - ord("a") + 1
    requirements = Path(settings.BASE_DIR, "requirements.txt").read_text(encoding="utf-8")
    assert f"\ntzdata=={year}.{letter} " in requirements


@pytest.fixture
def old_package(tmp_path):
    """Return the path of an old tzdata package."""
    package = tmp_path / "packages" / "tzdata"
    shutil.copytree(str(ZONES_OF_PACKAGE / "America"), package / "zoneinfo" / "America")
    (package / "__init__.py").write_text('IANA_VERSION = "2019a"\n')
    (package / "zoneinfo" / "__init__.py").touch()
    return str(package.parent)


@pytest.mark.parametrize(("version", "is_said"), [("2020a", True), ("2999a", False)])
def test_a_check_says_when_all_zones_are_old(tmp_path, old_package, version, is_said):
    env = {"PYTHONTZPATH": str(write_zones(tmp_path / "zones", version=version))}
    env |= {"PYTHONPATH": old_package, "SECRET_KEY": "x" * 25 + "0123456789-abcdefghijklmnop"}
    # The check must not fail if the database does not answer.
    env |= {"DATABASE_URL": "postgres://nadie@127.0.0.1:1/nada"}
    command = ("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    result = run(tmp_path, *command, **PRODUCTION | env)
    assert result.returncode == 0, result.stderr
    assert ("(2020a) tienen más de medio año" in result.stderr) is is_said


def test_a_process_goes_by_the_zones_with_which_it_began(tmp_path):
    """New zone files change nothing until a restart, and the version says so too."""
    folder = write_zones(tmp_path / "zones", version="2998a")
    newer = (
        "from pathlib import Path\nfrom servidor import zonas\nbefore = zonas.version()\n"
        f"Path({str(folder)!r}, 'tzdata.zi').write_text('# version 2999a\\n')\n"
        "print(before, zonas.version())"
    )
    code = f"import django; django.setup()\n{newer}"
    result = run(tmp_path, "-c", code, PYTHONTZPATH=str(folder), **DEMO)
    assert result.stdout.split() == ["2998a", "2998a"], result.stderr


@pytest.mark.parametrize(
    ("written", "made"),
    [(0, date(2028, 12, 31)), (datetime(2028, 3, 1, tzinfo=UTC).timestamp(), date(2028, 3, 1))],
)
def test_zones_are_as_old_as_their_file_unless_it_cannot_be_of_that_day(tmp_path, written, made):
    folder = write_zones(tmp_path / "zones", version="2028a")
    os.utime(folder / "tzdata.zi", (written, written))
    with python_takes(folder):
        assert not are_old(made + timedelta(days=183))
        assert are_old(made + timedelta(days=184))


@pytest.mark.django_db
def test_readyz_tells_of_old_zones_and_takes_no_portal_away(alfa, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2200, 1, 1, tzinfo=UTC))
    response = alfa.get("/readyz")
    assert response.status_code == 200
    assert "más de medio año" in response.json()["detail"]["zones"]


@pytest.mark.django_db
@pytest.mark.on_both_databases
def test_readyz_and_a_check_tell_of_a_database_with_another_hour(alfa, tmp_path):
    with python_takes(write_zones(tmp_path, rule="<+03>-3")):
        response = alfa.get("/readyz")
        said = [message.id for message in run_checks(include_deployment_checks=True)]
    assert response.status_code == 200
    # SQLite uses the zones of Python.
    differs = connection.vendor == "postgresql"
    zones = response.json().get("detail", {}).get("zones", "")
    assert ("otra hora de La Habana" in zones) is differs
    assert ("servidor.W001" in said) is differs


@pytest.mark.django_db
@pytest.mark.on_both_databases
def test_readyz_tells_both_at_once(alfa, tmp_path, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2200, 1, 1, tzinfo=UTC))
    with python_takes(write_zones(tmp_path, rule="<+03>-3", version="2100a")):
        zones = alfa.get("/readyz").json()["detail"]["zones"]
    assert "(2100a) tienen más de medio año" in zones
    assert ("otra hora de La Habana" in zones) is (connection.vendor == "postgresql")


def test_changes_of_the_clock_are_found_to_the_second():
    """The changes of 2025 are past: no government can alter them."""
    found = list(changes(datetime(2025, 1, 1, 7, 11, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)))
    assert found == [
        (datetime(2025, 3, 9, 5, tzinfo=UTC), timedelta(hours=-5)),
        (datetime(2025, 11, 2, 5, tzinfo=UTC), timedelta(hours=-4)),
    ]


def test_no_script_of_ours_asks_a_phone_for_its_zones():
    """An old phone has old zones: the times it shows come from the server, with their offset."""
    asks = re.compile(
        r"toLocale\w*String|\.get(?:Hours|Date|Day|Timezone)|new Date\("
        r'|DateTimeFormat\((?!.*timeZone: "UTC")'
    )
    scripts = list(Path(settings.BASE_DIR, "static_src", "js").glob("*.js"))
    assert scripts
    for script in scripts:
        assert not asks.search(script.read_text(encoding="utf-8")), script.name
