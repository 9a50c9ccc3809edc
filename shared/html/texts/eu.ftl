# Euskara, «zu» erabiliz.

### Orri guztietan

skip = Joan eduki nagusira
languages = Orriaren hizkuntza
home-link = Llave, hasierako orria
help-title = Laguntza behar duzu?
help-phone = Laguntzarako telefonoa:
foot-label = Zerbitzu honi buruz
foot-advice = Pasahitzari buruzko aholkuak
foot-requirements = Baldintza teknikoak
foot-accessibility = Irisgarritasuna
foot-privacy = Pribatutasuna eta cookieak
error-prefix = Errorea:
required-legend = (*) ikurra duten eremuak nahitaezkoak dira.
field-error = { $field }: { $error }
step = { $step }. urratsa, { $steps } urratsetik
continue = Jarraitu
start-again = Hasi berriro
go-home = Joan hasierako orrira
show = Erakutsi
hide = Ezkutatu
show-label = Erakutsi: { $field }
hide-label = Ezkutatu: { $field }
shown-now = Idatzi duzuna ikusgai dago.
hidden-now = Idatzi duzuna ezkutatuta dago.
missing-language = Orri hau oraindik ez dago aukeratu duzun hizkuntzan. Gaztelaniaz erakusten dizugu.
missing-available = Zein hizkuntzatan dagoen:

### Datak eta orduak

month = { $month ->
    [1] urtarrilaren
    [2] otsailaren
    [3] martxoaren
    [4] apirilaren
    [5] maiatzaren
    [6] ekainaren
    [7] uztailaren
    [8] abuztuaren
    [9] irailaren
    [10] urriaren
    [11] azaroaren
   *[12] abenduaren
}
# 2025: bi mila eta hogeita bosteko. 11: hamaika.
day = { $year }{ $year ->
    [2025] eko
    [2030] eko
    [2035] eko
    [2041] eko
    [2045] eko
    [2050] eko
   *[other] ko
} { $month } { $day ->
    [11] { $day }
    [31] { $day }
   *[other] { $day }a
}
moment = { $day }, { $time } (penintsulako ordua)
minutes = { $count ->
    [one] minutu { $count }
   *[other] { $count } minutu
}
seconds = { $count ->
    [one] segundo { $count }
   *[other] { $count } segundo
}

### Eremuak

field-document-type = Agiri mota
field-document-number = Agiriaren zenbakia
hint-document-number = Letra eta guzti. Adibidez, 12345678Z edo X1234567L.
field-dni-or-nie = NAN edo AIZ (DNI edo NIE)
field-email = Helbide elektronikoa
hint-email = Erregistratzean eman zenuen bera.
field-activation-code = Aktibazio-kodea
hint-activation-code = { $symbols } letra eta zenbaki ditu. Erregistratzean jaso zenuen agirian dago. Berdin dio gidoiak edo letra larriak jarri ala ez.
robot-answer = Erantzuna
hint-answer = Programa automatiko bat ez zarela egiaztatzeko da.
field-otp = SMSko kodea
hint-otp = { $digits } zifra ditu.
field-password = Pasahitza
field-current-password = Oraingo pasahitza
field-new-password = Pasahitz berria
field-with-code = Eskatu SMS bidezko kode bat ere
hint-with-code = Seguruagoa da. Zerbitzu batzuek nahitaez eskatzen dute.
field-understood = Ulertzen dut sarbidea galduko dudala, eta baja eman nahi dut
field-registrar-token = Erregistratzailearen kredentziala
hint-registrar-token = Zure erakundeak eman dizuna. Probetako zerbitzariak abiaraztean erakusten du.
field-valid-until = NAN: baliozkotasun-data
field-issued-on = NAN iraunkorra: jaulkipen-data
hint-issued-on = NANean baliozkotasun-datatzat 01-01-9999 agertzen bada bakarrik.
field-support-number = AIZ: euskarri-zenbakia
hint-support-number = E edo C eta zortzi zifra. Adibidez, E87654321.
field-given-name = Izena
field-first-surname = Lehen abizena
field-second-surname = Bigarren abizena
field-phone = Mugikorreko zenbakia
hint-phone = Kodeak zenbaki honetara iritsiko dira. Pertsona bakar batena izan daiteke.
field-desk-email = Helbide elektronikoa
hint-desk-email = Pertsonak idatzi egin beharko du bere Llave aktibatzeko.
field-level = Erregistro-maila
field-method = Erregistratzeko modua
field-terms = Pertsonak baldintzak ({ $version } bertsioa) irakurri eta onartu ditu
dni = NAN (DNI)
nie = AIZ (NIE)
level-basic = Oinarrizkoa
level-advanced = Aurreratua
method-office = Bulegoan
method-certificate = Ziurtagiri digitalarekin
method-video = Bideoz
method-letter = Gutunez

