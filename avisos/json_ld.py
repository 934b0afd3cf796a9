"""Description of an aviso for schema.org."""

from base.homes import portal_title
from base.json_ld import organization


def special_announcement(aviso, url, frame):
    """Return ``aviso`` as a ``SpecialAnnouncement``; ``frame`` is that of the current portal."""
    data = {
        "@type": "SpecialAnnouncement",
        "name": aviso.title,
        "text": aviso.texto,
        "url": url,
        "category": aviso.get_tipo_display(),
        "inLanguage": frame.lang,
        "publisher": _publisher(frame),
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": name} for name in _places(aviso, frame)
        ],
    }
    if aviso.desde:
        data["datePosted"] = aviso.desde.isoformat()
    if aviso.termina:
        data["expires"] = aviso.termina.isoformat()
    return data


def _province(frame):
    return next(record for record in frame.registros if record.es_provincial)


def _publisher(frame):
    if frame.section is None:
        return organization(frame)
    # An aviso of the province, shown in the portal of a municipality.
    province = _province(frame)
    url = f"{province.site.root_url}/"
    return {
        "@type": "GovernmentOrganization",
        "@id": f"{url}#gobierno",
        "name": portal_title(province),
        "url": url,
    }


def _places(aviso, frame):
    if aviso.municipios_nombrados:
        return aviso.municipios_nombrados
    return [(_province(frame) if frame.section else frame.datos).nombre]
