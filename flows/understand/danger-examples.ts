/** Messages as citizens write them, one to a line: what `danger-likeness.ts` learns from, and what the tests hold us to. */

export const lifeInDanger = lines(`
quiero morir
me quiero morir ya
ya no quiero vivir
no quiero seguir viviendo asi
me voy a matar
me boy a matar hoy
quiero suicidarme
kiero suisidarme
estoy pensando en quitarme la vida
he pensado en suicidarme varias veces esta semana
tengo pensamientos suicidas
me tomé todas las pastillas de mi mamá
me acabo de tomar un frasco de pastillas
tome gramoxone
me corté las venas
me estoy cortando los brazos y no paro
estoy en el puente y voy a saltar
estoy subida en la azotea, me quiero tirar
tengo la soga en el cuello
ya no aguanto más esta vida
mi vida ya no tiene sentido, mejor muerta
todos estarían mejor sin mí
quiero dormir y no despertar
ojalá me muera hoy
voy a acabar con mi vida y es por culpa de esta deuda
no le veo sentido a nada, quiero desaparecer para siempre
me quiero colgar
q hago si ya no quiero vivir
hola, necesito la constancia pero la verdad me quiero matar
mi hija se quiere matar
mi hermano dice que se va a tirar del puente
mi hijo se tomó raticida
un muchacho está parado en la azotea y se quiere tirar
mi amiga intento suicidarse y esta sola
mi esposo se quiere suicidar ayudeme porfa
se corto las venas mi hija
Mi mamá no respira
mi bb no respira ayuda
mi papa no puede respirar
no puedo respirar
me falta el aire y me duele el pecho
creo que me está dando un infarto
le dio un derrame a mi abuela
a mi mamá le está dando un paro
mi hijo está convulsionando
mi nena combulsiona
mi abuelito se desmayó y no despierta
esta inconsiente en el suelo
mi esposa está sangrando mucho y está embarazada
hay mucha sangre no para
mi hermano se está desangrando
me estoy desangrando
mi bebe se esta aogando
mi hijo se atraganto con una moneda y se pone morado
se está ahogando en el río
un niño se ahogó en la piscina y no responde
se me rompió la fuente y estoy sola
mi mujer está dando a luz en la casa
ya viene el bebé ayúdenme
tengo contracciones cada 3 minutos y no hay quien me lleve
mi bebé se tragó una pila
mi hijo tomo cloro
lo mordió una culebra
me pico una bibora y se me esta hinchando
mi papá se cayó del techo y no se mueve
mi tía se electrocutó
le dio corriente a mi hijo
nos intoxicamos con gas, mi hermana está desmayada
mi hija tiene 41 de fiebre y convulsiones
me estoy muriendo
siento que me voy a morir, me duele el corazón
mi mamá se está muriendo
necesito una ambulancia
manden una ambulancia x favor
manden bomberos rapido
llamen a la ambulancia
urge ambulancia colonia san benito
necesito ayuda médica urgente mi esposo no reacciona
es una emergencia médica
acabo de chocar y hay heridos
hay un accidente con heridos en la carretera de oro
acabamos de volcar en el km 20
atropellaron a mi hermano
atropellaron a una señora frente al mercado
hay gente atrapada en el bus
mi moto chocó y estoy herido
estoy herido no puedo caminar
me asaltaron hace cinco minutos y estoy herida
AUXILIO!!!
auxilio auxilio
socorro ayúdenme
SOS ayuda
se está quemando mi casa
mi casa se quema
hay fuego en mi casa
hay un incendio en la casa del vecino
incendio en el mercado central
se prendio fuego la cocina
se incendió la bodega de al lado
se ve mucho humo y llamas en el edificio
el edificio está en llamas y hay gente adentro
huele mucho a gas en mi casa
hay una fuga de gas
se está saliendo el gas del tambo y no sé cómo cerrarlo
explotó el cilindro de gas y hay quemados
se nos vino el cerro encima
el río se metió a mi casa y estamos en el techo
nos estamos inundando, el agua nos llega al pecho
la corriente se llevó a mi hijo
hay gente soterrada por el derrumbe
se derrumbó la pared y atrapó a mi papá
estoy atrapado en el ascensor con humo
cable de alta tensión caído en la calle echando chispas
I want to die
i want to kill myself
im going to end my life tonight
I don't want to live anymore
I took a whole bottle of pills
im suicidal and i cant talk to anyone
my son is going to kill himself
my baby is not breathing
she can't breathe
my dad is having a heart attack
my wife is unconscious
he is bleeding a lot
my house is on fire
there is a gas leak in my building
send an ambulance please
someone was hit by a car and is not moving
my husband is choking
ya no le encuentro sentido a seguir aquí, hoy se acaba todo, tengo las pastillas listas
quiero aventarme al metro
llevo días con ganas de morirme
no vale la pena seguir viviendo así
me voy a pegar un balazo
mi hermana se encerró en el baño con una navaja y dice que se va a cortar
encontré a mi papá colgado
mi abuela está tirada en el piso y no contesta
mi hermano tomó veneno para ratas
le pegó la electricidad a mi esposo y no se levanta
a mi bebé se le pusieron los labios morados
mi niño se tragó un botón y no puede pasar aire
tengo 8 meses de embarazo y estoy sangrando
mi esposo se agarra el pecho y está sudando frío
mi hijita no se despierta desde hace rato
nos volcamos, mi mamá está prensada
un carro acaba de atropellar a un niño
hay humo en todo el pasillo y no podemos salir
la casa de mi vecina agarró fuego
tiembla y se cayó el techo, mi papá quedó abajo
estamos oliendo gas bien fuerte en el edificio
él me quiere ahorcar, ya me agarró del cuello
quieren quemar viva a una señora
please hurry my father collapsed and he is not breathing
i cut my wrists
no puedo más con este dolor, solo pienso en morir
hoy es mi último día, perdónenme
me quiero tirar a las vías
mi hijo de 15 años dejó una carta de despedida y no contesta
estoy tomando pastillas una por una hasta que haga efecto
ya me cansé de vivir
perdí todo, me voy a meter un tiro
mi compañera de cuarto se está cortando los brazos
mi mamá tiene la cara chueca y no puede hablar
mi esposo es diabético y no despierta
se me está cerrando la garganta
mi niña se cayó de la ventana
mi suegro se quedó tieso y no respira bien
le cayó agua hirviendo a mi bebé
mi esposa convulsionó y está embarazada de 7 meses
un señor cayó del poste de luz y está quemado
chocó un bus, hay muchos lastimados
mi abuelita vomita sangre
mi bebé nació en la casa y no llora
se está hundiendo la lancha
hay un niño flotando en la piscina
hay fuego en el volcán cerca de las casas y no podemos salir
el cilindro está tirando gas y la cocina encendida
se reventó la represa y viene el agua
me quiere quemar con gasolina
my mom fell down the stairs and she's not waking up
no quiero despertar mañana
tengo ganas de acabar con esta vida de perros
me harté, me voy a cortar el cuello
estoy sola con un arma y no sé qué voy a hacer
mi hermana menor se quiere quitar la vida por el bullying
se me está yendo mi mamá, no sé qué hacer, está fría
mi bebé de un mes tiene calentura de 40 y está como dormido
le picó un alacrán a mi niña y está babeando
mi esposo se cayó de la moto y le sale sangre del oído
un árbol le cayó encima a un señor
una señora se desmayó en la fila del banco
mi vecina está en labor de parto y no hay transporte
mi hermano está tirado en la calle y no reacciona
me quemé con aceite, se me está cayendo la piel
comimos hongos y mi papá está delirando
mi abuelo no puede mover un lado del cuerpo
se está quemando un carro con gente adentro
se rompió una tubería de gas frente a mi casa
el río viene crecido y ya está en la puerta
estamos atrapados en el techo, sube el agua
están quemando la casa de mi abuela
doctor mi nene se puso tieso y volteó los ojos
my friend took a lot of pills and won't wake up
there's smoke coming out of my kitchen
i dont want to be alive
ya no puedo con la depresión, quiero que todo acabe
mi primo publicó que se va a matar esta noche
tengo la navaja en la mano
ayuda mi abuelo no tiene pulso
mi hijo se cortó la pierna con la motosierra
mi mamá se está asfixiando con un pedazo de carne
a mi papá le explotó la llanta encima y no habla
tengo 38 semanas y se me salió el agua
la niña se cayó al pozo
hay un muerto en la calle
mi casa agarró llama
se incendia el bus
el volcán está botando ceniza y no podemos respirar
se cayó el puente con carros encima
dice que si lo denuncio me va a quemar la casa
me pegó y estoy sangrando
no puedo hablar, está en la sala, mande a la policía
golpearon a mi hijo y no se levanta
somebody help my grandma is having a stroke
`);

