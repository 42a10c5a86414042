import { replacing, type Mask } from './details';

/*
 * Names of private persons, by the words before them: a form of address, kin, an account, "ik ben". Names of office
 * holders and organisations stay, as do names with nothing before them and names in small letters: these are not found.
 */

const particle = String.raw`(?:van|de|der|den|het|in ’t|in 't|’t|'t|ten|ter|el|al|von|le|la|dos|bin|ibn)`;
/** Words that are not a name when they follow "dhr." or "mijn moeder". */
const noName = [
	...['Ik', 'Ze', 'Zij', 'Hij', 'We', 'Wij', 'Jullie', 'Het', 'Dit', 'Dat', 'Die', 'Deze', 'Een', 'Er', 'Is', 'Zijn'],
	...['Wat', 'Wie', 'Waar', 'Waarom', 'Wanneer', 'Hoe', 'Kan', 'Mag', 'Moet', 'Wil', 'Heeft', 'Heb', 'Wordt', 'Zit'],
	...['Geen', 'Niet', 'Nog', 'Nu', 'Als', 'En', 'Maar', 'Of', 'Om', 'Met', 'Bij', 'Uit', 'Naar', 'Voor', 'Na', 'Zeer'],
	...[
		'Vraagt',
		'Vraag',
		'Belt',
		'Meldt',
		'Zegt',
		'Ziet',
		'Ruikt',
		'Hoort',
		'Staat',
		'Woont',
		'Durft',
		'Denkt',
		'Maakt'
	],
	...['Alles', 'Iedereen', 'Niemand', 'Hier', 'Daar', 'Ja', 'Nee', 'Oké', 'Wilt', 'Mijn', 'Onze', 'Ons', 'Haar', 'Hun']
].join('|');
/** With at least one small letter. The part before the first one has no small letters, so that it is read only once. */
const part = String.raw`(?!(?:${noName})(?![\p{L}’'-]))\p{Lu}(?:(?!\p{Ll})[\p{L}’'])*\p{Ll}[\p{L}’']*(?:-(?:${particle} ){0,2}\p{Lu}[\p{L}’']+)*`;
const initials = String.raw`(?:\p{Lu}\.[ -]?){1,4}`;
/** "Jan de Vries", "A.B. van den Berg-de Wit", "De Groot", "El Amrani". */
const name = String.raw`(?:${initials} ?)?(?:(?:${particle}|De|Van|Den|Der|Ten|Ter|El|Al|Het) ){0,3}${part}(?: (?:${particle} ){0,3}${part}){0,2}`;

/** The last ones are short forms: the full stop behind them ends no sentence. */
const address = String.raw`de heer|heer|meneer|mijnheer|mevrouw|mw|juffrouw|juf|familie|gezin|weduwe|(?:dhr|mr|mevr|mw|mvr|mej|fam)\.?`;
const kin = [
	...['buurman', 'buurvrouw', 'buurjongen', 'buurmeisje', 'oom', 'tante', 'oma', 'opa', 'neef', 'neefje', 'nicht'],
	...['nichtje', 'zus', 'zusje', 'broer', 'broertje', 'zoon', 'zoontje', 'dochter', 'dochtertje', 'vader', 'moeder'],
	...['man', 'vrouw', 'vriend', 'vriendin', 'collega', 'kleinzoon', 'kleindochter', 'schoonvader', 'schoonmoeder']
].join('|');
const intro = 'ik ben|ik heet|mijn naam is|mn naam is|m’n naam is|genaamd|ene';
/** Below a message, often on a line of its own. */
const greeting = String.raw`(?:groetjes|groeten|groet|gr|mvg|liefs)[.,]?`;
const before = String.raw`(?<![\p{L}\d])(?:(?:${address})(?: (?:en|&) (?:${address}))?|${kin}|${intro}|${greeting})\s`;

/** Its expressions take milliseconds to make. */
export const personNames = (): readonly Mask[] => [
	replacing('name', new RegExp(String.raw`(?<=${caseless(before)})${name}`, 'gu'), '…'),
	// Behind an account, as networks write it: "@jan_78 (Jan de Vries)".
	replacing('name', new RegExp(String.raw`(?<=@[^\s(]{1,60} \()${name}(?=\))`, 'gu'), '…')
];

/** The first letter of each word in capitals or not: only its capital shows that a word is a name. */
function caseless(pattern: string): string {
	return pattern.replaceAll(/(?<![\\\p{L}{])\p{Ll}(?=\p{L})/gu, (letter) => `[${letter}${letter.toUpperCase()}]`);
}