### Robota ez dela egiaztatzea

robot-title = Egiaztapen automatikoa
robot-widget = Zure gailuak egiten du egiaztapen hau zure ordez. Ez duzu ezer ebatzi behar.
robot-label = Ez naiz programa automatiko bat
robot-verifying = Egiaztatzen…
robot-verified = Egiaztatuta
robot-error = Egiaztapenak huts egin du. Saiatu berriro.
robot-expired = Egiaztapena iraungi da. Saiatu berriro.
robot-other-question = Egin beste galdera bat
robot-no-answer = Ezin baduzu erantzun, deitu laguntzarako telefonora.
robot-needs-script = Egiaztapen hau egiteko, nabigatzaileak JavaScript onartu behar du. Ezin bada, deitu laguntzarako telefonora.

### Hasiera

home-title = Giltza bakarra zerbitzu publikoetarako
home-lead = Llaverekin Interneten identifika zaitezke, zure NANarekin edo AIZarekin eta zuk aukeratutako pasahitz batekin. Zerbitzuak eskatzen badu, baita SMS bidez jasotzen duzun kode batekin ere.
home-tasks = Zer egin nahi duzu?
home-activate = Nire Llave aktibatu
home-activate-what = Lehen aldia da eta aktibazio-kodea daukat.
home-login = Sartu
home-login-what = Badaukat pasahitza.
home-reset = Pasahitza ahaztu zait edo blokeatuta dago
home-reset-what = Beste bat sortu nahi dut nire aktibazio-kodearekin.
home-change = Nire pasahitza aldatu
home-change-what = Badakit, edo iraungi da, eta beste bat nahi dut.
home-unsubscribe = Baja eman
home-unsubscribe-what = Ez dut Llave gehiago erabili nahi.
home-register = Oraindik erregistratu ez bazara
home-register-how = Erregistratu erregistro-bulego batean, zure agiriarekin, mugikor batekin eta helbide elektroniko batekin, edo ziurtagiri digitalarekin. Aktibazio-kodea duen agiri bat emango dizute: gorde ezazu, pasahitza berreskuratzeko ere balio du eta.
home-safety = Zure segurtasunerako
home-safety-never = Llaveko inork ez dizu inoiz eskatuko zure pasahitza edo kodeak telefonoz, posta elektronikoz edo mezuz. Idatzi gune honetan bakarrik.

### Aktibatzea eta pasahitza berreskuratzea

activate-title = Zure Llave aktibatu
activate-intro = Datu hauekin zu zarela egiaztatzen dugu. Gero kode bat bidaliko dizugu SMS bidez, eta zure pasahitza sortu ahal izango duzu.
reset-title = Beste pasahitz bat sortu
reset-intro = Pasahitza ahaztu bazaizu edo blokeatuta badago, beste bat sor dezakezu. Zu zarela egiaztatuko dugu eta kode bat bidaliko dizugu SMS bidez.
code-need = Hau beharko duzu
code-need-document = zure NANa edo AIZa;
code-need-email = erregistratzean eman zenuen helbide elektronikoa;
code-need-code = zure aktibazio-kodea;
code-need-phone = erregistratzean eman zenuen mugikorra, SMS bat jasotzeko.
code-lost = Ez daukazu aktibazio-kodea?
code-lost-how = Erregistratzean jaso zenuen agirian dago. Galdu baduzu edo blokeatuta badago, erregistratu berriro erregistro-bulego batean edo ziurtagiri digitalarekin, eta berri bat izango duzu.

### SMSko kodea

