# Galego, con «vostede».

### En todas as páxinas

skip = Ir ao contido principal
languages = Idioma da páxina
home-link = Llave, páxina de inicio
help-title = Precisa axuda?
help-phone = Teléfono de axuda:
foot-label = Sobre este servizo
foot-advice = Consellos sobre o contrasinal
foot-requirements = Requisitos técnicos
foot-accessibility = Accesibilidade
foot-privacy = Privacidade e cookies
error-prefix = Erro:
required-legend = Os campos marcados con (*) son obrigatorios.
field-error = { $field }: { $error }
step = Paso { $step } de { $steps }
continue = Continuar
start-again = Comezar de novo
go-home = Ir á páxina de inicio
show = Mostrar
hide = Agochar
show-label = Mostrar: { $field }
hide-label = Agochar: { $field }
shown-now = O que escribiu está á vista.
hidden-now = O que escribiu está agochado.
missing-language = Esta páxina aínda non está no idioma que escolleu. Mostrámosllela en castelán.
missing-available = Idiomas en que está dispoñible:

### Datas e horas

month = { $month ->
    [1] xaneiro
    [2] febreiro
    [3] marzo
    [4] abril
    [5] maio
    [6] xuño
    [7] xullo
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] decembro
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
field-document-number = Número do documento
hint-document-number = Coa letra. Por exemplo, 12345678Z ou X1234567L.
field-dni-or-nie = DNI ou NIE
field-email = Correo electrónico
hint-email = O mesmo que deu ao rexistrarse.
field-activation-code = Código de activación
hint-activation-code = Son { $symbols } letras e números. Está no documento que recibiu ao rexistrarse. Non importan os guións nin as maiúsculas.
robot-answer = Resposta
hint-answer = É para comprobar que non é un programa automático.
field-otp = Código da mensaxe SMS
hint-otp = Son { $digits } cifras.
field-password = Contrasinal
field-current-password = Contrasinal actual
field-new-password = Contrasinal novo
field-with-code = Pedir tamén un código por SMS
hint-with-code = É máis seguro. Algúns servizos esíxeno.
field-understood = Entendo que perderei o acceso e quero darme de baixa
field-registrar-token = Credencial de rexistrador
hint-registrar-token = A que lle deu a súa organización. No servidor de probas aparece ao arrincalo.
field-valid-until = DNI: data de validez
field-issued-on = DNI permanente: data de expedición
hint-issued-on = Só se no DNI pon 01-01-9999 como data de validez.
field-support-number = NIE: número de soporte
hint-support-number = E ou C e oito cifras. Por exemplo, E87654321.
field-given-name = Nome
field-first-surname = Primeiro apelido
field-second-surname = Segundo apelido
field-phone = Teléfono móbil
hint-phone = A este número chegarán os códigos. Só pode ser dunha persoa.
field-desk-email = Correo electrónico
hint-desk-email = A persoa terá que escribilo para activar a súa Llave.
field-level = Nivel de rexistro
field-method = Forma de rexistro
field-terms = A persoa leu as condicións (versión { $version }) e acéptaas
dni = DNI
nie = NIE
level-basic = Básico
level-advanced = Avanzado
method-office = Na oficina
method-certificate = Con certificado dixital
method-video = Por vídeo
method-letter = Por carta

### Comprobación de que non é un robot

robot-title = Comprobación automática
robot-widget = O seu dispositivo fai esta comprobación por vostede. Non ten que resolver nada.
robot-label = Non son un programa automático
robot-verifying = Comprobando…
robot-verified = Comprobado
robot-error = A comprobación fallou. Volva intentalo.
robot-expired = A comprobación caducou. Volva intentalo.
robot-other-question = Facerme outra pregunta
robot-no-answer = Se non pode responder, chame ao teléfono de axuda.
robot-needs-script = Para facer esta comprobación hai que permitir JavaScript no navegador. Se non pode, chame ao teléfono de axuda.

### Inicio

