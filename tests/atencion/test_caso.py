"""The screen of one case: what users see and may do, and what is logged."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.models import ModelLogEntry

from atencion import oficina
from atencion.casos import add_movimiento
from atencion.models import Adjunto, Caso, Movimiento, Plantilla
from base.models import PortalSettings
from tests.factories import make_user, prepare
from tests.reading import soup, text

from .recepcion import REMITENTE, recibir

PDF = b"%PDF-1.4\nacta\n%%EOF\n"


def url(caso, action=""):
    return f"/admin/casos/{caso.pk}/{action and action + '/'}"


def do(browser, caso, action, **data):
    """Open the form of ``action`` and send it with ``data``."""
    form = soup(browser.get(url(caso, action))).find("form", id="accion")
    visto = form.find("input", attrs={"name": "visto"})["value"]
    response = browser.post(url(caso, action), {"visto": visto, **data})
    caso.refresh_from_db()
    return response


def last(caso):
    return caso.movimientos.order_by("pk").last()


def logged(caso):
    entries = ModelLogEntry.objects.filter(object_id=str(caso.pk), action__startswith="atencion.")
    return [entry.action.removeprefix("atencion.") for entry in entries.order_by("pk")]


def test_who_asks_is_shown_on_request_and_that_is_written_down(as_operator, caso):
    page = as_operator.get(url(caso))
    assert caso.hechos in text(page)
    for datum in REMITENTE.values():
        assert datum not in page.content.decode()
    shown = as_operator.post(url(caso, "datos"))
    for datum in REMITENTE.values():
        assert datum in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert logged(caso) == ["abrir", "ver_datos"]


@pytest.mark.on_both_databases
def test_opening_a_case_is_written_down_once_an_hour(as_operator, caso):
    for _time in range(3):
        as_operator.get(url(caso))
    assert logged(caso) == ["abrir"]


def test_the_coordinator_reads_in_the_log_who_looked_and_editors_do_not(
    as_operator, as_coordinator, as_editor, caso
):
    as_operator.post(url(caso, "datos"))
    assert "Vio los datos de la persona" in text(as_coordinator.get("/admin/bitacora/"))
    assert caso.numero not in text(as_editor.get("/admin/bitacora/"))


def test_confidentiality_stands_above_everything(as_operator, alfa):
    page = text(as_operator.get(url(recibir(alfa, confidencial=True))))
    assert "La persona pidió confidencialidad" in page


def test_who_asked_for_confidentiality_is_known_to_the_office_and_not_to_the_entity(
    as_operator, as_entity_operator, alfa, acueducto
):
    caso = recibir(alfa, confidencial=True, entidad=acueducto)
    page = as_entity_operator.get(url(caso))
    assert "Pidió que la entidad no sepa quién es" in text(page)
    assert url(caso, "datos") not in page.content.decode()
    assert as_entity_operator.post(url(caso, "datos")).status_code == 404
    assert logged(caso) == ["abrir"]
    assert REMITENTE["nombre"] in text(as_operator.post(url(caso, "datos")))


def test_a_suggestion_has_nobody_to_show(as_operator, alfa):
    caso = recibir(alfa, tipo="sugerencia", remitente=None)
    assert "no se guarda quién lo envió" in text(as_operator.get(url(caso)))
    assert as_operator.post(url(caso, "datos")).status_code == 404


@pytest.mark.on_both_databases
def test_an_operator_takes_a_case(as_operator, operadora, caso):
    visto = soup(as_operator.get(url(caso))).find("input", attrs={"name": "visto"})["value"]
    as_operator.post(url(caso, "tomar"), {"visto": visto})
    caso.refresh_from_db()
    assert caso.asignada_a == operadora
    assert last(caso).destino == "Olga"


def test_a_coordinator_gives_a_case_to_somebody_and_takes_it_back(
    as_coordinator, as_operator, operadora, caso
):
    do(as_coordinator, caso, "asignar", persona=operadora.pk)
    assert caso.asignada_a == operadora
    do(as_coordinator, caso, "asignar", persona="")
    assert caso.asignada_a is None
    assert last(caso).destino == "nadie en particular"
    assert as_operator.get(url(caso, "asignar")).status_code == 404


def test_a_case_is_given_to_nobody_who_does_not_see_it(as_coordinator, editora, caso):
    response = do(as_coordinator, caso, "asignar", persona=editora.pk)
    assert response.status_code == 422
    assert caso.asignada_a is None


def test_an_answer_reaches_the_person_with_its_files(as_operator, operadora, caso):
    acta = SimpleUploadedFile("acta.pdf", PDF, "application/pdf")
    response = do(as_operator, caso, "responder", texto="El agua llega mañana.", archivos=acta)
    assert response.url == url(caso)
    assert caso.estado == Caso.Estado.RESPONDIDA
    assert caso.respondida_el is not None
    answer = last(caso)
    assert (answer.tipo, answer.texto, answer.quien) == (
        Movimiento.Tipo.RESPUESTA,
        "El agua llega mañana.",
        operadora,
    )
    assert not answer.es_interno
    adjunto = answer.adjuntos.get()
    got = as_operator.get(f"{url(caso)}archivo/{adjunto.pk}/")
    assert got.content == PDF
    assert "attachment" in got["Content-Disposition"]


def test_an_answer_that_is_too_long_is_told_so_and_not_cut(as_operator, caso):
    form = soup(as_operator.get(url(caso, "responder")))
    assert "maxlength" not in form.find("textarea", attrs={"name": "texto"}).attrs
    response = do(as_operator, caso, "responder", texto="a" * 20_001)
    assert response.status_code == 422
    assert "Son 20001 letras y caben 20000" in text(response)


@pytest.mark.parametrize("texto", ["", "   \n "])
def test_nothing_is_answered_without_text(as_operator, caso, texto):
    response = do(as_operator, caso, "responder", texto=texto)
    assert response.status_code == 422
    assert "no se responde sin texto" in text(response)
    assert caso.estado == Caso.Estado.RECIBIDA


def test_a_file_that_is_none_is_refused_and_the_text_stays(as_operator, caso):
    program = SimpleUploadedFile("acta.pdf", b"MZ\x90\x00", "application/pdf")
    response = do(as_operator, caso, "responder", texto="Va la respuesta.", archivos=program)
    assert response.status_code == 422
    assert "Va la respuesta." in text(response)
    assert not Adjunto.objects.exists()


def test_who_has_to_send_again_is_told_that_the_files_are_gone(as_operator, coordinadora, caso):
    again = "Los archivos hay que volver a elegirlos"
    acta = SimpleUploadedFile("acta.pdf", PDF, "application/pdf")
    assert again in text(do(as_operator, caso, "responder", texto="", archivos=acta))
    assert again not in text(do(as_operator, caso, "responder", texto=""))
    visto = oficina.ultimo_movimiento(caso)
    oficina.anotar(caso, "Una nota.", por=coordinadora)
    acta.seek(0)
    data = {"visto": visto, "texto": "Ya llega.", "archivos": acta}
    refused = as_operator.post(url(caso, "responder"), data)
    assert refused.status_code == 409
    assert again in text(refused)


def test_a_template_is_added_to_what_is_written_and_nothing_is_sent(as_operator, alfa, beta, caso):
    saludo = Plantilla.objects.create(site=alfa.site, nombre="Saludo", texto="Gracias por avisar.")
    Plantilla.objects.create(site=beta.site, nombre="De Beta", texto="Otra")
    form = as_operator.get(url(caso, "responder"))
    assert "Saludo" in text(form)
    assert "De Beta" not in text(form)
    visto = soup(form).find("input", attrs={"name": "visto"})["value"]
    data = {"visto": visto, "texto": "Ya empecé.", "plantilla": saludo.pk}
    response = as_operator.post(url(caso, "responder"), data)
    written = soup(response).find("textarea", attrs={"name": "texto"}).get_text().strip()
    assert written == "Ya empecé.\n\nGracias por avisar."
    caso.refresh_from_db()
    assert caso.estado == Caso.Estado.RECIBIDA


@pytest.mark.on_both_databases
def test_a_case_is_passed_on_to_an_entity_and_the_person_reads_why(
    as_operator, as_entity_operator, alfa, acueducto, caso
):
    vence = caso.vence
    destino = f"{alfa.site.pk}-{acueducto.pk}"
    do(as_operator, caso, "trasladar", destino=destino, motivo="Es cosa del Acueducto.")
    assert (caso.entidad, caso.estado, caso.vence) == (acueducto, "trasladada", vence)
    step = last(caso)
    assert (step.texto, step.destino) == ("Es cosa del Acueducto.", "Acueducto de Alfa · Alfa")
    assert not step.es_interno
    assert as_entity_operator.get(url(caso)).status_code == 200
    assert as_operator.get(url(caso)).status_code == 200


def test_who_passes_a_case_on_to_another_portal_sees_it_no_more(as_operator, beta, provincia, caso):
    response = do(as_operator, caso, "trasladar", destino=f"{beta.site.pk}-", motivo="Es de Beta.")
    assert response.url == "/admin/casos/"
    assert caso.site == beta.site
    assert as_operator.get(url(caso)).status_code == 404
    browser = beta.signed_in(make_user("betina", groups=["Atención · Beta"]))
    page = text(browser.get(url(caso)))
    assert "Es de Beta." in page
    assert "Olga" not in page  # users of another portal are not named here


def test_a_case_is_not_passed_on_to_a_portal_that_nobody_reads_yet(as_operator, beta, caso):
    prepare(beta)
    assert "Beta" not in text(as_operator.get(url(caso, "trasladar")))
    response = do(as_operator, caso, "trasladar", destino=f"{beta.site.pk}-", motivo="Es de Beta.")
    assert response.status_code == 422
    assert caso.site != beta.site


def test_a_case_is_not_passed_on_to_where_it_is(as_operator, alfa, caso):
    response = do(as_operator, caso, "trasladar", destino=f"{alfa.site.pk}-", motivo="Nada")
    assert response.status_code == 422


def test_a_late_transfer_is_possible_and_marked(as_operator, alfa, acueducto, caso):
    yesterday = timezone.localdate() - timedelta(days=1)
    Caso.objects.filter(pk=caso.pk).update(trasladar_hasta=yesterday)
    destino = f"{alfa.site.pk}-{acueducto.pk}"
    do(as_operator, caso, "trasladar", destino=destino, motivo="Es suyo.")
    assert "Traslado tardío" in text(as_operator.get(url(caso)))


def test_after_an_answer_no_transfer_is_late_any_more(
    as_operator, operadora, alfa, acueducto, caso
):
    oficina.responder(caso, "Ya está.", por=operadora)
    yesterday = timezone.localdate() - timedelta(days=1)
    Caso.objects.filter(pk=caso.pk).update(trasladar_hasta=yesterday, estado="inconforme")
    assert "traslado tardío" not in text(as_operator.get(url(caso, "trasladar")))
    destino = f"{alfa.site.pk}-{acueducto.pk}"
    do(as_operator, caso, "trasladar", destino=destino, motivo="Es suyo.")
    assert "Traslado tardío" not in text(as_operator.get(url(caso)))


@pytest.mark.on_both_databases
def test_the_term_is_put_off_once(as_operator, caso):
    vence = caso.vence
    do(as_operator, caso, "prorrogar", motivo="Falta una pieza.")
    assert caso.vence == vence + timedelta(days=30)
    assert caso.estado == Caso.Estado.PRORROGA
    assert as_operator.get(url(caso, "prorrogar")).url == url(caso)
    visto = oficina.ultimo_movimiento(caso)
    again = as_operator.post(url(caso, "prorrogar"), {"visto": visto, "motivo": "Otra vez."})
    assert again.status_code == 409
    assert "ya se prorrogó, y se hace una sola vez" in text(again)
    caso.refresh_from_db()
    assert caso.vence == vence + timedelta(days=30)


@pytest.mark.parametrize(("days", "status"), [(7, 302), (6, 409)])
def test_the_term_is_put_off_seven_days_before_its_end_at_the_latest(
    as_operator, operadora, caso, days, status
):
    vence = timezone.localdate() + timedelta(days=days)
    Caso.objects.filter(pk=caso.pk).update(vence=vence)
    visto = oficina.ultimo_movimiento(caso)
    data = {"visto": visto, "motivo": "Falta una pieza."}
    assert as_operator.post(url(caso, "prorrogar"), data).status_code == status


def test_the_case_says_until_when_it_can_be_put_off_and_then_why_it_cannot(as_operator, caso):
    assert "Prorrogar a más tardar" in text(as_operator.get(url(caso)))
    Caso.objects.filter(pk=caso.pk).update(vence=timezone.localdate() + timedelta(days=6))
    refused = text(as_operator.get(url(caso, "prorrogar"), follow=True))
    assert "La prórroga se daba a más tardar el" in refused


def test_notes_stay_in_the_office(as_operator, caso):
    do(as_operator, caso, "anotar", texto="Llamé al almacén.")
    assert last(caso).es_interno
    assert "La persona no lo ve" in text(as_operator.get(url(caso)))


def test_what_the_portal_notes_is_signed_by_the_portal(as_operator, caso):
    add_movimiento(caso, Movimiento.Tipo.NOTA, texto="No se le pudo avisar.")
    page = text(as_operator.get(url(caso)))
    assert "· El portal" in page
    assert "Otra oficina" not in page


@pytest.mark.on_both_databases
def test_a_case_is_investigated_answered_and_closed_and_keeps_its_history(as_operator, caso):
    do(as_operator, caso, "investigar")
    assert caso.estado == Caso.Estado.INVESTIGACION
    assert as_operator.get(url(caso, "cerrar")).status_code == 302
    do(as_operator, caso, "responder", texto="Ya está.")
    do(as_operator, caso, "cerrar")
    assert (caso.estado, caso.cierre) == (Caso.Estado.CERRADA, Caso.Cierre.ATENDIDA)
    kinds = list(caso.movimientos.values_list("tipo", flat=True))
    assert kinds == ["recibida", "investigacion", "respuesta", "cerrada"]
    assert logged(caso) == ["investigacion", "respuesta", "cerrada"]


def test_nobody_answers_what_is_answered(as_operator, operadora, caso):
    oficina.responder(caso, "Ya está.", por=operadora)
    visto = oficina.ultimo_movimiento(caso)
    response = as_operator.post(url(caso, "responder"), {"visto": visto, "texto": "Otra."})
    assert response.status_code == 409
    assert caso.movimientos.filter(tipo="respuesta").count() == 1


def test_a_second_answer_keeps_the_day_of_the_first(operadora, caso):
    oficina.responder(caso, "Ya está.", por=operadora)
    first = caso.respondida_el
    Caso.objects.filter(pk=caso.pk).update(estado=Caso.Estado.INCONFORME)
    oficina.responder(caso, "Ahora sí.", por=operadora)
    assert caso.respondida_el == first


@pytest.mark.on_both_databases
def test_who_is_slower_than_a_colleague_is_told_and_loses_nothing(
    as_operator, as_coordinator, coordinadora, caso
):
    visto = oficina.ultimo_movimiento(caso)
    oficina.responder(caso, "La respuesta de Clara.", por=coordinadora)
    data = {"visto": visto, "texto": "La respuesta de Olga."}
    response = as_operator.post(url(caso, "responder"), data)
    assert response.status_code == 409
    page = text(response)
    assert "Mientras usted escribía" in page
    assert "La respuesta de Clara." in page
    assert "La respuesta de Olga." in page
    assert "eso ya no se puede hacer" in page
    assert "Enviar la respuesta" not in page  # a second attempt would be refused too
    assert caso.movimientos.filter(tipo="respuesta").count() == 1


def test_who_adds_after_reading_what_happened_gets_it_through(
    as_operator, operadora, coordinadora, caso
):
    visto = oficina.ultimo_movimiento(caso)
    oficina.anotar(caso, "Una nota.", por=coordinadora)
    refused = as_operator.post(url(caso, "responder"), {"visto": visto, "texto": "Ya llega."})
    assert text(refused).count("Mientras usted escribía") == 1
    again = soup(refused).find("form", id="accion").find("input", attrs={"name": "visto"})["value"]
    response = as_operator.post(url(caso, "responder"), {"visto": again, "texto": "Ya llega."})
    assert response.status_code == 302


@pytest.mark.parametrize(
    "action", ["", "datos", "tomar", "responder", "trasladar", "investigar", "anotar", "cerrar"]
)
def test_a_case_of_others_is_not_found(
    as_operator, as_entity_operator, beta, caso, equipo_del_acueducto, action
):
    foreign = recibir(beta)
    for browser, other in ((as_operator, foreign), (as_entity_operator, caso)):
        seen = browser.get(url(other, action))
        sent = browser.post(url(other, action), {"texto": "x", "visto": 1})
        assert {seen.status_code, sent.status_code} <= {404, 405}
        assert other.movimientos.count() == 1


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("responder", {"texto": "Ya llega el agua."}),
        ("responder", {"texto": "Ya llega el agua.", "plantilla": "1"}),
        ("trasladar", {"motivo": "Ya llega el agua.", "destino": "1-"}),
    ],
)
def test_what_was_typed_comes_back_when_the_case_has_gone_to_another_office(
    as_operator, coordinadora, beta, caso, action, data
):
    visto = oficina.ultimo_movimiento(caso)
    oficina.trasladar(caso, site=beta.site, entidad=None, motivo="Es suyo.", por=coordinadora)
    response = as_operator.post(url(caso, action), {"visto": visto, **data})
    assert response.status_code == 404
    assert "puede que haya pasado a otra oficina" in text(response)
    assert soup(response).textarea.get_text().strip() == "Ya llega el agua."
    assert caso.asunto not in response.content.decode()
    assert last(caso).tipo == Movimiento.Tipo.TRASLADADA


def test_another_portal_does_not_read_who_had_the_case_before(
    as_operator, coordinadora, operadora, beta, caso
):
    oficina.asignar(caso, operadora, por=coordinadora)
    assert "Asignado: Olga" in text(as_operator.get(url(caso)))
    oficina.trasladar(caso, site=beta.site, entidad=None, motivo="Es suyo.", por=coordinadora)
    there = beta.signed_in(make_user("de-beta", groups=["Atención · Beta"]))
    told = text(there.get(url(caso)))
    assert "Asignado" in told
    assert "Olga" not in told


def test_a_province_and_a_municipality_of_one_name_are_told_apart(
    as_operator, coordinadora, alfa, provincia, caso
):
    PortalSettings.objects.filter(slug="provincia").update(nombre="Alfa")
    offices = [
        option.get_text()
        for option in soup(as_operator.get(url(caso, "trasladar"))).select("option")
    ]
    assert "Atención a la Población · Provincia de Alfa" in offices
    oficina.trasladar(caso, site=provincia.site, entidad=None, motivo="Es suyo.", por=coordinadora)
    assert last(caso).destino == "Provincia de Alfa"


def test_a_file_of_another_case_is_not_found(as_operator, alfa, beta, caso):
    foreign = recibir(beta)
    movimiento = foreign.movimientos.get()
    adjunto = Adjunto.objects.create(movimiento=movimiento, nombre="a", tipo="x", bytes=1)
    for case in (caso, foreign):
        assert as_operator.get(f"{url(case)}archivo/{adjunto.pk}/").status_code == 404


def test_each_portal_keeps_its_own_templates(as_operator, alfa, beta):
    theirs = Plantilla.objects.create(site=beta.site, nombre="De Beta", texto="Otra")
    as_operator.post("/admin/plantillas/new/", {"nombre": "Saludo", "texto": "Gracias."})
    mine = Plantilla.objects.get(nombre="Saludo")
    assert mine.site == alfa.site
    listing = text(as_operator.get("/admin/plantillas/"))
    assert "Saludo" in listing
    assert "De Beta" not in listing
    assert as_operator.get(f"/admin/plantillas/edit/{theirs.pk}/").status_code == 404
