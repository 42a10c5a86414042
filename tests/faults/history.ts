/**
 * The log of an incident is a list that only grows. What many people sent and read while things broke is checked here
 * against the final list, as Elle does for databases: every read is a slice of that one list, in real-time order; nothing
 * acknowledged is missing, nothing refused is stored, nothing is stored twice.
 *
 * Times are milliseconds of one clock that does not go back.
 */
export interface Append {
	readonly id: string;
	/** The person, program or session that sent it, one command at a time. */
	readonly session: string;
	/** Where it was sent to. */
	readonly process: string;
	readonly invoked: number;
	/** Null when no answer ever came. */
	readonly answered: number | null;
	readonly outcome: 'saved' | 'refused' | 'unknown';
	/** The position in the list that the answer gave, from 1; null without. */
	readonly position: number | null;
}
/** A read of elements after a position, as many as the answer had. */
export interface Read {
	readonly session: string;
	readonly process: string;
	readonly invoked: number;
	readonly answered: number;
	/** The slice begins after this position. */
	readonly after: number;
	/** The ids in it, in order; null for an element that somebody else sent. */
	readonly elements: readonly (string | null)[];
	/** The length of the list according to the answer. */
	readonly head: number;
}
export interface History {
	readonly appends: readonly Append[];
	readonly reads: readonly Read[];
	/** The list in the end: ids in order; null for an element that somebody else sent. */
	readonly list: readonly (string | null)[];
	/** How long a process may take to see what another stored, in milliseconds. It sees what it stored itself at once. */
	readonly staleness: number;
}

export type Anomaly =
	| 'lost'
	| 'duplicated'
	| 'refusedButThere'
	| 'neverSent'
	| 'elsewhere'
	| 'order'
	| 'notASlice'
	| 'beyondTheEnd'
	| 'stale'
	| 'backwards';
export interface FoundAnomaly {
	readonly anomaly: Anomaly;
	readonly message: string;
}

/** Everything that is wrong with a history; empty when one list in one order explains it. */
export function anomaliesOf(history: History): readonly FoundAnomaly[] {
	return [
		...appendsOf(history),
		...orderOf(history),
		...slicesOf(history),
		...recencyOf(history),
		...sessionsOf(history)
	];
}

function positionsOf({ list }: History): Map<string, number[]> {
	const positions = new Map<string, number[]>();
	for (const [i, id] of list.entries()) {
		if (id === null) continue;
		const known = positions.get(id);
		if (known) known.push(i + 1);
		else positions.set(id, [i + 1]);
	}
	return positions;
}

/** Each append against the list: once and at the position of its answer when saved; never when refused. */
function appendsOf(history: History): FoundAnomaly[] {
	const positions = positionsOf(history);
	const sent = new Set(history.appends.map(({ id }) => id));
	const found: FoundAnomaly[] = [];
	for (const { id, outcome, position } of history.appends) {
		const storedAt = positions.get(id) ?? [];
		if (storedAt.length > 1)
			found.push({ anomaly: 'duplicated', message: `${id} is stored at ${storedAt.join(' and ')}` });
		if (outcome === 'saved' && storedAt.length === 0) found.push({ anomaly: 'lost', message: `${id} was saved` });
		if (outcome === 'refused' && storedAt.length > 0)
			found.push({ anomaly: 'refusedButThere', message: `${id} was refused and is stored at ${storedAt.join()}` });
		if (outcome === 'saved' && position !== null && storedAt.length > 0 && !storedAt.includes(position))
			found.push({
				anomaly: 'elsewhere',
				message: `${id} was saved at ${String(position)} and is stored at ${storedAt.join()}`
			});
	}
	for (const id of positions.keys()) if (!sent.has(id)) found.push({ anomaly: 'neverSent', message: id });
	return found;
}

/** An append that was acknowledged before another was sent comes before it. */
function orderOf(history: History): FoundAnomaly[] {
	const positions = positionsOf(history);
	const stored = history.appends.flatMap((append) => {
		const [position] = positions.get(append.id) ?? [];
		return position === undefined ? [] : [{ ...append, position }];
	});
	const bySent = stored.toSorted((a, b) => a.invoked - b.invoked);
	const byAnswer = stored
		.flatMap((append) =>
			append.outcome === 'saved' && append.answered !== null ? [{ ...append, at: append.answered }] : []
		)
		.sort((a, b) => a.at - b.at);
	const found: FoundAnomaly[] = [];
	let next = 0;
	let last = { id: '', position: 0 };
	for (const { id, invoked, position } of bySent) {
		for (let before = byAnswer[next]; before && before.at < invoked; before = byAnswer[(next += 1)])
			if (before.position > last.position) last = before;
		if (last.position > position)
			found.push({ anomaly: 'order', message: `${id} was sent after ${last.id} was saved, and is stored before it` });
	}
	return found;
}

/** Every read is a slice of the one list: no two reads saw different elements at the same position. */
function slicesOf({ reads, list }: History): FoundAnomaly[] {
	const found: FoundAnomaly[] = [];
	for (const { session, after, elements, head } of reads) {
		const differs = elements.findIndex((id, i) => after + i < list.length && id !== list[after + i]);
		if (differs >= 0)
			found.push({
				anomaly: 'notASlice',
				message: `${session} read ${String(elements[differs])} at ${String(after + differs + 1)}, which is ${String(list[after + differs])}`
			});
		if (after + elements.length > list.length || head > list.length)
			found.push({
				anomaly: 'beyondTheEnd',
				message: `${session} read up to ${String(Math.max(head, after + elements.length))}`
			});
	}
	return found;
}

/** A read includes what its own process acknowledged before it was sent, and after a while what other processes did. */
function recencyOf(history: History): FoundAnomaly[] {
	const { reads, staleness } = history;
	const positions = positionsOf(history);
	const saved = history.appends.flatMap(({ id, process, answered, outcome }) => {
		const [position] = positions.get(id) ?? [];
		if (outcome !== 'saved' || answered === null || position === undefined) return [];
		return [{ id, process, answered, position }];
	});
	const processes = [...new Set([...saved, ...reads].map(({ process }) => process))];
	const found: FoundAnomaly[] = [];
	for (const process of processes) {
		const known = saved
			.map(({ id, answered, position, process: by }) => ({
				id,
				position,
				at: answered + (by === process ? 0 : staleness)
			}))
			.sort((a, b) => a.at - b.at);
		let next = 0;
		let last = { id: '', position: 0 };
		for (const read of reads.filter((each) => each.process === process).sort((a, b) => a.invoked - b.invoked)) {
			for (let before = known[next]; before && before.at < read.invoked; before = known[(next += 1)])
				if (before.position > last.position) last = before;
			if (read.head < last.position)
				found.push({
					anomaly: 'stale',
					message: `${read.session} read up to ${String(read.head)} at ${process}, after ${last.id} was saved at ${String(last.position)}`
				});
		}
	}
	return found;
}

/** For one session at one process the list never gets shorter. */
function sessionsOf({ reads }: History): FoundAnomaly[] {
	const heads = new Map<string, { head: number; answered: number }>();
	const found: FoundAnomaly[] = [];
	for (const { session, process, invoked, answered, head } of reads.toSorted((a, b) => a.invoked - b.invoked)) {
		const key = `${session} at ${process}`;
		const before = heads.get(key);
		if (before && before.answered <= invoked && head < before.head)
			found.push({ anomaly: 'backwards', message: `${key} read ${String(before.head)} and then ${String(head)}` });
		if (!before || answered >= before.answered) heads.set(key, { head: Math.max(head, before?.head ?? 0), answered });
	}
	return found;
}
