# Valencià, amb «vosté» i les formes de la Generalitat Valenciana.

### A totes les pàgines

skip = Anar al contingut principal
languages = Idioma de la pàgina
home-link = Llave, pàgina d'inici
help-title = Necessita ajuda?
help-phone = Telèfon d'ajuda:
foot-label = Sobre este servici
foot-advice = Consells sobre la contrasenya
foot-requirements = Requisits tècnics
foot-accessibility = Accessibilitat
foot-privacy = Privacitat i galetes
error-prefix = Error:
required-legend = Els camps marcats amb (*) són obligatoris.
field-error = { $field }: { $error }
step = Pas { $step } de { $steps }
continue = Continuar
start-again = Tornar a començar
go-home = Anar a la pàgina d'inici
show = Mostrar
hide = Ocultar
show-label = Mostrar: { $field }
hide-label = Ocultar: { $field }
shown-now = El que ha escrit és a la vista.
hidden-now = El que ha escrit està ocult.
missing-language = Esta pàgina encara no és en l'idioma que ha triat. L'hi mostrem en castellà.
missing-available = Idiomes en què està disponible:

### Dates i hores

month = { $month ->
    [1] de gener
    [2] de febrer
    [3] de març
    [4] d'abril
    [5] de maig
    [6] de juny
    [7] de juliol
    [8] d'agost
    [9] de setembre
    [10] d'octubre
    [11] de novembre
   *[12] de desembre
}
day = { $day } { $month } de { $year }
moment = { $day }, { $time } (hora peninsular)
minutes = { $count ->
    [one] { $count } minut
   *[other] { $count } minuts
}
seconds = { $count ->
    [one] { $count } segon
   *[other] { $count } segons
}

### Camps

field-document-type = Tipus de document
field-document-number = Número del document
hint-document-number = Amb la lletra. Per exemple, 12345678Z o X1234567L.
field-dni-or-nie = DNI o NIE
field-email = Correu electrònic
hint-email = El mateix que va donar en registrar-se.
field-activation-code = Codi d'activació
hint-activation-code = Són { $symbols } lletres i números. És al document que va rebre en registrar-se. No importen els guions ni les majúscules.
robot-answer = Resposta
hint-answer = És per a comprovar que no és un programa automàtic.
field-otp = Codi de l'SMS
hint-otp = Són { $digits } xifres.
field-password = Contrasenya
field-current-password = Contrasenya actual
field-new-password = Contrasenya nova
field-with-code = Demanar també un codi per SMS
hint-with-code = És més segur. Alguns servicis ho exigixen.
field-understood = Entenc que perdré l'accés i em vull donar de baixa
field-registrar-token = Credencial de registrador
hint-registrar-token = La que li ha donat la seua organització. Al servidor de proves apareix quan s'inicia.
field-valid-until = DNI: data de validesa
field-issued-on = DNI permanent: data d'expedició
hint-issued-on = Només si al DNI hi posa 01-01-9999 com a data de validesa.
field-support-number = NIE: número de suport
hint-support-number = E o C i vuit xifres. Per exemple, E87654321.
field-given-name = Nom
field-first-surname = Primer cognom
field-second-surname = Segon cognom
field-phone = Telèfon mòbil
hint-phone = Els codis arribaran a este número. Només pot ser d'una persona.
field-desk-email = Correu electrònic
hint-desk-email = La persona l'haurà d'escriure per a activar la seua Llave.
field-level = Nivell de registre
field-method = Forma de registre
field-terms = La persona ha llegit les condicions (versió { $version }) i les accepta
dni = DNI
nie = NIE
level-basic = Bàsic
level-advanced = Avançat
method-office = A l'oficina
method-certificate = Amb certificat digital
method-video = Per vídeo
method-letter = Per carta

### Comprovació que no és un robot

robot-title = Comprovació automàtica
robot-widget = El seu dispositiu fa esta comprovació per vosté. No ha de resoldre res.
robot-label = No soc un programa automàtic
robot-verifying = S'està comprovant…
robot-verified = Comprovat
robot-error = La comprovació ha fallat. Torne-ho a intentar.
robot-expired = La comprovació ha caducat. Torne-ho a intentar.
robot-other-question = Fer-me una altra pregunta
robot-no-answer = Si no pot respondre, cride al telèfon d'ajuda.
robot-needs-script = Per a fer esta comprovació cal permetre JavaScript al navegador. Si no pot, cride al telèfon d'ajuda.

