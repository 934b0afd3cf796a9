"""The admin in a browser that keeps what is typed, and tells what it keeps."""

import re
import time

from .admin import Admin

KEPT = re.compile("Hay texto de este formulario sin guardar, de las")


class Desk(Admin):
    """The admin in a browser that keeps its folder when it is closed."""

    @property
    def state(self):
        return self.page.locator(".tira-pulso:not(.tira-pulso--pausa)")

    @property
    def offers(self):
        return self.page.locator(".aviso-copia").filter(has_text=KEPT)

    def is_kept(self):
        """Wait until this browser keeps what was typed, of whatever form."""
        self._wait_for_copies(lambda copies: copies > 0)
        self.page.wait_for_timeout(1_500)  # the last letters too

    def is_settled(self):
        """Wait until there is nothing that this browser would have to keep."""
        self._wait_for_copies(lambda copies: copies == 0)

    def _wait_for_copies(self, are_as_wanted):
        deadline = time.monotonic() + 40
        while not are_as_wanted(
            copies := self.page.evaluate("async () => (await copias.todas()).length")
        ):
            assert time.monotonic() < deadline, copies
            self.page.wait_for_timeout(250)
