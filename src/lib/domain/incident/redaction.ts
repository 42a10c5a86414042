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

/** A line of the log whose data was replaced, and the SHA-256 of its canonical data now. */
export const LineChecksum = z.object({ number: LineNumber, sha256: Sha256 });
export type LineChecksum = z.infer<typeof LineChecksum>;
const MaskedLines = z.array(LineChecksum).min(1).max(MAX_LINES_PER_EVENT);

/** A request to remove the words of log lines. They are hidden until it is settled. */
interface Redaction extends SeenAct {
	readonly numbers: readonly number[];
	readonly why: string;
}

declare module '../core/state' {
	interface Collections {
		/** The requests that wait, by the number of their own line. */
		redactions: [number, Redaction];
	}
}
declare module '../core/command' {
	interface References {
		/**
		 * The requested log lines that exist. `sha256` is null where a line has no words to remove; `isProfile` where the search
		 * profile that is in use rests on it.
		 */
		readonly redaction: readonly {
			readonly number: number;
			readonly sha256: Sha256 | null;
			readonly isProfile: boolean;
		}[];
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
	referencesOf: ({ numbers }) => ({ redaction: numbers }),
	decide({ numbers, why }, { state, references: { redaction }, actor }) {
		const found = new Map(redaction.map((line) => [line.number, line]));
		const waiting = waitingNumbers(state);
		const lines = [...new Set(numbers)]
			.sort((a, b) => a - b)
			.map((number) => {
				const line = found.get(number);
				if (!line) throw new Refusal('log.number');
				if (waiting.has(number)) throw new Refusal('log.waiting');
				if (line.sha256 === null) throw new Refusal('log.noWords');
				if (line.isProfile) throw new Refusal('log.profile');
				return { number, sha256: line.sha256 };
			});
		return redactionRequested({ lines, why, eyes: eyesOfActor(actor) });
	}
});
/** The words of these lines are hidden from here on: followers read the log again. */
export const redactionRequested = event('log.redactionRequested', {
	data: () => z.object({ lines: MaskedLines, why: LooseText(500, 'ownWords'), eyes: Eyes }),
	evolve(state, { lines, why, eyes }, { seq, by, wallAt: at }) {
		state.redactions.set(seq, { numbers: lines.map(({ number }) => number), why, by, at, eyes });
	}
});

/** The lines that waiting requests name. */
const waitingNumbers = ({ redactions }: Pick<ReadState, 'redactions'>): ReadonlySet<number> =>
	new Set([...redactions.values()].flatMap(({ numbers }) => numbers));

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

/** A log line that quotes a post; `sha256` as for a redaction. */
export interface QuoteLine {
	readonly number: number;
	readonly id: QuoteId;
	readonly sha256: Sha256 | null;
}
/** Drops the quotes of forgotten posts and removes their words from these lines, and those of other `lines`. */
export function quotesForgotten(
	quotes: readonly QuoteLine[],
	why: string,
	state: ReadState,
	lines: readonly Pick<QuoteLine, 'number' | 'sha256'>[] = []
): ReturnType<typeof logMasked>[] {
	const dropped = [...new Set(quotes.map(({ id }) => id))].filter((id) => state.quotes.has(id));
	const sums = new Map([...quotes, ...lines].map(({ number, sha256 }) => [number, sha256]));
	const masked = [...sums].flatMap(([number, sha256]) => (sha256 === null ? [] : [{ number, sha256 }]));
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
