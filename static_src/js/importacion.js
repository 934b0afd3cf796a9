/* While a file is being worked on, its screen shows how far that is. Without scripts there is a link. */
(() => {
    const SECONDS = 4;
    const look = async () => {
        try {
            const response = await fetch(window.location.href, { credentials: "same-origin" });
            const fresh = new DOMParser()
                .parseFromString(await response.text(), "text/html")
                .getElementById("avance");
            if (response.ok && !fresh) {
                window.location.reload();
                return;
            }
            if (fresh) {
                document.getElementById("avance").replaceWith(fresh);
            }
        } catch {
            // The connection comes back, or it does not; the work goes on without it.
        }
        setTimeout(look, SECONDS * 1000);
    };
    document.addEventListener("DOMContentLoaded", () => {
        if (document.getElementById("avance")) {
            setTimeout(look, SECONDS * 1000);
        }
    });
})();
