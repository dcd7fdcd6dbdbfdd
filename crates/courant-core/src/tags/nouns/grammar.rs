//! What tells a noun in each language, without a dictionary: what stands before it, and how it ends.
//!
//! Written by hand from plain grammar, not fitted. A list is not meant to be complete: a word that nothing speaks for is
//! left out where a language has articles, so a gap costs a tag and no wrong one.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

/// How a language marks its nouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Articles, then adjectives, then the noun: only the last word of the phrase is one.
    NounLast,
    /// Articles right before the noun, most adjectives after it.
    NounFirst,
    /// No articles: endings tell most.
    Bare,
    /// No articles, the verb ends the sentence.
    VerbLast,
    /// The article is written with the noun, the verb may open the sentence.
    Joined,
}

/// One language, words parted by blanks.
struct Source {
    order: Order,
    /// Right before a noun or its adjectives: articles, possessives, prepositions.
    before: &'static str,
    /// Right before a verb, participle or adjective: pronouns, auxiliaries, adverbs of degree.
    helpers: &'static str,
    /// Adjectives that stand between article and noun, and other words that are never a noun.
    never: &'static str,
    /// Endings of nouns.
    nouns: &'static str,
    /// Endings of verbs, adjectives and adverbs.
    others: &'static str,
}

const SOURCES: &[(&str, Source)] = &[
    (
        "en",
        Source {
            order: Order::NounLast,
            before: "a an the his her its their our my your this these those of no some any each every another several many both two three four five six seven \
                 eight nine ten in on at by from with for under over against without between during",
            helpers: "i he she it they we you who that to not never will would can could may might must should shall cannot be been being is are was were am has \
                  have had having does did do don’t don't didn’t didn't won’t won't wasn’t wasn't isn’t isn't very too so more most less quite rather \
                  already also then just still only even",
            never: "",
            nouns: "tion tions sion sions ness ment ments ity ities ship ships ism isms ist ists ance ances ence ences dom hood age ages ology ure ures eer eers",
            others: "",
        },
    ),
    (
        "fr",
        Source {
            order: Order::NounFirst,
            before: "le la les l’ l' un une des du de d’ d' au aux son sa ses leur leurs ce cet cette ces mon ma mes notre nos votre vos chaque quelques plusieurs \
                 deux trois quatre cinq six sept huit dix aucun aucune en sans par avec contre sous sur dans entre après avant vers",
            helpers: "je tu il elle on nous vous ils elles qui ne n’ n' s’ s' se me te y a ont est sont était étaient sera seront été avait avaient être avoir \
                  très plus moins trop bien pas jamais peut peuvent doit doivent va vont fait faire",
            never: "grand grande grands grandes petit petite petits petites nouveau nouvel nouvelle nouveaux nouvelles bon bonne bons bonnes premier première \
                premiers premières dernier dernière derniers dernières ancien ancienne anciens anciennes jeune vieux vieille beau belle mauvais mauvaise \
                même mêmes autre autres seul seule prochain prochaine gros grosse haut haute vaste double long longue nombreux nombreuses meilleur \
                meilleure plupart contraire faut",
            nouns: "tion tions sion sions té tés eur eurs euse euses isme ismes age ages ence ences ance ances ure ures esse esses ière ières ier iers",
            others: "aient ait èrent irent urent issent ennent illent ttent amment emment alement ellement ivement er ir oir ant isé isée isés isées ique iques \
                 ible ibles able ables elle elles el els al ale aux if ive ifs ives eux euse",
        },
    ),
    (
        "es",
        Source {
            order: Order::NounFirst,
            before: "el la los las un una unos unas del al su sus este esta estos estas ese esa esos esas aquel aquella mi cada dos tres cuatro cinco seis siete \
                 ocho diez varios varias algunos algunas ningún ninguna de en con sin por sobre entre hasta desde contra tras ante bajo",
            helpers: "yo tú él ella ellos ellas nosotros que quien se no lo le les me te nos ha han había habían es son era eran fue fueron está están estaba \
                  ser estar haber muy más menos tan bien ya también puede pueden debe deben va van",
            never: "gran grande nuevo nueva nuevos nuevas buen buena bueno primer primera primeros último última últimos últimas mismo misma otro otra otros \
                otras mayor mejor pequeño pequeña antiguo antigua viejo vieja próximo próxima pasado pasada joven único única propio propia menos pesar",
            nouns: "ción ciones sión siones dad dades ismo ismos aje ajes miento mientos ura uras eza ezas encia encias ancia ancias dor dores dora doras ero eros ista istas",
            others: "aron ieron aba aban ando iendo yendo mente ar er ir arse erse irse arlo erlo irlo arla erla amos emos imos ado ada idos adas ido ida \
                 ible ibles able ables oso osa osos osas ivo iva ivos ivas ico ica icos icas al ales ó",
        },
    ),
    (
        "it",
        Source {
            order: Order::NounFirst,
            before: "il lo la i gli le un uno una un’ un' l’ l' del dello della dell’ dell' dei degli delle al allo alla all’ all' ai agli alle dal dalla dall’ \
                 dall' dai dalle nel nello nella nell’ nell' nei nelle sul sulla sull’ sull' sui sulle questo questa questi queste suo sua suoi sue loro ogni \
                 due tre quattro cinque sei sette otto dieci alcuni alcune di d’ d' da in con su per tra fra senza contro dopo",
            helpers: "io tu lui lei noi voi essi che chi si non ci ne ha hanno aveva avevano è sono era erano fu stato stata stati state sarà essere avere molto \
                  più meno così già anche può possono deve devono va vanno viene vengono",
            never: "grande grandi nuovo nuova nuovi nuove buon buona buono primo prima primi prime ultimo ultima ultimi ultime stesso stessa altro altra altri \
                altre maggiore migliore piccolo piccola antico antica vecchio vecchia prossimo prossima scorso scorsa giovane unico unica proprio propria",
            nouns: "zione zioni sione sioni tà ismo ismi mento menti tore tori trice trici ezza ezze enza enze anza anze aggio aggi ura ure ista isti",
            others: "are ere ire arsi ersi irsi arlo erlo irlo ando endo mente ava avano eva evano iva ivano arono erono irono ato ata ati ate uto uta uti ute ito \
                 ita iti ite ibile ibili abile abili oso osa osi ose ivo iva ivi ive ico ica ici iche ale ali issimo issima issimi",
        },
    ),
    (
        "pt",
        Source {
            order: Order::NounFirst,
            before: "o a os as um uma uns umas do da dos das no na nos nas ao à aos às pelo pela pelos pelas num numa seu sua seus suas este esta estes estas esse \
                 essa aquele aquela cada dois duas três quatro cinco seis sete oito dez vários várias alguns algumas nenhum nenhuma de em com sem por sobre \
                 entre até contra após sob",
            helpers: "eu ele ela eles elas nós que quem se não lhe me te foi foram é são era eram está estão estava será ser estar ter tem têm tinha tinham havia \
                  muito mais menos tão bem já também pode podem deve devem vai vão",
            never: "grande grandes novo nova novos novas bom boa primeiro primeira primeiros último última últimos últimas mesmo mesma outro outra outros outras \
                maior melhor pequeno pequena antigo antiga velho velha próximo próxima passado passada jovem único única próprio própria menos",
            nouns: "ção ções são sões dade dades ismo ismos agem agens mento mentos ura uras eza ezas ência ências ância âncias dor dores dora doras eiro eiros ista istas",
            others: "aram eram iram ava avam ando endo indo mente ar er ir amos emos imos ado ada ados adas ido ida idos idas ível íveis ável áveis -se -lo -la oso osa osos \
                 osas ivo iva ivos ivas ico ica icos icas al ais ou",
        },
    ),
    (
        "nl",
        Source {
            order: Order::NounLast,
            before: "de het een ’t 't deze dit die zijn haar hun onze ons mijn elke elk ieder iedere geen van in op aan met voor bij door over onder tegen tot uit \
                 naar zonder tussen na twee drie vier vijf zes zeven acht negen tien enkele meerdere veel",
            helpers: "ik hij zij ze we wij wie niet te is was waren zijn wordt worden werd werden heeft hebben had hadden kan kunnen kon zal zullen zou zouden moet \
                  moeten mag mogen wil willen zeer heel erg ook al nog nooit",
            never: "grote nieuwe goede eerste laatste andere oude jonge kleine zelfde volgende afgelopen",
            nouns: "ing ingen heid heden schap schappen isme teit teiten atie aties ij ijen aar aars eling elingen dag sel",
            others: "lijk lijke ige isch ische ende loos loze baar bare zaam zame te ten de den se",
        },
    ),
    (
        "sv",
        Source {
            order: Order::NounLast,
            before: "en ett den det de denna detta dessa min sin sitt sina deras hans hennes varje ingen i på av för med till från under efter mot vid utan mellan \
                 två tre fyra fem sex sju åtta nio tio några flera många",
            helpers: "jag han hon vi ni som inte att är var blir blev har hade kan kunde ska skulle måste vill får fick mycket också redan aldrig",
            never: "stora nya gamla första sista andra unga lilla samma nästa förra",
            nouns: "ning ningen ningar het heten heter tion tionen tioner skap skapet ism ismen are aren arna erna orna else elsen",
            others: "ade ades ande lig liga ligt isk iska iskt bar bara sam samma",
        },
    ),
    (
        "el",
        Source {
            order: Order::NounLast,
            before: "ο η το οι τα του της των τον την τους τις στο στη στην στον στους στις στα ένας μία μια ένα έναν ενός μιας από για με σε χωρίς δύο τρεις τρία τέσσερις πέντε",
            helpers: "θα να δεν μην που είναι ήταν έχει έχουν είχε είχαν πολύ πιο έχω όχι και",
            never: "μεγάλη μεγάλο μεγάλος νέα νέο νέος πρώτη πρώτο πρώτος τελευταία τελευταίο άλλη άλλο άλλα",
            nouns: "ση σης σεις ξη ξης ψη μός μού μοί ότητα ότητας εία είας ιστής τήρας",
            others: "ει ουν εται ονται ηκε ηκαν θηκε θηκαν σει σουν ικός ική ικό ικές ικών ικού ικής ικούς μένος μένη μένο μένες ώντας οντας",
        },
    ),
    (
        "ru",
        Source {
            order: Order::Bare,
            before: "в во на с со из от до по о об при за над под для без между у к ко после через",
            helpers: "я он она они мы вы не бы был была было были будет будут очень уже ещё еще можно нужно",
            never: "",
            nouns: "ость ости остью ство ства ением ение ения ений ация ации ацию тель теля тели телей ник ника ники ников изм изма",
            others: "ть ться тся лся лась лось лись овал овала овали тили дили нили жили чили вили сили рили лили пили шили тали дали нали вали рали зали жали \
                 шали чали щали тила дила нила жила шила ует уют ают яют еют ит ят ет ют ский кий ний щий ший жий чий ный лый рый тый вый мый хий ская \
                 кая ная щая шая лая рая тая вая мая няя ское кое ное щее шее лое рое тое вое мое нее ские кие ные щие шие лые рые тые вые мые ого его ому \
                 ему ским ным щим ых их ыми ими ую юю льной ской цкой нной чной овой льном ском цком нном чном вшись вши но ается яется ются",
        },
    ),
    (
        "uk",
        Source {
            order: Order::Bare,
            before: "в у на з зі із від до по про при за над під для без між к після через о об",
            helpers: "я він вона вони ми ви не би був була було були буде будуть дуже вже ще можна",
            never: "",
            nouns: "ість ості ство ства ення ань ція ції цію тель теля телів ник ника ники ників",
            others: "ти тися ться вся лася лося лися ував увала ували дили тили нили вали рали тали ують ають яють ить ять ий ій ого ому им их ими ую ська ське \
                 ські ський ської ських ська на ною но",
        },
    ),
    (
        "pl",
        Source {
            order: Order::Bare,
            before: "w we na z ze od do po o przy za nad pod dla bez między u przez przed ten ta to tego tej tych",
            helpers: "ja on ona oni my nie by był była było były będzie będą bardzo już jeszcze można się jest są został została zostały",
            never: "",
            nouns: "ość ości ością stwo stwa anie ania aniu enie enia eniu cja cji cję cje acja acji izm nik nika ników arz arza arzy",
            others: "ć ał ała ali ały ało ił iła ili iły iło ył yła yli ęła ęli ął uje ują ają eją ęto ega ając ąc ący ąca ące ących ącego ącej ono ano owy owa owe owego \
                 owej owych owym owymi ny ne nego nej nych nym nymi ski ska skie skiego skiej skich skim skimi cki cka ckie ckiego ckiej ckich ckim czy cza \
                 cze czych ego emu ych ymi ony one onych onej onego any ane anych anej anego ty te tych łby łaby liby ejszy ejsze ejszych ejsza sza szy czna alna owna ijna adła edła \
                 sze szych łem ście",
        },
    ),
    (
        "tr",
        Source {
            order: Order::VerbLast,
            before: "bir bu şu her bazı iki üç dört beş altı yedi sekiz dokuz on yüz",
            helpers: "çok en daha hiç de da",
            never: "yeni büyük küçük ilk son diğer aynı eski başka yüzde",
            nouns: "lık lik luk lük cı ci cu cü çı çi lar ler ları leri",
            others: "mek mak yor iyor ıyor uyor üyor acak ecek mış miş muş müş dı di du dü tı ti tu tü dığı diği duğu düğü dığını diğini duğunu düğünü tığını \
                 tiğini tuğunu tüğünü acağı eceği acağını eceğini ması mesi masını mesini masına mesine maya meye arak erek yarak yerek ıp ip up üp ken ınca \
                 ince lı li lu lü sal sel sız siz suz süz ki ildi ıldı an en dan den tan ten tir dir dır tır larını lerini inci ıncı uncu üncü malarını melerini madığını \
                 mediğini dığına diğine acağına eceğine malı meli mıştı mişti layan leyen ıldığını ildiğini diğimiz dığımız duğumuz düğümüz diğinin dığının duğunun düğünün ebilenler abilenler meleri maları mesinin masının tınız tiniz dınız diniz",
        },
    ),
    (
        "hi",
        Source {
            order: Order::VerbLast,
            before: "इस उस यह वह एक दो तीन चार पाँच",
            helpers: "नहीं न बहुत अधिक",
            never: "नया नई नए बड़ा बड़ी बड़े पहला पहली पहले",
            nouns: "ता पन वाला वाले कार",
            others: "ना ने ते ती कर गया गई गए िए एगा एगी",
        },
    ),
    (
        "ar",
        Source {
            order: Order::Joined,
            before: "في من إلى على عن مع بعد قبل بين تحت فوق عند خلال حول ضد بدون هذا هذه ذلك تلك كل بعض",
            helpers: "قد لقد لم لن لا سوف أن كان كانت هو هي هم ما",
            never: "",
            nouns: "",
            others: "",
        },
    ),
    (
        "ko",
        Source {
            order: Order::VerbLast,
            before: "이 그 저 한 두 세 네 각 모든",
            helpers: "안 못 더 매우 가장",
            never: "",
            nouns: "",
            others: "다 고 며 면 지만 려고 어서 아서 해서 하는 되는 있는 없는 했던 였던 있던 하던 하여 된 한 할 될 던 은데 는데 도록 게 라고 다고 하게 있다 없다 \
                 했다 됐다 이다 이며 한다 된다 어진 아진 려진 하기 되기 하며 하면 으며 으면 거나 자 째 는지 니다 세요 여야 해야 까지 부터 시킨 같은 다는 라는 려는 지는 하지 되지 여서 이어서 러서 려서 라서 해야",
        },
    ),
];

