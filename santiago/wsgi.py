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
    # /readyz tells what is missing; a database that comes back needs no restart.
    logging.getLogger(__name__).exception("The database does not answer at the start")
finally:
    # Of the process that the others are made from: none of them may have it.
    connections.close_all()
