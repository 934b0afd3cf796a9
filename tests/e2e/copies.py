"""What the copies of pages tell that the server told of one hour only."""

import re
from datetime import datetime, time, timedelta

from django.utils import timezone
from playwright.sync_api import expect

OFFICE = "Registro de Consumidores de Contramaestre"  # 8:00 to 16:30, from Monday to Friday


def assert_it_tells_whether_it_is_open(page):
    """Look at the kept page of ``OFFICE`` on a morning and an evening of the next working days."""
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() > 3:
        day += timedelta(days=1)
    told = page.get_by_role("region", name="Horario").locator("p")
    clock = "Según el reloj de este teléfono:"
    for hour, words in (
        (10, f"Abierto ahora, cierra: 4:30 p.m. · {clock} \\w+, 10:00 a.m."),
        (18, f"Cerrado ahora, abre: .*8:00 a.m. · {clock} \\w+, 6:00 p.m."),
    ):
        page.clock.set_fixed_time(timezone.make_aware(datetime.combine(day, time(hour))))
        page.reload()
        expect(told).to_have_text(re.compile(words))
    page.clock.set_fixed_time(timezone.now() + timedelta(days=400))
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFICE)
    expect(told.filter(visible=True)).to_have_count(0)
