"""Feeds of avisos, and messages in the Common Alerting Protocol 1.2, for other systems."""

from datetime import timedelta
from pathlib import Path

import pytest
import xmlschema
from django.core.cache import caches
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from avisos.cap import message_response
from avisos.models import AvisoPage, Instruccion, Mensaje
from tests.budgets import COLD, queries, told
from tests.factories import make_aviso, make_private, publish
from tests.reading import links, rel, xml

HOUR = timedelta(hours=1)
ATOM = "{http://www.w3.org/2005/Atom}"
CAP = "{urn:oasis:names:tc:emergency:cap:1.2}"
SCHEMA = xmlschema.XMLSchema(Path(__file__).parent / "data" / "CAP-v1.2.xsd")


def messages(portal):
    """Return the messages in the list of ``portal``, latest first; validate each."""
    for cache in caches.all():
        cache.clear()
    found = []
    for entry in xml(portal.get("/avisos/cap/")).findall(f"{ATOM}entry"):
        [link] = entry.findall(f"{ATOM}link")
        assert link.get("type") == "application/cap+xml"
        address = link.get("href")
        assert address.startswith(f"{portal.url}/avisos/cap/")
        response = portal.get(address.removeprefix(portal.url))
        assert response["Content-Type"] == "application/cap+xml"
        SCHEMA.validate(response.content.decode())
        found.append(xml(response))
    return found


def value(message, path):
    """Return the text of an element; ``path`` names it from the alert downwards."""
    return message.findtext("/".join(f"{CAP}{name}" for name in path.split("/")))


def kinds(portal):
    return [value(message, "msgType") for message in messages(portal)]


def change(aviso, **fields):
    aviso = AvisoPage.objects.get(pk=aviso.pk)
    for name, new in fields.items():
        setattr(aviso, name, new)
    publish(aviso)


@pytest.fixture
def ciclon(provincia, alfa):
    return make_aviso(
        provincia,
        "Ciclón & «mar»",
        resumen="Se acerca <ya>.",
        texto="Vientos\x0bfuertes.",
        nivel=4,
        fase="alarma",
        alcance="municipios",
        municipios=[alfa],
        termina=timezone.now() + 5 * HOUR,
        numero_nota="No. 3",
        instrucciones=[("alarma", "Evacúe."), ("", "Guarde agua.")],
    )


def test_a_message_says_what_the_aviso_says(provincia, ciclon):
    [message] = messages(provincia)
    assert {
        path: value(message, path)
        for path in (
            *("status", "msgType", "scope", "sender", "references"),
            *("info/language", "info/category", "info/event", "info/severity", "info/urgency"),
            *("info/headline", "info/instruction", "info/area/areaDesc", "info/web"),
        )
    } == {
        "status": "Actual",
        "msgType": "Alert",
        "scope": "Public",
        "sender": "localhost",
        "references": None,
        "info/language": "es-CU",
        "info/category": "Met",
        "info/event": "Ciclón",
        "info/severity": "Extreme",
        "info/urgency": "Immediate",
        "info/headline": "Ciclón & «mar»",
        "info/instruction": "Fase de alarma: Evacúe.\nEn todo momento: Guarde agua.",
        "info/area/areaDesc": "Alfa",
        "info/web": f"{provincia.url}/avisos/ciclon-mar/",
    }
    assert value(message, "info/description") == "Se acerca <ya>.\n\nVientosfuertes."
    assert value(message, "info/expires") > value(message, "info/effective")


def test_it_is_sent_to_whom_it_concerns(provincia, alfa, beta, ciclon):
    assert [len(messages(portal)) for portal in (provincia, alfa, beta)] == [1, 1, 0]
    [identifier] = Mensaje.objects.values_list("identificador", flat=True)
    assert beta.get(f"/avisos/cap/{identifier}/").status_code == 404


def test_a_change_is_an_update_of_what_was_sent(provincia, ciclon):
    [first] = messages(provincia)
    change(ciclon, nivel=3)
    second, again = messages(provincia)
    # A message that was sent does not change.
    assert [value(again, path) for path in ("identifier", "sent", "info/severity")] == [
        value(first, path) for path in ("identifier", "sent", "info/severity")
    ]
    assert (value(second, "msgType"), value(second, "info/severity")) == ("Update", "Severe")
    named = ",".join(value(first, name) for name in ("sender", "identifier", "sent"))
    assert value(second, "references") == named


def test_what_says_nothing_new_is_not_sent_again(alfa):
    aviso = make_aviso(alfa, "Sin agua", tipo="agua", termina=timezone.now() + HOUR)
    change(aviso, seo_title="Otra cosa")
    assert kinds(alfa) == ["Alert"]
    page = AvisoPage.objects.get(pk=aviso.pk)
    page.instrucciones.add(Instruccion(texto="Guarde agua."))
    publish(page)
    assert kinds(alfa) == ["Update", "Alert"]


def test_who_is_no_longer_meant_is_told(provincia, alfa, beta, ciclon):
    page = AvisoPage.objects.get(pk=ciclon.pk)
    page.municipios.set([beta.site.portalsettings])
    publish(page)
    assert kinds(beta) == ["Update"]
    assert kinds(alfa) == ["Update", "Alert"]
    assert value(messages(alfa)[0], "info/area/areaDesc") == "Beta"


@pytest.mark.parametrize("way", ["ended", "withdrawn", "deleted"])
def test_an_end_before_its_time_is_a_cancellation(provincia, alfa, ciclon, way):
    match way:
        case "ended":
            change(ciclon, termina=timezone.now())
        case "withdrawn":
            AvisoPage.objects.get(pk=ciclon.pk).unpublish()
        case "deleted":
            Page.objects.get(pk=ciclon.pk).delete()
    cancel, alert = messages(alfa)
    assert value(cancel, "msgType") == "Cancel"
    assert value(cancel, "info/urgency") == "Past"
    assert value(alert, "identifier") in value(cancel, "references")
    assert kinds(provincia) == ["Cancel", "Alert"]


