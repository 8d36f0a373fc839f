import type { Danger } from "../../src/conversations/index.ts";
import { spoken } from "./sound.ts";

/** One way in which danger is told. */
export interface Sign {
	danger: Danger;
	pattern: RegExp;
	/**
	 * What makes it harmless: `none`, it always counts; `past`, when it is over; `topic`, also when it is only spoken of (a
	 * procedure, a course, the news, "en caso de").
	 */
	excuses: "none" | "past" | "topic";
	/** With this in the same sentence it means something else. */
	unless?: RegExp;
}

const child =
	"(hijo|hija|hijos|hijas|hijito|hijita|bebe|bebito|bebita|nino|nina|ninos|ninas|nene|nena|nieto|nieta|cipote|cipota|cipotes|bicho|bicha|guagua|wawa|chamaco|chamaca|chavito|menor|menores|sobrino|sobrina|hermanito|hermanita|criatura)";
const kin = `${child.slice(0, -1)}|mama|papa|mami|papi|madre|padre|esposo|esposa|marido|mujer|hermano|hermana|abuelo|abuela|abuelito|abuelita|tio|tia|primo|prima|suegro|suegra|cunado|cunada|novio|novia|pareja|conviviente|companero|companera|amigo|amiga|vecino|vecina|vecinos|ex|senor|senora|senorita|anciano|anciana|viejito|viejita|don|dona|hombre|muchacho|muchacha|joven|chico|chica|chavo|chava|persona|personas|gente|alguien|familia|familiar|compa|paciente|mother|father|mom|dad|wife|husband|son|daughter|baby|child|kid|kids|children|brother|sister|friend|boyfriend|girlfriend|neighbor|neighbour|grandmother|grandfather|grandma|grandpa|man|woman|someone|somebody)`;
const rough =
	"(esposo|marido|pareja|novio|novia|ex|exesposo|exmarido|exnovio|conviviente|companero|companero de vida|papa|padre|padrastro|mama|madrastra|madre|hijo|hermano|tio|cunado|suegro|abuelo|vecino|esposa|mujer|jefe|patron|hombre|tipo|sujeto|husband|boyfriend|partner|father|dad|stepfather|wife|girlfriend|son|brother)";
const raiders =
	"(ladron|ladrones|ratero|rateros|choro|choros|delincuente*|marero*|pandillero*|sicario*|asaltante*|encapuchado*|malandro*|maleante*|intruso*|extrano|extranos|desconocido*|hombre|hombres|tipo|tipos|sujeto|sujetos|alguien|gente|armados)";
const home =
	"(casa|cuarto|habitacion|apartamento|departamento|depto|tienda|negocio|local|oficina|escuela|colegio|edificio|techo|patio|puerta|ventana|cocina|banco|vecino|vecina|vecinos|bodega|iglesia|hospital|mercado|colonia|barrio|pasaje|cuadra|calle|bus|micro|bosque|cerro|monte|terreno|cochera|garaje|sala|carro|auto|finca|rancho|champa|comunidad|planta|hotel|fabrica)";
const weapon =
	"(arma|armas|pistola|pistolas|cuchillo|cuchillos|machete|machetes|navaja|escopeta|fusil|revolver|corvo|pica hielo|rifle|bomba|granada|gun|knife|machete|weapon|bate)";

const wish =
	"(quiero|quisiera|voy a|pienso|pensando en|pense en|deseo|necesito|intente|trate de|estoy por|a punto de|planeo|decidi|he decidido|ganas de|intento|me gustaria|prefiero|mejor|estoy pensando en|pensado en|vengo pensando|tentada a|tentado a|dispuesta a|dispuesto a)";
const ownDeath =
	"(matarme|suicidarme|el suicidio|quitarme la vida|quitarme de en medio|acabar con mi vida|terminar con mi vida|acabar con mi existencia|acabar con mi sufrimiento|ahorcarme|colgarme|cortarme las venas|cortarme los brazos|envenenarme|pegarme un (tiro|balazo)|darme un (tiro|balazo)|meterme un (tiro|balazo)|volarme (la cabeza|los sesos)|degollarme|dispararme|tomarme (algo|todo)|cortarme|saltar (del|de la|de un|desde|al)|aventarme|matarme de una vez|irme con (dios|mi mama|mi hijo|mi papa)|morirme|tirarme (del|de la|de un|desde|al|a la|debajo)|lanzarme (del|de la|de un|desde|al|a la)|aventarme (del|de la|de un|desde|al|a la)|hacerme dano|lastimarme|dejar de existir|dejar de vivir|dejar este mundo|irme de este mundo|no existir|desaparecer (para siempre|del mundo|de este mundo)|dormir (y|para) (no|ya no|nunca) despertar|no despertar|estar muert*|tomarme (todas )?las pastillas|tomarme (un )?veneno)";
const hands =
	"(pegando|golpeando|pateando|ahorcando|estrangulando|apunalando|acuchillando|violando|quemando|torturando|maltratando|agrediendo|tocando|abusando|atacando|lastimando|cortando|macheteando|asfixiando|manoseando|forzando)";

/** "Pegándome", "siguiéndonos"; "matarme", "golpearla". */
const joined = (stems: string, ending: string) => `(${stems})${ending}(me|nos|la|lo|le|las|los|les)`;
const doing = joined(
	"peg|golpe|pate|amenaz|rob|asalt|viol|mat|ahorc|apunal|acos|dispar|quem|tortur|secuestr|extorsion|maltrat|atac|lastim|manose|apunt|estrangul|machete|encerr|rode",
	"ando",
);
const following = joined("sig|persig|agred", "iendo");
const toDo = joined(
	"mat|peg|golpe|viol|rob|asalt|quem|secuestr|apunal|ahorc|lastim|atac|dispar|asesin|machete|rapt|degoll",
	"ar",
);

const life = (excuses: Sign["excuses"], ways: string[], unless?: string): Sign => sign("life", excuses, ways, unless);
const crime = (excuses: Sign["excuses"], ways: string[], unless?: string): Sign => sign("crime", excuses, ways, unless);

