#!/usr/bin/env python3
"""Prints the path of a Chromium for the browser tests, or explains how to install one."""

import os
import shutil
import sys

# The first draws no windows around its pages, and needs a quarter of the time.
NAMES = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"]

wanted = os.environ.get("CHROMIUM")
names = [wanted] if wanted else NAMES
found = next(filter(None, map(shutil.which, names)), None)
if found is None:
    sys.exit(
        f"No se encontró {' ni '.join(names)}. Las pruebas del navegador necesitan Chromium:\n"
        "  sudo apt install chromium-headless-shell\n"
        "o bien:\n"
        "  make e2e CHROMIUM=/ruta/del/navegador"
    )
print(found)
