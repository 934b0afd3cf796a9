"""The front page of the admin shows each role its own work, and each number links to its list."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from base.models import PortalSettings
from equipos.models import Equipo
from equipos.roles import permission
from inicios.declaracion import in_order
from tests.factories import make_noticia, make_page, make_user
from tests.reading import links, soup, text
from tests.traducir import begin_to_translate, translate_the_rest

from .envios import begin, reject, send
from .inicio import section, words
from .writing import comment_on, decide

INICIO = "/admin/"


def figures(response, title):
    """Return {text: (number, address)} of the figures under a heading."""
    return {
        words(cifra.span): (words(cifra.strong), cifra["href"])
        for cifra in section(response, title).select(".tablero__cifra")
    }


def activity(response):
    """Return {portal: {label: (text, address)}} of the activity table."""
    return {
        words(row.th): {
            cell["data-texto"]: (words(cell), cell.a["href"]) for cell in row.select("td")
        }
        for row in section(response, "Actividad").select("tbody tr")
    }


def listed(browser, url):
    return [words(tag) for tag in soup(browser.get(url)).select(".tablero__titulo")]


# --- Writers -----------------------------------------------------------------------------


def test_a_returned_page_shows_its_comment_who_and_when_until_it_is_sent_again(
    alfa, editora, as_editor, as_moderator
):
    state = send(alfa, "Horario de la bodega", editora)
    reject(as_moderator, state, "Falta el sábado.")
    returned = words(section(as_editor.get(INICIO), "Devueltas para corregir"))
    assert "Horario de la bodega" in returned
    assert "Falta el sábado." in returned
    assert "Devuelta por moderadora hace menos de un minuto" in returned

    state.workflow_state.refresh_from_db()
    state.workflow_state.resume(editora)
    page = as_editor.get(INICIO)
    assert section(page, "Devueltas") is None
    assert "Horario de la bodega" in words(section(page, "En revisión"))


def test_what_a_moderator_noted_beside_a_field_is_read_with_its_place(
    enviada, as_editor, as_moderator
):
    comment_on(as_moderator, enviada, "resumen", "Diga en qué calle.")
    decide(as_moderator, enviada, "reject", "Falta el lugar.")
    returned = words(section(as_editor.get(INICIO), "Devueltas para corregir"))
    assert "Falta el lugar." in returned
    assert "Resumen: Diga en qué calle." in returned


def test_what_waits_tells_since_when_and_in_which_step(alfa, editora, as_editor):
    send(alfa, "Abre la biblioteca", editora, hours=72)
    waiting = words(section(as_editor.get(INICIO), "En revisión"))
    assert "Abre la biblioteca" in waiting
    assert "Espera desde hace 3 días: Moderación provincial" in waiting


def test_drafts_are_those_of_the_person(alfa, editora, as_editor):
    begin(alfa, "Mi borrador", editora)
    begin(alfa, "De una colega", make_user("colega", groups=[alfa.editores]))
    drafts = words(section(as_editor.get(INICIO), "Borradores"))
    assert "Mi borrador" in drafts
    assert "De una colega" not in drafts


def test_pages_of_the_portal_past_their_review_date_are_named(alfa, as_editor):
    make_page(alfa, "Historia", proxima_revision=date(2020, 1, 2))
    make_page(alfa, "Al día", proxima_revision=timezone.localdate() + timedelta(days=9))
    due = words(section(as_editor.get(INICIO), "Por volver a revisar"))
    assert "Historia" in due
    assert "Debía revisarse el 2 de enero de 2020" in due
    assert "Al día" not in due


def test_more_than_five_lead_to_the_whole_list(alfa, editora, as_editor):
    for number in range(7):
        begin(alfa, f"Borrador {number}", editora)
    drafts = section(as_editor.get(INICIO), "Borradores")
    assert len(drafts.select("li")) == 5
    [url] = [a["href"] for a in drafts.select(".tablero__pie a")]
    assert len(listed(as_editor, url)) == 7


def test_a_new_editor_reads_that_nothing_is_pending(as_editor):
    response = as_editor.get(INICIO)
    assert "No tiene nada pendiente" in text(response)
    found = figures(response, "Alfa en cifras")
    assert found["Noticias de este mes"][0] == "0"
    number, url = found["Días desde la última noticia"]
    assert number == "—"
    assert "Todavía no hay noticias publicadas." in text(as_editor.get(url))


@pytest.mark.on_both_databases
def test_every_number_of_the_portal_is_the_length_of_its_list(alfa, beta, editora, as_editor):
    today = timezone.localdate()
    make_noticia(alfa, "De hoy", fecha=today)
    make_noticia(alfa, "Vieja", fecha=date(2020, 1, 1))
    make_noticia(beta, "Ajena", fecha=today)
    make_page(alfa, "Historia", proxima_revision=date(2020, 1, 2))
    begin(alfa, "Borrador", editora)
    send(alfa, "Enviada", editora)
    found = figures(as_editor.get(INICIO), "Alfa en cifras")
    expected = {
        # With the home page and its sections.
        "Páginas publicadas": str(4 + len(in_order("start_pages"))),
        "Borradores y cambios sin enviar": "1",
        "En revisión": "1",
        "Por volver a revisar": "1",
        "Noticias de este mes": "1",
    }
    assert {name: found[name][0] for name in expected} == expected
    for name, number in expected.items():
        titles = listed(as_editor, found[name][1])
        assert len(titles) == int(number)
        assert "Ajena" not in titles
    number, url = found["Días desde la última noticia"]
    assert number == "0"
    assert listed(as_editor, url) == ["De hoy", "Vieja"]


def test_nothing_of_another_portal_is_told_even_if_one_wrote_it_there(
    alfa, beta, editora, as_editor
):
    # The editor worked in Beta until last week.
    begin(beta, "Secreto de Beta", editora)
    send(beta, "Envío a Beta", editora)
    page = as_editor.get(INICIO).content.decode()
    assert "Beta" not in page
    for name in ("borradores", "en-revision", "publicadas", "enviadas", "noticias"):
        assert "Beta" not in as_editor.get(f"/admin/moderacion/paginas/{name}/").content.decode()


def test_a_list_of_another_portal_or_of_nothing_is_not_found(as_editor):
    for path in ("publicadas/?portal=beta", "publicadas/?portal=nada", "no-existe/"):
        assert as_editor.get(f"/admin/moderacion/paginas/{path}").status_code == 404


def test_who_has_no_pages_and_no_portal_sees_no_list(alfa):
    browser = alfa.signed_in(make_user("urgente", groups=["Publicación urgente"]))
    assert browser.get("/admin/moderacion/paginas/publicadas/").status_code == 302
    assert "Todavía no tiene páginas a su cargo" in text(browser.get(INICIO))


def test_an_entity_editor_reads_of_their_own_pages_only(alfa, beta):
    entidad = make_page(alfa, "Acueducto")
    make_page(alfa, "Oficinas", parent=entidad)
    make_page(alfa, "De otros", proxima_revision=date(2020, 1, 1))
    user = make_user("acueducto")
    group = user.groups.create(name="Editores · Alfa · Acueducto")
    group.permissions.add(permission("wagtailadmin.access_admin"))
    for name in ("wagtailcore.add_page", "wagtailcore.change_page"):
        GroupPagePermission.objects.create(group=group, page=entidad, permission=permission(name))
    response = alfa.signed_in(user).get(INICIO)
    found = figures(response, "Sus páginas de Alfa")
    assert found["Páginas publicadas"][0] == "2"
    assert listed(alfa.signed_in(user), found["Páginas publicadas"][1]) == ["Oficinas", "Acueducto"]
    assert "De otros" not in text(response)
    places = links(response, within=".tareas")
    assert list(places) == [
        "Cambiar «Acueducto» Lo que escriba se guarda como borrador hasta que lo envíe a "
        "moderación.",
        "Páginas de «Acueducto» Ver las que están debajo y crear otras.",
        "Abrir «Acueducto» Como la ve un ciudadano.",
    ]
    assert all(alfa.signed_in(user).get(url).status_code == 200 for url in places.values())


def test_an_editor_begins_what_each_section_holds_with_one_click(alfa, as_editor):
    tasks = links(as_editor.get(INICIO), within=".tareas")
    tasks.pop("Abrir el portal Como lo ve un ciudadano.")
    names = [" ".join(task.split(" ")[:2]) for task in tasks]
    assert names[-4:] == ["Decir quién", "Rendir cuenta", "Componer la", "Ver las"]
    assert all(as_editor.get(url).status_code == 200 for url in tasks.values())
    government, results = list(tasks.values())[-4:-2]
    assert "Consejo popular" in text(as_editor.get(government))
    assert "Indicador" in text(as_editor.get(results))


def test_a_translator_reads_of_the_language_they_write(alfa):
    make_page(alfa, "En español", proxima_revision=date(2020, 1, 1))
    response = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"])).get(INICIO)
    assert figures(response, "Sus páginas de Alfa")["Páginas publicadas"][0] == "0"
    assert "En español" not in text(response)


def test_a_translator_finds_where_to_begin(alfa):
    browser = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))
    tasks = links(browser.get(INICIO), within=".tareas")
    begin, *_texts, keep_on = tasks.values()
    assert next(iter(tasks)).startswith("Traducir una página de")
    make_page(alfa, "El municipio")
    assert "Traducir esta página" in browser.get(begin).content.decode()
    assert browser.get(keep_on).status_code == 200


def test_a_translator_reads_how_much_waits_for_them(alfa):
    browser = alfa.signed_in(make_user("traductor", groups=["Traductores · Alfa"]))

    def told():
        [card] = (
            task
            for task in links(browser.get(INICIO), within=".tareas")
            if task.startswith("Seguir con una traducción")
        )
        return card

    translation = begin_to_translate(make_page(alfa, "Historia"))
    assert "En curso: 1. Sin traducir: " in told()
    translate_the_rest(translation)
    assert "Completa, sin enviar: 1. Sin traducir: " in told()
    PortalSettings.objects.filter(slug="alfa").update(idiomas=[])
    assert told().endswith("Qué está traducido y qué falta.")


# --- Coordinators and administrators -----------------------------------------------------


@pytest.fixture
def as_coordinator(alfa):
    return alfa.signed_in(make_user("coordinadora", groups=["Coordinador · Alfa"]))


def test_a_coordinator_finds_what_there_is_to_do_for_the_team(as_coordinator, as_moderator):
    tasks = links(as_coordinator.get(INICIO), within=".tareas")
    assert [task.split(" ", 1)[0] for task in tasks] == ["Invitar", "Ver", "Equipos"]
    assert all(as_coordinator.get(url).status_code == 200 for url in tasks.values())
    assert soup(as_moderator.get(INICIO)).select_one(".tareas") is None


def test_a_coordinator_reads_the_activity_of_their_portal_only(
    alfa, beta, editora, moderadora, as_coordinator
):
    state = send(alfa, "De Alfa", editora, hours=26)
    state.refresh_from_db()
    state.task.specific.on_action(state.specific, moderadora, "approve")
    send(beta, "De Beta", make_user("berta", groups=[beta.editores]))
    response = as_coordinator.get(INICIO)
    assert list(activity(response)) == ["Alfa"]
    row = activity(response)["Alfa"]
    assert row["Enviadas"][0] == "1"
    assert row["Personas activas"][0] == "1"
    assert row["Aprobar tarda"][0] == "1 día"
    assert row["Última publicación"][0] == "hoy"
    assert listed(as_coordinator, row["Enviadas"][1]) == ["De Alfa"]
    assert listed(as_coordinator, row["Personas activas"][1]) == ["editora"]
    assert "Beta" not in response.content.decode()
    for path in ("paginas/enviadas/?portal=beta", "personas/?portal=beta"):
        assert as_coordinator.get(f"/admin/moderacion/{path}").status_code == 404
    assert "De Beta" not in text(as_coordinator.get("/admin/moderacion/paginas/enviadas/"))


def test_a_coordinator_reads_of_pages_without_being_led_to_what_is_closed(alfa, as_coordinator):
    make_page(alfa, "Historia")
    response = as_coordinator.get("/admin/moderacion/paginas/publicadas/?portal=alfa")
    assert "Historia" in text(response)
    assert not [url for url in links(response).values() if "/edit/" in url]
    assert 'role="search"' not in as_coordinator.get(INICIO).content.decode()


def test_an_administrator_reads_the_activity_of_all_portals(as_administrator):
    assert set(activity(as_administrator.get(INICIO))) == {"Provincia", "Alfa", "Beta"}


@pytest.mark.on_both_databases
def test_portals_that_are_silent_for_too_long_are_named(alfa, beta, settings, as_administrator):
    settings.TABLEROS_DIAS_EN_SILENCIO = 10
    for portal, days in ((alfa, 11), (beta, 9)):
        page = make_noticia(portal, "Última")
        Page.objects.filter(pk=page.pk).update(
            last_published_at=timezone.now() - timedelta(days=days)
        )
    response = as_administrator.get(INICIO)
    note = words(section(response, "Actividad").p)
    assert "Más de 10 días sin publicar:" in note
    assert "Alfa" in note
    assert "Beta" not in note
    assert activity(response)["Alfa"]["Última publicación"][0] == "hace 11 días"


def test_pages_of_nobody_or_of_a_deactivated_account_are_counted_and_listed(
    alfa, editora, as_administrator
):
    make_page(alfa, "De nadie")
    make_page(alfa, "De quien se fue", owner=make_user("ida", is_active=False))
    make_page(alfa, "De la editora", owner=editora)
    number, url = activity(as_administrator.get(INICIO))["Alfa"]["Sin persona a cargo"]
    assert number == "2"
    assert listed(as_administrator, url) == ["De nadie", "De quien se fue"]
    assert "sin persona a cargo" in text(as_administrator.get(url))
    assert "ida (cuenta desactivada)" in text(as_administrator.get(url))


def entrust(browser, portal, person, *pages):
    url = f"/admin/moderacion/encargar/{portal.slug}/"
    data = {"persona": person.pk, "paginas": [page.pk for page in pages]}
    return browser.post(url, data, follow=True)


def test_an_administrator_gives_pages_of_nobody_to_a_person_of_the_portal(
    alfa, editora, administrador, as_administrator
):
    pages = [make_page(alfa, title) for title in ("Una", "Otra")]
    response = entrust(as_administrator, alfa, editora, *pages)
    assert "editora tiene a su cargo 2 páginas más." in text(response)
    assert listed(as_administrator, "/admin/moderacion/paginas/sin-persona/?portal=alfa") == []
    history = text(as_administrator.get(f"/admin/pages/{pages[0].pk}/history/"))
    assert "A cargo de editora" in history
    assert alfa.get("/una/").status_code == 200


def test_pages_are_given_only_to_who_edits_that_portal_and_only_by_the_province(
    alfa, beta, editora, as_administrator, as_coordinator, as_editor, as_moderator
):
    page, foreign = make_page(alfa, "De Alfa"), make_page(beta, "De Beta")
    berta = make_user("berta", groups=[beta.editores])
    form = soup(as_administrator.get("/admin/moderacion/paginas/sin-persona/?portal=alfa"))
    assert "berta" not in form.select_one('[name="persona"]').get_text()
    for person, wanted in ((berta, page), (editora, foreign)):
        entrust(as_administrator, alfa, person, wanted)
    for browser in (as_coordinator, as_editor, as_moderator):
        entrust(browser, alfa, editora, page)
    assert not Page.objects.filter(owner__in=[berta, editora]).exists()
    assert "Marque al menos una página." in text(entrust(as_administrator, alfa, editora))


def test_pages_are_given_to_a_team_of_editors_too_but_only_those_it_writes(
    alfa, editora, administrador, as_administrator
):
    hospital = make_page(alfa, "Hospital", owner=editora)
    consultas = make_page(alfa, "Consultas", parent=hospital)
    parque = make_page(alfa, "Parque")
    equipo = Equipo.objects.create_for(hospital, user=administrador)
    elsa = make_user("elsa", groups=[equipo.group])
    url = "/admin/moderacion/paginas/sin-persona/?portal=alfa"
    people = soup(as_administrator.get(url)).select_one('[name="persona"]').get_text()
    assert "elsa (solo «Hospital»)" in people
    assert "editora (" not in people

    response = entrust(as_administrator, alfa, elsa, parque)
    assert "elsa no puede cambiar «Parque»" in text(response)
    form = soup(response)
    assert form.select_one("option[selected]").get_text() == "elsa (solo «Hospital»)"
    ticked = form.select('[name="paginas"][checked]')
    assert [box["aria-label"] for box in ticked] == ["Marcar «Parque»"]
    assert "elsa no puede" in text(entrust(as_administrator, alfa, elsa, consultas, parque))
    assert listed(as_administrator, url) == ["Consultas", "Parque"]

    entrust(as_administrator, alfa, elsa, consultas)
    assert listed(as_administrator, url) == ["Parque"]


def test_the_staff_of_the_province_does_not_count_as_activity_of_a_portal(
    alfa, moderadora, as_administrator
):
    begin(alfa, "Corregida por la provincia", moderadora)
    assert activity(as_administrator.get(INICIO))["Alfa"]["Personas activas"][0] == "0"


def test_an_editor_is_told_no_activity_of_others(as_editor):
    assert section(as_editor.get(INICIO), "Actividad") is None
    assert as_editor.get("/admin/moderacion/personas/").status_code == 302


# --- All roles -----------------------------------------------------------------------------


def test_the_panels_of_wagtail_do_not_repeat_ours(alfa, editora, as_editor, as_administrator):
    send(alfa, "Enviada", editora)
    for browser in (as_editor, as_administrator):
        assert "Todavía no tiene páginas" not in text(browser.get(INICIO))
        page = browser.get(INICIO).content.decode()
        assert 'class="w-summary"' not in page
        assert "panel-objects-in-workflow" not in page
        assert "recent-edits" not in page


@pytest.mark.parametrize("who", ["editora", "moderadora", "administrador"])
def test_more_pages_and_more_portals_cost_no_more_queries(
    who, request, portales, django_assert_max_num_queries
):
    user = request.getfixturevalue(who)
    writers = {
        portal.slug: make_user(f"escribe-{portal.slug}", groups=[portal.editores])
        for portal in portales
    }
    browser = portales.provincia.signed_in(user)

    def fill(portal, name):
        begin(portal, f"Borrador {name}", writers[portal.slug])
        send(portal, f"Enviada {name}", writers[portal.slug])
        make_page(portal, f"Vencida {name}", proxima_revision=date(2020, 1, 1))
        begin(portal, f"Propia {name}", user)
        send(portal, f"Propia enviada {name}", user)

    for number in range(6):
        fill(portales.alfa, str(number))
    browser.get(INICIO)
    with django_assert_max_num_queries(200) as first:
        browser.get(INICIO)
    for portal in portales:
        for number in range(6, 9):
            fill(portal, str(number))
    with django_assert_max_num_queries(len(first)):
        browser.get(INICIO)
    assert len(first) < 72


def test_longer_lists_cost_no_more_queries(
    alfa, editora, as_editor, as_administrator, django_assert_max_num_queries
):
    lists = [f"/admin/moderacion/paginas/{name}/" for name in ("en-revision", "borradores")]
    lists += ["/admin/moderacion/paginas/sin-persona/?portal=alfa"]

    def fill(name):
        send(alfa, f"Enviada {name}", editora)
        begin(alfa, f"Borrador {name}", editora)
        make_page(alfa, f"De nadie {name}", proxima_revision=date(2020, 1, 1))

    for number in range(2):
        fill(number)
    for browser in (as_editor, as_administrator):
        for url in lists:
            browser.get(url)
            with django_assert_max_num_queries(100) as first:
                browser.get(url)
            fill(f"{id(browser)} {url[-9:]} 1")
            fill(f"{id(browser)} {url[-9:]} 2")
            with django_assert_max_num_queries(len(first)):
                browser.get(url)


# --- Order of the sections -----------------------------------------------------------------


def headings(browser):
    return [words(tag) for tag in soup(browser.get(INICIO)).select("section h2")]


def test_what_came_back_and_what_waits_stands_above_all_that_one_may_begin(
    alfa, editora, as_editor, as_moderator
):
    begin(alfa, "A medias", editora)
    reject(as_moderator, send(alfa, "Devuelta", editora), "Falta el día.")
    send(alfa, "Enviada", editora)
    found = headings(as_editor)
    assert found[:3] == ["Devueltas para corregir 1", "En revisión 1", "¿Qué quiere hacer?"]
    assert found.index("Borradores y cambios sin enviar 1") > 2


def test_who_administers_reads_what_waits_in_all_portals_and_what_nobody_cares_for(
    alfa, beta, editora, as_administrator
):
    send(alfa, "Vieja", editora, hours=72)
    send(beta, "Nueva", make_user("berta", groups=[beta.editores]))
    found = figures(as_administrator.get(INICIO), "Por atender")
    number, url = found["Páginas en revisión, la primera desde hace 3 días"]
    assert number == "2"
    assert set(listed(as_administrator, url)) == {"Vieja", "Nueva"}
    assert found["Correos que no salieron"][0] == "0"
    for text_of_figure, (number, url) in found.items():
        if not text_of_figure.startswith("Correos"):
            assert len(listed(as_administrator, url)) == int(number), text_of_figure


def test_nobody_else_reads_the_numbers_of_who_administers(as_editor, as_moderator):
    for browser in (as_editor, as_moderator):
        assert section(browser.get(INICIO), "Por atender") is None
