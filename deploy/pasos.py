"""What installing and updating have in common: commands with a log, and steps that can be repeated.

For deploy/instalar and deploy/actualizar, with Debian's python3 alone. Each step looks first at
what is there. Its docstring is what the user reads.
"""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOCKET, TLS = Path("/run/portales.sock"), Path("/etc/portales/tls")
TIMERS = tuple(f"portales-{name}.timer" for name in ("backup", "ensayo", "segundo-lugar"))
BACKUPS, COPIES = Path("/var/backups/portales"), "????????T??????Z"
LOG = Path("/var/log/portales-instalar.log")
CERTIFICATE_DAYS = 825  # the most that browsers accept


class StepError(Exception):
    """A step that cannot go on; the text says why, and what to do."""


# --- Commands --------------------------------------------------------------------------------


def run(*command, **env):
    """Run a command and return what it printed; the log has it, too."""
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"} | env,
        cwd=ROOT,
        text=True,
        capture_output=True,
    )
    with LOG.open("a", encoding="utf-8") as log:
        print("$", *command, done.stdout, done.stderr, file=log)
    if done.returncode:
        last = "\n".join((done.stderr or done.stdout).strip().splitlines()[-8:])
        raise StepError(f"{command[0]} terminó con el estado {done.returncode}:\n{last}")
    return done.stdout


def as_portales(*command, root=ROOT, **env):
    return run(root / "deploy" / "with-env", *command, **env)


def manage(*arguments, root=ROOT, **env):
    return as_portales(".venv/bin/python", "manage.py", *arguments, root=root, **env)


def copy(source, target):
    """Copy a file of deploy/; return whether that changed anything."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and target.read_bytes() == source.read_bytes():
        return False
    shutil.copyfile(source, target)
    target.chmod(0o644)
    return True


def folder(path, mode, owner="root", group="root"):
    path.mkdir(parents=True, exist_ok=True)
    path.chmod(mode)
    shutil.chown(path, owner, group)


def has_systemd():
    return Path("/run/systemd/system").is_dir()


def is_installed(package, before=None):
    """Tell whether Debian's package is there, and older than ``before``."""
    with suppress(StepError):
        told = run("dpkg-query", "-W", "-f=${db:Status-Status} ${Version}", package)
        status, _space, version = told.partition(" ")
        if before:
            run("dpkg", "--compare-versions", version, "lt", before)
        return status == "installed"
    return False


def restart_nginx():
    run("nginx", "-t")
    if has_systemd():
        run("systemctl", "enable", "nginx")
        run("systemctl", "reload-or-restart", "nginx")


def is_ready():
    """Wait until the application says that it works; raise ``StepError`` if it does not."""
    if has_systemd():
        run(
            *("curl", "--silent", "--show-error", "--fail", "--retry", 20, "--retry-all-errors"),
            *("--retry-delay", 3, "--unix-socket", SOCKET, "http://localhost/readyz"),
        )


# --- Steps -----------------------------------------------------------------------------------


def environment(answers):
    """Python y sus paquetes, con las versiones fijadas"""
    run("make", "env")


def portals(answers, root=ROOT):
    """Tablas, archivos y portales"""
    manage("migrate", "--no-input", root=root)
    manage("collectstatic", "--no-input", root=root)
    manage("crear_portales", root=root)


def services(answers):
    """Servicios"""
    units = ROOT / "deploy" / "systemd"
    changed = [
        copy(unit, Path("/etc/systemd/system", unit.relative_to(units)))
        for unit in units.rglob("*")
        if unit.is_file()
    ]
    if not has_systemd():
        return ["Aquí no hay systemd: nadie arranca «manage.py servir»."]
    if any(changed):
        run("systemctl", "daemon-reload")
    run("systemctl", "enable", "--now", "portales.socket", *TIMERS)
    run("systemctl", "enable", "portales.service")
    run("systemctl", "restart", "portales.service")
    return None


def nginx(answers):
    """nginx"""
    there, here = ROOT / "deploy", Path("/etc/nginx")
    for file in (there / "nginx").glob("portales-*.conf"):
        if file.name != "portales-hosts.conf":
            copy(file, here / file.name)
    server = here / "sites-available" / "portales.conf"
    copy(there / "nginx" / "portales.conf", server)
    if is_installed("nginx", before="1.25.1"):  # Debian 12
        server.write_text(for_older_nginx(server.read_text("utf-8")), encoding="utf-8")
    (here / "portales-hosts.conf").write_text(manage("hosts_de_nginx"), encoding="utf-8")
    copy(there / "tmpfiles" / "portales.conf", Path("/etc/tmpfiles.d/portales.conf"))
    copy(there / "logrotate" / "portales", Path("/etc/logrotate.d/portales"))
    folder(Path("/run/portales-nginx"), 0o750, "root", "www-data")
    enabled = here / "sites-enabled"
    if not (enabled / "portales.conf").exists():
        (enabled / "portales.conf").symlink_to("../sites-available/portales.conf")
        (enabled / "default").unlink(missing_ok=True)
    if not (TLS / "fullchain.pem").exists():
        sign()  # nginx does not start without one; the next step puts the right one in its place
    restart_nginx()


def for_older_nginx(text):
    """Return the configuration with HTTP/2 as nginx before 1.25.1 is told of it."""
    return (
        text.replace("    http2 on;\n", "")
        .replace("listen 443 ssl;", "listen 443 ssl http2;")
        .replace("listen [::]:443 ssl;", "listen [::]:443 ssl http2;")
    )


def hosts():
    text = Path("/etc/nginx/portales-hosts.conf").read_text(encoding="utf-8")
    return text.partition("server_name")[2].partition(";")[0].split()


def sign():
    """Make a certificate that this machine signs itself."""
    folder(TLS, 0o750, "root", "portales")
    names = hosts()
    run(
        *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
        *("-nodes", "-days", CERTIFICATE_DAYS, "-subj", f"/CN={names[0]}"),
        *("-addext", f"subjectAltName={','.join(f'DNS:{name}' for name in names)}"),
        *("-keyout", TLS / "privkey.pem", "-out", TLS / "fullchain.pem"),
    )
    (TLS / "privkey.pem").chmod(0o600)
