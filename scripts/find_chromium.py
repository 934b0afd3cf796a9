#!/usr/bin/env python3
"""Prints the path of a Chromium for the browser tests, or says how to get one."""

import os
import shutil
import sys

wanted = os.environ.get("CHROMIUM")
names = [wanted] if wanted else ["chromium", "chromium-browser", "google-chrome"]
found = next(filter(None, map(shutil.which, names)), None)
if found is None:
    sys.exit(
        f"No se encontró {' ni '.join(names)}. Las pruebas del navegador necesitan Chromium:\n"
        "  sudo apt install chromium    o    make e2e CHROMIUM=/ruta/del/navegador"
    )
print(found)
