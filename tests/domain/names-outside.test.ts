import { describe, expect, test } from 'vitest';
import { emptyProfile } from '$lib/domain/posts/search/profile';
import { KnownNames } from '$lib/domain/posts/masking/known-names';
import { maskingForOutside } from '$lib/domain/report/for-outside';
import { OutletId } from '$lib/domain/core/ids';
import { anna, fresh, InMemoryIncident, noon } from './in-memory-incident';

/** Private authors of an incident, each with a name of another build. */
const authors = [
	'Tamara van der Zwaluw',
	'Joris Kwartelberg-Spreeuwen',
	'T.B. Wielewaal',
	'piet_ganzeveer',
	'Bo Brand'
];
const known = new KnownNames(authors);
const state = Object.assign(new InMemoryIncident().state, {
	profile: { ...emptyProfile, terms: ['brand'], places: ['Zuiderpark'] }
});
const mask = maskingForOutside(state, new InMemoryIncident().state, {
	known,
	publicWords: new Set(['omroep', 'leeuweriklaan'])
});

/** However a name is written, nothing of it that belongs to one person is left. */
const written: readonly (readonly [text: string, gone: RegExp])[] = [
	['Tamara van der Zwaluw', /zwaluw|tamara/i],
	['TAMARA VAN DER ZWALUW', /zwaluw|tamara/i],
	['Tamara  van der Zwaluw', /zwaluw/i],
	['Tamara van der\u00a0Zwaluw', /zwaluw/i],
	['mevrouw Van der Zwaluw', /zwaluw/i],
	['Zwaluw', /zwaluw/i],
	['ZWALUW', /zwaluw/i],
	['“Zwaluw”', /zwaluw/i],
	['Zwaluws', /zwaluw/i],
	['Zwaluw’s', /zwaluw/i],
	['#TamaraVanDerZwaluw', /zwaluw|tamara/i],
	['#tamaravanderzwaluw', /zwaluw|tamara/i],
	['#Zwaluw', /zwaluw/i],
	['#zwaluw', /zwaluw/i],
	['@tamaravanderzwaluw', /zwaluw|tamara/i],
	['tamara_van_der_zwaluw', /zwaluw|tamara/i],
	['tamara-van-der-zwaluw', /zwaluw|tamara/i],
	['Joris Kwartelberg-Spreeuwen', /joris|kwartelberg|spreeuwen/i],
	['Kwartelberg-Spreeuwen', /kwartelberg|spreeuwen/i],
	['Kwartelberg', /kwartelberg/i],
	['Spreeuwen', /spreeuwen/i],
	['Wielewaal', /wielewaal/i],
	['piet ganzeveer', /ganzeveer/i],
	['Bo Brand', /bo brand/i]
];

test('the accounts that we publish on stay, as those on the own list do; other accounts are masked', () => {
	const installation = new InMemoryIncident().state;
	const connected = { id: fresh(OutletId), server: 'https://social.example', limit: null };
	installation.outlets.set(connected.id, {
		...connected,
		network: 'mastodon',
		name: '@Waterveen@social.example',
		connected: { by: anna.id, at: noon },
		disconnected: null
	});
	const names = { known: new KnownNames([]), publicWords: new Set<string>() };
	const masked = maskingForOutside(state, installation, names);
	expect(masked('Volg @Waterveen, @waterveen@social.example en @jan_78.')).toBe(
		'Volg @Waterveen, @waterveen@social.example en @….'
	);
});

describe('names of known private authors in words that people outside read', () => {
	test.each(written)('%s is masked, wherever it is', (name, gone) => {
		for (const text of [
			name,
			`Volgens ${name} klopt het.`,
			`(${name})`,
			`1\n${name}, zegt men`,
			`${name}: hoe lang nog?`
		])
			expect(mask(text), text).not.toMatch(gone);
	});

	test.each([
		...['Brand in het Zuiderpark', 'De zwaluw is een vogel', 'Omroep Zuid meldt rook', 'Opvang: Leeuweriklaan 8'],
		...['Wethouder De Vries', 'Burgemeester Van Dam spreekt om 14.05 uur', 'van der', '#brand']
	])('%s stays', (text) => expect(mask(text)).toBe(text));

	test('masking again changes nothing', () => {
		for (const [name] of written) expect(mask(mask(`${name} en ${name}`))).toBe(mask(`${name} en ${name}`));
	});
});
