"""Whether a visitor saves data: decision 0099.

nginx decides before the application, for the key of its own cache, and says so in a header. Nobody
else may decide then: two readings of one cookie would put a page under the key of the other form.
An nginx that says nothing has files of an older release, and knows of one form only.
"""

COOKIE = "ahorro"
YES, NO = "si", "no"


def saves_data(request):
    """Return whether pages come light: chosen here, or in the browser and not undone here."""
    is_proxied = "X-Forwarded-Proto" in request.headers
    chosen = request.headers.get("X-Ahorro", NO if is_proxied else request.COOKIES.get(COOKIE))
    if chosen in (YES, NO):
        return chosen == YES
    return request.headers.get("Save-Data", "").lower() == "on"
