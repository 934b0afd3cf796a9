"""URLs of the installation: the same on every portal's host."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from ahorro.views import choose
from base.share_cards.views import tarjeta
from base.views import documento, imagen, robots, security_txt
from home.apertura.views import preview
from home.emblemas import favicon, icono, manifest, silueta
from home.mapa import mapa
from home.otros_portales import otros_portales
from home.sin_conexion import sin_conexion, trabajador
from home.sitemaps import PortalSitemap
from moderacion.compartidos.views import borrador
from portatil.nombres import SUELTAS
from portatil.suelta import suelta
from portatil.views import carry, clave, download
from usuarios.views.acceso import PersonalView
from usuarios.views.reservado import CarpetaReservadaView, PaginaReservadaView

handler400 = "base.views.bad_request"
handler404 = "search.no_encontrada.no_encontrada"
handler500 = "base.views.server_error"

urlpatterns = [
    # These replace some of Wagtail's below:
    path("admin/", include("usuarios.urls")),
    path("admin/", include("traduccion.urls")),
    path("admin/", include("aislamiento.urls")),
    path("admin/", include(wagtailadmin_urls)),
    re_path(r"^documentos/(\d+)/(.*)$", documento, name="wagtaildocs_serve"),
    path(
        "documentos/authenticate_with_password/<int:restriction_id>/",
        CarpetaReservadaView.as_view(),
        name="wagtaildocs_authenticate_with_password",
    ),
    path("documentos/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"portal": PortalSitemap}}, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("favicon.ico", favicon, name="favicon"),
    # At the root: it answers for all paths below its own.
    path("trabajador.js", trabajador, name="trabajador"),
    # nginx serves the first one by itself.
    path("portatil.zip", download, name="portatil"),
    path("portatil.pem", clave, name="clave_de_portatil"),
    path("llevar/<slug:nombre>.json", carry, name="llevar"),
    path(f"{SUELTAS[1:]}<path:camino>.html", suelta, name="suelta"),
    # Fixed URLs of open data, whatever the slug of the section that lists them.
    path("transparencia/datos/", include("datos.urls")),
    path("ahorro/", choose, name="ahorro"),
    # nginx masks these in its log (deploy/nginx): the URL itself gives access to the draft.
    path("_borrador/<str:token>/", borrador, name="borrador_compartido"),
    path("_preparacion/<str:llave>/", preview, name="ver_en_preparacion"),
    path("tarjeta/<int:pk>-<slug:huella>.png", tarjeta, name="tarjeta"),
    path("icono/<int:lado>-<slug:huella>.png", icono, name="icono"),
    path("silueta/<slug:huella>.png", silueta, name="silueta"),
]

if settings.SERVE_MEDIA:
    # As nginx in production: originals, unfinished uploads and documents have no URL of their own;
    # a view that checks access serves documents.
    urlpatterns.append(
        re_path(
            rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>(?:images|avatar_images)/[^/]+)$",
            imagen,
        )
    )

urlpatterns += i18n_patterns(
    path("buscar/", include("search.urls")),
    path("manifest.webmanifest", manifest, name="manifest"),
    path("mapa/", mapa, name="mapa"),
    path("sin-conexion/", sin_conexion, name="sin_conexion"),
    path("portales/", otros_portales, name="portales"),
    path("", include("atencion.urls")),
    path("_util/login/", PersonalView.as_view(), name="wagtailcore_login"),
    path(
        "_util/authenticate_with_password/<int:restriction_id>/<int:page_id>/",
        PaginaReservadaView.as_view(),
        name="wagtailcore_authenticate_with_password",
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
