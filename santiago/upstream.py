"""Every attribute of another package that this project replaces, one entry each.

Nothing else assigns to what belongs to Django, Wagtail or Wagtail Localize: ``make house`` counts
it. A later release may mend what an entry is for: ``tests/santiago/test_upstream.py`` fails when
upstream has changed what stands behind an entry, and when upstream does without it what we want.
"""

import inspect
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256
from importlib import import_module


@dataclass(frozen=True)
class Replacement:
    """The attribute at ``target`` becomes ``ours``; both are «module:attribute.of.it».

    ``why`` says what is wrong upstream, or lacks, and ``test`` names a test that fails without
    ``ours``. ``read`` is the digest of what upstream has there in the release for which ``ours``
    was written. With ``around``, ``ours`` is a function that gets what upstream has and returns
    what replaces it.
    """

    target: str
    ours: str
    read: str
    test: str
    why: str
    around: bool = False

    @property
    def owner(self):
        """The module or class whose attribute it is."""
        return _find(self.target.rpartition("." if "." in self._path else ":")[0])

    @property
    def name(self):
        return self._path.rpartition(".")[2]

    @property
    def _path(self):
        return self.target.partition(":")[2]


REPLACEMENTS = (
    # Aislamiento
    Replacement(
        "wagtail.admin.viewsets.pages:PageViewSetRegistry.get_by_page_id",
        "aislamiento.pages:without_type_of_page",
        "651bd866",
        "tests/tableros/test_query_budgets.py::test_no_screen_of_the_admin_asks_too_much_or_more_for_more_content",
        "asks for the type of the page, though all types have the same view set",
        around=True,
    ),
    Replacement(
        "wagtail.admin.viewsets.pages:PageViewSetRegistry.get_by_parent_page_id",
        "aislamiento.pages:without_type_of_page",
        "92be6770",
        "tests/tableros/test_query_budgets.py::test_no_screen_of_the_admin_asks_too_much_or_more_for_more_content",
        "as above",
        around=True,
    ),
    # Borradores
    Replacement(
        "wagtail.admin.views.generic.mixins:JsonPostResponseMixin.json_error_response",
        "borradores.faltas:naming_fields",
        "00cf9ba5",
        "tests/borradores/test_recuperacion.py::test_a_draft_says_what_it_lacks",
        "autosave says that there is an error, not in which field",
        around=True,
    ),
    Replacement(
        "django.forms.forms:BaseForm.__init__",
        "borradores.recuperacion:filled_form",
        "61425b1d",
        "tests/borradores/test_recuperacion.py::test_the_form_shows_what_was_kept_and_nothing_is_saved",
        "a form knows nothing of the copia that a request brings back",
        around=True,
    ),
    Replacement(
        "django.forms.formsets:BaseFormSet.__init__",
        "borradores.recuperacion:filled_formset",
        "fc49c4ff",
        "tests/borradores/test_recuperacion.py::test_the_rows_of_a_form_come_back",
        "as above",
        around=True,
    ),
    Replacement(
        "django.template.response:SimpleTemplateResponse.render",
        "borradores.recuperacion:prepared",
        "1a1d6709",
        "tests/borradores/test_recuperacion.py::test_the_form_shows_what_was_kept_and_nothing_is_saved",
        "views render inside themselves, before a middleware sees the response",
        around=True,
    ),
    # Formularios
    Replacement(
        "wagtail.blocks.field_block:ChooserBlock.clean",
        "servidor.formularios:without_second_reading",
        "97c7b6be",
        "tests/servidor/test_peticiones.py::test_a_refused_form_asks_for_what_its_blocks_name_at_once",
        "reads each chosen object by itself, though it was read with the form",
        around=True,
    ),
    Replacement(
        "wagtail.admin.panels.inline_panel:InlinePanel.BoundPanel.__init__",
        "servidor.formularios:with_places",
        "d2ae2345",
        "tests/servidor/test_peticiones.py::test_a_row_without_a_place_is_drawn_again_at_its_own",
        "fails if the cleaned data of a row lacks its place",
        around=True,
    ),
    # Tableros
    Replacement(
        "wagtail.admin.widgets:BaseChooser.render",
        "tableros.templatetags.arranque:render_chooser",
        "b46a0fb5",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminDateInput.template_name",
        "tableros.templatetags.arranque:DATE",
        "6af2e548",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminDateInput.render",
        "tableros.templatetags.arranque:render_date",
        "22bb433e",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminDateTimeInput.template_name",
        "tableros.templatetags.arranque:DATETIME",
        "f0ef5067",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminDateTimeInput.render",
        "tableros.templatetags.arranque:render_datetime",
        "22bb433e",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminTimeInput.template_name",
        "tableros.templatetags.arranque:TIME",
        "4044277f",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminTimeInput.render",
        "tableros.templatetags.arranque:render_time",
        "22bb433e",
        "tests/tableros/test_drawing.py::test_a_widget_names_its_script_and_does_not_contain_it",
        "inline scripts (issue 12940)",
    ),
    Replacement(
        "wagtail.admin.views.generic.base:BaseListingView.search_queryset",
        "tableros.busqueda:search_queryset",
        "6a7eef64",
        "tests/tableros/test_busquedas.py::test_lists_without_an_index_are_searched_alike",
        "lists of models without index search letter by letter, with accents",
    ),
    Replacement(
        "wagtail.admin.templatetags.wagtailadmin_tags:register.tags",
        "tableros.drawing:with_kept_icons",
        "d9e88e85",
        "tests/tableros/test_drawing.py::test_an_icon_is_drawn_once",
        "a form renders the template of an icon four hundred times",
        around=True,
    ),
    Replacement(
        "wagtail.admin.menu:SubmenuMenuItem.is_shown",
        "tableros.drawing:leads_somewhere",
        "576199e1",
        "tests/tableros/test_drawing.py::test_a_menu_is_looked_at_until_something_is_found",
        "builds a whole menu to know whether it is empty",
    ),
    Replacement(
        "wagtail.admin.widgets:AdminPageChooser.get_instance",
        "tableros.drawing:get_page",
        "40a87488",
        "tests/tableros/test_drawing.py::test_a_chosen_page_costs_one_query",
        "reads all fields of a page for its title",
    ),
    Replacement(
        "wagtail.blocks:PageChooserBlock.bulk_to_python",
        "tableros.drawing:with_parents",
        "3204b32b",
        "tests/tableros/test_drawing.py::test_pages_chosen_in_blocks_have_their_parents_at_hand",
        "asks for the parent of each chosen page by itself",
        around=True,
    ),
    Replacement(
        "wagtail.admin.views.chooser:PageChooserTable.__init__",
        "tableros.drawing:with_parents_of_rows",
        "dc0026d1",
        "tests/tableros/test_drawing.py::test_the_rows_of_the_page_chooser_share_the_query_of_their_parents",
        "asks for the parent of each row by itself",
        around=True,
    ),
    Replacement(
        "wagtail.admin.views.mixins:SpreadsheetExportMixin.as_spreadsheet",
        "tableros.exports:named",
        "19d9cf44",
        "tests/tableros/test_exports.py::test_every_table_is_named_after_its_report",
        "all exports have the same file name",
    ),
    Replacement(
        "wagtail.admin.views.mixins:SpreadsheetExportMixin.stream_csv",
        "tableros.exports:with_mark",
        "a560e82f",
        "tests/tableros/test_exports.py::test_every_table_is_named_after_its_report",
        "spreadsheet programs read CSV in the wrong encoding",
    ),
    Replacement(
        "wagtail.admin.views.mixins:SpreadsheetExportMixin.write_xlsx",
        "tableros.exports:with_named_sheet",
        "ccbad983",
        "tests/tableros/test_exports.py::test_every_table_is_named_after_its_report",
        "the sheet has no name",
    ),
    Replacement(
        "wagtail.admin.views.mixins:SpreadsheetExportMixin.preprocess_field_value",
        "tableros.exports:harmless",
        "9929e55f",
        "tests/tableros/test_exports.py::test_no_list_hands_out_a_formula_as_text",
        "formulas in cells, moments in UTC",
    ),
    Replacement(
        "django_filters:DateFromToRangeFilter.field_class",
        "tableros.fechas:PeriodField",
        "f03acb21",
        "tests/bitacora/test_lectura.py::test_the_list_is_narrowed_by_portal_kind_person_day_and_text",
        "dates are not read as people write them",
    ),
    # Moderación, usuarios, importación
    Replacement(
        "wagtail.models:WorkflowState.is_at_final_task",
        "moderacion.flujos:is_at_final_task",
        "3126635f",
        "tests/tableros/test_query_budgets.py::test_no_screen_of_the_admin_asks_too_much_or_more_for_more_content",
        "asks for the next task and for the last one by itself",
    ),
    Replacement(
        "wagtail.blocks:RichTextBlock.get_comparison_class",
        "moderacion.dashboard.comparaciones:comparison_of_text",
        "9830adbd",
        "tests/moderacion/test_comparar.py::test_a_link_that_leads_elsewhere_is_a_change_that_one_sees",
        "this method goes before the comparison that is registered for a type of block",
    ),
    Replacement(
        "wagtail.admin.forms.view_restrictions:BaseViewRestrictionForm.clean_password",
        "usuarios.contrasenas_compartidas:clean_password",
        "cbbce717",
        "tests/usuarios/test_reservado.py::test_what_is_reserved_gets_a_password_that_nobody_guesses",
        "any password will do, however weak; the views have no setting for the form",
    ),
    Replacement(
        "wagtail.admin.forms.account:AvatarPreferencesForm.base_fields",
        "usuarios.retratos:with_checked_avatar",
        "1f3cd3a6",
        "tests/base/test_uploads.py::test_no_picture_of_oneself_is_a_program_or_a_bomb",
        "decompresses pictures of any size",
        around=True,
    ),
    Replacement(
        "wagtail.contrib.redirects.forms:ImportForm.base_fields",
        "importacion.redirecciones:with_checked_file",
        "5ab5d6e6",
        "tests/importacion/test_redirecciones.py::test_wagtails_own_import_of_redirects_refuses_it_too",
        "reads files of any size and kind",
        around=True,
    ),
    Replacement(
        "wagtail.contrib.redirects.utils:DEFAULT_FORMATS",
        "importacion.redirecciones:FORMATS",
        "9c23551d",
        "tests/importacion/test_redirecciones.py::test_redirects_in_a_file_of_a_person_are_taken",
        "its readers have no limits",
    ),
    # Traducción
    Replacement(
        "wagtail_localize.models:copy_synchronised_fields",
        "traduccion.sincronia:take_over",
        "21e885dc",
        "tests/traduccion/test_original_and_translation.py::test_what_an_original_no_longer_names_its_translation_gives_up",
        "what a relation of the original no longer has stays in its translations",
    ),
    Replacement(
        "wagtail_localize.segments.extract:StreamFieldSegmentExtractor.handle_block",
        "traduccion.sincronia:texts_of_block",
        "f009254c",
        "tests/traduccion/test_portada.py::test_a_block_from_before_one_of_its_fields_was_thought_of_is_translated",
        "a block that was stored before one of its fields existed is an error",
    ),
    Replacement(
        "wagtail_localize.models:DATE_FORMAT",
        "traduccion.sincronia:DATE_FORMAT",
        "4f9e5d03",
        "tests/traduccion/test_textos.py::test_the_day_of_a_translation_is_read_in_any_language",
        "months are in English for everybody",
    ),
    Replacement(
        "wagtail_localize.views.edit_translation:DATE_FORMAT",
        "traduccion.sincronia:DATE_FORMAT",
        "4f9e5d03",
        "tests/traduccion/test_textos.py::test_the_day_on_which_it_was_published_is_read_in_any_language",
        "as above",
    ),
    Replacement(
        "wagtail.contrib.typed_table_block.blocks:TypedTableBlock.get_translatable_segments",
        "traduccion.tablas:get_translatable_segments",
        "1b10fe19",
        "tests/traduccion/test_original_and_translation.py::test_a_table_is_translated_cell_by_cell_and_a_row_more_takes_nothing_away",
        "Wagtail Localize leaves tables in Spanish",
    ),
    Replacement(
        "wagtail.contrib.typed_table_block.blocks:TypedTableBlock.restore_translated_segments",
        "traduccion.tablas:restore_translated_segments",
        "1b10fe19",
        "tests/traduccion/test_original_and_translation.py::test_a_table_is_translated_cell_by_cell_and_a_row_more_takes_nothing_away",
        "as above",
    ),
)

