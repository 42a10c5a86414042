import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct } from '../core/eyes';
import { Moment, PersonId, Sha256 } from '../core/ids';
import { analysts, analystsAndSystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';
import { PublicKey } from './public-key';
import { carriedOver, type ReportSection } from './report-text';

declare module '../core/command' {
	interface References {
		/** The report as it renders at the log position and moment that the command names. */
		readonly rendered: {
			readonly checksum: Sha256;
			readonly chainHead: Sha256;
			readonly rules: string;
			readonly unfinished: readonly string[];
			/** The number of the version that it is compared with. */
			readonly previous: number | null;
			/** Null where nothing signs the logs. */
			readonly publicKey: PublicKey | null;
		} | null;
	}
}
declare module '../core/state' {
	interface Collections {
		versions: [number, ReportVersion];
	}
	interface Singles {
		/** When the next report is due in every phase but aftercare. */
		reportDue: ReportDue;
		/** The same for aftercare, once somebody set it; `due` is null when no report is expected. */
		aftercareDue: { readonly due: ReportDue | null };
	}
}

/** Rhythms in minutes. */
export const DAILY = 1_440;
export const WEEKLY = 10_080;

/**
 * When the next report is due: at a moment and then every so many minutes, or at each meeting of the crisis team (the
 * meeting clock).
 */
export const ReportDue = z.object({
	at: Moment,
	every: z.literal([30, 60, DAILY, WEEKLY]).nullable(),
	meetings: z.array(Moment).max(24).default([])
});
export type ReportDue = z.infer<typeof ReportDue>;
export const setReportDue = command('report.setDue', {
	input: () => z.strictObject({ due: z.strictObject(ReportDue.shape).nullable() }),
	allow: analystsAndSystem,
	decide: ({ due }) => reportDueSet({ due })
});
export const reportDueSet = event('report.dueSet', {
	data: () => z.object({ due: ReportDue.nullable() }),
	evolve(state, { due }) {
		if (state.incident?.phase === 'aftercare') state.aftercareDue = { due };
		else state.reportDue = due;
	}
});

/** Why a version was withdrawn, by whom and when. */
const Withdrawal = z.object({ why: LooseText(300, 'ownWords'), by: PersonId, at: Moment });
export type Withdrawal = z.infer<typeof Withdrawal>;

/**
 * A released version: immutable, with one log position and one moment measured. Its content and HTML are stored next
 * to the log.
 */
export const ReportVersion = z.object({
	number: z.int().positive(),
	/** The number up to which the log was read. */
	position: z.int().nonnegative(),
	/** Figures count posts up to here, on the incident's clock. */
	moment: Moment,
	/** The start of its period: the moment of the previous version, or the incident's start. */
	from: Moment,
	/** The checksum of the canonical content, without number, moment of release, state and itself. */
	checksum: Sha256,
	/** The head hash of the log at `position`. */
	chainHead: Sha256,
	/** The version of the rules that made it. */
	rules: Text(20, 'id'),
	/** The public key of the signatures of the logs’ heads at its release; null before versions had it. */
	publicKey: PublicKey.nullable().default(null),
	released: SeenAct,
	withdrawn: Withdrawal.nullable()
});
export type ReportVersion = z.infer<typeof ReportVersion>;

/** The last released version, withdrawn or not. */
export const lastVersion = (versions: {
	values(): Iterable<Readonly<ReportVersion>>;
}): Readonly<ReportVersion> | null =>
	[...versions.values()].reduce<Readonly<ReportVersion> | null>(
		(last, version) => (last && last.number > version.number ? last : version),
		null
	);

/**
 * The last version that was not withdrawn: what a report is compared with, where its period starts, and what readers are
 * sent to. Numbers follow {@link lastVersion}.
 * @param upTo the highest number to look at
 */
export const previousVersion = (
	versions: Parameters<typeof lastVersion>[0],
	upTo = Number.POSITIVE_INFINITY
): Readonly<ReportVersion> | null =>
	lastVersion({
		values: () => [...versions.values()].filter(({ number, withdrawn }) => withdrawn === null && number <= upTo)
	});

/** The texts that the previous version already had and that nobody confirmed since. */
export const unconfirmedTexts = (state: Pick<ReadState, 'versions' | 'reportTexts'>): ReportSection[] =>
	carriedOver(state.reportTexts.entries(), previousVersion(state.versions)?.position ?? null);

/** Enough of a checksum for a page to see that it shows another report. */
export const checksumStart = (checksum: string): string => checksum.slice(0, 8);

/**
 * Releases exactly what the page showed: the command names number, log position, moment and checksum, and the report is
 * rendered again there.
 * @throws Refusal `report.changed` when it is no longer the same, `report.unfinished` when something must still be
 * filled in, `report.unconfirmed` when a text of an earlier report was not confirmed
 */
export const releaseReport = command('report.release', {
	input: () =>
		z.strictObject({ number: z.int().positive(), position: z.int().nonnegative(), moment: Moment, checksum: Sha256 }),
	allow: analysts,
	proof: 'fresh',
	delivery: 'now',
	refusals: ['report.changed', 'report.number', 'report.unconfirmed', 'report.unfinished'],
	referencesOf: ({ position, moment }) => ({ report: { position, moment } }),
	decide({ number, position, moment, checksum }, { state, references, actor, now }) {
		const last = lastVersion(state.versions);
		if (number !== (last?.number ?? 0) + 1) throw new Refusal('report.number', { number: (last?.number ?? 0) + 1 });
		if (!references.rendered || references.rendered.checksum !== checksum || (last && position < last.position))
			throw new Refusal('report.changed');
		if (state.versions.get(references.rendered.previous ?? 0)?.withdrawn) throw new Refusal('report.changed');
		if (references.rendered.unfinished.length > 0) throw new Refusal('report.unfinished');
		const [unconfirmed] = unconfirmedTexts(state);
		if (unconfirmed) throw new Refusal('report.unconfirmed', { section: unconfirmed });
		const { chainHead, rules, publicKey } = references.rendered;
		const from = previousVersion(state.versions)?.moment ?? state.incident?.start ?? moment;
		return reportReleased({
			number,
			position,
			moment,
			from,
			checksum,
			chainHead,
			rules,
			publicKey,
			released: seenAct(actor, now),
			withdrawn: null
		});
	}
});
export const reportReleased = event('report.released', {
	data: () => ReportVersion,
	evolve(state, version) {
		if (!state.versions.has(version.number)) state.versions.set(version.number, version);
	}
});

/** Withdraws a version with a notice; it never disappears silently. */
export const withdrawReport = command('report.withdraw', {
	input: () => z.strictObject({ number: z.int().positive(), why: Text(300, 'ownWords') }),
	allow: analysts,
	proof: 'second',
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['report.absent', 'report.withdrawn'],
	decide({ number, why }, { state, actor, now }) {
		const version = state.versions.get(number);
		if (!version) throw new Refusal('report.absent');
		if (version.withdrawn) throw new Refusal('report.withdrawn');
		return reportWithdrawn({ number, withdrawn: { why, by: actor.id, at: now } });
	}
});
export const reportWithdrawn = event('report.withdrawn', {
	data: () => z.object({ number: z.int().positive(), withdrawn: ReportVersion.shape.withdrawn }),
	evolve: (state, { number, withdrawn }) => change(state.versions, number, { withdrawn })
});
