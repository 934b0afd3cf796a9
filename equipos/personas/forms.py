from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

Usuario = get_user_model()


class GroupedIterator(forms.models.ModelChoiceIterator):
    """The groups under the name of their portal, or bare when there is only one."""

    def __iter__(self):
        sections = self.field.sections
        for heading, groups in sections:
            choices = [self.choice(group) for group in groups]
            if len(sections) == 1:
                yield from choices
            else:
                yield heading, choices


class GroupsField(forms.ModelMultipleChoiceField):
    iterator = GroupedIterator
    widget = forms.CheckboxSelectMultiple
    sections = ()

    def offer(self, gestion):
        """Offer the groups that ``gestion`` keeps, and no other."""
        self.sections = gestion.groups_by_portal()
        self.queryset = gestion.groups


class PersonaForm(forms.ModelForm):
    """An account, as those may fill it in who keep it."""

    identity = ("first_name", "last_name", "email", "username")

    groups = GroupsField(
        label=_("Grupos"),
        queryset=Group.objects.none(),
        help_text=_("De ellos depende qué ve y qué puede hacer."),
        error_messages={"required": _("Elija al menos un grupo: sin él no podría entrar.")},
    )

    class Meta:
        model = Usuario
        fields = ["first_name", "last_name", "email", "username", "groups"]
        labels = {"username": _("Nombre de usuario"), "email": _("Correo electrónico")}
        help_texts = {
            "username": _("Con él entrará. Solo letras, números y los signos @ . + - _"),
            "email": _("Debe ser suyo y de nadie más: ahí le llega el enlace para entrar."),
        }

    def __init__(self, *args, gestion, **kwargs):
        super().__init__(*args, **kwargs)
        self.gestion = gestion
        self.fields["groups"].offer(gestion)
        is_mine = not self.instance.pk or gestion.keeps(self.instance)
        for name in self.identity:
            self.fields[name].required = is_mine
            self.fields[name].disabled = not is_mine
        if self.instance.pk and gestion.groups_elsewhere(self.instance).exists():
            self.fields["groups"].required = False

    def clean_username(self):
        return self._unique("username", _("Ya hay un usuario con ese nombre de usuario."))

    def clean_email(self):
        return self._unique("email", _("Ya hay un usuario con ese correo electrónico."))

    def _unique(self, field, message):
        """Refuse what another account has, without telling whose it is in another portal."""
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
        """Set the groups offered; those that are not in one's charge stay as they are."""
        chosen = set(self.cleaned_data["groups"])
        if self.instance.pk:
            chosen |= set(self.gestion.groups_elsewhere(self.instance))
        self.instance.groups.set(chosen)


class InvitacionForm(PersonaForm):
    """A new account, without password: its owner sets it."""

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)
