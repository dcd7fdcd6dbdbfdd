//! The words of [`super::openers`]. Written down, not gathered from texts.

/// What opens a sentence in one language by pointing back.
pub struct Language {
    /// BCP 47 primary subtag.
    pub code: &'static str,
    /// First words that point back by themselves.
    pub first: &'static str,
    /// First words that point back together with one of `led`.
    pub leads: &'static str,
    /// Second words behind one of `leads`.
    pub led: &'static str,
    /// Openings of several words and marks, parted by blanks.
    pub phrases: &'static [&'static str],
}

/// By language; a text in none of them is read as if it were in any of the first four.
#[rustfmt::skip]
pub const LANGUAGES: &[Language] = &[
    Language {
        code: "en",
        first: "he she it they this that these those his her its their but and or so however then also meanwhile moreover instead \
            otherwise yet still such both nor him them there here i we you my our your another others each neither either thus \
            therefore furthermore nevertheless nonetheless similarly because which who whom whose hence consequently accordingly \
            likewise conversely besides indeed afterwards afterward thereafter thereupon subsequently hers theirs ours himself \
            herself themselves itself alternatively",
        leads: "in at on by for with from to of after before since until despite under over among like unlike through during \
            without between against about around behind beyond given following amid because per",
        led: "this that these those him her them it then which whom",
        phrases: &["the latter", "the same", "the others", "the pair", "the duo", "the trio", "the two men", "the two women",
            "because of this", "because of that", "because of him", "because of her", "as a result", "as a consequence",
            "in addition", "in fact", "in contrast", "by contrast", "by comparison", "in turn", "in response ,", "in other words",
            "in short", "on the other hand", "on the contrary", "on the one hand", "at the same time", "for example",
            "for instance", "for his part", "for her part", "for their part", "for its part", "until then", "by now", "even so",
            "even then", "even this", "even that", "even he", "even she", "even they", "that said", "not so", "not only that",
            "if true", "if so", "if not", "if confirmed", "if proven", "if that", "if this", "if it",
            "what is more", "more than that", "to this end", "to that end", "along with him", "along with her", "according to him",
            "according to her", "according to them", "according to it", "all of this", "all of that", "all this", "all that",
            "all these", "all those", "much of this", "much of that", "part of this", "only then", "just then", "later ,",
            "later on ,", "soon after ,", "soon afterwards", "shortly after ,", "shortly afterwards",
            "shortly before ,", "nothing of the kind", "nothing of the sort", "except that", "apart from this", "apart from that",
            "as such", "asked about this", "asked about that",
            "not all of them", "no one else", "nobody else", "how so"],
    },
    Language {
        code: "de",
        first: "er sie es das dies diese dieser dieses diesem diesen dessen deren derer denen jener jene jenes jenen jenem sein \
            seine seinen seiner seinem seines ihr ihre ihren ihrem ihrer ihres letzterer letztere letzteres letzteren ersterer \
            erstere ersteres beide beides solche solcher solches doch aber und oder auch dann dabei damit dafür dadurch deshalb \
            daher darum deswegen demnach demzufolge zudem außerdem dort hier dazu dagegen ich wir du mein meine unser unsere euer \
            davon darin darauf danach daran daraus darüber darunter davor dahinter daneben hierzu hierbei hiermit hierfür hingegen \
            indes indessen inzwischen unterdessen währenddessen trotzdem dennoch gleichwohl allerdings jedoch denn sondern somit \
            folglich also ebenso ebenfalls ferner überdies anschließend zuvor daraufhin seitdem seither vielmehr stattdessen \
            andernfalls sonst so ihm ihn ihnen ersteren beispielsweise",
        leads: "nach laut mit trotz wegen seit bei für von zu aus ohne gegen unter über in an auf neben zwischen durch um während bis",
        led: "ihm ihr ihn ihnen diesem dieser diesen dieses diese dessen deren denen jenem jener jenen damals dahin seitdem",
        phrases: &["noch am selben", "am selben", "am gleichen", "noch in derselben", "in derselben", "im selben", "dem widerspricht", "dem widersprach", "dem widersprechen",
            "im gegensatz dazu", "im gegenteil", "zum beispiel", "unter anderem", "nach seinen angaben",
            "nach ihren angaben", "seinen angaben", "seinen worten", "ihren angaben", "laut seinen", "laut ihren", "falls das",
            "wenn das", "keiner von ihnen",
            "keine von ihnen", "die beiden", "das gleiche", "dasselbe", "bis dahin", "statt dessen", "darüber hinaus",
            "falls es stimmt", "wenn es stimmt", "später ,", "kurz darauf", "kurz danach", "kurz zuvor", "tags darauf",
            "am tag darauf", "zur gleichen zeit", "nur er", "nur sie"],
    },
    Language {
        code: "fr",
        first: "il elle ils elles ce cela ceci cette cet ces c’ son sa ses leur leurs mais et ou aussi ainsi puis alors cependant \
            toutefois pourtant néanmoins ensuite enfin je j’ nous vous tu on lui eux ça celle celui ceux celles celle-ci celui-ci \
            ceux-ci celles-ci celle-là celui-là ceux-là celles-là or car donc notre nos votre vos mon ma mes là ici autre autres \
            auparavant notamment",
        leads: "selon pour avec après avant depuis malgré sans dans à de chez parmi sur sous contre par pendant dès en d’ outre",
        led: "lui elle eux elles cela ceci ça ce cet cette ces lors celui celle ceux celles quoi là",
        phrases: &["le soir même", "le jour même", "au même moment", "à la même",
            "d’ après lui", "d’ après elle", "d’ après eux", "d’ après elles", "tous deux", "toutes deux", "tous les deux",
            "les deux hommes", "les deux femmes", "l’ autre", "d’ autres", "du coup", "de plus", "en effet", "en outre",
            "en revanche", "au contraire", "en conséquence", "par conséquent", "par ailleurs", "par exemple", "à l’ inverse",
            "de son côté", "pour sa part", "à son tour", "de leur côté", "si c’", "si cela",
            "le même", "la même", "les mêmes", "non plus", "plus tard ,", "d’ ailleurs", "à l’ époque", "si tel"],
    },
    Language {
        code: "es",
        first: "él ella ellos ellas ello esto eso este esta estos estas éste ésta éstos éstas ese esa esos esas aquel aquella aquellos \
            aquellas aquello su sus pero y e o u también tampoco además entonces así asimismo yo nosotros nosotras tú usted allí allá \
            aquí ahí lo les ambos ambas dicho dicha dichos dichas tal tales luego mientras porque otro otra otros otras nuestro \
            nuestra mi mis igualmente posteriormente",
        leads: "según por para con de en tras a sin desde ante sobre entre contra hasta durante pese",
        led: "él ella ello ellos ellas eso esto este esta estos estas ese esa esos esas aquel aquella entonces",
        phrases: &["ese mismo", "esa misma", "en la misma", "en el mismo",
            "sin embargo", "no obstante", "por lo tanto", "por tanto", "por otra parte", "por otro lado", "por su parte",
            "a su vez", "a su juicio", "al mismo tiempo", "a pesar de ello", "a pesar de eso", "pese a ello", "en cambio",
            "de hecho", "por ejemplo", "es decir", "los dos hombres", "las dos mujeres", "el mismo", "la misma", "los mismos",
            "si es cierto", "de ser cierto", "de acuerdo con él", "de acuerdo con ella", "después ,", "más tarde ,", "al respecto",
            ],
    },
    Language {
        code: "it",
        first: "egli lei lui loro ella esso essa essi esse questo questa questi queste quest quello quella quelli quelle quei quegli \
            quell ciò ma e ed o oppure anche però tuttavia inoltre quindi dunque così poi infatti invece eppure perciò pertanto allora \
            intanto entrambi entrambe lì là qui qua io noi voi tu mio nostro altri altre tale tali costui costei colui nemmeno neanche",
        leads: "secondo per con dopo prima da di in a su tra fra senza contro durante nonostante oltre",
        led: "lui lei loro questo questa questi queste quello quella quest’ quell’ ciò allora essi essa esse quel quei",
        phrases: &["nello stesso", "nella stessa",
            "il suo", "la sua", "i suoi", "le sue", "il loro", "la loro", "i loro", "le loro", "nel frattempo", "al contrario",
            "d’ altra parte", "d’ altronde", "di conseguenza", "per esempio", "ad esempio", "allo stesso tempo", "a sua volta",
            "da parte sua", "dal canto suo", "a suo avviso", "lo stesso", "la stessa", "i due uomini", "le due donne", "l’ altro",
            "l’ altra", "gli altri", "se vero", "se fosse vero", "prima di allora", "più tardi ,", "di fatto", "in realtà"],
    },
    Language {
        code: "pt",
        first: "ele ela eles elas isso isto aquilo este esta estes estas esse essa esses essas aquele aquela aqueles aquelas mas e ou \
            porém contudo todavia entretanto também além assim então logo portanto seu sua seus suas ambos ambas lá aqui ali eu nós \
            você vocês meu minha nosso nossa tal tais outro outra outros outras dele dela deles delas nisso nisto disso disto \
            daquele naquele naquela posteriormente",
        leads: "segundo para com após por sem sobre entre contra de em a até desde durante apesar nesse nessa neste nesta desse dessa",
        led: "ele ela eles elas isso isto este esta esse essa esses essas aquele aquela disso então deles delas caso momento mesmo \
            dia contexto sentido",
        phrases: &["no mesmo", "na mesma", "nesse mesmo", "nessa mesma",
            "no entanto", "por outro lado", "por sua vez", "por isso", "apesar disso", "depois disso", "antes disso",
            "além disso", "com isso", "de acordo com ele", "de acordo com ela", "ao mesmo tempo", "em vez disso", "de fato", "de facto",
            "por exemplo", "ou seja", "o mesmo", "a mesma", "os dois homens", "as duas mulheres", "se for verdade", "se verdade",
            "se verdadeiro", "depois ,", "mais tarde ,", "o outro", "a outra"],
    },
    Language {
        code: "nl",
        first: "hij zij ze het dit dat deze die hun haar maar en of ook echter daarom dan toen daar hier er ik wij we jij u mijn ons \
            onze beide beiden bovendien daarnaast daarna vervolgens intussen ondertussen toch niettemin dus want zo zulke anderen \
            desondanks sindsdien hierdoor daardoor hiermee daarmee daarop hem hen",
        leads: "volgens met na voor door zonder bij van in op tegen ondanks sinds onder tot",
        led: "hem haar hen hun deze dit dat die toen dan",
        phrases: &["nog dezelfde", "diezelfde", "in hetzelfde", "in dezelfde",
            "de twee mannen", "de twee vrouwen", "in tegenstelling daartoe", "aan de andere kant", "bijvoorbeeld", "als dat",
            "als het waar", "hetzelfde", "dezelfde", "op zijn beurt", "later ,", "tot dan"],
    },
    Language {
        code: "sv",
        first: "han hon det detta denna denne dessa dess hans hennes deras men och eller också dock därför sedan där här jag vi ni du \
            min vår båda däremot dessutom samtidigt ändå så sådana därefter därmed då honom henne",
        leads: "enligt med efter för av utan under hos till mot om i på trots sedan vid",
        led: "honom henne dem denna detta dessa dess",
        phrases: &["samma dag", "samma kväll", "på samma", "i samma",
            "de två männen", "de båda", "till exempel", "å andra sidan", "om det stämmer", "om detta", "senare ,", "det samma",
            "samma sak"],
    },
    Language {
        code: "da",
        first: "han hun det dette denne disse dens dets hans hendes deres men og eller også dog derfor så der her jeg vi du min vores \
            begge desuden samtidig alligevel sådan dermed derefter derimod ham hende dem",
        leads: "ifølge med efter for af uden under hos til mod om i på trods siden ved",
        led: "ham hende dem dette denne disse",
        phrases: &["de to mænd", "de to kvinder", "til gengæld", "for eksempel", "hvis det", "hvis dette", "senere ,", "det samme"],
    },
    Language {
        code: "no",
        first: "han hun det dette denne disse dens dets hans hennes deres men og eller også likevel derfor så der her jeg vi du min vår \
            begge dessuten samtidig dermed deretter derimot ham henne dem",
        leads: "ifølge med etter for av uten under hos til mot om i på tross siden ved",
        led: "ham henne dem dette denne disse",
        phrases: &["de to mennene", "de to kvinnene", "for eksempel", "på den annen side", "hvis det", "hvis dette", "senere ,",
            "det samme"],
    },
    Language {
        code: "pl",
        first: "on ona ono oni one to ten ta te ci tamten tamta jego jej ich jednak jednakże ale lecz i a oraz lub albo więc zatem \
            dlatego ponadto natomiast tymczasem wtedy wówczas potem następnie także również też tam tu tutaj ja my ty mój nasz oba obaj \
            obie taki taka takie tego tej tych temu tym ów owa",
        leads: "według po przed przy w z za na dla do od bez oprócz poza podczas wobec mimo zdaniem",
        led: "niego niej nich nim to tym tego tej temu tych tamtego ich jego wtedy",
        phrases: &["tego samego", "tej samej", "na tej samej", "w tym samym",
            "jego zdaniem", "jej zdaniem", "ich zdaniem", "z kolei", "na przykład", "w związku z tym", "jeśli to prawda",
            "jeśli to", "obaj mężczyźni", "później ,", "z drugiej strony", "w rezultacie", "w efekcie"],
    },
    Language {
        code: "ru",
        first: "он она они оно это эта этот эти тот та те то того тому ту но и а или однако его её ее их ему ей им поэтому также тоже \
            затем потом там здесь тут я мы вы ты мой наш ваш оба обе такой такая такие впрочем зато значит итак тогда ведь потому \
            отсюда этого этому этим",
        leads: "по при после до кроме с из за для в на от о об без несмотря среди против вместо",
        led: "его её ее их нему ней ним них этому этим этом этого этой этих эти это тому том тем того той тех ту",
        phrases: &["в тот же", "на той же", "на том же", "в том же",
            "тем не менее", "тем временем", "тем самым", "между тем", "в то же время", "в том числе", "в свою очередь",
            "кроме того", "более того", "таким образом", "с другой стороны", "например ,", "если это",
            "позже ,", "позднее ,", "на самом деле", "в результате"],
    },
    Language {
        code: "uk",
        first: "він вона вони воно це ця цей ці той та те ті але і й а або однак проте його її їх їхній тому також потім там тут я ми \
            ви ти мій наш обидва обидві такий втім отже тоді водночас йому їй їм цього",
        leads: "за при після до крім з із для в у на від про без попри серед проти",
        led: "його її їх ним ними нього неї них цього цьому цим цією тому тим того цих тих це",
        phrases: &["того ж", "того самого", "на тому ж",
            "тим не менш", "тим часом", "в той же час", "у свою чергу", "крім того", "таким чином", "з іншого боку",
            "наприклад ,", "якщо це", "пізніше ,"],
    },
    Language {
        code: "tr",
        first: "o bu şu onlar bunlar onun bunun onu bunu ona buna onlara bunlara onların bunların ondan bundan böylece böyle ancak \
            fakat ama ayrıca ve veya çünkü biz ben sen siz bizim benim ardından orada burada oysa üstelik dolayısıyla yani kendisi \
            ikisi lakin hâlbuki halbuki",
        leads: "öte aynı söz eğer daha",
        led: "yandan zamanda konusu doğruysa öyleyse sonra",
        phrases: &["aynı",
            "buna göre", "bunun üzerine", "bununla birlikte", "ya da", "iddiaya göre", "o zaman", "bu arada", "örneğin ,",
            "her ikisi", "doğruysa ,"],
    },
    Language {
        code: "el",
        first: "αυτός αυτή αυτό αυτοί αυτές αυτά εκείνος εκείνη εκείνο αλλά και ή όμως ωστόσο επίσης έτσι τότε εκεί εδώ εγώ εμείς \
            επιπλέον επομένως ομοίως αμφότεροι",
        leads: "με μετά για από σε κατά σύμφωνα παρά",
        led: "αυτό αυτόν αυτήν αυτή αυτούς αυτά αυτές τούτο",
        phrases: &["ο ίδιος", "η ίδια", "οι ίδιοι", "σύμφωνα με αυτόν", "σύμφωνα με τον ίδιο", "σύμφωνα με την ίδια",
            "μετά από αυτό", "παρ’ όλα αυτά", "για παράδειγμα", "από την άλλη", "στη συνέχεια"],
    },
    Language {
        code: "ar",
        first: "هو هي هم هما هذا هذه هؤلاء ذلك تلك أولئك ذاك لكن لكنه لكنها لكنهم كذلك أيضا أيضًا ثم بينما حيث بدوره بدورها لذلك لذا هنا \
            هناك إنه إنها أنه أنها نحن أنا أنت كلاهما كلتاهما عندها حينها عندئذ آنذاك بل كما",
        leads: "مع رغم بعد قبل من في وفق حسب بحسب وفقا وفقًا إلى على",
        led: "ذلك هذا هذه تلك جهته جهتها جانبه جانبها له لها لهم ناحيته ناحيتها قوله قولها",
        phrases: &["إلا أن", "غير أن", "وفي المقابل", "في المقابل", "في حال صحة", "إذا صح", "وإذا صح", "على سبيل المثال"],
    },
    Language {
        code: "cs",
        first: "on ona oni ono ony to ten ta ti tento tato toto tito tyto jeho její jejich ale však avšak a i nebo proto také rovněž potom \
            pak poté tam zde tady já my ty oba obě takový přesto navíc mezitím",
        leads: "podle po před při v s z za na pro do od bez kromě během",
        led: "něj něho ní nich tom toho tomu této tohoto těchto jeho jejího",
        phrases: &["na druhou stranu", "například ,", "pokud je to"],
    },
    Language {
        code: "ro",
        first: "el ea ei ele acesta aceasta aceștia acestea acest această acel acea acei acele dar însă și sau lui lor atunci totuși acolo \
            aici eu noi ambii ambele apoi astfel",
        leads: "potrivit după conform pentru cu în din fără la pe înainte despre",
        led: "lui ei lor acesta aceasta acestora acest această asta el ea",
        phrases: &["de asemenea", "pe de altă parte", "cu toate acestea", "de exemplu", "dacă este adevărat"],
    },
    Language {
        code: "hu",
        first: "ő ők ez ezt ezek azt azok és de vagy azonban ezért aztán itt ott én mi így tehát szerinte szerintük ugyanakkor emellett \
            mindketten ezután eközben",
        leads: "",
        led: "",
        phrases: &["e szerint", "ennek ellenére", "a két férfi", "például ,", "ha ez igaz"],
    },
    Language {
        code: "fi",
        first: "hän he se ne tämä tuo nämä nuo mutta ja tai kuitenkin siksi sitten siellä täällä minä me hänen heidän sen niiden \
            molemmat lisäksi samalla silti myös silloin",
        leads: "",
        led: "",
        phrases: &["toisaalta ,", "esimerkiksi ,", "hänen mukaansa", "sen mukaan", "sen jälkeen", "jos tämä"],
    },
    Language {
        code: "ko",
        first: "그는 그가 그의 그를 그도 그에게 그녀는 그녀가 그녀의 그들은 그들이 그들의 이는 이것은 이를 이에 이로 이로써 이와 이들은 이런 \
            이같은 그런 그러나 하지만 그런데 그래서 그리고 또 또한 한편 따라서 그러면서 이어 이어서 이후 그러자 다만 반면 이날 당시 저는 \
            나는 우리는 우리 아니다 해당 양측은 양국은 그곳 여기 거기 이곳 그때 이때 그 같은",
        leads: "그에 두 사실이라면",
        led: "따르면 사람은 사람이 , 회사는 나라는",
        phrases: &["그럼에도", "이와 함께", "이에 따라", "그 결과", "예를 들어"],
    },
];

