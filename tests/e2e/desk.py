"""The admin in a browser that keeps copies of unsaved forms."""

import re
import time

from .admin import Admin

KEPT = re.compile("Hay texto de este formulario sin guardar, de las")


class Desk(Admin):
    """The admin, with the messages about copies of unsaved forms."""

    @property
    def state(self):
        return self.page.locator(".tira-pulso:not(.tira-pulso--pausa)")

    @property
    def offers(self):
        return self.page.locator(".aviso-copia").filter(has_text=KEPT)

    def is_kept(self):
        """Wait until this browser keeps a copy of a form."""
        self._wait_for_copies(lambda copies: copies > 0)
        self.page.wait_for_timeout(1_500)  # for the last letters

    def is_settled(self):
        """Wait until this browser has no copy left to keep."""
        self._wait_for_copies(lambda copies: copies == 0)

    def _wait_for_copies(self, are_as_wanted):
        deadline = time.monotonic() + 40
        while not are_as_wanted(
            copies := self.page.evaluate("async () => (await copias.todas()).length")
        ):
            assert time.monotonic() < deadline, copies
            self.page.wait_for_timeout(250)
