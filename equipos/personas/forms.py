from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from equipos.models import Nombramiento
from equipos.nombramientos.rules import ask, withdraw
from servidor.claves import as_keys

Usuario = get_user_model()


class GroupedIterator(forms.models.ModelChoiceIterator):
    """Groups under the name of their portal; without headings if there is only one."""

    def __iter__(self):
        sections = self.field.sections
        for heading, groups in sections:
            choices = [self.choice(group) for group in groups]
            if len(sections) == 1:
                yield from choices
            else:
                yield heading, choices


class GroupsWidget(forms.CheckboxSelectMultiple):
    """Checkboxes of the chosen groups; with several portals, the others are in a list.

    The list is sent with the checkboxes, so it also works without scripts. With scripts each choice
    becomes a checkbox, and the list shows one portal.
    """

    class Media:
        js = ("js/grupos.js",)

    def render(self, name, value, attrs=None, renderer=None):
        sections = self.optgroups(name, self.format_value(value))
        if not any(heading for heading, options, index in sections):
            return super().render(name, value, attrs, renderer)
        chosen, offered = [], []
        for heading, options, _index in sections:
            chosen += [option for option in options if option["selected"]]
            if others := [option for option in options if not option["selected"]]:
                offered.append((heading, others))
        context = {"nombre": name, "id": (attrs or {}).get("id")}
        context |= {"elegidos": chosen, "ofrecidos": offered}
        return render_to_string("equipos/personas/grupos.html", context)

    def value_from_datadict(self, data, files, name):
        return [value for value in super().value_from_datadict(data, files, name) or () if value]


class GroupsField(forms.ModelMultipleChoiceField):
    iterator = GroupedIterator
    widget = GroupsWidget
    sections = ()
    needs_another = frozenset()

    def offer(self, gestion):
        """Offer only the groups that ``gestion`` manages."""
        self.needs_another = gestion.needs_another
        self.sections = gestion.groups_by_portal()
        self.queryset = gestion.groups

    def label_from_instance(self, group):
        if group.pk not in self.needs_another:
            return group.name
        return _("%(grupo)s (lo confirma otra persona)") % {"grupo": group.name}


class PersonaForm(forms.ModelForm):
    """Account form for the users who manage it."""

    identity = ("first_name", "last_name", "email", "username")

    groups = GroupsField(
        label=_("Grupos"),
        queryset=Group.objects.none(),
        help_text=_("De ellos depende qué ve y qué puede hacer."),
        error_messages={
            "required": gettext_lazy("Elija al menos un grupo: sin él no podría entrar.")
        },
    )

    # Groups pending when the form was shown: they are not requested again if just withdrawn.
    esperaban = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Usuario
        fields = ["first_name", "last_name", "email", "username", "groups"]
        labels = {
            "username": gettext_lazy("Nombre de usuario"),
            "email": gettext_lazy("Correo electrónico"),
        }
        help_texts = {
            "username": gettext_lazy("Con él entrará. Solo letras, números y los signos @ . + - _"),
            "email": gettext_lazy(
                "Debe ser suyo y de nadie más: ahí le llega el enlace para entrar."
            ),
        }

    def __init__(self, *args, gestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.gestion = gestion
        self.is_new = not self.instance.pk
        self.fields["groups"].offer(gestion)
        self.waiting = {
            row.grupo_id: row
            for row in Nombramiento.objects.filter(persona=self.instance.pk).select_related("grupo")
        }
        if self.waiting:
            self.initial["groups"] = [*self.initial["groups"], *self._groups_waiting()]
            self.initial["esperaban"] = ",".join(map(str, self.waiting))
        is_mine = self.is_new or gestion.keeps(self.instance)
        for name in self.identity:
            self.fields[name].required = is_mine
            self.fields[name].disabled = not is_mine
        if not self.is_new and gestion.groups_elsewhere(self.instance).exists():
            self.fields["groups"].required = False

    def _groups_waiting(self):
        return [row.grupo for row in self.waiting.values()]

    def clean(self):
        data = super().clean()
        if names := [group.name for group in self._decided_meanwhile(data.get("groups", ()))]:
            message = _(
                "Alguien decidió o retiró entretanto lo que esperaba confirmación: %(grupos)s. "
                "Desmárquelo, o abra otra vez la ficha para pedirlo usted."
            )
            self.add_error("groups", message % {"grupos": ", ".join(names)})
        # The address must not change under the user who confirms: they have seen the former one.
        if self.is_another_address and (waiting := self._still_waiting(data.get("groups", ()))):
            message = _("Otra persona tiene pendiente su confirmación con el correo de antes.")
            if names := [
                group.name for group in waiting if group in self.fields["groups"].queryset
            ]:
                message += " " + _("Para cambiarlo, desmarque primero: %(grupos)s.") % {
                    "grupos": ", ".join(names)
                }
            self.add_error("email", message)
        return data

    def _decided_meanwhile(self, chosen):
        """Return the groups ticked as pending that the person neither waits for nor has now."""
        if self.is_new:
            return []
        shown = set(as_keys(self.cleaned_data.get("esperaban", "").split(",")))
        present = set(self.instance.groups.values_list("pk", flat=True))
        return [group for group in chosen if group.pk in shown - present - self.waiting.keys()]

    def _still_waiting(self, chosen):
        """Return the groups still pending after saving the form, also in other portals."""
        offered = set(self.fields["groups"].queryset)
        return [
            group for group in self._groups_waiting() if group in chosen or group not in offered
        ]

    def clean_username(self):
        return self._unique("username", _("Ya hay un usuario con ese nombre de usuario."))

    def clean_email(self):
        return self._unique("email", _("Ya hay un usuario con ese correo electrónico."))

    def _unique(self, field, message):
        """Refuse a value of another account; tell nothing about accounts of other portals."""
        value = self.cleaned_data[field]
        taken = Usuario.objects.filter(**{f"{field}__iexact": value}).exclude(pk=self.instance.pk)
        if not taken.exists():
            return value
        if not self.gestion.people.filter(pk__in=taken).exists():
            message = _(
                "No se puede usar aquí. Si la persona ya tiene una cuenta, pida a la "
                "administración provincial que la agregue a su portal."
            )
        raise forms.ValidationError(message)

    def _save_m2m(self):
        """Set the offered groups; groups that the user does not manage stay as they are.

        Groups that open cases need a second user: when the person enters the group, and when a
        member of it has a new address.
        """
        person, gestion = self.instance, self.gestion
        chosen, present = set(self.cleaned_data["groups"]), set(person.groups.all())
        offered = set(gestion.groups)
        waiting = set(self._groups_waiting()) & chosen
        entering = chosen - waiting if self.is_another_address else chosen - waiting - present
        asked = {group for group in entering if group.pk in gestion.needs_another}
        person.groups.set(chosen - waiting - asked | present - offered)
        withdraw(
            row for row in self.waiting.values() if row.grupo in offered and row.grupo not in chosen
        )
        ask(person, sorted(asked, key=str), por=gestion.user)

    @property
    def is_another_address(self):
        """Whether an existing account has a new address, even if it had none before."""
        return not self.is_new and "email" in self.changed_data


class InvitacionForm(PersonaForm):
    """New account without a password: the person sets it."""

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)