otp-title = Idatzi SMSko kodea
otp-sent = Kode bat duen SMS bat bidali dugu erregistratzean eman zenuen mugikorrera.
otp-good-until = Kodeak ordu honetara arte balio du: { $time } (penintsulako ordua).
otp-time-left = Geratzen den denbora: { $left }.
otp-resent = Beste kode bat bidali dizugu. Aurrekoak ez du gehiago balio.
otp-warning = Minutu bat baino gutxiago falta da kodeak balioa galtzeko. Denborarik ez baduzu, beste bat eskatu ahal izango duzu.
otp-over = Kodeak ez du gehiago balio. Eskatu beste bat.
otp-missing = Ez duzu SMSa jaso?
otp-missing-wait = Minutu pare bat behar izan dezake. Egiaztatu mugikorrak estaldura duela eta erregistratzean eman zenuen zenbakia dela.
otp-missing-number = Zenbaki hori jada ez baduzu, erregistratu berriro erregistro-bulego batean edo ziurtagiri digitalarekin.
otp-resend = Bidali beste kode bat
otp-resend-at = Ordu honetatik aurrera eska dezakezu beste kode bat: { $time }.
otp-resend-in = Falta diren segundoak: { $seconds }.
otp-resend-now = Orain eska dezakezu beste kode bat.
otp-codes-left = { $count ->
    [0] Ezin dizugu kode gehiago bidali eragiketa honetan.
    [one] Beste kode bat bidal diezazukegu.
   *[other] Beste { $count } kode bidal diezazkizukegu.
}

### Pasahitz berria

new-password-title = Sortu zure pasahitza
new-password-intro = Zu zarela egiaztatu dugu. Aukeratu orain zure pasahitza.
new-password-until = Amaitzeko ordu honetara arteko epea duzu: { $time } (penintsulako ordua).
new-password-warning = Bi minutu geratzen dira pasahitza sortzeko. Gero, berriro hasi beharko duzu.
new-password-over = Denbora amaitu da. Hasi berriro.
new-password-save = Gorde pasahitza
rules-title = Pasahitzak bete behar dituen baldintzak
rule-length = gutxienez { $min } karaktere eta gehienez { $max } izatea;
rule-classes = { $free } karaktere baino gutxiago baditu, lau mota hauetatik gutxienez { $required } konbinatzea: minuskulak, maiuskulak, zifrak eta ikurrak;
rule-alphabet = { $free } karaktere baino gutxiago baditu, hauek bakarrik erabiltzea: Atik Zra bitarteko letrak, azentudunak, ñ edo ç, zifrak eta ikur hauek: { $symbols }
rule-personal = zure izena, abizenak edo agiriaren zenbakia ez izatea;
rule-history = { $count ->
    [one] orain duzunaren desberdina izatea;
   *[other] azken { $count } pasahitzen desberdina izatea;
}
rule-common = oso pasahitz arrunta ez izatea.
rules-sentence = Zuk bakarrik dakizun esaldi luze bat segurua eta gogoratzeko erraza da.
rule-met = beteta
rule-unmet = bete gabe
rules-count = Betetako baldintzak: { $met }, { $all } baldintzatik.
rules-more = Pasahitz ona aukeratzeko aholku gehiago

### Sartzea

login-title = Sartu
login-button = Sartu
login-code-required = Sartu nahi duzun zerbitzuak segurtasun handiagoa eskatzen du: pasahitzaren ondoren kode bat bidaliko dizugu SMS bidez.
login-forgotten = Pasahitza ahaztu zait edo blokeatuta dago
login-first = Lehen aldia da: nire Llave aktibatu
session-title = Barruan zaude
session-intro = Behar bezala identifikatu zara.
session-last = Zure azken sarrera
session-last-none = Lehen aldiz sartu zara.
session-not-you = Azken sarrera zurea izan ez bazen, aldatu orain pasahitza eta deitu laguntzarako telefonora.
session-assurance = Nola sartu zaren
session-low = Zure pasahitzarekin (maila baxua)
session-substantial = Zure pasahitzarekin eta SMS bidezko kode batekin (funtsezko maila)
session-expiry = Pasahitza iraungitzeko eguna
session-expiry-never = Ez da iraungitzen
session-ends = Saioa noiz amaituko den
session-ends-later = Saioa luzatu egingo da erabiltzen jarraitzen baduzu.
session-warning = Saioa amaitzear dago. Kargatu berriro orria barruan jarraitu nahi baduzu.
session-over = Saioa amaitu da. Sartu berriro.
session-rights = Zure eskubideak eta betebeharrak
session-right-use = Llave onartzen duten zerbitzu publiko guztietan erabil dezakezu, pasahitza alda dezakezu eta nahi duzunean baja eman dezakezu.
session-right-data = Zure zein datu gordetzen ditugun jakin dezakezu, zuzendu egin ditzakezu eta ezabatzeko eska dezakezu.
session-duty-secret = Pasahitza eta kodeak zuretzat bakarrik dira: ez partekatu inorekin.
session-duty-report = Norbaitek badakizkiela uste baduzu, edo mugikorra galtzen baduzu, aldatu pasahitza eta deitu laguntzarako telefonora.
session-logout = Irten

