"""Every address of the admin, read from the URL resolver, and the models that its words name."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver, reverse
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Page,
    Revision,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
    get_page_models,
)
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    Translation,
    TranslationSource,
)

from archivos.models import CambioDeArchivo
from atencion.models import Adjunto
from moderacion.models import EnlaceDeBorrador, PedidoDeRetiro

PREFIX = "admin/"

# The model that each word (URL parameter) names. A word that is missing here fails the walk.
OBJECTS = {
    "adjunto": Adjunto,
    "cambio_id": CambioDeArchivo,
    "collection_id": Collection,
    "destination_id": Page,
    "doc_id": get_document_model(),
    "document_id": get_document_model(),
    "enlace_id": EnlaceDeBorrador,
    "image_id": get_image_model(),
    "overridable_segment_id": OverridableSegment,
    "pedido_id": PedidoDeRetiro,
    "page_id": Page,
    "page_pk": Page,
    "page_to_move_id": Page,
    "parent_page_id": Page,
    "redirect_id": Redirect,
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "session_id": EditingSession,
    "string_segment_id": StringSegment,
    "task_id": Task,
    "task_state_id": TaskState,
    "translation_id": Translation,
    "translation_source_id": TranslationSource,
    "uploaded_file_id": UploadedFile,
    "workflow_pk": Workflow,
    "workflow_state_id": WorkflowState,
}
APP_WORDS = {"app_label", "app_name", "content_type_app_name"}
MODEL_WORDS = {"model_name", "content_type_model_name"}
WORDS = {
    "action": ["delete"],  # of bulk actions, which have a walk of their own
    "action_name": ["approve", "reject", "cancel", "delete", "copy", "publish", "unpublish"],
    "canal": ["telegram", "webhook"],
    "capitulo": ["entrar", "nada"],
    "clave": ["nada"],
    "filter_spec": ["original", "width-40"],
    "lista": ["publicadas", "borradores", "devueltas", "sin-persona"],
    "mode": ["nada"],
    "portal": ["alfa", "beta"],
    "que": ["entidades"],
    "token": ["nada"],
    "uidb64": ["MQ"],
}
# Models of ``pk`` in addresses whose view is a function and does not say its model.
PK_OF = {
    "wagtailadmin_api:pages": Page,
    "wagtailadmin_api:images": get_image_model(),
    "wagtailadmin_api:documents": get_document_model(),
    "wagtailadmin_pages": Page,
    "wagtailadmin_workflows:enable_task": Task,
    "wagtailadmin_workflows:disable_task": Task,
    "wagtailadmin_workflows:edit_task": Task,
    "wagtailadmin_workflows": Workflow,
    "wagtailusers_users": get_user_model(),
    "wagtailusers_groups": Group,
}


@dataclass(frozen=True)
class Address:
    name: str
    words: tuple
    pattern: object
    literal: str

    def url(self, kwargs):
        if not self.name.rpartition(":")[2]:
            return f"/{self.literal}"
        return reverse(self.name, kwargs=kwargs)

    @cached_property
    def view_model(self):
        """The model of the view of this address, or None."""
        if model := next(
            (model for name, model in PK_OF.items() if f"{self.name}:".startswith(f"{name}:")), None
        ):
            return model
        view = self.pattern.callback
        model = getattr(view, "view_initkwargs", {}).get("model")
        model = model or getattr(getattr(view, "view_class", None), "model", None)
        model = model or getattr(getattr(view, "cls", None), "model", None)
        return apps.get_model(model) if isinstance(model, str) else model

    @cached_property
    def models(self):
        """{word: model} of the words that name an object."""
        return {word: self.model_of(word) for word in self.words if word not in self.plain_words}

    @property
    def plain_words(self):
        return WORDS.keys() | APP_WORDS | MODEL_WORDS

    def model_of(self, word):
        if word in OBJECTS:
            return OBJECTS[word]
        if word in {"pk", "object_id"} and self.words_of_a_model:
            return None  # the model that the address itself names
        model = self.view_model if word == "pk" else None
        if model is None:
            raise LookupError(f"{self.name}: nobody knows what «{word}» names")
        return model

    @property
    def words_of_a_model(self):
        app = APP_WORDS.intersection(self.words)
        model = MODEL_WORDS.intersection(self.words)
        return (app.pop(), model.pop()) if app and model else None


def admin_addresses():
    """Return every address below the admin, of all installed packages.

    Of two addresses with the same path, only the first one, which answers, is returned.
    """
    by_path = {}
    for address in _walk(get_resolver(), "", (), ""):
        by_path.setdefault(re.sub(r"<(\w+):\w+>", r"<\1>", address.literal), address)
    return list(by_path.values())


def _walk(resolver, literal, words, namespace):
    for pattern in resolver.url_patterns:
        route = pattern.pattern
        names = list(route.regex.groupindex)
        path = literal + str(route)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern, path, (*words, *names), inner)
        elif path.startswith(PREFIX) and "^.*" not in path:
            name = f"{namespace}{pattern.name or ''}"
            yield Address(name, (*words, *names), pattern, path)


def named_models():
    """Return the models that an address may name by app label and model name."""
    named = {*get_page_models(), *get_snippet_models(), *settings_registry}
    named |= {get_image_model(), get_document_model()}
    named |= {model for model in apps.get_models() if issubclass(model, Task)}
    return sorted(named, key=lambda model: model._meta.label)
