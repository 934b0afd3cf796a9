"""A publication of one municipality empties the caches of its portal and of the province only."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, get_page_models

from base.models import BasePage, PortalSettings
from directorio.models import EntidadPage
from home.models import HomePage, StandardPage
from noticias.models import EventoPage, NoticiaPage, NoticiaRelacionada
from search.indice import indexed_at_once
from servidor.caches.fragments import fragment, read_once
from servidor.caches.generations import EVERYWHERE, empty, key_of, marks
from servidor.caches.memory import Entry, Memory
from tests.budgets import forget_pages
from tests.factories import (
    compose,
    featured,
    link_list,
    make_aviso,
    make_entidad,
    make_evento,
    make_local,
    make_noticia,
    make_page,
    make_private,
    make_tramite,
    publish,
    publish_in_english,
)
from tests.reading import xml
from tests.traducir import translate_by_marks
from tramites.models import TramiteLocalPage, TramitePage

# Addresses that no site map has.
FIXED = [
    *("/sitemap.xml", "/mapa/", "/en/mapa/", "/robots.txt", "/portales/", "/no-existe/"),
    *("/noticias/rss/", "/noticias/atom/", "/noticias/json/", "/noticias/2026/11/"),
    *("/agenda/ics/", "/agenda/pasados/", "/buscar/?q=pregon", "/buscar/?q=corriente"),
    *("/buscar/?q=pregon&en=todos", "/buscar/?q=multa", "/directorio/provincia/multas/"),
]


def _link(page, words="Vea"):
    return [("texto", f'<p><a linktype="page" id="{page.pk}">{words}</a></p>')]


@indexed_at_once()
def _fill(portales):
    """Make pages of each kind, and links to some of Alfa from pages of other portals."""
    provincia, alfa, beta = portales
    oficina = make_entidad(provincia, "Multas", municipios=[])
    type(oficina).objects.filter(pk=oficina.pk).update(atiende_a_todos=True)
    multa = make_tramite(provincia, "Pagar una multa", entidad=oficina)
    copia = make_tramite(provincia, "Pedir una copia", entidad=oficina)
    make_aviso(provincia, "Ciclón", alcance="todos")
    for portal in portales:
        make_entidad(portal, f"Registro de {portal.slug}")
        make_noticia(portal, f"Pregón de {portal.slug}")
        make_evento(portal, f"Feria de {portal.slug}", date(2030, 1, 1))
        make_page(portal, f"Historia de {portal.slug}", show_in_menus=True)
    make_noticia(alfa, "Pregón compartido", compartir_con_provincia=True)
    news, fair, story = (
        make_noticia(alfa, "Corriente"),
        make_evento(alfa, "Retreta", date(2030, 2, 1)),
        make_page(alfa, "Corriente eléctrica"),
    )
    make_page(alfa, "Más", parent=story)
    aguas = make_entidad(alfa, "Acueducto de Alfa")
    sucursal = make_entidad(alfa, "Sucursal de Alfa", parent=aguas)
    contrato = make_tramite(alfa, "Contrato de agua", entidad=sucursal)
    make_tramite(alfa, "Inscripción en Alfa", entidad=aguas)
    make_local(alfa, multa, ofrece="otro", ofrece_motivo="No hay caja", ofrece_donde="En Beta")
    aqui = make_local(alfa, copia, nota="Los jueves")
    publish_in_english(alfa)
    translate_by_marks(alfa.noticias)
    for portal in portales:
        blocks = ("noticias", "agenda", "avisos", "tramites", "directorio", "portales")
        own = featured(NoticiaPage.objects.child_of(portal.noticias).first())
        compose(portal, own, *blocks, "compartidas", link_list("Vea", portal.noticias))
    # Beta names a news item of Alfa and leads to an event; its front page names a page.
    told = make_noticia(beta, "De fuera", cuerpo=_link(fair))
    told.noticias_relacionadas.set([NoticiaRelacionada(noticia=news)])
    publish(told)
    compose(beta, "noticias", link_list("De al lado", story, contrato, aqui))
    # An office below an entidad of Alfa does what a procedure of Beta needs.
    make_tramite(beta, "Agua de al lado", entidad=sucursal)


@pytest.fixture(scope="module")
def _filled(once):
    once(_fill)


@pytest.fixture
def filled(_filled, portales):
    return portales


def _paths(portal):
    pages = xml(portal.get("/sitemap.xml")).findall(".//{*}loc")
    return {*FIXED, *(page.text.removeprefix(portal.url) for page in pages)}


def _read(portales, paths):
    """Return {address: status and content} of the pages that are the same for everybody."""
    found = {}
    for portal in portales:
        for path in paths[portal.slug]:
            response = portal.get(path)
            if not response.cookies:
                found[portal.slug, path] = response.status_code, response.content.decode()
    return found


def _page(model, slug):
    return model.objects.get(slug=slug, locale__language_code="es")


def _publish(model, slug, /, **fields):
    page = _page(model, slug)
    for name, value in fields.items():
        setattr(page, name, value)
    publish(page)


def _unpublish(model, slug):
    _page(model, slug).unpublish()


def _delete(model, slug):
    _page(model, slug).delete()


def _delete_page(model, slug):
    Page.objects.get(pk=_page(model, slug).pk).delete()


def _move(model, slug):
    page = _page(model, slug)
    page.move(Page.objects.get(pk=page.pk).get_parent().get_prev_sibling(), pos="last-child")


def _hide(model, slug):
    make_private(_page(model, slug))


def _copy_to_beta(model, slug):
    page = _page(model, slug)
    there = PortalSettings.objects.get(slug="beta").site.root_page
    parent = page.get_parent().specific_class.objects.child_of(there).first() or there
    page.create_alias(parent=parent, update_slug="copia")
    _publish(model, slug, title="La copia también")


def _translate(model, slug):
    translate_by_marks(_page(model, slug))


OWN = {
    NoticiaPage: "pregon-de-alfa",
    EventoPage: "feria-de-alfa",
    StandardPage: "historia-de-alfa",
    EntidadPage: "registro-de-alfa",
    TramitePage: "inscripcion-en-alfa",
    TramiteLocalPage: "pagar-una-multa",
}
NAMED = {
    NoticiaPage: "corriente",
    EventoPage: "retreta",
    StandardPage: "corriente-electrica",
    EntidadPage: "acueducto-de-alfa",
    TramitePage: "contrato-de-agua",
    TramiteLocalPage: "pedir-una-copia",
}


def _renamed(model, slug):
    # The last is of a trámite local, whose title and summary are those of the province's.
    _publish(model, slug, title="Otro título", resumen="Otro resumen", ofrece_donde="En Gama")


def _readdressed(model, slug):
    _publish(model, slug, slug="otra-direccion")


CHANGES = [
    *((change, *of) for of in OWN.items() for change in (_renamed, _unpublish, _delete)),
    *((change, *of) for of in NAMED.items() for change in (_renamed, _unpublish, _delete_page)),
    (_renamed, NoticiaPage, "pregon-compartido"),
    (_unpublish, NoticiaPage, "pregon-compartido"),
    (_renamed, NoticiaPage, "pregon-de-provincia"),
    (_unpublish, StandardPage, "historia-de-provincia"),
    (_readdressed, NoticiaPage, "corriente"),
    (_hide, NoticiaPage, "pregon-de-alfa"),
    (_copy_to_beta, StandardPage, "historia-de-alfa"),
    (_translate, NoticiaPage, "corriente"),
]


def _named(value):
    return getattr(value, "__name__", value).strip("_")


@pytest.fixture(scope="module")
def _kept():
    """What the caches held when every page of the world had been read, and what that was."""
    return {}


@pytest.fixture
def before(filled, _kept):
    """Every page that may be read, as it is before the change, with all of them in the caches."""
    if not _kept:
        paths = {portal.slug: sorted(_paths(portal)) for portal in filled}
        _kept["pages"] = paths, _read(filled, paths)
        _kept["caches"] = {alias: _content(alias) for alias in caches.settings}
    for alias, content in _kept["caches"].items():
        for held, kept in zip(_content(alias, copied=False), content, strict=True):
            held.update(kept)
    return _kept["pages"]


def _content(alias, *, copied=True):
    """Return the values and the ends of a cache in memory."""
    both = caches[alias]._cache, caches[alias]._expire_info
    return [dict(each) for each in both] if copied else both


@pytest.mark.parametrize(("change", "model", "slug"), CHANGES, ids=_named)
def test_all_pages_of_all_portals_are_as_with_empty_caches(
    filled, before, committed, change, model, slug
):
    paths, before = before
    with committed(), committed():  # a slug announces its change after the commit
        change(model, slug)
    kept = _read(filled, paths)
    forget_pages()
    from_parts = _read(filled, paths)
    empty()
    made = _read(filled, paths)
    assert [address for address in made if kept[address] != made[address]] == []
    assert [address for address in made if from_parts[address] != made[address]] == []
    assert made != before


def test_each_kind_that_other_portals_do_not_show_was_compared():
    declared = {
        model
        for model in get_page_models()
        if issubclass(model, BasePage) and not model.se_ve_en_otros
    }
    assert declared == set(OWN) == set(NAMED)


def _make_evento(portal, title):
    return make_evento(portal, title, date(2030, 3, 1))


def _made_anew(portal, path="/"):
    with CaptureQueriesContext(connection) as context:
        portal.get(path)
    return bool(context.captured_queries)


OF_ONE_PORTAL = [make_noticia, _make_evento, make_page, make_entidad, make_tramite]


@pytest.mark.parametrize("make", OF_ONE_PORTAL, ids=_named)
def test_a_publication_of_a_municipality_leaves_the_other_municipalities(portales, committed, make):
    for portal in portales:
        portal.get()
    with committed():
        page = make(portales.alfa, "Nueva")
    assert [_made_anew(portal) for portal in portales] == [True, True, False]
    assert portales.alfa.get(page.get_url()).status_code == 200
    with committed():
        page.unpublish()
    assert [_made_anew(portal) for portal in portales] == [True, True, False]
    assert portales.alfa.get(page.get_url()).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        lambda portales: make_noticia(portales.provincia, "De la provincia"),
        lambda portales: make_entidad(portales.provincia, "Registro"),
        lambda portales: make_tramite(portales.provincia, "Trámite"),
        lambda portales: make_aviso(portales.alfa, "Aviso"),
        lambda portales: compose(portales.alfa, "noticias"),
        lambda portales: PortalSettings.objects.get(slug="alfa").save(),
    ],
    ids=["news", "entity", "procedure", "warning", "front page", "settings"],
)
def test_whatever_another_portal_may_show_empties_all(portales, committed, change):
    for portal in portales:
        portal.get()
    with committed():
        change(portales)
    assert all(_made_anew(portal) for portal in portales)


def test_all_names_of_a_portal_have_one_mark(alfa, beta):
    for portal in (alfa, beta):
        portal.get()
    empty(["www.alpha.gob.cu"])
    assert _made_anew(alfa)
    assert not _made_anew(beta)


def test_what_no_portal_made_is_made_again_after_any_emptying(alfa):
    assert fragment("una", lambda: "la de antes") == "la de antes"
    assert fragment("una", lambda: "otra") == "la de antes"
    empty([alfa.host])
    assert fragment("una", lambda: "la de ahora") == "la de ahora"


def test_a_part_with_a_class_of_another_release_is_made_again(alfa, monkeypatch):
    """As after a restart: the cache has it, the memory of the process has not."""
    cache = caches["fragments"]
    with read_once("alfa", marks("alfa")[0]):
        fragment("una", lambda: "la de antes")
    for key, entry in cache.get_many([key.split(":", 2)[2] for key in cache._cache]).items():
        if isinstance(entry, Entry):
            cache.set(key, entry._replace(data=b"cbase.links\nNoEstaYa\n."))
    monkeypatch.setattr("servidor.caches.fragments._memory", Memory())
    with read_once("alfa", marks("alfa")[0]):
        assert fragment("una", lambda: "la de ahora") == "la de ahora"


def test_what_all_portals_share_stays_until_all_are_emptied(alfa, beta):
    def shown(portal, text):
        with read_once(portal.slug, marks(portal.slug)[0]):
            return fragment("todos", lambda: text, of_all=True)

    assert shown(alfa, "una") == shown(beta, "otra") == "una"
    empty([alfa.host])
    assert shown(alfa, "otra") == "una"
    empty()
    assert shown(beta, "otra") == "otra"


def test_what_contains_a_shared_part_from_before_the_emptying_is_given_to_nobody(
    settings, tmp_path, monkeypatch
):
    """A file cache deletes one file after the other: here the mark of what all share comes last."""
    files = {"BACKEND": "servidor.caches.files.FileCache", "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"pages": files}
    cache = caches["pages"]
    delete, last = cache._delete, cache._key_to_file(key_of(EVERYWHERE))

    def shown(text):
        with read_once("alfa", marks("alfa")[0]):
            return fragment("una", lambda: fragment("todos", lambda: text, of_all=True))

    def delete_slowly(name):
        if name == last:
            assert shown("la de ahora") == "la de antes"
        return delete(name)

    assert shown("la de antes") == "la de antes"
    with monkeypatch.context() as slowly:
        slowly.setattr(cache, "_list_cache_files", lambda: _with_last(tmp_path, last))
        slowly.setattr(cache, "_delete", delete_slowly)
        cache.clear()
    assert shown("la de ahora") == "la de ahora"


def test_nothing_of_before_is_given_while_the_files_are_deleted(settings, tmp_path, monkeypatch):
    files = {"BACKEND": "servidor.caches.files.FileCache", "LOCATION": str(tmp_path)}
    settings.CACHES = settings.CACHES | {"pages": files}
    cache, given = caches["pages"], []
    assert fragment("una", lambda: "la de antes", of_all=True) == "la de antes"
    list_files = cache._list_cache_files

    def list_slowly():
        given.append(fragment("una", lambda: "la de ahora", of_all=True))
        return list_files()

    monkeypatch.setattr(cache, "_list_cache_files", list_slowly)
    empty()
    assert given == ["la de ahora"]


def _with_last(folder, last):
    return sorted(map(str, folder.glob("*.djcache")), key=lambda name: (name == last, name))


def test_an_answer_that_was_begun_before_another_portal_published_is_kept(
    alfa, beta, committed, monkeypatch
):
    serve = HomePage.serve

    def slow(page, request, *args, **kwargs):
        response = serve(page, request, *args, **kwargs).render()
        with committed():
            make_noticia(alfa, "Entretanto")
        return response

    with monkeypatch.context() as slowly:
        slowly.setattr(HomePage, "serve", slow)
        beta.get()
    assert not _made_anew(beta)


def test_a_kept_page_asks_its_cache_once_and_no_other(alfa, monkeypatch):
    alfa.get()
    kept, asked = dict(caches["pages"]._cache), []
    get_many = caches["pages"].get_many
    # ``setattr`` would leave a method on it afterwards, which other tests would not count.
    monkeypatch.setitem(
        vars(caches["pages"]), "get_many", lambda keys: asked.append(len(keys)) or get_many(keys)
    )
    monkeypatch.setattr("servidor.caches.fragments.caches", None)  # nobody may ask it
    alfa.get()
    assert asked == [3]  # two marks and the page
    assert dict(caches["pages"]._cache) == kept
