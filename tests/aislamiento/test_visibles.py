"""The records about a page are visible to the users who see the page."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Comment,
    Locale,
    ModelLogEntry,
    PageLogEntry,
    Revision,
    Task,
    TaskState,
    Workflow,
    WorkflowState,
)
from wagtail_localize.models import (
    String,
    StringSegment,
    TranslatableObject,
    Translation,
    TranslationSource,
)

from aislamiento.scope import scope_of
from equipos.roles import grant_on_page
from noticias.models import CategoriaNoticia
from tests.factories import make_image, make_noticia, make_user

pytestmark = pytest.mark.on_both_databases


@pytest.fixture
def contenido(alfa, beta, administrador):
    """A commented, submitted and translated news item of each municipality."""
    pages = {}
    for portal in (alfa, beta):
        page = make_noticia(portal, f"Cosa de {portal.slug}", live=False)
        page.get_workflow().start(page, administrador)
        Comment.objects.create(page=page, user=administrador, text="Mire", contentpath="title")
        source, _created = TranslationSource.get_or_create_from_instance(page)
        Translation.objects.create(
            source=source, target_locale=Locale.objects.get(language_code="en")
        )
        image = make_image(f"Foto de {portal.slug}", collection=portal.collection)
        ModelLogEntry.objects.log_action(image, "wagtail.create")
        PageLogEntry.objects.log_action(page, "wagtail.create")
        pages[portal.slug] = page
    return pages


@pytest.mark.parametrize(
    ("model", "page_of"),
    [
        (Comment, lambda record: record.page.pk),
        (PageLogEntry, lambda record: record.page_id),
        (Revision, lambda record: int(record.object_id)),
        (WorkflowState, lambda record: int(record.object_id)),
        (TaskState, lambda record: int(record.workflow_state.object_id)),
        (TranslationSource, lambda record: record.get_source_instance().pk),
        (Translation, lambda record: record.source.get_source_instance().pk),
        (StringSegment, lambda record: record.source.get_source_instance().pk),
    ],
)
def test_an_editor_sees_the_records_of_the_own_pages_only(contenido, editora, model, page_of):
    seen = {page_of(record) for record in scope_of(editora).filter(model.objects.all())}
    everything = {page_of(record) for record in model.objects.all()}
    assert contenido["alfa"].pk in seen
    assert contenido["beta"].pk in everything
    assert contenido["beta"].pk not in seen


def test_an_editor_sees_the_log_of_the_own_images_only(contenido, editora):
    entries = scope_of(editora).filter(ModelLogEntry.objects.all())
    labels = {entry.label for entry in entries}
    assert "Foto de alfa" in labels
    assert "Foto de beta" not in labels


def test_texts_are_seen_with_the_page_they_are_translated_for(contenido, editora):
    scope = scope_of(editora)
    assert scope.filter(String.objects.all()).filter(data="Cosa de alfa").exists()
    assert not scope.filter(String.objects.all()).filter(data="Cosa de beta").exists()
    keys = scope.filter(TranslatableObject.objects.all()).values_list("translation_key", flat=True)
    assert contenido["alfa"].translation_key in keys
    assert contenido["beta"].translation_key not in keys


def test_an_editor_sees_the_workflow_of_the_own_pages_and_no_other(contenido, editora):
    other = Workflow.objects.create(name="Otro flujo")
    Task.objects.create(name="Otra tarea")
    scope = scope_of(editora)
    assert not scope.sees(other)
    assert [flow.name for flow in scope.filter(Workflow.objects.all())] == ["Moderación provincial"]
    assert [task.name for task in scope.filter(Task.objects.all())] == ["Moderación provincial"]


def test_who_works_on_one_page_sees_the_workflow_that_hangs_above_it(alfa):
    group = Group.objects.create(name="Editores · Alfa · Noticias")
    grant_on_page(group, alfa.noticias, ["wagtailcore.add_page"])
    redactora = make_user("redactora", groups=[group])
    assert scope_of(redactora).sees(alfa.noticias.get_workflow())


def test_what_all_portals_share_is_seen_by_everybody(portales, editora):
    scope = scope_of(editora)
    for model in (CategoriaNoticia, Locale, ContentType):
        assert scope.filter(model.objects.all()).count() == model.objects.count()


def test_who_has_no_rights_sees_no_record_of_any_page(contenido):
    nadie = scope_of(make_user("nadie"))
    for model in (Comment, Revision, WorkflowState, Workflow, Task, Translation, PageLogEntry):
        assert not nadie.filter(model.objects.all()).exists()
