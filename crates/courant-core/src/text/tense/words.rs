//! Words by which verbs are known as past, in the languages whose weekdays are read.

/// For each language its words, parted by blanks.
pub type Table = &'static [(&'static str, &'static str)];

/// Whether a lower-case word stands in the language's row.
pub fn has(table: Table, language: &str, lower: &str) -> bool {
    let row = table.iter().find(|(of, _)| *of == language);
    row.is_some_and(|(_, words)| words.split_ascii_whitespace().any(|word| word == lower))
}

/// Verbs whose form is past and nothing else, whatever stands beside them.
pub const PAST: Table = &[
    (
        "en",
        "was were had did been began broke came chose drew drove fell flew fled froze gave got grew knew lay \
            ran rang rose sank saw shook shrank slid spoke sprang stole swam swore threw took tore went \
            withdrew woke wore wrote became blew overtook underwent stood sat spent struck swept met hit",
    ),
    (
        "de",
        "war waren wurde wurden worden hatte hatten kam kamen ging gingen fiel fielen schloss schlossen begann \
            begannen brach brachen stieg stiegen sank sanken starb starben fand fanden fuhr fuhren traf trafen \
            gab gaben nahm nahmen lief liefen stand standen hielt hielten zog zogen flog flogen schlug schlugen \
            ließ ließen sah sahen verlor verloren gewann gewannen erhielt erhielten entschied entschieden lag \
            lagen blieb blieben trat traten sprach sprachen schoss schossen verließ verließen wuchs wuchsen \
            trug trugen warf warfen griff griffen riss rissen floh flohen verschwand bekam bekamen entkam \
            entkamen unterbrach unterlag gelang geriet gerieten beschloss beschlossen betraf überfuhr entstand \
            entstanden erschoss rief",
    ),
    ("fr", "était étaient avait avaient fut furent eut eurent"),
    (
        "es",
        "fue fueron era eran había habían hubo tuvo tuvieron estuvo hizo puso vino pudo quiso supo trajo \
            produjo redujo estaba estaban dijo dijeron",
    ),
    (
        "it",
        "era erano fu furono ebbe aveva avevano stata stati stato disse vinse prese chiuse decise morì partì \
            colpì",
    ),
    (
        "pt",
        "foi foram era eram estava estavam teve tiveram houve fez fizeram veio vieram pôs deu morreu nasceu \
            ocorreu aconteceu perdeu venceu prendeu recebeu disse havia tinha tinham",
    ),
    (
        "nl",
        "was waren werd werden had hadden ging gingen kwam kwamen viel vielen begon begonnen brak braken stierf \
            stierven vond vonden nam namen gaf gaven zonk zonken reed reden sloot sloten trof troffen verloor \
            verloren won wonnen zei zeiden botste botsten opende stortte raakte raakten overleed overleden",
    ),
    (
        "ru",
        "был была было были шёл шла прошёл прошел прошла прошло прошли пришёл сошёл сошел произошёл произошел \
            произошла произошло погиб погибла погибли умер умерла",
    ),
    (
        "pl",
        "był była było byli były został została zostało zostali zostały zginął zginęła zginęło zginęli zmarł zmarła zmarło zmarli \
            doszło wybuchł wybuchła wybuchło spadł spadła runął runęła zatonął zderzył zderzyły wjechał przyjechał przyjechała \
            przybył przybyła odbył odbyła odbyło odbyły rozpoczął rozpoczęła rozpoczęło rozpoczęły zakończył zakończyła otworzył \
            otworzyła podpisał podpisała przyjął przyjęła zagłosował zagłosowała głosował głosowała głosowali zdecydował \
            zdecydowała zatrzymano wydobyto ewakuowano znaleziono uratowano otwarto zamknięto wszczęto ogłoszono wykryto \
            odnaleziono aresztowano zatrzymał kontrolował zaatakował zaatakowała trafił trafiła ugaszono opanowano",
    ),
    (
        "sv",
        "var blev omkom dog kom gick fick började inträffade dödades skadades greps hölls hittades genomfördes evakuerades röstade \
            beslutade kolliderade sjönk havererade föll stängdes stängde öppnades öppnade besökte anlände avled sköts drabbades \
            stoppades rasade brann exploderade släcktes räddades fördes larmades spårade undertecknade invigdes dömdes hade",
    ),
    (
        "da",
        "var blev omkom døde kom gik fik begyndte skete blev kolliderede sank faldt lukkede åbnede besøgte ankom eksploderede \
            brændte stemte vedtog underskrev havde",
    ),
    (
        "no",
        "var ble omkom døde kom gikk fikk begynte skjedde kolliderte sank falt stengte åpnet besøkte ankom eksploderte brant \
            stemte vedtok undertegnet hadde",
    ),
    (
        "nb",
        "var ble omkom døde kom gikk fikk begynte skjedde kolliderte sank falt stengte åpnet besøkte ankom eksploderte brant \
            stemte vedtok undertegnet hadde",
    ),
    (
        "uk",
        "був була було були загинув загинула загинули загинуло помер померла померли сталася сталося стався відбулася відбулося \
            відбувся прибув прибула почалася почалося відкрили відкрив закрили ліквідували врятували евакуювали затримали \
            вибухнув вибухнула впав впала зіткнулися перевіряли підписав підписала проголосували ухвалив ухвалила",
    ),
];

