import { visibleText } from '$lib/domain/core/texts/visible';
import { MAX_LIKELY_FINDINGS } from '$lib/domain/stories/card';
import type { Utterance } from '../hints/models/traits';
import { models } from '../hints/proposals/shipped';
import { SuggestionIndex } from '../hints/proposals/suggestions';
import type { AnalysisAnswer, AnalysisJob, ProposeJob, Proposed, UtteredStory } from './jobs';
import { helpHint } from '../help/calls-for-help';
import { languageOf } from '../language';
import type { TextHints, Texts } from '../post';

/** Reads each text: some 100 µs, most of it for the language of a short one. Pure. */
export const readTexts = ({ texts, langs }: Texts): TextHints[] =>
	texts.map((original, i) => {
		const text = visibleText(original);
		const lang = languageOf(text)?.lang ?? langs[i] ?? null;
		return { lang, help: helpHint(text, lang) };
	});

/** The analysis of texts in a separate thread: hints for posts, and proposals for their stories. */
export class TextAnalysis {
	readonly #indexes = new Map<number, SuggestionIndex>();

	answer(job: AnalysisJob): AnalysisAnswer {
		if ('read' in job) return { read: readTexts(job.read) };
		if ('propose' in job) return { proposed: this.#propose(job.propose) };
		this.#indexes.delete(job.forget);
		return { proposed: [] };
	}

	#propose({ index: number, isNew, newStories, findings, labelled, stories }: ProposeJob): Proposed[] | null {
		if (isNew) this.#indexes.set(number, new SuggestionIndex(models));
		const index = this.#indexes.get(number);
		if (!index) return null;
		for (const { story, text } of newStories) index.addStory(story, visibleText(text));
		for (const { kind, finding, text } of findings) index.finding(kind, finding, text);
		for (const { story, utterance, labels } of labelled) index.label(story, visible(utterance), labels);
		return stories.map((story) => proposedFor(index, story));
	}
}

const visible = (utterance: Utterance): Utterance => ({ ...utterance, text: visibleText(utterance.text) });

function proposedFor(index: SuggestionIndex, { story, utterance: original }: UtteredStory): Proposed {
	const utterance = visible(original);
	index.addStory(story, utterance.text);
	const considered = index.consider(utterance, story);
	return {
		maybe: index.maybe(considered),
		likely: index.likely(considered, MAX_LIKELY_FINDINGS),
		retells: index.retells(story, considered)
	};
}
