//! Spanish, with "usted".

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "Los datos no son correctos";
const TOO_MANY_MESSAGES: &str = "Se han enviado demasiados códigos";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Hay datos que corregir",
        detail: "Falta algún dato o alguno no está bien escrito. Corrija lo que se indica y \
                 vuelva a enviarlo.",
    },
    challenge_failed: Text {
        title: "No se ha superado la comprobación automática",
        detail: "Esta comprobación protege el servicio frente a los robots, dura poco y solo \
                 sirve una vez. Vuelva a intentarlo: se hará una nueva y no ha gastado ningún \
                 intento.",
    },
    unauthenticated: Text {
        title: "Es necesario identificarse",
        detail: "No ha iniciado sesión o su sesión ha terminado. Vuelva a entrar.",
    },
    forbidden: Text {
        title: "No tiene permiso para hacer esto",
        detail: "Su identificación es correcta, pero no le permite hacer esta operación. Si cree \
                 que debería poder hacerla, consulte a quien gestiona los permisos.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Revise los datos que ha escrito y vuelva a intentarlo. Le queda un solo intento.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Revise los datos que ha escrito y vuelva a intentarlo. Le quedan {attempts} \
                 intentos.",
    },
    activation_code_blocked: Text {
        title: "El código de activación está bloqueado",
        detail: "Ha habido demasiados intentos y, por seguridad, el código ya no se admite. \
                 Esperar no lo desbloquea: para tener un código nuevo, regístrese otra vez en una \
                 oficina de registro o con certificado digital.",
    },
    password_blocked: Text {
        title: "La contraseña está bloqueada",
        detail: "Ha habido demasiados intentos y, por seguridad, la contraseña ya no se admite. \
                 Esperar no la desbloquea: establezca una contraseña nueva con su código de \
                 activación. Si no tiene ese código, regístrese otra vez en una oficina de \
                 registro o con certificado digital.",
    },
    password_expired: Text {
        title: "Su contraseña ha caducado",
        detail: "Para volver a entrar, cámbiela por una nueva. También puede restablecerla con su \
                 código de activación.",
    },
    assurance_not_reachable: Text {
        title: "Se necesita un nivel de registro más alto",
        detail: "El servicio al que quiere entrar pide más seguridad de la que da su registro, \
                 que es de nivel básico. Para subir de nivel, regístrese en una oficina de \
                 registro o con certificado digital.",
    },
    phone_in_use: Text {
        title: "El número de móvil ya está en uso",
        detail: "Ese número está registrado a nombre de otra persona, y cada persona ha de tener \
                 el suyo. Compruebe el número o indique otro.",
    },
    level_held: Text {
        title: "La persona ya tiene un nivel de registro más alto",
        detail: "No se ha cambiado nada. Para registrar de nuevo a esta persona se necesita un \
                 método de nivel avanzado, como la oficina o el certificado digital.",
    },
    procedure_ended: Text {
        title: "No se puede continuar con esta operación",
        detail: "Ya se ha completado, se ha acabado su tiempo o se han agotado los intentos. Si \
                 no la ha completado, empiece de nuevo.",
    },
    otp_expired: Text {
        title: "El código del SMS ya no vale",
        detail: "Cada código dura poco tiempo. Pida otro y escriba el último que le llegue al \
                 móvil.",
    },
    password_rejected: Text {
        title: "La contraseña no cumple las condiciones",
        detail: "Corrija lo que se indica o elija otra contraseña, y vuelva a intentarlo.",
    },
    too_soon: Text {
        title: "Es pronto para pedir otro código",
        detail: "El último código aún puede llegarle. Si no le llega, pida otro cuando pase el \
                 tiempo de espera. Segundos que faltan: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ya le hemos enviado todos los códigos que se permiten en un día. Podrá pedir \
                 otro más adelante. Horas que faltan: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Ya le hemos enviado todos los códigos de esta operación. Escriba el último que \
                 ha recibido o empiece de nuevo.",
    },
    message_not_sent: Text {
        title: "No hemos podido enviar el SMS",
        detail: "El fallo es nuestro y no se ha perdido nada. Espere un poco y pida otro código. \
                 Segundos que faltan: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "El servicio no está disponible en este momento",
        detail: "El fallo es nuestro. Espere un poco y vuelva a intentarlo; si no funciona, \
                 empiece de nuevo. Segundos que faltan: {seconds}.",
    },
    not_found: Text {
        title: "Esta dirección no existe",
        detail: "Compruebe que está bien escrita o vuelva a la página de inicio.",
    },
    method_not_allowed: Text {
        title: "Esta dirección no admite ese método",
        detail: "Use uno de los métodos que indica la documentación del servicio.",
    },
    content_too_large: Text {
        title: "Los datos enviados ocupan demasiado",
        detail: "Envíe solo los datos que se piden y vuelva a intentarlo.",
    },
    unsupported_media_type: Text {
        title: "El formato de los datos no se admite",
        detail: "Envíe los datos en formato JSON, con «content-type: application/json».",
    },
    errors: Errors {
        missing: "Falta este dato; complételo.",
        wrong_type: "Este dato no es del tipo que se espera.",
        malformed: "Este dato no está bien escrito; revíselo.",
        unknown_value: "Este valor no es uno de los que se admiten; elija otro.",
        check_letter: "La letra no corresponde al número; revise el número y la letra.",
        not_in_force: "Según esta fecha, el documento no está en vigor; revísela o use un \
                       documento vigente.",
        not_allowed: "Este dato no se admite en este caso; quítelo o cámbielo.",
    },
    violations: Violations {
        too_short: "Use al menos {min} caracteres.",
        too_long: "Use como máximo {max} caracteres.",
        too_few_classes: "Una contraseña corta ha de combinar al menos {required} de estos cuatro \
                          tipos: minúsculas, mayúsculas, cifras y símbolos.",
        characters: "Una contraseña corta no admite espacios ni estos caracteres: «{characters}».",
        personal_data: "No use su nombre, sus apellidos ni el número de su documento.",
        common: "Es una contraseña muy común y fácil de adivinar; elija otra.",
        history_one: "Es la contraseña que ya tiene; elija una distinta.",
        history_other: "Es una de sus últimas {last} contraseñas; elija una distinta.",
    },
};
