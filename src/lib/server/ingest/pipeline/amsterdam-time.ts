import { LRUCache } from 'lru-cache';
import { minutesAhead } from '$lib/domain/core/amsterdam-clock';

const MINUTE = 60_000;
/** An hour never has two offsets, and a file repeats the same hours. */
const offsetByHour = new LRUCache<number, number>({ max: 10_000 });

function minutesAheadInHour(at: number): number {
	const hour = Math.floor(at / (60 * MINUTE));
	const cached = offsetByHour.get(hour);
	if (cached !== undefined) return cached;
	const ahead = minutesAhead(at);
	offsetByHour.set(hour, ahead);
	return ahead;
}

export interface LocalReading {
	/** Milliseconds since 1970. */
	at: number;
	/** The night the clock goes forward skips this time, the night it goes back has it twice. */
	doubt: 'skipped' | 'twice' | null;
}

/**
 * The moment that a clock in the Netherlands showed this time; `local` as if it were UTC (`Date.UTC(2026, 10, 20, 14,
 * 3)`), from 1970 on. A time that came twice is taken as the first (summer time); one that was skipped as if the clock
 * had not been put forward yet.
 */
export function fromAmsterdam(local: number): LocalReading {
	const [summer, winter] = [120, 60].map((ahead) => ({
		at: local - ahead * MINUTE,
		isValid: minutesAheadInHour(local - ahead * MINUTE) === ahead
	}));
	if (summer?.isValid) return { at: summer.at, doubt: winter?.isValid ? 'twice' : null };
	return { at: local - 60 * MINUTE, doubt: winter?.isValid ? null : 'skipped' };
}
