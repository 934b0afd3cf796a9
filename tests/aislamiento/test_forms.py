"""The forms of pages refuse objects of other portals, and keep the rest of what was typed."""

import json

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import PageViewRestriction, Task, Workflow

from aislamiento.forms import SeenReferencesForm
from home.models import StandardPage
from noticias.models import NoticiaPage
from tests.factories import (
    get_categoria,
    make_document,
    make_image,
    make_noticia,
    make_page,
)
from tests.reading import block_errors, filled_form, text

REFUSED = "Lo que eligió aquí no es de su portal o ya no existe. Elija de nuevo."

KINDS = [
    *("imagen", "galeria", "documentos", "tabla", "llamada"),
    *("texto", "texto con documento"),
]


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def propia(alfa):
    return make_noticia(alfa, "Propia")


@pytest.fixture
def save(as_editor, propia):
    """Return a function that sends the form of the editor's news item with ``changes``."""

    def send(**changes):
        form = as_editor.get(edit_url(propia))
        streams = [] if "cuerpo" in changes else ["cuerpo"]
        return as_editor.post(edit_url(propia), filled_form(form, streams=streams, **changes))

    return send


def draft(page):
    page.refresh_from_db()
    return page.get_latest_revision_as_object()


def rich_text(**entity):
    """Return a rich text with one link, as its editor sends it."""
    return json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "Vea aquí más",
                    "type": "unstyled",
                    "depth": 0,
                    "inlineStyleRanges": [],
                    "entityRanges": [{"offset": 4, "length": 4, "key": 0}],
                }
            ],
            "entityMap": {"0": {"mutability": "MUTABLE", **entity}},
        }
    )


def link_to(page):
    return rich_text(type="LINK", data={"id": page.pk})


def link_to_document(document):
    return rich_text(type="DOCUMENT", data={"id": document.pk})


def with_image(image):
    return {
        "imagen": {"image": image.pk, "alt_text": "Un parque", "decorative": ""},
        "pie": "Pie de foto",
    }


def listed(name, *values):
    """Return the data of a list inside a block, as the admin sends it."""
    data = {f"{name}-count": str(len(values))}
    for index, value in enumerate(values):
        item = {"deleted": "", "order": str(index), "type": "item", "id": "", "value": value}
        data |= {f"{name}-{index}-{key}": part for key, part in item.items()}
    return data


def llamada(page):
    return {
        "titulo": "Venga",
        "texto": "",
        "enlace_texto": "Ver",
        "pagina": page.pk,
        "direccion": "",
    }


@pytest.fixture
def ajenas(beta):
    """A page, an image and a document of Beta, whose names must not be readable in Alfa."""
    return {
        "pagina": make_page(beta, "Secreto de página", live=False),
        "imagen": make_image("Secreto de imagen", collection=beta.collection),
        "documento": make_document("Secreto de documento", collection=beta.collection),
    }


@pytest.fixture
def propias(alfa):
    return {
        "pagina": make_page(alfa, "Página de Alfa"),
        "imagen": make_image("Imagen de Alfa", collection=alfa.collection),
        "documento": make_document("Documento de Alfa", collection=alfa.collection),
    }


