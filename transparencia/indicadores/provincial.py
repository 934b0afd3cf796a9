"""Where the province compares what all municipalities measure alike."""

from django.apps import apps

from base.chrome import Chrome
from base.fragmentos import fragment
from base.provincia import es_de_la_provincia, in_the_province
from base.publicas import publicas


def comparacion_url(page, request):
    """The address of the comparison in which ``page`` stands; empty for what none has."""
    if page.medida_id is None or not page.path or es_de_la_provincia(page.path):
        return ""
    section = seccion_provincial(request)
    return f"{section.get_full_url(request)}comparar/{page.medida.slug}/" if section else ""


def seccion_provincial(request):
    """The public section of the province in the language of the reader, else in Spanish."""
    chrome = Chrome.for_request(request)
    languages = [chrome.inicio.locale_id, chrome.site.root_page.locale_id]
    model = apps.get_model("transparencia", "TransparenciaIndexPage")
    sections = publicas(model.objects.filter(in_the_province(), locale_id__in=languages))
    found = fragment(f"transparencia-provincial-{languages[0]}", lambda: list(sections))
    return min(found, key=lambda page: languages.index(page.locale_id), default=None)
