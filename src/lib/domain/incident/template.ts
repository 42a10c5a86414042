import type { IncidentKind } from './incident';
import type { SearchProfile } from '../posts/search/profile';

/**
 * The initial settings of an incident, for a person to change: what is monitored, and on what ground (docs/domain.md, rule
 * 11). In Dutch, because it goes into the log of a Dutch authority.
 */
interface IncidentTemplate {
	readonly profile: SearchProfile;
	readonly occasion: string;
	readonly purpose: string;
	readonly ground: string;
}

interface Kind {
	/** With the article, as it follows "rond": "de brand". */
	readonly subject: string;
	readonly occasion: string;
	/**
	 * Words that are specific enough without the place name; `*` as in search-term.ts. Posts with the place name match by
	 * the place.
	 */
	readonly terms: readonly string[];
	/** The start of a hashtag that people end with the place: `brand` gives #brandWaterveen. */
	readonly tags: readonly string[];
	readonly ground: Ground;
}
type Ground = 'crisis' | 'order' | 'health' | 'openness';

const TASK = 'Taak van algemeen belang (AVG, artikel 6, eerste lid, onder e)';
/** Each is a starting text: the person who opens the incident is responsible for it. None allows following persons. */
const grounds: Readonly<Record<Ground, string>> = {
	crisis: `${TASK}: de bevolking informeren bij een ramp of crisis (Wet veiligheidsregio’s, artikel 7).`,
	order: `${TASK}: de openbare orde handhaven (Gemeentewet, artikel 172) en inwoners informeren. Deze grond dekt geen onderzoek naar personen.`,
	health: `${TASK}: de gezondheid van inwoners beschermen (Wet publieke gezondheid, artikel 2) en hen informeren.`,
	openness: `${TASK}: inwoners uit eigen beweging informeren (Wet open overheid, artikel 3.1).`
};

const kinds: Readonly<Record<IncidentKind, Kind>> = {
	fire: {
		subject: 'de brand',
		occasion: 'Melding van een brand',
		terms: [
			'grote brand',
			'uitslaande brand',
			'rookwolk*',
			'rookontwikkeling',
			'brandlucht',
			'bluswater',
			'roetdeeltjes',
			'NL-Alert'
		],
		tags: ['brand'],
		ground: 'crisis'
	},
	hazardousSubstance: {
		subject: 'de gevaarlijke stof',
		occasion: 'Melding van een gevaarlijke stof',
		terms: [
			'gevaarlijke stof*',
			'gaslek*',
			'gaslucht',
			'gifwolk',
			'giftige wolk',
			'giftige rook',
			'chemische lucht',
			'ammoniaklucht',
			'NL-Alert'
		],
		tags: ['gaslek', 'gifwolk'],
		ground: 'crisis'
	},
	flood: {
		subject: 'het hoogwater',
		occasion: 'Hoogwater of wateroverlast',
		terms: [
			'hoogwater*',
			'overstroming*',
			'dijkdoorbraak*',
			'dijkbewaking',
			'wateroverlast',
			'ondergelopen',
			'zandzakken',
			'NL-Alert'
		],
		tags: ['hoogwater', 'wateroverlast'],
		ground: 'crisis'
	},
	outage: {
		subject: 'de uitval',
		occasion: 'Uitval van stroom, water, gas of telefoon',
		terms: [
			'stroomstoring*',
			'stroomuitval',
			'geen stroom',
			'geen water uit de kraan',
			'waterstoring*',
			'geen gas',
			'internetstoring*',
			'telefoonstoring*',
			'noodstroom*',
			'NL-Alert'
		],
		tags: ['stroomstoring', 'storing'],
		ground: 'crisis'
	},
	publicOrder: {
		subject: 'de onrust',
		occasion: 'Verstoring van de openbare orde, of vrees daarvoor',
		terms: ['ongeregeldheden', 'rellen', 'noodbevel', 'noodverordening', 'gebiedsverbod*', 'samenscholing*'],
		tags: ['onrust', 'demonstratie'],
		ground: 'order'
	},
	health: {
		subject: 'het gezondheidsrisico',
		occasion: 'Gevaar voor de gezondheid van inwoners',
		terms: [
			'besmetting*',
			'uitbraak*',
			'kookadvies',
			'legionella*',
			'voedselvergiftiging',
			'quarantaine',
			'drinkwater vervuild'
		],
		tags: ['besmetting', 'uitbraak'],
		ground: 'health'
	},
	violence: {
		subject: 'het geweldsincident',
		occasion: 'Melding van een ernstig geweldsincident',
		terms: [
			'schietpartij*',
			'schietincident*',
			'steekpartij*',
			'steekincident*',
			'geweldsincident*',
			'explosie*',
			'arrestatieteam*'
		],
		tags: ['schietpartij', 'steekpartij', 'explosie'],
		ground: 'order'
	},
	disappearance: {
		subject: 'de vermissing',
		occasion: 'Onrust en geruchten na een vermissing',
		terms: [
			'vermissing*',
			'vermist kind',
			'vermiste jongen',
			'vermist meisje',
			'zoekactie*',
			'burgernet',
			'amber alert'
		],
		tags: ['vermissing', 'vermist'],
		ground: 'openness'
	},
	cyber: {
		subject: 'het digitale incident',
		occasion: 'Digitale aanval, datalek of uitval van systemen',
		terms: ['datalek*', 'gehackt', 'ransomware', 'gijzelsoftware', 'ddos*', 'cyberaanval*', 'gemeente onbereikbaar'],
		tags: ['datalek', 'cyberaanval'],
		ground: 'openness'
	},
	issue: {
		subject: 'het onderwerp',
		occasion: 'Veel vragen en aandacht voor een onderwerp',
		terms: ['inwonersavond*', 'bewonersavond*', 'informatieavond*'],
		tags: [],
		ground: 'openness'
	},
	other: {
		subject: 'het incident',
		occasion: 'Een incident dat inwoners raakt',
		terms: [],
		tags: [],
		ground: 'openness'
	}
};

/** "Zuiderpark, Waterveen" contains two places. */
export const placesIn = (place: string): string[] => [
	...new Set(
		place
			.split(/[,;/]/)
			.map((part) => part.trim())
			.filter(Boolean)
	)
];
const tagOf = (place: string): string => place.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Fills the template of a kind with the place. It selects posts that name the place, have one of its hashtags, or use
 * words that are specific enough; a person makes it narrower or wider.
 * @param place as people write it; may contain several places, separated by commas
 * @param streets streets and neighbourhoods that are monitored too, but are not in the sentences
 */
export function templateFor(kind: IncidentKind, place: string, streets = ''): IncidentTemplate {
	const { subject, occasion, terms, tags, ground } = kinds[kind];
	const places = placesIn(place);
	const within = placesIn(streets).filter((street) => !places.includes(street));
	const placeTags = places.map(tagOf).filter((tag) => tag !== '');
	const where = places.length > 0 ? ` in ${places.join(', ')}` : '';
	return {
		profile: {
			terms: [...terms],
			hashtags: [
				...placeTags,
				...placeTags.flatMap((tag) => tags.map((begin) => begin + tag)),
				...within.map(tagOf),
				...(terms.includes('NL-Alert') ? ['nlalert'] : [])
			],
			places: [...places, ...within],
			excluded: [],
			accounts: [],
			languages: []
		},
		occasion: `${occasion}${where}.`,
		purpose: `Weten wat mensen vragen, horen, doen en voelen rond ${subject}${where}, zodat zij snel juiste informatie en een goed advies krijgen. Wij volgen het onderwerp, geen personen.`,
		ground: grounds[ground]
	};
}
