"""What machines are told of the Government: who holds which post, and no more of anybody."""

from django.utils.translation import gettext as _

from base.texto import names_in


def _organization(page, request):
    return {
        "@type": "GovernmentOrganization",
        "name": page.title,
        "url": page.get_full_url(request),
    }


def organo(page, request):
    people = [(row.nombre, row.cargo) for row in page.integrantes.all()]
    return _organization(page, request) | members(people)


def sesion(page, request):
    return {
        "@type": "Event",
        "name": page.title,
        "description": page.resumen,
        "startDate": page.fecha.isoformat(),
        "url": page.get_full_url(request),
        "organizer": _organization(page.get_parent(), request),
    }


def consejo(page, request):
    data = _organization(page, request)
    if repartos := names_in(page.repartos):
        data["areaServed"] = repartos
    people = [(page.presidente, _("Preside el consejo popular"))]
    people += [
        (row.delegado, _("Circunscripción %(numero)d") % {"numero": row.numero})
        for row in page.circunscripciones.all()
    ]
    return data | members(people)


def members(people):
    """Return the part about ``people``, pairs of a name and a post; a post may be vacant."""
    found = [{"@type": "Person", "name": name, "jobTitle": post} for name, post in people if name]
    return {"member": found} if found else {}
