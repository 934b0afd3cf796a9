"""A user who may publish decides on the change of a file, and the users concerned get a mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.models import F
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from archivos.cambios import APPROVED, SENT, URGENT
from archivos.models import CambioDeArchivo
from archivos.queries import waiting_for
from avisos.models import Mensaje
from base.models import PortalDocument
from equipos.models import Equipo
from equipos.roles import grant_on_page
from tests.factories import make_entidad, make_user
from tests.reading import soup, text

from . import archivos
from .archivos import (
    ANTES,
    DESPUES,
    change,
    decide,
    is_kept_red,
    kept_bytes,
    pdf,
    pending,
    public_bytes,
    red_picture,
)

pytestmark = pytest.mark.usefixtures("on_disk")


def test_an_approved_document_is_what_citizens_get_at_the_same_address(
    as_moderator, alfa, acta, cambio_de_acta, committed
):
    before = alfa.get(acta.url)
    with committed():
        response = decide(as_moderator, cambio_de_acta, "aprobar")
    assert response.url == reverse("moderacion:cola")
    after = alfa.get(acta.url)
    assert b"".join(after.streaming_content) == DESPUES
    assert after["ETag"] != before["ETag"]
    asked = alfa.get(acta.url, **{"If-None-Match": before["ETag"]})
    assert asked.status_code == 200
    assert "Acta corregida" in text(alfa.get("/con-lista/"))


def test_an_approved_picture_is_what_pages_show(
    as_moderator, alfa, foto, cambio_de_foto, committed, tmp_path
):
    def is_red_there():
        page = soup(alfa.get("/noticias/con-portada/"))
        [address] = {img["src"] for img in page.select("main img") if "/media/" in img["src"]}
        return archivos.is_red((tmp_path / address.split("/media/")[1]).read_bytes())

    assert not is_red_there()
    with committed():
        decide(as_moderator, cambio_de_foto, "aprobar")
    foto.refresh_from_db()
    (tmp_path / foto.file.name).unlink()  # the file must exist already, before the first visitor
    assert is_red_there()
    assert foto.description == "Un parque rojo"


def test_what_waits_is_not_left_behind_once_it_is_decided(
    as_moderator, as_editor, cambio_de_acta, cambio_de_foto, committed
):
    kept = [(cambio.file.storage, cambio.file.name) for cambio in (cambio_de_acta, cambio_de_foto)]
    with committed():
        decide(as_moderator, cambio_de_acta, "aprobar")
        decide(as_editor, cambio_de_foto, "retirar")
    assert not any(storage.exists(name) for storage, name in kept)


def test_who_decides_sees_both_files_and_what_else_changes(
    as_moderator, cambio_de_acta, cambio_de_foto
):
    page = as_moderator.get(reverse("moderacion:archivo", args=[cambio_de_acta.pk]))
    assert "1 página publicada" in text(page)
    assert "Acta corregida" in text(page)
    new = as_moderator.get(reverse("moderacion:archivo_nuevo", args=[cambio_de_acta.pk]))
    assert b"".join(new.streaming_content) == DESPUES
    assert new["Content-Disposition"] == 'attachment; filename="acta.pdf"'
    page = as_moderator.get(reverse("moderacion:archivo", args=[cambio_de_foto.pk]))
    assert "Un parque rojo" in text(page)
    picture = soup(page).select(".tablero__versiones img")[1]["src"]
    assert archivos.is_red(as_moderator.get(picture).content)


def test_a_return_says_why_in_the_form_and_changes_nothing(
    as_moderator, as_editor, alfa, acta, cambio_de_acta
):
    decide(as_moderator, cambio_de_acta, "devolver", comentario="")
    assert pending() == cambio_de_acta
    decide(as_moderator, cambio_de_acta, "devolver", comentario="Falta la firma")
    assert public_bytes(alfa, acta) == ANTES
    assert "Falta la firma" in text(as_editor.get(archivos.edit_url(acta)))


def test_the_form_says_that_a_change_waits_and_shows_it(as_editor, acta, cambio_de_acta):
    page = as_editor.get(archivos.edit_url(acta))
    assert "espera desde hace" in text(page)
    assert reverse("moderacion:archivo", args=[cambio_de_acta.pk]) in page.content.decode()


def test_the_form_says_beforehand_that_a_change_waits(as_editor, alfa, acta, foto):
    archivos.in_list(alfa, acta)
    archivos.in_text(alfa, acta)
    archivos.as_shield(alfa, foto)
    assert "está en 2 páginas publicadas o por publicar" in text(
        as_editor.get(archivos.edit_url(acta))
    )
    assert "datos del portal" in text(as_editor.get(archivos.edit_url(foto)))


def test_what_is_neither_page_nor_portal_is_not_said_to_be_the_portal(as_editor, foto):
    kind = ContentType.objects.get_for_model(Mensaje)
    ReferenceIndex.objects.create(
        base_content_type=kind,
        content_type=kind,
        object_id="1",
        to_content_type=ContentType.objects.get_for_model(foto),
        to_object_id=str(foto.pk),
        model_path="texto",
        content_path="texto",
        content_path_hash=uuid4(),
    )
    page = text(as_editor.get(archivos.edit_url(foto)))
    assert "fuera de las páginas" in page
    assert "datos del portal" not in page
    change(as_editor, foto, file=red_picture())
    assert not is_kept_red(foto)


def test_the_form_of_a_draft_says_nothing_of_it(as_editor, alfa, acta):
    archivos.in_list(alfa, acta, live=False)
    assert "otra persona" not in text(as_editor.get(archivos.edit_url(acta)))


def test_who_sent_a_change_takes_it_back(as_editor, alfa, acta, cambio_de_acta):
    decide(as_editor, cambio_de_acta, "retirar")
    assert not CambioDeArchivo.objects.filter(estado="espera").exists()
    assert public_bytes(alfa, acta) == ANTES


def test_a_second_change_takes_the_place_of_the_first(
    as_editor, as_moderator, alfa, acta, cambio_de_acta
):
    change(as_editor, acta, file=pdf(b"%PDF-1.4 Mejor"))
    response = decide(as_moderator, cambio_de_acta, "aprobar")
    assert "Ya no espera" in text(as_moderator.get(response.url))
    assert public_bytes(alfa, acta) == ANTES
    decide(as_moderator, pending(), "aprobar")
    assert public_bytes(alfa, acta) == b"%PDF-1.4 Mejor"


# --- Who decides -------------------------------------------------------------------------------


def test_an_editor_does_not_decide(as_editor, alfa, acta, cambio_de_acta):
    colleague = alfa.signed_in(make_user("colega", groups=[alfa.editores]))
    for browser in (as_editor, colleague):
        decide(browser, cambio_de_acta, "aprobar")
    assert public_bytes(alfa, acta) == ANTES
    assert pending() == cambio_de_acta


@pytest.mark.parametrize("who", ["as_moderator", "as_administrator"])
def test_who_moderates_does_not_approve_a_change_of_their_own(request, who, alfa, provincia, acta):
    browser = request.getfixturevalue(who)
    archivos.in_list(alfa, acta)
    change(browser, acta, file=pdf())
    assert public_bytes(alfa, acta) == ANTES
    cambio = pending()
    assert "debe decidir otra persona" in text(
        browser.get(reverse("moderacion:archivo", args=[cambio.pk]))
    )
    decide(browser, cambio, "aprobar")
    assert public_bytes(alfa, acta) == ANTES
    other = provincia.signed_in(make_user("otra", groups=["Moderadores"]))
    decide(other, cambio, "aprobar")
    assert public_bytes(alfa, acta) == DESPUES


def test_a_team_changes_its_files_through_moderation(alfa, administrador):
    entidad = make_entidad(alfa, "Farmacia")
    equipo = Equipo.objects.create_for(entidad, user=administrador)
    browser = alfa.signed_in(make_user("boticaria", groups=[equipo.group]))
    file = PortalDocument.objects.create(
        title="Turnos", file=ContentFile(ANTES, "turnos.pdf"), collection=equipo.collection
    )
    archivos.in_text(alfa, file)
    change(browser, file, file=pdf(name="turnos.pdf"))
    assert public_bytes(alfa, file) == ANTES
    assert pending().documento == file


@pytest.mark.parametrize("role", ["Traductores", "Revisores"])
def test_who_only_chooses_files_neither_changes_nor_decides(alfa, acta, cambio_de_acta, role):
    browser = alfa.signed_in(make_user("persona", groups=[f"{role} · Alfa"]))
    browser.post(archivos.edit_url(acta), {"title": "Otra", "file": pdf()})
    for decision in ("aprobar", "devolver", "retirar"):
        decide(browser, cambio_de_acta, decision, comentario="No")
    assert pending() == cambio_de_acta
    assert public_bytes(alfa, acta) == ANTES


@pytest.mark.parametrize("decision", ["aprobar", "devolver", "retirar"])
def test_a_change_of_another_portal_does_not_exist(beta, alfa, acta, cambio_de_acta, decision):
    browser = beta.signed_in(make_user("ajena", groups=[beta.editores]))
    for name in ("archivo", "archivo_nuevo"):
        assert (
            browser.get(reverse(f"moderacion:{name}", args=[cambio_de_acta.pk])).status_code == 404
        )
    assert decide(browser, cambio_de_acta, decision, comentario="No").status_code == 404
    assert pending() == cambio_de_acta


def test_who_is_trusted_changes_at_once_and_the_moderators_are_told(
    alfa, acta, moderadora, mailoutbox
):
    archivos.in_list(alfa, acta)
    urgente = make_user("urgente", groups=[alfa.editores, "Publicación urgente"])
    browser = alfa.signed_in(urgente)
    assert "se ve enseguida" in text(browser.get(archivos.edit_url(acta)))
    change(browser, acta, file=pdf())
    assert public_bytes(alfa, acta) == DESPUES
    assert URGENT in actions_on(acta)
    call_command("enviar_correos")
    [mail] = mailoutbox
    assert mail.to == ["moderadora@ejemplo.cu"]
    assert "con urgencia" in mail.subject


def actions_on(file):
    return list(
        ModelLogEntry.objects.filter(
            object_id=str(file.pk), content_type=ContentType.objects.get_for_model(file)
        )
        .order_by("pk")
        .values_list("action", flat=True)
    )


def test_the_log_says_who_sent_and_who_approved(
    as_moderator, moderadora, editora, acta, cambio_de_acta
):
    decide(as_moderator, cambio_de_acta, "aprobar")
    entries = ModelLogEntry.objects.filter(action__startswith="archivos.").order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        (SENT, editora),
        (APPROVED, moderadora),
    ]
    assert "wagtail.edit" not in actions_on(acta)


def test_mails_go_to_who_decides_and_then_to_who_sent(
    as_moderator, moderadora, acta, cambio_de_acta, cambio_de_foto, mailoutbox
):
    make_user("super", is_superuser=True)
    call_command("enviar_correos")
    [mail] = mailoutbox
    assert mail.to == ["moderadora@ejemplo.cu"]
    assert mail.subject == "2 cambios de archivos esperan su decisión"
    assert reverse("moderacion:archivo", args=[cambio_de_acta.pk]) in mail.body
    decide(as_moderator, cambio_de_acta, "aprobar")
    decide(as_moderator, cambio_de_foto, "devolver", comentario="Está movida")
    call_command("enviar_correos")
    approved, returned = sorted(mailoutbox[1:], key=lambda mail: mail.subject)
    assert (approved.to, returned.to) == (["editora@ejemplo.cu"], ["editora@ejemplo.cu"])
    assert "Archivo aprobado: Acta corregida" in approved.subject
    assert "Está movida" in returned.body


def test_what_waits_is_in_the_queue_and_on_the_front_page(as_moderator, cambio_de_acta):
    url = reverse("moderacion:archivo", args=[cambio_de_acta.pk])
    for address in ("moderacion:cola", "wagtailadmin_home"):
        assert url in as_moderator.get(reverse(address)).content.decode()
    assert "Por revisar (1)" in as_moderator.get(reverse("wagtailadmin_home")).content.decode()


@pytest.mark.parametrize("decision", ["aprobar", "devolver"])
def test_an_administrator_reads_what_became_of_the_decision(
    as_administrator, cambio_de_acta, decision
):
    response = decide(as_administrator, cambio_de_acta, decision, comentario="Falta la firma")
    page = as_administrator.get(response.url)
    assert page.status_code == 200
    assert "«Acta" in text(page)


def _wait_for(browser, alfa, number):
    for _number in range(number):
        file = PortalDocument.objects.create(
            title="Otra",
            file=ContentFile(ANTES, "otra.pdf"),
            collection=alfa.collection.add_child(name=uuid4().hex),
        )
        archivos.in_list(alfa, file, slug=uuid4().hex)
        change(browser, file, title="Otra corregida")


def test_an_administrator_is_not_sent_to_the_queue(as_administrator, as_editor, alfa):
    _wait_for(as_editor, alfa, 6)
    page = as_administrator.get(reverse("wagtailadmin_home"))
    assert "Archivos por revisar" in text(page)
    assert reverse("moderacion:cola") not in page.content.decode()


def test_administrators_hear_of_what_no_moderator_can_decide(
    as_editor, as_moderator, alfa, administrador, acta, foto, mailoutbox
):
    archivos.in_list(alfa, acta)
    change(as_moderator, acta, file=pdf())
    call_command("enviar_correos")
    assert [mail.to for mail in mailoutbox] == [["administrador@ejemplo.cu"]]


@pytest.mark.parametrize("name", ["moderacion:cola", "wagtailadmin_home", "wagtaildocs:index"])
def test_what_waits_costs_the_same_however_many_files(as_editor, as_moderator, alfa, name):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert "Por revisar (" in as_moderator.get(reverse(name)).content.decode()
        return [
            query["sql"] for query in captured if not query["sql"].startswith(("SAVE", "RELEASE"))
        ]

    _wait_for(as_editor, alfa, 1)
    queries()
    few = queries()
    _wait_for(as_editor, alfa, 3)
    assert len(queries()) == len(few)


def test_what_waits_is_counted_only_where_the_person_publishes(alfa, beta, cambio_de_acta):
    user = make_user("coordina", groups=[alfa.editores])
    assert not waiting_for(user).exists()
    grant_on_page(alfa.editores, alfa.home, ["wagtailcore.publish_page"])
    user = type(user).objects.get(pk=user.pk)
    assert list(waiting_for(user)) == [cambio_de_acta]
    grant_on_page(beta.editores, beta.home, ["wagtailcore.publish_page"])
    assert not waiting_for(make_user("ajena", groups=[beta.editores])).exists()


@pytest.mark.parametrize("kind", ["acta", "foto"])
def test_an_approval_that_fails_leaves_the_file_where_it_was(request, as_moderator, kind):
    file = request.getfixturevalue(kind)
    cambio = request.getfixturevalue(f"cambio_de_{kind}")
    before = kept_bytes(file)

    @receiver(post_save, sender=CambioDeArchivo)
    def fail(sender, instance, **kwargs):
        raise DatabaseError("no hay espacio en el disco")

    try:
        with pytest.raises(DatabaseError):
            decide(as_moderator, cambio, "aprobar")
    finally:
        post_save.disconnect(fail, sender=CambioDeArchivo)
    assert kept_bytes(file) == before
    assert pending() == cambio


@pytest.mark.parametrize("kind", ["acta", "foto"])
def test_the_old_file_is_not_left_behind(request, as_moderator, committed, kind):
    file = request.getfixturevalue(kind)
    cambio = request.getfixturevalue(f"cambio_de_{kind}")
    with committed():
        decide(as_moderator, cambio, "aprobar")
    storage, name = file.file.storage, file.file.name
    file.refresh_from_db()
    assert storage.exists(file.file.name)
    assert file.file.name != name
    assert not storage.exists(name)


@pytest.mark.parametrize("decision", ["aprobar", "devolver", "retirar"])
def test_what_was_decided_is_forgotten_with_the_log(
    request, settings, committed, cambio_de_acta, cambio_de_foto, decision
):
    """However long it waited before: its retention period begins with the decision."""
    term = timedelta(days=settings.BITACORA_DIAS_CONTENIDO)
    CambioDeArchivo.objects.update(enviado=timezone.now() - 2 * term)
    browser = request.getfixturevalue("as_editor" if decision == "retirar" else "as_moderator")
    with committed():
        decide(browser, cambio_de_acta, decision, comentario="Falta la firma")
        _is_forgotten_after(term, others=1)
    assert not cambio_de_acta.file.storage.exists(cambio_de_acta.file.name)
    assert pending() == cambio_de_foto


def test_a_change_in_a_hurry_is_forgotten_with_the_log(alfa, settings, acta):
    archivos.in_list(alfa, acta)
    browser = alfa.signed_in(make_user("urgente", groups=[alfa.editores, "Publicación urgente"]))
    change(browser, acta, file=pdf())
    _is_forgotten_after(timedelta(days=settings.BITACORA_DIAS_CONTENIDO))


def _is_forgotten_after(term, others=0):
    """Let the decided change grow older; check when it is deleted and that ``others`` stay."""
    for passed, kept in (
        (timedelta(), 1),
        (term - timedelta(hours=1), 1),
        (timedelta(hours=2), 0),
    ):
        CambioDeArchivo.objects.update(decidido=F("decidido") - passed)
        call_command("purgar_correos", reloj_correcto=True)
        assert CambioDeArchivo.objects.count() == kept + others
