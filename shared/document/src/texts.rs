//! What the document says, in every language. `{…}` is filled in.

use policy::{Language, Level};

/// All of it in one language.
pub(crate) struct Texts {
    pub(crate) title: &'static str,
    pub(crate) intro: &'static str,
    pub(crate) code: &'static str,
    basic: &'static str,
    advanced: &'static str,
    /// `{day}`, `{month}`, `{year}`.
    pub(crate) registered: &'static str,
    pub(crate) next: &'static str,
    /// The first has `{host}`.
    pub(crate) steps: [&'static str; 4],
    pub(crate) keep: &'static str,
    pub(crate) keep_safe: &'static str,
    pub(crate) lost: &'static str,
    pub(crate) help: &'static str,
    /// `{phone}`.
    pub(crate) help_phone: &'static str,
}

impl Texts {
    /// Of which level the registration is, as a sentence of its own.
    pub(crate) fn level(&self, level: Level) -> &'static str {
        match level {
            Level::Basic => self.basic,
            Level::Advanced => self.advanced,
        }
    }
}

/// Those of `language`.
pub(crate) fn of(language: Language) -> &'static Texts {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
        Language::Ca => &CA,
        Language::CaValencia => &CA_VALENCIA,
        Language::Gl => &GL,
        Language::Eu => &EU,
    }
}

const ES: Texts = Texts {
    title: "Su código de activación",
    intro: "Con este código activa su Llave, y con él recupera la contraseña si la olvida o se bloquea. Es solo para usted.",
    code: "Código de activación",
    basic: "Nivel de registro: básico.",
    advanced: "Nivel de registro: avanzado.",
    registered: "Fecha de registro: {day}/{month}/{year}.",
    next: "Qué hacer ahora",
    steps: [
        "Entre en {host} y elija «Activar mi Llave».",
        "Escriba su documento, el correo electrónico que ha dado y este código. No importan los guiones ni las mayúsculas.",
        "Escriba el código que recibirá por SMS en su móvil.",
        "Cree su contraseña. Ya puede entrar en los servicios públicos.",
    ],
    keep: "Guárdelo bien",
    keep_safe: "Guarde este documento en un lugar seguro, como una llave. Nadie de Llave le pedirá nunca este código por teléfono, por correo ni por mensaje.",
    lost: "Si lo pierde, o cree que alguien lo ha visto, regístrese otra vez: tendrá un código nuevo y este dejará de servir.",
    help: "¿Necesita ayuda?",
    help_phone: "Teléfono de ayuda: {phone}",
};

const EN: Texts = Texts {
    title: "Your activation code",
    intro: "With this code you activate your Llave, and with it you recover your password if you forget it or it is blocked. It is for you alone.",
    code: "Activation code",
    basic: "Level of registration: basic.",
    advanced: "Level of registration: advanced.",
    registered: "Date of registration: {day}/{month}/{year}.",
    next: "What to do now",
    steps: [
        "Go to {host} and choose “Activate my Llave”.",
        "Type your document, the e-mail address that you have given and this code. Hyphens and capital letters do not matter.",
        "Type the code that you will receive by SMS on your mobile phone.",
        "Create your password. You can now enter public services.",
    ],
    keep: "Keep it safe",
    keep_safe: "Keep this document in a safe place, like a key. Nobody from Llave will ever ask you for this code by telephone, by e-mail or by message.",
    lost: "If you lose it, or think that somebody has seen it, register again: you will have a new code and this one will no longer work.",
    help: "Do you need help?",
    help_phone: "Help telephone: {phone}",
};

const CA: Texts = Texts {
    title: "El seu codi d'activació",
    intro: "Amb aquest codi activa la seva Llave, i amb ell recupera la contrasenya si l'oblida o es bloqueja. És només per a vostè.",
    code: "Codi d'activació",
    basic: "Nivell de registre: bàsic.",
    advanced: "Nivell de registre: avançat.",
    registered: "Data de registre: {day}/{month}/{year}.",
    next: "Què cal fer ara",
    steps: [
        "Entri a {host} i triï «Activar la meva Llave».",
        "Escrigui el seu document, el correu electrònic que ha donat i aquest codi. No importen els guions ni les majúscules.",
        "Escrigui el codi que rebrà per SMS al mòbil.",
        "Creï la seva contrasenya. Ja pot entrar als serveis públics.",
    ],
    keep: "Desi'l bé",
    keep_safe: "Desi aquest document en un lloc segur, com una clau. Ningú de Llave no li demanarà mai aquest codi per telèfon, per correu ni per missatge.",
    lost: "Si el perd, o creu que algú l'ha vist, registri's una altra vegada: tindrà un codi nou i aquest deixarà de servir.",
    help: "Necessita ajuda?",
    help_phone: "Telèfon d'ajuda: {phone}",
};