def blocks_with(cosas):
    """Return the blocks of a body in which an editor can refer to an object."""
    photo = with_image(cosas["imagen"])
    table = {
        "column-count": "1",
        "column-0-type": "texto_enriquecido",
        "column-0-order": "0",
        "column-0-deleted": "",
        "column-0-heading": "Dónde",
        "row-count": "1",
        "row-0-order": "0",
        "row-0-deleted": "",
        "cell-0-0": link_to(cosas["pagina"]),
        "caption": "",
    }
    return {
        "imagen": photo,
        "galeria": {"titulo": "Fotos"} | listed("fotos", photo, photo),
        "documentos": {"titulo": "Actas"} | listed("documentos", cosas["documento"].pk),
        "tabla": {"titulo": "Lugares", "tabla": table},
        "llamada": llamada(cosas["pagina"]),
        "texto": link_to(cosas["pagina"]),
        "texto con documento": link_to_document(cosas["documento"]),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_that_uses_something_of_another_portal_is_refused_and_marked(
    save, propia, ajenas, kind
):
    block = (kind.split()[0], blocks_with(ajenas)[kind])
    response = save(
        title="Título nuevo", cuerpo=[("encabezado", {"texto": "Hola", "nivel": "2"}), block]
    )
    assert response.status_code == 200
    assert REFUSED in block_errors(response)
    page = response.content.decode()
    assert "Título nuevo" in page
    assert "Hola" in page
    assert "ecreto" not in page
    assert draft(propia).title == "Propia"


@pytest.mark.parametrize("kind", KINDS)
def test_a_block_that_uses_something_of_the_own_portal_is_saved(save, propia, propias, kind):
    response = save(cuerpo=[(kind.split()[0], blocks_with(propias)[kind])])
    assert response.status_code == 302
    assert len(draft(propia).cuerpo) == 1


@pytest.mark.parametrize("written", ["+{}", " {} ", "0{}", "{:_}"])
@pytest.mark.parametrize("kind", ["pagina", "documento"])
def test_an_id_that_is_written_in_an_odd_way_is_the_same_id(save, ajenas, kind, written):
    entity = {"pagina": "LINK", "documento": "DOCUMENT"}[kind]
    link = rich_text(type=entity, data={"id": written.format(ajenas[kind].pk)})
    response = save(cuerpo=[("texto", link)])
    assert response.status_code == 200
    assert REFUSED in block_errors(response)
    assert "ecreto" not in response.content.decode()


@pytest.mark.parametrize("written", ["{}.0", "{}_", "4__{}", "x"])
@pytest.mark.parametrize("kind", ["pagina", "documento"])
def test_what_is_no_id_is_refused_and_the_form_opens_again(
    save, as_editor, propia, propias, kind, written
):
    entity = {"pagina": "LINK", "documento": "DOCUMENT"}[kind]
    link = rich_text(type=entity, data={"id": written.format(propias[kind].pk)})
    response = save(cuerpo=[("texto", link)])
    assert response.status_code == 200
    assert REFUSED in block_errors(response)
    assert as_editor.get(f"/admin/pages/{propia.pk}/edit/").status_code == 200


def test_the_text_beside_a_refused_link_is_kept(save, ajenas):
    response = save(cuerpo=[("texto", link_to(ajenas["pagina"]))])
    shown = json.loads(block_errors(response))[0][0][0]["value"]
    assert json.loads(shown)["blocks"][0]["text"] == "Vea aquí más"


def test_a_refused_block_does_not_hide_what_is_wrong_with_another(save, ajenas):
    wrong = ("video", {"titulo": "Video", "url": "no es una dirección", "descripcion": ""})
    response = save(cuerpo=[wrong, ("llamada", llamada(ajenas["pagina"]))])
    assert response.status_code == 200
    assert REFUSED in block_errors(response)
    assert "URL" in block_errors(response)


def test_a_cover_of_another_portal_is_refused_without_its_name(save, propia, ajenas):
    response = save(title="Título nuevo", imagen_portada=ajenas["imagen"].pk)
    assert response.status_code == 200
    assert REFUSED in text(response)
    page = response.content.decode()
    assert "Título nuevo" in page
    assert "ecreto" not in page
    assert draft(propia).imagen_portada is None


def test_what_the_province_chose_stays_when_the_editor_saves(save, as_moderator, propia, provincia):
    image = make_image("Foto de la provincia", collection=provincia.collection)
    block = ("imagen", with_image(image))
    form = as_moderator.get(edit_url(propia))
    as_moderator.post(edit_url(propia), filled_form(form, imagen_portada=image.pk, cuerpo=[block]))
    assert draft(propia).imagen_portada == image
    assert save(title="Retocada", imagen_portada=image.pk, cuerpo=[block]).status_code == 302
    assert draft(propia).title == "Retocada"
    assert draft(propia).imagen_portada == image


def test_a_list_that_all_portals_share_is_offered(save, propia):
    assert save(categoria=get_categoria("cultura").pk).status_code == 302
    assert draft(propia).categoria.slug == "cultura"


def test_a_new_page_refuses_what_belongs_to_another_portal(as_editor, alfa, ajenas):
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", alfa.home.pk])
    data = filled_form(
        as_editor.get(url),
        title="Nueva",
        slug="nueva",
        resumen="Una página",
        cuerpo=[("llamada", llamada(ajenas["pagina"]))],
    )
    response = as_editor.post(url, data)
    assert REFUSED in block_errors(response)
    assert not StandardPage.objects.filter(title="Nueva").exists()


def test_the_preview_does_not_show_what_belongs_to_another_portal(as_editor, propia, ajenas):
    form = as_editor.get(edit_url(propia))
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[propia.pk])
    data = filled_form(form, cuerpo=[("llamada", llamada(ajenas["pagina"]))])
    assert as_editor.post(url, data).json()["is_valid"] is False
    assert "ecreto" not in as_editor.get(url).content.decode()


