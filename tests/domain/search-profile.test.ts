import { describe, expect, test } from 'vitest';
import { readEvent } from '$lib/domain/events';
import { openIncident } from '$lib/domain/incident/incident';
import { Refusal } from '$lib/domain/core/refusal';
import { changeProfile, emptyProfile, profileChanged } from '$lib/domain/posts/search/profile';
import { bram, opening, InMemoryIncident } from './in-memory-incident';

const following = (...accounts: unknown[]) => ({ ...emptyProfile, accounts });
function incident(): InMemoryIncident {
	const testIncident = new InMemoryIncident();
	testIncident.when(openIncident, opening(), bram);
	return testIncident;
}

describe('an account', () => {
	test.each(['organisation', 'media', 'officeHolder'])('of kind %s may be followed', (kind) => {
		const testIncident = incident();
		testIncident.when(changeProfile, following({ account: '@vrlaagland', kind }), bram);
		expect(testIncident.state.profile?.accounts).toEqual([{ account: '@vrlaagland', kind }]);
	});
	test('of a private person can never be followed', () => {
		expect(() => incident().when(changeProfile, following({ account: '@jan', kind: 'private' }), bram)).toThrow(
			new Refusal('profile.accountPrivate', { account: '@jan' })
		);
	});
	test.each([{ account: '@iemand', kind: null }, '@iemand'])(
		'without a known owner cannot be followed: %j',
		(account) => {
			expect(() => incident().when(changeProfile, following(account), bram)).toThrow(
				new Refusal('profile.accountKind', { account: '@iemand' })
			);
		}
	);
});

test('a profile from before languages and kinds of account can still be read, with unknown kinds', () => {
	const old = {
		type: 'profile.changed',
		data: { terms: ['brand'], hashtags: [], places: [], excluded: [], accounts: ['@gemwaterveen'] }
	};
	expect(readEvent(old).data).toEqual({
		...old.data,
		accounts: [{ account: '@gemwaterveen', kind: null }],
		languages: []
	});
	const testIncident = incident();
	testIncident.take(readEvent(old), bram.id);
	expect(testIncident.state.profile?.accounts).toEqual([{ account: '@gemwaterveen', kind: null }]);
	expect(profileChanged.data.parse(testIncident.state.profile)).toEqual(testIncident.state.profile);
});
