import { expect, test } from 'vitest';
import { IncidentKind, openIncident } from '$lib/domain/incident/incident';
import { templateFor } from '$lib/domain/incident/template';
import { changeProfile } from '$lib/domain/posts/search/profile';
import { bram, opening, InMemoryIncident } from './in-memory-incident';

test.each(IncidentKind.options)(
	'a template of kind %s can be opened unchanged, and states what is monitored, why, and on what legal ground',
	(kind) => {
		const { profile, ...legal } = templateFor(kind, 'Waterveen');
		const incident = new InMemoryIncident();
		incident.when(openIncident, opening({ kind, legal }), bram);
		incident.when(changeProfile, profile, bram);
		expect(incident.state.incident?.legal).toEqual(legal);
		expect(incident.state.profile?.places).toEqual(['Waterveen']);
		expect(incident.state.profile?.hashtags).toContain('Waterveen');
		expect(legal.purpose).toMatch(/ in Waterveen, .*Wij volgen het onderwerp, geen personen\.$/);
		expect(legal.ground).toMatch(/^Taak van algemeen belang \(AVG, artikel 6/);
	}
);

test('no template follows an account: a person must name those', () => {
	for (const kind of IncidentKind.options) expect(templateFor(kind, 'Waterveen').profile.accounts).toEqual([]);
});

test('a neighbourhood and its town are two places, each with its own hashtags', () => {
	const { profile, occasion } = templateFor('fire', 'Den Oever, Waterveen-Zuid');
	expect(profile.places).toEqual(['Den Oever', 'Waterveen-Zuid']);
	expect(profile.hashtags).toEqual(['DenOever', 'WaterveenZuid', 'brandDenOever', 'brandWaterveenZuid', 'nlalert']);
	expect(occasion).toBe('Melding van een brand in Den Oever, Waterveen-Zuid.');
});

test('without a place the sentence is still complete, and nothing is selected by place', () => {
	const { profile, occasion } = templateFor('cyber', ' ,');
	expect([profile.places, profile.hashtags]).toEqual([[], []]);
	expect(occasion).toBe('Digitale aanval, datalek of uitval van systemen.');
});
