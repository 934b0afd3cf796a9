#!/usr/bin/env python
"""Run an administrative command; without configuration it works on the embedded demo."""

import gc
import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "santiago.settings.demo")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DataError, Error, IntegrityError

    # Models refer to each other in circles that stay. To look for litter among them whenever a
    # few hundred objects are new is a quarter of what the first migration takes.
    gc.set_threshold(200_000, 50, 100)
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Configuración: {error}")
    except (DataError, IntegrityError):
        raise  # the database answered: this is a fault of ours
    except Error as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"La base de datos no responde o no está preparada: {error}\n"
            "Revise DATABASE_URL y ejecute «python manage.py migrate» "
            "y «python manage.py crear_portales»."
        )


if __name__ == "__main__":
    main()
