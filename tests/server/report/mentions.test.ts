import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainLetters } from '$lib/domain/core/plain-letters';
import { StoryId } from '$lib/domain/core/ids';
import { groupsIn } from '$lib/domain/findings/groups';
import { wordsIn } from '$lib/i18n/words';
import { mentionsOf, type Mention, type MentionsIn } from '$lib/server/read/report/collect/mentions';
import { plainTextOf, shortFlowOf } from '$lib/report/write/flow';
import { writeShortReport } from '$lib/report/write/short/short-report';
import { fresh } from '../../domain/in-memory-incident';
import { freshDatabase, type FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';

let database: FreshDatabase;
let fixture: IncidentFixture;
beforeAll(async () => {
	database = await freshDatabase();
	fixture = await IncidentFixture.begin(database);
});
afterAll(async () => {
	await fixture.stop();
	await database.drop();
});

test.each([
	['Moet ik mijn kinderen van school halen?', ['parents']],
	['Hoe zit het met de ouderen in het verpleeghuis', ['elderly']],
	['Wordt het ouder of nieuwer?', []],
	['Kan mijn hond naar buiten, ik heb COPD', ['patients', 'animals']],
	['Crèche dicht!', ['parents']],
	['De schoolbus', []],
	['Het bedrijf brandt', []]
])('%s names %s', (text, groups) => {
	expect(groupsIn(plainLetters(text))).toEqual(groups);
});

describe('which are shown with a finding', () => {
	const [one, other, third] = [fresh(StoryId), fresh(StoryId), fresh(StoryId)];
	const named = (posts: number, of: Mention['of'] = { place: 'Oost' }): Mention => ({ of, posts });
	const inOne = (...mentions: Mention[]): MentionsIn => new Map([[one, mentions]]);
	const of = (mentions: MentionsIn, posts: number, stories = [one]) =>
		mentionsOf(mentions, { stories, posts }).mentions;

	test('those in at least three posts and a quarter of all', () => {
		expect(of(inOne(named(2)), 4)).toBeUndefined();
		expect(of(inOne(named(3)), 13)).toBeUndefined();
		expect(of(inOne(named(3)), 12)).toEqual({ groups: [], places: [{ place: 'Oost', posts: 3 }] });
	});
	test('the stories of a finding are added up, without those of others', () => {
		const mentions = new Map([
			[one, [named(2)]],
			[other, [named(50, { place: 'West' })]],
			[third, [named(2)]]
		]);
		expect(of(mentions, 8, [one, third])?.places).toEqual([{ place: 'Oost', posts: 4 }]);
	});
	test('at most two of each, the most frequent first, equal ones by name', () => {
		const places = ['West', 'Oost', 'Noord'].map((place) => named(5, { place }));
		expect(of(inOne(...places), 10)?.places.map(({ place }) => place)).toEqual(['Noord', 'Oost']);
	});
});

test('the report lists the groups and places that posts name, in its own words, as plain SQL counts them', async () => {
	await fixture.send('incident.setNeighbourhoods', {
		neighbourhoods: [
			{ name: 'Oost', names: ['Havenweg'] },
			{ name: 'West', names: [] }
		]
	});
	const posts = [
		...Array.from({ length: 4 }, (_, i) => fixture.post('x', `school; mijn kind in Oost ${i}`, 10 + i)),
		...Array.from({ length: 4 }, (_, i) => fixture.post('x', `school; hoe laat? ${i}`, 20 + i)),
		fixture.post('x', 'school; op de Hávenweg met een leerling', 30),
		fixture.post('x', 'school; Westerpark', 31)
	];
	const copied = fixture.post('x', 'school; mijn kind in Oost 0', 32, { shares: posts[0]?.externalId ?? null });
	await fixture.deliver(...posts, copied);
	await fixture.raise('need.raise', 'Gaan de scholen dicht?', 'school');
	const { report } = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(40));
	const [need] = report.information.needs;
	// Ten name a school, four also a child; the eleventh only shares.
	expect(need?.posts).toBe(11);
	expect(need?.mentions).toEqual({
		groups: [{ group: 'parents', posts: 10 }],
		places: [{ place: 'Oost', posts: 5 }]
	});
	const [row] = await database.sql<{ posts: number }[]>`
		select count(*)::int as posts from post where incident_id = ${fixture.incident} and shares is null
			and (text ilike '% oost %' or text ilike '%hávenweg%')`;
	expect(row?.posts).toBe(5);
	const frame = {
		number: 1,
		position: 1,
		chainHead: need?.finding,
		rules: '1.8',
		checksum: '0'.repeat(64),
		released: null
	};
	const flow = shortFlowOf(writeShortReport(report, frame as never, wordsIn('nl')), null);
	const cells = flow.flatMap((block) => (block.kind === 'table' ? block.rows.flat(2).map(plainTextOf) : []));
	expect(cells).toContain('genoemd: ouders en kinderen (10), Oost (5)');
});

test('an edit after the report does not change it', async () => {
	const before = await fixture.reports.at(fixture.incident, fixture.position, fixture.at(40));
	await fixture.deliver(fixture.post('x', 'school; de hele klas uit Oost', 39));
	const again = await fixture.reports.at(fixture.incident, before.position, fixture.at(40));
	expect(again.checksum).toBe(before.checksum);
	expect(
		(await fixture.reports.at(fixture.incident, fixture.position, fixture.at(40))).report.information.needs[0]?.mentions
			?.places
	).toEqual([{ place: 'Oost', posts: 6 }]);
});
