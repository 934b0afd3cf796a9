#!/usr/bin/env python3
"""Program of `make run`: environment, demo data, then server and scheduler until Ctrl-C.

With `--dev`, Django's own server is used, which restarts when the code changes.
"""

import contextlib
import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import time

from bootstrap import ROOT, VENV_PYTHON, check_python, ensure_environment

SECONDS_TO_STOP = 65


def address():
    host = os.environ.get("HOST") or "127.0.0.1"
    port = os.environ.get("PORT") or "8000"
    if not port.isdigit() or not 0 < int(port) < 65536:
        sys.exit(f"PORT debe ser un número entre 1 y 65535, no «{port}».")
    return host, int(port)


def check_port(host, port):
    """Exit if the port cannot be bound: gunicorn would only report it at the end, in English."""
    try:
        family, kind, proto, _, target = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, proto) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(target)
            probe.listen()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sys.exit(
                f"El puerto {port} ya está ocupado por otro programa.\n"
                "Deténgalo o elija otro puerto, por ejemplo: make run PORT=8080"
            )
        if error.errno == errno.EACCES:
            sys.exit(f"No hay permiso para usar el puerto {port}; pruebe: make run PORT=8080")
        sys.exit(f"HOST debe ser una dirección de esta máquina, no «{host}» ({error.strerror}).")


def accepts(host, port):
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def only_one(var_dir):
    """Prevent a second demo on the same files (context manager); exits if one is running."""
    var_dir.mkdir(parents=True, exist_ok=True)
    with (var_dir / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"Ya hay otro «make run» en marcha con los archivos de {var_dir}.")
        yield


def start(*arguments, env, errors=None):
    # In a session of its own: Ctrl-C reaches only this process, which stops the others in order.
    return subprocess.Popen(
        [str(VENV_PYTHON), *arguments], cwd=ROOT, env=env, stderr=errors, start_new_session=True
    )


def stop(processes):
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        try:
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()


def end_on_signal(signum, frame):
    # A second Ctrl-C must not interrupt the shutdown.
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    # Not print(): the signal may come while another print() holds the buffer of this file.
    said = "\nDeteniendo los portales…\n".encode(sys.stdout.encoding, "replace")
    with contextlib.suppress(OSError):  # the terminal may be gone
        os.write(sys.stdout.fileno(), said)
    sys.exit(0)


def run_to_end(*arguments, env):
    process = start(*arguments, env=env)
    try:
        code = process.wait()
    finally:
        stop([process])
    if code != 0:
        sys.exit("La preparación no terminó; el motivo está arriba.")


def open_log(path):
    """Return (file descriptor, where it is, in words) of the log, which keeps errors off screen."""
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    print(f"Lo que falle mientras tanto queda escrito en {shown}", flush=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), f"en {shown}"


def serve(host, port, development, env, var_dir):
    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    if development:
        commands = [("manage.py", "runserver", bind), ("manage.py", "planificador")]
        env = {**env, "DEBUG": env.get("DEBUG", "1")}
    else:
        commands = [("manage.py", "servir")]
        env = {**env, "BIND": bind, "LOG_LEVEL": "error"}
    check_port(host, port)  # again, because the preparation takes minutes
    errors, where = (None, "arriba") if development else open_log(var_dir / "servidor.log")
    processes = []
    try:
        for command in commands:
            processes.append(start(*command, env=env, errors=errors))
        announced = False
        while all(process.poll() is None for process in processes):
            if not announced and accepts(host, port):
                print("Los portales están en servicio; Ctrl-C los detiene.", flush=True)
                announced = True
            time.sleep(0.3)
    finally:
        stop(processes)
    sys.exit(f"El servidor o el planificador terminó antes de tiempo; el motivo está {where}.")


def main():
    check_python()
    host, port = address()
    check_port(host, port)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, end_on_signal)
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "santiago.settings.demo",
        "PORT": str(port),
        "PYTHONUNBUFFERED": "1",
    }
    var_dir = ROOT / (os.environ.get("VAR_DIR") or "var")
    with only_one(var_dir):
        ensure_environment()
        run_to_end("manage.py", "preparar_demo", env=env)
        serve(host, port, "--dev" in sys.argv[1:], env, var_dir)


if __name__ == "__main__":
    main()