/// First letters that point back where words are not parted, and names that begin with the same letters.
#[rustfmt::skip]
pub const PREFIXES: &[(&str, &[&str], &[&str])] = &[
    ("zh",
        &["他", "她", "它", "这", "這", "那是", "那时", "那時", "那些", "那个", "那個", "那里", "那裡", "那名", "那位", "那场", "那場", "那次",
            "那么", "那麼", "那年", "此", "该", "該", "其", "但", "不过", "不過", "然而", "因此", "所以", "而", "并且", "並且", "并称", "并表示",
            "并指出", "另外", "同时", "同時", "随后", "隨後", "与此同时", "與此同時", "对此", "對此", "于是", "於是", "可是", "我", "你", "您",
            "双方", "雙方", "两人", "兩人", "二人", "后者", "後者", "前者", "同日", "当时", "當時", "当天", "當天", "当日", "當日", "之后", "之後",
            "不，", "不是，", "是的", "也是", "也有", "也在", "也将", "也会", "也就", "还有", "还称", "还说", "还表示", "又", "尽管如此", "儘管如此",
            "如果属实", "如果屬實", "若属实", "如属实", "据他", "據他", "据她", "上述", "如此", "反之", "例如", "比如", "否则", "否則", "换言之"],
        &["他信", "但丁", "但泽", "其他", "我行我素"]),
    ("ja",
        &["彼は", "彼が", "彼の", "彼に", "彼を", "彼も", "彼ら", "彼女", "これ", "それ", "あれ", "この", "その", "あの", "ここ", "そこ",
            "しかし", "だが", "ただし", "ただ、", "また、", "そして", "さらに", "同社", "同氏", "同市", "同省", "同署", "同日", "同庁", "同局",
            "同町", "同村", "同線", "同駅", "同店", "同病院", "同事務所", "同県", "同国", "同紙", "同党", "同校", "両者", "両国", "両社", "両氏", "一方", "なお", "ところが", "でも、", "つまり",
            "すると", "当時", "前者", "後者", "私は", "私が", "私の", "私も", "私たち", "我々", "僕", "いいえ", "いや、", "はい、", "だから",
            "こうした", "こうして", "そう", "他方", "例えば", "その後", "もし事実なら", "事実なら", "とはいえ", "にもかかわらず"],
        &["この指とまれ"]),
    ("th",
        &["เขากล่าว", "เขาบอก", "เขาเป็น", "เขาได้", "เขาจะ", "เขายัง", "เขาระบุ", "เขาเผย", "เขาถูก", "เขามี", "เขาคือ", "เธอ", "มันเป็น", "มันจะ",
            "มันไม่", "พวกเขา", "แต่", "และ", "หรือ", "ซึ่ง", "อย่างไรก็ตาม", "อย่างไรก็ดี", "นอกจากนี้", "นอกจากนั้น", "ทั้งนี้", "ขณะที่", "ดังนั้น", "นี่", "นั่น",
            "ผม", "ดิฉัน", "ฉัน", "เรา", "ไม่ใช่", "ต่อมา", "หลังจากนั้น", "ทั้งสอง", "ตามที่เขา", "หากเป็นจริง", "ถ้าเป็นจริง"],
        &["เราะมะฎอน", "แต่งตั้ง"]),
];

