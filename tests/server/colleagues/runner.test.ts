import { afterAll, beforeAll, expect, test } from 'vitest';
import { INSTALLATION, PersonId } from '$lib/domain/core/ids';
import { computerColleagues, ComputerRole, isComputer } from '$lib/domain/core/role';
import { stopComputers, WATCH_SECONDS, WATCH_SPEED } from '$lib/domain/incident/computer-colleagues';
import { isOpen } from '$lib/domain/findings/finding';
import { draftText, submitText } from '$lib/domain/official-text/writing';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import { TextId } from '$lib/domain/core/ids';
import { watchPlan } from '$lib/server/training/participants/watch-plan';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { labelledScript } from '$lib/server/ingest/exercises/library';
import { anna, fresh, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';
import { Playing } from './playing';

const script = labelledScript('brand-zuiderpark');
if (!script) throw new Error('no script');
const { from } = watchPlan(script);
const second = (seconds: number): number => from + seconds * WATCH_SPEED * 1_000;
const watching = { mode: 'watch' as const, roles: [...ComputerRole.options], errors: 0, seed: 1 };
const training = { ...watching, mode: 'train' as const };
const [analyst, spokesperson] = [computerColleagues.analyst.id, computerColleagues.spokesperson.id];

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
	await stage.send(
		INSTALLATION,
		'installation.setUp',
		{ organisation: 'Gemeente Waterveen', administrator: fresh(PersonId) },
		system
	);
});
afterAll(() => stage.strike());

/** The acts of computers, without what comes from the clock and the posts. */
async function acts({ log }: Playing): Promise<string[]> {
	const rows = await stage.sql<{ type: string; data: unknown }[]>`
		select e.type, e.data from event e join command c on c.log_id = e.log_id and c.id = e.command_id
		where e.log_id = ${log} and (e.type like 'computer.%' or c.actor = any(${Object.values(computerColleagues).map(({ id }) => id)}::uuid[]))
		order by e.seq`;
	return rows.map(({ type }) => type);
}
async function demonstrate(until: number, onEach: (playing: Playing) => void = () => undefined): Promise<Playing> {
	const playing = await Playing.begin(stage, from, watching);
	for (let at = 0; at <= until; at += 5) {
		await playing.playTo(second(at));
		onEach(playing);
	}
	return playing;
}

test('in three minutes the colleagues fill every screen, through the same rules as people', async () => {
	const playing = await demonstrate(WATCH_SECONDS);
	const { state } = playing;
	const rumour = [...state.rumours.values()].find(({ text }) => text === 'Het drinkwater is vergiftigd');
	expect(rumour).toMatchObject({ harm: 3, approach: 'rebut', judged: { verdict: 'false', by: analyst } });
	const texts = [...state.texts.values()];
	expect(texts.map(({ kind }) => kind).sort()).toEqual(['answer', 'rebuttal']);
	for (const { variants, publications } of texts) {
		expect(variants[0]).toMatchObject({ edited: { by: analyst }, approved: { by: spokesperson } });
		expect(publications).toHaveLength(1);
	}
	expect([...state.needs.values()].filter((need) => need.state === 'answered')).toHaveLength(1);
	expect([...state.versions.values()]).toMatchObject([{ number: 1, released: { by: analyst }, withdrawn: null }]);
	for (const rows of [state.needs, state.rumours, state.behaviours, state.meanings])
		expect(rows.size, 'every pane has something').toBeGreaterThan(2);
	expect([...state.labels.values()].filter(({ help }) => help?.state === 'passedOn')).toHaveLength(1);
	expect([...state.labels.values()].filter(({ looked }) => looked).length).toBeGreaterThan(40);
	expect(state.computers?.shown).toMatchObject({ scene: 'yours' });
	expect(state.clock?.speed).toBe(0);
	expect(await acts(playing)).not.toContain('computer.stopped');

	// Another process takes over after every step: the same is done, and nothing twice.
	const broken = await demonstrate(WATCH_SECONDS, (each) => {
		each.takeOver();
	});
	expect(await acts(broken)).toEqual(await acts(playing));
});

