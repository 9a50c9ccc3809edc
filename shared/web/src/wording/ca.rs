//! Catalan, with "vostè".

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "Les dades no són correctes";
const TOO_MANY_MESSAGES: &str = "S'han enviat massa codis";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Hi ha dades que cal corregir",
        detail: "Falta alguna dada o n'hi ha alguna que no està ben escrita. Corregeixi el que \
                 s'indica i torni-ho a enviar.",
    },
    challenge_failed: Text {
        title: "No s'ha superat la comprovació automàtica",
        detail: "Aquesta comprovació protegeix el servei davant dels robots, dura poc i només \
                 serveix una vegada. Torni-ho a provar: se'n farà una de nova i no ha gastat cap \
                 intent.",
    },
    unauthenticated: Text {
        title: "Cal identificar-se",
        detail: "No ha iniciat la sessió o la sessió s'ha acabat. Torni a entrar.",
    },
    forbidden: Text {
        title: "No té permís per fer això",
        detail: "La seva identificació és correcta, però no li permet fer aquesta operació. Si \
                 creu que l'hauria de poder fer, consulti-ho a qui gestiona els permisos.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Revisi les dades que ha escrit i torni-ho a provar. Li queda un sol intent.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Revisi les dades que ha escrit i torni-ho a provar. Li queden {attempts} \
                 intents.",
    },
    activation_code_blocked: Text {
        title: "El codi d'activació està bloquejat",
        detail: "Hi ha hagut massa intents i, per seguretat, el codi ja no s'admet. Esperar no el \
                 desbloqueja: per tenir un codi nou, torni a registrar-se en una oficina de \
                 registre o amb certificat digital.",
    },
    password_blocked: Text {
        title: "La contrasenya està bloquejada",
        detail: "Hi ha hagut massa intents i, per seguretat, la contrasenya ja no s'admet. \
                 Esperar no la desbloqueja: estableixi una contrasenya nova amb el seu codi \
                 d'activació. Si no té aquest codi, torni a registrar-se en una oficina de \
                 registre o amb certificat digital.",
    },
    password_expired: Text {
        title: "La seva contrasenya ha caducat",
        detail: "Per tornar a entrar, canviï-la per una de nova. També la pot restablir amb el \
                 seu codi d'activació.",
    },
    assurance_not_reachable: Text {
        title: "Cal un nivell de registre més alt",
        detail: "El servei al qual vol entrar demana més seguretat de la que dona el seu \
                 registre, que és de nivell bàsic. Per pujar de nivell, registri's en una oficina \
                 de registre o amb certificat digital.",
    },
    phone_in_use: Text {
        title: "El número de mòbil ja està registrat",
        detail: "Aquest número està registrat a nom d'una altra persona, i cada persona ha de \
                 tenir el seu. Comprovi el número o indiqui'n un altre.",
    },
    level_held: Text {
        title: "La persona ja té un nivell de registre més alt",
        detail: "No s'ha canviat res. Per tornar a registrar aquesta persona cal un mètode de \
                 nivell avançat, com l'oficina o el certificat digital.",
    },
    procedure_ended: Text {
        title: "No es pot continuar aquesta operació",
        detail: "Ja s'ha completat, se n'ha acabat el temps o s'han esgotat els intents. Si no \
                 l'ha completada, torni a començar.",
    },
    otp_expired: Text {
        title: "El codi de l'SMS ja no és vàlid",
        detail: "Cada codi dura poc temps. Demani'n un altre i escrigui l'últim que li arribi al \
                 mòbil.",
    },
    password_rejected: Text {
        title: "La contrasenya no compleix les condicions",
        detail: "Corregeixi el que s'indica o triï una altra contrasenya, i torni-ho a provar.",
    },
    too_soon: Text {
        title: "Encara és aviat per demanar un altre codi",
        detail: "L'últim codi encara li pot arribar. Si no li arriba, demani'n un altre quan hagi \
                 passat el temps d'espera. Segons que falten: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ja li hem enviat tots els codis que es permeten en un dia. En podrà demanar un \
                 altre més endavant. Hores que falten: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ja li hem enviat tots els codis d'aquesta operació. Escrigui l'últim que ha \
                 rebut o torni a començar.",
    },
    message_not_sent: Text {
        title: "No hem pogut enviar l'SMS",
        detail: "L'error és nostre i no s'ha perdut res. Esperi una mica i demani un altre codi. \
                 Segons que falten: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "El servei no està disponible en aquest moment",
        detail: "L'error és nostre. Esperi una mica i torni-ho a provar; si no funciona, torni a \
                 començar. Segons que falten: {seconds}.",
    },
    not_found: Text {
        title: "Aquesta adreça no existeix",
        detail: "Comprovi que està ben escrita o torni a la pàgina d'inici.",
    },
    method_not_allowed: Text {
        title: "Aquesta adreça no admet aquest mètode",
        detail: "Faci servir un dels mètodes que indica la documentació del servei.",
    },
    content_too_large: Text {
        title: "Les dades enviades ocupen massa",
        detail: "Enviï només les dades que es demanen i torni-ho a provar.",
    },
    unsupported_media_type: Text {
        title: "El format de les dades no s'admet",
        detail: "Enviï les dades en format JSON, amb «content-type: application/json».",
    },
    errors: Errors {
        missing: "Falta aquesta dada; completi-la.",
        wrong_type: "Aquesta dada no és del tipus que s'espera.",
        malformed: "Aquesta dada no està ben escrita; revisi-la.",
        unknown_value: "Aquest valor no és un dels que s'admeten; triï'n un altre.",
        check_letter: "La lletra no correspon al número; revisi el número i la lletra.",
        not_in_force: "Segons aquesta data, el document no és vigent; revisi-la o faci servir un \
                       document vigent.",
        not_allowed: "Aquesta dada no s'admet en aquest cas; tregui-la o canviï-la.",
    },
    violations: Violations {
        too_short: "Faci servir almenys {min} caràcters.",
        too_long: "Faci servir com a màxim {max} caràcters.",
        too_few_classes: "Una contrasenya curta ha de combinar almenys {required} d'aquests quatre \
                          tipus: minúscules, majúscules, xifres i símbols.",
        characters: "Una contrasenya curta no admet espais ni aquests caràcters: «{characters}».",
        personal_data: "No faci servir el seu nom, els seus cognoms ni el número del seu document.",
        common: "És una contrasenya molt comuna i fàcil d'endevinar; triï'n una altra.",
        history_one: "És la contrasenya que ja té; triï'n una de diferent.",
        history_other: "És una de les seves últimes {last} contrasenyes; triï'n una de diferent.",
    },
};