const CA_VALENCIA: Texts = Texts {
    title: "El seu codi d'activació",
    intro: "Amb este codi activa la seua Llave, i amb ell recupera la contrasenya si l'oblida o es bloqueja. És només per a vosté.",
    code: "Codi d'activació",
    basic: "Nivell de registre: bàsic.",
    advanced: "Nivell de registre: avançat.",
    registered: "Data de registre: {day}/{month}/{year}.",
    next: "Què cal fer ara",
    steps: [
        "Entre en {host} i trie «Activar la meua Llave».",
        "Escriga el seu document, el correu electrònic que ha donat i este codi. No importen els guions ni les majúscules.",
        "Escriga el codi que rebrà per SMS en el mòbil.",
        "Cree la seua contrasenya. Ja pot entrar en els servicis públics.",
    ],
    keep: "Guarde'l bé",
    keep_safe: "Guarde este document en un lloc segur, com una clau. Ningú de Llave no li demanarà mai este codi per telèfon, per correu ni per missatge.",
    lost: "Si el perd, o creu que algú l'ha vist, registre's una altra vegada: tindrà un codi nou i este deixarà de servir.",
    help: "Necessita ajuda?",
    help_phone: "Telèfon d'ajuda: {phone}",
};

const GL: Texts = Texts {
    title: "O seu código de activación",
    intro: "Con este código activa a súa Llave, e con el recupera o contrasinal se o esquece ou se bloquea. É só para vostede.",
    code: "Código de activación",
    basic: "Nivel de rexistro: básico.",
    advanced: "Nivel de rexistro: avanzado.",
    registered: "Data de rexistro: {day}/{month}/{year}.",
    next: "Que facer agora",
    steps: [
        "Entre en {host} e elixa «Activar a miña Llave».",
        "Escriba o seu documento, o correo electrónico que deu e este código. Non importan os guións nin as maiúsculas.",
        "Escriba o código que recibirá por SMS no seu móbil.",
        "Cree o seu contrasinal. Xa pode entrar nos servizos públicos.",
    ],
    keep: "Gárdeo ben",
    keep_safe: "Garde este documento nun lugar seguro, como unha chave. Ninguén de Llave lle pedirá nunca este código por teléfono, por correo nin por mensaxe.",
    lost: "Se o perde, ou cre que alguén o viu, rexístrese outra vez: terá un código novo e este deixará de servir.",
    help: "Precisa axuda?",
    help_phone: "Teléfono de axuda: {phone}",
};

const EU: Texts = Texts {
    title: "Zure aktibazio-kodea",
    intro: "Kode honekin zure Llave aktibatzen duzu, eta harekin berreskuratzen duzu pasahitza ahazten baduzu edo blokeatzen bada. Zuretzat bakarrik da.",
    code: "Aktibazio-kodea",
    basic: "Erregistro-maila: oinarrizkoa.",
    advanced: "Erregistro-maila: aurreratua.",
    registered: "Erregistro-data: {year}/{month}/{day}.",
    next: "Zer egin orain",
    steps: [
        "Sartu {host} helbidean eta aukeratu «Nire Llave aktibatu».",
        "Idatzi zure dokumentua, eman duzun helbide elektronikoa eta kode hau. Marratxoek eta maiuskulek ez dute axola.",
        "Idatzi mugikorrean SMS bidez jasoko duzun kodea.",
        "Sortu zure pasahitza. Orain zerbitzu publikoetan sar zaitezke.",
    ],
    keep: "Gorde ondo",
    keep_safe: "Gorde dokumentu hau leku seguru batean, giltza bat bezala. Llaveko inork ez dizu inoiz kode hau eskatuko telefonoz, posta elektronikoz edo mezuz.",
    lost: "Galtzen baduzu, edo norbaitek ikusi duela uste baduzu, erregistratu berriro: kode berri bat izango duzu eta honek ez du balioko.",
    help: "Laguntza behar duzu?",
    help_phone: "Laguntzarako telefonoa: {phone}",
};
