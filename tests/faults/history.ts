/**
 * The log of an incident is a list that only grows. What many people sent and read while things broke is checked here
 * against the list as it stands in the end, as Elle does for databases: every read is a slice of that one list, in real
 * time's order, nothing acknowledged is missing, nothing refused is there, nothing is there twice.
 *
 * Times are milliseconds of one clock that does not go back.
 */
export interface Append {
	readonly id: string;
	/** The person, program or session that sent it; one after another. */
	readonly session: string;
	/** Where it was sent to. */
	readonly process: string;
	readonly invoked: number;
	/** Null when no answer ever came. */
	readonly answered: number | null;
	readonly told: 'saved' | 'refused' | 'unknown';
	/** The place in the list that the answer gave, from 1; null without. */
	readonly place: number | null;
}
/** A read of the elements after a place, as many as were given. */
export interface Read {
	readonly session: string;
	readonly process: string;
	readonly invoked: number;
	readonly answered: number;
	/** The slice begins after this place. */
	readonly after: number;
	/** The ids in it, in order; null for an element that none of ours sent. */
	readonly elements: readonly (string | null)[];
	/** How far the list was said to be. */
	readonly head: number;
}
export interface History {
	readonly appends: readonly Append[];
	readonly reads: readonly Read[];
	/** The list in the end: ids in order; null for an element that none of ours sent. */
	readonly list: readonly (string | null)[];
	/**
	 * How long one process may not know yet of what another stored, in milliseconds. What a process stored itself, it
	 * knows at once.
	 */
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
export interface Found {
	readonly anomaly: Anomaly;
	readonly says: string;
}

/** Everything that is wrong with a history; none when it is what one list in one order would have given. */
export function anomaliesOf(history: History): readonly Found[] {
	return [
		...appendsOf(history),
		...orderOf(history),
		...slicesOf(history),
		...recencyOf(history),
		...sessionsOf(history)
	];
}

function placesOf({ list }: History): Map<string, number[]> {
	const places = new Map<string, number[]>();
	for (const [i, id] of list.entries()) {
		if (id === null) continue;
		const known = places.get(id);
		if (known) known.push(i + 1);
		else places.set(id, [i + 1]);
	}
	return places;
}

/** Each append against the list: there once when saved, and where its answer said; never when refused. */
function appendsOf(history: History): Found[] {
	const places = placesOf(history);
	const sent = new Set(history.appends.map(({ id }) => id));
	const found: Found[] = [];
	for (const { id, told, place } of history.appends) {
		const there = places.get(id) ?? [];
		if (there.length > 1) found.push({ anomaly: 'duplicated', says: `${id} stands at ${there.join(' and ')}` });
		if (told === 'saved' && there.length === 0) found.push({ anomaly: 'lost', says: `${id} was saved` });
		if (told === 'refused' && there.length > 0)
			found.push({ anomaly: 'refusedButThere', says: `${id} was refused and stands at ${there.join()}` });
		if (told === 'saved' && place !== null && there.length > 0 && !there.includes(place))
			found.push({ anomaly: 'elsewhere', says: `${id} was saved at ${String(place)} and stands at ${there.join()}` });
	}
	for (const id of places.keys()) if (!sent.has(id)) found.push({ anomaly: 'neverSent', says: id });
	return found;
}

/** What was acknowledged before another was sent stands before it. */
function orderOf(history: History): Found[] {
	const places = placesOf(history);
	const placed = history.appends.flatMap((append) => {
		const [place] = places.get(append.id) ?? [];
		return place === undefined ? [] : [{ ...append, place }];
	});
	const bySent = placed.toSorted((a, b) => a.invoked - b.invoked);
	const byAnswer = placed
		.flatMap((append) =>
			append.told === 'saved' && append.answered !== null ? [{ ...append, at: append.answered }] : []
		)
		.sort((a, b) => a.at - b.at);
	const found: Found[] = [];
	let next = 0;
	let last = { id: '', place: 0 };
	for (const { id, invoked, place } of bySent) {
		for (let before = byAnswer[next]; before && before.at < invoked; before = byAnswer[(next += 1)])
			if (before.place > last.place) last = before;
		if (last.place > place)
			found.push({ anomaly: 'order', says: `${id} was sent after ${last.id} was saved, and stands before it` });
	}
	return found;
}

/** Every read is a slice of the one list: no two reads ever saw another element at one place. */
function slicesOf({ reads, list }: History): Found[] {
	const found: Found[] = [];
	for (const { session, after, elements, head } of reads) {
		const differs = elements.findIndex((id, i) => after + i < list.length && id !== list[after + i]);
		if (differs >= 0)
			found.push({
				anomaly: 'notASlice',
				says: `${session} read ${String(elements[differs])} at ${String(after + differs + 1)}, which is ${String(list[after + differs])}`
			});
		if (after + elements.length > list.length || head > list.length)
			found.push({
				anomaly: 'beyondTheEnd',
				says: `${session} read up to ${String(Math.max(head, after + elements.length))}`
			});
	}
	return found;
}

/** A read knows of what its own process acknowledged before it was sent, and of other processes' after a while. */
function recencyOf(history: History): Found[] {
	const { reads, staleness } = history;
	const places = placesOf(history);
	const saved = history.appends.flatMap(({ id, process, answered, told }) => {
		const [place] = places.get(id) ?? [];
		return told === 'saved' && answered !== null && place !== undefined ? [{ id, process, answered, place }] : [];
	});
	const processes = [...new Set([...saved, ...reads].map(({ process }) => process))];
	const found: Found[] = [];
	for (const process of processes) {
		const known = saved
			.map(({ id, answered, place, process: by }) => ({ id, place, at: answered + (by === process ? 0 : staleness) }))
			.sort((a, b) => a.at - b.at);
		let next = 0;
		let last = { id: '', place: 0 };
		for (const read of reads.filter((each) => each.process === process).sort((a, b) => a.invoked - b.invoked)) {
			for (let before = known[next]; before && before.at < read.invoked; before = known[(next += 1)])
				if (before.place > last.place) last = before;
			if (read.head < last.place)
				found.push({
					anomaly: 'stale',
					says: `${read.session} read up to ${String(read.head)} at ${process}, after ${last.id} was saved at ${String(last.place)}`
				});
		}
	}
	return found;
}

/** For one session at one process the list never gets shorter. */
function sessionsOf({ reads }: History): Found[] {
	const heads = new Map<string, { head: number; answered: number }>();
	const found: Found[] = [];
	for (const { session, process, invoked, answered, head } of reads.toSorted((a, b) => a.invoked - b.invoked)) {
		const key = `${session} at ${process}`;
		const before = heads.get(key);
		if (before && before.answered <= invoked && head < before.head)
			found.push({ anomaly: 'backwards', says: `${key} read ${String(before.head)} and then ${String(head)}` });
		if (!before || answered >= before.answered) heads.set(key, { head: Math.max(head, before?.head ?? 0), answered });
	}
	return found;
}
