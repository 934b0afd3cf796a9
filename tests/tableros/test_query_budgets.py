"""Pages of the admin make a fixed number of queries, however much content there is.

Statements that open or close a transaction, which SQLite reports and PostgreSQL does not, are not
counted.
"""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from search.indice import indexed_at_once
from tests.budgets import told
from tests.factories import (
    compose,
    featured,
    make_aviso,
    make_document,
    make_entidad,
    make_image,
    make_noticia,
    make_page,
    make_tramite,
)
from tests.moderacion.envios import send
from tests.transparencia.publicar import make_norma

pytestmark = pytest.mark.on_both_databases

_TRANSACTIONS = ("BEGIN", "SAVEPOINT", "RELEASE")


def questions(portal, path):
    """Return the queries of the second visit: the first one fills the caches of the process."""
    assert portal.get(path).status_code == 200
    with CaptureQueriesContext(connection) as context:
        portal.get(path)
    found = [query["sql"] for query in context.captured_queries]
    return [sql for sql in found if not sql.startswith(_TRANSACTIONS)]


@indexed_at_once()
def fill(portal, user, numbers):
    """Add pages; every second number with a draft, of ``user`` or of nobody.

    The last procedure and the front page refer to as many objects as there are ``numbers``.
    """
    for number in numbers:
        image = make_image(f"Foto {portal.slug} {number}", description="Una foto")
        noticia = make_noticia(
            portal, f"Noticia {number}", fecha=date(2026, 11, 1 + number), imagen_portada=image
        )
        entidad = make_entidad(portal, f"Farmacia {number}", contactos=[("telefono", "22 000000")])
        for page in (noticia, entidad) if number % 2 else ():
            page.title += ", con cambios"
            page.save_revision(user=user if number % 4 == 1 else None)
        make_entidad(portal, f"Policlínico {number}", live=False, owner=user)
    sheets = [make_document(f"Modelo {number}") for number in numbers]
    norms = [make_norma(portal, f"Norma {number}") for number in numbers]
    make_tramite(
        portal,
        f"Trámite de {len(numbers)} partes",
        entidad=entidad,
        responsable="Dirección de Trámites",
        planillas=[{"documento": sheet} for sheet in sheets],
        base_legal=[{"norma": norm.title, "pagina": norm} for norm in norms],
        requisitos=[{"texto": f"Requisito {number}"} for number in numbers],
    )
    links = [{"pagina": norm.pk, "texto": "", "descripcion": ""} for norm in norms[:8]]
    accesos = [{"type": "acceso", "value": link, "id": str(uuid4())} for link in links]
    compose(portal, featured(noticia), accesos=accesos)
    make_aviso(portal, f"Aviso {len(numbers)}", instrucciones=[("alerta", "Guarde agua.")])


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add(app, model, parent):
    return reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])


def pages_of(portal):
    noticia, draft = portal.noticias.get_children()[:2]
    entidad = portal.directorio.get_children().first()
    tramite, aviso = portal.tramites.get_children().last(), portal.avisos.get_children().last()
    return {
        "front page": (reverse("wagtailadmin_home"), 37),
        "list of the portal": (reverse("wagtailadmin_explore", args=[portal.home.pk]), 37),
        "list of news": (reverse("wagtailadmin_explore", args=[portal.noticias.pk]), 37),
        "list of entities": (reverse("wagtailadmin_explore", args=[portal.directorio.pk]), 37),
        "form of news": (edit(noticia), 36),
        "form of a draft": (edit(draft), 37),
        "form of an entity": (edit(entidad), 38),
        "form of a new entity": (add("directorio", "entidadpage", portal.directorio), 25),
        "form of a procedure": (edit(tramite), 40),
        "form of an aviso": (edit(aviso), 32),
        "form of the front page": (edit(portal.home), 35),
        "search": (reverse("wagtailadmin_pages:search") + "?q=farmacia", 26),
        "images": (reverse("wagtailimages:index"), 19),
    }


def test_no_page_of_the_admin_asks_more_for_more_content(
    as_editor, as_moderator, as_administrator, alfa, moderadora
):
    people = {"editor": as_editor, "moderator": as_moderator, "administrator": as_administrator}

    def asked():
        return {
            (who, name): (questions(browser, path), most)
            for who, browser in people.items()
            for name, (path, most) in pages_of(alfa).items()
        }

    fill(alfa, moderadora, range(3))
    few = asked()
    fill(alfa, moderadora, range(3, 21))
    over = {}
    for where, (many, most) in asked().items():
        before, _most = few[where]
        if len(many) > most or len(many) > len(before) + 2:
            over[where] = f"{len(before)}, of {most}, {told(many)}"
    assert not over


def rows_of(portal, user, numbers):
    """Add rows of the choosers and of the reports of moderation."""
    for number in numbers:
        send(portal, f"Nota {number}", user)
        now = timezone.now()
        make_page(portal, f"Cerrada {number}", locked=True, locked_by=user, locked_at=now)
        make_document(f"Modelo {number}", collection=portal.collection)


def test_choosers_and_reports_ask_no_more_for_more_rows(as_editor, as_moderator, alfa, editora):
    browse, news = "wagtailadmin_choose_page_child", "?page_type=noticias.NoticiaPage"
    paths = [
        reverse(browse, args=[alfa.home.pk]),
        reverse(browse, args=[alfa.noticias.pk]) + news,
        reverse("wagtailadmin_choose_page_search") + "?q=nota",
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtailadmin_reports:workflow"),
        reverse("wagtailadmin_reports:locked_pages"),
    ]
    people = {"editor": as_editor, "moderator": as_moderator}

    def asked():
        # Editors find no report of locked pages.
        return {
            (who, path): questions(browser, path)
            for who, browser in people.items()
            for path in paths
            if browser.get(path).status_code == 200
        }

    rows_of(alfa, editora, range(2))
    few = asked()
    rows_of(alfa, editora, range(2, 8))
    over = {
        where: f"{len(few[where])}, then {told(many)}"
        for where, many in asked().items()
        if len(many) > min(40, len(few[where]))
    }
    assert not over
    assert {path for _who, path in few} == set(paths)
