"""Screens of the admin make at most 40 queries, and no more of them for more content.

Statements that open or close a transaction, which SQLite reports and PostgreSQL does not, are not
counted.
"""

import re
from collections import Counter
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from base.models import PortalDocument, PortalImage, PortalSettings
from documentos.models import FichaLey168Page
from equipos.models import Equipo
from search.indice import indexed_at_once
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_norma
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
    make_user,
)
from tests.moderacion.envios import send

pytestmark = pytest.mark.on_both_databases

_TRANSACTIONS = ("BEGIN", "SAVEPOINT", "RELEASE")
_VALUES = re.compile(r"'[^']*'|\b\d+\b")
MOST = 40
GROUPS = {
    "editor": ["Editores · Alfa"],
    "reviewer": ["Revisores · Alfa"],
    "moderator": ["Moderadores"],
    "administrator": ["Administradores"],
    "superuser": [],
}

# The queries of each screen with warm caches, as measured; None: the role may not open it.
QUERIES = {
    # screen: (editor, reviewer, moderator, administrator, superuser)
    "front page": (35, 31, 33, 36, 40),
    "list of the portal": (35, 36, 34, 33, 37),
    "list of news": (35, 35, 33, 32, 36),
    "list of entities": (35, 35, 33, 32, 36),
    "list of offices of an entity": (35, 36, 34, 33, 37),
    "search": (25, 25, 23, 22, 24),
    "chooser of pages": (19, 19, 17, 17, 16),
    "chooser of news": (19, 19, 17, 17, 16),
    "chooser of pages, search": (10, 10, 10, 10, 8),
    "chooser of images": (15, 11, 15, 15, 12),
    "chooser of documents": (13, 9, 13, 13, 10),
    "images": (19, None, 18, 17, 16),
    "documents": (18, None, 17, 16, 15),
    "form of news": (34, 35, 33, 32, 33),
    "form of a draft": (33, 34, 33, 32, 32),
    "form of news in moderation": (35, 36, 36, 32, 36),
    "form of news in municipal review": (35, 39, 33, 32, 36),
    "form of an entity": (36, 37, 35, 34, 35),
    "form of a new entity": (24, None, 22, 21, 20),
    "form of a procedure": (39, 40, 38, 37, 38),
    "form of a new procedure": (24, None, 22, 21, 20),
    "form of an aviso": (30, 31, 29, 28, 29),
    "form of the front page": (33, 34, 32, 31, 32),
    "form of a list of Ley 168": (35, 36, 34, 33, 34),
    "history of a page": (21, 22, 23, 22, 18),
    "review of a page": (None, None, 25, None, 23),
    "municipal review of a page": (None, 28, None, None, 23),
    "queue of moderation": (None, 22, 22, None, 20),
    "Ley 168": (12, 13, 11, 10, 9),
    "report of workflows": (22, 23, 20, 19, 18),
    "report of locked pages": (None, None, 19, 18, 20),
    "report of translations": (31, 32, 15, 14, 13),
    "log": (26, 27, 23, 24, 23),
    "kinds of entities": (None, None, None, 13, 15),
    "pages of the API": (12, 12, 12, 12, 10),
    "pages of the API, explorer": (14, 14, 13, 13, 11),
    "pages of the API, search": (12, 12, 12, 12, 10),
    "top of the explorer": (None, None, 25, 24, 26),
    "pages of a type": (29, 28, 28, 27, 29),
    "report of types": (None, None, 17, 16, 15),
    "report of tasks": (23, 24, 19, 18, 17),
    "report of aging pages": (14, 15, 17, 16, 15),
    "history of everything": (None, None, 27, 32, 32),
    "languages": (None, None, None, None, 13),
    "removal of a language": (None, None, None, None, 12),
    "people": (None, None, None, 17, 16),
    "redirects": (None, None, None, 11, 10),
    "settings of the portal": (24, None, None, 20, 18),
    "form of an image": (28, None, 26, 23, 22),
    "form of a document": (27, None, 25, 22, 21),
    "import": (35, None, 33, 32, 31),
}


