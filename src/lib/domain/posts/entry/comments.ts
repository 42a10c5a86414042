import {
	endsComment,
	headsIn,
	isInterface,
	isName,
	joined,
	LONGEST_SHOWN,
	momentLine,
	ownWords,
	withoutNote
} from './page-lines';

/** A comment copied from a page of a network. `when` as it was shown. */
export interface Comment {
	readonly text: string;
	readonly author: string | null;
	readonly when: string | null;
}

/**
 * Comments as Facebook, Instagram, YouTube and Reddit show them: a name, the words, a moment (before or after the
 * words) and buttons. Null when the text is not built that way.
 */
export function readComments(lines: readonly string[]): Comment[] | null {
	const groups: string[][] = [[]];
	let ended = false;
	for (const line of lines.map((each) => each.trim())) {
		if (line === '') {
			if (!ended) groups.at(-1)?.push('');
			continue;
		}
		if (ended && !isInterface(line) && momentLine(line) === null) {
			groups.push([]);
			ended = false;
		}
		groups.at(-1)?.push(line);
		ended ||= endsComment(line);
	}
	const last = groups.at(-1) ?? [];
	const complete = ended ? groups : groups.slice(0, -1);
	const comments = complete.map((group) => commentOf(group));
	// One comment alone is read as a post: its lines may come in any order.
	if (complete.length === 0 || !comments.every((comment) => comment?.when != null)) return null;
	const found = comments.flatMap((comment) => (comment && comment.text !== '' ? [comment] : []));
	if (ended) return found;
	// Below the last comment there may be one whose buttons were not copied.
	const rest = last.filter((line) => line !== '' && !isInterface(line));
	return rest.length === 0 ? found : [...found, commentOf(last) ?? { text: joined(rest), author: null, when: null }];
}

/** Null when it has no words and no name. */
function commentOf(lines: readonly string[]): Comment | null {
	const start = lines.findIndex((line) => line !== '' && !isInterface(line));
	const head = start < 0 ? undefined : headsIn(lines.slice(start)).find((each) => each.start === 0);
	if (head) return { ...head, text: wordsOf(lines.slice(start + head.end)).text };
	const { text: all, when } = wordsOf(lines);
	const [first = '', ...text] = all.split('\n');
	if (first === '') return null;
	const name =
		first.length > LONGEST_SHOWN ? first : first.replace(/\s*[·•]\s*(?:volgen|follow|auteur|author)?$/i, '').trim();
	return isName(name) ? { text: joined(text), author: name, when } : { text: all, author: null, when };
}

/** The words of a post, and the moment below them. */
function wordsOf(lines: readonly string[]): { text: string; when: string | null } {
	const own = ownWords(lines);
	const isWords = (line: string): boolean => line.trim() !== '' && momentLine(line) === null;
	const below = own.slice(own.findLastIndex(isWords) + 1);
	const when = below.map(momentLine).find((moment) => moment !== null) ?? null;
	return { text: joined(own.slice(0, own.findLastIndex(isWords) + 1)), when };
}

/** Posts of a page: `above` are the lines before the first; `isSure` where handles show that it is one. */
export interface CopiedPage {
	readonly above: readonly string[];
	readonly posts: readonly Comment[];
	readonly isSure: boolean;
}

/** Posts as networks show them, each below its name, handle and moment. Null when the text is not built that way. */
export function readPage(lines: readonly string[]): CopiedPage | null {
	const heads = headsIn(lines);
	const isSure = heads.some((head) => head.isSure);
	if (heads.length < 2 && !isSure) return null;
	const posts = heads.map(({ author, when, end }, at) => {
		const { text, when: below } = wordsOf(withoutNote(lines.slice(end, heads[at + 1]?.start)));
		return { text, author, when: when ?? below };
	});
	return {
		above: withoutNote(lines.slice(0, heads[0]?.start)),
		posts: posts.filter(({ text }) => text !== ''),
		isSure
	};
}
