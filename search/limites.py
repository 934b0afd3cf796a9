"""How often one network address may search; beyond that, a clear answer and no query."""

from django.conf import settings

from servidor.limites import count, place_of, seconds_left

_WINDOW = 60


def wait_to_search(request):
    """Count a search; return in how many seconds its place may search again, 0 for now."""
    return _wait(request, "search.buscar", settings.BUSCADOR_POR_MINUTO)


def wait_for_suggestions(request):
    """The same for suggestions, of which one search takes several."""
    return _wait(request, "search.sugerencias", settings.SUGERENCIAS_POR_MINUTO)


def wait_for_likeness(request):
    """The same for what is like an address at which nothing is, counted apart from what people
    type: programs that try addresses must not use that up.
    """
    return _wait(request, "search.no_encontrada", settings.SUGERENCIAS_POR_MINUTO)


def _wait(request, purpose, most):
    counted = count(f"{purpose}-{place_of(request, purpose)}", _WINDOW)
    return seconds_left(_WINDOW) if counted > most else 0
