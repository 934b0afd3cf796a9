"use strict";
// Stores the data of every admin form in this browser, as a copia, until the server has them. Sends
// nothing while the server is unreachable or the session has ended. Copias are encrypted with a key of
// the user (borradores/claves.py), and offered again on the same form and on the admin's home page.
(() => {
    const datos = JSON.parse(document.getElementById("borradores").textContent);
    const { claves, quien, textos } = datos;
    const EDAD = 15 * 24 * 3600 * 1000;
    const PASO = 1_000; // between two checks of a form
    const VIAJE = 30_000;
    const GUARDADO = 10_000; // wait for an autosave in progress, before the form is sent
    const LATIDO = 60_000; // between two requests to the server, while there are unsaved changes
    const NUNCA = [
        "csrfmiddlewaretoken", "copia", "next", "overwrite_revision_id", "loaded_revision_id",
        "loaded_revision_created_at", "creacion", "edicion",
    ];
    // Fields that Wagtail adds to a form when its button is a moderation step.
    const PASOS = ["action-workflow-action", "workflow-action-name", "workflow-action-extra-data"];
    const CALLADOS = "[type=password], [type=file], [autocomplete=one-time-code], [data-sin-copia]";
    const CAMPOS = "input:not([type=hidden], [type=submit], [type=button], [type=password]), select, textarea";
    const subtle = globalThis.crypto?.subtle;
    const abiertos = new Map(); // form: its Hoja
    const ademas = []; // functions that make a Hoja for text outside of forms
    copias.ajustar(datos.ahora);

    // --- Encryption ---

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

    // Digest of the place of a form: only the owner of the key can recognize the place.
    async function huella(lugar) {
        const suma = await subtle.digest("SHA-256", new TextEncoder().encode(`${claves[quien]} ${lugar}`));
        return hexadecimal(new Uint8Array(suma).slice(0, 16));
    }

    // Whether the data exceed the server's limit for one form; it would refuse the whole form.
    const esGrande = (campos) => new Blob(campos.flat()).size + 2 * campos.length > datos.cabe;

    // --- Words ---

    // With the UTC offset of the server: the time zones of an old browser are out of date.
    const como = (fecha, opciones) =>
        new Intl.DateTimeFormat(document.documentElement.lang, { timeZone: "UTC", ...opciones }).format(fecha + datos.desfase);
    const dia = (fecha) => como(fecha, { day: "numeric", month: "long" });
    const hora = (fecha) => como(fecha, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const esDeHoy = (fecha) => dia(fecha) === dia(copias.ahora());

    // A text with its time; if that was not today, the variant of the text that has the day.
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

    // Waits until the page has loaded: the browser restores the old scroll position after «back», and a
    // page embedded in this one scrolls to its own start; both would move the element out of sight.
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
            this.escrita = false; // whether this browser stores a copia with this id
            this.base = undefined; // the data that the server has, as texto() returns them
            this.escribe = false; // whether the user has done something in the form
            this.enviando = this.libre = false;
            this.enviada = -Infinity; // when it was sent
            this.dichos = {}; // notices above the form, shown while their condition holds
            this.tomados = []; // functions that release its locks
            formulario.submit = () => this.enviar(null);
            // If a response is lost and the form is sent again, the server uses this number to create only
            // one page, or to recognize the form's own earlier save.
            if (formulario.matches("[data-controller~=w-autosave]")) {
                const cual = location.pathname.includes("/add/") ? "creacion" : "edicion";
                formulario.append(oculto(cual, hexadecimal(crypto.getRandomValues(new Uint8Array(16)))));
            }
            // Scripts change fields after the page has loaded; those are not changes by the user.
            for (const gesto of ["focusin", "pointerdown"])
                formulario.addEventListener(gesto, () => this.medir(), true);
            // Nor is the press of a button at the foot, upon which Wagtail adds fields.
            for (const gesto of ["keydown", "beforeinput", "input", "change", "paste", "drop", "click"])
                formulario.addEventListener(
                    gesto,
                    ({ isTrusted, target }) => isTrusted && !target.closest("footer button") && this.empezar(),
                    true,
                );
            formulario.addEventListener("w-autosave:save", (evento) => {
                const porque = this.sinMirar ? textos.sin_mirar : esGrande(this.pares()) ? textos.grande : "";
                if (this.enviando || this.saliendo || porque) {
                    // This save would take the moderation step; or overwrite what somebody else saved
                    // meanwhile; or send megabytes again and again that the server refuses.
                    evento.preventDefault();
                    evento.stopPropagation(); // or the header would show «Guardando»
                } else {
                    this.mandado = this.texto();
                }
                if (porque) this.pausar(porque);
            });
            formulario.addEventListener("w-autosave:success", ({ detail }) => this.guardada(detail.response));
        }

        // Takes a lock that shows other tabs that the page is open here. Called again after a save, which
        // gives a new page its URL.
        async situar() {
            if (subtle && this.situada !== this.lugar) this.tomar(`lugar-${await huella((this.situada = this.lugar))}`);
        }

        // Holds the lock ``nombre`` while the form is open.
        tomar(nombre) {
            const fin = new Promise((soltar) => this.tomados.push(soltar));
            navigator.locks?.request(nombre, { mode: "shared" }, () => fin);
        }

        // Pauses autosave with the event that Wagtail sends when a save has failed.
        pausar(text) {
            const detail = { type: "held", text };
            this.formulario.dispatchEvent(new CustomEvent("w-autosave:error", { bubbles: true, detail }));
        }

        get lugar() {
            return `${location.pathname}#${this.nombre}`;
        }

        // Whether the form was sent and a slow response may still come. An autosave meanwhile would take
        // the moderation step twice, and the form in the response would be older than the saved data.
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

        // If the form is at the foot of its page, notices go to the head of the page.
        avisar(caja) {
            if (cabeza()) cabeza().append(caja);
            else this.formulario.before(caja);
        }

        mostrar(caja) {
            this.avisar(caja);
            llevarA(caja, "nearest");
        }

        // A recovered form may be at the foot of a long page: put the notice there and scroll to it.
        avisarDondeEsta(caja) {
            const plegado = cabeza() && this.formulario.querySelector("details > summary");
            if (!plegado) return this.avisar(caja);
            plegado.after(caja);
            llevarA(plegado.parentElement.querySelector(CAMPOS), "center");
        }

        // The form came with unsaved data: recovered from a copia, or refused by the server.
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
            if (!cabe) this.visto = undefined; // the next check tries again
            this.avisarMientras("lleno", !cabe);
            this.avisarMientras("grande", esGrande(contenido.campos));
        }

        async olvidar() {
            this.escrita = false;
            await copias.olvidar(this.id);
        }

        // The server has saved the sent data and numbered new rows; it does not have later changes.
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
            // Autosave overwrites one revision: if only its time differs, somebody else changed the text.
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
            // Wait for an autosave in progress, or the form in the response would be older than its data.
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
            // A script may send the form itself, and then the page stays.
            setTimeout(() => (this.libre = false), 1_000);
        }

        // Sends with a submit event, which other listeners need, also when a script sends the form.
        mandar(pulsado) {
            const { formulario } = this;
            if (!formulario.requestSubmit) {
                if (pulsado?.name) formulario.append(oculto(pulsado.name, pulsado.value));
                this.partir();
                return HTMLFormElement.prototype.submit.call(formulario);
            }
            const apagado = pulsado?.disabled; // by w-progress; a disabled button is not sent
            const sinRevisar = formulario.noValidate;
            if (pulsado) pulsado.disabled = false;
            else formulario.noValidate = true; // the browser does not validate what scripts send
            formulario.requestSubmit(...[pulsado].filter(Boolean));
            if (pulsado) pulsado.disabled = apagado;
            formulario.noValidate = sinRevisar;
        }

        // The next autosave must not send the moderation step.
        deshacerPaso() {
            for (const nombre of PASOS)
                this.formulario.querySelectorAll(`[name="${nombre}"]`).forEach((campo) => campo.remove());
            const autosave = deWagtail(this.formulario, "w-autosave");
            if (autosave && this.cambiada) pulso.alVolver(() => autosave.save());
        }

        // The form was sent with its current data. What the user types while waiting for the response was
        // not sent: its copia gets a new id, so that the response does not delete it.
        partir() {
            const antes = [this.id, this.escrita];
            this.enviada = performance.now();
            this.llevado = this.visto = this.texto();
            [this.id, this.escrita] = [nuevoNumero(), false];
            this.tomar(`copia-${this.id}`);
            setTimeout(() => this.quedar(...antes), VIAJE);
        }

        // No response has replaced the page: autosave and the warning on leaving work again.
        async quedar(antes, estaba) {
            const avisa = deWagtail(this.formulario, "w-unsaved");
            if (avisa) avisa.confirmationValue = true;
            if ((await recibidas()).includes(antes)) this.base = this.llevado; // for example, the response was a download
            if (!this.cambiada) return;
            if (this.texto() === this.llevado) {
                [this.id, this.escrita] = [antes, estaba]; // the request may still be under way
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

        // --- Recovery ---

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

        // The server renders the form with the data of the copia, and saves nothing. The request goes to
        // the URL where the copia was written: a new page that was saved since has another URL.
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
        const campo = document.createElement("textarea"); // an input would remove line breaks
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

    // Wagtail's own forms (w-unsaved) warn by themselves.
    addEventListener("beforeunload", (evento) => {
        for (const hoja of abiertos.values())
            if (hoja.cambiada && !hoja.libre && !hoja.formulario.matches("[data-controller~=w-unsaved]"))
                evento.preventDefault();
    });

    const mirarTodas = () => Promise.all([...abiertos.values()].map((hoja) => hoja.mirar()));
    // «pagehide» alone loses the last second: the page closes before the copia is encrypted and written.
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

    // A cookie of the server names the copias of forms that it has saved.
    async function recibidas() {
        const numeros = document.cookie.match(/(?:^|; )copias_guardadas=([\da-f.]+)/)?.[1].split(".") ?? [];
        for (const id of numeros) await copias.olvidar(id);
        if (numeros.length) document.cookie = `copias_guardadas=; path=${datos.admin}; max-age=0`;
        return numeros;
    }

    // Names of the locks that open forms hold: the copia of a form in another tab is not lost text.
    async function abiertas() {
        const { held = [] } = (await navigator.locks?.query()) ?? {};
        return new Set(held.map(({ name }) => name));
    }

    const mias = async () => (await copias.todas()).filter((registro) => registro.quien in claves);
    const sueltos = (registros, vivas) =>
        registros.filter(({ id }) => id !== datos.copia && !vivas.has(`copia-${id}`));

    // Offers the copias of a form, and takes its locks.
    async function presentar(hoja, registros, vivas) {
        await hoja.ofrecer(registros);
        const mismo = `lugar-${await huella(hoja.lugar)}`;
        if (vivas.has(mismo) && !location.pathname.includes("/add/"))
            hoja.avisar(aviso("hay", textos.otra_pestana));
        hoja.tomar(`copia-${hoja.id}`);
        await hoja.situar();
    }

    // For a form that appears in the page later, and disappears again.
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
                !formulario.closest("header") && // Wagtail's list of other users on the same page
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
        // Otherwise a reload would send the same form again, and overwrite what was saved since.
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

    // The sentences among the values, without keys and numbers; of rich text, its paragraphs.
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

    // The name typed for a new record, if the title of the form lacks it.
    function escritoEn({ campos, titulo }) {
        const [, nombre = ""] = campos.find(([campo]) => ["title", "nombre", "asunto"].includes(campo)) ?? [];
        return titulo.includes(nombre) ? "" : nombre;
    }

    // Shows the text of a copia, to copy it by hand: the form may not exist any more, because its page
    // was deleted or somebody else answered the case.
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

    // Releases the locks of a window that was closed, so that its copia is offered in the next one.
    function cerrar(formulario) {
        for (const soltar of abiertos.get(formulario)?.tomados ?? []) soltar();
        abiertos.delete(formulario);
    }

    globalThis.hojas = { Hoja, ademas, abrir, cerrar };
    document.addEventListener("DOMContentLoaded", empezar);
})();
