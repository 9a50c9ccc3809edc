# Castellano, con «usted».

### En todas las páginas

skip = Ir al contenido principal
languages = Idioma de la página
home-link = Llave, página de inicio
help-title = ¿Necesita ayuda?
help-phone = Teléfono de ayuda:
foot-label = Sobre este servicio
foot-advice = Consejos sobre la contraseña
foot-requirements = Requisitos técnicos
foot-accessibility = Accesibilidad
foot-privacy = Privacidad y cookies
error-prefix = Error:
required-legend = Los campos marcados con (*) son obligatorios.
field-error = { $field }: { $error }
step = Paso { $step } de { $steps }
continue = Continuar
start-again = Empezar de nuevo
go-home = Ir a la página de inicio
show = Mostrar
hide = Ocultar
show-label = Mostrar: { $field }
hide-label = Ocultar: { $field }
shown-now = Lo que ha escrito está a la vista.
hidden-now = Lo que ha escrito está oculto.
missing-language = Esta página todavía no está en el idioma que ha elegido. Se la mostramos en castellano.
missing-available = Idiomas en que está disponible:

### Fechas y horas

month = { $month ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
}
day = { $day } de { $month } de { $year }
moment = { $day }, { $time } (hora peninsular)
minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
}

### Campos

field-document-type = Tipo de documento
field-document-number = Número del documento
hint-document-number = Con la letra. Por ejemplo, 12345678Z o X1234567L.
field-dni-or-nie = DNI o NIE
field-email = Correo electrónico
hint-email = El mismo que dio al registrarse.
field-activation-code = Código de activación
hint-activation-code = Son { $symbols } letras y números. Está en el documento que recibió al registrarse. No importan los guiones ni las mayúsculas.
robot-answer = Respuesta
hint-answer = Es para comprobar que no es un programa automático.
field-otp = Código del SMS
hint-otp = Son { $digits } cifras.
field-password = Contraseña
field-current-password = Contraseña actual
field-new-password = Contraseña nueva
field-with-code = Pedir también un código por SMS
hint-with-code = Es más seguro. Algunos servicios lo exigen.
field-understood = Entiendo que perderé el acceso y quiero darme de baja
field-registrar-token = Credencial de registrador
hint-registrar-token = La que le ha dado su organización. En el servidor de pruebas aparece al arrancarlo.
field-valid-until = DNI: fecha de validez
field-issued-on = DNI permanente: fecha de expedición
hint-issued-on = Solo si el DNI pone 01-01-9999 como fecha de validez.
field-support-number = NIE: número de soporte
hint-support-number = E o C y ocho cifras. Por ejemplo, E87654321.
field-given-name = Nombre
field-first-surname = Primer apellido
field-second-surname = Segundo apellido
field-phone = Teléfono móvil
hint-phone = A este número llegarán los códigos. Solo puede ser de una persona.
field-desk-email = Correo electrónico
hint-desk-email = La persona tendrá que escribirlo para activar su Llave.
field-level = Nivel de registro
field-method = Forma de registro
field-terms = La persona ha leído las condiciones (versión { $version }) y las acepta
dni = DNI
nie = NIE
level-basic = Básico
level-advanced = Avanzado
method-office = En la oficina
method-certificate = Con certificado digital
method-video = Por vídeo
method-letter = Por carta

### Comprobación de que no es un robot

robot-title = Comprobación automática
robot-widget = Su dispositivo hace esta comprobación por usted. No tiene que resolver nada.
robot-label = No soy un programa automático
robot-verifying = Comprobando…
robot-verified = Comprobado
robot-error = La comprobación ha fallado. Vuelva a intentarlo.
robot-expired = La comprobación ha caducado. Vuelva a intentarlo.
robot-other-question = Hacerme otra pregunta
robot-no-answer = Si no puede responder, llame al teléfono de ayuda.
robot-needs-script = Para hacer esta comprobación hay que permitir JavaScript en el navegador. Si no puede, llame al teléfono de ayuda.

### Inicio

