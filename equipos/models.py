"""Equipos of editors for one page of a portal, and pending nombramientos."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Collection, Page

from base.models import PortalSettings
from base.tree import in_tree_of, is_below_home

from .roles import (
    ACCESS_ADMIN,
    EDIT_MEDIA,
    EDIT_PAGES,
    SEE_PAGES,
    grant,
    grant_on_collection,
    grant_on_page,
)


def portal_of(page):
    """Return the settings of the portal in whose tree ``page`` is, or None."""
    return (
        PortalSettings.objects.filter(in_tree_of(page.path, "site__root_page__path"))
        .select_related("site", "coleccion")
        .first()
    )


def can_have_team(page):
    """Whether ``page`` can have an equipo: home pages have the groups of the whole portal."""
    return is_below_home(page)


class EquipoManager(models.Manager):
    def of_page(self, page):
        """Return the equipo of ``page`` in any of its languages, or None."""
        return self.filter(page__translation_key=page.translation_key).first()

    @transaction.atomic
    def create_for(self, page, *, user):
        """Create the equipo of ``page`` with its group, folder and permissions."""
        portal = portal_of(page)
        group = Group.objects.create(name=_free_name(f"Editores · {portal.site.site_name}", page))
        equipo = self.create(page=page, group=group)
        equipo.grant()
        log(equipo, "wagtail.create", user=user)
        return equipo


class Equipo(models.Model):
    """A group of users who write on one page, on its translations and on the pages below.

    It is created by an action on the page. The members and permissions are those of the group; this
    row only ties the group to the page.
    """

    page = models.OneToOneField(
        Page, verbose_name=_("página"), on_delete=models.CASCADE, related_name="+"
    )
    group = models.OneToOneField(
        Group, verbose_name=_("grupo"), editable=False, on_delete=models.CASCADE
    )
    # Group that answers the cases of an entidad; None for pages that receive no cases.
    atencion = models.OneToOneField(
        Group,
        verbose_name=_("grupo de atención"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="equipo_de_atencion",
    )
    collection = models.OneToOneField(
        Collection,
        verbose_name=_("carpeta"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = EquipoManager()

    class Meta:
        verbose_name = _("equipo editor")
        verbose_name_plural = _("equipos editores")

    def __str__(self):
        return self.group.name

    @property
    def members(self):
        return self.group.user_set.all()

    @property
    def members_of_nothing_else(self):
        """The users who cannot enter the admin any more once the equipo is removed."""
        memberships = get_user_model().groups.through.objects
        groups = [self.group_id, self.atencion_id]
        people = memberships.filter(group__in=groups).values("usuario")
        others = memberships.exclude(group__in=groups).values("usuario")
        return get_user_model().objects.filter(pk__in=people).exclude(pk__in=others)

    def grant(self):
        """Create what the equipo lacks: folder, groups, and permissions in each language."""
        if self.collection is None:
            parent = portal_of(self.page).coleccion
            parent.refresh_from_db()  # treebeard reads the number of children from memory
            self.collection = parent.add_child(instance=Collection(name=self.page.title))
            self.save(update_fields=["collection"])
        grant(self.group, [ACCESS_ADMIN])
        for page in self.page.get_translations(inclusive=True):
            grant_on_page(self.group, page, EDIT_PAGES)
        grant_on_collection(self.group, self.collection, EDIT_MEDIA)
        if getattr(self.page.specific_class, "atiende_casos", False):
            self._grant_attention()

    def _grant_attention(self):
        """Create the group that answers the cases of the entidad and may only see its page."""
        if self.atencion is None:
            name = f"Atención · {portal_of(self.page).site.site_name}"
            self.atencion = Group.objects.create(name=_free_name(name, self.page))
            self.save(update_fields=["atencion"])
        grant(self.atencion, [ACCESS_ADMIN])
        grant_on_page(self.atencion, self.page, SEE_PAGES)


class Nombramiento(models.Model):
    """Pending place of a user in a group that opens cases; a second user must confirm it.

    The row is deleted once it is decided; the bitácora holds the decision.
    """

    persona = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="nombramientos"
    )
    grupo = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="nombramientos")
    # CASCADE: the requester may not confirm, and that could not be checked without this user.
    pedido_por = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    pedido_el = models.DateTimeField(auto_now_add=True)
    # Address at the time of the request: the person may change their own address meanwhile.
    correo_pedido = models.EmailField(blank=True)

    class Meta:
        verbose_name = _("nombramiento por confirmar")
        verbose_name_plural = _("nombramientos por confirmar")
        ordering = ["pedido_el", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["persona", "grupo"], name="nombramiento_unico")
        ]

    def __str__(self):
        return f"{self.persona} · {self.grupo}"

    @property
    def has_another_address(self):
        """Whether the address of the person has changed since the request."""
        return self.correo_pedido not in ("", self.persona.email)


def _free_name(prefix, page):
    """Return a name for the group of ``page`` that no group has yet."""
    length = Group._meta.get_field("name").max_length
    name = f"{prefix} · {page.title}"[:length]
    if Group.objects.filter(name=name).exists():
        suffix = f" ({page.pk})"
        name = name[: length - len(suffix)] + suffix
    return name