export const crimeGoingOn = lines(`
ayudenme x favor me kieren matar
me quieren matar
me van a matar
mi esposo me quiere matar
dice que me va a matar si salgo
mi marido me está pegando
mi ezposo me pega y no me deja salir
mi pareja me golpeó y me tiene encerrada
me está golpeando mi papá
mi ex está afuera con un machete
mi exnovio está en la puerta y dice que me va a matar
mi hijo drogado nos quiere pegar con un bate
estoy escondida en el baño, mi esposo está borracho y me busca
no me deja salir de la casa y me quitó el teléfono
me tienen encerrada
me tiene amarrado en un cuarto
me están violando
me violaron anoche
mi padrastro me toca
mi tío abusa de mi hija
están golpeando a mi mamá
el vecino le esta pegando a la señora
se oyen gritos de auxilio en la casa de al lado
están matando a golpes a un hombre
me están robando
nos estan asaltando ahorita
están asaltando la tienda
me quieren robar el carro
se metieron a robar a mi casa
se metieron ladrones a mi casa
hay un ladrón en mi casa
hay alguien adentro de mi casa
hay un hombre armado afuera
hay unos tipos armados en la cuadra
quieren entrar a mi casa
están forzando la puerta
alguien quiere entrar por la ventana
hay una balacera
se oyen disparos cerca de mi casa
están disparando
le dispararon a mi hermano
me acaban de asaltar con pistola
secuestraron a mi hija
me secuestraron y me tienen en un cuarto
se llevaron a mi hijo en un carro
se quieren llevar a mi hija unos hombres
me estan siguiendo
me viene siguiendo un carro negro
me amenazan de muerte
me tienen amenazada los mareros
me están amenazando con una pistola
los pandilleros me piden la renta y dicen que me matan
me están extorsionando
mi hijo no aparece
se perdió mi niña en el parque
no encuentro a mi hijo
mi hija está desaparecida desde la mañana
dejaron un bebé abandonado en la calle
hay dos niños encerrados solos en la casa
le pegan a un niño aquí al lado
hay un bebe encerrado en un carro al sol
los voy a matar a todos
voy a llegar con una pistola a su oficina
pusieron una bomba en el edificio
mi vecino está amenazando con un cuchillo a su mujer
se estan agarrando a machetazos
me apunta con un arma
vivo violencia en mi casa y tengo miedo de que me mate
soy victima de violencia intrafamiliar y él está aquí
vos ayudame mi viejo me está pegando
che me estan siguiendo dos tipos
wey me quieren matar
my husband is hitting me
someone is breaking into my house
there's a man with a gun outside
he is going to kill me
they want to kill me
i'm being robbed right now
my daughter was kidnapped
he won't let me leave and he has a knife
someone is following me
my boyfriend beats me and i'm hiding in the bathroom
se está metiendo el agua a la casa y mi mamá no camina
mi viejo llegó tomado y me está dando con el cinturón
tengo miedo, mi pareja dijo que hoy me mata
mi cuñado entró con corvo a la casa y nos quiere machetear
dos hombres se acaban de meter por el patio
auxilio me vienen persiguiendo en moto
estan tiroteando la cuadra
me llevan en un carro y no sé a dónde
unos tipos se llevaron a mi sobrina de la escuela
oigan están linchando a un señor en la plaza
el papá de mi vecinita la deja amarrada y sin comer
ahorita mismo le están pegando a mi hermana en la calle
entraron a mi casa y siguen adentro, hablo bajito
there is a shooter in my school
my ex is outside with a gun
mi papá me encerró con candado y no me da de comer
mi hermano mayor me toca por las noches
el novio de mi mamá me obliga a hacer cosas
mi esposo me apuntó con la pistola
unos hombres se bajaron de una camioneta y me quieren subir
nos están cobrando renta y si no pagamos nos matan
el taxista cerró los seguros y no me deja bajar
están rompiendo los vidrios de mi casa
hay hombres encapuchados afuera del colegio
están apedreando mi casa
le están pegando a un policía entre varios, lo van a matar
robaron a mi bebé en el hospital
ayuda, me están agarrando a la fuerza
he's beating my sister right now
mi ex me mandó un audio diciendo que hoy me mata
mi papá está tomado y está tirando todo, mi mamá está llorando
mi marido me amenazó con un cuchillo delante de los niños
me tiene encerrada desde ayer sin teléfono
hay un tipo siguiéndome desde el bus
un señor me está tocando en el bus
están saqueando la tienda de la esquina
se robaron a una niña del parque ahorita
hay hombres con armas largas en la calle
me asaltaron ahorita y me dieron un balazo
mi hija salió con un desconocido y no contesta
me están golpeando entre cuatro
por favor vengan, quieren tumbar la puerta
pandilleros tienen a mi hermano
my dad is hurting my mom
mi esposo está rompiendo todo y viene por mí
están violando a una muchacha en el baldío
están baleando a la gente en el mercado
me bajaron del carro a punta de pistola
quieren llevarse a mis hijos
me están queriendo meter a un carro
un borracho anda correteando a la gente con machete
mi jefe me tiene encerrada en la bodega
le están robando a una viejita aquí enfrente
mi hermana no ha regresado y la amenazaban
me estan chantajeando con unas fotos
`);

