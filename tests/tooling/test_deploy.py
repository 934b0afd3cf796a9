"""The files of deploy/ have the same hosts and limits as the application."""

import json
import os
import re
import shutil
import subprocess
import tarfile
import threading
import tomllib
from datetime import UTC, datetime, timedelta
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings
from django.core import mail
from django.core.management import call_command, get_commands, load_command_class

from scripts import release
from tests.nginx import HOST, Application, certificate
from tests.processes import needs

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
    assert len(started) == 3
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


def program(name, monkeypatch):
    """Return the module of a program in deploy/, whose file has no extension."""
    monkeypatch.syspath_prepend(DEPLOY)  # it imports what is beside it
    loader = SourceFileLoader(name, str(DEPLOY / name))
    module = module_from_spec(spec_from_loader(name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def installer(monkeypatch):
    return program("instalar", monkeypatch)


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


def test_an_nginx_of_debian_12_is_told_of_http2_in_its_own_words(installer):
    import pasos

    text = (DEPLOY / "nginx" / "portales.conf").read_text(encoding="utf-8")
    older = pasos.for_older_nginx(text)
    assert "http2 on" in text
    assert "http2 on" not in older
    assert older.count("listen 443 ssl http2;") == older.count("listen [::]:443 ssl http2;") == 1


# --- deploy/desinstalar ---


@pytest.fixture
def remover(monkeypatch, tmp_path):
    """The program on a machine whose /etc is a folder of the test; no service really runs."""
    module = program("desinstalar", monkeypatch)
    commands = []
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module, "LOG", tmp_path / "log")
    monkeypatch.setattr(module, "UNITS", tmp_path / "systemd")
    monkeypatch.setattr(module, "SITES", (tmp_path / "enabled", tmp_path / "available"))
    monkeypatch.setattr(module, "OTHERS", (tmp_path / "logrotate",))
    monkeypatch.setattr(module, "has_systemd", lambda: True)
    monkeypatch.setattr(module, "run", lambda *command, **env: commands.append(command))
    monkeypatch.setattr(module, "restart_nginx", lambda: None)
    for unit in (DEPLOY / "systemd").rglob("*"):
        if unit.is_file():
            laid = module.UNITS / unit.relative_to(DEPLOY / "systemd")
            laid.parent.mkdir(parents=True, exist_ok=True)
            laid.write_bytes(unit.read_bytes())
    (module.UNITS / "postgresql.service").touch()  # of somebody else
    for folder in module.SITES:
        folder.mkdir()
        (folder / "portales.conf").touch()
    module.OTHERS[0].touch()
    module.commands = commands
    return module


def laid(module):
    every = [*module.UNITS.rglob("*"), *module.SITES[0].iterdir(), *module.SITES[1].iterdir()]
    return [path.name for path in [*every, *module.OTHERS] if path.is_file()]


def test_the_portals_are_taken_off_a_machine_after_a_last_backup(remover, monkeypatch, capsys):
    monkeypatch.setattr(remover.sys, "argv", ["desinstalar", "--si"])
    remover.main()
    assert laid(remover) == ["postgresql.service"]
    done = [command[1:] for command in remover.commands if command[0] == "systemctl"]
    assert done[0] == ("start", "portales-backup.service")
    assert ("disable", "--now", "portales.service") in done
    told = capsys.readouterr().out
    assert "/etc/portales/portales.env" in told
    assert "/var/lib/portales" in told
    remover.main()  # again: there is nothing left to do
    assert laid(remover) == ["postgresql.service"]


@pytest.mark.parametrize(("argv", "answer"), [([], "no"), ([], ""), (["--todo"], "sí")])
def test_nothing_is_taken_off_without_a_clear_yes(remover, monkeypatch, argv, answer):
    before = laid(remover)
    monkeypatch.setattr(remover.sys, "argv", ["desinstalar", *argv])
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(SystemExit):
        remover.main()
    assert laid(remover) == before
    assert remover.commands == []


def test_what_was_not_backed_up_stays_in_service(remover, monkeypatch):
    def fail(*command, **env):
        raise remover.StepError("El disco está lleno.")

    before = laid(remover)
    monkeypatch.setattr(remover, "run", fail)
    monkeypatch.setattr(remover.sys, "argv", ["desinstalar", "--si"])
    with pytest.raises(SystemExit, match="El disco está lleno"):
        remover.main()
    assert laid(remover) == before


# --- deploy/actualizar ---


@pytest.fixture
def updater(tmp_path, monkeypatch):
    """The program on a server whose code is a clone with one newer commit; only git really runs."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "origin")
    commit(tmp_path / "origin", "old")
    git(tmp_path, "clone", "--quiet", "origin", "server")
    commit(tmp_path / "origin", "new")
    module = program("actualizar", monkeypatch)
    server = tmp_path / "server"
    monkeypatch.setattr(module.sys.modules["pasos"], "ROOT", server)
    monkeypatch.setattr(module.sys.modules["pasos"], "LOG", tmp_path / "log")
    module.ROOT, module.BESIDE, module.LOG = server, tmp_path / "server.nueva", tmp_path / "log"
    module.try_beside = module.environment = module.services = module.nginx = done
    module.portals = module.is_ready = done
    module.backup = lambda: "COPIA"
    module.migrations = lambda: {"[X] 0001"}
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    monkeypatch.setattr(module.sys, "argv", ["actualizar"])
    return module


def git(folder, *arguments):
    who = ("-c", "user.name=a", "-c", "user.email=a@b.cu")
    done = subprocess.run(
        ["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def commit(folder, word):
    (folder / "version").write_text(word)
    git(folder, "add", "version")
    git(folder, "commit", "--quiet", "--message", word)


def done(*arguments):
    """Nothing, a step without a machine."""


def failing(module, bad="new"):
    """Return a step that fails while the code is ``bad``."""

    def fail(*arguments):
        """Falla"""
        if (module.ROOT / "version").read_text() == bad:
            raise module.StepError("no arranca")

    return fail


def test_an_update_ends_with_the_new_version(updater, capsys):
    updater.main()
    assert (updater.ROOT / "version").read_text() == "new"
    updater.main()
    assert "Ya estaba al día" in capsys.readouterr().out


def test_a_version_that_fails_in_its_folder_changes_nothing(updater):
    def refuse(commit):
        raise updater.StepError("faltan ajustes")

    updater.try_beside = refuse
    updater.backup = None  # not reached
    with pytest.raises(SystemExit, match=r"No se cambió nada\.\s+faltan ajustes"):
        updater.main()
    assert (updater.ROOT / "version").read_text() == "old"


def test_a_version_that_does_not_answer_is_taken_back(updater):
    updater.is_ready = failing(updater)
    with pytest.raises(SystemExit) as ended:
        updater.main()
    assert ended.value.code == 1
    assert (updater.ROOT / "version").read_text() == "old"


def test_a_database_that_went_ahead_needs_its_copy(updater, capsys):
    updater.services = failing(updater)
    plans = iter([{"[X] 0001"}, {"[X] 0001", "[X] 0002"}])
    updater.migrations = lambda: next(plans)
    with pytest.raises(SystemExit) as ended:
        updater.main()
    assert ended.value.code == 2
    assert "restaure la copia COPIA" in capsys.readouterr().err
    assert (updater.ROOT / "version").read_text() == "old"


def test_files_that_somebody_changed_are_not_overwritten(updater):
    (updater.ROOT / "version").write_text("mine")
    with pytest.raises(SystemExit, match="Alguien cambió archivos"):
        updater.main()
    assert (updater.ROOT / "version").read_text() == "mine"


# --- A version as one file ---


@pytest.fixture
def packed(updater, tmp_path, monkeypatch):
    """The newer commit as a signed version, which the server accepts."""
    needs("ssh-keygen", shutil.which("ssh-keygen"), "openssh-client")
    version = updater.sys.modules["version"]
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    monkeypatch.setattr(version, "SIGNERS", tmp_path / "publicadores")
    version.SIGNERS.write_text(f'portales namespaces="portales" {Path(f"{key}.pub").read_text()}')
    made = tmp_path / "made"
    (made / "wheels").mkdir(parents=True)
    (made / "wheels" / "wagtail-8.0-py3-none-any.whl").write_bytes(b"wheel")
    (made / "VERSION").write_text("2.0.0\n")
    git(tmp_path / "origin", "tag", "v2.0.0")
    git(
        tmp_path / "origin", "bundle", "create", "--quiet", made / "codigo.bundle", "HEAD", "v2.0.0"
    )
    # No network: the server has only the file.
    git(tmp_path / "server", "remote", "set-url", "origin", "/nowhere")
    archive = release.pack(made, key, tmp_path / "portales-2.0.0.tar")
    monkeypatch.setattr(updater.sys, "argv", ["actualizar", str(archive)])
    return archive


def test_a_signed_version_is_installed_without_a_network(updater, packed):
    updater.main()
    assert (updater.ROOT / "version").read_text() == "new"
    assert [path.name for path in (updater.ROOT / "wheels").iterdir()] == [
        "wagtail-8.0-py3-none-any.whl"
    ]
    assert not updater.ROOT.with_name("server.version").exists()


def changed(archive, name, content):
    """Write the file anew with other content under one name."""
    with tarfile.open(archive) as tar:
        files = {member.name: tar.extractfile(member).read() for member in tar}
    with tarfile.open(archive, "w") as tar:
        for member, text in (files | {name: content}).items():
            if text is not None:
                info = tarfile.TarInfo(member)
                info.size = len(text)
                tar.addfile(info, BytesIO(text))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (
            lambda archive: changed(archive, "codigo.bundle", b"other"),
            "«codigo.bundle» está dañado",
        ),
        (lambda archive: changed(archive, "SHA256SUMS", b"other"), "La firma no es de nadie"),
        (lambda archive: changed(archive, "VERSION", None), "faltan archivos"),
        (lambda archive: changed(archive, "../../etc/passwd", b"root"), "sobran"),
        (lambda archive: changed(archive, "SHA256SUMS.sig", None), "no es una versión"),
        (lambda archive: archive.write_bytes(archive.read_bytes()[:700]), "no es una versión"),
        (lambda archive: archive.write_bytes(b""), "no es una versión"),
        (lambda archive: archive.unlink(), "no es una versión"),
        (
            lambda archive: (archive.parent / "publicadores").write_text(""),
            "La firma no es de nadie",
        ),
        (lambda archive: (archive.parent / "publicadores").unlink(), "Falta"),
    ],
)
def test_a_version_that_is_not_as_it_was_signed_changes_nothing(updater, packed, harm, words):
    harm(packed)
    with pytest.raises(SystemExit, match=words):
        updater.main()
    assert (updater.ROOT / "version").read_text() == "old"
    assert not (updater.ROOT / "wheels").exists()
    assert not updater.ROOT.with_name("server.version").exists()


# --- deploy/doctor ---


@pytest.fixture
def doctor(tmp_path, monkeypatch):
    """The program, with the files of a server in a folder of this test."""
    module = program("doctor", monkeypatch)
    module.SETTINGS, module.TLS = tmp_path / "portales.env", tmp_path
    module.HOSTS, module.SOCKET = tmp_path / "hosts.conf", tmp_path / "portales.sock"
    module.SETTINGS.write_text(f"ALARM_CONTACT=a@b.cu\nBACKUP_ROOT={tmp_path}\n")
    module.SETTINGS.chmod(0o640)
    module.HOSTS.write_text(f"server_name\n    {HOST}\n    ;\n")
    return module


def levels(findings):
    return [finding.level for finding in findings]


def test_on_a_machine_that_is_no_server_it_says_what_is_wrong_and_how_to_mend_it():
    done = subprocess.run([DEPLOY / "doctor"], capture_output=True, text=True)
    if os.geteuid() != 0:
        assert (done.returncode, "root" in done.stderr) == (3, True)
        return
    assert (done.returncode, done.stderr) == (2, "")
    assert re.search(r"^FALLA  Aplicación: no responde", done.stdout, re.MULTILINE)
    assert "journalctl -u portales" in done.stdout


def test_keys_that_anybody_reads_and_alarms_for_nobody_are_told(doctor):
    assert levels(doctor.settings()) == [doctor.WELL]
    doctor.SETTINGS.chmod(0o644)
    assert levels(doctor.settings()) == [doctor.NOW]
    doctor.SETTINGS.write_text("ALARM_CONTACT=\n")
    assert levels(doctor.settings()) == [doctor.NOW, doctor.SOON]


@pytest.mark.parametrize(
    ("report", "status", "level"),
    [
        ({"database": "ok"}, 200, 0),
        ({"scheduler": "stopped", "detail": {"scheduler": "no da señales"}}, 200, 2),
        ({"cache": "ok", "detail": {"cache": "pages: OutOfMemoryError"}}, 200, 1),
        ({"database": "failing", "detail": {"database": "no responde"}}, 503, 2),
    ],
)
def test_what_the_application_says_of_itself_is_passed_on(doctor, report, status, level):
    answering = Application(doctor.SOCKET, status=status, page=lambda sent: json.dumps(report))
    with answering as application:
        threading.Thread(target=application.serve_forever, daemon=True).start()
        [finding] = doctor.application()
        application.shutdown()
    assert finding.level == level
    for part, text in report.get("detail", {}).items():
        assert f"{part}: {text}" in finding.how


def test_an_application_that_is_not_there_fails(doctor):
    assert levels(doctor.application()) == [doctor.NOW]


def test_a_certificate_that_ends_soon_or_lacks_a_name_is_told_in_time(doctor, tmp_path):
    certificate(tmp_path)  # for one day, and for no name but its own
    ends, lacks = doctor.certificate()
    assert (ends.level, lacks.level) == (doctor.SOON, doctor.SOON)
    assert HOST in lacks.how
    (tmp_path / "fullchain.pem").write_text("nothing")
    assert levels(doctor.certificate()) == [doctor.NOW]


@pytest.mark.parametrize(("hours", "level"), [(None, 2), (1, 0), (40, 1)])
def test_a_second_place_that_gets_no_copies_is_told(doctor, tmp_path, hours, level):
    assert levels(doctor.second_place()) == [doctor.SOON]  # there is none
    with doctor.SETTINGS.open("a") as file:
        file.write("BORG_REPO=/mnt/disco/portales\n")
    if hours is not None:
        made = datetime.now(UTC) - timedelta(hours=hours)
        (tmp_path / "segundo-lugar").write_text(f"{made:%Y%m%dT%H%M%SZ}\n")
    assert levels(doctor.second_place()) == [level]


@pytest.mark.parametrize(
    ("text", "level"), [(None, 1), ("", 1), ("ayer", 1), (3, 0), (10, 1)], ids=str
)
def test_copies_that_nobody_tried_to_restore_are_told(doctor, tmp_path, text, level):
    if isinstance(text, int):
        text = f"{datetime.now(UTC) - timedelta(days=text):%Y%m%dT%H%M%SZ} 20260101T031500Z\n"
    if text is not None:
        (tmp_path / "ensayo").write_text(text)
    assert levels(doctor.rehearsal()) == [level]


@pytest.mark.parametrize(("hours", "level"), [(None, 2), (3, 0), (40, 1), (400, 2)])
def test_a_backup_that_is_missing_or_old_is_told(doctor, tmp_path, hours, level):
    if hours is not None:
        made = datetime.now(UTC) - timedelta(hours=hours)
        (tmp_path / f"{made:%Y%m%dT%H%M%SZ}").mkdir()
        (tmp_path / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.incompleta").mkdir()
    assert levels(doctor.backups()) == [level]