### Pasahitza aldatzea

change-title = Pasahitza aldatu
change-intro = Idatzi oraingo pasahitza eta berria. Gero kode bat bidaliko dizugu SMS bidez, aldaketa baieztatzeko. Pasahitza iraungi bada ere egin dezakezu.
change-button = Aldatu pasahitza

### Baja ematea

unsubscribe-title = Baja eman
unsubscribe-warning = Hau ezin da gune honetan desegin
unsubscribe-means = Baja ematen baduzu:
unsubscribe-means-password = zure pasahitzak eta aktibazio-kodeak berehala utziko diote balio izateari;
unsubscribe-means-services = ezin izango zara Llaverekin sartu zerbitzu publiko batean ere;
unsubscribe-means-sessions = irekita dituzun saio guztiak itxiko dira;
unsubscribe-means-back = itzultzeko, berriro erregistratu beharko duzu erregistro-bulego batean edo ziurtagiri digitalarekin.
unsubscribe-instead = Pasahitza ahaztu besterik ez bazaizu egin, ez duzu bajarik eman behar.
unsubscribe-then = Gero kode bat bidaliko dizugu SMS bidez. Baja ez da egingo kodea idatzi arte.
unsubscribe-button = Jarraitu bajarekin
unsubscribe-no = Ez eman bajarik eta itzuli hasierara

### Amaierak

activated-title = Zure Llave aktibatuta dago
activated-text = Zerbitzu publikoetan sar zaitezke zure NANarekin edo AIZarekin eta zure pasahitzarekin.
reset-done-title = Zure pasahitz berriak balio du
reset-done-text = Aurrekoak ez du gehiago balio, eta irekita zenituen saioak itxi egin dira.
changed-title = Zure pasahitza aldatu da
changed-text = Aurrekoak ez du gehiago balio, eta irekita zenituen saioak itxi egin dira.
unsubscribed-title = Baja eman duzu
unsubscribed-text = Zure pasahitzak eta aktibazio-kodeak ez dute gehiago balio. Llave berriro erabiltzeko, erregistratu berriro erregistro-bulego batean edo ziurtagiri digitalarekin.
logged-out-title = Irten zara
logged-out-text = Zure saioa itxita dago. Gailu hau beste norbaitekin partekatzen baduzu, itxi nabigatzailea ere.
done-expires = Zure pasahitzak egun honetara arte balio du: { $day }.
done-keep-code = Gorde aktibazio-kodea: pasahitza ahazten bazaizu, beste bat sortzeko balio du.
entered-unseen-title = Urrats hau amaituta zegoen
entered-unseen-text = Kode honekin sartu zara jada, baina erantzuna ez da nabigatzaile honetara iritsi. Sartu berriro: aurreko saioa bere kabuz itxiko da.
done-again = Urrats hau amaituta zegoen. Dena ondo dago eta ez da berriro egin behar.

### Arazoak

next-title = Zer egin dezakezun orain
next-register = Berriro erregistratzeko, joan erregistro-bulego batera edo erabili zure ziurtagiri digitala.
next-wait = Itxaron pixka bat eta saiatu berriro.
next-back = Itzuli atzera nabigatzailean eta berrikusi datuak.
next-call = Nola jarraitu ez badakizu, deitu laguntzarako telefonora.
next-desk = Itzuli pertsonen erregistrora
stale-title = Ezin izan dugu inprimakia onartu
stale-detail = Orria denbora gehiegi egon da irekita, edo nabigatzaileak ez ditu gune honetako cookieak onartzen. Ez da ezer egin: egiaztatu datuak eta bidali berriro.
problem-reference = Arazo honen erreferentzia, deitzen baduzu ere:
problem-technical = Datu teknikoak
problem-type = Mota
problem-status = HTTP egoera

