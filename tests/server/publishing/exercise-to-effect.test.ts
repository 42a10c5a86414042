import { afterAll, beforeAll, expect, test } from 'vitest';
import { boardOf } from '$lib/desk/views/rumour-board';
import { spreading, type Effect, type EffectSpan } from '$lib/domain/official-text/effect';
import {
	CommandId,
	FactId,
	FindingId,
	INSTALLATION,
	momentOf,
	PersonId,
	PublicationId,
	SourceId,
	TextId,
	type IncidentId
} from '$lib/domain/core/ids';
import { wordingChecksum } from '$lib/domain/official-text/official-text';
import type { Actor } from '$lib/domain/core/role';
import { rumourClockOf, textsAbout } from '$lib/domain/overview/rumour-clock';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { openExercise } from '$lib/server/training/exercises/open-exercise';
import { actionsOf, dueBetween, atStart, postsOf, type PlayPosition } from '$lib/server/ingest/exercises/player';
import { goldOf, playedBy, scriptOf } from '$lib/server/ingest/exercises/library';
import { readEffect } from '$lib/server/out/official-text/effect';
import { SystemRules } from '$lib/server/out/notifications/system-rules';
import { Reports } from '$lib/server/read/report/reports';
import { findingFigures } from '$lib/server/read/queries/finding-figures';
import { anna, bram, fresh, system } from '../../domain/in-memory-incident';
import { Stage } from '../stage';

const OURS = 'Gemeente Waterveen';
const SCRIPT = 'brand-zuiderpark';
const MINUTE = 60_000;

let stage: Stage;
beforeAll(async () => {
	stage = await Stage.set(analysisHere);
	await stage.send(INSTALLATION, 'installation.setUp', { organisation: OURS, administrator: fresh(PersonId) }, system);
});
afterAll(() => stage.strike());

/** The exercise with a team that acts by a script, minute by minute; the test does not wait for a clock. */
class IncidentFixture {
	readonly rumour = fresh(FindingId);
	readonly fact = fresh(FactId);
	readonly text = fresh(TextId);
	readonly words =
		'Het kraanwater in Waterveen is veilig. Het waterbedrijf heeft het gemeten. U kunt het gewoon drinken.';
	readonly #script = scriptOf(SCRIPT);
	#played: PlayPosition = atStart;
	#labelled = new Set<string>();

	private constructor(
		readonly log: IncidentId,
		readonly rules: SystemRules
	) {}
	static async begin(): Promise<IncidentFixture> {
		const opener = { executor: stage.executor, actor: bram, origin: null, language: 'nl' as const };
		return new IncidentFixture(await openExercise(opener, SCRIPT), new SystemRules(stage.sql, stage.executor));
	}
	get state() {
		return stage.reading(this.log).state;
	}
	at(minutes: number) {
		return momentOf(Date.parse(this.state.incident?.start ?? '') + minutes * MINUTE);
	}
	send(type: string, input: unknown, by: Actor = bram) {
		return stage.executor.execute(this.log, { id: fresh(CommandId), type, input }, by, null);
	}

