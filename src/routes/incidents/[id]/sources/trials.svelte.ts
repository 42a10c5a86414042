import * as m from '$lib/messages';
import { SvelteMap } from 'svelte/reactivity';
import type { PageReads } from '$lib/desk/sync/page-reads';
import { RequestRefused } from '$lib/desk/sync/request';
import { momentOf, type SourceId } from '$lib/domain/core/ids';
import type { Words } from '$lib/i18n/words';
import { trialWords } from './trial';

interface TrialResult {
	readonly busy: boolean;
	/** The result; null while there is none. */
	readonly says: string | null;
}
const never: TrialResult = { busy: false, says: null };

/** The tests made on this page, one per source: the result of the last one stays beside it. */
export class Trials {
	readonly #tried = new SvelteMap<SourceId, TrialResult>();

	constructor(
		readonly reads: Pick<PageReads, 'trySource'>,
		readonly words: Words
	) {}

	of(source: SourceId): TrialResult {
		return this.#tried.get(source) ?? never;
	}

	async make(source: SourceId): Promise<void> {
		const { busy, says } = this.of(source);
		if (busy) return;
		// The last result stays until there is a new one: rows that change height would move under the pointer.
		this.#tried.set(source, { busy: true, says });
		this.#tried.set(source, { busy: false, says: await this.#saysOf(source) });
	}

	async #saysOf(source: SourceId): Promise<string> {
		try {
			return trialWords(await this.reads.trySource(source), momentOf(Date.now()), this.words);
		} catch (error) {
			return this.words.t(
				error instanceof RequestRefused && error.status === 429 ? m.sources.try.tooSoon : m.sources.try.failed
			);
		}
	}
}