### Inici

home-title = Una sola clau per als servicis públics
home-lead = Llave li permet identificar-se per internet amb el seu DNI o NIE i una contrasenya que tria vosté. Si el servici ho demana, també amb un codi que rep per SMS.
home-tasks = Què vol fer?
home-activate = Activar la meua Llave
home-activate-what = És la primera vegada i tinc el codi d'activació.
home-login = Entrar
home-login-what = Ja tinc una contrasenya.
home-reset = He oblidat la contrasenya o està bloquejada
home-reset-what = En vull crear una altra amb el meu codi d'activació.
home-change = Canviar la contrasenya
home-change-what = La sé, o ha caducat, i en vull una altra.
home-unsubscribe = Donar-me de baixa
home-unsubscribe-what = Ja no vull utilitzar Llave.
home-register = Si encara no s'ha registrat
home-register-how = Registre's en una oficina de registre, amb el seu document, un mòbil i un correu electrònic, o amb certificat digital. Li donaran un document amb el seu codi d'activació: guarde'l, perquè també servix per a recuperar la contrasenya.
home-safety = Per a la seua seguretat
home-safety-never = Ningú de Llave no li demanarà mai la contrasenya ni els codis per telèfon, per correu ni per missatge. Escriga'ls només en esta pàgina.

### Activar i recuperar la contrasenya

activate-title = Activar la seua Llave
activate-intro = Amb estes dades comprovem que és vosté. Després li enviarem un codi per SMS i podrà crear la contrasenya.
reset-title = Crear una altra contrasenya
reset-intro = Si ha oblidat la contrasenya o està bloquejada, en pot crear una altra. Comprovarem que és vosté i li enviarem un codi per SMS.
code-need = Necessitarà
code-need-document = el seu DNI o NIE;
code-need-email = el correu electrònic que va donar en registrar-se;
code-need-code = el seu codi d'activació;
code-need-phone = el mòbil que va donar en registrar-se, per a rebre un SMS.
code-lost = No té el codi d'activació?
code-lost-how = És al document que va rebre en registrar-se. Si l'ha perdut o està bloquejat, torne a registrar-se en una oficina de registre o amb certificat digital i en tindrà un de nou.

### Codi de l'SMS

otp-title = Escriga el codi de l'SMS
otp-sent = Hem enviat un SMS amb un codi al mòbil que va donar en registrar-se.
otp-good-until = El codi val fins a les { $time } (hora peninsular).
otp-time-left = Temps que queda: { $left }.
otp-resent = Li hem enviat un altre codi. L'anterior ja no val.
otp-warning = Falta menys d'un minut perquè el codi deixe de valer. Si no hi és a temps, en podrà demanar un altre.
otp-over = El codi ja no val. Demane'n un altre.
otp-missing = No ha rebut l'SMS?
otp-missing-wait = Pot tardar un parell de minuts. Comprove que el mòbil té cobertura i que és el número que va donar en registrar-se.
otp-missing-number = Si ja no té este número, torne a registrar-se en una oficina de registre o amb certificat digital.
otp-resend = Enviar-me un altre codi
otp-resend-at = Pot demanar un altre codi a partir de les { $time }.
otp-resend-in = Segons que falten: { $seconds }.
otp-resend-now = Ja pot demanar un altre codi.
otp-codes-left = { $count ->
    [0] Ja no li podem enviar més codis en esta operació.
    [one] Li podem enviar un codi més.
   *[other] Li podem enviar { $count } codis més.
}

### Contrasenya nova

