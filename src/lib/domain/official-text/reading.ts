import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, TextId } from '../core/ids';
import { deskStaff } from '../core/policy';
import type { OfficialText } from './official-text';
import { Refusal } from '../core/refusal';
import { change } from '../core/state';

/** Records that a person opened a version, so that they see what changed since. */
export const recordReading = command('text.recordReading', {
	input: () => z.strictObject({ text: TextId, version: z.int().positive() }),
	allow: deskStaff,
	during: 'openOrClosed',
	refusals: ['text.absent'],
	decide({ text: id, version }, { state, actor, now }) {
		const text = state.texts.get(id);
		if (!text?.versions.some(({ number }) => number === version)) throw new Refusal('text.absent');
		return readingRecorded({ text: id, read: { by: actor.id, version, at: now } });
	}
});
export const readingRecorded = event('text.readingRecorded', {
	data: () => z.object({ text: TextId, read: z.object({ by: PersonId, version: z.int().positive(), at: Moment }) }),
	evolve(state, { text: id, read }) {
		const text = state.texts.get(id);
		if (text && !hasRead(text, read.by, read.version)) change(state.texts, id, { reads: [...text.reads, read] });
	}
});

/** Whether this person opened that version. */
export const hasRead = ({ reads }: Readonly<OfficialText>, person: PersonId, version: number): boolean =>
	reads.some((read) => read.by === person && read.version === version);

/** The newest version before the last one that this person opened or submitted. Null when there is none. */
export function lastVersionReadBy({ versions, reads }: Readonly<OfficialText>, person: PersonId): number | null {
	const last = versions.at(-1)?.number ?? 0;
	const known = [
		...reads.filter(({ by }) => by === person).map(({ version }) => version),
		...versions.filter(({ by }) => by === person).map(({ number }) => number)
	];
	return known
		.filter((version) => version < last)
		.reduce<number | null>((newest, version) => Math.max(newest ?? 0, version), null);
}
