import { z } from 'zod';
import { MDTO_VERSION } from '$lib/domain/archive/mdto';
import { pathName } from '$lib/domain/core/texts/fields';
import { provedFields } from '$lib/domain/event-words';
import { events } from '$lib/domain/events';
import type { Language } from '$lib/i18n/language';
import { HEAD_FORM } from '$lib/server/log/anchor/signed-head';
import { jsonText, PACKAGE_FORMAT, part, SOFTWARE, type PackagePart } from './part';
import type { ArchiveSubject } from './subject';

/**
 * A method by which the program works something out, in the words of the page of methods. Declared here and passed in:
 * the API, which words them, knows the program, and the program knows this folder.
 */
interface ArchivedMethod {
	readonly key: string;
	readonly version: number;
	readonly name: string;
	readonly purpose: string;
	readonly data: string;
	readonly limits: string;
	readonly decides: string;
	readonly measured: readonly string[];
}

/** The methods in the language of a package. */
export type MethodsIn = (language: Language) => readonly ArchivedMethod[];

/** What each file of the payload holds; read by people who never saw the program. */
const files: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
	'reports/NNNN': {
		nl: 'Elk vrijgegeven omgevingsrapport: pagina en gegevens zoals bewaard, en een PDF uit die gegevens. De korte vorm telt twee bladzijden.',
		en: 'Every released environment report: page and data as they were kept, and a PDF made from those data. The short form has two pages.'
	},
	'reports/versions.json': {
		nl: 'Per rapport: nummer, regel van het logboek (position), kop van de keten (chainHead) en controlegetal van de inhoud.',
		en: 'For each report: number, line of the log (position), head of the chain (chainHead) and checksum of the content.'
	},
	'texts/texts.json': {
		nl: 'Teksten naar buiten: elke versie, wie akkoord gaf, en waar en wanneer ze zijn gepubliceerd.',
		en: 'Official texts: every version, who approved, and where and when they were published.'
	},
	'texts/responses.json': {
		nl: 'Reacties aan afzenders. Zij herhalen goedgekeurde tekst.',
		en: 'Responses to senders. They repeat approved text.'
	},
	'findings/*.json': {
		nl: 'Vragen, geruchten, gedrag, betekenis en feiten, zoals ze stonden bij het sluiten.',
		en: 'Needs, rumours, behaviour, meaning and facts, as they were at closing.'
	},
	'decisions/advice.json': {
		nl: 'Elk advies, en wat het crisisteam erover besloot.',
		en: 'Every advice, and what the crisis team decided on it.'
	},
	'incident/*.json': {
		nl: 'Het incident, het zoekprofiel, de bronnen, eigen acties, afspraken en leerpunten.',
		en: 'The incident, the search profile, the sources, own actions, agreements and learning points.'
	},
	'counts/posts.csv': {
		nl: 'Alle berichten, geteld per vijf minuten, bron en platform. Een afzender telt één keer per regel.',
		en: 'All posts, counted per five minutes, source and platform. A sender counts once a line.'
	},
	'counts/findings.csv': {
		nl: 'Berichten per vijf minuten bij elke bevinding; bij een gerucht ook de houding ertegenover.',
		en: 'Posts per five minutes for each finding; for a rumour with their stance as well.'
	},
	'counts/feelings.csv': {
		nl: 'Berichten per vijf minuten waarbij een mens een emotie of houding heeft vastgelegd.',
		en: 'Posts per five minutes for which a person recorded an emotion or attitude.'
	},
	'evidence/posts-NNNN.jsonl': {
		nl: 'Berichten waarop iets rust, één per regel. Afzenders hebben een schuilnaam; gegevens van personen zijn weggelaten. Na de bewaartermijn is de soort afzender (kind) vaak niet meer bekend: dan staat er null.',
		en: 'Posts that something rests on, one a line. Senders have a pseudonym; details of persons are left out. After the retention term the kind of a sender is often no longer known: it is null then.'
	},
	'evidence/links.csv': {
		nl: 'Welk verhaal bewijs is voor welke bevinding.',
		en: 'Which story is evidence for which finding.'
	},
	'reports/texts.json': {
		nl: 'De teksten die mensen voor de rapporten schreven.',
		en: 'The texts that people wrote for the reports.'
	},
	'reports/quotes.json': {
		nl: 'De citaten die mensen voor de rapporten kozen.',
		en: 'The quotes that people chose for the reports.'
	},
	'code-book/files.json': { nl: 'Wat elk bestand bevat.', en: 'What each file holds.' },
	'code-book/events.json': {
		nl: 'Wat elke gebeurtenis in het logboek betekent, en hoe de keten wordt gecontroleerd.',
		en: 'What each event in the log means, and how the chain is checked.'
	},
	'code-book/methods.json': {
		nl: 'Wat het programma zelf uitrekende: doel, grenzen en gemeten kwaliteit.',
		en: 'What the program worked out by itself: purpose, limits and measured quality.'
	},
	'code-book/versions.json': {
		nl: 'Met welke versies dit pakket is gemaakt.',
		en: 'The versions that this package was made with.'
	},
	'log/events.jsonl': {
		nl: 'Het logboek, één gebeurtenis per regel, met de keten van controlegetallen.',
		en: 'The log, one event a line, with the chain of checksums.'
	},
	'log/head.json': { nl: 'De kop van de keten.', en: 'The head of the chain.' },
	'log/signed-heads.json': {
		nl: 'Koppen van de keten die de installatie tekende, met de openbare helft van de sleutel.',
		en: 'Heads of the chain that the installation signed, with the public half of its key.'
	},
	'log/people.json': {
		nl: 'De namen van de medewerkers die in het logboek met een nummer staan.',
		en: 'The names of the colleagues whom the log names by id.'
	}
};

