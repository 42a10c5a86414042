import { negations } from '../text/polarity';
import { commentPhrases, isWeak, judgements, mockingEmoji, stanceTags } from '../text/word-lists';
import type { TextToken } from '../text/words';

/** The tone of a post: mocking, doubting, commenting. Two posts with different tones are not copies. */

/** Words that make a report uncertain: leaving one out turns a guess into a fact. */
const HEDGES = new Set(
	`mogelijk misschien waarschijnlijk vermoedelijk wellicht blijkbaar kennelijk schijnbaar vermoeden gerucht geruchten bijna haast zogenaamd zogenaamde
	zou zouden schijnt maybe possibly perhaps probably allegedly reportedly almost`.split(/\s+/)
);
/** "hoor ik net", "zie ik": this tells how a person knows it, and is no remark. */
const PERCEPTION = new Set(
	'hoor hoort hoorde gehoord zie ziet zag gezien las lees gelezen krijg kreeg gekregen'.split(' ')
);

export const mocks = (tokens: readonly TextToken[]): boolean =>
	tokens.some((token) => token.kind === 'emoji' && mockingEmoji.has(token.text));

export const isHedged = (tokens: readonly TextToken[]): boolean =>
	tokens.some((token) => token.kind === 'word' && HEDGES.has(token.text));

const COMMENT_PHRASE = new RegExp(`(?<![^ ])(?:${commentPhrases.join('|')})(?![^ ])`, 'g');
const COMMENT_FIRST_WORDS: ReadonlySet<string> = new Set(commentPhrases.map((phrase) => phrase.split(' ')[0] ?? ''));

/**
 * Remarks in addition to the news: words in quotation marks, phrases that comment, hashtags that judge, and parts of
 * sentences with only small words.
 */
export function asidesOf(
	tokens: readonly TextToken[],
	clauses: readonly (readonly TextToken[])[],
	ignored: ReadonlySet<TextToken>,
	words: readonly string[]
): string[] {
	return [
		...setApart(tokens),
		...(words.some((word) => COMMENT_FIRST_WORDS.has(word)) ? (words.join(' ').match(COMMENT_PHRASE) ?? []) : []),
		...tokens.filter((token) => token.kind === 'hashtag' && stanceTags.has(token.text)).map((token) => token.text),
		...smallTalk(clauses, ignored)
	];
}

/** One to three words in quotation marks among others, unless they are a name: "het water is 'veilig'" doubts it. */
function setApart(tokens: readonly TextToken[]): string[] {
	const asides: string[] = [];
	let from = -1;
	tokens.forEach((token, at) => {
		if (token.text !== '"') return;
		if (from < 0) {
			from = at;
			return;
		}
		const inside = tokens.slice(from + 1, at).filter((part) => part.kind === 'word');
		const isRemark = inside.length > 0 && inside.length <= 3 && !inside[0]?.capital;
		if (isRemark && tokens.length > inside.length + 4) asides.push(inside.map((part) => part.text).join(' '));
		from = -1;
	});
	return asides;
}

const isJudgement = (word: string): boolean => judgements.has(word) || stanceTags.has(word);
const textOf = (words: readonly TextToken[]): string => words.map((token) => token.text).join(' ');

/**
 * Sentences of two or more small words, and parts of sentences of three: "Dat zal wel." has no news, only an
 * opinion. Also a word that judges with one small word: "schande dit".
 */
function smallTalk(clauses: readonly (readonly TextToken[])[], ignored: ReadonlySet<TextToken>): string[] {
	const found: string[] = [];
	let sentence = -1;
	for (const clause of clauses) {
		const first = clause[0]?.sentence !== sentence;
		sentence = clause[0]?.sentence ?? sentence;
		const words = clause.filter((token) => token.kind === 'word');
		if (words.some((token) => !isWeak(token.text))) {
			if (words.length === 2 && words.every(({ text }) => isWeak(text) || isJudgement(text))) found.push(textOf(words));
			continue;
		}
		const alone = first && /[.!?]/.test(clause.at(-1)?.text ?? '.');
		if (
			words.length < (alone ? 2 : 3) ||
			clause.some((token) => token.kind === 'number' || token.kind === 'hashtag' || ignored.has(token))
		)
			continue;
		if (words.some((token) => PERCEPTION.has(token.text) || negations.has(token.text))) continue;
		found.push(textOf(words));
	}
	return found;
}