/// The lists of one language as sets.
pub struct Grammar {
    /// How nouns are marked.
    pub order: Order,
    before: FxHashSet<&'static str>,
    helpers: FxHashSet<&'static str>,
    never: FxHashSet<&'static str>,
    /// Endings by length, so that the longest that fits speaks: whether a noun ends so.
    endings: Vec<(&'static str, bool)>,
}

impl Grammar {
    /// The grammar of a BCP 47 primary subtag, where there is one.
    pub fn of(language: &str) -> Option<&'static Self> {
        static TABLES: OnceLock<BTreeMap<&'static str, Grammar>> = OnceLock::new();
        let tables =
            TABLES.get_or_init(|| SOURCES.iter().map(|(language, source)| (*language, Self::read(source))).collect());
        tables.get(language)
    }

    fn read(source: &Source) -> Self {
        let set = |words: &'static str| words.split_ascii_whitespace().collect();
        let ends = |words: &'static str, noun: bool| words.split_ascii_whitespace().map(move |ending| (ending, noun));
        let mut endings: Vec<(&'static str, bool)> =
            ends(source.nouns, true).chain(ends(source.others, false)).collect();
        endings.sort_by_key(|(ending, _)| std::cmp::Reverse(ending.len()));
        Self {
            order: source.order,
            before: set(source.before),
            helpers: set(source.helpers),
            never: set(source.never),
            endings,
        }
    }

    /// Whether a noun phrase goes on behind this lower-case word.
    pub fn leads(&self, lower: &str) -> bool {
        self.before.contains(lower)
    }

    /// Whether what follows this lower-case word is a verb or says how something is.
    pub fn helps(&self, lower: &str) -> bool {
        self.helpers.contains(lower)
    }

    /// Whether a lower-case word is never a noun that a text is about.
    pub fn is_never(&self, lower: &str) -> bool {
        self.never.contains(lower)
    }

    /// Whether the longest known ending of a lower-case word, three characters or more before it, is that of a noun;
    /// `None` where none is known.
    pub fn ending(&self, lower: &str) -> Option<bool> {
        let least = if self.order == Order::VerbLast { 1 } else { 3 };
        let long = |rest: &str| rest.chars().nth(least - 1).is_some();
        self.endings.iter().find(|(ending, _)| lower.strip_suffix(ending).is_some_and(long)).map(|(_, noun)| *noun)
    }
}