### Pasahitzari buruzko aholkuak

advice-title = Pasahitzari buruzko aholkuak
advice-choose = Nola aukeratu
advice-choose-long = Hobe luzea konplikatua baino. { $free } karaktere edo gehiagorekin nahi duzuna idatz dezakezu: zuriuneak dituen esaldi bat erraz gogoratzen da eta zaila da asmatzen.
advice-choose-personal = Ez erabili zure izena, jaiotegunak, telefonoak edo senideen izenak.
advice-choose-runs = Ez erabili teklatuko segidak («asdf», «1234») edo errepikapenak («111222»).
advice-choose-unique = Ez erabili pasahitz bera beste leku batzuetan.
advice-keep = Nola gorde
advice-keep-manager = Pasahitz-kudeatzaile bat erabil dezakezu: orri hauetan itsatsi eta automatikoki bete daiteke.
advice-keep-secret = Ez partekatu inorekin eta ez utzi idatzita besteen bistan.
advice-keep-ask = Llaveko inork ez dizu inoiz eskatuko, ez telefonoz, ez posta elektronikoz, ez mezuz.
advice-limits = Saiakerak eta iraungitzea
advice-limits-password = Jarraian { $limit } pasahitz oker idatzi ondoren, hurrengoak blokeatu egiten du. Desblokeatzeko, sortu beste bat zure aktibazio-kodearekin.
advice-limits-code = { $limit } aktibazio-kode oker idatzi ondoren, hurrengoak kodea blokeatzen du. Berri bat izateko, erregistratu berriro.
advice-limits-otp = SMSko { $limit } kode oker idatzi ondoren, hurrengoak eragiketa amaitzen du eta berriro hasi behar da.
advice-expiry = Pasahitza iraungi egiten da. Sartzean ikusiko duzu zureak noiz arte balio duen. Iraungitzen denean, aldatu ahal izango duzu.
advice-expiry-never = Pasahitza ez da iraungitzen.

### Baldintza teknikoak

requirements-title = Baldintza teknikoak
requirements-browser = Gaur egungo edozein nabigatzailek balio du, ordenagailuan, tabletan edo mugikorrean. Ez da ezer instalatu behar.
requirements-script = JavaScript ez da beharrezkoa. Zure nabigatzaileak onartzen badu, laguntzak daude: pasahitza erakustea, zein baldintza betetzen dituen ikustea edo geratzen den denbora zenbatzea.
requirements-cookies = Nabigatzaileak gune honetako cookieak onartu behar ditu. Ezinbestekoak baino ez ditugu erabiltzen.
requirements-phone = Erregistratzean eman zenuen mugikorra behar duzu, estaldurarekin, SMSak jasotzeko.
requirements-clock = Orduak penintsulakoak dira. Berdin dio zure erlojua orduan ez badago.
requirements-tls = Helbidea https:// karaktereekin hasi behar da, eta nabigatzaileak konexioa segurua dela erakutsi behar du.

### Irisgarritasuna

