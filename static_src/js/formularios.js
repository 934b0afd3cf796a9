"use strict";
// Every form of the admin keeps what is typed in this browser until the server has it, and nothing
// is sent to a server that is away or to a session that has ended. What is kept is encrypted under a
// key of the person (borradores/claves.py), and offered back on the same form and on the front page.
(() => {
    const datos = JSON.parse(document.getElementById("borradores").textContent);
    const { claves, quien, textos } = datos;
    const EDAD = 15 * 24 * 3600 * 1000;
    const PASO = 1_000; // between two looks at a form
    const VIAJE = 30_000;
    const GUARDADO = 10_000; // for a save on its way, before the form leaves
    const LATIDO = 60_000; // between two questions to the server, while something is not saved
    const NUNCA = [
        "csrfmiddlewaretoken", "copia", "next", "overwrite_revision_id", "loaded_revision_id",
        "loaded_revision_created_at", "creacion", "edicion",
    ];
    // What Wagtail writes into a form whose button means a step of moderation.
    const PASOS = ["action-workflow-action", "workflow-action-name", "workflow-action-extra-data"];
    const CALLADOS = "[type=password], [type=file], [autocomplete=one-time-code], [data-sin-copia]";
    const CAMPOS = "input:not([type=hidden], [type=submit], [type=button], [type=password]), select, textarea";
    const subtle = globalThis.crypto?.subtle;
    const abiertos = new Map(); // form: its sheet
    const ademas = []; // functions that make those of what is written outside of forms
    copias.ajustar(datos.ahora);

    // --- What only this person reads ---

    const bytes = (hexadecimal) => Uint8Array.from(hexadecimal.match(/../g), (par) => parseInt(par, 16));
    const hexadecimal = (numeros) => Array.from(numeros, (b) => b.toString(16).padStart(2, "0")).join("");
    const llave = (clave) => subtle.importKey("raw", bytes(clave), "AES-GCM", false, ["encrypt", "decrypt"]);

    async function cifrar(objeto) {
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const claro = new TextEncoder().encode(JSON.stringify(objeto));
        return { iv, cifrado: await subtle.encrypt({ name: "AES-GCM", iv }, await llave(claves[quien]), claro) };
    }

    async function descifrar({ quien: suyo, iv, cifrado }) {
        try {
            const claro = await subtle.decrypt({ name: "AES-GCM", iv }, await llave(claves[suyo]), cifrado);
            return JSON.parse(new TextDecoder().decode(claro));
        } catch {
            return null;
        }
    }

    // Where the form is, told to nobody who has not the key.
    async function huella(lugar) {
        const suma = await subtle.digest("SHA-256", new TextEncoder().encode(`${claves[quien]} ${lugar}`));
        return hexadecimal(new Uint8Array(suma).slice(0, 16));
    }

    // More than the server takes of one form, which it refuses whole.
    const esGrande = (campos) => new Blob(campos.flat()).size + 2 * campos.length > datos.cabe;

    // --- Words ---

    // By the offset of the server: a browser knows only the zones with which it was made.
    const como = (fecha, opciones) =>
        new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...opciones }).format(fecha + datos.desfase);
    const dia = (fecha) => como(fecha, { day: "numeric", month: "long" });
    const hora = (fecha) => como(fecha, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const esDeHoy = (fecha) => dia(fecha) === dia(copias.ahora());

    // A text with its moment, as one says it of today and of another day.
    function decir(nombre, fecha) {
        const valores = { dia: dia(fecha), hora: hora(fecha) };
        const texto = textos[esDeHoy(fecha) ? nombre : `${nombre}_antes`];
        return texto.replace(/\{(\w+)\}/g, (todo, cual) => valores[cual] ?? todo);
    }

    function boton(texto, clase, hacer) {
        const nuevo = document.createElement("button");
        Object.assign(nuevo, { type: "button", className: `button button-small ${clase}`, textContent: texto });
        nuevo.addEventListener("click", hacer);
        return nuevo;
    }

    // A browser that comes back goes to where one was, far from what is to be seen; a page that is
    // shown inside of this one takes it down to its own beginning.
    function llevarA(elemento, block) {
        const ver = () => elemento.scrollIntoView({ block });
        if (document.readyState === "complete") ver();
        else addEventListener("load", () => setTimeout(ver, 100), { once: true });
    }

    const cabeza = () => document.querySelector("[data-avisos]");

    function aviso(nivel, texto, ...resto) {
        const caja = document.createElement("div");
        caja.className = `aviso-copia aviso-copia--${nivel}`;
        caja.setAttribute("role", "status");
        const palabras = document.createElement("p");
        palabras.textContent = texto;
        caja.append(palabras, ...resto);
        return caja;
    }

    const nuevoNumero = () => hexadecimal(crypto.getRandomValues(new Uint8Array(8)));
    const esperar = (tiempo) => new Promise((listo) => setTimeout(listo, tiempo));
    const deWagtail = (elemento, cual) => wagtail.app.getControllerForElementAndIdentifier(elemento, cual);

    // --- One form ---

    class Hoja {
        constructor(formulario, numero) {
            this.formulario = formulario;
            this.nombre = formulario.getAttribute("id") || String(numero);
            this.id = nuevoNumero();
            this.escrita = false; // whether this browser keeps a copy under the id
            this.base = undefined; // what the server has, as the form says it
            this.escribe = false; // whether a person has done something in the form
            this.enviando = this.libre = false;
            this.enviada = -Infinity; // when it left
            this.dichos = {}; // what stands above it for as long as it is so
            this.tomados = []; // functions that let go what it holds
            formulario.submit = () => this.enviar(null);
            // Sent again when an answer was lost, a new page stays one, and one that is there knows itself.
            if (formulario.matches("[data-controller~=w-autosave]")) {
                const cual = location.pathname.includes("/add/") ? "creacion" : "edicion";
                formulario.append(oculto(cual, hexadecimal(crypto.getRandomValues(new Uint8Array(16)))));
            }
            // Scripts put fields in order after the page is there: that is no text of anybody.
            for (const gesto of ["focusin", "pointerdown"])
                formulario.addEventListener(gesto, () => this.medir(), true);
            for (const gesto of ["keydown", "beforeinput", "input", "change", "paste", "drop", "click"])
                formulario.addEventListener(gesto, ({ isTrusted }) => isTrusted && this.empezar(), true);
            formulario.addEventListener("w-autosave:save", (evento) => {
                const porque = this.sinMirar ? textos.sin_mirar : esGrande(this.pares()) ? textos.grande : "";
                if (this.enviando || this.saliendo || porque) {
                    // The step would be taken by it; or it would go over what somebody saved meanwhile;
                    // or megabytes would travel again and again to be refused.
                    evento.preventDefault();
                    evento.stopPropagation(); // or the sign in the header says «Guardando»
                } else {
                    this.mandado = this.texto();
                }
                if (porque) this.pausar(porque);
            });
            formulario.addEventListener("w-autosave:success", ({ detail }) => this.guardada(detail.response));
        }

        // Another tab is told that the page is open here: a new one has got its address meanwhile.
        async situar() {
            if (subtle && this.situada !== this.lugar) this.tomar(`lugar-${await huella((this.situada = this.lugar))}`);
        }

        // For as long as the form is open.
        tomar(nombre) {
            const fin = new Promise((soltar) => this.tomados.push(soltar));
            navigator.locks?.request(nombre, { mode: "shared" }, () => fin);
        }

        // As Wagtail says it when a save has failed: nothing goes on by itself.
        pausar(text) {
            const detail = { type: "held", text };
            this.formulario.dispatchEvent(new CustomEvent("w-autosave:error", { bubbles: true, detail }));
        }

        get lugar() {
            return `${location.pathname}#${this.nombre}`;
        }

        // On its way to the server, as long as a slow answer may take: saved by itself meanwhile, the step
        // would be taken twice, and the form that comes back would be older than what it saved.
        get saliendo() {
            return performance.now() < this.enviada + VIAJE;
        }

        get cambiada() {
            return this.escribe && this.base !== this.texto();
        }

        pares() {
            const fuera = new Set([...NUNCA, ...PASOS]);
            for (const campo of this.formulario.querySelectorAll(CALLADOS)) fuera.add(campo.name);
            return [...new FormData(this.formulario)].filter(([n, v]) => typeof v === "string" && !fuera.has(n));
        }

        texto() {
            return JSON.stringify(this.pares());
        }

        medir() {
            if (!this.escribe) this.base = this.texto();
        }

        empezar() {
            this.sinMirar = false;
            if (this.base === undefined) this.base = this.texto();
            this.escribe = true;
        }

        // What is to be read first stands at the head of a page whose form is at its foot.
        avisar(caja) {
            if (cabeza()) cabeza().append(caja);
            else this.formulario.before(caja);
        }

        mostrar(caja) {
            this.avisar(caja);
            llevarA(caja, "nearest");
        }

        // What came back may stand below a long page: it is told there, and shown.
        avisarDondeEsta(caja) {
            const plegado = cabeza() && this.formulario.querySelector("details > summary");
            if (!plegado) return this.avisar(caja);
            plegado.after(caja);
            llevarA(plegado.parentElement.querySelector(CAMPOS), "center");
        }

        // The form came with what is not saved: recovered, or refused by the server.
        adoptar(id) {
            for (const plegado of this.formulario.querySelectorAll("details")) plegado.open = true;
            this.id = id;
            this.escrita = this.escribe = true;
            this.base = null;
        }

        async mirar() {
            if (!this.escribe) return this.medir();
            if (this.enviando) return;
            const texto = this.texto();
            if (texto === this.visto) return;
            this.visto = texto;
            if (texto !== this.base) await this.guardar();
            else if (this.escrita) await this.olvidar();
        }

        async guardar() {
            if (!subtle) return;
            const registro = { id: this.id, quien, sitio: await huella(this.lugar), fecha: copias.ahora() };
            const contenido = {
                campos: this.pares(),
                titulo: [...document.querySelectorAll("main h1")].pop()?.textContent.trim() || document.title,
                direccion: location.pathname + location.search,
                nombre: this.nombre,
                revision: this.revision,
            };
            const cabe = await copias.escribir({ ...registro, ...(await cifrar(contenido)) });
            this.escrita = this.escrita || cabe;
            pulso.sinCopia = !cabe;
            if (!cabe) this.visto = undefined; // tried again at the next look
            this.avisarMientras("lleno", !cabe);
            this.avisarMientras("grande", esGrande(contenido.campos));
        }

        async olvidar() {
            this.escrita = false;
            await copias.olvidar(this.id);
        }

        // The server has what was sent, and has numbered new rows; what was typed meanwhile it has not.
        async guardada({ field_updates: numerados = {}, revision_created_at: momento }) {
            this.momento = momento;
            this.situar();
            const enviados = JSON.parse(this.mandado).map(([nombre, valor]) => [nombre, numerados[nombre] ?? valor]);
            this.base = JSON.stringify(enviados);
            this.visto = undefined;
            if (this.escrita && !this.cambiada) await this.olvidar();
        }

        get revision() {
            const autosave = deWagtail(this.formulario, "w-autosave");
            const cargada = this.formulario.elements.loaded_revision_id?.value;
            // Who saves by itself goes on in one version: another moment is another text of somebody else.
            const momento = this.momento ?? this.formulario.elements.loaded_revision_created_at?.value;
            return [autosave?.revisionIdValue || cargada, momento && Date.parse(momento)].filter(Boolean).join(" ");
        }

        avisarDeVuelta(fecha, revision) {
            const dicho = [decir("recuperada", fecha)];
            if (this.formulario.querySelector("[type=file]")) dicho.push(textos.archivos);
            this.sinMirar = revision !== this.revision;
            if (!this.sinMirar) return this.avisarDondeEsta(aviso("bien", dicho.join(" ")));
            const otra = document.createElement("a");
            Object.assign(otra, { href: location.href, target: "_blank", textContent: textos.otra_version });
            this.avisarDondeEsta(aviso("hay", [...dicho, textos.despues].join(" "), otra));
        }

        avisarMientras(cual, esAsi) {
            if (esAsi === Boolean(this.dichos[cual])) return;
            this.dichos[cual]?.remove();
            this.dichos[cual] = esAsi ? aviso("mal", textos[cual]) : null;
            if (esAsi) this.avisar(this.dichos[cual]);
        }

        // --- Sending ---

        async enviar(pulsado) {
            if (this.enviando) return;
            this.enviando = true;
            // A save on its way first: the form that comes back would be older than what it saved.
            const autosave = deWagtail(this.formulario, "w-autosave");
            await Promise.race([autosave?.submitPromise, esperar(GUARDADO)]);
            if (this.cambiada) await this.guardar();
            const cabe = !esGrande(this.pares());
            this.avisarMientras("grande", !cabe);
            const estado = await pulso.preguntar();
            this.enviando = false;
            if (estado !== "bien" || !cabe) {
                if (cabe) pulso.noEnviado();
                else this.dichos.grande.scrollIntoView({ block: "center" });
                this.deshacerPaso();
                deWagtail(pulsado, "w-progress")?.deactivate();
                return;
            }
            this.numerar();
            this.libre = true;
            this.mandar(pulsado);
            // A script may have sent it by itself, and the page stays.
            setTimeout(() => (this.libre = false), 1_000);
        }

        // With its event, from which others learn that it leaves, whoever has sent it.
        mandar(pulsado) {
            const { formulario } = this;
            if (!formulario.requestSubmit) {
                if (pulsado?.name) formulario.append(oculto(pulsado.name, pulsado.value));
                this.partir();
                return HTMLFormElement.prototype.submit.call(formulario);
            }
            const apagado = pulsado?.disabled; // by the sign of progress: so it would not be sent
            const sinRevisar = formulario.noValidate;
            if (pulsado) pulsado.disabled = false;
            else formulario.noValidate = true; // as what scripts send
            formulario.requestSubmit(...[pulsado].filter(Boolean));
            if (pulsado) pulsado.disabled = apagado;
            formulario.noValidate = sinRevisar;
        }

        // Nothing of it may be sent with the next save.
        deshacerPaso() {
            for (const nombre of PASOS)
                this.formulario.querySelectorAll(`[name="${nombre}"]`).forEach((campo) => campo.remove());
            const autosave = deWagtail(this.formulario, "w-autosave");
            if (autosave && this.cambiada) pulso.alVolver(() => autosave.save());
        }

        // It has left with what it held. What is typed while the answer is awaited was not sent: it is
        // kept under a number of its own, which no answer strikes out.
        partir() {
            const antes = [this.id, this.escrita];
            this.enviada = performance.now();
            this.llevado = this.visto = this.texto();
            [this.id, this.escrita] = [nuevoNumero(), false];
            this.tomar(`copia-${this.id}`);
            setTimeout(() => this.quedar(...antes), VIAJE);
        }

        // No answer came that leads away: it saves itself and warns as before.
        async quedar(antes, estaba) {
            const avisa = deWagtail(this.formulario, "w-unsaved");
            if (avisa) avisa.confirmationValue = true;
            if ((await recibidas()).includes(antes)) this.base = this.llevado; // as of a file that is given out
            if (!this.cambiada) return;
            if (this.texto() === this.llevado) {
                [this.id, this.escrita] = [antes, estaba]; // it may still be on its way
            } else {
                this.visto = undefined;
                await this.mirar();
                if (this.escrita) await copias.olvidar(antes);
            }
            deWagtail(this.formulario, "w-autosave")?.save();
        }

        numerar() {
            this.formulario.querySelector(":scope > [name=copia]")?.remove();
            if (this.escrita) this.formulario.append(oculto("copia", this.id));
        }

        // --- Giving back ---

        async ofrecer(registros) {
            const sitio = await huella(this.lugar);
            const suyos = registros.filter((registro) => registro.sitio === sitio && registro.id !== this.id);
            for (const registro of suyos.sort((a, b) => a.fecha - b.fecha)) {
                const contenido = await descifrar(registro);
                if (!contenido) continue;
                if (JSON.stringify(contenido.campos) === this.texto()) await copias.olvidar(registro.id);
                else this.mostrar(this.oferta(registro, contenido));
            }
        }

        oferta({ id, fecha }, { campos, revision, direccion }) {
            const despues = revision !== this.revision ? ` ${textos.despues}` : "";
            const caja = aviso(
                "hay",
                decir("hay", fecha) + despues,
                boton(textos.recuperar, "", () => this.recuperar(id, campos, direccion)),
                boton(textos.desechar, "button-secondary", async () => {
                    await copias.olvidar(id);
                    caja.remove();
                }),
            );
            return caja;
        }

        // The server draws the form anew with what was kept, and saves nothing. It is the form where it
        // was written: a new page that was saved meanwhile is another one, at an address of its own.
        async recuperar(id, campos, direccion) {
            if (esGrande(campos)) {
                if (!this.noVuelve) this.avisar(aviso("mal", textos.grande, loEscrito(campos)));
                this.noVuelve = true;
                return;
            }
            if ((await pulso.preguntar()) !== "bien") return;
            const envio = document.createElement("form");
            Object.assign(envio, { method: "post", action: direccion, enctype: "multipart/form-data", hidden: true });
            const pares = [...campos, ["copia-recuperar", id], ["csrfmiddlewaretoken", pulso.ficha]];
            envio.append(...pares.map(([nombre, valor]) => oculto(nombre, valor)));
            document.body.append(envio);
            envio.submit();
        }
    }

    function oculto(nombre, valor) {
        const campo = document.createElement("textarea"); // an input would take the ends of lines away
        Object.assign(campo, { name: nombre, value: valor, hidden: true });
        return campo;
    }

    // --- All forms of the page ---

    addEventListener(
        "submit",
        (evento) => {
            const hoja = abiertos.get(evento.target);
            if (!hoja || hoja.libre) return;
            evento.preventDefault();
            evento.stopImmediatePropagation();
            hoja.enviar(evento.submitter ?? null);
        },
        true,
    );

    addEventListener("submit", ({ target, defaultPrevented }) => {
        if (!defaultPrevented) abiertos.get(target)?.partir();
    });

    // Wagtail warns of its own forms.
    addEventListener("beforeunload", (evento) => {
        for (const hoja of abiertos.values())
            if (hoja.cambiada && !hoja.libre && !hoja.formulario.matches("[data-controller~=w-unsaved]"))
                evento.preventDefault();
    });

    const mirarTodas = () => Promise.all([...abiertos.values()].map((hoja) => hoja.mirar()));
    // With «pagehide» alone the last second is lost: the page goes before it is encrypted and written.
    addEventListener("beforeunload", () => void mirarTodas());
    addEventListener("pagehide", mirarTodas);
    document.addEventListener("visibilitychange", mirarTodas);

    let latido = Date.now();
    async function seguir() {
        await mirarTodas();
        const pendiente = [...abiertos.values()].some((hoja) => hoja.cambiada);
        if (pendiente && pulso.estado === "bien" && Math.abs(Date.now() - latido) > LATIDO) {
            latido = Date.now();
            await pulso.preguntar();
        }
        setTimeout(seguir, PASO);
    }

    // The server says in a cookie what arrived.
    async function recibidas() {
        const numeros = document.cookie.match(/(?:^|; )copias_guardadas=([\da-f.]+)/)?.[1].split(".") ?? [];
        for (const id of numeros) await copias.olvidar(id);
        if (numeros.length) document.cookie = `copias_guardadas=; path=${datos.admin}; max-age=0`;
        return numeros;
    }

    // What is open in another tab is no lost text: each form holds a lock while it is open.
    async function abiertas() {
        const { held = [] } = (await navigator.locks?.query()) ?? {};
        return new Set(held.map(({ name }) => name));
    }

    const mias = async () => (await copias.todas()).filter((registro) => registro.quien in claves);
    const sueltos = (registros, vivas) =>
        registros.filter(({ id }) => id !== datos.copia && !vivas.has(`copia-${id}`));

    // Offers what was left of a form, and holds its locks.
    async function presentar(hoja, registros, vivas) {
        await hoja.ofrecer(registros);
        const mismo = `lugar-${await huella(hoja.lugar)}`;
        if (vivas.has(mismo) && !location.pathname.includes("/add/"))
            hoja.avisar(aviso("hay", textos.otra_pestana));
        hoja.tomar(`copia-${hoja.id}`);
        await hoja.situar();
    }

    // A form that comes into the page later, and goes again.
    async function abrir(hoja) {
        abiertos.set(hoja.formulario, hoja);
        if (!subtle) return;
        const vivas = await abiertas();
        await presentar(hoja, sueltos(await mias(), vivas), vivas);
    }

    async function empezar() {
        const formularios = [...document.querySelectorAll("main form")].filter(
            (formulario) =>
                formulario.getAttribute("method")?.toLowerCase() === "post" &&
                !formulario.closest("header") && // Wagtail's list of who else is here
                !("sinCopia" in formulario.dataset) &&
                formulario.querySelector(CAMPOS),
        );
        formularios.forEach((formulario, numero) => abiertos.set(formulario, new Hoja(formulario, numero)));
        for (const hacer of ademas) {
            const hoja = hacer();
            abiertos.set(hoja.formulario, hoja);
        }
        if (!subtle) {
            pulso.sinCopia = true;
            return seguir();
        }
        // Loaded again, the form would be sent again as it was, over what was saved since.
        if (datos.enviada) history.replaceState(null, "", location.href);
        await recibidas();
        await copias.purgar(EDAD, ({ quien: suyo }) => suyo);
        let registros = await mias();
        const vuelta = registros.find(({ id }) => id === datos.copia);
        if (vuelta) {
            const contenido = await descifrar(vuelta);
            for (const hoja of abiertos.values()) {
                if (hoja.nombre !== contenido?.nombre) continue;
                hoja.adoptar(vuelta.id);
                if (datos.recuperada) hoja.avisarDeVuelta(vuelta.fecha, contenido.revision);
            }
        }
        const vivas = await abiertas();
        registros = sueltos(registros, vivas);
        for (const hoja of abiertos.values()) await presentar(hoja, registros, vivas);
        if (location.pathname === datos.admin) await enElEscritorio(registros);
        seguir();
    }

    // What somebody wrote, without the keys and numbers of a form; of an editor of texts, its paragraphs.
    function lineas(campos) {
        const palabras = ([, valor]) => {
            if (!valor.startsWith('{"')) return [valor];
            try {
                return JSON.parse(valor).blocks.map(({ text }) => text);
            } catch {
                return [];
            }
        };
        return campos.flatMap(palabras).filter((texto) => /\p{L}\s+\p{L}/u.test(texto));
    }

    // The name of a new record, which the title of its form does not say.
    function escritoEn({ campos, titulo }) {
        const [, nombre = ""] = campos.find(([campo]) => ["title", "nombre", "asunto"].includes(campo)) ?? [];
        return titulo.includes(nombre) ? "" : nombre;
    }

    // Of a form that may be no more: its page was deleted, somebody else answered the case.
    function loEscrito(campos) {
        const plegado = document.createElement("details");
        const nombre = document.createElement("summary");
        nombre.textContent = textos.ver;
        const campo = document.createElement("textarea");
        Object.assign(campo, { readOnly: true, rows: 6, value: lineas(campos).join("\n\n") });
        campo.setAttribute("aria-label", textos.ver);
        plegado.append(nombre, campo);
        return plegado;
    }

    async function enElEscritorio(registros) {
        const lista = document.createElement("ul");
        for (const registro of registros.sort((a, b) => b.fecha - a.fecha)) {
            const contenido = await descifrar(registro);
            if (!contenido) continue;
            const fila = document.createElement("li");
            const enlace = document.createElement("a");
            enlace.href = contenido.direccion;
            enlace.textContent = [contenido.titulo, escritoEn(contenido)].filter(Boolean).join(" · ");
            const desechar = boton(textos.desechar, "button-secondary", async () => {
                if (!window.confirm(textos.desechar_si)) return;
                await copias.olvidar(registro.id);
                fila.remove();
                if (!lista.firstChild) lista.parentElement.remove();
            });
            const momento = [esDeHoy(registro.fecha) ? "" : `${dia(registro.fecha)}, `, hora(registro.fecha)];
            fila.append(enlace, ` · ${momento.join("")} `, desechar);
            if (lineas(contenido.campos).length) fila.append(loEscrito(contenido.campos));
            lista.append(fila);
        }
        if (!lista.firstChild) return;
        const caja = aviso("hay", textos.pendientes, lista);
        caja.classList.add("aviso-copia--escritorio");
        document.querySelector("main").prepend(caja);
    }

    // A window that was closed is open nowhere: what was written in it is offered in the next one.
    function cerrar(formulario) {
        for (const soltar of abiertos.get(formulario)?.tomados ?? []) soltar();
        abiertos.delete(formulario);
    }

    globalThis.hojas = { Hoja, ademas, abrir, cerrar };
    document.addEventListener("DOMContentLoaded", empezar);
})();
