//! How the questions are worded, in every language. Words that stand for what is asked, in every
//! language as many; a word is in one of them only.

use policy::Language;

/// How many groups of words there are.
pub(super) const GROUPS: usize = 4;
/// How many words a group has.
pub(super) const WORDS: usize = 7;

/// What is asked in one language. `{…}` is filled in.
pub(super) struct Words {
    /// `{one}` and `{other}`: numbers in words.
    pub(super) sum: &'static str,
    /// `{number}` in words.
    pub(super) next_number: &'static str,
    /// `{list}`: numbers in digits.
    pub(super) greatest: &'static str,
    /// `{day}`, in the form that the sentence wants.
    pub(super) next_day: &'static str,
    /// The days from Monday on: as they stand in the sentence, and as they are answered.
    pub(super) days: [(&'static str, &'static str); 7],
    /// Which of the words of `{list}` is one of the group; and the words that are.
    pub(super) groups: [(&'static str, [&'static str; WORDS]); GROUPS],
    /// Before the last one of a list.
    pub(super) or: &'static str,
}

/// Those of `language`.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::Es => &ES,
        Language::En => &EN,
        Language::Ca => &CA,
        Language::CaValencia => &CA_VALENCIA,
        Language::Gl => &GL,
        Language::Eu => &EU,
    }
}

/// What may stand before an answer, in the folded form.
pub(super) const BEFORE: [&str; 26] = [
    "el", "la", "los", "las", "lo", "un", "una", "es", "son", "o", "a", "os", "as", "unha", "e",
    "els", "les", "l", "the", "an", "is", "it", "s", "da", "dia", "in",
];

const ES: Words = Words {
    sum: "¿Cuánto es {one} más {other}?",
    next_number: "¿Qué número va después del {number}?",
    greatest: "¿Cuál de estos números es el mayor: {list}?",
    next_day: "¿Qué día de la semana va después del {day}?",
    days: [
        ("lunes", "lunes"),
        ("martes", "martes"),
        ("miércoles", "miércoles"),
        ("jueves", "jueves"),
        ("viernes", "viernes"),
        ("sábado", "sábado"),
        ("domingo", "domingo"),
    ],
    groups: [
        (
            "¿Cuál de estas palabras es un color: {list}?",
            [
                "rojo", "verde", "azul", "amarillo", "blanco", "negro", "gris",
            ],
        ),
        (
            "¿Cuál de estas palabras es un animal: {list}?",
            [
                "perro", "gato", "caballo", "vaca", "oveja", "gallina", "conejo",
            ],
        ),
        (
            "¿Cuál de estas palabras es una fruta: {list}?",
            [
                "manzana", "pera", "plátano", "uva", "cereza", "sandía", "melón",
            ],
        ),
        (
            "¿Cuál de estas palabras es una parte del cuerpo: {list}?",
            ["mano", "pie", "ojo", "nariz", "boca", "brazo", "oreja"],
        ),
    ],
    or: "o",
};

const EN: Words = Words {
    sum: "What is {one} plus {other}?",
    next_number: "Which number comes after {number}?",
    greatest: "Which of these numbers is the largest: {list}?",
    next_day: "Which day of the week comes after {day}?",
    days: [
        ("Monday", "Monday"),
        ("Tuesday", "Tuesday"),
        ("Wednesday", "Wednesday"),
        ("Thursday", "Thursday"),
        ("Friday", "Friday"),
        ("Saturday", "Saturday"),
        ("Sunday", "Sunday"),
    ],
    groups: [
        (
            "Which of these words is a colour: {list}?",
            ["red", "green", "blue", "yellow", "white", "black", "grey"],
        ),
        (
            "Which of these words is an animal: {list}?",
            ["dog", "cat", "horse", "cow", "sheep", "hen", "rabbit"],
        ),
        (
            "Which of these words is a fruit: {list}?",
            [
                "apple",
                "pear",
                "banana",
                "grape",
                "cherry",
                "watermelon",
                "melon",
            ],
        ),
        (
            "Which of these words is a part of the body: {list}?",
            ["hand", "foot", "eye", "nose", "mouth", "arm", "ear"],
        ),
    ],
    or: "or",
};

