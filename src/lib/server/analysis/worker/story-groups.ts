import { visibleText } from '$lib/domain/core/texts/visible';
import { TimeSlice } from '$lib/concurrency/time-slice';
import { StoryIndex, type KnownReading } from '../stories';
import type { PostColumns } from '../post';
import type { Setting } from '../text/places';
import type { StoryAnswer, StoryJob } from './story-jobs';
import { SingleFlight } from '$lib/concurrency/single-flight';

/** Reads the text of a waiting post, and removes it from the waiting texts. */
export interface ReadAheadTarget {
	readAhead(text: string): void;
}

/** Reads waiting texts while PostgreSQL writes earlier posts: reading the text is most of the cost of a post. */
export class ReadAhead {
	readonly #run = new SingleFlight(() => this.#read());
	#paused = 0;

	/** @param unread the waiting texts that were not read yet, in order */
	constructor(readonly unread: () => Iterable<readonly [ReadAheadTarget, string]>) {}

	/** Starts unless it is running; ends when everything is read. */
	start(): void {
		// A text that cannot be read now fails again when its post is stored, and its caller gets the error.
		this.#run.get().catch(() => undefined);
	}

	/** Pauses while this work runs: it holds a lock that others wait for. */
	async withoutReadAhead<T>(work: () => Promise<T>): Promise<T> {
		this.#paused += 1;
		try {
			return await work();
		} finally {
			this.#paused -= 1;
			this.start();
		}
	}

	async #read(): Promise<void> {
		const slice = new TimeSlice();
		for (;;) {
			await slice.yield();
			if (this.#paused > 0) return;
			let read = 0;
			for (const [reader, text] of this.unread()) {
				reader.readAhead(text);
				read += 1;
				if (slice.isOver) break;
			}
			if (read === 0) return;
		}
	}
}

/** The stories of one incident, and the readings of the texts that come next. */
class IncidentStories implements ReadAheadTarget {
	readonly index: StoryIndex;
	/** The readings of the next texts, in order; undefined for an exact copy. */
	readonly #readings = new Map<string, KnownReading | undefined>();
	readonly #unread = new Set<string>();
	forgotten: string[] = [];

	constructor(setting: Setting) {
		this.index = new StoryIndex(setting, (story) => void this.forgotten.push(story));
	}

	get unread(): Iterable<string> {
		return this.#unread;
	}
	announce(texts: readonly string[]): void {
		for (const text of texts.map(visibleText)) if (!this.#readings.has(text)) this.#unread.add(text);
	}
	readAhead(text: string): void {
		this.#unread.delete(text);
		this.#readings.set(text, this.index.read(text));
	}

	/** Finds the story of a post and adds the post to it. */
	group({ ids, texts, langs, help, shares, stories }: PostColumns, at: number): string {
		const text = visibleText(texts[at] ?? '');
		const known = this.#takeReading(text);
		const reading = { text, lang: langs[at] ?? null, help: help[at] ?? 0, shares: shares[at] ?? null, known };
		const story = this.index.find(reading)?.story ?? stories[at] ?? '';
		this.index.add({ ...reading, id: ids[at] ?? '', story });
		return story;
	}

	/** Removes and returns the reading of a text, if any: a reading takes ten times the memory of its text. */
	#takeReading(text: string): KnownReading | undefined {
		this.#unread.delete(text);
		const known = this.#readings.get(text);
		this.#readings.delete(text);
		return known;
	}
}

/** The stories of each incident that receives posts: their index, in memory, and the work on it. */
export class StoryGroups {
	readonly #incidents = new Map<number, IncidentStories>();
	readonly ahead = new ReadAhead(() => this.#unread());

	/** @param slice milliseconds of work after which it yields to other work */
	constructor(readonly slice: number) {}

	async answer(job: StoryJob): Promise<StoryAnswer> {
		if ('begin' in job) this.#incidents.set(job.begin, new IncidentStories(job.setting));
		if ('end' in job) this.#incidents.delete(job.end);
		if (!('index' in job)) return { stories: [], forgotten: [] };
		const incident = this.#incidents.get(job.index);
		if (!incident) return null;
		const stories: string[] = [];
		if ('ahead' in job) {
			incident.announce(job.ahead);
			this.ahead.start();
		} else if ('group' in job) {
			const { group } = job;
			await this.#each(group, (at) => void stories.push(incident.group(group, at)));
		} else if ('file' in job) {
			const { file } = job;
			await this.#each(file, (at) => {
				incident.index.add(postAt(file, at));
			});
		} else {
			const { move } = job;
			await this.#each(move, (at) => {
				incident.index.move(postAt(move, at));
			});
		}
		return { stories, forgotten: incident.forgotten.splice(0) };
	}

	async #each({ ids }: PostColumns, work: (at: number) => void): Promise<void> {
		const slice = new TimeSlice(this.slice);
		for (let at = 0; at < ids.length; at++) {
			work(at);
			if (slice.isOver) await slice.yield();
		}
	}

	*#unread(): Iterable<readonly [ReadAheadTarget, string]> {
		for (const incident of this.#incidents.values()) for (const text of incident.unread) yield [incident, text];
	}
}

const postAt = ({ ids, texts, langs, help, stories }: PostColumns, at: number) => ({
	id: ids[at] ?? '',
	story: stories[at] ?? '',
	text: visibleText(texts[at] ?? ''),
	lang: langs[at] ?? null,
	help: help[at] ?? 0,
	shares: null
});
