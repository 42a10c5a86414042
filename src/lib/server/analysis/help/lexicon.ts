import type { HelpSignal } from './match';

/**
 * Single words by the sign that they are. None is a call for help by itself, only several kinds together: a person, who is
 * hurt or cannot get away, from something, and calls. Our own lists; `*` stands for any ending.
 */

const wordsOf = (text: string): string[] => text.trim().split(/\s+/);
const wordSignal = (code: string, weight: number, list: string, more: readonly string[] = []): HelpSignal => ({
	code,
	weight,
	phrases: [...wordsOf(list), ...more]
});

export const lexicon: readonly HelpSignal[] = [
	wordSignal(
		'harm',
		1,
		`adem ademt ademen ademhaling ademnood asem lucht stik* stikt benauwd* kortademig hijg* piept bewusteloos bewustzijn bloed bloedt bloeden bloedend* gewond* verwond*
		brandwond* verbrand verbrande gebroken breuk pijn zeer pijnlijk suf slap bleek blauw duizelig misselijk overgeven braakt spuugt koorts onderkoel* bevroren bibber* rilt rillen
		weeen bevalt bevallen bevalling vliezen insuline diabet* zuurstof* beadem* thuisbeademing dialyse* astma* copd puffer inhaler inhalator epipen allergi* shock hart hartaanval hartpatient
		hartstilstand beroerte epilep* aanval stuip* schok* schudt schudden borst flauw flauwgevallen ingestort inelkaar verdrink* verdronken zinkt zakt stervend sterft sterven dood doodgaat
		beweegt reageert reageren antwoordt ademhalings* medicijn* medicatie pillen infuus sonde* uitgedroogd uitdroging vergiftig* ingeademd hyperventil* paniekaanval verward*
		gestoken neergestoken geslagen aangereden geraakt geschoten beet gebeten kneus* bult wond*
		breathe breathing unconscious bleeding hurt injured collapsed drowning choking burned oxygen insulin pregnant labour
		atmet atmen blutet verletzt bewusstlos sauerstoff nefes kanama yarali bayildi bebek oddych* krwawi ranny nieprzytomn* oddechu
		تنفس يتنفس تتنفس نزيف جريح اغماء дихати дихає кров поранен* непритомн*`,
		[
			'in elkaar gezakt|gezakt|gestort',
			'niet meer wakker',
			'niet goed geworden',
			'doet ~ zeer|pijn',
			'steeds kouder|benauwder|slechter|suffer|zwakker'
		]
	),
	wordSignal(
		'threat',
		1,
		`rook rookt vuur brand brandt branden vlam vlammen fik lichterlaaie hitte heet stroming golf golven vloed modder modderstroom gas gaslucht gaslek gaslucht koolmonoxide
		explosie ontploff* knal instort* ingestort* instorting puin stenen balken dakpannen kortsluiting vonken stopcontact motorkap drijf* drijven drijft zink* overstroom* stroomt
		mes messen knuppel* wapen geweer pistool schieten geschoten benzine molotov* bedreig* inbrek* inbraak plunder* stroom generator aggregaat verwarming ijs kou
		smoke fire flames flood explosion collapse* shooting knife rauch feuer wasser flammen duman yangin ates su dym ogien pozar woda gaz
		دخان حريق نار النار ماء الماء غاز дим пожежа вогонь вода газ`,
		[
			'water ~ komt|stijgt|staat|stroomt|in|tot|binnen|onder|hoger|kolkt|aan',
			'in|op|onder het water',
			'midden in het water',
			'tot ~ in het water'
		]
	),
	wordSignal(
		'confined',
		1,
		`vast vastzit vastgelopen klem bekneld beklemd opgesloten ingesloten afgesneden omsingeld gevangen gestrand deur voordeur schuifdeur portier raam ramen trap trappen trappenhuis brandtrap
		lift liften gang overloop portiek dak zolder kelder kruipruimte balkon galerij badkamer wc toilet kast meterkast koelcel vriescel garage parkeergarage tunnel metro auto bus wagon treinstel
		boom paal matras vlot dijk eiland brug reling verdieping etage hoog boven binnen eronder onderin uitgang nooduitgang kamer slaapkamer woonkamer stenen bed
		trapped stuck roof attic basement stairwell elevator inside upstairs dach keller treppenhaus aufzug eingeschlossen cati bodrum asansor mahsur dach piwnic* winda utkne*
		السطح القبو المصعد محاصر* عالق* даху дах підвал* ліфт* застряг*`
	),
	wordSignal('impeded', 1, ``, [
		'niet|nauwelijks|amper|moeilijk ~ open|uit|weg|af|langs|door|bij|mee|beneden|los|wakker|lopen|staan|bewegen|zien|horen|praten|tillen|vinden|vluchten|meer|buiten|eruit|erdoor|erbij|erheen|over|terug',
		'open|uit|weg|eruit|naar|beneden|mee|los ~ niet|nauwelijks',
		'kan|kunnen|krijg|krijgen|krijgt|wil|willen|gaat|gaan|doet|komt|kom|komen ~ niet|geen|niemand|niks|nauwelijks',
		'hoort|horen|ziet|zien|beweegt|reageert|antwoordt|ademt|loopt ~ niet|niks|niets',
		'geen kant|uitweg|ambulance|hulp|bereik|gehoor|stroom',
		'alleen nog ~ raam|dak',
		'nog ~ boven|binnen|in|onder',
		'niemand',
		'te pakken krijgen',
		'neemt|nemen niet op',
		'bijna leeg|op',
		'op de grond|vloer',
		'zonder ~ stroom|eten|water|medicijn*|verwarming|zuurstof',
		'helemaal|is|ben|zijn op|leeg|kwijt',
		"can't|cannot|won't",
		'nicht ~ raus|weg|auf',
		'kein|keine',
		'nie moze|moge|mozemy',
		'لا نستطيع|تستطيع|يستطيع|استطيع',
		'не може|можу|можемо'
	]),
	wordSignal(
		'kin',
		1,
		`moeder ma mam mama vader pap papa schoonmoeder schoonvader oma opa broertje zusje zoon zoontje dochter dochtertje kindje kleintje baby peuter kleuter
		jongetje meisje tante oom neefje nichtje buurvrouw buurman buurjongen buurmeisje tweeling schoonmama
		baby grandma grandpa mutter vater annem babam kardesim oglum kizim esim mama tata babcia dziadek syn corka
		امي ابي زوجي زوجتي ابني ابنتي طفلي мама тато бабуся дід син дочка`,
		[
			'mijn|mn|m n|me|onze|ons|haar|zijn|zn|dhr man|vrouw|ouders|vriend|vriendin|broer|zus|neef|nicht|kind|kinderen|buren|collega*|gezin',
			'my|our mother|father|mom|dad|mum|husband|wife|son|daughter|kids|children|brother|sister|baby',
			'meine|mein|unsere mann|frau|sohn|tochter|kinder|oma|opa|vater|mutter',
			'moja|moj|moje maz|zona|mama|dzieci|dziecko',
			'мій|моя|наші чоловік|дружина|діти',
			'kleine van',
			'oude man|vrouw|mensen|dame'
		]
	),
	wordSignal(
		'we',
		1,
		`wij we ik ons onze mijn mn me my we our i wir ich unser* meine biz ben benim my nasz* moja moj نحن انا معنا ми я мій моя наш*`,
		['zit|ben|sta|lig|krijg|voel|hoor|zie met|in|op|niet|zo|geen|geklop|alleen']
	),
	wordSignal('third', 1, `hij dhr mw mevrouw meneer iemand vrouw man jongen meisje persoon`),
	wordSignal(
		'calm',
		1,
		`biertje koffie thee wijn gezellig lekker leuk mooi prachtig indrukwekkend spannend vakantie feest weekend morgen straks zaterdag zondag vrijdag maandag week jaar vroeger ooit onderhoud schade verzekering
		bank foto filmpje film serie boek recept aanbieding korting kaartjes kaarten wedstrijd training voetbal school werk baas markt winkel nieuws opvang volgens meldt melden vertellen vertelt zorgen advies adviseert
		vraag vraagt vragen weet benieuwd hopelijk bedankt dank sterkte respect complimenten held helden onzin schande boos belachelijk gemeente burgemeester wethouder politiek`
	)
];