@indexed_at_once()
def fill(portal, user, moderator, numbers):
    """Add records of all kinds; every second page with a draft, of ``user`` or of nobody.

    The last procedure and the front page refer to as many objects as there are ``numbers``.
    """
    own = {"collection": portal.collection, "uploaded_by_user": user}
    for number in numbers:
        image = make_image(f"Foto {number}", description="Una foto", **own)
        noticia = make_noticia(
            portal, f"Noticia {number}", fecha=date(2026, 11, 1 + number), imagen_portada=image
        )
        entidad = make_entidad(portal, f"Farmacia {number}", contactos=[("telefono", "22 000000")])
        for page in (noticia, entidad) if number % 2 else ():
            page.title += ", con cambios"
            page.save_revision(user=user if number % 4 == 1 else None, log_action=True)
        make_entidad(portal, f"Policlínico {number}", live=False, owner=user)
        make_entidad(portal, f"Oficina {number}", parent=portal.directorio.get_first_child())
        send(portal, f"Enviada {number}", user, hours=number)
        send_to_reviewers(portal, f"Para revisar {number}", user)
        closed = {"locked": True, "locked_by": user, "locked_at": timezone.now()}
        make_page(portal, f"Cerrada {number}", **closed)
        Equipo.objects.create_for(entidad, user=moderator)
        make_user(f"persona-{number}", groups=[portal.editores])
    sheets = [make_document(f"Modelo {number}", **own) for number in numbers]
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
    make_ficha(portal, ("normas", norms[0]), parent=entidad)
    links = [{"pagina": norm.pk, "texto": "", "descripcion": ""} for norm in norms[:8]]
    accesos = [{"type": "acceso", "value": link, "id": str(uuid4())} for link in links]
    compose(portal, featured(noticia), accesos=accesos)
    make_aviso(portal, f"Aviso {len(numbers)}", instrucciones=[("alerta", "Guarde agua.")])


def send_to_reviewers(portal, title, user):
    """Submit a page while the portal has «Revisión municipal»."""
    settings = PortalSettings.objects.get(site=portal.site)
    for is_on in (True, False):
        settings.revision_municipal = is_on
        settings.save()
        if is_on:
            send(portal, title, user)


def screens_of(portal):
    """Return {name: path} of the screens that people use most."""

    def edit(page):
        return reverse("wagtailadmin_pages:edit", args=[page.pk])

    def add(app, model, parent):
        return reverse("wagtailadmin_pages:add", args=[app, model, parent.pk])

    def explore(page):
        return reverse("wagtailadmin_explore", args=[page.pk])

    def below(page):
        return reverse("wagtailadmin_choose_page_child", args=[page.pk])

    def news(title):
        return portal.noticias.get_children().get(title=title)

    draft, sent, to_review = map(news, ("Noticia 1", "Enviada 0", "Para revisar 0"))
    entidad = portal.directorio.get_first_child()
    picture, sheet = PortalImage.objects.first(), PortalDocument.objects.first()
    api = reverse("wagtailadmin_api:pages:listing")
    kind, words = "?page_type=noticias.NoticiaPage", "?q=farmacia"
    return {
        "front page": reverse("wagtailadmin_home"),
        "list of the portal": explore(portal.home),
        "list of news": explore(portal.noticias),
        "list of entities": explore(portal.directorio),
        "list of offices of an entity": explore(entidad),
        "search": reverse("wagtailadmin_pages:search") + words,
        "chooser of pages": below(portal.home),
        "chooser of news": below(portal.noticias) + kind,
        "chooser of pages, search": reverse("wagtailadmin_choose_page_search") + words,
        "chooser of images": reverse("wagtailimages_chooser:choose"),
        "chooser of documents": reverse("wagtaildocs_chooser:choose"),
        "images": reverse("wagtailimages:index"),
        "documents": reverse("wagtaildocs:index"),
        "form of news": edit(news("Noticia 0")),
        "form of a draft": edit(draft),
        "form of news in moderation": edit(sent),
        "form of news in municipal review": edit(to_review),
        "form of an entity": edit(entidad),
        "form of a new entity": add("directorio", "entidadpage", portal.directorio),
        "form of a procedure": edit(portal.tramites.get_last_child()),
        "form of a new procedure": add("tramites", "tramitepage", portal.tramites),
        "form of an aviso": edit(portal.avisos.get_last_child()),
        "form of the front page": edit(portal.home),
        "form of a list of Ley 168": edit(FichaLey168Page.objects.first()),
        "history of a page": reverse("wagtailadmin_pages:history", args=[draft.pk]),
        "review of a page": reverse("moderacion:revisar", args=[sent.pk]),
        "municipal review of a page": reverse("moderacion:revisar", args=[to_review.pk]),
        "queue of moderation": reverse("moderacion:cola"),
        "Ley 168": reverse("ley168:index"),
        "report of workflows": reverse("wagtailadmin_reports:workflow"),
        "report of locked pages": reverse("wagtailadmin_reports:locked_pages"),
        "report of translations": reverse("traducciones:index"),
        "log": reverse("bitacora:index"),
        "kinds of entities": reverse("wagtailsnippets_directorio_tipoentidad:list"),
        "pages of the API": api,
        "pages of the API, explorer": f"{api}?child_of={portal.noticias.pk}&for_explorer=1",
        "pages of the API, search": f"{api}?search=farmacia",
        "top of the explorer": reverse("wagtailadmin_explore_root"),
        "pages of a type": reverse("wagtailadmin_pages:type_use", args=["noticias", "noticiapage"]),
        "report of types": reverse("wagtailadmin_reports:page_types_usage"),
        "report of tasks": reverse("wagtailadmin_reports:workflow_tasks"),
        "report of aging pages": reverse("wagtailadmin_reports:aging_pages"),
        "history of everything": reverse("wagtailadmin_reports:site_history"),
        "languages": reverse("wagtaillocales:index"),
        "removal of a language": reverse("wagtaillocales:delete", args=[portal.home.locale_id]),
        "people": reverse("wagtailusers_users:index"),
        "redirects": reverse("wagtailredirects:index"),
        "settings of the portal": reverse(
            "wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk]
        ),
        "form of an image": reverse("wagtailimages:edit", args=[picture.pk]),
        "form of a document": reverse("wagtaildocs:edit", args=[sheet.pk]),
        "import": reverse("importacion:index"),
    }


