"""After a whole case, its texts and personal data are not in clear in the database, the caches,
the logs, the files or the mail queue.
"""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from atencion.archivos import download
from atencion.models import Adjunto, Caso, Exportacion, Movimiento, Remitente
from servidor.cifrado import CifradoField
from tests.factories import make_user

from .escritos import filled
from .rastreo import everything_logged, places_with

pytestmark = pytest.mark.on_both_databases

SEGUIR = "/atencion/seguimiento/"
QUEJA = "/atencion/escribir/queja/"

PERSONA = {
    "nombre": "Zunzún Marcanombre",
    "documento": "85010112345",
    "telefono": "22 611223",
    "correo": "marcacorreo@ejemplo.cu",
    "notificar": "correo",
    "asunto": "Marcasunto",
    "hechos": "Marcahechos y más",
    "pide": "Marcapide",
}
ESCRITO = {
    "anadir": "Marcanadido",
    "inconforme": "Marcainconforme",
    "responder": "Marcarespuesta",
    "anotar": "Marcanota",
    "trasladar": "Marcatraslado",
    "prorrogar": "Marcaprorroga",
    "exportar": "Marcaexportacion",
}
ARCHIVO = ("marcarchivo.pdf", b"%PDF-1.4\nMarcacontenido\n%%EOF\n")
MARCAS = [
    *("Marcanombre", "85010112345", "611223", "marcacorreo", "Marcasunto", "Marcahechos"),
    *("Marcapide", "marcarchivo", "Marcacontenido"),
    *ESCRITO.values(),
]


def pdf():
    return SimpleUploadedFile(*ARCHIVO, content_type="application/pdf")


class Historia:
    """All steps of one case, by the citizen and the users, from the first form to the last mail."""

    def __init__(self, portal, operadora, coordinadora):
        self.phone = portal.browser()
        self.office = portal.signed_in(operadora)
        self.coordination = portal.signed_in(coordinadora)
        self.portal = portal
        self.responses = []

    def post(self, browser, url, data):
        response = browser.post(url, data)
        self.responses.append(response)
        return response

    def ask(self):
        form = self.phone.get(QUEJA)
        # First with an error: the refused form must not be stored in clear either.
        wrong = filled(form, **PERSONA | {"documento": "85010112399x"})
        assert self.post(self.phone, QUEJA, wrong).status_code == 422
        sent = self.post(self.phone, QUEJA, filled(form, **PERSONA) | {"archivos": pdf()})
        assert sent.status_code == 302, sent.content.decode()
        self.phone.get(sent["Location"])
        self.caso = Caso.objects.get()
        self.add("anadir", archivos=pdf())

    def add(self, action, **data):
        response = self.post(self.phone, f"{SEGUIR}{action}/", {"texto": ESCRITO[action], **data})
        assert response.status_code == 302, response.content.decode()

    def work(self, action, **data):
        visto = self.caso.movimientos.order_by("pk").last().pk
        url = reverse(f"casos:{action}", args=[self.caso.pk])
        response = self.post(self.office, url, {"visto": visto, **data})
        assert response.status_code == 302, response.content.decode()
        self.caso.refresh_from_db()

    def answer(self, destino):
        self.office.get(reverse("casos:ver", args=[self.caso.pk]))
        self.office.post(reverse("casos:datos", args=[self.caso.pk]))
        self.work("anotar", texto=ESCRITO["anotar"], archivos=pdf())
        self.work("prorrogar", motivo=ESCRITO["prorrogar"])
        self.work("trasladar", destino=destino, motivo=ESCRITO["trasladar"])
        self.work("responder", texto=ESCRITO["responder"], archivos=pdf())

    def disagree(self):
        # From another browser, with number and code; first with a wrong code.
        self.phone = self.portal.browser()
        data = {"numero": self.caso.numero, "codigo": "MALO"}
        self.post(self.phone, SEGUIR, data)
        self.post(self.phone, SEGUIR, data | {"codigo": self.caso.codigo})
        self.phone.get(f"{SEGUIR}caso/")
        self.add("inconforme")

    def export(self, second):
        persona = {"que": "ci", "valor": PERSONA["documento"]}
        handed = self.post(self.coordination, reverse("exportar_casos:persona"), persona)
        assert b"casos.json" in b"".join(handed.streaming_content)
        today = timezone.localdate().isoformat()
        site = self.portal.site.pk
        asked = {"site": site, "desde": today, "hasta": today, "motivo": ESCRITO["exportar"]}
        self.post(self.coordination, reverse("exportar_casos:pedir"), asked)
        pedida = Exportacion.objects.get()
        decide = reverse("exportar_casos:decidir", args=[pedida.pk])
        self.post(self.portal.signed_in(second), decide, {"aprobar": ""})
        table = reverse("exportar_casos:descargar", args=[pedida.pk])
        downloaded = self.post(self.coordination, table, {})
        assert "Marcahechos" in b"".join(downloaded.streaming_content).decode()

    def be_told(self):
        Movimiento.objects.update(cuando=timezone.now() - timedelta(hours=1))
        Caso.objects.update(vence=timezone.localdate())
        call_command("avisar_de_casos", verbosity=0)
        call_command("enviar_correos", verbosity=0)


