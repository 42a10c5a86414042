import { numbersIn } from '$lib/domain/report/numbers-in';
import type { Recounted } from './recount';

export type Table = readonly (readonly [surface: string, shown: string])[];

/**
 * Which surface shows which figure: the words there, with a figure in braces. A figure that ends in `since` is a moment;
 * `{x since}` is its clock time and `{x waits}` how long ago it is.
 */
export const table: Table = [
	['stream', 'Stroom {waiting stories} Vragen {open needs} Geruchten {open rumours}'],
	['stream', '{waiting stories} verhalen zijn nog niet bekeken'],
	['stream', 'oudste wacht {queue waits}'],
	['stream', '{open calls} noodkreet vastgezet'],
	['needs', 'Vragen {open needs} Wie vraagt het? Iedereen {needs} Online {needs} Telefoon 0 Pers 0'],
	[
		'needs',
		'Gaat de school morgen open? {school posts} {school senders} {school last 10} {school posts} 0 0 {school waits}'
	],
	[
		'needs',
		'Moeten de ramen dicht blijven? {windows posts} {windows senders} weinig berichten {windows posts} 0 0 {windows waits}'
	],
	['needs', '{pets posts} {pets senders} {pets last 10} {pets posts} 0 0'],
	['findings', 'Vragen {open needs} open'],
	['findings', 'Gaat de school morgen open? {school posts} {school senders} {school last 10}'],
	['findings', '{water posts} {water senders} {water last 10}'],
	['findings', 'Geruchten {open rumours} open'],
	['rumours', 'Geruchten {open rumours} Nieuw gerucht alle {open rumours}'],
	['rumours', '{water posts} berichten, {water senders} afzenders (X)'],
	['rumours', '{water last 10} in de laatste 10 minuten'],
	[
		'rumours',
		'{bridge posts} berichten, {bridge senders} afzenders (Mastodon) {bridge last 10} in de laatste 10 minuten'
	],
	['need', 'Gevraagd {school posts} Afzenders {school senders} Laatste 10 min {school last 10}'],
	['need', '{school posts} berichten, {school senders} afzenders'],
	['rumour', 'Berichten {water posts} Afzenders {water senders} Laatste 10 min {water last 10}'],
	['waiting', 'Wacht op u {waiting rows} u bent'],
	['waiting', '{open calls} noodkreet wacht'],
	['waiting', '{waiting stories} verhalen zijn nog niet bekeken'],
	['handover', 'Noodkreten: {open calls} open'],
	['handover', '{passed calls} doorgegeven aan de meldkamer'],
	[
		'handover',
		'Gaat de school morgen open? wacht {school waits} {school posts} keer gevraagd, laatste half uur {school last 30}'
	],
	[
		'handover',
		'Moeten de ramen dicht blijven? wacht {windows waits} {windows posts} keer gevraagd, laatste half uur {windows last 30}'
	],
	['handover', 'Laatste half uur {water last 30}, was {water before 30}'],
	['handover', 'Laatste half uur {bridge last 30}'],
	['handover', '{waiting stories} verhalen wachten Het oudste wacht {queue waits}'],
	['phone', 'Nog geen antwoord ({open needs})'],
	[
		'phone',
		'Gaat de school morgen open? Zeg: ‘Ik noteer uw vraag.’ vraag zoals één persoon haar noteerde gevraagd sinds {school since} uur'
	],
	[
		'phone',
		'Moeten de ramen dicht blijven? Zeg: ‘Ik noteer uw vraag.’ vraag zoals één persoon haar noteerde gevraagd sinds {windows since} uur'
	],
	['evaluation', 'Berichten {posts} Berichten in de drukste'],
	['evaluation', 'Geruchten {rumours} Geruchten met een uitkomst {judged rumours}'],
	['evaluation', 'Vragen {needs} Vragen met een antwoord {answered needs}'],
	['evaluation', 'Publicaties, per kanaal geteld {publications}'],
	['evaluation', 'Feiten {facts} Rapporten {reports}'],
	['evaluation', 'Het drinkwater is vergiftigd {water posts} berichten'],
	['evaluation', 'De brug naar de Kade is ingestort {bridge posts} berichten'],
	['evaluation', 'Waar kunnen mensen heen met hun huisdieren? {pets posts} berichten'],
	['wall', '{open calls} noodkreet nog niet doorgegeven'],
	['wall', 'vragen zonder antwoord {open needs}'],
	['wall', 'was {before 30} {last 30}'],
	['wall', 'Gaat de school morgen open? {school last 30} was {school before 30} geen antwoord sinds {school since}'],
	['wall', 'Moeten de ramen dicht blijven? {windows last 30} geen antwoord sinds {windows since}'],
	['wall', 'Het drinkwater is vergiftigd {water last 30} was {water before 30}'],
	['wall', 'De brug naar de Kade is ingestort {bridge last 30}'],
	['figures api', '"posts":{posts},"backlog":{older posts},"stories":{stories},"queue":{"waiting":{waiting stories}'],
	['figures api', '"unseen":{unseen stories}'],
	['figures api', '"help":{open calls},"pinned":{open calls}'],
	...(['partner', 'pdf', 'docx'] as const).flatMap((surface) => [
		[
			surface,
			'Gaat de school morgen open? genoemd: ouders en kinderen ({school texts}) {school posts} {school last 10} nog geen, wacht {school waits}'
		] as const,
		[
			surface,
			'Moeten de ramen dicht blijven? {windows posts} {windows last 10} nog geen, wacht {windows waits}'
		] as const,
		[surface, 'genoemd: dieren ({pets posts}) {pets posts} {pets last 10} ja, 10.'] as const,
		[surface, 'De brug naar de Kade is ingestort’ {bridge posts} berichten nog niet beoordeeld'] as const,
		[surface, 'Het drinkwater is vergiftigd’ {water posts} berichten nog niet beoordeeld'] as const,
		[surface, 'Telefoon {phone} berichten'] as const,
		[surface, 'Pers {press} bericht'] as const,
		[surface, 'Noodkreten {passed calls}, doorgegeven aan de meldkamer'] as const,
		[surface, '{open calls} wacht nog op doorgeven'] as const,
		[surface, '{last 10}'] as const,
		[surface, 'boosheid {anger stories} verha'] as const,
		[surface, '{posts} berichten van {senders} afzenders'] as const,
		[
			surface,
			'Bekeken door een mens: {looked-at stories} van de {stories} verhalen; door niemand: {unseen stories} van de {stories} verhalen'
		] as const
	]),
	...(['report', 'full', 'html', 'txt'] as const).flatMap((surface) => [
		[
			surface,
			'{posts} berichten ({copies} gedeeld of bijna gelijk) van {senders} afzenders, bij {nameless} berichten weten wij de afzender niet'
		] as const,
		[surface, 'Luisterdienst {from networks}'] as const,
		[surface, '{older posts} berichten zijn ouder dan het incident'] as const,
		[surface, 'Niet van belang: {not relevant} berichten'] as const,
		[surface, 'Door een mens: {looked-at stories} van de {stories} verhalen ({looked-at posts} berichten).'] as const,
		[surface, 'Door niemand: {unseen stories} van de {stories} verhalen ({unseen posts} berichten)'] as const,
		[surface, 'steunt {water support}'] as const,
		[surface, 'spreekt tegen {water deny}'] as const
	]),
	['lcms.txt', 'Gaat de school morgen open? {school last 10}. nog geen, wacht {school waits}'],
	['lcms.txt', 'Het drinkwater is vergiftigd: NOG NIET BEOORDEELD, {water last 10}.'],
	['lcms.txt', 'BASIS: {posts} berichten'],
	['lcms.txt', 'boosheid {anger stories}'],
	['csv', '2,vraag,Gaat de school morgen open?,{school posts},{school senders},0,{school last 30},{school before 30}'],
	['csv', '3,gerucht,Het drinkwater is vergiftigd,{water posts},{water senders},0,{water last 30},{water before 30}'],
	['csv', '10,alle berichten,,{posts},{senders},{nameless}'],
	['csv', '10,bekeken,,{looked-at posts}'],
	['csv', '10,niet bekeken,,{unseen posts}'],
	['json', '"posts": {water posts}, "authors": {water senders}'],
	['json', '"posts": {pets posts}, "authors": {pets senders}']
];

