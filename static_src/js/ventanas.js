"use strict";
// Forms in windows over a page: what is written to who gets something back, the texts of a picture
// that is uploaded. They come and go without the page, and have plain fields: those are filled here.
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

    const abiertas = new Map(); // form: its sheet
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

    // What was taken leads on; what was refused comes back as another form.
    $(document).on("ajaxSuccess", (evento, { responseText }, { type, url }) => {
        if (type !== "POST" || /"html":/.test(responseText)) return;
        const direccion = new URL(url, location.href).href;
        for (const [formulario, hoja] of abiertas) if (formulario.action === direccion) hoja.olvidar();
    });
})();
