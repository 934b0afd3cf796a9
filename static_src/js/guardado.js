"use strict";
// Fixes the autosave of Wagtail 8.0.1, so that it saves everything that was typed. When Wagtail's
// script changes, tests/borradores/test_wagtail.py fails: check then whether Wagtail has fixed these
// bugs, and remove what is no longer needed.
(() => {
    const { app } = window.wagtail;
    const { textos } = JSON.parse(document.getElementById("borradores").textContent);
    const controlador = (nombre) => app.router.modulesByIdentifier.get(nombre).definition.controllerConstructor;

    const indicador = () => document.getElementById("w-autosave-indicator");
    const REPOSO = 1_000; // a rich text editor fills its field a quarter of a second after the typing
    // Some keys change a text without an input event: the rich text editor handles them itself.
    const cambia = ({ type, key, ctrlKey, metaKey }) =>
        type !== "keydown" || ["Backspace", "Delete", "Enter"].includes(key) || ((ctrlKey || metaKey) && key.length === 1);

    // 1. A refused form comes back with «force», because nothing in it is saved. With «force» Wagtail
    // never starts to check for changes: the form saves once, shows «Guardado», and then neither saves
    // nor warns any more; a new page without its title stays paused for ever.
    // 2. Text typed during a save counted as saved: Wagtail took the state of the form when the server
    // responded, not when the form was sent.
    // 3. So did text typed in the first two seconds: Wagtail takes the first state only after them.
    // 4. The header showed «Guardado» from the first letter until the next save began, that is, as long
    // as the user typed without a pause; and for half a second, leaving the page gave no warning.
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
                setTimeout(() => this.mirar()); // a click can move or delete blocks
            } else {
                this.escribe = true;
                this.tocado = performance.now();
                clearTimeout(this.reposo);
                this.reposo = setTimeout(() => this.mirar(), REPOSO);
                this.decir(); // at once: the screen may be redrawn before a timer runs
            }
        }

        get seEscribe() {
            return performance.now() < (this.tocado ?? -REPOSO) + REPOSO;
        }

        mirar() {
            this.check();
            this.decir();
        }

        // Shows «Sin guardar» in the header while there are unsaved changes.
        decir() {
            const signo = this.element.matches("[data-controller~=w-autosave]") && indicador();
            if (!signo) return;
            const sinGuardar = this.hasEditsValue || this.hasCommentsValue || this.seEscribe;
            const { wAutosaveStateValue: dice } = signo.dataset;
            // The user undid the invalid change: the form is again as the server has it.
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
            // Wagtail compares nothing in the first two seconds; the last letters may not be in their
            // field yet; and a comment is not a field.
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
            if (this.initialFormData && !this.vaciando) return; // a save came within the first two seconds
            super.setInitialFormData();
            if (this.vaciando) return;
            // Scripts may have changed fields by now, so only what the user did counts.
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
            // The server numbers new rows: that is not a change by the user.
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

    // 5. Wagtail retries an unreachable server for 62 seconds only, and does not retry after a response
    // with an error or with the sign-in form. This retries until the server has saved, also when the
    // page was created but the rest of its form could not be loaded, where Wagtail gives up.
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

    // Replaces Wagtail's message «an error occurred», which gives no cause, before it is shown. If a
    // reachable server refuses the save again and again, retrying does not help: the page was deleted,
    // or the user may not edit it any more. The save button shows which.
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

    // On a phone, the foot of the form is at its end, and the header shows no text: this strip below the
    // header gives the reason for the pause, unless the strip of pulso.js already does.
    const tira = document.createElement("div");
    tira.className = "tira-pulso tira-pulso--pausa tira-pulso--bajo-cabecera";
    tira.setAttribute("role", "status");
    const pausado = (porque) => porque !== tira.textContent && (tira.textContent = porque);
    // Screen readers announce changes only in an element that was already there.
    document.addEventListener("DOMContentLoaded", () => document.querySelector("main .w-slim-header")?.after(tira));
    document.addEventListener("w-autosave:success", () => pausado(""));
    document.addEventListener("w-autosave:error", ({ detail: { text } }) => pausado(pulso.estado === "bien" ? text : ""));

    function explicar(porque) {
        if (pulso.estado !== "bien") pausado("");
        const pie = document.querySelector(".footer__save-warning p");
        if (pie) pie.textContent = porque;
        if (indicador()) indicador().dataset.wTooltipContentValue = porque;
    }

    // 6. Wagtail makes the slug from the title at each keyup event. Text that is pasted with the mouse,
    // dictated, or typed on a phone fires none, and the draft lacked its slug.
    document.addEventListener("input", ({ target }) => {
        if (target.matches("[name=title][data-controller~=w-sync]")) target.dispatchEvent(new KeyboardEvent("keyup"));
    });

    // 7. The errors of a refused form stay after an autosave: beside «Guardado», a message says that the
    // page was not created. This removes the message once the page is created, and the error of a field
    // once its content has changed; with the last error goes the message why the step was not taken.
    const errados = new Map(); // field with an error: its content then
    // A rich text editor has two values for empty text.
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
        if (detail.response.url || (habia && !errados.size)) {
            document.querySelectorAll("main .messages li.error").forEach((dicho) => dicho.remove());
            // On a telephone Wagtail lowers the menu button by the height of the messages.
            if (!document.querySelector("main .messages li")) document.body.classList.remove("has-messages");
        }
        for (const cuenta of document.querySelectorAll("[data-controller~=w-count]"))
            app.getControllerForElementAndIdentifier(cuenta, "w-count")?.count();
        document.dispatchEvent(new CustomEvent("wagtail:panel-init")); // the outline counts the errors too
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
