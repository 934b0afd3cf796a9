"""gunicorn for the demo (scripts/run.py) and for production (deploy/systemd/portales.service)."""

import os

from gunicorn.glogging import Logger

from servidor.journal import JournalFormatter

# Ignored when systemd hands over a socket.
bind = os.environ.get("BIND", "127.0.0.1:8000")

# Two processes use both cores of a small machine; threads wait for the database meanwhile.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The application is loaded once, and all processes share what it loaded.
preload_app = True

# Fresh workers now and then, not all at once, so that memory never creeps up.
max_requests = 2000
max_requests_jitter = 400
timeout = 60
graceful_timeout = 15

# The longest allowed: long searches get the application's own answer.
limit_request_line = 8190

# Only the proxy of this machine may say that a request came over TLS.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

# nginx keeps the access log; addresses of citizens are written down once or not at all.
accesslog = None
loglevel = os.environ.get("LOG_LEVEL", "info")


def on_starting(server):
    """What gunicorn says of a request may hold as much as what the application says."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(JournalFormatter(Logger.error_fmt, Logger.datefmt))


on_reload = on_starting  # it makes its handlers anew


# systemd or Ctrl-C controls the server; no control socket in anyone's home.
control_socket_disable = True
umask = 0o022
