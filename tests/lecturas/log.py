"""Helpers that write the log of lecturas as nginx does, and count it."""

import json
from datetime import datetime, timedelta
from urllib.parse import quote

from django.core.management import call_command
from django.utils.timezone import get_current_timezone, localdate

from tests.reading import soup

PHONE = "Mozilla/5.0 (Linux; Android 9; SM-J260M) Chrome/92.0 Mobile Safari/537.36"


class Log:
    """The log file of nginx, with a line for each page that was served."""

    def __init__(self, path):
        self.path, self.lines = path, 0
        path.touch()

    def read(self, path, *, portal, times=1, day=None, hour=12, begun=False, **said):
        moment = datetime.combine(day or localdate(), datetime.min.time(), get_current_timezone())
        host = portal.site.hostname
        if looked_for := said.pop("looked_for", ""):
            said["desde"] = f"https://{host}/buscar/?q={quote(looked_for)}"
        line = {
            "hora": str((moment + timedelta(hours=hour)).timestamp()),
            "host": host,
            "pagina": path,
            "desde": "",
            "programa": PHONE,
        } | said
        for _time in range(times):
            self.lines += 1
            self.write(json.dumps({"antes": "", "linea": self.lines} | line) + "\n")

    def write(self, text):
        with self.path.open("a") as log:
            log.write(text)

    def rotate(self):
        """Rename the file as logrotate does, and create a new one."""
        self.path.rename(f"{self.path}.1")
        self.path.touch()


def count():
    call_command("contar_lecturas", verbosity=0)


def cells_of(response):
    table = soup(response).find("table", class_="listing")
    return [
        [cell.get_text(" ", strip=True) for cell in row.find_all("td")]
        for row in table.tbody.find_all("tr")
    ]