	/** Plays up to a minute, lets the analyst go through what came, and the system actor measure. */
	async playTo(minutes: number): Promise<void> {
		await this.send('exercise.setClock', { speed: 0, incident: this.at(minutes) });
		const due = dueBetween(this.#script?.items ?? [], this.#played, minutes * MINUTE);
		this.#played = minutes * MINUTE;
		for (const { id, key } of this.state.sources.values()) {
			const source = playedBy(key)?.source;
			const posts = source === undefined ? [] : postsOf(due, source, this.at(0));
			if (posts.length > 0) await stage.ingest.ingest(this.log, SourceId.parse(id), posts);
		}
		for (const { channel, text, at } of actionsOf(due))
			await this.send('action.record', { id: fresh(CommandId), channel, text, at: this.at(at / MINUTE) }, system);
		await this.#label();
		await this.rules.apply(this.log, this.state, momentOf(Date.now()));
	}
	/** Each new story of the claim is linked, with the stance of its first post. */
	async #label(): Promise<void> {
		const rows = await stage.sql<{ story: string; post: string }[]>`
			select distinct on (story_id) story_id as story, external_id as post from post where incident_id = ${this.log} order by story_id, at, id`;
		for (const { story, post } of rows) {
			const gold = goldOf(SCRIPT)?.get(post);
			if (gold?.rumour !== 'drinkwater-vergiftigd' || this.#labelled.has(story)) continue;
			this.#labelled.add(story);
			if (!this.state.rumours.has(this.rumour)) {
				const seenIn = { story, stance: gold.stance };
				await this.send('rumour.signal', {
					id: this.rumour,
					text: 'Het drinkwater is vergiftigd',
					offline: null,
					seenIn
				});
			} else {
				const link = { kind: 'rumour', finding: this.rumour, stance: gold.stance };
				await this.send('story.label', { story, add: [link], remove: [] });
			}
		}
	}
	/** A text on the website, approved by the spokesperson in between. */
	async publish(text: TextId, kind: 'holding' | 'rebuttal', words: string): Promise<void> {
		const named = { channel: 'website', checksum: wordingChecksum('website', words) };
		const about = { kind: 'rumour', finding: this.rumour };
		const wordings = [{ channel: 'website', text: words }];
		await this.send('text.draft', { id: text, kind, about, corrects: null, facts: [], wordings });
		await this.send('text.submit', { text, variants: [named], requestedFrom: anna.id });
		await this.send('text.approve', { text, variants: [named] }, anna);
		await this.send('text.publish', {
			text,
			id: fresh(PublicationId),
			...named,
			where: 'Website',
			address: null,
			at: null
		});
	}
}

/** Counted independently: from the database alone, the organisation's account left out by its name. */
async function counted(
	fixture: IncidentFixture,
	from: number,
	to: number
): Promise<Record<'supports' | 'denies' | 'asks' | 'comments', number>> {
	const [row] = await stage.sql<Record<'supports' | 'denies' | 'asks' | 'comments', number>[]>`
		select count(*) filter (where l.stance = 'supports')::int as supports, count(*) filter (where l.stance = 'denies')::int as denies,
			count(*) filter (where l.stance = 'asks')::int as asks, count(*) filter (where l.stance = 'comments')::int as comments
		from post p join story_link l on l.incident_id = p.incident_id and l.story_id = p.story_id
		left join author a on a.incident_id = p.incident_id and a.number = p.author
		where p.incident_id = ${fixture.log} and l.finding_id = ${fixture.rumour} and coalesce(a.name, '') <> ${OURS}
			and p.at >= ${fixture.at(from)}::timestamptz and p.at < ${fixture.at(to)}::timestamptz`;
	if (!row) throw new Error('nothing counted');
	return row;
}

test('the fire exercise runs from claim to effect; the effect card shows what SQL counts, and the report says the same', async () => {
	const fixture = await IncidentFixture.begin();
	const out = 87;
	for (let at = 6; at <= 54; at += 6) await fixture.playTo(at);
	await fixture.send('rumour.assess', { rumour: fixture.rumour, harm: 3, danger: false, helpNeeded: false });
	await fixture.send('rumour.assign', { rumour: fixture.rumour, owner: bram.id });
	await fixture.send('rumour.verify', {
		rumour: fixture.rumour,
		body: 'Waterbedrijf',
		question: 'Is het water veilig?',
		deadline: fixture.at(70)
	});
	await fixture.playTo(60);
	expect(fixture.state.rumours.get(fixture.rumour)?.firstHigh, 'the claim spread over two networks').not.toBeNull();
	await fixture.publish(
		fresh(TextId),
		'holding',
		'Wij horen dat het drinkwater niet goed zou zijn. Wij zoeken het uit.'
	);
	await fixture.playTo(66);
	await fixture.send('rumour.answerInquiry', {
		rumour: fixture.rumour,
		inquiry: 0,
		text: 'Gemeten om 13.50 uur: veilig.'
	});
	await fixture.send('fact.record', {
		id: fixture.fact,
		text: 'Het kraanwater is veilig.',
		source: 'Waterbedrijf Lage Vaart',
		at: null
	});
	await fixture.send('rumour.giveVerdict', { rumour: fixture.rumour, verdict: 'false', fact: fixture.fact });
	await fixture.send('rumour.chooseApproach', { rumour: fixture.rumour, approach: 'rebut' });
	for (let at = 72; at < out; at += 6) await fixture.playTo(at);
	await fixture.playTo(out);
	await fixture.publish(fixture.text, 'rebuttal', fixture.words);
	for (let at = out + 6; at <= 141; at += 6) await fixture.playTo(at);

	const reading = stage.reading(fixture.log);
	const { state } = reading;
	const row = state.texts.get(fixture.text);
	const found = row && (await readEffect(reading, row, OURS));
	if (!found) throw new Error('no effect');
	expect(found.since).toBe(fixture.at(out));
	for (const span of found.effect.spans) {
		expect(span.before, `${span.minutesBefore} minutes before`).toEqual(
			await counted(fixture, out - span.minutesBefore, out)
		);
		expect(span.after, `${span.minutes} minutes after`).toEqual(await counted(fixture, out, out + span.minutes));
		expect(span.n).toBe(spreading(span.before) + spreading(span.after));
	}
	for (const { minute, posts } of found.effect.bars)
		expect(posts).toEqual(await counted(fixture, out + minute, out + minute + 5));
	const [first] = found.effect.spans;
	expect([spreading(first?.before ?? none) > 20, spreading(first?.after ?? none) < 10, first?.saying]).toEqual([
		true,
		true,
		'fell'
	]);

	// The municipality's own account denied it, and is in the story; it is counted nowhere.
	const withOurs = await readEffect(reading, row, null);
	expect(withOurs && sum(withOurs.effect)).toBeGreaterThan(sum(found.effect));

	const reports = new Reports(stage.sql, stage.logs);
	const { report } = await reports.at(fixture.log, stage.logs.seq(fixture.log), reading.now);
	const line = report.limitation.rumours.find(({ finding }) => finding === fixture.rumour);
	expect(line?.lastText).toEqual({
		kind: 'rebuttal',
		at: found.since,
		where: ['website'],
		// The clock stops with the script, before the longest span is over.
		effect: found.effect.spans.findLast(({ saying }) => saying !== 'tooEarly')
	});

	const rumour = state.rumours.get(fixture.rumour);
	const clock = rumour && state.incident && rumourClockOf(rumour, textsAbout(state, rumour), state.incident.aims);
	expect(clock).toMatchObject({ verdict: { met: fixture.at(66) }, text: { met: fixture.at(out) } });
	const figures = new Map((await findingFigures(reading, OURS)).map((each) => [each.finding, each]));
	const [card] = boardOf(state, (id) => figures.get(id), reading.now, bram);
	expect(card).toMatchObject({ step: 'published', late: null, next: { what: 'effect' } });
	expect(card?.figures?.posts).toBe(line?.posts);
});

const none: EffectSpan['before'] = { supports: 0, denies: 0, asks: 0, comments: 0 };
const sum = ({ bars }: Effect): number =>
	bars.reduce((total, { posts }) => total + posts.supports + posts.denies + posts.asks + posts.comments, 0);
