import { visibleText } from '$lib/domain/core/texts/visible';
import { marks, type Mark } from './marks';

/** What leads to a person. */
export type DetailKind =
	'account' | 'profile' | 'mail' | 'iban' | 'number' | 'telephone' | 'plate' | 'address' | 'name';

/** One kind of personal detail, and its replacement: never longer, and the same words when it was not a detail. */
export interface Mask {
	readonly kind: DetailKind;
	readonly found: RegExp;
	readonly instead: (found: string, ...parts: string[]) => string;
}

export const replacing = (
	kind: DetailKind,
	found: RegExp,
	instead: Mark,
	isMeant: (found: string) => boolean = () => true
): Mask => ({ kind, found, instead: (match) => (isMeant(match) ? instead : match) });

/*
 * Texts of strangers go through these expressions, so each takes a time that grows with the length of the text and no
 * faster: a part without a bound is followed by nothing that can fail, or begins only where a run of its characters
 * begins.
 */

const digitsIn = (text: string): number => text.replace(/\D/g, '').length;

/** A day, so that "06-11-2026 10.30" is no telephone number. */
const noDay = String.raw`(?!\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)\d{2}(?!\d))`;
/** No part of a longer number, of an amount, nor of a code with letters between digits. */
const alone = String.raw`(?<![\d+€]|\d[.,\p{L}])`;
/** What people write between digits: at most so many characters. */
const between = (most: number): string => String.raw`[ \u00A0\u2007\u202F./_\u2010-\u2015\u2212-]{0,${most}}`;
const ended = String.raw`(?!\d)`;
/** The country, with or without brackets and with the zero that is not dialled from abroad. */
const dutch = String.raw`\(?31\)?${between(2)}(?:\(0\)${between(2)})?`;

/** 0800 and 0900, dialled from abroad. */
const publicAbroad = String.raw`(?!${dutch}[89]00)`;

const telephone = (): readonly Mask[] => [
	// From abroad: +31 6 …, 0031 (0)20 …, +49 …; a time after it is not a part of it.
	replacing(
		'telephone',
		new RegExp(
			String.raw`(?:\((?=\+31\)))?(?:(?<!\+)\+|${alone}00)${publicAbroad}${dutch}[1-9](?:${between(3)}\d){8}${ended}`,
			'gu'
		),
		marks.telephone
	),
	replacing(
		'telephone',
		new RegExp(
			String.raw`(?:(?<!\+)\+|${alone}00)${publicAbroad}[1-9](?:(?! \d{1,2}[.:]\d\d(?!\d))[ .()/-]{0,2}\d){7,14}(?![\p{L}\d]|[.,:]\d)`,
			'gu'
		),
		marks.telephone,
		(found) => digitsIn(found) >= 9
	),
	// As in the address of a chat.
	replacing('telephone', new RegExp(String.raw`${alone}316(?:${between(2)}\d){8}${ended}`, 'gu'), marks.telephone),
	// Within the country: ten digits. 0800 and 0900 are public numbers, and stay.
	replacing(
		'telephone',
		new RegExp(String.raw`${alone}${noDay}\(?0(?![89]00)\)?${between(2)}[1-9](?:\)?${between(3)}\d){8}${ended}`, 'gu'),
		marks.telephone
	)
];

/** Every series (sidecode) of Dutch number plates. From the fourth on they have no vowels: "1-mei-24" is a day. */
const early = ['[A-Z]{2}-\\d{2}-\\d{2}', '\\d{2}-\\d{2}-[A-Z]{2}', '\\d{2}-[A-Z]{2}-\\d{2}'];
const late = [
	'XX-99-XX',
	'XX-XX-99',
	'99-XX-XX',
	'99-XXX-9',
	'9-XXX-99',
	'XX-999-X',
	'X-999-XX',
	'XXX-99-X',
	'X-99-XXX',
	'9-XX-999',
	'999-XX-9'
].map((shape) => shape.replaceAll('X', '[B-DF-HJ-NP-TV-Z]').replaceAll('9', '\\d'));
const anyOf = (shapes: readonly string[]): string => String.raw`(?<![\p{L}\d#-])(?:${shapes.join('|')})(?![\p{L}\d-])`;
const numberPlate = (): readonly Mask[] => [
	replacing('plate', new RegExp(anyOf([...early, ...late]), 'giu'), marks.plate),
	// With spaces, or nothing between: in capitals only, as "12 km 30" is none.
	replacing('plate', new RegExp(anyOf(late.map((shape) => shape.replaceAll(/-(?![^[]*\])/g, ' ?'))), 'gu'), marks.plate)
];