home-title = Unha soa chave para os servizos públicos
home-lead = Llave permítelle identificarse por internet co seu DNI ou NIE e un contrasinal que escolle vostede. Se o servizo o pide, tamén cun código que recibe por SMS.
home-tasks = Que quere facer?
home-activate = Activar a miña Llave
home-activate-what = É a primeira vez e teño o código de activación.
home-login = Entrar
home-login-what = Xa teño un contrasinal.
home-reset = Esquecín o contrasinal ou está bloqueado
home-reset-what = Quero crear outro co meu código de activación.
home-change = Cambiar o meu contrasinal
home-change-what = Coñézoo, ou caducou, e quero outro.
home-unsubscribe = Darme de baixa
home-unsubscribe-what = Xa non quero usar Llave.
home-register = Se aínda non se rexistrou
home-register-how = Rexístrese nunha oficina de rexistro, co seu documento, un móbil e un correo electrónico, ou con certificado dixital. Daranlle un documento co seu código de activación: gárdeo, porque tamén serve para recuperar o contrasinal.
home-safety = Para a súa seguridade
home-safety-never = Ninguén de Llave lle pedirá nunca o seu contrasinal nin os seus códigos por teléfono, por correo nin por mensaxe. Escríbaos só nesta páxina.

### Activar e recuperar o contrasinal

activate-title = Activar a súa Llave
activate-intro = Con estes datos comprobamos que é vostede. Despois enviarémoslle un código por SMS e poderá crear o seu contrasinal.
reset-title = Crear outro contrasinal
reset-intro = Se esqueceu o seu contrasinal ou está bloqueado, pode crear outro. Comprobaremos que é vostede e enviarémoslle un código por SMS.
code-need = Vai precisar
code-need-document = o seu DNI ou NIE;
code-need-email = o correo electrónico que deu ao rexistrarse;
code-need-code = o seu código de activación;
code-need-phone = o móbil que deu ao rexistrarse, para recibir unha mensaxe SMS.
code-lost = Non ten o código de activación?
code-lost-how = Está no documento que recibiu ao rexistrarse. Se o perdeu ou está bloqueado, rexístrese outra vez nunha oficina de rexistro ou con certificado dixital e terá un novo.

### Código da mensaxe SMS

otp-title = Escriba o código da mensaxe SMS
otp-sent = Enviamos unha mensaxe SMS cun código ao móbil que deu ao rexistrarse.
otp-good-until = O código vale ata as { $time } (hora peninsular).
otp-time-left = Tempo que queda: { $left }.
otp-resent = Enviámoslle outro código. O anterior xa non vale.
otp-warning = Falta menos dun minuto para que o código deixe de valer. Se non lle dá tempo, poderá pedir outro.
otp-over = O código xa non vale. Pida outro.
otp-missing = Non recibiu a mensaxe SMS?
otp-missing-wait = Pode tardar un par de minutos. Comprobe que o móbil ten cobertura e que é o número que deu ao rexistrarse.
otp-missing-number = Se xa non ten ese número, rexístrese outra vez nunha oficina de rexistro ou con certificado dixital.
otp-resend = Enviarme outro código
otp-resend-at = Pode pedir outro código a partir das { $time }.
otp-resend-in = Segundos que faltan: { $seconds }.
otp-resend-now = Xa pode pedir outro código.
otp-codes-left = { $count ->
    [0] Xa non podemos enviarlle máis códigos nesta operación.
    [one] Podemos enviarlle un código máis.
   *[other] Podemos enviarlle { $count } códigos máis.
}

### Contrasinal novo

