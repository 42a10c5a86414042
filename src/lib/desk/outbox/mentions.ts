import type { WaitingCommand } from './outbox-storage';

const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * What unsaved commands refer to: for each id in them (a story, a finding, a fact …), the fields that they set and the
 * other ids in the same command. A row uses this to show that it, or one label on it, is not saved yet.
 */
export function mentions(waiting: readonly WaitingCommand[]): ReadonlyMap<string, ReadonlySet<string>> {
	const found = new Map<string, Set<string>>();
	for (const { input } of waiting) {
		const named = new Set<string>();
		const fields = new Set<string>();
		collect(input, named, fields);
		for (const thing of named) {
			const parts = found.get(thing) ?? new Set<string>();
			for (const part of [...named, ...fields]) if (part !== thing) parts.add(part);
			found.set(thing, parts);
		}
	}
	return found;
}

function collect(value: unknown, named: Set<string>, fields: Set<string>): void {
	if (typeof value === 'string') {
		if (id.test(value)) named.add(value);
	} else if (Array.isArray(value)) {
		for (const each of value) collect(each, named, fields);
	} else if (typeof value === 'object' && value !== null) {
		for (const [field, each] of Object.entries(value)) {
			fields.add(field);
			collect(each, named, fields);
		}
	}
}