const bankAccount: readonly Mask[] = [
	// Several without anything between them are one find.
	replacing('iban', /(?<![\p{L}\d])(?:NL\d{2} ?[A-Z]{4}(?: ?\d){10}(?!\d))+/giu, marks.iban),
	replacing(
		'iban',
		/(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[A-Z\d]{11,30}|(?: [A-Z\d]{4}){2,7}(?: [A-Z\d]{1,4})?)(?![\p{L}\d])/gu,
		marks.iban,
		(found) => digitsIn(found) >= 8
	)
];

/** Whether nine digits can be a citizen service number (BSN): their weighted sum is a multiple of eleven. */
function isCitizenNumber(found: string): boolean {
	const digits = Array.from(found.replace(/\D/g, ''), Number);
	const sum = digits.reduce((total, digit, at) => total + digit * (at === 8 ? -1 : 9 - at), 0);
	return digits.length === 9 && sum > 0 && sum % 11 === 0;
}
const personalNumber = (): readonly Mask[] => [
	// After its name also with a wrong digit: it was meant.
	{
		kind: 'number',
		found:
			/(?<!\p{L})(bsn|burgerservicenummer|sofi-?nummer)((?: ?(?:nummer|nr\.?|is|:|=)){0,3} ?)\d(?:[. -]?\d){7,8}(?![\p{L}\d])/giu,
		instead: (_, word = '', between = '') => `${word}${between}${marks.citizen}`
	},
	replacing(
		'number',
		/(?<![\p{L}\d€#+/.,-]|€ )\d{9}(?![\p{L}\d€%]|[.,:/-]\d| ?euro)/gu,
		marks.citizen,
		isCitizenNumber
	),
	replacing(
		'number',
		/(?<![\p{L}\d€#+/.,-]|€ )\d{3}([. ])\d{3}\1\d{3}(?![\p{L}\d€%]|[.,:/-]\d| ?\d| ?euro)/gu,
		marks.citizen,
		isCitizenNumber
	),
	// A passport or identity card: two letters, six letters or digits, a digit; at least three digits, as words have none.
	replacing(
		'number',
		/(?<![\p{L}\d#-])[A-NP-Z]{2}[A-NP-Z\d]{6}\d(?![\p{L}\d-])/gu,
		marks.document,
		(found) => digitsIn(found) >= 3
	),
	{
		kind: 'number',
		found:
			/(?<!\p{L})(rijbewijs(?:nummer)?|paspoort(?:nummer)?|id-?kaart|identiteitskaart|documentnummer)((?: ?(?:nummer|nr\.?|is|:|=)){0,3} ?)(?:\d{10}|(?=[A-Z]{0,8}\d)[A-Z\d]{9})(?![\p{L}\d])/giu,
		instead: (_, word = '', between = '') => `${word}${between}${marks.document}`
	}
];

/** How Dutch streets end, and words with such an end that have no house numbers. */
const streetEnd = [
	...['straat', 'str\\.', 'laan', 'weg', 'plein', 'kade', 'gracht', 'singel', 'dijk', 'pad', 'hof', 'steeg', 'dreef'],
	...['plantsoen', 'wal', 'markt', 'boulevard', 'allee', 'baan', 'haven', 'brink', 'park', 'erf', 'hoek', 'gaarde']
].join('|');
const noStreet =
	/^(?:(?:snel|auto|spoor|lucht|vlieg|lucht|rij|vaar|landings|start|super|bouw|arbeids|vakantie|voetbal)(?:weg|haven|baan|markt|park)|onderweg|halverwege)$/iu;
/** "Laan van Meerdervoort", "Plein", "Markt": a street whose name begins with what it is. */
const streetStart = String.raw`(?:Laan|Weg|Plein|Kade|Dijk|Hof|Markt|Singel|Brink|Dam|Haven)(?: (?:van|der|den|de|het|aan|op|naar)){0,2}(?: \p{Lu}[\p{L}-]{1,30}){0,3}`;
/** What is counted, measured, or a moment: "Dorpsstraat 14.05 uur" and "Kerkplein 12 mensen" keep their number. */
const counted = [
	...['uur', 'u', 'min', 'minuten', 'meter', 'm', 'km', 'euro', 'graden', 'procent', 'jaar', 'jarige?', 'keer', 'x'],
	...['mensen', 'personen', 'mannen', 'vrouwen', 'kinderen', 'doden', 'gewonden', 'slachtoffers', 'huizen', 'woningen'],
	...['dagen', 'weken', 'maanden', 'jan', 'januari', 'feb', 'februari', 'mrt', 'maart', 'apr', 'april', 'mei', 'juni'],
	...['juli', 'aug', 'augustus', 'sep', 'sept', 'september', 'okt', 'oktober', 'nov', 'november', 'dec', 'december']
].join('|');
const notCounted = String.raw`(?![\p{L}\d€%]|[.,:]\d|[-/]\d| ?(?:${counted})(?!\p{L}))`;
/** A postcode with a house number is an address; a postcode alone is a neighbourhood, and stays. */
const postcodeWithNumber = (): Mask => ({
	kind: 'address',
	found: new RegExp(
		String.raw`(?<![\p{L}\d])([1-9]\d{3}(?: ?(?!S[ADS])[A-Z]{2}|(?!s[ads])[a-z]{2}))((?:,? ?(?:nr\.?|nummer|huisnummer|huisnr\.?)? ?| ?[-/] ?))(?!(?:19|20)\d{2}(?!\d))\d{1,5}(?: ?-? ?[a-zA-Z](?![\p{L}\d]))?(?:[-/]\d{1,4})?${notCounted}`,
		'gu'
	),
	instead: (_, postcode = '', between = '') => `${postcode}${between}…`
});

const address =
	String.raw`(?<!\p{L})(\p{L}[\p{L}’'.-]{1,40}(?:${streetEnd})|${streetStart})(,? (?:(?:nr\.?|nummer|huisnummer) )?)` +
	String.raw`(?!(?:19|20)\d{2}(?!\d))\d{1,5}(?: ?-? ?[a-zA-Z](?![\p{L}\d]))?(?:[-/]\d{1,4})?${notCounted}`;
const houseNumber = (): Mask => ({
	kind: 'address',
	found: new RegExp(address, 'gu'),
	instead: (match, street = '', between = '') => (noStreet.test(street) ? match : `${street}${between}…`)
});

const mailName = String.raw`(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+`;
const mail = (): readonly Mask[] => [
	replacing('mail', new RegExp(String.raw`${mailName}[@＠][\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}`, 'gu'), marks.mail),
	// As people hide it from programs: "jan (at) gemeente punt nl", "jan @ gemeente.nl".
	replacing(
		'mail',
		new RegExp(
			String.raw`${mailName} ?(?:[([{] ?(?:at|apenstaart(?:je)?|[@＠]) ?[)\]}]|[@＠] ) ?[\p{L}\d-]+(?:(?: ?[([{] ?(?:dot|punt|\.) ?[)\]}] ?|\.| punt | dot )[\p{L}\d-]+)+`,
			'giu'
		),
		marks.mail
	)
];
const account =
	/(?<![\p{L}\d_.@＠])[@＠](?=[\p{L}\d_.-]*[\p{L}_]|\d{5})[\p{L}\d_](?:[\p{L}\d_.-]*[\p{L}\d_])?(?:[@＠][\p{L}\d_](?:[\p{L}\d_.-]*[\p{L}\d_])?)*/gu;
/** The sign stays as it was typed: masking takes away and adds nothing. */
const handle: Mask = { kind: 'account', found: account, instead: (match) => `${match.charAt(0)}…` };
/** The accounts that a text names, each as a whole, with its @. */
export const accountsIn = (text: string): string[] => visibleText(text).match(account) ?? [];
/** A link to somebody's page on a network: its host stays. */
const profileLink = replacing(
	'profile',
	/(?<=(?<![\p{L}\d.-])(?:[a-z]{1,10}\.)?(?:x|twitter|facebook|fb|messenger|instagram|instagr|ig|tiktok|vm\.tiktok|linkedin|lnkd|threads|youtube|youtu|t|wa|api\.whatsapp|whatsapp|signal|bsky|snapchat|reddit|pinterest|telegram|m)\.(?:com|net|me|app|in|am|be|nl|org)\/)[^\s…]+/giu,
	marks.rest
);
/**
 * Accounts and links to them, e-mail, bank accounts, citizen service numbers and numbers of documents, telephone
 * numbers, number plates, house numbers with their street or postcode.
 * Its expressions take milliseconds to make.
 */
export const details = (): readonly Mask[] => [
	profileLink,
	handle,
	...mail(),
	...bankAccount,
	...personalNumber(),
	...telephone(),
	...numberPlate(),
	houseNumber(),
	postcodeWithNumber()
];
