"""The files of deploy/ have the same hosts and limits as the application."""

import re
import tomllib
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import mail
from django.core.management import call_command, get_commands, load_command_class

DEPLOY = settings.BASE_DIR / "deploy"


@pytest.fixture
def portals():
    return tomllib.loads(Path(settings.PORTALES_FILE).read_text(encoding="utf-8"))["portal"]


def test_nginx_serves_every_host_of_the_data_and_no_other(portals):
    text = (DEPLOY / "nginx" / "portales-hosts.conf").read_text(encoding="utf-8")
    names = re.search(r"server_name\s([^;]*);", text).group(1).split()
    assert sorted(names) == sorted(host for portal in portals for host in portal["hosts"])


def test_nginx_lets_the_admin_through_on_the_provincial_host_only(portals):
    text = (DEPLOY / "nginx" / "portales.conf").read_text(encoding="utf-8")
    admin = re.search(r"map \$host \$admin_host \{(.*?)\}", text, re.DOTALL).group(1)
    allowed = re.findall(r"(\S+)\s+1;", admin)
    provincial = next(portal for portal in portals if portal["tipo"] == "provincial")
    assert allowed == provincial["hosts"][:1]


def test_every_service_starts_a_command_that_exists():
    started = [
        match.group(1).split()
        for unit in (DEPLOY / "systemd").glob("*.service")
        for match in re.finditer(r"^ExecStart=.* manage\.py (.*)$", unit.read_text(), re.MULTILINE)
    ]
    assert len(started) == 2
    for name, *arguments in started:
        command = load_command_class(get_commands()[name], name)
        assert command.create_parser("manage.py", name).parse_args(arguments)


def seconds(time):
    """Return the seconds of a time as the units write it: «30», «2h»."""
    return int(time.removesuffix("h")) * (3600 if time.endswith("h") else 1)


def test_a_service_that_cannot_run_stops_after_a_while_and_somebody_is_told():
    services = list((DEPLOY / "systemd").glob("*.service"))
    bounded = set()
    for unit in services:
        said = dict(re.findall(r"^(\w+)=(.*)$", unit.read_text(), re.MULTILINE))
        if "@" not in unit.name:
            assert said["OnFailure"] == "portales-alarma@%n.service"
        if "Restart" not in said:
            continue
        bounded.add(unit.name)
        pause, attempts = seconds(said["RestartSec"]), int(said["StartLimitBurst"])
        # Not at the first restart of the database,
        assert pause * attempts >= 600
        # and really: each attempt takes time of its own, twenty seconds on a slow machine.
        assert (pause + 20) * attempts < seconds(said["StartLimitIntervalSec"])
    assert bounded == {"portales.service"}
    assert DEPLOY / "systemd" / "portales-alarma@.service" in services


def test_an_alarm_leaves_at_once_and_needs_no_database(settings):
    settings.ALARM_CONTACT = ["guardia@oriente.example"]
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"  # as everywhere but in tests
    call_command("alarmar", "portales-backup.service")
    [message] = mail.outbox
    assert message.to == settings.ALARM_CONTACT
    assert "portales-backup.service" in message.subject
    assert "journalctl -u portales-backup.service" in message.body
    assert "systemctl reset-failed portales-backup.service" in message.body


def test_an_alarm_for_nobody_says_what_is_lacking(settings, capsys):
    settings.ALARM_CONTACT = []
    call_command("alarmar", "portales.service")
    assert "ALARM_CONTACT" in capsys.readouterr().out
    assert mail.outbox == []


def test_nginx_accepts_the_largest_upload():
    text = (DEPLOY / "nginx" / "portales.conf").read_text(encoding="utf-8")
    limit = int(re.search(r"client_max_body_size (\d+)m;", text).group(1)) * 1024 * 1024
    assert limit > settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    assert limit > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE


def test_nginx_lets_the_files_of_a_case_through_and_more_to_be_refused_with_the_form():
    text = (DEPLOY / "nginx" / "portales.conf").read_text(encoding="utf-8")
    place, limit = re.search(
        r"location ~ (/\S*escribir/\S+) \{\s+client_max_body_size (\d+)m;", text
    ).groups()
    for path in ("/atencion/escribir/queja/", "/en/atencion/seguimiento/anadir/"):
        assert re.search(place, path)
    most = settings.ATENCION_ADJUNTO_MAX_BYTES * settings.ATENCION_ADJUNTOS_MAX
    assert int(limit) * 1024 * 1024 > 2 * most


# --- deploy/instalar ---


@pytest.fixture
def installer():
    """The module of deploy/instalar, whose file has no extension."""
    loader = SourceFileLoader("instalar", str(DEPLOY / "instalar"))
    module = module_from_spec(spec_from_loader("instalar", loader))
    loader.exec_module(module)
    return module


def test_the_example_answers_every_question_and_no_other(installer):
    text = (DEPLOY / "instalar.example").read_text(encoding="utf-8")
    assert set(re.findall(r"^([A-Z_]+)=", text, re.MULTILINE)) == set(installer.QUESTIONS)
    assert len(installer.QUESTIONS) == 5
    answers = installer.read(DEPLOY / "instalar.example")
    assert answers["CERTIFICADO"] == "propio"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CORREO", "la línea 1 no es NOMBRE=VALOR"),
        ("# una\nCOREO=smtp://uno", "la línea 2 no es NOMBRE=VALOR; valen CORREO"),
        (None, "No se puede leer"),
    ],
)
def test_answers_that_cannot_be_read_are_told_before_anything_is_done(
    installer, tmp_path, text, said
):
    file = tmp_path / "respuestas"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit, match=re.escape(said)):
        installer.read(file)


def test_the_settings_have_keys_of_their_own_and_stay_once_they_are_there(
    installer, monkeypatch, tmp_path
):
    """The rest of the installer needs a machine that it may change."""
    monkeypatch.setattr(installer, "SETTINGS", tmp_path / "portales.env")
    monkeypatch.setattr(installer.shutil, "chown", lambda *names: None)
    answers = installer.read(DEPLOY / "instalar.example") | {
        "BASE_DE_DATOS": "postgres://otra/base"
    }
    installer.settings(answers)
    written = installer.SETTINGS.read_text(encoding="utf-8")
    values = dict(re.findall(r"^([A-Z_]+)=(.*)$", written, re.MULTILINE))
    assert values["EMAIL_URL"] == answers["CORREO"]
    assert values["ALARM_CONTACT"] == answers["AVISOS"]
    assert values["DATABASE_URL"] == "postgres://otra/base"
    assert len(values["SECRET_KEY"]) > 50
    Fernet(values["CIFRADO_CLAVES"])
    assert installer.SETTINGS.stat().st_mode & 0o777 == 0o640
    installer.settings(answers)
    assert installer.SETTINGS.read_text(encoding="utf-8") == written
    assert [path.name for path in tmp_path.iterdir()] == ["portales.env"]