const patterns = Object.entries(files).map(([file, says]) => {
	const pattern = file
		.replaceAll('.', String.raw`\.`)
		.replace('NNNN', String.raw`\d{4}`)
		.replace('*', '[^/]+');
	return { pattern: new RegExp(`^data/${pattern}(?:/|$)`), says };
});
/** What a file of the payload holds, in words. */
export const holdsOf = (path: string, language: Language): string =>
	patterns.find(({ pattern }) => pattern.test(path))?.says[language] ?? '';

/** How a line of the log is checked; enough to write the check again without the program. */
const chain = [
	'state whole: digest = SHA-256(salt ‖ UTF-8 of the data as canonical JSON).',
	'state withheld: the data repeat details of persons and are masked here alone. The digest is that of the whole data; `rest` proves all that is left.',
	'state masked: words were replaced in the log itself; an event log.masked or log.redactionRequested names the line with the SHA-256 of the canonical data that stands there now.',
	'state redacted: an earlier version removed the data for good; an event log.redacted names the line.',
	'rest: `words` says where words and names stand in the data; null where none do. Each of those texts is a row of pieces: letters and digits together, any other character alone.',
	'A salt of rest or of a piece is 32 hexadecimal digits, used as text. Digest of a piece = SHA-256(UTF-8 of its salt and the piece, together); of a text = SHA-256(the hexadecimal digests of its pieces, together).',
	'Digest of rest = SHA-256(UTF-8 of the salt of rest and canonical JSON [words, the data with "" in place of those texts, the hexadecimal digests of the texts], together).',
	'Salts where `proof` is null: SHAKE256 of the bytes of salt, as long as needed, gives them in a row: first that of rest, then that of each piece of the first text, of the second, and so on.',
	'Salts where `proof` is there: its `salt` is that of rest, and `texts` has each piece of each text: of one that is left `k` and its salt; of one that is gone `m`, its digest, and the mark that stands for it and for those right after it.',
	'hash = SHA-256(hash of the line before ‖ UTF-8 of canonical JSON [seq, at, actor, type] ‖ digest ‖ digest of rest, where there is one); before the first line 32 bytes 0.',
	`Signed heads: Ed25519 over the text "${HEAD_FORM} LOG SEQ HASH AT PREVIOUS"; PREVIOUS is the SHA-256 of the text "${HEAD_FORM}/LOG/SEQ/HASH/AT/PREVIOUS/KEY/SIGNATURE" of the head before it, 64 zeros for the first; key and signature are written in hexadecimal. A report prints the fingerprint of the key: the first 32 hexadecimal digits of its SHA-256, in groups of four.`,
	'Canonical JSON: keys sorted by UTF-16 code unit, no white space, undefined left out. Salt, digest and hash are written in hexadecimal.'
];