home-title = Una sola llave para los servicios públicos
home-lead = Llave le permite identificarse por internet con su DNI o NIE y una contraseña que usted elige. Si el servicio lo pide, también con un código que recibe por SMS.
home-tasks = ¿Qué quiere hacer?
home-activate = Activar mi Llave
home-activate-what = Es la primera vez y tengo el código de activación.
home-login = Entrar
home-login-what = Ya tengo una contraseña.
home-reset = He olvidado mi contraseña o está bloqueada
home-reset-what = Quiero crear otra con mi código de activación.
home-change = Cambiar mi contraseña
home-change-what = La conozco, o ha caducado, y quiero otra.
home-unsubscribe = Darme de baja
home-unsubscribe-what = Ya no quiero usar Llave.
home-register = Si todavía no se ha registrado
home-register-how = Regístrese en una oficina de registro, con su documento, un móvil y un correo electrónico, o con certificado digital. Le darán un documento con su código de activación: guárdelo, porque también sirve para recuperar la contraseña.
home-safety = Para su seguridad
home-safety-never = Nadie de Llave le pedirá nunca su contraseña ni sus códigos por teléfono, por correo ni por mensaje. Escríbalos solo en esta página.

### Activar y recuperar la contraseña

activate-title = Activar su Llave
activate-intro = Con estos datos comprobamos que es usted. Después le enviaremos un código por SMS y podrá crear su contraseña.
reset-title = Crear otra contraseña
reset-intro = Si ha olvidado su contraseña o está bloqueada, puede crear otra. Comprobaremos que es usted y le enviaremos un código por SMS.
code-need = Va a necesitar
code-need-document = su DNI o NIE;
code-need-email = el correo electrónico que dio al registrarse;
code-need-code = su código de activación;
code-need-phone = el móvil que dio al registrarse, para recibir un SMS.
code-lost = ¿No tiene el código de activación?
code-lost-how = Está en el documento que recibió al registrarse. Si lo ha perdido o está bloqueado, regístrese otra vez en una oficina de registro o con certificado digital y tendrá uno nuevo.

### Código del SMS

otp-title = Escriba el código del SMS
otp-sent = Hemos enviado un SMS con un código al móvil que dio al registrarse.
otp-good-until = El código vale hasta las { $time } (hora peninsular).
otp-time-left = Tiempo que queda: { $left }.
otp-resent = Le hemos enviado otro código. El anterior ya no vale.
otp-warning = Queda menos de un minuto para que el código deje de valer. Si no le da tiempo, podrá pedir otro.
otp-over = El código ya no vale. Pida otro.
otp-missing = ¿No ha recibido el SMS?
otp-missing-wait = Puede tardar un par de minutos. Compruebe que el móvil tiene cobertura y que es el número que dio al registrarse.
otp-missing-number = Si ya no tiene ese número, regístrese otra vez en una oficina de registro o con certificado digital.
otp-resend = Enviarme otro código
otp-resend-at = Puede pedir otro código a partir de las { $time }.
otp-resend-in = Segundos que faltan: { $seconds }.
otp-resend-now = Ya puede pedir otro código.
otp-codes-left = { $count ->
    [0] Ya no podemos enviarle más códigos en esta operación.
    [one] Podemos enviarle un código más.
   *[other] Podemos enviarle { $count } códigos más.
}

### Contraseña nueva

