import { z } from 'zod';
import { command } from './command';
import { event } from './event';
import { Text } from './text';

const Terms = z.array(Text(100)).max(200);
/** What selects the posts that are monitored. Accounts are of organisations, media and office holders, never of private persons. Empty selects everything. */
export const SearchProfile = z.object({ terms: Terms, hashtags: Terms, places: Terms, excluded: Terms, accounts: Terms });
export type SearchProfile = z.infer<typeof SearchProfile>;

export const changeProfile = command('profile.change', {
	input: z.strictObject(SearchProfile.shape),
	allow: ['analyst', 'system'],
	decide: (input) => profileChanged(input)
});
export const profileChanged = event('profile.changed', {
	data: SearchProfile,
	evolve(state, profile) {
		state.profile = profile;
	}
});
