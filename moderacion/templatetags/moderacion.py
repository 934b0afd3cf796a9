"""Template tag for the foot of the translation editor, with the next step first."""

import json
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from ..queries import entrance, waiting_among

register = template.Library()


@dataclass(frozen=True)
class PasoSiguiente:
    """Next step: a link, a button that publishes, or only a text if others must act."""

    texto: str
    url: str = ""
    publica: bool = False


@register.inclusion_tag("moderacion/traducciones/pie.html", takes_context=True)
def foot_of_translation(context, props):
    """Render the foot; ``props`` is the JSON that Wagtail Localize passes to its editor."""
    given = json.loads(props)
    page, request = context["instance"], context["request"]
    total, translated = context["translation"].get_progress()
    permissions = given["perms"]
    publish = _("Publicar en %(idioma)s") % {"idioma": context["target_locale"].get_display_name()}
    step = _next_step(page, request.user, permissions, publish)
    return {
        "csrf_token": context["csrf_token"],
        "aqui": request.get_full_path(),
        "paso": step,
        "publicar": "" if step.publica or not permissions["canPublish"] else publish,
        "permisos": permissions,
        "bloqueada": page.locked,
        "enlaces": given["links"],
        "vistas": given["previewModes"],
        "traducidos": translated,
        "total": total,
    }


def _next_step(page, user, permissions, publish):
    state = page.current_workflow_state
    if page.workflow_in_progress:
        if waiting_among(user, [page.pk]):
            return PasoSiguiente(_("Ver los cambios y decidir"), entrance(page.pk, waits=True))
        return PasoSiguiente(
            _("Espera en «%(paso)s»") % {"paso": state.current_task_state.task.name},
        )
    if page.permissions_for_user(user).can_submit_for_moderation():
        url = reverse("moderacion:enviar_traduccion", args=[page.pk])
        again = state is not None
        return PasoSiguiente(
            _("Enviar de nuevo a moderación") if again else _("Enviar a moderación"), url
        )
    if permissions["canPublish"]:
        return PasoSiguiente(publish, publica=True)
    return PasoSiguiente(_("Página bloqueada"))
