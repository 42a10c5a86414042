import { agoOf, relativeMoment } from '../moments/relative-moment';
import { readMoment } from '../moments/moment-text';

/** A comment copied from a page of a network. `when` as it was shown. */
export interface Comment {
	readonly text: string;
	readonly author: string | null;
	readonly when: string | null;
}

const words = (...alternatives: string[]): RegExp => new RegExp(`^(?:${alternatives.join('|')})$`, 'i');
const COUNT = '\\d+(?:[.,]\\d+)?\\s*(?:k|m|dzd\\.?|mln\\.?)?';

/** The button under a comment with which one answers it: the end of each. */
const REPLY = words('beantwoorden', 'reageren', 'reageer', 'antwoorden', 'reply', 'respond');
/** Interface text that networks put around a post. Whole lines, in Dutch and English. */
const INTERFACE = words(
	'vind ik leuk|leuk|like|haha|upvote|downvote|award|save|report|hide|rapporteren|opslaan',
	'reageren|reageer|beantwoorden|antwoorden|reply|respond|comment',
	'delen|deel|share|volgen|volg|follow|abonneren|subscribe',
	'(?:vertaling|originele?) (?:weergeven|bekijken|tonen)|meer (?:weergeven|bekijken|lezen)|minder weergeven|see (?:more|less|translation|original)|show (?:more|less)|read (?:more|less)|translate to .*',
	'bewerkt|edited|\\(bewerkt\\)|\\(edited\\)|vastgezet(?: door .*)?|pinned(?: by .*)?',
	'(?:top|populairste)[ -]?fan|topbijdrager|rijzende fan|auteur|author|maker|creator|op|beheerder|admin|moderator|geverifieerd(?: account)?|verified(?: account)?',
	'meest relevant|alle reacties|nieuwste(?: eerst)?|topreacties|most relevant|all comments|newest(?: first)?|top comments|sorteren op|sort by',
	`${COUNT}\\s*(?:reacties?|antwoorden|antwoord|vind-ik-leuks?|likes?|comments?|replies|reply|keer gedeeld|shares?|weergaven|views?|upvotes?)`,
	'(?:bekijk|alle|nog|view|all|see|verberg|hide)\\s.{0,20}(?:reacties?|antwoorden|antwoord|replies|reply|comments?)(?:\\s.{0,20})?',
	'(?:schrijf een|write a|laat een|leave a) (?:openbare |public )?(?:reactie|comment|reply|antwoord).*',
	'[·•|.…]+|' + COUNT,
	"u\\/\\S+ avatar|profielfoto van .*|avatar van .*|.*'s? profile picture"
);
/** A moment at the start of a line, followed by nothing, a mark, or buttons: `2 u`, `1 uur geleden Leuk Reageren`. */
const MOMENT_START =
	/^((?:ongeveer |about )?(?:zojuist|just now|(?:\d{1,3}|een|an?)\s*(?:s|sec|seconden?|seconds?|min|minuten|minuut|minutes?|mins?|m|u|uur|uren|h|hrs?|hours?|d|dagen|dag|days?|w|wk|weken|week|weeks)\b\.?(?:\s+(?:geleden|ago))?|(?:gisteren|eergisteren|vandaag|yesterday|today)(?:\s+(?:om|at)?\s*\d{1,2}[:.]\d{2}(?:\s*uur|\s*[ap]m)?)?))(?:\s*\((?:bewerkt|edited)\))?(.*)$/i;
const BUTTON_WORDS =
	/\b(?:vind ik leuk|leuk|like|beantwoorden|reageren|reageer|antwoorden|reply|delen|share|bewerkt|edited|(?:\d+\s*)?(?:vind-ik-leuks?|likes?))\b|[·•|\d\s]/gi;

/** No network shows a longer line with a name or a moment. */
const LONGEST_SHOWN = 200;

export const isInterface = (line: string): boolean => INTERFACE.test(line.trim());

/**
 * The moment that a line shows, as it is written; null when the line shows anything else than a moment and buttons.
 * Absolute dates count too: `20 november om 14.03 uur`.
 */
export function momentLine(line: string): string | null {
	const trimmed = line.trim();
	if (trimmed.length > LONGEST_SHOWN) return null;
	const [, start, rest = ''] = MOMENT_START.exec(trimmed) ?? [];
	if (start !== undefined) return rest.replace(BUTTON_WORDS, '') === '' ? start.trim() : null;
	const written = trimmed.replace(/\s*[·•].*$/, '').replace(/\s*\((?:bewerkt|edited)\)$/i, '');
	if (written.length > 40 || !/\d/.test(written) || /^\d+$/.test(written)) return null;
	return readMoment(written) !== null || (agoOf(written) ?? relativeMoment(written, Date.UTC(2100, 0, 1))) !== null
		? written
		: null;
}

const endsComment = (line: string): boolean => {
	const trimmed = line.trim();
	if (REPLY.test(trimmed)) return true;
	const rest = MOMENT_START.exec(trimmed)?.[2] ?? '';
	return momentLine(trimmed) !== null && /\b(?:beantwoorden|reageren|reageer|antwoorden|reply)\b/i.test(rest);
};

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
	const comments = complete.map(commentOf);
	// One comment alone is read as a post: its lines may come in any order.
	if (complete.length < 2 || !comments.every((comment) => comment?.when != null)) return null;
	const found = comments.flatMap((comment) => (comment && comment.text !== '' ? [comment] : []));
	if (ended) return found;
	// Below the last comment there may be one whose buttons were not copied.
	const rest = last.filter((line) => line !== '' && !isInterface(line));
	return rest.length === 0 ? found : [...found, commentOf(last) ?? { text: joined(rest), author: null, when: null }];
}

/** Null when it has no words and no name. */
function commentOf(lines: readonly string[]): Comment | null {
	const when = lines.map(momentLine).find((moment) => moment !== null) ?? null;
	const content = lines.filter((line) => !isInterface(line) && momentLine(line) === null);
	const [first = '', ...text] = content.slice(
		Math.max(
			0,
			content.findIndex((line) => line !== '')
		)
	);
	if (first === '') return null;
	const name =
		first.length > LONGEST_SHOWN ? first : first.replace(/\s*[·•]\s*(?:volgen|follow|auteur|author)?$/i, '').trim();
	if (!isName(name)) return { text: joined(content), author: null, when };
	return { text: joined(text), author: name, when };
}

/** The lines as one text, with at most one empty line between paragraphs. */
export const joined = (lines: readonly string[]): string =>
	lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();

/** A few words without sentence punctuation. */
export const isName = (line: string): boolean =>
	line.length <= 60 && line.split(/\s+/).length <= 6 && !/[.!?:;]$/.test(line) && !/^https?:/i.test(line);
