"""Local test server that plays the other sites of the web."""

import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CALLAR, GOTEAR, CORTAR = object(), object(), object()


@dataclass
class Sitio:
    """Server whose answers are set by host and path with ``en``; other paths answer 200."""

    puerto: int = 0
    peticiones: list = field(default_factory=list)
    respuestas: dict = field(default_factory=dict)
    soltar: threading.Event = field(default_factory=threading.Event)
    tardanza: float = 0  # seconds before each answer

    def url(self, host, path="/"):
        return f"http://{host}:{self.puerto}{path}"

    def en(self, host, path="/", *, status=200, method="", does=None, body=b"", **headers):
        """Set the answer of ``host`` at ``path``; return its address."""
        cabeceras = {name.replace("_", "-"): value for name, value in headers.items()}
        self.respuestas[(method, host, path)] = does or (status, cabeceras, body)
        return self.url(host, path)

    def pedidas(self, host):
        return [(method, path) for method, at, path, _headers in self.peticiones if at == host]


@contextmanager
def sirviendo(sitio):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            host = self.headers["Host"].partition(":")[0]
            sitio.peticiones.append((self.command, host, self.path, dict(self.headers)))
            time.sleep(sitio.tardanza)
            known = sitio.respuestas
            answer = known.get((self.command, host, self.path), known.get(("", host, self.path)))
            match answer or (200, {}, b""):
                case answer if answer is CALLAR:
                    sitio.soltar.wait(30)
                case answer if answer is CORTAR:
                    return
                case answer if answer is GOTEAR:
                    self._drip()
                case status, headers, body:
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    if self.command == "GET":
                        self._write(body)

        def do_HEAD(self):
            self.do_GET()

        def _write(self, body):
            with suppress(OSError):
                self.wfile.write(body)

        def _drip(self):
            """Send a byte now and then, so that no single read of the client times out."""
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not sitio.soltar.wait(0.05):
                    self.wfile.write(b"X")
            except OSError:
                pass

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sitio.puerto = server.server_port
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    try:
        yield sitio
    finally:
        sitio.soltar.set()
        server.shutdown()
        server.server_close()
