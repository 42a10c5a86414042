import type { Desk } from '$lib/desk/desk.svelte';
import { findingView, type FindingView } from '$lib/desk/views/findings';
import { findingsOf } from '$lib/domain/findings/finding';
import type { FindingKind, FindingId } from '$lib/domain/core/ids';
import type { RiskLevel } from '$lib/domain/findings/risk';
import type { Link } from '$lib/domain/stories/story';
import type { Suggestion } from '$lib/domain/stories/card';
import type { Words } from '$lib/i18n/words';
import { findingStateWords } from './finding-words';
import { reasonOf } from './reason';

/** One line of the picker. */
export interface Option {
	readonly key: string;
	/** Null is "make a new one". */
	readonly id: FindingId | null;
	readonly text: string;
	readonly posts: number | null;
	readonly risk: RiskLevel | null;
	/** The second line: the machine's reason, the status, the effect of linking. */
	readonly why: string;
	readonly proposed: boolean;
	readonly closed: boolean;
	readonly linked: boolean;
	/** The finding that it was merged into. */
	readonly mergedInto: FindingId | null;
}

interface Asked {
	readonly desk: Desk;
	readonly kind: FindingKind;
	readonly typed: string;
	readonly suggested: Suggestion | null;
	/** The findings that are most like the story, the most alike first. */
	readonly likely: readonly FindingId[];
	readonly held: readonly Link[];
	/** The target of the merged finding that was chosen. */
	readonly offered: FindingId | null;
}

/** The list is cut here to stay readable; typing finds the rest. */
const most = 30;

/**
 * The proposal first, then the most alike, then other open ones, then closed ones; of these those that match all typed
 * words, in any order.
 */
export function optionsFor(
	{ desk, kind, typed, suggested, likely, held, offered }: Asked,
	words: Words
): readonly Option[] {
	const { state, findingFigures } = desk.store;
	const looked = folded(typed).split(/\s+/).filter(Boolean);
	const proposed = new Set(suggested?.links.filter((link) => link.kind === kind).map(({ finding }) => finding));
	const seen = [...findingsOf(state, kind).keys()]
		.filter((id) => offered === null || id === offered)
		.flatMap((id) => findingView(state, (each) => findingFigures.get(each), kind, id) ?? [])
		.filter(({ text }) => looked.every((word) => folded(text).includes(word)))
		// A merged finding is listed only when the user searches for it by name.
		.filter(({ base }) => base.mergedInto === null || looked.length > 0)
		.sort(
			(a, b) =>
				rank(b, proposed) - rank(a, proposed) ||
				likeness(b, likely) - likeness(a, likely) ||
				(b.posts ?? 0) - (a.posts ?? 0)
		);
	const options = seen.slice(0, most).map((finding): Option => {
		const isProposed = proposed.has(finding.id);
		const reason =
			isProposed && suggested ? words.t('picker.why.proposed', { reason: reasonOf(suggested.reason, words) }) : '';
		return {
			key: finding.id,
			id: finding.id,
			text: finding.text,
			posts: finding.posts,
			risk: finding.kind === 'rumour' ? finding.risk.level : null,
			why: [reason, findingStateWords(finding, desk, words), ...consequence(finding, words)]
				.filter(Boolean)
				.join(' · '),
			proposed: isProposed,
			closed: finding.base.closed !== null || finding.base.mergedInto !== null,
			linked: held.some((link) => link.finding === finding.id),
			mergedInto: finding.base.mergedInto
		};
	});
	const text = typed.trim();
	const exists = seen.some((finding) => folded(finding.text) === folded(text));
	if (text === '' || exists || offered !== null) return options;
	const fresh: Option = {
		key: 'new',
		id: null,
		text,
		posts: null,
		risk: null,
		why: '',
		proposed: false,
		closed: false,
		linked: false,
		mergedInto: null
	};
	return [...options, fresh];
}

/** Without accents and capitals, so that "cafe" finds "Café". */
export const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

function rank({ id, base, settled }: FindingView, proposed: ReadonlySet<FindingId>): number {
	if (proposed.has(id)) return 4;
	if (base.mergedInto !== null) return 0;
	if (base.closed !== null) return 1;
	return settled ? 2 : 3;
}

/** Higher for what is more alike, 0 for what is not. */
function likeness({ id }: FindingView, likely: readonly FindingId[]): number {
	const at = likely.indexOf(id);
	return at < 0 ? 0 : likely.length - at;
}

function consequence({ base }: FindingView, { t }: Words): string[] {
	if (base.mergedInto !== null) return [t('picker.why.merged')];
	return base.closed === null ? [] : [t('picker.why.reopens')];
}
