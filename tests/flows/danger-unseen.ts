/** Messages that the recogniser was never shown, neither to write a pattern nor to learn from. Keep it so: add, do not mend. */

export const dangerousUnseen = lines(`
ya no quiero estar en este mundo
escribí mi carta y tengo el lazo listo
anoche intenté matarme y hoy lo voy a hacer bien
mi roomie se tomó un montón de clonazepam
mi sobrino se quiere aventar del segundo piso
mi mamá se desplomó en la cocina y no la puedo despertar
mi hermano tiene una bala en la pierna
mi bebé está morado y flojito
mi abuela se tragó la dentadura y no puede respirar
a mi hijo lo picaron un montón de abejas y se le hinchó la cara
la señora del puesto se quemó con el aceite
mi esposa está perdiendo mucha sangre después del parto
mi papá se cortó con la sierra y no para de sangrar
hay un niño que se está ahogando en la poza
se volteó una lancha con turistas
chocó una moto y el muchacho no se mueve
hay una persona prensada entre dos carros
la cocina está ardiendo y no tengo extintor
hay llamas saliendo de la ventana del segundo piso
está temblando y se rajaron las paredes, hay gente adentro
se desbordó la quebrada y arrastró una casa
me duele mucho el pecho y se me duerme el brazo
mi papá me quiere pegar con el machete
mi novio me está ahorcando
mi esposo llegó con un arma y dice que nos va a matar a todos
el vecino está golpeando a sus hijos, se oyen los gritos
unos hombres quieren tirar la puerta de mi casa
se metió un tipo al cuarto de mi hija
nos están disparando
me acaban de robar a punta de cuchillo y me cortaron
un carro me viene siguiendo desde la universidad
mi hija de 12 se subió a un carro con un desconocido
me tienen en una casa y no sé dónde es
hay un hombre muerto a balazos en la esquina y siguen disparando
me están obligando a subir a una camioneta
mi suegro manosea a mi niña
la maestra tiene amarrado a un niño
help he's trying to break down the door
my sister cut herself and there's blood everywhere
there was a crash and people are trapped in the car
`);

export const harmlessUnseen = lines(`
estoy que me muero de ganas de terminar el trámite
se murió el wifi de la oficina
mi papá está muerto de la risa con el robot
mataron mi solicitud sin avisarme
me asaltó una duda sobre el formulario
me robó mucho tiempo este trámite
los intereses me tienen ahorcado
me dispararon el recibo de la luz
se me quemó el arroz por estar en la fila
la oficina está en llamas de tanta gente
tengo el corazón en la mano esperando la respuesta
se me fue el aire al ver el precio
me ahogo con tanto requisito
¿dónde saco el permiso para portar pistola?
¿cómo renuevo el carnet de bombero?
¿qué documentos piden para la pensión por viudez?
mi abuelo falleció en el hospital, ¿quién da el acta?
¿cómo inscribo a un niño abandonado que adopté?
fui víctima de robo en 2021, ¿me dan copia de la denuncia?
mi hija estudia enfermería y necesita su título
¿el seguro cubre incendio y terremoto?
¿cuánto vale la multa por exceso de velocidad?
me chocaron hace un mes, ¿cómo va mi caso?
¿hay simulacro de evacuación mañana?
¿a qué hora llega la policía a firmar los documentos?
la ambulancia municipal, ¿cómo se contrata para un evento?
mi mamá está sola en la ventanilla, ¿la pueden ayudar?
mi niño está llorando, ¿me pueden atender rápido?
hay un señor durmiendo en la sala de espera
mi esposo está molesto porque no le llegó el correo
me gritó el guardia de la entrada
no me dejan pasar con mi perro
quiero reportar un poste caído sin corriente
¿quién arregla los hoyos de la calle?
se fue el agua en mi casa, ¿dónde reporto?
¿ustedes ven casos de violencia o eso es en otra oficina?
voy a explotar si me vuelven a pedir fotocopias
I'm dead tired of this form
you killed it with this app, great job
where do I report a noisy neighbor?
`);

function lines(text: string): string[] {
	return text.split("\n").filter((line) => line !== "");
}
