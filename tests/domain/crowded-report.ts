import fc from 'fast-check';
import { assessRumour } from '$lib/domain/findings/rumour';
import { recordFact } from '$lib/domain/findings/fact';
import { AdviceId, FactId, FindingId, momentOf } from '$lib/domain/core/ids';
import { RiskLevel } from '$lib/domain/findings/risk';
import { writeAdvice } from '$lib/domain/report/advice';
import type { Report } from '$lib/domain/report/content';
import type { ReportFrame } from '$lib/report/write/write-report';
import { courseOf } from '$lib/domain/stories/trend';
import { bram, fresh } from './in-memory-incident';
import { draftFrame, minutes, ReportFixture } from './report-facts';

/** A report of which each line is as the program makes it: the lines of a large one are drawn from it. */
const base: Report = (() => {
	const fixture = new ReportFixture();
	const { incident } = fixture;
	fixture.need('Gaan de scholen dicht?', fixture.story(minutes(35, 5)));
	const rumour = fixture.rumour('Er zijn doden', fixture.story(minutes(35, 5)));
	incident.when(assessRumour, { rumour, harm: 3, danger: false, helpNeeded: false }, bram);
	incident.when(recordFact, { id: fresh(FactId), text: 'De oorzaak', source: null, at: null }, bram);
	incident.when(
		writeAdvice,
		{
			id: fresh(AdviceId),
			goal: 'informing',
			what: 'Zeg iets',
			who: '',
			channel: '',
			audience: '',
			tone: '',
			urgency: 'high'
		},
		bram
	);
	return fixture.report(60);
})();

/** A sentence of so many words, with what looks like the end of one in it. */
const sentenceOf = (most: number) =>
	fc
		.array(
			fc.constantFrom(
				'in',
				'Lage Kamp',
				'adviseert',
				'dr. Jansen',
				'ca. 10 km',
				'om water',
				'eerst',
				'te koken',
				'14.30 uur',
				'zie p. 3'
			),
			{
				minLength: 2,
				maxLength: most
			}
		)
		.map((words) => `De ${words.join(' ')}.`);
/** The sentences of a text of at most `length` characters. */
const sentences = (length: number) =>
	fc.array(sentenceOf(12), { minLength: 1, maxLength: 6 }).map((all) => {
		const fitting: string[] = [];
		for (const each of all) if ([...fitting, each].join(' ').length <= length) fitting.push(each);
		return fitting.length > 0 ? fitting : ['De weg is dicht.'];
	});
const claim = fc
	.tuple(
		fc.integer({ min: 5, max: 280 }),
		fc.constantFrom('Het water is overal vergiftigd ', 'Er vallen doden, zegt men ')
	)
	.map(([length, of]) =>
		of
			.repeat(Math.ceil(length / of.length))
			.slice(0, length)
			.trim()
	);
const source = fc.constantFrom(
	'GGD',
	'Waterbedrijf Lage Vaart',
	'Veiligheidsregio Zuid-Holland Zuid, afdeling crisiscommunicatie'
);

export interface LargeReport {
	readonly report: Report;
	readonly frame: ReportFrame;
	/** The sentences of each fact and advice, by its whole text. */
	readonly sentences: ReadonlyMap<string, readonly string[]>;
}

