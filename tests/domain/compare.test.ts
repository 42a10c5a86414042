import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FactId, StoryId } from '$lib/domain/core/ids';
import { recordFact } from '$lib/domain/findings/fact';
import { writeReportText } from '$lib/domain/report/report-text';
import type { Report } from '$lib/domain/report/content';
import { wordsIn } from '$lib/i18n/words';
import {
	compareReports,
	entriesOf,
	isMoreThanFigures,
	mostImportantFirst,
	type ComparedSection,
	type Entry,
	type SectionEntries
} from '$lib/report/compare';
import { flowOf, plainTextOf, type Flow } from '$lib/report/write/flow';
import { writeReport } from '$lib/report/write/write-report';
import { render } from '$lib/server/read/report/render';
import { closeFinding } from '$lib/domain/findings/finding';
import { draftFrame, ReportFixture } from './report-facts';
import { bram, fresh } from './in-memory-incident';
import { id, play, sequences } from './sequences';

const words = wordsIn('nl');
const written = (report: Report): SectionEntries[] => entriesOf(writeReport(report, draftFrame, words));

/** Applies the comparison to the first report, without using the second. */
function apply(before: readonly SectionEntries[], compared: readonly ComparedSection[]): SectionEntries[] {
	return compared.map(({ id, title, entries }) => {
		const was = new Map(before.find((section) => section.id === id)?.entries.map((entry) => [entry.key, entry]));
		return {
			id,
			title,
			entries: entries.flatMap((entry): Entry[] => {
				if (entry.kind === 'gone') return [];
				const current = entry.kind === 'same' ? was.get(entry.key) : entry.after;
				return current ? [current] : [];
			})
		};
	});
}

/** A report of a random incident, in which two stories have some posts. */
const reports = fc
	.tuple(sequences, fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 60 }))
	.map(([steps, arrivals]): Report => {
		const fixture = new ReportFixture();
		const { state } = play(steps).testIncident;
		arrivals.forEach((minute, n) => fixture.arrive(StoryId.parse(id(2, n % 2)), [minute]));
		return render({ ...fixture.facts(95), state });
	});

test('the comparison of two reports is complete: applied to the first it gives the second, word for word', () => {
	const kinds = new Map<string, number>();
	fc.assert(
		fc.property(reports, reports, (first, second) => {
			const [before, after] = [written(first), written(second)];
			const compared = compareReports(before, after);
			expect(apply(before, compared)).toEqual(after);
			for (const { kind } of compared.flatMap(({ entries }) => entries)) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
		}),
		{ numRuns: 60 }
	);
	for (const kind of ['same', 'new', 'gone', 'changed']) expect(kinds.get(kind), kind).toBeGreaterThan(50);
});

/** Everything that a paragraph, list, table or term contains, in pieces. */
const textsOf = (block: Flow): string[] => {
	if (block.kind === 'paragraph') return [plainTextOf(block.runs)];
	if (block.kind === 'list') return block.items.map(plainTextOf);
	if (block.kind === 'terms') return block.rows.flatMap(({ lines }) => lines.map(plainTextOf));
	return block.kind === 'table'
		? [block.caption, ...block.rows.flatMap((cells) => cells.flatMap((lines) => lines.map(plainTextOf)))]
		: [];
};

test('the comparison covers every word of a report', () => {
	fc.assert(
		fc.property(reports, (report) => {
			const document = writeReport(report, draftFrame, words);
			const all = entriesOf(document).flatMap(({ entries }) => entries.flatMap(({ name, text }) => [name ?? '', text]));
			const missed = flowOf(document, null)
				.slice(0, -1)
				.flatMap(textsOf)
				.filter((text) => !all.some((entry) => entry.includes(text)));
			expect(missed).toEqual([]);
		}),
		{ numRuns: 40 }
	);
});

test('new, removed and changed lines are listed by section, and lines with only changed figures say so', () => {
	const fixture = new ReportFixture();
	const school = fixture.need('Gaan de scholen dicht?', fixture.story([1, 2]));
	const smoke = fixture.story([3, 4]);
	fixture.need('Is de rook gevaarlijk?', smoke);
	const before = written(fixture.report(10));
	fixture.incident.when(closeFinding, { kind: 'need', finding: school }, bram);
	fixture.arrive(smoke, [12]);
	fixture.rumour('Er is asbest', fixture.story([13]));
	const compared = compareReports(before, written(fixture.report(20)));
	const changesIn = (section: string) =>
		compared
			.find(({ id }) => id === section)
			?.entries.flatMap((entry) =>
				entry.kind === 'same' ? [] : [[entry.kind, 'figures' in entry && entry.figures, entry.key]]
			);
	expect(changesIn('information')).toContainEqual(['gone', false, school]);
	expect(changesIn('information')?.filter(([kind, figures]) => kind === 'changed' && figures)).toHaveLength(1);
	expect(changesIn('limitation')?.map(([kind]) => kind)).toContain('new');
	expect(changesIn('advice')).toEqual([]);
});

test('facts and verdicts come first, then texts, and changed figures last', () => {
	const fixture = new ReportFixture();
	fixture.need('Gaan de scholen dicht?', fixture.story([10, 20]));
	const before = written(fixture.report(30));
	fixture.incident.when(
		recordFact,
		{ id: fresh(FactId), text: 'De rook trekt weg', source: 'brandweer', at: null },
		bram
	);
	fixture.incident.when(
		writeReportText,
		{ section: 'brief', text: 'Het beeld', certainty: null, noneFound: false, over: null },
		bram
	);
	const sections = mostImportantFirst(compareReports(before, written(fixture.report(95))));
	const changed = sections.filter(({ entries }) => entries.some(({ kind }) => kind !== 'same'));
	expect(changed.slice(0, 2).map(({ id }) => id)).toEqual(['known', 'brief']);
	const news = changed.map(({ entries }) => entries.some(isMoreThanFigures));
	expect(news).toContain(false);
	expect(news).toEqual([...news].sort((a, b) => Number(b) - Number(a)));
	expect(sections).toHaveLength(before.length);
});