/** And after what happened since the first report. */
export const tableAfterwards: Table = [
	...table,
	['rumours', '{water edited} van {water posts} gewijzigd bij de bron'],
	['needs', '{pets gone} van {pets posts} weg bij de bron'],
	['full', '{water edited} bericht gewijzigd bij de bron'],
	['full', '{joined since} berichten leken hierop en zijn meegeteld'],
	['csv', '10,later erbij gekomen,,{joined since}'],
	// The replaced fact with the one that is valid now, wherever people read it.
	...(
		['findings', 'phone', 'handover', 'wall', 'partner', 'full', 'pdf', 'docx', 'html', 'txt', 'lcms.txt'] as const
	).map(
		(surface) =>
			[
				surface,
				surface === 'findings'
					? 'Het drinkwater is veilig. Het drinkwater is veilig, behalve aan de Kade'
					: 'Nu geldt: Het drinkwater is veilig, behalve aan de Kade'
			] as const
	)
];

/** With many questions and rumours, of which each list shows some and counts the rest. */
export const tableOfCrowd: Table = [
	['stream', 'Stroom {waiting stories} Vragen {open needs} Geruchten {open rumours}'],
	['needs', 'Vragen {open needs} Wie vraagt het? Iedereen {needs}'],
	['rumours', 'Geruchten {open rumours} Nieuw gerucht alle {open rumours}'],
	['wall', 'vragen zonder antwoord {open needs}'],
	['figures api', '"posts":{posts},"backlog":{older posts},"stories":{stories},"queue":{"waiting":{waiting stories}'],
	['lcms.txt', 'van {rumours}, laatste 10 min'],
	...(['partner', 'pdf', 'docx', 'report', 'full', 'html', 'txt'] as const).map(
		(surface) => [surface, '{posts} berichten'] as const
	),
	// Both replaced facts with what is valid now, whole.
	['wall', 'De opvang is in dorpshuis De Welp. Sporthal De Kolk is vol'],
	...(['partner', 'full', 'pdf', 'docx', 'html', 'txt', 'lcms.txt'] as const).flatMap((surface) => [
		[surface, 'De opvang is in dorpshuis De Welp. Sporthal De Kolk is vol'] as const,
		[surface, 'De rook is giftig in Lage Kamp. Blijf daar binnen'] as const
	])
];

