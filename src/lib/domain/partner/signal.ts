import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { Moment, PersonId, PostId, ShareLinkId, SignalId } from '../core/ids';
import { deskStaff, onlySystem } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';

/**
 * What a partner sent by a link. Its words are a post of the desk for partners, as everything that is read; this is who
 * sent it, when, and whether a person read it.
 */
export const PartnerSignal = z.object({
	id: SignalId,
	link: ShareLinkId,
	post: PostId,
	/** On the incident's clock. */
	at: Moment,
	/** The partner sees when, and never by whom. */
	read: z.object({ by: PersonId, at: Moment }).nullable()
});
export type PartnerSignal = z.infer<typeof PartnerSignal>;

declare module '../core/state' {
	interface Collections {
		partnerSignals: [SignalId, PartnerSignal];
	}
}

const inOrder = (a: Readonly<PartnerSignal>, b: Readonly<PartnerSignal>): number =>
	a.at.localeCompare(b.at) || a.id.localeCompare(b.id);

/** The signals that nobody read yet, in the order in which they came. */
export const unreadSignals = ({ partnerSignals }: Pick<ReadState, 'partnerSignals'>): Readonly<PartnerSignal>[] =>
	[...partnerSignals.values()].filter(({ read }) => read === null).sort(inOrder);

/** What was sent by one link, in order: the number of a signal is its position in this list. */
export const signalsBy = (
	{ partnerSignals }: Pick<ReadState, 'partnerSignals'>,
	link: ShareLinkId
): Readonly<PartnerSignal>[] => [...partnerSignals.values()].filter((signal) => signal.link === link).sort(inOrder);

/** A signal was stored as a post. */
export const receiveSignal = command('signal.receive', {
	input: () => PartnerSignal.pick({ id: true, link: true, post: true }).strict(),
	allow: onlySystem,
	refusals: ['id.taken', 'link.absent', 'post.absent'],
	referencesOf: ({ post }) => ({ posts: [post] }),
	decide(input, { state, references, now }) {
		if (state.partnerSignals.has(input.id)) throw new Refusal('id.taken');
		if (!state.shareLinks.has(input.link)) throw new Refusal('link.absent');
		if (!references.posts.has(input.post)) throw new Refusal('post.absent');
		return signalReceived({ ...input, at: now, read: null });
	}
});
export const signalReceived = event('signal.received', {
	data: () => PartnerSignal,
	evolve(state, signal) {
		if (!state.partnerSignals.has(signal.id)) state.partnerSignals.set(signal.id, signal);
	}
});

/** A person read it, and the partner sees that. It cannot be undone: the partner may have seen it. */
export const markSignalRead = command('signal.markRead', {
	input: () => z.strictObject({ signal: SignalId }),
	allow: deskStaff,
	delivery: 'predicted',
	refusals: ['signal.absent'],
	decide({ signal }, { state, actor, now }) {
		const found = state.partnerSignals.get(signal);
		if (!found || found.read) throw new Refusal('signal.absent');
		return signalRead({ signal, read: { by: actor.id, at: now } });
	}
});
export const signalRead = event('signal.read', {
	data: () => z.object({ signal: SignalId, read: PartnerSignal.shape.read }),
	evolve: (state, { signal, read }) => change(state.partnerSignals, signal, { read })
});
