import { spoken } from "./sound.ts";

/*
 * What sounds like danger and is none. Patterns over sounds, see `sound.ts`.
 */

const thing =
	"(programa|sistema|pagina|portal|app|aplicacion|celular|cel|telefono|computadora|compu|laptop|pc|bateria|impresora|internet|wifi|senal|token|cuenta|correo|archivo|plantas?|servidor|pantalla|usb|foco|tele|televisor|licuadora|cargador|disco|memoria|cable|monitor|tarjeta|equipo|servicio|conexion|fe|esperanza|gallina|boton|enlace|documento|documentos|formulario|router|modem|chip|firma|plancha|refri|refrigeradora|lavadora|motor|video|menu|opcion|sesion|sitio|web|tramite|pago|cita|fuente de|red|luz|linea|llamada|tablet|teclado|mouse|bombillo|ipad|clave|contrasena|chat|numero|oficina no)";

/** Ways of speaking and denials; they are taken out before anything is looked for. */
export const harmless: readonly RegExp[] = [
	"(me|se|nos) (estoy |esta |estaba |estamos |estan )?(muero|muere|mueren|moria|mori|morire|muriendo|morimos|matando|mata|matan|voy a morir|vamos a morir|quiero morir|queria morir|quise morir) .. (risa|hambre|sueno|ganas|pena|verguenza|calor|frio|curiosidad|miedo|aburrimiento|aburrid*|nervios|amor|envidia|colera|cansancio|impaciencia|saber|conocer|estres|emocion|alegria|ternura|felicidad|angustia|sed|desesperacion)",
	"(quiero|queria|quisiera) (morir|morirme) (de|del) (la |el |pura )?\\w+",
	"(me|nos) (muero|morimos) por \\w+",
	"(prefiero|preferiria|antes) (morir|morirme|me mato|me muero) (antes )?(que|a) \\w+",
	"(matar|matando|mato|mata|maten|matamos|mate|kill|killing) (el |un |una |los |ese |este |esta |al |la |las |a los |a las |my |the |some |a )?(process|job|task|session|server|time|switch|\\w+ process|proceso|procesos|tiempo|rato|aburrimiento|curiosidad|bateria|servicio|sesion|programa|aplicacion|app|tarea|tareas|hilo|gallina|gallinas|pollo|pollos|cerdo|cerdos|res|reses|vaca|vacas|ganado|animales|cucaracha*|rata*|raton*|zancudo*|mosquito*|plaga*|hormiga*|maleza|virus|bacterias|oportunidad*|inspiracion|negocio)",
	"(es|seria|fue|resulta|son) (un |casi un |todo un |puro )?(suicidio|asalto|robo|atraco|secuestro|infierno|incendio)",
	"suicidio (politico|financiero|economico|comercial|profesional|asistido)",
	"(mision|escuadron|humor|atacante|atentado) suicida",
	"(prueba|pruebas|arma|armas|alto|cese|bautizo|juego|linea) (de|al) fuego",
	"(fuegos artificiales|arma de doble filo|muro de fuego|fire ?wall|bomba de (agua|gasolina|tiempo|infusion|insulina|aire|leche)|fire (fox|stick|tv)|firefox)",
	"(pistola|revolver) de (silicon|silicona|calor|pintura|agua|juguete|codigo|codigos|escaner|soldar|clavos|aire)",
	"(me|se|nos) (ahogo|ahoga|ahogamos|estoy ahogando|esta ahogando|estamos ahogando) (en|con|de) (las |los |la |el |tantas |tantos |tanto |tanta |puras |puros |un |mis |sus )?(deuda*|papel*|papeleo|tramite*|trabajo|vaso*|requisito*|burocracia|pendiente*|cuota*|intereses|impuestos|correos)",
	"(ahogad*|ahogando|asfixiad*|asfixian|asfixiando|muriendo|hundid*|hundiendo|quemad*) (en|con|de|por) (las |los |la |el |tantas |tantos |tanto |tanta |mis |sus |puro |puros )?(deuda*|papel*|papeleo|tramite*|trabajo|requisito*|burocracia|pendiente*|cuota*|intereses|impuestos|correos|multa*)",
	"(cabeza|cerebro) .. (explot*|estall*|quem*)",
	"(explota|explotar|explotando|exploto|reviento|estallo) (de|en|contra|con) (la |el )?\\w+",
	"no (me|se|nos) (quiero|quiere|voy a|va a|pienso|piensa) (matar|suicidar|ahorcar|quitar la vida|hacer dano|tirar)",
	"no (quiero|voy a|pienso|intento|quiere|va a|piensa) (matarme|suicidarme|ahorcarme|matarse|suicidarse|quitarme la vida|hacerme dano|lastimarme|hacerle dano|acabar con mi vida)",
	"(no es que|tampoco es que) (me |se )?(quiera|vaya a|piense) .. (matar*|morir*|suicid*|muera)",
	"no (quiero|queria|me quiero) (morir|morirme) sin \\w+",
	// Things die, burn and hang; they are not who.
	`${thing} .. (no (me |nos )?(responde|reacciona|respira|despierta|deja|dejan)( \\w+)?|se (me |nos |le )?(esta |estan )?(muere|murio|muriendo|quemo|quema|quemando|cayo|callo|cae|cayendo|ahogo|desmayo|hundio|inundo|incendio|revento|exploto))`,
	`se (me |nos |le )*(esta |estaba )?(muere|murio|muriendo|quemo|quema|quemando|cayo|callo|cae|cayendo|incendio|revento|rompio|exploto) (el|la|mi|un|una|los|las|su) (\\w+ )?${thing}`,
	`no (me |nos )(deja|dejan|permite) (salir|ir|irme|llamar|avanzar|escapar) (de |del |de la |la |el |a la |al )*${thing}`,
	`(fuente|fuentes) (de|del) (poder|ingreso*|informacion|financiamiento|trabajo|empleo|alimentacion|datos)`,
	`no (aparece|aparecen|sale|salen|esta|estan) (aun |todavia )?(en|dentro de) (el |la |los |las |su |mi )?(sistema|lista*|listado*|registro*|partida*|nomina*|pagina|portal|base|padron|planilla|acta*|expediente*|recibo*|dui|carnet|pantalla|formulario|constancia)`,
	"(amenaz* .. (con )?(el |la |un |una )?|persig* .. (con |por )?)(embarg*|cort*|suspend*|llamad*|cobr*|multa*|demand*|cancel*|cerr*|intereses|correos|deuda*|mensajes|abogado*|despid*|despedir*|juicio)",
	"(mama|papa|mami|papi|jefe|jefa|patron|patrona|abuela|suegra|maestra|profesor|profesora) (me|nos) (mata|matan|va a matar|van a matar|ahorca|va a ahorcar|cuelga) (si|cuando|porque|por|como)",
	"(me|nos) (mata|matan|va a matar|van a matar|ahorca|va a ahorcar|cuelga) (si|cuando) no (me )?(hago|presento|llevo|saco|traigo|consigo|pago|termino|entrego|renuevo|tramito|llego con|resuelvo|dan|consigo|la renuevo|lo renuevo|lo presento|lo entrego|lo hago)",
	"(me|nos) (pega|pego|pegan) (el|la|los|las|su|sus|un|unos) (mensaje*|texto*|link*|enlace*|nombre|numero|sticker*|foto*|imagen*|captura*|archivo*)",
	"(por la gran|ay|uy|huy|que|ya) (me muero|me mato)( de| con|$| ya)?",
	"se cayo (un|el) (arbol|poste|rotulo|letrero)",
	"(casi|por poco|un poco mas y) (me|le|nos) (da|dio|dieron|va a dar) (un|una|el) (infarto|paro|ataque|derrame|patatus|sincope)( \\w+)?",
	"me (va a dar|da|dio) (un|una) (infarto|paro|patatus|ataque|derrame) (si|con|de|cuando|al|por) \\w+",
	"(muert*|fallecid*|difunt*) .. (lista*|padron|registro*|planilla|nomina|censo)",
	"(tiene|tienen|tengo) (secuestrad*|retenid*) (mi|mis|el|la|los|las|su) (pasaporte*|carnet|dui|documento*|pago*|dinero|expediente*|tramite*|licencia*|titulo*|partida*|cheque*|placa*|carro)",
	"no (puedo|voy a poder|he podido) respirar (tranquil*|en paz|hasta)",
	"(robo|robaron|robando|secuestr*|hacke*|asalt*|plagi*) (de |mi |la |el |el de |su |los |las |mis )*(cuenta*|dato*|contrasena*|correo*|identidad|perfil|senal|wifi|internet|facebook|whatsapp|instagram|archivo*|informacion|pagina|clave*)",
	"(i me|i am) not (suicidal|going to kill myself|in danger|hurt)",
	"not (suicidal|an emergency|a medical emergency|an? real emergency)",
	"(no|nunca) (hay|hubo|tengo|tenemos|veo|es|era|se trata de|fue|estoy|estamos|estan|corro|corre|huele|olia) (en |a |una |un |ninguna |ningun |nadie |personas |ninguna persona |nada de |mucho )*(emergencia|peligro|incendio|fuego|humo|gas|herid*|victima*|muertos|ladron*|amenaza*|fuga|disparos|ideas suicidas|pensamientos suicidas|suicida)",
	"(sin|nadie esta|nadie salio|nadie resulto|no resulte|no sali|no estoy|no esta) (herid*|lesionad*|victimas|peligro|inconsciente|desmayad*)",
	"(me muero|se muere|nos morimos|me mato) (ja|je|jaj*|jej*|lol|xd|jiji)",
	"(dying|die|died|dead) (of|from|with) (laughter|laughing|boredom|hunger|embarrassment|curiosity|heat|shame|envy)",
	"(dying|die) (to|for) (know|see|hear|find out|go|get|a|an|the|my|your)",
	"(battery|phone|laptop|printer|computer|link|connection) (is |me |s )?(dying|died|dead)",
	"(is|are|s) killing (me|us)( with \\w+| softly)?",
	"i (want|wanted) to (die|kill myself) (of|from) \\w+",
].map((way) => new RegExp(spoken(way), "g"));