export const harmless = lines(`
me muero de risa
me muero de sueño esperando
me muero de hambre, ¿hay cafetería en la oficina?
me muero por recibir mi carnet
me estoy muriendo de calor en esta fila
nos morimos de risa con su respuesta
casi me muero de la vergüenza
esto me está matando de sueño
me está matando la espera
este trámite me está matando
los impuestos me están matando
el dolor de espalda me está matando de estar en la fila
me mata tanto requisito
el trámite es un suicidio
eso sería un suicidio político
esos precios son un asalto
esa comisión es un robo
¿cómo mato el proceso que se quedó colgado?
matar el proceso
hay que matar la sesión anterior
¿puedo matar el tiempo haciendo otro trámite?
mi celular se está muriendo, me queda poca batería
se me murió la computadora
murió mi papá, ¿cómo saco el acta de defunción?
mi mamá falleció de un infarto, ¿qué necesito para la pensión?
mi esposo murió en un accidente, necesito la partida
¿cómo denuncio un robo de hace un mes?
me robaron el celular la semana pasada y ahí tenía el token
me robaron la cartera ayer, quiero reponer mi DUI
me asaltaron y se llevaron mis documentos, ¿cómo repongo el carnet?
¿dónde denuncio un robo?
¿qué necesito para denunciar un asalto?
perdí mi token
se perdió mi documento
no aparece mi hijo en el sistema
mi hijo no aparece en la partida de nacimiento
mi hija no aparece en la lista de la escuela
¿qué hago en caso de incendio en la oficina?
requisitos para el permiso de bomberos
solvencia de la policía
¿cómo saco los antecedentes de la policía?
necesito el certificado de los bomberos para mi negocio
¿qué hago si hay un temblor durante la cita?
curso de primeros auxilios
¿dan charlas de prevención del suicidio?
busco el artículo sobre suicidio de la ley
tesis sobre violencia intrafamiliar
¿cuándo es el simulacro de incendio?
seguro contra incendio
¿cuánto cuesta el seguro de accidentes?
quiero el subsidio del gas
¿cuándo depositan el subsidio?
el recibo del gas viene muy alto
¿cuánto cuesta el tambo de gas?
se me quemó la computadora donde tenía la firma
se quemó el foco de la sala
se quemó el USB del token
la página está caída
el sistema no responde
el portal no reacciona cuando hago clic
mi token está muerto
no responde el número de la oficina
mi jefe me mata si no presento la declaración hoy
mi mamá me va a matar si pierdo la cita
mi esposa me mata si no hago el trámite
es de vida o muerte que me activen la firma hoy jaja
es urgente, necesito mi firma hoy
es una emergencia, necesito renovar mi firma hoy
ayuda
ayuda por favor con mi contraseña
ayuda urgente con el token
auxilio no puedo entrar al portal
auxilio con mi contraseña
SOS no encuentro el formulario
¿sos una persona?
vos sos un robot
la sangre me hierve con este servicio
¿dónde hago el examen de sangre?
necesito poner mi tipo de sangre en la licencia
campaña de donación de sangre
¿cómo renuevo mi firma?
no puedo respirar tranquila hasta tener mi pensión
respiro aliviada, gracias
me ahogo en deudas, ¿hay prórroga?
estoy ahogada en papeles
me ahogo en un vaso de agua con este formulario
¿cómo registro un arma?
licencia para portar arma
¿cómo renuevo la matrícula de mi arma de fuego?
la pistola del escáner no lee el código
pistola de silicón
bomba de agua
fuegos artificiales permiso
mi hijo se llama Socorro
vivo en la calle Socorro número 5
María Auxiliadora Pérez
auxilio judicial, ¿qué es?
Cerro El Incendio, cantón El Fuego
el antivirus dice que hay una amenaza
firewall bloquea el portal
¿cómo elimino el virus?
me bloquearon la cuenta
secuestraron mi cuenta de correo
me hackearon y me robaron la cuenta
robo de identidad, ¿dónde se denuncia?
el banco me amenaza con embargo
me amenazan con cortarme el agua por no pagar
me siguen llegando correos del trámite
sigo sin recibir respuesta
estoy siguiendo los pasos y no funciona
me persiguen con llamadas de cobranza
me acosan con llamadas del banco
no hay incendio, fue una falsa alarma
no es una emergencia
no estoy en peligro, solo quiero preguntar
no me quiero matar haciendo filas
no quiero morirme sin ver mi pensión
no hubo heridos
hace dos años tuve un accidente, ¿puedo pedir la constancia?
en 2019 me dio un derrame y quiero la pensión por invalidez
el año pasado se inundó mi casa, ¿hay subsidio?
el mes pasado se quemó mi casa y perdí mis documentos
hace un año mi esposo me golpeó y quiero saber cómo va el juicio
¿cómo va mi expediente de violencia?
necesito copia de la denuncia por amenazas del 2020
¿qué requisitos hay para ser policía?
quiero trabajar de bombero
¿dónde queda la estación de bomberos?
me explota la cabeza con tanto papel
voy a explotar de rabia con este sistema
exploté de risa
la fila está que arde
estoy que echo fuego
me quema la curiosidad
me duele la cabeza de tanto trámite
me duele pagar tanto
se me cayó el sistema
se me cayó el teléfono y ya no abre la app
se cayó la página
se fue la luz en la oficina
se me murió el internet
quiero terminar con todo este trámite hoy
quiero acabar con todo el papeleo
ya no quiero vivir en esa dirección, ¿cómo la cambio?
ya no aguanto más esta fila
ya no puedo más con este portal
quiero desaparecer mi cuenta
quiero eliminar mi cuenta
quiero cortar el servicio
no quiero seguir con el trámite
estoy encerrado en un bucle en la página
estoy atrapado en el menú
no me deja salir del formulario
no me deja entrar al portal
no me deja salir la página de pago
la página me tiene atrapado
¿cómo disparo una alerta en el sistema?
se dispararon los precios
se disparó mi recibo de luz
película de terror este servicio
parece un secuestro tanta espera
tengo a mi hijo enfermo y no puedo ir a la cita
mi mamá está en el hospital, ¿puedo hacer su trámite?
mi abuela está muy viejita y no puede caminar
estoy embarazada, ¿tengo prioridad?
¿dónde inscribo a mi bebé recién nacido?
di a luz hace un mes, ¿cómo registro al bebé?
incapacidad por maternidad
se rompió la fuente de poder de mi computadora
la fuente de ingresos que pide el formulario
niños solos viajando: ¿qué permiso necesitan?
permiso para que mi hijo viaje solo
mi hijo menor se va con su papá, ¿qué firma?
trata de renovar mi firma
alto al fuego, vengo en paz
gracias, me salvó la vida
me cayó como balde de agua fría
mi novia me dejó en visto, igual que ustedes
I'm dying of laughter
this form is killing me
my phone is dying
how do I kill the process?
how do I report a stolen phone?
my wallet was stolen last month, I need a new ID
my father died, how do I get the certificate?
fire insurance requirements
where can I get a fire permit?
I'm dying to see my new card
the line is dead
the deadline is killing us
I would kill for an appointment
help me with my password
the website is down
no emergency, just a question
me quiero morir de la pena por llegar tarde
casi me da un infarto cuando vi el recibo
me va a dar algo con tanto papeleo
mi suegra me mata si no le llevo su carnet
maté la sesión y ahora no abre
la computadora se queda ahogada cuando abro el PDF
se le murió el token a mi jefe
mi trámite está en coma
estoy muerto de cansancio, ¿hasta qué hora atienden?
¿cuál es el número de los bomberos?
¿la policía recibe denuncias en línea?
quiero denunciar a un funcionario que me pidió mordida
¿cómo se denuncia la violencia contra la mujer?
me robaron las placas del carro en marzo, ¿cómo las repongo?
hace 15 días se metieron a robar y se llevaron mi escritura
anoche se inundó el sistema de pagos, dicen
¿hay ayuda para los que perdieron la casa en el incendio del 2022?
mi tío murió ahogado en 2021, me piden el acta
pensión por muerte de mi esposo
certificado de nacido vivo
soy médico y necesito renovar mi licencia
trabajo en una ambulancia y quiero saber del seguro
vendo extintores, ¿cómo me registro como proveedor?
¿cuánto pago por el permiso para una quema agrícola?
soy vigilante armado y necesito renovar el permiso
mi arma está registrada a nombre de mi papá fallecido
el cuchillo de cocina es producto gravado?
exporto machetes, ¿qué arancel pagan?
el niño no aparece con su segundo apellido
perdí a mi mamá hace un año y no he hecho la herencia
mi hija vive sola y quiere su propio recibo
la señora de la ventanilla casi me pega
esa fila es un infierno
ya me cansé, esto no tiene sentido
quiero acabar con esto rápido, ¿qué papeles llevo?
¿qué pasa si me secuestran la cuenta del banco?
llegó una amenaza de virus al correo
I could kill for a coffee, but first: what are your hours?
my battery died during the video call
where do I report a gas bill problem?
quiero matricular a mi hijo en la escuela
ya me cansé de esperar
no puedo más con tanta espera
hoy es el último día para pagar, ¿hasta qué hora?
perdí todo lo que había escrito en el formulario
la carta de despido, ¿dónde la reclamo?
me cortaron el agua
me cortaron la luz ayer
mi internet está caído desde ayer
¿me pueden disparar un correo con la respuesta?
tengo una cita de vida o muerte, bueno, casi
mi bebé nació en casa hace dos semanas, ¿cómo lo registro?
¿cómo inscribo una defunción por ahogamiento?
el acta dice que murió desangrado, ¿eso se corrige?
soy bombero voluntario, ¿tengo descuento?
¿qué multa hay por quemar basura?
el vecino hace mucho humo con la leña, ¿dónde me quejo?
huele feo el basurero de mi cuadra
el gas subió otra vez
se acabó el gas, ¿dónde cambio el vale?
¿hay vacantes en la policía?
mi denuncia por robo sigue sin respuesta desde enero
¿en cuánto tiempo resuelven una denuncia de amenazas?
quiero reportar un bache peligroso
hay un perro muerto en la calle
se cayó un árbol en la esquina y tapa el rótulo
me encerré en la contraseña y ahora está bloqueada
mi hija se llama Milagro Ahogado Pérez
el curso de RCP, ¿cuándo empieza?
¿venden pistolas de agua libres de impuesto?
dice que la sesión murió
me tiene harta este portal
mi esposo quiere sacar su licencia
mi esposo me pega sus mensajes a mí para que yo los mande
voy a matar dos pájaros de un tiro: renovar y pagar
por la gran, me muero, ya son las cinco y no llego a la ventanilla
estoy que me lleva el diablo
what happens if I miss the deadline?
my kid needs a new passport
is there a fire station near the office?
me matan de risa sus respuestas
se quemó la tarjeta de memoria
¿cómo pido el acta de defunción de mi abuelo?
mi hermano trabaja en la policía, ¿qué descuento tiene?
perdí mi celular ayer
robaron mi bicicleta el año pasado, ¿sigue abierta la denuncia?
necesito la constancia de bomberos
mi hijo tuvo fiebre y no llegó a clases, ¿dónde dejo la excusa médica?
el banco me está cobrando de más
¿cómo evito que me roben la contraseña?
quiero poner una queja contra un agente que me gritó
me cayó mal el desayuno
mi esposa va a dar a luz en marzo, ¿cómo pido la licencia de paternidad?
¿qué cubre el seguro de vida?
¿el seguro cubre accidentes de tránsito?
se venció mi permiso de armas
me bajó la presión de internet
mi carro no arranca y tengo cita en 10 minutos
cerraron la puerta antes de las 4
me dejaron afuera de la oficina
no me dejan entrar sin mascarilla
me tienen dando vueltas de ventanilla en ventanilla
me tienen esperando tres horas
es un peligro ese cable pelado en la oficina
¿cuánto cuesta el parte policial?
necesito copia del parte policial del choque de mayo
me chocaron el carro la semana pasada, ¿qué papeles pide el seguro?
la aplicación se cierra sola
se me cerró la sesión
mi mamá no puede caminar, ¿hay atención a domicilio?
mi papá perdió la vista, ¿cómo firma?
mi hija quiere ser bombera
tengo una bomba de infusión médica que declarar
¿la firma muere al vencer?
el portal está más muerto que vivo
me da pánico hablar por teléfono
estoy llorando de la frustración con esta página
what documents do I need to register a death?
the elevator in your office is broken
can I bring my child to the appointment?
quiero que todo esto acabe, llevo tres meses con el trámite
la cita se murió, no me llegó nada
me cortaron la llamada
se me cayó el agua encima del DUI
me pegaron la foto mal en el carnet
me tiene loca esta página
el agente me colgó
la asesora me gritó
mi hermana no ha regresado del banco, ¿la esperan?
¿qué hago con el muerto que sale en el padrón?
hay un muerto en la lista de votantes
se cayó la señal
se quemó la oficina el año pasado
mi carro fue robado en 2020, ¿cómo lo doy de baja?
tengo que correr, ¿atienden hasta las 4?
¿dónde hago el examen de la vista?
estoy que ardo de fiebre y no puedo ir, ¿puedo reprogramar?
se me fue el agua en la casa
¿qué bomberos dan el permiso?
¿cómo se llama el formulario de robo?
me dieron un tiro de gracia con esa multa
mátenme, otra vez me rebotó el formulario
qué muerte lenta esta fila
el fuego amigo entre oficinas
me tienen secuestrado mi pasaporte
les voy a caer a la oficina mañana
los voy a demandar
my card was stolen, how do I block it?
this queue is murder
hola buenas tardes quiero hacer una consulta
buenos días, me pueden ayudar con un trámite
mi cita es mañana pero no puedo ir, ¿la puedo cambiar?
le doy clic en pagar y no pasa nada
pagué ayer y todavía me sale pendiente
mi mamá tiene 80 años y no puede ir a la oficina
mi hijo vive en el extranjero y necesita su partida
mi esposo y yo queremos sacar el pasaporte
me cobraron dos veces
mi tarjeta fue rechazada
se me olvidó la contraseña y me bloqueó la cuenta
me sale un error cuando subo el archivo
no me llega el código al correo
estoy en la página y no encuentro el botón
están atendiendo hoy sábado
el sistema me saca cada rato
quiero que me devuelvan mi dinero
quiero poner un reclamo porque me atendieron mal
en la oficina no me quisieron recibir los papeles
llevo dos horas en la fila y no avanza
me dijeron que viniera hoy y no hay nadie
la señora de recepción no me supo decir
mi vecino ya tiene la suya y yo no
mi hermano hizo el trámite en una semana
mi jefe me pide el comprobante para hoy
perdí el recibo y no sé qué hacer
no entiendo qué debo poner en la casilla tres
ya hice todo y sigue igual
ya no me aparece la opción de firmar
a mi papá le pidieron una carta poder
mi bebé ya cumplió un año y no lo he asentado
soy extranjero y vivo aquí, ¿puedo sacar una?
estoy en el hospital trabajando, ¿puedo ir en la tarde?
tengo el token en la mano pero no lo lee la computadora
me pide un pin y solo tengo tres intentos
se queda pensando y no carga
mi casa no tiene número, ¿qué pongo?
vivo en una calle sin nombre
hay mucha gente en la fila
la puerta estaba cerrada cuando llegué
no hay agua en mi colonia desde ayer
hay un poste sin luz en mi calle
mi carro está a nombre de mi mamá
me robaron y perdí la tarjeta hace tiempo, quiero otra
me dieron mal el número de expediente
voy a llegar tarde a mi cita
voy a ir mañana con mi hija
quiero cambiar la dirección de mi casa
quiero saber si ya está lista mi firma
no puedo abrir el archivo que me mandaron
no puedo entrar, ayuda
por favor ayúdeme, es para hoy
me urge, tengo que entregarlo mañana
I want to renew my signature
I forgot my password and I need it today
I am a foreigner and I live here, what do I need?
I want to complain about the service
my mother is 80 years old, can I do it for her?
my card was rejected when I paid
I want a refund, I was charged twice
the page takes forever to load
I need help with my application
can someone call me tomorrow morning?
I lost my appointment letter
my son lives abroad and needs his certificate
la oficina está avisada y le atiende primero
quédese en este chat, una persona le atiende
nobody is there now and it may take a while
the office has been told, stay in this chat
`);

function lines(text: string): string[] {
	return text.split("\n").filter((line) => line !== "");
}
