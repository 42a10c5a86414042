import { z } from 'zod';
import { Channel } from '../official-text/channel';
import { command } from '../core/command';
import { event } from '../core/event';
import { SeenAct, seenAct, unreadParts } from '../core/eyes';
import { Moment, PersonId, PreparedTextId, Sha256 } from '../core/ids';
import { deskStaff } from '../core/policy';
import { IncidentKind } from '../incident/incident';
import { assertMayApprove, isBlank, Variant, wordingChecksum } from '../official-text/official-text';
import { Refusal } from '../core/refusal';
import type { Actor } from '../core/role';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

/**
 * What a crisis communication plan contains (docs/domain.md, rule 5): a holding statement, advice, or the answer to a
 * question that is always asked.
 */
export const PreparedKind = z.enum(['holding', 'advice', 'answer']);
export type PreparedKind = z.infer<typeof PreparedKind>;

/** One channel's words with `[plaats]` and `[tijd]` in them, and the person who approved them in quiet times. */
export const PreparedWording = Variant.omit({ submitted: true }).extend({
	approved: SeenAct.extend({ checksum: Sha256 }).nullable()
});
export type PreparedWording = z.infer<typeof PreparedWording>;

export const PreparedText = z.object({
	id: PreparedTextId,
	kind: PreparedKind,
	/** The situation it is for: "Rook boven een woonwijk"; for an answer the question. */
	title: Text(160, 'name'),
	/** Kinds of incident; empty means every kind. */
	incidents: z.array(IncidentKind),
	made: SeenAct,
	wordings: z.array(PreparedWording),
	retired: z.object({ by: PersonId, at: Moment, why: LooseText(500, 'ownWords') }).nullable()
});
export type PreparedText = z.infer<typeof PreparedText>;

const Wording = z.strictObject({ channel: Channel, text: LooseText(4000, 'ownWords') });
const written = (channel: Channel, text: string, actor: Actor, at: Moment): PreparedWording => ({
	channel,
	text,
	checksum: wordingChecksum(channel, text),
	edited: { ...seenAct(actor, at), asSpokesperson: actor.roles.includes('spokesperson') },
	approved: null
});

export const isPreparedApproved = ({ approved, checksum }: Readonly<PreparedWording>): boolean =>
	approved?.checksum === checksum;

/** @throws Refusal when it is absent or retired */
function find(state: ReadState, id: PreparedTextId): Readonly<PreparedText> {
	const found = state.prepared.get(id);
	if (!found || found.retired) throw new Refusal('prepared.absent');
	return found;
}
const withWording = (
	{ wordings }: Readonly<PreparedText>,
	wording: PreparedWording
): Pick<PreparedText, 'wordings'> => ({
	wordings: [...wordings.filter(({ channel }) => channel !== wording.channel), wording].sort(
		(a, b) => Channel.options.indexOf(a.channel) - Channel.options.indexOf(b.channel)
	)
});

declare module '../core/command' {
	interface References {
		readonly prepared: ReadonlyMap<PreparedTextId, Readonly<PreparedText>>;
	}
}
declare module '../core/state' {
	interface Collections {
		prepared: [PreparedTextId, PreparedText];
	}
}

export const draftPrepared = command('prepared.draft', {
	input: () =>
		z.strictObject({
			id: PreparedTextId,
			kind: PreparedKind,
			title: Text(160, 'name'),
			incidents: z.array(IncidentKind).max(IncidentKind.options.length),
			wordings: z.array(Wording).min(1).max(Channel.options.length)
		}),
	allow: deskStaff,
	during: 'installation',
	refusals: ['id.taken', 'text.channel'],
	decide({ wordings, incidents, ...input }, { state, actor, wallNow }) {
		if (state.prepared.has(input.id)) throw new Refusal('id.taken');
		if (new Set(wordings.map(({ channel }) => channel)).size < wordings.length) throw new Refusal('text.channel');
		return preparedDrafted({
			...input,
			incidents: [...new Set(incidents)],
			made: seenAct(actor, wallNow),
			wordings: wordings.map(({ channel, text }) => written(channel, text, actor, wallNow)),
			retired: null
		});
	}
});
export const preparedDrafted = event('prepared.drafted', {
	data: () => PreparedText.extend({ title: LooseText(160, 'name') }),
	evolve(state, prepared) {
		if (!state.prepared.has(prepared.id)) state.prepared.set(prepared.id, prepared);
	}
});

