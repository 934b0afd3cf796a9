"""Section of ``redaccion``."""

from wagtail.models import Page

from aislamiento.addresses import TEXT, describe
from aislamiento.rules import everyone
from base.sections import Section

from .models import PalabraTecnica

_OF_A_NEW_PAGE = {"content_type_app_name": TEXT, "content_type_model_name": TEXT}

SECTION = Section(
    logged=(PalabraTecnica,),
    visible={PalabraTecnica: everyone},
    addresses={
        **describe("", "redaccion_docx redaccion_pegado redaccion_deshacer", page_id=Page),
        **describe("", "redaccion_comprobar", page_id=Page),
        **describe("", "redaccion_comprobar_nueva", parent_page_id=Page, **_OF_A_NEW_PAGE),
    },
)
