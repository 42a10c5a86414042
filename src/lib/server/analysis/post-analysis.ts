import { helpHint } from './help/calls-for-help';
import { languageOf } from './language';
import type { PostAnalysis } from './post';
import { StoryIndex } from './stories';

/** The first analysis of each post: language, call for help, copies. */
export const postAnalysis: PostAnalysis = {
	language: (text) => languageOf(text)?.lang ?? null,
	help: (text, lang) => helpHint(text, lang),
	stories: ({ incident, profile }, forgotten) =>
		new StoryIndex({ place: incident?.place ?? null, places: profile?.places ?? [] }, forgotten)
};
