"""The parts that all pages of a portal share are cached, and rebuilt after any change."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from django.core.cache import caches
from django.utils import timezone
from django.utils.timezone import localdate

from base.models import PortalSettings
from servidor.caches.fragments import fragment
from servidor.caches.generations import empty
from servidor.caches.memory import Memory
from tests.budgets import forget_pages
from tests.documentos.making import make_documento, make_norma
from tests.factories import make_entidad, make_noticia, make_page, publish
from tests.gobierno.making import make_organo, make_sesion
from tests.gobierno.planteamientos import (
    PATH,
    make_informe,
    make_planteamiento,
    muestra,
)


def _again(portal, path):
    """Request a page that is not in the page cache, although its parts may be cached."""
    forget_pages()
    return portal.get(path).content.decode()


def test_the_foot_of_one_portal_is_not_that_of_another(alfa, beta, committed):
    for portal in (alfa, beta):
        telephones = [("telefono", {"etiqueta": f"Central {portal.slug}", "numero": "22 000000"})]
        record = PortalSettings.objects.get(slug=portal.slug)
        record.telefonos = telephones
        with committed():
            record.save()
    for portal in (alfa, beta):
        _again(portal, "/")
    for portal, other in ((alfa, beta), (beta, alfa)):
        foot = _again(portal, "/noticias/").partition("<footer")[2]
        assert f"Central {portal.slug}" in foot
        assert f"Central {other.slug}" not in foot


def test_a_section_that_gets_another_name_has_it_at_the_foot_at_once(alfa, committed):
    assert "Lo que pasa aquí" not in _again(alfa, "/agenda/")
    section = alfa.noticias
    section.title, section.show_in_menus = "Lo que pasa aquí", False
    with committed():
        publish(section)
    foot = alfa.get("/agenda/").content.decode().partition("<footer")[2]
    assert "Lo que pasa aquí" in foot


def test_a_body_says_at_once_what_an_editor_changed(alfa):
    page = make_page(alfa, "Carnaval", cuerpo=[("texto", "<p>Empieza el lunes</p>")])
    assert "Empieza el lunes" in _again(alfa, "/carnaval/")
    page.cuerpo = [("texto", "<p>Empieza el martes</p>")]
    publish(page)
    assert "Empieza el martes" in _again(alfa, "/carnaval/")


def test_the_sections_of_the_government_say_at_once_what_an_editor_changed(alfa, committed):
    entidad = make_entidad(alfa, "Acueducto")
    organo = make_organo(alfa, "Asamblea")
    make_sesion(organo, "Sesión", localdate(), (1, {"entidad": entidad}))
    make_informe(alfa, "2026-T1", (entidad, "rendicion", (3, 2, 1, 1)), slug="informe")
    muestra(alfa)
    make_planteamiento(alfa, "Un salidero", entidad=entidad)
    make_documento(alfa, "El acta", parent=entidad)
    vieja = make_norma(alfa, "Norma vieja")
    of_entity = [
        *("/gobierno/asamblea/sesion/", "/gobierno/acuerdos/", "/directorio/acueducto/el-acta/"),
        *(PATH, f"{PATH}informe/", f"{PATH}lista/", f"{PATH}un-salidero/"),
    ]
    of_organ = ["/gobierno/", "/gobierno/asamblea/", "/gobierno/asamblea/sesion/"]
    for path in (*of_entity, *of_organ, "/transparencia/norma-vieja/"):
        assert "Otro nombre" not in _again(alfa, path), path
    entidad.title = organo.title = "Otro nombre"
    with committed():
        publish(entidad)
    for path in of_entity:
        assert "Otro nombre" in _again(alfa, path), path
    with committed():
        publish(organo)
    for path in of_organ:
        assert "Otro nombre" in _again(alfa, path), path
    with committed():
        make_norma(alfa, "Otro nombre, de la norma", modificada_por=[vieja])
    assert "Otro nombre, de la norma" in _again(alfa, "/transparencia/norma-vieja/")


def test_what_is_kept_of_a_day_is_not_read_the_next_day(alfa, monkeypatch):
    now, late = timezone.now(), "Venció sin cumplirse"
    make_sesion(make_organo(alfa, "Asamblea"), "Sesión", localdate(), (1, {"vence": localdate()}))
    paths = ["/gobierno/", "/gobierno/acuerdos/", "/gobierno/asamblea/"]
    paths += ["/gobierno/asamblea/sesion/"]
    before = {path: _again(alfa, path).count(late) for path in paths}
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    for path in paths:
        assert _again(alfa, path).count(late) > before[path], path


def test_a_feed_has_at_once_what_is_published(alfa, committed):
    make_noticia(alfa, "La primera")
    assert "La segunda" not in _again(alfa, "/noticias/rss/")
    with committed():
        make_noticia(alfa, "La segunda")
    assert "La segunda" in _again(alfa, "/noticias/rss/")
    make_documento(alfa, "El acta")
    assert "El balance" not in _again(alfa, "/transparencia/documentos/rss/")
    with committed():
        make_documento(alfa, "El balance")
    assert "El balance" in _again(alfa, "/transparencia/documentos/rss/")


@pytest.mark.parametrize("path", ["/", "/buscar/"])
def test_the_head_of_a_page_without_a_search_is_not_given_to_others(alfa, path):
    """These two pages have a search of their own, so their bar has none."""
    assert 'id="buscar-cabecera"' not in _again(alfa, path)
    assert 'id="buscar-cabecera"' in _again(alfa, "/noticias/")
    assert 'id="buscar-cabecera"' not in _again(alfa, path)


@pytest.mark.parametrize("path", ["/directorio/", "/directorio/oficina-1/", "/no-hay/"])
def test_one_answer_asks_the_cache_for_each_part_once(alfa, path, monkeypatch):
    for number in range(1, 6):
        make_entidad(alfa, f"Oficina {number}")
    alfa.get(path)
    cache, asked = caches["fragments"], []
    get_many = cache.get_many

    def get_parts(keys, *more):
        asked.extend(keys)
        return get_many(keys, *more)

    monkeypatch.setitem(vars(cache), "get_many", get_parts)  # leaves nothing on it afterwards
    monkeypatch.setattr("servidor.caches.fragments._memory", Memory())  # as in another process
    _again(alfa, path)
    assert asked
    assert len(asked) == len(set(asked))
    assert len(asked) <= 14
    asked.clear()
    _again(alfa, path)
    assert not asked  # this process has all of it


@pytest.mark.parametrize("path", ["/", "/noticias/", "/en/"])
def test_a_page_does_not_read_the_settings_of_all_portals(alfa, path, monkeypatch):
    """There may be 168 portals, and each page would take longer with each of them."""
    _again(alfa, path)
    read, set_state = [], PortalSettings.__setstate__
    monkeypatch.setattr(
        PortalSettings,
        "__setstate__",
        lambda record, state: read.append(state["slug"]) or set_state(record, state),
    )
    _again(alfa, path)
    assert read == ["alfa"]


def test_what_one_process_keeps_is_out_of_date_when_another_one_publishes(monkeypatch):
    ours, theirs = Memory(), Memory()
    monkeypatch.setattr("servidor.caches.fragments._memory", ours)
    assert fragment("pie", lambda: "el de antes") == "el de antes"
    assert fragment("pie", lambda: "otro") == "el de antes"
    monkeypatch.setattr("servidor.caches.fragments._memory", theirs)
    empty()
    assert fragment("pie", lambda: "el de ahora") == "el de ahora"
    monkeypatch.setattr("servidor.caches.fragments._memory", ours)
    assert fragment("pie", lambda: "otro") == "el de ahora"


def test_what_is_kept_for_a_moment_is_made_again_after_it():
    assert fragment("hora", lambda: "las tres", 0.05) == "las tres"
    sleep(0.06)
    assert fragment("hora", lambda: "las cuatro", 0.05) == "las cuatro"


def test_no_answer_changes_what_the_next_one_gets():
    fragment("lista", lambda: ["una"])
    fragment("lista", list).append("otra")
    assert fragment("lista", list) == ["una"]


@pytest.fixture
def being_made():
    """Return a part that a thread has begun to make, with what lets it end, and other threads."""
    begun, may_end = Event(), Event()

    def slowly():
        begun.set()
        assert may_end.wait(60)
        return "el de uno"

    with ThreadPoolExecutor(2) as threads:
        part = threads.submit(fragment, "pie", slowly)
        assert begun.wait(60)
        yield part, may_end, threads
        may_end.set()


def test_a_part_that_many_ask_for_at_once_is_made_once(being_made):
    part, may_end, threads = being_made
    another = threads.submit(fragment, "pie", lambda: "el de otro")
    assert fragment("cabecera", lambda: "la de otro") == "la de otro"  # waits for nobody
    sleep(0.1)  # until the other one waits
    may_end.set()
    assert (part.result(), another.result()) == ("el de uno", "el de uno")


def test_nobody_waits_for_long_for_a_part_that_another_makes(being_made, monkeypatch):
    part, _may_end, threads = being_made
    monkeypatch.setattr("servidor.caches.fragments._PATIENCE", 0.05)
    assert threads.submit(fragment, "pie", lambda: "el de otro").result(60) == "el de otro"
    assert not part.done()


def test_an_entry_of_another_release_is_made_anew(monkeypatch):
    fragment("pie", lambda: "el de antes")
    monkeypatch.setattr("servidor.caches.fragments._memory", Memory())
    for stored in ("text", ("mark", "text"), {"mark": "text"}, None):
        caches["fragments"].set(":es-pie", stored)
        assert fragment("pie", lambda: "el de ahora", shared=True) == "el de ahora"
        monkeypatch.setattr("servidor.caches.fragments._memory", Memory())


def test_the_memory_of_a_process_has_a_limit(monkeypatch):
    memory = Memory()
    monkeypatch.setattr("servidor.caches.fragments._memory", memory)
    for number in range(40):
        fragment(f"grande-{number}", lambda: "x" * 500_000, shared=False)
    assert sum(len(entry.data) for entry in memory._entries.values()) < 10 * 2**20
