"use strict";
// Mends how Wagtail 8.0.1 saves drafts by itself, so that it leaves out nothing that was typed.
// tests/borradores/test_wagtail.py fails when Wagtail's own script is another one: whoever sees
// that looks whether Wagtail has mended these, and takes out what is no longer needed.
(() => {
    const { app } = window.wagtail;
    const { textos } = JSON.parse(document.getElementById("borradores").textContent);
    const controlador = (nombre) => app.router.modulesByIdentifier.get(nombre).definition.controllerConstructor;

    const indicador = () => document.getElementById("w-autosave-indicator");
    const REPOSO = 1_000; // an editor of texts hands over what was typed a quarter of a second later
    // Some keys change a text without a word of the browser: the editor of texts takes them itself.
    const cambia = ({ type, key, ctrlKey, metaKey }) =>
        type !== "keydown" || ["Backspace", "Delete", "Enter"].includes(key) || ((ctrlKey || metaKey) && key.length === 1);

    // 1. A form that was refused comes back with «force», for nothing in it is saved. Wagtail then
    // never begins to look for changes: the form saves itself once, says «Guardado», and neither
    // saves nor warns ever after; a new page that lacks its title stays paused for good.
    // 2. What is typed while a save is under way counted as saved: the state of the form was taken
    // when the server had answered, not when it was sent.
    // 3. So did what is typed in the first two seconds, after which that state is taken first.
    // 4. The header said «Guardado» from the first letter until the next save began, which is for as
    // long as somebody types without a pause; and leaving warned of nothing for half a second.
    class Cambios extends controlador("w-unsaved") {
        initialize() {
            super.initialize();
            this.element.addEventListener("w-autosave:save", () => {
                this.enviado = this.formData;
            });
            for (const gesto of ["keydown", "beforeinput", "input", "change", "paste", "drop", "click"])
                this.element.addEventListener(gesto, (evento) => this.tocar(evento), true);
            this.element.addEventListener("w-autosave:success", () => setTimeout(() => this.decir()));
            this.element.addEventListener("w-autosave:error", ({ detail }) => (this.pausa = detail.type));
        }

        tocar(evento) {
            const { isTrusted, type } = evento;
            if (!isTrusted || !cambia(evento)) return;
            if (type === "click") {
                setTimeout(() => this.mirar()); // blocks are moved and thrown away by it
            } else {
                this.escribe = true;
                this.tocado = performance.now();
                clearTimeout(this.reposo);
                this.reposo = setTimeout(() => this.mirar(), REPOSO);
                this.decir(); // at once: the next picture of the screen may come before anything that waits
            }
        }

        get seEscribe() {
            return performance.now() < (this.tocado ?? -REPOSO) + REPOSO;
        }

        mirar() {
            this.check();
            this.decir();
        }

        // In the header: «Sin guardar» as long as it is so.
        decir() {
            const signo = this.element.matches("[data-controller~=w-autosave]") && indicador();
            if (!signo) return;
            const sinGuardar = this.hasEditsValue || this.hasCommentsValue || this.seEscribe;
            const { wAutosaveStateValue: dice } = signo.dataset;
            // What was wrong was taken back: the server has it as it stands again.
            if (!sinGuardar && dice === "paused" && this.pausa === "validation_error") {
                signo.dataset.wAutosaveStateValue = "idle";
                signo.dataset.wTooltipContentValue = "";
                pausado("");
            }
            if (sinGuardar && !["saving", "paused", "pendiente"].includes(dice)) {
                this.decia = dice ?? "idle";
                signo.dataset.wAutosaveStateValue = "pendiente";
                signo.dataset.wTooltipContentValue = textos.sin_guardar;
            } else if (!sinGuardar && dice === "pendiente") {
                signo.dataset.wAutosaveStateValue = this.decia;
                signo.dataset.wTooltipContentValue = "";
            }
        }

        hasEditsValueChanged(ahora, antes) {
            super.hasEditsValueChanged(ahora, antes);
            this.decir();
        }

        confirm(evento) {
            this.check();
            // Nothing is compared in the first two seconds; the last letters may not be in their field
            // yet; and a comment is no field.
            const olvidado = (!this.initialFormData && this.tocado !== undefined) || this.seEscribe || this.hasCommentsValue;
            if (olvidado) this.hasEditsValue = true;
            super.confirm(evento);
        }

        checkIntervalValueChanged(intervalo) {
            const obligado = this.forceValue;
            this.forceValue = false;
            super.checkIntervalValueChanged(intervalo);
            this.forceValue = obligado;
            if (obligado) this.hasEditsValue = true;
        }

        setInitialFormData() {
            if (this.initialFormData && !this.vaciando) return; // a save came before the first two seconds were over
            super.setInitialFormData();
            if (this.vaciando) return;
            // By then fields may have been put in order by scripts: it counts what a person did.
            if (this.escribe) this.initialFormData = "?";
            if (this.forceValue || this.escribe) {
                this.hasEditsValue = true;
                this.notify();
            }
        }

        clear(evento) {
            this.vaciando = true;
            super.clear();
            this.vaciando = false;
            const respuesta = evento?.detail?.response;
            if (!respuesta || this.enviado === undefined) return;
            // The server gives new rows their numbers: that is no change of a person.
            const enviado = new URLSearchParams(this.enviado);
            for (const [nombre, valor] of Object.entries(respuesta.field_updates ?? {}))
                if (enviado.has(nombre)) enviado.set(nombre, valor);
            this.initialFormData = this.previousFormData = enviado.toString();
            this.check();
        }
    }
    app.register("w-unsaved", Cambios);

    document.addEventListener("DOMContentLoaded", () => {
        const guardado = indicador()?.querySelector(".w-autosave-indicator__state--saved");
        if (!guardado) return;
        const pendiente = guardado.cloneNode(true);
        pendiente.classList.replace("w-autosave-indicator__state--saved", "w-autosave-indicator__state--pendiente");
        pendiente.querySelector("use").setAttribute("href", "#icon-edit");
        pendiente.querySelector(".w-autosave-indicator__text").textContent = textos.pendiente;
        guardado.after(pendiente);
    });

    // 5. A server that is away was asked again for 62 seconds, and never more; of one that answers
    // with an error, or with the form for signing in, nothing was asked again. Here that goes on
    // until the server has it. A page that was made, and could not get the rest of its form, goes on
    // too: Wagtail gives it up.
    const tope = 60_000;
    const fallos = new WeakMap();
    for (let clase = controlador("w-autosave"); clase.maxRetries; clase = Object.getPrototypeOf(clase))
        if (Object.hasOwn(clase, "maxRetries")) clase.maxRetries = 0;

    document.addEventListener("w-autosave:success", ({ target }) => {
        if (fallos.delete(target)) pulso.preguntar();
    });
    document.addEventListener("w-autosave:error", ({ target, detail: { type, error } }) => {
        if (type !== "network_error" && type !== "server_error") return;
        const veces = (fallos.get(target) ?? 0) + 1;
        fallos.set(target, veces);
        pulso.alVolver(() => volver(target, error.name === "HydrationError"), Math.min(1000 * 2 ** veces, tope));
        if (veces === 1) pulso.preguntar().then((estado) => fallos.has(target) && explicar(textos[`pausa_${estado}`]));
    });

    // Wagtail's words for it are «an error occurred», whatever it was: before anybody reads them. A
    // server that is well and does not take it, again and again, will not take it by itself: the page
    // is gone, or the person may not change it any more. The button says which.
    const INSISTE = 3;
    addEventListener(
        "w-autosave:error",
        ({ target, detail }) => {
            if (detail.type === "network_error" || detail.type === "server_error") {
                const enVano = pulso.estado === "bien" && (fallos.get(target) ?? 0) >= INSISTE;
                detail.text = enVano ? textos.pausa_en_vano : textos[`pausa_${pulso.estado}`];
            } else if (detail.type === "invalid_revision") {
                detail.text = textos.pausa_version;
            }
        },
        true,
    );

    // A telephone shows the foot of the form at its end, and no sign of the header in words: there it
    // is said below the header, but for what the strip of pulso.js says anyway.
    const tira = document.createElement("div");
    tira.className = "tira-pulso tira-pulso--pausa tira-pulso--bajo-cabecera";
    tira.setAttribute("role", "status");
    const pausado = (porque) => porque !== tira.textContent && (tira.textContent = porque);
    // Whoever listens to a screen hears what changes in what was there before.
    document.addEventListener("DOMContentLoaded", () => document.querySelector("main .w-slim-header")?.after(tira));
    document.addEventListener("w-autosave:success", () => pausado(""));
    document.addEventListener("w-autosave:error", ({ detail: { text } }) => pausado(pulso.estado === "bien" ? text : ""));

    function explicar(porque) {
        if (pulso.estado !== "bien") pausado("");
        const pie = document.querySelector(".footer__save-warning p");
        if (pie) pie.textContent = porque;
        if (indicador()) indicador().dataset.wTooltipContentValue = porque;
    }

    // 6. The address of a page is made of its title with each key that is let go: what is pasted with the
    // mouse, dictated or written by a telephone lets go of none, and the draft lacked its address.
    document.addEventListener("input", ({ target }) => {
        if (target.matches("[name=title][data-controller~=w-sync]")) target.dispatchEvent(new KeyboardEvent("keyup"));
    });

    // 7. What was refused stays red after the form has saved itself: above «Guardado» it says that the
    // page was not made. That goes once it is made, and what was wrong with a field once it has got
    // another content; with the last of them goes the message, which says why the step was not taken.
    const errados = new Map(); // field that was refused: what it held
    // An editor of texts says in two ways that it is empty.
    const dicho = ({ value }) =>
        value === "null" || (value.startsWith('{"blocks"') && !/"text":"[^"]/.test(value)) ? "" : value;
    const contenido = (campo) =>
        [...campo.querySelectorAll("input, select, textarea")].map(dicho).join("\n").trim();
    addEventListener("load", () => {
        for (const campo of document.querySelectorAll("[data-field].w-field--error"))
            errados.set(campo, contenido(campo));
    });

    addEventListener("w-autosave:success", ({ detail }) => {
        const habia = errados.size > 0;
        for (const [campo, antes] of errados) {
            if ([antes, ""].includes(contenido(campo))) continue;
            errados.delete(campo);
            campo.classList.remove("w-field--error");
            campo.querySelector("[data-field-errors]").replaceChildren();
            campo.querySelector("[aria-invalid]")?.removeAttribute("aria-invalid");
        }
        if (detail.response.url || (habia && !errados.size))
            document.querySelectorAll("main .messages li.error").forEach((dicho) => dicho.remove());
        for (const cuenta of document.querySelectorAll("[data-controller~=w-count]"))
            app.getControllerForElementAndIdentifier(cuenta, "w-count")?.count();
        document.dispatchEvent(new CustomEvent("wagtail:panel-init")); // the outline counts them too
    }, true);

    async function volver(formulario, sinTerminar) {
        const autosave = app.getControllerForElementAndIdentifier(formulario, "w-autosave");
        if (!autosave) return;
        if (sinTerminar) {
            const url = `${new URL(formulario.action).pathname}?_w_hydrate_create_view=1`;
            try {
                await autosave.hydrate({ detail: { url } });
            } catch {
                return pulso.alVolver(() => volver(formulario, true), tope);
            }
            autosave.activeValue = true;
        }
        autosave.save();
    }
})();
