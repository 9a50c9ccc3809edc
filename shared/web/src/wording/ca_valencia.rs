//! Valencian, with "vosté" and the forms that the Generalitat Valenciana uses.

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "Les dades no són correctes";
const TOO_MANY_MESSAGES: &str = "S'han enviat massa codis";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Hi ha dades que cal corregir",
        detail: "Falta alguna dada o n'hi ha alguna que no està ben escrita. Corregisca el que \
                 s'indica i torne-ho a enviar.",
    },
    challenge_failed: Text {
        title: "No s'ha superat la comprovació automàtica",
        detail: "Esta comprovació protegix el servici davant dels robots, dura poc i només \
                 servix una vegada. Torne-ho a intentar: se'n farà una de nova i no ha gastat cap \
                 intent.",
    },
    unauthenticated: Text {
        title: "Cal identificar-se",
        detail: "No ha iniciat la sessió o la sessió s'ha acabat. Torne a entrar.",
    },
    forbidden: Text {
        title: "No té permís per a fer açò",
        detail: "La seua identificació és correcta, però no li permet fer esta operació. Si creu \
                 que l'hauria de poder fer, consulte-ho a qui gestiona els permisos.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Revise les dades que ha escrit i torne-ho a intentar. Li queda un sol intent.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Revise les dades que ha escrit i torne-ho a intentar. Li queden {attempts} \
                 intents.",
    },
    activation_code_blocked: Text {
        title: "El codi d'activació està bloquejat",
        detail: "Hi ha hagut massa intents i, per seguretat, el codi ja no s'admet. Esperar no el \
                 desbloqueja: per a tindre un codi nou, torne a registrar-se en una oficina de \
                 registre o amb certificat digital.",
    },
    password_blocked: Text {
        title: "La contrasenya està bloquejada",
        detail: "Hi ha hagut massa intents i, per seguretat, la contrasenya ja no s'admet. \
                 Esperar no la desbloqueja: establisca una contrasenya nova amb el seu codi \
                 d'activació. Si no té este codi, torne a registrar-se en una oficina de registre \
                 o amb certificat digital.",
    },
    password_expired: Text {
        title: "La seua contrasenya ha caducat",
        detail: "Per a tornar a entrar, canvie-la per una de nova. També la pot restablir amb el \
                 seu codi d'activació.",
    },
    assurance_not_reachable: Text {
        title: "Cal un nivell de registre més alt",
        detail: "El servici al qual vol entrar demana més seguretat de la que dona el seu \
                 registre, que és de nivell bàsic. Per a pujar de nivell, registre's en una \
                 oficina de registre o amb certificat digital.",
    },
    phone_in_use: Text {
        title: "El número de mòbil ja està registrat",
        detail: "Este número està registrat a nom d'una altra persona, i cada persona ha de \
                 tindre el seu. Comprove el número o indique'n un altre.",
    },
    level_held: Text {
        title: "La persona ja té un nivell de registre més alt",
        detail: "No s'ha canviat res. Per a tornar a registrar esta persona cal un mètode de \
                 nivell avançat, com l'oficina o el certificat digital.",
    },
    procedure_ended: Text {
        title: "No es pot continuar esta operació",
        detail: "Ja s'ha completat, se n'ha acabat el temps o s'han esgotat els intents. Si no \
                 l'ha completada, torne a començar.",
    },
    otp_expired: Text {
        title: "El codi de l'SMS ja no és vàlid",
        detail: "Cada codi dura poc de temps. Demane'n un altre i escriga l'últim que li arribe \
                 al mòbil.",
    },
    password_rejected: Text {
        title: "La contrasenya no complix les condicions",
        detail: "Corregisca el que s'indica o trie una altra contrasenya, i torne-ho a intentar.",
    },
    too_soon: Text {
        title: "Encara és prompte per a demanar un altre codi",
        detail: "L'últim codi encara li pot arribar. Si no li arriba, demane'n un altre quan haja \
                 passat el temps d'espera. Segons que falten: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ja li hem enviat tots els codis que es permeten en un dia. En podrà demanar un \
                 altre més avant. Hores que falten: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ja li hem enviat tots els codis d'esta operació. Escriga l'últim que ha rebut o \
                 torne a començar.",
    },
    message_not_sent: Text {
        title: "No hem pogut enviar l'SMS",
        detail: "L'error és nostre i no s'ha perdut res. Espere un poc i demane un altre codi. \
                 Segons que falten: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "El servici no està disponible en este moment",
        detail: "L'error és nostre. Espere un poc i torne-ho a intentar; si no funciona, torne a \
                 començar. Segons que falten: {seconds}.",
    },
    not_found: Text {
        title: "Esta adreça no existix",
        detail: "Comprove que està ben escrita o torne a la pàgina d'inici.",
    },
    method_not_allowed: Text {
        title: "Esta adreça no admet eixe mètode",
        detail: "Utilitze un dels mètodes que indica la documentació del servici.",
    },
    content_too_large: Text {
        title: "Les dades enviades ocupen massa",
        detail: "Envie només les dades que es demanen i torne-ho a intentar.",
    },
    unsupported_media_type: Text {
        title: "El format de les dades no s'admet",
        detail: "Envie les dades en format JSON, amb «content-type: application/json».",
    },
    errors: Errors {
        missing: "Falta esta dada; complete-la.",
        wrong_type: "Esta dada no és del tipus que s'espera.",
        malformed: "Esta dada no està ben escrita; revise-la.",
        unknown_value: "Este valor no és un dels que s'admeten; trie'n un altre.",
        check_letter: "La lletra no correspon al número; revise el número i la lletra.",
        not_in_force: "Segons esta data, el document no és vigent; revise-la o utilitze un \
                       document vigent.",
        not_allowed: "Esta dada no s'admet en este cas; lleve-la o canvie-la.",
    },
    violations: Violations {
        too_short: "Utilitze almenys {min} caràcters.",
        too_long: "Utilitze com a màxim {max} caràcters.",
        too_few_classes: "Una contrasenya curta ha de combinar almenys {required} d'estos quatre \
                          tipus: minúscules, majúscules, xifres i símbols.",
        characters: "Una contrasenya curta no admet espais ni estos caràcters: «{characters}».",
        personal_data: "No utilitze el seu nom, els seus cognoms ni el número del seu document.",
        common: "És una contrasenya molt comuna i fàcil d'endevinar; trie'n una altra.",
        history_one: "És la contrasenya que ja té; trie'n una de diferent.",
        history_other: "És una de les seues últimes {last} contrasenyes; trie'n una de diferent.",
    },
};