@pytest.fixture
def historia(alfa, operadora, coordinadora, acueducto, settings, mailoutbox):
    """A whole case, with everything that was logged meanwhile in ``records``."""
    settings.EMAIL_BACKEND = "correo.cola.QueueBackend"  # as in production
    historia = Historia(alfa, operadora, coordinadora)
    with everything_logged() as historia.records:
        historia.ask()
        historia.answer(f"{alfa.site.pk}-{acueducto.pk}")
        historia.disagree()
        historia.export(make_user("segunda", groups=["Coordinador · Alfa"]))
        historia.be_told()
    return historia


def found(historia, words=MARCAS):
    return places_with(words, records=historia.records, responses=historia.responses)


def test_nothing_of_the_story_stands_anywhere_in_clear(historia, mailoutbox):
    caso = historia.caso
    assert caso.remitente.nombre == PERSONA["nombre"]  # it was stored
    assert download(Adjunto.objects.first()).content == ARCHIVO[1]
    assert len(mailoutbox) > 5
    assert found(historia) == []


def test_the_code_stands_in_the_mail_of_the_acuse_alone(historia, mailoutbox):
    codigo = historia.caso.codigo
    assert found(historia, [codigo, codigo.replace("-", "")]) == ["mail"]
    assert len([message for message in mailoutbox if codigo in message.body]) == 1


def test_after_the_purge_nothing_is_left_to_decrypt(historia, committed, settings):
    old = timezone.now() - timedelta(days=settings.ATENCION_DIAS_CONSERVACION + 1)
    Caso.objects.update(estado=Caso.Estado.CERRADA, cerrada_el=old)
    Movimiento.objects.update(cuando=old)
    with committed():
        call_command("purgar_casos", verbosity=0)
    assert found(historia) == []
    assert not Remitente.objects.exists()
    assert not Adjunto.objects.exists()
    for model in (Caso, Movimiento):
        for field in encrypted(model):
            assert set(model.objects.values_list(field.name, flat=True)) == {""}


def test_a_field_that_were_not_encrypted_would_be_found(historia, monkeypatch):
    """Save each encrypted field that has a value as plain text, and check that it is found."""
    for model in apps.get_app_config("atencion").get_models():
        for field in encrypted(model):
            row = next((r for r in model._base_manager.all() if getattr(r, field.name)), None)
            if row is None:
                continue
            value = getattr(row, field.name)
            rows = model._base_manager.filter(pk=row.pk)
            with monkeypatch.context() as patch:
                patch.setattr(field, "get_prep_value", lambda text: text)
                rows.update(**{field.name: value})
            words = value.split()[:1]
            assert f"database: {model._meta.db_table}" in found(historia, words), field
            rows.update(**{field.name: value})


def test_a_file_that_were_not_encrypted_would_be_found(historia, monkeypatch):
    monkeypatch.setattr("atencion.casos.encrypt", lambda data: data)
    historia.work("anotar", texto="Otra", archivos=pdf())
    assert found(historia) == ["files: privados"]
    for adjunto in Adjunto.objects.all():
        adjunto.archivo.delete(save=False)  # the storage outlives the test


def encrypted(model):
    return [field for field in model._meta.local_fields if isinstance(field, CifradoField)]
