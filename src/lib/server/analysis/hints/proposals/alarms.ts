import { plainLetters } from '$lib/domain/core/plain-letters';
import { formOf, isTypingError } from '../../text/spelling';
import { cuesIn } from '../models/cues';

/**
 * Words that a text of no importance may not have: a weapon, a threat, money that is asked for, a warning or a shortage of
 * food or drinking water, a note of a telephonist, an authority. Our own lists, Dutch with Frisian and other regional
 * spellings, some English and German. They are broad on purpose: the price of a word too many is a look at an advertisement.
 */

interface Alarm {
	readonly kind: 'weapon' | 'threat' | 'money' | 'food' | 'warning' | 'note' | 'authority';
	/** parts of words, also inside compounds and hashtags */
	readonly parts: string;
	/** whole words; `_` joins those of a phrase, `*` is any ending, `#` a number */
	readonly words: string;
}

const ALARMS: readonly Alarm[] = [
	{
		kind: 'weapon',
		parts: `wapen pistool pistoal pistol revolver geweer gewear machete kapmes steekmes keukenmes broodmes vleesmes slagersmes zakmes koksmes knuppel
			ploertendoder boksbeugel granaat granaten explosie explosief ontplof bommelding munitie kogel schutter schietpartij schietincident schietend beschot geschoten
			geskeat gesjote skiet steekpartij stekerij gestoken gestokt neerstak neersteek gijzel terroris aanslag molotov stroomstoot taser kalasjnikov kruisboog katapult
			zwaard gunman gunshot shooter shooting stabb firearm weapon rifle hostage waffe pistole bewaffnet messerangriff`,
		words: `mes messen mesje mesjes mets metsen mesk messer bijl bijlen bile zwaarden bom bommen buks gun guns knife knives bomb bombs schot schoten skot schiet schieten
			schietend schoot geskjit sjit sjete sjeet scheet_op stak staken steekt steken stekt hamer koevoet hooivork schroevendraaier gewapende shot shots`
	},
	{
		kind: 'threat',
		parts: `bedreig dreig drige vermoor moord doodschiet doodsteek doodsla doodmaken doodgesch opblaz vergelding wraak aanvall aangevall ontvoer stalk achtervolg belaag
			mishandel verkracht aanrand slachtoffer gewond overval inbrek inbraak ingebroken brandsticht plunder agressi vechtpartij kidnap neergeslagen doodsbang murder attack`,
		words: `dood dode doden dooie dea geweld gewelddadig* bloed aanval afmaken kapotmaken maak_je_af maak_jullie_af kop_eraf nek_om in_brand in_de_fik in_de_hens
			steken_we steek_ik pak_je_nog weet_waar_je weet_waar_jij weet_waar_jullie weten_waar_je weten_waar_jullie weet_wer_ast zul_je_boeten gaan_boeten spijt_van_krijgen
			kill killing threat threatens rellen relschoppers lynch* maken_je_af maken_jullie_af maken_hem_af maken_ze_af sloop_ik slopen_we slopen_jullie slaan_we
			boeten iets_aandoen gaat_aandoen wil_aandoen iets_aangedaan wat_aandoen achterna te_grazen opwachten kom_je_halen komen_je_halen kom_jullie_halen komen_jullie_halen botten de_klos kist_uitzoeken lesje_leren stokken`
	},
	{
		kind: 'money',
		parts: `oplicht opgelicht fraude phishing babbeltruc pincode pinpas bankpas bankrekening rekeningnummer bankmedewerk bankhelpdesk spaargeld tikkie betaalverzoek betaallink
			betaalverzuuk overmaken overgemaakt overboeken doneer doneren donatie collecte collectant collektant kollekte crowdfund gofundme bitcoin cryptomunt voorschot
			aanbetal lening cadeaukaart cadeaubon giftcard paysafe westernunion moneygram nepagent nepbank nepmail nepsms nepcollect spoofing anydesk teamviewer losgeld
			afpers chantage gestolen stellen_geld diefstal inzamel geldezel bankgegevens creditcard`,
		words: `geld gelds geldbedrag* geldj geeld jild sjild centen poen cash money iban giro giro555 storten gestort stort maak_over schenking lenen_jullie leen_mij leen_me
			voorschieten donate hoi_mam hoi_pap hey_mam hey_pap nieuw_nummer nieuwe_nummer ander_nummer nieuw_telefoonnummer nieuwe_telefoon euro_voor_de cent_voor_de deze_link
			stuur_#_euro stuurt_#_euro geef_#_euro betaal_# betaal_eerst eerst_betalen de_borg getroffenen gedupeerden getroffen_gezin* getroffen_famil*`
	},
	{
		kind: 'food',
		parts: `drinkwater drinkwaeter drinkwaoter drinkwetter drenkwater drinkwatter kraanwater kraanwaoter kraanwaeter kraanwetter kraonwater leidingwater
			leidingwetter waterleiding wetterlieding waterbedrijf kookadvies kookadvys nietdrinken niedrinken giftig vergift fergif vergif besmet vervuild fersmoarge
			verontreinig salmonella listeria legionella botulisme terugroep teruggeroepen rattengif rattenvergif dioxine bedorven beschimmel voedselbank voedselpakket
			voedseltekort watertekort flessenwater noodvoedsel rantsoen hamsteren hamsteraar gehamsterd hamsterwoede legeschappen poison contaminat tapwater foodshortage`,
		words: `gif gifs pfas ecoli e_coli e.coli asbest bacterie* recall hamstert kraan kraon kraen honger dorst toarst uitgedroogd tap_water trinkwasser`
	},
	{
		kind: 'warning',
		parts: `waarschuw warskog gevaar gefaar gefaer ontruim evacu vermist gaslek gaslucht koolmonoxide zelfmoord suicid sirene levensgev nietopenen nietdelen`,
		words: `alarm pas_op past_op let_op kijk_uit wees_voorzichtig blijf_binnen blijf_weg blijf_thuis bliuw_thus mijd vermijd warning danger beware oppassen opletten achtung vorsicht`
	},
	{
		kind: 'note',
		parts: `telefoniste`,
		words: `mw mevr mevrouw mvr mefrou dhr mnr meneer menear beller belster bellers belt_terug wil_teruggebeld`
	},
	{
		kind: 'authority',
		parts: `politie polisje brandweer burgemeester waterschap wetterskip nlalert hulpdienst meldkamer`,
		words: `gemeinte vitens brabantwater evides dunea pwn wml wmd oasen`
	}
];