new-password-title = Cree la contrasenya
new-password-intro = Hem comprovat que és vosté. Ara trie la contrasenya.
new-password-until = Té fins a les { $time } (hora peninsular) per a acabar.
new-password-warning = Queden dos minuts per a crear la contrasenya. Després haurà de tornar a començar.
new-password-over = S'ha acabat el temps. Torne a començar.
new-password-save = Guardar la contrasenya
rules-title = La contrasenya ha de
rule-length = tindre almenys { $min } caràcters i com a màxim { $max };
rule-classes = si té menys de { $free } caràcters, combinar almenys { $required } d'estos quatre tipus: minúscules, majúscules, xifres i símbols;
rule-alphabet = si té menys de { $free } caràcters, utilitzar només lletres de la A a la Z, amb accents, ñ o ç, xifres i estos símbols: { $symbols }
rule-personal = no contenir el seu nom, els seus cognoms ni el número del seu document;
rule-history = { $count ->
    [one] ser diferent de la que té ara;
   *[other] ser diferent de les { $count } últimes;
}
rule-common = no ser una contrasenya molt comuna.
rules-sentence = Una frase llarga que només vosté conega és segura i fàcil de recordar.
rule-met = complida
rule-unmet = pendent
rules-count = Condicions complides: { $met } de { $all }.
rules-more = Més consells per a triar una bona contrasenya

### Entrar

login-title = Entrar
login-button = Entrar
login-code-required = El servici al qual entrarà demana més seguretat: després de la contrasenya li enviarem un codi per SMS.
login-forgotten = He oblidat la contrasenya o està bloquejada
login-first = És la primera vegada: activar la meua Llave
session-title = Ja està dins
session-intro = S'ha identificat correctament.
session-last = El seu últim accés
session-last-none = És la primera vegada que entra.
session-not-you = Si l'últim accés no va ser seu, canvie ara la contrasenya i cride al telèfon d'ajuda.
session-assurance = Com ha entrat
session-low = Amb la contrasenya (nivell baix)
session-substantial = Amb la contrasenya i un codi per SMS (nivell substancial)
session-expiry = Caducitat de la contrasenya
session-expiry-never = No caduca
session-ends = La sessió s'acaba
session-ends-later = La sessió s'allarga si la continua utilitzant.
session-warning = La sessió és a punt d'acabar-se. Torne a carregar la pàgina si vol continuar dins.
session-over = La sessió s'ha acabat. Torne a entrar.
session-rights = Els seus drets i deures
session-right-use = Pot utilitzar Llave a tots els servicis públics que l'admeten, canviar la contrasenya i donar-se de baixa quan vullga.
session-right-data = Pot saber quines dades seues guardem, corregir-les i demanar que s'esborren.
session-duty-secret = La contrasenya i els codis són només per a vosté: no els compartisca amb ningú.
session-duty-report = Si creu que algú els sap, o perd el mòbil, canvie la contrasenya i avise el telèfon d'ajuda.
session-logout = Eixir

### Canviar la contrasenya

change-title = Canviar la contrasenya
change-intro = Escriga la contrasenya actual i la nova. Després li enviarem un codi per SMS per a confirmar el canvi. També ho pot fer si la contrasenya ha caducat.
change-button = Canviar la contrasenya

### Donar-se de baixa

unsubscribe-title = Donar-se de baixa
unsubscribe-warning = Açò no es pot desfer des d'esta pàgina
unsubscribe-means = Si es dona de baixa:
unsubscribe-means-password = la contrasenya i el codi d'activació deixen de valer a l'acte;
unsubscribe-means-services = no podrà entrar amb Llave a cap servici públic;
unsubscribe-means-sessions = es tanquen totes les sessions que tinga obertes;
unsubscribe-means-back = per a tornar haurà de registrar-se una altra vegada en una oficina de registre o amb certificat digital.
unsubscribe-instead = Si només ha oblidat la contrasenya, no cal que es done de baixa.
unsubscribe-then = Després li enviarem un codi per SMS. La baixa no es fa fins que l'escriga.
unsubscribe-button = Continuar amb la baixa
unsubscribe-no = No donar-me de baixa i tornar a l'inici

### Finals

