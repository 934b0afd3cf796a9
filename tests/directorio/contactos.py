"""Helpers for contacto blocks in the body of a page, as the form sends and stores them."""

from tests.factories import make_page, publish

TYPED = {
    "nombre": "Grupo de vecinos",
    "telefono": "22 111111",
    "correo": "vecinos@ejemplo.cu",
    "direccion": "Calle 1",
    "horario": "Los lunes",
}
EMPTY = dict.fromkeys(TYPED, "")


def contact(entidad=None, **typed):
    return ("contacto", EMPTY | typed | {"entidad": entidad.pk if entidad else ""})


def with_contacts(portal, *entidades, title="Dónde acudir"):
    """Return a published page with a contacto per item of ``entidades``; None gives a typed one."""
    return put_contacts(make_page(portal, title, cuerpo=[]), *entidades)


def put_contacts(page, *entidades):
    """Publish ``page`` with only those contactos in its body."""
    values = [EMPTY | {"entidad": entidad.pk} if entidad else TYPED for entidad in entidades]
    page.cuerpo = page._meta.get_field("cuerpo").to_python(
        [{"type": "contacto", "value": value} for value in values]
    )
    publish(page)
    return page
