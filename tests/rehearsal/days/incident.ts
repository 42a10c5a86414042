import { randomBytes } from 'node:crypto';
import { answerBasis, type NeedAnswer } from '$lib/domain/findings/need-answer';
import { checksumOf } from '$lib/domain/core/checksum';
import { ShareLinkId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { wordingChecksum, type OfficialText } from '$lib/domain/official-text/official-text';
import type { Channel } from '$lib/domain/official-text/channel';
import type { Installation, Name } from '../setup/installation';

/** What people do in an incident, each by the form or the command that their screen sends. */

/**
 * @param until a date, such as `2026-10-25`
 * @param began the local moment at which it began, such as `2026-10-24T09:00`; now when left out
 * @returns the id of the new incident
 */
export async function openIncident(
	installation: Installation,
	title: string,
	until: string,
	began = ''
): Promise<string> {
	const { location } = await installation.people.coordinator.send('/?/open', {
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
export async function openExercise(installation: Installation): Promise<string> {
	const { coordinator } = installation.people;
	const { location } = await coordinator.send('/?/exercise', { script: 'brand-zuiderpark', with: 'people' });
	const id = /[0-9a-f-]{36}/.exec(location ?? '')?.[0];
	if (id === undefined) throw new Error('the exercise was not opened');
	await coordinator.give(id, 'exercise.end', {});
	return id;
}

export const give = (installation: Installation, by: Name, type: string, input: unknown): Promise<void> =>
	installation.people[by].give(installation.incident, type, input);

interface State {
	readonly seq: number;
	readonly state: Record<string, [string, Record<string, unknown>][]>;
}
export const stateOf = (installation: Installation): Promise<State> =>
	installation.people.coordinator.json<State>(`/api/v1/incidents/${installation.incident}/state`);

/** Adds items to the feed, which the program reads at its next poll. */
export function publishOnFeed(installation: Installation, ...titles: string[]): void {
	for (const title of titles)
		installation.feed.items.push({
			id: `item-${String(installation.feed.items.length + 1)}`,
			title,
			at: installation.clock.now().toISOString()
		});
}
/** Tries again, because on a busy machine the trial of a source can exceed its time limit. */
export async function connectFeed(installation: Installation, times = 5): Promise<void> {
	const fields = { name: 'Krant', address: `${installation.feed.server.origin}/rss` };
	try {
		await installation.people.analyst.send(`/incidents/${installation.incident}/sources/connect/feed`, fields);
	} catch (error) {
		if (times === 1) throw error;
		await connectFeed(installation, times - 1);
	}
}

/** Waits until a story with these words is there. @returns its id */
export async function storyWith(installation: Installation, words: string): Promise<string> {
	for (const began = performance.now(); performance.now() - began < 240_000;) {
		const [row] = await installation.sql<{ story: string }[]>`
			select story_id as story from post
			where incident_id = ${installation.incident} and text like ${`%${words}%`} and story_id is not null limit 1`;
		if (row) return row.story;
		await new Promise((done) => setTimeout(done, 200));
	}
	throw new Error(`no story says "${words}"`);
}

/** @returns the id of a post in a story */
export async function postOf(installation: Installation, story: string): Promise<string> {
	const [row] = await installation.sql<{ id: string }[]>`select id from post where story_id = ${story} limit 1`;
	return row?.id ?? '';
}

/** Drafted by one, approved by another and published. */
export async function publish(
	installation: Installation,
	id: string,
	draft: { kind: OfficialText['kind']; about: unknown; facts: string[]; words: string; channels?: readonly Channel[] }
): Promise<void> {
	const { kind, about, facts, words, channels = ['website'] } = draft;
	const wordings = channels.map((channel) => ({ channel, text: words }));
	await give(installation, 'analyst', 'text.draft', { id, kind, about, corrects: null, facts, wordings });
	const variants = channels.map((channel) => ({ channel, checksum: wordingChecksum(channel, words) }));
	await give(installation, 'analyst', 'text.submit', { text: id, variants, requestedFrom: null });
	await approveAndPublish(installation, id, variants);
}
export async function approveAndPublish(
	installation: Installation,
	text: string,
	variants: readonly { channel: Channel; checksum: string }[]
): Promise<void> {
	await give(installation, 'spokesperson', 'text.approve', { text, variants });
	for (const variant of variants)
		await give(installation, 'spokesperson', 'text.publish', {
			text,
			id: newId(),
			...variant,
			where: 'Voorpagina',
			address: 'https://waterveen.example/brand',
			at: null
		});
}

/** A spokesperson answers a question for callers, and an analyst says that it is right. */
export async function answer(installation: Installation, need: string, text: string, fact: string): Promise<void> {
	await give(installation, 'spokesperson', 'need.answer', { need, text, fact, channel: 'website', at: null });
	const { state } = await stateOf(installation);
	const noted = state['needs']?.find(([id]) => id === need)?.[1] as { text: string; answer: NeedAnswer };
	await give(installation, 'analyst', 'need.confirmAnswer', { need, basis: answerBasis(noted.text, noted.answer) });
}

/** Writes the texts of the report again and releases what the page shows. */
export async function release(installation: Installation, brief: string): Promise<number> {
	const { state } = await stateOf(installation);
	const over = (section: string): unknown =>
		state['reportTexts']?.find(([name]) => name === section)?.[1]['seq'] ?? null;
	const defaults = { certainty: null, noneFound: false };
	await give(installation, 'analyst', 'report.write', {
		...defaults,
		section: 'brief',
		text: brief,
		over: over('brief')
	});
	await give(installation, 'analyst', 'report.write', {
		...defaults,
		section: 'counterSignals',
		text: '',
		noneFound: true,
		over: over('counterSignals')
	});
	const path = `/incidents/${installation.incident}/report/release`;
	const page = await installation.people.coordinator.read(path);
	const value = (name: string): string =>
		new RegExp(`name="${name}"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="${name}"`)
			.exec(page)
			?.slice(1)
			.find(Boolean) ?? '';
	const names = ['command', 'number', 'position', 'moment', 'checksum'];
	const shown = Object.fromEntries(names.map((name) => [name, value(name)]));
	const { location } = await installation.people.coordinator.send(`${path}?/release`, shown);
	if (location?.endsWith(`/report/${shown['number'] ?? ''}`) !== true)
		throw new Error(`the report was not released: ${JSON.stringify(shown)}`);
	return Number(shown['number']);
}

/** A share link for a partner. @returns the path that opens it */
export async function shareLink(installation: Installation, label: string): Promise<string> {
	const [id, secret] = [ShareLinkId.parse(newId()), randomBytes(24).toString('base64url')];
	await give(installation, 'coordinator', 'link.make', {
		id,
		label,
		hash: checksumOf(secret),
		expires: installation.clock.inMinutes(14 * 24 * 60),
		pin: false,
		signals: true
	});
	return `/r/${id}/${secret}`;
}
