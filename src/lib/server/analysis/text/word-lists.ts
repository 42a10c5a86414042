/**
 * Our own lists of words that carry no news by themselves, Dutch and some English. Folded: lower case, without accents.
 */

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/).filter(Boolean));

/**
 * Words a copy may add or drop freely: articles, pronouns, prepositions, auxiliaries, filler. What changes a meaning
 * (niet, alleen, aan, uit, meer…) is handled elsewhere, whether or not it is in this list.
 */
const WEAK_WORDS = setOf(`
	de het een en of maar want dus dat die dit deze daar hier er ik jij je u hij zij ze wij we jullie hen hun haar hem mij mijn jouw uw ons onze zich zelf zijn
	in op aan van voor bij met te ten ter tot uit over door naar om onder boven tegen tussen langs rond rondom sinds tijdens vanaf vanuit via vanwege wegens
	volgens binnen per als dan toen nu toch ook al nog wel maar eens even heel erg zeer echt gewoon zo zon zulke hoor nou ja nee he och ach oh o ah
	mee af heen toe neer eruit eraf erbij erdoor ernaar erover ertegen ertussen eronder erachter ervoor meer minder jarige jarig vraagt vraag vragen weten
	dat wat wie waar waarin waarop waarvan daarvan daarom ervan eraan erin erop ermee erheen daarmee daarin wanneer hoe welke welk iets iemand
	ben bent is was waren wees geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden geworden ga gaat gaan ging gingen
	kom komt komen kwam kwamen zal zult zullen zou zouden kan kun kunt kunnen kon konden mag mogen mocht moet moeten moest wil wilt willen wilde hoef hoeft hoeven
	laat laten zit zitten zat zaten sta staat staan stond stonden lig ligt liggen lag lagen doe doet doen deed raak raakt raakte raakten
	zie ziet zien zag zagen hoor hoort horen hoorde gehoord lees las gelezen zeg zegt zeggen zei zeiden gezegd meld meldt melden meldde krijg krijgt krijgen kreeg
	gekregen blijkt blijken bleek lijkt schijnt echt inmiddels intussen ondertussen momenteel net zojuist zonet juist daarnet weer alweer steeds nogmaals
	alle alles allemaal iedereen ieder iedere elk elke hele veel vele zeker ruim bijna ongeveer minstens maximaal minimaal hooguit pas vlak flink flinke
	mensen lieve beste hallo hoi dag goedemorgen goedemiddag goedenavond mevrouw heer dames heren jongens meiden buren buurtgenoten
	zoals zodat omdat doordat terwijl nadat voordat totdat indien hetzij evenals alsmede namelijk trouwens overigens verder tevens bovendien verwachting
	bah wtf omg jeetje jemig pff oef tjonge tsja poeh wow god help
	a an the and or but so that this these those there here i you he she it we they me him her us them my your his its our their of to in on at for with from by
	about into over under is are was were be been being has have had do does did will would can could may might must should just very really now also too
	as if then than what who which where when how some any all more still already again please`);

/** Whether a word is weak, also with its last n swallowed: "zitte", "ligge". */
export const isWeak = (word: string): boolean =>
	WEAK_WORDS.has(word) || (word.endsWith('e') && word.length > 3 && WEAK_WORDS.has(`${word}n`));

/**
 * Words that pass a message on. A copy may add or drop them, and a part of a sentence that has only these and weak
 * words.
 */
export const passingOn = setOf(`
	doorgestuurd doorsturen doorstuur stuur door doorgeven doorgegeven delen deel gedeeld doordelen verspreiden verspreid rondsturen kopie kopieer kopieren plak plakken
	live repost reposten retweet retweeten rt via aldus breaking breek update let lett op pas attentie aandacht urgent alert belangrijk graag aub alsjeblieft alstublieft svp bedankt
	dank dankjewel iedereen zegt zeg voort share sharing forward forwarded copy paste please spread breaking`);

/** Channels of messages: part of passing on when nothing else is in the same part of the sentence. */
export const channels = setOf(`
	facebook fb twitter x tweet app appgroep appje buurtapp groepsapp klassenapp familieapp whatsapp wapp insta instagram tiktok telegram snap snapchat nextdoor groep
	bericht bericht berichtje tekst foto video filmpje link draad story comments reacties nieuws bron site website liveblog bovenstaand onderstaand gekregen krijg kreeg
	las gelezen gezien stond overgenomen binnen`);

/**
 * Who speaks for an organisation: as the source of a message ("politie: …", "volgens de GGD …") they add nothing to it.
 */
export const spokespersons = setOf(`
	politie brandweer gemeente ggd ghor veiligheidsregio waterbedrijf waterschap netbeheerder burgemeester wethouder omroep burgernet ns prorail rijkswaterstaat
	knmi anp rtl nvwa kustwacht defensie justitie telegraaf volkskrant parool trouw nrc bnr hoogheemraad rws ministerie rivm ziekenhuis school bedrijf woordvoerder krant nieuws nos nu persbureau meldkamer hoogheemraadschap omgevingsdienst provincie kabinet
	police mayor council`);

export const sayingVerbs = setOf(
	`zegt zeggen meldt melden bevestigt schrijft laat weten waarschuwt stelt bericht says reports`
);

/** Emoji that mock or doubt: adding one is a comment. */
export const mockingEmoji = setOf(`🤡 🙄 😂 🤣 🙃 😏 🤥 🧢 🤦 🤷 😹 🤔 🥱 💩 🤪 👏`);

/** Short ways to comment that consist of weak words: each makes a text an opinion on what it repeats. */
export const commentPhrases = [
	'ja hoor',
	'ja ja',
	'jaja',
	'ja vast',
	'vast wel',
	'tuurlijk',
	'natuurlijk joh',
	'uiteraard',
	'echt niet',
	'echt wel',
	'hoe dan',
	'lekker dan',
	'mooi zo',
	'goed zo',
	'wat erg',
	'wat een',
	'zo dan',
	'ach ja',
	'nou ja',
	'nou en',
	'kom op',
	'dat wel',
	'my god',
	'yeah right',
	'of course',
	'as if',
	'haha',
	'hahaha',
	'lol',
	'hihi'
] as const;

/** Hashtags that judge: a copy with one more is a comment. */
export const stanceTags =
	setOf(`doofpot schande schandalig falen falende faal aftreden opstappen onzin nepnieuws fakenews lol haha grap fail wakkerworden woke dictatuur
	kappen stop klaarmee ziek walgelijk triest belachelijk lachwekkend prutsers`);

/**
 * Words that judge when they stand alone before a message: "Schandalig: …". Adjectives in -ig, -lijk and -loos do so
 * too.
 */
export const judgements =
	setOf(`triest erg ziek gek raar knap sterk fijn mooi goed slecht jammer helaas eindelijk tja nou zucht haha lol wow super top bizar absurd leugen
	grap humor sad funny wrong great`);