new-password-title = Cree su contraseña
new-password-intro = Hemos comprobado que es usted. Elija ahora su contraseña.
new-password-until = Tiene hasta las { $time } (hora peninsular) para terminar.
new-password-warning = Quedan dos minutos para crear la contraseña. Después tendrá que empezar de nuevo.
new-password-over = Se ha acabado el tiempo. Empiece de nuevo.
new-password-save = Guardar la contraseña
rules-title = La contraseña debe
rule-length = tener al menos { $min } caracteres y como máximo { $max };
rule-classes = si tiene menos de { $free } caracteres, combinar al menos { $required } de estos cuatro tipos: minúsculas, mayúsculas, cifras y símbolos;
rule-alphabet = si tiene menos de { $free } caracteres, usar solo letras de la A a la Z, con acentos, ñ o ç, cifras y estos símbolos: { $symbols }
rule-personal = no contener su nombre, sus apellidos ni el número de su documento;
rule-history = { $count ->
    [one] ser distinta de la que tiene ahora;
   *[other] ser distinta de las { $count } últimas;
}
rule-common = no ser una contraseña muy común.
rules-sentence = Una frase larga que solo usted conozca es segura y fácil de recordar.
rule-met = cumplida
rule-unmet = pendiente
rules-count = Condiciones cumplidas: { $met } de { $all }.
rules-more = Más consejos para elegir una buena contraseña

### Entrar

login-title = Entrar
login-button = Entrar
login-code-required = El servicio al que va a entrar pide más seguridad: después de la contraseña le enviaremos un código por SMS.
login-forgotten = He olvidado mi contraseña o está bloqueada
login-first = Es la primera vez: activar mi Llave
session-title = Ya está dentro
session-intro = Se ha identificado correctamente.
session-last = Su último acceso
session-last-none = Es la primera vez que entra.
session-not-you = Si el último acceso no fue suyo, cambie su contraseña ahora y llame al teléfono de ayuda.
session-assurance = Cómo ha entrado
session-low = Con su contraseña (nivel bajo)
session-substantial = Con su contraseña y un código por SMS (nivel sustancial)
session-expiry = Caducidad de su contraseña
session-expiry-never = No caduca
session-ends = La sesión termina
session-ends-later = La sesión se alarga si la sigue usando.
session-warning = La sesión está a punto de terminar. Vuelva a cargar la página si quiere seguir dentro.
session-over = La sesión ha terminado. Vuelva a entrar.
session-rights = Sus derechos y deberes
session-right-use = Puede usar Llave en todos los servicios públicos que la admiten, cambiar su contraseña y darse de baja cuando quiera.
session-right-data = Puede saber qué datos suyos guardamos, corregirlos y pedir que se borren.
session-duty-secret = Su contraseña y sus códigos son solo para usted: no los comparta con nadie.
session-duty-report = Si cree que alguien los conoce, o pierde el móvil, cambie su contraseña y avise al teléfono de ayuda.
session-logout = Salir

### Cambiar la contraseña

change-title = Cambiar la contraseña
change-intro = Escriba su contraseña actual y la nueva. Después le enviaremos un código por SMS para confirmar el cambio. También puede hacerlo si su contraseña ha caducado.
change-button = Cambiar la contraseña

### Darse de baja

unsubscribe-title = Darse de baja
unsubscribe-warning = Esto no se puede deshacer desde esta página
unsubscribe-means = Si se da de baja:
unsubscribe-means-password = su contraseña y su código de activación dejan de valer en el acto;
unsubscribe-means-services = no podrá entrar con Llave en ningún servicio público;
unsubscribe-means-sessions = se cierran todas las sesiones que tenga abiertas;
unsubscribe-means-back = para volver tendrá que registrarse otra vez en una oficina de registro o con certificado digital.
unsubscribe-instead = Si solo ha olvidado su contraseña, no hace falta que se dé de baja.
unsubscribe-then = Después le enviaremos un código por SMS. La baja no se hace hasta que lo escriba.
unsubscribe-button = Continuar con la baja
unsubscribe-no = No darme de baja y volver al inicio

### Finales

