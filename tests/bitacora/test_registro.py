"""Every change of content or of rights is logged: who, what, to which object and when."""

from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Locale,
    ModelLogEntry,
    Workflow,
)
from wagtail.test.utils.form_data import nested_form_data, streamfield

from base.models import PortalImage, PortalSettings
from equipos.roles import grant_on_page, grant_on_site
from home.creacion import create_portales
from tests.bitacora.reading import csv_rows, rows, told
from tests.conftest import PORTALES_TOML
from tests.factories import get_categoria, make_image, make_page, make_user
from tests.moderacion.writing import write
from tests.reading import form_data

SYSTEM = "El sistema (orden de consola o tarea programada)"


def admin_form(response, *, streams=()):
    """Return the data of the form that posts to its own address, as a browser would send it."""
    data = form_data(response, f"form[action='{response.request['PATH_INFO']}']")
    return data | nested_form_data({name: streamfield([]) for name in streams})


def settings_url(portal):
    return reverse("wagtailsettings:edit", args=["base", "portalsettings", portal.site.pk])


# --- Content -----------------------------------------------------------------------------------


def test_a_change_of_the_data_of_a_portal_says_which_fields(as_editor, alfa):
    response = as_editor.get(settings_url(alfa))
    data = admin_form(response, streams=["telefonos", "redes"]) | {"correo": "alfa@ejemplo.cu"}
    as_editor.post(settings_url(alfa), data)
    [row] = told(as_editor, q="Portal del Ciudadano de Alfa", clase="ajustes")[:1]
    assert row.startswith("editora: Se editó Correo electrónico: de «vacío» a «alfa@ejemplo.cu»")


def test_one_action_is_one_row_with_its_details(as_editor, alfa):
    response = as_editor.get(settings_url(alfa))
    before = len(rows(as_editor))
    data = admin_form(response, streams=["telefonos", "redes"])
    data |= {"correo": "a@ejemplo.cu", "direccion": "Calle 1"}
    as_editor.post(settings_url(alfa), data)
    assert len(rows(as_editor)) == before + 1


def test_uploads_renamings_and_deletions_of_images_are_told(as_editor, alfa, editora):
    image = make_image("Parque", collection=alfa.collection)
    url = reverse("wagtailimages:edit", args=[image.pk])
    data = admin_form(as_editor.get(url)) | {"title": "Parque Céspedes"}
    data["description"] = "Un parque con laureles"
    as_editor.post(url, data)
    assert any(
        "Título: de «Parque» a «Parque Céspedes»" in row for row in told(as_editor, q="Céspedes")
    )
    PortalImage.objects.get(pk=image.pk).delete()
    assert told(as_editor, q="Céspedes")[0].startswith(f"{SYSTEM}: Se eliminó")


def test_files_moved_to_another_folder_at_once_are_told_one_by_one(as_administrator, alfa, beta):
    images = [make_image(f"Foto {n}", collection=alfa.collection) for n in (1, 2)]
    url = reverse("wagtail_bulk_action", args=["base", "portalimage", "add_to_collection"])
    query = "&".join(f"id={image.pk}" for image in images)
    as_administrator.post(f"{url}?{query}", {"collection": beta.collection.pk})
    found = [row for row in told(as_administrator, q="Foto") if row.startswith("administrador")]
    assert len(found) == 2
    assert "Colección: de «Alfa» a «Beta»" in found[0].replace("colección", "Colección")


def test_categories_redirects_and_folders_are_told(as_administrator, alfa):
    categoria = get_categoria("cultura")
    categoria.nombre = "Artes"
    categoria.save()
    Redirect.add_redirect("/vieja/", site=alfa.site, redirect_to=alfa.home)
    parent = Collection.objects.get(pk=alfa.collection.pk)
    folder = parent.add_child(instance=Collection(name="Fotos viejas"))
    folder.delete()
    found = told(as_administrator, clase="ajustes")
    for expected in ("de «Cultura» a «Artes»", "/vieja", "Se eliminó · Fotos viejas"):
        assert any(expected in row for row in found), expected


def test_the_privacy_of_a_folder_is_told(as_coordinator, alfa):
    restriction = CollectionViewRestriction.objects.create(
        collection=alfa.collection, restriction_type=CollectionViewRestriction.GROUPS
    )
    restriction.groups.add(alfa.editores)
    restriction.delete()
    found = " | ".join(told(as_coordinator, clase="ajustes"))
    for expected in ("Privacidad: ", "Grupos añadidos: Editores · Alfa", "Dejó de ser privada"):
        assert expected in found


def test_who_moderates_a_page_is_told(as_administrator, alfa):
    workflow = Workflow.objects.create(name="Otro flujo")
    alfa.container.workflowpage.delete()
    page = alfa.container
    workflow.workflow_pages.create(page=page)
    found = " | ".join(told(as_administrator, portal="alfa", clase="contenido"))
    assert "Ya no se modera con «Moderación provincial»" in found
    assert "Se moderará con «Otro flujo»" in found


# --- People and rights ---------------------------------------------------------------------------


def test_who_enters_and_leaves_a_group_is_told(as_coordinator, as_administrator, alfa):
    ana = make_user("ana", groups=[alfa.editores])
    alfa.editores.user_set.remove(ana)
    ana.groups.set([alfa.editores])
    ana.groups.clear()
    found = [row for row in told(as_coordinator) if row.endswith("ana Usuario")]
    assert [("Salió" in row, "Entró" in row) for row in found] == [
        (True, False),
        (False, True),
        (True, False),
        (False, True),
    ]