/**
 * Changes one channel's words, which then wait for approval again; `over` is the checksum of what the writer saw, null
 * for a new channel.
 */
export const writePrepared = command('prepared.write', {
	input: () =>
		z.strictObject({
			prepared: PreparedTextId,
			channel: Channel,
			words: LooseText(4000, 'ownWords'),
			over: Sha256.nullable()
		}),
	allow: deskStaff,
	during: 'installation',
	refusals: ['prepared.absent', 'text.changed'],
	decide({ prepared, channel, words, over }, { state, actor, wallNow }) {
		const found = find(state, prepared).wordings.find((wording) => wording.channel === channel);
		if ((found?.checksum ?? null) !== over) throw new Refusal('text.changed', found ? { by: found.edited.by } : {});
		const wording = written(channel, words, actor, wallNow);
		// The same characters are no edit: the last editor stays.
		return preparedWritten({
			prepared,
			wording: found?.checksum === wording.checksum ? { ...found, text: words } : wording
		});
	}
});
export const preparedWritten = event('prepared.written', {
	data: () => z.object({ prepared: PreparedTextId, wording: PreparedWording }),
	evolve(state, { prepared, wording }) {
		const found = state.prepared.get(prepared);
		if (found) change(state.prepared, prepared, withWording(found, wording));
	}
});

/**
 * Four eyes in quiet times, as for every official text: nobody could have been both the approver and the last editor,
 * and one of the two is a spokesperson.
 */
export const approvePrepared = command('prepared.approve', {
	input: () => z.strictObject({ prepared: PreparedTextId, channel: Channel, checksum: Sha256 }),
	allow: deskStaff,
	proof: 'fresh',
	during: 'installation',
	delivery: 'now',
	refusals: [
		'prepared.absent',
		'text.changed',
		'text.channel',
		'text.decided',
		'text.empty',
		'text.fourEyes',
		'text.noSpokesperson',
		'text.ownPart',
		'text.sharedEyes'
	],
	decide({ prepared, channel, checksum }, { state, actor, wallNow }) {
		const { made, wordings } = find(state, prepared);
		const wording = wordings.find((each) => each.channel === channel);
		if (!wording) throw new Refusal('text.channel');
		if (wording.checksum !== checksum) throw new Refusal('text.changed', { by: wording.edited.by });
		if (wording.approved) throw new Refusal('text.decided', { by: wording.approved.by });
		if (isBlank(wording.text)) throw new Refusal('text.empty');
		assertMayApprove(wording, actor);
		// The writer of the words had the situation or the question above them.
		const title = { what: 'claim', writer: made } as const;
		if (unreadParts([title], [wording.edited, seenAct(actor, wallNow)]).length > 0) throw new Refusal('text.ownPart');
		return preparedApproved({ prepared, channel, checksum, ...seenAct(actor, wallNow) });
	}
});
export const preparedApproved = event('prepared.approved', {
	data: () => z.object({ prepared: PreparedTextId, channel: Channel, checksum: Sha256, ...SeenAct.shape }),
	evolve(state, { prepared, channel, checksum, ...act }) {
		const found = state.prepared.get(prepared);
		const wording = found?.wordings.find((each) => each.channel === channel && each.checksum === checksum);
		if (found && wording)
			change(state.prepared, prepared, withWording(found, { ...wording, approved: { ...act, checksum } }));
	}
});

/** Retires a prepared text. Texts that were made from it stay. */
export const retirePrepared = command('prepared.retire', {
	input: () => z.strictObject({ prepared: PreparedTextId, why: Text(500, 'ownWords') }),
	allow: deskStaff,
	during: 'installation',
	refusals: ['prepared.absent'],
	decide({ prepared, why }, { state, actor, wallNow }) {
		find(state, prepared);
		return preparedRetired({ prepared, retired: { by: actor.id, at: wallNow, why } });
	}
});
export const preparedRetired = event('prepared.retired', {
	data: () => z.object({ prepared: PreparedTextId, retired: PreparedText.shape.retired }),
	evolve: (state, { prepared, retired }) => change(state.prepared, prepared, { retired })
});