activated-title = Su Llave está activada
activated-text = Ya puede entrar en los servicios públicos con su DNI o NIE y su contraseña.
reset-done-title = Su contraseña nueva ya vale
reset-done-text = La anterior ha dejado de valer y se han cerrado las sesiones que tenía abiertas.
changed-title = Su contraseña ha cambiado
changed-text = La anterior ha dejado de valer y se han cerrado las sesiones que tenía abiertas.
unsubscribed-title = Se ha dado de baja
unsubscribed-text = Su contraseña y su código de activación ya no valen. Para volver a usar Llave, regístrese otra vez en una oficina de registro o con certificado digital.
logged-out-title = Ha salido
logged-out-text = Su sesión está cerrada. Si comparte este dispositivo, cierre también el navegador.
done-expires = Su contraseña vale hasta el { $day }.
done-keep-code = Guarde su código de activación: sirve para crear otra contraseña si la olvida.
entered-unseen-title = Este paso ya estaba terminado
entered-unseen-text = Ya ha entrado con este código, pero la respuesta no llegó a este navegador. Entre de nuevo: la sesión anterior se cierra sola.
done-again = Este paso ya estaba terminado. Todo está en orden y no hace falta repetirlo.

### Problemas

next-title = Qué puede hacer ahora
next-register = Para registrarse otra vez, vaya a una oficina de registro o use su certificado digital.
next-wait = Espere un poco y vuelva a intentarlo.
next-back = Vuelva atrás en su navegador y revise los datos.
next-call = Si no sabe cómo seguir, llame al teléfono de ayuda.
next-desk = Volver al registro de personas
stale-title = No hemos podido aceptar el formulario
stale-detail = La página llevaba demasiado tiempo abierta, o el navegador no acepta las cookies de este sitio. No se ha hecho nada: compruebe los datos y vuelva a enviarlo.
problem-reference = Referencia de este problema, por si llama:
problem-technical = Datos técnicos
problem-type = Tipo
problem-status = Estado HTTP

### Consejos sobre la contraseña

advice-title = Consejos sobre la contraseña
advice-choose = Cómo elegirla
advice-choose-long = Es mejor larga que complicada. Con { $free } caracteres o más puede escribir lo que quiera: una frase con espacios es fácil de recordar y difícil de adivinar.
advice-choose-personal = No use su nombre, fechas de nacimiento, teléfonos ni nombres de familiares.
advice-choose-runs = No use seguidas del teclado («asdf», «1234») ni repeticiones («111222»).
advice-choose-unique = No use la misma contraseña en otros sitios.
advice-keep = Cómo guardarla
advice-keep-manager = Puede usar un gestor de contraseñas: estas páginas permiten pegar y rellenar.
advice-keep-secret = No la comparta con nadie ni la deje escrita a la vista.
advice-keep-ask = Nadie de Llave se la pedirá nunca, ni por teléfono, ni por correo, ni por mensaje.
advice-limits = Intentos y caducidad
advice-limits-password = Tras { $limit } contraseñas equivocadas seguidas, la siguiente la bloquea. Para desbloquearla, cree otra con su código de activación.
advice-limits-code = Tras { $limit } códigos de activación equivocados, el siguiente bloquea el código. Para tener uno nuevo, regístrese otra vez.
advice-limits-otp = Tras { $limit } códigos de SMS equivocados, el siguiente termina la operación y hay que empezar de nuevo.
advice-expiry = La contraseña caduca. Al entrar verá hasta cuándo vale la suya. Cuando caduque, podrá cambiarla.
advice-expiry-never = La contraseña no caduca.

### Requisitos técnicos

requirements-title = Requisitos técnicos
requirements-browser = Sirve cualquier navegador actual, en ordenador, tableta o móvil. No hay que instalar nada.
requirements-script = JavaScript no es necesario. Si su navegador lo permite, hay ayudas: mostrar la contraseña, ver qué condiciones cumple o contar el tiempo que queda.
requirements-cookies = El navegador debe aceptar cookies de este sitio. Solo usamos las imprescindibles.
requirements-phone = Necesita el móvil que dio al registrarse, con cobertura, para recibir SMS.
requirements-clock = Las horas son las de la península. No importa que su reloj no esté en hora.
requirements-tls = La dirección debe empezar por https:// y el navegador debe mostrar que la conexión es segura.

### Accesibilidad

