import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId } from '../core/ids';
import { analysts } from '../core/policy';
import { Refusal } from '../core/refusal';
import { assertFindings, RestsOn } from '../findings/finding';
import { change } from '../core/state';
import { LooseText } from '../core/text';

/** The parts of the report that no machine may write (docs/domain.md, rule 4). */
export const ReportSection = z.enum([
	'brief',
	'meaning',
	'counterSignals',
	'reading',
	'certainty',
	'expected',
	'watch'
]);
export type ReportSection = z.infer<typeof ReportSection>;
export const Certainty = z.enum(['high', 'middle', 'low']);
export type Certainty = z.infer<typeof Certainty>;

export const ReportText = z.object({
	text: LooseText(2000, 'quotedWords'),
	/** The findings that it rests on, where its writer chose any. */
	rests: RestsOn.optional(),
	/** Only of the section `certainty`. */
	certainty: Certainty.nullable(),
	/** Only of the section `counterSignals`: a person states that they found none. */
	noneFound: z.boolean(),
	by: PersonId,
	at: Moment,
	/** The number of the event that wrote it: the writer refers to the text they read. */
	seq: z.int().nonnegative(),
	/** The last time that a person said that it is still right. */
	confirmed: z.object({ by: PersonId, at: Moment, seq: z.int().nonnegative() }).nullable()
});
export type ReportText = z.infer<typeof ReportText>;

declare module '../core/state' {
	interface Collections {
		reportTexts: [ReportSection, ReportText];
	}
}

/**
 * `over` is the number of the text that the writer saw (null: none), so that two editors never overwrite each other
 * unseen. A certainty needs a reason, and a reason a certainty.
 */
export const writeReportText = command('report.write', {
	input: () =>
		z.strictObject({
			section: ReportSection,
			text: LooseText(2000, 'quotedWords'),
			certainty: Certainty.nullable(),
			noneFound: z.boolean(),
			rests: RestsOn.optional(),
			over: z.int().nonnegative().nullable()
		}),
	allow: analysts,
	refusals: ['finding.absent', 'report.textChanged', 'report.withoutWhy'],
	decide({ over, ...input }, { state }) {
		if (input.section === 'certainty' && (input.certainty === null) !== (input.text.trim() === ''))
			throw new Refusal('report.withoutWhy');
		if ((state.reportTexts.get(input.section)?.seq ?? null) !== over) throw new Refusal('report.textChanged');
		assertFindings(state, input.rests ?? []);
		return reportTextWritten(input);
	}
});
export const reportTextWritten = event('report.textWritten', {
	data: () =>
		ReportText.pick({ text: true, rests: true, certainty: true, noneFound: true }).extend({
			section: ReportSection
		}),
	evolve(state, { section, ...text }, { at, by, seq }) {
		if (state.reportTexts.get(section)?.seq !== seq)
			state.reportTexts.set(section, { ...text, at, by, seq, confirmed: null });
	}
});

/**
 * States that a text from an earlier report is still right: no report is released with words that nobody checked since.
 * `over` is the number of the text that the person read.
 */
export const confirmReportText = command('report.confirm', {
	input: () => z.strictObject({ section: ReportSection, over: z.int().nonnegative() }),
	allow: analysts,
	refusals: ['report.textChanged'],
	decide({ section, over }, { state }) {
		if (state.reportTexts.get(section)?.seq !== over) throw new Refusal('report.textChanged');
		return reportTextConfirmed({ section });
	}
});
export const reportTextConfirmed = event('report.textConfirmed', {
	data: () => z.object({ section: ReportSection }),
	evolve: (state, { section }, { at, by, seq }) => change(state.reportTexts, section, { confirmed: { by, at, seq } })
});

/** An empty text says nothing, so it cannot be out of date. */
export const isFilled = ({ text, noneFound, certainty }: Readonly<ReportText>): boolean =>
	text.trim() !== '' || noneFound || certainty !== null;

/**
 * The sections whose text is older than the report at this position of the log (null: there is no report) and was not
 * confirmed since.
 */
export const carriedOver = (
	texts: Iterable<readonly [ReportSection, Readonly<ReportText>]>,
	reportPosition: number | null
): ReportSection[] =>
	[...texts]
		.filter(([, text]) => reportPosition !== null && isFilled(text) && (text.confirmed ?? text).seq <= reportPosition)
		.map(([section]) => section);
