"""Every public list of every section treats pages, choices and empty results alike."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from atencion.views.consultas import ConsultasList
from avisos.models import AvisoPage
from avisos.views import AvisosList
from base.listing import PublicList
from base.models import PortalSettings
from directorio.listing import EntidadesList, HojaList
from documentos.ley168.views import Ley168List
from documentos.normas.views import NormasList
from documentos.views import DocumentosList
from gobierno.models import OrganoPage
from gobierno.planteamientos.views import PlanteamientosList
from gobierno.views import AcuerdosList, DelegadosList, SesionesList
from indicadores.views import IndicadoresList
from noticias.views import EventosList, EventosPasadosList, NoticiasList
from search.indice import indexed_at_once
from tests.atencion.consultas import make_consulta
from tests.budgets import queries, told
from tests.documentos.ley168 import make_ficha
from tests.documentos.making import make_documento, make_norma
from tests.factories import (
    get_categoria,
    get_tipo,
    make_aviso,
    make_entidad,
    make_evento,
    make_indicador,
    make_noticia,
    make_tramite,
)
from tests.gobierno.making import make_consejo, make_organo, make_sesion
from tests.gobierno.planteamientos import make_planteamiento, muestra
from tests.reading import meta, rel, soup
from tramites.views import TramitesList
from transparencia.views import PresenciaList

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
_ITEM = re.compile(r"Cosa (\d+)")


@dataclass(frozen=True)
class Case:
    """One list: its path, its text when it is empty, and how to publish something in it.

    ``make`` publishes «Cosa 1» and so on, in turn «rojo» and «azul». ``choices`` are two filters,
    in the order of the canonical address; the first one matches some of the items. ``narrowed`` are
    more addresses of the filtered list.
    """

    path: str
    empty: str
    make: Callable
    choices: tuple[dict[str, str], ...] = ()
    narrowed: tuple[str, ...] = ()
    # Prepares a portal so that it shows the list.
    ready: Callable = lambda portal: None
    # Whether a new choice keeps the other choices.
    keeps_choices: bool = True
    # Whether an unknown value of a choice finds nothing; otherwise the list ignores it.
    is_open: bool = False


def named(number):
    return f"Cosa {number} {'azul' if is_even(number) else 'rojo'}"


def is_even(number):
    return number % 2 == 0


def _noticia(portal, number):
    categoria = get_categoria("cultura" if is_even(number) else "salud")
    make_noticia(portal, named(number), categoria=categoria)


def _past_aviso(portal, number):
    aviso = make_aviso(portal, named(number), tipo="agua" if is_even(number) else "ciclon")
    ended = timezone.now() - number * DAY
    AvisoPage.objects.filter(pk=aviso.pk).update(termina=ended)


def _planteamiento(portal, number):
    origen = "despacho" if is_even(number) else "rendicion"
    make_planteamiento(portal, named(number), origen=origen)


def _organo(portal):
    return OrganoPage.objects.descendant_of(portal.home).first() or make_organo(portal)


def _acuerdo(portal, number):
    organo = _organo(portal)
    said = {"texto": named(number), "estado": "cumplido" if is_even(number) else "incumplido"}
    make_sesion(organo, f"Sesión {number}", date(2026, 2, number), (number, said))


def _entidad(portal, number):
    kind = get_tipo("salud" if is_even(number) else "tramites")
    return make_entidad(portal, named(number), tipo=kind)


def _lista_168(portal, number):
    entidad = _entidad(portal, number)
    if is_even(number):
        make_ficha(portal, ("normas", "https://ejemplo.cu/"), parent=entidad, title="Lo suyo")


def _shows_presence(portal):
    PortalSettings.objects.filter(slug=portal.slug).update(presencia_publica=True)


WORD = {"q": "rojo"}
LISTS = {
    NoticiasList: Case(
        "/noticias/",
        "Todavía no hay noticias publicadas.",
        _noticia,
        narrowed=("/noticias/categoria/cultura/",),
    ),
    EventosList: Case(
        "/agenda/",
        "No hay eventos anunciados.",
        lambda portal, n: make_evento(portal, named(n), localdate() + n * DAY),
    ),
    EventosPasadosList: Case(
        "/agenda/pasados/",
        "Todavía no ha pasado ningún evento.",
        lambda portal, n: make_evento(portal, named(n), localdate() - n * DAY),
    ),
    AvisosList: Case("/avisos/", "No hay avisos vigentes.", _past_aviso, ({"tipo": "agua"},)),
    TramitesList: Case(
        "/tramites/",
        "Todavía no hay trámites publicados.",
        lambda portal, n: make_tramite(portal, named(n), eventos=["nacer"] if is_even(n) else []),
        ({"evento": "nacer"}, WORD),
        keeps_choices=False,
        is_open=True,
    ),
    EntidadesList: Case(
        "/directorio/",
        "Todavía no hay entidades publicadas.",
        _entidad,
        ({"tipo": "salud"}, WORD),
        keeps_choices=False,
    ),
    HojaList: Case("/directorio/imprimir/", "Todavía no hay entidades publicadas.", _entidad),
    ConsultasList: Case(
        "/consultas/",
        "Todavía no hay consultas públicas.",
        lambda portal, n: make_consulta(portal, named(n), cierra=n),
    ),
    DocumentosList: Case(
        "/transparencia/documentos/",
        "Todavía no hay documentos publicados.",
        lambda portal, n: make_documento(
            portal, named(n), tipo="plan" if is_even(n) else "informe", fecha=date(2026, 1, n)
        ),
        ({"tipo": "plan"}, WORD),
    ),
    NormasList: Case(
        "/transparencia/normas/",
        "Todavía no hay normas publicadas.",
        lambda portal, n: make_norma(portal, named(n), tipo="ley" if is_even(n) else "decreto"),
        ({"tipo": "ley"}, WORD),
    ),
    IndicadoresList: Case(
        "/transparencia/indicadores/",
        "Todavía no hay indicadores publicados.",
        lambda portal, n: make_indicador(portal, named(n), ("2026-01", 5, 5 + n % 2 * -1)),
        ({"estado": "incumplido"}, {"q": "azul"}),
    ),
    PlanteamientosList: Case(
        "/transparencia/planteamientos/lista/",
        "Todavía no hay planteamientos publicados.",
        _planteamiento,
        ({"origen": "despacho"}, WORD),
        ready=muestra,
    ),
    AcuerdosList: Case(
        "/gobierno/acuerdos/",
        "Todavía no hay acuerdos publicados.",
        _acuerdo,
        ({"estado": "cumplido"}, WORD),
    ),
    SesionesList: Case(
        "/gobierno/asamblea/",
        "Todavía no hay sesiones publicadas.",
        lambda portal, n: make_sesion(_organo(portal), named(n), date(2026, 2, n)),
        ready=make_organo,
    ),
    DelegadosList: Case(
        "/gobierno/delegados/",
        "Todavía no se han publicado los consejos populares ni los delegados.",
        lambda portal, n: make_consejo(portal, named(n), n),
        (WORD,),
    ),
    Ley168List: Case(
        "/transparencia/ley-168/",
        "El directorio de este portal no tiene entidades todavía.",
        _lista_168,
        ({"estado": "publicado"}, {"obligacion": "normas"}),
    ),
    PresenciaList: Case(
        "/transparencia/presencia/",
        "Todavía no hay entidades publicadas.",
        _entidad,
        ready=_shows_presence,
    ),
}


def every_list(of=PublicList):
    for each in of.__subclasses__():
        yield each
        yield from every_list(each)


def test_every_list_of_every_section_is_asked():
    assert set(every_list()) == LISTS.keys()


def test_what_can_be_narrowed_can_be_taken_away():
    without = {view for view, case in LISTS.items() if case.choices and not view.formats}
    # A search for one's own delegado finds one or two.
    assert without == {DelegadosList}


@pytest.fixture(params=LISTS, ids=lambda each: each.__name__)
def one(request, alfa):
    """One of the lists, empty."""
    case = LISTS[request.param]
    case.ready(alfa)
    return request.param, case


@pytest.fixture
@indexed_at_once()
def three(one, alfa):
    """The same list with three items."""
    for number in (1, 2, 3):
        one[1].make(alfa, number)
    return one


def main(response):
    """Return the main element without its filters and navigation."""
    assert response.status_code == 200, response
    found = soup(response).main
    for tag in found.select("form, nav"):
        tag.decompose()
    return found


def items(response):
    """Return the numbers of the listed items, in their order."""
    return list(dict.fromkeys(_ITEM.findall(main(response).get_text(" "))))


def canonical(response):
    [address] = rel(response, "canonical")
    return address


def asked(case, query):
    return f"{case.path}?{urlencode(query)}"


@pytest.mark.on_both_databases
def test_an_empty_list_says_so_whatever_it_is_asked(one, alfa):
    _view, case = one
    names = ["q", "page", *(name for choice in case.choices for name in choice)]
    assert case.empty in " ".join(main(alfa.get(case.path)).get_text(" ").split())
    for name in names:
        for value in ("\x00", "x\x00'\"%_", "a" * 10_000, "9" * 400):
            page = alfa.get(case.path, {name: value})
            assert page.status_code == 200, (name, value[:9])
            assert "%00" not in canonical(page)
            assert len(canonical(page)) < 200


def test_each_page_has_an_address_of_its_own(three, alfa, monkeypatch):
    view, case = three
    monkeypatch.setattr(view, "per_page", 1)
    url = f"{alfa.url}{case.path}"
    pages = [alfa.get(case.path, query) for query in ({}, {"page": 2}, {"page": 3})]
    shown = [items(page) for page in pages]
    assert sorted(shown) == [["1"], ["2"], ["3"]]
    assert [canonical(page) for page in pages] == [url, f"{url}?page=2", f"{url}?page=3"]
    for query, number in (("page=1", 1), ("page=x", 1), ("page=99", 3), ("page=0", 3)):
        page = alfa.get(f"{case.path}?{query}")
        assert items(page) == shown[number - 1], query
        assert canonical(page) == canonical(pages[number - 1]), query


def test_what_a_list_does_not_know_changes_nothing(three, alfa):
    view, case = three
    whole = alfa.get(case.path)
    # Without a search, ``q`` is an unknown parameter like any other.
    unknown = {"nada": "x"} | ({} if view.is_searchable else {"q": "xilófono"})
    page = alfa.get(case.path, unknown)
    assert (items(page), canonical(page)) == (items(whole), canonical(whole))
    assert meta(page, "robots") is None
    for name in {name for choice in case.choices for name in choice} - {"q"}:
        nothing = {name: "no-hay"}
        page = alfa.get(case.path, nothing)
        assert items(page) == ([] if case.is_open else items(whole)), name
        assert canonical(page) == (
            f"{alfa.url}{asked(case, nothing)}" if case.is_open else canonical(whole)
        )


def test_one_choice_is_for_robots_and_two_are_not(three, alfa):
    _view, case = three
    whole = items(alfa.get(case.path))
    for number, choice in enumerate(case.choices):
        page = alfa.get(case.path, choice | {"nada": "x", "page": "1"})
        assert 0 < len(items(page)) < len(whole) or (number > 0 and items(page)), choice
        assert canonical(page) == f"{alfa.url}{asked(case, choice)}"
        assert meta(page, "robots") is None
    if len(case.choices) > 1:
        first, other = case.choices
        for query in (first | other, other | {"page": "1"} | first):
            page = alfa.get(case.path, query)
            assert meta(page, "robots") == "noindex, nofollow"
            assert canonical(page) == f"{alfa.url}{asked(case, first | other)}"


def test_a_choice_drops_the_page_and_keeps_the_others(three, alfa, monkeypatch):
    view, case = three
    monkeypatch.setattr(view, "per_page", 1)
    for choice in case.choices:
        page = soup(alfa.get(case.path, choice | {"page": "2", "nada": "x"}))
        links = page.select("main nav:not(.paginas) a[href], main details a[href]")
        queries = [parse_qs(urlsplit(a["href"]).query) for a in links]
        assert not [query for query in queries if {"page", "nada"} & query.keys()]
        if case.keeps_choices:
            kept = {name: [value] for name, value in choice.items()}
            others = [query for query in queries if query.keys() - choice.keys()]
            assert all(query | kept == query for query in others), others
            for form in page.select("main form[role=search]"):
                told = form.select("[type=hidden], [type=search], option[selected]")
                assert {tag["value"] for tag in told} >= set(choice.values())


def test_what_is_taken_away_is_what_is_shown(three, alfa):
    view, case = three
    for address in (case.path, *case.narrowed, *(asked(case, each) for each in case.choices)):
        page = alfa.get(address)
        taken = [
            a["href"]
            for a in main(page).select("a[href]")
            if re.search(r"/(csv|json|vcf|rss|atom)/$", urlsplit(a["href"]).path)
        ]
        if items(page):
            assert {urlsplit(link).path.split("/")[-2] for link in taken} == set(view.formats)
        for link in taken:
            answer = alfa.get(link)
            assert answer.status_code == 200
            text = answer.getvalue().decode()
            assert set(_ITEM.findall(text)) == set(items(page)), link


def test_more_of_it_costs_no_more_queries(three, alfa):
    view, case = three
    formats = [f"{case.path}{view.formats_path}{name}/" for name in view.formats]
    addresses = [case.path, *(asked(case, choice) for choice in case.choices), *formats]
    for address in addresses:
        alfa.get(address)  # fills the caches
    before = {address: queries(alfa, address) for address in addresses}
    for number in (4, 5, 6):
        case.make(alfa, number)
    for address in addresses:
        after = queries(alfa, address)
        assert len(after) == len(before[address]), (
            f"{address}\n{told(before[address])}\n{told(after)}"
        )
