"""Code that reads the clock while it is imported raises an error (see tests/clock.py)."""

import pytest

from tests import clock

pytestmark = pytest.mark.skipif(not clock.watcher, reason="Python 3.11 cannot be watched so")

IMPORTS = """
import time
from datetime import date, datetime, timedelta
import pytest
from django.utils import timezone
"""


def read(source, name="tests/avisos/planted.py"):
    """Execute ``source`` as a file of this repository; its first line is line 6."""
    code = compile(IMPORTS + source, clock.ROOT / name, "exec")
    clock.watch()
    try:
        exec(code, {"__name__": "planted"})
    finally:
        clock.rest()


@pytest.mark.parametrize(
    "source",
    [
        "TODAY = date.today()",
        "NOW = time.time()",
        "YEAR = timezone.localdate().year - 1",
        "MONTH = [datetime.now().month for _ in range(2)]",
        "class Test: now = timezone.now() - timedelta(1)",
        "def test(day=date.today()): pass",
        "test = pytest.mark.parametrize('day', [timezone.localdate()])(lambda day: None)",
        "from atencion.estadisticas.cuentas import ultimo_mes; LAST = ultimo_mes()",
        "from atencion.models import Caso; CASO = Caso()",
    ],
)
def test_asking_for_the_time_while_a_file_is_read_is_refused(source):
    place = r"^(tests/avisos/planted\.py:6|atencion/estadisticas/cuentas\.py:\d+)"
    with pytest.raises(clock.AskedTooEarlyError, match=rf"{place}: .* Ask when the"):
        read(source)


@pytest.mark.parametrize(
    "source",
    [
        "def today(): return date.today()",
        "GIVEN = {'day': timezone.localdate, 'later': lambda: timezone.now() + timedelta(1)}",
        "DAY = date(2026, 11, 30)",
        "from openpyxl import Workbook; BOOK = Workbook()",  # which reads the clock
    ],
)
def test_what_asks_later_is_read(source):
    read(source)
