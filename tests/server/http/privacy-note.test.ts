import * as m from '$lib/messages';
import { expect, test } from 'vitest';
import { FindingId, momentOf, Sha256, ShareLinkId, SourceId } from '$lib/domain/core/ids';
import { signalRumour } from '$lib/domain/findings/rumour';
import { closeIncident, openIncident, setFeeds } from '$lib/domain/incident/incident';
import { holdIncident } from '$lib/domain/incident/legal-hold';
import { admitPerson } from '$lib/domain/installation/people';
import { askByLink } from '$lib/domain/partner/question';
import { openPhoneDesk } from '$lib/domain/partner/phone-link';
import { addSource } from '$lib/domain/posts/source';
import { makeShareLink, revokeShareLink } from '$lib/domain/report/share-link';
import type { Language } from '$lib/i18n/language';
import { wordsIn } from '$lib/i18n/words';
import { describeMethods } from '$lib/server/out/api/methods';
import { noteText, privacyFacts, privacyNote, type PrivacySettings } from '$lib/server/out/api/privacy-note';
import { bram, carla, fresh, noon, opening, person, InMemoryIncident } from '../../domain/in-memory-incident';

const settings: PrivacySettings = {
	version: '0.1.0',
	retentionDays: 30,
	model: null,
	mail: null,
	devices: 0,
	database: null,
	demo: false
};
const at = momentOf(Date.parse(noon) + 60_000);

/** An incident with a source of each kind. */
function fire(exercise = false): InMemoryIncident {
	const incident = new InMemoryIncident();
	incident.when(openIncident, opening({ exercise }), bram);
	if (exercise) return incident;
	for (const platform of ['mastodon', 'phone'] as const)
		incident.when(
			addSource,
			{ id: fresh(SourceId), name: platform, kind: 'desk', platform, connection: null, key: null },
			bram
		);
	return incident;
}
function note(to: Partial<PrivacySettings>, incidents: readonly InMemoryIncident[], language: Language = 'nl'): string {
	const installation = new InMemoryIncident();
	const words = wordsIn(language);
	installation.when(
		admitPerson,
		{ person: carla.id, grants: [{ role: 'coordinator', incident: null }], exerciseOnly: false },
		person('administrator')
	);
	const facts = privacyFacts(
		{ ...settings, ...to },
		installation.state,
		incidents.map(({ state }) => state),
		at
	);
	return noteText('DPIA', privacyNote(facts, describeMethods(words), words));
}

test('the note follows the settings: each setting changes what it says, and nothing else', () => {
	const defaultNote = note({}, [fire()]);
	const changes: readonly (readonly [Partial<PrivacySettings>, string, string])[] = [
		[{ retentionDays: 7 }, '30 dagen na het sluiten', '7 dagen na het sluiten'],
		[{ mail: 'mail.zuid.nl' }, 'Het programma verstuurt geen e-mail.', 'via mail.zuid.nl'],
		[
			{ model: { name: 'klein', origin: 'http://10.0.0.5' } },
			'Er is geen taalmodel ingesteld',
			'klein, op http://10.0.0.5'
		],
		[{ devices: 2 }, 'Geen apparaat krijgt meldingen.', '2 apparaten krijgen meldingen'],
		[{ database: 'db.zuid.nl' }, 'Op de server van het programma zelf.', 'op db.zuid.nl'],
		[{ version: '9.9.9' }, 'versie 0.1.0', 'versie 9.9.9']
	];
	for (const [to, before, after] of changes) {
		expect(defaultNote).toContain(before);
		expect(defaultNote).not.toContain(after);
		expect(note(to, [fire()])).toContain(after);
		expect(note(to, [fire()])).not.toContain(before);
	}
	expect(defaultNote).not.toContain('Oefenen zonder account');
	expect(note({ demo: true }, [fire()])).toContain('Oefenen zonder account');
});