def test_who_works_on_all_portals_refers_to_any_of_them(as_moderator, propia, ajenas):
    form = as_moderator.get(edit_url(propia))
    data = filled_form(form, cuerpo=[("llamada", llamada(ajenas["pagina"]))])
    assert as_moderator.post(edit_url(propia), data).status_code == 302
    assert NoticiaPage.objects.get(pk=propia.pk).get_latest_revision_as_object().cuerpo


def test_a_row_of_a_form_is_limited_like_the_form(alfa, editora):
    """Tested with the form of a workflow, the only model so far whose rows refer to objects."""

    class WorkflowForm(SeenReferencesForm):
        class Meta(SeenReferencesForm.Meta):
            model = Workflow
            fields = ["name"]
            formsets = {"workflow_tasks": {"fields": ["task"]}}

    own = Task.objects.get()
    other = Task.objects.create(name="Secreto de tarea")

    def form_with(task):
        data = {
            "name": "Flujo",
            "workflow_tasks-TOTAL_FORMS": "1",
            "workflow_tasks-INITIAL_FORMS": "0",
            "workflow_tasks-0-task": task.pk,
            "workflow_tasks-0-ORDER": "1",
        }
        return WorkflowForm(QueryDict(urlencode(data)), for_user=editora)

    form = form_with(other)
    assert not form.is_valid()
    assert "ecreto" not in form.as_p()
    assert form_with(own).is_valid()


class ReservaForm(SeenReferencesForm):
    class Meta(SeenReferencesForm.Meta):
        model = PageViewRestriction
        fields = ["groups"]


@pytest.fixture
def reserva(propia, beta):
    """A page that the province restricted to a group of another portal."""
    found = PageViewRestriction.objects.create(page=propia, restriction_type="groups")
    found.groups.set([beta.editores])
    return found


def test_several_choices_keep_those_of_the_province_and_take_those_of_the_own_portal(
    reserva, editora, alfa, beta
):
    chosen = [beta.editores.pk, alfa.editores.pk]
    sent = QueryDict(urlencode({"groups": chosen}, doseq=True))
    form = ReservaForm(sent, instance=reserva, for_user=editora)
    assert form.is_valid(), form.errors
    form.save()
    assert set(reserva.groups.all()) == {alfa.editores, beta.editores}


def test_several_choices_refuse_the_one_of_another_portal_and_keep_the_others(
    reserva, editora, alfa, provincia
):
    foreign = provincia.editores
    sent = QueryDict(urlencode({"groups": [foreign.pk, alfa.editores.pk]}, doseq=True))
    form = ReservaForm(sent, instance=reserva, for_user=editora)
    assert form.errors == {"groups": [REFUSED]}
    assert foreign.name not in str(form["groups"])
    assert form["groups"].value() == [str(alfa.editores.pk)]
