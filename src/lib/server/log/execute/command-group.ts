import type { Sql, TransactionSql } from 'postgres';
import { incidentTime } from '$lib/domain/core/clock';
import { assertAllowed, decide, type ReferenceIds } from '$lib/domain/core/command';
import type { EventOf } from '$lib/domain/core/event';
import { INSTALLATION, momentOf, type IncidentId, type Moment } from '$lib/domain/core/ids';
import { assertProof, type ProofRule } from '$lib/domain/core/policy';
import { Refusal } from '$lib/domain/core/refusal';
import type { Actor } from '$lib/domain/core/role';
import type { ReadState } from '$lib/domain/core/state';
import { eyesIn } from '$lib/domain/installation/account-ways';
import { reportReleased } from '$lib/domain/report/version';
import { appendLines, lockHead, makeLog, type Head } from '../append';
import { linesAfter, type LogLine } from '../lines';
import { project } from '../projections';
import type { Logs } from '../tail';
import { findAnswers, storeAnswers } from './answers';
import { decideInTurn, type Decided, type GroupLimits, type Outcome } from './decide-in-turn';
import type { ReadyCommand, Rendering, RenderReport } from './ready-command';
import { loadReferences, referencesFrom } from './references';

/** What a group is decided and stored with. */
interface GroupContext {
	readonly sql: Sql;
	readonly logs: Logs;
	readonly renderReport: RenderReport | null;
	readonly proofRule: ProofRule;
	readonly limits: GroupLimits;
}

/** Ends a transaction that has nothing to store. */
const nothingToStore = new Error('nothing to store');

/**
 * Decides and stores commands of one log in one transaction. Nobody sees anything of it before it is committed.
 * @returns outcomes of the first of them, at least one; nothing was done about the rest
 * @throws when the transaction fails: then all of them may be tried again, as a command is stored once at most
 */
export async function storeGroup(
	context: GroupContext,
	log: IncidentId,
	commands: readonly ReadyCommand[]
): Promise<readonly Outcome[]> {
	const { sql, logs, proofRule, limits } = context;
	const rendering = await render(context, log, commands);
	const follower = logs.follower(log);
	const named = namesOf(commands);
	let outcomes: readonly Outcome[] = [];
	const store = async (tx: TransactionSql): Promise<readonly LogLine[]> => {
		if (commands.some(({ kind }) => kind.during === 'beforeOpening')) await makeLog(tx, log);
		// Sent together, so that they cost one round trip. The lock is followed by separate statements for reading,
		// because each takes its snapshot when it starts, after the lock was obtained: the snapshot of a statement that
		// waited for the lock itself is older than the lock.
		const [head, answered, found] = await Promise.all([
			lockHead(tx, log),
			findAnswers(tx, log, commands),
			loadReferences(tx, log, named)
		]);
		if (!head) {
			outcomes = commands.map(() => ({ status: 'rejected', reason: new Refusal('incident.absent') }));
			throw nothingToStore;
		}
		// Also for an earlier send at another process: its effect is in the state when the answer arrives.
		if (follower.seq < head.seq) follower.apply(await linesAfter(tx, log, follower.seq));
		const wallNow = momentOf(head.at.getTime());
		const judge = ({ kind, input, names, ...sent }: ReadyCommand, state: ReadState): readonly EventOf[] => {
			const installation = log === INSTALLATION ? state : logs.installation;
			const actor = asOfNow(sent.actor, installation, state, wallNow);
			assertAllowed(kind, actor);
			assertProof(kind.proof, actor, proofRule, wallNow);
			const references = referencesFrom(found, names, installation, rendering?.rendered ?? null);
			return decide(kind, input, { state, references, actor, now: incidentTime(state.clock, wallNow), wallNow });
		};
		const group = decideInTurn(commands, { head, state: follower.state, answered, limits, judge });
		outcomes = group.outcomes;
		if (group.decided.length === 0) throw nothingToStore;
		return write(tx, head, group.decided, rendering);
	};
	try {
		logs.committed(follower, await sql.begin(store));
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
	await Promise.all([appendLines(tx, head, lines), storeAnswers(tx, head, decided), project(tx, head.log, lines)]);
	const released = lines.find(({ type }) => type === reportReleased.type);
	if (released && rendering) await rendering.store(tx, reportReleased.data.parse(released.data));
	return lines;
}

/** A rendering costs time: it is made before the lock, and not for anyone who may not release it. @throws Refusal */
async function render(
	{ renderReport }: GroupContext,
	log: IncidentId,
	[first]: readonly ReadyCommand[]
): Promise<Rendering | null> {
	const report = first?.names.report;
	if (!report) return null;
	assertAllowed(first.kind, first.actor);
	return renderReport ? renderReport(log, report.place, report.moment) : null;
}

/** What any of these commands names: those that name more than stories and posts are stored alone. */
const namesOf = (commands: readonly ReadyCommand[]): ReferenceIds => ({
	...commands[0]?.names,
	stories: commands.flatMap(({ names }) => names.stories ?? []),
	posts: commands.flatMap(({ names }) => names.posts ?? [])
});

/**
 * The actor as things are when the command is decided, wherever it came from: who was suspended while it waited may
 * nothing, and an account that was opened meanwhile has other eyes.
 */
const asOfNow = (actor: Actor, installation: ReadState, log: ReadState, now: Moment): Actor => ({
	...actor,
	roles: installation.people.get(actor.id)?.suspended ? [] : actor.roles,
	eyes: eyesIn(log, installation, actor.id, now)
});