/// Past forms of English verbs that are participles as well: behind "are" or an article they tell no past.
pub const PARTICIPLES: Table = &[(
    "en",
    "brought built bought burst caught cut dealt dug fed felt fought found heard held hurt kept laid led \
            left lost made paid put said sent shot shut sold sought split spread stopped stuck taught told \
            thought understood won burnt beat",
)];

/// Participles of verbs of motion and change, which form the perfect with "to be" in German, French, Italian and Dutch.
pub const MOTION: Table = &[
    (
        "de",
        "gestorben gestürzt gekommen gefallen gesunken gestiegen geflohen gefahren gelandet geplatzt passiert \
            abgebrannt eingestürzt zusammengebrochen ausgebrochen entgleist abgestürzt umgekommen gegangen \
            geraten zurückgetreten explodiert",
    ),
    (
        "fr",
        "mort morte morts mortes décédé décédée parti partie partis arrivé arrivée arrivés tombé tombée tombés \
            entré entrée entrés sorti sortis venu venus né née resté restée restés devenu devenue survenu \
            survenue intervenu intervenue intervenus descendus",
    ),
    (
        "it",
        "morto morta morti arrivato arrivata arrivati partito partita partiti caduto caduta caduti crollato \
            crollata andato andata andati venuto venuti entrato entrata uscito uscita nato nata scoppiato \
            scoppiata avvenuto avvenuta deragliato affondato affondata morte rimasto rimasta rimasti \
            rimaste crollati crollate esploso esplosa esplosi deragliata avvenuti",
    ),
    (
        "nl",
        "gevallen gestorven vertrokken aangekomen gegaan gekomen ontstaan omgekomen gezonken ingestort \
            uitgebroken ontspoord gebeurd",
    ),
];

