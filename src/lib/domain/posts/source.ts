import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { ConnectionId, millisecondsOf, Moment, momentOf, Sha256, SourceId } from '../core/ids';
import { analysts, analystsAndSystem } from '../core/policy';
import { Platform } from './platform';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/**
 * Where a source's posts come from: `program` is another program that sends them. `key` names the source within an
 * exercise script.
 */
const SourceKind = z.enum(['connection', 'file', 'desk', 'exercise', 'program']);
type SourceKind = z.infer<typeof SourceKind>;

/** An incident's use of a connection, a file, a desk or an exercise script. */
export const Source = z.object({
	id: SourceId,
	name: Text(120, 'quotedWords'),
	kind: SourceKind,
	platform: Platform,
	connection: ConnectionId.nullable(),
	key: LooseText(120, 'id').nullable(),
	state: z.enum(['active', 'paused', 'removed']),
	why: LooseText(300, 'ownWords').nullable(),
	/**
	 * The keys with which programs sign what they send; moments are on the wall clock. The log holds the SHA-256 of the
	 * encrypted key.
	 */
	keys: z.array(z.object({ mark: Sha256, at: Moment, until: Moment.nullable() })).default([])
});
export type Source = z.infer<typeof Source>;

/** A source that is collected automatically: it stops when the incident's expected end has passed. */
export const collectsByItself = ({ kind }: Pick<Source, 'kind'>): boolean =>
	kind === 'connection' || kind === 'exercise' || kind === 'program';

/**
 * Only a script, desks and files can feed an exercise, and a script feeds nothing else (docs/domain.md, rule 9; the
 * database enforces it too).
 */
const mayFeed = (kind: SourceKind, exercise: boolean): boolean =>
	exercise ? kind === 'exercise' || kind === 'desk' || kind === 'file' : kind !== 'exercise';

declare module '../core/state' {
	interface Collections {
		sources: [SourceId, Source];
	}
}

export const addSource = command('source.add', {
	input: () => Source.omit({ state: true, why: true, keys: true }).strict(),
	allow: analystsAndSystem,
	refusals: ['connection.absent', 'connection.inUse', 'id.taken', 'source.notHere'],
	referencesOf: ({ connection }) => (connection ? { connections: [connection] } : {}),
	decide(input, { state, references }) {
		if (state.sources.has(input.id)) throw new Refusal('id.taken');
		if (!mayFeed(input.kind, state.incident?.exercise === true)) throw new Refusal('source.notHere');
		if ((input.kind === 'connection') !== (input.connection !== null)) throw new Refusal('connection.absent');
		if (input.connection) {
			if (!references.connections.has(input.connection)) throw new Refusal('connection.absent');
			for (const source of state.sources.values())
				if (source.connection === input.connection && source.state !== 'removed') throw new Refusal('connection.inUse');
		}
		return sourceAdded({ ...input, state: 'active', why: null, keys: [] });
	}
});
export const sourceAdded = event('source.added', {
	data: () => Source,
	evolve(state, source) {
		state.sources.set(source.id, source);
	}
});

/** Pauses, resumes or removes a source; its posts stay. */
export const setSourceState = command('source.setState', {
	input: () => z.strictObject({ source: SourceId, state: Source.shape.state, why: Text(300, 'ownWords').nullable() }),
	allow: analystsAndSystem,
	refusals: ['source.absent'],
	decide({ source, ...to }, { state }) {
		const found = state.sources.get(source);
		if (!found || found.state === 'removed') throw new Refusal('source.absent');
		return sourceStateSet({ source, ...to });
	}
});
export const sourceStateSet = event('source.stateSet', {
	data: () => z.object({ source: SourceId, state: Source.shape.state, why: LooseText(300, 'ownWords').nullable() }),
	evolve(state, { source, ...to }) {
		change(state.sources, source, to);
		// A paused source has no outage, and a resumed one starts again without any.
		state.outages.delete(source);
	}
});

/** The most hours that a replaced key stays valid. */
export const MAX_KEY_OVERLAP_HOURS = 7 * 24;
/**
 * Replaces the key of a program that sends posts. The old key stays valid for some hours, so that no post is lost; with
 * 0 it ends at once.
 */
export const setSourceKey = command('source.setKey', {
	input: () => z.strictObject({ source: SourceId, mark: Sha256, overlap: z.int().min(0).max(MAX_KEY_OVERLAP_HOURS) }),
	allow: analysts,
	refusals: ['source.absent', 'source.notForPrograms'],
	decide({ source, mark, overlap }, { state, wallNow }) {
		const found = state.sources.get(source);
		if (!found || found.state === 'removed') throw new Refusal('source.absent');
		if (found.kind !== 'program') throw new Refusal('source.notForPrograms');
		const until = momentOf(millisecondsOf(wallNow) + overlap * 3_600_000);
		const others = overlap === 0 ? [] : validKeys(found, wallNow).map((key) => ({ ...key, until: key.until ?? until }));
		return sourceKeySet({ source, keys: [{ mark, at: wallNow, until: null }, ...others] });
	}
});
export const sourceKeySet = event('source.keySet', {
	data: () => z.object({ source: SourceId, keys: Source.shape.keys }),
	evolve: (state, { source, keys }) => change(state.sources, source, { keys })
});

/** The keys that are valid at a wall-clock moment. */
export const validKeys = ({ keys }: Pick<Readonly<Source>, 'keys'>, wallNow: Moment): Source['keys'] =>
	keys.filter(({ until }) => until === null || wallNow < until);

/** Checks that the source may still deliver posts. @throws Refusal */
export function assertSourceActive(state: ReadState, id: SourceId): void {
	if (!state.incident) throw new Refusal('incident.absent');
	if (state.incident.phase === 'closed') throw new Refusal('incident.closed');
	if (state.incident.ended) throw new Refusal('exercise.ended');
	const source = state.sources.get(id);
	if (!source) throw new Refusal('source.absent');
	if (source.state !== 'active') throw new Refusal('source.notActive');
}