new-password-title = Cree o seu contrasinal
new-password-intro = Comprobamos que é vostede. Escolla agora o seu contrasinal.
new-password-until = Ten ata as { $time } (hora peninsular) para rematar.
new-password-warning = Quedan dous minutos para crear o contrasinal. Despois terá que comezar de novo.
new-password-over = Acabouse o tempo. Comece de novo.
new-password-save = Gardar o contrasinal
rules-title = O contrasinal debe
rule-length = ter polo menos { $min } caracteres e como máximo { $max };
rule-classes = se ten menos de { $free } caracteres, combinar polo menos { $required } destes catro tipos: minúsculas, maiúsculas, cifras e símbolos;
rule-alphabet = se ten menos de { $free } caracteres, usar só letras da A á Z, con acentos, ñ ou ç, cifras e estes símbolos: { $symbols }
rule-personal = non conter o seu nome, os seus apelidos nin o número do seu documento;
rule-history = { $count ->
    [one] ser distinto do que ten agora;
   *[other] ser distinto dos { $count } últimos;
}
rule-common = non ser un contrasinal moi común.
rules-sentence = Unha frase longa que só vostede coñeza é segura e doada de lembrar.
rule-met = cumprida
rule-unmet = pendente
rules-count = Condicións cumpridas: { $met } de { $all }.
rules-more = Máis consellos para escoller un bo contrasinal

### Entrar

login-title = Entrar
login-button = Entrar
login-code-required = O servizo ao que vai entrar pide máis seguridade: despois do contrasinal enviarémoslle un código por SMS.
login-forgotten = Esquecín o contrasinal ou está bloqueado
login-first = É a primeira vez: activar a miña Llave
session-title = Xa está dentro
session-intro = Identificouse correctamente.
session-last = O seu último acceso
session-last-none = É a primeira vez que entra.
session-not-you = Se o último acceso non foi seu, cambie agora o seu contrasinal e chame ao teléfono de axuda.
session-assurance = Como entrou
session-low = Co seu contrasinal (nivel baixo)
session-substantial = Co seu contrasinal e un código por SMS (nivel substancial)
session-expiry = Caducidade do seu contrasinal
session-expiry-never = Non caduca
session-ends = A sesión remata
session-ends-later = A sesión alóngase se a segue usando.
session-warning = A sesión está a piques de rematar. Volva cargar a páxina se quere seguir dentro.
session-over = A sesión rematou. Volva entrar.
session-rights = Os seus dereitos e deberes
session-right-use = Pode usar Llave en todos os servizos públicos que a admiten, cambiar o seu contrasinal e darse de baixa cando queira.
session-right-data = Pode saber que datos seus gardamos, corrixilos e pedir que se borren.
session-duty-secret = O seu contrasinal e os seus códigos son só para vostede: non os comparta con ninguén.
session-duty-report = Se cre que alguén os coñece, ou perde o móbil, cambie o seu contrasinal e avise ao teléfono de axuda.
session-logout = Saír

### Cambiar o contrasinal

change-title = Cambiar o contrasinal
change-intro = Escriba o seu contrasinal actual e o novo. Despois enviarémoslle un código por SMS para confirmar o cambio. Tamén pode facelo se o seu contrasinal caducou.
change-button = Cambiar o contrasinal

### Darse de baixa

unsubscribe-title = Darse de baixa
unsubscribe-warning = Isto non se pode desfacer desde esta páxina
unsubscribe-means = Se se dá de baixa:
unsubscribe-means-password = o seu contrasinal e o seu código de activación deixan de valer no acto;
unsubscribe-means-services = non poderá entrar con Llave en ningún servizo público;
unsubscribe-means-sessions = péchanse todas as sesións que teña abertas;
unsubscribe-means-back = para volver terá que rexistrarse outra vez nunha oficina de rexistro ou con certificado dixital.
unsubscribe-instead = Se só esqueceu o contrasinal, non fai falta que se dea de baixa.
unsubscribe-then = Despois enviarémoslle un código por SMS. A baixa non se fai ata que o escriba.
unsubscribe-button = Continuar coa baixa
unsubscribe-no = Non darme de baixa e volver ao inicio

### Finais

