import { z } from 'zod';
import { command } from '../core/command';
import { Moment, PostId, Sha256 } from '../core/ids';
import { onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { LineTexts, quotesForgotten, redactionConfirmed } from './redaction';
import { FORGET_MOST, postsForgotten } from './retention';

/** A line of a log, by its number and its hash in the chain: after a restore the same number may be another line. */
export const ForgottenLine = LineTexts.extend({ hash: Sha256 });

/** What was forgotten of one incident: ids and numbers only, never what it was. */
const ForgottenOfIncident = z.object({
	/** When its posts were last masked, on the wall clock; null when they never were. */
	masked: Moment.nullable(),
	/** The posts whose text, address and sender were removed. */
	posts: z.array(PostId),
	/** The lines of its log whose words were removed. */
	lines: z.array(ForgottenLine)
});
export type ForgottenOfIncident = z.infer<typeof ForgottenOfIncident>;
/** The same of all incidents, by their ids. It is stored outside the database, so that a restore does not undo it. */
export const ForgottenList = z.record(z.uuid(), ForgottenOfIncident);
export type ForgottenList = z.infer<typeof ForgottenList>;

const nothing: ForgottenOfIncident = { masked: null, posts: [], lines: [] };
const lineKey = ({ number, hash, texts }: z.infer<typeof ForgottenLine>): string => `${number} ${hash} ${texts.join()}`;

/** The union of both lists: nothing is ever removed from a list. */
export function joinForgotten(one: ForgottenList, other: ForgottenList): ForgottenList {
	const joined: ForgottenList = {};
	for (const incident of [...new Set([...Object.keys(one), ...Object.keys(other)])].sort()) {
		const [a, b] = [one[incident] ?? nothing, other[incident] ?? nothing];
		const lines = new Map([...a.lines, ...b.lines].map((line) => [lineKey(line), line]));
		joined[incident] = {
			masked: [a.masked, b.masked].reduce((last, each) => ((each ?? '') > (last ?? '') ? each : last), null),
			posts: [...new Set([...a.posts, ...b.posts])].sort(),
			lines: [...lines.values()].sort((x, y) => x.number - y.number || lineKey(x).localeCompare(lineKey(y)))
		};
	}
	return joined;
}

/**
 * The part of a list that still has to be forgotten, after what was forgotten already. `hashes` has the hashes of the
 * stored lines: a line that is absent, or has another hash, is skipped.
 */
export function leftToForget(
	listed: ForgottenOfIncident,
	done: ForgottenOfIncident,
	hashes: ReadonlyMap<number, string>
): { readonly masks: boolean; readonly posts: readonly PostId[]; readonly lines: readonly LineTexts[] } {
	const [posts, lines] = [new Set(done.posts), new Set(done.lines.map(lineKey))];
	return {
		masks: (listed.masked ?? '') > (done.masked ?? ''),
		posts: listed.posts.filter((post) => !posts.has(post)),
		lines: listed.lines
			.filter((line) => hashes.get(line.number) === line.hash && !lines.has(lineKey(line)))
			.map(({ number, texts }) => ({ number, texts }))
	};
}

/** Forgets once more, in a restored back-up, what was forgotten since it was made. */
export const repeatForgetting = command('retention.repeat', {
	input: () =>
		z.strictObject({
			posts: z.array(PostId).max(FORGET_MOST),
			lines: z.array(LineTexts).max(FORGET_MOST)
		}),
	allow: onlySystem,
	during: 'openOrClosed',
	refusals: ['retention.nothing'],
	referencesOf: ({ posts, lines }) => ({ forget: { posts }, redaction: { lines, withCopies: false } }),
	decide({ lines }, { state, references }) {
		const { days, posts, quotes } = references.forget ?? { days: 0, posts: [], quotes: [] };
		// Lines of which the back-up hides the words already.
		const hidden = [...state.redactions.entries()].filter(([, { numbers, copies }]) =>
			lines.some(({ number }) => numbers.includes(number) || copies.includes(number))
		);
		const events = [
			...(posts.length > 0 ? [postsForgotten({ posts: posts.length, days, why: RESTORED, ids: [...posts] })] : []),
			...hidden.map(([request]) => redactionConfirmed({ request })),
			...quotesForgotten(quotes, RESTORED, state, references.redaction)
		];
		if (events.length === 0) throw new Refusal('retention.nothing');
		return events;
	}
});
export const RESTORED = 'retention.restored';