activated-title = La seua Llave està activada
activated-text = Ja pot entrar als servicis públics amb el seu DNI o NIE i la contrasenya.
reset-done-title = La contrasenya nova ja val
reset-done-text = L'anterior ha deixat de valer i s'han tancat les sessions que tenia obertes.
changed-title = La contrasenya ha canviat
changed-text = L'anterior ha deixat de valer i s'han tancat les sessions que tenia obertes.
unsubscribed-title = S'ha donat de baixa
unsubscribed-text = La contrasenya i el codi d'activació ja no valen. Per a tornar a utilitzar Llave, torne a registrar-se en una oficina de registre o amb certificat digital.
logged-out-title = Ha eixit
logged-out-text = La sessió està tancada. Si compartix este dispositiu, tanque també el navegador.
done-expires = La seua contrasenya val fins al { $day }.
done-keep-code = Guarde el codi d'activació: servix per a crear una altra contrasenya si l'oblida.
entered-unseen-title = Este pas ja estava acabat
entered-unseen-text = Ja ha entrat amb este codi, però la resposta no ha arribat a este navegador. Torne a entrar: la sessió anterior es tanca sola.
done-again = Este pas ja estava acabat. Tot està en orde i no cal repetir-lo.

### Problemes

next-title = Què pot fer ara
next-register = Per a tornar a registrar-se, vaja a una oficina de registre o utilitze el seu certificat digital.
next-wait = Espere un poc i torne-ho a intentar.
next-back = Torne arrere al navegador i revise les dades.
next-call = Si no sap com continuar, cride al telèfon d'ajuda.
next-desk = Tornar al registre de persones
stale-title = No hem pogut acceptar el formulari
stale-detail = La pàgina feia massa temps que estava oberta, o el navegador no accepta les galetes d'este lloc. No s'ha fet res: comprove les dades i torne a enviar-les.
problem-reference = Referència d'este problema, per si telefona:
problem-technical = Dades tècniques
problem-type = Tipus
problem-status = Estat HTTP

### Consells sobre la contrasenya

advice-title = Consells sobre la contrasenya
advice-choose = Com triar-la
advice-choose-long = És millor llarga que complicada. Amb { $free } caràcters o més pot escriure el que vullga: una frase amb espais és fàcil de recordar i difícil d'endevinar.
advice-choose-personal = No utilitze el seu nom, dates de naixement, telèfons ni noms de familiars.
advice-choose-runs = No utilitze seguides del teclat («asdf», «1234») ni repeticions («111222»).
advice-choose-unique = No utilitze la mateixa contrasenya en altres llocs.
advice-keep = Com guardar-la
advice-keep-manager = Pot utilitzar un gestor de contrasenyes: estes pàgines permeten enganxar i emplenar.
advice-keep-secret = No la compartisca amb ningú ni la deixe escrita a la vista.
advice-keep-ask = Ningú de Llave no l'hi demanarà mai, ni per telèfon, ni per correu, ni per missatge.
advice-limits = Intents i caducitat
advice-limits-password = Després de { $limit } contrasenyes equivocades seguides, la següent la bloqueja. Per a desbloquejar-la, en pot crear una altra amb el codi d'activació.
advice-limits-code = Després de { $limit } codis d'activació equivocats, el següent bloqueja el codi. Per a tindre'n un de nou, torne a registrar-se.
advice-limits-otp = Després de { $limit } codis d'SMS equivocats, el següent acaba l'operació i cal tornar a començar.
advice-expiry = La contrasenya caduca. En entrar veurà fins quan val la seua. Quan caduque, la podrà canviar.
advice-expiry-never = La contrasenya no caduca.

### Requisits tècnics

requirements-title = Requisits tècnics
requirements-browser = Servix qualsevol navegador actual, en ordinador, tauleta o mòbil. No cal instal·lar res.
requirements-script = JavaScript no és necessari. Si el seu navegador el permet, hi ha ajudes: mostrar la contrasenya, veure quines condicions complix o comptar el temps que queda.
requirements-cookies = El navegador ha d'acceptar galetes d'este lloc. Només utilitzem les imprescindibles.
requirements-phone = Necessita el mòbil que va donar en registrar-se, amb cobertura, per a rebre SMS.
requirements-clock = Les hores són les de la península. No importa si el seu rellotge no va a l'hora.
requirements-tls = L'adreça ha de començar per https:// i el navegador ha de mostrar que la connexió és segura.

### Accessibilitat