# {target: what upstream has there}, of what is replaced.
originals = {}


def install():
    """Replace all, once in the life of a process and before the first request."""
    for each in REPLACEMENTS:
        owner, ours = each.owner, _find(each.ours)
        given = inspect.getattr_static(owner, each.name, None)
        originals[each.target] = given
        setattr(owner, each.name, ours(given) if each.around else ours)


def put_back(each):
    """Undo one replacement, to see what upstream does without it."""
    given = originals[each.target]
    if given is None:
        delattr(each.owner, each.name)
    else:
        setattr(each.owner, each.name, given)


def digest(each):
    """Return the digest of what upstream has at the target: its source, or that of its class."""
    given = originals[each.target]
    if inspect.isroutine(given) or inspect.isclass(given):
        text = inspect.getsource(given)
    elif inspect.isclass(each.owner):
        text = inspect.getsource(each.owner)
    elif isinstance(given, dict):  # of functions: those that are replaced
        ours = getattr(each.owner, each.name)
        changed = [function for name, function in given.items() if ours[name] is not function]
        text = "".join(inspect.getsource(inspect.unwrap(function)) for function in changed)
    else:
        text = repr(given)
    return sha256(text.encode()).hexdigest()[:8]


def _find(path):
    module, _colon, attributes = path.partition(":")
    return reduce(getattr, filter(None, attributes.split(".")), import_module(module))
