import type { Moment, Sha256 } from '../core/ids';
import { localDay } from '../core/local-time';
import { inXml } from '../core/text';
import type { AccessRestriction, ArchiveDescription } from './description';

/** An element with its text, or with what is in it; null is left out. In the order of the schema. */
type Element = readonly [name: string, content: string | readonly (Element | null)[]];

const escaped = (text: string): string =>
	inXml(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
function textOf([name, content]: Element, indent: string): string {
	if (typeof content === 'string') return `${indent}<${name}>${escaped(content)}</${name}>\n`;
	const inside = content.map((element) => (element ? textOf(element, `${indent}\t`) : '')).join('');
	return `${indent}<${name}>\n${inside}${indent}</${name}>\n`;
}
const documentOf = (element: Element): string =>
	`<?xml version="1.0" encoding="UTF-8"?>\n<MDTO xmlns="https://www.nationaalarchief.nl/mdto" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="https://www.nationaalarchief.nl/mdto https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd">\n${textOf(element, '\t')}</MDTO>\n`;

/** The version of the schema (Nationaal Archief, MDTO). */
export const MDTO_VERSION = '1.0.1';

const SYSTEM_NAME = 'Voelspriet';
/** Lists that MDTO itself names. */
const LIST = {
	aggregation: 'Begrippenlijst Aggregatieniveaus MDTO',
	appraisal: 'Begrippenlijst Waarderingen MDTO',
	event: 'Begrippenlijst Eventtypen MDTO',
	period: 'Begrippenlijst DekkingInTijdTypen MDTO',
	restriction: 'Begrippenlijst BeperkingGebruikTypen MDTO',
	trigger: 'Begrippenlijst TriggersStartLooptijd MDTO',
	involved: 'Begrippenlijst BetrokkeneTypeRelaties MDTO',
	checksum: 'Begrippenlijst ChecksumAlgoritmen MDTO',
	format: 'PRONOM-register'
} as const;

const identification = (mark: string, source: string): Element => [
	'identificatie',
	[
		['identificatieKenmerk', mark],
		['identificatieBron', source]
	]
];
const reference = (element: string, name: string, mark: string | null = null): Element => [
	element,
	[
		['verwijzingNaam', name],
		mark === null
			? null
			: [
					'verwijzingIdentificatie',
					[
						['identificatieKenmerk', mark],
						['identificatieBron', SYSTEM_NAME]
					]
				]
	]
];
const concept = (element: string, label: string, list: string, code: string | null = null): Element => [
	element,
	[['begripLabel', label], code === null ? null : ['begripCode', code], reference('begripBegrippenlijst', list)]
];

/** The day this many years later; 29 February becomes 28 February in a year without one. */
function yearsAfter(moment: Moment, years: number): string {
	const [year = '', month = '', day = ''] = localDay(moment).split('-');
	const later = `${String(Number(year) + years).padStart(4, '0')}-${month}-${day}`;
	return new Date(`${later}T00:00:00Z`).toISOString().slice(0, 10) === later ? later : `${later.slice(0, 8)}28`;
}
const term = (element: string, closed: Moment, years: number): Element => [
	element,
	[
		concept('termijnTriggerStartLooptijd', 'Afsluiting dossier', LIST.trigger),
		['termijnStartdatumLooptijd', localDay(closed)],
		['termijnLooptijd', `P${years}Y`],
		['termijnEinddatum', yearsAfter(closed, years)]
	]
];

/** What MDTO and the Archiefwet call them. */
const restrictions: Readonly<Record<AccessRestriction, string>> = {
	none: 'Geen beperking',
	privacy: 'Beperkt openbaar: eerbiediging van de persoonlijke levenssfeer (Archiefwet 1995, art. 15 lid 1a)',
	state: 'Beperkt openbaar: belang van de Staat of zijn bondgenoten (Archiefwet 1995, art. 15 lid 1b)',
	advantage: 'Beperkt openbaar: onevenredige bevoordeling of benadeling (Archiefwet 1995, art. 15 lid 1c)'
};

/** The incident as one information object, with the files that represent it. */
interface IncidentMetadata {
	readonly id: string;
	readonly title: string;
	readonly summary: string;
	readonly place: string;
	readonly start: Moment;
	/** On the wall clock; `end` is the end of the incident on its own clock. */
	readonly closed: Moment;
	readonly end: Moment;
	readonly organisation: string;
	readonly exercise: boolean;
	readonly events: readonly { readonly label: string; readonly at: Moment; readonly result: string | null }[];
	readonly description: ArchiveDescription;
	readonly files: readonly string[];
}

/** MDTO for the incident as a whole. */
export function mdtoOfIncident(about: IncidentMetadata): string {
	const { description, closed } = about;
	const { caseNumber, classification, keptYears, restriction, restrictedYears } = description;
	return documentOf([
		'informatieobject',
		[
			identification(about.id, SYSTEM_NAME),
			caseNumber === null ? null : identification(caseNumber, `Zaaknummer ${about.organisation}`),
			['naam', about.title],
			concept('aggregatieniveau', 'Dossier', LIST.aggregation),
			classification === null
				? null
				: concept(
						'classificatie',
						classification,
						description.classificationScheme ?? 'Ordeningsstructuur van de organisatie',
						description.classificationCode
					),
			['trefwoord', 'omgevingsanalyse'],
			about.exercise ? ['trefwoord', 'OEFENING'] : null,
			['omschrijving', about.summary],
			[
				'dekkingInTijd',
				[
					concept('dekkingInTijdType', 'Periode van het incident', LIST.period),
					['dekkingInTijdBegindatum', localDay(about.start)],
					['dekkingInTijdEinddatum', localDay(about.end > about.start ? about.end : about.start)]
				]
			],
			reference('dekkingInRuimte', about.place),
			...[...new Set(['nl', description.language])].map((language): Element => ['taal', language]),
			...about.events.map(({ label, at, result }): Element => [
				'event',
				[
					concept('eventType', label, LIST.event),
					['eventTijd', at],
					reference('eventVerantwoordelijkeActor', about.organisation),
					result === null ? null : ['eventResultaat', result]
				]
			]),
			keptYears === null
				? concept('waardering', 'Blijvend te bewaren', LIST.appraisal, 'B')
				: concept('waardering', 'Tijdelijk te bewaren', LIST.appraisal, 'V'),
			keptYears === null ? null : term('bewaartermijn', closed, keptYears),
			description.category === null
				? null
				: concept('informatiecategorie', description.category, 'Selectielijst van de organisatie'),
			...about.files.map((path) => reference('heeftRepresentatie', path, fileMark(about.id, path))),
			reference('archiefvormer', about.organisation),
			[
				'beperkingGebruik',
				[
					concept('beperkingGebruikType', restrictions[restriction], LIST.restriction),
					description.restrictionNote === null
						? null
						: ['beperkingGebruikNadereBeschrijving', description.restrictionNote],
					restriction === 'none' || restrictedYears === null
						? null
						: term('beperkingGebruikTermijn', closed, restrictedYears)
				]
			]
		]
	]);
}

/** Identifies a file of an incident, in every package of it. */
const fileMark = (incident: string, path: string): string => `${incident}/${path}`;

/** As PRONOM names them (The National Archives), by the end of a file's name. */
const formats: Readonly<Record<string, readonly [label: string, code: string | null]>> = {
	pdf: ['Acrobat PDF 1.7 - Portable Document Format', 'fmt/276'],
	html: ['Hypertext Markup Language', 'fmt/471'],
	json: ['JSON Data Interchange Format', 'fmt/817'],
	jsonl: ['JSON Lines', null],
	csv: ['Comma Separated Values', 'x-fmt/18'],
	txt: ['Plain Text File', 'x-fmt/111']
};

/** MDTO for one file. */
export function mdtoOfFile(
	incident: Pick<IncidentMetadata, 'id' | 'title'>,
	file: { readonly path: string; readonly bytes: number; readonly sha256: Sha256 },
	at: Moment
): string {
	const [label, code] = formats[file.path.split('.').at(-1) ?? ''] ?? ['Onbekend', null];
	return documentOf([
		'bestand',
		[
			identification(fileMark(incident.id, file.path), SYSTEM_NAME),
			['naam', file.path],
			['omvang', String(file.bytes)],
			concept('bestandsformaat', label, LIST.format, code),
			[
				'checksum',
				[concept('checksumAlgoritme', 'SHA-256', LIST.checksum), ['checksumWaarde', file.sha256], ['checksumDatum', at]]
			],
			reference('isRepresentatieVan', incident.title, incident.id)
		]
	]);
}
