import type { TransactionSql } from 'postgres';
import type { AnyCommandKind, ReferenceIds, References } from '$lib/domain/core/command';
import type { CommandId, IncidentId, Moment } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import type { ReportVersion } from '$lib/domain/report/version';

export interface SentCommand {
	readonly id: CommandId;
	readonly type: string;
	readonly input: unknown;
	/** The browser it came from, as that says it; kept for the audit page where the command is on it. */
	readonly device?: string | null;
}

/** A command of a kind that there is, with input of its schema, and who sent it from where. */
export interface ReadyCommand extends SentCommand {
	readonly kind: AnyCommandKind;
	readonly names: ReferenceIds;
	readonly actor: Actor;
	readonly origin: string | null;
}

/** The numbers of the events that a command led to; `again` when it was sent before and this is its first answer. */
export interface Receipt {
	readonly from: number;
	readonly to: number;
	readonly again: boolean;
}

/** The report as it renders at a place and moment, and what is stored beside the log when it is released. */
export interface Rendering {
	readonly rendered: NonNullable<References['rendered']>;
	store(tx: TransactionSql, version: ReportVersion): Promise<void>;
}
export type RenderReport = (log: IncidentId, place: number, moment: Moment) => Promise<Rendering>;

/**
 * Whether it shares no transaction with others: it makes its log, or what it refers to is much to read, or is changed
 * by what others do.
 */
export const isAlone = ({ kind, names }: ReadyCommand): boolean =>
	kind.during === 'beforeOpening' ||
	[names.report, names.retention, names.masking, names.forget].some((named) => named !== undefined);
