"""What the guard of the admin needs to know of this app.

Settings and announcements belong to a site, and are seen by those who work there.
"""

from wagtail.models import Site

from aislamiento.addresses import TEXT, classify

from .models import Anuncio

classify("anuncios", "index index_results")
classify("anuncios", "repetir", pk=Anuncio)
classify("anuncios", "probar", pk=Site, canal=TEXT)