/** It is over; nothing needs to be stopped now. */
export const past = spoken(
	"hace (ya |como |mas de |casi |unos |unas |alrededor de )*(un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|\\d+|varios|varias|muchos|muchas|algunos|algunas|poco mas de un|unos|unas) (dia*|semana*|mes|meses|ano|anos)",
	"hace (tiempo|mucho|anos|meses|semanas|dias)",
	"(el|la) (dia|semana|mes|ano|lunes|martes|miercoles|jueves|viernes|sabado|domingo|quincena|otra semana|otro dia) (pasad*|antepasad*|anterior)",
	"(el otro dia|la otra semana|ayer|anteayer|antier|antenoche|antes de ayer)",
	"(en|de|del|desde) (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre)",
	"(en|de|del|desde|desde el) (19|20)\\d\\d",
	"cuando (era|tenia|estaba) (nin*|pequen*|joven|chic*|menor|soltera|embarazada|\\d+)",
	"(yesterday|last (night|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|summer)|(day|days|week|weeks|month|months|year|years) ago|in (19|20)\\d\\d|when i was)",
	"(ya )?(murio|fallecio|fallecid*|fallecimiento|difunt*|defuncion|que en paz descanse|qepd|deceased|passed away)",
);

/** It goes on at this moment, whatever else is said. */
export const now = spoken(
	"(ahora mismo|ahorita|en este (mismo )?(momento|instante)|ahora en este|esta pasando|sigue pasando|right now|at this moment|as we speak|happening now)",
);

