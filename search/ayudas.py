"""What may help whoever found nothing, as the sections of the portal know it."""

from base.frame import Frame


def ayudas(request):
    """Return the :class:`base.hallazgos.Ayuda` of the sections that have any."""
    sections = Frame.for_request(request).secciones
    return list(filter(None, (section.presentation.get_help(request) for section in sections)))
