"""schema.org descriptions shared by several page types."""


def organization(chrome):
    """The Government behind a portal, as ``GovernmentOrganization``."""
    datos = chrome.datos
    data = {
        "@type": "GovernmentOrganization",
        "@id": f"{chrome.site.root_url}/#gobierno",
        "name": chrome.titulo,
        "url": f"{chrome.site.root_url}/",
    }
    if chrome.escudo is not None:
        data["logo"] = chrome.absolute(chrome.escudo.url)
    if datos.direccion:
        data["address"] = {
            "@type": "PostalAddress",
            "streetAddress": datos.direccion,
            "addressLocality": datos.sede,
            "addressRegion": "Santiago de Cuba",
            "addressCountry": "CU",
        }
    if datos.correo:
        data["email"] = datos.correo
    if telefonos := chrome.telefonos:
        data["contactPoint"] = [
            {
                "@type": "ContactPoint",
                "name": telefono.etiqueta,
                "telephone": telefono.enlace.removeprefix("tel:"),
            }
            for telefono in telefonos
        ]
    if redes := chrome.redes:
        data["sameAs"] = [red["url"] for red in redes]
    return data


def web_site(chrome):
    """The portal and how it is searched, as ``WebSite`` with its ``SearchAction``."""
    return {
        "@type": "WebSite",
        "name": chrome.titulo,
        "url": chrome.absolute(chrome.inicio_url),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{chrome.absolute(chrome.buscar_url)}?q={{palabras}}",
            },
            "query-input": "required name=palabras",
        },
    }


def breadcrumb_list(chrome):
    """The way from the home page to this one, as ``BreadcrumbList``; empty on the home."""
    if not chrome.migas:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.titulo,
                **({"item": chrome.absolute(link.url)} if link.url else {}),
            }
            for position, link in enumerate(chrome.migas, start=1)
        ],
    }