activated-title = A súa Llave está activada
activated-text = Xa pode entrar nos servizos públicos co seu DNI ou NIE e o seu contrasinal.
reset-done-title = O seu contrasinal novo xa vale
reset-done-text = O anterior deixou de valer e pecháronse as sesións que tiña abertas.
changed-title = O seu contrasinal cambiou
changed-text = O anterior deixou de valer e pecháronse as sesións que tiña abertas.
unsubscribed-title = Deuse de baixa
unsubscribed-text = O seu contrasinal e o seu código de activación xa non valen. Para volver usar Llave, rexístrese outra vez nunha oficina de rexistro ou con certificado dixital.
logged-out-title = Saíu
logged-out-text = A súa sesión está pechada. Se comparte este dispositivo, peche tamén o navegador.
done-expires = O seu contrasinal vale ata o { $day }.
done-keep-code = Garde o seu código de activación: serve para crear outro contrasinal se o esquece.
entered-unseen-title = Este paso xa estaba rematado
entered-unseen-text = Xa entrou con este código, pero a resposta non chegou a este navegador. Entre de novo: a sesión anterior péchase soa.
done-again = Este paso xa estaba rematado. Todo está en orde e non fai falta repetilo.

### Problemas

next-title = Que pode facer agora
next-register = Para rexistrarse outra vez, vaia a unha oficina de rexistro ou use o seu certificado dixital.
next-wait = Agarde un pouco e volva intentalo.
next-back = Volva atrás no seu navegador e revise os datos.
next-call = Se non sabe como seguir, chame ao teléfono de axuda.
next-desk = Volver ao rexistro de persoas
stale-title = Non puidemos aceptar o formulario
stale-detail = A páxina levaba demasiado tempo aberta, ou o navegador non acepta as cookies deste sitio. Non se fixo nada: comprobe os datos e volva envialo.
problem-reference = Referencia deste problema, por se chama:
problem-technical = Datos técnicos
problem-type = Tipo
problem-status = Estado HTTP

### Consellos sobre o contrasinal

advice-title = Consellos sobre o contrasinal
advice-choose = Como escollelo
advice-choose-long = É mellor longo que complicado. Con { $free } caracteres ou máis pode escribir o que queira: unha frase con espazos é doada de lembrar e difícil de adiviñar.
advice-choose-personal = Non use o seu nome, datas de nacemento, teléfonos nin nomes de familiares.
advice-choose-runs = Non use seguidas do teclado («asdf», «1234») nin repeticións («111222»).
advice-choose-unique = Non use o mesmo contrasinal noutros sitios.
advice-keep = Como gardalo
advice-keep-manager = Pode usar un xestor de contrasinais: estas páxinas permiten pegar e encher.
advice-keep-secret = Non o comparta con ninguén nin o deixe escrito á vista.
advice-keep-ask = Ninguén de Llave llo pedirá nunca, nin por teléfono, nin por correo, nin por mensaxe.
advice-limits = Intentos e caducidade
advice-limits-password = Tras { $limit } contrasinais equivocados seguidos, o seguinte bloquéao. Para desbloquealo, cree outro co seu código de activación.
advice-limits-code = Tras { $limit } códigos de activación equivocados, o seguinte bloquea o código. Para ter un novo, rexístrese outra vez.
advice-limits-otp = Tras { $limit } códigos de SMS equivocados, o seguinte remata a operación e hai que comezar de novo.
advice-expiry = O contrasinal caduca. Ao entrar verá ata cando vale o seu. Cando caduque, poderá cambialo.
advice-expiry-never = O contrasinal non caduca.

### Requisitos técnicos

requirements-title = Requisitos técnicos
requirements-browser = Serve calquera navegador actual, en ordenador, tableta ou móbil. Non hai que instalar nada.
requirements-script = JavaScript non é necesario. Se o seu navegador o permite, hai axudas: mostrar o contrasinal, ver que condicións cumpre ou contar o tempo que queda.
requirements-cookies = O navegador debe aceptar cookies deste sitio. Só usamos as imprescindibles.
requirements-phone = Precisa o móbil que deu ao rexistrarse, con cobertura, para recibir mensaxes SMS.
requirements-clock = As horas son as da península. Non importa que o seu reloxo non estea en hora.
requirements-tls = O enderezo debe comezar por https:// e o navegador debe mostrar que a conexión é segura.

### Accesibilidade

