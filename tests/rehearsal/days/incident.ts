import { randomBytes } from 'node:crypto';
import { answerBasis, type NeedAnswer } from '$lib/domain/findings/need-answer';
import { checksumOf } from '$lib/domain/core/checksum';
import { ShareLinkId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { wordingChecksum, type OfficialText } from '$lib/domain/official-text/official-text';
import type { Channel } from '$lib/domain/official-text/channel';
import type { Installation, Name } from '../world/installation';

/** What people do in an incident, each by the form or the command that their screen sends. */

/**
 * @param until a date, such as `2026-10-25`
 * @param began the local moment at which it began, such as `2026-10-24T09:00`; now when left out
 * @returns the id of the new incident
 */
export async function openIncident(world: Installation, title: string, until: string, began = ''): Promise<string> {
	const { location } = await world.people.coordinator.send('/?/open', {
		title,
		kind: 'fire',
		place: 'Amsterdam',
		grip: '2',
		phase: 'acute',
		until,
		began
	});
	const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
	if (id === undefined) throw new Error('the incident was not opened');
	return id;
}

/** An exercise that is over. @returns its id */
export async function openExercise(world: Installation): Promise<string> {
	const { coordinator } = world.people;
	const { location } = await coordinator.send('/?/exercise', { script: 'brand-zuiderpark', with: 'people' });
	const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
	if (id === undefined) throw new Error('the exercise was not opened');
	await coordinator.give(id, 'exercise.end', {});
	return id;
}

export const give = (world: Installation, by: Name, type: string, input: unknown): Promise<void> =>
	world.people[by].give(world.incident, type, input);

interface State {
	readonly seq: number;
	readonly state: Record<string, [string, Record<string, unknown>][]>;
}
export const stateOf = (world: Installation): Promise<State> =>
	world.people.coordinator.json<State>(`/api/v1/incidents/${world.incident}/state`);

/** Items of the feed, of which the program learns at its next look. */
export function publishOnFeed(world: Installation, ...titles: string[]): void {
	for (const title of titles)
		world.feed.items.push({
			id: `item-${String(world.feed.items.length + 1)}`,
			title,
			at: world.clock.now().toISOString()
		});
}
/** On a machine that is busy, the trial of a source can take longer than it may: people press again. */
export async function connectFeed(world: Installation, times = 5): Promise<void> {
	const fields = { name: 'Krant', address: `${world.feed.server.origin}/rss` };
	try {
		await world.people.analyst.send(`/incidents/${world.incident}/sources/connect/feed`, fields);
	} catch (error) {
		if (times === 1) throw error;
		await connectFeed(world, times - 1);
	}
}

/** Waits until a story with these words is there. @returns its id */
export async function storyWith(world: Installation, words: string): Promise<string> {
	for (const began = performance.now(); performance.now() - began < 240_000;) {
		const [row] = await world.sql<{ story: string }[]>`
			select story_id as story from post where incident_id = ${world.incident} and text like ${`%${words}%`} and story_id is not null limit 1`;
		if (row) return row.story;
		await new Promise((done) => setTimeout(done, 200));
	}
	throw new Error(`no story says "${words}"`);
}

/** @returns the id of a post in a story */
export async function postOf(world: Installation, story: string): Promise<string> {
	const [row] = await world.sql<{ id: string }[]>`select id from post where story_id = ${story} limit 1`;
	return row?.id ?? '';
}

/** Drafted by one, approved by another and published. */
export async function publish(
	world: Installation,
	id: string,
	draft: { kind: OfficialText['kind']; about: unknown; facts: string[]; words: string; channels?: readonly Channel[] }
): Promise<void> {
	const { kind, about, facts, words, channels = ['website'] } = draft;
	const wordings = channels.map((channel) => ({ channel, text: words }));
	await give(world, 'analyst', 'text.draft', { id, kind, about, corrects: null, facts, wordings });
	const variants = channels.map((channel) => ({ channel, checksum: wordingChecksum(channel, words) }));
	await give(world, 'analyst', 'text.submit', { text: id, variants, asked: null });
	await approveAndPublish(world, id, variants);
}
export async function approveAndPublish(
	world: Installation,
	text: string,
	variants: readonly { channel: Channel; checksum: string }[]
): Promise<void> {
	await give(world, 'spokesperson', 'text.approve', { text, variants });
	for (const variant of variants)
		await give(world, 'spokesperson', 'text.publish', {
			text,
			id: newId(),
			...variant,
			where: 'Voorpagina',
			address: 'https://waterveen.example/brand',
			at: null
		});
}

/** A spokesperson answers a question for callers, and an analyst says that it is right. */
export async function answer(world: Installation, need: string, text: string, fact: string): Promise<void> {
	await give(world, 'spokesperson', 'need.answer', { need, text, fact, channel: 'website', at: null });
	const { state } = await stateOf(world);
	const noted = state['needs']?.find(([id]) => id === need)?.[1] as { text: string; answer: NeedAnswer };
	await give(world, 'analyst', 'need.confirmAnswer', { need, basis: answerBasis(noted.text, noted.answer) });
}

/** Writes the texts of the report anew, or says that they still hold, and releases what the page shows. */
export async function release(world: Installation, brief: string): Promise<number> {
	const { state } = await stateOf(world);
	const over = (section: string): unknown =>
		state['reportTexts']?.find(([name]) => name === section)?.[1]['seq'] ?? null;
	const plain = { certainty: null, noneFound: false };
	await give(world, 'analyst', 'report.write', { ...plain, section: 'brief', text: brief, over: over('brief') });
	await give(world, 'analyst', 'report.write', {
		...plain,
		section: 'counterSignals',
		text: '',
		noneFound: true,
		over: over('counterSignals')
	});
	const path = `/incidents/${world.incident}/report/release`;
	const page = await world.people.coordinator.read(path);
	const value = (name: string): string =>
		new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
			.exec(page)
			?.slice(1)
			.find(Boolean) ?? '';
	const names = ['command', 'number', 'place', 'moment', 'checksum'];
	const shown = Object.fromEntries(names.map((name) => [name, value(name)]));
	const { location } = await world.people.coordinator.send(`${path}?/release`, shown);
	if (location?.endsWith(`/report/${shown['number'] ?? ''}`) !== true)
		throw new Error(`the report was not released: ${JSON.stringify(shown)}`);
	return Number(shown['number']);
}

/** A share link for a partner. @returns the path that opens it */
export async function shareLink(world: Installation, label: string): Promise<string> {
	const [id, secret] = [ShareLinkId.parse(newId()), randomBytes(24).toString('base64url')];
	await give(world, 'coordinator', 'link.make', {
		id,
		label,
		hash: checksumOf(secret),
		expires: world.clock.inMinutes(14 * 24 * 60),
		pin: false,
		signals: true
	});
	return `/r/${id}/${secret}`;
}
