import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPace } from '../../src/lib/domain/posts/silence';
import { numbersFrom } from './made-up-posts';
import { percentile, round, type Result } from './result';

/**
 * The moments of 89,000 posts in 24 real events (CrisisLexT26, MIT), a sample of one in a hundred; not part of the
 * project.
 */
const folder = join('..', 'shared', 'data', 'arrivals');
const DAY = 1440;
/** Alarms closer together than this are one, in minutes. */
const SAME_ALARM_WITHIN = 60;
const STEP = 3;
/** Per event: how often the source is cut, and the longest wait for the alarm, in minutes. */
const CUTS = 12;
const MAX_WAIT = 240;

const number = numbersFrom(5);

/** A thinned stream at its full size: each post becomes several, at random moments between its tenth neighbours. */
function atFullSize(moments: readonly number[], times: number): number[] {
	if (times === 1) return [...moments];
	return moments.flatMap((_, i) => {
		const from = moments[Math.max(0, i - 5)] ?? 0;
		const to = moments[Math.min(moments.length - 1, i + 5)] ?? from;
		return Array.from({ length: times }, () => from + number() * (to - from));
	});
}

function byMinute(moments: readonly number[]): Map<number, number> {
	const minutes = new Map<number, number>();
	for (const at of moments) minutes.set(Math.floor(at / 60_000), (minutes.get(Math.floor(at / 60_000)) ?? 0) + 1);
	return minutes;
}

type Rule = (minutes: ReadonlyMap<number, number>, now: number) => boolean;
const ours: Rule = (minutes, now) => (readPace(minutes, now, 0)?.silentSince ?? null) !== null;
/** The baseline: as if posts arrived evenly, silent when so long a gap has a chance of one in a thousand. */
const even: Rule = (minutes, now) => {
	let last = now;
	while (last > now - 300 && !minutes.has(last)) last--;
	let posts = 0;
	for (let minute = last - 59; minute <= last; minute++) posts += minutes.get(minute) ?? 0;
	return posts >= 10 && now - last >= 3 && (posts / 60) * (now - last) > 6.9;
};

/** Alarms while nothing was wrong, and over how many days. */
function falseAlarms(minutes: ReadonlyMap<number, number>, rule: Rule): { alarms: number; days: number } {
	const all = [...minutes.keys()];
	const [first, last] = [
		Math.min(...all.slice(0, 1), all[0] ?? 0),
		all.reduce((latest, minute) => Math.max(latest, minute), 0)
	];
	let [alarms, before] = [0, -Infinity];
	for (let now = first; now <= last; now += STEP) {
		if (!rule(minutes, now)) continue;
		if (now - before > SAME_ALARM_WITHIN) alarms++;
		before = now;
	}
	return { alarms, days: (last - first) / DAY };
}

/** Minutes until a cut is noticed, by the pace before it in posts a minute. */
function noticed(minutes: ReadonlyMap<number, number>, rule: Rule): { pace: number; after: number }[] {
	const all = [...minutes.keys()].sort((a, b) => a - b);
	const [first = 0, last = 0] = [all[0], all.at(-1)];
	return Array.from({ length: CUTS }, () => Math.floor(first + 300 + number() * (last - first - 300))).flatMap(
		(cut) => {
			const before = new Map<number, number>();
			for (let minute = cut - 400; minute <= cut; minute++) {
				const count = minutes.get(minute);
				if (count) before.set(minute, count);
			}
			const pace = [...before].reduce((sum, [minute, count]) => sum + (minute > cut - 60 ? count : 0), 0) / 60;
			if (pace < 0.5) return [];
			for (let after = 1; after <= MAX_WAIT; after++) if (rule(before, cut + after)) return [{ pace, after }];
			return [{ pace, after: MAX_WAIT }];
		}
	);
}

/** The rule of silence on real arrival times: as they were sampled, and made whole twenty and a hundred times over. */
export async function run(): Promise<Result[]> {
	await Promise.resolve();
	if (!existsSync(folder)) {
		process.stdout.write(` (skipped: ${folder} is not there)`);
		return [];
	}
	const events = readdirSync(folder).map((file) =>
		readFileSync(join(folder, file), 'utf8')
			.split('\n')
			.map((line) => Date.parse(line.split('"')[1] ?? ''))
			.filter((at) => !Number.isNaN(at))
			.sort((a, b) => a - b)
	);
	const sizes = [1, 20, 100].map((times) => {
		const streams = events.map((moments) => byMinute(atFullSize(moments, times)));
		const count = (rule: Rule) => {
			const found = streams.map((minutes) => falseAlarms(minutes, rule));
			return found.reduce((sum, { alarms }) => sum + alarms, 0) / found.reduce((sum, { days }) => sum + days, 0);
		};
		return {
			times,
			ours: count(ours),
			even: count(even),
			noticed: streams.flatMap((minutes) => noticed(minutes, ours))
		};
	});
	const cuts = sizes.flatMap((size) => size.noticed);
	const after = (from: number, to: number, share = 0.5): number =>
		percentile(
			cuts.filter(({ pace }) => pace >= from && pace < to).map((cut) => cut.after),
			share
		);
	const worst = Math.max(...sizes.map((size) => size.ours));
	const worstEven = Math.max(...sizes.map((size) => size.even));
	return [
		{
			case: 'silence: false alarms a day and source on real arrivals, against taking posts to come evenly',
			value: round(worst),
			bound: round(worstEven),
			ratio: round(worst / worstEven),
			aim: '≤ 0.05 a day, at most a tenth of the bound',
			ok: worst <= 0.05 && worst <= worstEven / 10,
			extra: Object.fromEntries(
				sizes.flatMap((size) => [
					[`asSampled${size.times}x`, round(size.ours)],
					[`evenly${size.times}x`, round(size.even)]
				])
			)
		},
		{
			case: 'silence: minutes until a source that stops is noticed, at ten posts a minute and more, against three',
			value: after(10, Infinity),
			bound: 3,
			ratio: round(after(10, Infinity) / 3),
			aim: '≤ 5 minutes at the median',
			ok: after(10, Infinity) <= 5,
			extra: {
				cuts: cuts.length,
				tenUp90: after(10, Infinity, 0.9),
				fromTwoToTen: after(2, 10),
				fromTwoToTen90: after(2, 10, 0.9),
				fromHalfToTwo: after(0.5, 2),
				fromHalfToTwo90: after(0.5, 2, 0.9)
			}
		}
	];
}
