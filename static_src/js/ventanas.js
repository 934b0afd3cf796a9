"use strict";
// Copias of forms in modal windows: the comment when something is returned to its author, the texts
// of an uploaded picture. These forms open and close without a page load; this script fills their
// plain fields.
(() => {
    const CAMPOS = "input:not([type=hidden], [type=submit], [type=button], [type=password], [type=file]), select, textarea";

    class Ventana extends hojas.Hoja {
        campos() {
            return [...this.formulario.querySelectorAll(CAMPOS)];
        }

        get revision() {
            return "";
        }

        async recuperar(id, campos) {
            copias.poner(this.campos(), campos);
            await this.guardar();
            await copias.olvidar(id);
            this.formulario.parentElement.querySelector(".aviso-copia--hay").remove();
        }
    }

    const abiertas = new Map(); // form: its Ventana
    new MutationObserver(() => {
        for (const formulario of abiertas.keys()) {
            if (formulario.isConnected) continue;
            hojas.cerrar(formulario);
            abiertas.delete(formulario);
        }
        for (const formulario of document.querySelectorAll(".modal form")) {
            const escribe = formulario.getAttribute("method")?.toLowerCase() === "post" && formulario.querySelector("textarea, [type=text]");
            if (!escribe || abiertas.has(formulario)) continue;
            const hoja = new Ventana(formulario, new URL(formulario.getAttribute("action"), location.href).pathname);
            abiertas.set(formulario, hoja);
            hojas.abrir(hoja);
        }
    }).observe(document.documentElement, { childList: true, subtree: true });

    // A refused form comes back as "html"; any other response means that it was saved.
    $(document).on("ajaxSuccess", (evento, { responseText }, { type, url }) => {
        if (type !== "POST" || /"html":/.test(responseText)) return;
        const direccion = new URL(url, location.href).href;
        for (const [formulario, hoja] of abiertas) if (formulario.action === direccion) hoja.olvidar();
    });
})();