/**
 * The same in JavaScript, run by the tests on a real archive: a function of `node:crypto`, a line of the log and the hash
 * before it. It gives the digests and the hash of the line; null what the line no longer proves by itself.
 */
const check = String.raw`(crypto, line, before) => {
	const canonical = (value) =>
		Array.isArray(value) ? '[' + value.map(canonical).join(',') + ']'
		: value !== null && typeof value === 'object'
			? '{' + Object.keys(value).sort().map((key) => JSON.stringify(key) + ':' + canonical(value[key])).join(',') + '}'
			: JSON.stringify(value);
	const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex');
	const bytes = (hex) => Buffer.from(hex, 'hex');
	const { seq, at, actor, type, data, salt, rest } = line;
	const digest = salt === null ? null : sha256(bytes(salt), canonical(data));
	let restDigest = null;
	if (rest !== null && data !== null) {
		const without = structuredClone(data);
		const texts = rest.words.map((path) => {
			const last = path.at(-1), holder = path.slice(0, -1).reduce((value, step) => value[step], without), text = holder[last];
			holder[last] = '';
			return text;
		});
		const pieces = texts.map((text) => text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}]/gu) ?? []);
		let restSalt, digests;
		if (rest.proof === null) {
			const outputLength = 16 * (1 + pieces.flat().length);
			const salts = crypto.createHash('shake256', { outputLength }).update(bytes(salt)).digest('hex').match(/.{32}/g);
			restSalt = salts.shift();
			digests = pieces.map((text) => sha256(text.map((piece) => sha256(salts.shift() + piece)).join('')));
		} else {
			restSalt = rest.proof.salt;
			digests = rest.proof.texts.map((proofs, t) => {
				let left = texts[t];
				const all = proofs.map((proof) => {
					const shown = proof[0] === 'm' ? proof.slice(65) : left.match(/^(?:[\p{L}\p{N}]+|[^\p{L}\p{N}])/u)[0];
					if (!left.startsWith(shown)) throw new Error('line ' + seq + ' has other words');
					left = left.slice(shown.length);
					return proof[0] === 'm' ? proof.slice(1, 65) : sha256(proof.slice(1) + shown);
				});
				if (left !== '') throw new Error('line ' + seq + ' has more words');
				return sha256(all.join(''));
			});
		}
		restDigest = sha256(restSalt + canonical([rest.words, without, digests]));
	}
	const parts = [bytes(before), canonical([seq, at, actor, type]), bytes(line.digest), bytes(rest ? rest.digest : '')];
	return { digest, rest: restDigest, hash: sha256(...parts) };
}`;

/** What the stored types, methods and versions mean. */
export const codeBookParts = (
	{ description }: Pick<ArchiveSubject, 'description'>,
	methods: readonly ArchivedMethod[]
): PackagePart[] => [
	part('code-book/files.json', () =>
		jsonText(Object.entries(files).map(([file, says]) => ({ file, holds: says[description.language] })))
	),
	part('code-book/events.json', () =>
		jsonText({
			chain,
			check,
			types: events.map(({ type, data }) => ({
				type,
				words: provedFields(type).map(({ path }) => pathName(path)),
				data: z.toJSONSchema(data, { unrepresentable: 'any' })
			}))
		})
	),
	part('code-book/methods.json', () => jsonText(methods)),
	part('code-book/versions.json', () =>
		jsonText({ software: SOFTWARE, package: PACKAGE_FORMAT, bagit: '1.0', mdto: MDTO_VERSION, log: 'sha-256 chain, 1' })
	)
];