/// Verbs by which what is to come is announced in the present.
pub const PRESENT: Table = &[
    (
        "en",
        "opens begins starts meets resumes reopens goes faces arrives appears leaves ends closes takes kicks \
            holds runs returns heads travels launches hosts debuts airs begin meet resume reopen go face arrive \
            appear become comes sits",
    ),
    (
        "de",
        "beginnt beginnen startet starten öffnet öffnen tagt wählt wählen stimmt eröffnet findet finden trifft \
            treffen endet enden reist muss müssen entscheidet entscheiden kommt kommen steht stehen fährt \
            fahren schließt kehrt folgt will wollen",
    ),
    (
        "fr",
        "ouvre ouvrent commence commencent débute débutent reprend reprennent rouvre rouvrent vote votent tient \
            tiennent comparaît comparaissent joue jouent accueille reçoit arrive arrivent lieu",
    ),
    (
        "es",
        "abre abren comienza comienzan empieza empiezan arranca arrancan reabre vota votan celebra celebran \
            comparece comparecen juega juegan llega llegan inicia inician termina vuelve vuelven",
    ),
    (
        "it",
        "apre aprono inizia iniziano comincia cominciano riapre riaprono vota votano tiene tengono arriva \
            arrivano gioca giocano torna tornano parte partono prende",
    ),
    (
        "pt",
        "abre abrem começa começam inicia iniciam reabre reabrem vota votam acontece acontecem joga jogam chega \
            chegam volta voltam",
    ),
    (
        "nl",
        "begint beginnen opent openen start starten stemt stemmen vindt vinden komt komen speelt spelen eindigt \
            hervat heropent verschijnt",
    ),
    (
        "ru",
        "открывается открываются начинается начинаются проходит проходят голосует голосуют начнётся начнется \
            начнутся откроется откроются пройдёт пройдет пройдут состоится состоятся предстанет возобновится",
    ),
    (
        "pl",
        "odbędzie odbędą rozpocznie rozpoczną rozpoczyna rozpoczynają zaczyna zaczynają zacznie otworzy otwiera głosuje głosują \
            przyjedzie stanie rusza ruszy",
    ),
    ("sv", "hålls öppnar börjar inleds startar röstar återupptas stänger invigs möter avgörs"),
    ("da", "åbner begynder starter stemmer mødes lukker afgøres indvies"),
    ("no", "åpner begynner starter stemmer møtes stenger avgjøres"),
    ("nb", "åpner begynner starter stemmer møtes stenger avgjøres"),
    ("uk", "відкриється відкриваються почнеться починається відбудеться відбудуться пройде голосують"),
];

/// Words with the endings of past verbs that are none.
pub const NO_PAST: Table = &[
    (
        "en",
        "hundred naked sacred kindred wicked infrared watershed unprecedented united supposed planned scheduled \
            expected",
    ),
    (
        "de",
        "heute erste ersten letzte letzten zweite zweiten dritte dritten vierte fünfte sechste gute guten rote \
            roten alte alten weite weiten nächste nächsten beste besten meiste meisten sollte sollten könnte \
            könnten möchte möchten müsste müssten dürfte dürften bitte größte größten bekannte bekannten \
            gesamte gesamten breite späte späten unten mitten hinten halten arbeiten starten warten leiten \
            treten bieten bitten gelten raten retten testen kosten beraten erhalten streiten betreten verbieten \
            erwarten verhalten bereiten vertreten hätte hätten selten letzteren heutigen",
    ),
    ("es", "dominó"),
    ("it", "però può ciò perciò oblò falò"),
    ("pt", "grou"),
    (
        "ru",
        "материал сигнал канал персонал журнал капитал финал вокзал зал квартал металл филиал арсенал скандал \
            генерал сериал потенциал тыл мыла скала скалы сила силы автомобили профессионал канала вокзала \
            персонала зала капитала квартала генерала премьера школа футбола протокола протокол футбол кресло \
            число тело дело дела тела предел предела отдел отдела раздел отели цели недели модели двери мили \
            или ли если земли роли доли стол пол стола пола крыла крыло правила правило могила угол стрела сели \
            мало около вокала",
    ),
];

/// Words with the endings of French participles that are none.
pub const NO_PARTICIPLES: Table = &[(
    "fr",
    "lieu aussi ici plus depuis parmi ainsi lundi mardi mercredi jeudi vendredi samedi midi après-midi puis \
            jamais mais très près après peu jeu feu dès soi journée soirée matinée année durée entrée armée \
            côté société marché députés député qualité sécurité santé activité majorité université employés clé \
            café",
)];
