import { LRUCache } from 'lru-cache';
import { CommandId, type PersonId, type PostId, type StoryId } from '$lib/domain/core/ids';
import { newId } from '$lib/domain/core/new-id';
import { Refusal } from '$lib/domain/core/refusal';
import { SYSTEM } from '$lib/domain/core/role';
import { readDraft, type MachineDraft } from '$lib/domain/model/machine-draft';
import { askModel, recordModelAnswer } from '$lib/domain/model/model-use';
import { readTranslation, type Translation } from '$lib/domain/model/translation';
import type { ReportSection } from '$lib/domain/report/report-text';
import type { Language } from '$lib/i18n/language';
import type { Executor } from '$lib/server/log/execute/execute';
import { Limits } from '$lib/server/platform/limits/limits';
import { log } from '$lib/server/platform/operations/logger';
import type { ReadingContext } from '$lib/server/log/reading-context';
import type { Chat, ChatAnswer } from './chat';
import { drafting, translating } from './instructions';
import { ModelError } from './model-error';
import { maskedPost, maskedStories } from './sources';

interface Question {
	readonly about: { readonly post: PostId } | { readonly section: ReportSection };
	readonly instruction: typeof drafting;
	readonly data: unknown;
	readonly tokens: number;
}
const languageNames: Readonly<Record<Language, string>> = { nl: 'Dutch', en: 'English' };

/**
 * Uses the configured language model to translate a post or to write a first draft, on request of a person. The model gets
 * masked text only and decides nothing: its text is shown to that person only.
 */
export class Model {
	readonly #stop = new AbortController();
	/** With DEMO anyone can open an exercise, so these share a budget: sixty questions, and one more each minute. */
	readonly #exercises = new Limits({ burst: 60, perSecond: 1 / 60 });
	/** Translations stay in memory for a while, so that colleagues need not ask again. */
	readonly #translations = new LRUCache<string, Translation>({ max: 1_000 });

	constructor(
		readonly chat: Chat,
		readonly executor: Executor
	) {}

	/** The server that gets the texts, and the model's name: for the administrator. */
	get target(): { readonly origin: string; readonly name: string } {
		return { origin: new URL(this.chat.config.url).origin, name: this.chat.config.name };
	}

	stop(): void {
		this.#stop.abort();
	}

	/** @throws Refusal, ModelError */
	async translate(reading: ReadingContext, post: PostId, language: Language, person: PersonId): Promise<Translation> {
		const source = await maskedPost(reading, post);
		if (!source) throw new Refusal('post.absent');
		const key = `${reading.incident} ${post} ${String(source.versions)} ${language}`;
		const cached = this.#translations.get(key);
		if (cached) return cached;
		const question: Question = {
			about: { post },
			instruction: translating,
			data: { language: languageNames[language], text: source.text },
			tokens: 2_000
		};
		const translation = await this.#ask(reading, question, person, ({ text, isWhole, version }) => {
			const translated = isWhole ? readTranslation(source.text, text) : null;
			return translated === null ? null : { shown: { text: translated, model: version }, sentences: 1, dropped: 0 };
		});
		this.#translations.set(key, translation);
		return translation;
	}

	/** @throws Refusal, ModelError */
	async draft(
		reading: ReadingContext,
		section: ReportSection,
		language: Language,
		person: PersonId
	): Promise<MachineDraft> {
		const stories = await maskedStories(reading);
		if (stories.length === 0) throw new ModelError('nothing');
		const byReference = new Map<string, StoryId>(stories.map(({ id }, at) => [`S${String(at + 1)}`, id]));
		const data = {
			section,
			language: languageNames[language],
			stories: stories.map(({ posts, text, filedUnder }, at) => ({
				reference: `S${String(at + 1)}`,
				posts,
				text,
				filedUnder
			}))
		};
		return this.#ask(reading, { about: { section }, instruction: drafting, data, tokens: 1_000 }, person, (answer) => {
			const { sentences, dropped } = readDraft(answer.text, byReference);
			if (sentences.length === 0) return null;
			const shown = { sentences, dropped, model: answer.version, prompt: drafting.checksum };
			return { shown, sentences: sentences.length, dropped };
		});
	}

	/** Records the request, sends it, and records the answer; `read` returns null for an unusable answer. */
	async #ask<Shown>(
		{ incident, state }: ReadingContext,
		{ about, instruction, data, tokens }: Question,
		person: PersonId,
		read: (answer: ChatAnswer) => { shown: Shown; sentences: number; dropped: number } | null
	): Promise<Shown> {
		const question = { about, person, model: this.chat.config.name, prompt: instruction.checksum };
		const record = ({ type, input }: { type: string; input: unknown }) =>
			this.executor.execute(incident, { id: CommandId.parse(newId()), type, input }, SYSTEM, null);
		if (state.incident?.exercise && this.#exercises.take('all') > 0) throw new ModelError('busy');
		await record(askModel(question));
		try {
			const answer = await this.chat.ask({ instruction: instruction.text, data, tokens }, this.#stop.signal);
			const result = read(answer);
			const { sentences = 0, dropped = 0 } = result ?? {};
			await record(recordModelAnswer({ ...question, version: answer.version, sentences, dropped }));
			if (!result) throw new ModelError('unusable');
			return result.shown;
		} catch (error) {
			if (error instanceof ModelError)
				log.warn(
					{ action: 'model', object: `incident/${incident}`, result: error.reason, err: error.cause },
					error.message
				);
			throw error;
		}
	}
}