/** Large incidents: of every list any number of lines, each with a name of its own. */
export const largeReport: fc.Arbitrary<LargeReport> = fc
	.record({
		phase: fc.constantFrom('acute' as const, 'watch' as const, 'aftercare' as const),
		exercise: fc.boolean(),
		title: fc.constantFrom(
			'Brand',
			'Grote brand bij afvalverwerker Zuiderpark met rook boven drie wijken van Waterveen'
		),
		needs: fc.array(fc.record({ text: claim, waits: fc.boolean(), now: fc.nat({ max: 60 }) }), { maxLength: 13 }),
		rumours: fc.array(
			fc.record({
				text: claim,
				level: fc.constantFrom(...RiskLevel.options),
				verdict: fc.option(source),
				flaw: fc.constantFrom('none' as const, 'replaced' as const, 'reworded' as const),
				isOut: fc.boolean(),
				now: fc.nat({ max: 60 })
			}),
			{ maxLength: 20 }
		),
		facts: fc.array(fc.tuple(sentences(490), source), { maxLength: 8 }),
		open: fc.array(sentences(200), { maxLength: 4 }),
		replaced: fc.array(fc.tuple(sentences(490), sentences(490), source), { maxLength: 3 }),
		advice: fc.array(
			fc.record({
				what: sentences(480),
				decider: fc.constantFrom('burgemeester', 'beleidsteam', 'Operationeel leider van de veiligheidsregio'),
				urgency: fc.constantFrom('high' as const, 'middle' as const, 'low' as const),
				isDated: fc.boolean()
			}),
			{ maxLength: 6 }
		),
		brief: fc.option(sentences(1500)),
		counter: fc.option(sentences(900)),
		reading: fc.option(sentences(900)),
		calls: fc.record({ open: fc.nat({ max: 3 }), passed: fc.nat({ max: 12 }) })
	})
	.map((drawn): LargeReport => {
		const { moment } = base;
		const later = (minutes: number) => momentOf(Date.parse(moment) + minutes * 60_000);
		const [need, rumour, line, unknown] = [
			base.information.needs[0],
			base.limitation.rumours[0],
			base.advice.lines[0],
			base.known.open[0]
		];
		if (!need || !rumour || !line || !unknown) throw new Error('the first report is incomplete');
		const known = new Map<string, readonly string[]>();
		const keep = (all: readonly string[], name: string): string => {
			const named = [`${name} ${all[0] ?? ''}`, ...all.slice(1)];
			known.set(named.join(' '), named);
			return named.join(' ');
		};
		const count = (posts: number) => ({ posts, looked: posts, labelled: posts });
		const week = (now: number) => courseOf(count(now + 1), count(1), 0);
		const report: Report = {
			...base,
			incident: { ...base.incident, title: drawn.title, phase: drawn.phase, exercise: drawn.exercise, grip: 4 },
			due: later(20),
			brief: { ...base.brief, text: drawn.brief?.join(' ') ?? null },
			information: {
				...base.information,
				needs: drawn.needs.map(({ text, waits, now }, at) => ({
					...need,
					finding: fresh(FindingId),
					text: `V${String(at)} ${text}`,
					course: courseOf(count(now), count(0), 0),
					week: week(now),
					waitingSince: waits ? later(-68) : later(-5)
				}))
			},
			limitation: {
				...base.limitation,
				rumours: drawn.rumours.map(({ text, level, verdict, flaw, isOut, now }, at) => ({
					...rumour,
					finding: fresh(FindingId),
					text: `G${String(at)} ${text}`,
					level,
					product: level === 'unjudged' ? null : rumour.product,
					course: courseOf(count(now), count(3), 0),
					week: week(now),
					posts: now + at,
					verdict:
						verdict === null
							? null
							: {
									verdict: 'false' as const,
									source: verdict,
									at: moment,
									fact: '',
									...(flaw === 'replaced' && { replaced: moment }),
									...(flaw === 'reworded' && { reworded: true as const })
								},
					lastText: isOut ? { kind: 'rebuttal' as const, at: moment, where: ['Website'], effect: null } : null
				})),
				calls: { passedOn: Array.from({ length: drawn.calls.passed }, (_, at) => later(-at)), open: drawn.calls.open }
			},
			counterSignals: { text: drawn.counter?.join(' ') ?? null, noneFound: false },
			reading: { ...base.reading, text: drawn.reading?.join(' ') ?? null, certainty: 'low' },
			advice: {
				...base.advice,
				lines: drawn.advice.map(({ what, decider, urgency, isDated }, at) => {
					const dated = isDated ? { deadline: later(10) } : {};
					return { ...line, id: fresh(AdviceId), what: keep(what, `A${String(at)}`), decider, urgency, ...dated };
				})
			},
			known: {
				...base.known,
				facts: drawn.facts.map(([fact, from], at) => ({
					...unknown,
					id: fresh(FactId),
					text: keep(fact, `F${String(at)}`),
					source: from
				})),
				open: drawn.open.map((fact, at) => ({ ...unknown, id: fresh(FactId), text: keep(fact, `O${String(at)}`) }))
			}
		};
		const replaced = drawn.replaced.map(([before, after, from], at) => ({
			fact: fresh(FactId),
			under: [],
			at: moment,
			text: keep(before, `W${String(at)}`),
			source: from,
			now: { text: keep(after, `N${String(at)}`), source: from }
		}));
		return { report, frame: { ...draftFrame, number: 8, replaced }, sentences: known };
	});

/** Whether words are a text of the report, or its first sentences; a full stop at the end may be absent. */
export function isWhole(words: string, { sentences: known }: LargeReport): boolean {
	const bare = (of: string): string => of.replace(/\.$/, '');
	return [...known.values()].some((all) => all.some((_, at) => bare(all.slice(0, at + 1).join(' ')) === bare(words)));
}