test('grounds, sources, links, feeds and holds are those of real incidents; exercises are only counted', () => {
	const incident = fire();
	const both = note({}, [incident, fire(true)]);
	expect(both).toContain('1 echt incident en 1 oefening');
	expect(both).toContain('Grond: Gemeentewet');
	expect(both).toMatch(/- Online\n {2}Mastodon\n- Telefoon, pers en straat\n {2}telefoon/i);
	expect(both).toContain('Er staat nu geen link open.');
	incident.when(
		makeShareLink,
		{
			id: fresh(ShareLinkId),
			label: 'GGD',
			hash: Sha256.parse('a'.repeat(64)),
			expires: momentOf(Date.parse(noon) + 3_600_000),
			pin: true,
			signals: false
		},
		bram
	);
	incident.when(setFeeds, { feeds: true }, carla);
	incident.when(holdIncident, { why: 'Onderzoek' }, carla);
	const open = note({}, [incident]);
	expect(open).toContain('1 link naar rapporten staat open: 1 met pincode, 0 met actuele cijfers');
	expect(open).toContain('Bij 1 incident staan ze open.');
	expect(open).toContain('1 incident staat vast');
	expect(open).not.toContain('GGD');
	incident.when(closeIncident, {}, carla);
	expect(note({}, [incident])).toContain('Gesloten. Het verwachte einde was');
	expect(note({}, [fire(true)])).not.toContain('Gemeentewet');
});

test('a link to one question or to the phone script counts as open too', () => {
	const incident = fire();
	const link = (letter: string) => ({
		id: fresh(ShareLinkId),
		hash: Sha256.parse(letter.repeat(64)),
		expires: momentOf(Date.parse(noon) + 3_600_000)
	});
	const phone = link('a');
	incident.when(openPhoneDesk, { ...phone, label: 'Balie' }, carla);
	expect(note({}, [incident])).toContain('- Partners\n  1 link naar het script voor de telefoon staat open.\n-');
	const rumour = fresh(FindingId);
	incident.when(signalRumour, { id: rumour, text: 'Het water is giftig', offline: 'straat', seenIn: null }, bram);
	const { id, ...to } = link('b');
	incident.when(askByLink, { ...to, link: id, rumour, body: 'GGD', question: 'Klopt dit?', deadline: null }, bram);
	incident.when(revokeShareLink, { link: phone.id }, bram);
	const open = note({}, [incident]);
	expect(open).toContain('- Partners\n  1 link met een vraag aan een organisatie staat open.\n-');
	expect(open).not.toContain('Er staat nu geen link open.');
});

test('an exercise with a file can hold real posts', () => {
	const exercise = fire(true);
	expect(note({}, [exercise])).toContain('Oefeningen bevatten verzonnen berichten.');
	const file = { name: 'export.csv', kind: 'file', platform: 'x', connection: null, key: null } as const;
	exercise.when(addSource, { id: fresh(SourceId), ...file }, bram);
	const open = note({}, [exercise]);
	expect(open).toContain('In 1 oefening staan berichten uit een bestand.');
	expect(open).not.toContain('Oefeningen bevatten verzonnen berichten.');
});

test('the permissions of a role match the domain, and the methods of a model are listed only with a model', () => {
	const emptyNote = note({}, []);
	expect(emptyNote).toMatch(/- coördinator communicatie\n {2}Nu 1 persoon\.\n {2}Mag: .*een incident vastzetten/);
	expect(emptyNote).toMatch(/- crisispartner\n {2}Nu niemand\.\n {2}Deze rol mag niets/);
	expect(emptyNote).toMatch(/- beheerder\n.*\n {2}Mag: .*de bewaartermijn wijzigen/);
	expect(/- woordvoerder\n.*\n {2}Mag: (.*)/.exec(emptyNote)?.[1]).not.toContain('vrijgeven');
	const translation = wordsIn('nl').t(m.methods.translation.name);
	expect(emptyNote).not.toContain(`- ${translation}`);
	expect(note({ model: { name: 'm', origin: 'http://m' } }, [])).toContain(`- ${translation}`);
	expect(note({}, [fire()], 'en')).toContain('The retention period is 30 days after closing.');
});
