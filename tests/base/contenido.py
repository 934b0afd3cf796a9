"""Content of every kind, for the tests of what pages cost."""

from datetime import date

from atencion.models import AtencionPage
from base.models import PortalSettings
from directorio.models import EntidadPage
from home.models import HomePage
from search.indice import indexed_at_once
from tests.atencion.consultas import end, make_consulta
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento, make_norma
from tests.factories import (
    get_categoria,
    make_aviso,
    make_document,
    make_entidad,
    make_evento,
    make_image,
    make_indicador,
    make_medida,
    make_noticia,
    make_page,
    make_tramite,
    publish,
)
from tests.gobierno.making import make_consejo, make_organo, make_sesion
from tests.gobierno.planteamientos import make_informe, make_planteamiento, muestra


def rich_body(portal, image):
    """Return a body with every block and link that may need more queries."""
    photo = {"imagen": image, "pie": ""}
    link = f'<a linktype="page" id="{portal.noticias.pk}">las noticias</a>'
    return [
        ("imagen", photo),
        ("texto", f"<p>Vea {link} y <a linktype='page' id='{portal.home.pk}'>la portada</a></p>"),
        ("galeria", {"titulo": "", "fotos": [photo, photo]}),
        ("texto", f"<p>Otra vez {link}</p>"),
    ]


@indexed_at_once()
def fill(portal, numbers):
    """Add a news item, a page, an entity, two events and a quick link for each of ``numbers``."""
    if not portal.home.get_children().filter(slug="servicios"):
        make_page(portal, "Servicios", show_in_menus=True)
    section = portal.home.get_children().get(slug="servicios")
    for number in numbers:
        image = make_image(f"Foto {portal.slug} {number}", description="Una foto")
        make_noticia(
            portal,
            f"Noticia {number}",
            fecha=date(2026, 11 - number % 3, 1 + number),
            categoria=get_categoria(["cultura", "deporte", "salud"][number % 3]),
            imagen_portada=image,
            compartir_con_provincia=True,
            cuerpo=rich_body(portal, image),
        )
        make_page(portal, f"Página {number}", parent=section, imagen_portada=image)
        entidad = make_entidad(portal, f"Entidad {number}")
        for title, day in (("Evento", date(2030, 1, number)), ("Ya pasó", date(2020, 1, number))):
            make_evento(portal, f"{title} {number}", day, imagen_portada=image, entidad=entidad)
    home = HomePage.objects.get(pk=portal.home.pk)
    pages = section.get_children().order_by("path")[:8]
    home.accesos = HomePage._meta.get_field("accesos").to_python(
        [{"type": "acceso", "value": {"pagina": page.pk, "texto": ""}} for page in pages]
    )
    publish(home)


def fill_with_one_of_each(portal):
    image = make_image("Rica", description="Una foto")
    document, entidad = make_document(), make_entidad(portal, "Oficina")
    make_tramite(portal, "Un trámite", entidad=entidad, requisitos=[{"texto": "Carné"}])
    make_aviso(portal, "Un aviso", instrucciones=[("", "Quédese en casa")])
    body = [
        *rich_body(portal, image),
        ("documentos", {"titulo": "", "documentos": [document]}),
        ("texto", f'<p><a linktype="document" id="{document.pk}">El acta</a></p>'),
        ("contacto", {"entidad": entidad}),
    ]
    make_noticia(portal, "Con todo", imagen_portada=image, cuerpo=body)


def fill_transparency(*portals):
    """Publish one page or more of each kind below the sections that tell of the Government."""
    medida = make_medida("Cobertura")
    for portal in portals:
        PortalSettings.objects.filter(slug=portal.slug).update(presencia_publica=True)
        entidad = make_entidad(portal, "Acueducto")
        entidad = EntidadPage.objects.get(pk=entidad.pk)
        make_documento(portal, "Documento propio")
        make_documento(portal, "Documento ajeno", parent=entidad)
        old = make_norma(portal, "Acuerdo viejo")
        make_norma(portal, "Acuerdo nuevo", modificada_por=[old])
        years = [("2024", 70, 65), ("2025", 70, 71)]
        of_medida = {"medida": medida, "periodicidad": "anual"}
        make_indicador(portal, "Cobertura de agua", *years, parent=entidad, **of_medida)
        consejo = make_consejo(portal, "Micro 7", (1, {"delegado": "Ana", "lugares": "calle 4"}))
        organo = make_organo(portal, people=[("Luis", "Presidente")])
        late = {"entidad": entidad, "vence": date(2026, 5, 5)}
        make_sesion(organo, "Primera sesión", date(2026, 3, 3), (1, late), puntos=["El agua"])
        for periodo in ("2026-T1", "2026-T2"):
            rows = (entidad, "rendicion", (3, 2, 1, 1)), ("Comunales", "despacho", (1, 2, 0, 4))
            make_informe(portal, periodo, *rows, slug=f"informe-{periodo[-1]}")
        muestra(portal)
        of_whom = {"entidad": entidad, "consejo": consejo}
        make_planteamiento(portal, "Un salidero", origen="rendicion", estado="pendiente", **of_whom)
        make_ficha(portal, ("normas", portal.home), ("presupuesto", make_document()))
        AtencionPage.objects.child_of(portal.home).update(oficina=entidad)
        make_consulta(portal, "El parque")
        end(make_consulta(portal, "El agua"), 3)