/** Food and drink: an alarm with any of `AMISS` in the text, or with a denial close to it. */
const FOOD = `water wetter waoter waeter kraanw* tap drink* dronken gedronken gedroenken drienk* slok fles flessen flesje flesjes eten eet gegeten iten it ete eaten food voedsel voeding vlees vleis
	fleis gehakt worst vis fisk melk molke brood brea bread groente* grienten sla fruit kip kippen ei eieren aaien babyvoeding flesvoeding moestuin supermarkt* super winkel winkels schap schappen
	rijst pasta meel suiker zuivel kaas tsiis noten chocolade snoep ijs ijsje maaltijd* kantine lunch product* artikel* lidl aldi jumbo ah appie plus dirk coop nuttig* consumeer* consumeren
	spinazie aardappel* appels peren tomaten tomaat komkommer* mosselen garnalen bessen honing boter
	ingenomen innemen opeten opgegeten douchen tandenpoetsen koken`;
const AMISS = `ziek siik misselijk mislik kots* kotst overgeven overgegeven braken gebraakt spuug* diarree buikpijn pineboek vies smoarch stinkt stinkend stank bruin bruun troebel verkleurd smaakt_raar
	raar_smaakje smaakt_vreemd vreemde_smaak chloor leeg lege leech tekort* schaars* nergens uitverkocht uutverkocht is_op zijn_op binne_op raakt_op raken_op bijna_op helemaal_op alles_op zonder
	afgesloten afgesneden uitgevallen verboden onveilig verdacht* glas scherven scherf naald* metaal metaaldeeltjes stukjes eerst_koken water_koken kook_het kook_al kook_je terugbreng* terug_naar_de_winkel
	schimmel laten_staan weggooien weggegooid gooi_weg gooi_ze_weg gooi_het_weg weg_ermee afgeraden ontraden sick unsafe shortage empty boil recalled gevonden_in`;
const DENIALS = `niet nie niks nix niets nooit geen gin gjin gien net neet nich nicht neit niemand don't dont not never no stop`;

/** Classes of words of the models that no noise of the exercises has: it costs nothing to leave them all alone.
 * "Om" is a small word here, not the public prosecutor. */
const ALARMING_CUES: ReadonlySet<string> = new Set(
	'gravity crisis authority hoarding secrecy hearsay advice unsure sheltering callToAct press'.split(' ')
);