/** Every way we know. Patterns over sounds, see `sound.ts`. */
export const signs: readonly Sign[] = [
	// Self-harm: whoever says it of themselves is always believed.
	life("none", [
		`${wish} (ya |mejor |solo |como |en )*${ownDeath}`,
		`me (quiero|quisiera|voy a|pienso|deseo|intente|trate de|dan ganas de|da ganas de|puedo|estoy por|tengo que|quise|quiera) (ya |mejor |a )*(matar|morir|suicidar|ahorcar|colgar|quitar la vida|cortar las venas|envenenar|(pegar|dar|meter) un (tiro|balazo|plomazo)|volar (la cabeza|los sesos)|hacer dano|cortar (las|los|la|el)|tirar (del|de la|de un|desde|al|a la|debajo)|lanzar (del|de la|de un|desde|al|a la)|aventar (del|de la|de un|desde|al|a la)|tomar .. pastillas|tomar .. veneno)`,
		"(quiero|quisiera|deseo|ganas de|necesito|solo quiero|me gustaria|preferiria) (ya |solo )*(morir|morirme|estar muert*|estar muerta)",
		"(voy a|pienso|decidi|a punto de) (acabar|terminar) con todo( esto| ya| hoy)?$",
		"(quiero|quisiera) (acabar|terminar) con todo( esto| ya| hoy)?$",
		"(ya )?no (quiero|deseo|aguanto|soporto|tengo (ganas|motivos|razones|fuerzas) (de|para)|vale la pena|tiene (caso|sentido)|me interesa|puedo) (mas )?(seguir )?(vivir|viviendo|estar viv*|estar en este mundo|existir|despertar|esta vida|mi vida|la vida|seguir con vida)( mas| asi| ya| con este dolor| con esto)*( |$)(?!(en|con|cerca|alli|ahi|aqui|aca|donde) )",
		"(mi|la) vida (ya )?no (tiene sentido|vale nada|vale la pena|me importa)",
		"(estarian|estaran|estaria|estarias) mejor sin mi",
		"(nadie|ni) .. (va a extranar|me extranara|extranaria)",
		"(mejor|estaria mejor|deberia estar) muert*",
		"(ojala|quisiera que|quiero que) .. (me muera|no despierte|no despertara|me muriera|me maten|me mataran)",
		"(pensamiento*|idea*) (suicida*|de suicid*|de matarme|de muerte)",
		"(soy|estoy|me siento) suicida",
		"me (corte|corto|estoy cortando|abri|abro) .. (venas|brazos|munecas|brazo|muneca)",
		"me (tome|trague|acabo de tomar|acabo de tragar|estoy tomando|tomo) .. (pastilla*|frasco|veneno|raticida|racumin|gramoxone|cloro|lejia|foliar|folidol|insecticida|acido|detergente|medicamentos|pildora*|plaguicida|gasolina)",
		"(tome|tomo|ingeri|ingirio|bebi|bebio|comio|trago) .. (veneno|raticida|gramoxone|folidol|todas las pastillas|muchas pastillas|un frasco|demasiadas pastillas|cloro|lejia|insecticida)",
		"(me despido|adios|hasta siempre) .. (de este mundo|para siempre|mundo cruel|de la vida|de todos ustedes para)",
		"(nota|carta) (de suicidio|suicida|de despedida) .. (escrib*|deje|dej*|lista|para)|(escrib*|deje|estoy dejando) (mi|una|la) (nota|carta) (de suicidio|suicida|de despedida)",
		`(tengo|agarre|compre|consegui) (la|una|un|el|las) (soga|cuerda|lazo|mecate|pistola|arma|pastillas|veneno|cuchillo|navaja|gillette) .. (matar*|cuello|en la mano|en las manos|list*|acabar|terminar|morir|para mi|venas)`,
		"estoy (parad* |subid* |sentad* )?(en|sobre|al borde|en el borde|a la orilla|en la orilla|arriba) .. (puente|azotea|techo|barranco|precipicio|viaducto) .. (salt*|tir*|lanz*|avent*|morir|despedir*|acab*|brinc*)",
		"me (voy a |quiero )?(tiro|lanzo|aviento|salto|tirar|lanzar|aventar|saltar|brincar) (del|de un|desde|al|a la|de la) .. (puente|azotea|techo|barranco|precipicio|tren|metro|bus|carro|carretera|viaducto|edificio|balcon|ventana|rio|pozo)",
		"(want|wanted|going|about|plan|planning|trying|ready|need|like|decided) (to |on )?(kill myself|killing myself|die|end my life|ending my life|end it all|commit suicide|hurt myself|harm myself|hang myself|cut myself|not wake up|be dead|take my own life|take my life)",
		"(kill|killing|hang|hanging|cut|cutting|shoot|poison) myself",
		"(i me|i am|i feel|feeling) (so )?suicidal",
		"(don t|do not) want to (live|be alive|exist|be here anymore|wake up|go on living)",
		"(no reason|nothing|no point) (to|in) (live|living|going on)( for)?",
		"(better off|be) (dead|without me)",
		"(i )?(took|swallowed|taking) (all|a bottle|a lot|too many|a whole|the whole|a bunch|lots) .. (pills|tablets|medicine|medication)",
		"(i )?(overdosed|slit my wrists|drank bleach|drank poison)",
		"(hoy|ahora|ya) (se acaba|se termina|acaba|termina) todo|(es|sera) (mi ultimo dia|mi ultima noche|lo ultimo que (escribo|digo))|cuiden (a|de) (mi|mis) .. cuando (yo )?(no este|ya no este|me muera|falte)",
		"(pienso|pensando|pensar|pense|ganas|deseando|deseo|sueno con|hablo de|fantaseo con) (solo |mucho |siempre |todo el dia )*(en |de |con )*(morir|morirme|mi muerte|la muerte|matarme|estar muert*|quitarme|dejar de vivir|no vivir)",
		"(cans*|hart*|aburrid*|agotad*) de (vivir|la vida|esta vida|existir|estar viv*|seguir viv*|todo y quiero|sufrir y)|(odio|detesto) (mi vida|vivir|estar viv*)|(morir|morirme|la muerte) (es|seria) (lo mejor|la unica|mejor|mi unica|un alivio|un descanso)|(unica|mejor) (salida|solucion|opcion) .. (morir|muerte|matarme|quitarme)",
		"me (quiero|voy a|dan ganas de|puedo|pienso) (tirar|lanzar|aventar|arrojar) (a |de |por |debajo |frente |encima |bajo )+(las|los|la|el|un|una|del|al|carro*|tren|vias)|(carta|nota|mensaje) de despedida|(me )?(estoy|voy a) (tomando|tragando|tomar|tragar) .. pastillas .. (una por una|todas|hasta|dormir|morir*|juntas|de golpe|de un solo)|(perdonenme|perdoname|perdon) (por|todos) .. (voy a hacer|no aguante|no pude|me voy|lo que)",
		"ganas de (acabar|terminar) con (esta|la|mi) vida|(estoy|tengo) .. (un arma|una pistola|cuchillo|navaja|pastillas|soga|veneno) .. (no se (que|lo que)|ultim*|acabar|adios|mano|hacerlo|list*)",
		"(quiero|ojala|solo quiero) que todo (se )?(acabe|termine)( ya| de una vez| hoy)?$",
		"(llevo|tengo|con|siento) .. ganas de (morir*|matarme|no vivir|no despertar|acabar con todo|tirarme|no existir)",
		"(no|nada) .. (sentido|caso|razon|motivo*) (a|de|en|para) (mi vida|la vida|vivir|seguir (aqui|vivo|viva|viviendo|con vida)|existir|estar vivo|estar viva)",
		"(cut|slit|slashed|cutting) my (wrists|arms|veins)|(goodbye|farewell) (cruel )?(world|everyone forever)|(won t|will not) be (here|alive) (tomorrow|anymore)|nobody (will|would) miss me",
		"suicidal thoughts",
	]),
	life(
		"past",
		[
			`(se quiere|se va a|quiere|quieren|se quieren|intenta|intento|va a|amenaza con|piensa|esta por|quiso|se queria|trato de|habla de|dice que va a|trata de|esta intentando|esta tratando de) (matarse|suicidarse|ahorcarse|quitarse la vida|matar solo|suicidar|ahorcar|quitar la vida|morirse|hacerse dano|envenenarse|cortarse las venas|colgarse|tirarse (del|de la|de un|desde|al|a la)|lanzarse (del|de la|de un|desde|al|a la)|aventarse (del|de la|de un|desde|al|a la)|tirar (del|de la|de un|desde|al|a la) (puente|techo|azotea|edificio|balcon|rio|tren|torre))`,
			`se (quiere|va a) (matar|tirar del puente|tirar de la azotea)`,
			`se (corto|esta cortando|abrio|ahorco|esta ahorcando|colgo|envenen*|disparo|pego un tiro|dio un tiro)( .. (venas|brazos|munecas|cuello|soga|lazo|arbol|cuarto|bano|cabeza|pecho|plaguicida|veneno))?$`,
			"(se (quiere|va a|esta queriendo) cortar|cortarse|se esta cortando|se esta haciendo dano|se hace dano|se hizo dano)",
			"(se (encerro|metio|subio|fue)|esta encerrad*) .. (navaja|cuchillo|pistola|pastillas|veneno|soga|lazo|mecate|gillette)",
			`(encontre|encontramos|esta|estaba|halle) .. (colgad*|ahorcad*|guindad*)`,
			`se (corto|esta cortando|abrio) (las )?(venas|munecas)`,
			`se (tomo|trago|bebio|acaba de tomar|acaba de tragar) .. (pastilla*|veneno|raticida|gramoxone|folidol|cloro|lejia|foliar|pildora*|acido|insecticida|pila|bateria de reloj|medicamento*|gasolina|thinner|desinfectante|detergente|moneda)`,
			`(esta|hay) (parad*|subid*|un hombre|una mujer|una persona|alguien|un joven|una joven) .. (puente|azotea|techo|torre|balcon) .. (tirar*|saltar|lanzar*|aventar*|suicid*)`,
			`${kin} .. (suicidarse|wants to die|kill (himself|herself|themselves)|is suicidal|took .. pills|overdosed|hanged (himself|herself))`,
			"(kill|killing|hang|cut|cutting) (himself|herself|themselves)",
		],
		"(personaje|escena|pelicula|novela|libro|serie|perro|gato)",
	),

	// Medical.
	life("past", [
		"(no (puede|puedo|pueden|logra|esta|me deja|podemos)|ya no|casi no|dejo de|apenas|le cuesta|me cuesta|con dificultad para|dificultad para|deja de|paro de|le falta|me falta) (bien |casi |poder |ni )*(respirar|respirando|respira|respiro|el aire|aire)",
		"no respira",
		"(me|se|nos|se me|se nos) (estoy|esta|estan|estamos) (aogando|ahogando|asfixiando|atragantando|ahogando en|desangrando|infartando|convulsionando|intoxicando|electrocutando|envenenando|congelando|desvaneciendo)",
		"(se ahoga|me ahogo|se ahogo|se asfixia|me asfixio|se atraganto|se desangra|me desangro|se ahogan|se hundio .. (rio|mar|piscina|lago|laguna|pozo|poza))",
		`(le|me) (dio|esta dando|acaba de dar|quiere dar|da|va a dar|dieron|estan dando) (un |una |como un |como una |otro |otra |unos )?(infarto|derrame|paro|paro cardiaco|paro respiratorio|ataque (al corazon|cardiaco|de epilepsia|epileptico)|convulsion*|convulsiones|acv|ictus|sobredosis|shock|choque)`,
		"(esta|estoy|estan|comenzo|empezo|teniendo|con|sufre|sufriendo|tiene|creo que es|creo que tengo|tengo|parece|sufrio) (sufriendo |teniendo |un |una |a |mucha |con )*(infarto|derrame cerebral|paro cardiaco|paro respiratorio|convulsion*|convulsiona*|sobredosis|hemorragia|ataque al corazon|ataque cardiaco|shock anafilactico|choque anafilactico|preeclampsia|eclampsia|infartando)",
		"(convulsiona|convulsionan|convulsionando|convulsiono)",
		"(esta|estan|quedo|quedaron|cayo|estaba|se quedo|encontre|hallamos|encontramos) (a mi \\w+ |tirad* |como |medio |casi )*(inconsciente*|desmayad*|sin (sentido|conocimiento|conciencia|pulso|reaccion*)|moribund*|agonizando|desvanecid*|morad* y)",
		"(se desmayo|se me desmayo|se desvanecio|se esta desmayando|me estoy desmayando|me voy a desmayar|perdio el conocimiento|perdio la conciencia|no tiene pulso|sin pulso|sin signos vitales|perdio el sentido|esta agonizando|esta grave|esta muy grave)",
		`${kin} .. (no (despierta|reacciona|se mueve|se despierta|quiere despertar|me responde|responde)( |$))(y |esta |nada|$|cuando|desde|ya|ayud*|auxilio|urgente|le|la|lo|tiene|por favor)`,
		`^(no (despierta|reacciona|se despierta))( |$)`,
		"(se (me )?esta muriendo|se nos esta muriendo|se me muere|se nos muere|me estoy muriendo|se esta muriendo|se estan muriendo|nos estamos muriendo|me muero|nos morimos|se muere|se va a morir|me voy a morir|vamos a morir|voy a morir|se mueren|esta por morir*|agoniza)",
		"(mucha|muchisima|perdiendo|botando|echando|vomita|vomitando|tose|tosiendo|charco de|charcos de|bota|llen* de|pierde|perdio mucha|cubiert* de|escupe|escupiendo|sale|defecando|orinando) (mucha |harta |demasiada |tanta )?sangre",
		"(sangra|sangran|sangrando|sangro|desangrando|desangra|desangro|hemorragia)",
		"(sangrado|sangramiento) .. (mucho|fuerte|abundante|bastante|no para|parar|embarazada|cabeza|boca|oido|nariz)",
		"(sangre|sangrado|sangramiento) .. (no (le |me |se |deja de |puedo |para|para de )*(para|parar|paro|detiene|salir))",
		"(dolor|presion|duele|dolores|opresion|punzada|apreton|apretad*) .. (pecho|corazon) ?",
		"(me|le) (duele|aprieta|oprime) (mucho |fuerte |muchisimo |bastante )?(el |aqui en el )?(pecho|corazon)",
		"(cara|boca) (torcida|caida|chueca|de lado)|(se le torcio|torcio|se le durmio|se me durmio|adormecid*) .. (cara|boca|brazo .. (habla|pecho|cara))",
		"(dando a luz|pariendo|va a parir|por parir|voy a parir|voy a dar a luz|va a dar a luz|rompi fuente|rompio fuente|se (le |me )?rompio la fuente|rompi la fuente|se le vino el (nino|bebe|parto)|se me vino el (nino|bebe|parto)|contracciones|esta naciendo|viene el bebe|ya viene el bebe|sale la cabeza|trabajo de parto|labor de parto)",
		"(necesito|necesitamos|manden|mandeme|mandenme|envien|envienme|urge|llamen|llame|pidan|traigan|mande|envie|ocupo|requerimos|requiero|solicito|vengan|manda|mandame|llama|pido|quiero|donde esta la) (a |por favor |ya |urgente |que venga |que vengan |que mande* |que envie* |de |al |con )*(una |un |la |los |el |unos |las )?(ambulancia|bomberos|policia|patrulla|paramedico*|911|cruz roja|rescatista*|socorrista*|auxilio|unidad de rescate|ayuda medica|medico de emergencia|cuerpo de bomberos)( |$)(?!(de |del |para (el |mi |un |la )?(evento|tramite|concierto|fiesta|carrera|negocio|empresa|desfile)|privad*|telefono|numero|nacional civil|antecedentes))(?!.*(solvencia|antecedente*|licencia|registr*|constancia|costo|precio|empresa))",
		"(tirad*|botad*|desplom*|cayo|caid*|golpe*|suelo|piso|colaps*|desvanec*) .. no (contesta|responde|reacciona|habla|se levanta|se mueve|se despierta|despierta|abre los ojos|se puede mover|siente)",
		"no (contesta|responde|reacciona|habla|se levanta|se mueve|se despierta|despierta|abre los ojos) .. (tirad*|suelo|piso|cayo|respir*|golpe*|sangr*|pulso)",
		"(no se levanta|no abre los ojos|no tiene pulso|ya no se mueve|no siente (las piernas|el cuerpo|los pies))",
		"(esta|hay|encontre|encontramos|quedo) .. (tirad*|botad*) en (el|la|plena|media|un|una) (piso|suelo|calle|bano|carretera|acera|banqueta|anden|cuarto|cocina|sala|monte|patio|charco)",
		"(se desplomo|se me desplomo|colapso|se desvanecio) .. (mi|un|una|en|y|el|la|aqui)",
		"(labios|unas|cara|piel|boca|manos) .. (morad*|azul*)|(morad*|azul*) .. (labios|unas)|se (me )?puso (morad*|azul)",
		"(sudando|sudor|suda) frio|se (agarra|toca|aprieta) el (pecho|corazon)|espuma por la boca|(botando|echando|sacando) espuma|ojos (en blanco|volteados|para atras)|(habla|hablando) (enredado|raro|trabado|arrastrado)",
		"(ataque|crisis) (de|fuerte de) (asma|epilepsia|alergia)|crisis (asmatica|convulsiva|epileptica)|shock (anafilactico|diabetico)|coma (diabetico|etilico)|golpe de calor|hipotermia|monoxido|se (le |me )?(bajo|subio) (el|la) (azucar|presion) .. (desmay*|despiert*|mal|grave|reacciona|temblando|inconsciente)",
		"no (puede|logra|deja|le) pasar (el )?aire|no le (entra|pasa) (el )?aire|(algo|hueso|comida|boton|dulce|moneda|juguete|uva) (atorad*|atascad*|trabad*) .. garganta|atorad* .. garganta|garganta .. atorad*",
		"(esta|estoy|estan|tiene|hay) .. (prensad*|aplastad*|soterrad*|debajo de (los escombros|la pared|el carro|la losa)|quedo abajo|bajo los escombros)|(quedo|quedaron|quede) (abajo|enterrad*|prensad*|atrapad*|sepultad*)",
		"(nos|se) (volcamos|volco|volcaron|estrellamos|estrello|estrellaron|accidentamos|accidento|accidentaron|chocamos|salimos de la carretera|embarrancamos|desbarrancamos|embarranco|fue al barranco|fueron al barranco)",
		"(carro|auto|bus|camion|moto|tren|taxi|conductor|trailer|cabezal|rastra|borracho) (acaba de |que )?(atropellar|atropello|arrollo|embistio|se llevo|golpeo|choco) (a )?(mi|un|una|dos|varios|al|a la|nos|contra)",
		"(estamos|estoy|andamos|esta) perdid* en (el|la|un|una) (cerro|volcan|monte|bosque|montana|selva|mar|cueva)|(lancha|bote|barco|balsa|canoa) .. (hund*|voltead*|volteo|a la deriva|sin motor)|a la deriva",
		"(hay|muchos|varios|con|hubo|unos|tres|dos|cuatro|cinco|gente|personas) .. (lastimad*|golpead*|lesionad*|malherid*|herid*|quemad*|ensangrentad*)",
		"(bebe|recien nacid*|nino|nina|alguien|cuerpo|persona|hombre|mujer) .. (no llora|flotando|boca abajo|sin vida|hundid*|bajo el agua|tieso|tiesa|helad*|frio y)|(flotando|boca abajo) .. (piscina|rio|agua|pila|cisterna|poza)|se (quedo|esta quedando|puso) ties(o|a)",
		`${kin} .. (esta|estan|anda|se puso|esta como|sigue|quedo) .. (fri(a|o)|delirando|babeando|ties(a|o)|palid(a|o)|grave|paralizad*|agonizando|dormid(a|o) y no|muy mal|temblando|azul|verde|desorientad*|alucinando|convuls*|infart*|ensangrentad*)`,
		"(no (puede|puedo) mover) .. (lado|brazo|pierna|piernas|cuerpo|cuello|cara|mano)|se (me|nos) (esta yendo|va|esta apagando|esta enfriando) (mi|el|la) |(comimos|comio|tomamos|tomo|comi) .. (hongos|veneno|descompuest*|alcohol adulterado|gasolina|thinner) .. (mal|delir*|vomit*|mare*|grave|muri*)|(sale|saliendo|sangra) .. (sangre|sangrando)",
		"(emergencia|urgencia) (medica|de salud|de vida o muerte)",
		"^(ayud* |auxilio |por favor |urgente |hola |es |esto |tengo |tenemos |hay |una )*(una )?emergencia( ayud*| auxilio| por favor| urgente| aqui| en mi casa| en casa)*$",
		"^(ayud* |por favor |urgente |auxilio |socorro |dios mio |policia )*(auxilio|socorro)( auxilio| socorro| ayud*| por favor| policia| urgente| me| que alguien me ayude| alguien| rapido)*$",
		"^(sos ){1,5}(ayud*|auxilio|help|emergencia|sos|$)",
		"(auxilio|socorro) .. (matan|muere|ladron*|fuego|quem*|golpe*|disparo*|pega|robando|encerrad*|secuestr*|sangre|herid*|nos|ahog*)",
		"(acabo de|acabamos de|acaban de|acaba de) (tener un accidente|chocar|volcar*|ser atropellad*|atropellar|accidentar*|caer*)",
		"(me|nos|lo|la|le|los) (atropellaron|atropello|atropellan|acaban de atropellar|arrollo|arrollaron|embistio|cayo encima|aplasto|prenso|dejo prensad*)",
		`(atropellaron|atropello|arrollaron|embistieron|chocaron|mordio) (a )?(mi|un|una|dos|al|a la) ${kin}`,
		"hay (un |una |unos |varios |varias |muchos |muchas |mucha |dos |tres |gente |personas |\\d+ |como \\d+ )*(herid*|lesionad*|muert*|atrapad*|prensad*|soterrad*|quemad*|intoxicad*|desmayad*|inconsciente*|ensangrentad*|tirada en la calle|tirado en la calle|sangrando|electrocutad*|ahogand*)",
		"(estoy|esta|estan|estamos|quedo|quedaron|quede|resulto|quedamos|dejaron) (muy |bien |mal |gravemente |gente |mi \\w+ |personas )*(herid*|ensangrentad*|prensad*|soterrad*|sepultad*|intoxicad*|envenenad*|electrocutad*|aplastad*|quemandose|quemandome|baleado|apunalad*|macheteado|desangrandose|ahogandose|asfixiandose|sangrando|atragantad*)",
		"(hubo|ocurrio|hay|acaba de haber|paso|vi) (un |este |otro )*(accidente|choque|volcamiento|volcadura|atropellamiento|atropello|estrellon|percance) .. (ahorita|ahora|herid*|sangr*|atrapad*|grave|muert*|fuego|carretera|calle|km|kilometro|frente|aqui|bus|moto|esquina|desvio|puente|avenida|en la|personas)",
		`(se (me |nos )?cayo|cayo|se golpeo|se callo|se resbalo|rodo|se lastimo|se quemo|se corto|se electrocuto|se intoxico|se envenen*|se trago|se atraganto|le cayo|le dio corriente|le pico|le pego la corriente|lo mordio|la mordio|le agarro la corriente|la pico|lo pico|me pico|me mordio|nos pico|le mordio|me dio corriente|me electrocute) (mi \\w+ |el bebe |la bebe |el nino |la nina |a mi \\w+ |una |un |en |la |el |de una |las |unas |muchas |encima |del |de un |de la |de |con |desde )*(techo|arbol|escalera*|gradas|segundo piso|tercer piso|balcon|ventana|andamio|poste|barranco|pozo|poza|piscina|rio|caballo|moto|bicicleta|cama|cuna|cabeza|agua hirviendo|agua caliente|aceite|culebra|vibora|serpiente|coral|cascabel|barba amarilla|alacran|escorpion|abejas|avispas|arana|viuda negra|perro con rabia|corriente|pila|moneda|cloro|acido|lejia|pared|muro|tabla*|carro|arana de caballo|zopilota|cantil|hueso|dulce|semilla|boton|juguete|pastilla*|medicamento|veneno|feo|mano|dedos|brazo)`,
		"(atraganto|atraganta|atragantando|atragantad*)",
		"(fiebre|calentura|temperatura) .. (40|41|42|convuls*|no (le |me )?baja|altisima)|(40|41|42) (grados )?(de )?(fiebre|calentura|temperatura)",
		"(se electrocuto|se electrocutaron|(le|me|les) dio (la )?(corriente|descarga|toque)|(le|me) agarro la corriente)",
		"(reaccion alergica|alergia) .. (respir*|garganta|hinch*|cara)|(se le|se me) (cierra|cerro|esta cerrando|hincho|esta hinchando) .. (garganta|lengua|cara|glotis)",
		"(ponerse|puesto|poniendo|puso|pone|esta) (muy |todo |toda |bien |de color )?(morad*|azul|azulad*|cianotic*) .. (respir*|ahog*|bebe|nino|atragant*|ayud*|$)",
		"(hacer|hago|se hace|doy|dan|como doy) (la |el )?(rcp|reanimacion|respiracion boca a boca|maniobra de heimlich)",
		"(can t|cannot|can not|isn t|is not|not|stopped|stops|trouble|hard to) (breathe|breathing|breath|waking up)",
		"(having|had|has had|is having|think it s|suffering) (a |an |another )?(heart attack|stroke|seizure|seizures|asthma attack|overdose|allergic reaction|anaphyla*|contractions|miscarriage)",
		`(is |s |he s |she s |are |me |lying )?(unconscious|bleeding|choking|drowning|not moving|not responding|unresponsive|turning blue|dying|passed out|collapsed|convulsing|having seizures|going into labor|in labor|giving birth|hemorrhag*|bleeding out|burning alive|suffocating|electrocuted)`,
		"(chest pain|chest hurts|pain in (my|his|her) chest|lot of blood|so much blood|losing blood|blood everywhere|won t wake up|doesn t wake up|water broke|has been stabbed|has been shot|need an ambulance|send (an )?ambulance|call (an )?ambulance|send (the )?(police|help|firefighters)|call (the )?(police|911|cops)|need (the )?(police|paramedics|firefighters)|medical emergency|car (crash|accident) .. (hurt|injured|bleeding|trapped|just)|people (are )?(injured|trapped|hurt)|hit by a (car|bus|truck|motorcycle)|swallowed (bleach|poison|a battery|pills)|ate poison|bitten by a snake|snake bit*)",
	]),

	// Fire, gas, water, collapse.
	life("topic", [
		`(se (me |nos |le )?(esta|estan|estamos|estoy) (quemando|incendiando|prendiendo|derrumbando|inundando|hundiendo|cayendo|llenando de (humo|agua|gas)|desbordando|desplomando)) ?`,
		`(mi|la|una|el|un|nuestra|esta) ${home} (se |esta |ya |de \\w+ |vecin* )*(quema|quemando|incendia|incendio|en llamas|ardiendo|inund*|derrumb*|agarro fuego|prendio fuego|cogio fuego|en fuego|hundiendo|hunde|prendid*)`,
		"(hay|tenemos|veo|reporto|reportar|reportando|denuncio|avisar|aviso|se ve|empezo|comenzo|ayuda|ayuda hay|auxilio|esta saliendo|sale|salen|provocaron|se inicio|estamos viendo|hubo|se provoco|se desato) (de |un |una |el |mucho |bastante |demasiado |gran |fuerte |tremendo |en mi casa |que hay |grandes )*(fuego|incendio|llamas|llamarada*|humo|humareda|explosion|fuga|quemazon|derrumbe|deslave|alud|deslizamiento|inundacion|derrame de (gas|quimic*|amoniac*))",
		`(fuego|incendio|incendi*|llamas|quemazon) .. (en|cerca de|frente a|junto a) (mi|la|el|un|una|este|esta|col*|mercado|los|las) .. ${home}`,
		`(fuego|incendio) (en|en el|en la|en un|en una) (mi )?${home}`,
		"^(ayuda |auxilio |por favor )*(fuego|incendio)( fuego| incendio| ayuda| auxilio| por favor| urgente| aqui)*$",
		"(se prendio|le prendieron|prendieron|pego|se agarro|agarro|cogio|le pego|se inicio|prendio|le metieron|le metio|estan prendiendo|dio|le dio|estan pegando) (el )?fuego",
		"(oliendo|olemos|huele|se huele|siento|sentimos|olor) (a )?(gas|quemado|humo|cable quemado)|(intoxic*|mare*) .. (gas|humo|cloro|quimico*)|humo (negro )?.. (pasillo|casa|cuarto|edificio|salir|escaleras|saliendo|adentro)|no podemos (salir|respirar|bajar)",
		`(quieren|quiere|van a|va a|estan|esta|intentan|le|les|nos|me) (echar gasolina|prender(le)? fuego|prendiendo fuego|quemar (viv*|la casa|a mi|a una|a un|con gasolina)|rociar de gasolina|quemando (viv*|la casa))`,
		"(revento|rompio|desbordo|abrio|colapso|cedio) (la|el) (represa|presa|borda|rio|dique|tuberia de gas|tanque de gas|caldera|muro|puente)|viene (el agua|la creciente|la llena|el lodo|la correntada|el alud|un tsunami|la lava)|(lava|tsunami|tornado|erupcion) .. (viene|cerca|llegando|baja|acerca)",
		"(rompio|revento|exploto|fuga en|perforaron|dano) .. (tuberia|tubo|valvula|manguera|tanque|cilindro) .. gas|(rio|quebrada|agua|creciente|lago) .. (crecid*|creciendo|sube|subiendo|desbord*|en la puerta|adentro|a la puerta|hasta (la|el))|sube el agua|nos (lleva|arrastra|tapa|cubre) (el|la) (agua|rio|corriente|lodo)",
		`se (incendio|incendia|quema|quemo|derrumbo|derrumba|desplomo|inundo|inunda|cayo|hundio|esta quemando|callo) (mi|la|el|una|un|nuestra|toda la|parte de la|el techo de la) (${home.slice(1, -1)}|pared|puente|tapial)`,
		"(huele|olor|huelo|oliendo|olemos|oler|huelen|fuga|escape|fugando|saliendo|escapando|sale|se sale|tirando|esta tirando|se fuga|apesta|hiede|botando|llen* de|mareando con|perdida|derramando|siente el olor) (como |mucho |fuerte |bien |bastante |demasiado |un |a |de |el |mucho a |feo a |fuertemente a |raro a |bien |medio )*(gas|amoniaco|cloro|gas propano|quimicos|gas licuado|humo|quemado)",
		"(exploto|explota|estallo|va a explotar|explotaron|exploto|esta por explotar|puede explotar|explosion) .. (gas|cilindro|tambo|garrafa|bombona|transformador|caldera|casa|polvorin|coheteria|fabrica|bus|cocina|edificio|tanque|olla|mercado|cerca|afuera|aqui|herid*|bomba|planta)",
		"(hubo|hay|acaba de haber|escuche|oi) (una |un |como una |fuerte |gran )*(explosion|derrumbe|deslave|terremoto .. (atrapad*|herid*|derrumb*))",
		"(rio|quebrada|agua|correntada|corriente|mar|ola|lodo|lluvia|creciente|crecida|aguacero) (ya |se |nos |esta |le |lo |la |me |a mi \\w+ )*(desbordo|desbordando|metio|metiendo|entro|entrando|llevo|lleva|llevando|llega al|llega a la|llega hasta|subiendo|arrastro|arrastra|arrastrando|dejo atrapad*|inundo|inundando|tapo|cubre|tiene atrapad*|llevandose) ?",
		"(se nos|se me|se) (viene|vino|esta viniendo|cayo|vino encima|derrumbo|deslavo|deslizo) (encima )?(el |la |un |una )(cerro|talud|paredon|muro|pared|techo|barranco|loma|ladera|puente|losa|edificio|derrumbe|alud|rio)",
		`(se lo|se la|se los|lo|la|los) (llevo|arrastro|lleva|esta llevando|tapo|trago|aplasto|soterro|sepulto|arrastra|cayo encima) (el|la|un|una) (rio|corriente|correntada|ola|agua|mar|alud|derrumbe|lodo|tierra|quebrada|pared|muro|deslave)`,
		`${kin} .. (se (cayo|fue|metio|hundio|ahog*)|esta ahog*|se esta ahog*) .. (rio|piscina|pozo|mar|lago|laguna|poza|cisterna|pila|tina|alberca|quebrada|playa)`,
		"(estoy|estamos|quedo|quede|quedamos|quedaron|hay|esta|estan) .. atrapad* .. (ascensor|elevador|carro|escombros|fuego|llamas|humo|derrumbe|agua|techo|inundacion|casa|edificio|rio|adentro|incendio|tierra|lodo|cueva|pozo|auto|volcado)",
		"(cable*|alambre*|poste*) (de alta tension |de tension |de luz |de corriente |electric* |pelad* )*(caid*|tirad*|chispeando|cayo|cayeron|sacando chispas|echando chispas|revento|reventado)",
		"(house|home|building|apartment|kitchen|room|car|school|office|forest|roof) (is |s |s caught |caught |has caught |got )*(on fire|burning|flooding|flooded|collapsing|collapsed|fire|full of smoke|filling with smoke)",
		"(there s|there is|i see|help|smell|smells like|we have|reporting) (a |an |lots of |so much |strong |the |of )*(fire|smoke|gas leak|gas|explosion|flames|bomb|landslide)( |$)",
		"(trapped|stuck) (in|under|inside) (the |a |an |my )?(elevator|car|fire|rubble|building|debris|house|flood|water|smoke|collapsed)",
	]),

	// Threats and violence.
	crime(
		"past",
		[
			"(me|nos) (quieren|quiere|van a|va a|intentan|intenta|intento|trata de|tratan de|andan buscando para|vienen a|buscan para|estan por) (a )?(matar|asesinar|quemar viv*|quemar|lastimar|hacer dano|pegar un tiro|apunalar|ahorcar|linchar|violar|golpear|pegar|macheter*|disparar|balear|dar bala|secuestrar|asaltar|raptar|llevar a la fuerza|desaparecer|atacar|agredir)",
			`(lo|la|los|las|le|les) (van a|quieren|va a|quiere|estan|esta) (matar|matando|asesinar|asesinando|linchar|linchando|golpeando|pegando|apunalando|apunalar|acuchillando|macheteando|violando|ahorcando|asfixiando|quemando viv*|torturando|disparando|secuestrando|asaltando|pateando)`,
			`(va a|quiere|quieren|van a|esta|estan|intenta|amenaza con) (matar|matando|asesinar|asesinando|apunalar|apunalando|quemar|golpear|golpeando|pegarle|pegandole|violar|violando|ahorcar|ahorcando|secuestrar|lastimar|estrangulando|maltratando|pateando|torturando|macheteando|atacando) (a |de )(golpes )?(mi|mis|su|sus|un|una|unos|unas|el|la|los|las|otro|otra|ella|nosotros|alguien|todos|varios)`,
			`mi (esposo|marido|pareja|novio|papa|padre|padrastro|hermano|hijo|ex|tio|conviviente|vecino|mujer|esposa) me (esta|quiere|va a) (matando|matar)`,
			"(dice|dijo|jura|juro|grito|grita|escribio|mando|me dicen|dicen|amenaza|amenazo|avisaron|juraron|mandaron a decir) (con )?(que )?(hoy |si \\w+ \\w+ |manana |esta noche |ahorita |ya |nos |me |la |lo |los |las |le |a mi \\w+ |a todos )*(mata|matan|matara|matar|mataran|mataria|quema|queman|apunala|dispara|viola|degolla|desaparece|desaparecen|va a matar|van a matar|va a quemar|van a quemar|va a disparar|van a disparar|va a hacer dano)",
			"(me|nos) (mata|matan|mataran|mate|maten|desaparecen) si (\\w+ )?(salgo|hablo|denuncio|dejo|grito|llamo|voy|escapo|pago|no pago|no le pago|digo|se entera|se enteran|me encuentra|me encuentran)",
			"tengo miedo (de )?(que )?(me|nos|mi|le|la|el|ella|a) (mate|maten|haga|hagan|pegue|golpee|viole|secuestren|encuentre|lastime|queme|mi (esposo|marido|pareja|ex|papa|padrastro|hijo|novio))",
			doing,
			following,
			`(quiere|quieren|quisieron|intenta|intentan|va a|van a|trata de|tratan de|amenaza con|amenazan con|viene a|vienen a|jura|juro|dice que va a|piensa|buscan|busca) ${toDo}`,
			"(me|nos|la|lo|le) (ha|han) (pegado|golpeado|amenazado|violado|macheteado|apunalado|disparado|secuestrado|encerrado|lastimado|herido|apuntado|amarrado)|(me|nos) (matara|mataran|mataria)",
			"(tomado|borracho|bolo|drogado|ebrio|endrogado|loco|furioso) .. (llorando|tirando|gritando|golpe*|romp*|quebr*|miedo|amenaz*|pega*|agresiv*|encerr*|arma|cuchillo|machete|destru*)|(gritando|llorando) .. (borracho|drogado|tomado)",
			"(los|las|te|lo|la|les|le) voy a (matar|asesinar|disparar|quemar la oficina|quemar|meter un tiro|pegar un tiro|dar un balazo|poner una bomba|volar la cabeza|balear|apunalar|macheter*)",
			"voy a (matar|asesinar|disparar|apunalar|macheter*|balear|violar|envenenar) (a |le a )(mi|mis|el|la|los|las|ese|esa|esos|todos|alguien|un|una|ustedes|su|sus|toda)",
			"(voy a|vamos a) (poner|llevar|hacer explotar|detonar|llegar con) (una |un |mi )?(bomba|arma|pistola|granada|fusil)",
			"(hay|pusieron|encontraron|dejaron|pusimos|puse) (una |un )(bomba|granada|explosivo|artefacto explosivo|paquete bomba)",
			`(afuera|adentro|esta|anda|llego|viene|entro|hombre|hombres|tipo|tipos|sujeto|alguien|esposo|marido) .. con (un|una|su|sus|unos|unas|el|la) ${weapon}`,
			`(tiene|tienen|trae|traen|anda|andan|anda con|andan con|llego con|vino con|esta con|estan con|saco|sacaron|me apunta con|apuntando con|nos apunta con|me apuntan con|viene con|vienen con|entro con|amenaz* .. con|ataco con) (un |una |su |sus |el |la )?${weapon}`,
			"(me|nos) .. apunt(a|an|ando) ",
			"(hombre|hombres|tipo|tipos|sujeto|sujetos|alguien|gente|pandilleros|persona|vecino|ex|esposo|marido|mareros|encapuchados) .. armad(o|os|a|as)",
			"(anda|andan|esta|estan|viene|vienen|entraron|llego|llegaron) (bien |fuertemente )?armad(o|os|a|as)",
			"(me|nos|la|lo|le|les) (esta|estan|sigue|siguen|acaba de|acaban de) (amenazando|amenazar|extorsionando|extorsionar|persiguiendo|siguiendo|acosando|chantajeando)",
			"(me|nos) (persiguen|persigue|viene siguiendo|vienen siguiendo|viene persiguiendo|vienen persiguiendo|sigue un|siguen unos|esta siguiendo|amenazan|amenaza|tienen amenazad*|tiene amenazad*|amenazaron de muerte|amenazo de muerte|amenazo con|amenazaron con|exigen renta|piden renta|cobran renta|piden la renta|exigen la renta)",
			"(amenaza*|amenazad*|amenazan*) de muerte|(amenaz*) con (matar*|quemar|hacerme|hacernos|hacerle|quitarme a|violar*|secuestrar*)",
		],
		"(licencia|permiso|matricul*|portacion|portar|tramit*|registrar|registro de|videojuego|jaja*|jeje*|broma|vigilante*)",
	),
	crime(
		"none",
		[
			`(me|nos) (esta|estan) ${hands}`,
			`(me|nos) (pega|pegan|golpea|golpean|golpeo|golpearon|pego|pateo|patea|maltrata|ahorco|agarro a golpes|agarro del cuello|quemo con|corto con|agredio|violenta|empujo por|dio una golpiza|dio una paliza|agarra a golpes|da golpes) .. (mi|el|ella|casa|mucho|siempre|todos los dias|diario|cada|otra vez|borracho|hoy|anoche|fuerte|ahorita|delante|frente)`,
			`(mi|el|mis|su) ${rough} .. (me|nos) (esta |sigue |acaba de |quiere |vuelve a |ha |viene |volvio a )*(pega|pego|pegando|pegar|golpea|golpeo|golpeando|golpear|patea|pateo|maltrata|maltratando|ahorca|ahorco|corto|quemo|viola|violo|violando|abusa|abuso|agrede|agredio|agrediendo|lastima|lastimo|encerro|encierra|amenaza|amenazo|amenazando|tiro|empujo|arrastra|arrastro|apuntando|apunto|toca|manosea|persigue|jalonea|pegado|golpeado|macheteo|apunalo|dispara|disparo|matar)`,
			"(me|nos|le|la|lo|les|los|las) (esta|estan|viene|sigue) (dando|tirando|agarrando|jalando|arrastrando|reventando|moliendo|castigando|correteando) (con|de|a|golpes|una|duro|patadas|cinchazos|machetazos|cinturonazos|correazos|trompadas|punetazos|por|del)",
			"(me|nos|la|lo|las|los|le|les) (deja|dejan|dejo|tiene|tienen|mantiene|mantienen|ha|encierra|encerro|amarra|encerraron|amarraron|dejaron) (dejado |tenido )?(amarrad*|encerrad*|encadenad*|con llave|sin comer|bajo llave|atad*|en un cuarto|con candado|desnud*|retenid*)",
			"(me|nos) (agarro|tiene agarrad*|agarra|apreto|tomo|jalo|agarraron) .. (cuello|pelo|fuerza|cinturon|cincho)|(me|la|nos|lo) (quiere|quieren|intento|va a|van a|trato de) (ahorcar|estrangular|asfixiar|violar|quemar|apunalar|machetear|degollar|encerrar|pegar|golpear|atropellar|envenenar|lanzar|tirar (del|de la|por))",
			"(me|la|lo|nos|las|los|le|les) (obliga|obligan|fuerza|forza|manosea|manosean|toca|tocan|ensena) (a |por |las |en |sus |su )*(hacer|tocar*|desnud*|acost*|estar con|dormir con|tener|besar*|sexo|partes|cosas|genitales|las noches|prostitu*|robar|vender|quitarme|bano|cuerpo|debajo)",
			"(nos|me) (matan|mata|van a matar|quiere matar|queman|quieren matar)$|si no (pago|pagamos|le pago|les pago|doy|damos|hago|obedezco) .. (matan|mata|queman|quema|matar|desaparecen)",
			"no (me|nos) (deja|dejan) (bajar|bajarme|subir|moverme|dormir|comer|hablar)|(cerro|puso|pusieron|cerraron) .. seguros .. no|(estan|esta) (apedreando|tirando piedras|quebrando|atacando|rodeando|baleando|ametrallando|vandalizando|queriendo tumbar|tumbando|pateando) .. (casa|carro|bus|puerta|ventana*|tienda|escuela|negocio|iglesia|techo)",
			"(no me deja|no nos deja|no me dejan|no nos dejan) (salir|irme|ir|llamar|escapar|respirar)",
			"(me|nos) (tiene|tienen|tuvo) (encerrad*|amarrad*|secuestrad*|retenid*|atad*|prisioner*|a la fuerza|encadenad*|de rehen*|rehen*|vendad*|cautiv*)",
			"(me|nos) (violaron|violo|estan violando|abusaron de|abuso sexual*|quiso violar|intento violar|quisieron violar|drogaron|drogo|obliga a|obligan a) ?(prostitu*|tener sexo|tener relaciones|mi|mis|de mi|anoche|hoy|un|una|en|y|$)",
			"(estoy|estamos) escondid*|me escondi|nos escondimos|me encerre en .. (bano|cuarto|habitacion|closet|carro)",
			"(sufro|estoy sufriendo|soy victima de|vivo|estoy viviendo|soy una victima de|hay|estan cometiendo) .. (violencia|maltrato|abuso|agresion) (domestica|intrafamiliar|familiar|fisica|sexual|en (mi|el) (casa|hogar)|de genero|de mi|infantil)",
			`(le|les) (pega|pegan|esta pegando|estan pegando|golpea|golpean|esta golpeando|estan golpeando|esta dando golpes|estan dando golpes|pego|dispararon|disparo|estan dando|estan apuntando|dieron un balazo|dieron balazos|metieron un tiro|esta haciendo dano|estan haciendo dano) .. (${kin}|golpiza|paliza|tiro|tiros|balazos)`,
			`(estan|esta) (golpeando|maltratando|violando|pateando|matando|macheteando|agrediendo|atacando|acuchillando|abusando|pegando|linchando|torturando|secuestrando|asaltando|robando|apunalando|tocando) .. ${kin}`,
			"se estan (matando|golpeando|agarrando a|dando (machetazos|golpes|bala|plomo|duro)|peleando (a|con) (machete*|golpes|cuchillo*|muerte|balazos|arma*|pistola*|botella*|piedras))",
			`(abusa|abusan|abuso|abusando|abusaron|toca|tocaron|manosea|viola|violo|violaron) (de |a |sexualmente de )*(mi|una|un|su|la) ${child}`,
			`(a|oigo|escucho|oimos|escuchamos|se oyen|se escuchan) .. (gritos de auxilio|gritos de (una|un)|disparos|balazos|balacera|golpes y gritos|gritos y golpes|plomazos|tiros|detonaciones|que la esta golpeando|que le pega|pidiendo auxilio|gritar auxilio)`,
			"(he|she|my (husband|boyfriend|dad|father|partner|stepfather|wife|ex|son|brother)|they|someone|somebody|a man|this man) .. (is |are |me |s |re |keeps |just |has )?(hitting|beating|hurting|choking|strangling|raping|attacking|stabbing|kicking|threatening|following|stalking|hit|beat|stabbed|shot|raped|attacked|threatened|kidnapped|tied|locked) (me|us|up|my|her|him)",
			"(he|she|they|my (husband|boyfriend|dad|father|partner|stepfather|wife|ex|son|brother)|someone|somebody|a man|there s a man|people) .. (has|have|with|got|holding|pulled) (a|an|the|his) (gun|knife|weapon|rifle|machete)",
			"(want|wants|going|trying|threatened|threatening|try|tries) to (kill|murder|stab|shoot|rape|hurt|attack) (me|us|my|her|him|them|everyone|you all|people|someone)",
			"(i me |i am )?(hiding|being held|held hostage|being followed|being attacked|being robbed|being beaten|being threatened|trapped with him|locked in)",
			"(won t|will not|not|doesn t) (let|letting) (me|us) (leave|go|out)",
		],
		"hace (\\d+|un|dos|tres|cuatro|cinco|muchos|varios|unos|tantos|como \\w+) anos?",
	),

	// Robbery, break-ins, shots, kidnapping.
	crime(
		"topic",
		[
			"(me|nos|le|les|lo|la) (estan|esta|quieren|quiere|intentan|acaban de|acaba de|vienen a|andan) (robando|asaltando|robar|asaltar|atracando|atracar|saquear|saqueando|quitar a la fuerza|balear|disparar|apunalar|acuchillar|secuestrar|atropellar|golpear|pegar|violar|agredir|atacar|amenazar|macheter*)",
			`(estan|esta|andan|acaban de|quieren|intentan|intenta|tratan de|trata de|se estan|se quieren|quiere|se acaban de|se acaba de|se quiere) (robando|asaltando|asaltar|robar|robarse|entrar|entrando|metiendo|metiendose|meter|meterse|forzando|forzar|saqueando|saquear|rompiendo|quebrando|abriendo|botando|brincando|saltando|vaciando|atracando) .. (${home}|${kin}|muro|porton|cerca|reja|candado|vidrio*|chapa|fuerza)`,
			`se (metio|metieron|entro|entraron|colo|brinco|brincaron|salto|saltaron) .. (${raiders}|(a|en) (mi|la|el|su|una|nuestra) (${home.slice(1, -1)})|muro|porton)`,
			"(entraron|entro|se metieron|se metio|hay gente|hay alguien|llegaron|se colaron) .. (siguen|todavia estan|aun estan|estan|sigue|esta|todavia) (aca |aqui )?(adentro|dentro|aqui|ahi|en la casa|abajo|arriba|robando)",
			"(entraron|entro|se metieron|se metio) (a|en) (mi|la) (casa|cuarto|tienda|apartamento|negocio)",
			"(hablo|escribo|estoy) (bajito|susurrando|en silencio|a escondidas|calladit*)|no puedo (hablar|llamar) .. (me (oye|oyen|escucha|escuchan|mata|matan)|esta aqui|estan aqui|adentro)",
			"(no se (a )?(donde|adonde) me (lleva|llevan)|me (lleva|llevan) (a la fuerza|en un (carro|taxi)|amarrad*|vendad*|secuestrad*|no se|a otro lado)|(taxista|conductor|chofer) .. (no (se )?(para|detiene|me deja)|desvio|otro lado|otra ruta|seguros))",
			"(amenaz*|amenazan*|chantaj*|extorsion*) .. (publicar|subir|difundir|mandar|pasar|ensenar) .. (foto*|video*|nudes|desnud*)",
			`(tienen|tiene|agarraron|se llevaron|golpearon|retienen) .. (a )?(mi|mis|una|un) ${kin} .. (pandill*|marero*|ladron*|armad*|rehen|secuestr*|amarrad*|encapuchad*)|(pandilleros|mareros|ladrones|secuestradores|unos hombres|unos tipos|ellos) tienen a (mi|mis|una|un) ${kin}`,
			`${kin} .. (salio|se fue|anda|se subio|esta) con un (desconocido|extrano|hombre|senor|adulto) .. no (contesta|vuelve|regresa|aparece|llega)`,
			"(quieren|quiere|estan|esta|intentan|van a|tratan de) (tumbar|tumbando|botar|botando|derribar|derribando|romper|rompiendo|patear|pateando|forzar|abrir|quebrar|golpeando) .. (puerta|porton|reja|ventana*|candado|chapa)",
			`(hay|veo|tengo|ando|andan|estan|oigo|escucho|siento) (a |que hay |que anda |unos |unas |un |una |dos |tres |varios |muchos |al )*${raiders} .. (dentro|adentro|afuera|metid*|armad*|en mi|en la casa|en el techo|en el patio|en la puerta|rond*|queriendo|tratando|intentando|forzando|robando|asaltando|golpeando|entrando|caminando en|rompiendo|entrar)`,
			`${raiders} .. (en|dentro de|adentro de|afuera de|fuera de) mi (casa|cuarto|techo|patio|apartamento|local|negocio|tienda)`,
			"(ladron|ladrones|rateros|choros|asaltantes)( ladrones| ladron| auxilio| ayuda| en (la|el|mi) (casa|cuadra|colonia|calle|barrio|pasaje|patio|techo))*$",
			"(me|nos|le|les|lo|la) (asaltaron|robaron|atracaron|secuestraron|golpearon|balearon|dispararon|apunalaron|acuchillaron|agredieron|atacaron|atropellaron) .. (ahora mismo|ahorita|recien|hace poco|hace un (rato|ratito|momento|momentito|minuto)|hace (unos|\\w+) (minutos|segundos)|en este momento|estoy herid*|esta herid*|sangr*|me hirieron|y siguen|y viene*|todavia estan|aun estan|siguen aqui)",
			"(ahorita|ahora mismo|recien|hace (un rato|un ratito|un momento|poco|unos minutos|\\w+ minutos)) .. (asaltaron|robaron|atracaron|balearon|dispararon|apunalaron|entraron|golpearon)",
			"(asalto|robo|atraco|secuestro|saqueo|pelea|rina|violacion|linchamiento|delito) (a mano armada )?(en (curso|progreso|proceso|este momento|vivo)|ahorita|ahora mismo|con (arma*|pistola*|machete*|rehenes))",
			"hay (un|una) (asalto|robo|atraco|balacera|tiroteo|secuestro|rina|pelea con|pleito con|linchamiento|saqueo|enfrentamiento|toma de rehenes)",
			"(tirote*|tirador*|francotirador|balaceando|balacearon|shooter|gunman|gunfire)",
			"(balacera|tiroteo|disparos|balazos|plomacera|plomeo)( .. (aqui|afuera|cerca|en (la|el|mi|frente)|ahorita|por mi|colonia|calle|casa))",
			"(estan|esta|empezaron a|se escuchan|se oyen|hay|escucho|oigo|siguen) (los |unos |muchos |muy |puros )*(disparando|disparar|disparos|balazos|tirando balazos|tirando bala|echando bala|balacera|tiroteo|tiros|dando bala|tirando plomo|plomazos|balaceando)",
			"(le|les|me|nos|lo|la) (dispararon|dispar|dieron un balazo|pegaron un tiro|pegaron un balazo|balearon|apunalaron|acuchillaron|machetearon|metieron un tiro|dieron un machetazo|dieron balazos|hirieron|macheteo|apunalo|acuchillo|disparo)",
			`(hay|con|traen|tiene|tienen|tengo|saco|llevan|veo|vi|anda|andan|estoy|esta|agarro) (\\w+ )?${weapon}(?!.*(registr|vend|kompr|esport|import|grab|arans|bens|produkt|kosina|dekomis|entreg))`,
			`(secuestraron|raptaron|secuestro|rapto|levantaron|quieren secuestrar|quieren raptar|estan secuestrando|tienen secuestrad*|tienen de rehen|robaron|se robaron|plagiaron) (a )?(mi|mis|un|una|su|al|a la|dos) ${kin}`,
			`(se llevaron|se lo llevaron|se la llevaron|se llevan|se quieren llevar|se llevo|se estan llevando|se quiere llevar|quieren llevarse|subieron|metieron) (a )?(la fuerza a )?(mi|mis|un|una|su|al|a la) ${kin} .. (fuerza|carro|camioneta|armad*|encapuchad*|desconocid*|hombres|moto|fueron|ayud*|escuela|parque|no se|pandill*|sujetos|extran*)`,
			`(se|me) (la|lo|los|las)? ?(llevaron|llevan|llevo) (a mi ${child}|a la fuerza|unos hombres|en un carro|en una camioneta|secuestrad*|unos encapuchados)`,
			"(me|nos) (secuestraron|tienen secuestrad*|estan secuestrando|raptaron|levantaron|plagiaron|subieron a (un|una)|metieron a (un|una|la cajuela)|llevan a la fuerza|llevan en|quieren llevar|quieren subir|tienen en un|dejaron amarrad*|tienen de rehen|quieren llevar a la fuerza)( |$)",
			`mi(s)? ${child} (esta |estan |se |aun |todavia )*(perdid*|desaparecid*|desaparecio|desaparecieron|perdio|perdieron|extravi*|no aparece|no aparecen|no ha (vuelto|regresado|aparecido|llegado)|no (volvio|regreso|llego) .. (casa|escuela|anoche))`,
			`(no encuentro|no encontramos|perdi|perdimos|se me perdio|se nos perdio|se perdio|se perdieron|se extravio|desaparecio) (a )?(mi|mis|un|una|la|el|al) ${child}`,
			`(dejaron|dejo|abandonaron|hay|encontre|encontramos|esta|estan|tienen|tiene|vi) .. ${child} .. (encerrad*|abandonad*|tirad*|amarrad*|encadenad*|botad*|golpead*)`,
			`(dejaron|dejo|hay|estan|esta|encontre) .. ${child} (recien nacid* |pequen* |muy |\\w+ )?(sol|solit)(o|a|os|as) .. (casa|carro|auto|calle|parque|monte|sol|noche|dias|horas|adultos|comer|carretera|llorando|anoche|ayer)`,
			"(trata de personas|trafico de (ninos|personas)|prostituyendo|explotando sexualmente) .. (casa|aqui|menor*|nin*|ahorita)|(estan|tienen) (prostituyendo|explotando|vendiendo) .. (nin*|menor*|bebe*)",
			"(being|just got|got|just been) (robbed|mugged|kidnapped|stabbed|shot|attacked|jumped|carjacked)",
			"(someone|somebody|people|a man|men|burglar*|thieves|thief|robber*|intruder*) .. (breaking in*|broke in*|break in*|in my (house|home|apartment|room|yard)|robbing|trying to (get|break) in|inside (the|my) (house|home)|shooting|kidnapped|took my (son|daughter|child|kid|baby))",
			"(active shooter|shots fired|gunshots|there s a shooting|shooting at (us|people|me)|hostage*|kidnapped (me|my|us)|my (son|daughter|child|kid|baby) (is missing|was taken|has been taken|disappeared|is gone|was kidnapped))",
		],
		"(perrit*|gatit*|perro|gato|mascota)",
	),
];

function sign(danger: Danger, excuses: Sign["excuses"], ways: string[], unless?: string): Sign {
	return { danger, excuses, pattern: spoken(...ways), ...(unless && { unless: spoken(unless) }) };
}
