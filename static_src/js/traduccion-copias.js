"use strict";
// Copias of the editor of Wagtail Localize, which is not a form: each text has its own field while it
// is open, and is sent by itself. Copias are stored and offered as those of forms (formularios.js).
// While the server is unreachable, a sent text waits, and is sent again when the server responds.
document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    if (!editor || !globalThis.hojas) return;
    const textos = JSON.parse(editor.dataset.props).segments.filter(({ type }) => type === "string");
    const INTENTOS = 3; // if the server responds but refuses
    const enviados = new Map(); // id of a text: the value that the server has not saved yet
    const iniciales = new WeakMap(); // open field: its first value
    const medir = (campo) => iniciales.has(campo) || iniciales.set(campo, campo.value);
    editor.addEventListener("focusin", ({ target }) => target.matches("textarea") && medir(target));

    // The rows of a text that occurs twice in the page are in the order of the originals.
    const filas = () => [...editor.querySelectorAll("li.complete, li.incomplete, li.errored")];
    const original = (fila) => fila.querySelector(":scope > p")?.textContent;
    const iguales = (source) => textos.filter((texto) => texto.source === source);

    function idDe(fila) {
        const source = original(fila);
        const lugar = filas().filter((otra) => original(otra) === source).indexOf(fila);
        return iguales(source)[lugar]?.id;
    }

    function filaDe(id) {
        return filas().find((fila) => String(idDe(fila)) === String(id));
    }

    const pedir = window.fetch;
    window.fetch = async (direccion, opciones = {}) => {
        const texto = textos.find(({ editUrl }) => editUrl === direccion);
        if (!texto || opciones.method !== "PUT") return pedir(direccion, opciones);
        enviados.set(texto.id, opciones.body.get("value"));
        for (let negativas = 0; ; ) {
            const headers = { ...opciones.headers };
            if (pulso.ficha) headers["X-CSRFToken"] = pulso.ficha;
            const respuesta = await pedir(direccion, { ...opciones, headers }).catch(() => null);
            if (respuesta?.ok) enviados.delete(texto.id);
            if (respuesta?.ok || (respuesta && (negativas += 1) === INTENTOS)) return respuesta;
            const vuelta = new Promise((listo) => pulso.alVolver(listo));
            await pulso.preguntar();
            await vuelta;
        }
    };

    class Traduccion extends hojas.Hoja {
        pares() {
            const escritos = new Map(enviados);
            for (const campo of editor.querySelectorAll("textarea")) {
                const id = idDe(campo.closest("li"));
                if (id && iniciales.has(campo) && campo.value !== iniciales.get(campo)) escritos.set(id, campo.value);
            }
            return [...escritos].map(([id, valor]) => [String(id), valor]);
        }

        get revision() {
            return "";
        }

        async recuperar(id, campos) {
            for (const [texto, valor] of campos) {
                const fila = filaDe(texto);
                if (!fila) continue;
                if (!fila.querySelector("textarea")) fila.querySelector("button").click();
                await new Promise(requestAnimationFrame);
                const campo = fila.querySelector("textarea");
                medir(campo); // now: when the editor focuses it later, it already has the text of the copia
                // With the setter of the prototype: React ignores a value set through the field itself.
                Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(campo, valor);
                campo.dispatchEvent(new Event("input", { bubbles: true }));
            }
            await this.guardar();
            await copias.olvidar(id);
            document.querySelectorAll(".aviso-copia--hay").forEach((caja) => caja.remove());
        }
    }
    hojas.ademas.push(() => {
        const hoja = new Traduccion(editor, "traduccion");
        hoja.base = "[]";
        hoja.escribe = true;
        return hoja;
    });
});
