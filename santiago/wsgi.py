"""WSGI entry point; production settings unless the environment says otherwise."""

import logging
import os

from django.core.wsgi import get_wsgi_application
from django.db import Error, connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "santiago.settings.production")

application = get_wsgi_application()

from usuarios.muestra import refuse_sample_accounts  # noqa: E402 - needs the apps loaded

try:
    refuse_sample_accounts()
except Error:
    # /readyz reports the problem; when the database is back, no restart is needed.
    logging.getLogger(__name__).exception("The database does not answer at the start")
finally:
    # Worker processes are forked from this one and must not inherit its connection.
    connections.close_all()