/** Of the incident of some days, after each of them. */
export const tableOfDays: Table = [
	['stream', 'Stroom {waiting stories} Vragen {open needs} Geruchten {open rumours}'],
	['needs', 'Vragen {open needs} Wie vraagt het? Iedereen {needs} Online {needs} Telefoon 0 Pers 0'],
	['needs', '{pets posts} {pets senders} weinig berichten {pets posts} 0 0'],
	['findings', 'Waar kan ik heen met mijn huisdier? {pets posts} {pets senders}'],
	['findings', '{water posts} {water senders} {water last 10}'],
	['need', 'Gevraagd {pets posts} Afzenders {pets senders}'],
	['rumour', 'Berichten {water posts} Afzenders {water senders} Laatste 10 min {water last 10}'],
	['evaluation', 'Berichten {posts} Berichten in de drukste'],
	['evaluation', 'Geruchten {rumours} Geruchten met een uitkomst {judged rumours}'],
	['evaluation', 'Vragen {needs} Vragen met een antwoord {answered needs}'],
	['evaluation', 'Publicaties, per kanaal geteld {publications}'],
	['evaluation', 'Rapporten {reports}'],
	['wall', 'vragen zonder antwoord {open needs}'],
	['figures api', '"posts":{posts},"backlog":{older posts},"stories":{stories},"queue":{"waiting":{waiting stories}'],
	['figures api', '"unseen":{unseen stories}'],
	...(['partner', 'pdf', 'docx', 'report', 'full', 'html', 'txt', 'lcms.txt'] as const).map(
		(surface) => [surface, '{posts} berichten'] as const
	),
	['csv', '10,alle berichten,,{posts},{senders},{nameless}'],
	['json', '"posts": {water posts}, "authors": {water senders}']
];

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What a reader sees: words and numbers, without how they are laid out. */
export const plainText = (text: string): string =>
	text
		.replaceAll(/[‘’']/g, '')
		.replaceAll(/\s+/g, ' ')
		.replaceAll(/ (?=[,.;:])/g, '');

/** As the program writes how long something waits, read at a moment from the first to the last of these. */
function durations(since: Date, [from, to]: Period): string {
	// An open page may be some seconds behind or ahead of the program; a released report is of its moment.
	const slack = from === to ? 0 : 5;
	const minutesAt = (moment: Date, seconds: number): number =>
		Math.max(0, Math.floor((moment.getTime() - since.getTime() + 1_000 * seconds) / 60_000));
	const first = minutesAt(from, -slack);
	return Array.from({ length: minutesAt(to, slack) - first + 1 }, (_, n) => first + n)
		.map((minutes) => {
			const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
			if (minutes === 0) return 'minder dan 1 min';
			return [...(hours > 0 ? [`${String(hours)} uur`] : []), ...(rest > 0 ? [`${String(rest)} min`] : [])].join(' ');
		})
		.join('|');
}
const clockOf = (moment: Date): string =>
	moment
		.toLocaleTimeString('nl-NL', { timeZone: 'Europe/Amsterdam', hour: '2-digit', minute: '2-digit' })
		.replace(':', '\\.');

/** From when until when a surface was read. */
type Period = readonly [from: Date, to: Date];

/** What a row of the table says with these figures, as an expression. @throws when a figure was not recounted */
export function expected(shown: string, figures: Recounted, read: Period): RegExp {
	const pieces = plainText(shown).split(/\{([a-z][\w -]*)\}/);
	return new RegExp(
		pieces
			.map((piece, i) => {
				if (i % 2 === 0) return escaped(piece);
				const figure = figures[piece] ?? figures[piece.replace(/ waits$/, ' since')];
				if (figure === undefined) throw new Error(`${piece} was not recounted`);
				if (typeof figure === 'number') return `(?<!\\d)${String(figure)}(?!\\d)`;
				return piece.endsWith(' waits') ? `(?:${durations(figure, read)})` : clockOf(figure);
			})
			.join('')
	);
}

/** Surfaces that show a released report: their figures are those of its moment. */
export const released: readonly string[] = [
	...['partner', 'full', 'wall', 'pdf', 'docx', 'html', 'txt', 'lcms.txt', 'json', 'csv']
];
/** Surfaces that people outside the desk read. */
export const readByOthers = [
	...['partner', 'full', 'wall', 'handover', 'phone', 'pdf', 'docx', 'html', 'txt', 'lcms.txt']
];

/** Numbers besides those that `numbersIn` leaves out: durations, versions, checksums, headings, shares and levels. */
const notFigures: readonly RegExp[] = [
	/(?:keten|controlegetal(?: van dit rapport)?) [\da-f.…]+/g,
	/sleutel [\da-f ]+/g,
	/(?<![\d.:])(?:\d+ uur )?\d+ (?:uur|minuten|min)\b/g,
	/(?:regels|regel) [\d.]+/g,
	/\d+ %/g,
	/verspreiding [1-3]/g,
	/(?:^| )\d{1,2} (?=Het beeld|In het kort|Informatievoorziening|Schadebeperking|Betekenisgeving|Stemmen|Tegengestelde|Oordeel|Advies|Bekend|Basis)/g,
	/\d+ (?:termen|onderdelen)/g,
	// How many lines of a list are shown, and how many are left out.
	/\d+ van (?=\d)|en \d+ andere \p{L}+|(?:en )?nog \d+(?: \p{L}+)?|samen \d+ keer/gu
];
/** The whole numbers in a text that are figures. */
export const figuresIn = (text: string): number[] =>
	numbersIn(notFigures.reduce((words, no) => words.replaceAll(no, ' '), plainText(text)));