def test_one_that_ended_at_its_hour_needs_no_word(alfa, monkeypatch):
    aviso = make_aviso(alfa, "Sin agua", termina=timezone.now() + HOUR)
    later = timezone.now() + 2 * HOUR
    monkeypatch.setattr(timezone, "now", lambda: later)
    AvisoPage.objects.get(pk=aviso.pk).unpublish()
    assert kinds(alfa) == ["Alert"]


def test_one_that_comes_back_begins_anew(alfa):
    aviso = make_aviso(alfa, "Sin agua", sin_fin="Hasta nuevo aviso")
    AvisoPage.objects.get(pk=aviso.pk).unpublish()
    publish(AvisoPage.objects.get(pk=aviso.pk))
    assert kinds(alfa) == ["Alert", "Cancel", "Alert"]
    assert value(messages(alfa)[0], "references") is None


def test_neither_drafts_nor_private_nor_coming_ones_are_sent(alfa):
    make_aviso(alfa, "Borrador", live=False)
    make_aviso(alfa, "Por venir", go_live_at=timezone.now() + HOUR)
    aviso = make_aviso(alfa, "Reservado después")
    [identifier] = Mensaje.objects.values_list("identificador", flat=True)
    make_private(aviso)
    assert kinds(alfa) == []
    assert alfa.get(f"/avisos/cap/{identifier}/").status_code == 404
    change(aviso, nivel=4)
    assert Mensaje.objects.count() == 1


@pytest.mark.parametrize("whose", ["the page", "its section"])
def test_what_was_made_private_is_not_told_again_when_it_is_deleted(alfa, whose):
    aviso = make_aviso(alfa, "Reservado después", sin_fin="Hasta nuevo aviso")
    [identifier] = Mensaje.objects.values_list("identificador", flat=True)
    make_private(aviso if whose == "the page" else aviso.get_parent())
    Page.objects.get(pk=aviso.pk).delete()
    PageViewRestriction.objects.all().delete()
    assert kinds(alfa) == []
    assert alfa.get(f"/avisos/cap/{identifier}/").status_code == 404


def test_a_drill_is_told_apart(alfa):
    make_aviso(alfa, "Ejercicio Meteoro", simulacro=True)
    assert value(messages(alfa)[0], "status") == "Exercise"
    assert "Simulacro · Información:" in alfa.get("/").content.decode()


@pytest.mark.parametrize("tipo", AvisoPage.Tipo.values)
@pytest.mark.parametrize("nivel", AvisoPage.Nivel.values)
def test_every_kind_and_level_is_written_as_the_schema_wants(tipo, nivel):
    content = dict.fromkeys(
        ("suceso", "fase", "numero_nota", "titulo", "resumen", "texto", "fuente", "quien"), "x"
    )
    content |= {"tipo": tipo, "nivel": nivel, "simulacro": False, "instrucciones": []}
    content |= {"desde": "2026-11-25T10:00:00-05:00", "termina": None, "areas": ["Alfa"]}
    message = Mensaje(
        identificador="x",
        tipo="Alert",
        enviado=timezone.now(),
        remitente="ejemplo.cu",
        contenido=content | {"direccion": "http://ejemplo.cu/"},
    )
    SCHEMA.validate(message_response(message).content.decode())


# --- Feeds of avisos --------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "path"), [("rss", "channel/item"), ("atom", f"{ATOM}entry")])
def test_feeds_tell_the_avisos_that_concern_the_portal(provincia, alfa, beta, ciclon, kind, path):
    make_aviso(alfa, "Sin agua", tipo="agua")
    make_aviso(beta, "De Beta")
    response = alfa.get(f"/avisos/{kind}/")
    assert response["Content-Type"].startswith(f"application/{kind}+xml")
    items = xml(response).findall(path)
    prefix = ATOM if kind == "atom" else ""
    assert [item.findtext(f"{prefix}title") for item in items] == [
        "Información: Sin agua",
        "Emergencia · Fase de alarma: Ciclón & «mar»",
    ]
    assert f"{alfa.url}/avisos/provincia/ciclon-mar/" in response.content.decode()


def test_pages_say_where_the_feeds_are(alfa, ciclon):
    page = alfa.get("/avisos/provincia/ciclon-mar/")
    assert "/avisos/atom/" in rel(page, "alternate")
    assert links(page, within="footer")["Avisos (RSS)"] == "/avisos/rss/"
    message = links(page, within="main")["Para otros sistemas (CAP)"]
    assert alfa.get(message)["Content-Type"] == "application/cap+xml"


def test_a_portal_to_which_no_message_was_sent_offers_none(alfa, ciclon):
    Mensaje.objects.update(portales={"provincia": True})  # as before the portal existed
    page = alfa.get("/avisos/provincia/ciclon-mar/")
    assert page.status_code == 200
    assert "Para otros sistemas (CAP)" not in links(page, within="main")


def test_lists_for_machines_keep_their_budget(alfa, ciclon):
    paths = ["/avisos/rss/", "/avisos/atom/", "/avisos/cap/"]
    before = {path: queries(alfa, path) for path in paths}
    for number in range(3):
        make_aviso(alfa, f"Otro {number}")
    for path in paths:
        after = queries(alfa, path)
        assert len(after) <= COLD, told(after)
        assert len(after) == len(before[path]), told(after)
