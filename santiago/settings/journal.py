"""Logging of the program itself."""

# To standard error, which systemd stores; Django alone logs nothing when DEBUG is off.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "servidor.journal.JournalFormatter",
            "fmt": "{levelname} {name}{answered}: {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # without 404 responses
        # At DEBUG these two log what people send, so their level is INFO whatever the root's.
        "django.db.backends": {"level": "INFO"},
        "django.template": {"level": "INFO"},
        # The database stores why a mail failed; the package's own handler would print every round.
        "post_office": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
