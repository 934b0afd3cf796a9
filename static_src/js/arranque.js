// Starts a widget of Wagtail as the script would that base/widgets.py has taken out of the page:
// once, for an inline form that is moved comes here again.
window.wagtail.app.register(
    "arranque",
    class extends window.StimulusModule.Controller {
        static values = { nombre: String };

        connect() {
            const argumentos = JSON.parse(this.element.textContent);
            const nombre = this.nombreValue;
            const llamado = window[nombre];
            this.element.remove();
            if (/^[A-Z]/.test(nombre)) new llamado(...argumentos);
            else llamado(...argumentos);
        }
    },
);

// The frame of an image's focal point asks whether the screen is touched by writing handlers into
// the page, which the policy refuses and reports: it is told.
$(() => {
    if ($.Jcrop) $.Jcrop.defaults.touchSupport = "ontouchstart" in window;
});

// On a telephone the outline of a form lies over it: it is there when asked, not each time again.
if (matchMedia("(max-width: 50rem)").matches)
    try {
        localStorage.setItem("wagtail:minimap-expanded", "false");
    } catch {
        // A browser that keeps nothing has not kept this either.
    }
