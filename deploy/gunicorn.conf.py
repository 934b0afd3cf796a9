"""Settings of gunicorn, for the demo (scripts/run.py) and production (deploy/systemd)."""

import os

from gunicorn.glogging import Logger

from servidor.journal import JournalFormatter

# gunicorn ignores ``bind`` when systemd passes it a socket.
bind = os.environ.get("BIND", "127.0.0.1:8000")

# Two processes use both cores of a small machine; threads serve others while one waits for data.
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The application is loaded once, before the workers are forked, so that they share its memory.
preload_app = True

# Workers are replaced now and then, not all at once, so that their memory does not keep growing.
max_requests = 2000
max_requests_jitter = 400
timeout = 60
graceful_timeout = 15

# The maximum of gunicorn: with less, gunicorn itself would refuse long searches.
limit_request_line = 8190

# Only the proxy of this machine may say that a request came over TLS.
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")

# nginx writes the access log; the IP addresses of citizens must not be stored a second time.
accesslog = None
loglevel = os.environ.get("LOG_LEVEL", "info")


def on_starting(server):
    """Remove secrets from gunicorn's error log as from the application's (``JournalFormatter``)."""
    for handler in server.log.error_log.handlers:
        handler.setFormatter(JournalFormatter(Logger.error_fmt, Logger.datefmt))


on_reload = on_starting  # a reload creates the log handlers again


# systemd or Ctrl-C controls the server: no control socket in a home directory.
control_socket_disable = True
umask = 0o022
