// Starts a Wagtail widget in place of its inline script (tableros/templatetags/arranque.py). Only
// once: connect() runs again when an inline form is moved.
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

// To detect a touch screen, Jcrop (focal point of images) adds inline event handlers, which the CSP
// blocks and reports. Setting the value here avoids that.
$(() => {
    if ($.Jcrop) $.Jcrop.defaults.touchSupport = "ontouchstart" in window;
});

// On a phone the outline of a form covers the form: keep it closed until the user opens it.
if (matchMedia("(max-width: 50rem)").matches)
    try {
        localStorage.setItem("wagtail:minimap-expanded", "false");
    } catch {
        // Without storage, Wagtail has not stored the open outline either.
    }
