from calendar import monthrange
from datetime import date


def despues_de(day, months):
    """Return the same day ``months`` later, or the last one of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
