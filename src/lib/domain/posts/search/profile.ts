import { z } from 'zod';
import { AuthorKind, PublicKind } from '../author';
import { command } from '$lib/domain/core/command';
import { event } from '$lib/domain/core/event';
import { Refusal } from '$lib/domain/core/refusal';
import { analystsAndSystem } from '../../core/policy';
import { Code, Text } from '$lib/domain/core/text';

const Terms = z.array(Text(100, 'quotedWords')).max(200);
/** The kinds of account that a profile may follow, in the order of its forms. */
export const followedKinds = PublicKind.options;

/** The kind of owner; null where an older profile did not give it. */
export const FollowedAccount = z.object({ account: Text(100, 'name'), kind: z.enum(followedKinds).nullable() });
export type FollowedAccount = z.infer<typeof FollowedAccount>;

/** The first part of BCP 47: `nl`, `fy`. */
const Languages = z.array(Code(/^[a-z]{2,3}$/)).max(30);

/**
 * Selects the posts that are monitored; see search-term.ts for what each part matches. An empty profile selects
 * everything. Without `languages` all are selected, and a post whose source gives no language is never excluded by
 * them.
 */
export const SearchProfile = z.object({
	terms: Terms,
	hashtags: Terms,
	places: Terms,
	excluded: Terms,
	accounts: z.array(FollowedAccount).max(200),
	languages: Languages
});
export type SearchProfile = z.infer<typeof SearchProfile>;

export const emptyProfile: SearchProfile = {
	terms: [],
	hashtags: [],
	places: [],
	excluded: [],
	accounts: [],
	languages: []
};

/** The kind of owner is required, so that a private person is not followed by mistake. */
const AccountInput = z.union([
	z.strictObject({ account: Text(100, 'name'), kind: AuthorKind.nullable() }),
	Text(100, 'name')
]);

declare module '$lib/domain/core/state' {
	interface Singles {
		profile: SearchProfile;
	}
}

export const changeProfile = command('profile.change', {
	input: () =>
		z.strictObject({
			...SearchProfile.shape,
			accounts: z.array(AccountInput).max(200),
			languages: Languages.default([])
		}),
	allow: analystsAndSystem,
	refusals: ['profile.accountKind', 'profile.accountPrivate'],
	decide: (input) => profileChanged({ ...input, accounts: input.accounts.map(toFollowedAccount) })
});

/** @throws Refusal for a private person, and when the kind of owner is missing */
function toFollowedAccount(input: z.infer<typeof AccountInput>): FollowedAccount {
	const { account, kind } = typeof input === 'string' ? { account: input, kind: null } : input;
	if (kind === null || kind === 'unknown') throw new Refusal('profile.accountKind', { account });
	if (kind === 'private') throw new Refusal('profile.accountPrivate', { account });
	return { account, kind };
}

/** Older profiles have accounts as plain names, and no languages. */
const StoredAccount = z.union([
	FollowedAccount,
	Text(100, 'name').transform((account): FollowedAccount => ({ account, kind: null }))
]);
export const profileChanged = event('profile.changed', {
	/** `lost`: of a reduction in aftercare, the posts a day that it was expected to lose (smaller-profile.ts). */
	data: () =>
		SearchProfile.extend({
			accounts: z.array(StoredAccount),
			languages: Languages.default([]),
			lost: z.int().nonnegative().optional()
		}),
	evolve(state, { terms, hashtags, places, excluded, accounts, languages }) {
		state.profile = { terms, hashtags, places, excluded, accounts, languages };
	}
});