const CA: Words = Words {
    sum: "Quant és {one} més {other}?",
    next_number: "Quin número va després de {number}?",
    greatest: "Quin d'aquests números és el més gran: {list}?",
    next_day: "Quin dia de la setmana va després de {day}?",
    days: [
        ("dilluns", "dilluns"),
        ("dimarts", "dimarts"),
        ("dimecres", "dimecres"),
        ("dijous", "dijous"),
        ("divendres", "divendres"),
        ("dissabte", "dissabte"),
        ("diumenge", "diumenge"),
    ],
    groups: [
        (
            "Quina d'aquestes paraules és un color: {list}?",
            ["vermell", "verd", "blau", "groc", "blanc", "negre", "gris"],
        ),
        (
            "Quina d'aquestes paraules és un animal: {list}?",
            [
                "gos", "gat", "cavall", "vaca", "ovella", "gallina", "conill",
            ],
        ),
        (
            "Quina d'aquestes paraules és una fruita: {list}?",
            [
                "poma", "pera", "plàtan", "raïm", "cirera", "síndria", "meló",
            ],
        ),
        (
            "Quina d'aquestes paraules és una part del cos: {list}?",
            ["mà", "peu", "ull", "nas", "boca", "braç", "orella"],
        ),
    ],
    or: "o",
};

const CA_VALENCIA: Words = Words {
    sum: "Quant és {one} més {other}?",
    next_number: "Quin número va després de {number}?",
    greatest: "Quin d'estos números és el més gran: {list}?",
    next_day: "Quin dia de la setmana va després de {day}?",
    days: [
        ("dilluns", "dilluns"),
        ("dimarts", "dimarts"),
        ("dimecres", "dimecres"),
        ("dijous", "dijous"),
        ("divendres", "divendres"),
        ("dissabte", "dissabte"),
        ("diumenge", "diumenge"),
    ],
    groups: [
        (
            "Quina d'estes paraules és un color: {list}?",
            ["roig", "verd", "blau", "groc", "blanc", "negre", "gris"],
        ),
        (
            "Quina d'estes paraules és un animal: {list}?",
            [
                "gos", "gat", "cavall", "vaca", "ovella", "gallina", "conill",
            ],
        ),
        (
            "Quina d'estes paraules és una fruita: {list}?",
            [
                "poma", "pera", "plàtan", "raïm", "cirera", "magrana", "meló",
            ],
        ),
        (
            "Quina d'estes paraules és una part del cos: {list}?",
            ["mà", "peu", "ull", "nas", "boca", "braç", "orella"],
        ),
    ],
    or: "o",
};

const GL: Words = Words {
    sum: "Canto é {one} máis {other}?",
    next_number: "Que número vai despois do {number}?",
    greatest: "Cal destes números é o maior: {list}?",
    next_day: "Que día da semana vai despois do {day}?",
    days: [
        ("luns", "luns"),
        ("martes", "martes"),
        ("mércores", "mércores"),
        ("xoves", "xoves"),
        ("venres", "venres"),
        ("sábado", "sábado"),
        ("domingo", "domingo"),
    ],
    groups: [
        (
            "Cal destas palabras é unha cor: {list}?",
            [
                "vermello", "verde", "azul", "amarelo", "branco", "negro", "gris",
            ],
        ),
        (
            "Cal destas palabras é un animal: {list}?",
            [
                "can", "gato", "cabalo", "vaca", "ovella", "galiña", "coello",
            ],
        ),
        (
            "Cal destas palabras é unha froita: {list}?",
            [
                "mazá", "pera", "plátano", "uva", "cereixa", "sandía", "melón",
            ],
        ),
        (
            "Cal destas palabras é unha parte do corpo: {list}?",
            ["man", "pé", "ollo", "nariz", "boca", "brazo", "orella"],
        ),
    ],
    or: "ou",
};

const EU: Words = Words {
    sum: "Zenbat da {one} gehi {other}?",
    next_number: "Zein da zenbaki honen hurrengoa: {number}?",
    greatest: "Zein da zenbaki hauetan handiena: {list}?",
    next_day: "Asteko zein egun dator {day} ondoren?",
    days: [
        ("astelehenaren", "astelehena"),
        ("asteartearen", "asteartea"),
        ("asteazkenaren", "asteazkena"),
        ("ostegunaren", "osteguna"),
        ("ostiralaren", "ostirala"),
        ("larunbataren", "larunbata"),
        ("igandearen", "igandea"),
    ],
    groups: [
        (
            "Hitz hauetatik, zein da kolore bat: {list}?",
            [
                "gorria", "berdea", "urdina", "horia", "zuria", "beltza", "grisa",
            ],
        ),
        (
            "Hitz hauetatik, zein da animalia bat: {list}?",
            [
                "txakurra", "katua", "zaldia", "behia", "ardia", "oiloa", "untxia",
            ],
        ),
        (
            "Hitz hauetatik, zein da fruta bat: {list}?",
            [
                "sagarra", "madaria", "platanoa", "mahatsa", "gerezia", "angurria", "meloia",
            ],
        ),
        (
            "Hitz hauetatik, zein da gorputzaren atal bat: {list}?",
            [
                "eskua", "oina", "begia", "sudurra", "ahoa", "besoa", "belarria",
            ],
        ),
    ],
    or: "ala",
};
