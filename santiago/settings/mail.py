"""Outgoing mail."""

from .environment import env, read_address

# Mail waits in the database for the scheduler, so no request depends on a mail server. Without a
# mail server the demo stores mail in files, and production does not start.
A_MAIL_SERVER = "a mail server: smtp+tls://user:password@host:587"
_mail = read_address(env.email_url, "EMAIL_URL", A_MAIL_SERVER, default="dummymail://")
globals().update(_mail | {"EMAIL_BACKEND": "correo.cola.QueueBackend"})
POST_OFFICE = {
    "BACKENDS": {"default": _mail["EMAIL_BACKEND"]},
    "SENDING_ORDER": ["-priority", "created"],
    "MAX_RETRIES": 0,  # correo/cola.py retries, with growing pauses
    "LOG_LEVEL": 1,  # logs why a mail failed
    # With the time-out below, one round lasts half a minute if nothing answers.
    "BATCH_SIZE": 12,
    "THREADS_PER_PROCESS": 4,
}
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Portales <no-responder@santiago.gob.cu>"
)
EMAIL_TIMEOUT = 10
# Who gets a mail when a service stopped for good, or a backup failed.
ALARM_CONTACT = env.list("ALARM_CONTACT", default=[])