accessibility-title = Irisgarritasun-adierazpena
accessibility-commitment = Edonork Llave bere kabuz erabili ahal izatea nahi dugu: teklatuarekin, pantaila-irakurlearekin, letra handituta, ikusmen gutxirekin edo mugikor zahar batekin.
accessibility-status = Betetze-maila
accessibility-status-text = Orri hauek WCAG 2.2 jarraibideak A eta AA mailetan betetzeko eginda daude, eta horrek barne hartzen du 1112/2018 Errege Dekretuak eskatzen duena (UNE-EN 301549 araua).
accessibility-how = Nola egiaztatzen dugun
accessibility-how-text = Orri guztiak, hizkuntza guztietan, tresna automatikoekin berrikusten dira aldaketa bakoitzean. Tresnek ez dute dena aurkitzen: zerbait zaila egiten bazaizu, esaiguzu.
accessibility-login = Oroimen-probarik eta asmakizunik gabe sartzea
accessibility-login-paste = Pasahitza eta kodeak itsats ditzakezu, edo zure pasahitz-kudeatzaileari edo mugikorrari idazten utzi (WCAG 2.2, 3.3.8 irizpidea).
accessibility-login-robot = Roboten aurkako egiaztapena zure gailuak egiten du, zuk ezer ebatzi gabe.
accessibility-login-question = JavaScript gabe, egiaztapen hori galdera erraz bat da. Ezin baduzu erantzun, eskatu beste bat edo deitu laguntzarako telefonora, eta pertsona batek lagunduko dizu.
accessibility-time = Kodeek eta saioek denbora mugatua dute, segurtasunagatik. Amaitu baino lehen esango dizugu, eta beti eska dezakezu beste kode bat edo hasi zaitezke berriro.
accessibility-feedback = Esaguzu zerk huts egiten duen
accessibility-feedback-text = Oztoporen bat aurkitzen baduzu, edo informazio hau beste modu batean behar baduzu, idatzi edo deitu:
accessibility-feedback-claim = Hogei egun balioduneko epean erantzuten ez badizugu, edo erantzunarekin ados ez bazaude, erreklamazioa aurkez dezakezu.

### Pribatutasuna eta cookieak

privacy-title = Pribatutasuna eta cookieak
privacy-who = Nor den zure datuen arduraduna
privacy-data = Zer gordetzen dugun eta zertarako
privacy-data-registration = Zure erregistrotik: izena, agiria, mugikorra eta helbide elektronikoa. Zu identifikatzeko eta kodeak bidaltzeko baino ez dute balio.
privacy-data-secrets = Zure pasahitza eta aktibazio-kodea ez ditugu gordetzen: aztarna bat bakarrik, eta hartatik ezin dira atera.
privacy-data-access = Zure erabileratik: azken aldiz noiz sartu zinen eta zenbat saiakera oker egon diren.
privacy-cookies = Cookieak
privacy-cookies-text = Ezinbesteko cookieak baino ez ditugu erabiltzen, eta horregatik ez dizugu baimenik eskatzen. Batek ere ez du zuri jarraitzeko balio, eta bat ere ez da hirugarrenena:
privacy-cookies-session = bat zure saiorako edo erdizka duzun eragiketarako, amaitzean ezabatzen dena;
privacy-cookies-language = bat aukeratu duzun hizkuntza gogoratzeko;
privacy-cookies-forms = bat inprimakiak babesteko.
privacy-rights = Zure eskubideak
privacy-rights-text = Zure datuak ikusteko, zuzentzeko, ezabatzeko edo haien erabilera mugatzeko eska dezakezu, edo horren aurka egin. Datuak Babesteko Espainiako Agentzian ere erreklama dezakezu.
privacy-third = Orri hauek ez dute beste guneetako ezer kargatzen.

### Erregistro-mahaia

desk-title = Erregistro-mahaia
desk-intro = Erregistratzaileentzat. Identifikatu zure kredentzialarekin.
desk-sign-in = Identifikatu
desk-form-title = Pertsona bat erregistratu
desk-form-intro = Egiaztatu pertsonaren agiria eta idatzi datuak bertan agertzen diren bezala.
desk-document = Agiria
desk-contrast = Idatzi agiri horri dagokion datua, eta utzi hutsik besteak.
desk-person = Pertsona
desk-contact = Harremanetarako datuak
desk-act = Erregistroa
desk-register = Erregistratu
desk-leave = Amaitu eta irten
desk-result-title = Pertsona erregistratuta dago
desk-result-code = Aktibazio-kodea
desk-result-once = Kode hau orain bakarrik erakusten da. Eman pertsonari agirian: inork ezin izango du berriro ikusi.
desk-result-level = Erregistro-maila
desk-result-method = Erregistratzeko modua
desk-result-at = Data eta ordua
desk-result-document = Deskargatu agiria (PDF)
desk-result-language = Agiriaren hizkuntza
desk-result-next = Beste pertsona bat erregistratu

### Probetako zerbitzariaren SMSak

inbox-title = Bidalitako SMSak
inbox-intro = Probetako zerbitzari honek ez du SMSrik bidaltzen: hemen uzten ditu, berriena lehenik.
inbox-empty = Oraindik ez dago bat ere.
inbox-to = Norentzat: { $phone }
inbox-refresh = Eguneratu
