import { afterEach, expect, test } from 'vitest';
import type { PostColumns, StoryGrouper } from '$lib/server/analysis/post';
import { StoriesLost } from '$lib/server/analysis/worker/stories-lost';
import { StoryGroups } from '$lib/server/analysis/worker/story-groups';
import type { StoryAnswer, StoryJob } from '$lib/server/analysis/worker/story-jobs';
import { storiesOnThisThread, StoryThread } from '$lib/server/analysis/worker/story-thread';
import { ThreadError } from '$lib/server/platform/operations/worker-thread';
import { MadeUpPosts } from '../../bench/made-up-posts';

/** A thread that is run from source starts slowly on a busy machine. */
const LONG = 120_000;
const threads: StoryThread[] = [];
const made = (...how: ConstructorParameters<typeof StoryThread>): StoryThread => {
	const thread = new StoryThread(...how);
	threads.push(thread);
	return thread;
};
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.stop())));

const nowhere = { place: null, places: [] };
const begin = (thread: StoryThread): StoryGrouper => thread.begin(nowhere, () => undefined);
/** Posts with these texts, each with an id and, if it joins none, a story of its own. */
const postsOf = (texts: readonly string[], name = 'p'): PostColumns => ({
	ids: texts.map((_, i) => `${name}${i}`),
	texts,
	langs: texts.map(() => 'nl'),
	help: texts.map(() => 0 as const),
	shares: texts.map(() => null),
	stories: texts.map((_, i) => `story of ${name}${i}`)
});

test(
	'the thread groups as the same code does here, with or without reading ahead, and knows which posts were filed and moved',
	async () => {
		const posts = new MadeUpPosts(5);
		const texts = Array.from({ length: 700 }, () => posts.next().text);
		const later = texts.map((text) => `RT @iemand: ${text}`);
		const answers = [];
		for (const thread of [made(), storiesOnThisThread(), storiesOnThisThread()]) {
			const stories = begin(thread);
			if (answers.length < 2) stories.readAhead(texts);
			const first = await stories.group(postsOf(texts));
			const again = begin(thread);
			await again.file({ ...postsOf(texts), stories: first });
			await again.move({ ...postsOf(texts.slice(0, 1)), stories: ['moved'] });
			answers.push({ first, joined: await again.group(postsOf(later, 'later')) });
		}
		const [there, here, unread] = answers;
		expect(there).toEqual(here);
		expect(there).toEqual(unread);
		expect(new Set(there?.first).size).toBeLessThan(texts.length);
		expect(there?.joined[0]).toBe('moved');
		expect(there?.joined.filter((story) => !story.startsWith('story of later')).length).toBeGreaterThan(600);
	},
	LONG
);

test('other work gets a turn while posts are grouped without a thread', async () => {
	const stories = begin(storiesOnThisThread());
	const posts = new MadeUpPosts(6);
	let turns = 0;
	let isOver = false;
	const turn = (): void => {
		turns += 1;
		if (!isOver) setImmediate(turn);
	};
	setImmediate(turn);
	await stories.group(postsOf(Array.from({ length: 1_000 }, () => posts.next().text)));
	isOver = true;
	expect(turns).toBeGreaterThan(5);
});

test('stories that nobody can join any more are reported', async () => {
	const reported: string[] = [];
	const thread = new StoryThread({
		run: () => Promise.resolve({ stories: [], forgotten: ['old'] }),
		stop: () => Promise.resolve()
	});
	await thread.begin(nowhere, (story) => reported.push(story)).file(postsOf(['Brug dicht']));
	expect(reported).toEqual(['old']);
});

