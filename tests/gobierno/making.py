"""Helpers that create consejos populares, órganos and sesiones as editors do."""

from gobierno.models import (
    Acuerdo,
    Circunscripcion,
    ConsejoPopularPage,
    GobiernoIndexPage,
    Integrante,
    OrganoPage,
    PuntoDelOrden,
    SesionPage,
)
from tests.factories import add_page


def seccion(portal):
    return GobiernoIndexPage.objects.child_of(portal.home).get()


def make_consejo(portal, title, *circunscripciones, parent=None, **fields):
    """Return a consejo popular; each circunscripción is a number, or (number, fields)."""

    def fill(page):
        for row in circunscripciones:
            number, extra = row if isinstance(row, tuple) else (row, {})
            page.circunscripciones.add(Circunscripcion(numero=number, **extra))

    parent = parent or seccion(portal)
    page = add_page(ConsejoPopularPage, parent, title=title, fill=fill, **fields)
    return ConsejoPopularPage.objects.get(pk=page.pk)


def make_organo(portal, title="Asamblea", *, people=(), **fields):
    """Return an órgano; each of ``people`` is (name, post) or (name, post, fields)."""

    def fill(page):
        for name, post, *more in people:
            page.integrantes.add(Integrante(nombre=name, cargo=post, **dict(*more)))

    page = add_page(OrganoPage, seccion(portal), title=title, fill=fill, **fields)
    return OrganoPage.objects.get(pk=page.pk)


def make_sesion(organo, title, fecha, *acuerdos, puntos=(), mandato="XVIII", **fields):
    """Return a sesión; each acuerdo is a number, or (number, fields)."""

    def fill(page):
        for row in acuerdos:
            number, extra = row if isinstance(row, tuple) else (row, {})
            said = {"texto": f"Texto del acuerdo {number}", "destinatario": "Dirección"}
            page.acuerdos.add(Acuerdo(numero=number, **said | extra))
        for punto in puntos:
            page.orden_del_dia.add(PuntoDelOrden(texto=punto))

    page = add_page(
        SesionPage, organo, title=title, fecha=fecha, mandato=mandato, fill=fill, **fields
    )
    return SesionPage.objects.get(pk=page.pk)
