"""Descriptions of the URLs of Wagtail's admin, and of the URLs of this app that replace some."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    Collection,
    Locale,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from base.models import PortalDocument, PortalImage

from .addresses import BY_ADDRESS, MODEL, TEXT, describe, describe_chooser, describe_viewset

_PAGES = "wagtailadmin_pages"
_PAGE_TYPE = {"content_type_app_name": TEXT, "content_type_model_name": TEXT}
_SESSIONS = "wagtailadmin_editing_sessions"
_API = "wagtailadmin_api"
_WORKFLOWS = "wagtailadmin_workflows"

ADDRESSES = {
    **describe(
        "",
        "wagtailadmin_home wagtailadmin_explore_root wagtailadmin_account wagtailadmin_logout"
        " wagtailadmin_dismissibles wagtailadmin_block_preview wagtailadmin_sprite"
        " wagtailadmin_login wagtailadmin_password_reset wagtailadmin_password_reset_done"
        " wagtailadmin_password_reset_complete wagtailadmin_javascript_catalog"
        " wagtailadmin_choose_page wagtailadmin_choose_page_search"
        " wagtailadmin_choose_page_external_link wagtailadmin_choose_page_email_link"
        " wagtailadmin_choose_page_phone_link wagtailadmin_choose_page_anchor_link",
    ),
    **describe("", "wagtailadmin_password_reset_confirm", uidb64=TEXT, token=TEXT),
    # The user's own second factor (usuarios).
    **describe(
        "",
        "cuenta_correo segundo_factor_ofrecer"
        " segundo_factor segundo_factor_verificar segundo_factor_activar segundo_factor_codigos"
        " segundo_factor_quitar",
    ),
    **describe(
        "",
        "wagtailadmin_explore wagtailadmin_explore_results wagtailadmin_choose_page_child",
        parent_page_id=Page,
    ),
    **describe("", "wagtailadmin_choose_page_chosen_multiple", query={"id": Page}),
    **describe("", "wagtail_bulk_action", query={"id": BY_ADDRESS}, action=TEXT, **MODEL),
    # Tags have no owner: every portal would read how the others tag their pictures.
    **describe("", "wagtailadmin_tag_autocomplete", is_total=True),
    **describe(
        "", "wagtailadmin_tag_model_autocomplete", is_total=True, app_name=TEXT, model_name=TEXT
    ),
    **describe("", "wagtailadmin_error_test", is_total=True),
    **describe(_PAGES, "search search_results"),
    **describe(_PAGES, "add preview_on_add", parent_page_id=Page, **_PAGE_TYPE),
    **describe(_PAGES, "type_use type_use_results", **_PAGE_TYPE),
    **describe(_PAGES, "choose_parent", **MODEL),
    **describe(_PAGES, "add_subpage", parent_page_id=Page),
    **describe(
        _PAGES,
        "usage edit preview_on_edit view_draft delete unpublish convert_alias copy set_privacy lock"
        " unlock revisions_index workflow_history history history_results"
        " confirm_workflow_cancellation",
        page_id=Page,
    ),
    **describe(
        _PAGES, "move move_confirm set_page_position", page_to_move_id=Page, destination_id=Page
    ),
    **describe(
        _PAGES,
        "workflow_action collect_workflow_action_data",
        page_id=Page,
        action_name=TEXT,
        task_state_id=TaskState,
    ),
    **describe(_PAGES, "workflow_preview", page_id=Page, task_id=Task),
    **describe(_PAGES, "workflow_history_detail", page_id=Page, workflow_state_id=WorkflowState),
    **describe(
        _PAGES,
        "revisions_view revisions_revert revisions_unschedule",
        page_id=Page,
        revision_id=Revision,
    ),
    **describe(
        _PAGES, "revisions_compare", pk=Page, revision_id_a=Revision, revision_id_b=Revision
    ),
    **describe(_SESSIONS, "ping", object_id=BY_ADDRESS, session_id=TEXT, **MODEL),
    **describe(_SESSIONS, "release", session_id=TEXT),  # of the user, else not found
    **describe(f"{_API}:pages", "listing find", query={"id": Page}),
    **describe(f"{_API}:pages", "detail action", pk=Page, action_name=TEXT),
    **describe(f"{_API}:images", "listing find", query={"id": PortalImage}),
    **describe(f"{_API}:images", "detail action", pk=PortalImage, action_name=TEXT),
    **describe(f"{_API}:documents", "listing find", query={"id": PortalDocument}),
    **describe(f"{_API}:documents", "detail action", pk=PortalDocument, action_name=TEXT),
    # --- Reports -------------------------------------------------------------------------------
    **describe(
        "wagtailadmin_reports",
        "locked_pages locked_pages_results workflow workflow_results workflow_tasks"
        " workflow_tasks_results aging_pages aging_pages_results",
    ),
    **describe(
        "wagtailadmin_reports",
        "site_history site_history_results page_types_usage page_types_usage_results",
        is_total=True,
    ),
    # --- What belongs to all portals -----------------------------------------------------------
    **describe(
        _WORKFLOWS,
        "index index_results add select_task_type task_index task_index_results task_chooser"
        " task_chooser_results task_chooser_create",
        is_total=True,
    ),
    **describe(_WORKFLOWS, "enable disable edit usage usage_results", is_total=True, pk=Workflow),
    **describe(_WORKFLOWS, "remove", is_total=True, page_pk=Page, workflow_pk=Workflow),
    **describe(_WORKFLOWS, "add_task", is_total=True, **MODEL),
    **describe(_WORKFLOWS, "edit_task disable_task enable_task", is_total=True, pk=Task),
    **describe(_WORKFLOWS, "task_chosen", is_total=True, task_id=Task),
    **describe("wagtailadmin_collections", "index add", is_total=True),
    **describe("wagtailadmin_collections", "edit delete", is_total=True, pk=Collection),
    **describe("wagtailadmin_collections", "set_privacy", is_total=True, collection_id=Collection),
    **describe_viewset("wagtailsites", Site, is_total=True),
    **describe_viewset("wagtaillocales", Locale, is_total=True),
    **describe_viewset("wagtailusers_groups", Group, is_total=True),
    # --- People, settings, redirects, snippets ---------------------------------------------------
    **describe_viewset("wagtailusers_users", get_user_model()),
    **describe("wagtailsettings", "edit preview_on_edit", app_name=TEXT, model_name=TEXT, pk=Site),
    **describe("wagtailredirects", "index index_results add"),
    **describe("wagtailredirects", "edit delete", redirect_id=Redirect),
    **describe("wagtailredirects", "start_import process_import", is_total=True),
    **describe("wagtailsnippets", "index"),
    # --- Images, documents, videos ---------------------------------------------------------------
    **describe("wagtailimages", "index index_results add add_multiple"),
    **describe(
        "wagtailimages",
        "edit delete url_generator url_generator_output preview image_usage edit_multiple"
        " delete_multiple",
        image_id=PortalImage,
        filter_spec=TEXT,
    ),
    **describe(
        "wagtailimages",
        "create_multiple_from_uploaded_image delete_upload_multiple",
        uploaded_file_id=UploadedFile,
    ),
    **describe_chooser("wagtailimages_chooser", PortalImage),
    **describe("wagtailimages_chooser", "select_format", image_id=PortalImage),
    **describe("wagtaildocs", "index index_results add add_multiple"),
    **describe("wagtaildocs", "edit delete document_usage", document_id=PortalDocument),
    **describe("wagtaildocs", "edit_multiple delete_multiple", doc_id=PortalDocument),
    **describe(
        "wagtaildocs",
        "create_multiple_from_uploaded_document delete_upload_multiple",
        uploaded_file_id=UploadedFile,
    ),
    **describe_chooser("wagtaildocs_chooser", PortalDocument),
    **describe("wagtailembeds", "chooser chooser_upload"),
    # --- In the place of Wagtail's (urls.py) ---
    **describe(
        "aislamiento",
        "choose_page choose_external_link choose_anchor_link choose_email_link choose_phone_link"
        " choose_image images images_results documents documents_results aging_pages"
        " aging_pages_results locked_pages locked_pages_results workflow workflow_results"
        " workflow_tasks workflow_tasks_results redirects redirects_results add_redirect",
    ),
    **describe("aislamiento", "sites sites_results confirm_import", is_total=True),
    **describe("aislamiento", "edit_redirect delete_redirect", redirect_id=Redirect),
}
