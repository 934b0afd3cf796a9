"""The whole content that a portal can hold, each text marked as belonging to that portal."""

from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import DatabaseError, transaction
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    CollectionViewRestriction,
    Comment,
    CommentReply,
    Locale,
    Page,
    PageSubscription,
    PageViewRestriction,
    Task,
    UploadedFile,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    get_page_models,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import (
    LocaleSynchronization,
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from atencion import casos
from difusion.models import Difusion
from tests.factories import image_bytes

from .filling import fill
from .marks import PublicMarker
from .roles import people_of

# Lists of the whole installation: their rows belong to no portal.
SHARED_MODELS = {
    ContentType,
    Locale,
    LocaleSynchronization,
    Permission,
    WorkflowContentType,
    apps.get_model("noticias", "CategoriaNoticia"),
    apps.get_model("directorio", "DiaFeriado"),
    apps.get_model("directorio", "TipoEntidad"),
    apps.get_model("enlaces", "Vuelta"),
    apps.get_model("lecturas", "Jornada"),
    apps.get_model("lecturas", "Marca"),
    apps.get_model("redaccion", "PalabraTecnica"),
    apps.get_model("search", "Sinonimo"),
    apps.get_model("tramites", "EventoDeVida"),
    apps.get_model("indicadores", "Medida"),
    apps.get_model("documentos", "Obligacion"),
}
# Models whose published objects of the province are offered to all portals.
OFFERED = {
    apps.get_model("directorio", "EntidadPage"),
    apps.get_model("tramites", "TramitePage"),
    apps.get_model("documentos", "NormaPage"),
}
# Values that a model requires, or that it must not have in this combination.
GIVEN = {
    apps.get_model("archivos", "CambioDeArchivo"): {"documento": None},
    apps.get_model("documentos", "DocumentoPage"): {"motivo_de_retiro": ""},
}
OF_TODAY = {
    apps.get_model("indicadores", "IndicadorPage"),
    apps.get_model("gobierno", "InformeDePlanteamientosPage"),
}
FAR = timedelta(days=400)


def said_of(model):
    """Return the values of GIVEN for ``model``, for some models with the current day."""
    today = {"actualizado_el": timezone.localdate()} if model in OF_TODAY else {}
    return GIVEN.get(model, {}) | today


class Content:
    """Fills one portal, whose groups and page tree exist already."""

    def __init__(self, portal, mark, tables):
        self.portal, self.mark, self.tables = portal, mark, tables
        self.pages = {}
        self.users = {}
        self.unfilled = {}

    def pick(self, model):
        """Return the key of the portal's newest ``model``, or of a row that all portals share."""
        concrete = model._meta.concrete_model
        known = self.tables.stage[concrete._meta.db_table]
        objects = concrete._base_manager.order_by("-pk")
        slug = self.portal.slug
        mine = [key for key in objects.values_list("pk", flat=True) if known.get(key, slug) == slug]
        if concrete is Page and "viva" in self.pages:
            return self.pages["viva"].pk
        if concrete is get_user_model():
            return self.person_of_record.pk
        if mine:
            return mine[0]
        shared = objects.last() if model in SHARED_MODELS else None
        return shared and shared.pk

    def make(self, model, **given):
        record = fill(model, self.mark, self.pick, **given)
        record.save()
        return record

    def everything(self):
        self.name_what_stands()
        self.add_people()
        self.add_media()
        self.add_pages()
        self.add_work()
        self.add_translation()
        self.add_surroundings()
        self.roles = people_of(self)
        if not self.portal.record.es_provincial:
            self.add_the_rest()
        return self

    def name_what_stands(self):
        """Rename and mark what the portal was created with, as its people may do."""
        portal, record = self.portal, self.portal.record
        for group in portal.groups:
            Group.objects.filter(pk=group.pk).update(name=self.mark.text("grupo"))
        for page in (
            portal.container,
            portal.home,
            portal.home_en,
            portal.home_ht,
            *self.sections(),
        ):
            title = self.mark.text(f"titulo-{type(page).__name__}")
            page.title = page.draft_title = title
            page.save()
        portal.collection.name = self.mark.text("coleccion")
        portal.collection.save()
        portal.site.site_name = self.mark.text("sitio")
        portal.site.save()
        for name in ("titulo", "direccion", "horario"):
            setattr(record, name, self.mark.text(f"datos-{name}"))
        record.correo = f"{self.mark('datos-correo')}@ejemplo.cu"
        record.save()

    def add_people(self):
        self.users = {group.pk: self.person(groups=[group]) for group in self.portal.groups}
        self.person_of_record = self.users[self.portal.record.editores_id]
        self.users[None] = self.person(groups=[self.portal.record.editores], is_active=False)

    def person(self, groups, **fields):
        user = get_user_model().objects.create_user(
            self.mark("usuario"),
            email=f"{self.mark('usuario-correo')}@ejemplo.cu",
            password=self.mark("clave"),
            first_name=self.mark("usuario-nombre"),
            last_name=self.mark("usuario-apellido"),
            **fields,
        )
        user.groups.set(groups)
        UserProfile.objects.create(user=user)
        return user

    def add_media(self):
        portal, user = self.portal, self.person_of_record
        child = portal.collection.add_child(name=self.mark.text("coleccion-hija"))
        hidden = portal.collection.add_child(name=self.mark.text("coleccion-privada"))
        restriction = CollectionViewRestriction.objects.create(
            collection=hidden, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.set(portal.groups)
        self.child_collection = child
        for collection in (hidden, child, portal.collection):
            for model, content, suffix in (
                (get_image_model(), image_bytes((80, 45)), "jpg"),
                (get_document_model(), b"Texto", "txt"),
            ):
                name = model._meta.model_name
                media = self.make(
                    model,
                    file=ContentFile(content, f"{self.mark(f'archivo-{name}')}.{suffix}"),
                    collection=collection,
                    uploaded_by_user=user,
                )
                media.tags.add(self.mark(f"etiqueta-{name}"))
                log(media, "wagtail.edit", user=user)
                UploadedFile.objects.create(
                    for_content_type=ContentType.objects.get_for_model(model),
                    file=ContentFile(content, f"{self.mark('subida')}.{suffix}"),
                    uploaded_by_user=user,
                )

    def add_pages(self):
        """Add one page of every type that people may create, then one in every state."""
        pending = {model for model in get_page_models() if model is not Page}
        parents = [self.portal.home, *self.sections()]
        while pending:
            made = {model: self.page_below(parents, model) for model in pending}
            made = {model: page for model, page in made.items() if page is not None}
            if not made:
                break
            parents += made.values()
            pending -= made.keys()
        below_home = [page for page in parents if page.get_parent().pk == self.portal.home.pk]
        self.kinds = [type(page) for page in below_home if type(page).max_count_per_parent is None]
        for number, state in enumerate(STATES):
            kind = self.kinds[number % len(self.kinds)]
            page = self.pages[state] = self.add_page(kind, self.portal.home, live=state not in NEW)
            STATES[state](self, page)
        self.pages["hija"] = self.add_page(self.kinds[0], self.pages["viva"])

    def sections(self):
        """Return the pages that the portal was created with, below its home page."""
        return self.portal.home.get_descendants().specific()

    def page_below(self, parents, model):
        for parent in parents:
            parent = Page.objects.get(pk=parent.pk).specific
            if model.can_create_at(parent):
                is_public = model in OFFERED and self.portal.record.es_provincial
                return self.add_page(model, parent, mark=PublicMarker() if is_public else self.mark)
        return None

    def add_page(self, model, parent, *, live=True, mark=None):
        mark, user = mark or self.mark, self.person_of_record
        page = fill(
            model,
            mark,
            self.pick,
            fields=model._meta.local_concrete_fields,
            title=mark.text("pagina-titulo"),
            slug=mark("pagina-slug"),
            seo_title=mark.text("pagina-seo"),
            search_description=mark.text("pagina-descripcion"),
            locale=parent.locale,
            owner=user,
            live=live,
            **said_of(model),
        )
        parent = Page.objects.get(pk=parent.pk)
        parent.add_child(instance=page)
        log(page, "wagtail.create", user=user)
        revision = page.save_revision(user=user, log_action=True)
        if live:
            revision.publish()
            page.refresh_from_db()
        return page

    def edit(self, page):
        page.title = self.mark.text("pagina-titulo-borrador")
        return page.save_revision(user=self.person_of_record, log_action=True)

    def add_work(self):
        page, user = self.pages["viva"], self.person_of_record
        comment = Comment.objects.create(
            page=page, user=user, text=self.mark.text("comentario"), contentpath="title"
        )
        CommentReply.objects.create(comment=comment, user=user, text=self.mark.text("respuesta"))
        PageSubscription.objects.create(page=page, user=user, comment_notifications=True)
        content_type = ContentType.objects.get_for_model(page)
        about = {"content_type": content_type, "object_id": str(page.pk), "user": user}
        EditingSession.objects.create(last_seen_at=timezone.now(), **about)
        FormState.objects.create(
            data={"title": self.mark.text("sin-guardar")},
            parent_object_id="",
            last_updated_at=timezone.now(),
            **about,
        )
        self.make(APIToken, user=user)
        workflow = Workflow.objects.create(name=self.mark.text("flujo"))
        WorkflowPage.objects.create(page=page, workflow=workflow)
        for model in apps.get_models():
            if issubclass(model, Task) and model is not Task:
                task = model.objects.create(name=self.mark.text("tarea"))
                workflow.workflow_tasks.create(task=task, sort_order=task.pk)

    def add_translation(self):
        page, user = self.pages["traducida"], self.person_of_record
        english = Locale.objects.get(language_code="en")
        source, _created = TranslationSource.update_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=english)
        for segment in StringSegment.objects.filter(source=source):
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=self.mark.text("traduccion"),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                last_translated_by=user,
            )
        for segment in OverridableSegment.objects.filter(source=source):
            SegmentOverride.objects.create(
                locale=english, context=segment.context, data_json=segment.data_json
            )
        translation.save_target(publish=False)
        self.pages["inglesa"] = page.get_translation(english).specific
        other, _created = TranslationSource.update_or_create_from_instance(self.pages["viva"])
        Translation.objects.create(source=other, target_locale=english, enabled=False)

    def add_surroundings(self):
        Redirect.objects.create(
            old_path=f"/{self.mark('redireccion')}",
            site=self.portal.site,
            redirect_page=self.pages["viva"],
        )
        Redirect.objects.create(
            old_path=f"/{self.mark('redireccion')}",
            site=self.portal.site,
            redirect_link=f"https://ejemplo.cu/{self.mark('redireccion-enlace')}",
        )
        keys = ("telegram_canal", "telegram_clave", "webhook_secreto")
        self.make(Difusion, site=self.portal.site, **{name: self.mark(name) for name in keys})
        self.add_case()
        for record in (self.portal.site, self.portal.record, *self.users.values()):
            log(record, "wagtail.edit", user=self.person_of_record)

    def add_case(self):
        """Add a caso with a file, through ``recibir``: only this function encrypts it."""
        mark = self.mark
        casos.recibir(
            envio=uuid4(),
            site=self.portal.site,
            tipo="queja",
            remitente={
                name: mark.text(f"remitente-{name}")
                for name in ("nombre", "ci", "direccion", "telefono", "correo")
            },
            archivos=[
                casos.ArchivoRecibido(mark("adjunto"), "application/pdf", mark("pdf").encode())
            ],
            **{name: mark.text(f"caso-{name}") for name in ("asunto", "hechos", "pide")},
        )

    def add_the_rest(self):
        """Add a record of each remaining model, also of packages to come; note those that fail."""
        for model in apps.get_models():
            table = model._meta.db_table
            known = self.tables.stage.get(table)
            if known is None or model in SHARED_MODELS or model._meta.parents:
                continue
            if model._base_manager.exclude(pk__in=list(known)).exists():
                continue
            try:
                with transaction.atomic():
                    self.make(model, **said_of(model))
            except (DatabaseError, TypeError, ValidationError, ValueError) as error:
                self.unfilled[model._meta.label] = error


