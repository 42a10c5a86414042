import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { coordinators } from '../core/policy';
import { LooseText } from '../core/text';
import { newLink, ShareLink } from '../report/share-link';

/**
 * Opens the script of the phone desk to anyone with a link, without an account: a coordinator's decision. It closes when
 * the link is revoked, like any link.
 */
export const openPhoneDesk = command('link.openPhone', {
	input: () => ShareLink.pick({ id: true, label: true, hash: true, expires: true }).strict(),
	allow: coordinators,
	delivery: 'now',
	refusals: ['id.taken', 'link.expiry'],
	decide: (input, at) => phoneDeskOpened({ link: newLink({ ...input, kind: 'phone', pin: false, signals: false }, at) })
});
export const phoneDeskOpened = event('link.phoneOpened', {
	data: () => z.object({ link: ShareLink.extend({ label: LooseText(120, 'name') }) }),
	evolve(state, { link }) {
		if (!state.shareLinks.has(link.id)) state.shareLinks.set(link.id, link);
	}
});
