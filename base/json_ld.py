"""schema.org descriptions shared by several page types, as dicts."""


def organization(frame):
    """Return the Government behind a portal as a ``GovernmentOrganization``."""
    datos = frame.datos
    data = {
        "@type": "GovernmentOrganization",
        "@id": f"{frame.site.root_url}/#gobierno",
        "name": frame.titulo,
        "url": f"{frame.site.root_url}/",
    }
    if frame.escudo:
        data["logo"] = frame.absolute(frame.escudo.renditions[0].url)
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
    if telefonos := frame.telefonos:
        data["contactPoint"] = [
            {
                "@type": "ContactPoint",
                "name": telefono.etiqueta,
                "telephone": telefono.enlace.removeprefix("tel:"),
            }
            for telefono in telefonos
        ]
    if redes := frame.redes:
        data["sameAs"] = [red["url"] for red in redes]
    return data


def web_site(frame):
    """Return the portal and its search as a ``WebSite`` with a ``SearchAction``."""
    return {
        "@type": "WebSite",
        "name": frame.titulo,
        "url": frame.absolute(frame.inicio_url),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{frame.absolute(frame.search_url)}?q={{palabras}}",
            },
            "query-input": "required name=palabras",
        },
    }


def breadcrumb_list(frame):
    """Return the path from the portada to this page as a ``BreadcrumbList``; {} on the portada."""
    if not frame.migas:
        return {}
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": link.titulo,
                **({"item": frame.absolute(link.url)} if link.url else {}),
            }
            for position, link in enumerate(frame.migas, start=1)
        ],
    }