def _submit(content, page):
    page.get_workflow().start(page, content.person_of_record)


def _return(content, page):
    _submit(content, page)
    state = page.current_workflow_task_state
    state.specific.task.specific.on_action(
        state, content.portal.moderator, "reject", comment=content.mark.text("rechazo")
    )


def _schedule(content, page):
    page.go_live_at, page.expire_at = timezone.now() + FAR, timezone.now() + 2 * FAR
    page.save_revision(user=content.person_of_record, log_action=True).publish()


def _lock(content, page):
    page.locked, page.locked_by = True, content.person_of_record
    page.locked_at = timezone.now()
    page.save()


def _restrict(content, page):
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    restriction.groups.set(content.portal.groups)


def _protect(content, page):
    PageViewRestriction.objects.create(
        page=page,
        restriction_type=PageViewRestriction.PASSWORD,
        password=content.mark("contrasena"),
    )


def _alias(content, page):
    content.pages["alias"] = page.create_alias(update_slug=content.mark("pagina-slug"))


STATES = {
    "viva": lambda content, page: content.edit(page).publish(),
    "cambiada": lambda content, page: content.edit(page),
    "borrador": lambda content, page: content.edit(page),
    "programada": _schedule,
    "bloqueada": _lock,
    "en_moderacion": _submit,
    "devuelta": _return,
    "retirada": lambda content, page: page.unpublish(),
    "con_contrasena": _protect,
    "privada": _restrict,
    "original": _alias,
    "traducida": lambda content, page: None,
}
NEW = {"borrador", "programada", "en_moderacion", "devuelta"}  # never published
