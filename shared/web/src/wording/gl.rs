//! Galician, with "vostede".

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "Os datos non son correctos";
const TOO_MANY_MESSAGES: &str = "Enviáronse demasiados códigos";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Hai datos que corrixir",
        detail: "Falta algún dato ou algún non está ben escrito. Corrixa o que se indica e volva \
                 envialo.",
    },
    challenge_failed: Text {
        title: "Non se superou a comprobación automática",
        detail: "Esta comprobación protexe o servizo fronte aos robots, dura pouco e só serve \
                 unha vez. Volva intentalo: farase unha nova e non gastou ningún intento.",
    },
    unauthenticated: Text {
        title: "Cómpre identificarse",
        detail: "Non iniciou sesión ou a súa sesión rematou. Volva entrar.",
    },
    forbidden: Text {
        title: "Non ten permiso para facer isto",
        detail: "A súa identificación é correcta, pero non lle permite facer esta operación. Se \
                 cre que debería poder facela, consulte a quen xestiona os permisos.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Revise os datos que escribiu e volva intentalo. Quédalle un só intento.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Revise os datos que escribiu e volva intentalo. Quédanlle {attempts} intentos.",
    },
    activation_code_blocked: Text {
        title: "O código de activación está bloqueado",
        detail: "Houbo demasiados intentos e, por seguridade, o código xa non se admite. Agardar \
                 non o desbloquea: para ter un código novo, rexístrese outra vez nunha oficina de \
                 rexistro ou con certificado dixital.",
    },
    password_blocked: Text {
        title: "O contrasinal está bloqueado",
        detail: "Houbo demasiados intentos e, por seguridade, o contrasinal xa non se admite. \
                 Agardar non o desbloquea: estableza un contrasinal novo co seu código de \
                 activación. Se non ten ese código, rexístrese outra vez nunha oficina de \
                 rexistro ou con certificado dixital.",
    },
    password_expired: Text {
        title: "O seu contrasinal caducou",
        detail: "Para volver entrar, cámbieo por un novo. Tamén pode restablecelo co seu código \
                 de activación.",
    },
    assurance_not_reachable: Text {
        title: "Cómpre un nivel de rexistro máis alto",
        detail: "O servizo ao que quere entrar pide máis seguridade da que dá o seu rexistro, que \
                 é de nivel básico. Para subir de nivel, rexístrese nunha oficina de rexistro ou \
                 con certificado dixital.",
    },
    phone_in_use: Text {
        title: "O número de móbil xa está en uso",
        detail: "Ese número está rexistrado a nome doutra persoa, e cada persoa ten que ter o \
                 seu. Comprobe o número ou indique outro.",
    },
    level_held: Text {
        title: "A persoa xa ten un nivel de rexistro máis alto",
        detail: "Non se cambiou nada. Para rexistrar de novo esta persoa cómpre un método de \
                 nivel avanzado, como a oficina ou o certificado dixital.",
    },
    procedure_ended: Text {
        title: "Non se pode continuar con esta operación",
        detail: "Xa se completou, acabouse o seu tempo ou esgotáronse os intentos. Se non a \
                 completou, comece de novo.",
    },
    otp_expired: Text {
        title: "O código da mensaxe SMS xa non vale",
        detail: "Cada código dura pouco tempo. Pida outro e escriba o último que lle chegue ao \
                 móbil.",
    },
    password_rejected: Text {
        title: "O contrasinal non cumpre as condicións",
        detail: "Corrixa o que se indica ou escolla outro contrasinal, e volva intentalo.",
    },
    too_soon: Text {
        title: "É cedo para pedir outro código",
        detail: "O último código aínda lle pode chegar. Se non lle chega, pida outro cando pase o \
                 tempo de espera. Segundos que faltan: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Xa lle enviamos todos os códigos que se permiten nun día. Poderá pedir outro \
                 máis adiante. Horas que faltan: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Xa lle enviamos todos os códigos desta operación. Escriba o último que recibiu \
                 ou comece de novo.",
    },
    message_not_sent: Text {
        title: "Non puidemos enviar a mensaxe SMS",
        detail: "O fallo é noso e non se perdeu nada. Agarde un pouco e pida outro código. \
                 Segundos que faltan: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "O servizo non está dispoñible neste momento",
        detail: "O fallo é noso. Agarde un pouco e volva intentalo; se non funciona, comece de \
                 novo. Segundos que faltan: {seconds}.",
    },
    not_found: Text {
        title: "Este enderezo non existe",
        detail: "Comprobe que está ben escrito ou volva á páxina de inicio.",
    },
    method_not_allowed: Text {
        title: "Este enderezo non admite ese método",
        detail: "Use un dos métodos que indica a documentación do servizo.",
    },
    content_too_large: Text {
        title: "Os datos enviados ocupan demasiado",
        detail: "Envíe só os datos que se piden e volva intentalo.",
    },
    unsupported_media_type: Text {
        title: "O formato dos datos non se admite",
        detail: "Envíe os datos en formato JSON, con «content-type: application/json».",
    },
    errors: Errors {
        missing: "Falta este dato; compléteo.",
        wrong_type: "Este dato non é do tipo que se espera.",
        malformed: "Este dato non está ben escrito; revíseo.",
        unknown_value: "Este valor non é un dos que se admiten; escolla outro.",
        check_letter: "A letra non corresponde ao número; revise o número e a letra.",
        not_in_force: "Segundo esta data, o documento non está en vigor; revísea ou use un \
                       documento vixente.",
        not_allowed: "Este dato non se admite neste caso; quíteo ou cámbieo.",
    },
    violations: Violations {
        too_short: "Use polo menos {min} caracteres.",
        too_long: "Use como máximo {max} caracteres.",
        too_few_classes: "Un contrasinal curto ten que combinar polo menos {required} destes catro \
                          tipos: minúsculas, maiúsculas, cifras e símbolos.",
        characters: "Un contrasinal curto non admite espazos nin estes caracteres: \
                     «{characters}».",
        personal_data: "Non use o seu nome, os seus apelidos nin o número do seu documento.",
        common: "É un contrasinal moi común e doado de adiviñar; escolla outro.",
        history_one: "É o contrasinal que xa ten; escolla un distinto.",
        history_other: "É un dos seus últimos {last} contrasinais; escolla un distinto.",
    },
};