def test_rights_given_and_taken_away_are_told(as_administrator, alfa, editora):
    page = make_page(alfa, "Empresa")
    grant_on_page(alfa.editores, page, ["wagtailcore.publish_page"])
    alfa.editores.page_permissions.filter(page=page).delete()
    grant_on_site(alfa.editores, alfa.site, "base.coordinate_portalsettings")
    alfa.editores.permissions.clear()
    found = " | ".join(told(as_administrator, clase="permisos", q="Editores · Alfa"))
    for expected in (
        "Permiso dado en «Empresa»: publicar páginas",
        "Permiso retirado en «Empresa»: publicar páginas",
        "Permiso dado en «Alfa",
        "Puede coordinar el equipo del portal",
        "Permiso retirado: Puede entrar en la administración",
    ):
        assert expected in found, expected


def test_a_group_that_changes_its_name_or_ends_is_told(as_administrator, alfa):
    alfa.editores.name = "Redacción de Alfa"
    alfa.editores.save()
    alfa.editores.delete()
    found = told(as_administrator, q="Redacción de Alfa", clase="permisos")
    assert any("Nombre: de «Editores · Alfa» a «Redacción de Alfa»" in row for row in found)
    assert any("Se eliminó" in row for row in found)
    assert {row["Portal"] for row in rows(as_administrator, q="Redacción de Alfa")} == {"Alfa"}


def test_the_state_and_the_password_of_an_account_are_told(as_coordinator, editora):
    editora.is_active = False
    editora.set_password("otra-clave-larga")
    editora.save()
    found = " | ".join(told(as_coordinator, clase="permisos"))
    assert "de «sí» a «no»" in found
    assert "Se cambió la contraseña" in found
    assert "pbkdf2" not in found
    assert "otra-clave-larga" not in found


def test_a_password_kept_in_a_newer_way_is_no_change(as_coordinator, editora, settings):
    before = ModelLogEntry.objects.count()
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert editora.check_password("clave")
    assert ModelLogEntry.objects.count() == before


def test_who_signs_in_is_told(provincia, alfa, editora, as_coordinator):
    browser = alfa.browser()
    browser.post(reverse("wagtailadmin_login"), {"username": "editora", "password": "clave"})
    [entered] = rows(as_coordinator, clase="entradas", user=editora.pk)
    assert entered["Qué se hizo"] == "Entró al sistema"


def test_a_new_password_from_a_link_is_of_nobody_and_not_of_the_system(
    alfa, editora, as_coordinator, mailoutbox
):
    browser = alfa.browser()
    browser.post(reverse("wagtailadmin_password_reset"), {"email": editora.email})
    path = "/admin" + mailoutbox[0].body.split("/admin", 1)[1].split()[0]
    form = browser.get(path, follow=True)
    password = {"new_password1": "Guamá-1956-sol", "new_password2": "Guamá-1956-sol"}
    browser.post(form.redirect_chain[-1][0], password)
    [row] = [row for row in told(as_coordinator) if "contraseña" in row]
    assert row.startswith("Sin sesión iniciada")


# --- Commands ---------------------------------------------------------------------------------


def test_what_has_no_name_in_spanish_is_told_in_spanish(as_administrator, alfa):
    alfa.editores.permissions.add(Permission.objects.get(codename="submit_translation"))
    settings = PortalSettings.objects.get(slug="alfa")
    settings.coleccion = None
    settings.save()
    Locale.objects.get(language_code="ht").save()
    found = " | ".join(" ".join(row.values()) for row in csv_rows(as_administrator))
    assert "Permiso dado: traducir páginas" in found
    assert "Colección: de «Alfa» a «vacío»" in found
    assert "Coleccion" not in found
    assert "Can submit" not in found


def test_what_wagtail_logs_is_told_in_the_words_of_the_rest(as_editor, alfa):
    write(as_editor, alfa, "Recién escrita")
    found = " | ".join(told(as_editor, q="Recién escrita"))
    assert "Se creó · Recién escrita" in found
    assert "Creado" not in found


def test_a_portal_made_by_a_command_says_so(as_administrator, portales_file):
    portales_file(
        PORTALES_TOML + '[[portal]]\nslug = "gama"\nnombre = "Gama"\ntipo = "municipal"\n'
        'hosts = ["www.gama.gob.cu"]\nsede = "Gama"\nlatitud = 20.3\nlongitud = -76.1\n'
        'acento = "uva"\n'
    )
    create_portales(lambda line: None)
    made = csv_rows(as_administrator, portal="gama")  # the screen shows fewer
    assert {row["Quién"] for row in made} == {SYSTEM}
    text = " | ".join(f"{row['Qué se hizo']} {row['En qué']} {row['Tipo']}" for row in made)
    assert "Se creó Portal del Ciudadano de Gama Datos del portal" in text
    assert "Permiso dado en «Portal del Ciudadano de Gama»: añadir páginas" in text


def test_a_second_run_of_a_command_that_changes_nothing_logs_nothing(portales):
    before = ModelLogEntry.objects.count()
    create_portales(lambda line: None)
    assert ModelLogEntry.objects.count() == before
