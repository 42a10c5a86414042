import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Eyes, assertOtherEyes, eyesOfActor, type SeenAct } from '../core/eyes';
import { QuoteId, Sha256 } from '../core/ids';
import { coordinatorsAndAdministrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import type { ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/** The most log lines that one event names. */
const MAX_LINES_PER_EVENT = 1000;
const LineNumber = z.int().positive();
const Numbers = z.array(LineNumber).min(1).max(MAX_LINES_PER_EVENT);

/** Texts of a log line, by their place in it; none stands for all. */
export const LineTexts = z.object({ number: LineNumber, texts: z.array(z.int().nonnegative()).default([]) });
export type LineTexts = z.infer<typeof LineTexts>;
/**
 * A line of the log whose data was replaced, and the SHA-256 of its canonical data now. `shown`: of what a request for
 * redaction leaves of a line whose other words it hides, where that was replaced too.
 */
export const LineChecksum = LineTexts.extend({ sha256: Sha256, shown: Sha256.nullable().default(null) });
export type LineChecksum = z.infer<typeof LineChecksum>;

/** A request to remove the words of log lines. They are hidden until it is settled. */
interface Redaction extends SeenAct {
	/** The lines that a person named, and those with copies of their words. */
	readonly numbers: readonly number[];
	readonly copies: readonly number[];
	readonly why: string;
}

/**
 * A line as it is without its words. `sha256` is null where it has no words to remove; `isProfile` where the search profile
 * that is in use rests on it.
 */
export interface RedactableLine extends Omit<LineChecksum, 'sha256'> {
	readonly sha256: Sha256 | null;
	readonly isProfile: boolean;
}

declare module '../core/state' {
	interface Collections {
		/** The requests that wait, by the number of their own line. */
		redactions: [number, Redaction];
	}
}
declare module '../core/command' {
	interface References {
		/** The requested log lines that exist, and those with copies of their words. */
		readonly redaction: readonly RedactableLine[];
	}
}

/**
 * Requests that words and names are removed from log lines, when a court or a person's right requires it. Each is `…` from
 * now on; who did what and when stays, so that nothing is undone. The search profile in use is changed first: without
 * its words, other posts would come in.
 */
export const redactLog = command('log.redact', {
	input: () => z.strictObject({ numbers: Numbers, why: Text(500, 'ownWords') }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['log.number', 'log.noWords', 'log.profile', 'log.waiting'],
	referencesOf: ({ numbers }) => ({ redaction: { lines: numbers.map(allTexts), withCopies: true } }),
	decide({ numbers, why }, { state, references: { redaction }, actor }) {
		if (numbers.some((each) => !redaction.some(({ number }) => number === each))) throw new Refusal('log.number');
		const waiting = waitingNumbers(state);
		const lines = redaction.map(({ sha256, isProfile, ...line }) => {
			if (waiting.has(line.number)) throw new Refusal('log.waiting');
			if (sha256 === null) throw new Refusal('log.noWords');
			if (isProfile) throw new Refusal('log.profile');
			return { ...line, sha256 };
		});
		return redactionRequested({ lines, why, eyes: eyesOfActor(actor) });
	}
});
export const allTexts = (number: number): LineTexts => ({ number, texts: [] });
/** The words of these lines are hidden from here on: followers read the log again. */
export const redactionRequested = event('log.redactionRequested', {
	data: () => z.object({ lines: z.array(LineChecksum).min(1), why: LooseText(500, 'ownWords'), eyes: Eyes }),
	evolve(state, { lines, why, eyes }, { seq, by, wallAt: at }) {
		const numbersOf = (isCopy: boolean): number[] =>
			lines.flatMap(({ number, texts }) => (texts.length > 0 === isCopy ? [number] : []));
		state.redactions.set(seq, { numbers: numbersOf(false), copies: numbersOf(true), why, by, at, eyes });
	}
});

/** The lines of which waiting requests hide words. */
const waitingNumbers = ({ redactions }: Pick<ReadState, 'redactions'>): ReadonlySet<number> =>
	new Set([...redactions.values()].flatMap(({ numbers, copies }) => [...numbers, ...copies]));

/** Removes the hidden words for good: by somebody else than who requested it. */
export const confirmRedaction = command('log.confirmRedaction', {
	input: () => z.strictObject({ request: LineNumber }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['log.noRequest', 'review.own'],
	decide({ request }, { state, actor }) {
		const waiting = state.redactions.get(request);
		if (!waiting) throw new Refusal('log.noRequest');
		assertOtherEyes([waiting], actor);
		return redactionConfirmed({ request });
	}
});
export const redactionConfirmed = event('log.redactionConfirmed', {
	data: () => z.object({ request: LineNumber }),
	evolve(state, { request }) {
		state.redactions.delete(request);
	}
});

/** The words come back as they were. */
export const declineRedaction = command('log.declineRedaction', {
	input: () => z.strictObject({ request: LineNumber, why: Text(500, 'ownWords') }),
	allow: coordinatorsAndAdministrators,
	proof: 'second',
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['log.noRequest'],
	decide({ request, why }, { state }) {
		if (!state.redactions.has(request)) throw new Refusal('log.noRequest');
		return redactionDeclined({ request, why });
	}
});
export const redactionDeclined = event('log.redactionDeclined', {
	data: () => z.object({ request: LineNumber, why: LooseText(500, 'ownWords') }),
	evolve(state, { request }) {
		state.redactions.delete(request);
	}
});

/** Followers read the log again, with the masked data of those lines. `quotes`: of forgotten posts, which are dropped. */
export const logMasked = event('log.masked', {
	data: () =>
		z.object({
			lines: z.array(LineChecksum).max(MAX_LINES_PER_EVENT),
			why: LooseText(100, 'id'),
			quotes: z.array(QuoteId).default([])
		}),
	evolve(state, { quotes }) {
		for (const quote of quotes) state.quotes.delete(quote);
	}
});
/** @param why the key of a sentence in messages/ */
export const linesMasked = (lines: readonly LineChecksum[], why: string): ReturnType<typeof logMasked>[] =>
	Array.from({ length: Math.ceil(lines.length / MAX_LINES_PER_EVENT) }, (_, at) =>
		logMasked({ lines: lines.slice(at * MAX_LINES_PER_EVENT, (at + 1) * MAX_LINES_PER_EVENT), why, quotes: [] })
	);

/** A log line that quotes a post. */
export interface QuoteLine extends Omit<RedactableLine, 'isProfile'> {
	readonly id: QuoteId;
}
/** Drops the quotes of forgotten posts and removes their words from these lines, and those of other `lines`. */
export function quotesForgotten(
	quotes: readonly QuoteLine[],
	why: string,
	state: ReadState,
	lines: readonly Omit<RedactableLine, 'isProfile'>[] = []
): ReturnType<typeof logMasked>[] {
	const dropped = [...new Set(quotes.map(({ id }) => id))].filter((id) => state.quotes.has(id));
	const masked = [...new Map([...lines, ...quotes].map((line) => [line.number, line])).values()].flatMap(
		({ number, texts, sha256, shown }) => (sha256 === null ? [] : [{ number, texts, sha256, shown }])
	);
	return [
		...(dropped.length > 0 ? [logMasked({ lines: [], why, quotes: dropped })] : []),
		...linesMasked(
			masked.sort((one, other) => one.number - other.number),
			why
		)
	];
}

/** The events that remove, replace or return what earlier lines hold: who keeps anything of those reads them again. */
export const changesEarlierLines: ReadonlySet<string> = new Set([
	'log.redacted',
	'log.masked',
	'log.redactionRequested',
	'log.redactionDeclined'
] satisfies string[]);

/** An earlier version blanked whole lines. They stay blank; none are made any more. */
export const logRedacted = event('log.redacted', {
	data: () => z.object({ numbers: Numbers, why: LooseText(500, 'ownWords') }),
	evolve() {
		// The lines themselves are blank.
	}
});