/** Threads that die of a job with a text that `isCause`, and lose what they held. */
class Dying {
	died = 0;
	/** How many posts each job had. */
	readonly jobs: number[] = [];
	#groups = new StoryGroups(Infinity);
	readonly thread = made({
		run: (job: StoryJob): Promise<StoryAnswer> => {
			const rows = 'group' in job ? job.group : 'file' in job ? job.file : 'move' in job ? job.move : null;
			if (rows) this.jobs.push(rows.texts.length);
			if (!rows?.texts.some((text) => this.isCause(text))) return this.#groups.answer(job);
			this.died += 1;
			this.#groups = new StoryGroups(Infinity);
			return Promise.reject(new ThreadError('died'));
		},
		stop: () => Promise.resolve()
	});
	constructor(readonly isCause: (text: string) => boolean) {}

	/** As ingest does: when the stories are lost, all that is stored is filed again, and the posts are asked again. */
	async group(stored: PostColumns, posts: PostColumns): Promise<readonly string[]> {
		for (;;) {
			try {
				const stories = begin(this.thread);
				await stories.file(stored);
				return await stories.group(posts);
			} catch (error) {
				if (!(error instanceof StoriesLost)) throw error;
			}
		}
	}
}

test('a post that kills the thread starts a story of its own; all others join theirs, including later ones', async () => {
	const dying = new Dying((text) => text.includes('oorzaak'));
	const stored = { ...postsOf(['De brug is dicht voor alle verkeer']), stories: ['bridge'] };
	const texts = ['De oorzaak van alles', 'RT @x: De brug is dicht voor alle verkeer', 'Rook boven de haven gezien'];
	expect(await dying.group(stored, postsOf(texts))).toEqual(['story of p0', 'bridge', 'story of p2']);
	expect(dying.died).toBe(2);
	// It is stored now, and reading it back costs no thread.
	const now = { ...postsOf([...texts, ...stored.texts], 'now'), stories: ['cause', 'bridge', 'smoke', 'bridge'] };
	expect(await dying.group(now, postsOf(['RT @y: Rook boven de haven gezien'], 'next'))).toEqual(['smoke']);
	expect(dying.died).toBe(2);
	// What was only suspected goes together again.
	expect(dying.jobs.at(-2)).toBeGreaterThan(1);
});

test('a post that killed the thread once by chance is read the next time', async () => {
	let time = 0;
	const dying = new Dying((text) => text.startsWith('RT') && (time += 1) === 1);
	const stored = { ...postsOf(['De brug is dicht voor alle verkeer']), stories: ['bridge'] };
	expect(await dying.group(stored, postsOf(['RT @x: De brug is dicht voor alle verkeer']))).toEqual(['bridge']);
	expect(dying.died).toBe(1);
});

test('when every thread dies, each post starts a story of its own, without starting a thread for each', async () => {
	let started = 0;
	const thread = made({
		run: () => {
			started += 1;
			return Promise.reject(new ThreadError('died'));
		},
		stop: () => Promise.resolve()
	});
	const texts = Array.from({ length: 400 }, (_, i) => `tekst ${i}`);
	for (;;) {
		try {
			const stories = begin(thread);
			expect(await stories.group(postsOf(texts))).toEqual(postsOf(texts).stories);
			break;
		} catch (error) {
			if (!(error instanceof StoriesLost)) throw error;
		}
	}
	expect(started).toBeLessThan(50);
});

test('when a thread dies everything it held is lost, and nothing is grouped by a part of it', async () => {
	const dying = new Dying((text) => text.includes('oorzaak'));
	const [bridge, cause] = [begin(dying.thread), begin(dying.thread)];
	await bridge.group(postsOf(['De brug is dicht voor alle verkeer']));
	await expect(cause.group(postsOf(['De oorzaak']))).rejects.toBeInstanceOf(StoriesLost);
	await expect(bridge.group(postsOf(['RT @x: De brug is dicht voor alle verkeer'], 'q'))).rejects.toBeInstanceOf(
		StoriesLost
	);
	await expect(bridge.file(postsOf(['Rook']))).rejects.toBeInstanceOf(StoriesLost);
});

test('grouping is refused once the program stops', async () => {
	const thread = made();
	const stories = begin(thread);
	await thread.stop();
	await expect(stories.group(postsOf(['nog een']))).rejects.toMatchObject({ reason: 'stopped' });
});
