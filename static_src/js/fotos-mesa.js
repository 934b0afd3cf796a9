// Panel («mesa») of the pictures chosen for upload: size, rotation, crop, and progress of the upload.
// It handles the events of file inputs before other listeners do.
"use strict";

(() => {
    if (!window.fotos) return;
    const { Foto, FotoRechazada, Recorte, decir, textos } = window.fotos;
    const VISTA = 640;
    const mesas = new Map(); // id of the file input: its panel
    const propios = new WeakSet(); // events that this script dispatches

    function crear(etiqueta, clase, ...hijos) {
        const elemento = document.createElement(etiqueta);
        if (clase) elemento.className = clase;
        elemento.append(...hijos);
        return elemento;
    }

    function boton(texto, hacer, clase = "button button-small button-secondary") {
        const elemento = crear("button", clase, texto);
        elemento.type = "button";
        elemento.addEventListener("click", hacer);
        return elemento;
    }

    function deFotos(elemento) {
        return elemento instanceof HTMLInputElement && elemento.type === "file" && elemento.accept.includes("image/");
    }

    // One picture in the panel.
    class Ficha {
        constructor(foto, mesa) {
            Object.assign(this, { foto, mesa });
            this.cuenta = crear("p", "fotos__cuenta");
            this.cuenta.setAttribute("role", "status");
            this.lienzo = crear("canvas", "fotos__lienzo");
            this.marco = crear("div", "fotos__marco", this.lienzo);
            this.botones = crear("div", "fotos__botones");
            this.elemento = crear(
                "li",
                "fotos__ficha",
                this.marco,
                crear("div", "fotos__datos", crear("p", "fotos__nombre", foto.original.name), this.cuenta, this.botones),
            );
            this.marco.hidden = true;
            this.lienzo.setAttribute("role", "img");
            this.lienzo.setAttribute("aria-label", decir(textos.vista, { nombre: foto.original.name }));
        }

        async abrir() {
            this.cuenta.textContent = textos.reduciendo;
            await this.foto.abrir();
            await this.rehacer();
            this.ofrecer();
        }

        async rehacer() {
            this.cuenta.textContent = textos.reduciendo;
            this.mostrar();
            await this.foto.hacer();
            this.cuenta.textContent = this.foto.cuenta;
        }

        mostrar(recorte = this.foto.recorte) {
            this.marco.hidden = !this.foto.imagen;
            if (this.foto.imagen) this.foto.pintar(this.lienzo, VISTA, recorte);
        }

        // Call ``cambiar`` to change the picture, then make the file for upload again.
        cambiar(cambiar) {
            cambiar();
            return this.mesa.hacer(() => this.rehacer(), this);
        }

        ofrecer() {
            const { foto } = this;
            this.botones.replaceChildren();
            if (foto.editable) {
                this.botones.append(
                    boton(textos.izquierda, () => this.cambiar(() => foto.girar(-1))),
                    boton(textos.derecha, () => this.cambiar(() => foto.girar(1))),
                    boton(textos.recortar, () => this.recortar()),
                );
                if (foto.recorte) {
                    const deshacer = () => this.cambiar(() => (foto.recorte = null)).then(() => this.ofrecer());
                    this.botones.append(boton(textos.entera, deshacer));
                }
            }
            if (this.mesa.varias) this.botones.append(boton(textos.quitar, () => this.mesa.quitar(this)));
        }

        recortar() {
            this.mostrar(null);
            this.recorte = new Recorte(this.marco, this.foto, (parte) => {
                const [ancho, alto] = this.foto.medidas;
                this.cuenta.textContent = decir(textos.queda, {
                    ancho: Math.round(ancho * parte.ancho),
                    alto: Math.round(alto * parte.alto),
                });
            });
            const elegir = crear("select", "fotos__proporcion");
            for (const [nombre, valor] of textos.proporciones) elegir.add(new Option(nombre, valor));
            elegir.setAttribute("aria-label", textos.proporcion);
            elegir.addEventListener("change", () => this.recorte.fijar(Number(elegir.value)));
            this.botones.replaceChildren(
                elegir,
                boton(textos.aplicar, () => this.aplicar(), "button button-small"),
                boton(textos.cancelar, () => this.terminar()),
            );
            elegir.focus();
        }

        aplicar() {
            if (!this.recorte) return Promise.resolve();
            const parte = { ...this.recorte.parte };
            this.terminar();
            return this.cambiar(() => (this.foto.recorte = parte)).then(() => this.ofrecer());
        }

        terminar() {
            this.recorte.quitar();
            this.recorte = null;
            this.mostrar();
            this.cuenta.textContent = this.foto.cuenta;
            this.ofrecer();
            this.botones.querySelector("button").focus();
        }
    }

    class Mesa {
        constructor(entrada) {
            this.id = entrada.id;
            this.varias = entrada.multiple;
            this.fichas = [];
            this.trabajo = Promise.resolve(); // the picture in progress; the next one waits for it
            this.pendientes = 0;
            this.lista = crear("ul", "fotos__lista");
            this.avisos = crear("div", "fotos__avisos");
            this.avisos.setAttribute("role", "alert");
            this.pie = crear("div", "fotos__pie");
            this.elemento = crear("section", "fotos", this.avisos, this.lista, this.pie);
            this.elemento.setAttribute("aria-label", textos.mesa);
            this.poner(entrada);
        }

        get entrada() {
            return document.getElementById(this.id);
        }

        poner(entrada) {
            (entrada.closest(".drop-zone") || entrada).after(this.elemento);
        }

        // Process one photo after the other: two at once may need too much memory.
        hacer(algo, ficha) {
            this.pendientes += 1;
            this.trabajo = this.trabajo.then(algo).catch((error) => this.rechazar(error, ficha)).then(() => {
                this.pendientes -= 1;
                this.entregar();
            });
            return this.trabajo;
        }

        // A picture that could not be changed as wanted is removed, not uploaded unchanged.
        rechazar(error, ficha) {
            if (!(error instanceof FotoRechazada)) console.error(error);
            const nombre = ficha.foto.original.name;
            const texto = error instanceof FotoRechazada ? error.message : decir(textos.sin_memoria, { nombre });
            this.avisos.append(crear("p", "fotos__aviso", texto));
            this.quitar(ficha);
        }

        recibir(archivos) {
            this.avisos.replaceChildren();
            if (!this.varias) for (const ficha of [...this.fichas]) this.quitar(ficha);
            for (const archivo of archivos) {
                const ficha = new Ficha(new Foto(archivo), this);
                this.fichas.push(ficha);
                this.lista.append(ficha.elemento);
                this.hacer(() => ficha.abrir(), ficha);
            }
        }

        quitar(ficha) {
            ficha.foto.cerrar();
            ficha.elemento.remove();
            this.fichas = this.fichas.filter((otra) => otra !== ficha);
            const { entrada } = this;
            if (!this.varias && !this.fichas.length && entrada) {
                entrada.value = "";
                // The admin has already put the file name into the title.
                const titulo = document.querySelector(entrada.dataset.wSyncTargetValue || "#-");
                if (titulo?.value === ficha.foto.original.name.replace(/\.[^.]*$/, "")) titulo.value = "";
            }
            this.entregar();
        }

        // Put the finished files into the input, as if the user had chosen them.
        entregar() {
            if (this.pendientes) return;
            if (this.varias) this.mostrarPie();
            else if (this.fichas.length && this.entrada) this.entrada.files = this.hechas();
        }

        hechas() {
            const lote = new DataTransfer();
            for (const { foto } of this.fichas) lote.items.add(foto.hecha);
            return lote.files;
        }

        mostrarPie() {
            const cuantas = this.fichas.length;
            this.pie.replaceChildren();
            if (cuantas) {
                const texto = cuantas === 1 ? textos.subir_una : decir(textos.subir, { cuantas });
                this.pie.append(boton(texto, () => this.subir(), "button"));
            }
        }

        async subir() {
            await this.asentar();
            const { entrada } = this;
            entrada.files = this.hechas();
            for (const ficha of this.fichas) ficha.foto.cerrar();
            this.fichas = [];
            this.lista.replaceChildren();
            this.pie.replaceChildren();
            const cambio = new Event("change", { bubbles: true });
            propios.add(cambio);
            entrada.dispatchEvent(cambio);
        }

        get ocupada() {
            return this.pendientes > 0 || this.fichas.some((ficha) => ficha.recorte);
        }

        // Wait until all pictures are ready; apply crop frames that are still open.
        async asentar() {
            for (const ficha of this.fichas) await ficha.aplicar();
            await this.trabajo;
        }

        avance(parte) {
            const texto = decir(textos.subiendo, { parte: Math.round(parte * 100) });
            if (!this.barra) {
                this.barra = crear("progress");
                this.porciento = crear("span");
                this.pie.replaceChildren(this.barra, this.porciento);
            }
            this.barra.value = parte;
            this.porciento.textContent = texto;
        }

        acabar() {
            this.barra = null;
            this.pie.replaceChildren();
        }

        // A form that came back with errors in other fields has lost its file: put it back.
        volver() {
            const { entrada } = this;
            if (!entrada || this.elemento.isConnected || entrada.files.length) return;
            if (entrada.closest(".w-field--error")) mesas.delete(this.id);
            else {
                this.poner(entrada);
                this.entregar();
            }
        }
    }

    function mesaDe(entrada) {
        let mesa = mesas.get(entrada.id);
        if (!mesa || !mesa.elemento.isConnected) mesas.set(entrada.id, (mesa = new Mesa(entrada)));
        return mesa;
    }

    function tomar(entrada, archivos) {
        if (archivos.length) mesaDe(entrada).recibir(archivos);
    }

    document.addEventListener(
        "change",
        (evento) => {
            const entrada = evento.target;
            if (propios.has(evento) || !deFotos(entrada)) return;
            const archivos = [...entrada.files];
            if (entrada.multiple) {
                evento.stopImmediatePropagation();
                entrada.value = "";
            } else if (!archivos.length) mesas.get(entrada.id)?.recibir([]);
            tomar(entrada, archivos);
        },
        true,
    );

    document.addEventListener(
        "drop",
        (evento) => {
            const zona = evento.target.closest?.(".drop-zone");
            const entrada = zona?.querySelector("[type=file]");
            if (!deFotos(entrada) || !evento.dataTransfer?.files.length) return;
            evento.preventDefault();
            evento.stopImmediatePropagation();
            zona.dispatchEvent(new Event("dragend")); // Wagtail stops marking it as a drop zone
            tomar(entrada, [...evento.dataTransfer.files]);
        },
        true,
    );

    // Wagtail's text there says that pictures are uploaded at once.
    document.addEventListener("DOMContentLoaded", () => {
        const dicho = document.querySelector(".drop-zone > p:first-child");
        if (deFotos(dicho?.parentElement.querySelector("[type=file]"))) dicho.textContent = textos.zona;
    });

    // Send the form only when its picture is ready.
    document.addEventListener(
        "submit",
        (evento) => {
            const formulario = evento.target;
            const mesa = [...mesas.values()].find(
                (una) => !una.varias && una.ocupada && formulario.contains(una.elemento),
            );
            if (!mesa) return;
            evento.preventDefault();
            evento.stopImmediatePropagation();
            // Without its button, which is disabled meanwhile.
            mesa.asentar().then(() => formulario.requestSubmit());
        },
        true,
    );

    // Show the progress of uploads in the image chooser, which shows none.
    window.jQuery?.ajaxPrefilter((opciones, _propias, peticion) => {
        if (!(opciones.data instanceof FormData)) return;
        const mesa = [...mesas.values()].find((una) => !una.varias && una.fichas.length && una.elemento.isConnected);
        if (!mesa || !opciones.data.getAll(mesa.entrada?.name).some((valor) => valor.size)) return;
        const hacer = opciones.xhr;
        opciones.xhr = () => {
            const envio = hacer();
            envio.upload.addEventListener("progress", (evento) => {
                if (evento.lengthComputable) mesa.avance(evento.loaded / evento.total);
            });
            return envio;
        };
        peticion.always(() => {
            mesa.acabar();
            setTimeout(() => mesa.volver()); // once the window shows the response
        });
    });
})();
