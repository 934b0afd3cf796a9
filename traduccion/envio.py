"""Replaces views of Wagtail Localize that check only one permission, valid for all portals.

The guard checks which page, source or translation a user may name; the views here check what the
user may do with it. Translating must not let a user publish who cannot publish otherwise.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import HiddenInput
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.actions.copy_for_translation import ParentNotTranslatedError
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import get_edit_url
from wagtail_localize.views import snippets_api
from wagtail_localize.views.submit_translations import (
    SubmitPageTranslationView,
    SubmitSnippetTranslationView,
)
from wagtail_localize.views.update_translations import UpdateTranslationsView

from aislamiento.scope import scope_of
from base.tree import HOME_DEPTH

from .idiomas import is_offered_somewhere, is_translatable, locales_to_translate_to

CLOSED = _("La página espera una decisión o está bloqueada: sus textos no se cambian.")


class NoLanguageLeftError(Exception):
    """The object is already translated into all the languages that are offered."""


class ClosedError(Exception):
    """The texts of ``target`` are locked for now."""

    def __init__(self, target):
        super().__init__(target)
        self.target = target


def can_translate_page(user, page, locale):
    """Whether ``user`` may edit the nearest page in ``locale`` above the new translation."""
    for ancestor in page.get_ancestors(inclusive=True).order_by("-depth"):
        if place := ancestor.get_translation_or_none(locale):
            return place.permissions_for_user(user).can_edit()
    return False


def has_place(page, locale):
    """Whether the parent of ``page`` is translated, and not by an alias of the Spanish one.

    A portada has its own page in each language since its portal was created.
    """
    above = page if page.depth == HOME_DEPTH else page.get_parent()
    place = above.get_translation_or_none(locale)
    return place is not None and place.alias_of_id is None


def can_edit(user, instance):
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_edit()
    policy = policy_registry.get_by_type(type(instance))
    return policy.user_has_permission_for_instance(user, "change", instance)


def is_locked(user, instance):
    """Whether the page waits for moderation, or is locked for ``user``.

    Wagtail lets moderators edit a page that waits; but a translated text would not be in the
    revision that they read and approve.
    """
    return isinstance(instance, Page) and (
        instance.workflow_in_progress or bool(instance.permissions_for_user(user).page_locked())
    )


class LanguagesMixin:
    """Offers the languages of ``get_choices``, or shows an error if there is none."""

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except NoLanguageLeftError:
            messages.error(
                request,
                _(
                    "No queda idioma al que traducirlo. Los que el portal ofrece se marcan en "
                    "«Datos del portal»."
                ),
            )
            return redirect(self.get_default_success_url())

    def get_form(self):
        form = super().get_form()
        field = form.fields["locales"]
        chosen = self.get_choices(field.queryset)
        field.queryset = Locale.objects.filter(pk__in=[locale.pk for locale in chosen])
        if len(chosen) < 2:
            form.fields["select_all"].widget = HiddenInput()
        return form


class SubmitPageView(LanguagesMixin, SubmitPageTranslationView):
    """Offers the languages in whose tree the user may edit; parents must be translated first.

    Wagtail Localize would copy the missing parents, in Spanish and published, and would translate
    from a translation.
    """

    def get_object(self):
        page = super().get_object()
        if not is_translatable(page):
            raise Http404
        return page

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except ParentNotTranslatedError:
            above = self.object.get_parent()
            messages.error(
                request,
                _("Traduzca antes «%(titulo)s», dentro de la cual está esta página.")
                % {"titulo": above.get_admin_display_title()},
            )
            return redirect("wagtail_localize:submit_page_translation", above.pk)

    def get_form(self):
        form = super().get_form()
        if self.object.depth == HOME_DEPTH:
            # Some pages below may be translated already, or be edited apart.
            subtree = form.fields["include_subtree"]
            subtree.disabled, subtree.widget = True, HiddenInput()
        return form

    def get_choices(self, locales):
        """Return the languages to translate to; an empty page is no translation yet."""
        offered = locales_to_translate_to(self.object)
        if not offered:
            raise NoLanguageLeftError
        allowed = [
            locale
            for locale in offered
            if can_translate_page(self.request.user, self.object, locale)
        ]
        if not allowed:
            raise Http404
        possible = [locale for locale in allowed if has_place(self.object, locale)]
        if not possible:
            raise ParentNotTranslatedError
        return possible


class SubmitSnippetView(LanguagesMixin, SubmitSnippetTranslationView):
    """Translation of records that all portals share, by the users who may change them."""

    def get_object(self):
        snippet = super().get_object()
        if not can_edit(self.request.user, snippet):
            raise Http404
        return snippet

    def get_choices(self, locales):
        offered = [locale for locale in locales if is_offered_somewhere(locale)]
        if not offered:
            raise NoLanguageLeftError
        return offered


class UpdateView(UpdateTranslationsView):
    """Updates all translations of a source; publishes them if the user may publish each of them.

    If one is locked, none is updated: the moderator who reviews it would find texts missing.
    """

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except ClosedError as error:
            messages.error(request, CLOSED)
            return redirect(get_edit_url(error.target))

    def get_object(self):
        source = super().get_object()
        self.targets = [
            translation.get_target_instance()
            for translation in source.translations.filter(enabled=True)
        ]
        if not all(can_edit(self.request.user, target) for target in self.targets):
            raise Http404
        for target in self.targets:
            if is_locked(self.request.user, target):
                raise ClosedError(target)
        return source

    def get_form(self):
        form = super().get_form()
        if not all(self.can_publish(target) for target in self.targets):
            publish = form.fields["publish_translations"]
            publish.disabled, publish.widget = True, HiddenInput()
        return form

    def form_valid(self, form):
        """Publish, if requested, only the translations that are complete after the update."""
        publishes = form.cleaned_data["publish_translations"]
        form.cleaned_data["publish_translations"] = False
        response = super().form_valid(form)
        for translation in self.object.translations.filter(enabled=True) if publishes else []:
            total, translated = translation.get_progress()
            if total == translated:
                self._publish(translation)
            else:
                messages.warning(
                    self.request,
                    _("«%(titulo)s» sigue como estaba: le faltan textos por traducir.")
                    % {"titulo": translation.get_target_instance()},
                )
        return response

    def _publish(self, translation):
        """Publish a translation, or show why its page is not valid, as with a text too long."""
        try:
            translation.save_target(user=self.request.user, publish=True)
        except ValidationError as error:
            messages.error(
                self.request,
                _("«%(titulo)s» sigue como estaba: así no se puede publicar. %(por_que)s")
                % {
                    "titulo": translation.get_target_instance(),
                    "por_que": " ".join(dict.fromkeys(error.messages)),
                },
            )

    def get_default_success_url(self):
        """If there is only one translation, return the URL of its editor: it may lack texts now."""
        if len(self.targets) == 1:
            return get_edit_url(self.targets[0])
        return super().get_default_success_url()

    def can_publish(self, target):
        if isinstance(target, Page):
            return target.permissions_for_user(self.request.user).can_publish()
        return can_edit(self.request.user, target)


def convert_to_alias(request, page_id):
    """Refuse: an alias would show Spanish text at a URL of another language."""
    raise PermissionDenied


class SnippetsAPIViewSet(snippets_api.SnippetViewSet):
    def get_queryset(self):
        return scope_of(self.request.user).filter(super().get_queryset())