/** A topic is spoken of: a procedure, a rule, a course, the news. */
export const about = spoken(
	"(requisito*|tramite*|tramitar|formulario*|constancia*|certificad*|certificacion*|solvencia*|informe*|seguro*|poliza*|aseguradora|curso*|taller*|charla*|simulacro*|capacitacion*|campana*|pelicula*|serie|novela*|libro*|cancion*|noticia*|noticiero|tesis|estadistica*|investigacion*|cifra*|encuesta*|plan|planes|permiso*|licencia*|prevencion|prevenir|prevengo|protocolo*|ley|leyes|codigo*|articulo*|ordenanza*|norma*|normativa|manual*|detector*|extintor*|extinguidor*|alarma*|simulador|multa*|indemnizacion*|pension*|beneficio*|subsidio*|bono*|partida*|expediente*|audiencia*|juicio*|sentencia|antecedente*|presupuesto*|proveedor*|licitacion*|inspeccion*|contrato*|contratar|vacante*|plaza|plazas|empleo|trabajo de|videojuego*|juego*|reposicion|reponer|renovar|firma|token|contrasena|boleta*|factura*|recibo*|horario*|donacion*|donar|museo*|tarea|escuela de|metafora|literal*)",
	"(como|donde|cuando|cual|cuales|cuanto|a quien|que|ante quien) (se |es |son |puedo |debo |tengo que |hay que |me |lo )*(denunci*|reporto|reportar|reporta|solicit*|tramit*|sac*|obten*|pedir|pido|hago para|hace para|necesit*|pago|pagar|consult*|registr*|interpon*|poner|pongo|presentar|presento|cobr*|cuesta)",
	"(requirement*|form|forms|certificate*|insurance|policy|course*|drill*|training|movie*|film|book|novel|song|news|thesis|statistics|permit*|license*|prevention|law|manual|detector*|extinguisher*|alarm*|fine|benefit*|pension*|how (do|can) (i|we) (report|file|request|apply|get)|where (do|can) i (report|file))",
);

/** It might be, some day. */
export const imagined = spoken(
	"(en caso de|por si|que (pasa|hago|hacer|se hace|hacemos|debo hacer|tengo que hacer|sucede|ocurre) (si|cuando|en caso)|si (hay|hubiera|hubiese|ocurre|ocurriera|sucede|sucediera|se diera|alguien|algun dia|un dia|me llegan|llegara|llega a)|cuando (hay|haya|ocurre|ocurra|sucede|suceda)|in case of|what (do i do|to do|should i do|happens) (if|in case|when)|if (there is|there s|someone|somebody))",
);
