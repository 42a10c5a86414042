import { z } from 'zod';
import { command } from '../core/command';
import { event } from '../core/event';
import { areOtherEyes, SeenAct, seenAct, type Eyes } from '../core/eyes';
import { millisecondsOf, type Moment, type PersonId } from '../core/ids';
import { administrators } from '../core/policy';
import { Refusal } from '../core/refusal';
import { SYSTEM } from '../core/role';
import type { ReadState } from '../core/state';
import { Code } from '../core/text';

/** `gemeente.example`, in small letters. */
export const MailDomain = Code(/^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/);

/** A mail domain in which each mailbox belongs to one person. */
export const OwnMailDomain = SeenAct.extend({ domain: MailDomain });

/** How long a domain is listed before it counts for who listed it, in milliseconds. */
const COUNTS_AFTER = 24 * 60 * 60 * 1000;

/** The part behind the last `@`. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The mailbox of an address: the part after a `+` does not make another one. */
export const mailboxOf = (address: string): string => {
	const [name = ''] = address.slice(0, address.lastIndexOf('@')).split('+');
	return `${name.toLowerCase()}@${domainOf(address)}`;
};

/**
 * Who else can read a link that was mailed to a person and never shown. Nobody, when another administrator than the
 * sender and the one who set the address listed the domain, or anybody did at least a day ago: otherwise one
 * administrator could list a domain of their own. Else the one who set the address; also the sender, unless another
 * administrator set it.
 */
export function mailReaders(
	{ installation, people }: Pick<ReadState, 'installation' | 'people'>,
	person: PersonId,
	domain: string,
	sender: Eyes,
	now: Moment
): Eyes {
	const addressEyes = people.get(person)?.addressBy ?? [];
	const isOwn = (installation?.mailDomains ?? []).some(
		(listed) =>
			listed.domain === domain &&
			(millisecondsOf(listed.at) + COUNTS_AFTER <= millisecondsOf(now) ||
				areOtherEyes(listed.eyes, [...sender, ...addressEyes]))
	);
	if (isOwn) return [];
	const isByOther = addressEyes.length > 0 && areOtherEyes(addressEyes, [...sender, SYSTEM.id]);
	return isByOther ? [...addressEyes] : [...new Set([...sender, ...addressEyes])].sort();
}

/** Sets the mail domains in which each mailbox belongs to one person; replaces the whole list. */
export const setMailDomains = command('installation.setMailDomains', {
	input: () => z.strictObject({ domains: z.array(MailDomain).max(50) }),
	allow: administrators,
	during: 'installation',
	refusals: ['installation.absent'],
	decide({ domains }, { state, actor, wallNow }) {
		if (!state.installation) throw new Refusal('installation.absent');
		const before = state.installation.mailDomains;
		return mailDomainsSet({
			domains: [...new Set(domains)].map(
				(domain) => before.find((listed) => listed.domain === domain) ?? { domain, ...seenAct(actor, wallNow) }
			)
		});
	}
});
export const mailDomainsSet = event('installation.mailDomainsSet', {
	data: () => z.object({ domains: z.array(OwnMailDomain) }),
	evolve(state, { domains }) {
		if (state.installation) state.installation = { ...state.installation, mailDomains: domains };
	}
});
