import type { Sql, TransactionSql } from '$lib/server/platform/driver/sql';
import { assertAllowed, decide, type ReferenceIds } from '$lib/domain/core/command';
import type { EventOf } from '$lib/domain/core/event';
import { INSTALLATION, momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { assertProof, type ProofRule } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { eyesIn } from '$lib/domain/installation/account-ways';
import { reportReleased } from '$lib/domain/report/version';
import { appendLines, lockHead, makeLog, positionOf, type Head } from '../append';
import { LOG_START, LogRolledBack, linesSince, type LogLine, type LogPosition } from '../lines';
import { project } from '../projections';
import type { Logs } from '../logs';
import { findAnswers, storeAnswers } from './answers';
import { decideInTurn, type Decided, type GroupLimits, type Outcome } from './decide-in-turn';
import type { ReadyCommand, Rendering, RenderReport, RowReference } from './ready-command';
import { loadReferences, referencesFrom } from './references';

/** The services that deciding and storing a group needs. */
interface GroupContext {
	readonly sql: Sql;
	readonly logs: Logs;
	readonly renderReport: RenderReport | null;
	readonly proofRule: ProofRule;
	readonly limits: GroupLimits;
}

/** Thrown to end a transaction that has nothing to store. */
const nothingToStore = new Error('nothing to store');

/**
 * Decides and stores commands of one log in one transaction.
 * @returns the outcomes of at least the first command; the commands without an outcome were not executed
 * @throws LogRolledBack when the log must first be read again
 * @throws when the transaction fails; all commands can then be retried, since a command is stored at most once
 */
export async function storeGroup(
	context: GroupContext,
	log: IncidentId,
	commands: readonly ReadyCommand[]
): Promise<readonly Outcome[]> {
	const { sql, logs, proofRule, limits } = context;
	const follower = logs.follower(log);
	const { loads } = follower;
	const rendering = await render(context, log, commands);
	let after: LogPosition = LOG_START;
	const referenceIds = referenceIdsOf(commands);
	let outcomes: readonly Outcome[] = [];
	const store = async (tx: TransactionSql): Promise<readonly LogLine[]> => {
		if (commands.some(({ kind }) => kind.during === 'beforeOpening')) await makeLog(tx, log);
		// Sent together, to save round trips. Reading takes separate statements after the lock: each takes its snapshot when
		// it starts, so after the lock was obtained. A statement that waited for the lock has an older snapshot.
		const [head, answered, referenceRows] = await Promise.all([
			lockHead(tx, log),
			findAnswers(tx, log, commands),
			loadReferences(tx, log, referenceIds)
		]);
		if (!head && follower.seq > 0) throw new LogRolledBack(log);
		if (!head) {
			outcomes = commands.map(() => ({ status: 'rejected', reason: new Refusal('incident.absent') }));
			throw nothingToStore;
		}
		// Also needed for a command that another process stored: its effect must be in the state before it is answered.
		after = positionOf(head);
		if (follower.seq < head.seq) {
			const { position } = follower;
			follower.apply(await linesSince(tx, log, position), position);
		}
		// The state, and a report rendered before the lock, must be of the log that the database has now: an event would copy
		// words that were removed from it.
		const isSameLog = follower.position.hash === after.hash && (!rendering || follower.loads === loads);
		if (!isSameLog || logs.isReloading(log)) throw new LogRolledBack(log);
		const wallNow = momentOf(head.at.getTime());
		const judge = ({ kind, input, names, ...sent }: ReadyCommand, state: ReadState): readonly EventOf[] => {
			const installation = log === INSTALLATION ? state : logs.installation;
			const actor = currentActor(sent.actor, installation, state, wallNow);
			assertAllowed(kind, actor);
			assertProof(kind.proof, actor, proofRule, wallNow);
			const references = referencesFrom(referenceRows, names, installation, rendering?.rendered ?? null);
			return decide(kind, input, { state, references, actor, wallNow });
		};
		const group = decideInTurn(commands, { head, state: follower.state, answered, limits, judge });
		outcomes = group.outcomes;
		if (group.decided.length === 0) throw nothingToStore;
		return write(tx, head, group.decided, rendering);
	};
	try {
		logs.committed(follower, await sql.begin(store), after);
	} catch (error) {
		if (error !== nothingToStore) throw error;
	}
	return outcomes;
}

/** Sends its statements together. */
async function write(
	tx: TransactionSql,
	head: Head,
	decided: readonly Decided[],
	rendering: Rendering | null
): Promise<readonly LogLine[]> {
	const lines = decided.flatMap((each) => each.lines);
	const [stored] = await Promise.all([
		appendLines(tx, head, lines),
		storeAnswers(tx, head, decided),
		project(tx, head.log, lines)
	]);
	const released = lines.find(({ type }) => type === reportReleased.type);
	if (released && rendering) await rendering.store(tx, reportReleased.data.parse(released.data));
	return stored;
}

/** Renders the report before the lock is taken, because it takes long; only for those who may release it. @throws Refusal */
async function render(
	{ renderReport }: GroupContext,
	log: IncidentId,
	[first]: readonly ReadyCommand[]
): Promise<Rendering | null> {
	const report = first?.names.report;
	if (!report) return null;
	assertAllowed(first.kind, first.actor);
	return renderReport ? renderReport(log, report.position, report.moment) : null;
}

/** The references of all commands that are read in rows, and what one that is stored alone refers to. */
const referenceIdsOf = (commands: readonly ReadyCommand[]): ReferenceIds => {
	const ofAll: Required<Pick<ReferenceIds, RowReference>> = {
		stories: commands.flatMap(({ names }) => names.stories ?? []),
		restorable: commands.flatMap(({ names }) => names.restorable ?? []),
		posts: commands.flatMap(({ names }) => names.posts ?? [])
	};
	return { ...commands[0]?.names, ...ofAll };
};

/**
 * The actor at the time of the decision: a person suspended while the command was queued has no roles, and an account
 * opened meanwhile changes who sees it.
 */
const currentActor = (actor: Actor, installation: ReadState, log: ReadState, now: Moment): Actor => ({
	...actor,
	roles: installation.people.get(actor.id)?.suspended ? [] : actor.roles,
	eyes: eyesIn(log, installation, actor.id, now)
});
