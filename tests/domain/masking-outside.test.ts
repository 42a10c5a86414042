import { describe, expect, test } from 'vitest';
import { setPublicDetails, PublicDetails } from '$lib/domain/installation/public-details';
import { detailsIn, maskForOutside, maskText } from '$lib/domain/posts/masking/mask-text';
import { nothingPublic, isPublicIn } from '$lib/domain/posts/masking/public-details';
import { planted } from './planted';
import { person, InMemoryIncident, system } from './in-memory-incident';
import { setUpInstallation } from '$lib/domain/installation/installation';

describe('personal details in words that leave the desk', () => {
	test.each(planted)('%s is masked', (detail) => {
		for (const text of [
			detail,
			`Bel ${detail}, graag.`,
			`(${detail})`,
			`jan,${detail};`,
			`tel:${detail}`,
			`${detail} 14.05`,
			`1\n${detail}`
		]) {
			expect(maskForOutside(text, nothingPublic), text).not.toContain(detail);
			expect(maskText(text), text).not.toContain(detail);
			expect(detailsIn(text, nothingPublic), text).not.toEqual([]);
		}
	});

	test.each([
		...['Bel 112', 'Bel 14 010 of 14 0347', 'Bel 0800-1234 of 0800 1351', 'Bel 0900-8844', 'Bel +31 800 1351'],
		...['Om 14.05 uur op 06-11-2026', 'Opvang: Sportlaan 8', '€ 1.250.000', 'Wethouder De Vries', 'NL-Alert 20.10']
	])('%s is kept', (text) => {
		expect(maskForOutside(text, nothingPublic)).toBe(text);
		expect(detailsIn(text, nothingPublic)).toEqual([]);
	});
});

describe('the installation’s own list', () => {
	const list = ['020 624 11 11', 'waterveen.example', '@waterveen', '+32 2 123 45 67'];
	const isPublic = isPublicIn(list);
	test.each([
		...['020-6241111', '0206241111', '+31 20 624 11 11', '0031 (0)20 6241111', '+3221234567'],
		...[
			'info@waterveen.example',
			'Jan@Zuid.Waterveen.example',
			'@waterveen',
			'@Waterveen',
			'@brandweer@waterveen.example'
		],
		...['https://x.com/waterveen', 'https://x.com/waterveen/status/12']
	])('%s is kept', (text) => {
		expect(PublicDetails.parse(list)).toEqual(list);
		expect(maskText(text, [], [], isPublic)).toBe(text);
		expect(maskForOutside(text, isPublic)).toBe(text);
	});
	test.each([
		...[
			'020-6241112',
			'info@nietwaterveen.example',
			'@waterveen2',
			'@jan@waterveen.example.org',
			'jan@voorbeeld.example'
		],
		'https://x.com/waterveentje'
	])('%s is masked', (text) => expect(maskText(text, [], [], isPublic)).not.toBe(text));

	test('an administrator sets it as a whole, and it accepts only numbers, domains and accounts', () => {
		const administrator = person('administrator');
		const incident = new InMemoryIncident();
		incident.when(setUpInstallation, { organisation: 'Waterveen', administrator: administrator.id }, system);
		incident.when(setPublicDetails, { details: [...list, '@waterveen'] }, administrator);
		expect(incident.state.installation?.publicDetails).toEqual(list);
		for (const wrong of ['', ' ', 'bel mij', 'Jan', '@', '12', 'a b.nl', '.nl', '@Waterveen', 'jan@x.nl'])
			expect(PublicDetails.safeParse([wrong]).success, wrong).toBe(false);
	});
});