def questions(browser, path):
    """Return the queries of a visit; None if the user may not open the screen."""
    with CaptureQueriesContext(connection) as context:
        is_open = browser.get(path).status_code == 200
    found = [query["sql"] for query in context.captured_queries]
    return [sql for sql in found if not sql.startswith(_TRANSACTIONS)] if is_open else None


def warm_questions(browser, path, most=0):
    """Return the queries of a visit with warm caches.

    A first visit fills the caches; if they were warm already, it makes no more than ``most``.
    """
    found = questions(browser, path)
    return found if found is None or len(found) <= most else questions(browser, path)


def complaint(role, name, before, after, most):
    """Return a line about a screen that is not as it should be, with its most repeated query."""
    if before is None or most is None:
        if before is most:
            return None
        return f"{role}, {name}: {before and len(before)} queries, not {most}"
    if len(before) <= most and len(after) <= len(before):
        return None
    repeated, times = Counter(_VALUES.sub("?", sql) for sql in after).most_common(1)[0]
    counts = f"{len(before)} queries with few rows, {len(after)} with many, {most} at most"
    return f"{role}, {name}: {counts}; {times} times {repeated}"


def test_no_screen_of_the_admin_asks_too_much_or_more_for_more_content(alfa, moderadora):
    people = {
        role: make_user(role, groups=groups, is_superuser=role == "superuser")
        for role, groups in GROUPS.items()
    }
    browsers = {role: alfa.signed_in(user) for role, user in people.items()}

    def asked(budgets):
        return {
            (role, name): warm_questions(browser, path, budgets.get((role, name)) or 0)
            for role, browser in browsers.items()
            for name, path in screens_of(alfa).items()
        }

    fill(alfa, people["editor"], moderadora, range(6))
    few = asked({})
    fill(alfa, people["editor"], moderadora, range(6, 21))
    many = asked({where: found and len(found) for where, found in few.items()})
    budgets = {
        (role, name): most
        for name, figures in QUERIES.items()
        for role, most in zip(GROUPS, figures, strict=True)
    }
    assert few.keys() == budgets.keys()
    assert max(filter(None, budgets.values())) <= MOST
    complaints = [complaint(*where, few[where], many[where], budgets[where]) for where in few]
    assert not any(complaints), "\n".join(filter(None, complaints))
