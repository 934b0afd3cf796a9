#!/usr/bin/env python
"""Run an administrative command; without configuration it works on the embedded demo."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "santiago.settings.demo")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Configuración: {error}")


if __name__ == "__main__":
    main()
