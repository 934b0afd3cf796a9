"""What is written down about the program itself."""

# To standard error, where systemd keeps it; Django alone is silent when DEBUG is off.
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
        "django.request": {"level": "ERROR"},  # not every address that does not exist
        # These write down what people send, whoever asks for more detail of everything.
        "django.db.backends": {"level": "INFO"},
        "django.template": {"level": "INFO"},
        # Why a mail failed is in the database; its own handler would print every round.
        "post_office": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
    },
}