accessibility-title = Declaración de accesibilidade
accessibility-commitment = Queremos que calquera persoa poida usar Llave por si mesma: con teclado, con lector de pantalla, coa letra ampliada, con pouca vista ou cun móbil antigo.
accessibility-status = Grao de cumprimento
accessibility-status-text = Estas páxinas están feitas para cumprir as pautas WCAG 2.2 nos niveis A e AA, que inclúen o que esixe o Real decreto 1112/2018 (norma UNE-EN 301549).
accessibility-how = Como o comprobamos
accessibility-how-text = Todas as páxinas, en todos os idiomas, revísanse con ferramentas automáticas en cada cambio. As ferramentas non o atopan todo: se algo lle custa, díganolo.
accessibility-login = Entrar sen probas de memoria nin adiviñas
accessibility-login-paste = Pode pegar o contrasinal e os códigos, ou deixar que os escriba o seu xestor de contrasinais ou o seu móbil (criterio 3.3.8 de WCAG 2.2).
accessibility-login-robot = A comprobación contra robots faina o seu dispositivo, sen que vostede resolva nada.
accessibility-login-question = Sen JavaScript, esa comprobación é unha pregunta sinxela. Se non pode respondela, pida outra ou chame ao teléfono de axuda, e atenderao unha persoa.
accessibility-time = Os códigos e as sesións teñen un tempo limitado por seguridade. Dicímosllo antes de que remate e sempre pode pedir outro código ou comezar de novo.
accessibility-feedback = Cóntenos que falla
accessibility-feedback-text = Se atopa unha barreira, ou precisa esta información doutra forma, escriba ou chame:
accessibility-feedback-claim = Se non lle respondemos en vinte días hábiles, ou a resposta non o satisfai, pode presentar unha reclamación.

### Privacidade e cookies

privacy-title = Privacidade e cookies
privacy-who = Quen responde dos seus datos
privacy-data = Que gardamos e para que
privacy-data-registration = Do seu rexistro: nome, documento, móbil e correo electrónico. Serven só para identificalo e para enviarlle códigos.
privacy-data-secrets = O seu contrasinal e o seu código de activación non os gardamos: só unha pegada da que non se poden obter.
privacy-data-access = Do seu uso: cando entrou por última vez e cantos intentos errados houbo.
privacy-cookies = Cookies
privacy-cookies-text = Só usamos as cookies imprescindibles, e por iso non lle pedimos permiso. Ningunha serve para seguilo nin é de terceiros:
privacy-cookies-session = unha para a súa sesión ou para a operación que ten a medias, que se borra ao rematar;
privacy-cookies-language = unha para lembrar o idioma que escolleu;
privacy-cookies-forms = unha para protexer os formularios.
privacy-rights = Os seus dereitos
privacy-rights-text = Pode pedir ver os seus datos, corrixilos, borralos, limitar o seu uso ou opoñerse a el. Tamén pode reclamar ante a Axencia Española de Protección de Datos.
privacy-third = Estas páxinas non cargan nada doutros sitios.

### Mesa de rexistro

desk-title = Mesa de rexistro
desk-intro = Para rexistradores. Identifíquese coa súa credencial.
desk-sign-in = Identificarme
desk-form-title = Rexistrar unha persoa
desk-form-intro = Comprobe o documento da persoa e escriba os datos tal como aparecen nel.
desk-document = Documento
desk-contrast = Escriba o dato que corresponda ao seu documento, e deixe en branco os demais.
desk-person = Persoa
desk-contact = Contacto
desk-act = Rexistro
desk-register = Rexistrar
desk-leave = Rematar e saír
desk-result-title = A persoa está rexistrada
desk-result-code = Código de activación
desk-result-once = Este código só se mostra agora. Entrégueo á persoa no documento: ninguén poderá volver velo.
desk-result-level = Nivel de rexistro
desk-result-method = Forma de rexistro
desk-result-at = Data e hora
desk-result-document = Descargar o documento (PDF)
desk-result-language = Idioma do documento
desk-result-next = Rexistrar outra persoa

### Caixa de SMS do servidor de probas

inbox-title = Mensaxes SMS enviadas
inbox-intro = Este servidor de probas non envía mensaxes SMS: déixaas aquí, a máis recente primeiro.
inbox-empty = Aínda non hai ningunha.
inbox-to = Para { $phone }
inbox-refresh = Actualizar