accessibility-title = Declaració d'accessibilitat
accessibility-commitment = Volem que qualsevol persona puga utilitzar Llave per si mateixa: amb teclat, amb lector de pantalla, amb la lletra ampliada, amb poca vista o amb un mòbil antic.
accessibility-status = Grau de compliment
accessibility-status-text = Estes pàgines estan fetes per a complir les pautes WCAG 2.2 en els nivells A i AA, que inclouen el que exigix el Reial decret 1112/2018 (norma UNE-EN 301549).
accessibility-how = Com ho comprovem
accessibility-how-text = Totes les pàgines, en tots els idiomes, es revisen amb ferramentes automàtiques a cada canvi. Les ferramentes no ho troben tot: si alguna cosa li costa, diga'ns-ho.
accessibility-login = Entrar sense proves de memòria ni endevinalles
accessibility-login-paste = Pot enganxar la contrasenya i els codis, o deixar que els escriga el seu gestor de contrasenyes o el mòbil (criteri 3.3.8 de WCAG 2.2).
accessibility-login-robot = La comprovació contra robots la fa el seu dispositiu, sense que vosté resolga res.
accessibility-login-question = Sense JavaScript, esta comprovació és una pregunta senzilla. Si no la pot respondre, demane'n una altra o cride al telèfon d'ajuda, i l'atendrà una persona.
accessibility-time = Els codis i les sessions tenen un temps limitat per seguretat. L'hi diem abans que s'acabi i sempre pot demanar un altre codi o tornar a començar.
accessibility-feedback = Explique'ns què falla
accessibility-feedback-text = Si troba una barrera, o necessita esta informació d'una altra manera, escriga o telefone:
accessibility-feedback-claim = Si no li responem en vint dies hàbils, o la resposta no el satisfà, pot presentar una reclamació.

### Privacitat i galetes

privacy-title = Privacitat i galetes
privacy-who = Qui respon de les seues dades
privacy-data = Què guardem i per a què
privacy-data-registration = Del seu registre: nom, document, mòbil i correu electrònic. Només servixen per a identificar-lo i per a enviar-li codis.
privacy-data-secrets = La contrasenya i el codi d'activació no els guardem: només una empremta de la qual no es poden obtenir.
privacy-data-access = Del seu ús: quan va entrar per última vegada i quants intents fallits hi ha hagut.
privacy-cookies = Galetes
privacy-cookies-text = Només utilitzem les galetes imprescindibles, i per això no li demanem permís. Cap no servix per a seguir-lo ni és de tercers:
privacy-cookies-session = una per a la sessió o per a l'operació que té a mitges, que s'esborra en acabar;
privacy-cookies-language = una per a recordar l'idioma que ha triat;
privacy-cookies-forms = una per a protegir els formularis.
privacy-rights = Els seus drets
privacy-rights-text = Pot demanar veure les seues dades, corregir-les, esborrar-les, limitar-ne l'ús o oposar-s'hi. També pot reclamar davant de l'Agència Espanyola de Protecció de Dades.
privacy-third = Estes pàgines no carreguen res d'altres llocs.

### Taula de registre

desk-title = Taula de registre
desk-intro = Per a registradors. Identifique's amb la seua credencial.
desk-sign-in = Identificar-me
desk-form-title = Registrar una persona
desk-form-intro = Comprove el document de la persona i escriga les dades tal com hi apareixen.
desk-document = Document
desk-contrast = Escriga la dada que corresponga al document i deixe les altres en blanc.
desk-person = Persona
desk-contact = Contacte
desk-act = Registre
desk-register = Registrar
desk-leave = Acabar i eixir
desk-result-title = La persona està registrada
desk-result-code = Codi d'activació
desk-result-once = Este codi només es mostra ara. Done'l a la persona en el document: ningú no el podrà tornar a veure.
desk-result-level = Nivell de registre
desk-result-method = Forma de registre
desk-result-at = Data i hora
desk-result-document = Descarregar el document (PDF)
desk-result-language = Idioma del document
desk-result-next = Registrar una altra persona

### Safata d'SMS del servidor de proves

inbox-title = SMS enviats
inbox-intro = Este servidor de proves no envia SMS: els deixa aquí, el més recent primer.
inbox-empty = Encara no n'hi ha cap.
inbox-to = Per a { $phone }
inbox-refresh = Actualitzar
