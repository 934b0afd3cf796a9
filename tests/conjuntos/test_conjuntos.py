"""Each conjunto of open data holds what the public may read on its portal, and no more."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base.models import PortalSettings
from conjuntos.declaracion import conjuntos
from datos.models import ArchivoDeDatos
from datos.preparacion import prepare_conjunto
from indicadores.models import IndicadorPage
from servidor.caches.generations import empty
from tests.atencion.cifras import YEAR, receive
from tests.documentos.making import make_documento, make_norma
from tests.factories import (
    make_aviso,
    make_document,
    make_entidad,
    make_indicador,
    make_local,
    make_private,
    make_tramite,
)
from tests.gobierno.making import make_consejo, make_organo, make_sesion
from tests.reading import text

pytestmark = [pytest.mark.django_db, pytest.mark.on_both_databases]


def make(portal, clave):
    datos = PortalSettings.objects.select_related("site__root_page").get(slug=portal.slug)
    prepare_conjunto(datos, conjuntos()[clave])


def records(portal, clave):
    """Return the records of a conjunto; check that CSV and JSON have the same rows and fields."""
    make(portal, clave)
    found = json.loads(portal.get(f"/transparencia/datos/{clave}.json").getvalue())["registros"]
    table = portal.get(f"/transparencia/datos/{clave}.csv").getvalue().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert len(rows) == len(found)
    assert all(list(row) == list(record) for row, record in zip(rows, found, strict=True))
    return found


def told(portal, clave, name):
    return [record[name] for record in records(portal, clave)]


# --- What they contain --------------------------------------------------------------


def test_procedures_are_told_as_they_hold_here(alfa, beta, provincia):
    price = {"concepto": "Sello", "tipo": "sello", "importe": 10, "fuente": "Ley 113"}
    price["fecha"] = date(2026, 1, 2)
    tramite = make_tramite(provincia, "Carné", costos=[price], requisitos=[{"texto": "Una foto"}])
    make_local(alfa, tramite, ofrece="no", ofrece_motivo="No hay local")
    make_tramite(alfa, "Permiso de Alfa")
    first, second = records(alfa, "tramites")
    assert (first["name"], first["status"]) == ("Carné", "no_se_ofrece")
    assert first["hasCost"] == ["Sello: 10.00 CUP"]
    assert first["hasInput"] == ["Una foto"]
    assert first["page"] == f"{alfa.url}/tramites/{tramite.slug}/"
    assert second["name"] == "Permiso de Alfa"
    assert told(beta, "tramites", "status") == ["normal"]


def test_a_series_has_a_line_for_each_value(alfa):
    entidad = make_entidad(alfa, "Acueducto")
    page = make_indicador(
        alfa, "Fugas", ("2025", 10, "12.5"), ("2026", 20, None), parent=entidad, unidad="fugas"
    )
    without_source = make_indicador(alfa, "Sin fuente", ("2025", 1, 1))
    IndicadorPage.objects.filter(pk=without_source.pk).update(fuente="")
    without_day = make_indicador(alfa, "Sin día", ("2025", 1, 1))
    IndicadorPage.objects.filter(pk=without_day.pk).update(actualizado_el=None)
    first, second = records(alfa, "indicadores")
    assert first["indicador"] == "Fugas"
    assert first["entidad"] == "Acueducto"
    assert (first["periodo"], first["plan"], first["real"]) == ("2025", 10, 12.5)
    assert (first["desde"], first["hasta"]) == ("2025-01-01", "2025-12-31")
    assert (second["periodo"], second["real"], second["provisional"]) == ("2026", None, False)
    assert first["url"] == page.get_full_url()
    assert first["id"] == str(page.translation_key)


def test_avisos_are_those_that_concern_the_portal_past_ones_too(alfa, beta, provincia):
    ended = timezone.now() - timedelta(days=2)
    make_aviso(alfa, "Corte", tipo="agua", termina=ended, nivel=2)
    shared = make_aviso(
        provincia,
        "Ciclón",
        alcance="municipios",
        municipios=[alfa],
        fase="alarma",
        nivel=4,
        instrucciones=[("alarma", "Quédese en casa"), ("", "Oiga la radio")],
    )
    make_aviso(provincia, "Solo de la provincia", alcance="portal")
    first, second = records(alfa, "avisos")
    assert (first["titulo"], first["nivel"], first["de_la_provincia"]) == ("Ciclón", 4, True)
    assert first["instrucciones"] == [
        "Fase de alarma: Quédese en casa",
        "En todo momento: Oiga la radio",
    ]
    assert first["municipios"] == ["Alfa"]
    assert first["url"] == f"{alfa.url}/avisos/provincia/{shared.slug}/"
    assert (second["titulo"], second["de_la_provincia"]) == ("Corte", False)
    assert second["termina"].startswith(str(timezone.localdate(ended)))
    assert told(beta, "avisos", "titulo") == []
    assert told(provincia, "avisos", "titulo") == ["Solo de la provincia", "Ciclón"]


def test_how_people_are_answered_is_told_with_the_same_reserve(alfa, beta):
    receive(alfa, 3, tipo="peticion")
    receive(alfa, 20, tipo="queja", answered=5)
    receive(alfa, 9, tipo="consulta", answered=5)
    found = records(alfa, "como-se-responde")
    of_year = {(row["por"], row["grupo"]): row for row in found if row["anio"] == YEAR}
    assert of_year["año", str(YEAR)]["recibidas"] == 32
    queja = of_year["tipo", "Queja"]  # its answers would reveal those of the others
    assert (queja["recibidas"], queja["respondidas"], queja["reservado"]) == (20, None, True)
    for name in ("Petición", "Consulta"):
        row = of_year["tipo", name]
        assert row["reservado"]
        assert {row[key] for key in ("recibidas", "respondidas", "en_plazo", "dias")} == {None}
    assert of_year["tipo", "Sugerencia"]["recibidas"] == 0
    assert of_year["mes", "marzo"]["recibidas"] == 32
    assert records(beta, "como-se-responde") == []


def test_where_there_are_enough_everything_is_told(alfa):
    receive(alfa, 12, answered=5)
    found = {row["por"]: row for row in records(alfa, "como-se-responde") if row["recibidas"]}
    assert found.keys() == {"año", "mes", "tipo", "entidad"}
    for row in found.values():
        assert (row["respondidas"], row["en_plazo"], row["dias"], row["reservado"]) == (
            12,
            12,
            5,
            False,
        )
        assert row["hasta"] == f"{YEAR}-12-31"


def test_agreements_are_told_with_their_state_of_the_day(alfa):
    yesterday = timezone.localdate() - timedelta(days=1)
    organo = make_organo(alfa, "Asamblea de Alfa")
    make_sesion(organo, "Sesión 1", date(2026, 3, 2), (7, {"vence": yesterday}), 8)
    first, second = records(alfa, "acuerdos")
    assert (first["acuerdo"], first["numero"], first["organo"]) == (
        "7-XVIII",
        7,
        "Asamblea de Alfa",
    )
    assert (first["estado"], first["debe_cumplirse"]) == ("vencido", str(yesterday))
    assert (second["estado"], second["debe_cumplirse"]) == ("en_plazo", None)
    assert first["url"].startswith(alfa.url)


def test_every_circunscripcion_has_a_line_and_a_consejo_without_any_too(alfa):
    make_consejo(
        alfa,
        "Centro",
        (4, {"delegado": "Ana", "lugares": "Calle 4, El Cristo", "telefono": "22 123456"}),
        5,
        repartos="Sueño, Terrazas",
    )
    make_consejo(alfa, "Sur", presidente="Luis")
    first, second, third = records(alfa, "delegados")
    assert (first["consejo_popular"], first["circunscripcion"], first["delegado"]) == (
        "Centro",
        4,
        "Ana",
    )
    assert first["lugares"] == ["Calle 4", "El Cristo"]
    assert first["repartos"] == ["Sueño", "Terrazas"]
    assert first["telefono"] == "+5322123456"
    assert (second["circunscripcion"], second["delegado"]) == (5, "")
    assert (third["consejo_popular"], third["circunscripcion"]) == ("Sur", None)


def test_a_document_is_told_with_its_file_unless_somebody_withdrew_it(alfa):
    archivo = make_document("Informe", collection=alfa.collection, file_size=2048)
    other = make_document("Plan", collection=alfa.collection, file_size=9)
    make_documento(alfa, "Vale", archivo=archivo, fecha=date(2026, 3, 4))
    withdrawn = {"retirado_el": date(2026, 6, 1), "motivo_de_retiro": "Un error"}
    make_documento(alfa, "Retirado", archivo=other, fecha=date(2026, 3, 3), **withdrawn)
    make_documento(alfa, "Con el mismo", archivo=other, fecha=date(2026, 3, 2))
    first, second, third = records(alfa, "documentos")
    assert first["archivo"].startswith(f"{alfa.url}/documentos/")
    assert (first["formato"], first["bytes"]) == ("txt", 2048)
    assert (second["archivo"], second["retirado_el"]) == (None, "2026-06-01")
    assert third["archivo"] is None


def test_what_is_below_an_entity_that_is_gone_is_not_told_as_the_governments(alfa):
    entidad = make_entidad(alfa, "Acueducto")
    make_documento(alfa, "De la entidad", parent=entidad)
    make_indicador(alfa, "Fugas", ("2025", 1, 1), parent=entidad)
    make_documento(alfa, "Del Gobierno")
    make_indicador(alfa, "Empleo", ("2025", 1, 1))
    entidad.unpublish()  # the pages below it stay published
    assert told(alfa, "documentos", "titulo") == ["Del Gobierno"]
    assert told(alfa, "indicadores", "indicador") == ["Empleo"]
    listed = alfa.get("/transparencia/documentos/"), alfa.get("/transparencia/indicadores/")
    assert "Del Gobierno" in text(listed[0])
    assert "De la entidad" not in text(listed[0])
    assert "Empleo" in text(listed[1])
    assert "Fugas" not in text(listed[1])


def test_norms_name_those_of_the_portal_and_the_province_alone(alfa, beta, provincia):
    newer = make_norma(provincia, "Ley nueva", fecha=date(2025, 1, 1))
    hidden = make_norma(alfa, "En borrador", live=False, fecha=date(2025, 1, 1))
    make_norma(alfa, "Vieja", estado="derogada", derogada_por=newer)
    make_norma(alfa, "Otra", estado="derogada", derogada_por=hidden)
    make_norma(alfa, "Cambiada", estado="modificada", modificada_por=[newer, hidden])
    found = {row["titulo"]: row for row in records(alfa, "normas")}
    assert found.keys() == {"Ley nueva", "Vieja", "Otra", "Cambiada"}
    assert found["Vieja"]["derogada_por"] == "Ley nueva"
    assert found["Otra"]["derogada_por"] is None
    assert found["Cambiada"]["modificada_por"] == ["Ley nueva"]
    assert found["Ley nueva"]["de_la_provincia"]
    assert found["Ley nueva"]["url"] == f"{alfa.url}/transparencia/provincia/{newer.slug}/"
    assert told(beta, "normas", "titulo") == ["Ley nueva"]


# --- What they may not contain ------------------------------------------------------


def fill(portal, mark, **fields):
    """Create a page of every kind that a conjunto reads, named ``mark``."""
    entidad = make_entidad(portal, f"Entidad {mark}", **fields)
    tramite = make_tramite(portal, f"Trámite {mark}", **fields)
    aviso = make_aviso(portal, f"Aviso {mark}", **fields)
    indicador = make_indicador(portal, f"Indicador {mark}", ("2025", 1, 1), **fields)
    documento = make_documento(portal, f"Documento {mark}", **fields)
    norma = make_norma(portal, f"Norma {mark}", **fields)
    organo = make_organo(portal, f"Órgano {mark}", **fields)
    sesion = make_sesion(
        organo, f"Sesión {mark}", date(2026, 3, 2), (1, {"texto": f"Acuerdo {mark}"}), **fields
    )
    consejo = make_consejo(portal, f"Consejo {mark}", 1, **fields)
    return [entidad, tramite, aviso, indicador, documento, norma, sesion, consejo]


def everything(portal):
    for clave in conjuntos():
        make(portal, clave)
    paths = (f"/transparencia/datos/{clave}.json" for clave in conjuntos())
    return "".join(portal.get(path).getvalue().decode() for path in paths)


def test_nothing_that_the_public_may_not_read_is_in_any_file(alfa, beta):
    fill(alfa, "visible")
    fill(alfa, "borrador", live=False)
    for page in fill(alfa, "privado"):
        make_private(page)
    fill(beta, "ajeno")
    content = everything(alfa)
    for kind in ("Entidad", "Trámite", "Aviso", "Indicador", "Documento", "Norma", "Consejo"):
        assert f"{kind} visible" in content
    assert "Acuerdo visible" in content
    for mark in ("borrador", "privado", "ajeno"):
        assert mark not in content


def test_a_section_that_is_private_gives_nothing(alfa):
    pages = fill(alfa, "visible")
    for section in {page.get_parent().pk: page.get_parent() for page in pages}.values():
        make_private(section)
    for clave in conjuntos():
        make(alfa, clave)
    # Read the stored files, which no section offers.
    rows = ArchivoDeDatos.objects.filter(site=alfa.site, formato="json")
    content = "".join(ArchivoDeDatos.almacen().open(row.archivo).read().decode() for row in rows)
    assert '"registros"' in content
    assert "visible" not in content


def queries_of(portal, clave):
    make(portal, clave)  # queries that a process sends only once
    with CaptureQueriesContext(
        connection,
    ) as asked:
        make(portal, clave)
    return len(asked)


def test_more_lines_cost_no_more_queries(alfa, provincia):
    fill(alfa, "primero")
    fill(provincia, "de la provincia")
    receive(alfa, 9)

    def count():
        empty()
        return {clave: queries_of(alfa, clave) for clave in conjuntos()}

    before = count()
    for mark in ("segundo", "tercero", "cuarto"):
        fill(alfa, mark)
    receive(alfa, 9, month=5)
    assert count() == before
    assert max(before.values()) <= 20, before