accessibility-title = Declaración de accesibilidad
accessibility-commitment = Queremos que cualquier persona pueda usar Llave por sí misma: con teclado, con lector de pantalla, con la letra ampliada, con poca vista o con un móvil antiguo.
accessibility-status = Grado de cumplimiento
accessibility-status-text = Estas páginas están hechas para cumplir las pautas WCAG 2.2 en los niveles A y AA, que incluyen lo que exige el Real Decreto 1112/2018 (norma UNE-EN 301549).
accessibility-how = Cómo lo comprobamos
accessibility-how-text = Todas las páginas, en todos los idiomas, se revisan con herramientas automáticas en cada cambio. Las herramientas no lo encuentran todo: si algo le cuesta, díganoslo.
accessibility-login = Entrar sin pruebas de memoria ni acertijos
accessibility-login-paste = Puede pegar la contraseña y los códigos, o dejar que los escriba su gestor de contraseñas o su móvil (criterio 3.3.8 de WCAG 2.2).
accessibility-login-robot = La comprobación contra robots la hace su dispositivo, sin que usted resuelva nada.
accessibility-login-question = Sin JavaScript, esa comprobación es una pregunta sencilla. Si no puede responderla, pida otra o llame al teléfono de ayuda, y le atenderá una persona.
accessibility-time = Los códigos y las sesiones tienen un tiempo limitado por seguridad. Se lo decimos antes de que acabe y siempre puede pedir otro código o empezar de nuevo.
accessibility-feedback = Cuéntenos qué falla
accessibility-feedback-text = Si encuentra una barrera, o necesita esta información de otra forma, escriba o llame:
accessibility-feedback-claim = Si no le respondemos en veinte días hábiles, o la respuesta no le satisface, puede presentar una reclamación.

### Privacidad y cookies

privacy-title = Privacidad y cookies
privacy-who = Quién responde de sus datos
privacy-data = Qué guardamos y para qué
privacy-data-registration = De su registro: nombre, documento, móvil y correo electrónico. Sirven solo para identificarle y para enviarle códigos.
privacy-data-secrets = Su contraseña y su código de activación no los guardamos: solo una huella de la que no se pueden obtener.
privacy-data-access = De su uso: cuándo entró por última vez y cuántos intentos fallidos ha habido.
privacy-cookies = Cookies
privacy-cookies-text = Solo usamos las cookies imprescindibles, y por eso no le pedimos permiso. Ninguna sirve para seguirle ni es de terceros:
privacy-cookies-session = una para su sesión o para la operación que tiene a medias, que se borra al terminar;
privacy-cookies-language = una para recordar el idioma que ha elegido;
privacy-cookies-forms = una para proteger los formularios.
privacy-rights = Sus derechos
privacy-rights-text = Puede pedir ver sus datos, corregirlos, borrarlos, limitar su uso u oponerse a él. También puede reclamar ante la Agencia Española de Protección de Datos.
privacy-third = Estas páginas no cargan nada de otros sitios.

### Mesa de registro

desk-title = Mesa de registro
desk-intro = Para registradores. Identifíquese con su credencial.
desk-sign-in = Identificarme
desk-form-title = Registrar a una persona
desk-form-intro = Compruebe el documento de la persona y escriba los datos tal como aparecen en él.
desk-document = Documento
desk-contrast = Escriba el dato que corresponda a su documento, y deje en blanco los demás.
desk-person = Persona
desk-contact = Contacto
desk-act = Registro
desk-register = Registrar
desk-leave = Terminar y salir
desk-result-title = La persona está registrada
desk-result-code = Código de activación
desk-result-once = Este código solo se muestra ahora. Entréguelo a la persona en el documento: nadie podrá volver a verlo.
desk-result-level = Nivel de registro
desk-result-method = Forma de registro
desk-result-at = Fecha y hora
desk-result-document = Descargar el documento (PDF)
desk-result-language = Idioma del documento
desk-result-next = Registrar a otra persona

### Bandeja de SMS del servidor de pruebas

inbox-title = SMS enviados
inbox-intro = Este servidor de pruebas no envía SMS: los deja aquí, el más reciente primero.
inbox-empty = Todavía no hay ninguno.
inbox-to = Para { $phone }
inbox-refresh = Actualizar
