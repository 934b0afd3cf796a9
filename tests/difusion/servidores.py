"""Local test servers: one with the Bot API of Telegram, one that receives webhooks."""

import email
import email.policy
import json
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TOKEN = "123456789:AAE-una_clave_de_bot_que_nadie_debe_leer"
SECRETO = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw0123456789ab"
CANAL = "@alfa_informa"


@dataclass
class Peticion:
    ruta: str
    cabeceras: dict
    cuerpo: bytes

    @property
    def metodo(self):
        """Method of the Bot API."""
        return self.ruta.rpartition("/")[2]

    @property
    def campos(self):
        """Return {name: value} of the fields of the form; files as bytes."""
        head = f"Content-Type: {self.cabeceras['Content-Type']}\r\n\r\n".encode()
        message = email.message_from_bytes(head + self.cuerpo, policy=email.policy.HTTP)
        return {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            if part.get_filename()
            else part.get_payload(decode=True).decode()
            for part in message.iter_parts()
        }

    @property
    def json(self):
        return json.loads(self.cuerpo)


@dataclass
class Servidor:
    """A server that records requests, and answers as usual or as ``responder`` says."""

    url: str = ""
    peticiones: list = field(default_factory=list)
    respuestas: deque = field(default_factory=deque)
    # Set when a request that gets no answer has arrived.
    llego: threading.Event = field(default_factory=threading.Event)
    soltar: threading.Event = field(default_factory=threading.Event)

    def responder(self, *answers):
        """Queue the answers to the next requests.

        Each is (status, text or object, headers), CALLAR for none, GOTEAR for an endless one.
        """
        self.respuestas.extend(answers)

    def usual(self, peticion):
        return 200, {}, {}


CALLAR, GOTEAR = object(), object()


class Bot(Servidor):
    """The part of the Bot API that the portals use."""

    def usual(self, peticion):
        if not peticion.ruta.startswith(f"/bot{TOKEN}/"):
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}, {}
        if peticion.campos["chat_id"] != CANAL:
            return 400, negativa(400, "Bad Request: chat not found"), {}
        return 200, {"ok": True, "result": {"message_id": len(self.peticiones)}}, {}

    @property
    def mensajes(self):
        return [peticion.campos for peticion in self.peticiones]


def negativa(code, description, **parameters):
    return {
        "ok": False,
        "error_code": code,
        "description": description,
        "parameters": parameters,
    }


@contextmanager
def sirviendo(servidor):
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            peticion = Peticion(self.path, dict(self.headers), self.rfile.read(length))
            servidor.peticiones.append(peticion)
            answer = servidor.respuestas.popleft() if servidor.respuestas else None
            if answer is CALLAR:
                servidor.llego.set()
                servidor.soltar.wait(60)
                return
            if answer is GOTEAR:
                self._drip()
                return
            status, content, headers = answer or servidor.usual(peticion)
            body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def _drip(self):
            """Send a byte now and then, so that no single read of the client times out."""
            try:
                self.wfile.write(b"HTTP/1.1 200 OK\r\n")
                while not servidor.soltar.wait(0.05):
                    self.wfile.write(b"X")
            except OSError:
                pass

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    servidor.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
    ).start()
    try:
        yield servidor
    finally:
        servidor.soltar.set()
        server.shutdown()
        server.server_close()