/// Words that answer; before a comma they answer something.
#[rustfmt::skip]
pub const YES_OR_NO: &[&str] = &[
    "yes", "no", "nope", "not", "well", "sure", "nein", "ja", "non", "oui", "sí", "si", "sì", "não", "sim", "nee", "nej", "nei", "nie",
    "tak", "нет", "да", "ні", "так", "hayır", "evet", "όχι", "ναι", "لا", "نعم", "كلا", "ne", "ano", "nu", "da", "nem", "igen", "ei",
    "kyllä", "아니다", "아니요", "네",
];

/// Words for a time behind "this": what is told of "this year" stands by itself.
#[rustfmt::skip]
pub const TIMES: &[&str] = &[
    "year", "week", "weekend", "month", "summer", "winter", "spring", "autumn", "fall", "season", "morning", "afternoon", "evening",
    "century", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "jahr", "jahres", "woche", "wochenende", "monat", "sommer", "frühjahr", "herbst", "saison", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonntag",
    "année", "semaine", "mois", "été", "hiver", "printemps", "automne", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi",
    "dimanche",
    "año", "semana", "mes", "verano", "invierno", "primavera", "otoño", "temporada", "lunes", "martes", "miércoles", "jueves",
    "viernes", "sábado", "domingo",
    "anno", "settimana", "mese", "estate", "inverno", "autunno", "stagione", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì",
    "sabato", "domenica",
    "ano", "mês", "verão", "outono", "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "segunda",
    "terça", "quarta", "quinta", "sexta", "manhã", "tarde", "noite",
    "jaar", "maand", "år", "vecka", "veckan", "uge", "uke", "måned", "månad", "roku", "tygodniu", "miesiącu", "году", "года", "неделе",
    "месяце", "році", "року", "тижні", "місяці", "العام", "الأسبوع", "الشهر", "roce", "an", "săptămână",
];

/// Stretches of time that are counted.
#[rustfmt::skip]
pub const SPANS: &[&str] = &[
    "minute", "minutes", "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "decades", "minuten",
    "stunden", "stunde", "tage", "tag", "wochen", "woche", "monate", "jahre", "jahr", "heures", "heure", "jours", "jour", "semaines",
    "semaine", "mois", "ans", "années", "horas", "días", "día", "semanas", "meses", "años", "año", "minuti", "ore", "giorni", "giorno",
    "settimane", "mesi", "anni", "anno", "dias", "dia", "anos", "ano", "uur", "dagen", "dag", "weken", "maanden", "jaar", "timmar",
    "dagar", "veckor", "månader", "år", "timer", "dage", "dager", "uger", "uker", "måneder", "часов", "часа", "дня", "дней", "недели",
    "месяца", "года", "лет",
];
