"""An aviso as schema.org describes it."""

from base.json_ld import organization
from base.portadas import portal_title


def special_announcement(aviso, url, chrome):
    """Return the ``SpecialAnnouncement``; ``chrome`` is the frame in which the aviso is shown."""
    data = {
        "@type": "SpecialAnnouncement",
        "name": aviso.title,
        "text": aviso.texto,
        "url": url,
        "category": aviso.get_tipo_display(),
        "inLanguage": chrome.lang,
        "publisher": _publisher(chrome),
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": name} for name in _places(aviso, chrome)
        ],
    }
    if aviso.desde:
        data["datePosted"] = aviso.desde.isoformat()
    if aviso.termina:
        data["expires"] = aviso.termina.isoformat()
    return data


def _province(chrome):
    return next(record for record in chrome.registros if record.es_provincial)


def _publisher(chrome):
    if chrome.section is None:
        return organization(chrome)
    # One of the province, in the frame of a municipality.
    province = _province(chrome)
    url = f"{province.site.root_url}/"
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#gobierno",
        "name": portal_title(province),
        "url": url,
    }


def _places(aviso, chrome):
    if aviso.municipios_nombrados:
        return aviso.municipios_nombrados
    return [(_province(chrome) if chrome.section else chrome.datos).nombre]
