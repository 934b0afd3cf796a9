"""A line between a browser and the portals, which a test cuts, clogs or lies on."""

from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

_OF_THE_LINE = {"connection", "transfer-encoding", "keep-alive"}


class Line:
    """Passes requests to the port ``target``; ``port`` is where browsers find the line.

    ``answers`` holds {path: (status, body)} given in place of the program's. ``sent`` counts the
    bytes that browsers got.
    """

    def __init__(self):
        self.target = None
        self.answers = {}
        self.sent = 0
        self._is_cut = False
        self._flows = Event()
        self._flows.set()
        line = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"  # browsers ask older servers for everything anew

            def do_GET(self):
                line.handle(self)

            def do_POST(self):
                line.handle(self)

            def log_message(self, *args):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_port

    def handle(self, request):
        if not self._flows.wait(60) or self._is_cut:
            request.close_connection = True
            return
        if request.path in self.answers:
            status, body = self.answers[request.path]
            headers = {"Content-Type": "text/javascript", "Cache-Control": "no-store"}
        else:
            status, headers, body = self._ask(request)
        request.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in _OF_THE_LINE | {"content-length"}:
                request.send_header(name, value)
        request.send_header("Connection", "close")
        self.sent += len(body) + sum(len(name) + len(headers[name]) + 4 for name in headers)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def _ask(self, request):
        sent = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        connection = HTTPConnection("127.0.0.1", self.target, timeout=60)
        headers = dict(request.headers.items())
        connection.request(request.command, request.path, sent or None, headers)
        response = connection.getresponse()
        headers = dict(response.getheaders())
        if "s-maxage" in headers.get("Cache-Control", ""):
            headers["Cache-Control"] = "public, max-age=0"  # as if it had been got an hour ago
        return response.status, headers, response.read()

    @contextmanager
    def cut(self):
        """End every connection without an answer."""
        self._is_cut = True
        try:
            yield
        finally:
            self._is_cut = False

    @contextmanager
    def clogged(self):
        """Accept connections, and answer when it ends."""
        self._flows.clear()
        try:
            yield
        finally:
            self._flows.set()

    @contextmanager
    def open(self):
        thread = Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._flows.set()
            self._server.shutdown()
            self._server.server_close()