test('taking over in the first scene removes all their work; later it stays', async () => {
	const playing = await demonstrate(27);
	expect(playing.state.labels.size).toBeGreaterThan(3);
	await playing.send(stopComputers({}));
	playing.takeOver();
	await playing.act();
	const { state } = playing;
	for (const { links, sentiment, looked, help } of state.labels.values())
		expect({ links, sentiment, looked, help }).toEqual({ links: [], sentiment: null, looked: null, help: null });
	for (const rows of [state.needs, state.rumours, state.behaviours, state.meanings])
		expect([...rows.values()].filter(isOpen)).toEqual([]);
	expect(state.computers?.stopped?.undo).toBe(false);
	const before = stage.logs.seq(playing.log);
	await playing.act();
	expect(stage.logs.seq(playing.log)).toBe(before);

	const late = await demonstrate(60);
	const labels = late.state.labels.size;
	await late.send(stopComputers({}));
	await late.playTo(second(90));
	expect(late.state.labels.size).toBe(labels);
	expect([...late.state.rumours.values()].filter(isOpen).length).toBeGreaterThan(0);
});

test('a colleague who trains along reads, approves and publishes what a person submits; one that errs returns it first', async () => {
	const words = 'Blijf binnen. Sluit ramen en deuren.';
	const named = { channel: 'website' as const, checksum: wordingChecksum('website', words) };
	async function submit(playing: Playing) {
		const text = fresh(TextId);
		const about = { kind: 'incident' as const, finding: null };
		const wordings = [{ channel: 'website' as const, text: words }];
		await playing.send(draftText({ id: text, kind: 'holding', about, corrects: null, facts: [], wordings }));
		await playing.send(submitText({ text, variants: [named], requestedFrom: spokesperson }));
		return text;
	}
	const right = await Playing.begin(stage, 600_000, { ...training, roles: ['spokesperson'] });
	const text = await submit(right);
	await right.playTo(660_000);
	expect(right.state.texts.get(text)?.variants[0]?.approved, 'it takes time to read').toBeNull();
	await right.playTo(700_000);
	expect(right.state.texts.get(text)?.variants[0]?.approved?.by).toBe(spokesperson);
	await right.playTo(800_000);
	expect(right.state.texts.get(text)?.publications).toMatchObject([{ by: spokesperson, where: 'Website' }]);

	let returned = 0;
	for (let seed = 0; returned === 0 && seed < 30; seed += 1) {
		const erring = await Playing.begin(stage, 600_000, { ...training, roles: ['spokesperson'], errors: 0.5, seed });
		const first = await submit(erring);
		await erring.playTo(700_000);
		if (!erring.state.texts.get(first)?.returned) continue;
		returned += 1;
		await erring.send(submitText({ text: first, variants: [named], requestedFrom: spokesperson }));
		await erring.playTo(800_000);
		expect(erring.state.texts.get(first)?.variants[0]?.approved?.by, 'never twice').toBe(spokesperson);
	}
	expect(returned).toBeGreaterThan(0);
});

test('a finding that a person already made is not made again under another name', async () => {
	const playing = await Playing.begin(stage, from, { ...training, errors: 0 });
	await playing.playTo(second(44));
	const [row] = await stage.sql<{ story: string }[]>`
		select story_id as story from post where incident_id = ${playing.log} and external_id = 'w-0171'`;
	const rumours = [...playing.state.rumours.values()];
	expect(rumours.some(({ text }) => text === 'Het drinkwater is vergiftigd')).toBe(false);
	await playing.send(
		{
			type: 'rumour.signal',
			input: {
				id: fresh(TextId),
				text: 'Gif in de kraan',
				offline: null,
				seenIn: { story: row?.story, stance: 'supports' }
			}
		},
		anna
	);
	for (let at = 60; at <= 180; at += 20) await playing.playTo(second(at));
	const water = [...playing.state.rumours.values()].filter(({ text }) => /kraan|drinkwater/.test(text));
	expect(water.map(({ text }) => text)).toEqual(['Gif in de kraan']);
	const linked = [...playing.state.labels.values()].flatMap(({ links }) =>
		links.filter(({ by, finding }) => isComputer(by) && finding === water[0]?.id)
	);
	expect(linked.length).toBeGreaterThan(2);
});
