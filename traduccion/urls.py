"""URLs that replace those of Wagtail Localize: they must be included before its own."""

from django.urls import path

from aislamiento.urls import as_of_the_admin

from . import editor, envio

app_name = "traduccion"

urlpatterns = [
    path(
        "localize/submit/page/<int:page_id>/",
        envio.SubmitPageView.as_view(),
        name="submit_page",
    ),
    path(
        "localize/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/",
        envio.SubmitSnippetView.as_view(),
        name="submit_snippet",
    ),
    path(
        "localize/update/<int:translation_source_id>/",
        envio.UpdateView.as_view(),
        name="update_translations",
    ),
    path(
        "localize/translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/",
        editor.edit_override,
        name="edit_override",
    ),
    path(
        "localize/translate/<int:translation_id>/strings/<int:string_segment_id>/edit/",
        editor.edit_string,
        name="edit_string",
    ),
    path(
        "localize/translate/<int:translation_id>/disable/",
        editor.stop_following,
        name="stop_following",
    ),
    path(
        "localize/translate/<int:translation_id>/pofile/download/",
        editor.download_po,
        name="download_po",
    ),
    path(
        "localize/translate/<int:translation_id>/pofile/upload/",
        editor.upload_po,
        name="upload_po",
    ),
    path(
        "localize/page/<int:page_id>/convert_to_alias/",
        envio.convert_to_alias,
        name="convert_to_alias",
    ),
    path(
        "localize/api/snippets/<slug:app_label>/<slug:model_name>/",
        envio.SnippetsAPIViewSet.as_view({"get": "list"}),
        name="snippets_api",
    ),
]

urlpatterns = as_of_the_admin(urlpatterns)
