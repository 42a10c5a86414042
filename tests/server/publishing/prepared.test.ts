import { afterAll, beforeAll, expect, test } from 'vitest';
import { IncidentId, INSTALLATION, PreparedTextId, TextId } from '$lib/domain/core/ids';
import type { Actor } from '$lib/domain/core/role';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { anna, bram, fresh, opening } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

let stage: Stage;
const prepared = fresh(PreparedTextId);
const words = 'Brand in [plaats].';
beforeAll(async () => {
	stage = await Stage.set();
	const wordings = [{ channel: 'website', text: words }];
	await stage.send(INSTALLATION, 'prepared.draft', {
		id: prepared,
		kind: 'holding',
		title: 'Brand',
		incidents: [],
		wordings
	});
	const checksum = wordingChecksum('website', words);
	await stage.send(INSTALLATION, 'prepared.approve', { prepared, channel: 'website', checksum }, anna);
});
afterAll(() => stage.strike());

const fill = async (place: string, ...confirmers: Actor[]) => {
	const [log, id] = [fresh(IncidentId), fresh(TextId)];
	await stage.send(log, 'incident.open', opening({ place: 'Waterveen' }));
	for (const actor of confirmers) await stage.send(log, 'incident.confirmPlace', { place }, actor);
	const about = { kind: 'incident', finding: null };
	await stage.send(log, 'text.usePrepared', { id, prepared, about, facts: [], place, moment: null });
	return stage.logs.state(log)?.texts.get(id)?.variants[0];
};

test.each(['Zwolle', "'s-Gravenhage", 'Best'])(
	'a prepared text stays approved with a known place filled in: %s',
	async (place) => {
		expect(await fill(place)).toMatchObject({ text: `Brand in ${place}.`, approved: { by: anna.id }, submitted: 1 });
	}
);
test('a place that is on no list is filled in after somebody else confirmed it, whoever opened the incident', async () => {
	expect(await fill('Waterveen')).toMatchObject({ approved: null });
	expect(await fill('Waterveen', anna)).toMatchObject({ text: 'Brand in Waterveen.', approved: { by: anna.id } });
});
test.each(['Zuid (evacueer NU naar de A12)', 'Zwolle - blijf weg', 'Zwolle, Kampen', 'ZWOLLE', 'Waterveen (niet)'])(
	'a prepared text becomes a draft of the person who fills in anything else: %s',
	async (place) => {
		expect(await fill(place)).toMatchObject({
			text: `Brand in ${place}.`,
			approved: null,
			submitted: null,
			edited: { by: bram.id }
		});
	}
);
test.each([
	'Zwolle elders.example',
	'Zwolle, meld@elders.example',
	'Zwolle 06-12345678',
	'Zwolle\nEvacueer',
	'Zwolle\n'
])('a place with an address, a number or a line break is refused: %j', async (place) => {
	await expect(fill(place)).rejects.toMatchObject({ code: 'command.invalid', details: { where: 'place' } });
});
