"""Limits how often one network address may search; beyond the limit no search query runs."""

from django.conf import settings

from servidor.limites import count, place_of, seconds_left

_WINDOW = 60


def wait_to_search(request):
    """Count a search; return the seconds that its address must wait, 0 if it may search now."""
    return _wait(request, "search.buscar", settings.BUSCADOR_POR_MINUTO)


def wait_for_suggestions(request):
    """The same for suggestions, whose limit is separate: one search requests several."""
    return _wait(request, "search.sugerencias", settings.SUGERENCIAS_POR_MINUTO)


def wait_for_likeness(request):
    """The same for the suggestions of a 404 page, counted apart from what visitors type, so that
    scanners that try addresses do not use up the limit of the visitors.
    """
    return _wait(request, "search.no_encontrada", settings.SUGERENCIAS_POR_MINUTO)


def _wait(request, purpose, most):
    counted = count(f"{purpose}-{place_of(request, purpose)}", _WINDOW)
    return seconds_left(_WINDOW) if counted > most else 0
