"""Debian's nginx with the files of deploy/nginx, in a folder and on ports of its own.

The application behind nginx is a stub that fails as a test wants.
"""

import getpass
import grp
import os
import re
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from http.server import BaseHTTPRequestHandler
from itertools import count
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from .ports import free_port
from .processes import needs

FILES = Path(__file__).resolve().parent.parent / "deploy" / "nginx"
HOST = "www.contramaestre.gob.cu"
LOCAL = "contramaestre.localhost"
_PROGRAM = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_addresses = count(2)
_MANY = 200  # more than any limit lets through in one burst


def is_installed():
    return _PROGRAM is not None and _BROTLI.exists()


class Application(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Stub of gunicorn: answers ``status`` after ``seconds``, and records requests and their ids.

    ``page`` makes the body from the number of bytes sent. With an ``ETag`` among the ``headers``, a
    request that has that page gets 304.
    """

    daemon_threads = True
    request_queue_size = 128

    def __init__(
        self,
        path,
        *,
        status=200,
        seconds=0.0,
        page=lambda sent: "from the application",
        headers=(),
    ):
        self.status, self.seconds, self.page, self.headers = status, seconds, page, dict(headers)
        self.asked, self.names, self.saving = [], [], []
        super().__init__(str(path), _Answer)


class _Answer(BaseHTTPRequestHandler):
    def setup(self):
        super().setup()
        self.client_address = ("", 0)

    def answer(self):
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        known = self.headers.get("If-None-Match")
        known = known is not None and known == self.server.headers.get("ETag")
        self.server.names.append(self.headers.get("X-Request-ID"))
        self.server.saving.append(self.headers.get("X-Ahorro"))
        # One append of the whole line: a test may be reading the list already.
        self.server.asked.append(f"{self.command} {self.path}{' 304' * known}")
        time.sleep(self.server.seconds)
        body = self.server.page(len(sent)).encode()
        if known:
            self.send_response(304)
            body = b""
        else:
            self.send_response(self.server.status)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_HEAD = answer  # noqa: N815

    def log_message(self, *args):
        pass


def certificate(folder):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "fullchain.pem").write_bytes(made.public_bytes(pem))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


class Nginx:
    """nginx with the real files; no application runs behind it until ``application`` starts one."""

    def __init__(self, folder):
        self.folder, self.port, self.plain_port = folder, free_port(), free_port()
        self.socket = folder / "portales.sock"
        certificate(folder)
        for served in (
            *("static/css/portal.css", "media/images/foto.webp", f"portatil/{HOST}.zip"),
            *(f"portatil/{HOST}/{name}" for name in ("index.html", "paginas/avisos--lluvia.html")),
        ):
            file = folder / "lib" / served
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"served from disk")
        (folder / "tmp").mkdir()
        for file in FILES.glob("*.conf"):
            (folder / file.name).write_text(self.moved(file.read_text(encoding="utf-8")))
        (folder / "nginx.conf").write_text(self.main())

    def moved(self, text):
        text = re.sub(r"listen \[::\]:.*\n", "", text)
        text = re.sub(r"^server_name$", f"server_name {LOCAL}", text, flags=re.MULTILINE)
        text = re.sub(r"listen 443\b", f"listen 127.0.0.1:{self.port}", text)
        text = re.sub(r"listen 80\b", f"listen 127.0.0.1:{self.plain_port}", text)
        for there, here in {
            "/etc/portales/tls": self.folder,
            "/var/lib/portales": self.folder / "lib",
            "/run/portales.sock": self.socket,
            "/run/portales-nginx": self.folder,
            "/var/cache": self.folder,
            "/var/www/acme": self.folder / "tmp",
            "/var/log/nginx": self.folder,
            "/var/log/portales": self.folder,
        }.items():
            text = text.replace(there, str(here))
        # Shorter timeout: no test waits for a minute.
        return text.replace("proxy_read_timeout 65s", "proxy_read_timeout 5s")

    def main(self):
        paths = "\n".join(
            f"{name}_temp_path {self.folder / 'tmp' / name};"
            for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        return f"""
            load_module {_BROTLI};
            user {getpass.getuser()} {grp.getgrgid(os.getgid()).gr_name};
            daemon off;
            worker_processes 1;
            pid {self.folder / "pid"};
            error_log {self.folder / "error.log"} error;
            events {{ worker_connections 512; }}
            http {{
                include /etc/nginx/mime.types;
                default_type application/octet-stream;
                access_log off;
                {paths}
                include portales.conf;
            }}
        """

    @contextmanager
    def serving(self):
        command = [_PROGRAM, "-c", str(self.folder / "nginx.conf"), "-p", str(self.folder)]
        with subprocess.Popen([*command, "-e", "stderr"], stderr=subprocess.PIPE) as process:
            try:
                deadline = time.monotonic() + 20
                while not self.listens():
                    assert process.poll() is None, process.stderr.read().decode()
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
                yield self
            finally:
                process.terminate()

    def listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    @contextmanager
    def application(self, **how):
        """Run an application behind nginx during the block; outside of it there is none."""
        self.socket.unlink(missing_ok=True)
        with Application(self.socket, **how) as application:
            threading.Thread(target=application.serve_forever, daemon=True).start()
            try:
                yield application
            finally:
                application.shutdown()
        self.socket.unlink()

    def ask(
        self, path, body=None, *, method="", host=HOST, source="127.0.0.1", length=None, headers=()
    ):
        """Return the response to a request from the network address ``source``.

        With ``length``, announce a body of so many bytes and never send it. The text of a body that
        comes compressed is of no use.
        """
        connection = Connection(self.port, host, source)
        try:
            method = method or ("POST" if body or length else "GET")
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host)
            for name, value in dict(headers).items():
                connection.putheader(name, value)
            if body or length:
                connection.putheader("Content-Length", str(length or len(body)))
            connection.endheaders(body)
            response = connection.getresponse()
            response.text = response.read().decode(errors="replace")
        finally:
            connection.close()
        return response

    def say(self, asked):
        """Return the response to ``asked``, the raw lines of a request, however malformed."""
        connection = Connection(self.port, HOST, "127.0.0.1")
        try:
            connection.connect()
            with suppress(OSError):  # nginx may answer before it has read everything
                connection.sock.sendall(asked.format(host=HOST).encode() + b"\r\n\r\n")
            response = HTTPResponse(connection.sock)
            response.begin()
            response.text = response.read().decode()
        finally:
            connection.close()
        return response

    def ask_plainly(self, path, *, host=HOST):
        """Return the status of a request over plain HTTP, as when somebody types an address."""
        connection = HTTPConnection("127.0.0.1", self.plain_port, timeout=30)
        try:
            connection.request("GET", path, headers={"Host": host})
            return connection.getresponse().status
        finally:
            connection.close()

    def log(self):
        """Return the access log up to now.

        nginx writes a line after its answer, in the order of the answers, so a last request is sent
        and its line awaited.
        """
        self.ask(last := f"/{uuid4()}")
        return self._up_to(last, "access.log")

    def readings(self):
        """Return the log of readings up to now; nginx writes it once a second."""
        with self.application():
            self.ask(last := f"/{uuid4()}/")
        return self._up_to(last, "lecturas.log")

    def _up_to(self, last, name):
        """Return the log ``name`` as soon as it holds the line of ``last``."""
        deadline = time.monotonic() + 20
        # User agents may hold bytes that are not UTF-8.
        while last not in (log := (self.folder / name).read_text("utf-8", errors="replace")):
            assert time.monotonic() < deadline
            time.sleep(0.02)
        return log

    def refuse(self, path, status, host=HOST):
        """Send bodies to ``path`` until nginx answers ``status``; return that response."""
        source = self.somebody()
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return self.ask(path, host=host, source=source, length=101 * 1024 * 1024)
        response = self.ask(path, b"sent", host=host, source=source)
        with self.application():
            for _attempt in range(_MANY):
                if response.status == status:
                    break
                response = self.ask(path, b"sent", host=host, source=source)
        return response

    def url(self, path):
        """Return an address for a browser, which resolves ``*.localhost`` by itself."""
        return f"https://{LOCAL}:{self.port}{path}"

    def somebody(self):
        """Return a network address that has sent no request yet."""
        return f"127.0.1.{next(_addresses)}"


class Connection(HTTPSConnection):
    def __init__(self, port, host, source):
        super().__init__("127.0.0.1", port, timeout=30, source_address=(source, 0))
        self.name = host

    def connect(self):
        plain = socket.create_connection(
            (self.host, self.port), self.timeout, source_address=self.source_address
        )
        # Without the authorities of the system, which take longer to read than an answer.
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        self.sock = context.wrap_socket(plain, server_hostname=self.name)


@pytest.fixture(scope="session")
def nginx(tmp_path_factory):
    """A running :class:`Nginx`. Skips without Debian's packages of nginx; in CI that fails."""
    needs("nginx", _PROGRAM, "nginx")
    needs(_BROTLI.name, _BROTLI.exists(), "libnginx-mod-http-brotli-static")
    with Nginx(tmp_path_factory.mktemp("nginx")).serving() as server:
        yield server
