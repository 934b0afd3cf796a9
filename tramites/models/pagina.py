from base.models import SubpagesMixin
from directorio.vigencia import ConEstadosMixin


class PaginaDeTramite(ConEstadosMixin, SubpagesMixin):
    """What the procedure itself and the page in which a municipality adapts it have in common.

    Concrete classes say which the procedure is (``canonico``) and what is local of it
    (``local``, or None).
    """

    parent_page_types = ["tramites.TramitesIndexPage"]
    subpage_types = []
