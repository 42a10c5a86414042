import { FindingId, momentOf, StoryId } from '$lib/domain/core/ids';
import type { Platform } from '$lib/domain/posts/platform';
import { analysisHere } from '$lib/server/analysis/worker/post-analysis';
import { labelledScript } from '$lib/server/ingest/exercises/library';
import type { Gold } from '$lib/server/ingest/exercises/script';
import { fresh } from '../../domain/in-memory-incident';
import type { FreshDatabase } from '../database';
import { IncidentFixture } from './incident-fixture';

const labelled = labelledScript('brand-zuiderpark');
if (!labelled) throw new Error('the exercise is not there');
const { script, gold, findings: lines } = labelled;
const raising = {
	need: 'need.raise',
	rumour: 'rumour.signal',
	behaviour: 'behaviour.record',
	meaning: 'meaning.record'
} as const;
const kinds = ['need', 'rumour', 'behaviour', 'meaning'] as const;

/**
 * The exercise of the fire that comes with the program: its posts come in as they are played, and an analyst who judges
 * like its makers labels every other story.
 */
export class LabelledFire {
	/** By kind and key of the makers: `need school-dicht`. */
	readonly findings = new Map<string, FindingId>();
	/** What the makers know of each. */
	readonly lines = lines;

	private constructor(
		readonly database: FreshDatabase,
		readonly fixture: IncidentFixture
	) {}

	static async begin(database: FreshDatabase): Promise<LabelledFire> {
		const fixture = await IncidentFixture.begin(database, { exercise: true }, analysisHere);
		const platforms = new Set<Platform>(script.sources.map(({ platform }) => platform));
		for (const platform of platforms) if (!fixture.sources.has(platform)) await fixture.addSource(platform);
		return new LabelledFire(database, fixture);
	}

	/** Plays from one minute on up to another, with the incident's clock. */
	async play(from: number, to: number): Promise<void> {
		await this.fixture.send('exercise.setClock', { speed: 0, incident: this.fixture.at(to) });
		const due = script.items.filter(({ at }) => at > from * 60_000 && at <= to * 60_000);
		await this.fixture.deliver(
			...due.flatMap((item) =>
				item.kind === 'post' ? [{ ...item.post, publishedAt: momentOf(this.fixture.start + item.at) }] : []
			)
		);
		for (const item of due)
			if (item.kind === 'action')
				await this.fixture.send('action.record', {
					id: fresh(FindingId),
					channel: item.channel,
					text: item.text,
					at: momentOf(this.fixture.start + item.at)
				});
	}

	/**
	 * Marks every other unmarked story as looked at, and labels each with what the makers of the exercise say of its first
	 * post.
	 */
	async label(): Promise<void> {
		const rows = await this.database.sql<{ story: string; post: string }[]>`
			select distinct on (p.story_id) p.story_id as story, p.external_id as post from post p join story s on s.incident_id = p.incident_id and s.id = p.story_id
			where p.incident_id = ${this.fixture.incident} and s.outcome is null order by p.story_id, p.at, p.id`;
		for (const [n, { story, post }] of rows.entries()) {
			const labels = gold.get(post);
			if (!labels || n % 2 === 1) continue;
			await this.#labelStory(StoryId.parse(story), labels);
		}
	}
	async #labelStory(story: StoryId, labels: Gold): Promise<void> {
		for (const kind of kinds) {
			const name = labels[kind];
			if (name === null) continue;
			const stance = kind === 'rumour' ? (labels.stance ?? 'comments') : null;
			const known = this.findings.get(`${kind} ${name}`);
			if (known) await this.fixture.send('story.label', { story, add: [{ kind, finding: known, stance }], remove: [] });
			else {
				const id = fresh(FindingId);
				this.findings.set(`${kind} ${name}`, id);
				const more =
					kind === 'behaviour'
						? { effect: 'enlarges' }
						: kind === 'meaning'
							? { theme: name === 'call-to-act' ? 'callToAct' : name }
							: {};
				await this.fixture.send(raising[kind], {
					id,
					text: lines.find(({ of, key }) => of === kind && key === name)?.text ?? `Mensen over ${name}`,
					offline: null,
					seenIn: { story, stance },
					...more
				});
				if (kind === 'rumour')
					await this.fixture.send('rumour.assess', { rumour: id, harm: 3, danger: false, helpNeeded: false });
			}
		}
		if (labels.emotion !== 'none') await this.fixture.send('story.setSentiment', { story, emotion: labels.emotion });
		if (labels.attitude !== 'none') await this.fixture.send('story.setSentiment', { story, attitude: labels.attitude });
		if (labels.help) await this.fixture.send('story.setHelp', { story, help: 'passedOn' });
		await this.fixture.send('story.markLookedAt', { story, outcome: labels.relevant ? 'looked' : 'notRelevant' });
	}
}
