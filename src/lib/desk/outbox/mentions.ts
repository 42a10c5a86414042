import type { WaitingCommand } from './outbox-storage';

const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What unsaved commands refer to: for each id in them (a story, a finding, a fact …), the fields that they set and the
 * other ids in the same command. A row uses this to show that it, or one label on it, is not saved yet.
 */
export function mentions(waiting: readonly WaitingCommand[]): ReadonlyMap<string, ReadonlySet<string>> {
	const byId = new Map<string, Set<string>>();
	for (const { input } of waiting) {
		const ids = new Set<string>();
		const fields = new Set<string>();
		collect(input, ids, fields);
		for (const mentioned of ids) {
			const parts = byId.get(mentioned) ?? new Set<string>();
			for (const part of [...ids, ...fields]) if (part !== mentioned) parts.add(part);
			byId.set(mentioned, parts);
		}
	}
	return byId;
}

/** Every id in a value, whatever its schema. */
export function idsIn(value: unknown): ReadonlySet<string> {
	const ids = new Set<string>();
	collect(value, ids, new Set());
	return ids;
}

function collect(value: unknown, ids: Set<string>, fields: Set<string>): void {
	if (typeof value === 'string') {
		if (idPattern.test(value)) ids.add(value);
	} else if (Array.isArray(value)) {
		for (const each of value) collect(each, ids, fields);
	} else if (typeof value === 'object' && value !== null) {
		for (const [field, each] of Object.entries(value)) {
			fields.add(field);
			collect(each, ids, fields);
		}
	}
}
