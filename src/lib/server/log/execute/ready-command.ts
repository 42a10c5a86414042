import type { TransactionSql } from '$lib/server/platform/driver/sql';
import type { AnyCommandKind, ReferenceIds, References } from '$lib/domain/core/command';
import type { CommandId, IncidentId, Moment } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import type { ReportVersion } from '$lib/domain/report/version';

export interface SentCommand {
	readonly id: CommandId;
	readonly type: string;
	readonly input: unknown;
	/** The browser's description of itself; stored for the audit page, for commands that are shown there. */
	readonly device?: string | null;
}

/** A validated command, with its sender and origin. */
export interface ReadyCommand extends SentCommand {
	readonly kind: AnyCommandKind;
	readonly names: ReferenceIds;
	readonly actor: Actor;
	readonly origin: string | null;
}

/** The sequence numbers of a command's events; `again` when the command was sent before. */
export interface Receipt {
	readonly from: number;
	readonly to: number;
	readonly again: boolean;
}

/** A report rendered at a position in the log and a moment. `store` stores its files when it is released. */
export interface Rendering {
	readonly rendered: NonNullable<References['rendered']>;
	store(tx: TransactionSql, version: ReportVersion): Promise<void>;
}
export type RenderReport = (log: IncidentId, seq: number, moment: Moment) => Promise<Rendering>;

/**
 * Where each kind of reference is read: in rows, for all commands of a group at once; in the state of the installation; or
 * by a command that is alone in its transaction, because it takes long or other commands change it.
 */
const referenceKinds = {
	stories: 'rows',
	restorable: 'rows',
	posts: 'rows',
	connections: 'state',
	outlets: 'state',
	prepared: 'state',
	places: 'state',
	retention: 'alone',
	forget: 'alone',
	masking: 'alone',
	redaction: 'alone',
	report: 'alone'
} as const satisfies Record<keyof ReferenceIds, 'rows' | 'state' | 'alone'>;
type ReferenceKinds = typeof referenceKinds;
/** The references that are read in rows for a whole group. */
export type RowReference = {
	[K in keyof ReferenceKinds]: ReferenceKinds[K] extends 'rows' ? K : never;
}[keyof ReferenceKinds];

/** Whether a command needs a transaction of its own: it creates its log, or refers to something that needs that. */
export const isAlone = ({ kind, names }: ReadyCommand): boolean =>
	kind.during === 'beforeOpening' ||
	Object.entries(referenceKinds).some(
		([name, how]) => how === 'alone' && names[name as keyof ReferenceIds] !== undefined
	);