/** Pictures of the same. */
const PICTURES = /[🔫🔪🗡⚔💣🧨🏹🪓🚱☠☣☢⚠🚨🆘🛑⛔🩸]/u;
/** Another language, whatever the rest of the text is in. */
const OTHER_SCRIPT = /[^\P{L}\p{Script=Latin}\p{Script=Common}]/u;

/** One spelling error in any of these, or another spelling of the same sound, is still the word. */
const MISSPELT =
	`pistool geweer granaat schieten geschoten gestoken bedreigd bedreigen dreigt vermoorden overval drinkwater kraanwater leidingwater vergiftigd giftig besmet besmetting vervuild
	collecte oplichter oplichters oplichting fraude pincode rekeningnummer overmaken hamsteren tekort explosie ontploffing wapens waarschuwing slachtoffers`
		.trim()
		.split(/\s+/);
const SOUNDS = new Set(MISSPELT.map((word) => formOf(word).sound));
/** The least number of letters of a word whose spelling errors count. */
const MISSPELT_LETTERS = 6;

const listed = (text: string): string[] =>
	text
		.trim()
		.split(/\s+/)
		.map((word) => word.replaceAll('_', ' ').replace(/[.']/g, ' ').replace('*', '[a-z]*').replace('#', '[0-9]+'));
const anyOf = (text: string): string => `(?:${listed(text).join('|')})`;
const wholeWord = (pattern: string): RegExp => new RegExp(`(?<![a-z0-9])${pattern}(?![a-z0-9])`);

const PATTERNS = ALARMS.map(({ kind, parts, words }) => ({
	kind,
	found: new RegExp(`${anyOf(parts)}|${wholeWord(anyOf(words)).source}`)
}));
const HAS_FOOD = wholeWord(anyOf(FOOD));
const IS_AMISS = wholeWord(anyOf(AMISS));
const IS_DENIED = wholeWord(
	`(?:${anyOf(DENIALS)}(?: [a-z0-9]+){0,4} ${anyOf(FOOD)}|${anyOf(FOOD)}(?: [a-z0-9]+){0,6} ${anyOf(DENIALS)})`
);

/** The kind of alarm in a text, however it is spelt; null when there is none. */
export function alarmIn(text: string): Alarm['kind'] | 'picture' | 'script' | null {
	if (PICTURES.test(text)) return 'picture';
	if (OTHER_SCRIPT.test(text)) return 'script';
	const readings = readingsOf(text);
	for (const { kind, found } of PATTERNS) if (readings.some((reading) => found.test(reading))) return kind;
	if (readings.some((words) => HAS_FOOD.test(words) && (IS_AMISS.test(words) || IS_DENIED.test(words)))) return 'food';
	const isAlarming = (words: readonly string[]): boolean =>
		cuesIn(words.filter((word) => word !== 'om')).some((cue) => ALARMING_CUES.has(cue)) || words.some(isMisspelt);
	return readings.some((reading) => isAlarming(reading.split(' '))) ? 'warning' : null;
}

const isMisspelt = (word: string): boolean =>
	word.length >= MISSPELT_LETTERS &&
	(SOUNDS.has(formOf(word).sound) || MISSPELT.some((listed) => isTypingError(word, listed)));

const LOOKALIKES: Readonly<Record<string, string>> = {
	0: 'o',
	1: 'i',
	3: 'e',
	4: 'a',
	5: 's',
	7: 't',
	'@': 'a',
	$: 's'
};
/** "w a p e n", "w.a.p.e.n" */
const SPACED = /(?<![a-z0-9])[a-z](?:[^a-z0-9]{1,2}[a-z]){2,}(?![a-z0-9])/g;

/** The words of a text in plain letters, once as they stand apart and once with what splits a word taken out. */
function readingsOf(text: string): readonly string[] {
	const plain = plainLetters(text)
		.replace(/(?<=[a-z])[013457@$]+(?=[a-z])/g, (signs) => signs.replace(/./g, (sign) => LOOKALIKES[sign] ?? sign))
		.replace(SPACED, (letters) => letters.replace(/[^a-z]+/g, ''));
	const apart = plain.replace(/[^a-z0-9]+/g, ' ');
	const joined = plain.replace(/(?<=[a-z])[^a-z0-9\s]+(?=[a-z])/g, '').replace(/[^a-z0-9]+/g, ' ');
	// "waaapen", "messsen"
	return [
		...new Set(
			[apart, joined].flatMap((words) => [words.replace(/(.)\1{2,}/g, '$1'), words.replace(/(.)\1{2,}/g, '$1$1')])
		)
	];
}
