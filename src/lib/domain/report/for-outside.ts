import type { ReadState } from '../core/state';
import { REMOVED } from '../core/texts/removed';
import { changeTexts, pathName, textFields } from '../core/texts/fields';
import type { Replacement } from '../findings/fact';
import { isPublicOf } from '../installation/public-details';
import { KnownNames } from '../posts/masking/known-names';
import { maskForOutside } from '../posts/masking/mask-text';
import { isPreparedApproved } from '../prepared/prepared-text';
import { Report } from './content';

/** Words as people outside the organisation read them: without personal details, unless these are public. */
export type MaskOutside = (text: string) => string;

/** The names of the authors of an incident's posts. */
export interface OutsideNames {
	/** The names of private persons, which are masked. */
	readonly known: KnownNames;
	/** The words of the names of organisations, media and office holders: these stay. */
	readonly publicWords: ReadonlySet<string>;
}

const smallWords = (text: string): readonly string[] => text.toLocaleLowerCase('nl').match(/[\p{L}\d]+/gu) ?? [];

/** The words that a team looks for, and of where it happens and who works there: as a surname they say nothing. */
function ordinaryWords({ incident, profile }: NamingState, { installation }: Pick<ReadState, 'installation'>) {
	const { terms = [], hashtags = [], places = [], accounts = [] } = profile ?? {};
	const written = [...terms, ...hashtags, ...places, ...accounts.map(({ account }) => account)];
	return new Set([...written, incident?.place ?? '', installation?.organisation ?? ''].flatMap(smallWords));
}
type NamingState = Pick<ReadState, 'texts' | 'incident' | 'profile'>;

/**
 * Masks what leaves the desk, except the details on the installation's own list and words of an official text that two
 * people saw: these may name somebody on purpose.
 * @param state of the incident
 */
export function maskingForOutside(
	state: NamingState,
	installation: Pick<ReadState, 'installation' | 'outlets' | 'prepared'>,
	names: OutsideNames | null
): MaskOutside {
	if (!names) return () => REMOVED;
	const { known, publicWords } = names;
	const isPublic = isPublicOf(installation);
	const official = [...officialWords(state), ...preparedWords(installation)];
	const ordinary = ordinaryWords(state, installation);
	const withoutNames = (text: string): string =>
		known.masked(text, (word) => ordinary.has(word) || publicWords.has(word));
	return (text) => {
		const masked = maskForOutside(text, isPublic, withoutNames);
		return masked === text || official.some((words) => words.includes(text)) ? text : masked;
	};
}

const officialWords = ({ texts }: Pick<ReadState, 'texts'>): string[] =>
	[...texts.values()].flatMap(({ variants, publications }) => [
		...variants.filter(({ approved }) => approved !== null).map(({ text }) => text),
		...publications.filter(({ alone, reviewed }) => alone === null || reviewed !== null).map(({ text }) => text)
	]);
const preparedWords = ({ prepared }: Pick<ReadState, 'prepared'>): string[] =>
	[...prepared.values()].flatMap(({ wordings }) => wordings.filter(isPreparedApproved).map(({ text }) => text));

/** Names of media, organisations and office holders, and the accounts that the search profile follows: never private persons. */
const publicNames: ReadonlySet<string> = new Set([
	...['information.consulted[].name', 'meaning.themes[].voices[]', 'meaning.themes[].also[].name', 'voices[].name'],
	...['basis.profile.accounts[]', 'basis.profile.accounts[].account']
]);
const maskedFields = textFields(Report).filter(({ holds, path }) => holds !== 'id' && !publicNames.has(pathName(path)));

/** The report as it is shared: its words are masked before any page or file is made from it. */
export const reportForOutside = (report: Report, mask: MaskOutside): Report =>
	Report.parse(changeTexts(report, maskedFields, mask));

/** Both facts as people outside read them. */
export function replacementForOutside<Of extends Replacement>(of: Of, mask: MaskOutside): Of {
	const masked = <Fact extends Pick<Replacement, 'text' | 'source'>>(fact: Fact): Fact => ({
		...fact,
		text: mask(fact.text),
		source: fact.source && mask(fact.source)
	});
	return { ...masked(of), now: of.now && masked(of.now) };
}
