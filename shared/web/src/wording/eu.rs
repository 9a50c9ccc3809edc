//! Basque, with "zu".

use super::{Errors, Text, Violations, Wording};

const REFUSED: &str = "Datuak ez dira zuzenak";
const TOO_MANY_MESSAGES: &str = "Kode gehiegi bidali dira";

pub(super) static WORDING: Wording = Wording {
    invalid_request: Text {
        title: "Datu batzuk zuzendu behar dira",
        detail: "Daturen bat falta da edo ez dago ondo idatzita. Zuzendu adierazitakoa eta bidali \
                 berriro.",
    },
    challenge_failed: Text {
        title: "Ez da gainditu egiaztapen automatikoa",
        detail: "Egiaztapen honek zerbitzua roboten aurrean babesten du, gutxi irauten du eta \
                 behin bakarrik balio du. Saiatu berriro: beste egiaztapen bat egingo da, eta ez \
                 duzu saiakerarik galdu.",
    },
    unauthenticated: Text {
        title: "Identifikatu egin behar duzu",
        detail: "Ez duzu saioa hasi edo saioa amaitu egin da. Sartu berriro.",
    },
    forbidden: Text {
        title: "Ez duzu hau egiteko baimenik",
        detail: "Zure identifikazioa zuzena da, baina ez dizu eragiketa hau egiten uzten. Egin \
                 ahal izan beharko zenukeela uste baduzu, galdetu baimenak kudeatzen dituenari.",
    },
    refused_one: Text {
        title: REFUSED,
        detail: "Berrikusi idatzi dituzun datuak eta saiatu berriro. Saiakera bakarra geratzen \
                 zaizu.",
    },
    refused_other: Text {
        title: REFUSED,
        detail: "Berrikusi idatzi dituzun datuak eta saiatu berriro. {attempts} saiakera geratzen \
                 zaizkizu.",
    },
    activation_code_blocked: Text {
        title: "Aktibazio-kodea blokeatuta dago",
        detail: "Saiakera gehiegi egin dira eta, segurtasunagatik, kodea ez da gehiago onartzen. \
                 Itxaronda ere ez da desblokeatuko: kode berri bat izateko, erregistratu berriro \
                 erregistro-bulego batean edo ziurtagiri digitalarekin.",
    },
    password_blocked: Text {
        title: "Pasahitza blokeatuta dago",
        detail: "Saiakera gehiegi egin dira eta, segurtasunagatik, pasahitza ez da gehiago \
                 onartzen. Itxaronda ere ez da desblokeatuko: ezarri pasahitz berri bat zure \
                 aktibazio-kodearekin. Kode hori ez baduzu, erregistratu berriro \
                 erregistro-bulego batean edo ziurtagiri digitalarekin.",
    },
    password_expired: Text {
        title: "Zure pasahitza iraungi da",
        detail: "Berriro sartzeko, aldatu pasahitza eta jarri berri bat. Zure \
                 aktibazio-kodearekin ere berrezar dezakezu.",
    },
    assurance_not_reachable: Text {
        title: "Erregistro-maila altuagoa behar da",
        detail: "Sartu nahi duzun zerbitzuak zure erregistroak ematen duena baino segurtasun \
                 handiagoa eskatzen du, zure erregistroa oinarrizko mailakoa baita. Mailaz \
                 igotzeko, erregistratu erregistro-bulego batean edo ziurtagiri digitalarekin.",
    },
    phone_in_use: Text {
        title: "Mugikorreko zenbaki hori hartuta dago",
        detail: "Zenbaki hori beste pertsona baten izenean dago erregistratuta, eta pertsona \
                 bakoitzak berea izan behar du. Egiaztatu zenbakia edo eman beste bat.",
    },
    level_held: Text {
        title: "Pertsonak lehendik du erregistro-maila altuagoa",
        detail: "Ez da ezer aldatu. Pertsona hau berriro erregistratzeko, maila aurreratuko \
                 metodo bat behar da, hala nola bulegoa edo ziurtagiri digitala.",
    },
    procedure_ended: Text {
        title: "Ezin da eragiketa honekin jarraitu",
        detail: "Dagoeneko osatu da, denbora amaitu zaio edo saiakerak agortu dira. Ez baduzu \
                 osatu, hasi berriro.",
    },
    otp_expired: Text {
        title: "SMSko kodeak ez du gehiago balio",
        detail: "Kode bakoitzak gutxi irauten du. Eskatu beste bat eta idatzi mugikorrean \
                 jasotzen duzun azkena.",
    },
    password_rejected: Text {
        title: "Pasahitzak ez ditu baldintzak betetzen",
        detail: "Zuzendu adierazitakoa edo aukeratu beste pasahitz bat, eta saiatu berriro.",
    },
    too_soon: Text {
        title: "Goizegi da beste kode bat eskatzeko",
        detail: "Azken kodea oraindik irits dakizuke. Iristen ez bada, eskatu beste bat \
                 itxaronaldia igarotakoan. Falta diren segundoak: {seconds}.",
    },
    too_many_messages_wait: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Egun batean bidal daitezkeen kode guztiak bidali dizkizugu. Geroago beste bat \
                 eskatu ahal izango duzu. Falta diren orduak: {hours}.",
    },
    too_many_messages_procedure: Text {
        title: TOO_MANY_MESSAGES,
        detail: "Eragiketa honetako kode guztiak bidali dizkizugu. Idatzi jaso duzun azkena edo \
                 hasi berriro.",
    },
    message_not_sent: Text {
        title: "Ezin izan dugu SMSa bidali",
        detail: "Akatsa gurea da, eta ez da ezer galdu. Itxaron pixka bat eta eskatu beste kode \
                 bat. Falta diren segundoak: {seconds}.",
    },
    temporarily_unavailable: Text {
        title: "Zerbitzua ez dago erabilgarri une honetan",
        detail: "Akatsa gurea da. Itxaron pixka bat eta saiatu berriro; ez badabil, hasi berriro \
                 hasieratik. Falta diren segundoak: {seconds}.",
    },
    not_found: Text {
        title: "Helbide hau ez da existitzen",
        detail: "Egiaztatu ondo idatzita dagoela edo itzuli hasierako orrira.",
    },
    method_not_allowed: Text {
        title: "Helbide honek ez du metodo hori onartzen",
        detail: "Erabili zerbitzuaren dokumentazioan adierazitako metodoetako bat.",
    },
    content_too_large: Text {
        title: "Bidalitako datuak handiegiak dira",
        detail: "Bidali eskatzen diren datuak bakarrik eta saiatu berriro.",
    },
    unsupported_media_type: Text {
        title: "Datuen formatua ez da onartzen",
        detail: "Bidali datuak JSON formatuan, «content-type: application/json» goiburuarekin.",
    },
    errors: Errors {
        missing: "Datu hau falta da; bete ezazu.",
        wrong_type: "Datu hau ez da espero den motakoa.",
        malformed: "Datu hau ez dago ondo idatzita; berrikus ezazu.",
        unknown_value: "Balio hau ez da onartzen direnetako bat; aukeratu beste bat.",
        check_letter: "Letra ez dator bat zenbakiarekin; berrikusi zenbakia eta letra.",
        not_in_force: "Data honen arabera, agiria ez dago indarrean; berrikusi data edo erabili \
                       indarrean dagoen agiri bat.",
        not_allowed: "Datu hau ez da onartzen kasu honetan; kendu edo aldatu.",
    },
    violations: Violations {
        too_short: "Erabili gutxienez {min} karaktere.",
        too_long: "Erabili gehienez {max} karaktere.",
        too_few_classes: "Pasahitz labur batek lau mota hauetatik gutxienez {required} konbinatu \
                          behar ditu: minuskulak, maiuskulak, zifrak eta ikurrak.",
        characters: "Pasahitz labur batek ez du zuriunerik onartzen, ezta karaktere hauek ere: \
                     «{characters}».",
        personal_data: "Ez erabili zure izena, zure abizenak edo zure agiriaren zenbakia.",
        common: "Oso pasahitz arrunta da, eta erraz asmatzekoa; aukeratu beste bat.",
        history_one: "Lehendik duzun pasahitza da; aukeratu beste bat.",
        history_other: "Zure azken {last} pasahitzetako bat da; aukeratu beste bat.",
    },
};
