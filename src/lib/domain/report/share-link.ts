import { z } from 'zod';
import { command, type DecisionContext } from '../core/command';
import { event } from '../core/event';
import { millisecondsOf, Moment, PersonId, Sha256, ShareLinkId } from '../core/ids';
import { analysts, coordinators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { change, type ReadState } from '../core/state';
import { LooseText, Text } from '../core/text';

const DAY = 24 * 60 * 60 * 1000;
export const SHARE_LINK_DEFAULT = 3 * DAY;
export const SHARE_LINK_MAXIMUM = 30 * DAY;

/** What a link opens: the released reports, one question to one body, or the script of the phone desk. */
export const LinkKind = z.enum(['reports', 'question', 'phone']);
export type LinkKind = z.infer<typeof LinkKind>;

/**
 * Gives access to one thing of one incident to anyone with its secret: usually to its released reports. The browser
 * makes the secret; only its SHA-256 is sent here. Moments are on the wall clock.
 */
export const ShareLink = z.object({
	id: ShareLinkId,
	kind: LinkKind.default('reports'),
	label: Text(120, 'name'),
	hash: Sha256,
	expires: Moment,
	/**
	 * Requires a PIN as well. A table has its hash, and the log has nothing: six digits can be guessed from any leaked
	 * hash.
	 */
	pin: z.boolean().default(false),
	/** Its holder may send signals. */
	signals: z.boolean().default(false),
	/** Shows current figures between the reports: numbers only, enabled by a coordinator. */
	figures: z.boolean().default(false),
	made: z.object({ by: PersonId, at: Moment }),
	revoked: z.object({ by: PersonId, at: Moment }).nullable()
});
export type ShareLink = z.infer<typeof ShareLink>;

/** The PIN of a link, sent by another way than the link. It never enters the log. */
export const LinkPin = z.strictObject({ pin: z.string().regex(/^\d{6}$/) });

declare module '../core/state' {
	interface Collections {
		shareLinks: [ShareLinkId, ShareLink];
	}
}

export const makeShareLink = command('link.make', {
	input: () => ShareLink.pick({ id: true, label: true, hash: true, expires: true, pin: true, signals: true }).strict(),
	allow: analysts,
	delivery: 'now',
	refusals: ['id.taken', 'link.expiry'],
	decide: (input, at) => shareLinkMade(newLink({ kind: 'reports', ...input }, at))
});
export const shareLinkMade = event('link.made', {
	data: () => ShareLink.extend({ label: LooseText(120, 'name') }),
	evolve(state, link) {
		if (!state.shareLinks.has(link.id)) state.shareLinks.set(link.id, link);
	}
});

/** A link that begins now. @throws Refusal when its id is taken, or it would last for no time or too long */
export function newLink(
	input: Pick<ShareLink, 'id' | 'kind' | 'label' | 'hash' | 'expires' | 'pin' | 'signals'>,
	{ state, actor, wallNow }: Pick<DecisionContext, 'state' | 'actor' | 'wallNow'>
): ShareLink {
	if (state.shareLinks.has(input.id)) throw new Refusal('id.taken');
	const lasts = millisecondsOf(input.expires) - millisecondsOf(wallNow);
	if (lasts <= 0 || lasts > SHARE_LINK_MAXIMUM) throw new Refusal('link.expiry');
	return { ...input, figures: false, made: { by: actor.id, at: wallNow }, revoked: null };
}

export const revokeShareLink = command('link.revoke', {
	input: () => z.strictObject({ link: ShareLinkId }),
	allow: analysts,
	during: 'openOrClosed',
	delivery: 'now',
	refusals: ['link.absent', 'link.revoked'],
	decide({ link }, { state, actor, wallNow }) {
		assertNotRevoked(state, link);
		return shareLinkRevoked({ link, revoked: { by: actor.id, at: wallNow } });
	}
});
export const shareLinkRevoked = event('link.revoked', {
	data: () => z.object({ link: ShareLinkId, revoked: ShareLink.shape.revoked }),
	evolve: (state, { link, revoked }) => change(state.shareLinks, link, { revoked })
});

/** Sets whether the holder of the link may send signals. */
export const setLinkSignals = command('link.setSignals', {
	input: () => z.strictObject({ link: ShareLinkId, signals: z.boolean() }),
	allow: analysts,
	delivery: 'now',
	refusals: ['link.absent', 'link.revoked'],
	decide({ link, signals }, { state }) {
		assertNotRevoked(state, link, 'reports');
		return linkSignalsSet({ link, signals });
	}
});
export const linkSignalsSet = event('link.signalsSet', {
	data: () => z.object({ link: ShareLinkId, signals: z.boolean() }),
	evolve: (state, { link, signals }) => change(state.shareLinks, link, { signals })
});

/**
 * Enables or disables current figures for a link: a coordinator's decision, because they are not released one by one.
 */
export const setLinkFigures = command('link.setFigures', {
	input: () => z.strictObject({ link: ShareLinkId, figures: z.boolean() }),
	allow: coordinators,
	delivery: 'now',
	refusals: ['link.absent', 'link.revoked'],
	decide({ link, figures }, { state }) {
		assertNotRevoked(state, link, 'reports');
		return linkFiguresSet({ link, figures });
	}
});
export const linkFiguresSet = event('link.figuresSet', {
	data: () => z.object({ link: ShareLinkId, figures: z.boolean() }),
	evolve: (state, { link, figures }) => change(state.shareLinks, link, { figures })
});

/** @throws Refusal */
function assertNotRevoked(state: ReadState, link: ShareLinkId, kind: LinkKind | null = null): void {
	const found = state.shareLinks.get(link);
	if (!found || (kind !== null && found.kind !== kind)) throw new Refusal('link.absent');
	if (found.revoked) throw new Refusal('link.revoked');
}

/** Whether it is valid at this wall-clock moment. */
export const isValid = (link: Readonly<ShareLink>, wallNow: Moment): boolean =>
	link.revoked === null && wallNow < link.expires;

/** The links that open the released reports. */
export const reportLinks = ({ shareLinks }: Pick<ReadState, 'shareLinks'>): Readonly<ShareLink>[] =>
	[...shareLinks.values()].filter(({ kind }) => kind === 'reports');
