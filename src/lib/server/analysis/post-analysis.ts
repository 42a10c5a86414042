import { languageOf } from './language';
import type { PostAnalysis } from './post';
import { StoryIndex } from './stories';

/** The first analysis of each post: language, copies, calls for help. */
export const postAnalysis: PostAnalysis = {
	language: (text) => languageOf(text)?.lang ?? null,
	help: () => null,
	stories: ({ incident, profile }) => new StoryIndex({ place: incident?.place ?? null, places: profile?.places ?? [] })
};
